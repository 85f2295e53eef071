//! The steps by which an address comes onto the list of those who hear of new pages, and off it. They name nobody.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    layout::{HTML, Layout, fill},
};
use crate::content::Words;

/// Where a reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpdatesStep {
    /// To confirm.
    Confirm,
    /// On the list.
    Confirmed,
    /// The link is too old.
    Late,
    /// Too many new links were asked for.
    Wait,
    /// A new link is on its way.
    Asked,
    /// There is nothing to confirm.
    Gone,
    /// To stop.
    Stop,
    /// Off the list.
    Stopped,
}

#[derive(Template)]
#[template(path = "pages/updates.html")]
struct UpdatesPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    /// The words on the button; the page has none where there is nothing to do.
    button: Option<String>,
    home: String,
    form: String,
}

/// Renders a step.
pub fn updates(frame: &Frame<'_>, step: UpdatesStep) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let (heading, text, button) = match step {
        UpdatesStep::Confirm => (
            "updates-confirm",
            "updates-confirm-text",
            Some("updates-confirm-button"),
        ),
        UpdatesStep::Confirmed => ("updates-confirmed", "updates-confirmed-text", None),
        UpdatesStep::Late => ("updates-late", "updates-late-text", Some("updates-late-button")),
        UpdatesStep::Wait => ("updates-wait", "updates-wait-text", Some("updates-late-button")),
        UpdatesStep::Asked => ("updates-asked", "updates-asked-text", None),
        UpdatesStep::Gone => ("updates-gone", "updates-gone-text", None),
        UpdatesStep::Stop => ("updates-stop", "updates-stop-text", Some("updates-stop-button")),
        UpdatesStep::Stopped => ("updates-stopped", "updates-stopped-text", None),
    };
    let layout = Layout::new(frame, words.get(heading), words.get(text)).for_a_form();
    let page = UpdatesPage {
        words,
        button: button.map(|key| words.get(key)),
        home: layout.href("/"),
        form: layout.href("/updates"),
        layout,
    };
    fill("updates", HTML, &page)
}
