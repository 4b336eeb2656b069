//! What the pages of companies say: fields, choices, values as people read them.

use crate::companies::import::{self, COLUMNS};
use crate::companies::model::CompanyFacts;
use crate::platform::sheets::Column;
use crate::platform::sheets::form::{Field, Fields, Group, Kind};
use crate::platform::texts::T;
use crate::vocabulary::firm::{Artisan, RiskClass};
use crate::vocabulary::text::Language;

/// The columns under each heading.
const GROUPS: [(&str, &[&str]); 4] = [
    (
        "companies-group-firm",
        &["vat_number", "name", "ateco", "ccnl", "artisan"],
    ),
    ("companies-group-people", &["staff", "skilled", "apprentices"]),
    (
        "companies-group-capacity",
        &["structural", "technical", "formative", "dvr_minors", "risk"],
    ),
    (
        "companies-group-contact",
        &["contact_name", "contact_email", "pec", "language"],
    ),
];

fn grouped(t: T, field: impl Fn(&'static Column) -> Field) -> Vec<Group> {
    GROUPS
        .into_iter()
        .map(|(title, keys)| Group {
            title: t.get(title),
            fields: keys
                .iter()
                .filter_map(|key| COLUMNS.iter().find(|column| column.key == *key))
                .map(&field)
                .collect(),
        })
        .collect()
}

/// The form.
pub(super) fn to_fill_in(t: T, fields: &Fields) -> Vec<Group> {
    grouped(t, |column| {
        Field::of(column, fields, kind(t, column.key), t.language())
    })
}

fn kind(t: T, key: &str) -> Kind {
    let undeclared = || (String::new(), t.get("companies-undeclared"));
    match key {
        "contact_email" | "pec" => Kind::Email,
        "structural" | "technical" | "formative" | "dvr_minors" => Kind::Choice(vec![
            undeclared(),
            ("sì".to_owned(), t.get("layout-yes")),
            ("no".to_owned(), t.get("layout-no")),
        ]),
        "artisan" => {
            let kinds = Artisan::ALL
                .iter()
                .map(|a| (a.file_word().to_owned(), artisan(t, *a)));
            Kind::Choice(kinds.collect())
        }
        "risk" => {
            let classes = RiskClass::ALL
                .iter()
                .map(|r| (r.file_word().to_owned(), risk(t, *r)));
            Kind::Choice(std::iter::once(undeclared()).chain(classes).collect())
        }
        "language" => Kind::Choice(
            Language::ALL
                .map(|l| (l.file_word().to_owned(), language(t, l)))
                .to_vec(),
        ),
        _ => Kind::Text,
    }
}

/// All that is known of the company, as people read it; what it has not said too.
pub(super) fn shown(t: T, facts: &CompanyFacts) -> Vec<Group> {
    let fields = Fields::of(COLUMNS, &import::row(facts));
    let yes_no = |value: Option<bool>| value.map(|yes| t.get(if yes { "layout-yes" } else { "layout-no" }));
    grouped(t, |column| {
        let mut field = Field::of(column, &fields, Kind::Text, t.language());
        let value = match column.key {
            "structural" => yes_no(facts.structural),
            "technical" => yes_no(facts.technical),
            "formative" => yes_no(facts.formative),
            "dvr_minors" => yes_no(facts.dvr_minors),
            "artisan" => Some(artisan(t, facts.artisan.unwrap_or_default())),
            "risk" => facts.risk.map(|class| risk(t, class)),
            "language" => Some(language(t, facts.language.unwrap_or_default())),
            _ => Some(field.value).filter(|value| !value.is_empty()),
        };
        field.value = value.unwrap_or_else(|| t.get("companies-undeclared"));
        field
    })
}

fn artisan(t: T, artisan: Artisan) -> String {
    t.get(&format!("companies-artisan-{}", artisan.as_str()))
}

fn risk(t: T, risk: RiskClass) -> String {
    t.get(&format!("companies-risk-{}", risk.as_str()))
}

fn language(t: T, language: Language) -> String {
    t.get(&format!("companies-language-{}", language.as_str()))
}
