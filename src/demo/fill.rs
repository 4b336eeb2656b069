//! Puts a market into an empty database, through the actions that people use, and lets a month pass while it does.
//!
//! | days ago | what happens |
//! |---|---|
//! | 30 | schools, people, students, companies and places come in |
//! | 14 | the first round is opened; its families are asked, and half of them answer |
//! | 10 | it is run by the real worker |
//! | 7 | it is published |
//! | 6 to 1 | half of the companies answer; one lets the time run out |
//! | 5 | a school asks some companies whether they take students; most of them answer in the days after |
//! | 2 | families may read what was decided |
//! | 1 | the other rounds are opened; the second one of apprenticeship is run and shows its shortage; families choose for the ready one |

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::market::{Market, Place, Promise, Round, School};
use super::{answers, asking, families};
use crate::accounts::{self, Actor, By, NewAccount, Role, SchoolForm, SiteForm};
use crate::app::App;
use crate::companies::{self, Says, model::Confirmation};
use crate::matching::{self, Matching, RoundDraft};
use crate::placements::{
    self,
    model::{Firmness, Placement},
};
use crate::platform::worker::{Pace, Worker};
use crate::proposals;
use crate::students::{self, model::Student};
use crate::vocabulary::calendar::FixedClock;
use crate::vocabulary::codes::VatNumber;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{
    InstitutionId, PlacementId, RoundId, RunId, SeededChance, SessionId, StudentId,
};
use crate::vocabulary::text::{Language, PersonName};

/// What a demonstration is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Apprentices: 30, 300 or 3,000.
    pub students: usize,
    /// Decides everything that chance would.
    pub seed: u64,
}

/// Is there a market in it already?
///
/// # Errors
/// When the database is gone.
pub async fn is_filled(app: &App) -> Result<bool, Fault> {
    Ok(!accounts::list_schools(app.db.reader()).await?.is_empty())
}

/// Fills an empty database with the market of this size, seed and day.
///
/// # Errors
/// `demo.not_empty` when there is anything in it; whatever the actions refuse.
pub async fn fill(app: &App, size: Size) -> Result<(), Fault> {
    let market = Market::new(size.students, size.seed, app.clock.today());
    settle(app, size.seed, &market).await
}

/// Fills an empty database with this market; chance is the seed's.
///
/// # Errors
/// As [`fill`].
pub(super) async fn settle(app: &App, seed: u64, market: &Market) -> Result<(), Fault> {
    if is_filled(app).await? {
        return Err(Fault::invalid("", "demo.not_empty", ""));
    }
    let filler = Filler {
        app,
        now: app.clock.now(),
        seed,
        times: AtomicU64::new(0),
    };
    // A demonstration that was cut short is thrown away and made anew.
    app.db.hurry().await?;
    let filled = filler.everything(market).await;
    app.db.take_care().await?;
    filled
}

/// A school in the database, and who coordinates it.
struct Settled {
    coordinator: Actor,
}

struct Filler<'a> {
    app: &'a App,
    now: DateTime<Utc>,
    seed: u64,
    /// How often time was turned back: each time has chance of its own.
    times: AtomicU64,
}

