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
companies-parts-contacts = Recapiti
companies-contact-main = Riceve le proposte
companies-parts-sites = Sedi
companies-parts-tutors = Tutor aziendali
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

# Contatti, sedi, tutor.
companies-parts-contacts-new = Aggiungi un contatto
companies-parts-contacts-edit = Modifica il contatto
companies-parts-contacts-none = Nessun contatto.
companies-parts-sites-new = Aggiungi una sede
companies-parts-sites-edit = Modifica la sede
companies-parts-sites-none = Nessuna sede.
companies-parts-tutors-new = Aggiungi un tutor
companies-parts-tutors-edit = Modifica il tutor
companies-parts-tutors-none = Nessun tutor.
companies-part-what = Che cosa
companies-part-state = Stato
companies-part-confirmed = Conferma
companies-part-do = Azioni
companies-part-never = Mai confermato
companies-part-no-longer = Non più usato
companies-part-change = Modifica
companies-part-retire = Non si usa più
companies-part-restore = Si usa di nuovo
companies-contact-make-main = Le proposte vanno qui
companies-part-saved = Salvato e confermato.
companies-part-retired = D'ora in poi non si usa più.
companies-part-restored = Si usa di nuovo.
companies-contact-is-main = D'ora in poi le proposte vanno a questo contatto.
fault-company-part-taken = C'è già.
fault-company-part-in_use = C'è un posto non ancora concluso che lo usa: cambia prima quello.
fault-company-contact-main = È il contatto a cui vanno le proposte: scegline prima un altro, o correggilo fra i dati dell'azienda.
fault-company-vat_number-fixed = Per correggere la partita IVA chiedete alla scuola: con quella le scuole vi riconoscono.
audit-company-part_added = Ha aggiunto un contatto, una sede o un tutor
audit-company-part_changed = Ha modificato un contatto, una sede o un tutor
audit-company-part_retired = Ha tolto dall'uso un contatto, una sede o un tutor
audit-company-part_restored = Ha rimesso in uso un contatto, una sede o un tutor
audit-company-main_contact = Ha cambiato il contatto a cui vanno le proposte

companies-ask = Chiedi se accoglie studenti
companies-team = Chi risponde per l'azienda
companies-team-lead = Le persone con un account di questa azienda. Per aggiungerne una, o toglierla, chiedete alla scuola che vi segue.
companies-team-seen = ultimo accesso { $day }
companies-history = Che cosa hanno fatto i vostri posti

# Un collegamento che non apre più nulla.
companies-closed-title = Questo collegamento non apre nulla
companies-closed-lead = È scaduto, oppure l'indirizzo non è completo.
companies-closed-renew = Possiamo mandarne uno nuovo, solo all'indirizzo che aveva ricevuto questo.
companies-sent-again-title = Controllate la posta
companies-sent-again-lead = Se il collegamento o l'indirizzo è fra i nostri, un nuovo collegamento sta arrivando, sempre e solo a quell'indirizzo. Ne mandiamo al massimo uno al giorno.
companies-sent-again-else = Se non arriva nulla, chiamate la scuola che vi ha scritto.
