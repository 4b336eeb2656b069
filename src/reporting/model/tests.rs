#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use super::*;
use crate::demo::Market;
use crate::vocabulary::geography::comune;

const YEAR: SchoolYear = SchoolYear(2026);

fn figure(at: usize) -> FigureCode {
    figures()[at].code
}

#[test]
fn words_lead_back_to_their_values() {
    for (dimension, count) in [
        (Dimension::Province, 12),
        (Dimension::Figure, 56),
        (Dimension::Size, 5),
    ] {
        for at in 0..count {
            assert_eq!(value(dimension, word(dimension, at)), Some(at));
        }
        assert_eq!(value(dimension, "nowhere"), None);
    }
}

#[test]
fn a_company_of_ten_is_not_a_micro_company() {
    let bands = [
        None,
        Some(1),
        Some(9),
        Some(10),
        Some(49),
        Some(50),
        Some(249),
        Some(250),
    ]
    .map(Band::of);
    use Band::{Large, Medium, Micro, Small, Unknown};
    assert_eq!(
        bands,
        [Unknown, Micro, Micro, Small, Small, Medium, Medium, Large]
    );
}

#[test]
fn a_school_sees_its_own_small_groups() {
    let one = StudentFact {
        year: YEAR,
        province: Province::Sondrio,
        figure: figure(3),
        state: StudentState::Declined,
    };
    let own = Report::new(&[one], &[], Reader::Owner);
    assert_eq!(
        own.year(YEAR).unwrap().of(Subject::Students).shown(Cell::ALL),
        Shown::Number(1)
    );
    let other = Report::new(&[one], &[], Reader::Outsider);
    assert_eq!(
        other.year(YEAR).unwrap().of(Subject::Students).shown(Cell::ALL),
        Shown::Hidden
    );
}

#[test]
fn years_are_never_added_up() {
    let fact = |year| StudentFact {
        year,
        province: Province::Bergamo,
        figure: figure(1),
        state: StudentState::Registered,
    };
    let students: Vec<StudentFact> = (0..20)
        .map(|i| fact(SchoolYear(2025 + i32::from(i >= 17))))
        .collect();
    let report = Report::new(&students, &[], Reader::Outsider);
    assert_eq!(
        report.years().collect::<Vec<_>>(),
        [SchoolYear(2026), SchoolYear(2025)]
    );
    let shown = |year| {
        report
            .year(SchoolYear(year))
            .unwrap()
            .of(Subject::Students)
            .shown(Cell::ALL)
    };
    assert_eq!((shown(2025), shown(2026)), (Shown::Number(17), Shown::Hidden));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn seats_do_not_say_what_students_hide(
        students in prop::collection::vec((0_usize..3, 0_usize..4, 0_usize..5), 0..80),
        places in prop::collection::vec((0_usize..3, 0_usize..4, 0_usize..5, 1_u32..4, 0_u32..4), 0..40),
    ) {
        let students: Vec<_> = students.into_iter().map(|(p, f, s)| StudentFact {
            year: YEAR, province: Province::ALL[p], figure: figure(f), state: StudentState::ALL[s],
        }).collect();
        let places: Vec<_> = places.into_iter().map(|(p, f, b, seats, filled)| PlaceFact {
            year: YEAR, province: Province::ALL[p], figure: figure(f), band: Band::ALL[b], seats, filled: filled.min(seats),
        }).collect();
        let report = Report::new(&students, &places, Reader::Outsider);
        if let Some(year) = report.year(YEAR) {
            for f in 0..4 {
                let cell = Cell::ALL.with(Dimension::Figure, f);
                let (students, seats) = (year.of(Subject::Students), year.of(Subject::Seats));
                let accepted = cell.with(Dimension::State, StudentState::Accepted as u16);
                let filled = cell.with(Dimension::State, SeatState::Filled as u16);
                if students.secret(accepted) == seats.secret(filled) && seats.secret(cell) > 0 {
                    let shown = (students.shown(accepted), seats.shown(filled));
                    prop_assert_eq!(shown.0 == Shown::Hidden, shown.1 == Shown::Hidden);
                }
            }
        }
    }
}

/// The market of 3,000: how long it takes, and how much of it can be shown.
#[test]
fn most_of_the_first_page_of_a_province_is_shown() {
    let market = Market::new(3000, 1, chrono::NaiveDate::from_ymd_opt(2026, 9, 7).unwrap());
    let province = |code| comune(code).unwrap().province;
    let students: Vec<_> = market
        .schools
        .iter()
        .flat_map(|school| &school.students)
        .enumerate()
        .map(|(i, student)| StudentFact {
            year: YEAR,
            province: province(student.residence),
            figure: student.figure,
            state: StudentState::ALL[[0, 0, 0, 0, 0, 0, 1, 2, 2, 3, 4][i % 11]],
        })
        .collect();
    let places: Vec<_> = market
        .schools
        .iter()
        .flat_map(|school| &school.places)
        .enumerate()
        .map(|(i, place)| {
            let company = market
                .companies
                .iter()
                .find(|c| c.vat_number == place.offer.vat_number)
                .unwrap();
            PlaceFact {
                year: YEAR,
                province: province(place.offer.site),
                figure: place.offer.figures[0],
                band: Band::of(company.staff.map(i64::from)),
                seats: place.offer.seats,
                filled: u32::from(i % 4 == 0),
            }
        })
        .collect();
    let begun = std::time::Instant::now();
    let report = Report::new(&students, &places, Reader::Outsider);
    let took = begun.elapsed();
    let year = report.year(YEAR).unwrap();
    let (mut shown, mut all) = (0, 0);
    for subject in Subject::ALL {
        let release = year.of(subject);
        for &dimension in subject.dimensions() {
            for value in release.values(dimension) {
                let group = Cell::ALL.with(dimension, value);
                all += 1;
                shown += usize::from(release.shown(group) != Shown::Hidden);
            }
        }
    }
    eprintln!("{took:?}: {shown} of {all}");
    assert!(shown * 10 >= all * 7, "{shown} of {all} groups");
}
