//! Students, companies and offers that tests make up: visibly nobody's.

use abbina::accounts::{self, By, SchoolForm};
use abbina::app::App;
use abbina::companies::model::{CompanyFacts, Confirmation};
use abbina::placements::model::Offer;
use abbina::students::model::{PlaceKey, Profile, Student};
use abbina::vocabulary::calendar::Clock as _;
use abbina::vocabulary::codes::{Ateco, CodiceFiscale, VatNumber};
use abbina::vocabulary::firm::{Artisan, RiskClass};
use abbina::vocabulary::geography::{Transport, comuni, find_comune};
use abbina::vocabulary::ids::{InstitutionId, StudentId};
use abbina::vocabulary::pathway::Pathway;
use abbina::vocabulary::repertory::{FigureCode, Indirizzo, figures};
use abbina::vocabulary::text::{EmailAddress, Language, PersonName};
use abbina::vocabulary::week::{DayMinute, WeekDays};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::TestApp;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A school of this code.
pub async fn school(app: &App, code: &str) -> InstitutionId {
    let form = SchoolForm {
        code: code.into(),
        name: format!("Scuola {code}"),
        ..Default::default()
    };
    accounts::create_school(app, By::Service, &form).await.unwrap()
}

/// The `n`-th company's number.
pub fn vat(n: u64) -> VatNumber {
    // The digits from the eighth to the tenth name the office of Brescia.
    VatNumber::from_ten_digits(n * 1_000 + 17).unwrap()
}

