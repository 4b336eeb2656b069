# Numeri: studenti e posti, per chi segue l'andamento.

reporting-nav = Numeri
reporting-title = Studenti e posti in numeri
reporting-lead = Somme di tutte le scuole. Chi legge questa pagina non vede persone.
reporting-lead-own = I numeri della tua scuola. Ogni numero di studenti apre l'elenco.
reporting-as-of = Dati aggiornati al { $when }.
reporting-changed-at = Ultima modifica: { $when }.
reporting-empty = Non c'è ancora nulla da contare
reporting-empty-text = I numeri compaiono quando le scuole avranno importato studenti e posti.

reporting-by-year = Anno formativo
reporting-by-province = Provincia
reporting-by-figure = Figura professionale
reporting-by-size = Dimensione dell'azienda
reporting-only = Solo
reporting-only-all = Tutto l'anno
reporting-show = Mostra
reporting-all = In tutto
reporting-hidden = riservato
reporting-guarded = I gruppi da uno a quattro non si mostrano, e nemmeno i numeri da cui si potrebbero ricavare.
reporting-why = Che cosa significa «riservato»
reporting-sizes-only = La dimensione riguarda le aziende: questi sono i numeri dei posti.
reporting-rate = Coperti
reporting-withheld =
    { $n ->
        [one] Un altro gruppo
       *[other] Altri { $n } gruppi
    }

reporting-size-1-9 = da 1 a 9 persone
reporting-size-10-49 = da 10 a 49 persone
reporting-size-50-249 = da 50 a 249 persone
reporting-size-250 = 250 persone e oltre
reporting-size-unknown = non dichiarata

reporting-table-students-all = Studenti
reporting-table-students-province = Studenti per provincia di residenza
reporting-table-students-figure = Studenti per figura
reporting-table-students-year = Studenti per anno formativo
reporting-table-seats-all = Posti
reporting-table-seats-province = Posti per provincia della sede
reporting-table-seats-figure = Posti per figura
reporting-table-seats-size = Posti per dimensione dell'azienda
reporting-table-seats-year = Posti per anno formativo

reporting-glossary = Che cosa contano questi numeri
reporting-term-students = Studenti
reporting-define-students = Gli studenti di quell'anno formativo: dall'anno per cui una scuola li ha registrati (da giugno, per quello che comincia a settembre) all'ultimo in cui ne ha aggiornato i dati, e ogni anno per cui sono stati proposti o cercato loro un posto. Ciascuno una volta all'anno, in uno solo degli stati che seguono. La provincia è quella del comune di residenza.
reporting-term-registered = Registrati
reporting-define-registered = Studenti di cui nessuna proposta è partita e che nessun giro pubblicato ha lasciato senza posto.
reporting-term-proposed = Proposti
reporting-define-proposed = Studenti proposti a un'azienda che non ha ancora risposto.
reporting-term-accepted = Accettati
reporting-define-accepted = Studenti che un'azienda ha accettato.
reporting-term-declined = Rifiutati
reporting-define-declined = Studenti proposti per i quali ogni azienda interpellata ha detto no o ha lasciato scadere il termine.
reporting-term-unplaced = Senza posto
reporting-define-unplaced = Studenti per i quali il calcolo di un giro pubblicato non ha trovato un posto, e mai proposti.
reporting-term-seats = Posti
reporting-define-seats = Quanti studenti le aziende possono accogliere insieme: un'offerta con tre posti conta tre. L'anno formativo è quello del primo giorno; la provincia è quella della sede; la figura è la prima che l'offerta nomina.
reporting-term-filled = Coperti
reporting-define-filled = Posti per i quali un'azienda ha accettato uno studente.
reporting-term-free = Liberi
reporting-define-free = Posti per i quali nessuno è stato ancora accettato, anche se una proposta è in attesa.
reporting-term-year = Anno formativo
reporting-define-year = Dal 1° settembre al 31 agosto. Gli anni non si sommano.
reporting-term-size = Dimensione dell'azienda
reporting-define-size = Le persone che lavorano nell'azienda, come l'azienda o una scuola le ha dichiarate.
reporting-term-hidden = Riservato
reporting-define-hidden = Il gruppo conta da una a quattro persone, oppure il numero permetterebbe di ricavarne uno così, per somma o sottrazione, con qualunque filtro. Zero si mostra, salvo che dica qualcosa di un gruppo riservato.

reporting-export-title = Salva
reporting-export-text = Gli stessi numeri di questa pagina, con gli stessi riserbi. Chi salva che cosa resta scritto nel registro.
reporting-export-xlsx = Foglio di calcolo (XLSX)
reporting-export-csv = CSV
reporting-export-dictionary = Dizionario dei dati (CSV)
reporting-sheet-numbers = Numeri
reporting-sheet-dictionary = Dizionario
reporting-sheet-word = Parola
reporting-sheet-meaning = Significato
reporting-column-school_year = Anno formativo.
reporting-column-only = Il filtro: provincia, figura o dimensione, con il suo codice; vuoto se non c'è.
reporting-column-subject = Che cosa si conta: students (studenti) o seats (posti).
reporting-column-by = Per che cosa si raggruppa: province, figure, size; vuoto per il totale.
reporting-column-group = Il codice del gruppo: sigla della provincia, codice della figura (di questo progetto), classe di dimensione.
reporting-column-group_name = Il nome del gruppo.
reporting-column-state = Lo stato; all è il totale del gruppo.
reporting-column-count = Quanti; vuoto se è riservato.
reporting-column-hidden = Vero se il numero è riservato.
reporting-column-as_of = Quando sono stati contati (UTC).

reporting-students-title = Studenti dietro il numero
reporting-students-name = Cognome e nome
reporting-students-key = Matricola
reporting-students-comune = Comune
reporting-students-state = Stato
reporting-students-empty = Nessuno studente
reporting-students-empty-text = Nel frattempo qualcosa è cambiato: torna ai numeri e aprili di nuovo.
reporting-back = Torna ai numeri

audit-reporting-exported = Numeri salvati in un file
fault-reporting-format-unknown = «{ $value }» non è un formato che si può salvare.

# Che cosa c'è da fare: il numero sta accanto.
reporting-task-unplaced =
    { $n ->
        [one] studente senza posto in provincia di { $province }, dove restano posti liberi: { $n_free }
       *[other] studenti senza posto in provincia di { $province }, dove restano posti liberi: { $n_free }
    }