impl Filler<'_> {
    /// The application as it was so many days ago. Its chance is the seed's: the same fill makes the same identities.
    fn ago(&self, days: i64) -> App {
        let clock = FixedClock::at(self.now - TimeDelta::days(days));
        let time = self.times.fetch_add(1, Ordering::Relaxed);
        let chance = SeededChance::new(self.seed.wrapping_mul(1_000_003).wrapping_add(time));
        self.app.elsewhere(Arc::new(clock), Arc::new(chance))
    }

    async fn everything(&self, market: &Market) -> Result<(), Fault> {
        let schools = self.people_and_places(market).await?;
        self.rounds(market, &schools).await
    }

    async fn people_and_places(&self, market: &Market) -> Result<Vec<Settled>, Fault> {
        let app = self.ago(30);
        let mut settled = Vec::new();
        let mut sites = Vec::new();
        for (school, name) in market
            .schools
            .iter()
            .zip(["Irene Esempionelli", "Davide Provettoni"])
        {
            let id = found_school(&app, school).await?;
            let mut of_school = HashMap::new();
            for (code, name, comune) in &school.sites {
                let form = SiteForm {
                    site_code: (*code).to_owned(),
                    site_name: (*name).to_owned(),
                    site_comune: comune.to_string(),
                };
                of_school.insert(*code, accounts::add_site(&app, By::Service, id, &form).await?);
            }
            let email = format!(
                "{}@{}.example.org",
                name.replace(' ', ".").to_lowercase(),
                school.code.to_lowercase()
            );
            let coordinator = appoint(&app, name, email, Role::Coordinator(id), None).await?;
            settled.push(Settled { coordinator });
            sites.push((id, of_school));
        }
        let tx = app.db.write_tx().await?;
        let by = Confirmation {
            at: app.clock.now(),
            account: settled.first().map(|school| school.coordinator.account_id),
            link: None,
        };
        companies::upsert_many(&tx, &market.companies, HashMap::new(), &by, app.chance.as_ref()).await?;
        for (school, (id, sites)) in market.schools.iter().zip(&sites) {
            let students: Vec<Student> = school
                .students
                .iter()
                .map(|profile| Student {
                    id: StudentId::new(by.at, app.chance.as_ref()),
                    institution_id: *id,
                    site_id: profile
                        .school
                        .as_deref()
                        .and_then(|code| sites.get(code))
                        .copied(),
                    profile: profile.clone(),
                    version: 1,
                })
                .collect();
            students::insert_many(&tx, &students, by.at).await?;
            let offers: Vec<_> = school.places.iter().map(|place| &place.offer).collect();
            let found =
                placements::resolve(&tx, &offers, Says::WhatItHolds, by.at, app.chance.as_ref()).await?;
            let places = school.places.iter().zip(found).map(|(place, found)| {
                let there = found.map_err(Fault::from)?;
                Ok(placement(&app, *id, place, there))
            });
            let places: Vec<Placement> = places.collect::<Result<_, Fault>>()?;
            placements::insert_many(&tx, &places, by.at).await?;
        }
        tx.commit().await?;
        Ok(settled)
    }

    async fn rounds(&self, market: &Market, schools: &[Settled]) -> Result<(), Fault> {
        let first = &market.rounds[0];
        let coordinator = &schools[first.school].coordinator;
        let app = self.ago(14);
        let round = open(&app, coordinator, first).await?;
        families::ask(&app, coordinator, round, 3).await?;
        families::answer(&self.ago(12), round, false).await?;
        let app = self.ago(10);
        let run_id = run(&app, coordinator, round).await?;
        let app = self.ago(7);
        proposals::publish(&app, coordinator, round, run_id).await?;
        self.answers(&app, round).await?;
        self.asking(coordinator, round).await?;
        families::release(&self.ago(2), coordinator, round).await?;

        let app = self.ago(1);
        let mut opened = Vec::new();
        for round in &market.rounds[1..] {
            let coordinator = &schools[round.school].coordinator;
            opened.push((round, coordinator, open(&app, coordinator, round).await?));
        }
        // Each has chance of its own, so that it does not matter which of them is ahead.
        let days = opened.iter().map(|_| self.ago(1)).collect::<Vec<_>>();
        let waiting = opened
            .into_iter()
            .zip(&days)
            .map(|((round, coordinator, id), app)| async move {
                match round.promise {
                    Promise::Shortage { .. } => drop(run(app, coordinator, id).await?),
                    Promise::AllBut(_) => {
                        families::ask(app, coordinator, id, 10).await?;
                        families::answer(app, id, true).await?;
                    }
                    Promise::Answers | Promise::Draft => {}
                }
                Ok::<(), Fault>(())
            });
        futures::future::try_join_all(waiting).await?;
        families::are_sent(&app).await?;
        let fund = "osservatorio@fondo.example.org".to_owned();
        appoint(&app, "Lucia Fantasioletti", fund, Role::Fund, None).await?;
        let administrator = "amministrazione@abbina.example.org".to_owned();
        appoint(
            &app,
            "Paolo Segnapostini",
            administrator,
            Role::Administrator,
            None,
        )
        .await?;
        Ok(())
    }

    /// A school asks whether companies take students; the company that a visitor may be has not answered yet.
    async fn asking(&self, coordinator: &Actor, round: RoundId) -> Result<(), Fault> {
        let asked = answers::asked(self.app.db.reader(), round).await?;
        let Some(protagonist) = answers::protagonist(&asked) else {
            return Ok(());
        };
        let others = asking::ask(&self.ago(5), coordinator, protagonist.company).await?;
        for (nth, company) in others.into_iter().enumerate() {
            let days = 4 - i64::try_from(nth % 4).unwrap_or(0);
            asking::answer(&self.ago(days), company, nth).await?;
        }
        Ok(())
    }

    /// Half of the companies answer in the week after publication. `published`: the application on that day.
    async fn answers(&self, published: &App, round: RoundId) -> Result<(), Fault> {
        let asked = answers::asked(published.db.reader(), round).await?;
        let Some(protagonist) = answers::protagonist(&asked) else {
            return Ok(());
        };
        let company = companies::get(published.db.reader(), protagonist.company).await?;
        let name = company
            .facts
            .contact_name
            .as_ref()
            .map_or("Anna Provetti", PersonName::as_str);
        let email = company.facts.contact_email.to_string();
        let role = Role::Company(company.id);
        appoint(published, name, email, role, Some(company.facts.vat_number)).await?;
        let others: Vec<_> = asked
            .iter()
            .filter(|one| one.company != protagonist.company)
            .collect();
        let half = others.len() / 2;
        for (nth, one) in others.iter().take(half).enumerate() {
            let day = 6 - i64::try_from(nth * 5 / half.max(1)).unwrap_or(0);
            answers::answer(&self.ago(day), one, nth).await?;
        }
        if let Some(silent) = others.last().filter(|_| others.len() > half) {
            answers::run_out(&self.ago(1), silent).await?;
        }
        Ok(())
    }
}

