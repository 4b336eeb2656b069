# Gli studenti di una scuola.

students-nav = Studenti
students-title = Studenti
students-lead = Gli studenti della tua scuola: cercali, completali, vedi che cosa è stato proposto.
students-new = Aggiungi uno studente
students-import = Importa un file
students-none = Non c'è ancora nessuno studente
students-none-text = Importa il file della segreteria (CSV o Excel) con «Importa un file», oppure aggiungi uno studente a mano.
students-nobody = Nessuno studente corrisponde
students-nobody-text = Togli un filtro, o cerca una sola parola del nome.
students-all = Tutti gli studenti
students-search = Cerca
students-search-hint = Parole del nome, oppure la matricola intera.
students-filter = Mostra
students-filter-all = Tutti
students-first-hundred = Qui ci sono i primi 100: aggiungi una parola.
students-name = Cognome e nome
students-key = Matricola
students-figure = Figura
students-pathway = Percorso
students-year = Anno
students-residence = Residenza
students-standing = A che punto è
students-standing-registered = Registrato
students-standing-proposed = Proposto
students-standing-accepted = Accettato
students-standing-declined = Rifiutato
students-standing-unplaced = Senza posto
students-gap = Che cosa manca
students-gap-wishes = Nessuna preferenza
students-gap-wishes-why = Senza preferenze decidono viaggio e corso: chiedile alla famiglia prima dell'abbinamento.
students-gap-codice-fiscale = Codice fiscale
students-gap-codice-fiscale-why = Serve per il contratto di apprendistato e ricontrolla la data di nascita.
students-gap-school-week = Ore settimanali a scuola
students-gap-school-week-why = Per i minorenni si sommano a quelle in azienda: senza, il limite di legge non si può verificare prima.
students-gap-guardian-email = Email del tutore legale
students-gap-guardian-email-why = Per i minorenni serve a far firmare i documenti dopo l'accettazione.
students-gap-matching = cambia l’abbinamento
students-gap-papers = serve per i documenti
students-gaps = Che cosa manca
students-edit = Modifica lo studente
students-born =
    { $n ->
        [one] { $day } (1 anno)
       *[other] { $day } ({ $n } anni)
    }
students-group-who = Chi è
students-group-course = Corso
students-group-journey = Viaggio e disponibilità
students-group-wishes = Preferenze
students-group-contacts = Recapiti
students-history = Proposte
students-history-none = Finora non è stato proposto a nessuna azienda.
students-history-company = Azienda
students-history-placement = Posto
students-history-round = Turno
students-history-sent = Inviata
students-history-answer = Risposta
students-proposal-sent = In attesa
students-proposal-accepted = Accettata
students-proposal-declined = Rifiutata
students-proposal-expired = Scaduta senza risposta
students-proposal-withdrawn = Ritirata dalla scuola
students-audit = Chi ha visto e modificato questa pagina
students-added = Studente aggiunto.
students-changed = Modifiche salvate.

fault-student-key-taken = Un altro studente della scuola ha già la matricola { $value }.
fault-student_changed = Nel frattempo qualcun altro ha modificato o cancellato questo studente.

audit-student-seen = Ha guardato la pagina di uno studente
audit-student-added = Ha aggiunto uno studente
audit-student-changed = Ha modificato uno studente

# Che cosa c'è da fare: il numero sta accanto.
students-task-unplaced =
    { $n ->
        [one] studente è rimasto senza posto
       *[other] studenti sono rimasti senza posto
    }
students-task-declined =
    { $n ->
        [one] studente ha avuto solo rifiuti
       *[other] studenti hanno avuto solo rifiuti
    }
students-task-school-week =
    { $n ->
        [one] studente da abbinare senza ore a scuola: per i minorenni cambiano i posti possibili
       *[other] studenti da abbinare senza ore a scuola: per i minorenni cambiano i posti possibili
    }
students-task-wishes =
    { $n ->
        [one] studente da abbinare non ha espresso preferenze
       *[other] studenti da abbinare non hanno espresso preferenze
    }
