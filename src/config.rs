//! The file `config`.
