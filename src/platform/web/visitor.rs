//! Who asks: found out once for each request, before anything else looks at it.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};

use super::cookies;
use super::layers::RequestId;
use super::page::Page;
use super::policy::Viewer;
use super::respond::Saying;
use super::routes::Signposts;
use super::token::{self, Secret};
use crate::accounts::{self, Actor};
use crate::app::App;
use crate::platform::problem::{self, Problem};
use crate::platform::texts::{self, T, Texts};
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::InstitutionId;

/// What is known of who asks.
#[derive(Debug)]
pub(crate) struct Visitor {
    pub viewer: Viewer,
    pub t: T,
    /// What the form tokens of this visitor hide.
    pub form_secret: Secret,
    pub path: String,
    pub saying: Option<Saying>,
    pub client: Client,
    pub request_id: String,
    pub wants_json: bool,
    pub(super) signposts: Arc<Signposts>,
}

impl Visitor {
    pub(crate) fn is_anonymous(&self) -> bool {
        matches!(self.viewer, Viewer::Anonymous)
    }
}

/// From where somebody asks; for limits and the list of one's own sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// The network: the first 24 bits of an IPv4 address, the first 56 of an IPv6 one.
    pub prefix: String,
    /// What the browser says of itself, at most 200 characters.
    pub user_agent: String,
}

/// Who asks, and what a handler needs to answer.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The application.
    pub app: App,
    /// Who asks.
    pub viewer: Viewer,
    /// The texts in their language.
    pub t: T,
    /// The form token.
    pub csrf: String,
    /// Path and query of the request.
    pub path: String,
    pub(crate) visitor: Arc<Visitor>,
}

