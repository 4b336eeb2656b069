//! What holds for any pair.

use std::collections::BTreeSet;
use std::time::Instant;

use chrono::Days;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;

use super::*;
use crate::vocabulary::repertory;

/// Days near the boundaries: ages 14 to 26 on the first days of September 2026 and March 2027, and 29 February.
fn birth_dates() -> impl Strategy<Value = NaiveDate> {
    let near = (2000..2013_i32, -2..3_i64, prop::bool::ANY).prop_map(|(year, off, spring)| {
        let date = if spring { (3, 1) } else { (9, 10) };
        NaiveDate::from_ymd_opt(year, date.0, date.1).unwrap() + chrono::TimeDelta::days(off)
    });
    prop_oneof![near, Just(day("2008-02-29")), Just(day("2012-02-29"))]
}

fn periods() -> impl Strategy<Value = Period> {
    let from = prop_oneof![
        Just(day("2026-09-10")),
        Just(day("2027-02-28")),
        Just(day("2027-03-01"))
    ];
    let lasting = prop_oneof![0..400_u64, 178..186_u64, 1094..1098_u64, 1459..1463_u64];
    (from, lasting).prop_map(|(from, days)| Period::new(from, from + Days::new(days)).unwrap())
}

fn figures_near() -> impl Strategy<Value = FigureCode> {
    select(
        ["Q05", "T30", "Q12", "T12", "T09", "Q01", "T01"]
            .map(figure_code)
            .to_vec(),
    )
}

fn indirizzi() -> impl Strategy<Value = Option<Indirizzo>> {
    let all: Vec<Indirizzo> = repertory::figures()
        .iter()
        .flat_map(repertory::Figure::indirizzi)
        .collect();
    prop_oneof![
        Just(None),
        select(all).prop_map(Some),
        select(["Q12.1", "Q12.2", "Q01.1", "T01.2"].to_vec()).prop_map(|text| Some(indirizzo(text)))
    ]
}

fn keys() -> impl Strategy<Value = Vec<Key>> {
    prop::collection::vec(
        select(["S1", "P1", "00743110157", "other"].map(Key::of).to_vec()),
        0..3,
    )
}

fn times() -> impl Strategy<Value = Option<DayMinute>> {
    let edges = select(vec![0_u16, 359, 360, 480, 720, 1080, 1319, 1320, 1321, 1440]);
    proptest::option::of(
        prop_oneof![edges, 0..=1440_u16].prop_map(|minutes| DayMinute::new(minutes).unwrap()),
    )
}

prop_compose! {
    fn people()(
        birth_date in birth_dates(),
        figure in figures_near(),
        indirizzo in indirizzi(),
        course_year in 1..=4_u8,
        pathway in select(Pathway::ALL.to_vec()),
        timetable_hours in proptest::option::of(900..1100_u16),
        school_week_minutes in proptest::option::of(select(vec![0_u16, 720, 959, 960, 961, 1800])),
        available in periods(),
        max_minutes in proptest::option::of(28..36_u16),
        max_metres in proptest::option::of(9_995..10_005_u32),
        flags in any::<(bool, bool)>(),
        refuses in keys(),
    ) -> PersonFacts {
        PersonFacts {
            birth_date, figure, indirizzo, course_year, pathway, timetable_hours, school_week_minutes, available, max_minutes,
            max_metres, accessible_needed: flags.0, already_placed: flags.1, refuses, ..person()
        }
    }
}

prop_compose! {
    fn schedules()(
        week_minutes in select(vec![0_u16, 600, 1200, 1440, 2399, 2400, 2401, 2880]),
        day_minutes in proptest::option::of(select(vec![0_u16, 240, 270, 271, 300, 479, 480, 481])),
        days in proptest::option::of((0..128_u8).prop_map(|bits| WeekDays::from_bits(bits).unwrap())),
        from in times(),
        to in times(),
        risk in proptest::option::of(select(RiskClass::ALL.to_vec())),
    ) -> PlaceFacts {
        PlaceFacts { week_minutes, day_minutes, days, from, to, risk, ..place() }
    }
}

prop_compose! {
    fn places()(
        schedule in schedules(),
        period in periods(),
        taught in prop::collection::vec(figures_near(), 1..3),
        indirizzo in indirizzi(),
        pathway in select(Pathway::ALL.to_vec()),
        internal_hours_year in proptest::option::of(select(vec![0_u16, 395, 396, 494, 495, 500, 900])),
        declared in any::<[Option<bool>; 5]>(),
        flags in any::<(bool, bool, bool, bool)>(),
        tutor_years in proptest::option::of(0..6_u8),
        min_age in proptest::option::of(14..20_u8),
        licence in proptest::option::of(select(Licence::ALL.to_vec())),
        seats in 0..2_u16,
        refuses in keys(),
    ) -> PlaceFacts {
        PlaceFacts {
            period, figures: taught.into_iter().collect(), indirizzo, pathway, internal_hours_year,
            structural: declared[0], technical: declared[1], formative: declared[2], dvr_minors: declared[3],
            accessible: declared[4], hazardous: flags.0, derogation: flags.1, tutor_named: flags.2, open: flags.3,
            tutor_years, min_age, licence, seats, refuses, ..schedule
        }
    }
}

