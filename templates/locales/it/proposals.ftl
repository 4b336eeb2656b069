# Le proposte alle aziende e le loro risposte.

proposals-nav = Proposte
proposals-nav-company = Proposte ricevute
proposals-state-sent = in attesa di risposta
proposals-state-accepted = accettata
proposals-state-declined = non accettata
proposals-state-expired = scaduta
proposals-state-withdrawn = ritirata

proposals-company-title = Le proposte per la vostra azienda
proposals-company-heading = { $school }: proposte per { $company }
proposals-company-school = Per qualsiasi domanda: { $school }{ $who }.
proposals-company-nothing-open = Nessuna proposta aspetta la vostra risposta.
proposals-company-open =
    { $n ->
        [one] Una proposta aspetta la vostra risposta
       *[other] { $n } proposte aspettano la vostra risposta
    }
proposals-company-privacy = Vedete profili senza nome. Il nome e il contatto compaiono qui dopo che avete accettato.
proposals-company-ended = Già concluse
proposals-company-state-sent = In attesa di risposta.
proposals-company-state-accepted = Avete accettato. La scuola vi scriverà per i passi successivi. Risposta registrata:
proposals-company-state-declined = Avete risposto di no. Risposta registrata:
proposals-company-state-expired = La scadenza è passata senza risposta: il posto è di nuovo libero.
proposals-company-state-withdrawn = La scuola ha ritirato questa proposta: non serve rispondere.

proposals-card-title = Proposta { $number }, posto { $place }
proposals-card-deadline = Si può rispondere fino a { $deadline }.
proposals-card-name = Nome
proposals-card-student = Profilo
proposals-card-year = { $n }º anno
proposals-card-age = età { $age }
proposals-card-journey = Distanza
proposals-card-journey-value =
    { $n_minutes ->
        [0] nello stesso comune
       *[other] circa { $n_km } km, { $n_minutes } minuti di viaggio
    }
proposals-card-place = Posto
proposals-card-period = Periodo e orario
proposals-card-week = { $hours } ore alla settimana
proposals-card-why = Perché questo profilo
proposals-why-indirizzo = frequenta proprio l'indirizzo che cercate
proposals-why-figure = frequenta il corso per la figura che cercate
proposals-why-leads = il suo corso porta alla figura che cercate
proposals-why-competences = ha il { $n }% delle competenze che avete chiesto
proposals-why-continuity = lavora o ha già lavorato da voi
proposals-why-wish =
    { $n ->
        [1] siete la sua prima scelta
       *[other] vi ha indicato fra le sue preferenze
    }
proposals-why-near = il viaggio è breve

proposals-choice = La vostra risposta
proposals-choice-accept = Accettiamo
proposals-choice-decline = Non possiamo accettare
proposals-choice-later = Rispondiamo più tardi
proposals-reason = Se non potete accettare: perché?
proposals-reason-choose = Scegliete il motivo
proposals-reason-given = Motivo:
proposals-reason-taken = il posto è già occupato
proposals-reason-no_need = non abbiamo più bisogno
proposals-reason-period = il periodo non va bene
proposals-reason-hours = giorni o orari non vanno bene
proposals-reason-tutor = il tutor non è disponibile
proposals-reason-competences = servono un'altra figura o altre competenze
proposals-reason-other = altro
proposals-note = Due parole per la scuola (facoltative, tranne che per «altro»)
proposals-continue = Continua
proposals-continue-hint = Nella prossima pagina rileggete la risposta e la confermate.
proposals-confirm-title = Confermate la risposta
proposals-confirm-lead = Non abbiamo ancora registrato nulla. Rileggete e confermate: dopo, la risposta non si può cambiare da qui.
proposals-confirm-accept = Accettiamo
proposals-confirm-decline = Non possiamo accettare
proposals-confirm =
    { $n ->
        [one] Conferma la risposta
       *[other] Conferma { $n } risposte
    }
proposals-confirm-back = Torna indietro senza confermare
proposals-recorded =
    { $n ->
        [one] La risposta è registrata. Ne mandiamo conferma per posta.
       *[other] { $n } risposte sono registrate. Ne mandiamo conferma per posta.
    }

proposals-renew = Manda un nuovo collegamento
proposals-lost-link = Non avete più il messaggio?
proposals-lost-title = Collegamento smarrito
proposals-lost-lead = Scrivete l'indirizzo a cui vi ha scritto la scuola: mandiamo lì un nuovo collegamento.
proposals-lost-email = Indirizzo di posta

