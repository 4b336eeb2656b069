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
notifications-state-retry = da ritentare
notifications-state-dead = abbandonato
notifications-state-suppressed = non inviato
notifications-state-bounced = indirizzo respinto
notifications-back = Torna alla posta in uscita
notifications-written = Deciso
notifications-sent = Consegnato al server
notifications-attempts = Tentativi
notifications-next = Prossimo tentativo
notifications-error = Ultimo problema
notifications-resend = Invia di nuovo
notifications-resent = Il messaggio è di nuovo in coda, con lo stesso Message-ID.
notifications-as-html = Come lo mostra un programma di posta
notifications-as-text = Solo testo
notifications-refused-link =
    { $n ->
        [0] Indirizzi respinti: nessuno
        [one] Un indirizzo respinto
       *[other] { $n } indirizzi respinti
    }
notifications-refused-title = Indirizzi respinti
notifications-refused-lead = A questi indirizzi non scriviamo più, perché il loro server di posta li ha rifiutati. Correggi l'indirizzo nella scheda dell'azienda, oppure, se ora funziona, togli il blocco e spiega perché.
notifications-refused-none = Nessun indirizzo respinto
notifications-refused-none-text = Tutti gli indirizzi a cui abbiamo scritto accettano posta.
notifications-refused-since = Da { $when }. Il server ha risposto:
notifications-lift-why = Perché si può scrivere di nuovo
notifications-lift = Togli il blocco
notifications-lifted = Il blocco è tolto. I messaggi non inviati si possono inviare di nuovo, uno per uno.
notifications-examples-title = Tutti i messaggi, con dati inventati
notifications-examples-lead = Così si presenta ogni messaggio, nelle due lingue.

fault-message-not_failed = Questo messaggio non è fra quelli falliti: non serve inviarlo di nuovo.
fault-message-suppressed = A questo indirizzo non si scrive: togli prima il blocco fra gli indirizzi respinti.
fault-suppression-why-missing = Scrivi perché si può scrivere di nuovo a questo indirizzo.
