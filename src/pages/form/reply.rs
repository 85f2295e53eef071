//! What every form asks that staff answer: how to do so.

use super::question::{Asking, ChoiceField, Question, TextField};

/// The two ways to be answered.
const REPLIES: [(&str, &str); 2] = [("email", "contact-reply-email"), ("phone", "contact-reply-phone")];

/// When to call.
const TIMES: [(&str, &str); 3] = [
    ("any", "contact-best-time-any"),
    ("morning", "contact-best-time-morning"),
    ("afternoon", "contact-best-time-afternoon"),
];

/// The keys of what differs: what becomes of an address or a number.
pub(super) struct ReplyWords {
    pub(super) legend: &'static str,
    pub(super) hint: &'static str,
    pub(super) email_hint: &'static str,
    pub(super) phone_hint: &'static str,
}

/// Staff answer, and nobody else gets to see it.
pub(super) const BY_STAFF: ReplyWords = ReplyWords {
    legend: "contact-reply-legend",
    hint: "contact-reply-hint",
    email_hint: "contact-email-hint",
    phone_hint: "contact-phone-hint",
};

pub(super) fn questions<'a>(asking: Asking<'a>, told: &ReplyWords) -> [Question<'a>; 4] {
    let email = TextField {
        kind: "email",
        autocomplete: "email",
        asked_by: "email",
        ..asking.text("email", "form-email-label", told.email_hint)
    };
    let phone = TextField {
        kind: "tel",
        autocomplete: "tel",
        asked_by: "phone",
        ..asking.text("phone", "form-phone-label", told.phone_hint)
    };
    let best_time = ChoiceField {
        asked_by: "phone",
        ..asking.one_of(
            "best_time",
            "contact-best-time-legend",
            "contact-best-time-hint",
            &TIMES,
        )
    };
    [
        Question::Choice(asking.one_of("reply_by", told.legend, told.hint, &REPLIES)),
        Question::Text(email),
        Question::Text(phone),
        Question::Choice(best_time),
    ]
}
