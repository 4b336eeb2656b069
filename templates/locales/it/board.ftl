# La lavagna del risultato: filtri, ordine, decisioni a mano su molte coppie, annullamento.

board-all = Tutti
board-filters = Filtri
board-home = Dove abita
board-province = Provincia di { $province }
board-over = Viaggio oltre, minuti
board-pinned-filter = Decisione a mano
board-pinned-yes = fissati
board-pinned-no = non fissati
board-wish-first = la prima preferenza
board-wish-later = una preferenza successiva
board-wish-missed = nessuna preferenza
board-filter-do = Mostra
board-clear = Togli i filtri
board-first-hundred = Qui ci sono i primi 100: aggiungi una parola.
board-tick = Scegli { $student }
board-to-decide = Decidi su molte coppie insieme
board-decide = Decidi insieme
board-decide-lead = Spunta le coppie nella tabella, scrivi il motivo e scegli. Vale dal prossimo calcolo e si annulla con un clic.
board-pin-ticked = Fissa quelle spuntate
board-pin-all =
    { $n ->
        [one] Fissa l’unica coppia trovata
       *[other] Fissa tutte le { $n } coppie trovate
    }
board-forbid-ticked = Escludi quelle spuntate
board-pinned =
    { $n ->
        [one] Una coppia fissata: vale dal prossimo calcolo.
       *[other] { $n } coppie fissate: valgono dal prossimo calcolo.
    }
board-forbidden =
    { $n ->
        [one] Una coppia esclusa: vale dal prossimo calcolo.
       *[other] { $n } coppie escluse: valgono dal prossimo calcolo.
    }
board-kept-some =
    { $n ->
        [one] Una coppia decisa. Le altre non possono esserlo: hanno già una proposta, o le regole non le ammettono più.
       *[other] { $n } coppie decise. Le altre non possono esserlo: hanno già una proposta, o le regole non le ammettono più.
    }
board-held =
    { $n ->
        [one] Una decisione a mano vale dal prossimo calcolo.
       *[other] { $n } decisioni a mano valgono dal prossimo calcolo.
    }
board-last-pin =
    { $n ->
        [one] L’ultima: una coppia fissata il { $when }, «{ $reason }».
       *[other] L’ultima volta: { $n } coppie fissate il { $when }, «{ $reason }».
    }
board-last-forbid =
    { $n ->
        [one] L’ultima: una coppia esclusa il { $when }, «{ $reason }».
       *[other] L’ultima volta: { $n } coppie escluse il { $when }, «{ $reason }».
    }
board-undo = Annulla l’ultima decisione
board-undone =
    { $n ->
        [one] Decisione annullata: quella coppia è come prima.
       *[other] Decisione annullata: quelle { $n } coppie sono come prima.
    }
fault-pin-pairs-none = Spunta almeno una coppia della tabella.
fault-pin-pairs-all_skipped = Nessuna di queste coppie può essere decisa: gli studenti hanno già una proposta, o le regole non le ammettono più.
board-company-name = Nome dell’azienda
board-free-yes = con posti liberi
board-free-no = tutto occupato
board-who-comes = Chi ci andrebbe
board-taken-of = Occupati / posti
board-no-company = Nessuna azienda trovata
board-no-company-text = Togli un filtro, o cerca una sola parola del nome.
