//! What the pages of placements say: fields, choices, values as people read them.

use crate::placements::import::{self, COLUMNS};
use crate::placements::model::Offer;
use crate::platform::sheets::form::{Field, Fields, Group, Kind};
use crate::platform::sheets::{Cell, Column, parse};
use crate::platform::texts::T;
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::{Figure, figures};

/// The columns under each heading.
const GROUPS: [(&str, &[&str]); 5] = [
    (
        "placements-group-what",
        &[
            "placement_id",
            "vat_number",
            "figure",
            "indirizzo",
            "pathway",
            "seats",
            "open_with",
        ],
    ),
    ("placements-group-where", &["site", "address", "accessible"]),
    (
        "placements-group-when",
        &["start", "end", "week_hours", "day_hours", "days", "from", "to"],
    ),
    (
        "placements-group-training",
        &["internal_hours_year", "tutor", "tutor_max", "tutor_years"],
    ),
    (
        "placements-group-limits",
        &["hazardous", "derogation", "min_age", "licence", "wants"],
    ),
];

/// The columns that a company fills in: code and VAT number are known.
const OFFERED: [(&str, &[&str]); 4] = [
    (
        "placements-group-what",
        &["figure", "indirizzo", "pathway", "seats", "open_with"],
    ),
    ("placements-group-where", &["site", "address", "accessible"]),
    (
        "placements-group-when",
        &["start", "end", "week_hours", "day_hours", "days", "from", "to"],
    ),
    (
        "placements-group-training",
        &[
            "internal_hours_year",
            "tutor",
            "tutor_max",
            "tutor_years",
            "hazardous",
            "derogation",
            "min_age",
            "licence",
            "wants",
        ],
    ),
];

/// What a company is not asked for: it sees these columns where they say something, so that nothing is lost of a place that it
/// starts from. Each with the column that brings it up besides its own value.
const SELDOM: [(&str, Option<&str>); 4] = [
    ("indirizzo", None),
    ("open_with", None),
    ("tutor_max", None),
    ("derogation", Some("hazardous")),
];

/// Does a company see this column of its place?
fn is_offered(key: &str, fields: &Fields) -> bool {
    let says = |key: &str| {
        let value = fields.get(key);
        !value.is_empty() && parse::yes_no(&Cell::text(value)) != Ok(false)
    };
    match SELDOM.iter().find(|(seldom, _)| *seldom == key) {
        Some((_, with)) => says(key) || with.is_some_and(says),
        None => OFFERED.iter().any(|(_, keys)| keys.contains(&key)),
    }
}

type Headed = (&'static str, &'static [&'static str]);

fn grouped(t: T, field: impl Fn(&'static Column) -> Field) -> Vec<Group> {
    under(&GROUPS, t, field)
}

fn under(groups: &[Headed], t: T, field: impl Fn(&'static Column) -> Field) -> Vec<Group> {
    groups
        .iter()
        .map(|&(title, keys)| Group {
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

/// The form for a company, which chooses the figure from a list.
pub(crate) fn to_offer(t: T, fields: &Fields) -> Vec<Group> {
    let groups = under(&OFFERED, t, |column| {
        let kind = match column.key {
            "figure" => figures_to_choose(fields.get("figure")),
            key => kind(t, key),
        };
        Field::of(column, fields, kind, t.language())
    });
    seen_by_company(groups, fields)
}

/// Every figure by its official name; what stands there already, too: an old place may fit several.
fn figures_to_choose(now: &str) -> Kind {
    let named = |name: &str| (name.to_owned(), name.to_owned());
    let mut options = vec![(String::new(), "–".to_owned())];
    if !now.is_empty() && figures().iter().all(|figure| figure.name_it != now) {
        options.push((now.to_owned(), now.replace('|', ", ")));
    }
    options.extend(figures().iter().map(|figure| named(figure.name_it)));
    Kind::Choice(options)
}

/// What a company offers, as people read it.
pub(crate) fn offered(t: T, offer: &Offer) -> Vec<Group> {
    let fields = Fields::of(COLUMNS, &import::row(offer));
    seen_by_company(shown(t, offer), &fields)
}

/// The same groups without what a company does not see.
fn seen_by_company(mut groups: Vec<Group>, fields: &Fields) -> Vec<Group> {
    for group in &mut groups {
        group.fields.retain(|field| is_offered(field.key, fields));
    }
    groups.retain(|group| !group.fields.is_empty());
    groups
}

fn kind(t: T, key: &str) -> Kind {
    match key {
        "start" | "end" => Kind::Day,
        "hazardous" | "derogation" | "accessible" => Kind::Check,
        "pathway" => {
            let pathways = Pathway::ALL.map(|p| (p.file_word().to_owned(), pathway(t, p)));
            let empty = (String::new(), "–".to_owned());
            Kind::Choice(std::iter::once(empty).chain(pathways).collect())
        }
        _ => Kind::Text,
    }
}

/// All that is known of the placement, as people read it.
pub(super) fn shown(t: T, offer: &Offer) -> Vec<Group> {
    let fields = Fields::of(COLUMNS, &import::row(offer));
    let yes_no = |yes: bool| t.get(if yes { "layout-yes" } else { "layout-no" });
    grouped(t, |column| {
        let mut field = Field::of(column, &fields, Kind::Text, t.language());
        field.value = match column.key {
            "start" => t.date(offer.start),
            "end" => t.date(offer.end),
            "pathway" => pathway(t, offer.pathway),
            "accessible" => yes_no(offer.accessible),
            "hazardous" => yes_no(offer.hazardous),
            "derogation" => yes_no(offer.derogation),
            "figure" | "wants" => field.value.replace('|', ", "),
            _ => field.value,
        };
        field
    })
}

fn pathway(t: T, pathway: Pathway) -> String {
    t.get(&format!("vocabulary-pathway-{}", pathway.as_str()))
}

/// "All of them" and then each.
fn to_filter(t: T, each: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), t.get("placements-filter-all")))
        .chain(each)
        .collect()
}

pub(super) fn figures_to_filter(t: T) -> Vec<(String, String)> {
    let name = |figure: &Figure| (figure.code.to_string(), figure.name_it.to_owned());
    to_filter(t, figures().iter().map(name))
}

pub(super) fn pathways_to_filter(t: T) -> Vec<(String, String)> {
    let word = |p: Pathway| (p.as_str().to_owned(), pathway(t, p));
    to_filter(t, Pathway::ALL.into_iter().map(word))
}
