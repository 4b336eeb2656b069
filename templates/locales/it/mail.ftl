# I messaggi di posta. Nessun nome di studente entra qui.

mail-hello = Buongiorno,
mail-open-answers = Apri le proposte e rispondi
mail-open-round = Apri l'elenco delle risposte
mail-answer-by = Rispondete entro { $deadline }.
mail-companies-answer-by = Le aziende possono rispondere fino a { $deadline }.
mail-link-alone = Il collegamento è personale e basta da solo: non servono account né password. Non inoltratelo.
mail-no-names = Fino alla vostra accettazione vedete un profilo senza nome; il nome e il contatto della scuola compaiono dopo.
mail-questions = Domande? Rispondete a questo messaggio: lo legge { $school }{ $who }.
mail-why-company = Ricevete questo messaggio perché { $school } ha indicato questo indirizzo come contatto di { $company }.
mail-needed = Risponde a qualcosa che avete fatto voi, quindi non si può disattivare.
mail-stop-lead = Preferite essere chiamati al telefono?
mail-stop = Non scrivetemi più
mail-why-school = Ricevi questo messaggio perché segui gli abbinamenti di { $school }.
mail-place-line =
    { $n ->
        [one] { $figure }, sede di { $comune } (posto { $code }): 1 proposta
       *[other] { $figure }, sede di { $comune } (posto { $code }): { $n } proposte
    }

mail-proposals_sent-subject =
    { $n ->
        [one] { $school }: una proposta per { $company }
       *[other] { $school }: { $n } proposte per { $company }
    }
mail-proposals_sent-lead =
    { $n ->
        [one] per «{ $round }» { $school } propone a { $company } uno studente adatto a un posto che avete offerto.
       *[other] per «{ $round }» { $school } propone a { $company } { $n } studenti adatti ai posti che avete offerto.
    }

mail-proposals_changed-subject = { $school }: le proposte per { $company } sono cambiate
mail-proposals_changed-lead = per «{ $round }» gli abbinamenti sono stati rifatti. Le risposte che avete già dato restano valide. Che cosa cambia:
mail-changes-added =
    { $n ->
        [one] una proposta nuova
       *[other] { $n } proposte nuove
    }
mail-changes-withdrawn =
    { $n ->
        [one] una proposta ritirata: non serve rispondere
       *[other] { $n } proposte ritirate: non serve rispondere
    }
mail-changes-open =
    { $n ->
        [0] nessuna proposta aspetta la vostra risposta
        [one] una proposta aspetta la vostra risposta
       *[other] { $n } proposte aspettano la vostra risposta
    }

mail-link_renewed-subject = { $school }: il nuovo collegamento per rispondere
mail-link_renewed-lead =
    { $n ->
        [0] ecco il nuovo collegamento alle proposte di «{ $round }» per { $company }. Nessuna aspetta più una risposta.
        [one] ecco il nuovo collegamento alle proposte di «{ $round }» per { $company }. Una aspetta la vostra risposta.
       *[other] ecco il nuovo collegamento alle proposte di «{ $round }» per { $company }. { $n } aspettano la vostra risposta.
    }

mail-deadline_near-subject =
    { $n ->
        [one] { $school }: una proposta sta per scadere
       *[other] { $school }: { $n } proposte stanno per scadere
    }
mail-deadline_near-lead =
    { $n ->
        [one] per «{ $round }» una proposta a { $company } aspetta ancora la vostra risposta. Senza risposta il posto torna libero per un altro abbinamento.
       *[other] per «{ $round }» { $n } proposte a { $company } aspettano ancora la vostra risposta. Senza risposta i posti tornano liberi per un altro abbinamento.
    }

mail-answers_recorded-subject = { $school }: abbiamo registrato la vostra risposta
mail-answers_recorded-lead = grazie. Per «{ $round }» abbiamo registrato la risposta di { $company }:
mail-answers-accepted =
    { $n ->
        [one] una proposta accettata
       *[other] { $n } proposte accettate
    }
mail-answers-declined =
    { $n ->
        [one] una proposta non accettata
       *[other] { $n } proposte non accettate
    }
mail-answers-open =
    { $n ->
        [one] una proposta ancora senza risposta
       *[other] { $n } proposte ancora senza risposta
    }
mail-answers-next = Alla stessa pagina ora trovate il nome di chi avete accettato e il contatto della scuola, che vi scriverà per i passi successivi.

mail-round_published-subject = «{ $round }»: proposte inviate
mail-round_published-lead =
    { $n ->
        [one] per «{ $round }» una proposta è partita, a un'azienda.
       *[other] per «{ $round }» sono partite { $n } proposte. Aziende che le ricevono: { $n_companies }.
    }
mail-unplaced =
    { $n ->
        [one] Uno studente è rimasto senza posto: il motivo è nella pagina del turno.
       *[other] { $n } studenti sono rimasti senza posto: i motivi sono nella pagina del turno.
    }

mail-answer_received-subject = «{ $round }»: { $company } ha risposto
mail-answer_received-lead = { $company } ha risposto alle proposte di «{ $round }»:

mail-proposals_expired-subject =
    { $n ->
        [one] «{ $round }»: una proposta è scaduta senza risposta
       *[other] «{ $round }»: { $n } proposte sono scadute senza risposta
    }
mail-proposals_expired-lead = la scadenza è passata e queste aziende non hanno risposto:
mail-expired-line =
    { $n ->
        [one] { $company }: una proposta
       *[other] { $company }: { $n } proposte
    }
