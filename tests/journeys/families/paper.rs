//! Who gets a sheet of paper: one definition, for the number and for the list.

use super::*;
use crate::support::proposed::insert;

/// The codes of the students whose families the page lists as reached by no mail, and those for whom a sheet is printed.
async fn on_paper(t: &TestApp, home: &Home) -> (bool, bool, String) {
    let mut anna = coordinator(
        &t.app,
        home.school.id,
        &format!("a{}@example.org", uuid::Uuid::now_v7()),
    )
    .await;
    let list = anna
        .get(&format!("/rounds/{}/families?state=paper", home.round))
        .await;
    let sheets = anna.get(&format!("/rounds/{}/families/sheets", home.round)).await;
    let task = anna.get("/").await;
    (
        list.body.contains("Serafina"),
        sheets.body.contains("Serafina"),
        task.body,
    )
}

both! {
    async fn a_family_that_wants_no_mail_is_counted_listed_and_gets_its_sheet(t: TestApp) {
        let home = Home::asked(&t).await;
        assert!(!on_paper(&t, &home).await.0, "mail reaches it");
        let link = home.link(&t).await;
        let mut browser = Browser::new(&t.app);
        browser.get(&format!("{link}/data")).await;
        browser.post(&format!("{link}/consents"), &[("kind", "mail"), ("given", "no")]).await;
        let (listed, printed, task) = on_paper(&t, &home).await;
        assert!(listed && printed && task.contains("state=paper"), "{listed} {printed} {task}");
        // In another round it is not written to: the number on paper and the list agree from the start.
        let second = t.round(&home.school, settings()).await;
        let asked = families::ask(&t.app, &home.school.coordinator, second, &form()).await.unwrap();
        assert_eq!((asked.links, asked.mails, asked.paper), (1, 0, 1));
        let again = Home { round: second, ..home };
        let (listed, printed, _) = on_paper(&t, &again).await;
        assert!(listed && printed);
    }

    async fn a_family_whose_address_is_refused_gets_a_sheet_until_somebody_lifts_it(t: TestApp) {
        let home = Home::asked(&t).await;
        let tx = t.app.db.write_tx().await.unwrap();
        insert(&tx, "suppression", vec![
            ("id", uuid::Uuid::now_v7().into()),
            ("email_key", "madre@example.org".into()),
            ("reason", "refused".into()),
            ("detail", "550".into()),
            ("since", abbina::vocabulary::calendar::Clock::now(&*t.app.clock).into()),
        ]).await;
        tx.commit().await.unwrap();
        let (listed, printed, _) = on_paper(&t, &home).await;
        assert!(listed && printed);
    }
}
