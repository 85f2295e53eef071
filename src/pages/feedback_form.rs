//! The feedback form, with the page that it is about.

use askama::Template;

use super::{
    Frame, Notice, RenderError, Rendered,
    form_field::{Asking, ChoiceField, Fault, Stamp, TextField, choices},
    layout::{HTML, Layout, Link, fill},
    notice::Banner,
};
use crate::{
    content::{SiteFacts, Words},
    forms::{FeedbackForm, FieldErrors, FormStamp},
};

/// Whether the page answered the question.
const ANSWERS: [(&str, &str); 2] = [("yes", "feedback-yes"), ("no", "feedback-no")];

#[derive(Template)]
#[template(path = "pages/feedback_form.html")]
struct FeedbackFormPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    site: &'a SiteFacts,
    action: String,
    contact: String,
    privacy: Option<String>,
    banner: Option<Banner<'a>>,
    faults: Vec<Fault>,
    stamp: Stamp,
    /// The page. `None` for the site as a whole.
    about: Option<Link>,
    page: &'a str,
    answered: ChoiceField,
    missing: TextField<'a>,
}

/// Renders the feedback form with what was typed and what is wrong with it.
pub fn feedback_form(
    frame: &Frame<'_>,
    form: &FeedbackForm,
    errors: &FieldErrors,
    stamp: &FormStamp,
    notice: Option<Notice>,
) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let asking = Asking { words, errors };
    let layout = Layout::new(frame, words.get("feedback-title"), words.get("feedback-lead"))
        .at("/feedback")
        .for_a_form()
        .with_faults(errors);
    let about = frame.library.article(&form.page).map(|article| Link {
        href: layout.href(&article.path()),
        words: article.title.clone(),
    });
    let question = match about {
        Some(_) => "feedback-question",
        None => "feedback-question-site",
    };
    let page = FeedbackFormPage {
        words,
        site: layout.site,
        action: layout.href("/feedback"),
        contact: layout.href("/contact"),
        privacy: layout.privacy(),
        banner: notice.map(|notice| Banner::of(words, layout.site, notice)),
        faults: asking.faults(),
        stamp: Stamp::of(stamp),
        about,
        page: &form.page,
        answered: ChoiceField {
            name: "answered",
            kind: "radio",
            legend: words.get(question),
            hint: words.get("feedback-question-hint"),
            error: asking.error("answered"),
            groups: vec![choices(words, "answered", &ANSWERS, &form.answered)],
            asked_by: "",
        },
        missing: TextField {
            rows: 5,
            spellcheck: true,
            ..asking.text(
                "missing",
                "feedback-missing-label",
                "feedback-missing-hint",
                &form.missing,
            )
        },
        layout,
    };
    fill("feedback_form", HTML, &page)
}