impl Visit {
    pub(crate) fn new(app: App, visitor: Arc<Visitor>) -> Visit {
        let csrf = token::masked(&app, &visitor.form_secret);
        Visit {
            viewer: visitor.viewer.clone(),
            t: visitor.t,
            csrf,
            path: visitor.path.clone(),
            app,
            visitor,
        }
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Fault::SignedOut`] when nobody is.
    pub fn actor(&self) -> Result<&Actor, Fault> {
        match &self.viewer {
            Viewer::Signed(actor) => Ok(actor),
            Viewer::Anonymous => Err(Fault::SignedOut),
        }
    }

    /// The school whose coordinator asks.
    ///
    /// # Errors
    /// [`Fault::Forbidden`] when somebody else asks.
    pub fn institution(&self) -> Result<InstitutionId, Fault> {
        self.actor()?.role.institution().ok_or(Fault::Forbidden)
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    /// The day it is in Italy.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.app.clock.today()
    }

    /// From where they ask.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.visitor.client
    }

    /// What a column of a record is called, as its form does; the kind of the record is the log's.
    #[must_use]
    pub fn column_name(&self, kind: &str, key: &str) -> Option<&'static str> {
        let mut known = self
            .visitor
            .signposts
            .columns
            .iter()
            .filter(|(of, _)| *of == kind);
        let column = known.find_map(|(_, columns)| columns.iter().find(|column| column.key == key))?;
        Some(column.name(self.t.language()))
    }

    /// What every page needs; its title is a text's key.
    #[must_use]
    pub fn page(&self, title: &str) -> Page {
        self.page_titled(self.t.get(title))
    }

    /// What every page needs; its title is given, as for a company's name.
    #[must_use]
    pub fn page_titled(&self, title: impl Into<String>) -> Page {
        Page::new(self, title.into())
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Visit, Problem> {
        match parts.extensions.get::<Arc<Visitor>>() {
            Some(visitor) => Ok(Visit::new(app.clone(), Arc::clone(visitor))),
            None => Err(Fault::internal("a route outside the visitor layer").into()),
        }
    }
}

/// Finds out who asks; then gives errors a face, and sets the cookies that the answer needs.
pub(super) async fn identify(
    State((app, signposts)): State<(App, Arc<Signposts>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let secure = app.config.secure();
    let headers = request.headers();
    let session = cookies::read(headers, secure, cookies::SESSION).and_then(token::unhex);
    let client = client_of(&request, app.config.web.behind_proxy);
    let (found, broken) = match session {
        Some(secret) => match accounts::visit_session(&app, &secret).await {
            Ok(actor) => (actor, None),
            Err(fault) => (None, Some(fault)),
        },
        None => (None, None),
    };
    let known = cookies::read(headers, secure, cookies::VISIT).and_then(|value| token::verify(&app, value));
    let visit = known.unwrap_or_else(|| app.chance.secret());
    let (viewer, keyed_by) = match (found, session) {
        (Some(actor), Some(secret)) => (Viewer::Signed(actor), secret),
        _ => (Viewer::Anonymous, visit),
    };
    let signed_in = matches!(viewer, Viewer::Signed(_));
    let saying = cookies::read(headers, secure, cookies::FLASH).and_then(Saying::from_cookie);
    let had_saying = saying.is_some();
    let visitor = Arc::new(Visitor {
        t: Texts::for_language(language_of(headers, secure, &viewer)),
        viewer,
        form_secret: token::mark(&app, "form", &keyed_by),
        path: request
            .uri()
            .path_and_query()
            .map_or_else(|| "/".to_owned(), ToString::to_string),
        saying,
        client,
        request_id: request
            .extensions()
            .get::<RequestId>()
            .map_or_else(String::new, |id| id.0.clone()),
        wants_json: problem::wants_json(request.uri().path(), headers),
        signposts,
    });
    let method = request.method().clone();
    request.extensions_mut().insert(Arc::clone(&visitor));
    let response = match broken {
        Some(fault) => axum::response::IntoResponse::into_response(Problem::from(fault)),
        None => next.run(request).await,
    };
    let mut response = problem::dress(response, &app, &visitor, &method);

    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let new_saying = response.extensions().get::<Saying>().map(Saying::to_cookie);
    let headers = response.headers_mut();
    if let Some(value) = new_saying {
        cookies::set_cookie(headers, secure, cookies::FLASH, &value, Some(60));
    } else if had_saying && is_page {
        cookies::set_cookie(headers, secure, cookies::FLASH, "", Some(0));
    }
    if is_page && !signed_in && known.is_none() {
        cookies::set_cookie(headers, secure, cookies::VISIT, &token::sign(&app, &visit), None);
    }
    let stale = session.is_some() && !signed_in && response.status() != StatusCode::INTERNAL_SERVER_ERROR;
    if stale && !cookies::is_set(response.headers(), secure, cookies::SESSION) {
        cookies::take_session(response.headers_mut(), secure);
    }
    response
}

fn language_of(headers: &HeaderMap, secure: bool, viewer: &Viewer) -> crate::vocabulary::text::Language {
    let account = match viewer {
        Viewer::Signed(actor) => Some(actor.language),
        Viewer::Anonymous => None,
    };
    let accept = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    texts::choose(cookies::read(headers, secure, cookies::LANGUAGE), account, accept)
}

fn client_of(request: &Request, behind_proxy: bool) -> Client {
    let header_text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let forwarded = header_text("x-forwarded-for")
        .filter(|_| behind_proxy)
        // The last entry is the one that our own proxy wrote.
        .and_then(|line| line.rsplit(',').next())
        .and_then(|entry| entry.trim().parse::<IpAddr>().ok());
    let direct = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    Client {
        prefix: forwarded.or(direct).map_or_else(|| "-".to_owned(), prefix_of),
        user_agent: header_text("user-agent")
            .unwrap_or("-")
            .chars()
            .take(200)
            .collect(),
    }
}

/// Enough of an address to tell networks apart, too little to tell people apart.
fn prefix_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{:x}::/56", d & 0xff00)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn an_address_is_kept_as_its_network_only() {
        assert_eq!(prefix_of("192.0.2.77".parse().unwrap()), "192.0.2.0/24");
        assert_eq!(prefix_of("::ffff:192.0.2.77".parse().unwrap()), "192.0.2.0/24");
        assert_eq!(
            prefix_of("2001:db8:1:2ff:3::4".parse().unwrap()),
            "2001:db8:1:200::/56"
        );
    }
}
