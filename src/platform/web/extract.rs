//! What a request brings, with refusals in our languages instead of a library's English.

use axum::body::{Body, Bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use serde::de::DeserializeOwned;

use crate::platform::problem::Problem;
use crate::vocabulary::fault::Fault;

/// The fields of a form. Let them be `String`, `Option<String>` or `Vec<String>` with `#[serde(default)]`, and parse them
/// in the action, which can then say everything that is wrong at once.
#[derive(Debug, Clone, Copy)]
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Form<T>, Problem> {
        match axum_extra::extract::Form::<T>::from_request(request, state).await {
            Ok(form) => Ok(Form(form.0)),
            Err(_) => Err(Fault::invalid("", "form.unreadable", "").into()),
        }
    }
}

/// The fields after the question mark, by the same rule.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Query<T>, Problem> {
        match axum_extra::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(query) => Ok(Query(query.0)),
            Err(_) => Err(Fault::invalid("", "form.unreadable", "").into()),
        }
    }
}

/// The variable parts of the path. What is no id names nothing.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Path<T>, Problem> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(path) => Ok(Path(path.0)),
            Err(PathRejection::MissingPathParams(_)) => {
                Err(Fault::internal("a route without its parameter").into())
            }
            Err(_) => Err(Fault::NotFound("page").into()),
        }
    }
}

/// A form with at most one file, no larger than its route allows.
#[derive(Debug, Clone, Default)]
pub struct Upload {
    /// The text fields, as they came.
    pub fields: Vec<(String, String)>,
    /// The file, unless none was chosen.
    pub file: Option<UploadedFile>,
}

/// A file as the browser sent it.
#[derive(Debug, Clone)]
pub struct UploadedFile {
    /// Its name, without folders. Somebody else's text: show it, never open it.
    pub name: String,
    /// All of it.
    pub bytes: Bytes,
}

impl Upload {
    /// The field `name`, when it came once or more: the first.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Upload, Problem> {
        let unreadable = || Problem::from(Fault::invalid("", "form.unreadable", ""));
        let mut parts = Multipart::from_request(request, state)
            .await
            .map_err(|_| unreadable())?;
        let mut upload = Upload::default();
        while let Some(field) = parts.next_field().await.map_err(|_| unreadable())? {
            let key = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(|name| {
                name.rsplit(['/', '\\'])
                    .next()
                    .unwrap_or_default()
                    .chars()
                    .take(200)
                    .collect::<String>()
            });
            let bytes = field.bytes().await.map_err(|_| unreadable())?;
            match file_name {
                // A browser sends an empty part when no file was chosen.
                Some(name) if !name.is_empty() => upload.file = Some(UploadedFile { name, bytes }),
                Some(_) => {}
                None => upload
                    .fields
                    .push((key, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(upload)
    }
}

/// The first field `name` of a form, whichever way the form is written.
pub(super) async fn field(headers: &HeaderMap, body: Bytes, name: &str) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?;
    let mut request = Request::builder()
        .method(Method::POST)
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(body))
        .ok()?;
    // The guard has limited the body as its route says: the library's own two megabytes would refuse larger files.
    DefaultBodyLimit::disable().apply(&mut request);
    if kind.as_bytes().starts_with(b"multipart/form-data") {
        let mut parts = Multipart::from_request(request, &()).await.ok()?;
        while let Some(field) = parts.next_field().await.ok()? {
            if field.name() == Some(name) {
                return field.text().await.ok();
            }
        }
        return None;
    }
    let pairs = axum_extra::extract::Form::<Vec<(String, String)>>::from_request(request, &())
        .await
        .ok()?;
    pairs
        .0
        .into_iter()
        .find_map(|(key, value)| (key == name).then_some(value))
}
