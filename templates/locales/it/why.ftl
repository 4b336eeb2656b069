# Perché uno studente ha un posto, che cosa costerebbe ogni altro, e chi si sposterebbe.

why-in-force = Decisioni a mano, valide dal prossimo calcolo
why-journey = Viaggio
why-km =
    { $n ->
        [one] circa 1 km in linea d'aria
       *[other] circa { $n } km in linea d'aria
    }
why-no-wish = non tra le preferenze dello studente
why-next = Posto successivo
why-no-other = nessuno: nessun altro posto è possibile per questo studente.
why-next-best =
    { $n_moves ->
        [0] { $place }: { $effect }; nessun altro si sposterebbe.
        [one] { $place }: { $effect }; un altro studente si sposterebbe.
       *[other] { $place }: { $effect }; altri { $n_moves } studenti si sposterebbero.
    }
why-choices = Ogni posto aperto a questo studente, e che cosa costerebbe
why-choices-lead = Ciascuno è ricalcolato con i posti di tutti. Prima viene quello che costa meno.
why-effect = Se lo studente andasse lì
why-chosen = È il risultato
why-impossible = non possibile: lo impedisce una decisione a mano, un limite di legge o un gruppo
why-full = non possibile: nessun posto è libero, sono tutti già promessi in un altro turno
why-costs-nothing = non costa nulla, il risultato è altrettanto buono
why-placed-fewer =
    { $n ->
        [one] uno studente in meno avrebbe un posto
       *[other] { $n } studenti in meno avrebbero un posto
    }
why-placed-more =
    { $n ->
        [one] uno studente in più avrebbe un posto
       *[other] { $n } studenti in più avrebbero un posto
    }
why-score-fewer = { $n } punti in meno in tutto
why-score-more = { $n } punti in più in tutto
why-other-fewer = { $name }: peggiora di { $n }
why-other-more = { $name }: migliora di { $n }
why-who-moves =
    { $n ->
        [one] Un altro si sposterebbe
       *[other] Altri { $n } si sposterebbero
    }
why-moves = { $student }: da { $from } a { $to }
why-decide-lead = Scegli un posto qui sopra, poi scrivi il motivo. Vale dal prossimo calcolo, che trova di nuovo il risultato migliore.
why-card = La scheda dello studente
fault-pin-placement-none = Scegli uno dei posti della tabella.
fault-explanation_late = Il calcolo degli altri posti richiede troppo tempo in questo momento. Riprova tra un minuto.
