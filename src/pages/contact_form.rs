//! The contact form, blank or with what was typed.

use askama::Template;

use super::{
    Frame, Notice, RenderError, Rendered,
    form_field::{Asking, ChoiceField, Fault, Stamp, TextField, choices},
    layout::{HTML, Layout, fill},
    notice::Banner,
};
use crate::{
    content::{SiteFacts, Words},
    forms::{ContactForm, FieldErrors, FormStamp},
};

/// The two ways to be answered.
const REPLIES: [(&str, &str); 2] = [("email", "contact-reply-email"), ("phone", "contact-reply-phone")];

/// When to call.
const TIMES: [(&str, &str); 3] = [
    ("any", "contact-best-time-any"),
    ("morning", "contact-best-time-morning"),
    ("afternoon", "contact-best-time-afternoon"),
];

#[derive(Template)]
#[template(path = "pages/contact_form.html")]
struct ContactFormPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    site: &'a SiteFacts,
    action: String,
    privacy: Option<String>,
    banner: Option<Banner<'a>>,
    faults: Vec<Fault>,
    stamp: Stamp,
    name: TextField<'a>,
    reply_by: ChoiceField,
    email: TextField<'a>,
    phone: TextField<'a>,
    best_time: ChoiceField,
    message: TextField<'a>,
}

/// Renders the contact form with what was typed and what is wrong with it.
pub fn contact_form(
    frame: &Frame<'_>,
    form: &ContactForm,
    errors: &FieldErrors,
    stamp: &FormStamp,
    notice: Option<Notice>,
) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let asking = Asking { words, errors };
    let layout = Layout::new(frame, words.get("contact-title"), words.get("contact-lead"))
        .at("/contact")
        .for_a_form()
        .with_faults(errors);
    let page = ContactFormPage {
        words,
        site: layout.site,
        action: layout.href("/contact"),
        privacy: layout.privacy(),
        banner: notice.map(|notice| Banner::of(words, layout.site, notice)),
        faults: asking.faults(),
        stamp: Stamp::of(stamp),
        name: TextField {
            autocomplete: "name",
            ..asking.text("name", "form-name-label", "contact-name-hint", &form.name)
        },
        reply_by: reply_by(asking, form),
        email: TextField {
            kind: "email",
            autocomplete: "email",
            asked_by: "email",
            ..asking.text("email", "form-email-label", "contact-email-hint", &form.email)
        },
        phone: TextField {
            kind: "tel",
            autocomplete: "tel",
            asked_by: "phone",
            ..asking.text("phone", "form-phone-label", "contact-phone-hint", &form.phone)
        },
        best_time: best_time(asking, form),
        message: TextField {
            rows: 8,
            spellcheck: true,
            ..asking.text(
                "message",
                "contact-message-label",
                "contact-message-hint",
                &form.message,
            )
        },
        layout,
    };
    fill("contact_form", HTML, &page)
}

fn reply_by(asking: Asking<'_>, form: &ContactForm) -> ChoiceField {
    ChoiceField {
        name: "reply_by",
        kind: "radio",
        legend: asking.words.get("contact-reply-legend"),
        hint: asking.words.get("contact-reply-hint"),
        error: asking.error("reply_by"),
        groups: vec![choices(asking.words, "reply_by", &REPLIES, &form.reply_by)],
        asked_by: "",
    }
}

fn best_time(asking: Asking<'_>, form: &ContactForm) -> ChoiceField {
    ChoiceField {
        name: "best_time",
        kind: "radio",
        legend: asking.words.get("contact-best-time-legend"),
        hint: asking.words.get("contact-best-time-hint"),
        error: asking.error("best_time"),
        groups: vec![choices(asking.words, "best_time", &TIMES, &form.best_time)],
        asked_by: "phone",
    }
}
