# The files that schools and offices bring: what is wrong with the file, with its cells, and the page that loads them.

fault-sheet-empty = The file is empty.
fault-sheet-too_large = The file is larger than { $limit } MB: divide it.
fault-sheet-too_many_rows = The file has more than { $limit } rows: divide it.
fault-sheet-too_many_columns = The file has more than { $limit } columns: delete those that are not needed, even if they look empty.
fault-sheet-too_many_cells = The file has more than { $limit } cells: divide it.
fault-sheet-cell_too_long = A cell of row { $line } holds too much text.
fault-sheet-zip_bomb = Once opened, the file is far larger than it looks: we do not read it. Copy the data into a new sheet and save it as .xlsx or .csv.
fault-sheet-encrypted = The file is protected by a password: remove it and save the file again.
fault-sheet-old_excel = The file is in the old format of Excel: open it and save it as “Excel Workbook (.xlsx)” or as CSV.
fault-sheet-open_document = The file is from LibreOffice (.ods): save it as .xlsx or as CSV.
fault-sheet-pdf = The file is a PDF: we need the table from which it was made, as .xlsx or CSV.
fault-sheet-html = The file is a web page, whatever its name says: open it with Excel and save it as .xlsx or CSV.
fault-sheet-archive = The file is a compressed folder: open it and load the table that is inside.
fault-sheet-not_xlsx = The name ends in .xlsx, but the file is not from Excel: save it again as .xlsx, or rename it to .csv if it is text.
fault-sheet-not_a_spreadsheet = The file is not a table: .xlsx or CSV is needed.
fault-sheet-unreadable = The file is damaged, or made in a way that we cannot read: open it with Excel or LibreOffice and save it again as .xlsx or CSV.
fault-sheet-too_slow = Reading the file takes too long: copy the data into a new sheet and save it again.
fault-sheet-no_such_sheet = There is no sheet “{ $value }”. There are: { $sheets }.
fault-sheet-no_header = We do not find the row with the names of the columns.
fault-sheet-unclosed_quote = On row { $line } a quotation mark (") opens and never closes: remove or double it.
fault-sheet-encoding = On row { $line } there are letters in an encoding that we do not know: save the file as “CSV UTF-8”.

fault-column-missing = The column “{ $field }” is missing: add it, or say which column of the file it is.
fault-column-twice = The column “{ $field }” is there twice: leave one.
fault-row-too_long = The row has { $cells } cells, but { $names } columns have a name: there is a separator or a quotation mark too many.
fault-cell-missing = The value is missing: the column “{ $field }” must be filled.
fault-cell-formula = The cell holds a formula without a result: open the file with Excel, save it and try again, or write the value.
fault-cell-error = The cell holds the error { $value }: write the value.
fault-cell-became_date = Excel turned the text into a date or a time: format the column as text and write it again.
fault-cell-too_long = The text is longer than { $max } characters: shorten it.
fault-cell-yes_no = “{ $value }” is neither yes nor no: write yes or no.
fault-cell-number = “{ $value }” is not a number.
fault-cell-whole = “{ $value }” is not a whole number.
fault-cell-range = “{ $value }” is out of range: a number from { $least } to { $most } is needed.
fault-key-characters = A code may not hold | = ; nor a line break.
fault-date-shape = “{ $value }” is not a date: write it like 31/12/2008.
fault-date-does_not_exist = The day { $value } does not exist.
fault-date-month_first = “{ $value }” has the month before the day: write the day first, like 31/12/2008, in the whole column.
fault-date-ambiguous = “{ $value }” can be more than one day ({ $readings }): write the year with four digits.
fault-date-range = The day { $value } is outside the possible period, from { $first } to { $last }: check the year.
fault-student-key-twice = The same student id is already on row { $first }: leave one.
fault-student-codice_fiscale-twice = The same codice fiscale is already on row { $first }: one of the two is wrong, or the student is there twice.
fault-student-codice_fiscale-birth_date = The birth date does not agree with the codice fiscale, which says { $told }: one of the two is wrong.
fault-student-birth_date-missing = The birth date is needed, or the codice fiscale that tells it.
fault-student-course_year = “{ $value }” is not a course year: a number from 1 to 4 is needed.
fault-pathway-unknown = “{ $value }” is not a pathway: write apprendistato, alternanza or simulata.
fault-transport-unknown = “{ $value }” is not a means of transport: write pubblico, auto, moto, bici or piedi.
fault-period-reversed = It ends before it starts, on { $from }: check the two dates.
fault-school-missing = There is more than one school in the file: write the school on every row.
fault-school-unknown = We do not know a school or a site “{ $value }”.
fault-student-wishes-twice = “{ $place }” is among the wishes twice: leave it once.
fault-student-wishes-refused = “{ $place }” is both among the wishes and among the refusals: take it out of one.
fault-place-characters = “{ $value }” cannot be the code of a placement: it is too long or holds characters that are not allowed.
fault-company-twice = The same VAT number is already on row { $first }: leave one row.
fault-company-artisan-which = Which kind of artisan firm is it? Write non in serie, in serie, artistica, trasporto, edile, or no.
fault-company-artisan-unknown = “{ $value }” is not a kind of artisan firm: write non in serie, in serie, artistica, trasporto, edile, or no.
fault-company-skilled-above_staff = There are more skilled workers than staff, which is { $staff }: check the two numbers.
fault-company-risk-unknown = “{ $value }” is not a risk class: write basso, medio or alto.
fault-language-unknown = “{ $value }” is not a language that we use: write italiano or inglese.
fault-placement-twice = The same placement code is already on row { $first }: leave one.
fault-placement-open_with-above_seats = The minimum to open is more than the seats, which are { $seats }: it would never open.
fault-placement-days = “{ $value }” are not days of the week: write for instance lun-ven or lun,mer,ven.
fault-placement-time = “{ $value }” is not a time of the day: write it like 08:30.
fault-placement-missing_for_apprenticeship = For apprenticeship this must be filled.

fault-import-school = We do not know of which school the file is.
fault-import-kind = Say what the file holds: students, companies or placements.
fault-import-no_file = Choose a file.
fault-import-file = The file { $value } cannot be read: { $cause }.
fault-import-map = “{ $value }” does not say which column is which: write "Name in the file=our name".
fault-import-problems =
    { $n_rows ->
        [one] Something is wrong with one row: we imported nothing. Correct it, or say to leave it out.
       *[other] Something is wrong with { $n_rows } rows: we imported nothing. Correct them, or say to leave them out.
    }
fault-import-nothing = There is no row in the file that can be imported.
fault-import-in_use =
    “{ $value }” came with this import and already serves { $what ->
        [proposal] a proposal
        [run_assignment] a run
        [run_unplaced] a run
        [run_place] a run
        [pin] a pin
        [placement] a placement
        [account] somebody who signs in
        [answer_link] an answer that is awaited
        [inquiry] a question of the school
       *[other] something else
    }: the import cannot be undone.
fault-import-changed_since = “{ $value }” was changed after this import: undoing it would lose that change.
fault-import_not_staged = This file has already been imported or let go.
fault-import_not_applied = This import has already been undone.

imports-nav = Import
imports-title = Import a file
imports-lead = Load a list of students, companies or placements. Before anything is written we show you what would change.
imports-kind = What it holds
imports-kind-students = Students
imports-kind-companies = Companies
imports-kind-placements = Placements
imports-file = File
imports-file-hint = CSV or Excel (.xlsx), up to 32 MB and 50,000 rows.
imports-sheet = Sheet
imports-sheet-hint = Only for Excel, if there are several sheets. Empty: the first that fits.
imports-send = Load and check
imports-templates = Templates and lists
imports-template = empty template
imports-export = current list
imports-list = Loaded files
imports-empty = No file
imports-empty-text = When you load one you find it here, also to undo it.
imports-when = Loaded
imports-rows = Rows
imports-state = State
imports-state-staged = To be confirmed
imports-state-applied = Imported
imports-state-undone = Undone
imports-state-dropped = Let go
imports-back = All files
imports-check-lead = We have not written anything yet. Check and confirm.
imports-figure-rows = Rows of the file
imports-figure-rows-what = The rows below the names of the columns, without empty ones.
imports-figure-new = New
imports-figure-new-what = Rows that we do not have yet.
imports-figure-changed = Changed
imports-figure-changed-what = Rows that we have, with something different.
imports-figure-chosen = Chosen by families
imports-figure-same = The same
imports-figure-same-what = Rows that we have already like this.
imports-figure-missing = Not in the file
imports-figure-missing-what = What we have and the file does not name. It stays: an import deletes nothing.
imports-figure-bad = With errors
imports-figure-bad-what = Rows with something wrong.
imports-unknown = We do not know these columns and do not read them: { $columns }.
imports-errors-download = Download the file with the errors beside
imports-skip =
    { $n ->
        [one] Leave out the row with errors
       *[other] Leave out the { $n } rows with errors
    }
imports-confirm =
    { $n ->
        [one] Import one row
       *[other] Import { $n } rows
    }
imports-drop = Let this file go
imports-dropped = File let go. Nothing has changed.
imports-confirmed = Imported.
imports-grid = The file, cell by cell
imports-grid-all-rows = Show all rows
imports-grid-bad-rows = Show only rows with errors
imports-grid-all-columns = Show all columns
imports-grid-bad-columns = Show only columns with errors
imports-grid-empty = No row
imports-grid-empty-text = No row with errors.
imports-line = Row
imports-columns-title = Which column is which
imports-columns-lead = We know the columns by their names. Correct where needed: next time we remember.
imports-columns-save = Save and check again
imports-columns-saved = Columns saved.
imports-columns-what = What goes in each column
imports-column-theirs = In the file
imports-column-examples = The first values
imports-column-ours = Is
imports-column-none = (is not read)
imports-changes-title = What changes
imports-changes-new-lead = Rows that we do not have yet.
imports-changes-changed-lead = For each row, how it is and how it would be.
imports-changes-chosen-lead = What families have chosen by their link, where the file says something else. Their choice stays, unless you tick the box before confirming.
imports-chosen =
    { $n ->
        [one] In one row the file says something else than what the family chose: the family's choice stays.
       *[other] In { $n } rows the file says something else than what the families chose: their choice stays.
    }
imports-chosen-look = See which
imports-chosen-on = The family said so on { $day }.
imports-chosen-empties = The file empties it.
imports-chosen-says = In the file: { $value }.
imports-over-families = Write what the file says over the families' choices, too
imports-changes-missing-lead = What we have and the file does not name. It stays.
imports-changes-empty = None
imports-key = Key
imports-name = Name
imports-difference = How it is → how it would be
imports-done-staged = Waiting to be confirmed.
imports-done-applied = Imported.
imports-done-undone = Imported and then undone: everything is as before.
imports-done-dropped = Let go: nothing has changed.
imports-applied-at = Confirmed
imports-undone-at = Undone
imports-undo = Undo the import
imports-undo-what = What changed is as before; what came with the file goes, unless it already serves something else.
imports-done = Imported: { $n_new } new, { $n_changed } changed, { $n_same } the same, { $n_left } left out.
imports-travel-done = Travel times: { $n_rows } written, { $n_unknown } passed over because we do not know their comuni.
imports-cli-nothing = Nothing was written.
imports-cli-line = row { $line }
imports-cli-unknown = Columns that we do not know and do not read: { $columns }
imports-cli-chosen = { $key } · { $column }: the family chose “{ $before }” on { $day }, the file says “{ $after }”
imports-cli-sum = { $n_rows } rows: { $n_new } new, { $n_changed } changed, { $n_same } the same, { $n_bad } with errors; { $n_missing } that we have are not in the file.

audit-import-staged = Loaded a file
audit-import-applied = Imported a file
audit-import-undone = Undid an import
audit-import-dropped = Let a loaded file go

# What there is to do: the number stands beside it.
imports-task-staged =
    { $n ->
        [one] uploaded file awaits your confirmation
       *[other] uploaded files await your confirmation
    }
imports-all = All files
