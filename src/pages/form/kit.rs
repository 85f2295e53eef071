//! What the request for an info kit asks.

use super::{
    Plan,
    question::{Asking, Choice, ChoiceField, ChoiceGroup, Question, TextField, choice_id},
};
use crate::{
    content::Kind,
    forms::{KitOffer, KitTopic, NOT_SURE},
};

/// The three ways to get a kit: the value, the words and the second line.
const DELIVERIES: [(&str, &str, &str); 3] = [
    ("now", "kit-delivery-now", "kit-delivery-now-hint"),
    ("email", "kit-delivery-email", "kit-delivery-email-hint"),
    ("post", "kit-delivery-post", "kit-delivery-post-hint"),
];

pub(super) fn plan(asking: Asking<'_>) -> Plan<'_> {
    let name = TextField {
        autocomplete: "name",
        asked_by: "email post",
        ..asking.text("name", "kit-name-label", "kit-name-hint")
    };
    let email = TextField {
        kind: "email",
        autocomplete: "email",
        asked_by: "email",
        ..asking.text("email", "form-email-label", "kit-email-hint")
    };
    let address = TextField {
        autocomplete: "street-address",
        rows: 4,
        asked_by: "post",
        ..asking.text("address", "kit-address-label", "kit-address-hint")
    };
    Plan {
        title: "kit-title",
        lead: "kit-lead",
        lines: Vec::new(),
        hidden: Vec::new(),
        questions: vec![
            Question::Choice(topics(asking)),
            Question::Choice(delivery(asking)),
            Question::Text(name),
            Question::Text(email),
            Question::Text(address),
        ],
        send: "kit-send",
        other_ways: false,
    }
}

fn topics(asking: Asking<'_>) -> ChoiceField {
    let words = asking.words;
    let offer = KitOffer::of(asking.frame.library);
    let first = offer.topics().next().map(|topic| topic.slug.as_str());
    let choice = |topic: &KitTopic| {
        let slug = topic.slug.as_str();
        Choice {
            id: choice_id("topics", slug, first == Some(slug)),
            value: slug.to_owned(),
            label: topic.title.clone(),
            hint: None,
            checked: asking.is_chosen("topics", slug),
        }
    };
    let group = |kind: Kind, key: &str| ChoiceGroup {
        label: Some((format!("topics-{}", kind.folder()), words.get(key))),
        choices: offer.of_kind(kind).map(choice).collect(),
    };
    let unsure = ChoiceGroup {
        label: None,
        choices: vec![Choice {
            id: choice_id("topics", NOT_SURE, first.is_none()),
            value: NOT_SURE.to_owned(),
            label: words.get("kit-topic-not-sure"),
            hint: Some(words.get("kit-topic-not-sure-hint")),
            checked: asking.is_chosen("topics", NOT_SURE),
        }],
    };
    let kinds = [
        group(Kind::Condition, "kit-topics-conditions"),
        group(Kind::Procedure, "kit-topics-procedures"),
    ];
    let offered = kinds.into_iter().filter(|group| !group.choices.is_empty());
    ChoiceField {
        kind: "checkbox",
        groups: offered.chain(std::iter::once(unsure)).collect(),
        ..asking.one_of("topics", "kit-topics-legend", "kit-topics-hint", &[])
    }
}

fn delivery(asking: Asking<'_>) -> ChoiceField {
    let plain = DELIVERIES.map(|(value, label, _)| (value, label));
    let mut field = asking.one_of("delivery", "kit-delivery-legend", "kit-delivery-hint", &plain);
    let choices = field.groups.iter_mut().flat_map(|group| &mut group.choices);
    for (choice, (_, _, hint)) in choices.zip(DELIVERIES) {
        choice.hint = Some(asking.words.get(hint));
    }
    field
}
