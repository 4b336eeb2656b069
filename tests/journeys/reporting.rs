//! Numbers for those who follow how it goes: sums for outsiders, lists for the school's own people.

use abbina::demo::{self, Size};
use abbina::students;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};

use super::demo::count;
use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, coordinator, signed_in};
use crate::support::records::{profile, school, student};

async fn filled(t: &TestApp) {
    demo::fill(
        &t.app,
        Size {
            students: 300,
            seed: 1,
        },
    )
    .await
    .unwrap();
}

async fn fund(t: &TestApp) -> Browser {
    signed_in(&t.app, "fund", "fondo@example.org", "").await
}

async fn of_orobie(t: &TestApp) -> Browser {
    let schools = abbina::accounts::list_schools(t.app.db.reader()).await.unwrap();
    let school = schools.iter().find(|school| school.code == "OROBIE").unwrap();
    coordinator(&t.app, school.id, "coordina@example.org").await
}

/// The numbers that stand in cells of the page's tables.
fn numbers(body: &str) -> Vec<u32> {
    let cells = body
        .split("<td class=\"number\">")
        .skip(1)
        .filter_map(|rest| rest.split("</td>").next());
    cells
        .filter_map(|cell| {
            let text = cell.split("<span").next()?;
            let text = text.rsplit('>').next()?;
            text.trim().replace('.', "").parse().ok()
        })
        .collect()
}

both! {
    async fn the_fund_sees_sums_and_no_group_under_five(t: TestApp) {
        filled(&t).await;
        let mut browser = fund(&t).await;
        let page = browser.get("/reporting").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Bergamo") && page.body.contains("riservato"));
        let found = numbers(&page.body);
        assert!(found.contains(&300), "all students: {found:?}");
        assert!(found.iter().all(|number| !(1..5).contains(number)), "{found:?}");
        assert!(!page.body.contains("/reporting/students"));
        let within = browser.get("/reporting?only=province.BG").await;
        assert!(numbers(&within.body).iter().all(|number| !(1..5).contains(number)));
        assert_eq!(browser.get("/reporting/students").await.status, StatusCode::FORBIDDEN);
    }

    async fn a_coordinator_opens_the_list_behind_a_number(t: TestApp) {
        filled(&t).await;
        let mut browser = of_orobie(&t).await;
        let page = browser.get("/reporting").await;
        assert!(numbers(&page.body).contains(&255), "only their own school: {:?}", numbers(&page.body));
        assert!(!page.body.contains("riservato</span>"), "nothing is withheld from the school itself");
        let start = page.body.find("/reporting/students?").expect("a number opens its list");
        let link = page.body[start..].split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        for address in [link.as_str(), "/reporting/students?year=2026&only=province.BG&state=registered"] {
            let list = browser.get(address).await;
            assert_eq!(list.status, StatusCode::OK);
            assert!(list.body.contains("OR0"), "the school's own keys: {address} {}", list.body);
            assert!(!list.body.contains("LA0"), "no student of the other school");
        }
    }

    async fn a_student_counts_in_every_year_from_the_first_to_the_last_that_its_school_speaks_of(t: TestApp) {
        let school = school(&t.app, "A").await;
        let moment = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (gone, stays) = (student(&t, school, profile("GONE")), student(&t, school, profile("STAYS")));
        let tx = t.app.db.write_tx().await.unwrap();
        students::insert_many(&tx, &[gone, stays.clone()], moment("2024-07-01T08:00:00Z")).await.unwrap();
        students::update(&tx, &stays, moment("2026-09-07T08:00:00Z")).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        for (year, [is_gone, is_there]) in [(2023, [false, false]), (2024, [true, true]), (2025, [false, true]), (2026, [false, true])] {
            let list = browser.get(&format!("/reporting/students?year={year}")).await.body;
            assert_eq!([list.contains("GONE"), list.contains("STAYS")], [is_gone, is_there], "{year}");
        }
    }

    async fn what_is_saved_is_withheld_alike_and_written_down(t: TestApp) {
        filled(&t).await;
        let mut browser = fund(&t).await;
        browser.get("/reporting").await;
        let saved = browser.post("/reporting/export", &[("year", "2026"), ("only", ""), ("format", "csv")]).await;
        assert_eq!(saved.status, StatusCode::OK);
        assert!(saved.header("content-disposition").contains("abbina-2026.csv"));
        let lines: Vec<Vec<&str>> = saved.body.lines().skip(1).map(|line| line.split(';').collect()).collect();
        assert!(lines.len() > 50, "{}", saved.body);
        for line in &lines {
            let number = line[7].parse::<u32>();
            assert!(number.is_err() || !(1..5).contains(&number.unwrap()), "{line:?}");
        }
        let book = browser.post("/reporting/export", &[("year", "2026"), ("format", "xlsx")]).await;
        assert!(book.header("content-type").contains("spreadsheetml"));
        let none = browser.post("/reporting/export", &[("year", "2026"), ("format", "pdf")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(count(&t, "SELECT COUNT(*) FROM audit WHERE action = 'reporting.exported'").await, 2);
    }

    async fn looking_at_numbers_changes_nothing(t: TestApp) {
        filled(&t).await;
        let mut browser = fund(&t).await;
        let before = count(&t, "SELECT COUNT(*) FROM audit").await;
        for path in ["/reporting", "/reporting?year=2026&only=figure.Q12", "/reporting?year=1&only=x.y"] {
            assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
        }
        assert_eq!(count(&t, "SELECT COUNT(*) FROM audit").await, before);
    }

    async fn an_empty_service_says_that_there_is_nothing_to_count(t: TestApp) {
        let mut browser = fund(&t).await;
        let page = browser.get("/reporting").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("ancora nulla da contare"));
    }
}
