//! Cookies: `__Host-`, `Secure`, `HttpOnly`, `SameSite=Lax`. Under plain `http`, which only loopback is for, without the prefix
//! and `Secure`.

use axum::http::{HeaderMap, HeaderValue, header};

/// The session's secret.
pub(crate) const SESSION: &str = "abbina-session";
/// A signed random value for those who are not signed in: it keys the tokens of their forms.
pub(crate) const VISIT: &str = "abbina-visit";
/// The message that the next page shows.
pub(crate) const FLASH: &str = "abbina-flash";
/// The language chosen on this device.
pub(crate) const LANGUAGE: &str = "abbina-language";

/// The value of our cookie `name`.
pub(crate) fn read<'a>(headers: &'a HeaderMap, secure: bool, name: &str) -> Option<&'a str> {
    let name = full_name(secure, name);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// Sets our cookie `name`: for as long as the browser is open, or for `max_age` seconds; 0 takes it away.
pub fn set_cookie(headers: &mut HeaderMap, secure: bool, name: &str, value: &str, max_age: Option<u32>) {
    let mut line = format!(
        "{}={value}; Path=/; HttpOnly; SameSite=Lax",
        full_name(secure, name)
    );
    if secure {
        line.push_str("; Secure");
    }
    if let Some(seconds) = max_age {
        line.push_str(&format!("; Max-Age={seconds}"));
    }
    // Our values are hexadecimal, keys and language codes; anything else is not a cookie of ours.
    if let Ok(line) = HeaderValue::from_str(&line) {
        headers.append(header::SET_COOKIE, line);
    }
}

/// Gives the browser a session.
pub(crate) fn give_session(headers: &mut HeaderMap, secure: bool, secret: &super::token::Secret) {
    set_cookie(headers, secure, SESSION, &super::token::hex(secret), None);
}

/// Takes the session's secret away from the browser.
pub(crate) fn take_session(headers: &mut HeaderMap, secure: bool) {
    set_cookie(headers, secure, SESSION, "", Some(0));
}

/// Do these headers say something about our cookie `name` already?
pub(crate) fn is_set(headers: &HeaderMap, secure: bool, name: &str) -> bool {
    let start = full_name(secure, name) + "=";
    headers
        .get_all(header::SET_COOKIE)
        .iter()
        .any(|line| line.as_bytes().starts_with(start.as_bytes()))
}

fn full_name(secure: bool, name: &str) -> String {
    if secure {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_cookie_is_read_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            "a=1; __Host-abbina-visit=xyz; b=2".parse().unwrap(),
        );
        assert_eq!(read(&headers, true, VISIT), Some("xyz"));
        assert_eq!(read(&headers, false, VISIT), None);
    }

    #[test]
    fn under_https_a_cookie_belongs_to_this_host_alone() {
        let mut headers = HeaderMap::new();
        set_cookie(&mut headers, true, SESSION, "ab", None);
        assert_eq!(
            headers[header::SET_COOKIE],
            "__Host-abbina-session=ab; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
    }
}
