//! What a school sees and does: the look before publishing, publishing, the list of answers, taking one back.

use askama::Template;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::tasks;
use crate::matching;
use crate::platform::web::{
    Answer, Form, Page, Pager, Path, Query, Visit, render, see_other, see_other_counting, see_other_saying,
};
use crate::proposals::lists::{self, Filter, Line};
use crate::proposals::model::State;
use crate::proposals::preview::{self as looking, Preview, PreviewedMail};
use crate::proposals::{answers, hold, store, views};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{CompanyId, ProposalId, RoundId, RunId};

/// Lines to a page.
const PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "proposals/list.html")]
struct ListPage {
    page: Page,
    round: Option<(Uuid, String)>,
    chosen: String,
    base: String,
    /// Only those that are about to expire.
    due: bool,
    counts: Vec<(State, u64)>,
    lines: Vec<Line>,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "proposals/withdraw.html")]
struct WithdrawPage {
    page: Page,
    id: Uuid,
    round: Uuid,
}

#[derive(Template)]
#[template(path = "proposals/preview.html")]
struct PreviewPage {
    page: Page,
    round_id: Uuid,
    run_id: Uuid,
    preview: Preview,
}

impl PreviewPage {
    /// Companies that no mail will reach.
    fn unreachable(&self) -> usize {
        self.preview
            .companies
            .iter()
            .filter(|company| company.mail.is_none() || company.mail_problem)
            .count()
    }

    fn mails(&self) -> usize {
        self.preview
            .companies
            .iter()
            .filter(|company| company.mail.is_some())
            .count()
            + self.preview.school.len()
    }
}

#[derive(Template)]
#[template(path = "proposals/preview_mail.html")]
struct PreviewMailPage {
    page: Page,
    round_id: Uuid,
    company: Uuid,
    mail: PreviewedMail,
}

#[derive(Deserialize)]
pub(super) struct ListQuery {
    #[serde(default)]
    round: String,
    #[serde(default)]
    state: String,
    /// `soon`: those that nobody can answer after tomorrow.
    #[serde(default)]
    due: String,
}

pub(super) async fn list(visit: Visit, Query(query): Query<ListQuery>) -> Answer {
    let school = visit.institution()?;
    let conn = visit.app.db.reader();
    let round = match query.round.parse::<Uuid>() {
        Ok(id) => Some(views::get_round(conn, school, RoundId(id)).await?),
        Err(_) => None,
    };
    let round_id = round.as_ref().map(|round| RoundId(round.id));
    let filter = Filter {
        round: round_id,
        state: State::from_stored(&query.state),
        due: (query.due == "soon").then(|| tasks::soon(&visit)),
    };
    let counts = lists::count_by_state(conn, school, filter).await?;
    let total = match filter.state {
        Some(state) => counts.iter().find(|(s, _)| *s == state).map_or(0, |(_, n)| *n),
        None => counts.iter().map(|(_, n)| n).sum(),
    };
    let pager = Pager::of(&visit, PAGE, total);
    let lines = lists::list(conn, school, filter, pager.limit(), pager.offset()).await?;
    let page = ListPage {
        page: visit.page("proposals-list-title"),
        base: round_id.map_or_else(
            || "/proposals?".to_owned(),
            |id| format!("/proposals?round={id}&"),
        ),
        due: filter.due.is_some(),
        round: round.map(|round| (round.id, round.name)),
        chosen: filter.state.map_or("", State::as_str).to_owned(),
        counts,
        lines,
        pager,
    };
    render(StatusCode::OK, &page)
}

/// The round of a proposal of this school that can still be taken back.
async fn round_of(visit: &Visit, id: Uuid) -> Result<Uuid, Fault> {
    let school = visit.institution()?;
    let proposal = store::find(visit.app.db.reader(), ProposalId(id)).await?;
    let proposal = proposal
        .filter(|p| p.facts.institution_id == school)
        .ok_or(Fault::NotFound("proposal"))?;
    if proposal.state == State::Sent {
        Ok(proposal.facts.round_id.0)
    } else {
        Err(Fault::Conflict("proposal.answered"))
    }
}

pub(super) async fn confirm_withdrawal(visit: Visit, Path(id): Path<Uuid>) -> Answer {
    let round = round_of(&visit, id).await?;
    render(
        StatusCode::OK,
        &WithdrawPage {
            page: visit.page("proposals-withdraw-title"),
            id,
            round,
        },
    )
}

