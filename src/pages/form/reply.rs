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

pub(super) fn questions(asking: Asking<'_>) -> [Question<'_>; 4] {
    let email = TextField {
        kind: "email",
        autocomplete: "email",
        asked_by: "email",
        ..asking.text("email", "form-email-label", "contact-email-hint")
    };
    let phone = TextField {
        kind: "tel",
        autocomplete: "tel",
        asked_by: "phone",
        ..asking.text("phone", "form-phone-label", "contact-phone-hint")
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
        Question::Choice(asking.one_of("reply_by", "contact-reply-legend", "contact-reply-hint", &REPLIES)),
        Question::Text(email),
        Question::Text(phone),
        Question::Choice(best_time),
    ]
}
