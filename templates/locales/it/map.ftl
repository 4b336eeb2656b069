# La mappa di un risultato.

map-label = Mappa dei comuni del turno: studenti, posti e proposte. La tabella qui sotto dice le stesse cose.
map-key-students = Studenti
map-key-unplaced = Senza posto
map-key-seats = Posti
map-key-free = Posti liberi
map-students =
    { $n ->
        [one] uno studente
       *[other] { $n } studenti
    }
map-unplaced =
    { $n ->
        [one] uno studente senza posto
       *[other] { $n } studenti senza posto
    }
map-seats =
    { $n ->
        [one] un posto
       *[other] { $n } posti
    }
map-free =
    { $n ->
        [one] un posto libero
       *[other] { $n } posti liberi
    }
map-more-ways =
    { $n ->
        [one] Un percorso poco usato non è disegnato.
       *[other] { $n } percorsi poco usati non sono disegnati.
    }
map-table = Comune per comune, prima dove ci sono studenti senza posto
map-comune = Comune
map-source = Confini delle province: ISTAT / openpolis, CC BY 4.0. Sedi dei comuni: GeoNames, CC BY 4.0. Nulla è preso da altri siti.
