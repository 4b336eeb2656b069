# Account, scuole, sessioni, registro.

accounts-nav-accounts = Account
accounts-nav-schools = Scuole
accounts-nav-audit = Registro

accounts-name = Nome e cognome
accounts-email = Indirizzo e-mail
accounts-password = Password
accounts-role = Ruolo
accounts-place = Scuola o azienda
accounts-state = Stato
accounts-language = Lingua
accounts-filter = Filtra
accounts-doing = Azioni

accounts-role-any = Tutti
accounts-role-administrator = Amministrazione
accounts-role-coordinator = Coordinamento scolastico
accounts-role-company = Azienda
accounts-role-fund = Fondo

accounts-state-active = Attivo
accounts-state-invited = Senza password
accounts-state-disabled = Disattivato

accounts-language-own-name = Italiano

accounts-sign_in-title = Accedi
accounts-sign_in-help = Hai dimenticato la password? Chiedi a chi amministra il servizio un nuovo link per impostarla.
accounts-signed_out = Sei uscito.
accounts-personas-title = Entra come una persona di prova
accounts-personas-text = Solo in questa dimostrazione: un clic e vedi il servizio con i suoi occhi.
accounts-persona-administrator = Crea scuole e account, legge il registro di tutti.
accounts-persona-coordinator = Carica gli studenti, lancia gli abbinamenti, li controlla e li pubblica.
accounts-persona-company = Legge le proposte e risponde.
accounts-persona-fund = Guarda i totali e li esporta.

accounts-set_password-title = Imposta la password
accounts-set_password-lead = Per l'account { $email }.
accounts-password-new = Nuova password
accounts-password-again = Di nuovo la stessa password
accounts-password-current = Password attuale
accounts-password-hint = Almeno 12 caratteri. Quattro parole che non c'entrano l'una con l'altra vanno bene.
accounts-password-set = Imposta la password
accounts-password_set = La password è impostata: ora puoi accedere.
accounts-password-change-title = Cambia la password
accounts-password-change = Cambia la password
accounts-password_changed = La password è cambiata. Tutte le altre sessioni sono state chiuse.

accounts-own-title = Il tuo account
accounts-language-label = Lingua di pagine e messaggi
accounts-language-change = Cambia la lingua
accounts-language_changed = La lingua è cambiata.
accounts-sessions = Le tue sessioni
accounts-sessions-text = Ogni riga è un accesso ancora aperto. Se non ne riconosci uno, chiudilo e cambia la password.
accounts-sessions-device = Dispositivo
accounts-sessions-unknown = Dispositivo sconosciuto
accounts-sessions-network = Rete
accounts-sessions-since = Accesso
accounts-sessions-seen = Ultima attività
accounts-sessions-this = Questa
accounts-sessions-end = Chiudi
accounts-sessions-end-others = Chiudi tutte le altre
accounts-session_ended = La sessione è chiusa.
accounts-sessions_ended =
    { $n ->
        [0] Non c'erano altre sessioni aperte.
        [one] Un'altra sessione è stata chiusa.
       *[other] { $n } altre sessioni sono state chiuse.
    }

accounts-people-title = Account
accounts-people-empty = Nessun account
accounts-people-empty-text = Nessuno corrisponde al filtro.
accounts-people-back = Tutti gli account
accounts-signed_in_at = Ultimo accesso
accounts-never = Mai
accounts-new-title = Nuovo account
accounts-new-lead = La persona imposta da sé la password, con un link che riceve per posta.
accounts-new-school = Scuola
accounts-new-school-hint = Solo per il coordinamento scolastico.
accounts-new-vat = Partita IVA dell'azienda
accounts-new-vat-hint = Solo per le aziende: undici cifre.
accounts-new-create = Crea l'account e invia l'invito
accounts-link-give = Invia un nuovo link per la password
accounts-link-title = Link per impostare la password
accounts-link-text = È in partenza per posta all'indirizzo qui sotto. Se non arriva, consegnalo tu, solo a questa persona. Funziona una volta sola, per sette giorni, e non sarà più mostrato. I link precedenti non valgono più.
accounts-disable = Disattiva l'account
accounts-disabled = L'account è disattivato e le sue sessioni sono chiuse.
accounts-enable = Riattiva l'account
accounts-enabled = L'account è di nuovo attivo.
accounts-audit-of = Che cosa ha fatto: il registro

accounts-schools-title = Scuole
accounts-schools-lead = Ogni scuola vede solo i propri studenti.
accounts-schools-empty = Nessuna scuola
accounts-schools-empty-text = Crea la prima: poi potrai creare gli account di chi la coordina.
accounts-schools-back = Tutte le scuole
accounts-school-new-title = Nuova scuola
accounts-school-name = Nome della scuola
accounts-school-code = Codice
accounts-school-code-hint = Il codice con cui i file nominano la scuola, per esempio il codice meccanografico.
accounts-school-comune = Comune
accounts-school-comune-optional = Comune (facoltativo)
accounts-school-comune-hint = Nome o codice ISTAT di un comune della Lombardia.
accounts-school-phone = Telefono per le aziende (facoltativo)
accounts-school-email = E-mail per le aziende (facoltativa)
accounts-school-create = Crea la scuola
accounts-school-created = La scuola è creata.
accounts-school-changed = I dati della scuola sono salvati.
accounts-school-accounts = Gli account di questa scuola
accounts-sites-title = Sedi
accounts-sites-empty = La scuola non ha ancora sedi.
accounts-site-new = Aggiungi una sede
accounts-site-name = Nome della sede
accounts-site-code-hint = Il codice con cui i file nominano la sede.
accounts-site-add = Aggiungi la sede
accounts-school-site-added = La sede è aggiunta.

