# La domanda che una scuola fa ogni anno alle aziende: accogliete studenti? E i posti che offrono in risposta.

availability-nav = Disponibilità
availability-nav-company = Disponibilità
availability-answer-yes = sì
availability-answer-maybe = forse
availability-answer-no = quest'anno no
availability-reason-no_work = Non c'è abbastanza lavoro
availability-reason-no_tutor = Nessuno può seguire uno studente
availability-reason-full = Abbiamo già studenti o apprendisti
availability-reason-change = L'azienda si trasferisce, cambia o chiude
availability-reason-papers = Troppe carte da preparare
availability-reason-other = Altro
availability-again-two-weeks = Tra due settimane
availability-again-month = Tra un mese
availability-again-three-months = Tra tre mesi
availability-again-next-year = Per il prossimo anno scolastico
availability-again-never = Mai più

# Che cosa vede l'azienda.
availability-company-title = Accogliete studenti?
availability-company-heading = { $school } chiede: accogliete studenti nel { $year }?
availability-company-lead = La domanda è per { $company }, anno scolastico { $year }. Non serve un account.
availability-company-school = Per qualsiasi domanda: { $school }{ $who }.
availability-question = Accogliete studenti nel { $year }?
availability-question-hint = Un «sì» non impegna a nulla: i posti si offrono dopo. La risposta si può cambiare in ogni momento.
availability-choose-yes = Sì
availability-choose-maybe = Forse
availability-choose-no = Quest'anno no
availability-change = Cambiate la risposta
availability-said = La vostra risposta:
availability-said-at = Registrata il { $day }.
availability-said-why = Motivo: { $reason }.
availability-again-told = Ve lo richiederemo dal { $day }.
availability-again-told-year = Ve lo richiederemo per il prossimo anno scolastico.
availability-again-told-never = La scuola non ve lo chiederà più.
availability-recorded = La risposta è registrata. Ne mandiamo conferma per posta.
availability-back = Torna alla domanda
availability-more-no = Perché quest'anno no?
availability-more-no-lead = Scegliete il motivo: la risposta si registra subito. Serve alla scuola per sapere quando risentirvi.
availability-more-why = Il motivo
availability-more-again = Quando possiamo richiedervelo?
availability-more-note = Due parole per la scuola (facoltative, tranne che per «Altro»)
availability-more-maybe = Quando ve lo richiediamo?
availability-more-maybe-lead = Scegliete: la risposta «forse» si registra subito. Fino a quel giorno non vi scriviamo.
availability-more-maybes =
    { $n ->
        [one] Il posto che avete segnato come «forse» viene ritirato.
       *[other] I { $n } posti che avete segnato come «forse» vengono ritirati.
    }
availability-facts-title = I vostri dati sono ancora giusti?

availability-offer = Offrite un posto
availability-offer-new = Offri un posto nuovo
availability-before-lead = Avete già offerto questi posti: partite da uno di loro, con le date spostate avanti.
availability-before-again = Come questo
availability-offered-list = I vostri posti per il { $year }
availability-offered-like = Un altro così
availability-offered-change = Cambia
availability-offered-withdraw = Ritira
availability-offered-used = La scuola sta già usando questo posto per i suoi studenti: per cambiarlo o ritirarlo chiamate { $school }{ $who }.
availability-place-line =
    { $n ->
        [one] { $figure }, { $comune }: 1 studente
       *[other] { $figure }, { $comune }: { $n } studenti
    }
availability-place-when = dal { $from } al { $to }
availability-draft-there = C'è una bozza, salvata il { $day }.
availability-draft-go-on = Riprendi la bozza
availability-draft-drop = Butta la bozza
availability-draft-save = Salva la bozza
availability-draft-saved = La bozza è salvata: la ritrovate qui.
availability-draft-dropped = La bozza non c'è più.
availability-place-title = Un posto
availability-place-lead = Scrivete quello che sapete: nella prossima pagina rileggete e confermate.
availability-place-maybe = Avete risposto «forse»: il posto resta un forse, e nessuno studente vi viene proposto finché non dite sì.
availability-place-continue = Continua
availability-place-hint = Continuando si salva anche la bozza: non si perde nulla.
availability-place-derogation = La deroga formativa del posto di prima valeva per il suo periodo e qui non è riportata. Se c'è un'autorizzazione anche per il nuovo periodo, segnatela sotto.
availability-place-change-title = Cambiate un posto
availability-place-change-hint = Finché non confermate, il posto resta com'è.
availability-place-changed = Il posto è cambiato. Grazie!
availability-withdraw-title = Ritirate questo posto?
availability-withdraw-lead = La scuola non vedrà più il posto e non vi proporrà studenti per questo posto. La vostra risposta alla domanda resta com'è. Potete sempre offrirne un altro.
availability-withdraw-do = Ritira il posto
availability-withdraw-change = Cambialo invece
availability-withdrawn = Il posto è ritirato.
availability-check-title = Confermate il posto
availability-check-lead = Il posto non è ancora registrato. Rileggete e confermate.
availability-check-back = Torna indietro e correggi
availability-check-do = Conferma il posto
availability-check-change-title = Confermate il cambiamento
availability-check-change-lead = Il posto è ancora com'era. Rileggete e confermate.
availability-check-change-do = Conferma il cambiamento
availability-limits = Quanti studenti permette la legge
availability-limits-above = Offrite più posti di quanti se ne possono occupare: proporremo al massimo gli studenti che la legge permette. Se un dato dell'azienda è vecchio, correggetelo.
availability-offered = Il posto è registrato. Grazie!
availability-asked-title = Chi vi chiede posti
availability-asked-lead = Le scuole che vi chiedono se accogliete studenti, con le vostre risposte.
availability-asked-none = Nessuna domanda
availability-asked-none-text = Quando una scuola vi chiede se accogliete studenti, la domanda compare qui e per posta.
availability-asked-line = { $school }, anno scolastico { $year }
availability-asked-open = aspetta la vostra risposta