proposals-rounds-title = Proposte ricevute
proposals-rounds-lead = Ogni scuola che vi ha proposto studenti, con le vostre risposte.
proposals-rounds-none = Nessuna proposta
proposals-rounds-none-text = Quando una scuola vi propone uno studente, la proposta compare qui e per posta.
proposals-rounds-count =
    { $n ->
        [one] una proposta
       *[other] { $n } proposte
    }
proposals-rounds-open =
    { $n ->
        [one] una aspetta risposta
       *[other] { $n } aspettano risposta
    }

proposals-list-title = Proposte e risposte
proposals-list-lead = Che cosa avete proposto, a chi, e che cosa hanno risposto le aziende.
proposals-list-all-rounds = tutti i turni
proposals-list-none = Nessuna proposta
proposals-list-none-text = Le proposte nascono quando si pubblica un turno.
proposals-filter = Mostra solo
proposals-all = Tutte
proposals-column-student = Studente
proposals-column-company = Azienda
proposals-column-place = Posto
proposals-column-round = Ciclo
proposals-column-state = Stato
proposals-column-when = Risposta o scadenza
proposals-column-do = Azioni
proposals-until = fino a { $deadline }
proposals-mail-problem = non riceve posta
proposals-no-address = senza indirizzo
proposals-withdraw = Ritira
proposals-withdraw-title = Ritirare la proposta?
proposals-withdraw-lead = L'azienda riceve un messaggio e non può più rispondere. Il posto e lo studente tornano liberi.
proposals-withdraw-do = Ritira la proposta
proposals-withdraw-not = Lascia com'è
proposals-withdrawn = La proposta è ritirata e l'azienda lo saprà per posta.

proposals-preview-title = Prima di pubblicare
proposals-preview-lead = Questo è ciò che partirà. Nulla è ancora stato scritto.
proposals-preview-send =
    { $n ->
        [0] Nessuna proposta nuova
        [one] Una proposta nuova
       *[other] { $n } proposte nuove
    }
proposals-preview-withdraw =
    { $n ->
        [one] Una proposta ritirata
       *[other] { $n } proposte ritirate
    }
proposals-preview-keep =
    { $n ->
        [one] Una proposta resta com'è
       *[other] { $n } proposte restano come sono
    }
proposals-preview-unplaced =
    { $n ->
        [one] Uno studente resta senza posto
       *[other] { $n } studenti restano senza posto
    }
proposals-preview-mails =
    { $n ->
        [one] Un messaggio
       *[other] { $n } messaggi
    }
proposals-preview-deadline = Le aziende possono rispondere fino a { $deadline }
proposals-preview-unreachable =
    { $n ->
        [one] Un'azienda non riceverà il messaggio: va chiamata.
       *[other] { $n } aziende non riceveranno il messaggio: vanno chiamate.
    }
proposals-publish =
    { $n ->
        [one] Pubblica e invia un messaggio
       *[other] Pubblica e invia { $n } messaggi
    }
proposals-publish-hint = Parte dopo dieci minuti, nei quali puoi ritirare la pubblicazione. Le proposte e i messaggi si scrivono insieme: o tutto o niente.
proposals-published =
    { $n ->
        [one] Il turno è pubblicato: un messaggio è in partenza.
       *[other] Il turno è pubblicato: { $n } messaggi sono in partenza.
    }
proposals-preview-to-companies = Messaggi alle aziende
proposals-preview-to-school = Messaggi alla scuola
proposals-preview-recipient = Destinatario
proposals-preview-new = Nuove
proposals-preview-gone = Ritirate
proposals-preview-mail = Messaggio
proposals-preview-back = Torna all'anteprima

fault-proposal-none = Scegliete una risposta per almeno una proposta.
fault-proposal-reason-missing = Scegliete il motivo.
fault-proposal-note-missing = Con «altro» scrivete due parole alla scuola.
fault-proposal-note-long = La nota può avere al massimo { $n_limit } caratteri.
fault-proposal-answered = Nel frattempo qualcuno ha già risposto, o la proposta è stata ritirata. Qui sotto vedete com'è adesso.
fault-proposal-expired = La scadenza è passata: la risposta non si può più registrare. Chiamate la scuola.
fault-run-none = Per questo turno non c'è ancora un risultato da pubblicare.
fault-run-not_latest = C'è un risultato più recente: guardate quello.
fault-run-already_published = Questo risultato è già pubblicato.
fault-run-stale = Dopo questo calcolo altri hanno preso posti o studenti. Rifate l'abbinamento e pubblicate il nuovo risultato.

