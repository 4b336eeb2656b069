//! Typed identities, and the chance that makes them.

use std::sync::Mutex;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identity: sorted by the moment it was made.
            pub fn new(now: DateTime<Utc>, chance: &dyn Chance) -> $name {
                $name(new_uuid(now, chance))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<$name, uuid::Error> {
                s.parse().map($name)
            }
        }
    )+};
}

ids! {
    /// Who signs in.
    AccountId,
    /// One sign-in on one device.
    SessionId,
    /// A school: the tenant.
    InstitutionId,
    /// One of its sites.
    SchoolSiteId,
    /// An apprentice to be.
    StudentId,
    /// An employer, shared by all schools.
    CompanyId,
    /// Where it works.
    CompanySiteId,
    /// Who answers there.
    ContactId,
    /// Who teaches there.
    TutorId,
    /// Places that a company offers.
    PlacementId,
    /// One matching campaign of a school.
    RoundId,
    /// One run of the solver for a round.
    RunId,
    /// A pin or a forbid.
    PinId,
    /// What was suggested to a company.
    ProposalId,
    /// The link by which a company answers.
    LinkId,
    /// A school's yearly question to a company.
    InquiryId,
    /// The link by which the owner of an account sets a password.
    PasswordLinkId,
    /// The link by which a family speaks.
    FamilyLinkId,
    /// What a family said.
    FamilyAnswerId,
    /// What happened, for the outbox.
    EventId,
    /// One mail.
    MessageId,
    /// One import of a file.
    ImportId,
    /// One line of the audit log.
    AuditId,
}

/// Where randomness comes from: an argument, so that a test or a demo is exact.
pub trait Chance: Send + Sync + std::fmt::Debug {
    /// Fills `bytes` with chance.
    fn fill(&self, bytes: &mut [u8]);

    /// 256 bits, for a secret.
    fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }
}

/// The operating system's.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// A stream that its seed decides, for tests and demonstrations. Never for secrets that matter.
#[derive(Debug)]
pub struct SeededChance {
    seed: u64,
    counter: Mutex<u64>,
}

impl SeededChance {
    /// The stream of this seed, from its start.
    #[must_use]
    pub fn new(seed: u64) -> SeededChance {
        SeededChance {
            seed,
            counter: Mutex::new(0),
        }
    }
}

impl Chance for SeededChance {
    fn fill(&self, bytes: &mut [u8]) {
        let mut counter = self
            .counter
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in bytes.chunks_mut(32) {
            let mut hash = Sha256::new();
            hash.update(self.seed.to_le_bytes());
            hash.update(counter.to_le_bytes());
            *counter += 1;
            chunk.copy_from_slice(&hash.finalize()[..chunk.len()]);
        }
    }
}

/// A version 7 UUID (RFC 9562): milliseconds first, so that rows sort by age, the rest by chance.
fn new_uuid(now: DateTime<Utc>, chance: &dyn Chance) -> Uuid {
    let mut random = [0; 10];
    chance.fill(&mut random);
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_ids() {
        let now = DateTime::UNIX_EPOCH;
        let ids = |seed| {
            let chance = SeededChance::new(seed);
            [StudentId::new(now, &chance), StudentId::new(now, &chance)]
        };
        assert_eq!(ids(1), ids(1));
        assert_ne!(ids(1), ids(2));
        assert_ne!(ids(1)[0], ids(1)[1]);
    }

    #[test]
    fn ids_sort_by_the_moment_they_were_made() {
        let chance = SystemChance;
        let early = StudentId::new(DateTime::UNIX_EPOCH, &chance);
        let late = StudentId::new(DateTime::UNIX_EPOCH + chrono::TimeDelta::seconds(1), &chance);
        assert!(early < late);
    }
}
