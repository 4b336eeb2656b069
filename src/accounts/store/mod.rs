//! Accounts, schools and companies' names in the database.

pub(super) mod accounts;
mod people;
pub(super) mod schools;
pub(crate) mod sessions;

pub use self::accounts::{coordinated_schools, names as account_names};
pub use self::people::{people_of_company, reachable};
pub use self::schools::{find_school, hold_school, list_schools, list_sites};
