# Le aziende, comuni a tutte le scuole.

companies-nav = Aziende
companies-nav-own = La tua azienda
companies-title = Aziende
companies-lead = Le aziende di tutte le scuole: ogni dato si chiede una volta sola, e si vede quando è stato confermato e da chi.
companies-new = Aggiungi un'azienda
companies-import = Importa un file
companies-none = Non c'è ancora nessuna azienda
companies-none-text = Importa il file delle aziende (CSV o Excel), oppure aggiungine una a mano.
companies-nobody = Nessuna azienda corrisponde
companies-nobody-text = Togli il filtro, o cerca una sola parola del nome.
companies-search = Cerca
companies-search-hint = Parole della ragione sociale, oppure l'inizio della partita IVA.
companies-only = Quali
companies-only-all = Tutte
companies-only-silent = Solo quelle che non hanno ancora risposto
companies-only-stale = Solo con dati non confermati da un anno
companies-only-mail = Solo quelle che non ricevono posta
companies-only-incomplete = Solo con dati mancanti per l'apprendistato
companies-filter = Mostra
companies-name = Ragione sociale
companies-vat = Partita IVA
companies-staff = Dipendenti
companies-seats = Posti
companies-contact = Email referente
companies-mail-problem = Non riceve posta
companies-mail-problem-what = Il server di posta ha rifiutato l'indirizzo, oppure chi lo legge non vuole più messaggi: le proposte non arrivano, chiamate l'azienda.
companies-mail-problem-do = Gli indirizzi a cui non scriviamo
companies-edit = Modifica i dati
companies-edit-lead = Salvando confermi tutti i dati, anche quelli che non cambi.
companies-confirm = Conferma che è tutto giusto
companies-confirm-hint = La conferma vale per tutti i dati qui sotto, così la prossima scuola non deve richiederli.
companies-confirmed = Confermato il { $day } da { $who }
companies-confirmed-itself = Confermato il { $day } dall'azienda
companies-confirmed-service = Confermato il { $day } da un file importato
companies-placements = I posti
companies-placement-new = Aggiungi un posto
companies-undeclared = Non dichiarato
companies-cap = Quanti apprendisti può avere
companies-cap-free =
    { $n ->
        [0] Con quelli già in forza non ne può prendere altri.
        [one] Con quelli già in forza ne può prendere ancora uno.
       *[other] Con quelli già in forza ne può prendere ancora { $n }.
    }
companies-group-firm = Azienda
companies-group-people = Persone
companies-group-capacity = Capacità e sicurezza
companies-group-contact = Referente
companies-contacts = Recapiti
companies-contact-email = Email
companies-contact-name = Nome
companies-contact-state = Stato
companies-contact-main = Riceve le proposte
companies-sites = Sedi
companies-tutors = Tutor aziendali
companies-tutor-years =
    { $n ->
        [one] 1 anno di esperienza
       *[other] { $n } anni di esperienza
    }
companies-tutor-max =
    { $n ->
        [one] al massimo 1 studente
       *[other] al massimo { $n } studenti
    }
companies-artisan-no = No
companies-artisan-not_serial = Sì, lavora non in serie
companies-artisan-serial = Sì, lavora in serie
companies-artisan-artistic = Sì, artistica, tradizionale o di abbigliamento su misura
companies-artisan-transport = Sì, di trasporto
companies-artisan-construction = Sì, edile
companies-risk-low = Basso
companies-risk-medium = Medio
companies-risk-high = Alto
companies-language-it = Italiano
companies-language-en = Inglese
companies-added = Azienda aggiunta.
companies-changed = Dati salvati e confermati.
companies-confirmed-all = Dati confermati.

fault-company-vat_number-taken = C'è già un'azienda con la partita IVA { $value }: cercala nell'elenco e completala.
fault-company_changed = Nel frattempo qualcun altro ha modificato i dati di questa azienda.

audit-company-added = Ha aggiunto un'azienda
audit-company-changed = Ha modificato i dati di un'azienda
audit-company-confirmed = Ha confermato i dati di un'azienda

# Che cosa c'è da fare: il numero sta accanto.
companies-task-silent =
    { $n ->
        [one] azienda non ha ancora risposto
       *[other] aziende non hanno ancora risposto
    }
companies-task-incomplete =
    { $n ->
        [one] azienda non ha detto ciò che serve per l'apprendistato: i suoi posti restano chiusi
       *[other] aziende non hanno detto ciò che serve per l'apprendistato: i loro posti restano chiusi
    }
companies-task-stale =
    { $n ->
        [one] azienda ha dati che nessuno conferma da un anno
       *[other] aziende hanno dati che nessuno conferma da un anno
    }
companies-task-own =
    { $n ->
        [one] vostro dato non è confermato da più di un anno
       *[other] vostri dati non sono confermati da più di un anno
    }
