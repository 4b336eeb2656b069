//! Answers.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::platform::problem::Problem;
use crate::platform::texts::T;
use crate::vocabulary::fault::Fault;

/// What a handler gives back.
pub type Answer = Result<Response, Problem>;

/// What the next page says: a text's key, and a count for `$n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Saying {
    key: String,
    count: Option<i64>,
}

impl Saying {
    pub(super) fn from_cookie(value: &str) -> Option<Saying> {
        let (key, count) = match value.split_once('.') {
            Some((key, count)) => (key, Some(count.parse().ok()?)),
            None => (value, None),
        };
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
        (!key.is_empty() && key.len() <= 100 && key.chars().all(plain)).then(|| Saying {
            key: key.to_owned(),
            count,
        })
    }

    pub(super) fn to_cookie(&self) -> String {
        match self.count {
            Some(count) => format!("{}.{count}", self.key),
            None => self.key.clone(),
        }
    }

    /// Nothing, when the cookie names no text of ours.
    pub(super) fn text(&self, t: T) -> Option<String> {
        t.has(&self.key).then(|| match self.count {
            Some(count) => t.n(&self.key, count),
            None => t.get(&self.key),
        })
    }
}

/// Does something behind an answer that is given already: it is the same and comes as quickly, whatever there is to do. When that
/// fails, the log says so in this sentence.
pub fn behind(failed: &'static str, work: impl Future<Output = Result<(), Fault>> + Send + 'static) {
    tokio::spawn(async move {
        if let Err(fault) = work.await {
            tracing::error!(%fault, "{failed}");
        }
    });
}

/// A page.
///
/// # Errors
/// When the template fails, which only a failing `Display` inside it can do.
pub fn render(status: StatusCode, template: &impl Template) -> Answer {
    let html = template
        .render()
        .map_err(|error| Fault::Internal(format!("template: {error}")))?;
    Ok((status, Html(html)).into_response())
}

/// To another page, which the browser GETs.
#[must_use]
pub fn see_other(path: &str) -> Response {
    // A path of ours is printable; anything else leads home.
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// To another page, which says the text that `key` names.
#[must_use]
pub fn see_other_saying(path: &str, key: &str) -> Response {
    saying(path, key, None)
}

/// To another page, which says the text that `key` names about `count` things.
#[must_use]
pub fn see_other_counting(path: &str, key: &str, count: i64) -> Response {
    saying(path, key, Some(count))
}

fn saying(path: &str, key: &str, count: Option<i64>) -> Response {
    let mut response = see_other(path);
    response.extensions_mut().insert(Saying {
        key: key.to_owned(),
        count,
    });
    response
}

/// The path, if it is one of ours; home otherwise. For addresses that came in a request.
#[must_use]
pub fn local_path(path: &str) -> &str {
    let ours = path.starts_with('/')
        && !path[1..].starts_with(['/', '\\'])
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    if ours { path } else { "/" }
}

/// A file to save. Its name holds ASCII letters, digits, dots and dashes; whatever else becomes a dash.
#[must_use]
pub fn download(name: &str, content_type: &'static str, bytes: Vec<u8>) -> Response {
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '-'
            }
        })
        .collect();
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{safe}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    (
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response()
}

/// The same text? For templates, which compare texts by value and by reference.
#[must_use]
pub fn same(a: impl AsRef<str>, b: impl AsRef<str>) -> bool {
    a.as_ref() == b.as_ref()
}

/// Where no route leads.
pub(super) async fn nothing_here() -> Problem {
    Fault::NotFound("page").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(local_path("/students?page=2"), "/students?page=2");
        for elsewhere in [
            "https://example.org/",
            "//example.org",
            "/\\example.org",
            "",
            "/a\nb",
            "javascript:1",
        ] {
            assert_eq!(local_path(elsewhere), "/", "{elsewhere}");
        }
    }

    #[test]
    fn only_a_key_and_a_number_come_out_of_the_cookie() {
        let saying = Saying {
            key: "students-imported".into(),
            count: Some(12),
        };
        assert_eq!(Saying::from_cookie(&saying.to_cookie()), Some(saying));
        assert_eq!(Saying::from_cookie("<script>"), None);
        assert_eq!(Saying::from_cookie("a.b"), None);
    }
}
