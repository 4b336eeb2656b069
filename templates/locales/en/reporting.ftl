# Numbers: students and places, for those who follow how it goes.

reporting-nav = Numbers
reporting-title = Students and places in numbers
reporting-lead = Sums over all schools. Whoever reads this page sees no person.
reporting-lead-own = The numbers of your school. Every number of students opens its list.
reporting-as-of = As of { $when }.
reporting-changed-at = Last change: { $when }.
reporting-empty = There is nothing to count yet
reporting-empty-text = Numbers appear when schools have imported students and places.

reporting-by-year = School year
reporting-by-province = Province
reporting-by-figure = Figure
reporting-by-size = Company size
reporting-only = Only
reporting-only-all = The whole year
reporting-show = Show
reporting-all = In all
reporting-hidden = withheld
reporting-guarded = Groups of one to four are not shown, nor the numbers from which they could be computed.
reporting-why = What “withheld” means
reporting-sizes-only = Size is about companies: these are the numbers of seats.
reporting-rate = Filled
reporting-withheld =
    { $n ->
        [one] One more group
       *[other] { $n } more groups
    }

reporting-size-1-9 = 1 to 9 people
reporting-size-10-49 = 10 to 49 people
reporting-size-50-249 = 50 to 249 people
reporting-size-250 = 250 people and more
reporting-size-unknown = not declared

reporting-table-students-all = Students
reporting-table-students-province = Students by province of residence
reporting-table-students-figure = Students by figure
reporting-table-students-year = Students by school year
reporting-table-seats-all = Seats
reporting-table-seats-province = Seats by province of the site
reporting-table-seats-figure = Seats by figure
reporting-table-seats-size = Seats by company size
reporting-table-seats-year = Seats by school year

reporting-glossary = What these numbers count
reporting-term-students = Students
reporting-define-students = The students of that school year: from the year for which a school recorded them (from June on, the one that starts in September) to the last in which it updated what it knows, and every year for which they were proposed or a place was sought for them. Each once a year, in exactly one of the states below. The province is that of the comune of residence.
reporting-term-registered = Registered
reporting-define-registered = Students for whom no proposal has gone out and whom no published round has left without a place.
reporting-term-proposed = Proposed
reporting-define-proposed = Students proposed to a company that has not answered yet.
reporting-term-accepted = Accepted
reporting-define-accepted = Students whom a company has accepted.
reporting-term-declined = Declined
reporting-define-declined = Proposed students for whom every company that was asked said no or let the time run out.
reporting-term-unplaced = Unplaced
reporting-define-unplaced = Students for whom the run of a published round found no place, and who were never proposed.
reporting-term-seats = Seats
reporting-define-seats = How many students companies can take at once: an offer with three seats counts three. The school year is that of the first day; the province is that of the site; the figure is the first that the offer names.
reporting-term-filled = Filled
reporting-define-filled = Seats for which a company has accepted a student.
reporting-term-free = Free
reporting-define-free = Seats for which nobody has been accepted yet, even if a proposal is waiting.
reporting-term-year = School year
reporting-define-year = From 1 September to 31 August. Years are not added up.
reporting-term-size = Company size
reporting-define-size = The people who work at the company, as the company or a school has declared them.
reporting-term-hidden = Withheld
reporting-define-hidden = The group counts one to four people, or the number would give away such a group by adding or subtracting, under any filter. Zero is shown, unless it says something about a withheld group.

reporting-export-title = Save
reporting-export-text = The same numbers as on this page, withheld alike. Who saves what is written in the log.
reporting-export-xlsx = Spreadsheet (XLSX)
reporting-export-csv = CSV
reporting-export-dictionary = Data dictionary (CSV)
reporting-sheet-numbers = Numbers
reporting-sheet-dictionary = Dictionary
reporting-sheet-word = Word
reporting-sheet-meaning = Meaning
reporting-column-school_year = School year.
reporting-column-only = The filter: province, figure or size with its code; empty when there is none.
reporting-column-subject = What is counted: students or seats.
reporting-column-by = What it is grouped by: province, figure, size; empty for the total.
reporting-column-group = The code of the group: letters of the province, code of the figure (this project's own), class of size.
reporting-column-group_name = The name of the group.
reporting-column-state = The state; all is the group's total.
reporting-column-count = How many; empty when withheld.
reporting-column-hidden = True when the number is withheld.
reporting-column-as_of = When it was counted (UTC).

reporting-students-title = Students behind the number
reporting-students-name = Name
reporting-students-key = Student number
reporting-students-comune = Comune
reporting-students-state = State
reporting-students-empty = No student
reporting-students-empty-text = Something has changed meanwhile: go back to the numbers and open them again.
reporting-back = Back to the numbers

audit-reporting-exported = Numbers saved to a file
fault-reporting-format-unknown = “{ $value }” is no format that can be saved.

# What there is to do: the number stands beside it.
reporting-task-unplaced =
    { $n ->
        [one] student without a place in the province of { $province }, where seats are free: { $n_free }
       *[other] students without a place in the province of { $province }, where seats are free: { $n_free }
    }
