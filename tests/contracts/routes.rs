//! Who may do what, asked of every route of the table as every role; and what every answer carries.

use std::collections::BTreeMap;

use abbina::app::routes;
use abbina::imports::{self, Importer, Kind};
use abbina::platform::web::{Entry, Policy};
use abbina::proposals;
use axum::http::Method;
use sea_orm::{ConnectionTrait as _, Statement};

use crate::both;
use crate::support::TestApp;
use crate::support::browser::{Browser, account, coordinator, school, signed_in};
use crate::support::proposed::{World, insert};
use crate::support::world::facts;

/// An id that nothing has.
const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// A secret that opens nothing.
const NO_SECRET: &str = "00000000000000000000000000000000000000000000000000000000000000ff";

/// The routes that end the session of whoever takes them: asked last.
const FAREWELLS: [&str; 1] = ["/sign-out"];

fn table() -> Vec<Entry> {
    let mut table = routes().table().to_vec();
    table.sort_by_key(|entry| FAREWELLS.contains(&entry.path));
    table
}

/// The route with something in the place of its parameters.
fn filled(pattern: &str, with: impl Fn(&str) -> String) -> String {
    let fill = |piece: &str| match piece.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(name) => with(name.trim_start_matches('*')),
        None => piece.to_owned(),
    };
    pattern.split('/').map(fill).collect::<Vec<_>>().join("/")
}

fn nothing(name: &str) -> String {
    match name {
        "token" => NO_SECRET.to_owned(),
        _ => NOBODY.to_owned(),
    }
}

async fn everybody(t: &TestApp) -> Vec<(&'static str, Policy, Browser)> {
    let (a, b) = (school(&t.app, "A").await, school(&t.app, "B").await);
    let firm = facts(1);
    t.company(&firm).await;
    let mut anonymous = Browser::new(&t.app);
    anonymous.get("/").await;
    anonymous.get("/sign-in").await;
    vec![
        ("anonymous", Policy::PUBLIC, anonymous),
        (
            "coordinator A",
            Policy::COORDINATOR,
            coordinator(&t.app, a, "a@example.org").await,
        ),
        (
            "coordinator B",
            Policy::COORDINATOR,
            coordinator(&t.app, b, "b@example.org").await,
        ),
        (
            "company",
            Policy::COMPANY,
            signed_in(&t.app, "company", "c@example.org", &firm.vat_number.to_string()).await,
        ),
        (
            "fund",
            Policy::FUND,
            signed_in(&t.app, "fund", "f@example.org", "").await,
        ),
        (
            "administrator",
            Policy::ADMINISTRATOR,
            signed_in(&t.app, "administrator", "x@example.org", "").await,
        ),
    ]
}

