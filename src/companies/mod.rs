//! Companies: employers with sites, tutors and contacts, shared by all schools.
//!
//! "Once only": a company enters its facts once. Each fact remembers when it was last confirmed and by whom
//! ([`model::Confirmation`]), so that the next school need not ask again and can see how fresh it is.

pub mod model;
