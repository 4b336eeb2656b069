//! The file `cli`.
