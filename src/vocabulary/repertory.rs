//! `repertory`.
