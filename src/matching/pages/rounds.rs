//! Rounds: list, form, overview.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use askama::Template;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::law::{self, RuleId};
use crate::matching::actions::{self, RoundDraft};
use crate::matching::model::{Part, RoundState, RunState, Settings, Weights};
use crate::matching::presets::Preset;
use crate::platform::texts::T;
use crate::platform::web::{Answer, Form, Mistakes, Page, Path, Visit, render, see_other_saying};
use crate::vocabulary::calendar::Period;
use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::RoundId;
use crate::vocabulary::pathway::Pathway;

/// The tone of a run's state.
pub(crate) fn run_tag(state: impl Borrow<RunState>) -> &'static str {
    match state.borrow() {
        RunState::Queued | RunState::Running => "info",
        RunState::Done => "good",
        RunState::Failed => "bad",
        RunState::Stopped => "warn",
    }
}

/// The tone of a round's state.
pub(crate) fn round_tag(state: impl Borrow<RoundState>) -> &'static str {
    match state.borrow() {
        RoundState::Draft => "info",
        RoundState::Published => "good",
        RoundState::Closed => "plain",
    }
}

/// The form of a round, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RoundForm {
    name: String,
    from: String,
    to: String,
    answer_by: String,
    pathway: String,
    max_minutes: String,
    max_km: String,
    seed: String,
    version: String,
    detour_percent: String,
    /// A mix by its name; empty: the numbers as they are written.
    preset: String,
    /// `weight_travel` and so on, `rule_R1` … for rules that are on.
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

impl RoundForm {
    fn of(name: &str, answer_by: chrono::NaiveDate, settings: &Settings, version: i64) -> RoundForm {
        let law = law::Law::on(settings.period.from, &settings.rules).ok();
        let mut rest = BTreeMap::new();
        for (part, weight) in settings.weights.named() {
            rest.insert(format!("weight_{}", part.as_str()), weight.to_string());
        }
        for rule in law::rules() {
            if law.as_ref().is_some_and(|law| law.applies(rule.id)) {
                rest.insert(format!("rule_{}", rule.id.as_str()), "yes".to_owned());
            }
        }
        RoundForm {
            name: name.to_owned(),
            from: settings.period.from.to_string(),
            to: settings.period.to.to_string(),
            answer_by: answer_by.to_string(),
            pathway: settings
                .pathway
                .map_or_else(String::new, |p| p.as_str().to_owned()),
            max_minutes: settings.max_minutes.to_string(),
            max_km: settings
                .max_metres
                .map_or_else(String::new, |m| (m / 1000).to_string()),
            seed: settings.seed.to_string(),
            version: version.to_string(),
            detour_percent: settings.travel.detour_percent.to_string(),
            preset: String::new(),
            rest,
        }
    }

    fn weight(&self, part: &Part) -> String {
        self.rest
            .get(&format!("weight_{}", part.as_str()))
            .cloned()
            .unwrap_or_default()
    }

    fn rule_on(&self, id: &RuleId) -> bool {
        self.rest.contains_key(&format!("rule_{}", id.as_str()))
    }

    /// What was typed, over what the round has already; everything that is wrong, at once.
    fn parse(&self, base: &Settings) -> Result<RoundDraft, Fault> {
        let mut wrong = Vec::new();
        let from = self.day("from", &self.from, &mut wrong);
        let to = self.day("to", &self.to, &mut wrong);
        let answer_by = self.day("answer_by", &self.answer_by, &mut wrong);
        let max_minutes = number("max_minutes", &self.max_minutes, &mut wrong);
        let detour = number("detour_percent", &self.detour_percent, &mut wrong);
        let seed = number("seed", &self.seed, &mut wrong);
        let max_km: Option<u32> = if self.max_km.trim().is_empty() {
            None
        } else {
            Some(number("max_km", &self.max_km, &mut wrong))
        };
        let mut weight = |part: Part| {
            number(
                &format!("weight_{}", part.as_str()),
                &self.weight(&part),
                &mut wrong,
            )
        };
        let weights = Weights {
            travel: weight(Part::Travel),
            fit: weight(Part::Fit),
            competences: weight(Part::Competences),
            wishes: weight(Part::Wishes),
            continuity: weight(Part::Continuity),
            waiting: weight(Part::Waiting),
        };
        let mut rules = base.rules.clone();
        rules.on.clear();
        rules.off.clear();
        for rule in law::rules() {
            match (rule.on, self.rule_on(&rule.id)) {
                (true, false) => drop(rules.off.insert(rule.id)),
                (false, true) => drop(rules.on.insert(rule.id)),
                _ => {}
            }
        }
        if !wrong.is_empty() {
            return Err(Fault::Invalid(wrong));
        }
        let settings = Settings {
            period: Period { from, to },
            pathway: Pathway::from_stored(&self.pathway),
            max_minutes,
            max_metres: max_km.map(|km| km.saturating_mul(1000)),
            travel: crate::vocabulary::geography::TravelParameters {
                detour_percent: detour,
                ..base.travel
            },
            rules,
            weights,
            tiers: base.tiers.clone(),
            seed,
            // Only a scenario counts what is not certain.
            count_maybe: false,
        };
        let settings =
            Preset::from_word(&self.preset).map_or_else(|| settings.clone(), |mix| mix.of(&settings));
        Ok(RoundDraft {
            name: self.name.clone(),
            answer_by,
            settings,
        })
    }

