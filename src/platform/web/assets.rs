//! Style sheet, script, icons and fonts: built by `npm run build` into `templates/assets/dist`, part of the program.
//!
//! Without them (nobody ran npm) pages are plain HTML and still work.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;

use super::token::hex;

#[derive(RustEmbed)]
#[folder = "templates/assets/dist"]
struct Files;

struct Asset {
    plain: Vec<u8>,
    /// Where it is worth it.
    gzip: Option<Vec<u8>>,
    kind: HeaderValue,
    /// The first half of its SHA-256.
    digest: String,
}

static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    Files::iter()
        .filter(|name| !name.starts_with('.'))
        .filter_map(|name| Some((name.to_string(), load(&name)?)))
        .collect()
});

fn load(name: &str) -> Option<Asset> {
    let file = Files::get(name)?;
    let plain = file.data.into_owned();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let gzip = encoder.write_all(&plain).and_then(|()| encoder.finish()).ok();
    let gzip = gzip.filter(|packed| packed.len() < plain.len() * 9 / 10);
    let kind = mime_guess::from_path(name)
        .first_raw()
        .unwrap_or("application/octet-stream");
    Some(Asset {
        plain,
        gzip,
        kind: HeaderValue::from_static(kind),
        digest: hex(&file.metadata.sha256_hash()[..16]),
    })
}

/// Is there an asset of this name?
#[must_use]
pub fn has(name: &str) -> bool {
    ASSETS.contains_key(name)
}

/// Where the asset is, with its digest, so that a browser may keep it for ever.
#[must_use]
pub fn url(name: &str) -> String {
    match ASSETS.get(name) {
        Some(asset) => format!("/assets/{name}?v={}", asset.digest),
        None => format!("/assets/{name}"),
    }
}

pub(super) async fn serve(Path(name): Path<String>, uri: axum::http::Uri, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.get(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let exact = uri.query() == Some(&format!("v={}", asset.digest));
    let caching = if exact {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let tag = format!("\"{}\"", asset.digest);
    let mut answer = HeaderMap::new();
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(value) = HeaderValue::from_str(&tag) {
        answer.insert(header::ETAG, value);
    }
    let text_of = |name: header::HeaderName| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    if text_of(header::IF_NONE_MATCH).contains(&tag) {
        return (StatusCode::NOT_MODIFIED, answer).into_response();
    }
    answer.insert(header::CONTENT_TYPE, asset.kind.clone());
    match &asset.gzip {
        Some(packed) if text_of(header::ACCEPT_ENCODING).contains("gzip") => {
            answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            (answer, packed.as_slice()).into_response()
        }
        _ => (answer, asset.plain.as_slice()).into_response(),
    }
}
