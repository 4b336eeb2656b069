//! Secrets in forms and cookies: hexadecimal, keyed with the service's own key, compared in constant time.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::app::App;

/// 256 bits.
pub(crate) type Secret = [u8; 32];

/// The service's mark on `value`, for this purpose only.
pub(crate) fn mark(app: &App, purpose: &str, value: &[u8]) -> Secret {
    let mut mac = Hmac::<Sha256>::new_from_slice(&app.key.0).expect("HMAC takes a key of any length");
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(value);
    mac.finalize().into_bytes().into()
}

/// A value that only this service can have made: itself and the mark on it.
pub(crate) fn sign(app: &App, value: &Secret) -> String {
    hex(value) + &hex(&mark(app, "visit", value))
}

/// The value of [`sign`], if the mark is ours.
pub(crate) fn verify(app: &App, signed: &str) -> Option<Secret> {
    let (value, given) = signed.split_at_checked(64)?;
    let (value, given) = (unhex(value)?, unhex(given)?);
    bool::from(mark(app, "visit", &value).ct_eq(&given)).then_some(value)
}

/// The form token: the secret under a pad that is new each time, so that compression cannot be used to guess it.
pub(crate) fn masked(app: &App, secret: &Secret) -> String {
    let pad = app.chance.secret();
    hex(&pad) + &hex(&xor(&pad, secret))
}

/// Is `given` a mask of `secret`?
pub(crate) fn unmasks(given: &str, secret: &Secret) -> bool {
    let halves = given
        .split_at_checked(64)
        .and_then(|(pad, rest)| Some((unhex(pad)?, unhex(rest)?)));
    halves.is_some_and(|(pad, rest)| xor(&pad, &rest).ct_eq(secret).into())
}

fn xor(a: &Secret, b: &Secret) -> Secret {
    std::array::from_fn(|at| a[at] ^ b[at])
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// 32 bytes from 64 hexadecimal digits.
pub(crate) fn unhex(text: &str) -> Option<Secret> {
    let digits = text.as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_goes_there_and_back() {
        let secret: Secret = std::array::from_fn(|at| u8::try_from(at * 7 % 256).unwrap_or_default());
        assert_eq!(unhex(&hex(&secret)), Some(secret));
        assert_eq!(unhex("+1"), None);
        assert_eq!(unhex(&"é".repeat(32)), None);
    }

    #[test]
    fn a_token_is_the_secret_under_any_pad_and_nothing_else() {
        let secret = [7; 32];
        let pad = [9; 32];
        let token = hex(&pad) + &hex(&xor(&pad, &secret));
        assert!(unmasks(&token, &secret));
        assert!(!unmasks(&token, &[8; 32]));
        assert!(!unmasks("", &secret));
        assert!(!unmasks(&token[1..], &secret));
    }
}
