//! `texts`.