async fn found_school(app: &App, school: &School) -> Result<InstitutionId, Fault> {
    let form = SchoolForm {
        code: school.code.to_owned(),
        name: school.name.to_owned(),
        comune: school.comune.to_string(),
        phone: "035 000 0000".to_owned(),
        email: school.email.to_owned(),
    };
    accounts::create_school(app, By::Service, &form).await
}

/// An account without a password: in a demonstration one signs in as a persona. And its owner, to act as.
async fn appoint(
    app: &App,
    name: &str,
    email: String,
    role: Role,
    vat_number: Option<VatNumber>,
) -> Result<Actor, Fault> {
    let form = NewAccount {
        name: name.to_owned(),
        email: email.clone(),
        role: role.as_str().to_owned(),
        institution: role.institution().map(|id| id.to_string()).unwrap_or_default(),
        vat_number: vat_number.map(|number| number.to_string()).unwrap_or_default(),
        language: Language::Italian.as_str().to_owned(),
    };
    let account_id = accounts::create_account(app, By::Service, &form).await?;
    Ok(Actor {
        account_id,
        name: name.to_owned(),
        email,
        role,
        language: Language::Italian,
        session_id: SessionId(Uuid::nil()),
    })
}

fn placement(app: &App, school: InstitutionId, place: &Place, there: placements::Whereabouts) -> Placement {
    Placement {
        id: PlacementId::new(app.clock.now(), app.chance.as_ref()),
        institution_id: school,
        shared: place.shared,
        firmness: Firmness::Firm,
        company_id: there.company_id,
        company_site_id: there.company_site_id,
        tutor_id: there.tutor_id,
        offer: place.offer.clone(),
        version: 1,
    }
}

async fn open(app: &App, coordinator: &Actor, round: &Round) -> Result<RoundId, Fault> {
    let draft = RoundDraft {
        name: round.name.to_owned(),
        answer_by: round.answer_by,
        settings: round.settings.clone(),
    };
    matching::open_round(app, coordinator, draft).await
}

/// Asks for a run and has it done, as the service would.
async fn run(app: &App, coordinator: &Actor, round: RoundId) -> Result<RunId, Fault> {
    let id = matching::request_run(app, coordinator, round).await?;
    let worker = Worker::new(Matching::new(app)?, Arc::clone(&app.clock), Pace::default());
    worker.drain().await?;
    Ok(id)
}
