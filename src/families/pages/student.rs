//! A school and one family: its links, what it changed and how to take that back, what it agreed to.

use std::collections::HashSet;

use askama::Template;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::privacy::{Decided, Point, points};
use super::words::{self, Change};
use crate::accounts::{self, By};
use crate::families::model::{Speaker, is_adult};
use crate::families::places;
use crate::families::store::{self, Link, Notice};
use crate::families::{answers, ask, consents};
use crate::matching;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Page, Path, Visit, render, see_other, see_other_saying};
use crate::students;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, FamilyAnswerId, RoundId, StudentId};

/// What the family said once.
struct Said {
    id: FamilyAnswerId,
    round: String,
    by: &'static str,
    at: DateTime<Utc>,
    changes: Vec<Change>,
    undone_at: Option<DateTime<Utc>>,
    undone_by: String,
}

/// A link of the family, and to which round.
struct Sent {
    link: Link,
    round: String,
}

#[derive(Template)]
#[template(path = "families/student.html")]
struct StudentPage {
    page: Page,
    t: T,
    id: StudentId,
    adult: bool,
    links: Vec<Sent>,
    /// Rounds for which a sheet can be printed.
    rounds: Vec<(RoundId, String)>,
    said: Vec<Said>,
    points: Vec<Point>,
    notices: Vec<Notice>,
}

pub(super) async fn show(visit: Visit, Path(id): Path<StudentId>) -> Answer {
    let (conn, school, t) = (visit.app.db.reader(), visit.institution()?, visit.t);
    let student = students::get(conn, school, id).await?;
    let rounds = matching::list_rounds(conn, school).await?;
    let name_of = |id: RoundId| {
        let round = rounds.iter().find(|round| round.id == id);
        round.map_or_else(String::new, |round| round.name.clone())
    };
    let answers = store::answers_of(conn, id).await?;
    let who: HashSet<AccountId> = answers.iter().filter_map(|answer| answer.undone_by).collect();
    let names = accounts::account_names(conn, &who).await?;
    let mut said = Vec::new();
    for answer in answers {
        // Places are named as the round of the answer offers them.
        let round = rounds.iter().find(|round| round.id == answer.round);
        let options = match round {
            Some(round) => places::options(conn, &student, round).await?,
            None => Vec::new(),
        };
        said.push(Said {
            id: answer.id,
            round: name_of(answer.round),
            by: answer.by.as_str(),
            at: answer.at,
            changes: words::changes(t, &answer.before, &answer.after, &options),
            undone_at: answer.undone_at,
            undone_by: answer
                .undone_by
                .and_then(|id| names.get(&id).cloned())
                .unwrap_or_default(),
        });
    }
    let links = store::links_of_student(conn, id).await?;
    let consents = store::consents_of(conn, id).await?;
    let profile = &student.profile;
    let shown = StudentPage {
        page: visit.page_titled(t.with(
            "families-student-title",
            [("name", format!("{} {}", profile.family_name, profile.given_name))],
        )),
        t,
        id,
        adult: is_adult(profile, visit.today()),
        links: links
            .into_iter()
            .map(|link| Sent {
                round: name_of(link.round),
                link,
            })
            .collect(),
        rounds: store::open_rounds(conn, school, visit.now()).await?,
        said,
        points: points(&consents),
        notices: store::notices_of(conn, id).await?,
    };
    render(StatusCode::OK, &shown)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Paper {
    round: String,
}

/// Makes a link for a sheet of paper, and shows the sheet.
pub(super) async fn paper(visit: Visit, Path(id): Path<StudentId>, Form(paper): Form<Paper>) -> Answer {
    let round: RoundId = paper.round.parse().map_err(|_| Fault::NotFound("round"))?;
    ask::paper(&visit.app, visit.actor()?, id, round).await?;
    Ok(see_other(&format!(
        "/rounds/{round}/families/sheets?student={id}"
    )))
}

/// The school writes down a yes or a no that it has on paper.
pub(super) async fn decide(visit: Visit, Path(id): Path<StudentId>, Form(decided): Form<Decided>) -> Answer {
    let school = visit.institution()?;
    let student = students::get(visit.app.db.reader(), school, id).await?;
    let speaker = if is_adult(&student.profile, visit.today()) {
        Speaker::Student
    } else {
        Speaker::Guardian
    };
    let by = By::Account(visit.actor()?.account_id);
    consents::set(&visit.app, by, school, id, speaker, decided.read()?).await?;
    Ok(see_other_saying(
        &format!("/students/{id}/family"),
        "families-consent-recorded",
    ))
}

pub(super) async fn undo(visit: Visit, Path((id, answer)): Path<(StudentId, FamilyAnswerId)>) -> Answer {
    answers::undo(&visit.app, visit.actor()?, id, answer).await?;
    Ok(see_other_saying(
        &format!("/students/{id}/family"),
        "families-undone",
    ))
}
