//! What a company has besides its facts: contacts, sites, tutors. Each is a small form with columns of its own, read as a file of
//! one row is.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::model::Confirmation;
use crate::platform::sheets::form::{Fields, mistakes};
use crate::platform::sheets::{Column, Line, Mapping, Reading, Table, parse, read_rows};
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::geography::{ComuneCode, comune, find_comune};
use crate::vocabulary::text::{EmailAddress, Language, PersonName};

/// Kinds of parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Somebody who answers for the company.
    Contact,
    /// Where it works.
    Site,
    /// Who teaches there.
    Tutor,
}

impl Part {
    /// All of them, as a page shows them.
    pub const ALL: [Part; 3] = [Part::Contact, Part::Site, Part::Tutor];

    /// The word in addresses and in the keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Part::Contact => "contacts",
            Part::Site => "sites",
            Part::Tutor => "tutors",
        }
    }

    /// Back from [`Part::as_str`].
    #[must_use]
    pub fn from_word(word: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.as_str() == word)
    }

    /// The table of its rows, as the audit log names it.
    #[must_use]
    pub const fn table(self) -> &'static str {
        match self {
            Part::Contact => "company_contact",
            Part::Site => "company_site",
            Part::Tutor => "company_tutor",
        }
    }

    /// Its fields.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Part::Contact => CONTACT,
            Part::Site => SITE,
            Part::Tutor => TUTOR,
        }
    }

    /// What a form says.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(self, fields: &Fields, language: Language) -> Result<Said, Fault> {
        let (table, mapping) = fields.table();
        let reading = self.read_table(&table, &mapping);
        match reading.records.into_iter().next() {
            Some((_, said)) => Ok(said),
            None => Err(Fault::Invalid(mistakes(
                self.columns(),
                &reading.problems,
                language,
            ))),
        }
    }

    fn read_table(self, table: &Table, mapping: &Mapping) -> Reading<Said> {
        read_rows(self.columns(), table, mapping, |line| match self {
            Part::Contact => contact(line),
            Part::Site => site(line),
            Part::Tutor => tutor(line),
        })
    }
}

const CONTACT: &[Column] = &[
    Column::new("email", "e-mail", "email").required().about(
        "A questo indirizzo si può scrivere.",
        "This address can be written to.",
        "posta@azienda.it",
    ),
    Column::new("name", "nome e cognome", "name").about("Chi risponde.", "Who answers.", "Ada Rossi"),
    Column::new("pec", "PEC", "certified mail").about(
        "Solo se diversa dall'indirizzo.",
        "Only if it differs from the address.",
        "azienda@pec.it",
    ),
    Column::new("language", "lingua", "language").about(
        "Lingua dei messaggi.",
        "Language of messages.",
        "italiano",
    ),
];

const SITE: &[Column] = &[
    Column::new("comune", "comune", "comune").required().about(
        "Nome o codice ISTAT di un comune della Lombardia.",
        "Name or ISTAT code of a comune of Lombardy.",
        "Bergamo",
    ),
    Column::new("address", "via e numero", "street and number").about(
        "Dove si presenta lo studente.",
        "Where the student reports.",
        "Via Roma 1",
    ),
];

const TUTOR: &[Column] = &[
    Column::new("name", "nome e cognome", "name").required().about(
        "Chi segue lo studente.",
        "Who looks after the student.",
        "Ada Rossi",
    ),
    Column::new("years", "anni di esperienza", "years of experience").about(
        "Per l'apprendistato ne servono tre.",
        "Apprenticeship asks for three.",
        "5",
    ),
    Column::new("max_students", "studenti al massimo", "students at most").about(
        "Solo se ne segue meno di quanti la legge permette.",
        "Only if fewer than the law allows.",
        "2",
    ),
];

