//! Discwise.
