//! The capability `students`.
