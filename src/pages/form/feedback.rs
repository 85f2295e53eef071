//! What the feedback form asks, and the page that it is about.

use super::{
    Line, Plan,
    question::{Asking, Question, TextField},
};
use crate::{forms::FormName, pages::layout::Link};

/// Whether the page answered the question.
const ANSWERS: [(&str, &str); 2] = [("yes", "feedback-yes"), ("no", "feedback-no")];

pub(super) fn plan(asking: Asking<'_>) -> Plan<'_> {
    let words = asking.words;
    let page = asking.values.text("page");
    // A page that is not ours is not shown and not sent on.
    let article = asking.frame.library.article(page);
    let about = article.map(|article| Line {
        before: words.get("feedback-about"),
        link: Link {
            href: asking.href(&article.path()),
            words: article.title.clone(),
        },
        after: String::new(),
    });
    let no_answer = Line {
        before: words.get("feedback-no-answer"),
        link: Link {
            href: asking.href(FormName::Contact.path()),
            words: words.get("error-contact"),
        },
        after: String::new(),
    };
    let question = match article {
        Some(_) => "feedback-question",
        None => "feedback-question-site",
    };
    let missing = TextField {
        rows: 5,
        spellcheck: true,
        ..asking.text("missing", "feedback-missing-label", "feedback-missing-hint")
    };
    Plan {
        title: "feedback-title",
        lead: "feedback-lead",
        lines: about.into_iter().chain([no_answer]).collect(),
        hidden: article.iter().map(|_| ("page", page)).collect(),
        questions: vec![
            Question::Choice(asking.one_of("answered", question, "feedback-question-hint", &ANSWERS)),
            Question::Text(missing),
        ],
        send: "feedback-send",
        other_ways: false,
    }
}
