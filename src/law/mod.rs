//! The capability `law`.
