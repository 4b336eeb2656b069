//! The companies' file: its columns, how it is read, how it is written.

use super::model::CompanyFacts;
use crate::platform::sheets::{Cell, Line, Mapping, Reading, Seen, Sheet, Table, headings, parse, read_rows};
use crate::vocabulary::codes::{Ateco, AtecoYear, VatNumber};
use crate::vocabulary::fault::Invalid;
use crate::vocabulary::firm::{Artisan, RiskClass};
use crate::vocabulary::text::{EmailAddress, Language, PersonName, normalise_key};

mod columns;
#[cfg(test)]
mod tests;

pub use columns::COLUMNS;

/// What the reader must know besides the file: nothing so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context;

/// Reads the table. Codes besides those of [`parse`] and of the vocabulary: `company.twice` ($first), `company.artisan.which`,
/// `company.artisan.unknown`, `company.risk.unknown`, `company.skilled.above_staff` ($staff), `language.unknown`.
#[must_use]
pub fn read(table: &Table, mapping: &Mapping, _context: &Context) -> Reading<CompanyFacts> {
    let mut keys = Seen::default();
    read_rows(COLUMNS, table, mapping, |line| facts(line, &mut keys))
}

fn facts(line: &mut Line<'_>, keys: &mut Seen) -> Option<CompanyFacts> {
    const MOST: u32 = 1_000_000;
    let vat_number = line.required("vat_number", |cell| VatNumber::parse(&parse::text(cell)?));
    if let Some(vat) = &vat_number {
        keys.once(line, "vat_number", vat.as_str(), "company.twice");
    }
    let name = line.required("name", |cell| parse::short_text(cell, 200));
    // A column may say for all its cells by which year's list they speak.
    let year = AtecoYear::named_in(line.called("ateco"));
    let ateco = line.optional("ateco", |cell| Ok(Ateco::parse(&parse::text(cell)?)?.of(year)));
    let ccnl = line.optional("ccnl", |cell| parse::short_text(cell, 200));
    let staff = line.optional("staff", |cell| parse::whole(cell, 0, MOST));
    let skilled = line.optional("skilled", |cell| parse::whole(cell, 0, MOST));
    let apprentices = line.optional("apprentices", |cell| parse::whole(cell, 0, MOST));
    if let (Some(staff), Some(skilled)) = (staff, skilled)
        && skilled > staff
    {
        line.note(
            "skilled",
            Invalid::new("", "company.skilled.above_staff", "").with("staff", staff),
        );
    }
    let artisan = line.optional("artisan", artisan);
    let structural = line.optional("structural", parse::yes_no);
    let technical = line.optional("technical", parse::yes_no);
    let formative = line.optional("formative", parse::yes_no);
    let dvr_minors = line.optional("dvr_minors", parse::yes_no);
    let risk = line.optional("risk", risk);
    let contact_name = line.optional("contact_name", |cell| PersonName::parse(&parse::text(cell)?));
    let contact_email = line.required("contact_email", |cell| EmailAddress::parse(&parse::text(cell)?));
    let pec = line.optional("pec", |cell| EmailAddress::parse(&parse::text(cell)?));
    let language = line.optional("language", |cell| {
        let text = parse::text(cell)?;
        Language::from_file_word(&text).ok_or_else(|| Invalid::new("", "language.unknown", &*text))
    });
    Some(CompanyFacts {
        vat_number: vat_number?,
        name: name?,
        ateco,
        ccnl,
        staff,
        skilled,
        apprentices,
        artisan,
        structural,
        technical,
        formative,
        dvr_minors,
        risk,
        contact_name,
        contact_email: contact_email?,
        pec,
        language,
    })
}

/// The columns that a company which offers an apprenticeship must have filled and has not (D.Lgs. 81/2015 art. 42(7), D.M.
/// 12/10/2015 art. 3): a file of companies alone cannot tell which those are.
#[must_use]
pub fn missing_for_apprenticeship(facts: &CompanyFacts) -> Vec<&'static str> {
    let filled = [
        ("staff", facts.staff.is_some()),
        ("skilled", facts.skilled.is_some()),
        ("apprentices", facts.apprentices.is_some()),
        ("structural", facts.structural.is_some()),
        ("technical", facts.technical.is_some()),
        ("formative", facts.formative.is_some()),
    ];
    filled
        .into_iter()
        .filter(|(_, filled)| !filled)
        .map(|(key, _)| key)
        .collect()
}

fn artisan(cell: &Cell) -> Result<Artisan, Invalid> {
    if let Ok(value) = parse::yes_no(cell) {
        return if value {
            Err(Invalid::new("", "company.artisan.which", cell.shown()))
        } else {
            Ok(Artisan::No)
        };
    }
    let text = parse::text(cell)?;
    Artisan::from_file_word(&text).ok_or_else(|| {
        let bare = matches!(normalise_key(&text).as_str(), "artigiana" | "artigiano");
        let code = if bare {
            "company.artisan.which"
        } else {
            "company.artisan.unknown"
        };
        Invalid::new("", code, &*text)
    })
}

fn risk(cell: &Cell) -> Result<RiskClass, Invalid> {
    let text = parse::text(cell)?;
    let key = normalise_key(&text);
    let word = key.strip_prefix("rischio").unwrap_or(&key);
    Ok(match word {
        "basso" | "bassa" | "low" | "b" | "1" => RiskClass::Low,
        "medio" | "media" | "medium" | "m" | "2" => RiskClass::Medium,
        "alto" | "alta" | "high" | "a" | "3" => RiskClass::High,
        _ => return Err(Invalid::new("", "company.risk.unknown", text)),
    })
}

/// The facts in the order of [`COLUMNS`], as [`read`] reads them.
#[must_use]
pub fn row(facts: &CompanyFacts) -> Vec<Cell> {
    let yes_no = |value: Option<bool>| Cell::from(value.map(|v| if v { "sì" } else { "no" }));
    let f = facts;
    vec![
        Cell::text(f.vat_number.as_str()),
        Cell::text(&f.name),
        f.ateco.as_ref().map(Ateco::as_str).into(),
        f.ccnl.as_deref().into(),
        f.staff.into(),
        f.skilled.into(),
        f.apprentices.into(),
        f.artisan.map(Artisan::file_word).into(),
        yes_no(f.structural),
        yes_no(f.technical),
        yes_no(f.formative),
        yes_no(f.dvr_minors),
        f.risk.map(RiskClass::file_word).into(),
        f.contact_name.as_ref().map(PersonName::as_str).into(),
        Cell::text(f.contact_email.as_str()),
        f.pec.as_ref().map(EmailAddress::as_str).into(),
        f.language.map(Language::file_word).into(),
    ]
}

/// The companies as a sheet that [`read`] reads back.
pub fn sheet<'a>(companies: impl IntoIterator<Item = &'a CompanyFacts>, language: Language) -> Sheet {
    let name = match language {
        Language::Italian => "Aziende",
        Language::English => "Companies",
    };
    Sheet {
        name: name.to_owned(),
        columns: headings(COLUMNS, language),
        rows: companies.into_iter().map(row).collect(),
    }
}
