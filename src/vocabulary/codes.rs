//! `codes`.
