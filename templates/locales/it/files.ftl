# «abbina match»: i file che tornano, il riepilogo, i messaggi pronti, che cosa non va.

files-why-travel =
    { $n_minutes ->
        [0] posto nello stesso comune, su un massimo di { $n_limit } minuti di viaggio
       *[other] viaggio di { $n_minutes } minuti su un massimo di { $n_limit }
    }
files-why-indirizzo = stessa figura e stesso indirizzo
files-why-figure = il posto è per la sua figura
files-why-continues = il posto è per una figura in cui la sua qualifica prosegue
files-why-competences = { $n_has } competenze su { $n_wants } richieste
files-why-wish = preferenza numero { $n }
files-why-continuity = lavora già in questa azienda

files-kind-no_eligible_place = nessun posto ammesso
files-kind-shortage = posti insufficienti
files-kind-not_worth = escluso dagli obiettivi
files-kind-pinned_out = posti fissati a mano

files-remedy-minutes =
    { $n ->
        [one] Viaggio massimo a { $n_minutes } minuti aprirebbe 1 posto ({ $places }).
       *[other] Viaggio massimo a { $n_minutes } minuti aprirebbe { $n } posti ({ $places }).
    }
files-remedy-km =
    { $n ->
        [one] Distanza massima a { $n_km } km aprirebbe 1 posto ({ $places }).
       *[other] Distanza massima a { $n_km } km aprirebbe { $n } posti ({ $places }).
    }
files-remedy-rule =
    { $n ->
        [one] 1 posto è chiuso solo da { $rule } ({ $places }): { $sentence }
       *[other] { $n } posti sono chiusi solo da { $rule } ({ $places }); per esempio: { $sentence }
    }
files-closed-besides =
    { $n ->
        [one] { $rule } · { $title }: { $what }. Chiude anche 1 di quei posti.
       *[other] { $rule } · { $title }: { $what }. Chiude anche { $n } di quei posti.
    }
files-remedy-new-place = Nessun cambiamento da solo apre un posto: ne serve uno nuovo per { $figure } ({ $pathway }), raggiungibile da { $comune } in { $n_minutes } minuti.
files-remedy-objectives = Mettere tra gli obiettivi, prima degli altri, quanti più studenti possibile (placed).
files-remedy-pins = Togliere uno degli abbinamenti fissati a mano sui suoi posti.
files-remedy-seat = Basterebbe un posto in più tra { $places }, o un posto nuovo dello stesso tipo.
files-remedy-ceiling = Tetto raggiunto da { $company }: { $sentence }
files-already-there =
    { $n ->
        [one] Già presente: 1 apprendista.
       *[other] Già presenti: { $n } apprendisti.
    }
files-opens-with = Si attiva con almeno { $n } studenti.

files-round-name = Abbinamenti dal { $from } al { $to }
files-the-school = La scuola
files-card = Scheda { $number }
files-card-hours = { $n } ore alla settimana
files-card-hours-minutes = { $n_hours } ore e { $n_minutes } minuti alla settimana
files-card-internal = formazione interna { $n } ore all'anno
files-card-journey = vive a meno di { $n } km dalla sede
files-card-period = dal { $from } al { $to }
files-age-15 = 15 anni o meno all'inizio
files-age-16 = 16 o 17 anni all'inizio
files-age-18 = maggiorenne all'inizio
files-how-to-answer = Per accettare o rifiutare rispondete a questo messaggio indicando il numero di ogni scheda; se rifiutate, diteci il motivo.
files-no-names = Le schede sono senza nome: chi è lo studente lo saprete dalla scuola dopo la vostra accettazione.
files-school-subject =
    { $n_placed ->
        [one] { $round }: una proposta pronta
       *[other] { $round }: { $n_placed } proposte pronte
    }
files-school-lead = per «{ $round }» l'abbinamento degli studenti di { $school } è pronto.
files-school-students = Studenti considerati: { $n }
files-school-placed = Con una proposta: { $n }
files-school-companies = Aziende coinvolte: { $n }
files-school-unplaced = Senza posto: { $n }
files-school-where = I file sono nella cartella dei risultati: proposte, non_collocati e posti_liberi (.csv e .xlsx), report.html da leggere e stampare, riepilogo.json con la prova.
files-school-mails = Nella cartella mail c'è un messaggio pronto per ogni azienda. Nessun messaggio è stato inviato.

files-report-title = Esito dell'abbinamento
files-report-day = Regole ed età al { $day }
files-report-students = studenti
files-report-placed = con una proposta ({ $percent }%)
files-report-unplaced = senza posto
files-report-free = posti ancora liberi su { $n_seats }
files-report-proved = Nessun altro abbinamento, con le stesse regole e gli stessi obiettivi, è migliore: è dimostrato, e un programma indipendente ha controllato la prova.
files-report-not-proved = È un buon abbinamento, ma il tempo è finito prima di dimostrare che è il migliore.
files-report-left-out =
    { $n ->
        [one] Una riga dei file con errori è rimasta fuori: è elencata in riepilogo.json.
       *[other] { $n } righe dei file con errori sono rimaste fuori: sono elencate in riepilogo.json.
    }
files-report-minutes-title = Durata del viaggio
files-report-minutes-caption = Quanti studenti con una proposta, per minuti di viaggio
files-report-between = da { $n_from } a { $n_to }
files-report-over = più di { $n }
files-report-people = Studenti
files-report-estimated =
    { $n ->
        [one] Un viaggio è una stima dalla linea d'aria.
       *[other] { $n } viaggi sono stime dalla linea d'aria.
    }
