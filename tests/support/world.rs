//! A small world to match in: a school with its coordinator, companies with places, students. Each thing can be changed before it
//! is stored; nothing in it is a real person.

use abbina::accounts::{self, Actor, By, NewAccount, Role, SchoolForm};
use abbina::companies::model::{CompanyFacts, Confirmation};
use abbina::companies::{self, Says};
use abbina::matching::{self, RoundDraft, model::Settings};
use abbina::placements::model::{Firmness, Offer, Placement};
use abbina::students::model::{Profile, Student};
use abbina::vocabulary::calendar::Period;
use abbina::vocabulary::codes::VatNumber;
use abbina::vocabulary::firm::Artisan;
use abbina::vocabulary::geography::{ComuneCode, Transport, find_comune};
use abbina::vocabulary::ids::{CompanyId, InstitutionId, PlacementId, RoundId, SessionId, StudentId};
use abbina::vocabulary::pathway::Pathway;
use abbina::vocabulary::repertory::find_figure;
use abbina::vocabulary::text::{EmailAddress, Language, PersonName};
use chrono::NaiveDate;

use super::TestApp;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn comune(name: &str) -> ComuneCode {
    find_comune(name).unwrap().code
}

/// A student of sixteen, mechanic in the third year, on school-work, who lives in Bergamo.
pub fn profile(key: &str) -> Profile {
    Profile {
        key: key.to_owned(),
        school: None,
        family_name: PersonName::parse(&format!("Prova {}", letters(key))).unwrap(),
        given_name: PersonName::parse("Esempio").unwrap(),
        codice_fiscale: None,
        birth_date: day("2010-03-15"),
        residence: comune("Bergamo"),
        figure: find_figure("Q26").unwrap(),
        indirizzo: None,
        course_year: 3,
        pathway: Pathway::SchoolWork,
        timetable_hours: None,
        school_week_minutes: None,
        available_from: None,
        available_to: None,
        max_minutes: None,
        max_metres: None,
        transport: Transport::Public,
        accessible_site: false,
        wishes: Vec::new(),
        refuses: Vec::new(),
        employer_now: None,
        competences: Vec::new(),
        email: None,
        guardian_name: None,
        guardian_email: None,
    }
}

/// Digits as letters: names hold none.
fn letters(key: &str) -> String {
    key.chars()
        .map(|c| {
            c.to_digit(10)
                .map_or(c, |d| char::from(b'a' + u8::try_from(d).unwrap()))
        })
        .collect()
}

/// A company that may take mechanics: ten people, six of them skilled.
pub fn facts(number: u64) -> CompanyFacts {
    CompanyFacts {
        vat_number: VatNumber::from_ten_digits(9_900_000_000 + number).unwrap(),
        name: format!("Officina Esempio {number}"),
        ateco: None,
        ccnl: None,
        staff: Some(10),
        skilled: Some(6),
        apprentices: Some(0),
        artisan: Some(Artisan::No),
        structural: Some(true),
        technical: Some(true),
        formative: Some(true),
        dvr_minors: Some(true),
        risk: None,
        contact_name: None,
        contact_email: EmailAddress::parse(&format!("officina{number}@example.org")).unwrap(),
        pec: None,
        language: Some(Language::Italian),
    }
}

/// One seat for a mechanic in Bergamo, Monday to Friday, six hours a day.
pub fn offer(key: &str, company: &CompanyFacts) -> Offer {
    Offer {
        key: key.to_owned(),
        vat_number: company.vat_number,
        figures: vec![find_figure("Q26").unwrap()],
        indirizzo: None,
        pathway: Pathway::SchoolWork,
        seats: 1,
        open_with: None,
        site: comune("Bergamo"),
        address: None,
        start: day("2026-10-05"),
        end: day("2027-05-28"),
        week_minutes: 12 * 60,
        day_minutes: Some(6 * 60),
        days: None,
        from: None,
        to: None,
        internal_hours_year: None,
        tutor: None,
        tutor_max: None,
        tutor_years: None,
        hazardous: false,
        derogation: false,
        accessible: true,
        min_age: None,
        licence: None,
        wants: Vec::new(),
    }
}

/// The whole school year.
pub fn settings() -> Settings {
    Settings::for_period(Period {
        from: day("2026-09-14"),
        to: day("2027-06-30"),
    })
}

/// A school and its coordinator.
#[derive(Debug, Clone)]
pub struct School {
    pub id: InstitutionId,
    pub coordinator: Actor,
}

impl TestApp {
    /// A school of this code, with a coordinator.
    pub async fn school(&self, code: &str) -> School {
        let app = &self.app;
        let form = SchoolForm {
            code: code.to_owned(),
            name: format!("Scuola {code}"),
            ..SchoolForm::default()
        };
        let id = accounts::create_school(app, By::Service, &form).await.unwrap();
        let account = NewAccount {
            name: format!("Coordinatore {code}"),
            email: format!("{}@example.org", code.to_lowercase()),
            role: "coordinator".to_owned(),
            institution: id.to_string(),
            language: "it".to_owned(),
            ..NewAccount::default()
        };
        let account_id = accounts::create_account(app, By::Service, &account)
            .await
            .unwrap();
        let coordinator = Actor {
            account_id,
            name: account.name,
            email: account.email,
            role: Role::Coordinator(id),
            language: Language::Italian,
            session_id: SessionId::new(app.clock.now(), app.chance.as_ref()),
        };
        School { id, coordinator }
    }

    pub async fn company(&self, facts: &CompanyFacts) -> CompanyId {
        let app = &self.app;
        let by = Confirmation {
            at: app.clock.now(),
            account: None,
            link: None,
        };
        let tx = app.db.write_tx().await.unwrap();
        let (id, _) = companies::upsert_facts(&tx, facts, &by, app.chance.as_ref())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Stores a placement of this school; its company and tutor are made when missing.
    pub async fn placement(&self, school: &School, company: &CompanyFacts, offer: Offer) -> PlacementId {
        let app = &self.app;
        let (now, chance) = (app.clock.now(), app.chance.as_ref());
        self.company(company).await;
        let tx = app.db.write_tx().await.unwrap();
        let offers = [&offer];
        let mut found = abbina::placements::resolve(&tx, &offers, Says::WhatItHolds, now, chance)
            .await
            .unwrap();
        let found = found.remove(0).unwrap();
        let placement = Placement {
            id: PlacementId::new(now, chance),
            institution_id: school.id,
            shared: false,
            firmness: Firmness::Firm,
            company_id: found.company_id,
            company_site_id: found.company_site_id,
            tutor_id: found.tutor_id,
            offer,
            version: 1,
        };
        abbina::placements::insert_many(&tx, std::slice::from_ref(&placement), now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        placement.id
    }

    pub async fn student(&self, school: &School, profile: Profile) -> StudentId {
        let app = &self.app;
        let now = app.clock.now();
        let student = Student {
            id: StudentId::new(now, app.chance.as_ref()),
            institution_id: school.id,
            site_id: None,
            profile,
            version: 1,
        };
        let tx = app.db.write_tx().await.unwrap();
        abbina::students::insert_many(&tx, std::slice::from_ref(&student), now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        student.id
    }

    pub async fn round(&self, school: &School, settings: Settings) -> RoundId {
        let draft = RoundDraft {
            name: "Turno di prova".to_owned(),
            answer_by: day("2026-09-21"),
            settings,
        };
        matching::open_round(&self.app, &school.coordinator, draft)
            .await
            .unwrap()
    }
}
