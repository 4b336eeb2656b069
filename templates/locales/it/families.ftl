# Le famiglie: che cosa preferiscono e che cosa leggono della decisione. Frasi brevi e parole comuni: una prova misura l'indice Gulpease.

families-title = La vostra pagina
families-heading = Il posto di { $name }
families-open-until = Potete rispondere fino a { $day }.
families-undecided-title = Non c'è ancora una decisione
families-undecided = La scuola e le aziende stanno lavorando. Quando la scuola ha deciso, lo leggete qui.
families-answered = Avete risposto il { $day }. Grazie.

families-step-data = Prima i vostri dati
families-step-data-lead = Sono giusti? Se no, cambiateli qui.
families-part-residence = Comune dove abitate
families-residence-hint = Basta il nome del comune. L'indirizzo non serve.
families-part-transport = Come viaggia
families-part-max_minutes = Viaggio più lungo, in minuti
families-max_minutes-hint = Solo andata. Se lasciate vuoto, vale il limite della scuola: { $n } minuti.
families-part-max_km = Distanza più lunga, in km
families-max_km-hint = Se lasciate vuoto, contano solo i minuti.
families-part-wishes = Posti che volete, in ordine
families-part-refuses = Posti che non volete

families-step-wishes = Poi i posti
families-step-wishes-lead = Date il numero 1 al posto che vi piace di più. Poi il 2, il 3 e così via. Gli altri lasciateli come sono.
families-step-wishes-ties = Due posti vi piacciono uguale? Date lo stesso numero a tutti e due.
families-step-wishes-refuse = Se un posto non va bene, scegliete «Non lo vogliamo». Lì non vi manda nessuno. Ma ogni no toglie un posto possibile: se ne dite tanti, potete restare senza.
families-honest-title = Conviene dire la verità?
families-honest-short = Sì: mettete i posti nell'ordine che volete davvero. È il modo migliore per avere quello che vi piace.
families-honest-how = La vostra scelta conta per { $n } punti su 100. Gli altri punti vengono dal viaggio, dal corso e da altro. Il numero 1 dà più punti del 2.
families-honest-limits = Non è una garanzia. Se per primo mettete un posto che vogliono in tanti, il secondo posto vale un po' meno che messo primo. A volte un altro ordine poteva andare meglio. Ma prima non si può sapere: non vedete le scelte degli altri, e loro non vedono le vostre.
families-demand-lead = Per ogni posto vedete quanto dura il viaggio e quante altre famiglie lo mettono primo. Se sono meno di tre non diciamo quante.
families-all-places = (tutti i posti di questa azienda)
families-beyond = Oltre il vostro limite.
families-seats =
    { $n ->
        [one] Un posto
       *[other] { $n } posti
    }
families-demand-few = meno di 3 famiglie lo mettono primo
families-demand = { $n } famiglie lo mettono primo
families-not-offered = Ora questo posto non è fra quelli offerti.
families-minutes =
    { $n ->
        [0] nello stesso comune
        [one] 1 minuto
       *[other] { $n } minuti
    }
families-about-minutes =
    { $n ->
        [0] nello stesso comune
        [one] circa 1 minuto
       *[other] circa { $n } minuti
    }
families-km = { $n } km
families-choice-open = Va bene, senza numero
families-choice-rank = Numero { $n }
families-choice-no = Non lo vogliamo
families-no-places = Non c'è ancora nessun posto
families-no-places-text = La scuola sta cercando. Tornate fra qualche giorno.
families-continue = Continua
families-continue-hint = Nella prossima pagina rileggete e confermate. Se è tutto giusto, confermate e basta.
families-none = nessuno
families-limit-of-school = il limite della scuola
families-rank-line = { $n_rank }: { $names }

families-confirm-title = Rileggete e confermate
families-confirm-lead = Non abbiamo ancora scritto nulla.
families-confirm-nothing = Non cambia nulla: confermate che tutto è giusto.
families-confirm-notice = Prima di confermare potete leggere che cosa facciamo dei dati.
families-confirm = Conferma
families-confirm-back = Torna indietro senza confermare
families-before = Prima
families-after = Dopo
families-recorded = Abbiamo scritto la vostra risposta. Potete cambiarla finché la pagina è aperta.

