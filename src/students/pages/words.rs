//! What the pages of students say: fields, choices, values as people read them.

use chrono::NaiveDate;

use crate::accounts::SchoolSite;
use crate::platform::sheets::Column;
use crate::platform::sheets::form::{Field, Fields, Group, Kind};
use crate::platform::texts::T;
use crate::students::import::{self, COLUMNS};
use crate::students::model::Student;
use crate::students::{Gap, Standing};
use crate::vocabulary::calendar::age_on;
use crate::vocabulary::geography::Transport;
use crate::vocabulary::pathway::Pathway;
use crate::vocabulary::repertory::figures;

/// The columns under each heading.
const GROUPS: [(&str, &[&str]); 5] = [
    (
        "students-group-who",
        &[
            "student_id",
            "school",
            "family_name",
            "given_name",
            "birth_date",
            "codice_fiscale",
        ],
    ),
    (
        "students-group-course",
        &[
            "figure",
            "indirizzo",
            "course_year",
            "pathway",
            "timetable_hours",
            "school_week_hours",
        ],
    ),
    (
        "students-group-journey",
        &[
            "residence",
            "transport",
            "max_minutes",
            "max_km",
            "available_from",
            "available_to",
            "accessible_site",
        ],
    ),
    (
        "students-group-wishes",
        &["wishes", "refuses", "employer_now", "competences"],
    ),
    (
        "students-group-contacts",
        &["email", "guardian_name", "guardian_email"],
    ),
];

/// The form's fields with what is known of the student.
pub(super) fn fields(student: &Student, sites: &[SchoolSite]) -> Fields {
    let site = student
        .site_id
        .and_then(|id| sites.iter().find(|site| site.id == id));
    Fields::of(COLUMNS, &import::row(&student.profile))
        .with("school", site.map_or("", |site| site.code.as_str()))
}

fn grouped(t: T, field: impl Fn(&'static Column) -> Option<Field>) -> Vec<Group> {
    GROUPS
        .into_iter()
        .map(|(title, keys)| Group {
            title: t.get(title),
            fields: keys
                .iter()
                .filter_map(|key| COLUMNS.iter().find(|column| column.key == *key))
                .filter_map(&field)
                .collect(),
        })
        .collect()
}

/// The form.
pub(super) fn to_fill_in(t: T, fields: &Fields, sites: &[SchoolSite]) -> Vec<Group> {
    grouped(t, |column| {
        if column.key == "school" && sites.is_empty() {
            return None;
        }
        Some(Field::of(
            column,
            fields,
            kind(t, column.key, sites),
            t.language(),
        ))
    })
}

fn kind(t: T, key: &str, sites: &[SchoolSite]) -> Kind {
    let empty = || (String::new(), "–".to_owned());
    match key {
        "birth_date" | "available_from" | "available_to" => Kind::Day,
        "email" | "guardian_email" => Kind::Email,
        "accessible_site" => Kind::Check,
        "school" => {
            let sites = sites.iter().map(|site| (site.code.clone(), site.name.clone()));
            Kind::Choice(std::iter::once(empty()).chain(sites).collect())
        }
        "figure" => {
            let figures = figures().iter().map(|figure| {
                let name = figure.name_it.to_owned();
                (name.clone(), name)
            });
            Kind::Choice(std::iter::once(empty()).chain(figures).collect())
        }
        "course_year" => {
            let years = (1..=4).map(|year: u8| (year.to_string(), year.to_string()));
            Kind::Choice(std::iter::once(empty()).chain(years).collect())
        }
        "pathway" => {
            let pathways = Pathway::ALL.map(|p| (p.file_word().to_owned(), pathway(t, p)));
            Kind::Choice(std::iter::once(empty()).chain(pathways).collect())
        }
        "transport" => Kind::Choice(
            Transport::ALL
                .map(|by| (by.file_word().to_owned(), transport(t, by)))
                .to_vec(),
        ),
        _ => Kind::Text,
    }
}

/// All that is known of the student, as people read it.
pub(super) fn shown(t: T, student: &Student, sites: &[SchoolSite], today: NaiveDate) -> Vec<Group> {
    let fields = fields(student, sites);
    let profile = &student.profile;
    grouped(t, |column| {
        let mut field = Field::of(column, &fields, Kind::Text, t.language());
        field.value = match column.key {
            "school" => sites
                .iter()
                .find(|site| Some(site.id) == student.site_id)
                .map(|site| site.name.clone())
                .unwrap_or_default(),
            "birth_date" => t.with(
                "students-born",
                [
                    ("day", t.date(profile.birth_date)),
                    ("n", age_on(profile.birth_date, today).to_string()),
                ],
            ),
            "available_from" => profile.available_from.map(|day| t.date(day)).unwrap_or_default(),
            "available_to" => profile.available_to.map(|day| t.date(day)).unwrap_or_default(),
            "pathway" => pathway(t, profile.pathway),
            "transport" => transport(t, profile.transport),
            "accessible_site" => t.get(if profile.accessible_site {
                "layout-yes"
            } else {
                "layout-no"
            }),
            "wishes" | "refuses" | "competences" => field.value.replace('|', ", "),
            _ => field.value,
        };
        Some(field)
    })
}

fn pathway(t: T, pathway: Pathway) -> String {
    t.get(&format!("vocabulary-pathway-{}", pathway.as_str()))
}

fn transport(t: T, transport: Transport) -> String {
    t.get(&format!("vocabulary-transport-{}", transport.as_str()))
}

/// "All of them" and then each.
fn to_filter(t: T, each: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    std::iter::once((String::new(), t.get("students-filter-all")))
        .chain(each)
        .collect()
}

pub(super) fn figures_to_filter(t: T) -> Vec<(String, String)> {
    let name =
        |figure: &crate::vocabulary::repertory::Figure| (figure.code.to_string(), figure.name_it.to_owned());
    to_filter(t, figures().iter().map(name))
}

pub(super) fn pathways_to_filter(t: T) -> Vec<(String, String)> {
    to_filter(
        t,
        Pathway::ALL
            .into_iter()
            .map(|p| (p.as_str().to_owned(), pathway(t, p))),
    )
}

pub(super) fn years_to_filter(t: T) -> Vec<(String, String)> {
    to_filter(t, (1..=4).map(|year: u8| (year.to_string(), year.to_string())))
}

pub(super) fn standings_to_filter(t: T) -> Vec<(String, String)> {
    let text = |standing: Standing| t.get(&format!("students-standing-{}", standing.as_str()));
    to_filter(
        t,
        Standing::ALL
            .into_iter()
            .map(|s| (s.as_str().to_owned(), text(s))),
    )
}

pub(super) fn gaps_to_filter(t: T) -> Vec<(String, String)> {
    let text = |gap: Gap| t.get(&format!("students-gap-{}", gap.as_str()));
    to_filter(
        t,
        Gap::ALL
            .into_iter()
            .map(|gap| (gap.as_str().to_owned(), text(gap))),
    )
}
