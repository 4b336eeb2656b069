//! Who may do what: people, roles, schools as tenants, sessions, the audit log.

mod model;
mod store;

pub use self::model::{Actor, Role};
pub(crate) use self::store::visit_session;