families-said-title = Che cosa sappiamo
families-said-closed = Il tempo per cambiare è finito. Se qualcosa non è giusto, chiamate la scuola.

families-decision-title = La decisione
families-decision-accepted = C'è un posto: l'azienda ha detto di sì.
families-decision-waiting = La scuola ha chiesto a un'azienda. Aspettiamo la risposta.
families-decision-searching = La scuola ha chiesto a un'azienda, ma non è andata. Ora cerca un altro posto.
families-decision-unplaced = In questo turno non abbiamo trovato un posto. La scuola lo cerca ancora.
families-decision-not_asked = In questo turno la scuola non ha cercato un posto.
families-decision-company = Azienda
families-decision-where = Dove
families-decision-when = Quando
families-decision-period = dal { $from } al { $to }
families-decision-code = Codice del posto
families-why-title = Perché
families-why-rank = Era il vostro numero { $n }.
families-why-no-rank = Non era fra i posti con un numero, ma era fra quelli possibili.
families-why-minutes =
    { $n ->
        [0] Il posto è nello stesso comune.
        [one] Il viaggio dura un minuto.
       *[other] Il viaggio dura { $n } minuti.
    }
families-why-minutes-about =
    { $n ->
        [0] Il posto è nello stesso comune.
        [one] Il viaggio dura circa un minuto.
       *[other] Il viaggio dura circa { $n } minuti.
    }
families-why-all = Il programma cerca prima di dare un posto al maggior numero di studenti. Poi guarda le scelte, il viaggio e il corso di tutti.
families-why-full = { $name }, il vostro numero { $n_rank }: i posti sono andati tutti ad altri studenti.
families-why-other = { $name }, il vostro numero { $n_rank }: qui ha contato altro, come il viaggio o una regola. La scuola vi dice che cosa.
families-unplaced-closed = Una o più regole hanno chiuso tutti i posti.
families-unplaced-shortage = C'erano posti adatti, ma meno degli studenti che potevano andarci.
families-unplaced-others = I posti possibili sono andati ad altri studenti.
families-unplaced-rules = Ecco che cosa ha chiuso gli altri posti:
families-unplaced-minutes =
    { $n ->
        [one] Con un viaggio fino a un minuto si apre almeno un posto.
       *[other] Con un viaggio fino a { $n } minuti si apre almeno un posto.
    }
families-closed-by-journey =
    { $n ->
        [one] viaggio troppo lungo: 1 posto
       *[other] viaggio troppo lungo: { $n } posti
    }
families-closed-by-accessible =
    { $n ->
        [one] la sede ha barriere, o non si sa: 1 posto
       *[other] la sede ha barriere, o non si sa: { $n } posti
    }
families-closed-by-refused =
    { $n ->
        [one] avete detto di no: 1 posto
       *[other] avete detto di no: { $n } posti
    }
families-closed-by-company =
    { $n ->
        [one] l'azienda ha detto di no: 1 posto
       *[other] l'azienda ha detto di no: { $n } posti
    }
families-closed-by-age =
    { $n ->
        [one] serve un'altra età: 1 posto
       *[other] serve un'altra età: { $n } posti
    }
families-closed-by-course =
    { $n ->
        [one] serve un altro corso: 1 posto
       *[other] serve un altro corso: { $n } posti
    }
families-closed-by-dates =
    { $n ->
        [one] le date non vanno bene: 1 posto
       *[other] le date non vanno bene: { $n } posti
    }
families-closed-by-minors =
    { $n ->
        [one] orari o lavori vietati ai minori: 1 posto
       *[other] orari o lavori vietati ai minori: { $n } posti
    }
families-closed-by-full =
    { $n ->
        [one] già pieno: 1 posto
       *[other] già pieni: { $n } posti
    }
families-closed-by-papers =
    { $n ->
        [one] all'azienda manca una carta o un tutor: 1 posto
       *[other] all'azienda manca una carta o un tutor: { $n } posti
    }
families-next-title = Che cosa succede ora
families-call-title = Chi chiamare
families-call-lead = Per ogni domanda chiamate o scrivete alla scuola.
families-call-school = Scuola
families-call-who = Chi risponde
families-call-phone = Telefono
families-call-email = Indirizzo e-mail

