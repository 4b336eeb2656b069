//! The students' file: its columns, how it is read, how it is written.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::model::{PlaceKey, Profile};
use crate::platform::sheets::{
    Cell, Line, Mapping, Memo, Reading, Seen, Sheet, Table, headings, parse, read_rows,
};
use crate::vocabulary::codes::{CodiceFiscale, VatNumber};
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::geography::{Comune, Transport, comune, find_comune};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{
    FigureCode, Indirizzo, figure, find_figure_and_indirizzo, find_indirizzo,
};
use crate::vocabulary::text::{EmailAddress, Language, PersonName, normalise_key};

mod cells;
mod columns;
#[cfg(test)]
mod tests;

use cells::{course_year, refuses, wishes};
pub use columns::COLUMNS;

/// The longest key of a student.
const MAX_KEY: usize = 64;

/// What the reader must know besides the file.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The day of the import: a birth date lies before it.
    pub today: NaiveDate,
    /// Codes and names by which schools and their sites are known, where that is checked.
    pub schools: Option<BTreeSet<String>>,
    /// There is more than one school: every row must say which. Where `schools` is none, the file itself shows whether.
    pub several_schools: bool,
}

impl Context {
    /// Of one school, as of `today`; what the file says of schools is not checked.
    #[must_use]
    pub const fn on(today: NaiveDate) -> Context {
        Context {
            today,
            schools: None,
            several_schools: false,
        }
    }
}

/// Reads the table. Codes besides those of [`parse`] and of the vocabulary: `student.key.twice` ($first), `student.codice_fiscale.twice` ($first), `student.codice_fiscale.birth_date` ($told), `student.birth_date.missing`,
/// `student.course_year`, `pathway.unknown`, `transport.unknown`, `period.reversed` ($from), `school.missing`,
/// `school.unknown`, `student.wishes.twice`, `student.wishes.refused`, `place.characters`.
#[must_use]
pub fn read(table: &Table, mapping: &Mapping, context: &Context) -> Reading<Profile> {
    let mut reader = Reader {
        context,
        several_schools: context.several_schools
            || (context.schools.is_none() && names_several(table, mapping)),
        comuni: Memo::default(),
        figures: Memo::default(),
        keys: Seen::default(),
        codes: Seen::default(),
    };
    read_rows(COLUMNS, table, mapping, |line| reader.profile(line))
}

/// Does the file name more than one school?
fn names_several(table: &Table, mapping: &Mapping) -> bool {
    let Some(at) = mapping.place("school") else {
        return false;
    };
    let mut names = table
        .rows
        .iter()
        .map(|row| normalise_key(&row.cell(at).shown()))
        .filter(|name| !name.is_empty());
    names
        .next()
        .is_some_and(|first| names.any(|other| other != first))
}

struct Reader<'a> {
    context: &'a Context,
    several_schools: bool,
    comuni: Memo<&'static Comune>,
    figures: Memo<(FigureCode, Option<Indirizzo>)>,
    keys: Seen,
    codes: Seen,
}

