//! The emergency card for a reader whose own words may tell of an emergency.

use super::Frame;
use crate::content::Sign;

/// The card with every sign; which of them a reader wrote of stays between the reader and the staff.
pub(super) struct EmergencyCard<'a> {
    pub(super) heading: String,
    pub(super) signs: &'a [Sign],
}

impl<'a> EmergencyCard<'a> {
    /// The card in the words of the page's language.
    pub(super) fn of(frame: &Frame<'a>) -> Self {
        let library = frame.library;
        let numbers = library.site().emergency_numbers.as_str();
        Self {
            heading: library.words().with("urgent-card", "number", numbers),
            signs: library.red_flags().signs(),
        }
    }
}
