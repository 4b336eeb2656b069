//! What a family sees and says by its link: the decision once it is released; before, its data, its wishes and how many others
//! have the same.

use askama::Template;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};

use super::lost::closed;
use super::words::{self, Change, Fact};
use crate::families::answers::{self, Answering};
use crate::families::ask::is_open;
use crate::families::links::{self, Opened, school_name};
use crate::families::model::{Choice, Demand, RANKS, Said, key_word};
use crate::families::outcome::{self, Decision};
use crate::families::places::{self, Offered, Selectable};
use crate::families::store;
use crate::matching::model::Part as ScorePart;
use crate::notifications::catalogue::School;
use crate::platform::sheets::form::Fields;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Mistakes, Page, Path, Visit, render, see_other_saying};
use crate::students::import;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::geography::Transport;
use crate::vocabulary::repertory::figure;

/// A place in the form.
struct Line {
    /// Its number on the page: what its fields are called.
    n: usize,
    key: String,
    name: String,
    is_company: bool,
    offer: Option<Offered>,
    /// What is chosen, as the form says it.
    chosen: String,
}

impl Line {
    fn field(&self) -> String {
        format!("choice-{}", self.n)
    }
}

#[derive(Template)]
#[template(path = "families/family.html")]
struct FamilyPage {
    page: Page,
    t: T,
    base: String,
    /// Of the student: families with several children need to know.
    name: String,
    course: &'static str,
    round: String,
    school: School,
    open: bool,
    closes_at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
    decision: Option<Decision>,
    next_steps: String,
    facts: Vec<Fact>,
    fields: Answering,
    transports: Vec<(String, String)>,
    lines: Vec<Line>,
    /// What a choice can say: value and text.
    choices: Vec<(String, String)>,
    max_minutes: u16,
    /// How much wishes weigh among a hundred points.
    wishes_percent: u32,
    version: i64,
    mistakes: Mistakes,
    notice: Option<String>,
}

#[derive(Template)]
#[template(path = "families/confirm.html")]
struct ConfirmPage {
    page: Page,
    t: T,
    base: String,
    changes: Vec<Change>,
    fields: Vec<(String, String)>,
}

async fn page(
    visit: &Visit,
    door: &str,
    found: &Opened,
    sent: Option<Answering>,
    mistakes: Mistakes,
    notice: Option<String>,
) -> Answer {
    let (conn, t) = (visit.app.db.reader(), visit.t);
    let profile = &found.student.profile;
    let said = Said::of(profile);
    let options = places::options(conn, &found.student, &found.round).await?;
    let answers = store::answers_of(conn, found.student.id).await?;
    let answered = answers.iter().find(|answer| answer.round == found.round.id);
    let decision = match found.asking.released_at {
        Some(_) => Some(outcome::decision(conn, &found.student, &found.round, visit.now()).await?),
        None => None,
    };
    let most = RANKS.max(said.wishes.len());
    let version = sent
        .as_ref()
        .and_then(Answering::version)
        .unwrap_or(found.student.version);
    let lines = lines(&options, &said, sent.as_ref());
    let fields = sent.unwrap_or_else(|| {
        let fields = Fields::of(import::COLUMNS, &import::row(profile));
        Answering(
            answers::COLUMNS
                .map(|column| (column.to_owned(), fields.get(column).to_owned()))
                .to_vec(),
        )
    });
    let status = if notice.is_some() {
        StatusCode::CONFLICT
    } else if mistakes.any() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let weights = found.round.settings.weights;
    let all: u32 = weights.named().map(|(_, weight)| u32::from(weight)).sum();
    let name = profile.given_name.to_string();
    let shown = FamilyPage {
        page: visit.page("families-title"),
        t,
        base: format!("/f/{door}"),
        name,
        course: figure(profile.figure).name_it,
        round: found.round.name.clone(),
        school: found.asking.school(school_name(conn, &found.round).await?),
        open: is_open(&found.round, &found.asking, visit.now()),
        closes_at: found.asking.closes_at,
        answered_at: answered.map(|answer| answer.at),
        decision,
        next_steps: found.asking.next_steps.clone().unwrap_or_default(),
        facts: words::facts(t, &said, &options),
        fields,
        transports: Transport::ALL
            .map(|by| {
                let text = t.get(&format!("vocabulary-transport-{}", by.as_str()));
                (by.file_word().to_owned(), text)
            })
            .to_vec(),
        lines,
        choices: choices(t, most),
        max_minutes: found.round.settings.max_minutes,
        wishes_percent: 100 * u32::from(weights.of(ScorePart::Wishes)) / all.max(1),
        version,
        mistakes,
        notice,
    };
    render(status, &shown)
}

