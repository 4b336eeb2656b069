//! The capability `notifications`.