impl Reader<'_> {
    fn profile(&mut self, line: &mut Line<'_>) -> Option<Profile> {
        let key = line.required("student_id", |cell| parse::key(cell, MAX_KEY));
        let school = self.school(line);
        if let Some(key) = &key {
            let whole = format!(
                "{}\n{key}",
                school.as_deref().map(normalise_key).unwrap_or_default()
            );
            self.keys.once(line, "student_id", &whole, "student.key.twice");
        }
        let family_name = line.required("family_name", |cell| PersonName::parse(&parse::text(cell)?));
        let given_name = line.required("given_name", |cell| PersonName::parse(&parse::text(cell)?));
        let codice_fiscale =
            line.optional("codice_fiscale", |cell| CodiceFiscale::parse(&parse::text(cell)?));
        if let Some(code) = &codice_fiscale {
            self.codes.once(
                line,
                "codice_fiscale",
                code.as_str(),
                "student.codice_fiscale.twice",
            );
        }
        let birth_date = self.birth_date(line, codice_fiscale.as_ref());
        let residence = line.required("residence", |cell| {
            self.comuni.get(&parse::text(cell)?, |text| {
                find_comune(text).map_err(|e| e.into_invalid("", text))
            })
        });
        let (figure, indirizzo) = self.figure(line);
        let course_year = line.required("course_year", course_year);
        let pathway = line.required("pathway", |cell| {
            let text = parse::text(cell)?;
            Pathway::from_file_word(&text).ok_or_else(|| Invalid::new("", "pathway.unknown", &*text))
        });
        let timetable_hours = line.optional("timetable_hours", |cell| parse::whole(cell, 1, 3_000));
        let school_week_minutes = line.optional("school_week_hours", |cell| parse::hours(cell, 0, 60));
        let day = |cell| parse::date_around(cell, self.context.today);
        let available_from = line.optional("available_from", day);
        let available_to = line.optional("available_to", day);
        if let (Some(from), Some(to)) = (available_from, available_to)
            && to < from
        {
            line.note(
                "available_to",
                Invalid::new("", "period.reversed", "").with("from", from.format("%d/%m/%Y")),
            );
        }
        let max_minutes = line.optional("max_minutes", |cell| parse::minutes(cell, 1, 600));
        let max_metres = line.optional("max_km", |cell| parse::kilometres(cell, 0, 1_000));
        let transport = line.optional("transport", |cell| {
            let text = parse::text(cell)?;
            Transport::from_file_word(&text).ok_or_else(|| Invalid::new("", "transport.unknown", &*text))
        });
        let accessible_site = line.optional("accessible_site", parse::yes_no).unwrap_or(false);
        let wishes = line.optional("wishes", wishes).unwrap_or_default();
        let refuses = line.optional("refuses", refuses).unwrap_or_default();
        if let Some(both) = wishes.iter().flatten().find(|wish| refuses.contains(wish)) {
            line.note(
                "wishes",
                Invalid::new("", "student.wishes.refused", written(both)).with("place", written(both)),
            );
        }
        let employer_now = line.optional("employer_now", |cell| VatNumber::parse(&parse::text(cell)?));
        let competences = line.optional("competences", parse::tags).unwrap_or_default();
        let mail = |cell| EmailAddress::parse(&parse::text(cell)?);
        let email = line.optional("email", mail);
        let guardian_name = line.optional("guardian_name", |cell| PersonName::parse(&parse::text(cell)?));
        let guardian_email = line.optional("guardian_email", mail);
        Some(Profile {
            key: key?,
            school,
            family_name: family_name?,
            given_name: given_name?,
            codice_fiscale,
            birth_date: birth_date?,
            residence: residence?.code,
            figure: figure?,
            indirizzo,
            course_year: course_year?,
            pathway: pathway?,
            timetable_hours: timetable_hours.and_then(|h| u16::try_from(h).ok()),
            school_week_minutes: school_week_minutes.and_then(|m| u16::try_from(m).ok()),
            available_from,
            available_to,
            max_minutes: max_minutes.and_then(|m| u16::try_from(m).ok()),
            max_metres,
            transport: transport.unwrap_or_default(),
            accessible_site,
            wishes,
            refuses,
            employer_now,
            competences,
            email,
            guardian_name,
            guardian_email,
        })
    }

    fn past(&self, years: u32) -> NaiveDate {
        self.context
            .today
            .checked_sub_months(Months::new(12 * years))
            .unwrap_or(NaiveDate::MIN)
    }

    fn school(&self, line: &mut Line<'_>) -> Option<String> {
        let school = line.optional("school", |cell| {
            let text = parse::short_text(cell, 200)?;
            match &self.context.schools {
                Some(known) if !known.contains(&normalise_key(&text)) => {
                    Err(Invalid::new("", "school.unknown", text))
                }
                _ => Ok(text),
            }
        });
        if self.several_schools && line.cell("school").is_empty() {
            line.complain("school", "school.missing");
        }
        school
    }

    /// The birth date of the file, which must agree with the codice fiscale; or the code's own.
    fn birth_date(&self, line: &mut Line<'_>, code: Option<&CodiceFiscale>) -> Option<NaiveDate> {
        // From 10 to 60 years: nobody else is a student here, and a year of two digits is clear.
        let (first, last) = (self.past(60), self.past(10));
        let given = line.optional("birth_date", |cell| parse::date_within(cell, first, last));
        if let (Some(given), Some(code)) = (given, code)
            && !code.agrees_with(given)
        {
            let told = code
                .birth_date(last)
                .map(|day| day.format("%d/%m/%Y").to_string())
                .unwrap_or_default();
            line.note(
                "birth_date",
                Invalid::new("", "student.codice_fiscale.birth_date", "").with("told", told),
            );
        }
        if given.is_none() && line.cell("birth_date").is_empty() {
            let told = code.and_then(|code| code.birth_date(last));
            if told.is_none() && line.cell("codice_fiscale").is_empty() {
                line.complain("birth_date", "student.birth_date.missing");
            }
            return told;
        }
        given
    }

    fn figure(&mut self, line: &mut Line<'_>) -> (Option<FigureCode>, Option<Indirizzo>) {
        let figures = &mut self.figures;
        let found = line.required("figure", |cell| {
            figures.get(&parse::text(cell)?, |text| {
                find_figure_and_indirizzo(text).map_err(|e| e.into_invalid("", text))
            })
        });
        let Some((figure, with)) = found else {
            return (None, None);
        };
        let indirizzo = line.optional("indirizzo", |cell| {
            let text = parse::text(cell)?;
            find_indirizzo(figure, &text).map_err(|e| e.into_invalid_indirizzo("", &text))
        });
        (Some(figure), indirizzo.or(with))
    }
}