families-closed-title = Questo collegamento non apre nulla
families-closed-lead = È scaduto, o l'indirizzo non è intero.
families-closed-renew = Possiamo mandarne uno nuovo. Arriva solo all'indirizzo che aveva ricevuto questo.
families-closed-paper = L'avevate su un foglio? Chiedetene un altro alla scuola.
families-renew = Manda un nuovo collegamento
families-lost-link = Non avete più il messaggio?
families-lost-title = Avete perso il collegamento?
families-lost-lead = Scrivete l'indirizzo che avete dato alla scuola. Mandiamo lì un nuovo collegamento.
families-lost-email = Indirizzo e-mail
families-sent-again-title = Guardate la posta
families-sent-again-lead = Se l'indirizzo è fra i nostri, un nuovo collegamento arriva lì. Ne mandiamo uno al giorno, non di più.
families-sent-again-else = Se non arriva nulla, chiamate la scuola.

families-data-link = I vostri dati: che cosa ne facciamo
families-data-title = I vostri dati
families-data-back = Torna alla pagina delle scelte
families-data-lead = Qui dite sì o no, e potete cambiare idea quando volete. Ogni risposta resta scritta con la data.
families-consent-recorded = Abbiamo scritto la risposta, con la data di oggi.
families-consent-parent = Qui decide un genitore. Può farlo con un foglio che dà la scuola.
families-consent-competences-title = Dire all'azienda che cosa sa fare
families-consent-competences-text = Prima di rispondere l'azienda vede una scheda senza nome. Se dite sì, legge anche quanto le cose che lo studente sa fare vanno bene per il posto. Se dite no, non lo legge. Il posto si cerca allo stesso modo.
families-consent-competences-give = Sì, si può dire
families-consent-competences-withdraw = No, non si dica più
families-consent-mail-title = Scrivervi per e-mail
families-consent-mail-text = La scuola vi scrive per il suo compito: per chiedere le scelte e per dire che c'è una decisione. Per questo non serve un vostro sì. Ma potete dire no: allora vi scriviamo solo se ce lo chiedete voi.
families-consent-mail-give = Sì, scriveteci
families-consent-mail-withdraw = No, non scriveteci più
families-consent-yes = sì
families-consent-no = no
families-consent-by-school = (lo ha scritto la scuola)
families-speaker-guardian = Genitore o tutore
families-speaker-student = Studente

families-notice-title = Che cosa facciamo dei dati
families-notice-version = versione { $version }
families-notice-shown = Versione { $version }: l'avete avuta davanti il { $day }.
families-notice-who-title = Chi risponde dei dati
families-notice-who = Il titolare è la scuola: { $school }. Usa questo programma per trovare i posti.
families-notice-why-title = Perché si può fare
families-notice-why = Trovare un posto in azienda fa parte del corso. È un compito che la legge dà alla scuola (articolo 6, lettera e, del GDPR). Per questo non vi chiediamo il consenso. Lo chiediamo solo per le cose in più, qui sopra.
families-notice-what-title = Quali dati
families-notice-what = Nome, età, corso, comune, mezzo, limiti del viaggio, scelte. E gli indirizzi per scrivervi. Di salute non chiediamo nulla: sappiamo solo se serve una sede senza barriere.
families-notice-sees-title = Chi li vede
families-notice-sees = La scuola vede tutto. L'azienda vede una scheda senza nome. Il nome lo vede solo se dice di sì. Le altre famiglie vedono solo dei totali.
families-notice-machine-title = Chi decide
families-notice-machine = Il programma fa una proposta, con regole scritte. Poi decidono persone: la scuola può cambiarla, l'azienda può dire no. Potete sempre chiedere perché.
families-notice-long-title = Per quanto tempo
families-notice-long = Finché serve al corso. Poi la scuola cancella, salvo le carte che la legge le fa tenere.
families-notice-rights-title = Che cosa potete chiedere
families-notice-rights = Di vedere i dati, di correggerli, di cancellarli, di non usarli per qualcosa. Lo chiedete alla scuola. Se non basta, c'è il Garante per la privacy.