# Che cosa vede la scuola.
availability-title = Chi accoglie studenti
availability-lead = Le aziende a cui avete chiesto se accolgono studenti nel { $year }, e che cosa hanno risposto. Chi tace riceve al massimo due promemoria.
availability-ask = Chiedi alle aziende
availability-year = Anno scolastico
availability-show = Mostra
availability-filter = Mostra solo
availability-only-all = Tutte
availability-only-silent = Senza risposta
availability-only-yes = Sì
availability-only-no-place = Sì, ma senza posti
availability-only-maybe = Forse
availability-only-no = Quest'anno no
availability-none = Non avete ancora chiesto a nessuno
availability-none-text = Con un clic si chiede a tutte le aziende che conoscete: rispondono sì, forse o no, senza account.
availability-nobody = Nessuna azienda qui
availability-nobody-text = Scegliete un altro gruppo.
availability-column-company = Azienda
availability-column-answer = Risposta
availability-column-more = Motivo e prossima volta
availability-column-asked = Chiesto
availability-column-seats = Posti offerti
availability-column-will = Scriviamo?
availability-no-answer = nessuna risposta
availability-never = non chiedere mai più
availability-again-from = si può richiedere dal { $day }
availability-reminders =
    { $n ->
        [one] un promemoria
       *[other] { $n } promemoria
    }
availability-seats-maybe =
    { $n ->
        [one] e 1 forse
       *[other] e { $n } forse
    }
availability-ask-title = Chiedete alle aziende
availability-ask-lead = Ogni azienda riceve un messaggio con il nome della scuola e il vostro, mai quello di uno studente. Restano fuori da sole quelle che non vanno disturbate.
availability-who = A chi
availability-who-known = Aziende che ci hanno già offerto un posto
availability-who-all = Tutte le aziende
availability-letter = Leggi il messaggio che parte
availability-letter-company = l'azienda
availability-ask-do =
    { $n ->
        [one] Scrivi a un'azienda
       *[other] Scrivi a { $n } aziende
    }
availability-ask-hint = I messaggi partono subito.
availability-ask-nobody = Ora non c'è nessuno da sentire: accanto a ogni azienda c'è il motivo.
availability-ask-none-text = Cercate fra tutte le aziende, o togliete la parola cercata.
availability-will = sì
availability-bar-no-mail = No: non riceve posta, chiamatela.
availability-bar-never = No: ha chiesto di non essere più sentita da questa scuola.
availability-bar-asked = No: l'avete già chiesto, i promemoria partono da soli.
availability-bar-answered = No: ha già risposto per quest'anno.
availability-bar-not-before = No: ha chiesto di essere risentita dal { $day }.
availability-bar-recently = No: le avete scritto da meno di un mese.
availability-asked-now =
    { $n ->
        [0] Non c'era nessuno da sentire.
        [one] Un messaggio è in partenza.
       *[other] { $n } messaggi sono in partenza.
    }

# Che cosa c'è da fare: il numero sta accanto.
availability-task-silent =
    { $n ->
        [one] azienda non ha ancora detto se accoglie studenti
       *[other] aziende non hanno ancora detto se accolgono studenti
    }
availability-task-no-place =
    { $n ->
        [one] azienda ha detto sì e non ha ancora un posto
       *[other] aziende hanno detto sì e non hanno ancora un posto
    }
availability-task-asked =
    { $n ->
        [one] scuola chiede se accogliete studenti
       *[other] scuole chiedono se accogliete studenti
    }

fault-availability-answer-missing = Scegliete una risposta: sì, forse o quest'anno no.
fault-availability-answer-incomplete = Manca il motivo, o quando risentirvi: aprite la domanda e scegliete di nuovo.
fault-availability-note-missing = Con «Altro» scrivete due parole alla scuola.
fault-availability-note-long = La nota può avere al massimo { $n_limit } caratteri.
fault-availability-year = Si può chiedere per l'anno scolastico in corso o per il prossimo.
fault-availability-changed = Nel frattempo qualcun altro ha risposto per l'azienda: aprite la domanda e guardate com'è adesso.
fault-availability-place-in_use = La scuola sta già usando questo posto per i suoi studenti. Per cambiarlo o ritirarlo chiamate { $school }{ $who }.
fault-availability-place-changed = Nel frattempo la scuola ha cambiato o tolto questo posto: non abbiamo registrato nulla. Guardate qui sotto com'è adesso, o chiamate { $school }{ $who }.
fault-availability-no_offer = Per offrire un posto rispondete prima sì o forse.

audit-availability-asked = Ha chiesto alle aziende se accolgono studenti
audit-availability-answered = Ha risposto se accoglie studenti
audit-availability-reminded = Ha ricordato la domanda a un'azienda
audit-availability-offered = Ha offerto un posto
audit-availability-place_changed = Ha cambiato un posto che offriva
audit-availability-place_withdrawn = Ha ritirato un posto che offriva
