//! Who may sign in, and as what.

use chrono::{DateTime, Utc};

use crate::vocabulary::fault::Fault;
use crate::vocabulary::ids::{AccountId, CompanyId, InstitutionId, SchoolSiteId, SessionId};
use crate::vocabulary::text::Language;

/// What somebody is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Looks after schools and accounts; sees no student.
    Administrator,
    /// Works for one school and sees its students.
    Coordinator(InstitutionId),
    /// Works for one company and sees what was sent to it.
    Company(CompanyId),
    /// Works for the Fund and sees sums.
    Fund,
}

impl Role {
    /// The words of the roles, as stored and as in texts' keys.
    pub const WORDS: [&'static str; 4] = ["administrator", "coordinator", "company", "fund"];

    /// The word stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Coordinator(_) => "coordinator",
            Role::Company(_) => "company",
            Role::Fund => "fund",
        }
    }

    /// Back from the row: a coordinator has a school, somebody of a company has a company.
    #[must_use]
    pub fn from_stored(
        word: &str,
        institution: Option<InstitutionId>,
        company: Option<CompanyId>,
    ) -> Option<Role> {
        match (word, institution, company) {
            ("administrator", None, None) => Some(Role::Administrator),
            ("coordinator", Some(institution), None) => Some(Role::Coordinator(institution)),
            ("company", None, Some(company)) => Some(Role::Company(company)),
            ("fund", None, None) => Some(Role::Fund),
            _ => None,
        }
    }

    /// The school of a coordinator.
    #[must_use]
    pub const fn institution(self) -> Option<InstitutionId> {
        match self {
            Role::Coordinator(institution) => Some(institution),
            _ => None,
        }
    }

    /// The company of somebody who works for one.
    #[must_use]
    pub const fn company(self) -> Option<CompanyId> {
        match self {
            Role::Company(company) => Some(company),
            _ => None,
        }
    }
}

/// Who acts: an account, in one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Whose.
    pub account_id: AccountId,
    /// What they are called.
    pub name: String,
    /// Where they get mail.
    pub email: String,
    /// What they are.
    pub role: Role,
    /// What they read.
    pub language: Language,
    /// By which sign-in.
    pub session_id: SessionId,
}

impl Actor {
    /// May they see what belongs to `institution`? If not, it does not exist for them.
    ///
    /// # Errors
    /// [`Fault::NotFound`] of `what` for coordinators of other schools and for everybody else.
    pub fn sees_school(&self, institution: InstitutionId, what: &'static str) -> Result<(), Fault> {
        if self.role.institution() == Some(institution) {
            Ok(())
        } else {
            Err(Fault::NotFound(what))
        }
    }

    /// May they see what belongs to `company`? If not, it does not exist for them.
    ///
    /// # Errors
    /// [`Fault::NotFound`] of `what` for people of other companies and for everybody else.
    pub fn sees_company(&self, company: CompanyId, what: &'static str) -> Result<(), Fault> {
        if self.role.company() == Some(company) {
            Ok(())
        } else {
            Err(Fault::NotFound(what))
        }
    }
}

/// Somebody who may sign in, as administrators see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub id: AccountId,
    /// Where they get mail, and what they sign in with.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// What they read.
    pub language: Language,
    /// Have they set a password yet?
    pub has_password: bool,
    /// Since when they may not sign in.
    pub disabled_at: Option<DateTime<Utc>>,
    /// When they last signed in.
    pub signed_in_at: Option<DateTime<Utc>>,
}

/// A sign-in, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it last asked for a page, within five minutes.
    pub seen_at: DateTime<Utc>,
    /// What the browser says of itself.
    pub user_agent: String,
    /// From which network.
    pub ip_prefix: String,
}

/// A school: the tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct School {
    /// Which.
    pub id: InstitutionId,
    /// The code by which files name it, in capitals.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// ISTAT code of where it is.
    pub comune: Option<String>,
    /// Its telephone, for companies.
    pub phone: Option<String>,
    /// Its mail address, for companies.
    pub email: Option<String>,
}

/// Where a school teaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolSite {
    /// Which.
    pub id: SchoolSiteId,
    /// Of which school.
    pub institution_id: InstitutionId,
    /// The code by which files name it, in capitals.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// ISTAT code of where it is.
    pub comune: Option<String>,
}
