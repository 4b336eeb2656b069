# Quello che sta attorno a ogni pagina.

layout-skip = Vai al contenuto
layout-demo = Dimostrazione: persone, scuole e aziende sono inventate e nessun messaggio esce da questo computer.
layout-nav = Sezioni
layout-menu = Menu
layout-language-other = English
layout-sign-in = Accedi
layout-sign-out = Esci
layout-home = Torna alla pagina iniziale
layout-save = Salva
layout-cancel = Annulla
layout-footer-what = Abbina trova il posto di apprendistato o di alternanza adatto a ogni studente IeFP, e spiega perché.
layout-footer-about = Informazioni e licenze
layout-footer-privacy = Dati personali
layout-footer-accessibility = Accessibilità
layout-results =
    { $n ->
        [one] 1 risultato
       *[other] { $n } risultati
    }
layout-pager = Pagine dell'elenco
layout-pager-previous = Pagina precedente
layout-pager-next = Pagina successiva
layout-pager-here = Pagina { $n_page } di { $n_pages }
layout-definition = Che cosa conta
layout-mistakes =
    { $n ->
        [one] C'è una cosa da correggere
       *[other] Ci sono { $n } cose da correggere
    }
layout-yes = Sì
layout-no = No
layout-choose = Scegli…

# Un elenco di parole, separate da spazi, nell'ordine dell'anno e della settimana.
layout-months = gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
layout-weekdays = lunedì martedì mercoledì giovedì venerdì sabato domenica

# Pagina iniziale.
layout-home-title = Che cosa c'è da fare
layout-home-title-anonymous = A ogni studente il posto giusto in azienda
layout-home-lead-administrator = Scuole, account e registro delle operazioni.
layout-home-lead-coordinator = La tua scuola.
layout-home-lead-company = Le proposte che le scuole ti hanno inviato.
layout-home-lead-fund = Quanti studenti hanno trovato un posto, dove e con quali aziende.
layout-home-tasks = Da fare adesso
layout-home-no-tasks = Adesso non c'è nulla che aspetta te.
layout-home-what = Abbina unisce gli studenti dei percorsi IeFP della Lombardia alle aziende che offrono apprendistato o alternanza.
layout-home-lawful = Secondo la legge
layout-home-lawful-text = Età, orari, numero di apprendisti e di tutor: ogni regola è verificata prima di proporre un posto.
layout-home-explained = Spiegato, persona per persona
layout-home-explained-text = Ogni proposta dice perché. Chi resta senza posto sa quale regola o quale mancanza lo ha escluso.
layout-home-careful = Con riguardo
layout-home-careful-text = L'azienda vede nome e recapiti di uno studente solo dopo aver accettato.
layout-home-company = Sei un'azienda? Per rispondere a una proposta apri il link nel messaggio che hai ricevuto: non serve un account.

# Informazioni, dati personali, accessibilità.
layout-about-title = Informazioni e licenze
layout-about-what = Abbina è un programma libero che assegna gli studenti IeFP ai posti in azienda, nel miglior modo possibile e dimostrandolo.
layout-about-version = Versione { $version }.
layout-about-licence-title = Licenze
layout-about-licence = Il programma è distribuito a scelta con licenza MIT o Apache 2.0. Non è un servizio di un ente pubblico.
layout-about-assets = Le pagine usano bootstrap-italia (licenza BSD a 3 clausole) e il carattere Titillium Web (licenza SIL Open Font 1.1).
layout-about-data-title = Dati contenuti nel programma
layout-privacy-title = Dati personali
layout-privacy-lead = Qui è scritto quali dati tratta questo servizio e chi li vede. Il titolare del trattamento è la scuola dello studente.
layout-privacy-what-title = Quali dati
layout-privacy-what = Nome, data di nascita, codice fiscale, comune di residenza, percorso di studio, disponibilità e preferenze degli studenti; recapiti di aziende e tutor. Sesso, cittadinanza, religione, famiglia e disabilità non contano mai per l'assegnazione.
layout-privacy-who-title = Chi li vede
layout-privacy-who = I coordinatori vedono solo gli studenti della propria scuola. L'azienda vede una scheda senza nome, e il nome solo dopo aver accettato. Il Fondo vede solo totali, mai gruppi con meno di cinque persone. Ogni operazione resta in un registro che nessuno può modificare.
layout-privacy-machine-title = Che cosa fa la macchina e che cosa fanno le persone
layout-privacy-machine = Il programma propone; decidono il coordinatore, che può correggere ogni proposta, e l'azienda, che può rifiutarla. Di ogni esito si può chiedere il motivo alla scuola.
layout-privacy-cookies-title = Cookie
layout-privacy-cookies = Solo quelli necessari: la sessione, la protezione dei moduli, la lingua scelta e l'avviso di operazione riuscita. Nessun cookie di altri e nessuna statistica di navigazione.
layout-privacy-rights-title = I tuoi diritti
layout-privacy-rights = Per vedere, correggere o far cancellare i dati scrivi alla scuola. Se la risposta non ti soddisfa puoi rivolgerti al Garante per la protezione dei dati personali.
layout-accessibility-title = Accessibilità
layout-accessibility-lead = Queste pagine sono fatte per essere usate da tutti, secondo le WCAG 2.2 al livello AA.
layout-accessibility-how = Funzionano con la sola tastiera, con i lettori di schermo, senza JavaScript, su uno schermo largo 320 pixel e con il testo ingrandito al 400%. Lo controlliamo con prove automatiche; non c'è ancora stata una verifica indipendente.
layout-accessibility-tell-title = Qualcosa non funziona?
layout-accessibility-tell = Scrivi a chi amministra il servizio: quale pagina, che cosa volevi fare e con quali strumenti.

# I primi passi, finché non sono fatti.
layout-first-title = Per cominciare
layout-first-done = Fatto
layout-first-students = Importa gli studenti dal file della segreteria
layout-first-places = Importa le aziende e i loro posti
layout-first-round = Apri un turno: periodo, limiti, regole
layout-first-publish = Lancia l'abbinamento, guarda il risultato e pubblicalo
layout-first-school = Crea la prima scuola
layout-first-coordinator = Invita chi la coordina
