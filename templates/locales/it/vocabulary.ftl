# Le parole comuni a tutte le stanze: che cosa non va in un nome, un codice, un comune, una figura.

fault-name-missing = Manca il nome.
fault-name-too_long = Il nome supera { $max } lettere.
fault-name-characters = Il carattere «{ $character }» non può stare in un nome.

fault-email-missing = Manca l'indirizzo e-mail.
fault-email-several = Ci sono più indirizzi e-mail: serve uno solo.
fault-email-too_long = L'indirizzo e-mail è troppo lungo.
fault-email-characters = Il carattere «{ $character }» non può stare in un indirizzo e-mail.
fault-email-shape = Non è un indirizzo e-mail: la forma è nome@dominio.it.
fault-email-domain = Il dominio «{ $domain }» non può ricevere posta: controllare ciò che segue la chiocciola.

fault-student-codice_fiscale-missing = Manca il codice fiscale.
fault-student-codice_fiscale-length = Il codice fiscale ha 16 caratteri, qui sono { $length }.
fault-student-codice_fiscale-company = Undici cifre sono il codice di un'azienda, non di una persona.
fault-student-codice_fiscale-shape = Lettere e cifre non sono dove un codice fiscale le ha.
fault-student-codice_fiscale-checksum = L'ultima lettera del codice fiscale non corrisponde alle altre: c'è un errore di battitura.
fault-student-codice_fiscale-date = Il codice fiscale indica un giorno di nascita che non esiste.

fault-company-vat_number-missing = Manca la partita IVA.
fault-company-vat_number-scientific = Excel ha abbreviato la partita IVA: formattare la colonna come testo e riscriverla.
fault-company-vat_number-leading_zeros = La partita IVA ha 11 cifre, qui sono { $digits }: di solito è Excel che toglie gli zeri iniziali (sarebbe { $padded }). Formattare la colonna come testo e controllare.
fault-company-vat_number-length = La partita IVA ha 11 cifre, qui sono { $digits }.
fault-company-vat_number-shape = La partita IVA è fatta solo di cifre.
fault-company-vat_number-office = Le cifre dall'ottava alla decima non indicano un ufficio che rilascia partite IVA.
fault-company-vat_number-checksum = L'ultima cifra della partita IVA non corrisponde alle altre: c'è un errore di battitura.
fault-company-ateco-shape = Non è un codice ATECO: per esempio 56.10.11.

fault-comune-missing = Manca il comune.
fault-comune-unknown = «{ $value }» non è un comune della Lombardia: scrivere il nome di oggi, il codice ISTAT o quello catastale.
fault-comune-unknown_near = «{ $value }» non è un comune della Lombardia. Forse: { $suggestions }.
fault-comune-ambiguous = Più comuni si chiamano così, scrivere anche la provincia: { $candidates }.

fault-figure-missing = Manca la figura.
fault-figure-unknown = «{ $value }» non è una figura del repertorio: scrivere il codice o il nome ufficiale.
fault-figure-unknown_near = «{ $value }» non è una figura del repertorio. Forse: { $suggestions }.
fault-figure-ambiguous = Può essere più di una figura, scrivere il nome intero o il codice: { $candidates }.
fault-indirizzo-missing = Manca l'indirizzo.
fault-indirizzo-unknown = La figura non ha indirizzi.
fault-indirizzo-unknown_near = La figura non ha questo indirizzo. Ha: { $suggestions }.
fault-indirizzo-ambiguous = Può essere più di un indirizzo: { $candidates }.

vocabulary-pathway-apprenticeship = Apprendistato
vocabulary-pathway-school_work = Alternanza (formazione scuola-lavoro)
vocabulary-pathway-simulated = Impresa simulata
vocabulary-transport-public = Mezzi pubblici
vocabulary-transport-car = Auto
vocabulary-transport-motorbike = Moto
vocabulary-transport-bicycle = Bicicletta
vocabulary-transport-foot = A piedi

# Viaggi misurati
fault-travel-columns = Servono tre colonne, origine, destinazione e minuti; qui ci sono: { $value }.
fault-travel-row = Servono origine, destinazione e minuti: qui ne manca uno ({ $value }).
fault-travel-minutes = «{ $value }» non è un numero di minuti da 0 a 1440.
fault-travel-unreadable = La riga non si legge: { $detail }.
