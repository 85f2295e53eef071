//! What the wish to talk about a scan asks.

use super::{
    Line, Plan,
    question::{Asking, Question, TextField},
    reply,
};
use crate::pages::{layout::Link, scan_words};

/// The kinds of scan.
const SCANS: [(&str, &str); 4] = [
    ("mri", "scan-mri"),
    ("ct", "scan-ct"),
    ("x-ray", "scan-x-ray"),
    ("not-sure", "scan-not-sure"),
];

pub(super) fn plan(asking: Asking<'_>) -> Plan<'_> {
    let words = asking.words;
    let read_first = Line {
        before: words.get("scan-read-first"),
        link: Link {
            href: asking.href(scan_words::PATH),
            words: words.get("scan-words-title"),
        },
        after: String::new(),
    };
    let name = TextField {
        autocomplete: "name",
        ..asking.text("name", "form-name-label", "contact-name-hint")
    };
    let made = asking.text("made", "scan-made-label", "scan-made-hint");
    let message = TextField {
        rows: 6,
        spellcheck: true,
        ..asking.text("message", "scan-message-label", "scan-message-hint")
    };
    let mut questions = vec![
        Question::Choice(asking.one_of("scan", "scan-kind-legend", "scan-kind-hint", &SCANS)),
        Question::Text(made),
        Question::Text(message),
        Question::Text(name),
    ];
    questions.extend(reply::questions(asking, &reply::BY_STAFF));
    Plan {
        title: "scan-title",
        lead: "scan-lead",
        lines: vec![read_first, Line::or_call(asking)],
        hidden: Vec::new(),
        questions,
        send: "scan-send",
        other_ways: false,
    }
}
