//! The confirmation: what was sent, under which number, and what comes next. No personal data.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    layout::{HTML, Layout, fill},
};
use crate::{
    content::{SiteFacts, Words},
    forms::{FormName, Reference},
};

#[derive(Template)]
#[template(path = "pages/sent.html")]
struct SentPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    site: &'a SiteFacts,
    home: String,
    reference: String,
    next: String,
    kept: String,
}

/// Renders the confirmation of a request that is stored.
pub fn sent(frame: &Frame<'_>, form: FormName, reference: &Reference) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let site = frame.library.site();
    let (heading, next, days) = match form {
        FormName::Kit => ("sent-kit", "sent-kit-next", site.retention_days.kit),
        FormName::Contact => ("sent-contact", "sent-contact-next", site.retention_days.contact),
    };
    let layout = Layout::new(frame, words.get(heading), words.get("sent-description")).for_a_form();
    let page = SentPage {
        words,
        site,
        home: layout.href("/"),
        reference: reference.to_string(),
        next: words.with(next, "days", site.reply_working_days),
        kept: words.with("sent-kept", "days", days),
        layout,
    };
    fill("sent", HTML, &page)
}
