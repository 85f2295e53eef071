//! The banner over a form that could not be taken although its fields are right.

use super::Notice;
use crate::content::{SiteFacts, Words};

/// The banner's words.
pub(super) struct Banner<'a> {
    pub(super) heading: String,
    pub(super) what: String,
    pub(super) phone: &'a str,
}

impl<'a> Banner<'a> {
    /// The words for a reason; each says that nothing was sent and that the text is kept.
    pub(super) fn of(words: &Words, site: &'a SiteFacts, notice: Notice) -> Self {
        let what = match notice {
            Notice::Busy => "notice-busy",
            Notice::StoreFull => "notice-store-full",
            Notice::KeyReused => "error-form-already-sent",
            Notice::TooMany => "notice-too-many",
        };
        Self {
            heading: words.get("notice-heading"),
            what: words.get(what),
            phone: &site.phone_display,
        }
    }
}