    fn day(&self, field: &'static str, text: &str, wrong: &mut Vec<Invalid>) -> chrono::NaiveDate {
        let text = text.trim();
        let day = text
            .parse()
            .or_else(|_| chrono::NaiveDate::parse_from_str(text, "%d/%m/%Y"));
        day.unwrap_or_else(|_| {
            wrong.push(Invalid::new(
                field,
                if text.is_empty() {
                    "round.day.missing"
                } else {
                    "round.day.unreadable"
                },
                text,
            ));
            chrono::NaiveDate::default()
        })
    }
}

fn number<N: std::str::FromStr + Default>(field: &str, text: &str, wrong: &mut Vec<Invalid>) -> N {
    text.trim().parse().unwrap_or_else(|_| {
        wrong.push(Invalid::new(field, "round.number", text.trim()));
        N::default()
    })
}

/// What stands beside a rule that nobody has verified.
pub(crate) fn unverified_hint(t: impl Borrow<T>, unverified: impl Borrow<bool>) -> String {
    if *unverified.borrow() {
        t.borrow().get("matching-round-rule-unverified")
    } else {
        String::new()
    }
}

#[derive(Template)]
#[template(path = "matching/round_form.html")]
struct RoundPage {
    page: Page,
    t: T,
    values: RoundForm,
    mistakes: Mistakes,
    action: String,
    back: String,
    parts: [Part; 6],
    /// Ready-made mixes: word, name, what it does.
    presets: Vec<(&'static str, String, String)>,
    pathways: Vec<(String, String)>,
    rules: Vec<(RuleId, String, bool)>,
}

fn form_page(
    visit: &Visit,
    status: StatusCode,
    id: Option<RoundId>,
    form: RoundForm,
    mistakes: Mistakes,
) -> Answer {
    let t = visit.t;
    let mut pathways = vec![(String::new(), t.get("matching-pathway-all"))];
    pathways.extend(Pathway::ALL.map(|p| {
        (
            p.as_str().to_owned(),
            t.get(&format!("matching-pathway-{}", p.as_str())),
        )
    }));
    let rules = law::rules()
        .iter()
        .map(|r| (r.id, t.get(&r.title_key()), r.status == law::Status::Unverified))
        .collect();
    let (title, action, back) = match id {
        None => (
            "matching-round-new-title",
            "/rounds".to_owned(),
            "/rounds".to_owned(),
        ),
        Some(id) => (
            "matching-round-edit-title",
            format!("/rounds/{id}"),
            format!("/rounds/{id}"),
        ),
    };
    let page = visit.page(title);
    render(
        status,
        &RoundPage {
            page,
            t,
            values: form,
            mistakes,
            action,
            back,
            parts: Part::ALL,
            presets: std::iter::once("")
                .chain(Preset::ALL.map(Preset::as_str))
                .map(|word| {
                    let key = if word.is_empty() { "own" } else { word };
                    (
                        word,
                        t.get(&format!("matching-preset-{key}")),
                        t.get(&format!("matching-preset-{key}-text")),
                    )
                })
                .collect(),
            pathways,
            rules,
        },
    )
}

/// A new round begins in two weeks and lasts to the end of the school year's June; companies have ten days to answer.
fn fresh(visit: &Visit) -> Settings {
    use chrono::{Datelike, Days, NaiveDate};
    let today = visit.today();
    let from = today.checked_add_days(Days::new(28)).unwrap_or(today);
    let year = if from.month() >= 7 {
        from.year() + 1
    } else {
        from.year()
    };
    let to = NaiveDate::from_ymd_opt(year, 6, 30).unwrap_or(from);
    Settings::for_period(Period { from, to })
}

pub(super) async fn new(visit: Visit) -> Answer {
    let answer_by = crate::vocabulary::calendar::business_days_after(visit.today(), 10);
    let form = RoundForm::of("", answer_by, &fresh(&visit), 1);
    form_page(&visit, StatusCode::OK, None, form, Mistakes::none())
}

pub(super) async fn create(visit: Visit, Form(form): Form<RoundForm>) -> Answer {
    let opened = match form.parse(&fresh(&visit)) {
        Ok(draft) => actions::open_round(&visit.app, visit.actor()?, draft).await,
        Err(fault) => Err(fault),
    };
    match opened {
        Ok(id) => Ok(see_other_saying(
            &format!("/rounds/{id}"),
            "matching-round-opened",
        )),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            form_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, None, form, mistakes)
        }
    }
}

pub(super) async fn edit(visit: Visit, Path(id): Path<RoundId>) -> Answer {
    let round = actions::round(&visit.app, visit.institution()?, id).await?;
    let form = RoundForm::of(&round.name, round.answer_by, &round.settings, round.version);
    form_page(&visit, StatusCode::OK, Some(id), form, Mistakes::none())
}

pub(super) async fn update(visit: Visit, Path(id): Path<RoundId>, Form(form): Form<RoundForm>) -> Answer {
    let round = actions::round(&visit.app, visit.institution()?, id).await?;
    let version = form.version.parse().unwrap_or(round.version);
    let changed = match form.parse(&round.settings) {
        Ok(draft) => actions::change_round(&visit.app, visit.actor()?, id, version, draft).await,
        Err(fault) => Err(fault),
    };
    match changed {
        Ok(()) => Ok(see_other_saying(
            &format!("/rounds/{id}"),
            "matching-round-changed",
        )),
        Err(fault) => {
            let mistakes = Mistakes::of_fault(visit.t, fault)?;
            form_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(id), form, mistakes)
        }
    }
}

pub(super) async fn close(visit: Visit, Path(id): Path<RoundId>) -> Answer {
    actions::close_round(&visit.app, visit.actor()?, id).await?;
    Ok(see_other_saying(
        &format!("/rounds/{id}"),
        "matching-round-is-closed",
    ))
}
