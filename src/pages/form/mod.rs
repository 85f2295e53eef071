//! Every form on one page: its questions, blank or with what was typed and what is wrong with it.
//!
//! What differs from form to form is data, a file a form: its words, its lines above the questions, and the questions. The
//! same questions tell the answers once more before they are sent.

mod check;
mod contact;
mod feedback;
mod kit;
mod question;
mod reply;
mod scan_review;

use askama::Template;

use super::{
    Frame, Notice, RenderError, Rendered,
    emergency::EmergencyCard,
    kept_by_forms,
    layout::{HTML, Layout, Link, fill},
    notice::Banner,
};
use crate::{
    content::{SiteFacts, Words},
    forms::{FieldErrors, FormName, FormStamp, RawForm},
};
pub use check::check;
use question::{Asking, Fault, Question, Stamp};

/// What a reader has typed into a form, and why it stands on the screen.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    /// Every value by the name of its field.
    pub values: &'a RawForm,
    /// What goes into the hidden fields.
    pub stamp: &'a FormStamp,
    /// What is wrong with it.
    pub errors: &'a FieldErrors,
    /// Why it could not be taken although nothing is wrong with it. `None` when that is not so.
    pub notice: Option<Notice>,
    /// Whether its text may tell of an emergency.
    pub sounds_urgent: bool,
}

/// What one form has of its own.
struct Plan<'a> {
    /// The key of its heading.
    title: &'static str,
    /// The key of what stands under the heading.
    lead: &'static str,
    /// What stands between that and the questions.
    lines: Vec<Line>,
    /// A value that goes along unseen.
    hidden: Option<(&'static str, &'a str)>,
    questions: Vec<Question<'a>>,
    /// The key of the words on the button that sends it.
    send: &'static str,
    /// Whether other ways to reach the people behind the site stand below the form.
    other_ways: bool,
}

/// A sentence with a link in it.
struct Line {
    before: String,
    link: Link,
    after: String,
}

impl Line {
    /// Says that there is a phone as well.
    fn or_call(asking: Asking<'_>) -> Self {
        let site = asking.frame.library.site();
        Self {
            before: asking.words.get("contact-or-call"),
            link: Link {
                href: format!("tel:{}", site.phone.replace(' ', "")),
                words: site.phone_display.clone(),
            },
            after: format!(" ({})", site.phone_hours),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/form.html")]
struct FormPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    site: &'a SiteFacts,
    plan: Plan<'a>,
    urgent: Option<EmergencyCard<'a>>,
    banner: Option<Banner<'a>>,
    faults: Vec<Fault>,
    stamp: Stamp,
    action: String,
    privacy: Option<String>,
    kept: String,
    go_on: String,
}

/// Renders a form.
pub fn form(frame: &Frame<'_>, name: FormName, typed: Typed<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let asking = Asking::of(frame, typed);
    let plan = plan(name, asking);
    let layout = Layout::new(frame, words.get(plan.title), words.get(plan.lead))
        .at(name.path())
        .for_a_form()
        .with_faults(typed.errors);
    let page = FormPage {
        words,
        site: layout.site,
        urgent: typed.sounds_urgent.then(|| EmergencyCard::of(frame)),
        banner: typed.notice.map(|notice| Banner::of(words, layout.site, notice)),
        faults: asking.faults(),
        stamp: Stamp::of(typed.stamp),
        action: layout.href(name.path()),
        privacy: layout.privacy(name),
        kept: kept_by_forms::days(frame, name),
        go_on: words.get(if name.is_checked() { "form-continue" } else { plan.send }),
        plan,
        layout,
    };
    fill("form", HTML, &page)
}

fn plan(name: FormName, asking: Asking<'_>) -> Plan<'_> {
    match name {
        FormName::Kit => kit::plan(asking),
        FormName::Contact => contact::plan(asking),
        FormName::ScanReview => scan_review::plan(asking),
        FormName::Feedback => feedback::plan(asking),
    }
}
