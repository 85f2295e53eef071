//! The publish rules: what an article, a figure or the whole library must be before readers see it.

use jiff::civil::Date;

use super::{Problem, draft::Draft, stock::Stock};

pub(in crate::content) mod figures;

/// Checks every article by itself and against the others.
pub(in crate::content) fn check(_drafts: &[Draft], _stock: &Stock, _today: Date) -> Vec<Problem> {
    Vec::new()
}
