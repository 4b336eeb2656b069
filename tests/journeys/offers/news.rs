//! A school hears what companies did about its question: in one mail in the afternoon, and not click by click.

use abbina::notifications::catalogue::{AvailabilityNews, Mail, NewsLine};
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait as _, Statement};

use super::super::availability::execute;
use super::*;

/// The mails of this kind so far, the oldest first: to whom, and what they say.
async fn told(t: &TestApp) -> Vec<(String, AvailabilityNews)> {
    let conn = t.app.db.reader();
    let sql = "SELECT recipient, params FROM message WHERE template = 'availability_news' ORDER BY id";
    let rows = conn
        .query_all_raw(Statement::from_string(conn.get_database_backend(), sql))
        .await
        .unwrap();
    let read = |row: &sea_orm::QueryResult| {
        let params = row.try_get_by_index(1).unwrap();
        match Mail::from_stored("availability_news", params).unwrap() {
            Mail::AvailabilityNews(news) => (row.try_get_by_index(0).unwrap(), news),
            other => panic!("{other:?}"),
        }
    };
    rows.iter().map(read).collect()
}

fn line(answer: &str, n_firm: u32, n_maybe: u32) -> NewsLine {
    NewsLine {
        company: facts(1).name,
        year: "2026/27".to_owned(),
        answer: answer.to_owned(),
        n_firm,
        n_maybe,
    }
}

both! {
    async fn a_school_hears_of_a_day_in_one_mail_and_of_a_day_without_news_in_none(t: TestApp) {
        let (school, _, link) = asked(&t).await;
        let mut browser = Browser::new(&t.app);
        // At nine in the morning of a Monday: three clicks, and no mail yet.
        says(&mut browser, &link, &[("answer", "maybe"), ("again", "month")]).await;
        says(&mut browser, &link, &[("answer", "yes")]).await;
        offers(&mut browser, &link, &filled("2", "alternanza")).await;
        assert_eq!(availability::tell_schools(&t.app).await.unwrap(), 0, "the day is not over");
        t.clock.advance(TimeDelta::hours(7));
        assert_eq!(availability::tell_schools(&t.app).await.unwrap(), 1);
        assert_eq!(availability::tell_schools(&t.app).await.unwrap(), 0, "once is enough");
        let mails = told(&t).await;
        assert_eq!(mails[0].0, school.coordinator.email);
        assert_eq!(mails[0].1.companies, [line("yes", 2, 0)]);
        // What comes after it waits for the next day; at night nobody is written to.
        offers(&mut browser, &link, &filled("3", "alternanza")).await;
        for hours in [1, 6, 9] {
            t.clock.advance(TimeDelta::hours(hours));
            assert_eq!(availability::tell_schools(&t.app).await.unwrap(), 0);
        }
        t.clock.advance(TimeDelta::hours(8));
        assert_eq!(availability::tell_schools(&t.app).await.unwrap(), 1);
        assert_eq!(told(&t).await[1].1.companies, [line("yes", 5, 0)]);
        for _ in 0..3 {
            t.clock.advance(TimeDelta::hours(24));
            assert_eq!(availability::tell_schools(&t.app).await.unwrap(), 0, "nothing new");
        }
    }

    async fn a_place_that_is_changed_or_withdrawn_is_news_as_well(t: TestApp) {
        let (_, company, link) = asked(&t).await;
        let mut browser = Browser::new(&t.app);
        says(&mut browser, &link, &[("answer", "yes")]).await;
        offers(&mut browser, &link, &filled("2", "alternanza")).await;
        t.clock.advance(TimeDelta::hours(7));
        availability::tell_schools(&t.app).await.unwrap();
        let theirs = placements::of_company(t.app.db.reader(), company).await.unwrap();
        let place = theirs.iter().find(|place| place.offer.start >= day("2026-09-01")).unwrap();
        let question = browser.get(&format!("{link}/places/{}/withdraw", place.id)).await;
        browser.post(&format!("{link}/places/{}/withdraw", place.id), &borrowed(&hidden(&question))).await;
        t.clock.advance(TimeDelta::hours(24));
        assert_eq!(availability::tell_schools(&t.app).await.unwrap(), 1);
        assert_eq!(told(&t).await[1].1.companies, [line("yes", 0, 0)]);
    }

    async fn without_the_coordinator_who_asked_the_schools_own_address_hears_it(t: TestApp) {
        let (_, _, link) = asked(&t).await;
        execute(&t, "UPDATE institution SET email = 'segreteria@scuola.example'").await;
        execute(&t, "UPDATE account SET disabled_at = created_at WHERE role = 'coordinator'").await;
        let mut browser = Browser::new(&t.app);
        says(&mut browser, &link, &[("answer", "no"), ("reason", "full")]).await;
        t.clock.advance(TimeDelta::hours(7));
        assert_eq!(availability::tell_schools(&t.app).await.unwrap(), 1);
        let mails = told(&t).await;
        assert_eq!((mails[0].0.as_str(), mails[0].1.n), ("segreteria@scuola.example", 1));
        assert_eq!(mails[0].1.companies, [line("no", 0, 0)]);
    }
}
