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
layout-none = Nessuno

# Un elenco di parole, separate da spazi, nell'ordine dell'anno e della settimana.
layout-months = gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
layout-weekdays = lunedì martedì mercoledì giovedì venerdì sabato domenica
