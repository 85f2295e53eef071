//! What the contact form asks.

use super::{
    Line, Plan,
    question::{Asking, ChoiceField, Question, TextField},
};
use crate::pages::layout::Link;

/// The two ways to be answered.
const REPLIES: [(&str, &str); 2] = [("email", "contact-reply-email"), ("phone", "contact-reply-phone")];

/// When to call.
const TIMES: [(&str, &str); 3] = [
    ("any", "contact-best-time-any"),
    ("morning", "contact-best-time-morning"),
    ("afternoon", "contact-best-time-afternoon"),
];

pub(super) fn plan(asking: Asking<'_>) -> Plan<'_> {
    let site = asking.frame.library.site();
    let or_call = Line {
        before: asking.words.get("contact-or-call"),
        link: Link {
            href: format!("tel:{}", site.phone.replace(' ', "")),
            words: site.phone_display.clone(),
        },
        after: format!(" ({})", site.phone_hours),
    };
    let name = TextField {
        autocomplete: "name",
        ..asking.text("name", "form-name-label", "contact-name-hint")
    };
    let message = TextField {
        rows: 8,
        spellcheck: true,
        ..asking.text("message", "contact-message-label", "contact-message-hint")
    };
    let mut questions = vec![Question::Text(name)];
    questions.extend(reply(asking));
    questions.push(Question::Text(message));
    Plan {
        title: "contact-title",
        lead: "contact-lead",
        lines: vec![or_call],
        hidden: None,
        questions,
        send: "contact-send",
        other_ways: true,
    }
}

/// How to answer.
fn reply(asking: Asking<'_>) -> [Question<'_>; 4] {
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