files-report-figures-title = Per figura
files-report-seats = Posti adatti
files-report-unplaced-title = Chi è senza posto, e perché
files-report-shortages = Dove mancano posti: gruppi di studenti che possono andare solo in quei posti, tutti occupati
files-report-places = Posti
files-report-codes = Codici
files-report-closures = Che cosa ha chiuso i posti a chi è senza
files-report-closed = Posti chiusi, in tutto
files-report-unplaced-where = Studente per studente, con i rimedi: file non_collocati.
files-report-decided-title = Come si è deciso
files-report-tiers = Obiettivi, in ordine: ciò che si è ottenuto e ciò che nessun abbinamento può superare
files-report-weights = Quanto conta ogni parte del punteggio (ogni parte vale da 0 a 100)
files-report-never = Sesso, nazionalità, religione, famiglia e disabilità non contano mai, né per le regole né per il punteggio.
files-report-rules-title = Regole applicate
files-report-verify-title = Come controllare
files-report-verify = Chiunque abbia Abbina può rifare il controllo nella cartella dei risultati, senza rifare il calcolo e senza conoscere gli studenti:
files-report-certificate = Impronta della prova
files-report-no-sender = I messaggi nella cartella mail non hanno un mittente vero: rifare con --mail-from.

files-file-students = studenti
files-file-companies = aziende
files-file-placements = posti
files-file-round = turno
files-file-travel = tempi di viaggio
files-line = { $file }, riga { $n_line }
files-cell = colonna «{ $column }»
files-warning = avviso
files-unknown-column = { $file }: la colonna «{ $column }» non è tra quelle che leggiamo, ed è ignorata.
files-errors =
    { $n ->
        [one] Un errore. Non è stato scritto nulla.
       *[other] { $n } errori. Non è stato scritto nulla.
    }
files-errors-hint = Correggere i file e riprovare; con --skip-invalid si abbina il resto, con --errors FILE si riottiene il file con i commenti accanto alle righe.
files-errors-written = File con i commenti: { $path }
files-comments = Commenti di Abbina
files-skipped =
    { $n ->
        [one] Una riga è rimasta fuori:
       *[other] { $n } righe sono rimaste fuori:
    }
files-skipped-line = { $file }, riga { $n_line }, { $key }: { $because }
files-outside =
    { $n ->
        [one] Una riga non riguarda il periodo o il percorso del turno.
       *[other] { $n } righe non riguardano il periodo o il percorso del turno.
    }
files-done = { $n_placed } studenti con una proposta su { $n_students }; senza posto { $n_unplaced }; posti ancora liberi { $n_free }.
files-done-proved = Abbinamento migliore possibile, con prova controllata.
files-done-not-proved = Il tempo è finito prima di dimostrare che non c'è di meglio.
files-done-where = Risultati in { $path }
files-done-mails =
    { $n ->
        [one] Un messaggio pronto, non inviato, in { $path }
       *[other] { $n } messaggi pronti, non inviati, in { $path }
    }
files-nobody = Non resta nessuno studente da abbinare. Non è stato scritto nulla.
files-no-places = Non resta nessun posto da assegnare. Non è stato scritto nulla.
files-template-written = Modello da compilare: { $path }
files-phase-reading = lettura dei file
files-phase-judging = controllo delle regole
files-phase-solving = ricerca dell'abbinamento migliore
files-phase-writing = scrittura dei risultati

files-because-placement-company-left_out = la riga della sua azienda ha un errore
files-because-placement-company-not_in_file = la sua azienda non è nel file delle aziende
files-because-company-missing_for_apprenticeship = alla sua azienda mancano dati obbligatori per l'apprendistato

fault-placement-company-not_in_file = La partita IVA { $value } non è nel file delle aziende: aggiungere l'azienda, o correggere il numero.
fault-company-missing_for_apprenticeship = L'azienda offre un apprendistato (posto { $place }): la colonna «{ $field }» è obbligatoria.
fault-student-wishes-unknown = Tra le preferenze c'è «{ $value }», che non è né un codice posto né un'azienda dei file: non conta.
fault-student-refuses-unknown = Tra le esclusioni c'è «{ $value }», che non è né un codice posto né un'azienda dei file: non conta.
fault-placement-tutor_max-differs = Lo stesso tutor ha massimi diversi su più righe: vale il minore, { $least }.
fault-round-file-syntax = Il file del turno non è TOML: { $detail }.
fault-round-file-unknown = Nel file del turno non esiste un'impostazione «{ $field }»: quelle possibili sono elencate da abbina match --help.
fault-round-file-text = Qui va un testo tra virgolette.
fault-round-file-day = Qui va un giorno, per esempio 2026-09-14 oppure "14/09/2026".
fault-round-file-whole = Qui va un numero intero, senza virgolette.
fault-round-file-list = Qui va un elenco, per esempio ["placed", "score"].
fault-round-file-key = Impostazione non valida: { $detail }.
fault-file-unreadable = Il file non si apre: { $detail }.
fault-file-exists = La cartella { $value } contiene già dei risultati: sceglierne un'altra, o aggiungere --force per sostituirli.
fault-file-unwritable = Non si può scrivere in { $value }: { $detail }.
