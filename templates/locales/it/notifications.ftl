# La posta in uscita.

notifications-nav = Posta
notifications-title = Posta in uscita
notifications-lead = Ogni messaggio che il servizio ha deciso di inviare, e che fine ha fatto.
notifications-nothing-leaves = Nessun server di posta è configurato: i messaggi restano qui e nella cartella «outbox», non partono.
notifications-filter = Mostra solo
notifications-all = Tutti
notifications-empty = Nessun messaggio
notifications-empty-text = I messaggi compaiono qui quando si pubblica un turno o un'azienda risponde.
notifications-when = Quando
notifications-to = A
notifications-subject = Oggetto
notifications-state = Stato
notifications-state-pending = in attesa
notifications-state-sending = in partenza
notifications-state-sent = consegnato al server
notifications-state-kept = conservato qui, non spedito
notifications-state-retry = da ritentare
notifications-state-dead = abbandonato
notifications-state-suppressed = non inviato
notifications-state-bounced = indirizzo respinto
notifications-back = Torna alla posta in uscita
notifications-written = Deciso
notifications-sent = Consegnato al server
notifications-kept = Conservato
notifications-attempts = Tentativi
notifications-next = Prossimo tentativo
notifications-error = Ultimo problema
notifications-resend = Invia di nuovo
notifications-resent = Il messaggio è di nuovo in coda, con lo stesso Message-ID.
notifications-as-html = Come lo mostra un programma di posta
notifications-as-text = Solo testo
notifications-refused-link =
    { $n ->
        [0] Indirizzi a cui non scriviamo: nessuno
        [one] Un indirizzo a cui non scriviamo
       *[other] { $n } indirizzi a cui non scriviamo
    }
notifications-refused-title = Indirizzi a cui non scriviamo
notifications-refused-lead = Il loro server di posta li ha rifiutati, oppure chi li legge non vuole più messaggi. Correggi l'indirizzo nella scheda dell'azienda o telefona; se si può scrivere di nuovo, togli il blocco e spiega perché.
notifications-refused-none = Nessun indirizzo bloccato
notifications-refused-none-text = Tutti gli indirizzi a cui abbiamo scritto accettano posta.
notifications-refused-since = Da { $when }. Il server ha risposto:
notifications-unwanted-since = Da { $when } chi lo legge non vuole più messaggi. Toglilo solo se te l'ha chiesto.
notifications-lift-why = Perché si può scrivere di nuovo
notifications-lift = Togli il blocco
notifications-lifted = Il blocco è tolto. I messaggi non inviati si possono inviare di nuovo, uno per uno.
notifications-examples-title = Tutti i messaggi, con dati inventati
notifications-examples-lead = Così si presenta ogni messaggio, nelle due lingue.
notifications-example-lead = È un esempio con dati inventati: i collegamenti si vedono ma non portano da nessuna parte.
notifications-stop-title = Non ricevere più messaggi
notifications-stop-lead = Non scriveremo più a { $address }.
notifications-stop-what = Le scuole lo vedranno e potranno chiamarvi. Alle proposte già ricevute potete ancora rispondere con il loro collegamento.
notifications-stop = Non scrivetemi più
notifications-stopped-lead = A { $address } non scriviamo più.
notifications-stopped-still = Riceverete solo la conferma di ciò che fate voi, per esempio di una risposta. Avete cambiato idea?
notifications-resume = Scrivetemi di nuovo
notifications-resumed = D'accordo: vi scriviamo di nuovo.

fault-message-not_failed = Questo messaggio non è fra quelli falliti: non serve inviarlo di nuovo.
fault-message-suppressed = A questo indirizzo non si scrive: togli prima il blocco fra gli indirizzi a cui non scriviamo.
fault-suppression-why-missing = Scrivi perché si può scrivere di nuovo a questo indirizzo.

audit-message-resent = Messaggio inviato di nuovo
audit-suppression-lifted = Blocco di un indirizzo tolto
audit-suppression-asked = Un'azienda non vuole più messaggi
audit-suppression-taken_back = Un'azienda vuole di nuovo messaggi

# Che cosa c'è da fare: il numero sta accanto.
notifications-task-refused =
    { $n ->
        [one] indirizzo non riceve più i nostri messaggi: va chiamato o corretto
       *[other] indirizzi non ricevono più i nostri messaggi: vanno chiamati o corretti
    }
notifications-task-dead =
    { $n ->
        [one] messaggio non è partito e non sarà ritentato
       *[other] messaggi non sono partiti e non saranno ritentati
    }
