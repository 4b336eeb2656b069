//! Passwords: argon2id, 19 MiB, two passes; at most two at work at once, so that a flood of sign-ins takes neither the memory nor
//! both cores.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;
use zxcvbn::Score;

use crate::vocabulary::fault::{Fault, Invalid};
use crate::vocabulary::ids::Chance;

/// The shortest password, in letters.
pub(super) const MIN: usize = 12;
/// The longest, in letters.
pub(super) const MAX: usize = 128;

static AT_WORK: Semaphore = Semaphore::const_new(2);

/// What an account without a password, or nobody's account, is compared with: it takes the same time.
static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| hash(b"nobody's password", &[7; 16]).ok());

fn argon2id() -> Result<Argon2<'static>, Fault> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(Fault::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(password: &[u8], salt: &[u8]) -> Result<String, Fault> {
    let hash: argon2::password_hash::phc::PasswordHash = argon2id()?
        .hash_password_with_salt(password, salt)
        .map_err(Fault::internal)?;
    Ok(hash.to_string())
}

fn fits(password: &[u8], stored: &str) -> bool {
    match (PasswordHash::new(stored), argon2id()) {
        (Ok(hash), Ok(argon2)) => argon2.verify_password(password, &hash).is_ok(),
        _ => false,
    }
}

/// The hash to keep.
///
/// # Errors
/// When the machine cannot compute it.
pub(super) async fn hashed(password: String, chance: &dyn Chance) -> Result<String, Fault> {
    let mut salt = [0; 16];
    chance.fill(&mut salt);
    let _turn = AT_WORK.acquire().await.map_err(Fault::internal)?;
    tokio::task::spawn_blocking(move || hash(password.as_bytes(), &salt))
        .await
        .map_err(Fault::internal)?
}

/// Is it this password? Takes as long when there is none to compare with.
///
/// # Errors
/// When the machine cannot compute it.
pub(super) async fn verified(password: String, stored: Option<String>) -> Result<bool, Fault> {
    let _turn = AT_WORK.acquire().await.map_err(Fault::internal)?;
    let task = tokio::task::spawn_blocking(move || {
        let compared = stored.as_deref().or(NOBODYS.as_deref()).unwrap_or_default();
        fits(password.as_bytes(), compared) && stored.is_some()
    });
    task.await.map_err(Fault::internal)
}

/// May this become a password of somebody known by these words?
///
/// # Errors
/// `account.password.short` ($min), `account.password.long` ($max), `account.password.guessable`.
pub(super) fn accept(field: &str, password: &str, known: &[&str]) -> Result<(), Invalid> {
    let letters = password.chars().count();
    // The value is never carried along: it is a password.
    let refused = |code| Invalid::new(field, code, "");
    if letters < MIN {
        return Err(refused("account.password.short").with("n_min", MIN));
    }
    if letters > MAX {
        return Err(refused("account.password.long").with("n_max", MAX));
    }
    let beginning: String = password.chars().take(64).collect();
    if zxcvbn::zxcvbn(&beginning, known).score() < Score::Three {
        return Err(refused("account.password.guessable"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn what_anybody_would_try_first_is_refused() {
        let code = |password: &str| {
            accept("password", password, &["anna", "abbina"])
                .err()
                .map(|invalid| invalid.code)
        };
        assert_eq!(code("corta"), Some("account.password.short"));
        assert_eq!(code("password1234"), Some("account.password.guessable"));
        assert_eq!(code("aaaaaaaaaaaaaaaa"), Some("account.password.guessable"));
        assert_eq!(code(&"x1Y?".repeat(40)), Some("account.password.long"));
        assert_eq!(code("quattro ruote sul tetto"), None);
    }

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let stored = hash(b"quattro ruote sul tetto", &[1; 16]).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(fits(b"quattro ruote sul tetto", &stored));
        assert!(!fits(b"quattro ruote sul tett0", &stored));
        assert!(!fits(b"", "not a hash"));
    }
}
