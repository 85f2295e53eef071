//! What the two sides of a connection ask: the seeker's form and the volunteer's.

use super::{
    Line, Plan,
    question::{Asking, Choice, ChoiceField, ChoiceGroup, Question, TextField, choice_id},
    reply::{self, ReplyWords},
};
use crate::{
    content::Kind,
    forms::{KitOffer, NOT_SURE},
    pages::layout::Link,
};

/// Whether there is a treatment plan.
const PLANS: [(&str, &str); 3] = [
    ("yes", "connect-plan-yes"),
    ("no", "connect-plan-no"),
    (NOT_SURE, "connect-not-sure"),
];

/// How long ago it was.
const TREATED: [(&str, &str); 4] = [
    ("this-year", "volunteer-this-year"),
    ("1-2", "volunteer-1-2"),
    ("3-5", "volunteer-3-5"),
    ("longer", "volunteer-longer"),
];

const REPLY: ReplyWords = ReplyWords {
    legend: "connect-reply-legend",
    hint: "connect-reply-hint",
    email_hint: "connect-email-hint",
    phone_hint: "connect-phone-hint",
};

pub(super) fn seeker(asking: Asking<'_>) -> Plan<'_> {
    let message = TextField {
        rows: 6,
        spellcheck: true,
        ..asking.text("message", "connect-message-label", "connect-message-hint")
    };
    let mut questions = case(asking, "connect-condition-legend", "connect-procedure-legend");
    questions.push(Question::Choice(asking.one_of(
        "plan",
        "connect-plan-legend",
        "connect-plan-hint",
        &PLANS,
    )));
    questions.push(Question::Text(message));
    questions.push(name(asking));
    questions.extend(reply::questions(asking, &REPLY));
    Plan {
        title: "connect-ask-title",
        lead: "connect-ask-lead",
        lines: vec![how_it_works(asking)],
        hidden: Vec::new(),
        questions,
        send: "connect-ask-send",
        other_ways: false,
    }
}

pub(super) fn volunteer(asking: Asking<'_>) -> Plan<'_> {
    let mut questions = case(asking, "volunteer-condition-legend", "volunteer-procedure-legend");
    questions.push(Question::Choice(asking.one_of(
        "treated",
        "volunteer-treated-legend",
        "volunteer-treated-hint",
        &TREATED,
    )));
    questions.push(name(asking));
    questions.extend(reply::questions(asking, &REPLY));
    questions.push(Question::Choice(ChoiceField {
        kind: "checkbox",
        ..asking.one_of(
            "consent",
            "volunteer-consent-legend",
            "volunteer-consent-hint",
            &[("yes", "volunteer-consent-yes")],
        )
    }));
    Plan {
        title: "volunteer-title",
        lead: "volunteer-lead",
        lines: vec![how_it_works(asking)],
        hidden: Vec::new(),
        questions,
        send: "volunteer-send",
        other_ways: false,
    }
}

fn how_it_works(asking: Asking<'_>) -> Line {
    Line {
        before: asking.words.get("connect-first"),
        link: Link {
            href: asking.href("/connect"),
            words: asking.words.get("connect-title"),
        },
        after: String::new(),
    }
}

fn name(asking: Asking<'_>) -> Question<'_> {
    Question::Text(TextField {
        autocomplete: "name",
        ..asking.text("name", "form-name-label", "contact-name-hint")
    })
}

/// What somebody has, and what is done about it.
fn case<'a>(asking: Asking<'a>, condition: &str, procedure: &str) -> Vec<Question<'a>> {
    let offer = KitOffer::of(asking.frame.library);
    let pages = |name, legend, hint, kind| {
        let mut field = asking.one_of(name, legend, hint, &[(NOT_SURE, "connect-other")]);
        let choices = offer.cases(kind).map(|topic| Choice {
            id: String::new(),
            value: topic.slug.to_string(),
            label: topic.title.clone(),
            hint: None,
            checked: asking.is_chosen(name, topic.slug.as_str()),
        });
        let other = field.groups.drain(..).flat_map(|group| group.choices);
        let mut choices: Vec<_> = choices.chain(other).collect();
        // A link to the field lands on its first choice.
        for (at, choice) in choices.iter_mut().enumerate() {
            choice.id = choice_id(name, &choice.value, at == 0);
        }
        field.groups.push(ChoiceGroup { label: None, choices });
        Question::Choice(field)
    };
    vec![
        pages("condition", condition, "connect-condition-hint", Kind::Condition),
        pages("procedure", procedure, "connect-procedure-hint", Kind::Procedure),
    ]
}
