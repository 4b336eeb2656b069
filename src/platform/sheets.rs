//! `sheets`.
