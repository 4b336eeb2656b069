# Che cosa è successo e che cosa fare.

fault-page-number = Se scrivi all'assistenza, indica questo numero: { $number }.

fault-page-invalid-title = Qualcosa non va nei dati inviati
fault-page-invalid-what = Non abbiamo salvato nulla, perché alcuni dati non si possono accettare.
fault-page-invalid-do = Torna indietro con il tasto del browser: quello che hai scritto è ancora lì. Correggi e invia di nuovo.

fault-page-not_found-title = Pagina non trovata
fault-page-not_found-what = Qui non c'è nulla, oppure non è qualcosa che puoi vedere.
fault-page-not_found-do = Controlla l'indirizzo. Se sei arrivato da un link di questo sito, forse nel frattempo la pagina è stata tolta.

fault-page-conflict-title = Nel frattempo qualcosa è cambiato
fault-page-conflict-do = Torna alla pagina, guarda com'è adesso e riprova se serve ancora.

fault-page-forbidden-title = Non è per il tuo ruolo
fault-page-forbidden-what = Questa pagina è riservata a persone con un altro ruolo.
fault-page-forbidden-do = Se ti serve per lavoro, chiedi a chi amministra il servizio.

fault-page-signed_out-title = Devi accedere
fault-page-signed_out-what = Non hai ancora fatto l'accesso, oppure la sessione è scaduta.
fault-page-signed_out-do = Accedi e riprova.

fault-page-too_many-title = Troppi tentativi
fault-page-too_many-what =
    { $n ->
        [one] Ci sono stati troppi tentativi: aspetta un secondo.
       *[other] Ci sono stati troppi tentativi: aspetta { $n } secondi.
    }
fault-page-too_many-do = Poi riprova. Il tuo account non è bloccato.

fault-page-internal-title = Errore del servizio
fault-page-internal-what = Qualcosa si è rotto dalla nostra parte. Non è colpa tua e non è stato salvato nulla a metà.
fault-page-internal-do = Riprova tra qualche minuto. Se succede ancora, avvisa chi amministra il servizio.

fault-page-foreign-title = Richiesta da un altro sito
fault-page-foreign-what = La richiesta è partita da un altro sito, quindi non l'abbiamo eseguita.
fault-page-foreign-do = Apri la pagina da qui e ripeti l'operazione.

fault-page-token-title = Modulo scaduto
fault-page-token-what = Il modulo era aperto da troppo tempo, o nel frattempo hai cambiato sessione. Non abbiamo salvato nulla.
fault-page-token-do = Torna indietro, ricarica la pagina e invia di nuovo. Il browser deve accettare i cookie di questo sito.

fault-page-too_large-title = Troppo grande
fault-page-too_large-what = Quello che hai inviato è più grande di quanto questa pagina accetta.
fault-page-too_large-do = Se è un file, dividilo in parti più piccole.

fault-page-method-title = Operazione non prevista
fault-page-method-what = A questo indirizzo non si può fare questa operazione.
fault-page-method-do = Torna alla pagina iniziale e riparti da lì.

fault-page-slow-title = Ci stiamo mettendo troppo
fault-page-slow-what = La risposta non è arrivata in tempo.
fault-page-slow-do = Riprova tra un minuto.

fault-already_there = Esiste già: non si può aggiungere due volte.
fault-still_in_use = Non si può togliere: qualcos'altro lo usa ancora.
fault-form-unreadable = Il modulo è arrivato incompleto.
