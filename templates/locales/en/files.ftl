# “abbina match”: the files that come back, the record, the mails, what is wrong.

files-why-travel =
    { $n_minutes ->
        [0] place in the same comune, { $n_limit } minutes of travel at most
       *[other] journey of { $n_minutes } minutes, { $n_limit } at most
    }
files-why-indirizzo = same figure and same indirizzo
files-why-figure = the place is for the student's figure
files-why-continues = the place is for a figure in which the student's qualifica goes on
files-why-competences = { $n_has } of { $n_wants } competences wanted
files-why-wish = wish number { $n }
files-why-continuity = already works for this company

files-kind-no_eligible_place = no place allowed
files-kind-shortage = too few places
files-kind-not_worth = left out by the objectives
files-kind-pinned_out = places pinned by hand

files-remedy-minutes =
    { $n ->
        [one] A longest journey of { $n_minutes } minutes would open 1 place ({ $places }).
       *[other] A longest journey of { $n_minutes } minutes would open { $n } places ({ $places }).
    }
files-remedy-km =
    { $n ->
        [one] A longest distance of { $n_km } km would open 1 place ({ $places }).
       *[other] A longest distance of { $n_km } km would open { $n } places ({ $places }).
    }
files-remedy-rule =
    { $n ->
        [one] 1 place is closed by { $rule } alone ({ $places }): { $sentence }
       *[other] { $n } places are closed by { $rule } alone ({ $places }); for example: { $sentence }
    }
files-closed-besides =
    { $n ->
        [one] { $rule } · { $title }: { $what }. It closes 1 of those places too.
       *[other] { $rule } · { $title }: { $what }. It closes { $n } of those places too.
    }
files-remedy-new-place = No single change opens a place: a new one for { $figure } ({ $pathway }) is needed, { $n_minutes } minutes or less from { $comune }.
files-remedy-objectives = Put as many students as possible (placed) before the other objectives.
files-remedy-pins = Take away one of the pairs fixed by hand at these places.
files-remedy-seat = One more seat among { $places } would be enough, or a new place of the same kind.
files-remedy-ceiling = Ceiling reached by { $company }: { $sentence }
files-already-there =
    { $n ->
        [one] Already there: 1 apprentice.
       *[other] Already there: { $n } apprentices.
    }
files-opens-with = Opens with at least { $n } students.

files-round-name = Matching from { $from } to { $to }
files-the-school = The school
files-card = Card { $number }
files-card-hours = { $n } hours a week
files-card-hours-minutes = { $n_hours } hours and { $n_minutes } minutes a week
files-card-internal = internal training { $n } hours a year
files-card-journey = lives less than { $n } km from the site
files-card-period = from { $from } to { $to }
files-age-15 = 15 years or younger at the start
files-age-16 = 16 or 17 years at the start
files-age-18 = of age at the start
files-how-to-answer = To accept or decline, reply to this message with the number of each card; if you decline, please tell us why.
files-no-names = Cards carry no name: the school tells you who the student is after you have accepted.
files-school-subject =
    { $n_placed ->
        [one] { $round }: one proposal ready
       *[other] { $round }: { $n_placed } proposals ready
    }
files-school-lead = for “{ $round }” the matching of the students of { $school } is ready.
files-school-students = Students considered: { $n }
files-school-placed = With a proposal: { $n }
files-school-companies = Companies involved: { $n }
files-school-unplaced = Without a place: { $n }
files-school-where = The files are in the results folder: proposte, non_collocati and posti_liberi (.csv and .xlsx), report.html to read and print, riepilogo.json with the proof.
files-school-mails = The folder mail holds a message ready for each company. No message has been sent.

files-report-title = Result of the matching
files-report-day = Rules and ages on { $day }
files-report-students = students
files-report-placed = with a proposal ({ $percent }%)
files-report-unplaced = without a place
files-report-free = seats still free of { $n_seats }
files-report-proved = No other matching under the same rules and objectives is better: this is proved, and an independent program has checked the proof.
files-report-not-proved = It is a good matching, but time ran out before it was proved to be the best.
files-report-left-out =
    { $n ->
        [one] One row of the files with errors was left out: it is listed in riepilogo.json.
       *[other] { $n } rows of the files with errors were left out: they are listed in riepilogo.json.
    }
