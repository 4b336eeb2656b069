# I file che scuole e uffici portano: che cosa non va nel file, nelle sue celle, e la pagina che li carica.

fault-sheet-empty = Il file è vuoto.
fault-sheet-too_large = Il file supera { $limit } MB: dividerlo in più parti.
fault-sheet-too_many_rows = Il file ha più di { $limit } righe: dividerlo in più parti.
fault-sheet-too_many_columns = Il file ha più di { $limit } colonne: cancellare quelle che non servono, anche se sembrano vuote.
fault-sheet-too_many_cells = Il file ha più di { $limit } celle: dividerlo in più parti.
fault-sheet-cell_too_long = Una cella della riga { $line } contiene troppo testo.
fault-sheet-zip_bomb = Il file, una volta aperto, è molto più grande di quanto sembra: non lo leggiamo. Copiare i dati in un foglio nuovo e salvarlo come .xlsx o .csv.
fault-sheet-encrypted = Il file è protetto da una password: toglierla e salvarlo di nuovo.
fault-sheet-old_excel = Il file è nel vecchio formato di Excel: aprirlo e salvarlo come «Cartella di lavoro di Excel (.xlsx)» o come CSV.
fault-sheet-open_document = Il file è di LibreOffice (.ods): salvarlo come .xlsx o come CSV.
fault-sheet-pdf = Il file è un PDF: serve la tabella da cui è stato fatto, in .xlsx o CSV.
fault-sheet-html = Il file è una pagina web, anche se il nome dice altro: aprirlo con Excel e salvarlo come .xlsx o come CSV.
fault-sheet-archive = Il file è una cartella compressa: aprirla e caricare la tabella che contiene.
fault-sheet-not_xlsx = Il nome finisce in .xlsx, ma il file non è di Excel: salvarlo di nuovo come .xlsx, o cambiare il nome in .csv se è testo.
fault-sheet-not_a_spreadsheet = Il file non è una tabella: servono .xlsx o CSV.
fault-sheet-unreadable = Il file è danneggiato o fatto in un modo che non sappiamo leggere: aprirlo con Excel o LibreOffice e salvarlo di nuovo come .xlsx o CSV.
fault-sheet-too_slow = Leggere il file richiede troppo tempo: copiare i dati in un foglio nuovo e salvarlo di nuovo.
fault-sheet-no_such_sheet = Non c'è un foglio «{ $value }». Ci sono: { $sheets }.
fault-sheet-no_header = Non troviamo la riga con i nomi delle colonne.
fault-sheet-unclosed_quote = Alla riga { $line } si apre una virgoletta (") che non si chiude più: toglierla o raddoppiarla.
fault-sheet-encoding = Alla riga { $line } ci sono lettere in una codifica che non conosciamo: salvare il file come «CSV UTF-8».

fault-column-missing = Manca la colonna «{ $field }»: aggiungerla, o dire quale colonna del file le corrisponde.
fault-column-twice = La colonna «{ $field }» c'è due volte: lasciarne una.
fault-row-too_long = La riga ha { $cells } celle, ma le colonne con un nome sono { $names }: c'è un separatore o una virgoletta di troppo.
fault-cell-missing = Manca il dato: la colonna «{ $field }» è obbligatoria.
fault-cell-formula = La cella contiene una formula senza risultato: aprire il file con Excel, salvarlo e riprovare, o scrivere il valore.
fault-cell-error = La cella contiene l'errore { $value }: scrivere il valore.
fault-cell-became_date = Excel ha trasformato il testo in una data o in un'ora: formattare la colonna come testo e riscriverlo.
fault-cell-too_long = Il testo supera { $max } caratteri: accorciarlo.
fault-cell-yes_no = «{ $value }» non è né sì né no: scrivere sì oppure no.
fault-cell-number = «{ $value }» non è un numero.
fault-cell-whole = «{ $value }» non è un numero intero.
fault-cell-range = «{ $value }» non va bene: serve un numero da { $least } a { $most }.
fault-key-characters = Un codice non può contenere | = ; né andare a capo.
fault-date-shape = «{ $value }» non è una data: scriverla come 31/12/2008.
fault-date-does_not_exist = Il giorno { $value } non esiste.
fault-date-month_first = «{ $value }» ha il mese prima del giorno: scrivere prima il giorno, come 31/12/2008, in tutta la colonna.
fault-date-ambiguous = «{ $value }» può essere più di un giorno ({ $readings }): scrivere l'anno con quattro cifre.
fault-date-range = Il giorno { $value } è fuori dal periodo possibile, dal { $first } al { $last }: controllare l'anno.
fault-student-key-twice = La stessa matricola è già alla riga { $first }: lasciarne una.
fault-student-codice_fiscale-twice = Lo stesso codice fiscale è già alla riga { $first }: uno dei due è sbagliato, o lo studente c'è due volte.
fault-student-codice_fiscale-birth_date = La data di nascita non concorda con il codice fiscale, che dice { $told }: uno dei due è sbagliato.
fault-student-birth_date-missing = Serve la data di nascita, o il codice fiscale da cui ricavarla.
fault-student-course_year = «{ $value }» non è un anno di corso: serve un numero da 1 a 4.
fault-pathway-unknown = «{ $value }» non è un percorso: scrivere apprendistato, alternanza oppure simulata.
fault-transport-unknown = «{ $value }» non è un mezzo: scrivere pubblico, auto, moto, bici oppure piedi.
fault-period-reversed = Finisce prima di cominciare, il { $from }: controllare le due date.
fault-school-missing = Nel file c'è più di una scuola: scrivere l'ente su ogni riga.
fault-school-unknown = Non conosciamo un ente o una sede «{ $value }».
fault-student-wishes-twice = «{ $place }» è due volte tra le preferenze: lasciarlo una volta sola.
fault-student-wishes-refused = «{ $place }» è sia tra le preferenze sia tra le esclusioni: toglierlo da una delle due.
fault-place-characters = «{ $value }» non può essere il codice di un posto: è troppo lungo o contiene caratteri non ammessi.
fault-company-twice = La stessa partita IVA è già alla riga { $first }: lasciare una riga sola.
fault-company-artisan-which = Di che tipo è l'impresa artigiana? Scrivere non in serie, in serie, artistica, trasporto, edile, oppure no.
fault-company-artisan-unknown = «{ $value }» non è un tipo di impresa artigiana: scrivere non in serie, in serie, artistica, trasporto, edile, oppure no.
fault-company-skilled-above_staff = I qualificati sono più dei dipendenti, che sono { $staff }: controllare i due numeri.
fault-company-risk-unknown = «{ $value }» non è una classe di rischio: scrivere basso, medio oppure alto.
fault-language-unknown = «{ $value }» non è una lingua che usiamo: scrivere italiano oppure inglese.
fault-placement-twice = Lo stesso codice posto è già alla riga { $first }: lasciarne uno.
fault-placement-open_with-above_seats = Il minimo per attivare è più dei posti, che sono { $seats }: il posto non si attiverebbe mai.
fault-placement-days = «{ $value }» non sono giorni della settimana: scrivere per esempio lun-ven oppure lun,mer,ven.
fault-placement-time = «{ $value }» non è un'ora del giorno: scriverla come 08:30.
fault-placement-missing_for_apprenticeship = Per l'apprendistato questo dato è obbligatorio.

fault-import-school = Non sappiamo di quale scuola è il file.
fault-import-kind = Dire che cosa contiene il file: studenti, aziende o posti.
fault-import-no_file = Scegliere un file.
fault-import-file = Il file { $value } non si può leggere: { $cause }.
fault-import-map = «{ $value }» non dice quale colonna è quale: scrivere "Nome nel file=nostro nome".
fault-import-problems =
    { $n_rows ->
        [one] C'è una riga con qualcosa che non va: non abbiamo importato nulla. Correggerla, o dire di tralasciarla.
       *[other] Ci sono { $n_rows } righe con qualcosa che non va: non abbiamo importato nulla. Correggerle, o dire di tralasciarle.
    }
fault-import-nothing = Nel file non c'è nessuna riga che si possa importare.
fault-import-in_use =
    «{ $value }» è arrivato con questa importazione e serve già a { $what ->
        [proposal] una proposta
        [run_assignment] un calcolo
        [run_unplaced] un calcolo
        [run_place] un calcolo
        [pin] un vincolo
        [placement] un posto
        [account] una persona che accede
        [answer_link] una risposta attesa
        [inquiry] una domanda della scuola
       *[other] qualcos'altro
    }: l'importazione non si può annullare.
fault-import-changed_since = «{ $value }» è stato cambiato dopo questa importazione: annullarla cancellerebbe quella modifica.
fault-import_not_staged = Questo file è già stato importato o lasciato.
fault-import_not_applied = Questa importazione è già stata annullata.

imports-nav = Importa
imports-title = Importa un file
imports-lead = Carica un elenco di studenti, aziende o posti. Prima di scrivere qualcosa ti mostriamo che cosa cambierebbe.
imports-kind = Che cosa contiene
imports-kind-students = Studenti
imports-kind-companies = Aziende
imports-kind-placements = Posti
imports-file = File
imports-file-hint = CSV oppure Excel (.xlsx), fino a 32 MB e 50.000 righe.
imports-sheet = Foglio
imports-sheet-hint = Solo per Excel, se i fogli sono più di uno. Vuoto: il primo che va bene.
imports-send = Carica e controlla
imports-templates = Modelli ed elenchi
imports-template = modello vuoto
imports-export = elenco attuale
imports-list = File caricati
imports-empty = Nessun file
imports-empty-text = Quando ne carichi uno lo trovi qui, anche per annullarlo.
imports-when = Caricato
imports-rows = Righe
imports-state = Stato
imports-state-staged = Da confermare
imports-state-applied = Importato
imports-state-undone = Annullato
imports-state-dropped = Lasciato
imports-back = Tutti i file
imports-check-lead = Non abbiamo ancora scritto nulla. Controlla e conferma.
imports-figure-rows = Righe del file
imports-figure-rows-what = Le righe sotto i nomi delle colonne, senza quelle vuote.
imports-figure-new = Nuove
imports-figure-new-what = Righe che non abbiamo ancora.
imports-figure-changed = Cambiate
imports-figure-changed-what = Righe che abbiamo, ma con qualcosa di diverso.
imports-figure-chosen = Scelte dalle famiglie
imports-figure-same = Uguali
imports-figure-same-what = Righe che abbiamo già così.
imports-figure-missing = Non nel file
imports-figure-missing-what = Ciò che abbiamo e il file non nomina. Resta com'è: importare non cancella nulla.
imports-figure-bad = Con errori
imports-figure-bad-what = Righe con qualcosa che non va.
imports-unknown = Queste colonne non le conosciamo e non le leggiamo: { $columns }.
imports-errors-download = Scarica il file con gli errori accanto
imports-skip =
    { $n ->
        [one] Tralascia la riga con errori
       *[other] Tralascia le { $n } righe con errori
    }
imports-confirm =
    { $n ->
        [one] Importa una riga
       *[other] Importa { $n } righe
    }
imports-drop = Lascia perdere questo file
imports-dropped = File lasciato. Non è cambiato nulla.
imports-confirmed = Importazione fatta.
imports-grid = Il file, cella per cella
imports-grid-all-rows = Mostra tutte le righe
imports-grid-bad-rows = Mostra solo le righe con errori
imports-grid-all-columns = Mostra tutte le colonne
imports-grid-bad-columns = Mostra solo le colonne con errori
imports-grid-empty = Nessuna riga
imports-grid-empty-text = Nessuna riga con errori.
imports-line = Riga
imports-columns-title = Quale colonna è quale
imports-columns-lead = Abbiamo riconosciuto le colonne dal nome. Correggi dove serve: la prossima volta ce ne ricordiamo.
imports-columns-save = Salva e ricontrolla
imports-columns-saved = Colonne salvate.
imports-columns-what = Che cosa va in ogni colonna
imports-column-theirs = Nel file
imports-column-examples = I primi valori
imports-column-ours = È
imports-column-none = (non si legge)
imports-changes-title = Che cosa cambia
imports-changes-new-lead = Righe che non abbiamo ancora.
imports-changes-changed-lead = Per ogni riga, com'è e come diventa.
imports-changes-chosen-lead = Ciò che le famiglie hanno scelto dal loro collegamento, dove il file dice altro. Resta la loro scelta, se non spuntate la casella prima di confermare.
imports-chosen =
    { $n ->
        [one] In una riga il file dice altro da ciò che la famiglia ha scelto: resta la scelta della famiglia.
       *[other] In { $n } righe il file dice altro da ciò che le famiglie hanno scelto: resta la loro scelta.
    }
imports-chosen-look = Guarda quali
imports-chosen-on = La famiglia l'ha indicato il { $day }.
imports-chosen-empties = Il file lo svuota.
imports-chosen-says = Nel file: { $value }.
imports-over-families = Scrivi ciò che dice il file anche sopra le scelte delle famiglie
imports-changes-missing-lead = Ciò che abbiamo e il file non nomina. Resta com'è.
imports-changes-empty = Nessuna
imports-key = Chiave
imports-name = Nome
imports-difference = Com'è → come diventa
imports-done-staged = In attesa di conferma.
imports-done-applied = Importato.
imports-done-undone = Importato e poi annullato: tutto è tornato come prima.
imports-done-dropped = Lasciato: non è cambiato nulla.
imports-applied-at = Confermato
imports-undone-at = Annullato
imports-undo = Annulla l'importazione
imports-undo-what = Ciò che è cambiato torna com'era; ciò che è arrivato con il file se ne va, a meno che serva già ad altro.
imports-done = Importato: { $n_new } nuove, { $n_changed } cambiate, { $n_same } uguali, { $n_left } tralasciate.
imports-travel-done = Tempi di viaggio: { $n_rows } scritti, { $n_unknown } tralasciati perché di comuni che non conosciamo.
imports-cli-nothing = Non è stato scritto nulla.
imports-cli-line = riga { $line }
imports-cli-unknown = Colonne che non conosciamo e non leggiamo: { $columns }
imports-cli-chosen = { $key } · { $column }: la famiglia ha scelto «{ $before }» il { $day }, nel file «{ $after }»
imports-cli-sum = { $n_rows } righe: { $n_new } nuove, { $n_changed } cambiate, { $n_same } uguali, { $n_bad } con errori; { $n_missing } che abbiamo non sono nel file.

audit-import-staged = Ha caricato un file
audit-import-applied = Ha importato un file
audit-import-undone = Ha annullato un'importazione
audit-import-dropped = Ha lasciato un file caricato

# Che cosa c'è da fare: il numero sta accanto.
imports-task-staged =
    { $n ->
        [one] file caricato aspetta la tua conferma
       *[other] file caricati aspettano la tua conferma
    }
imports-all = Tutti i file
