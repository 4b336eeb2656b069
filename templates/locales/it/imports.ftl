# I file che scuole e uffici portano: che cosa non va nel file, nelle sue celle, e la pagina che li carica.

fault-sheet-empty = Il file è vuoto.
fault-sheet-too_large = Il file supera { $limit } MB: dividerlo in più parti.
fault-sheet-too_many_rows = Il file ha più di { $limit } righe: dividerlo in più parti.
fault-sheet-too_many_columns = Il file ha più di { $limit } colonne{ $value ->
        [""] {""}
       *[other] {" "}(c'è qualcosa nella cella { $value })
    }: cancellare le colonne che non servono.
fault-sheet-too_many_cells = Il file ha più di { $limit } celle: dividerlo in più parti.
fault-sheet-cell_too_long = Una cella della riga { $line } contiene troppo testo.
fault-sheet-zip_bomb = Il file, una volta aperto, è molto più grande di quanto sembra: non lo leggiamo. Copiare i dati in un foglio nuovo e salvarlo come .xlsx o .csv.
fault-sheet-encrypted = Il file è protetto da una password: toglierla e salvarlo di nuovo.
fault-sheet-old_excel = Il file è nel vecchio formato di Excel: aprirlo e salvarlo come «Cartella di lavoro di Excel (.xlsx)» o come CSV.
fault-sheet-open_document = Il file è di LibreOffice (.ods): salvarlo come .xlsx o come CSV.
fault-sheet-pdf = Il file è un PDF: serve la tabella da cui è stato fatto, in .xlsx o CSV.
fault-sheet-html = Il file è una pagina web, anche se il nome dice altro: aprirlo con Excel e salvarlo come .xlsx o come CSV.
fault-sheet-archive = Il file è una cartella compressa: aprirla e caricare la tabella che contiene.
fault-sheet-not_xlsx = Il nome finisce in .xlsx, ma il file non è di Excel: salvarlo di nuovo come .xlsx, o cambiare il nome in .csv se è testo.
fault-sheet-not_a_spreadsheet = Il file non è una tabella: servono .xlsx o CSV.
fault-sheet-unreadable = Il file è danneggiato o fatto in un modo che non sappiamo leggere: aprirlo con Excel o LibreOffice e salvarlo di nuovo come .xlsx o CSV.
fault-sheet-too_slow = Leggere il file richiede troppo tempo: copiare i dati in un foglio nuovo e salvarlo di nuovo.
fault-sheet-no_such_sheet = Non c'è un foglio «{ $value }». Ci sono: { $sheets }.
fault-sheet-no_header = Non troviamo la riga con i nomi delle colonne.
fault-sheet-unclosed_quote = Alla riga { $line } si apre una virgoletta (") che non si chiude più: toglierla o raddoppiarla.
fault-sheet-encoding = Alla riga { $line } ci sono lettere in una codifica che non conosciamo: salvare il file come «CSV UTF-8».
