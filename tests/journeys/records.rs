//! Students, companies and placements, written and read back.

use std::collections::HashMap;

use abbina::companies::{self, Part, Says, TutorSaid};
use abbina::placements;
use abbina::placements::model::{Firmness, Placement};
use abbina::students::{self, Gap, Standing};
use abbina::vocabulary::calendar::Clock as _;
use abbina::vocabulary::fault::Fault;
use abbina::vocabulary::ids::{CompanyId, InstitutionId, PlacementId};
use abbina::vocabulary::text::{EmailAddress, PersonName};
use chrono::TimeDelta;

use crate::both;
use crate::support::TestApp;
use crate::support::records::{
    any_facts, any_offer, any_profile, facts, now, offer, profile, sample, school, student, vat,
};

/// This company, kept.
pub async fn keep_company(t: &TestApp, facts: &companies::model::CompanyFacts) -> CompanyId {
    let tx = t.app.db.write_tx().await.unwrap();
    let (id, _) = companies::upsert_facts(&tx, facts, &now(t), t.app.chance.as_ref())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// These offers, kept by this school.
pub async fn keep_offers(
    t: &TestApp,
    school: InstitutionId,
    offers: &[placements::model::Offer],
) -> Vec<Placement> {
    let tx = t.app.db.write_tx().await.unwrap();
    let offers: Vec<_> = offers.iter().collect();
    let found = placements::resolve(
        &tx,
        &offers,
        Says::WhatItHolds,
        t.clock.now(),
        t.app.chance.as_ref(),
    )
    .await
    .unwrap();
    let placements: Vec<Placement> = offers
        .into_iter()
        .zip(found)
        .map(|(offer, found)| {
            let found = found.unwrap();
            Placement {
                id: PlacementId::new(t.clock.now(), t.app.chance.as_ref()),
                institution_id: school,
                shared: false,
                firmness: Firmness::Firm,
                company_id: found.company_id,
                company_site_id: found.company_site_id,
                tutor_id: found.tutor_id,
                offer: offer.clone(),
                version: 1,
            }
        })
        .collect();
    placements::insert_many(&tx, &placements, t.clock.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    placements
}

both! {
    async fn every_student_reads_back_as_it_was_written(t: TestApp) {
        let school = school(&t.app, "A").await;
        let written: Vec<_> = sample(&any_profile(), 700)
            .into_iter()
            .enumerate()
            .map(|(n, mut profile)| {
                profile.key = format!("{n}");
                student(&t, school, profile)
            })
            .collect();
        let tx = t.app.db.write_tx().await.unwrap();
        students::insert_many(&tx, &written, t.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let read = students::all(t.app.db.reader(), school).await.unwrap();
        let mut expected = written.clone();
        expected.sort_by_key(|student| student.id);
        let back: Vec<_> = read.iter().map(|registered| registered.student.clone()).collect();
        assert_eq!(back, expected);
        assert!(read.iter().all(|registered| registered.since == t.clock.now()));
        // And once more, changed: all of it over the version that was read.
        let changed: Vec<_> = expected
            .iter()
            .zip(sample(&any_profile(), 1_400).into_iter().rev())
            .map(|(student, mut profile)| {
                profile.key.clone_from(&student.profile.key);
                abbina::students::model::Student { profile, ..student.clone() }
            })
            .collect();
        let tx = t.app.db.write_tx().await.unwrap();
        students::update_many(&tx, &changed, t.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let read = students::all(t.app.db.reader(), school).await.unwrap();
        for (registered, changed) in read.iter().zip(&changed) {
            assert_eq!(registered.student.profile, changed.profile);
            assert_eq!(registered.student.version, 2);
        }
    }

    async fn every_company_reads_back_as_it_was_written(t: TestApp) {
        let written: Vec<_> = (1..)
            .zip(sample(&any_facts(), 1_200))
            .map(|(n, mut facts)| {
                facts.vat_number = vat(n);
                facts
            })
            .collect();
        let tx = t.app.db.write_tx().await.unwrap();
        let answers = companies::upsert_many(&tx, &written, HashMap::new(), &now(&t), t.app.chance.as_ref()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(answers.iter().all(|answer| answer.before.is_none() && answer.changed.is_empty()));
        let mut read = companies::by_ids(t.app.db.reader(), &answers.iter().map(|a| a.id).collect::<Vec<_>>()).await.unwrap();
        for (answer, facts) in answers.iter().zip(&written) {
            assert_eq!(read.remove(&answer.id).unwrap().facts, *facts);
        }
        assert_eq!(companies::all(t.app.db.reader()).await.unwrap().len(), written.len());
    }

    async fn every_placement_reads_back_as_it_was_written(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut offers = sample(&any_offer(), 600);
        for (n, offer) in (0_u64..).zip(&mut offers) {
            offer.key = format!("P{n}");
            // One company each: a tutor of the same name would be one person.
            offer.vat_number = vat(n + 1);
        }
        let tx = t.app.db.write_tx().await.unwrap();
        let firms: Vec<_> = offers.iter().map(|offer| facts(offer.vat_number)).collect();
        companies::upsert_many(&tx, &firms, HashMap::new(), &now(&t), t.app.chance.as_ref()).await.unwrap();
        tx.commit().await.unwrap();
        let mut written = keep_offers(&t, school, &offers).await;
        written.sort_by_key(|placement| placement.id);
        let read = placements::all_for_round(t.app.db.reader(), school).await.unwrap();
        assert_eq!(read.placements, written);
        assert_eq!(read.companies.len(), 600);
        assert_eq!(read.tutors.len(), offers.iter().filter(|offer| offer.tutor.is_some()).count());
    }

    async fn two_people_cannot_overwrite_each_other_unseen(t: TestApp) {
        let school = school(&t.app, "A").await;
        let anna = student(&t, school, profile("1"));
        students::insert_many(&t.app.db.write_tx().await.unwrap(), &[], t.clock.now()).await.unwrap();
        let tx = t.app.db.write_tx().await.unwrap();
        students::insert_many(&tx, std::slice::from_ref(&anna), t.clock.now()).await.unwrap();
        students::update(&tx, &anna, t.clock.now()).await.unwrap();
        let again = students::update(&tx, &anna, t.clock.now()).await;
        assert!(matches!(again, Err(Fault::Conflict("student_changed"))));
        tx.commit().await.unwrap();
        let id = keep_company(&t, &facts(vat(1))).await;
        let tx = t.app.db.write_tx().await.unwrap();
        let chance = t.app.chance.as_ref();
        let mut said = facts(vat(1));
        said.staff = Some(13);
        let changed = companies::replace_facts(&tx, id, 1, &said, &now(&t), chance).await.unwrap();
        assert_eq!(changed, ["staff"]);
        let again = companies::replace_facts(&tx, id, 1, &said, &now(&t), chance).await;
        assert!(matches!(again, Err(Fault::Conflict("company_changed"))));
        tx.commit().await.unwrap();
        let place = keep_offers(&t, school, &[offer("P1", vat(1))]).await.remove(0);
        let tx = t.app.db.write_tx().await.unwrap();
        placements::update(&tx, &place, t.clock.now()).await.unwrap();
        let again = placements::update(&tx, &place, t.clock.now()).await;
        assert!(matches!(again, Err(Fault::Conflict("placement_changed"))));
    }

    async fn a_student_of_another_school_does_not_exist(t: TestApp) {
        let (ours, theirs) = (school(&t.app, "A").await, school(&t.app, "B").await);
        let anna = student(&t, ours, profile("1"));
        let tx = t.app.db.write_tx().await.unwrap();
        students::insert_many(&tx, std::slice::from_ref(&anna), t.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let conn = t.app.db.reader();
        assert!(students::find(conn, ours, anna.id).await.unwrap().is_some());
        assert!(matches!(students::get(conn, theirs, anna.id).await, Err(Fault::NotFound("student"))));
        assert!(students::by_keys(conn, theirs, &["1"]).await.unwrap().is_empty());
        assert!(students::by_ids(conn, theirs, &[anna.id]).await.unwrap().is_empty());
        let tx = t.app.db.write_tx().await.unwrap();
        assert!(matches!(students::erase(&tx, theirs, anna.id).await, Err(Fault::NotFound("student"))));
        let stolen = abbina::students::model::Student { institution_id: theirs, ..anna };
        assert!(students::update(&tx, &stolen, t.clock.now()).await.is_err());
    }

    async fn the_same_matricola_may_be_in_two_schools_but_once_in_each(t: TestApp) {
        let (ours, theirs) = (school(&t.app, "A").await, school(&t.app, "B").await);
        let tx = t.app.db.write_tx().await.unwrap();
        let both = [student(&t, ours, profile("1")), student(&t, theirs, profile("1"))];
        students::insert_many(&tx, &both, t.clock.now()).await.unwrap();
        let twice = students::insert_many(&tx, &[student(&t, ours, profile("1"))], t.clock.now()).await;
        assert!(matches!(twice, Err(Fault::Conflict("already_there"))));
    }

    async fn students_are_found_by_words_of_the_name_by_matricola_and_by_what_is_missing(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut all = Vec::new();
        for (n, (family, given)) in [("D'Angelo", "Èlodie"), ("De Prova", "Anna"), ("Prova", "Anna Maria")].into_iter().enumerate() {
            let mut profile = profile(&format!("M_{n}"));
            profile.family_name = PersonName::parse(family).unwrap();
            profile.given_name = PersonName::parse(given).unwrap();
            profile.wishes = if n == 0 { vec![vec![students::model::PlaceKey::Company(vat(1))]] } else { vec![] };
            all.push(student(&t, school, profile));
        }
        let tx = t.app.db.write_tx().await.unwrap();
        students::insert_many(&tx, &all, t.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let conn = t.app.db.reader();
        let found = async |text: &str, gap| {
            let filter = students::Filter { text: text.into(), gap, standing: Some(Standing::Registered), ..Default::default() };
            let list = students::list(conn, school, &filter, 50, 0).await.unwrap();
            assert_eq!(students::count(conn, school, &filter).await.unwrap(), list.len() as u64);
            list.iter().map(|line| line.student.profile.key.clone()).collect::<Vec<_>>()
        };
        assert_eq!(found("dangelo elodie", None).await, ["M_0"]);
        assert_eq!(found("anna prova", None).await, ["M_1", "M_2"]);
        assert_eq!(found("M_2", None).await, ["M_2"]);
        assert_eq!(found("Q%", None).await, Vec::<String>::new());
        assert_eq!(found("%", None).await, Vec::<String>::new());
        assert_eq!(found("", Some(Gap::Wishes)).await, ["M_1", "M_2"]);
        assert_eq!(found("", Some(Gap::CodiceFiscale)).await.len(), 3);
    }

    async fn a_fact_remembers_who_confirmed_it_last_and_a_file_that_lacks_it_leaves_it_alone(t: TestApp) {
        let id = keep_company(&t, &facts(vat(1))).await;
        let first = t.clock.now();
        t.clock.advance(TimeDelta::days(30));
        let mut said = facts(vat(1));
        said.staff = None;
        said.skilled = Some(7);
        keep_company(&t, &said).await;
        let company = companies::get(t.app.db.reader(), id).await.unwrap();
        assert_eq!((company.facts.staff, company.facts.skilled), (Some(12), Some(7)));
        assert_eq!(company.confirmations["staff"].at, first);
        assert_eq!(company.confirmations["skilled"].at, t.clock.now());
        assert_eq!(company.confirmations["name"].at, t.clock.now(), "said again is confirmed again");
        assert_eq!(company.version, 2);
    }

    async fn the_main_contact_is_the_one_the_facts_name_and_a_refused_address_stays_refused(t: TestApp) {
        let id = keep_company(&t, &facts(vat(1))).await;
        let address = facts(vat(1)).contact_email;
        let tx = t.app.db.write_tx().await.unwrap();
        companies::mark_mail_problem(&tx, &address, Some("550 no such user")).await.unwrap();
        tx.commit().await.unwrap();
        let mut said = facts(vat(1));
        said.contact_name = Some(PersonName::parse("Dario Nuovo").unwrap());
        keep_company(&t, &said).await;
        let conn = t.app.db.reader();
        let filter = companies::Filter { mail_problem: true, ..Default::default() };
        assert_eq!(companies::count(conn, &filter).await.unwrap(), 1);
        let list = companies::list(conn, None, &filter, 50, 0).await.unwrap();
        assert_eq!(list[0].company.mail_problem.as_deref(), Some("550 no such user"));
        said.contact_email = EmailAddress::parse("Nuova@prova.example").unwrap();
        keep_company(&t, &said).await;
        assert_eq!(companies::count(conn, &filter).await.unwrap(), 0);
        let contacts = companies::list_parts(conn, id, Part::Contact).await.unwrap();
        assert_eq!(contacts.len(), 1);
        assert!(contacts[0].main && contacts[0].said.title().to_lowercase().ends_with("nuova@prova.example"), "{contacts:?}");
    }

    async fn a_site_and_a_tutor_are_made_once_however_often_they_are_named(t: TestApp) {
        let school = school(&t.app, "A").await;
        let id = keep_company(&t, &facts(vat(1))).await;
        let mut offers = vec![offer("P1", vat(1)), offer("P2", vat(1))];
        offers[1].tutor = Some(PersonName::parse("CARLA  Tutor").unwrap());
        offers[1].tutor_years = None;
        offers[1].tutor_max = Some(2);
        keep_offers(&t, school, &offers).await;
        let conn = t.app.db.reader();
        assert_eq!(companies::list_parts(conn, id, Part::Site).await.unwrap().len(), 1);
        let tutors = companies::around(conn, &[id]).await.unwrap().1;
        assert_eq!(tutors.len(), 1);
        assert_eq!((tutors[0].max_students, tutors[0].years), (Some(2), Some(5)));
        let tx = t.app.db.write_tx().await.unwrap();
        let said = TutorSaid { company_id: id, name: tutors[0].name.clone(), max_students: None, years: Some(6) };
        assert_eq!(companies::tutors_for(&tx, &[said], Says::WhatItHolds, t.clock.now(), t.app.chance.as_ref()).await.unwrap(), [tutors[0].id]);
    }

    async fn a_placement_of_an_unknown_company_says_so(t: TestApp) {
        let tx = t.app.db.write_tx().await.unwrap();
        let lost = offer("P1", vat(9));
        let found = placements::resolve(&tx, &[&lost], Says::WhatItHolds, t.clock.now(), t.app.chance.as_ref()).await.unwrap();
        assert_eq!(found[0].as_ref().unwrap_err().code, "placement.company.unknown");
    }

    async fn a_school_sees_its_own_placements_and_the_shared_ones_and_changes_its_own_alone(t: TestApp) {
        let (ours, theirs) = (school(&t.app, "A").await, school(&t.app, "B").await);
        let id = keep_company(&t, &facts(vat(1))).await;
        let own = keep_offers(&t, ours, &[offer("P1", vat(1))]).await.remove(0);
        let mut other = keep_offers(&t, theirs, &[offer("P1", vat(1))]).await.remove(0);
        let conn = t.app.db.reader();
        let keys = async || placements::all_for_round(conn, ours).await.unwrap().placements.len();
        assert_eq!(keys().await, 1);
        assert!(placements::get(conn, ours, other.id).await.is_err());
        other.shared = true;
        let tx = t.app.db.write_tx().await.unwrap();
        placements::update(&tx, &other, t.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(keys().await, 2);
        let filter = placements::Filter { company: Some(id), figure: Some(own.offer.figures[0]), text: "prova officina".into(), ..Default::default() };
        assert_eq!(placements::count(conn, Some(ours), &filter).await.unwrap(), 2);
        assert_eq!(placements::list(conn, Some(ours), &filter, 1, 1).await.unwrap().len(), 1);
        assert_eq!(companies::list(conn, Some(ours), &companies::Filter::default(), 9, 0).await.unwrap()[0].seats, 4);
        assert!(placements::get(conn, ours, other.id).await.is_ok());
        let tx = t.app.db.write_tx().await.unwrap();
        let stolen = Placement { institution_id: ours, ..other.clone() };
        assert!(placements::update(&tx, &stolen, t.clock.now()).await.is_err());
        placements::remove(&tx, ours, &[other.id]).await.unwrap();
        assert!(placements::get(&tx, ours, other.id).await.is_ok(), "it is not ours to take away");
        assert!(matches!(companies::remove(&tx, &[id]).await, Err(Fault::Conflict("still_in_use"))));
    }
}
