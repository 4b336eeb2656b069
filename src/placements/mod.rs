//! The capability `placements`.