both! {
    async fn every_route_lets_in_whom_its_policy_names_and_nobody_else(t: TestApp) {
        let mut asked = 0;
        for (who, own, mut browser) in everybody(&t).await {
            for Entry { method, path, policy } in table() {
                let address = filled(path, nothing);
                let signed = who != "anonymous";
                let welcome = if signed { policy.or(own) == policy } else { policy.is_public() };
                let answer = match method {
                    Method::GET => browser.get(&address).await,
                    _ => browser.post(&address, &[]).await,
                };
                let status = answer.status.as_u16();
                let case = format!("{who} {method} {path}: {status} {}", answer.location());
                assert!(status < 500, "{case}\n{}", answer.body);
                let sent_away = answer.location().starts_with("/sign-in?back=");
                match (welcome, signed, &method) {
                    (true, ..) => assert!(!matches!(status, 401 | 403) && !sent_away, "let in: {case}"),
                    (false, true, _) => assert_eq!(status, 403, "refused: {case}"),
                    (false, false, &Method::GET) => assert!(status == 303 && sent_away, "to sign in: {case}"),
                    (false, false, _) => assert_eq!(status, 401, "to sign in: {case}"),
                }
                asked += 1;
            }
        }
        assert!(asked >= 6 * table().len());
    }

    async fn what_belongs_to_another_school_does_not_exist(t: TestApp) {
        let things = things_of_a_school(&t).await;
        let b = school(&t.app, "B").await;
        let mut other = coordinator(&t.app, b, "b@example.org").await;
        let (mut named, mut wrong) = (0, Vec::new());
        for Entry { method, path, policy } in table() {
            let of_schools = policy.or(Policy::COORDINATOR) == policy && !policy.is_public();
            if !of_schools || !path.contains('{') || path.starts_with("/account/") {
                continue;
            }
            let theirs = filled(path, |name| {
                let segment = path.split('/').nth(1).unwrap();
                let kind = if name == "id" { segment } else { name };
                let kind = if path.starts_with("/outbox/refused") { "refused" } else { kind };
                things.get(kind).cloned().unwrap_or_else(|| NOBODY.to_owned())
            });
            named += usize::from(!theirs.contains(NOBODY));
            let mut seen = Vec::new();
            for address in [theirs, filled(path, nothing)] {
                let answer = match method {
                    Method::GET => other.get(&address).await,
                    _ => other.post(&address, &[]).await,
                };
                seen.push(answer.status.as_u16());
            }
            if seen != [404, 404] {
                wrong.push(format!("{method} {path}: theirs {}, nothing {}", seen[0], seen[1]));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(named >= 30, "hardly anything of another school was asked for: {named}");
    }

    async fn a_change_without_the_form_token_is_refused(t: TestApp) {
        for (who, _, mut browser) in everybody(&t).await {
            let mut stranger = Browser::new(&t.app);
            let foreign = stranger.get("/sign-in").await.token().unwrap();
            for Entry { method, path, policy } in table() {
                let welcome = who != "anonymous" || policy.is_public();
                if method == Method::GET || !welcome {
                    continue;
                }
                let address = filled(path, nothing);
                for fields in [vec![], vec![("csrf", "")], vec![("csrf", foreign.as_str())]] {
                    let answer = browser.post_exactly(&address, &fields).await;
                    // Where the secret in the address is all that is asked for, without it there is nothing.
                    let refused = if policy.is_bearer() { 404 } else { 403 };
                    assert_eq!(answer.status.as_u16(), refused, "{who} {path} {fields:?}");
                }
            }
        }
    }

    async fn a_change_that_another_site_causes_is_refused(t: TestApp) {
        for (who, _, browser) in everybody(&t).await {
            for Entry { method, path, .. } in table() {
                if method == Method::GET {
                    continue;
                }
                let address = filled(path, nothing);
                for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://example.org")] {
                    let mut lured = browser.clone();
                    lured.headers.push(("host", "127.0.0.1:8080".to_owned()));
                    lured.headers.push((name, value.to_owned()));
                    let answer = lured.post(&address, &[]).await;
                    assert_eq!(answer.status.as_u16(), 403, "{who} {path} {name}");
                }
            }
        }
    }

    async fn every_answer_carries_the_same_strict_headers(t: TestApp) {
        let csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                   connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        for (who, _, mut browser) in everybody(&t).await {
            let routes = table().into_iter().map(|entry| (entry.method, filled(entry.path, nothing)));
            for (method, path) in routes.chain([(Method::GET, "/no/such/page".to_owned())]) {
                let answer = match method {
                    Method::GET => browser.get(&path).await,
                    _ => browser.post(&path, &[]).await,
                };
                let case = format!("{who} {method} {path}");
                assert_eq!(answer.header("content-security-policy"), csp, "{case}");
                assert_eq!(answer.header("x-content-type-options"), "nosniff", "{case}");
                assert_eq!(answer.header("referrer-policy"), "no-referrer", "{case}");
                assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{case}");
                assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{case}");
                assert_eq!(answer.header("cache-control"), "no-store", "{case}");
                assert_eq!(answer.header("x-request-id").len(), 36, "{case}");
                assert!(!answer.body.contains(" style=\"") && !answer.body.contains("<style"), "{case}: inline style");
                assert!(!answer.body.contains("⟦"), "{case}: a text is missing");
            }
        }
    }
}

/// One thing of each kind that belongs to a school: by the first segment of the addresses that name it, or by the name of
/// the parameter. A room that adds addresses of a school's things adds its thing here.
async fn things_of_a_school(t: &TestApp) -> BTreeMap<&'static str, String> {
    let world = World::new(t, 1, 1).await;
    execute(t, "UPDATE placement SET shared = FALSE").await;
    let run = world.run(t, &[(0, 0)], &[]).await;
    proposals::publish(&t.app, &world.coordinator, world.round, run)
        .await
        .unwrap();
    let importer = Importer::of(&world.coordinator);
    let file = b"matricola;cognome\n1;Prova\n".to_vec();
    let import = imports::stage(&t.app, importer, Kind::Students, "a.csv", file, None)
        .await
        .unwrap();
    let (pin, refused) = (uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(2));
    let now = t.app.clock.now();
    let tx = t.app.db.write_tx().await.unwrap();
    let pinned = vec![
        ("id", pin.into()),
        ("round_id", world.round.0.into()),
        ("student_id", world.students[0].0.into()),
        ("placement_id", world.places[0].0.into()),
        ("kind", "forbid".into()),
        ("reason", "Prova".into()),
        ("created_at", now.into()),
    ];
    insert(&tx, "pin", pinned).await;
    let blocked = vec![
        ("id", refused.into()),
        ("email_key", "ok+0@azienda.example".into()),
        ("reason", "refused".into()),
        ("detail", "550 no such mailbox".into()),
        ("since", now.into()),
    ];
    insert(&tx, "suppression", blocked).await;
    tx.commit().await.unwrap();
    let first = |table: &'static str| async move {
        let conn = t.app.db.reader();
        let query = format!("SELECT id FROM {table} ORDER BY id LIMIT 1");
        let row = conn
            .query_one_raw(Statement::from_string(conn.get_database_backend(), query))
            .await;
        let id: uuid::Uuid = row.unwrap().unwrap().try_get_by_index(0).unwrap();
        id.to_string()
    };
    BTreeMap::from([
        ("rounds", world.round.to_string()),
        ("round", world.round.to_string()),
        ("run", run.to_string()),
        ("pin", pin.to_string()),
        ("students", world.students[0].to_string()),
        ("student", world.students[0].to_string()),
        ("placements", world.places[0].to_string()),
        ("placement", world.places[0].to_string()),
        ("company", world.companies[0].to_string()),
        ("proposals", first("proposal").await),
        ("outbox", first("message").await),
        ("refused", refused.to_string()),
        ("imports", import.to_string()),
    ])
}

