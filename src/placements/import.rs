//! The placements' file: its columns, how it is read, how it is written.

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::model::Offer;
use crate::platform::sheets::{
    Cell, Line, Mapping, Memo, Reading, Seen, Sheet, Table, headings, parse, read_rows,
};
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::geography::{Comune, comune, find_comune};
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{
    FigureCode, Indirizzo, figure, find_figure_and_indirizzo, find_indirizzo,
};
use crate::vocabulary::text::{Language, PersonName};
use crate::vocabulary::week::{DayMinute, WeekDays};

mod columns;
#[cfg(test)]
mod tests;

pub use columns::COLUMNS;

/// The longest code of a placement.
const MAX_KEY: usize = 64;

/// What the reader must know besides the file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// The day of the import: years of two digits are near it.
    pub today: NaiveDate,
}

impl Context {
    /// As of `today`.
    #[must_use]
    pub const fn on(today: NaiveDate) -> Context {
        Context { today }
    }
}

/// Reads the table. Codes besides those of [`parse`] and of the vocabulary: `placement.twice` ($first), `pathway.unknown`,
/// `placement.open_with.above_seats` ($seats), `period.reversed` ($from), `placement.days`, `placement.time`,
/// `placement.missing_for_apprenticeship`.
#[must_use]
pub fn read(table: &Table, mapping: &Mapping, context: &Context) -> Reading<Offer> {
    let mut reader = Reader {
        today: context.today,
        comuni: Memo::default(),
        figures: Memo::default(),
        keys: Seen::default(),
    };
    read_rows(COLUMNS, table, mapping, |line| reader.offer(line))
}

struct Reader {
    today: NaiveDate,
    comuni: Memo<&'static Comune>,
    figures: Memo<(FigureCode, Option<Indirizzo>)>,
    keys: Seen,
}

impl Reader {
    fn offer(&mut self, line: &mut Line<'_>) -> Option<Offer> {
        let key = line.required("placement_id", |cell| parse::key(cell, MAX_KEY));
        if let Some(key) = &key {
            self.keys.once(line, "placement_id", key, "placement.twice");
        }
        let vat_number = line.required("vat_number", |cell| VatNumber::parse(&parse::text(cell)?));
        let (figures, indirizzo) = self.figures(line);
        let pathway = line.required("pathway", |cell| {
            let text = parse::text(cell)?;
            Pathway::from_file_word(&text).ok_or_else(|| Invalid::new("", "pathway.unknown", &*text))
        });
        let seats = line.required("seats", |cell| parse::whole(cell, 1, 10_000));
        let open_with = line
            .optional("open_with", |cell| parse::whole(cell, 0, 10_000))
            .filter(|n| *n > 0);
        if let (Some(open_with), Some(seats)) = (open_with, seats)
            && open_with > seats
        {
            line.note(
                "open_with",
                Invalid::new("", "placement.open_with.above_seats", "").with("seats", seats),
            );
        }
        let comuni = &mut self.comuni;
        let site = line.required("site", |cell| {
            comuni.get(&parse::text(cell)?, |text| {
                find_comune(text).map_err(|e| e.into_invalid("", text))
            })
        });
        let address = line.optional("address", |cell| parse::short_text(cell, 200));
        let (start, end) = self.period(line);
        let week_minutes = line.required("week_hours", |cell| parse::hours(cell, 1, 84));
        let day_minutes = line
            .optional("day_hours", |cell| parse::hours(cell, 0, 24))
            .filter(|m| *m > 0);
        let days = line.optional("days", |cell| {
            let text = parse::text(cell)?;
            let days =
                WeekDays::from_file_word(&text.replace('|', ",")).filter(|days| *days != WeekDays::NONE);
            days.ok_or_else(|| Invalid::new("", "placement.days", &*text))
        });
        let from = line.optional("from", time);
        let to = line.optional("to", time);
        let internal_hours_year = line.optional("internal_hours_year", |cell| parse::whole(cell, 0, 2_000));
        let tutor = line.optional("tutor", |cell| PersonName::parse(&parse::text(cell)?));
        let tutor_max = line.optional("tutor_max", |cell| parse::whole(cell, 1, 100));
        let tutor_years = line.optional("tutor_years", |cell| parse::whole(cell, 0, 70));
        if pathway == Some(Pathway::Apprenticeship) {
            for key in ["internal_hours_year", "tutor", "tutor_years"] {
                if line.cell(key).is_empty() {
                    line.complain(key, "placement.missing_for_apprenticeship");
                }
            }
        }
        let hazardous = line.optional("hazardous", parse::yes_no);
        let derogation = line.optional("derogation", parse::yes_no);
        let accessible = line.optional("accessible", parse::yes_no);
        let min_age = line
            .optional("min_age", |cell| parse::whole(cell, 0, 99))
            .filter(|age| *age > 0);
        let licence = line.optional("licence", licence).flatten();
        let wants = line.optional("wants", parse::tags).unwrap_or_default();
        Some(Offer {
            key: key?,
            vat_number: vat_number?,
            figures: figures?,
            indirizzo,
            pathway: pathway?,
            seats: seats?,
            open_with,
            site: site?.code,
            address,
            start: start?,
            end: end?,
            week_minutes: week_minutes?,
            day_minutes,
            days,
            from,
            to,
            internal_hours_year,
            tutor,
            tutor_max,
            tutor_years,
            hazardous: hazardous.unwrap_or(false),
            derogation: derogation.unwrap_or(false),
            accessible: accessible.unwrap_or(false),
            min_age: min_age.and_then(|age| u8::try_from(age).ok()),
            licence,
            wants,
        })
    }

