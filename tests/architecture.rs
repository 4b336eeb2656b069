//! The house rules that the compiler cannot keep.
