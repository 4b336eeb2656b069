//! A file of the school and what a family has chosen by its link: the choice stays, and whoever imports reads so and may say otherwise.

use abbina::imports::{self, Importer, Kind, Terms};
use abbina::platform::sheets::{Cell, write_csv};
use abbina::students::import;
use abbina::vocabulary::text::Language;

use super::*;

/// The school's own list as it was before the family answered, with these cells in place of others.
fn file(profile: &students::model::Profile, cells: &[(&str, &str)]) -> Vec<u8> {
    let mut sheet = import::sheet([profile], Language::Italian);
    for (key, value) in cells {
        let at = import::COLUMNS
            .iter()
            .position(|column| column.key == *key)
            .unwrap();
        sheet.rows[0][at] = if value.is_empty() {
            Cell::Empty
        } else {
            Cell::text(value)
        };
    }
    write_csv(&sheet)
}

async fn stage(t: &TestApp, home: &Home, bytes: Vec<u8>) -> abbina::vocabulary::ids::ImportId {
    let importer = Importer {
        institution: Some(home.school.id),
        account: None,
    };
    imports::stage(&t.app, importer, Kind::Students, "studenti.csv", bytes, None)
        .await
        .unwrap()
}

both! {
    async fn what_a_family_chose_is_not_emptied_by_a_file_and_the_page_says_so(t: TestApp) {
        let home = Home::asked(&t).await;
        let before = home.profile(&t).await;
        let link = home.link(&t).await;
        answer(&t, &link, &[("p:P2", "1"), ("max_minutes", "60")]).await;
        let chosen = home.profile(&t).await;
        // Wishes and limit are empty in the file; the course year is the school's to say.
        let mut next = before.clone();
        next.course_year = 4;
        let id = stage(&t, &home, file(&next, &[])).await;
        let mut anna = coordinator(&t.app, home.school.id, "anna@example.org").await;
        let check = anna.get(&format!("/imports/{id}")).await;
        assert!(check.body.contains("In una riga il file dice altro da ciò che la famiglia ha scelto"), "{}", check.body);
        let list = anna.get(&format!("/imports/{id}/changes?kind=chosen")).await;
        for text in ["La famiglia l&#39;ha indicato il 7 settembre 2026", "Il file lo svuota.", "P2"] {
            assert!(list.body.contains(text), "{text}: {}", list.body);
        }
        let changed = anna.get(&format!("/imports/{id}/changes?kind=changed")).await;
        assert!(!changed.body.contains("P2"), "it does not change: {}", changed.body);
        anna.post(&format!("/imports/{id}/confirm"), &[]).await;
        let now = home.profile(&t).await;
        assert_eq!((&now.wishes, now.max_minutes, now.course_year), (&chosen.wishes, Some(60), 4));
    }

    async fn a_file_of_before_does_not_take_back_what_a_family_corrected_unless_one_says_so(t: TestApp) {
        let home = Home::asked(&t).await;
        let before = home.profile(&t).await;
        let link = home.link(&t).await;
        answer(&t, &link, &[("residence", "Treviglio"), ("p:P1", "1")]).await;
        let id = stage(&t, &home, file(&before, &[])).await;
        let importer = Importer { institution: Some(home.school.id), account: None };
        let kept = imports::confirm(&t.app, importer, id, Terms::default()).await.unwrap();
        assert_eq!((kept.changed, kept.same), (0, 1));
        assert_eq!(home.profile(&t).await.residence, comune("Treviglio"));
        let id = stage(&t, &home, file(&before, &[])).await;
        let mut anna = coordinator(&t.app, home.school.id, "anna@example.org").await;
        let list = anna.get(&format!("/imports/{id}/changes?kind=chosen")).await;
        assert!(list.body.contains("Nel file: Bergamo"), "{}", list.body);
        anna.post(&format!("/imports/{id}/confirm"), &[("over_families", "yes")]).await;
        let now = home.profile(&t).await;
        assert_eq!((now.residence, now.wishes), (before.residence, before.wishes));
    }

    async fn what_the_school_wrote_after_the_family_is_the_files_to_change(t: TestApp) {
        let home = Home::asked(&t).await;
        let before = home.profile(&t).await;
        let link = home.link(&t).await;
        answer(&t, &link, &[("max_minutes", "60")]).await;
        // The school writes another limit by a file, on purpose; the next file may empty it.
        let importer = Importer { institution: Some(home.school.id), account: None };
        let over = Terms { over_families: true, ..Terms::default() };
        let id = stage(&t, &home, file(&before, &[("max_minutes", "30")])).await;
        imports::confirm(&t.app, importer, id, over).await.unwrap();
        assert_eq!(home.profile(&t).await.max_minutes, Some(30));
        let id = stage(&t, &home, file(&before, &[])).await;
        imports::confirm(&t.app, importer, id, Terms::default()).await.unwrap();
        assert_eq!(home.profile(&t).await.max_minutes, None);
    }

    async fn what_a_family_found_right_is_not_emptied_by_a_file_either(t: TestApp) {
        let home = Home::asked(&t).await;
        let before = home.profile(&t).await;
        let importer = Importer { institution: Some(home.school.id), account: None };
        let id = stage(&t, &home, file(&before, &[("max_minutes", "45")])).await;
        imports::confirm(&t.app, importer, id, Terms::default()).await.unwrap();
        let link = home.link(&t).await;
        answer(&t, &link, &[]).await;
        let id = stage(&t, &home, file(&before, &[("max_minutes", "")])).await;
        imports::confirm(&t.app, importer, id, Terms::default()).await.unwrap();
        assert_eq!(home.profile(&t).await.max_minutes, Some(45));
    }
}