accounts-audit-title = Registro delle operazioni
accounts-audit-lead = Chi ha fatto che cosa, e quando. Nessuno può modificarlo, nemmeno chi amministra.
accounts-audit-lead-school = Chi ha fatto che cosa nella tua scuola, e quando. Nessuno può modificarlo.
accounts-audit-empty = Nessuna operazione
accounts-audit-empty-text = Il registro si riempie da solo.
accounts-audit-at = Quando
accounts-audit-who = Chi
accounts-audit-what = Che cosa
accounts-audit-detail = Dettagli
accounts-audit-by_link = Un'azienda, con il link
accounts-audit-by_family = La famiglia, con il link
accounts-audit-by_service = Il servizio

audit-account-signed_in = Accesso
audit-account-signed_out = Uscita
audit-account-sign_in_refused = Accesso rifiutato
audit-account-session_revoked = Sessione chiusa
audit-account-other_sessions_revoked = Altre sessioni chiuse
audit-account-password_changed = Password cambiata
audit-account-password_set = Password impostata con un link
audit-account-language_changed = Lingua cambiata
audit-account-created = Account creato
audit-account-link_given = Link per la password creato
audit-account-disabled = Account disattivato
audit-account-enabled = Account riattivato
audit-school-created = Scuola creata
audit-school-changed = Dati della scuola cambiati
audit-school-site_added = Sede aggiunta

fault-account-sign_in-wrong = Indirizzo e-mail o password non corretti.
fault-account-password-short = La password è troppo corta: servono almeno { $n_min } caratteri.
fault-account-password-long = La password è troppo lunga: al massimo { $n_max } caratteri.
fault-account-password-guessable = La password è facile da indovinare: usa parole che non c'entrano l'una con l'altra, niente nomi o sequenze.
fault-account-password-differ = Le due password sono diverse.
fault-account-password-wrong = La password attuale non è corretta.
fault-account-email-taken = Esiste già un account con questo indirizzo.
fault-account-language-unknown = Scegli una delle lingue dell'elenco.
fault-account-role-unknown = Scegli uno dei ruoli dell'elenco.
fault-account-institution-missing = Scegli la scuola che coordina.
fault-account-company-unknown = Nessuna azienda con questa partita IVA: prima va importata.
fault-account-disabled = L'account è disattivato: riattivalo prima di creare un link.
fault-account-own = Non puoi disattivare il tuo stesso account.
fault-account-last_administrator = È l'unico account di amministrazione attivo: creane prima un altro.
fault-school-code-missing = Manca il codice.
fault-school-code-characters = Il codice può avere al massimo 20 caratteri: lettere senza accento, cifre, punti e trattini.
fault-school-code-taken = Un'altra scuola ha già questo codice.
fault-school-site_code-taken = La scuola ha già una sede con questo codice.
fault-school-name-missing = Manca il nome.
fault-school-name-long = Il nome è troppo lungo: al massimo { $n_max } caratteri.
fault-school-phone-characters = Un numero di telefono ha solo cifre, spazi, + e trattini.

# Che cosa c'è da fare: il numero sta accanto.
accounts-task-invited =
    { $n ->
        [one] persona invitata non ha ancora impostato la password
       *[other] persone invitate non hanno ancora impostato la password
    }
accounts-task-alone =
    { $n ->
        [one] scuola senza nessuno che la coordina
       *[other] scuole senza nessuno che le coordina
    }
accounts-schools-alone = Solo le scuole che nessuno coordina
accounts-schools-none-alone = Nessuna scuola
accounts-schools-none-alone-text = Tutte le scuole hanno qualcuno che le coordina.

accounts-audit-detail-columns = campi
accounts-audit-detail-seats = posti
accounts-audit-detail-firmness = certezza
accounts-audit-detail-answer = risposta
accounts-audit-detail-rows = righe
accounts-audit-detail-kind = tipo
accounts-audit-detail-new = nuove
accounts-audit-detail-changed = cambiate
accounts-audit-detail-same = uguali
accounts-audit-detail-left_out = lasciate fuori
accounts-audit-detail-missing = mancanti
accounts-audit-detail-sent = proposte inviate
accounts-audit-detail-withdrawn = proposte ritirate
accounts-audit-detail-kept = proposte mantenute
accounts-audit-detail-mails = messaggi
accounts-audit-detail-places = posti
accounts-audit-detail-students = studenti
accounts-audit-detail-n = quante
accounts-audit-detail-role = ruolo
accounts-audit-detail-network = rete
accounts-audit-detail-sessions = sessioni
accounts-audit-detail-reason = motivo
accounts-audit-detail-format = formato
accounts-audit-detail-year = anno formativo
accounts-audit-detail-only = solo
accounts-audit-detail-part = parte
accounts-audit-detail-runs_stopped = calcoli fermati
accounts-audit-detail-rows_of_files = righe di file cancellate
accounts-audit-value-coordinator = coordinamento scolastico
accounts-audit-value-yes = sì
accounts-audit-value-maybe = forse
accounts-audit-value-no = no
accounts-audit-value-firm = certo
accounts-audit-value-administrator = amministrazione
accounts-audit-value-company = azienda
accounts-audit-value-fund = Fondo
accounts-audit-value-students = studenti
accounts-audit-value-companies = aziende
accounts-audit-value-placements = posti
accounts-audit-value-refused = indirizzo rifiutato
accounts-audit-value-unwanted = messaggi non voluti
accounts-audit-value-company_contact = contatto
accounts-audit-value-company_site = sede
accounts-audit-value-company_tutor = tutor
