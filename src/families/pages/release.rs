//! Before and after the release: what families will read, and how many of them read what.

use askama::Template;
use axum::http::StatusCode;

use crate::families::outcome::{self, Decision};
use crate::families::release::{self, NEXT_LENGTH, ReleaseForm};
use crate::families::store::{self, Filter};
use crate::matching::{self, Round, model::RoundState};
use crate::notifications::catalogue::School;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Mistakes, Page, Path, Visit, render, see_other_counting};
use crate::students;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{RoundId, StudentId};

/// What is shown before it is done.
#[derive(Template)]
#[template(path = "families/release.html")]
struct ReleasePage {
    page: Page,
    t: T,
    round: Round,
    school: School,
    /// Each decision's word and how many families read it.
    counts: Vec<(&'static str, usize)>,
    values: ReleaseForm,
    length: usize,
    mistakes: Mistakes,
}

const WORDS: [&str; 5] = ["accepted", "waiting", "searching", "unplaced", "not_asked"];

async fn page(visit: &Visit, round: RoundId, form: ReleaseForm, mistakes: Mistakes) -> Answer {
    let conn = visit.app.db.reader();
    let institution = visit.institution()?;
    let round = matching::get_round(conn, institution, round).await?;
    let asking = store::find_asking(conn, round.id)
        .await?
        .ok_or(Fault::Conflict("family.not_asked"))?;
    if round.state == RoundState::Draft {
        return Err(Fault::Conflict("family.not_published").into());
    }
    if asking.released_at.is_some() {
        return Err(Fault::Conflict("family.released").into());
    }
    let asked = store::list(conn, round.id, Filter::All, i64::MAX.unsigned_abs(), 0).await?;
    let asked: Vec<StudentId> = asked.into_iter().map(|line| StudentId(line.id)).collect();
    let students = students::by_ids(conn, institution, &asked).await?;
    let standing = outcome::standing(conn, &round, visit.now()).await?;
    let mut counts: Vec<(&'static str, usize)> = WORDS.map(|word| (word, 0)).to_vec();
    for id in students.keys() {
        let word = standing
            .get(id)
            .copied()
            .unwrap_or_else(|| Decision::NotAsked.as_str());
        if let Some((_, n)) = counts.iter_mut().find(|(known, _)| *known == word) {
            *n += 1;
        }
    }
    let status = if mistakes.any() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let name = crate::families::links::school_name(conn, &round).await?;
    let shown = ReleasePage {
        page: visit.page("families-release-title"),
        t: visit.t,
        school: asking.school(name),
        round,
        counts,
        values: form,
        length: NEXT_LENGTH,
        mistakes,
    };
    render(status, &shown)
}

pub(super) async fn preview(visit: Visit, Path(round): Path<RoundId>) -> Answer {
    let form = ReleaseForm {
        next_steps: visit.t.get("families-release-next-proposed"),
    };
    page(&visit, round, form, Mistakes::none()).await
}

pub(super) async fn release(
    visit: Visit,
    Path(round): Path<RoundId>,
    Form(form): Form<ReleaseForm>,
) -> Answer {
    match release::release(&visit.app, visit.actor()?, round, &form).await {
        Ok(mails) => Ok(see_other_counting(
            &format!("/rounds/{round}/families"),
            "families-released",
            i64::try_from(mails).unwrap_or(i64::MAX),
        )),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            page(&visit, round, form, mistakes).await
        }
    }
}
