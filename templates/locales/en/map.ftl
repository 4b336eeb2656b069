# The map of a result.

map-label = Map of the comuni of the round: students, seats and proposals. The table below says the same.
map-key-students = Students
map-key-unplaced = Without a place
map-key-seats = Seats
map-key-free = Free seats
map-students =
    { $n ->
        [one] one student
       *[other] { $n } students
    }
map-unplaced =
    { $n ->
        [one] one student without a place
       *[other] { $n } students without a place
    }
map-seats =
    { $n ->
        [one] one seat
       *[other] { $n } seats
    }
map-free =
    { $n ->
        [one] one free seat
       *[other] { $n } free seats
    }
map-more-ways =
    { $n ->
        [one] One way that few take is not drawn.
       *[other] { $n } ways that few take are not drawn.
    }
map-table = Comune by comune, first where students have no place
map-comune = Comune
map-source = Outlines of the provinces: ISTAT / openpolis, CC BY 4.0. Seats of the comuni: GeoNames, CC BY 4.0. Nothing is fetched from elsewhere.
