//! A browser without a window: it keeps cookies, finds the form token, and talks to the service without a socket.

use std::collections::BTreeMap;

use abbina::accounts::{self, By, NewAccount};
use abbina::app::App;
use abbina::vocabulary::ids::{AccountId, InstitutionId};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tower::ServiceExt as _;

/// The password of everybody in tests.
pub const PASSWORD: &str = "quattro ruote sul tetto";

/// What came back.
#[derive(Debug, Clone)]
pub struct Shown {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Shown {
    /// Where it sends the browser, if anywhere.
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The form token of the page.
    pub fn token(&self) -> Option<String> {
        let start = self.body.find("name=\"csrf\" value=\"")? + 19;
        Some(self.body[start..start + 128].to_owned())
    }

    /// The page with what changes from run to run taken out, for snapshots.
    pub fn steady(&self) -> String {
        let mut text = String::new();
        for line in self.body.lines().filter(|line| !line.trim().is_empty()) {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// One person's browser.
#[derive(Debug, Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    token: Option<String>,
    pub headers: Vec<(&'static str, String)>,
}

impl Browser {
    /// Nobody has been here yet; it speaks Italian.
    pub fn new(app: &App) -> Browser {
        Browser {
            router: app.router(),
            cookies: BTreeMap::new(),
            token: None,
            headers: Vec::new(),
        }
    }

    pub async fn get(&mut self, path: &str) -> Shown {
        self.ask(Method::GET, path, None).await
    }

    pub async fn head(&mut self, path: &str) -> Shown {
        self.ask(Method::HEAD, path, None).await
    }

    /// Sends a form with the token of the page seen last.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let token = self.token.clone().unwrap_or_default();
        let mut all = vec![("csrf", token.as_str())];
        all.extend_from_slice(fields);
        self.post_exactly(path, &all).await
    }

    /// Sends these fields and no others.
    pub async fn post_exactly(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        self.ask(Method::POST, path, Some(body.join("&"))).await
    }

    /// Sends a form with a file.
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Shown {
        let boundary = "abbina-test-boundary";
        let mut body = Vec::new();
        let token = self.token.clone().unwrap_or_default();
        for (name, value) in [("csrf", token.as_str())].iter().chain(fields) {
            body.extend(
                format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .bytes(),
            );
        }
        let (name, file_name, bytes) = file;
        body.extend(
            format!(
                "--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
                 content-type: application/octet-stream\r\n\r\n"
            )
            .bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend(format!("\r\n--{boundary}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={boundary}");
        self.send(Method::POST, path, Some((kind, body))).await
    }

    /// Follows where an answer leads.
    pub async fn follow(&mut self, shown: &Shown) -> Shown {
        let to = shown.location().to_owned();
        assert!(to.starts_with('/'), "nowhere to go: {} {to}", shown.status);
        self.get(&to).await
    }

    /// Signs in by the form.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Shown {
        self.get("/sign-in").await;
        self.post("/sign-in", &[("email", email), ("password", password)])
            .await
    }

    pub fn has_cookie(&self, name: &str) -> bool {
        self.cookies.contains_key(name)
    }

    pub fn set_token(&mut self, token: &str) {
        self.token = Some(token.to_owned());
    }

    async fn ask(&mut self, method: Method, path: &str, form: Option<String>) -> Shown {
        let body = form.map(|text| ("application/x-www-form-urlencoded".to_owned(), text.into_bytes()));
        self.send(method, path, body).await
    }

    async fn send(&mut self, method: Method, path: &str, body: Option<(String, Vec<u8>)>) -> Shown {
        let mut request = Request::builder().method(method).uri(path);
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = match body {
            Some((kind, bytes)) => request.header(header::CONTENT_TYPE, kind).body(Body::from(bytes)),
            None => request.body(Body::empty()),
        };
        let response = self.router.clone().oneshot(request.unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let shown = Shown {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        };
        if let Some(token) = shown.token() {
            self.token = Some(token);
        }
        shown
    }
}

/// A school of this code.
pub async fn school(app: &App, code: &str) -> InstitutionId {
    let form = accounts::SchoolForm {
        code: code.into(),
        name: format!("Scuola {code}"),
        comune: "Brescia".into(),
        ..Default::default()
    };
    accounts::create_school(app, By::Service, &form).await.unwrap()
}

/// An account with the tests' password. `role` is a stored word; a coordinator's `place` is a school's id, a company's a VAT number.
pub async fn account(app: &App, role: &str, email: &str, place: &str) -> AccountId {
    let form = NewAccount {
        name: "Prova Prova".into(),
        email: email.into(),
        role: role.into(),
        institution: place.into(),
        vat_number: place.into(),
        language: "it".into(),
    };
    let invited = accounts::invite(app, By::Service, &form).await.unwrap();
    accounts::set_password_by_link(app, &invited.secret, PASSWORD, PASSWORD)
        .await
        .unwrap();
    invited.account_id
}

/// A browser in which somebody new with this role is signed in.
pub async fn signed_in(app: &App, role: &str, email: &str, place: &str) -> Browser {
    account(app, role, email, place).await;
    let mut browser = Browser::new(app);
    let entered = browser.sign_in(email, PASSWORD).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
    browser.get("/").await;
    browser
}

/// A coordinator of this school, signed in.
pub async fn coordinator(app: &App, school: InstitutionId, email: &str) -> Browser {
    signed_in(app, "coordinator", email, &school.to_string()).await
}
