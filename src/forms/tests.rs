//! What the forms promise.
