//! What went wrong, shown: a page that says what happened and what to do, or `application/problem+json` (RFC 9457).
//!
//! Handlers return [`Problem`]; `?` makes one of every [`Fault`]. It is dressed on the way out, where language, reader and the
//! `Accept` header are known. An internal fault says nothing to the reader but the request's number, and everything to the log.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::app::App;
use crate::platform::texts::T;
use crate::platform::web::visitor::Visitor;
use crate::platform::web::{Page, Visit, see_other};
use crate::vocabulary::fault::{Fault, Invalid};

/// Why a request got no answer of its own.
#[derive(Debug, Clone)]
pub enum Problem {
    /// A use case did not happen.
    Fault(Arc<Fault>),
    /// The request itself was not one of ours.
    Face(Face),
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Problem {
        Problem::Fault(Arc::new(fault))
    }
}

impl From<Invalid> for Problem {
    fn from(invalid: Invalid) -> Problem {
        Fault::from(invalid).into()
    }
}

impl From<Face> for Problem {
    fn from(face: Face) -> Problem {
        Problem::Face(face)
    }
}

impl Problem {
    fn face(&self) -> Face {
        match self {
            Problem::Face(face) => *face,
            Problem::Fault(fault) => match **fault {
                Fault::Invalid(_) => Face::Invalid,
                Fault::NotFound(_) => Face::NotFound,
                Fault::Conflict(_) => Face::Conflict,
                Fault::Forbidden => Face::Forbidden,
                Fault::SignedOut => Face::SignedOut,
                Fault::TooMany(_) => Face::TooMany,
                Fault::Internal(_) => Face::Internal,
            },
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.face().status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The kinds of problem that people are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Something given is wrong.
    Invalid,
    /// Nothing here, or not for this reader.
    NotFound,
    /// The world has moved on.
    Conflict,
    /// Not for this role.
    Forbidden,
    /// Nobody is signed in.
    SignedOut,
    /// Too many attempts.
    TooMany,
    /// Ours to mend.
    Internal,
    /// Another site caused the request.
    Foreign,
    /// The form's token is missing or stale.
    Token,
    /// More than the route takes.
    TooLarge,
    /// No such method here.
    Method,
    /// It took too long.
    Slow,
}

impl Face {
    fn status(self) -> StatusCode {
        match self {
            Face::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Face::NotFound => StatusCode::NOT_FOUND,
            Face::Conflict => StatusCode::CONFLICT,
            Face::Forbidden | Face::Foreign | Face::Token => StatusCode::FORBIDDEN,
            Face::SignedOut => StatusCode::UNAUTHORIZED,
            Face::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Face::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Face::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Face::Method => StatusCode::METHOD_NOT_ALLOWED,
            Face::Slow => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The stable word, and the middle of its texts' keys.
    fn word(self) -> &'static str {
        match self {
            Face::Invalid => "invalid",
            Face::NotFound => "not_found",
            Face::Conflict => "conflict",
            Face::Forbidden => "forbidden",
            Face::SignedOut => "signed_out",
            Face::TooMany => "too_many",
            Face::Internal => "internal",
            Face::Foreign => "foreign",
            Face::Token => "token",
            Face::TooLarge => "too_large",
            Face::Method => "method",
            Face::Slow => "slow",
        }
    }

    /// For answers that a library made without us.
    fn of(status: StatusCode) -> Face {
        match status {
            StatusCode::NOT_FOUND => Face::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Face::Method,
            StatusCode::PAYLOAD_TOO_LARGE => Face::TooLarge,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => Face::Slow,
            StatusCode::FORBIDDEN => Face::Forbidden,
            StatusCode::UNAUTHORIZED => Face::SignedOut,
            status if status.is_client_error() => Face::Invalid,
            _ => Face::Internal,
        }
    }
}

/// A problem document (RFC 9457).
#[derive(Debug, Serialize)]
struct Document {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    code: String,
    request_id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<DocumentError>,
}

#[derive(Debug, Serialize)]
struct DocumentError {
    field: String,
    code: &'static str,
    detail: String,
}

#[derive(Template)]
#[template(path = "layout/problem.html")]
struct ProblemPage {
    page: Page,
    what: String,
    advice: String,
    errors: Vec<String>,
    request_id: Option<String>,
    sign_in: bool,
}

/// Does the caller want JSON? Under `/api/` always; elsewhere when it asks for JSON and not for HTML.
pub(crate) fn wants_json(path: &str, headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    path.starts_with("/api/") || (accept.contains("json") && !accept.contains("text/html"))
}

/// Gives an error its face; leaves every other answer alone.
pub(crate) fn dress(response: Response, app: &App, visitor: &Arc<Visitor>, method: &Method) -> Response {
    let status = response.status();
    let problem = match response.extensions().get::<Problem>() {
        Some(problem) => problem.clone(),
        None if (status.is_client_error() || status.is_server_error()) && !is_ours(&response) => {
            Problem::Face(Face::of(status))
        }
        None => return response,
    };
    if let Problem::Fault(fault) = &problem
        && let Fault::Internal(cause) = &**fault
    {
        tracing::error!(request_id = visitor.request_id, cause, "a request failed");
    }
    let face = problem.face();
    if face == Face::SignedOut && !visitor.wants_json && *method == Method::GET {
        let back = utf8_percent_encode(&visitor.path, NON_ALPHANUMERIC);
        return see_other(&format!("/sign-in?back={back}"));
    }
    let mut dressed = if visitor.wants_json {
        document(&problem, face, visitor)
    } else {
        page(&problem, face, app, visitor)
    };
    *dressed.status_mut() = face.status();
    if let Problem::Fault(fault) = &problem
        && let Fault::TooMany(seconds) = **fault
    {
        dressed
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(allow) = response.headers().get(header::ALLOW) {
        dressed.headers_mut().insert(header::ALLOW, allow.clone());
    }
    dressed
}

/// Did a handler write this error page itself?
fn is_ours(response: &Response) -> bool {
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .map(HeaderValue::as_bytes)
        .unwrap_or_default();
    kind.starts_with(b"text/html") || kind.starts_with(b"application/")
}

fn code_of(problem: &Problem, face: Face) -> String {
    match problem {
        Problem::Fault(fault) => match &**fault {
            Fault::Conflict(code) => (*code).to_owned(),
            Fault::Invalid(errors) if errors.len() == 1 => errors[0].code.to_owned(),
            _ => face.word().to_owned(),
        },
        Problem::Face(_) => face.word().to_owned(),
    }
}

/// What happened, and what to do.
fn words(problem: &Problem, face: Face, t: T) -> (String, String) {
    let general = |part: &str| t.get(&format!("fault-page-{}-{part}", face.word()));
    let what = match problem {
        Problem::Fault(fault) => match &**fault {
            Fault::Conflict(code) => t.code_text(code),
            Fault::TooMany(seconds) => t.n("fault-page-too_many-what", seconds),
            _ => general("what"),
        },
        Problem::Face(_) => general("what"),
    };
    (what, general("do"))
}

fn errors_of(problem: &Problem) -> &[Invalid] {
    match problem {
        Problem::Fault(fault) => match &**fault {
            Fault::Invalid(errors) => errors,
            _ => &[],
        },
        Problem::Face(_) => &[],
    }
}

fn document(problem: &Problem, face: Face, visitor: &Visitor) -> Response {
    let t = visitor.t;
    let code = code_of(problem, face);
    let (detail, _) = words(problem, face, t);
    let errors = errors_of(problem)
        .iter()
        .map(|error| DocumentError {
            field: error.field.clone(),
            code: error.code,
            detail: t.fault(error),
        })
        .collect();
    let document = Document {
        r#type: format!("urn:abbina:problem:{code}"),
        title: t.get(&format!("fault-page-{}-title", face.word())),
        status: face.status().as_u16(),
        detail,
        code,
        request_id: visitor.request_id.clone(),
        errors,
    };
    let mut response = Json(document).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
}

fn page(problem: &Problem, face: Face, app: &App, visitor: &Arc<Visitor>) -> Response {
    let visit = Visit::new(app.clone(), Arc::clone(visitor));
    let (what, advice) = words(problem, face, visit.t);
    let page = ProblemPage {
        what,
        advice,
        errors: errors_of(problem)
            .iter()
            .map(|error| visit.t.fault(error))
            .collect(),
        request_id: (face == Face::Internal).then(|| visitor.request_id.clone()),
        sign_in: face == Face::SignedOut,
        page: visit.page(&format!("fault-page-{}-title", face.word())),
    };
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
