//! The capability `matching`.