# Per la scuola.
families-round-title = Famiglie
families-round-lead = Chiedi alle famiglie dati e preferenze prima del calcolo; dopo, falle leggere la decisione.
families-round-open = aperto
families-round-until = Le famiglie possono rispondere fino a { $day }.
families-round-closed = chiuso
families-round-was = Le famiglie potevano rispondere fino a { $day }, o finché il turno non era pubblicato.
families-round-released = decisione rilasciata
families-round-remind = Riscrivi a chi non ha risposto
families-round-sheets =
    { $n ->
        [one] Stampa un foglio
       *[other] Stampa { $n } fogli
    }
families-round-late = Le famiglie di questo turno non sono state interpellate
families-round-late-text = Si può fare finché il turno non è pubblicato.
families-ask-title = Chiedi alle famiglie
families-ask-lead = Ogni famiglia riceve un collegamento proprio, al suo indirizzo nell'anagrafica: il genitore o tutore per i minorenni, lo studente se è maggiorenne. Nel messaggio non c'è il nome. Per chi non ha un indirizzo stampi un foglio da consegnare.
families-ask-again = Cambia la scadenza o il contatto, e scrivi a chi si è aggiunto
families-ask-closes_on = Ultimo giorno per rispondere
families-ask-closes_on-hint = Fino alla fine del giorno. Quando pubblichi il turno si chiude comunque.
families-ask-contact = Chi risponde alle famiglie
families-ask-contact-hint = Nome della persona, per i messaggi e la pagina.
families-ask-do = Chiedi alle famiglie
families-ask-again-do = Salva e scrivi a chi manca
families-round-asked =
    { $n ->
        [0] Fatto. Nessun messaggio nuovo da mandare.
        [one] Fatto: un messaggio è in partenza.
       *[other] Fatto: { $n } messaggi sono in partenza.
    }
families-round-reminded =
    { $n ->
        [0] Oggi hai già scritto a tutte le famiglie che si possono raggiungere.
        [one] Un promemoria è in partenza.
       *[other] { $n } promemoria sono in partenza.
    }
families-round-not-asked = Prima chiedi alle famiglie.
families-round-who = Le famiglie interpellate
families-round-filter = Mostra solo
families-filter-all = Tutte
families-filter-silent = Senza risposta
families-filter-paper = Da consegnare a mano
families-filter-answered = Con risposta
families-filter-changed = Hanno cambiato qualcosa
families-round-nobody = Nessuna famiglia
families-round-nobody-text = Nessuna famiglia del turno è in questa situazione.
families-column-student = Studente
families-column-key = Matricola
families-column-answer = Risposta
families-column-link = Collegamento
families-column-round = Turno
families-column-speaker = Per chi
families-column-since = Dal
families-state-changed = ha cambiato qualcosa
families-state-answered = conferma
families-state-silent = nessuna risposta
families-on-paper = su carta
families-task-silent =
    { $n ->
        [one] famiglia non ha risposto
       *[other] famiglie non hanno risposto
    }
families-task-paper =
    { $n ->
        [one] famiglia senza indirizzo: consegnale il foglio
       *[other] famiglie senza indirizzo: consegna i fogli
    }

families-release-title = Rilascia la decisione
families-release-lead = Le famiglie leggono la decisione solo da quando la rilasci. Prima sentile tu: nessuno scopra da una pagina di non avere un posto.
families-release-what = Che cosa leggerebbero adesso
families-release-reads = La famiglia legge
families-release-count = Famiglie
families-release-live = La pagina segue le risposte delle aziende: chi aspetta, leggerà il sì quando arriva. Azienda e posto compaiono solo dopo il sì.
families-release-next-hint = Lo leggono tutte le famiglie sotto la decisione. Al massimo { $n } caratteri.
families-release-next-proposed = Chi ha un posto riceve dalla scuola le carte da firmare. Chi non lo ha ancora: la scuola chiede ad altre aziende e vi chiama entro due settimane. Se avete un'idea o potete viaggiare di più, ditecelo.
families-release-call = Chi chiamare, come lo leggono le famiglie:{ $who }
families-release-do = Rilascia e avvisa le famiglie
families-released =
    { $n ->
        [0] La decisione è rilasciata. Nessuna famiglia riceve un messaggio: avvisale tu.
        [one] La decisione è rilasciata: un messaggio è in partenza.
       *[other] La decisione è rilasciata: { $n } messaggi sono in partenza.
    }

