# Grafici di un risultato.

charts-funnel = Dal turno al sì delle aziende
charts-step = Passo
charts-step-students = Studenti del turno
charts-step-open = con un posto che le regole lasciano aperto
charts-step-placed = collocati da questo calcolo
charts-step-sent = proposti a un'azienda
charts-step-accepted = accettati
charts-ranks = Preferenze esaudite
charts-rank-later = una preferenza successiva
charts-rank-none = un posto fuori dalle preferenze
charts-journeys = Quanto durano i viaggi
charts-worst = il più lungo: { $student }, { $n_minutes } minuti
charts-by-figure = Studenti e posti liberi per figura
charts-by-province = Studenti e posti liberi per provincia
charts-figure = Figura
charts-province = Provincia
charts-missing =
    { $n ->
        [one] manca un posto
       *[other] mancano { $n } posti
    }
charts-note = Un posto per più figure conta una volta per ciascuna. Le province sono quelle dove vivono gli studenti e dove sono i posti.
