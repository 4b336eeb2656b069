# The files that schools and offices bring: what is wrong with the file, with its cells, and the page that loads them.

fault-sheet-empty = The file is empty.
fault-sheet-too_large = The file is larger than { $limit } MB: divide it.
fault-sheet-too_many_rows = The file has more than { $limit } rows: divide it.
fault-sheet-too_many_columns = The file has more than { $limit } columns{ $value ->
        [""] {""}
       *[other] {" "}(there is something in cell { $value })
    }: delete the columns that are not needed.
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
