# Before a run: who can go where, who shares too few places, what would help.

readiness-title = Check before running
readiness-back = Back to the round
readiness-lead-all =
    { $n ->
        [one] The one student of this round can have a place.
       *[other] All { $n } students of this round can have a place at the same time.
    }
readiness-lead =
    { $n_placed ->
        [one] At most one of { $n_students } students can have a place, whatever the weights.
       *[other] At most { $n_placed } of { $n_students } students can have a place at the same time, whatever the weights.
    }
readiness-reach = Places that each student could take
readiness-reach-text = Within the rules, the students’ own limits, and { $n } minutes of travel for everybody else.
readiness-band-none = no place
readiness-band-one = one place
readiness-band-few = 2 to 4 places
readiness-band-many = 5 places or more
readiness-short = Where places are short
readiness-none-short = Nowhere: there is a place for everybody.
readiness-group-short =
    { $n_seats ->
        [one] These { $n_students } students of “{ $figure }” share one seat within { $n_minutes } minutes: { $n_left } will stay without.
       *[other] These { $n_students } students of “{ $figure }” share { $n_seats } seats within { $n_minutes } minutes: { $n_left } will stay without.
    }
readiness-group-closed =
    { $n_students ->
        [one] One student of “{ $figure }” has no place open within { $n_minutes } minutes.
       *[other] { $n_students } students of “{ $figure }” have no place open within { $n_minutes } minutes.
    }
readiness-group-full =
    { $n_students ->
        [one] One student of “{ $figure }” can only go where everything is promised or taken already.
       *[other] { $n_students } students of “{ $figure }” can only go where everything is promised or taken already.
    }
readiness-who = Who, and which places
readiness-places = Places that they share
readiness-more =
    { $n ->
        [one] and one more
       *[other] and { $n } more
    }
readiness-own-limits =
    { $n ->
        [one] One of them has a travel limit of their own, which the round’s does not change: ask the family.
       *[other] { $n } of them have a travel limit of their own, which the round’s does not change: ask the families.
    }
readiness-no-remedy = Neither a longer journey, up to one hour more, nor one more seat would help: look for a company, or see below what closes the places.
readiness-remedy-limit = A travel limit of { $n } minutes for the round
readiness-remedy-seat = One more seat at { $company } ({ $place })
readiness-effect =
    { $n ->
        [one] One more student gets a place: { $n_after } of { $n_students } instead of { $n_before }.
       *[other] { $n } more students get a place: { $n_after } of { $n_students } instead of { $n_before }.
    }
readiness-ask = Write to the company
readiness-ask-subject = One more seat for { $place }?
readiness-do-limit = Change the limit
readiness-do-seat = The company agrees: add the seat
readiness-limit-changed = The round’s travel limit is now { $n } minutes. It counts from the next run.
readiness-seat-added = One seat added. It counts from the next run.
readiness-wants = What nobody has said yet, and what would change the matching
readiness-no-wants = Nothing that decides is missing.
readiness-want-school-week =
    { $n ->
        [one] minor without hours a week at school
       *[other] minors without hours a week at school
    }
readiness-wanted-school-week = School and company hours count together: until they are known, a place may be proposed that takes too much of the week.
readiness-want-wishes =
    { $n ->
        [one] student without wishes who has a choice
       *[other] students without wishes who have a choice
    }
readiness-wanted-wishes = Without wishes the journey decides between their places.
readiness-want-competences =
    { $n ->
        [one] student without competences, where companies ask for some
       *[other] students without competences, where companies ask for some
    }
readiness-wanted-competences = They come after others at the places that ask for competences.
readiness-want-staff =
    { $n ->
        [one] company for apprentices that has not said how many work there
       *[other] companies for apprentices that have not said how many work there
    }
readiness-wanted-staff =
    { $n ->
        [one] Without these numbers the law’s ceiling counts as zero: one seat stays closed.
       *[other] Without these numbers the law’s ceiling counts as zero: { $n } seats stay closed.
    }
readiness-want-capacities =
    { $n ->
        [one] company for apprentices that has not declared its capacities
       *[other] companies for apprentices that have not declared their capacities
    }
readiness-wanted-capacities =
    { $n ->
        [0] Their places are closed until they declare them.
        [one] Their places are closed until they declare them: to one student nothing else closes one.
       *[other] Their places are closed until they declare them: to { $n } students nothing else closes one.
    }
readiness-students = Student by student
readiness-open = Open places
readiness-nobody = Nobody here
readiness-nobody-text = No student has so many open places.
readiness-reasons =
    { $n ->
        [one] One reason
       *[other] { $n } reasons
    }
readiness-remedies = What would help, with its effect
