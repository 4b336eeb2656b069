//! Whatever a school may have written down, an export of it is read back the same.

use proptest::prelude::*;

use super::*;
use crate::platform::sheets::{write_csv, write_xlsx};

fn profile() -> impl Strategy<Value = Profile> {
    let word = "[A-Za-zàèéìòùç][A-Za-zàèéìòùç' -]{0,20}[a-zàèéìòù]";
    let key = "[A-Za-z0-9+@'=-]{0,1}[A-Za-z0-9 ._/-]{0,10}[A-Za-z][0-9]";
    let place = prop_oneof![
        "[=+@'-]?[A-Z]{1,3}[0-9]{1,5}".prop_map(|k| PlaceKey::Placement(k.replace('=', "'"))),
        (0..9_999_999_u64).prop_filter_map("valid", |n| VatNumber::from_ten_digits(n).map(PlaceKey::Company)),
    ];
    let names = (
        key,
        proptest::option::of(word),
        word,
        word,
        proptest::option::of(word),
    );
    let course = (
        0..comuni().len(),
        0..figures().len(),
        any::<u8>(),
        1..=4_u8,
        0..3_usize,
    );
    let limits = (
        proptest::option::of(1..=3_000_u16),
        proptest::option::of(0..=3_600_u16),
        proptest::option::of(1..=600_u16),
        proptest::option::of(0..=1_000_000_u32),
        0..5_usize,
        any::<bool>(),
    );
    let days = (
        6_000..16_000_i64,
        proptest::option::of(0..3_000_i64),
        proptest::option::of(0..300_i64),
    );
    let lists = (
        proptest::collection::vec(place, 0..8),
        proptest::collection::vec("[a-zàé]{1,8}( [a-z0-9]{1,5})?", 0..4),
        proptest::option::of("[a-z0-9.]{1,10}[a-z]@[a-z]{2,8}[.]it"),
    );
    (names, course, limits, days, lists).prop_map(|(names, course, limits, days, lists)| {
        let origin = day(1970, 1, 1);
        let on = |n: i64| origin + chrono::TimeDelta::days(n);
        let figure = &figures()[course.1];
        let indirizzi: Vec<Indirizzo> = figure.indirizzi().collect();
        let mut places: Vec<PlaceKey> = Vec::new();
        for place in lists.0 {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let refuses = places.split_off(places.len() / 2);
        let mut competences = lists.1;
        competences.sort();
        competences.dedup();
        let trimmed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = |text: &str| PersonName::parse(&trimmed(text)).unwrap();
        let mail = |text: &str| {
            EmailAddress::parse(&text.replace("..", ".").trim_start_matches('.').replace(".@", "@")).ok()
        };
        let from = days.1.map(|n| on(18_500 + n));
        Profile {
            key: trimmed(&names.0.replace('=', "'")),
            school: names.1.map(|s| trimmed(&s)),
            family_name: name(&names.2),
            given_name: name(&names.3),
            codice_fiscale: None,
            birth_date: on(days.0),
            residence: comuni()[course.0].code,
            figure: figure.code,
            indirizzo: indirizzi
                .get(usize::from(course.2) % (indirizzi.len() + 1))
                .copied(),
            course_year: course.3,
            pathway: Pathway::ALL[course.4],
            timetable_hours: limits.0,
            school_week_minutes: limits.1,
            available_from: from,
            available_to: days
                .2
                .and_then(|n| from.map(|day| day + chrono::TimeDelta::days(n))),
            max_minutes: limits.2,
            max_metres: limits.3,
            transport: Transport::ALL[limits.4],
            accessible_site: limits.5,
            wishes: places.chunks(2).map(<[PlaceKey]>::to_vec).collect(),
            refuses,
            employer_now: VatNumber::from_ten_digits(74_311_015).filter(|_| limits.5),
            competences,
            email: lists.2.as_deref().and_then(mail),
            guardian_name: names.4.as_deref().map(name),
            guardian_email: lists.2.as_deref().and_then(mail),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_is_read_back_the_same(profiles in proptest::collection::vec(profile(), 1..5), italian in any::<bool>()) {
        let mut profiles = profiles;
        for (n, profile) in profiles.iter_mut().enumerate() {
            profile.key.push_str(&n.to_string());
        }
        // A file of several schools says the school in every row.
        if profiles.iter().any(|profile| profile.school.is_some()) {
            for profile in &mut profiles {
                profile.school.get_or_insert_with(|| "CFP Prova".to_owned());
            }
        }
        let sheet = sheet(&profiles, if italian { Language::Italian } else { Language::English });
        for (name, bytes) in [("a.csv", write_csv(&sheet)), ("a.xlsx", write_xlsx(std::slice::from_ref(&sheet)).unwrap())] {
            let back = read_bytes(name, &bytes, &today());
            prop_assert_eq!(&back.problems, &vec![], "{}", name);
            prop_assert_eq!(back.records.into_iter().map(|r| r.1).collect::<Vec<_>>(), profiles.clone(), "{}", name);
            prop_assert_eq!(back.unknown_columns, Vec::<String>::new());
        }
    }
}