audit-round-published = ha pubblicato un turno
audit-proposal-accepted = ha accettato una proposta
audit-proposal-declined = non ha accettato una proposta
audit-proposal-withdrawn = ha ritirato una proposta
audit-student-name_seen = ha visto il nome di uno studente accettato
audit-proposal-expired = ha chiuso proposte scadute

# Che cosa c'è da fare: il numero sta accanto.
proposals-task-due =
    { $n ->
        [one] proposta senza risposta scade oggi o domani
       *[other] proposte senza risposta scadono oggi o domani
    }
proposals-task-open =
    { $n ->
        [one] proposta aspetta la vostra risposta
       *[other] proposte aspettano la vostra risposta
    }
proposals-due-soon = In scadenza entro domani
proposals-hold-title = La pubblicazione aspetta
proposals-hold-back = Torna al turno
proposals-hold-lead = Parte { $when }. Fino ad allora puoi ritirarla.
proposals-hold-text = Non è ancora successo nulla: nessuna proposta, nessun messaggio. Fuori dalla scuola non lo sa nessuno.
proposals-hold-take-back = Ritira la pubblicazione
proposals-hold-now = Pubblica subito
proposals-hold-result = Guarda di nuovo il risultato
proposals-hold-failed = Non è stato pubblicato, perché qualcosa è cambiato durante l'attesa:
proposals-hold-dismiss = Ho capito, guarda di nuovo
proposals-hold-taken-back = Pubblicazione ritirata. Nulla è stato inviato.
fault-publication_waiting = Questo turno aspetta già di essere pubblicato: ritiralo prima, o lascialo partire.
fault-publication_gone = La pubblicazione non aspetta più: è partita, o qualcuno l'ha ritirata.
audit-round-publication_asked = ha chiesto di pubblicare un turno
audit-round-publication_taken_back = ha ritirato una pubblicazione
proposals-trial = Prova
proposals-trial-do = Mandalo a me per prova
proposals-trial-sent = Il messaggio è in viaggio verso il tuo indirizzo, segnato come prova. Il suo collegamento non apre nulla.

# Una risposta sola, il calendario, i propri dati.
proposals-decline-title = Perché no?
proposals-decline-lead = Scegliete il motivo: la risposta si registra subito e non si può cambiare da qui.
proposals-decline-why = Il motivo
proposals-calendar = Salva nel calendario i periodi accettati (file .ics)
proposals-calendar-week = Studente di { $school }, posto { $place }
proposals-calendar-first = Primo giorno: studente di { $school }, posto { $place }
proposals-calendar-last = Ultimo giorno: studente di { $school }, posto { $place }
proposals-facts-title = I vostri dati
proposals-facts-lead = Da questi dipende quanti studenti potete accogliere.
proposals-facts-oldest = Confermati l'ultima volta il { $day }.
proposals-facts-confirm = È tutto giusto
proposals-facts-edit = Correggete
proposals-facts-all = Tutti i dati, contatti, sedi e tutor

# Che cosa hanno fatto i posti di un'azienda.
proposals-nav-history = Storia
proposals-history-title = Che cosa hanno fatto i vostri posti
proposals-history-lead = Anno per anno: i posti che avete offerto, quanti studenti vi sono stati proposti e quanti avete accolto.
proposals-history-none = Ancora nessun posto
proposals-history-none-text = Quando una scuola registra un vostro posto, la sua storia comincia qui.
proposals-history-sum =
    { $n ->
        [0] Nessuno studente accolto, su { $n_seats } posti.
        [one] Uno studente accolto, su { $n_seats } posti.
       *[other] { $n } studenti accolti, su { $n_seats } posti.
    }
proposals-history-table = I posti del { $year }
proposals-history-place = Posto
proposals-history-school = Scuola
proposals-history-period = Periodo
proposals-history-seats = Studenti possibili
proposals-history-proposed = Proposti
proposals-history-accepted = Accolti
proposals-history-declined = Non accettati
proposals-history-expired = Scaduti
