//! The web addresses that mails contain.
//!
//! A company's link is `/r/<link id>.<token>`. The token is made from the link's identity and the service's key when the
//! mail is composed, so that neither the outbox nor the table of links holds anything that opens a door.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::vocabulary::ids::{LinkId, RoundId};

/// What the links in a mail are made with.
#[derive(Debug, Clone)]
pub struct Addresses {
    base: String,
    /// Without it, links are shown with dots in place of their token: for people who may read a mail but not answer it.
    key: Option<crate::app::Key>,
}

impl Addresses {
    /// Links that work.
    #[must_use]
    pub fn working(app: &App) -> Addresses {
        Addresses {
            base: app.config.public_url(),
            key: Some(app.key.clone()),
        }
    }

    /// Links that show where they would lead, and open nothing.
    #[must_use]
    pub fn masked(app: &App) -> Addresses {
        Addresses {
            base: app.config.public_url(),
            key: None,
        }
    }

    /// Links below `base`; without a key they open nothing.
    #[must_use]
    pub fn new(base: impl Into<String>, key: Option<crate::app::Key>) -> Addresses {
        Addresses {
            base: base.into(),
            key,
        }
    }

    /// Where a company answers.
    #[must_use]
    pub fn answer(&self, link: impl std::borrow::Borrow<LinkId>) -> String {
        let link = link.borrow();
        match &self.key {
            Some(key) => format!("{}/r/{link}.{}", self.base, answer_token(key, *link)),
            None => format!("{}/r/{link}.…", self.base),
        }
    }

    /// Where a school sees the answers to a round.
    #[must_use]
    pub fn answers_of_round(&self, round: impl std::borrow::Borrow<RoundId>) -> String {
        format!("{}/proposals?round={}", self.base, round.borrow())
    }
}

/// What opens a company's link, hexadecimal.
#[must_use]
pub fn answer_token(key: &crate::app::Key, link: LinkId) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("HMAC takes a key of any length");
    mac.update(b"answer link\0");
    mac.update(link.0.as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// What is kept of a token.
#[must_use]
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
