//! What a message is and the states it goes through.

use chrono::{DateTime, Utc};

use super::catalogue::Mail;
use crate::vocabulary::ids::{CompanyId, EventId, InstitutionId, MessageId};
use crate::vocabulary::text::{EmailAddress, Language};

/// A mail to be sent, as whoever decides it says it. The address and the language are copied: later changes to a contact
/// do not redirect what was decided before.
#[derive(Debug, Clone)]
pub struct Message {
    /// What happened. The same event sends the same template to the same address once.
    pub event_id: EventId,
    /// What it says.
    pub mail: Mail,
    /// To whom.
    pub recipient: EmailAddress,
    /// In which language.
    pub language: Language,
    /// The school that may see it in its outbox.
    pub institution_id: Option<InstitutionId>,
    /// The company it is for.
    pub company_id: Option<CompanyId>,
}

/// Where a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Waits to be sent.
    Pending,
    /// In somebody's hands, until its lease ends.
    Sending,
    /// The mail server has it.
    Sent,
    /// Failed for now; tried again at `run_at`.
    Retry,
    /// Given up: refused as such, or failed too often.
    Dead,
    /// Not sent: the address is not written to.
    Suppressed,
    /// The mail server does not know the address.
    Bounced,
}

impl State {
    /// All of them, in the order of a message's life.
    pub const ALL: [State; 7] = [
        State::Pending,
        State::Sending,
        State::Retry,
        State::Sent,
        State::Dead,
        State::Suppressed,
        State::Bounced,
    ];

    /// The word stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Pending => "pending",
            State::Sending => "sending",
            State::Sent => "sent",
            State::Retry => "retry",
            State::Dead => "dead",
            State::Suppressed => "suppressed",
            State::Bounced => "bounced",
        }
    }

    /// Back from [`State::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Is it of no use to wait?
    #[must_use]
    pub const fn has_failed(self) -> bool {
        matches!(self, State::Dead | State::Suppressed | State::Bounced)
    }

    /// How a tag shows it: good, warn, bad, info.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            State::Sent => "good",
            State::Pending | State::Sending => "info",
            State::Retry => "warn",
            State::Dead | State::Suppressed | State::Bounced => "bad",
        }
    }

    /// The key of its text. Where no mail server is configured, what counts as sent has only been kept here.
    #[must_use]
    pub const fn key(self, leaves: bool) -> &'static str {
        match self {
            State::Sent if !leaves => "notifications-state-kept",
            State::Pending => "notifications-state-pending",
            State::Sending => "notifications-state-sending",
            State::Sent => "notifications-state-sent",
            State::Retry => "notifications-state-retry",
            State::Dead => "notifications-state-dead",
            State::Suppressed => "notifications-state-suppressed",
            State::Bounced => "notifications-state-bounced",
        }
    }
}

/// A message as the outbox holds it.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its identity, and its place in time.
    pub id: MessageId,
    /// Its template's word.
    pub template: String,
    /// Its parameters.
    pub params: serde_json::Value,
    /// To whom.
    pub recipient: String,
    /// The same, for comparing.
    pub recipient_key: String,
    /// In which language.
    pub language: Language,
    /// The school that may see it.
    pub institution_id: Option<InstitutionId>,
    /// The Message-ID header.
    pub message_id: String,
    /// Where it is.
    pub state: State,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is due.
    pub run_at: DateTime<Utc>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// When it was decided.
    pub created_at: DateTime<Utc>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
}

/// Why an address is not written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Its mail server refused it for good: nothing goes there.
    Refused,
    /// Whoever reads it wants no more mail: only what answers their own doing goes there.
    Unwanted,
}

impl Reason {
    /// Both.
    pub const ALL: [Reason; 2] = [Reason::Refused, Reason::Unwanted];

    /// The word stored; for [`Reason::Unwanted`] also the badge of a company's contact.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::Refused => "refused",
            Reason::Unwanted => "unwanted",
        }
    }

    /// Back from [`Reason::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.as_str() == word)
    }

    /// Does it hold back a mail that may be refused, or may not?
    #[must_use]
    pub const fn holds_back(self, may_be_refused: bool) -> bool {
        may_be_refused || matches!(self, Reason::Refused)
    }
}

/// An address that is not written to, and why.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// Its identity.
    pub id: uuid::Uuid,
    /// The address, for comparing.
    pub email_key: String,
    /// Why.
    pub reason: Reason,
    /// What the mail server said.
    pub detail: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// Who may be written to.
#[derive(Debug, Clone, Default)]
pub struct AllowList(Vec<String>);

impl AllowList {
    /// Addresses and domains; an empty list allows everybody.
    #[must_use]
    pub fn new(entries: &[String]) -> AllowList {
        AllowList(
            entries
                .iter()
                .map(|entry| entry.trim().trim_start_matches('@').to_lowercase())
                .collect(),
        )
    }

    /// May this address be written to?
    #[must_use]
    pub fn allows(&self, address: &str) -> bool {
        let address = address.to_lowercase();
        let domain = address.rsplit('@').next().unwrap_or_default();
        self.0.is_empty() || self.0.iter().any(|entry| *entry == address || entry == domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_read_back_as_it_was_written() {
        for state in State::ALL {
            assert_eq!(State::from_stored(state.as_str()), Some(state));
        }
    }

    #[test]
    fn who_wants_no_mail_still_gets_what_they_asked_for_and_a_refused_address_gets_nothing() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_stored(reason.as_str()), Some(reason));
            assert!(reason.holds_back(true));
        }
        assert!(Reason::Refused.holds_back(false) && !Reason::Unwanted.holds_back(false));
    }

    #[test]
    fn an_allow_list_lets_addresses_and_domains_through_and_nobody_else() {
        let list = AllowList::new(&["Prova@Posta.example".to_owned(), "@scuola.example".to_owned()]);
        assert!(list.allows("prova@posta.example") && list.allows("chiunque@SCUOLA.example"));
        assert!(!list.allows("altro@posta.example") && !list.allows("a@not-scuola.example"));
        assert!(AllowList::default().allows("chiunque@ovunque.example"));
    }
}
