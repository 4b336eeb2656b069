# Prima del calcolo: chi può andare dove, chi condivide troppi pochi posti, che cosa aiuterebbe.

readiness-title = Controlla prima del calcolo
readiness-back = Torna al turno
readiness-lead-all =
    { $n ->
        [one] L'unico studente del turno può avere un posto.
       *[other] Tutti i { $n } studenti del turno possono avere un posto insieme.
    }
readiness-lead =
    { $n_placed ->
        [one] Al massimo uno studente su { $n_students } può avere un posto, con qualunque peso.
       *[other] Al massimo { $n_placed } studenti su { $n_students } possono avere un posto insieme, con qualunque peso.
    }
readiness-reach = Posti aperti a ogni studente
readiness-reach-text = Entro le regole, i limiti propri degli studenti e { $n } minuti di viaggio per tutti gli altri.
readiness-band-none = nessun posto
readiness-band-one = un posto
readiness-band-few = da 2 a 4 posti
readiness-band-many = 5 posti o più
readiness-short = Dove mancano i posti
readiness-none-short = Da nessuna parte: c'è un posto per tutti.
readiness-group-short =
    { $n_seats ->
        [one] Questi { $n_students } studenti di “{ $figure }” condividono un solo posto entro { $n_minutes } minuti: { $n_left } resteranno senza.
       *[other] Questi { $n_students } studenti di “{ $figure }” condividono { $n_seats } posti entro { $n_minutes } minuti: { $n_left } resteranno senza.
    }
readiness-group-closed =
    { $n_students ->
        [one] Uno studente di “{ $figure }” non ha posti aperti entro { $n_minutes } minuti.
       *[other] { $n_students } studenti di “{ $figure }” non hanno posti aperti entro { $n_minutes } minuti.
    }
readiness-group-full =
    { $n_students ->
        [one] Uno studente di “{ $figure }” può andare solo dove tutto è già promesso o occupato.
       *[other] { $n_students } studenti di “{ $figure }” possono andare solo dove tutto è già promesso o occupato.
    }
readiness-who = Chi sono, e quali posti
readiness-places = Posti che condividono
readiness-more =
    { $n ->
        [one] e un altro
       *[other] e altri { $n }
    }
readiness-own-limits =
    { $n ->
        [one] Uno di loro ha un limite di viaggio proprio, che quello del turno non cambia: chiedi alla famiglia.
       *[other] { $n } di loro hanno un limite di viaggio proprio, che quello del turno non cambia: chiedi alle famiglie.
    }
readiness-no-remedy = Non aiuterebbero né un viaggio più lungo, fino a un'ora in più, né un posto in più: cerca un'azienda, o guarda sotto che cosa chiude i posti.
readiness-remedy-limit = Un limite di viaggio di { $n } minuti per il turno
readiness-remedy-seat = Un posto in più da { $company } ({ $place })
readiness-effect =
    { $n ->
        [one] Uno studente in più ha un posto: { $n_after } su { $n_students } invece di { $n_before }.
       *[other] { $n } studenti in più hanno un posto: { $n_after } su { $n_students } invece di { $n_before }.
    }
readiness-ask = Scrivi all'azienda
readiness-ask-subject = Un posto in più per { $place }?
readiness-do-limit = Cambia il limite
readiness-do-seat = L'azienda accetta: aggiungi il posto
readiness-limit-changed = Il limite di viaggio del turno è ora di { $n } minuti. Vale dal prossimo calcolo.
readiness-seat-added = Posto aggiunto. Vale dal prossimo calcolo.
readiness-wants = Che cosa manca ancora e cambierebbe l'abbinamento
readiness-no-wants = Non manca nulla che decida.
readiness-want-school-week =
    { $n ->
        [one] minorenne senza le ore settimanali a scuola
       *[other] minorenni senza le ore settimanali a scuola
    }
readiness-wanted-school-week = Le ore a scuola e in azienda si sommano: finché non si sanno, può essere proposto un posto che occupa troppo della settimana.
readiness-want-wishes =
    { $n ->
        [one] studente senza preferenze che può scegliere
       *[other] studenti senza preferenze che possono scegliere
    }
readiness-wanted-wishes = Senza preferenze, tra i loro posti decide il viaggio.
readiness-want-competences =
    { $n ->
        [one] studente senza competenze, dove le aziende ne chiedono
       *[other] studenti senza competenze, dove le aziende ne chiedono
    }
readiness-wanted-competences = Vengono dopo gli altri nei posti che chiedono competenze.
readiness-want-staff =
    { $n ->
        [one] azienda per apprendisti che non ha detto quante persone ci lavorano
       *[other] aziende per apprendisti che non hanno detto quante persone ci lavorano
    }
readiness-wanted-staff =
    { $n ->
        [one] Senza questi numeri il limite di legge vale zero: un posto resta chiuso.
       *[other] Senza questi numeri il limite di legge vale zero: { $n } posti restano chiusi.
    }
readiness-want-capacities =
    { $n ->
        [one] azienda per apprendisti che non ha dichiarato le capacità
       *[other] aziende per apprendisti che non hanno dichiarato le capacità
    }
readiness-wanted-capacities =
    { $n ->
        [0] I loro posti sono chiusi finché non le dichiarano.
        [one] I loro posti sono chiusi finché non le dichiarano: a uno studente nient'altro ne chiude uno.
       *[other] I loro posti sono chiusi finché non le dichiarano: a { $n } studenti nient'altro ne chiude uno.
    }
readiness-students = Studente per studente
readiness-open = Posti aperti
readiness-nobody = Nessuno
readiness-nobody-text = Nessuno studente ha tanti posti aperti.
readiness-reasons =
    { $n ->
        [one] Un motivo
       *[other] { $n } motivi
    }
readiness-remedies = Che cosa aiuterebbe, con l'effetto
