//! The capability `companies`.