/// What is said of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Of a contact.
    Contact {
        /// Where letters go: the key.
        email: EmailAddress,
        /// Name, if it is known.
        name: Option<PersonName>,
        /// Certified mail.
        pec: Option<EmailAddress>,
        /// Which language they read.
        language: Language,
    },
    /// Of a site.
    Site {
        /// Where.
        comune: ComuneCode,
        /// Street and number; may be empty.
        address: String,
    },
    /// Of a tutor.
    Tutor {
        /// Name: within a company it is the key.
        name: PersonName,
        /// Years of experience.
        years: Option<u32>,
        /// A limit lower than the law's.
        max_students: Option<u32>,
    },
}

impl Said {
    /// Of which kind.
    #[must_use]
    pub const fn part(&self) -> Part {
        match self {
            Said::Contact { .. } => Part::Contact,
            Said::Site { .. } => Part::Site,
            Said::Tutor { .. } => Part::Tutor,
        }
    }

    /// As a form that is filled in.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let fields = Fields::empty(self.part().columns());
        let number = |number: &Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        match self {
            Said::Contact {
                email,
                name,
                pec,
                language,
            } => fields
                .with("email", email.as_str())
                .with("name", name.as_ref().map(ToString::to_string).unwrap_or_default())
                .with("pec", pec.as_ref().map(ToString::to_string).unwrap_or_default())
                .with("language", language.file_word()),
            Said::Site { comune, address } => fields
                .with("comune", comune_name(*comune))
                .with("address", address.as_str()),
            Said::Tutor {
                name,
                years,
                max_students,
            } => fields
                .with("name", name.as_str())
                .with("years", number(years))
                .with("max_students", number(max_students)),
        }
    }

    /// As a line of a list names it.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Said::Contact { email, name, .. } => match name {
                Some(name) => format!("{name}, {email}"),
                None => email.to_string(),
            },
            Said::Site { comune, address } if address.is_empty() => comune_name(*comune),
            Said::Site { comune, address } => format!("{address}, {}", comune_name(*comune)),
            Said::Tutor { name, .. } => name.to_string(),
        }
    }
}

fn comune_name(code: ComuneCode) -> String {
    comune(code).map(ToString::to_string).unwrap_or_default()
}

/// A part as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Ours.
    pub id: Uuid,
    /// What was said of it.
    pub said: Said,
    /// When that was last confirmed, and by whom; none when only a file has named it.
    pub confirmed: Option<Confirmation>,
    /// Since when it is no longer used.
    pub retired_at: Option<DateTime<Utc>>,
    /// Of contacts: do proposals go there?
    pub main: bool,
    /// Of contacts: why nothing arrives there.
    pub mail_problem: Option<String>,
}

fn contact(line: &mut Line<'_>) -> Option<Said> {
    let address = |cell| EmailAddress::parse(&parse::text(cell)?);
    let email = line.required("email", address);
    let name = line.optional("name", |cell| PersonName::parse(&parse::text(cell)?));
    let pec = line.optional("pec", address);
    let language = line.optional("language", |cell| {
        let text = parse::text(cell)?;
        Language::from_file_word(&text).ok_or_else(|| Invalid::new("", "language.unknown", &*text))
    });
    Some(Said::Contact {
        email: email?,
        name,
        pec,
        language: language.unwrap_or_default(),
    })
}

fn site(line: &mut Line<'_>) -> Option<Said> {
    let comune = line.required("comune", |cell| {
        let text = parse::text(cell)?;
        find_comune(&text).map_err(|error| error.into_invalid("", &text))
    });
    let address = line.optional("address", |cell| parse::short_text(cell, 200));
    Some(Said::Site {
        comune: comune?.code,
        address: address.unwrap_or_default(),
    })
}

fn tutor(line: &mut Line<'_>) -> Option<Said> {
    let name = line.required("name", |cell| PersonName::parse(&parse::text(cell)?));
    let years = line.optional("years", |cell| parse::whole(cell, 0, 60));
    let max_students = line.optional("max_students", |cell| parse::whole(cell, 1, 12));
    Some(Said::Tutor {
        name: name?,
        years,
        max_students,
    })
}
