//! What a company sees and does: all its proposals of a round on one page, by link or signed in.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use uuid::Uuid;

use super::lost::closed;
use super::quick::{self, One};
use crate::companies::desk::{self, Summary};
use crate::notifications::catalogue::School;
use crate::platform::web::{Answer, Form, Mistakes, Page, Path, Visit, render, see_other_counting};
use crate::proposals::answers::{self, Answering, Choice, NOTE_LENGTH};
use crate::proposals::cards::{self, Card};
use crate::proposals::links;
use crate::proposals::lists::{self, CompanyRound};
use crate::proposals::model::{Answerer, DeclineReason, State};
use crate::proposals::views;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::{InstitutionId, ProposalId, RoundId};

/// The fields of the answer form, as they came: `choice-<id>`, `reason-<id>`, `note-<id>`.
pub(super) type Fields = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "proposals/company.html")]
struct CompanyPage {
    page: Page,
    base: String,
    school: School,
    company: String,
    round: String,
    open: Vec<Card>,
    ended: Vec<Card>,
    fields: HashMap<String, String>,
    mistakes: Mistakes,
    notice: Option<String>,
    note_length: usize,
    /// What is known of the company, to be confirmed on the spot.
    facts: Summary,
}

impl CompanyPage {
    fn any_accepted(&self) -> bool {
        self.ended.iter().any(|card| card.state == State::Accepted)
    }

    fn field(&self, name: &str, id: &ProposalId) -> &str {
        self.fields
            .get(&format!("{name}-{id}"))
            .map_or("", String::as_str)
    }

    fn reasons(&self) -> [DeclineReason; 7] {
        DeclineReason::ALL
    }
}

#[derive(Template)]
#[template(path = "proposals/confirm.html")]
struct ConfirmPage {
    page: Page,
    base: String,
    chosen: Vec<(Card, Choice)>,
    fields: Fields,
}

#[derive(Template)]
#[template(path = "proposals/rounds.html")]
struct RoundsPage {
    page: Page,
    rounds: Vec<CompanyRound>,
}

// ---- the page, however one comes to it

async fn page(
    visit: &Visit,
    who: &Answering,
    base: String,
    status: StatusCode,
    fields: Fields,
    mistakes: Mistakes,
    notice: Option<String>,
) -> Answer {
    let conn = visit.app.db.reader();
    let cards = cards::of_company(conn, who.round, who.company, visit.now(), visit.today()).await?;
    if cards.is_empty() {
        return Err(Fault::NotFound("proposal").into());
    }
    let round = views::find_round(conn, who.round)
        .await?
        .ok_or(Fault::NotFound("round"))?;
    let institution = InstitutionId(round.institution_id);
    let (school, _) = views::school(conn, institution, round.created_by).await?;
    answers::seen(&visit.app, who, institution, &cards).await?;
    let company = views::get_company(conn, who.company).await?.name;
    // Below its link, or under its own address.
    let facts = match who.by {
        Answerer::Link(_) => format!("{base}/company"),
        Answerer::Account(_) => format!("/companies/{}", who.company),
    };
    let facts = desk::summary(visit, who.company, &facts).await?;
    let (open, ended) = cards.into_iter().partition(|card| card.state == State::Sent);
    let page = CompanyPage {
        page: visit.page("proposals-company-title"),
        base,
        school,
        company,
        round: round.name,
        open,
        ended,
        fields: fields.into_iter().collect(),
        mistakes,
        notice,
        note_length: NOTE_LENGTH,
        facts,
    };
    render(status, &page)
}

async fn show(visit: &Visit, who: &Answering, base: String) -> Answer {
    page(
        visit,
        who,
        base,
        StatusCode::OK,
        Vec::new(),
        Mistakes::none(),
        None,
    )
    .await
}

/// What was chosen, for those proposals where something was; and everything that is wrong with it.
fn choices(fields: &Fields) -> Result<HashMap<ProposalId, Choice>, Vec<Invalid>> {
    let field = |name: &str| {
        fields
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.as_str())
    };
    let (mut chosen, mut wrong) = (HashMap::new(), Vec::new());
    for (key, value) in fields {
        let Some(id) = key
            .strip_prefix("choice-")
            .and_then(|id| id.parse::<Uuid>().ok())
            .map(ProposalId)
        else {
            continue;
        };
        match value.as_str() {
            "accept" => drop(chosen.insert(id, Choice::Accept)),
            "decline" => {
                match Choice::decline(id, field(&format!("reason-{id}")), field(&format!("note-{id}"))) {
                    Ok(choice) => drop(chosen.insert(id, choice)),
                    Err(invalid) => wrong.push(invalid),
                }
            }
            _ => {}
        }
    }
    if chosen.is_empty() && wrong.is_empty() {
        wrong.push(Invalid::new("", "proposal.none", ""));
    }
    if wrong.is_empty() { Ok(chosen) } else { Err(wrong) }
}