async fn execute(t: &TestApp, sql: &str) {
    let tx = t.app.db.write_tx().await.unwrap();
    tx.execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
}

both! {
    async fn under_https_cookies_belong_to_this_host_and_the_browser_remembers_https(t: TestApp) {
        account(&t.app, "fund", "anna@example.org", "").await;
        let app = t.as_https().await;
        let mut browser = Browser::new(&app);
        let shown = browser.get("/").await;
        assert_eq!(shown.header("strict-transport-security"), "max-age=63072000; includeSubDomains");
        let cookie = shown.header("set-cookie").to_owned();
        assert!(cookie.starts_with("__Host-abbina-visit="), "{cookie}");
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        let entered = browser.sign_in("anna@example.org", crate::support::browser::PASSWORD).await;
        let cookie = entered.header("set-cookie").to_owned();
        assert!(cookie.starts_with("__Host-abbina-session="), "{cookie}");
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        assert!(!t.app.config.secure(), "and on loopback http without, so that a browser takes them");
    }

    async fn a_program_gets_problem_documents(t: TestApp) {
        let mut browser = Browser::new(&t.app);
        browser.headers.push(("accept", "application/json".to_owned()));
        let answer = browser.get("/account").await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (401, "application/problem+json"));
        let document: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(document["type"], "urn:abbina:problem:signed_out");
        assert_eq!(document["status"], 401);
        assert_eq!(document["title"], "Devi accedere");
        assert_eq!(document["request_id"], answer.header("x-request-id"));
    }

    async fn more_than_a_route_takes_is_refused_before_anything_reads_it(t: TestApp) {
        let mut browser = Browser::new(&t.app);
        browser.get("/sign-in").await;
        let long = "a".repeat(600 * 1024);
        let answer = browser.post("/sign-in", &[("email", &long)]).await;
        assert_eq!(answer.status.as_u16(), 413);
        assert!(answer.body.contains("Troppo grande"));
    }

    async fn an_address_or_a_method_that_does_not_exist_has_a_page(t: TestApp) {
        let mut browser = Browser::new(&t.app);
        let answer = browser.get("/no/such/page").await;
        assert_eq!(answer.status.as_u16(), 404);
        assert!(answer.body.contains("Pagina non trovata"));
        let answer = browser.post("/about", &[]).await;
        assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, "GET,HEAD"));
        assert!(answer.body.contains("Operazione non prevista"));
        let answer = browser.get("/assets/no-such-file.js").await;
        assert_eq!(answer.status.as_u16(), 404);
    }
}
