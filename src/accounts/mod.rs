//! Who may do what: accounts and their roles, schools as tenants, sessions, passwords, the audit log.
//!
//! # Words
//!
//! - An **account** is one person's. It has one [`Role`]: administrator, coordinator of one school, person of one company, or
//!   staff of the Fund. It is never deleted, for the audit log names it; it is *disabled*, which ends its sessions at once.
//! - An **institution** is a school: the tenant. What belongs to one does not exist for the coordinators of another, which
//!   [`Actor::sees_school`] says in one place. Its **sites** are where students go to lessons.
//! - A **session** is one sign-in on one device. The browser holds a random secret of 256 bits, the database its SHA-256. It ends
//!   after two idle hours, after twelve hours in any case, when revoked, and when the password changes.
//! - A **set-password link** works once and for seven days. An administrator gives it, and a mail brings it to its owner; nobody
//!   ever sees a password of somebody else.
//! - An **audit entry** says who did or saw what, and when, in the same transaction. The database itself refuses to change one.
//!
//! # States
//!
//! account: invited (no password yet) → active → disabled → active. session: live → idle | expired | revoked.

mod actions;
mod audit;
mod entering;
mod invite;
mod limits;
mod model;
mod pages;
mod passwords;
mod schools;
mod store;

pub use self::actions::{NewAccount, create_account, disable, enable, set_password_by_link};
pub use self::audit::{AuditEntry, By, record};
pub use self::entering::sign_in;
pub use self::invite::{Invited, invite, invite_again, invite_or_renew};
pub use self::limits::Doors;
pub use self::model::{Account, Actor, Role, School, SchoolSite};
pub use self::pages::routes;
pub use self::schools::{SchoolForm, SiteForm, add_site, create_school};
pub(crate) use self::store::sessions::visit_session;
pub use self::store::{
    account_names, coordinated_schools, find_school, hold_school, list_schools, list_sites,
    people_of_company, reachable,
};
