//! What we know of an employer.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::vocabulary::codes::{Ateco, VatNumber};
use crate::vocabulary::firm::{Artisan, RiskClass};
use crate::vocabulary::geography::ComuneCode;
use crate::vocabulary::ids::{AccountId, CompanyId, CompanySiteId, LinkId, TutorId};
use crate::vocabulary::text::{EmailAddress, Language, PersonName};

/// The columns of the companies' file, parsed (`file-formats.md`, companies).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyFacts {
    /// The key.
    pub vat_number: VatNumber,
    /// Ragione sociale.
    pub name: String,
    /// ATECO 2025 or 2007, said which.
    pub ateco: Option<Ateco>,
    /// The collective agreement.
    pub ccnl: Option<String>,
    /// People who work there, all counted.
    pub staff: Option<u32>,
    /// Skilled and specialised workers (D.Lgs. 81/2015 art. 42(7)).
    pub skilled: Option<u32>,
    /// Apprentices already employed, of every level.
    pub apprentices: Option<u32>,
    /// Whether and how it is an artisan firm (L. 443/1985 art. 4); not, until it has said so.
    pub artisan: Option<Artisan>,
    /// Suitable spaces (D.M. 12/10/2015 art. 3).
    pub structural: Option<bool>,
    /// Suitable equipment (the same).
    pub technical: Option<bool>,
    /// Company tutors (the same).
    pub formative: Option<bool>,
    /// The risk assessment considers minors (L. 977/1967 art. 7).
    pub dvr_minors: Option<bool>,
    /// Risk class of the safety training.
    pub risk: Option<RiskClass>,
    /// Who answers there.
    pub contact_name: Option<PersonName>,
    /// Where proposals go.
    pub contact_email: EmailAddress,
    /// Certified mail.
    pub pec: Option<EmailAddress>,
    /// The language of its mails; Italian, until somebody has said another.
    pub language: Option<Language>,
}

/// When a fact was last confirmed, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// When.
    pub at: DateTime<Utc>,
    /// The account that imported or typed it, if any.
    pub account: Option<AccountId>,
    /// The company's own link, if it was the company.
    pub link: Option<LinkId>,
}

/// A company that all schools see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Ours.
    pub id: CompanyId,
    /// What was said of it.
    pub facts: CompanyFacts,
    /// For each fact (the column's key), when it was last confirmed and by whom.
    pub confirmations: BTreeMap<String, Confirmation>,
    /// The mail server's permanent refusal of the main contact, until somebody lifts it.
    pub mail_problem: Option<String>,
    /// Goes up with every change.
    pub version: i64,
}

/// Where a company works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanySite {
    /// Ours.
    pub id: CompanySiteId,
    /// Whose.
    pub company_id: CompanyId,
    /// Where.
    pub comune: ComuneCode,
    /// Street and number; may be empty.
    pub address: String,
}

/// Who teaches there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tutor {
    /// Ours.
    pub id: TutorId,
    /// Of this company.
    pub company_id: CompanyId,
    /// Name.
    pub name: PersonName,
    /// A limit lower than the law's, if the company set one.
    pub max_students: Option<u32>,
    /// Years of experience (D.M. 28/02/2000 asks for three).
    pub years: Option<u32>,
}
