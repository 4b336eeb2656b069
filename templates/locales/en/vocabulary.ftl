# The words that every room shares: what is wrong with a name, a code, a comune, a figure.

fault-name-missing = The name is missing.
fault-name-too_long = The name is longer than { $max } letters.
fault-name-characters = The character “{ $character }” cannot be part of a name.

fault-email-missing = The e-mail address is missing.
fault-email-several = There are several e-mail addresses: one is needed.
fault-email-too_long = The e-mail address is too long.
fault-email-characters = The character “{ $character }” cannot be part of an e-mail address.
fault-email-shape = This is no e-mail address: the shape is name@domain.it.
fault-email-domain = The domain “{ $domain }” cannot receive mail: check what follows the at sign.

fault-student-codice_fiscale-missing = The codice fiscale is missing.
fault-student-codice_fiscale-length = A codice fiscale has 16 characters, these are { $length }.
fault-student-codice_fiscale-company = Eleven digits are the code of a company, not of a person.
fault-student-codice_fiscale-shape = Letters and digits are not where a codice fiscale has them.
fault-student-codice_fiscale-checksum = The last letter of the codice fiscale does not fit the others: there is a typing error.
fault-student-codice_fiscale-date = The codice fiscale tells a day of birth that does not exist.

fault-company-vat_number-missing = The VAT number is missing.
fault-company-vat_number-scientific = Excel has shortened the VAT number: format the column as text and write it again.
fault-company-vat_number-leading_zeros = A VAT number has 11 digits, these are { $digits }: usually Excel has removed the leading zeros (it would be { $padded }). Format the column as text and check.
fault-company-vat_number-length = A VAT number has 11 digits, these are { $digits }.
fault-company-vat_number-shape = A VAT number is made of digits only.
fault-company-vat_number-office = The eighth to tenth digits are no office that gives VAT numbers.
fault-company-vat_number-checksum = The last digit of the VAT number does not fit the others: there is a typing error.
fault-company-ateco-shape = This is no ATECO code: an example is 56.10.11.

fault-comune-missing = The comune is missing.
fault-comune-unknown = “{ $value }” is no comune of Lombardy: write today's name, the ISTAT code or the cadastral one.
fault-comune-unknown_near = “{ $value }” is no comune of Lombardy. Perhaps: { $suggestions }.
fault-comune-ambiguous = Several comuni are called so, add the province: { $candidates }.

fault-figure-missing = The figure is missing.
fault-figure-unknown = “{ $value }” is no figure of the repertory: write the code or the official name.
fault-figure-unknown_near = “{ $value }” is no figure of the repertory. Perhaps: { $suggestions }.
fault-figure-ambiguous = This may be more than one figure, write the whole name or the code: { $candidates }.
fault-indirizzo-missing = The indirizzo is missing.
fault-indirizzo-unknown = The figure has no indirizzi.
fault-indirizzo-unknown_near = The figure has no such indirizzo. It has: { $suggestions }.
fault-indirizzo-ambiguous = This may be more than one indirizzo: { $candidates }.

vocabulary-pathway-apprenticeship = Apprenticeship
vocabulary-pathway-school_work = School-work (formazione scuola-lavoro)
vocabulary-pathway-simulated = Simulated enterprise
vocabulary-transport-public = Public transport
vocabulary-transport-car = Car
vocabulary-transport-motorbike = Motorbike
vocabulary-transport-bicycle = Bicycle
vocabulary-transport-foot = On foot

# Measured journeys
fault-travel-columns = Three columns are needed, origin, destination and minutes; there are: { $value }.
fault-travel-row = Origin, destination and minutes are needed: one of them is missing ({ $value }).
fault-travel-minutes = “{ $value }” is not a number of minutes from 0 to 1440.
fault-travel-unreadable = The row cannot be read: { $detail }.