fn written(key: &PlaceKey) -> &str {
    match key {
        PlaceKey::Company(vat) => vat.as_str(),
        PlaceKey::Placement(key) => key,
    }
}

/// The profile in the order of [`COLUMNS`], as [`read`] reads it.
#[must_use]
pub fn row(profile: &Profile) -> Vec<Cell> {
    let p = profile;
    let hours = |minutes: u16| f64::from(minutes) / 60.0;
    let text = |text: &str| Cell::text(text);
    let keys = |keys: &[PlaceKey], sign: &str| keys.iter().map(written).collect::<Vec<_>>().join(sign);
    let tiers = p
        .wishes
        .iter()
        .map(|tier| keys(tier, "="))
        .collect::<Vec<_>>()
        .join("|");
    vec![
        text(&p.key),
        p.school.as_deref().into(),
        text(p.family_name.as_str()),
        text(p.given_name.as_str()),
        p.codice_fiscale.as_ref().map(CodiceFiscale::as_str).into(),
        p.birth_date.into(),
        comune(p.residence).map(Comune::file_name).into(),
        text(figure(p.figure).name_it),
        p.indirizzo.map(Indirizzo::name).into(),
        p.course_year.into(),
        text(p.pathway.file_word()),
        p.timetable_hours.into(),
        p.school_week_minutes.map(hours).into(),
        p.available_from.into(),
        p.available_to.into(),
        p.max_minutes.into(),
        p.max_metres.map(|metres| f64::from(metres) / 1000.0).into(),
        text(p.transport.file_word()),
        text(if p.accessible_site { "sì" } else { "no" }),
        tiers.into(),
        keys(&p.refuses, "|").into(),
        p.employer_now.as_ref().map(VatNumber::as_str).into(),
        p.competences.join("|").into(),
        p.email.as_ref().map(EmailAddress::as_str).into(),
        p.guardian_name.as_ref().map(PersonName::as_str).into(),
        p.guardian_email.as_ref().map(EmailAddress::as_str).into(),
    ]
}

/// The profiles as a sheet that [`read`] reads back.
pub fn sheet<'a>(profiles: impl IntoIterator<Item = &'a Profile>, language: Language) -> Sheet {
    let name = match language {
        Language::Italian => "Studenti",
        Language::English => "Students",
    };
    Sheet {
        name: name.to_owned(),
        columns: headings(COLUMNS, language),
        rows: profiles.into_iter().map(row).collect(),
    }
}
