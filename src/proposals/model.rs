//! The states of a proposal, as types that consume themselves: a transition takes the old state and gives the new one, so a
//! proposal that was accepted cannot be declined, and one that was never sent cannot be answered.

mod words;

use chrono::{DateTime, Utc};

pub use self::words::{DeclineReason, State};
use crate::vocabulary::ids::{
    AccountId, CompanyId, InstitutionId, LinkId, PlacementId, ProposalId, RoundId, RunId, StudentId,
};

/// What a proposal says, whatever has become of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Ours.
    pub id: ProposalId,
    /// The campaign.
    pub round_id: RoundId,
    /// The run that found it.
    pub run_id: RunId,
    /// The school that proposes.
    pub institution_id: InstitutionId,
    /// Whom.
    pub student_id: StudentId,
    /// For which place.
    pub placement_id: PlacementId,
    /// To whom.
    pub company_id: CompanyId,
    /// Until when one may answer; the instant itself is too late.
    pub deadline_at: DateTime<Utc>,
}

/// Who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answerer {
    /// Whoever held the company's link.
    Link(LinkId),
    /// Somebody of the company, signed in.
    Account(AccountId),
}

impl Answerer {
    /// As stored.
    #[must_use]
    pub fn to_stored(self) -> String {
        match self {
            Answerer::Link(id) => format!("link:{id}"),
            Answerer::Account(id) => format!("account:{id}"),
        }
    }
}

/// Why a proposal cannot be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooLate {
    /// The deadline has passed.
    Expired,
}

/// Decided, not yet out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft(Facts);

impl Draft {
    /// A proposal to be sent.
    #[must_use]
    pub fn new(facts: Facts) -> Draft {
        Draft(facts)
    }

    /// Out it goes, together with its message.
    #[must_use]
    pub fn send(self, now: DateTime<Utc>) -> Sent {
        Sent {
            facts: self.0,
            sent_at: now,
            version: 1,
        }
    }
}

/// Out, and not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    pub(super) facts: Facts,
    pub(super) sent_at: DateTime<Utc>,
    pub(super) version: i64,
}

/// How a proposal that was out ended. It holds its version as it was before: the row must not have changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    pub(super) facts: Facts,
    pub(super) version: i64,
    pub(super) end: End,
    pub(super) at: DateTime<Utc>,
}

/// The ways in which a proposal ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// The company takes the student.
    Accepted(Answerer),
    /// It does not.
    Declined {
        /// Who said so.
        by: Answerer,
        /// Why.
        reason: DeclineReason,
        /// In their own words; for the school only.
        note: Option<String>,
    },
    /// Nobody answered in time.
    Expired,
    /// The school took it back.
    Withdrawn,
}

impl Sent {
    /// What it says.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    fn in_time(self, now: DateTime<Utc>) -> Result<Sent, TooLate> {
        if now < self.facts.deadline_at {
            Ok(self)
        } else {
            Err(TooLate::Expired)
        }
    }

    fn ended(self, end: End, at: DateTime<Utc>) -> Ended {
        Ended {
            facts: self.facts,
            version: self.version,
            end,
            at,
        }
    }

    /// The company takes the student.
    ///
    /// # Errors
    /// After the deadline.
    pub fn accept(self, by: Answerer, now: DateTime<Utc>) -> Result<Ended, TooLate> {
        Ok(self.in_time(now)?.ended(End::Accepted(by), now))
    }

    /// The company does not take the student.
    ///
    /// # Errors
    /// After the deadline.
    pub fn decline(
        self,
        by: Answerer,
        reason: DeclineReason,
        note: Option<String>,
        now: DateTime<Utc>,
    ) -> Result<Ended, TooLate> {
        Ok(self.in_time(now)?.ended(End::Declined { by, reason, note }, now))
    }

    /// The deadline has passed. Before it, the proposal stays as it is.
    ///
    /// # Errors
    /// The proposal itself, when it can still be answered.
    #[expect(
        clippy::result_large_err,
        reason = "what was not ended goes back whole to who had it"
    )]
    pub fn expire(self, now: DateTime<Utc>) -> Result<Ended, Sent> {
        if now < self.facts.deadline_at {
            Err(self)
        } else {
            Ok(self.ended(End::Expired, now))
        }
    }

    /// The school takes it back.
    #[must_use]
    pub fn withdraw(self, now: DateTime<Utc>) -> Ended {
        self.ended(End::Withdrawn, now)
    }
}

impl End {
    /// The word of the state.
    #[must_use]
    pub const fn state(&self) -> State {
        match self {
            End::Accepted(_) => State::Accepted,
            End::Declined { .. } => State::Declined,
            End::Expired => State::Expired,
            End::Withdrawn => State::Withdrawn,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use uuid::Uuid;

    fn sent(deadline_at: DateTime<Utc>) -> Sent {
        let id = Uuid::nil();
        Draft::new(Facts {
            id: ProposalId(id),
            round_id: RoundId(id),
            run_id: RunId(id),
            institution_id: InstitutionId(id),
            student_id: StudentId(id),
            placement_id: PlacementId(id),
            company_id: CompanyId(id),
            deadline_at,
        })
        .send(DateTime::UNIX_EPOCH)
    }

    #[test]
    fn an_answer_counts_until_the_deadline_and_not_at_it() {
        let deadline = DateTime::UNIX_EPOCH + chrono::TimeDelta::days(1);
        let just_before = deadline - chrono::TimeDelta::seconds(1);
        let by = Answerer::Link(LinkId(Uuid::nil()));
        assert_eq!(
            sent(deadline).accept(by, just_before).unwrap().end.state(),
            State::Accepted
        );
        assert_eq!(sent(deadline).accept(by, deadline), Err(TooLate::Expired));
        assert_eq!(
            sent(deadline).decline(by, DeclineReason::Taken, None, deadline),
            Err(TooLate::Expired)
        );
    }

    #[test]
    fn a_proposal_expires_only_when_it_can_no_longer_be_answered() {
        let deadline = DateTime::UNIX_EPOCH + chrono::TimeDelta::days(1);
        assert!(sent(deadline).expire(DateTime::UNIX_EPOCH).is_err());
        assert_eq!(sent(deadline).expire(deadline).unwrap().end, End::Expired);
    }

    #[test]
    fn words_are_read_back_as_they_were_written() {
        for state in State::ALL {
            assert_eq!(State::from_stored(state.as_str()), Some(state));
        }
        for reason in DeclineReason::ALL {
            assert_eq!(DeclineReason::from_stored(reason.as_str()), Some(reason));
        }
    }
}
