#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::HashSet;

use super::*;
use crate::vocabulary::geography::comune;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 7).unwrap()
}

#[test]
fn the_same_seed_makes_the_same_bytes() {
    let bytes = |seed| {
        let market = Market::new(300, seed, today());
        let people: Vec<_> = market
            .schools
            .iter()
            .map(|school| serde_json::to_vec(&school.students).unwrap())
            .collect();
        let places: Vec<_> = market
            .schools
            .iter()
            .flat_map(|school| &school.places)
            .map(|p| &p.offer)
            .collect();
        (
            people,
            serde_json::to_vec(&places).unwrap(),
            serde_json::to_vec(&market.companies).unwrap(),
        )
    };
    assert_eq!(bytes(1), bytes(1));
    assert_ne!(bytes(1), bytes(2));
}

#[test]
fn a_market_has_the_size_that_was_asked_for() {
    for size in SIZES {
        let market = Market::new(size, 1, today());
        let students: usize = market.schools.iter().map(|school| school.students.len()).sum();
        let places: usize = market.schools.iter().map(|school| school.places.len()).sum();
        assert_eq!(students, size);
        assert!(
            (45..=75).contains(&(places * 100 / size)),
            "{places} places for {size}"
        );
        assert!(
            market.schools[0]
                .places
                .iter()
                .all(|place| (1..=3).contains(&place.offer.seats))
        );
    }
}

#[test]
fn every_record_passes_the_checks_that_files_pass() {
    for seed in 1..=3 {
        let market = Market::new(300, seed, today());
        for school in &market.schools {
            let keys: HashSet<_> = school.students.iter().map(|student| &student.key).collect();
            assert_eq!(keys.len(), school.students.len());
            let keys: HashSet<_> = school.places.iter().map(|place| &place.offer.key).collect();
            assert_eq!(keys.len(), school.places.len());
            for student in &school.students {
                let again: Profile = serde_json::from_str(&serde_json::to_string(student).unwrap()).unwrap();
                assert_eq!(&again, student);
                assert!(comune(student.residence).is_some());
                assert!(
                    student
                        .codice_fiscale
                        .is_none_or(|code| code.agrees_with(student.birth_date))
                );
                assert!((1..=4).contains(&student.course_year));
                assert!(student.indirizzo.is_none_or(|own| own.figure() == student.figure));
            }
            assert!(
                school
                    .students
                    .iter()
                    .any(|student| student.codice_fiscale.is_some())
            );
            for place in &school.places {
                let offer = &place.offer;
                let again: Offer = serde_json::from_str(&serde_json::to_string(offer).unwrap()).unwrap();
                assert_eq!(&again, offer);
                assert!(offer.start <= offer.end && offer.start > market.today);
                assert!(offer.from.unwrap() < offer.to.unwrap());
                assert!(
                    market
                        .companies
                        .iter()
                        .any(|company| company.vat_number == offer.vat_number)
                );
            }
        }
        for company in &market.companies {
            let again: CompanyFacts = serde_json::from_str(&serde_json::to_string(company).unwrap()).unwrap();
            assert_eq!(&again, company);
            assert!(company.skilled <= company.staff);
        }
    }
}

#[test]
fn nobody_in_it_can_be_taken_for_somebody() {
    let market = Market::new(3000, 1, today());
    let made_up = |name: &str| words::STEMS.iter().any(|stem| name.contains(stem));
    let unreachable = |domain: &str| domain.ends_with(".example.org");
    for student in market.schools.iter().flat_map(|school| &school.students) {
        assert!(made_up(student.family_name.as_str()));
        assert!(
            student
                .guardian_name
                .as_ref()
                .is_none_or(|name| made_up(name.as_str()))
        );
        assert!(
            student
                .email
                .iter()
                .chain(&student.guardian_email)
                .all(|mail| unreachable(mail.domain()))
        );
    }
    for company in &market.companies {
        assert!(
            words::MADE_UP.iter().any(|word| company.name.contains(word)),
            "{}",
            company.name
        );
        assert!(company.vat_number.as_str().starts_with("999"));
        assert!(
            company
                .contact_name
                .as_ref()
                .is_none_or(|name| made_up(name.as_str()))
        );
        assert!(unreachable(company.contact_email.domain()));
    }
    let numbers: HashSet<_> = market
        .companies
        .iter()
        .map(|company| company.vat_number)
        .collect();
    assert_eq!(numbers.len(), market.companies.len());
}

#[test]
fn what_students_wish_for_exists() {
    let market = Market::new(300, 1, today());
    let school = &market.schools[0];
    let codes: HashSet<&str> = school
        .places
        .iter()
        .map(|place| place.offer.key.as_str())
        .collect();
    let wished: Vec<_> = school
        .students
        .iter()
        .flat_map(|student| student.wishes.iter().flatten())
        .collect();
    assert!(wished.len() > 100);
    for wish in wished {
        match wish {
            crate::students::model::PlaceKey::Placement(code) => assert!(codes.contains(code.as_str())),
            crate::students::model::PlaceKey::Company(vat) => {
                assert!(market.companies.iter().any(|company| company.vat_number == *vat));
            }
        }
    }
}

#[test]
fn everything_is_dated_from_today() {
    for day in ["2026-01-31", "2027-08-15", "2028-02-29"] {
        let market = Market::new(30, 1, day.parse().unwrap());
        for round in &market.rounds {
            assert!(round.answer_by > market.today);
            assert!(round.settings.period.from > round.answer_by);
            assert!(round.settings.problems().is_empty());
        }
    }
}
