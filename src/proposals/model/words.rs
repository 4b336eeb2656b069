//! The words of proposals: in the database, in forms and filters, in the keys of texts.

/// Why a company declines: a short list that a school can act on. None of them is about who the student is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeclineReason {
    /// The place is taken.
    Taken,
    /// Less work than expected, or no need any more.
    NoNeed,
    /// Not in this period.
    Period,
    /// Not at these hours or days.
    Hours,
    /// The tutor cannot.
    Tutor,
    /// Another figure or other competences are needed.
    Competences,
    /// Something else, said in the note.
    Other,
}

impl DeclineReason {
    /// All of them, in the order of the form.
    pub const ALL: [DeclineReason; 7] = [
        DeclineReason::Taken,
        DeclineReason::NoNeed,
        DeclineReason::Period,
        DeclineReason::Hours,
        DeclineReason::Tutor,
        DeclineReason::Competences,
        DeclineReason::Other,
    ];

    /// The word stored and sent by forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            DeclineReason::Taken => "taken",
            DeclineReason::NoNeed => "no_need",
            DeclineReason::Period => "period",
            DeclineReason::Hours => "hours",
            DeclineReason::Tutor => "tutor",
            DeclineReason::Competences => "competences",
            DeclineReason::Other => "other",
        }
    }

    /// Back from [`DeclineReason::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<DeclineReason> {
        DeclineReason::ALL
            .into_iter()
            .find(|reason| reason.as_str() == word)
    }

    /// The key of its text.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            DeclineReason::Taken => "proposals-reason-taken",
            DeclineReason::NoNeed => "proposals-reason-no_need",
            DeclineReason::Period => "proposals-reason-period",
            DeclineReason::Hours => "proposals-reason-hours",
            DeclineReason::Tutor => "proposals-reason-tutor",
            DeclineReason::Competences => "proposals-reason-competences",
            DeclineReason::Other => "proposals-reason-other",
        }
    }
}

/// The word of a state: in the database, in filters, in texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Out, and not answered.
    Sent,
    /// The company takes the student.
    Accepted,
    /// It does not.
    Declined,
    /// Nobody answered in time.
    Expired,
    /// The school took it back.
    Withdrawn,
}

impl State {
    /// All of them.
    pub const ALL: [State; 5] = [
        State::Sent,
        State::Accepted,
        State::Declined,
        State::Expired,
        State::Withdrawn,
    ];

    /// The word stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Sent => "sent",
            State::Accepted => "accepted",
            State::Declined => "declined",
            State::Expired => "expired",
            State::Withdrawn => "withdrawn",
        }
    }

    /// Back from [`State::as_str`].
    #[must_use]
    pub fn from_stored(word: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Does it hold its seat, its tutor, its employer's ceiling and its student?
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, State::Sent | State::Accepted)
    }

    /// How a tag shows it.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            State::Sent => "info",
            State::Accepted => "good",
            State::Declined => "bad",
            State::Expired => "warn",
            State::Withdrawn => "plain",
        }
    }

    /// The key of its text.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            State::Sent => "proposals-state-sent",
            State::Accepted => "proposals-state-accepted",
            State::Declined => "proposals-state-declined",
            State::Expired => "proposals-state-expired",
            State::Withdrawn => "proposals-state-withdrawn",
        }
    }

    /// The key of what it means to the company.
    #[must_use]
    pub const fn company_key(self) -> &'static str {
        match self {
            State::Sent => "proposals-company-state-sent",
            State::Accepted => "proposals-company-state-accepted",
            State::Declined => "proposals-company-state-declined",
            State::Expired => "proposals-company-state-expired",
            State::Withdrawn => "proposals-company-state-withdrawn",
        }
    }
}