files-report-minutes-title = Length of the journey
files-report-minutes-caption = How many students with a proposal, by minutes of journey
files-report-between = { $n_from } to { $n_to }
files-report-over = more than { $n }
files-report-people = Students
files-report-estimated =
    { $n ->
        [one] One journey is an estimate from the straight line.
       *[other] { $n } journeys are estimates from the straight line.
    }
files-report-figures-title = By figure
files-report-seats = Suitable seats
files-report-unplaced-title = Who has no place, and why
files-report-shortages = Where places are short: groups of students who can go only to those places, all taken
files-report-places = Places
files-report-codes = Codes
files-report-closures = What closed the places to those without one
files-report-closed = Places closed, in all
files-report-unplaced-where = Student by student, with remedies: file non_collocati.
files-report-decided-title = How it was decided
files-report-tiers = Objectives, in order: what was reached and what no matching can exceed
files-report-weights = How much each part of the score counts (each part is worth 0 to 100)
files-report-never = Sex, nationality, religion, family and disability never count, neither in the rules nor in the score.
files-report-rules-title = Rules applied
files-report-verify-title = How to check
files-report-verify = Anybody who has Abbina can repeat the check in the results folder, without repeating the computation and without knowing the students:
files-report-certificate = Digest of the proof
files-report-no-sender = The messages in the folder mail have no real sender: run again with --mail-from.

files-file-students = students
files-file-companies = companies
files-file-placements = placements
files-file-round = round
files-file-travel = journeys
files-line = { $file }, line { $n_line }
files-cell = column “{ $column }”
files-warning = warning
files-unknown-column = { $file }: the column “{ $column }” is none that we read, and is ignored.
files-errors =
    { $n ->
        [one] One error. Nothing was written.
       *[other] { $n } errors. Nothing was written.
    }
files-errors-hint = Correct the files and try again; --skip-invalid matches the rest, --errors FILE gives the file back with comments beside the rows.
files-errors-written = File with comments: { $path }
files-comments = Abbina's comments
files-skipped =
    { $n ->
        [one] One row was left out:
       *[other] { $n } rows were left out:
    }
files-skipped-line = { $file }, line { $n_line }, { $key }: { $because }
files-outside =
    { $n ->
        [one] One row lies outside the period or the pathway of the round.
       *[other] { $n } rows lie outside the period or the pathway of the round.
    }
files-done = { $n_placed } of { $n_students } students with a proposal; without a place { $n_unplaced }; seats still free { $n_free }.
files-done-proved = The best possible matching, with its proof checked.
files-done-not-proved = Time ran out before it was proved that there is none better.
files-done-where = Results in { $path }
files-done-mails =
    { $n ->
        [one] One message ready, not sent, in { $path }
       *[other] { $n } messages ready, not sent, in { $path }
    }
files-nobody = No student is left to match. Nothing was written.
files-no-places = No place is left to give. Nothing was written.
files-template-written = Template to fill in: { $path }
files-phase-reading = reading the files
files-phase-judging = checking the rules
files-phase-solving = looking for the best matching
files-phase-writing = writing the results

files-because-placement-company-left_out = the row of its company has an error
files-because-placement-company-not_in_file = its company is not in the companies' file
files-because-company-missing_for_apprenticeship = its company lacks facts required for apprenticeship

fault-placement-company-not_in_file = The VAT number { $value } is not in the companies' file: add the company, or correct the number.
fault-company-missing_for_apprenticeship = The company offers an apprenticeship (place { $place }): the column “{ $field }” is required.
fault-student-wishes-unknown = The wishes name “{ $value }”, which is neither the code of a place nor a company of the files: it does not count.
fault-student-refuses-unknown = The refusals name “{ $value }”, which is neither the code of a place nor a company of the files: it does not count.
fault-placement-tutor_max-differs = The same tutor has different limits on several rows: the lowest counts, { $least }.
fault-round-file-syntax = The file of the round is not TOML: { $detail }.
fault-round-file-unknown = The file of a round has no setting “{ $field }”: abbina match --help lists them.
fault-round-file-text = A text between quotation marks is needed here.
fault-round-file-day = A day is needed here, for instance 2026-09-14 or "14/09/2026".
fault-round-file-whole = A whole number is needed here, without quotation marks.
fault-round-file-list = A list is needed here, for instance ["placed", "score"].
fault-round-file-key = Setting not valid: { $detail }.
fault-file-unreadable = The file cannot be opened: { $detail }.
fault-file-exists = The folder { $value } already holds results: choose another one, or add --force to replace them.
fault-file-unwritable = { $value } cannot be written to: { $detail }.
