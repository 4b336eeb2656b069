//! `mail`.
