//! What the wish to hear of new and changed pages asks.

use super::{
    Plan,
    question::{Asking, Question, TextField},
};

pub(super) fn plan(asking: Asking<'_>) -> Plan<'_> {
    let email = TextField {
        kind: "email",
        autocomplete: "email",
        ..asking.text("email", "form-email-label", "updates-email-hint")
    };
    Plan {
        title: "updates-title",
        lead: "updates-lead",
        lines: Vec::new(),
        hidden: Vec::new(),
        questions: vec![Question::Text(email)],
        send: "updates-send",
        other_ways: false,
    }
}