/// A student with what is required and nothing else.
pub fn profile(key: &str) -> Profile {
    Profile {
        key: key.to_owned(),
        school: None,
        family_name: PersonName::parse("Prova").unwrap(),
        given_name: PersonName::parse("Anna").unwrap(),
        codice_fiscale: None,
        birth_date: day("2010-03-01"),
        residence: find_comune("Brescia").unwrap().code,
        figure: FigureCode::from_stored("Q05").unwrap(),
        indirizzo: None,
        course_year: 3,
        pathway: Pathway::Apprenticeship,
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

/// This profile, kept by this school from now on.
pub fn student(t: &TestApp, school: InstitutionId, profile: Profile) -> Student {
    Student {
        id: StudentId::new(t.clock.now(), t.app.chance.as_ref()),
        institution_id: school,
        site_id: None,
        profile,
        version: 1,
    }
}

/// A company that has said all that an apprenticeship needs.
pub fn facts(vat_number: VatNumber) -> CompanyFacts {
    CompanyFacts {
        vat_number,
        name: format!("Officina Prova {vat_number}"),
        ateco: Some(Ateco::parse("56.10.11").unwrap()),
        ccnl: None,
        staff: Some(12),
        skilled: Some(6),
        apprentices: Some(1),
        artisan: Some(Artisan::No),
        structural: Some(true),
        technical: Some(true),
        formative: Some(true),
        dvr_minors: Some(true),
        risk: Some(RiskClass::Low),
        contact_name: Some(PersonName::parse("Bruno Referente").unwrap()),
        contact_email: EmailAddress::parse("officina@prova.example").unwrap(),
        pec: None,
        language: Some(Language::Italian),
    }
}

/// Two seats with that company, with what is required and a tutor.
pub fn offer(key: &str, vat_number: VatNumber) -> Offer {
    Offer {
        key: key.to_owned(),
        vat_number,
        figures: vec![FigureCode::from_stored("Q05").unwrap()],
        indirizzo: None,
        pathway: Pathway::Apprenticeship,
        seats: 2,
        open_with: None,
        site: find_comune("Brescia").unwrap().code,
        address: None,
        start: day("2026-10-01"),
        end: day("2027-06-30"),
        week_minutes: 1_200,
        day_minutes: None,
        days: None,
        from: None,
        to: None,
        internal_hours_year: Some(300),
        tutor: Some(PersonName::parse("Carla Tutor").unwrap()),
        tutor_max: None,
        tutor_years: Some(5),
        hazardous: false,
        derogation: false,
        accessible: false,
        min_age: None,
        licence: None,
        wants: Vec::new(),
    }
}

/// Said now by nobody in particular.
pub fn now(t: &TestApp) -> Confirmation {
    Confirmation {
        at: t.clock.now(),
        account: None,
        link: None,
    }
}

fn name() -> impl Strategy<Value = PersonName> {
    "[A-ZÀÈÌÒÙ][a-zàèéìòù]{0,20}( [A-Z]'[A-Z][a-z]{1,9}| De [A-Z][a-z]{1,9})?"
        .prop_map(|text| PersonName::parse(&text).unwrap())
}

fn email() -> impl Strategy<Value = EmailAddress> {
    "[a-z]{1,12}(\\.[a-z]{1,9})?@[a-z]{1,12}\\.example".prop_map(|text| EmailAddress::parse(&text).unwrap())
}

fn figure() -> impl Strategy<Value = FigureCode> {
    (0..figures().len()).prop_map(|at| figures()[at].code)
}

fn indirizzo() -> impl Strategy<Value = Indirizzo> {
    let all: Vec<Indirizzo> = figures().iter().flat_map(|figure| figure.indirizzi()).collect();
    proptest::sample::select(all)
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..5_000).prop_map(|days| day("2015-01-01") + Days::new(days))
}

fn place_key() -> impl Strategy<Value = PlaceKey> {
    prop_oneof![
        (1_u64..900_000).prop_map(|n| PlaceKey::Company(vat(n))),
        "[A-Za-z0-9 àè/._-]{1,12}".prop_map(PlaceKey::Placement),
    ]
}

fn tags() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[a-zàè0-9 +#]{1,15}", 0..4)
}

fn codice_fiscale() -> impl Strategy<Value = CodiceFiscale> {
    proptest::sample::select(vec!["RSSMRA85T10A562S", "RSSMRA85M01H501Q"])
        .prop_filter_map("a real one", |text| CodiceFiscale::parse(text).ok())
}

/// Any student that a file can describe. Keys are the caller's.
pub fn any_profile() -> impl Strategy<Value = Profile> {
    let who = (
        name(),
        name(),
        proptest::option::of(codice_fiscale()),
        any_day(),
        0..comuni().len(),
        figure(),
        proptest::option::of(indirizzo()),
        1_u8..=4,
        proptest::sample::select(Pathway::ALL.to_vec()),
    );
    let when = (
        proptest::option::of(1_u16..2_000),
        proptest::option::of(0_u16..4_000),
        proptest::option::of(any_day()),
        proptest::option::of(any_day()),
        proptest::option::of(0_u16..600),
        proptest::option::of(0_u32..300_000),
        proptest::sample::select(Transport::ALL.to_vec()),
        any::<bool>(),
    );
    let what = (
        proptest::collection::vec(proptest::collection::vec(place_key(), 1..3), 0..4),
        proptest::collection::vec(place_key(), 0..3),
        proptest::option::of((1_u64..900_000).prop_map(vat)),
        tags(),
        proptest::option::of(email()),
        proptest::option::of(name()),
        proptest::option::of(email()),
    );
    (who, when, what).prop_map(|(who, when, what)| Profile {
        key: String::new(),
        school: None,
        family_name: who.0,
        given_name: who.1,
        codice_fiscale: who.2,
        birth_date: who.3,
        residence: comuni()[who.4].code,
        figure: who.5,
        indirizzo: who.6,
        course_year: who.7,
        pathway: who.8,
        timetable_hours: when.0,
        school_week_minutes: when.1,
        available_from: when.2,
        available_to: when.3,
        max_minutes: when.4,
        max_metres: when.5,
        transport: when.6,
        accessible_site: when.7,
        wishes: what.0,
        refuses: what.1,
        employer_now: what.2,
        competences: what.3,
        email: what.4,
        guardian_name: what.5,
        guardian_email: what.6,
    })
}

/// Any company that a file can describe. The number is the caller's.
pub fn any_facts() -> impl Strategy<Value = CompanyFacts> {
    let people = || proptest::option::of(0_u32..100_000);
    let yes_no = || proptest::option::of(any::<bool>());
    let firm = (
        "[A-Z][A-Za-zàèìòù0-9 .&'\"-]{0,40}",
        proptest::option::of(proptest::sample::select(vec!["56.10.11", "I", "25.62"])),
        proptest::option::of("[A-Z][a-z ]{1,30}"),
        people(),
        people(),
        people(),
        proptest::sample::select(Artisan::ALL.to_vec()),
    );
    let said = (
        yes_no(),
        yes_no(),
        yes_no(),
        yes_no(),
        proptest::option::of(proptest::sample::select(RiskClass::ALL.to_vec())),
        proptest::option::of(name()),
        email(),
        proptest::option::of(email()),
        proptest::sample::select(Language::ALL.to_vec()),
    );
    (firm, said).prop_map(|(firm, said)| CompanyFacts {
        vat_number: vat(1),
        name: firm.0,
        ateco: firm.1.map(|code| Ateco::parse(code).unwrap()),
        ccnl: firm.2,
        staff: firm.3,
        skilled: firm.4,
        apprentices: firm.5,
        artisan: Some(firm.6),
        structural: said.0,
        technical: said.1,
        formative: said.2,
        dvr_minors: said.3,
        risk: said.4,
        contact_name: said.5,
        contact_email: said.6,
        pec: said.7,
        language: Some(said.8),
    })
}

/// Any placement that a file can describe, each with a tutor of its own or none. Key and company are the caller's.
pub fn any_offer() -> impl Strategy<Value = Offer> {
    let minute = || proptest::option::of((0_u16..=1_440).prop_map(|m| DayMinute::new(m).unwrap()));
    let days = proptest::option::of((1_u8..128).prop_map(|bits| {
        use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
        [Mon, Tue, Wed, Thu, Fri, Sat, Sun]
            .into_iter()
            .enumerate()
            .filter(|(bit, _)| bits >> bit & 1 == 1)
            .fold(WeekDays::NONE, |days, (_, day)| days.with(day))
    }));
    let what = (
        proptest::collection::btree_set(figure(), 1..4),
        proptest::option::of(indirizzo()),
        proptest::sample::select(Pathway::ALL.to_vec()),
        1_u32..500,
        proptest::option::of(1_u32..9),
        0..comuni().len(),
        proptest::option::of("[A-Z][a-zàè ]{1,20}, [0-9]{1,3}"),
        any_day(),
        0_u64..400,
    );
    let hours = (
        1_u32..3_000,
        proptest::option::of(1_u32..900),
        days,
        minute(),
        minute(),
        proptest::option::of(0_u32..1_500),
    );
    let rest = (
        proptest::option::of((
            name(),
            proptest::option::of(0_u32..9),
            proptest::option::of(0_u32..50),
        )),
        any::<[bool; 3]>(),
        proptest::option::of(14_u8..30),
        proptest::option::of("[A-Z][0-9]?"),
        tags(),
    );
    (what, hours, rest).prop_map(|(what, hours, rest)| Offer {
        key: String::new(),
        vat_number: vat(1),
        figures: what.0.into_iter().collect(),
        indirizzo: what.1,
        pathway: what.2,
        seats: what.3,
        open_with: what.4,
        site: comuni()[what.5].code,
        address: what.6,
        start: what.7,
        end: what.7 + Days::new(what.8),
        week_minutes: hours.0,
        day_minutes: hours.1,
        days: hours.2,
        from: hours.3,
        to: hours.4,
        internal_hours_year: hours.5,
        tutor: rest.0.as_ref().map(|tutor| tutor.0.clone()),
        tutor_max: rest.0.as_ref().and_then(|tutor| tutor.1),
        tutor_years: rest.0.as_ref().and_then(|tutor| tutor.2),
        hazardous: rest.1[0],
        derogation: rest.1[1],
        accessible: rest.1[2],
        min_age: rest.2,
        licence: rest.3,
        wants: rest.4,
    })
}

/// `count` values of a strategy, the same every time.
pub fn sample<S: Strategy>(strategy: &S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count)
        .map(|_| strategy.new_tree(&mut runner).unwrap().current())
        .collect()
}
