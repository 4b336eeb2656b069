//! Files on their way in: check, diff, confirm, undo.

use abbina::companies;
use abbina::imports::{self, Importer, Kind, State, Terms};
use abbina::placements;
use abbina::platform::sheets::{Sheet, write_csv};
use abbina::students::{self, model::Profile};
use abbina::vocabulary::fault::Fault;
use abbina::vocabulary::firm::Artisan;
use abbina::vocabulary::ids::{ImportId, InstitutionId};
use abbina::vocabulary::text::{EmailAddress, Language};

use super::records::{keep_company, keep_offers};
use crate::both;
use crate::support::TestApp;
use crate::support::browser::coordinator;
use crate::support::records::{facts, offer, profile, school, vat};

mod broken;
mod files;

/// Rows with something wrong are left out.
const SKIPPING: Terms = Terms {
    skip_invalid: true,
    over_families: false,
};

fn importer(school: InstitutionId) -> Importer {
    Importer {
        institution: Some(school),
        account: None,
    }
}

fn pupils(profiles: &[Profile]) -> Sheet {
    students::import::sheet(profiles, Language::Italian)
}

async fn stage(t: &TestApp, school: InstitutionId, kind: Kind, sheet: &Sheet) -> ImportId {
    imports::stage(
        &t.app,
        importer(school),
        kind,
        "prova.csv",
        write_csv(sheet),
        None,
    )
    .await
    .unwrap()
}

async fn import(
    t: &TestApp,
    school: InstitutionId,
    kind: Kind,
    sheet: &Sheet,
) -> (ImportId, imports::Counts) {
    let id = stage(t, school, kind, sheet).await;
    let counts = imports::confirm(&t.app, importer(school), id, Terms::default())
        .await
        .unwrap();
    (id, counts)
}

fn codes(fault: Fault) -> Vec<&'static str> {
    match fault {
        Fault::Invalid(list) => list.into_iter().map(|one| one.code).collect(),
        Fault::Conflict(code) => vec![code],
        other => panic!("{other}"),
    }
}

async fn all(t: &TestApp, school: InstitutionId) -> Vec<Profile> {
    let mut all: Vec<Profile> = students::all(t.app.db.reader(), school)
        .await
        .unwrap()
        .into_iter()
        .map(|registered| registered.student.profile)
        .collect();
    all.sort_by(|a, b| a.key.cmp(&b.key));
    all
}

