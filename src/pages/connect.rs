//! How two people who may talk find each other, and what is shared when; and the page for whoever asks too early.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    emergency::EmergencyCard,
    layout::{HTML, Layout, fill},
};
use crate::{content::Words, forms::FormName};

#[derive(Template)]
#[template(path = "pages/connect.html")]
struct ConnectPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    ask: String,
    volunteer: String,
}

#[derive(Template)]
#[template(path = "pages/too_early.html")]
struct TooEarlyPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    connect: String,
    procedures: String,
    contact: String,
    /// What stands first. `None` when nothing sounded urgent.
    urgent: Option<EmergencyCard<'a>>,
}

/// Renders the page that leads to both forms.
pub(super) fn render(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let layout = Layout::new(frame, words.get("connect-title"), words.get("connect-lead"))
        .at("/connect")
        .below(Vec::new());
    let page = ConnectPage {
        words,
        ask: layout.href(FormName::Connect.path()),
        volunteer: layout.href(FormName::Volunteer.path()),
        layout,
    };
    fill("connect", HTML, &page)
}

/// Renders the page for whoever has no treatment plan yet, after the emergency card where their text may tell of one.
/// Nothing is kept.
pub fn too_early(frame: &Frame<'_>, sounds_urgent: bool) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let layout = Layout::new(frame, words.get("too-early-title"), words.get("too-early-lead")).for_a_form();
    let page = TooEarlyPage {
        words,
        connect: layout.href("/connect"),
        procedures: layout.href("/procedures"),
        contact: layout.href(FormName::Contact.path()),
        urgent: sounds_urgent.then(|| EmergencyCard::of(frame)),
        layout,
    };
    fill("too_early", HTML, &page)
}
