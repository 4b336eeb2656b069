//! The layers that every request passes, in the order that the front page of [`super`] gives.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;
use tracing::Instrument;

use super::policy::Policy;
use super::routes::Signposts;
use super::visitor::{self, Visitor};
use super::{extract, token};
use crate::app::App;
use crate::platform::problem::{Face, Problem};
use crate::vocabulary::fault::Fault;

const TIMEOUT: Duration = Duration::from_secs(30);

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", CSP),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Where `x-request-id` comes from, and what error pages show.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub String);

/// Layers 5 to 8, around what may answer with a page.
pub(super) fn around_pages(router: Router<App>, app: &App, signposts: Arc<Signposts>) -> Router<App> {
    let own = app.config.public_url();
    let foreign = CsrfLayer::new();
    // Behind a proxy that rewrites `Host`, the address that people type still is our own.
    let foreign = foreign
        .clone()
        .add_trusted_origin(origin_of(&own))
        .unwrap_or(foreign);
    router
        .layer(foreign.with_rejection_response(|_| Problem::from(Face::Foreign).into_response()))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIMEOUT,
        ))
        .layer(CatchPanicLayer::custom(|_| {
            Problem::from(Fault::internal("a handler panicked")).into_response()
        }))
        .layer(from_fn_with_state((app.clone(), signposts), visitor::identify))
}

/// Layers 1 to 4, around everything.
pub(super) fn around_everything(router: Router<App>, app: &App) -> Router<App> {
    router
        .layer(CompressionLayer::new().gzip(true))
        .layer(from_fn_with_state(app.config.secure(), secure_headers))
        .layer(from_fn_with_state(app.clone(), trace))
}

/// `https://host:port` of a URL, without its path.
fn origin_of(url: &str) -> &str {
    let host_at = url.find("://").map_or(0, |at| at + 3);
    let end = url[host_at..].find('/').map_or(url.len(), |at| host_at + at);
    &url[..end]
}

async fn trace(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = uuid::Builder::from_random_bytes(random(&app))
        .into_uuid()
        .to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str)
        .to_owned();
    let span = tracing::info_span!("request", id, method = %request.method(), route);
    async move {
        let begun = Instant::now();
        let mut response = next.run(request).await;
        let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(status = response.status().as_u16(), milliseconds, "answered");
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert("x-request-id", value);
        }
        response
    }
    .instrument(span)
    .await
}

fn random(app: &App) -> [u8; 16] {
    let mut bytes = [0; 16];
    app.chance.fill(&mut bytes);
    bytes
}

async fn secure_headers(State(secure): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if secure {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// What stands before one route.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guard {
    pub policy: Policy,
    pub limit: usize,
}

/// Policy, body limit and form token of one route.
pub(super) async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let Some(visitor) = request.extensions().get::<Arc<Visitor>>().cloned() else {
        return Problem::from(Fault::internal("a route outside the visitor layer")).into_response();
    };
    if !guard.policy.allows(&visitor.viewer) {
        let fault = if visitor.is_anonymous() {
            Fault::SignedOut
        } else {
            Fault::Forbidden
        };
        return Problem::from(fault).into_response();
    }
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    if body.size_hint().lower() > guard.limit as u64 {
        return Problem::from(Face::TooLarge).into_response();
    }
    let Ok(bytes) = axum::body::to_bytes(body, guard.limit).await else {
        return Problem::from(Face::TooLarge).into_response();
    };
    if guard.policy.is_bearer() {
        return next.run(Request::from_parts(parts, Body::from(bytes))).await;
    }
    let Some(given) = given_token(&parts.headers, &bytes).await else {
        return Problem::from(Face::Token).into_response();
    };
    if !token::unmasks(&given, &visitor.form_secret) {
        return Problem::from(Face::Token).into_response();
    }
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

/// The token of the header `x-csrf-token`, else of the form's field `csrf`.
async fn given_token(headers: &HeaderMap, body: &Bytes) -> Option<String> {
    if let Some(value) = headers.get("x-csrf-token") {
        return Some(value.to_str().ok()?.to_owned());
    }
    extract::field(headers, body.clone(), "csrf").await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_is_the_address_without_its_path() {
        assert_eq!(origin_of("https://abbina.example/base"), "https://abbina.example");
        assert_eq!(origin_of("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
    }
}
