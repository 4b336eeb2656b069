//! The file `app`.