both! {
    async fn importing_the_same_file_again_changes_nothing(t: TestApp) {
        let school = school(&t.app, "A").await;
        let sheet = pupils(&[profile("1"), profile("2")]);
        let (_, first) = import(&t, school, Kind::Students, &sheet).await;
        assert_eq!((first.rows, first.new, first.same), (2, 2, 0));
        let (_, again) = import(&t, school, Kind::Students, &sheet).await;
        assert_eq!((again.new, again.changed, again.same), (0, 0, 2));
        assert_eq!(all(&t, school).await, [profile("1"), profile("2")]);
    }

    async fn a_changed_row_shows_each_field_before_and_after_and_what_is_missing_stays(t: TestApp) {
        let school = school(&t.app, "A").await;
        import(&t, school, Kind::Students, &pupils(&[profile("1"), profile("2")])).await;
        let mut changed = profile("1");
        changed.course_year = 4;
        changed.email = EmailAddress::parse("anna@prova.example").ok();
        let id = stage(&t, school, Kind::Students, &pupils(&[changed.clone(), profile("3")])).await;
        let (batch, _, _, check) = imports::check(&t.app, importer(school), id).await.unwrap();
        assert_eq!((batch.state, check.new.len(), check.changed.len(), check.same), (State::Staged, 1, 1, 0));
        let shown: Vec<(&str, &str, &str)> = check.changed[0]
            .differences
            .iter()
            .map(|d| (d.column.key, d.before.as_str(), d.after.as_str()))
            .collect();
        assert_eq!(shown, [("course_year", "3", "4"), ("email", "", "anna@prova.example")]);
        assert_eq!((check.missing.len(), check.missing[0].key.as_str()), (1, "2"));
        imports::confirm(&t.app, importer(school), id, Terms::default()).await.unwrap();
        assert_eq!(all(&t, school).await, [changed, profile("2"), profile("3")]);
    }

    async fn undoing_brings_everything_back_as_it_was(t: TestApp) {
        let school = school(&t.app, "A").await;
        import(&t, school, Kind::Students, &pupils(&[profile("1"), profile("2")])).await;
        let before = all(&t, school).await;
        let mut changed = profile("1");
        changed.given_name = "Zoe".parse_name();
        let (id, _) = import(&t, school, Kind::Students, &pupils(&[changed, profile("2"), profile("3")])).await;
        assert_eq!(all(&t, school).await.len(), 3);
        imports::undo(&t.app, importer(school), id).await.unwrap();
        assert_eq!(all(&t, school).await, before);
        let again = imports::undo(&t.app, importer(school), id).await.unwrap_err();
        assert_eq!(codes(again), ["import_not_applied"]);
    }

    async fn what_was_changed_since_is_not_overwritten_by_an_undo(t: TestApp) {
        let school = school(&t.app, "A").await;
        let (first, _) = import(&t, school, Kind::Students, &pupils(&[profile("1")])).await;
        let mut changed = profile("1");
        changed.course_year = 4;
        import(&t, school, Kind::Students, &pupils(std::slice::from_ref(&changed))).await;
        let fault = imports::undo(&t.app, importer(school), first).await.unwrap_err();
        assert_eq!(codes(fault), ["import.changed_since"]);
        assert_eq!(all(&t, school).await, [changed]);
    }

    async fn a_file_with_errors_leaves_nothing_unless_they_are_left_out(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut sheet = pupils(&[profile("1"), profile("2")]);
        sheet.rows[1][5] = "31/02/2010".into();
        let id = stage(&t, school, Kind::Students, &sheet).await;
        let fault = imports::confirm(&t.app, importer(school), id, Terms::default()).await.unwrap_err();
        assert_eq!(codes(fault), ["import.problems"]);
        assert!(all(&t, school).await.is_empty());
        let counts = imports::confirm(&t.app, importer(school), id, SKIPPING).await.unwrap();
        assert_eq!((counts.new, counts.left_out), (1, 1));
        assert_eq!(all(&t, school).await, [profile("1")]);
        let twice = imports::confirm(&t.app, importer(school), id, SKIPPING).await.unwrap_err();
        assert_eq!(codes(twice), ["import_not_staged"]);
    }

    async fn a_column_that_the_file_does_not_have_leaves_what_is_known(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut known = profile("1");
        known.email = EmailAddress::parse("anna@prova.example").ok();
        known.school_week_minutes = Some(1_200);
        import(&t, school, Kind::Students, &pupils(std::slice::from_ref(&known))).await;
        let mut sheet = pupils(&[profile("1")]);
        let short = |at: usize| ["email", "ore settimanali a scuola"].contains(&sheet.columns[at].title.as_str());
        let kept: Vec<usize> = (0..sheet.columns.len()).filter(|at| !short(*at)).collect();
        sheet.rows[0] = kept.iter().map(|at| sheet.rows[0][*at].clone()).collect();
        sheet.columns = kept.iter().map(|at| sheet.columns[*at].clone()).collect();
        let (_, counts) = import(&t, school, Kind::Students, &sheet).await;
        assert_eq!(counts.same, 1);
        assert_eq!(all(&t, school).await, [known]);
    }

    async fn a_file_of_another_school_does_not_exist(t: TestApp) {
        let (one, other) = (school(&t.app, "A").await, school(&t.app, "B").await);
        let id = stage(&t, one, Kind::Students, &pupils(&[profile("1")])).await;
        for fault in [
            imports::check(&t.app, importer(other), id).await.err(),
            imports::confirm(&t.app, importer(other), id, SKIPPING).await.err(),
            imports::discard(&t.app, importer(other), id).await.err(),
        ] {
            assert!(matches!(fault, Some(Fault::NotFound("import"))), "{fault:?}");
        }
    }

    async fn a_company_is_confirmed_once_for_all_and_undone_exactly(t: TestApp) {
        let school = school(&t.app, "A").await;
        keep_company(&t, &facts(vat(1))).await;
        let before = companies::all(t.app.db.reader()).await.unwrap();
        t.clock.advance(chrono::TimeDelta::days(30));
        let mut said = facts(vat(1));
        said.staff = Some(99);
        said.ccnl = None;
        let sheet = companies::import::sheet([&said, &facts(vat(2))], Language::Italian);
        let (id, counts) = import(&t, school, Kind::Companies, &sheet).await;
        assert_eq!((counts.new, counts.changed), (1, 1));
        let after = companies::all(t.app.db.reader()).await.unwrap();
        assert_eq!(after.len(), 2);
        let changed = after.iter().find(|c| c.facts.vat_number == vat(1)).unwrap();
        assert_eq!(changed.facts.staff, Some(99));
        assert!(changed.confirmations["staff"].at > before[0].confirmations["staff"].at);
        imports::undo(&t.app, importer(school), id).await.unwrap();
        let undone = companies::all(t.app.db.reader()).await.unwrap();
        assert_eq!(undone.len(), 1);
        assert_eq!((&undone[0].facts, &undone[0].confirmations), (&before[0].facts, &before[0].confirmations));
    }

    async fn a_file_takes_a_yes_back_and_leaves_alone_what_it_does_not_say(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut known = facts(vat(1));
        known.artisan = Some(Artisan::Serial);
        known.language = Some(Language::English);
        known.dvr_minors = Some(true);
        keep_company(&t, &known).await;
        let one = async || companies::all(t.app.db.reader()).await.unwrap().remove(0);
        let before = one().await;
        t.clock.advance(chrono::TimeDelta::days(30));
        let text = |more: &str, cells: &str| {
            format!("partita iva;ragione sociale;email referente{more}\n{};Officina;officina@prova.example{cells}\n", vat(1))
        };
        let bring = async |file: String| {
            let id = imports::stage(&t.app, importer(school), Kind::Companies, "a.csv", file.into_bytes(), None).await.unwrap();
            imports::confirm(&t.app, importer(school), id, Terms::default()).await.unwrap()
        };
        for file in [text("", ""), text(";artigiana;lingua;dvr minori;dipendenti", ";;;;")] {
            bring(file).await;
            let now = one().await;
            assert_eq!((now.facts.artisan, now.facts.language), (Some(Artisan::Serial), Some(Language::English)));
            assert_eq!((now.facts.dvr_minors, now.facts.staff), (Some(true), known.staff));
            assert_eq!(now.confirmations["artisan"], before.confirmations["artisan"]);
        }
        let counts = bring(text(";artigiana;lingua;dvr minori", ";no;italiano;no")).await;
        assert_eq!(counts.changed, 1);
        let now = one().await;
        assert_eq!((now.facts.artisan, now.facts.language), (Some(Artisan::No), Some(Language::Italian)));
        assert_eq!(now.facts.dvr_minors, Some(false));
        assert!(now.confirmations["artisan"].at > before.confirmations["artisan"].at);
    }

    async fn an_empty_cell_of_the_schools_own_file_empties_and_a_missing_column_does_not(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut known = profile("1");
        known.accessible_site = true;
        known.email = EmailAddress::parse("anna@prova.example").ok();
        import(&t, school, Kind::Students, &pupils(std::slice::from_ref(&known))).await;
        let mut sheet = pupils(std::slice::from_ref(&known));
        for name in ["email", "serve sede accessibile"] {
            let at = sheet.columns.iter().position(|column| column.title == name).unwrap();
            sheet.rows[0][at] = abbina::platform::sheets::Cell::Empty;
        }
        import(&t, school, Kind::Students, &sheet).await;
        let now = all(&t, school).await.remove(0);
        assert!(now.email.is_none() && !now.accessible_site);
    }

    async fn what_serves_already_cannot_be_taken_back_and_says_what_it_serves(t: TestApp) {
        let school = school(&t.app, "A").await;
        let sheet = companies::import::sheet([&facts(vat(1))], Language::English);
        let (id, _) = import(&t, school, Kind::Companies, &sheet).await;
        keep_offers(&t, school, &[offer("P1", vat(1))]).await;
        let Err(Fault::Invalid(list)) = imports::undo(&t.app, importer(school), id).await else {
            panic!("it was undone")
        };
        assert_eq!((list[0].code, list[0].value.as_str()), ("import.in_use", vat(1).as_str()));
        assert_eq!(list[0].args, [("what", "placement".to_owned())]);
        assert_eq!(companies::all(t.app.db.reader()).await.unwrap().len(), 1);
    }

    async fn placements_bring_sites_and_tutors_and_take_them_away_again(t: TestApp) {
        let school = school(&t.app, "A").await;
        let company = keep_company(&t, &facts(vat(1))).await;
        let unknown = placements::import::sheet([&offer("P1", vat(2))], Language::Italian);
        let id = stage(&t, school, Kind::Placements, &unknown).await;
        let (_, _, _, check) = imports::check(&t.app, importer(school), id).await.unwrap();
        assert_eq!(check.problems[0].code, "placement.company.unknown");
        keep_offers(&t, school, &[offer("P1", vat(1))]).await;
        let reader = t.app.db.reader();
        let before = (
            placements::own(reader, school).await.unwrap(),
            companies::around(reader, &[company]).await.unwrap(),
        );
        let mut changed = offer("P1", vat(1));
        changed.seats += 3;
        changed.tutor_years = changed.tutor_years.map(|years| years + 5);
        let mut new = offer("P2", vat(1));
        new.address = Some("Via Nuova 7".into());
        new.tutor = Some("Nuovo Tutor".parse_name());
        let sheet = placements::import::sheet([&changed, &new], Language::Italian);
        let (id, counts) = import(&t, school, Kind::Placements, &sheet).await;
        assert_eq!((counts.new, counts.changed), (1, 1));
        assert_eq!(companies::around(reader, &[company]).await.unwrap().0.len(), before.1.0.len() + 1);
        let (_, again) = import(&t, school, Kind::Placements, &sheet).await;
        assert_eq!(again.same, 2);
        imports::undo(&t.app, importer(school), id).await.unwrap();
        let mut after = placements::own(reader, school).await.unwrap();
        after.iter_mut().zip(&before.0).for_each(|(a, b)| a.version = b.version);
        assert_eq!(after, before.0);
        assert_eq!(companies::around(reader, &[company]).await.unwrap(), before.1);
    }

    async fn a_school_walks_from_the_upload_to_the_undo_with_forms_alone(t: TestApp) {
        let school = school(&t.app, "A").await;
        let mut browser = coordinator(&t.app, school, "anna@example.org").await;
        browser.get("/imports").await;
        let text = "Codice allievo X;Cognome;Nome;Data di nascita;Comune;Figura;Anno;Percorso\n\
            1;Prova;Anna;01/03/2010;Brescia;Q05;3;apprendistato\n2;Prova;Bea;31/02/2010;Brescia;Q05;3;apprendistato\n";
        let sent = browser.upload("/imports", &[("kind", "students")], ("file", "allievi.csv", text.as_bytes())).await;
        let page = browser.follow(&sent).await;
        assert!(page.body.contains("Manca la colonna"), "{}", page.body);
        let at = sent.location().to_owned();
        browser.get(&format!("{at}/columns")).await;
        let names = ["student_id", "family_name", "given_name", "birth_date", "residence", "figure", "course_year", "pathway"];
        let fields: Vec<(String, &str)> = names.iter().enumerate().map(|(n, key)| (format!("c{n}"), *key)).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, key)| (n.as_str(), *key)).collect();
        let saved = browser.post(&format!("{at}/columns"), &fields).await;
        let page = browser.follow(&saved).await;
        assert!(page.body.contains("Il giorno 31/02/2010 non esiste."));
        for path in ["?rows=all&columns=bad", "/changes?kind=new", "/changes?kind=missing", "/errors"] {
            assert_eq!(browser.get(&format!("{at}{path}")).await.status, 200, "{path}");
        }
        browser.get(&at).await;
        let refused = browser.post(&format!("{at}/confirm"), &[]).await;
        assert_eq!(refused.status, 422);
        browser.get(&at).await;
        let confirmed = browser.post(&format!("{at}/confirm"), &[("skip_invalid", "yes")]).await;
        assert!(browser.follow(&confirmed).await.body.contains("Importazione fatta."));
        assert_eq!(all(&t, school).await.len(), 1);
        let undone = browser.post(&format!("{at}/undo"), &[]).await;
        assert!(browser.follow(&undone).await.body.contains("tutto è tornato come prima"));
        assert!(all(&t, school).await.is_empty());
        // The columns are remembered for the next file with the same names.
        browser.get("/imports").await;
        let sent = browser.upload("/imports", &[("kind", "students")], ("file", "allievi.csv", text.as_bytes())).await;
        let page = browser.follow(&sent).await;
        assert!(!page.body.contains("Manca la colonna"));
        for path in ["/imports/templates/companies", "/imports/exports/students", "/imports/exports/placements"] {
            assert_eq!(browser.get(path).await.status, 200, "{path}");
        }
        browser.get("/imports").await;
        let sent = browser.upload("/imports", &[("kind", "students")], ("file", "a.xlsx", b"%PDF-1.7")).await;
        assert!(sent.status == 422 && sent.body.contains("Il file è un PDF"));
    }
}

trait ParseName {
    fn parse_name(&self) -> abbina::vocabulary::text::PersonName;
}

impl ParseName for str {
    fn parse_name(&self) -> abbina::vocabulary::text::PersonName {
        abbina::vocabulary::text::PersonName::parse(self).unwrap()
    }
}