/// Shows what would be recorded. Changes nothing.
async fn check(visit: &Visit, who: &Answering, base: String, fields: Fields) -> Answer {
    let fields = match quick::chosen(&fields) {
        Some(One::Decline(id)) => {
            let none = Mistakes::none();
            return quick::ask_why(visit, who, base, id, &fields, none).await;
        }
        Some(One::Accept(id)) => vec![(format!("choice-{id}"), "accept".to_owned())],
        None => fields,
    };
    let chosen = match choices(&fields) {
        Ok(chosen) => chosen,
        Err(wrong) => {
            let mistakes = Mistakes::new(visit.t, &wrong);
            return page(
                visit,
                who,
                base,
                StatusCode::UNPROCESSABLE_ENTITY,
                fields,
                mistakes,
                None,
            )
            .await;
        }
    };
    let cards = cards::of_company(
        visit.app.db.reader(),
        who.round,
        who.company,
        visit.now(),
        visit.today(),
    )
    .await?;
    let chosen: Vec<(Card, Choice)> = cards
        .into_iter()
        .filter_map(|card| chosen.get(&card.id).cloned().map(|choice| (card, choice)))
        .collect();
    if chosen.iter().any(|(card, _)| card.state != State::Sent) {
        return refused(visit, who, base, fields, "proposal.answered").await;
    }
    let ids: Vec<String> = chosen.iter().map(|(card, _)| card.id.to_string()).collect();
    let fields = fields
        .into_iter()
        .filter(|(key, _)| key != "csrf" && ids.iter().any(|id| key.ends_with(id.as_str())))
        .collect();
    render(
        StatusCode::OK,
        &ConfirmPage {
            page: visit.page("proposals-confirm-title"),
            base,
            chosen,
            fields,
        },
    )
}

/// The page as it is now, saying why the answer was not recorded.
pub(super) async fn refused(
    visit: &Visit,
    who: &Answering,
    base: String,
    fields: Fields,
    code: &str,
) -> Answer {
    let notice = Some(visit.t.code_text(code));
    page(
        visit,
        who,
        base,
        StatusCode::CONFLICT,
        fields,
        Mistakes::none(),
        notice,
    )
    .await
}

async fn record(visit: &Visit, who: &Answering, base: String, fields: Fields) -> Answer {
    let chosen = match choices(&fields) {
        Ok(chosen) => chosen,
        Err(wrong) => {
            let mistakes = Mistakes::new(visit.t, &wrong);
            if let Some(id) = quick::declined(&fields) {
                return quick::ask_why(visit, who, base, id, &fields, mistakes).await;
            }
            return page(
                visit,
                who,
                base,
                StatusCode::UNPROCESSABLE_ENTITY,
                fields,
                mistakes,
                None,
            )
            .await;
        }
    };
    match answers::answer(&visit.app, who, &chosen).await {
        Ok(answered) => {
            let n = i64::from(answered.accepted) + i64::from(answered.declined);
            Ok(see_other_counting(&base, "proposals-recorded", n))
        }
        Err(Fault::Conflict(code)) => refused(visit, who, base, fields, code).await,
        Err(fault) => Err(fault.into()),
    }
}

// ---- by link

pub(super) async fn enter(visit: &Visit, door: &str) -> Result<Option<(Answering, String)>, Fault> {
    let link = links::open(&visit.app, door).await?;
    Ok(link.map(|link| (Answering::by_link(link), format!("/r/{door}"))))
}

pub(super) async fn by_link(visit: Visit, Path(door): Path<String>) -> Answer {
    match enter(&visit, &door).await? {
        Some((who, base)) => show(&visit, &who, base).await,
        None => closed(&visit, &door),
    }
}

pub(super) async fn check_by_link(
    visit: Visit,
    Path(door): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    match enter(&visit, &door).await? {
        Some((who, base)) => check(&visit, &who, base, fields).await,
        None => closed(&visit, &door),
    }
}

pub(super) async fn answer_by_link(
    visit: Visit,
    Path(door): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    match enter(&visit, &door).await? {
        Some((who, base)) => record(&visit, &who, base, fields).await,
        None => closed(&visit, &door),
    }
}

// ---- signed in

pub(super) async fn rounds(visit: Visit) -> Answer {
    let company = visit.actor()?.role.company().ok_or(Fault::Forbidden)?;
    let rounds = lists::rounds_of_company(visit.app.db.reader(), company, visit.now()).await?;
    render(
        StatusCode::OK,
        &RoundsPage {
            page: visit.page("proposals-rounds-title"),
            rounds,
        },
    )
}

pub(super) fn entered(visit: &Visit, round: Uuid) -> Result<(Answering, String), Fault> {
    let who = Answering::by_account(visit.actor()?, RoundId(round))?;
    Ok((who, format!("/company/proposals/{round}")))
}

pub(super) async fn signed_in(visit: Visit, Path(round): Path<Uuid>) -> Answer {
    let (who, base) = entered(&visit, round)?;
    show(&visit, &who, base).await
}

pub(super) async fn check_signed_in(
    visit: Visit,
    Path(round): Path<Uuid>,
    Form(fields): Form<Fields>,
) -> Answer {
    let (who, base) = entered(&visit, round)?;
    check(&visit, &who, base, fields).await
}

pub(super) async fn answer_signed_in(
    visit: Visit,
    Path(round): Path<Uuid>,
    Form(fields): Form<Fields>,
) -> Answer {
    let (who, base) = entered(&visit, round)?;
    record(&visit, &who, base, fields).await
}