families-sheets-title = Fogli da consegnare
families-sheets-lead = Un foglio per famiglia: stampali e consegnali di persona. Chi ha il foglio può rispondere.
families-sheets-none = Nessun foglio da stampare
families-sheets-none-text = Tutte le famiglie del turno ricevono la posta, oppure hanno già risposto.
families-sheet-for = Per la famiglia di { $name }
families-sheet-what = La scuola cerca i posti in azienda. Potete dire quali preferite e correggere i vostri dati.
families-sheet-code = Codice da inquadrare con il telefono
families-sheet-scan = Inquadrate il codice con il telefono, o scrivete questo indirizzo. Tenete il foglio: più avanti ci leggete la decisione.
families-sheet-call = Domande, o niente telefono? { $school }{ $who }.

families-student-link = Famiglia
families-student-title = Famiglia di { $name }
families-student-back = Scheda dello studente
families-student-adult = È maggiorenne: risponde e decide lo studente.
families-student-minor = È minorenne: i consensi li dà un genitore o tutore.
families-student-said = Che cosa ha detto
families-student-silent = Finora la famiglia non ha risposto.
families-student-confirmed = Ha confermato i dati senza cambiare nulla.
families-student-changes = Che cosa ha cambiato
families-student-part = Dato
families-student-undo = Annulla: rimetti com'era
families-student-undone = Annullato da { $who } il { $day }.
families-undone = Fatto: è tutto com'era prima.
families-student-consents = Consensi
families-student-consents-lead = Con data e autore. Puoi scrivere qui una risposta che hai su carta.
families-student-consent-yes = Scrivi un sì
families-student-consent-no = Scrivi un no
families-student-no-notice = La famiglia non ha ancora avuto davanti l'informativa.
families-student-links = Collegamenti
families-student-no-link = La famiglia non ha ancora un collegamento.
families-student-sheet = Stampa il foglio per «{ $round }»

families-demo-role = Famiglia
families-demo-choosing = La famiglia di uno studente, mentre sceglie
families-demo-choosing-what = Corregge i dati, mette in ordine i posti e vede quanti altri li chiedono. Senza account.
families-demo-decided = La famiglia di uno studente, dopo la decisione
families-demo-decided-what = Legge il posto, il perché e che cosa succede ora.

fault-family-day-unreadable = «{ $value }» non è un giorno: scrivi per esempio 30/06/2027.
fault-family-day-past = Il giorno è già passato: scegline uno da oggi in poi.
fault-family-contact-missing = Scrivi chi risponde alle famiglie.
fault-family-phone-missing = Scrivi un telefono o un indirizzo: le famiglie devono poter chiedere.
fault-family-text-long = Il testo supera { $n_limit } caratteri o ne contiene di non ammessi: accorcialo.
fault-family-next-missing = Scrivi che cosa succede ora: nessuno deve restare solo con un no.
fault-family-next-long = Il testo supera { $n_limit } caratteri: accorcialo.
fault-family-choice-unknown = Questa scelta non è possibile: scegliete un numero, «Non lo vogliamo» o nulla.
fault-family-choice-refused = Avete detto no a tutti i posti di { $company }, ma uno di questi ha un numero: togliete il no o il numero.
fault-family-closed = Il tempo per rispondere è finito. Se qualcosa non è giusto, chiamate la scuola.
fault-family-moved_on = Nel frattempo la scuola ha cambiato questi dati. Ora vedete quelli nuovi: guardateli e rispondete di nuovo.
fault-family-round_published = Il turno è già pubblicato: non si può più chiedere alle famiglie.
fault-family-not_asked = Le famiglie di questo turno non sono state interpellate.
fault-family-not_published = Prima pubblica il turno.
fault-family-released = La decisione è già rilasciata.
fault-family-undone = Questa risposta è già stata annullata.
fault-family-changed_since = Qualcuno ha cambiato la stessa cosa dopo la famiglia: correggi a mano nella scheda dello studente.

audit-family-asked = Ha chiesto alle famiglie
audit-family-reminded = Ha riscritto alle famiglie senza risposta
audit-family-sheet = Ha stampato il foglio per una famiglia
audit-family-answered = Ha risposto per uno studente
audit-family-undone = Ha annullato la risposta di una famiglia
audit-family-released = Ha rilasciato la decisione alle famiglie
audit-family-consent_given = Ha dato un consenso
audit-family-consent_withdrawn = Ha ritirato un consenso
