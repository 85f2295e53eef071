//! The request for an info kit, blank or with what was typed.

use askama::Template;

use super::{
    Frame, Notice, RenderError, Rendered,
    form_field::{Asking, Choice, ChoiceField, ChoiceGroup, Fault, Stamp, TextField, choice_id},
    layout::{HTML, Layout, fill},
    notice::Banner,
};
use crate::{
    content::{Kind, Words},
    forms::{FieldErrors, FormStamp, KitForm, KitOffer, NOT_SURE},
};

/// The three ways to get a kit: the value, the words and the second line.
const DELIVERIES: [(&str, &str, &str); 3] = [
    ("now", "kit-delivery-now", "kit-delivery-now-hint"),
    ("email", "kit-delivery-email", "kit-delivery-email-hint"),
    ("post", "kit-delivery-post", "kit-delivery-post-hint"),
];

#[derive(Template)]
#[template(path = "pages/kit_form.html")]
struct KitFormPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    action: String,
    privacy: Option<String>,
    banner: Option<Banner<'a>>,
    faults: Vec<Fault>,
    stamp: Stamp,
    topics: ChoiceField,
    delivery: ChoiceField,
    name: TextField<'a>,
    email: TextField<'a>,
    address: TextField<'a>,
}

/// Renders the info kit form with what was typed and what is wrong with it.
pub fn kit_form(
    frame: &Frame<'_>,
    form: &KitForm,
    errors: &FieldErrors,
    stamp: &FormStamp,
    offer: &KitOffer,
    notice: Option<Notice>,
) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let asking = Asking { words, errors };
    let layout = Layout::new(frame, words.get("kit-title"), words.get("kit-lead"))
        .at("/info-kit")
        .for_a_form()
        .with_faults(errors);
    let page = KitFormPage {
        words,
        action: layout.href("/info-kit"),
        privacy: layout.privacy(),
        banner: notice.map(|notice| Banner::of(words, layout.site, notice)),
        faults: asking.faults(),
        stamp: Stamp::of(stamp),
        topics: topics(asking, form, offer),
        delivery: delivery(asking, form),
        name: TextField {
            autocomplete: "name",
            asked_by: "email post",
            ..asking.text("name", "kit-name-label", "kit-name-hint", &form.name)
        },
        email: TextField {
            kind: "email",
            autocomplete: "email",
            asked_by: "email",
            ..asking.text("email", "form-email-label", "kit-email-hint", &form.email)
        },
        address: TextField {
            autocomplete: "street-address",
            rows: 4,
            asked_by: "post",
            ..asking.text("address", "kit-address-label", "kit-address-hint", &form.address)
        },
        layout,
    };
    fill("kit_form", HTML, &page)
}

fn topics(asking: Asking<'_>, form: &KitForm, offer: &KitOffer) -> ChoiceField {
    let words = asking.words;
    let first = offer.topics().next().map(|topic| topic.slug.clone());
    let group = |kind: Kind, key: &str| ChoiceGroup {
        label: Some((format!("topics-{}", kind.folder()), words.get(key))),
        choices: offer
            .of_kind(kind)
            .map(|topic| Choice {
                id: choice_id("topics", topic.slug.as_str(), first.as_ref() == Some(&topic.slug)),
                value: topic.slug.to_string(),
                label: topic.title.clone(),
                hint: None,
                checked: form.has_topic(topic.slug.as_str()),
            })
            .collect(),
    };
    let unsure = ChoiceGroup {
        label: None,
        choices: vec![Choice {
            id: choice_id("topics", NOT_SURE, first.is_none()),
            value: NOT_SURE.to_owned(),
            label: words.get("kit-topic-not-sure"),
            hint: Some(words.get("kit-topic-not-sure-hint")),
            checked: form.has_topic(NOT_SURE),
        }],
    };
    let kinds = [
        group(Kind::Condition, "kit-topics-conditions"),
        group(Kind::Procedure, "kit-topics-procedures"),
    ];
    let offered = kinds.into_iter().filter(|group| !group.choices.is_empty());
    ChoiceField {
        name: "topics",
        kind: "checkbox",
        legend: words.get("kit-topics-legend"),
        hint: words.get("kit-topics-hint"),
        error: asking.error("topics"),
        groups: offered.chain(std::iter::once(unsure)).collect(),
        asked_by: "",
    }
}

fn delivery(asking: Asking<'_>, form: &KitForm) -> ChoiceField {
    let words = asking.words;
    let choices = DELIVERIES.into_iter().map(|(value, label, hint)| Choice {
        id: choice_id("delivery", value, value == "now"),
        value: value.to_owned(),
        label: words.get(label),
        hint: Some(words.get(hint)),
        checked: form.delivery == value,
    });
    ChoiceField {
        name: "delivery",
        kind: "radio",
        legend: words.get("kit-delivery-legend"),
        hint: words.get("kit-delivery-hint"),
        error: asking.error("delivery"),
        groups: vec![ChoiceGroup {
            label: None,
            choices: choices.collect(),
        }],
        asked_by: "",
    }
}