fn settings() -> impl Strategy<Value = RuleSettings> {
    let off = prop::collection::btree_set(select(RuleId::ALL.to_vec()), 0..4);
    let numbers = prop::collection::btree_map(
        select(parameters().to_vec()).prop_map(|parameter| parameter.key()),
        0..1_000_000_i64,
        0..6,
    );
    (off, numbers).prop_map(|(off, numbers)| {
        let within = |(key, seed): (String, i64)| {
            let parameter = parameters().iter().find(|parameter| parameter.key() == key)?;
            let (low, high) = parameter.bounds;
            Some((key, low + seed % (high - low + 1)))
        };
        RuleSettings {
            off,
            on: BTreeSet::new(),
            parameters: numbers.into_iter().filter_map(within).collect(),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_judge_says_what_the_slow_reference_says(person in people(), place in places(), settings in settings()) {
        let law = Law::on(day("2026-09-10"), &settings).unwrap();
        let mut said = codes(&person, &place, NEAR, &law);
        let mut expected = reference::refusals(&person, &place, NEAR, &law);
        said.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(said, expected);
    }

    #[test]
    fn a_rule_switched_off_takes_its_own_reasons_away_and_no_others(person in people(), place in places(), off in select(RuleId::ALL.to_vec())) {
        let with = judge_pair(&person, &place, NEAR, &law());
        let settings = RuleSettings { off: [off].into(), ..RuleSettings::default() };
        let without = judge_pair(&person, &place, NEAR, &Law::on(day("2026-09-10"), &settings).unwrap());
        let kept: ReasonSet = with.iter().filter(|reason| reason.rule() != off).collect();
        prop_assert_eq!(without, kept);
    }

    #[test]
    fn what_is_ready_may_be_judged_in_any_order(people in prop::collection::vec(people(), 1..4), places in prop::collection::vec(places(), 1..4)) {
        let law = law();
        let ready_people: Vec<ReadyPerson<'_>> = people.iter().map(|person| person.prepare(&law)).collect();
        let ready_places: Vec<ReadyPlace<'_>> = places.iter().map(|place| place.prepare(&law)).collect();
        for (place, ready_place) in places.iter().zip(&ready_places).rev() {
            for (person, ready_person) in people.iter().zip(&ready_people).rev() {
                prop_assert_eq!(judge(ready_person, ready_place, NEAR), judge_pair(person, place, NEAR, &law));
            }
        }
    }

    #[test]
    fn every_reason_and_condition_can_be_explained(person in people(), place in places()) {
        let law = law();
        for reason in judge_pair(&person, &place, NEAR, &law).iter() {
            prop_assert_eq!(explain(reason, &person, &place, NEAR, &law).0, reason.code());
        }
        for condition in conditions_of_pair(&person, &place, &law).iter() {
            prop_assert_eq!(explain_condition(condition, &person, &place, &law).0, condition.code());
        }
    }

    #[test]
    fn a_set_of_reasons_is_written_as_its_codes(person in people(), place in places()) {
        let reasons = judge_pair(&person, &place, NEAR, &law());
        let json = serde_json::to_string(&reasons).unwrap();
        prop_assert_eq!(serde_json::from_str::<ReasonSet>(&json).unwrap(), reasons);
    }
}

/// The generators above reach every way to refuse and every condition: otherwise the comparison proves nothing about it.
#[test]
fn every_reason_and_condition_comes_up() {
    let law = law_with(&[
        ("R5.school_work_hours_year_2", 400),
        ("R5.simulated_hours", 200),
        ("R5.external_percent_least", 25),
    ]);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut reasons = ReasonSet::EMPTY;
    let mut conditions = ConditionSet::EMPTY;
    for _ in 0..5_000 {
        let person = people().new_tree(&mut runner).unwrap().current();
        let place = places().new_tree(&mut runner).unwrap().current();
        reasons = reasons.or(judge_pair(&person, &place, NEAR, &law));
        conditions = conditions.or(conditions_of_pair(&person, &place, &law));
    }
    assert_eq!(reasons, Reason::ALL.into_iter().collect());
    assert_eq!(conditions, Condition::ALL.into_iter().collect());
}

/// A fence against slips by an order of magnitude (an allocation, a search): the usual time is a tenth of it.
#[test]
fn a_million_pairs_are_judged_within_two_seconds() {
    let (law, person, place) = (law(), person(), place());
    let (person, place) = (person.prepare(&law), place.prepare(&law));
    let start = Instant::now();
    let mut allowed = 0;
    for minutes in 0..1_000_000_u32 {
        let travel = Travel {
            metres: minutes,
            minutes: (minutes % 120) as u16,
        };
        allowed += u32::from(
            judge(
                std::hint::black_box(&person),
                std::hint::black_box(&place),
                travel,
            )
            .is_empty(),
        );
    }
    assert!(allowed > 0);
    assert!(start.elapsed().as_secs() < 2, "{:?}", start.elapsed());
}
