//! The web addresses that mails contain.
//!
//! A company's link is `/r/<link id>.<token>`, or `/a/…` for the yearly question; a family's `/f/…`; the way out of a company's
//! mails `/stop/<message id>.<token>`, the link that sets a password `/set-password/<token>`. The tokens are made from an identity and the service's key when the mail is composed, so
//! that neither the outbox nor a table of links holds anything that opens a door.

use std::borrow::Borrow;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::app::{App, Key};
use crate::platform::web::token::hex;
use crate::vocabulary::ids::{FamilyLinkId, LinkId, MessageId, PasswordLinkId, RoundId};

/// What the links in a mail are made with.
#[derive(Debug, Clone)]
pub struct Addresses {
    base: String,
    doors: Doors,
    /// The mail that they stand in: its way out names it.
    message: Option<MessageId>,
}

#[derive(Debug, Clone)]
enum Doors {
    /// They open.
    Working(Key),
    /// Dots stand in place of their token: for people who may read a mail but not answer it.
    Masked,
    /// Nothing they name exists: for invented mails.
    Invented,
}

impl Addresses {
    /// Links that work.
    #[must_use]
    pub fn working(app: &App) -> Addresses {
        Addresses::new(app.config.public_url(), Some(app.key.clone()))
    }

    /// Links that show where they would lead, and open nothing.
    #[must_use]
    pub fn masked(app: &App) -> Addresses {
        Addresses::new(app.config.public_url(), None)
    }

    /// Links of a mail about things that do not exist: dots stand in place of all that is invented.
    #[must_use]
    pub fn invented(app: &App) -> Addresses {
        Addresses {
            doors: Doors::Invented,
            ..Addresses::masked(app)
        }
    }

    /// Links below `base`; without a key they open nothing.
    #[must_use]
    pub fn new(base: impl Into<String>, key: Option<Key>) -> Addresses {
        Addresses {
            base: base.into(),
            doors: key.map_or(Doors::Masked, Doors::Working),
            message: None,
        }
    }

    /// The same, in this mail.
    #[must_use]
    pub fn in_message(self, id: MessageId) -> Addresses {
        Addresses {
            message: Some(id),
            ..self
        }
    }

    /// Where a company answers.
    #[must_use]
    pub fn answer(&self, link: impl Borrow<LinkId>) -> String {
        let link = link.borrow();
        match &self.doors {
            Doors::Working(key) => format!("{}/r/{link}.{}", self.base, answer_token(key, *link)),
            Doors::Masked => format!("{}/r/{link}.…", self.base),
            Doors::Invented => format!("{}/r/…", self.base),
        }
    }

    /// Where a company says whether it would take students.
    #[must_use]
    pub fn availability(&self, link: impl Borrow<LinkId>) -> String {
        let link = link.borrow();
        match &self.doors {
            Doors::Working(key) => format!("{}/a/{link}.{}", self.base, answer_token(key, *link)),
            Doors::Masked => format!("{}/a/{link}.…", self.base),
            Doors::Invented => format!("{}/a/…", self.base),
        }
    }

    /// Where a family speaks.
    #[must_use]
    pub fn family(&self, link: impl Borrow<FamilyLinkId>) -> String {
        let link = link.borrow();
        match &self.doors {
            Doors::Working(key) => format!("{}/f/{link}.{}", self.base, family_token(key, *link)),
            Doors::Masked => format!("{}/f/{link}.…", self.base),
            Doors::Invented => format!("{}/f/…", self.base),
        }
    }

    /// Where a school sees the answers to a round.
    #[must_use]
    pub fn answers_of_round(&self, round: impl Borrow<RoundId>) -> String {
        match &self.doors {
            Doors::Working(_) | Doors::Masked => format!("{}/proposals?round={}", self.base, round.borrow()),
            Doors::Invented => format!("{}/proposals?round=…", self.base),
        }
    }

    /// Where a school sees what companies answered to its yearly question.
    #[must_use]
    pub fn answers_of_year(&self) -> String {
        match &self.doors {
            Doors::Working(_) | Doors::Masked => format!("{}/availability", self.base),
            Doors::Invented => format!("{}/availability/…", self.base),
        }
    }

    /// Where the owner of an account sets a password.
    #[must_use]
    pub fn set_password(&self, link: impl Borrow<PasswordLinkId>) -> String {
        match &self.doors {
            Doors::Working(key) => {
                let secret = password_secret(key, *link.borrow());
                format!("{}/set-password/{}", self.base, hex(&secret))
            }
            Doors::Masked | Doors::Invented => format!("{}/set-password/…", self.base),
        }
    }

    /// Where whoever got this mail says that they want no more of them.
    #[must_use]
    pub fn stop(&self) -> String {
        match (&self.doors, self.message) {
            (Doors::Working(key), Some(id)) => format!("{}/stop/{id}.{}", self.base, stop_token(key, id)),
            _ => format!("{}/stop/…", self.base),
        }
    }
}

/// What opens a company's link, hexadecimal.
#[must_use]
pub fn answer_token(key: &Key, link: LinkId) -> String {
    hex(&mark(key, b"answer link\0", link.0))
}

/// What opens a family's link, hexadecimal.
#[must_use]
pub fn family_token(key: &Key, link: FamilyLinkId) -> String {
    hex(&mark(key, b"family link\0", link.0))
}

/// What opens the way out of a mail, hexadecimal.
pub(super) fn stop_token(key: &Key, message: MessageId) -> String {
    hex(&mark(key, b"stop mail\0", message.0))
}

/// What sets a password.
pub(crate) fn password_secret(key: &Key, link: PasswordLinkId) -> [u8; 32] {
    mark(key, b"set password\0", link.0)
}

fn mark(key: &Key, purpose: &[u8], id: Uuid) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("HMAC takes a key of any length");
    mac.update(purpose);
    mac.update(id.as_bytes());
    mac.finalize().into_bytes().into()
}

/// What is kept of a token.
#[must_use]
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
