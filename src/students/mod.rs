//! Students: apprentice profiles and what they wish for.
//!
//! A [`Profile`](model::Profile) is what a school's file says of one student, parsed; a [`Student`](model::Student) is a
//! profile that a school keeps here. The school's own key (`matricola`) identifies it: importing it again updates it.
//! We keep no sex, nationality, religion, family or health: only whether an accessible site is needed.

pub mod model;
