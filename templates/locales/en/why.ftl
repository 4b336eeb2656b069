# Why a student has a place, what every other place would cost, and who would move.

why-in-force = Decisions by hand, in force from the next run
why-journey = Journey
why-km =
    { $n ->
        [one] about 1 km in a straight line
       *[other] about { $n } km in a straight line
    }
why-no-wish = not among the student’s wishes
why-next = Next best place
why-no-other = none: no other place is possible for this student.
why-next-best =
    { $n_moves ->
        [0] { $place }: { $effect }; nobody else would move.
        [one] { $place }: { $effect }; one other student would move.
       *[other] { $place }: { $effect }; { $n_moves } other students would move.
    }
why-choices = Every place open to this student, and what it would cost
why-choices-lead = Each was worked out anew with everybody’s places. What costs least comes first.
why-effect = If the student went there
why-chosen = This is the result
why-impossible = not possible: a decision by hand, a ceiling or a group stands against it
why-full = not possible: no seat is free, all of them are promised in another round already
why-costs-nothing = it costs nothing, the result is equally good
why-placed-fewer =
    { $n ->
        [one] one student fewer would have a place
       *[other] { $n } students fewer would have a place
    }
why-placed-more =
    { $n ->
        [one] one student more would have a place
       *[other] { $n } students more would have a place
    }
why-score-fewer = { $n } points fewer in all
why-score-more = { $n } points more in all
why-other-fewer = { $name }: { $n } worse
why-other-more = { $name }: { $n } better
why-who-moves =
    { $n ->
        [one] One other would move
       *[other] { $n } others would move
    }
why-moves = { $student }: from { $from } to { $to }
why-decide-lead = Choose a place above, then say why. It counts from the next run, which finds the best result again.
why-card = The student’s card
fault-pin-placement-none = Choose one of the places of the table.
fault-explanation_late = Working out the other places takes too long just now. Try again in a minute.