mail-expired-next = I posti sono di nuovo liberi: puoi sentire le aziende o rifare l'abbinamento.

mail-invitation-subject = Il tuo account su Abbina: imposta la password
mail-invitation-subject-again = Abbina: il nuovo collegamento per la password
mail-invitation-administrator = hai un account per amministrare Abbina: scuole, account e registro delle operazioni.
mail-invitation-coordinator = hai un account su Abbina per seguire gli abbinamenti di { $place }.
mail-invitation-company = hai un account su Abbina per leggere le proposte che le scuole fanno a { $place }, e rispondere.
mail-invitation-fund = hai un account su Abbina per seguire quanti studenti hanno trovato un posto.
mail-invitation-what = Abbina unisce gli studenti dei percorsi IeFP alle aziende che offrono apprendistato o alternanza.
mail-invitation-again = ecco il nuovo collegamento per impostare la password del tuo account. Quelli di prima non valgono più.
mail-invitation-open = Imposta la password
mail-invitation-once = Il collegamento funziona una volta sola, fino a { $deadline }.
mail-invitation-then = È personale: non inoltrarlo. Poi entri con questo indirizzo e-mail e con la password che hai scelto.
mail-invitation-questions = Domande? Rispondi a questo messaggio: lo legge { $name } ({ $email }).
mail-invitation-unexpected = Non te lo aspettavi? Non devi fare nulla: finché nessuno apre il collegamento non cambia niente.

mail-availability-open = Rispondi: sì, forse, quest'anno no
mail-availability-change = Cambia la risposta, o offri un posto
mail-availability_asked-subject = { $school }: accogliete studenti nel { $year }?
mail-availability_asked-subject-again = { $school }: vi aspettiamo per il { $year }
mail-availability_asked-lead = { $school }{ $who } chiede a { $company }: potete accogliere studenti in apprendistato o in alternanza nell'anno scolastico { $year }?
mail-availability_asked-again = Ve lo avevamo già chiesto e non abbiamo ancora una risposta. Va bene anche un no.
mail-availability_asked-how = Bastano due clic: sì, forse, oppure quest'anno no. Se è no, potete dire quando risentirci, o chiederci di non scrivervi più.
mail-availability_asked-then = Se è sì, dalla stessa pagina offrite un posto: i vostri dati e i posti dell'anno scorso sono già lì.
mail-availability_recorded-subject = { $school }: abbiamo registrato la vostra risposta per il { $year }
mail-availability_recorded-lead = grazie. { $company } accoglie studenti nell'anno scolastico { $year }? Abbiamo registrato:
mail-availability-yes = Sì.
mail-availability-maybe = Forse.
mail-availability-no = Quest'anno no.
mail-availability-then-yes = Ora potete offrire un posto: bastano pochi minuti, e si può salvare una bozza.
mail-availability-again = Ve lo richiederemo dal { $day }, non prima.
mail-availability-next-year = Ve lo richiederemo per il prossimo anno scolastico.
mail-availability-never = La scuola non ve lo chiederà più. Se cambiate idea, basta questo collegamento.
mail-availability_renewed-subject = { $school }: il nuovo collegamento per rispondere
mail-availability_renewed-lead = ecco il nuovo collegamento per dire a { $school } se { $company } accoglie studenti nell'anno scolastico { $year }.

# Alle famiglie: mai il nome dello studente.
mail-family-open = Apri la pagina
mail-family-no-names = In questo messaggio non c'è nessun nome. Lo trovate sulla pagina.
mail-why-family = Ricevete questo messaggio perché avete dato questo indirizzo a { $school }. Non ne volete altri? Ditelo sulla pagina, alla voce «I vostri dati».
mail-family_asked-subject = { $school }: le vostre scelte per «{ $round }»
mail-family_asked-lead = { $school } cerca i posti in azienda per «{ $round }». Potete dire quali posti preferite.
mail-family_asked-again = manca ancora la vostra risposta per «{ $round }». Senza risposta, { $school } usa i dati che ha già.
mail-family_asked-what = Sulla pagina trovate i posti e quante altre famiglie li chiedono. Potete anche correggere il comune, il mezzo e i limiti del viaggio.
mail-family_link_renewed-subject = { $school }: il nuovo collegamento per «{ $round }»
mail-family_link_renewed-lead = ecco il nuovo collegamento che avete chiesto per «{ $round }».
mail-decision_ready-subject = { $school }: la decisione per «{ $round }»
mail-decision_ready-lead = per «{ $round }» la scuola ha deciso. Sulla pagina leggete la decisione, il perché e che cosa succede ora.

mail-availability_news-subject =
    { $n ->
        [one] Chi accoglie studenti: novità da un'azienda
       *[other] Chi accoglie studenti: novità da { $n } aziende
    }
mail-availability_news-lead = dall'ultimo messaggio queste aziende hanno risposto a { $school }, oppure hanno offerto, cambiato o ritirato un posto. Ecco come stanno le cose adesso:
mail-news-line = { $company }, { $year }: { $answer }
mail-news-yes = sì
mail-news-maybe = forse
mail-news-no = quest'anno no
mail-news-none = ancora nessuna risposta
mail-news-firm =
    { $n ->
        [one] 1 studente
       *[other] { $n } studenti
    }
mail-news-maybe-seats =
    { $n ->
        [one] 1 studente forse
       *[other] { $n } studenti forse
    }
mail-open-year = Apri l'elenco delle aziende
