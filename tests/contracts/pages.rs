//! What the pages of accounts say, word for word. `INSTA_UPDATE=always` writes the snapshots anew.

use crate::both;
use crate::support::browser::{Browser, Shown, account, school, signed_in};

/// What is between `<main>` and `</main>`, without what changes from run to run.
fn matter(shown: &Shown) -> String {
    let body = &shown.body;
    let (from, to) = (body.find("<main").unwrap(), body.find("</main>").unwrap());
    let lines = body[from..to]
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.trim().is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn assert_page(name: &str, shown: &Shown) {
    insta::with_settings!({
        snapshot_path => "../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
        filters => vec![
            (r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "[id]"),
            (r"[0-9a-f]{128}", "[token]"),
            (r"/set-password/[0-9a-f]{64}", "/set-password/[secret]"),
            (r"\?v=[0-9a-f]{32}", ""),
        ],
    }, {
        insta::assert_snapshot!(format!("page_{name}"), matter(shown));
    });
}

both! {
    async fn the_pages_of_accounts_say_what_they_said(t: TestApp) {
        let school = school(&t.app, "BSRC030003").await;
        account(&t.app, "coordinator", "coordina@example.org", &school.to_string()).await;
        let mut nobody = Browser::new(&t.app);
        assert_page("home", &nobody.get("/").await);
        assert_page("sign_in", &nobody.get("/sign-in").await);
        let refused = nobody.post("/sign-in", &[("email", "chi@example.org"), ("password", "sbagliata")]).await;
        assert_page("sign_in_refused", &refused);
        assert_page("not_found", &nobody.get("/no/such/page").await);
        let mut administrator = signed_in(&t.app, "administrator", "capo@example.org", "").await;
        assert_page("home_administrator", &administrator.get("/").await);
        assert_page("accounts", &administrator.get("/accounts").await);
        assert_page("account_new", &administrator.get("/accounts/new").await);
        assert_page("account_new_refused", &administrator.post("/accounts", &[("role", "company")]).await);
        assert_page("schools", &administrator.get("/schools").await);
        assert_page("school", &administrator.get(&format!("/schools/{school}")).await);
        assert_page("own", &administrator.get("/account").await);
        administrator.headers.push(("accept-language", "en".to_owned()));
        administrator.get("/language/en?back=%2Faccount").await;
        assert_page("own_english", &administrator.get("/account").await);
    }
}
