//! Every form on one page: its questions, blank or with what was typed and what is wrong with it.
//!
//! What differs from form to form is data, a file a form: its words, its lines above the questions, and the questions. The
//! same questions tell the answers once more before they are sent.

mod check;
mod connect;
mod contact;
mod feedback;
mod kit;
mod my_request;
mod question;
mod reply;
mod scan_review;
mod updates;

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
pub use my_request::{
    Change, FORM_FIELD, Found, MyRequest, correct_my_request, erase_my_request, found_request, my_request,
    my_request_changed,
};
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
    /// Values that go along unseen.
    hidden: Vec<(&'a str, &'a str)>,
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
        Self::phone(asking, "contact-or-call")
    }

    /// Says when to call; the number and the hours follow.
    fn phone(asking: Asking<'_>, before: &str) -> Self {
        let site = asking.frame.library.site();
        Self {
            before: asking.words.get(before),
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
    /// `None` where sending twice does what sending once does.
    stamp: Option<Stamp>,
    action: String,
    privacy: Option<String>,
    /// For how long it is kept. `None` where nothing is.
    kept: Option<String>,
    go_on: String,
    /// What the button tells beside its words. `None` where nothing else could be meant.
    step: Option<&'static str>,
}

/// Renders a form.
pub fn form(frame: &Frame<'_>, name: FormName, typed: Typed<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let asking = Asking::of(frame, typed.values, typed.errors);
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
        stamp: Some(Stamp::of(typed.stamp)),
        action: layout.href(name.path()),
        privacy: layout.privacy(name),
        kept: Some(kept_by_forms::days(frame, name)),
        step: None,
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
        FormName::Connect => connect::seeker(asking),
        FormName::Volunteer => connect::volunteer(asking),
        FormName::Updates => updates::plan(asking),
        FormName::Feedback => feedback::plan(asking),
    }
}
