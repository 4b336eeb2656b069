# The board of a result: filters, order, decisions by hand about many pairs, undoing.

board-all = All
board-filters = Filters
board-home = Where they live
board-province = Province of { $province }
board-over = Journey longer than, minutes
board-pinned-filter = Decision by hand
board-pinned-yes = pinned
board-pinned-no = not pinned
board-wish-first = the first wish
board-wish-later = a later wish
board-wish-missed = no wish
board-filter-do = Show
board-clear = Take the filters away
board-first-hundred = Here are the first 100: add a word.
board-tick = Choose { $student }
board-to-decide = Decide about many pairs together
board-decide = Decide together
board-decide-lead = Tick pairs in the table, write the reason and choose. It counts from the next run, and one click undoes it.
board-pin-ticked = Pin those ticked
board-pin-all =
    { $n ->
        [one] Pin the one pair found
       *[other] Pin all { $n } pairs found
    }
board-forbid-ticked = Exclude those ticked
board-pinned =
    { $n ->
        [one] One pair pinned: it counts from the next run.
       *[other] { $n } pairs pinned: they count from the next run.
    }
board-forbidden =
    { $n ->
        [one] One pair excluded: it counts from the next run.
       *[other] { $n } pairs excluded: they count from the next run.
    }
board-kept-some =
    { $n ->
        [one] One pair decided. The others cannot be: they have a proposal already, or the rules no longer allow them.
       *[other] { $n } pairs decided. The others cannot be: they have a proposal already, or the rules no longer allow them.
    }
board-held =
    { $n ->
        [one] One decision by hand counts from the next run.
       *[other] { $n } decisions by hand count from the next run.
    }
board-last-pin =
    { $n ->
        [one] The last: one pair pinned on { $when }, “{ $reason }”.
       *[other] The last time: { $n } pairs pinned on { $when }, “{ $reason }”.
    }
board-last-forbid =
    { $n ->
        [one] The last: one pair excluded on { $when }, “{ $reason }”.
       *[other] The last time: { $n } pairs excluded on { $when }, “{ $reason }”.
    }
board-undo = Undo the last decision
board-undone =
    { $n ->
        [one] Decision undone: that pair is as before.
       *[other] Decision undone: those { $n } pairs are as before.
    }
fault-pin-pairs-none = Tick at least one pair of the table.
fault-pin-pairs-all_skipped = None of these pairs can be decided: the students have a proposal already, or the rules no longer allow them.
board-company-name = Name of the company
board-free-yes = with free seats
board-free-no = all taken
board-who-comes = Who would come
board-taken-of = Taken / seats
board-no-company = No company found
board-no-company-text = Take a filter away, or look for a single word of the name.
