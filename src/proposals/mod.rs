//! The capability `proposals`.
