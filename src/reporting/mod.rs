//! The capability `reporting`.