fn lines(options: &[Selectable], said: &Said, sent: Option<&Answering>) -> Vec<Line> {
    let typed = sent.map(Answering::choices).unwrap_or_default();
    (1..)
        .zip(options)
        .map(|(n, option)| {
            let chosen = typed.iter().find(|(_, key, _)| *key == option.key);
            Line {
                n,
                key: key_word(&option.key),
                name: option.name(),
                is_company: option.is_company(),
                offer: option.offer.clone(),
                chosen: match (chosen, places::choice(said, &option.key)) {
                    (Some((_, _, word)), _) => (*word).to_owned(),
                    (None, Choice::Open) => String::new(),
                    (None, Choice::Rank(rank)) => rank.to_string(),
                    (None, Choice::Refused) => "no".to_owned(),
                },
            }
        })
        .collect()
}

fn choices(t: T, most: usize) -> Vec<(String, String)> {
    let ranks = (1..=most).map(|rank| (rank.to_string(), t.n("families-choice-rank", rank)));
    std::iter::once((String::new(), t.get("families-choice-open")))
        .chain(ranks)
        .chain([("no".to_owned(), t.get("families-choice-no"))])
        .collect()
}

pub(super) async fn show(visit: Visit, Path(door): Path<String>) -> Answer {
    match links::open(&visit.app, &door).await? {
        Some(found) => page(&visit, &door, &found, None, Mistakes::none(), None).await,
        None => closed(&visit, &door),
    }
}

/// Shows what would be written. Changes nothing.
pub(super) async fn check(
    visit: Visit,
    Path(door): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let Some(found) = links::open(&visit.app, &door).await? else {
        return closed(&visit, &door);
    };
    let (t, sent) = (visit.t, Answering(fields));
    if !is_open(&found.round, &found.asking, visit.now()) {
        let notice = Some(t.code_text("family.closed"));
        return page(&visit, &door, &found, None, Mistakes::none(), notice).await;
    }
    let conn = visit.app.db.reader();
    let options = places::options(conn, &found.student, &found.round).await?;
    let said = match sent.read(&visit.app, t.language(), &found.student, &options) {
        Ok(said) => said,
        Err(fault) => {
            let mistakes = Mistakes::of_fault(t, fault)?;
            return page(&visit, &door, &found, Some(sent), mistakes, None).await;
        }
    };
    let before = Said::of(&found.student.profile);
    let ours = |name: &str| {
        name == "version"
            || answers::COLUMNS.contains(&name)
            || name.starts_with("key-")
            || name.starts_with("choice-")
    };
    render(
        StatusCode::OK,
        &ConfirmPage {
            page: visit.page("families-confirm-title"),
            t,
            base: format!("/f/{door}"),
            changes: words::changes(t, &before, &said, &options),
            fields: sent.0.into_iter().filter(|(name, _)| ours(name)).collect(),
        },
    )
}

pub(super) async fn answer(
    visit: Visit,
    Path(door): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let Some(found) = links::open(&visit.app, &door).await? else {
        return closed(&visit, &door);
    };
    let (t, sent) = (visit.t, Answering(fields));
    let options = places::options(visit.app.db.reader(), &found.student, &found.round).await?;
    let said = match sent.read(&visit.app, t.language(), &found.student, &options) {
        Ok(said) => said,
        Err(fault) => {
            let mistakes = Mistakes::of_fault(t, fault)?;
            return page(&visit, &door, &found, Some(sent), mistakes, None).await;
        }
    };
    let version = sent
        .version()
        .ok_or_else(|| Fault::invalid("", "form.unreadable", ""))?;
    match answers::answer(&visit.app, &found, version, said).await {
        Ok(_) => Ok(see_other_saying(&format!("/f/{door}"), "families-recorded")),
        Err(Fault::Conflict(code)) => {
            // What somebody else has written meanwhile is shown, with the reason.
            let code = if code == "student_changed" {
                "family.moved_on"
            } else {
                code
            };
            let notice = Some(t.code_text(code));
            match links::open(&visit.app, &door).await? {
                Some(found) => page(&visit, &door, &found, None, Mistakes::none(), notice).await,
                None => closed(&visit, &door),
            }
        }
        Err(fault) => Err(fault.into()),
    }
}
