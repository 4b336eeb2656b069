//! `geography`.
