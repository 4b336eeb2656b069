//! The capability `accounts`.