    fn period(&self, line: &mut Line<'_>) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let start = line.required("start", |cell| parse::date_around(cell, self.today));
        let end = line.required("end", |cell| parse::date_around(cell, self.today));
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            line.note(
                "end",
                Invalid::new("", "period.reversed", "").with("from", start.format("%d/%m/%Y")),
            );
        }
        (start, end)
    }

    /// The figures, each once; the indirizzo of the first of them that has it.
    fn figures(&mut self, line: &mut Line<'_>) -> (Option<Vec<FigureCode>>, Option<Indirizzo>) {
        let memo = &mut self.figures;
        let found = line.required("figure", |cell| {
            let mut figures: Vec<FigureCode> = Vec::new();
            let mut with = None;
            for part in parse::parts(&parse::list(cell)?, &['|', ';', '\n', '\r']) {
                let (figure, indirizzo) = memo.get(part, |text| {
                    find_figure_and_indirizzo(text).map_err(|e| e.into_invalid("", text))
                })?;
                with = with.or(indirizzo);
                if !figures.contains(&figure) {
                    figures.push(figure);
                }
            }
            if figures.is_empty() {
                Err(Invalid::new("", "figure.missing", ""))
            } else {
                Ok((figures, with))
            }
        });
        let Some((figures, with)) = found else {
            return (None, None);
        };
        let indirizzo = line.optional("indirizzo", |cell| {
            let text = parse::text(cell)?;
            let tried = figures.iter().map(|figure| find_indirizzo(*figure, &text));
            let mut failed = None;
            for result in tried {
                match result {
                    Ok(indirizzo) => return Ok(indirizzo),
                    Err(error) => failed = failed.or(Some(error)),
                }
            }
            Err(failed.map_or_else(
                || Invalid::new("", "indirizzo.unknown", &*text),
                |error| error.into_invalid_indirizzo("", &text),
            ))
        });
        (Some(figures), indirizzo.or(with))
    }
}

/// A time of the day: `8:30`, `08.30`, `8`, a time of a spreadsheet, or the part of a day that a number is.
fn time(cell: &Cell) -> Result<DayMinute, Invalid> {
    let minutes = match cell {
        Cell::Time(time) => u16::try_from(time.hour() * 60 + time.minute())
            .ok()
            .and_then(DayMinute::new),
        Cell::Number(number) if *number > 0.0 && *number < 1.0 => (number * 1440.0)
            .round()
            .to_string()
            .parse()
            .ok()
            .and_then(DayMinute::new),
        cell => DayMinute::from_file_word(&parse::text(cell)?),
    };
    minutes.ok_or_else(|| Invalid::new("", "placement.time", cell.shown()))
}

/// The licence that is needed; `no` is none.
fn licence(cell: &Cell) -> Result<Option<String>, Invalid> {
    let none = matches!(cell, Cell::Text(_) | Cell::Bool(_)) && parse::yes_no(cell) == Ok(false);
    let text = parse::short_text(cell, 40)?;
    Ok(
        (!none && !text.eq_ignore_ascii_case("nessuna") && !text.eq_ignore_ascii_case("none"))
            .then_some(text),
    )
}

/// The offer in the order of [`COLUMNS`], as [`read`] reads it.
#[must_use]
pub fn row(offer: &Offer) -> Vec<Cell> {
    let o = offer;
    let yes_no = |value: bool| Cell::text(if value { "sì" } else { "no" });
    let hours = |minutes: u32| Cell::Number(f64::from(minutes) / 60.0);
    let time = |at: DayMinute| match NaiveTime::from_hms_opt(
        u32::from(at.minutes() / 60),
        u32::from(at.minutes() % 60),
        0,
    ) {
        Some(time) => Cell::Time(time),
        None => Cell::Text(at.to_string()),
    };
    vec![
        Cell::text(&o.key),
        Cell::text(o.vat_number.as_str()),
        o.figures
            .iter()
            .map(|f| figure(*f).name_it)
            .collect::<Vec<_>>()
            .join("|")
            .into(),
        o.indirizzo.map(Indirizzo::name).into(),
        Cell::text(o.pathway.file_word()),
        o.seats.into(),
        o.open_with.into(),
        comune(o.site).map(Comune::file_name).into(),
        o.address.as_deref().into(),
        o.start.into(),
        o.end.into(),
        hours(o.week_minutes),
        o.day_minutes.map(hours).unwrap_or_default(),
        o.days.map(|days| days.to_string()).into(),
        o.from.map(time).unwrap_or_default(),
        o.to.map(time).unwrap_or_default(),
        o.internal_hours_year.into(),
        o.tutor.as_ref().map(PersonName::as_str).into(),
        o.tutor_max.into(),
        o.tutor_years.into(),
        yes_no(o.hazardous),
        yes_no(o.derogation),
        yes_no(o.accessible),
        o.min_age.into(),
        o.licence.as_deref().into(),
        o.wants.join("|").into(),
    ]
}

/// The offers as a sheet that [`read`] reads back.
pub fn sheet<'a>(offers: impl IntoIterator<Item = &'a Offer>, language: Language) -> Sheet {
    let name = match language {
        Language::Italian => "Posti",
        Language::English => "Placements",
    };
    Sheet {
        name: name.to_owned(),
        columns: headings(COLUMNS, language),
        rows: offers.into_iter().map(row).collect(),
    }
}
