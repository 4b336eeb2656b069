//! Every mail that Abbina can send: its parameters, typed, and its three templates.
//!
//! A parameter that a template needs and the struct lacks does not compile. Parameters hold counts, names of schools and
//! companies, and identities; never the name, the address or the codice fiscale of a student.

mod examples;
mod parts;

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use self::examples::examples;
pub use self::parts::{CompanyLine, Composed, NewsLine, Person, PlaceLine, School};
use self::parts::{Hears, without_dead_links};
use super::addresses::Addresses;
use crate::platform::mail::Correspondent;
use crate::platform::texts::T;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{FamilyLinkId, LinkId, PasswordLinkId, RoundId};

/// May its reader say that they want no more of these?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Somebody asks something of them: they may.
    Refusable,
    /// It answers what they did themselves, or is part of their work: it comes in any case.
    Needed,
}

macro_rules! mails {
    ($(
        $(#[$doc:meta])*
        $name:ident $word:literal by $speaker:ident $standing:ident [$subject:literal $text:literal $html:literal] {
            $($(#[$field_doc:meta])* $field:ident: $kind:ty),+ $(,)?
        }
    )+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
            pub struct $name { $($(#[$field_doc])* pub $field: $kind),+ }

            impl $name {
                fn compose(&self, t: T, at: &Addresses) -> Result<Composed, askama::Error> {
                    #[derive(Template)]
                    #[template(path = $subject)]
                    struct Subject<'a> { t: T, m: &'a $name }
                    #[derive(Template)]
                    #[template(path = $text)]
                    struct Text<'a> { t: T, m: &'a $name, at: &'a Addresses }
                    #[derive(Template)]
                    #[template(path = $html, blocks = ["letter", "foot"])]
                    struct Html<'a> { t: T, m: &'a $name, at: &'a Addresses }
                    let html = Html { t, m: self, at };
                    Ok(Composed {
                        subject: Subject { t, m: self }.render()?.trim().to_owned(),
                        text: Text { t, m: self, at }.render()?,
                        html: html.render()?,
                        inner_html: without_dead_links(&(html.as_letter().render()? + &html.as_foot().render()?)),
                    })
                }
            }
        )+

        /// A mail: which one, and its parameters.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each variant is its parameters' struct, documented there")]
        pub enum Mail { $($name($name)),+ }

        $(
            impl From<$name> for Mail {
                fn from(mail: $name) -> Mail {
                    Mail::$name(mail)
                }
            }
        )+

        impl Mail {
            /// The words of all templates, as stored.
            pub const TEMPLATES: &'static [&'static str] = &[$($word),+];

            /// The word of its template.
            #[must_use]
            pub fn template(&self) -> &'static str {
                match self { $(Mail::$name(_) => $word),+ }
            }

            /// Its parameters, as stored.
            pub fn params(&self) -> Result<serde_json::Value, Fault> {
                match self { $(Mail::$name(mail) => serde_json::to_value(mail).map_err(Fault::internal)),+ }
            }

            /// Back from [`Mail::template`] and [`Mail::params`].
            pub fn from_stored(template: &str, params: serde_json::Value) -> Result<Mail, Fault> {
                match template {
                    $($word => serde_json::from_value(params).map(Mail::$name).map_err(Fault::internal),)+
                    _ => Err(Fault::internal("a message names a template that does not exist")),
                }
            }

            /// Its text, in one language.
            pub fn compose(&self, t: T, at: &Addresses) -> Result<Composed, Fault> {
                match self { $(Mail::$name(mail) => mail.compose(t, at)),+ }.map_err(Fault::internal)
            }

            /// Who reads what is answered to it.
            #[must_use]
            pub fn reply_to(&self) -> Option<Correspondent> {
                match self { $(Mail::$name(mail) => mail.$speaker.hears()),+ }
            }

            /// May its reader say that they want no more of these? Then it offers a way out.
            #[must_use]
            pub fn may_be_refused(&self) -> bool {
                let standing = match self { $(Mail::$name(_) => Standing::$standing),+ };
                standing == Standing::Refusable
            }
        }
    };
}

mails! {
    /// To a company: all that a school proposes to it in a round. One mail, however many proposals.
    ProposalsSent "proposals_sent" by school Refusable [
        "mail/proposals_sent/subject.txt" "mail/proposals_sent/body.txt" "mail/proposals_sent/body.html"
    ] {
        /// Who proposes.
        school: School,
        /// To whom.
        company: String,
        /// The round's name.
        round: String,
        /// The places in question.
        places: Vec<PlaceLine>,
        /// Proposals in all.
        n: u32,
        /// Until when one may answer.
        deadline_at: DateTime<Utc>,
        /// Where one answers.
        link: LinkId,
    }
    /// To a company: the round was matched again, and this is what is different for it.
    ProposalsChanged "proposals_changed" by school Refusable [
        "mail/proposals_changed/subject.txt" "mail/proposals_changed/body.txt" "mail/proposals_changed/body.html"
    ] {
        /// Who proposes.
        school: School,
        /// To whom.
        company: String,
        /// The round's name.
        round: String,
        /// New proposals.
        n_added: u32,
        /// Proposals taken back.
        n_withdrawn: u32,
        /// Proposals that await an answer now.
        n_open: u32,
        /// Until when one may answer.
        deadline_at: DateTime<Utc>,
        /// Where one answers.
        link: LinkId,
    }
    /// To a company that asked for it: a link in place of one that was lost or has expired.
    LinkRenewed "link_renewed" by school Needed [
        "mail/link_renewed/subject.txt" "mail/link_renewed/body.txt" "mail/link_renewed/body.html"
    ] {
        /// Who proposes.
        school: School,
        /// To whom.
        company: String,
        /// The round's name.
        round: String,
        /// Proposals that await an answer.
        n_open: u32,
        /// Until when one may answer.
        deadline_at: DateTime<Utc>,
        /// Where one answers.
        link: LinkId,
    }
    /// To a company that has not answered: the deadline is near. At most two.
    DeadlineNear "deadline_near" by school Refusable [
        "mail/deadline_near/subject.txt" "mail/deadline_near/body.txt" "mail/deadline_near/body.html"
    ] {
        /// Who proposes.
        school: School,
        /// To whom.
        company: String,
        /// The round's name.
        round: String,
        /// Proposals that await an answer.
        n_open: u32,
        /// Until when one may answer.
        deadline_at: DateTime<Utc>,
        /// Where one answers.
        link: LinkId,
    }
    /// To a company that has answered: what was recorded.
    AnswersRecorded "answers_recorded" by school Needed [
        "mail/answers_recorded/subject.txt" "mail/answers_recorded/body.txt" "mail/answers_recorded/body.html"
    ] {
        /// Who proposed.
        school: School,
        /// Who answered.
        company: String,
        /// The round's name.
        round: String,
        /// Accepted with this answer.
        n_accepted: u32,
        /// Declined with this answer.
        n_declined: u32,
        /// Still without an answer.
        n_open: u32,
        /// Where one can see it.
        link: LinkId,
    }
    /// To a school: its round is published.
    RoundPublished "round_published" by school Needed [
        "mail/round_published/subject.txt" "mail/round_published/body.txt" "mail/round_published/body.html"
    ] {
        /// Whose round.
        school: School,
        /// Its name.
        round: String,
        /// Which round.
        round_id: RoundId,
        /// Proposals that went out.
        n_proposals: u32,
        /// Companies that got them.
        n_companies: u32,
        /// Students without a place.
        n_unplaced: u32,
        /// Until when companies may answer.
        deadline_at: DateTime<Utc>,
    }
    /// To a school: a company has answered.
    AnswerReceived "answer_received" by school Needed [
        "mail/answer_received/subject.txt" "mail/answer_received/body.txt" "mail/answer_received/body.html"
    ] {
        /// Whose round.
        school: School,
        /// Its name.
        round: String,
        /// Which round.
        round_id: RoundId,
        /// Who answered.
        company: String,
        /// Accepted with this answer.
        n_accepted: u32,
        /// Declined with this answer.
        n_declined: u32,
        /// This company's proposals still without an answer.
        n_open: u32,
    }
    /// To a school: the deadline has passed; who has not answered.
    ProposalsExpired "proposals_expired" by school Needed [
        "mail/proposals_expired/subject.txt" "mail/proposals_expired/body.txt" "mail/proposals_expired/body.html"
    ] {
        /// Whose round.
        school: School,
        /// Its name.
        round: String,
        /// Which round.
        round_id: RoundId,
        /// Who has not answered.
        companies: Vec<CompanyLine>,
        /// Proposals in all.
        n: u32,
    }
    /// To a family: what it may correct and wish for, and until when. Names no student.
    FamilyAsked "family_asked" by school Needed [
        "mail/family_asked/subject.txt" "mail/family_asked/body.txt" "mail/family_asked/body.html"
    ] {
        /// Who asks.
        school: School,
        /// The round's name.
        round: String,
        /// Was it asked before, without an answer?
        again: bool,
        /// Until when it may answer.
        closes_at: DateTime<Utc>,
        /// Where it answers.
        link: FamilyLinkId,
    }
    /// To a family that asked for it: a link in place of one that was lost or has expired.
    FamilyLinkRenewed "family_link_renewed" by school Needed [
        "mail/family_link_renewed/subject.txt" "mail/family_link_renewed/body.txt" "mail/family_link_renewed/body.html"
    ] {
        /// Whose round.
        school: School,
        /// The round's name.
        round: String,
        /// Where it answers and reads.
        link: FamilyLinkId,
    }
    /// To a family: what was decided can be read. Says neither what nor about whom.
    DecisionReady "decision_ready" by school Needed [
        "mail/decision_ready/subject.txt" "mail/decision_ready/body.txt" "mail/decision_ready/body.html"
    ] {
        /// Whose round.
        school: School,
        /// The round's name.
        round: String,
        /// Where it reads.
        link: FamilyLinkId,
    }
    /// To the owner of an account: where they set its password, the first time or again.
    Invitation "invitation" by inviter Needed [
        "mail/invitation/subject.txt" "mail/invitation/body.txt" "mail/invitation/body.html"
    ] {
        /// Who gave the account; nobody when it was done at the command line.
        inviter: Option<Person>,
        /// The word of the account's role.
        role: String,
        /// The school or company that it is for; empty for the others.
        place: String,
        /// Had it a password before?
        again: bool,
        /// Until when the link works.
        expires_at: DateTime<Utc>,
        /// Where the password is set.
        link: PasswordLinkId,
    }
    /// To a company: would it take students this school year? The first time, or as a reminder.
    AvailabilityAsked "availability_asked" by school Refusable [
        "mail/availability_asked/subject.txt" "mail/availability_asked/body.txt" "mail/availability_asked/body.html"
    ] {
        /// Who asks.
        school: School,
        /// Whom.
        company: String,
        /// About which school year: 2026/27.
        year: String,
        /// Was it asked before?
        reminder: bool,
        /// Where one answers.
        link: LinkId,
    }
    /// To a company that has answered: what was recorded.
    AvailabilityRecorded "availability_recorded" by school Needed [
        "mail/availability_recorded/subject.txt" "mail/availability_recorded/body.txt" "mail/availability_recorded/body.html"
    ] {
        /// Who asked.
        school: School,
        /// Who answered.
        company: String,
        /// About which school year.
        year: String,
        /// The word of the answer: yes, maybe, no.
        answer: String,
        /// When it is asked again.
        again_on: Option<NaiveDate>,
        /// It is never asked again by this school.
        never: bool,
        /// Where one can change it, and offer a place.
        link: LinkId,
    }
    /// To a company that asked for it: a link in place of one that was lost or has expired.
    AvailabilityRenewed "availability_renewed" by school Needed [
        "mail/availability_renewed/subject.txt" "mail/availability_renewed/body.txt" "mail/availability_renewed/body.html"
    ] {
        /// Who asked.
        school: School,
        /// Whom.
        company: String,
        /// About which school year.
        year: String,
        /// Where one answers.
        link: LinkId,
    }
    /// To a school: what companies did today about its yearly question. At most one a day.
    AvailabilityNews "availability_news" by school Needed [
        "mail/availability_news/subject.txt" "mail/availability_news/body.txt" "mail/availability_news/body.html"
    ] {
        /// Who asked.
        school: School,
        /// Who answered, or offered, changed or withdrew a place; each as it stands now.
        companies: Vec<NewsLine>,
        /// How many they are.
        n: u32,
    }
}
