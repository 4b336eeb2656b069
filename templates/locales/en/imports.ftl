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