pub(super) async fn withdraw(visit: Visit, Path(id): Path<Uuid>) -> Answer {
    let round = round_of(&visit, id).await?;
    answers::withdraw(&visit.app, visit.actor()?, &[ProposalId(id)]).await?;
    Ok(see_other_saying(
        &format!("/proposals?round={round}"),
        "proposals-withdrawn",
    ))
}

/// The last run of a round, if there is something to publish.
async fn latest(visit: &Visit, round: Uuid) -> Result<RunId, Fault> {
    let conn = visit.app.db.reader();
    views::get_round(conn, visit.institution()?, RoundId(round)).await?;
    let run = matching::latest_done(conn, RoundId(round)).await?;
    run.map(|run| run.id).ok_or(Fault::Conflict("run.none"))
}

/// A publication that waits, or could not be.
#[derive(Template)]
#[template(path = "proposals/hold.html")]
struct HoldPage {
    page: Page,
    round_id: Uuid,
    run_id: Uuid,
    due_at: DateTime<Utc>,
    failure: Option<String>,
}

pub(super) async fn preview(visit: Visit, Path(round_id): Path<Uuid>) -> Answer {
    let conn = visit.app.db.reader();
    views::get_round(conn, visit.institution()?, RoundId(round_id)).await?;
    if let Some(hold) = store::find_hold(conn, RoundId(round_id)).await? {
        let failure = hold.failure.map(|code| visit.t.code_text(&code));
        let page = visit.page("proposals-hold-title");
        let shown = HoldPage {
            page,
            round_id,
            run_id: hold.run.0,
            due_at: hold.due_at,
            failure,
        };
        return render(StatusCode::OK, &shown);
    }
    let run = latest(&visit, round_id).await?;
    let preview = looking::preview(&visit.app, visit.institution()?, RoundId(round_id), run).await?;
    let page = visit.page("proposals-preview-title");
    render(
        StatusCode::OK,
        &PreviewPage {
            page,
            round_id,
            run_id: run.0,
            preview,
        },
    )
}

pub(super) async fn preview_mail(visit: Visit, Path((round_id, company)): Path<(Uuid, Uuid)>) -> Answer {
    let run = latest(&visit, round_id).await?;
    let preview = looking::preview(&visit.app, visit.institution()?, RoundId(round_id), run).await?;
    let found = preview.companies.into_iter().find(|c| c.id == CompanyId(company));
    let mail = found
        .and_then(|company| company.mail)
        .ok_or(Fault::NotFound("mail"))?;
    let page = visit.page_titled(mail.composed.subject.clone());
    let shown = PreviewMailPage {
        page,
        round_id,
        company,
        mail,
    };
    render(StatusCode::OK, &shown)
}

/// The mail of a company, to oneself.
pub(super) async fn send_trial(visit: Visit, Path((round_id, company)): Path<(Uuid, Uuid)>) -> Answer {
    let run = latest(&visit, round_id).await?;
    let actor = visit.actor()?;
    hold::send_trial(&visit.app, actor, RoundId(round_id), run, CompanyId(company)).await?;
    Ok(see_other_saying(
        &format!("/rounds/{round_id}/publish"),
        "proposals-trial-sent",
    ))
}

#[derive(Deserialize)]
pub(super) struct PublishForm {
    /// The run that was looked at: another one is another publication.
    #[serde(default)]
    run: String,
}

pub(super) async fn publish(
    visit: Visit,
    Path(round_id): Path<Uuid>,
    Form(form): Form<PublishForm>,
) -> Answer {
    let run = form.run.parse().map_err(|_| Fault::NotFound("run"))?;
    hold::publish_later(&visit.app, visit.actor()?, RoundId(round_id), RunId(run)).await?;
    Ok(see_other(&format!("/rounds/{round_id}/publish")))
}

pub(super) async fn take_back(visit: Visit, Path(round_id): Path<Uuid>) -> Answer {
    hold::take_back(&visit.app, visit.actor()?, RoundId(round_id)).await?;
    Ok(see_other_saying(
        &format!("/rounds/{round_id}"),
        "proposals-hold-taken-back",
    ))
}

pub(super) async fn publish_now(visit: Visit, Path(round_id): Path<Uuid>) -> Answer {
    let published = hold::publish_now(&visit.app, visit.actor()?, RoundId(round_id)).await?;
    let mails = i64::try_from(published.mails).unwrap_or(i64::MAX);
    Ok(see_other_counting(
        &format!("/proposals?round={round_id}"),
        "proposals-published",
        mails,
    ))
}
