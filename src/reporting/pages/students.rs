//! The list behind a number, for the school whose students they are.

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::platform::texts::T;
use crate::platform::web::{Answer, Page, Pager, Query, Visit, render};
use crate::reporting::cube::Dimension;
use crate::reporting::model::{StudentState, figure_value};
use crate::reporting::store::{self, Person};
use crate::reporting::view::{self, Asked};
use crate::reporting::words;
use crate::vocabulary::calendar::SchoolYear;
use crate::vocabulary::geography::comune;
use crate::vocabulary::repertory::figure;

/// Lines to a page.
const LINES: u64 = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Listed {
    year: String,
    only: String,
    and: String,
    state: String,
}

struct Student {
    id: String,
    key: String,
    name: String,
    comune: String,
    figure: &'static str,
    state: String,
}

#[derive(Template)]
#[template(path = "reporting/students.html")]
struct Students {
    page: Page,
    t: T,
    what: String,
    back: String,
    students: Vec<Student>,
    pager: Pager,
}

pub(super) async fn students(visit: Visit, Query(sought): Query<Listed>) -> Answer {
    let t = visit.t;
    let people = store::people(visit.app.db.reader(), visit.institution()?).await?;
    let groups: Vec<(Dimension, u16)> = [&sought.only, &sought.and]
        .into_iter()
        .filter_map(|word| view::read_group(word))
        .collect();
    let year = sought
        .year
        .parse()
        .ok()
        .map_or(SchoolYear::of(visit.today()), SchoolYear);
    let state = StudentState::from_word(&sought.state);
    let wanted = |person: &&Person| {
        let unit = [
            person.fact.province as u16,
            figure_value(person.fact.figure),
            0,
            person.fact.state as u16,
        ];
        person.fact.year == year
            && state.is_none_or(|state| person.fact.state == state)
            && groups
                .iter()
                .all(|(dimension, value)| unit[*dimension as usize] == *value)
    };
    let found: Vec<&Person> = people.iter().filter(wanted).collect();
    let pager = Pager::of(&visit, LINES, found.len() as u64);
    let first = usize::try_from(pager.offset()).unwrap_or(0);
    let students = found
        .iter()
        .skip(first)
        .take(usize::try_from(LINES).unwrap_or(0))
        .map(|person| Student {
            id: person.id.to_string(),
            key: person.key.clone(),
            name: format!("{} {}", person.family_name, person.given_name),
            comune: comune(person.residence).map_or_else(String::new, ToString::to_string),
            figure: figure(person.fact.figure).name_it,
            state: t.get(&format!("reporting-term-{}", person.fact.state.as_str())),
        });
    let mut what: Vec<String> = groups.iter().map(|group| words::group(t, *group)).collect();
    what.extend(state.map(|state| t.get(&format!("reporting-term-{}", state.as_str()))));
    what.push(year.to_string());
    let page = Students {
        page: visit.page("reporting-students-title"),
        t,
        what: what.join(" · "),
        back: format!(
            "/reporting?{}",
            Asked {
                year,
                only: groups.first().copied()
            }
            .query()
        ),
        students: students.collect(),
        pager,
    };
    render(StatusCode::OK, &page)
}
