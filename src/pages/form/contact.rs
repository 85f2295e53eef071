//! What the contact form asks.

use super::{
    Line, Plan,
    question::{Asking, Question, TextField},
    reply,
};
use crate::{forms::FormName, pages::layout::Link};

pub(super) fn plan(asking: Asking<'_>) -> Plan<'_> {
    let scan = Line {
        before: asking.words.get("contact-scan"),
        link: Link {
            href: asking.href(FormName::ScanReview.path()),
            words: asking.words.get("contact-scan-link"),
        },
        after: String::new(),
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
    questions.extend(reply::questions(asking, &reply::BY_STAFF));
    questions.push(Question::Text(message));
    Plan {
        title: "contact-title",
        lead: "contact-lead",
        lines: vec![Line::or_call(asking), scan],
        hidden: Vec::new(),
        questions,
        send: "contact-send",
        other_ways: true,
    }
}
