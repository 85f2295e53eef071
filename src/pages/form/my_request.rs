//! A reader's own request: found again, shown, corrected, erased. All but the first page are answers to a POST.

use askama::Template;
use jiff::civil::Date;

use super::{
    FormPage, Line, Plan,
    check::{Answer, summary},
    plan,
    question::{Asking, Question},
};
use crate::{
    content::Words,
    forms::{FieldErrors, FormName, MyRequestForm, RawForm, Reference},
    pages::{
        Frame, Notice, RenderError, Rendered,
        layout::{HTML, Layout, Link, fill},
        notice::Banner,
    },
};

/// In the form that corrects a request: the name of that form, so that it can come back whole whatever happens.
pub const FORM_FIELD: &str = "form";

/// By what a reader has come to a request, to go along on every step; why the step did not succeed.
#[derive(Clone, Copy)]
pub struct MyRequest<'a> {
    /// The reference and the address or number, as typed.
    pub claim: &'a MyRequestForm,
    /// What is wrong with what was typed last.
    pub errors: &'a FieldErrors,
    /// Why nothing could be done although nothing is wrong. `None` when that is not so.
    pub notice: Option<Notice>,
}

/// What is kept of a request.
pub struct Found<'a> {
    /// The form that it was sent by.
    pub form: FormName,
    /// Its number.
    pub reference: &'a Reference,
    /// Every value by the name of its field. `None` when it is sealed.
    pub values: Option<&'a RawForm>,
    /// The day on which it came.
    pub came: Date,
    /// The day on which it goes by itself.
    pub goes: Date,
    /// Whether staff have dealt with it.
    pub is_handled: bool,
    /// Whether staff have written something beside it.
    pub has_notes: bool,
}

/// What a reader has done with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Sent it anew.
    Corrected,
    /// Removed it.
    Erased,
}

#[derive(Template)]
#[template(path = "pages/found_request.html")]
struct FoundPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    carried: [(&'static str, &'a str); 2],
    facts: Vec<(String, String)>,
    /// `None` when it is sealed.
    answers: Option<Vec<Answer>>,
    privacy: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/erase_request.html")]
struct ErasePage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    banner: Option<Banner<'a>>,
    carried: [(&'static str, &'a str); 2],
    reference: String,
}

#[derive(Template)]
#[template(path = "pages/request_changed.html")]
struct ChangedPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    more: String,
    ways_on: Vec<Link>,
}

/// Renders the form by which a request is found again.
pub fn my_request(frame: &Frame<'_>, request: MyRequest<'_>) -> Result<Rendered, RenderError> {
    let values = request.claim.typed();
    let asking = Asking::of(frame, &values, request.errors);
    let page = page(frame, request, asking, finding(asking), "");
    fill("my_request", HTML, &page)
}

/// Renders the form that a request was sent by, filled, to be sent in its place. `values` are blank when it is sealed.
pub fn correct_my_request(
    frame: &Frame<'_>,
    request: MyRequest<'_>,
    form: FormName,
    values: &RawForm,
) -> Result<Rendered, RenderError> {
    let asking = Asking::of(frame, values, request.errors);
    let days = form.days_kept(&frame.library.site().retention_days);
    let plan = Plan {
        title: "correct-title",
        lead: "correct-lead",
        lines: Vec::new(),
        hidden: [(FORM_FIELD, form.as_str())]
            .into_iter()
            .chain(carried(request.claim))
            .chain(plan(form, asking).hidden)
            .collect(),
        questions: questions_of_what_is_kept(form, asking),
        send: "correct-send",
        other_ways: false,
    };
    let page = page(frame, request, asking, plan, "/correct");
    let page = FormPage {
        privacy: page.layout.privacy(form),
        kept: Some(asking.words.with("correct-kept", "days", days)),
        step: Some("send"),
        ..page
    };
    fill("correct_my_request", HTML, &page)
}

fn page<'a>(
    frame: &Frame<'a>,
    request: MyRequest<'a>,
    asking: Asking<'a>,
    plan: Plan<'a>,
    below: &str,
) -> FormPage<'a> {
    let words = asking.words;
    let layout = Layout::new(frame, words.get(plan.title), words.get(plan.lead))
        .at(MyRequestForm::PATH)
        .for_a_form()
        .with_faults(request.errors);
    FormPage {
        words,
        site: layout.site,
        urgent: None,
        banner: banner(frame, request),
        faults: asking.faults(),
        stamp: None,
        action: layout.href(MyRequestForm::PATH) + below,
        privacy: None,
        kept: None,
        go_on: words.get(plan.send),
        step: None,
        plan,
        layout,
    }
}

/// What goes along unseen on every step.
fn carried(claim: &MyRequestForm) -> [(&'static str, &str); 2] {
    [
        (MyRequestForm::REFERENCE_FIELD, &claim.reference),
        (MyRequestForm::CONTACT_FIELD, &claim.contact),
    ]
}

fn banner<'a>(frame: &Frame<'a>, request: MyRequest<'_>) -> Option<Banner<'a>> {
    let library = frame.library;
    let of = |notice| Banner::of(library.words(), library.site(), notice);
    request.notice.map(of)
}

fn finding(asking: Asking<'_>) -> Plan<'_> {
    let reference = asking.text(
        MyRequestForm::REFERENCE_FIELD,
        "my-request-reference-label",
        "my-request-reference-hint",
    );
    let contact = asking.text(
        MyRequestForm::CONTACT_FIELD,
        "my-request-contact-label",
        "my-request-contact-hint",
    );
    let of_feedback = Line {
        before: asking.words.get("my-request-feedback"),
        link: Link {
            href: asking.href(FormName::Contact.path()),
            words: asking.words.get("error-contact"),
        },
        after: String::new(),
    };
    Plan {
        title: "my-request-title",
        lead: "my-request-lead",
        lines: vec![Line::phone(asking, "my-request-by-mail"), of_feedback],
        hidden: Vec::new(),
        questions: vec![Question::Text(reference), Question::Text(contact)],
        send: "my-request-find",
        other_ways: true,
    }
}

/// The questions of a form without the choice of having nothing kept, which erasing is for.
fn questions_of_what_is_kept(form: FormName, asking: Asking<'_>) -> Vec<Question<'_>> {
    let mut questions = plan(form, asking).questions;
    for question in &mut questions {
        if let Question::Choice(field) = question
            && field.name == "delivery"
        {
            for group in &mut field.groups {
                group.choices.retain(|choice| choice.value != "now");
            }
        }
    }
    questions
}

/// Renders what is kept, in the words of the questions that were asked.
pub fn found_request(frame: &Frame<'_>, request: MyRequest<'_>, found: &Found<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let no_errors = FieldErrors::default();
    let answers = found
        .values
        .map(|values| summary(&plan(found.form, Asking::of(frame, values, &no_errors))));
    let layout = Layout::new(frame, words.get("found-title"), words.get("found-lead")).for_a_form();
    let page = FoundPage {
        words,
        carried: carried(request.claim),
        facts: facts(frame, found),
        answers,
        privacy: layout.privacy(found.form),
        layout,
    };
    fill("found_request", HTML, &page)
}

/// What is known of every request, sealed or not: what it is, and its value.
fn facts(frame: &Frame<'_>, found: &Found<'_>) -> Vec<(String, String)> {
    let words = frame.library.words();
    let blank = (RawForm::default(), FieldErrors::default());
    let form = plan(found.form, Asking::of(frame, &blank.0, &blank.1)).title;
    let state = if found.is_handled {
        "found-state-handled"
    } else {
        "found-state-new"
    };
    let mut facts = vec![
        (words.get("sent-reference"), found.reference.to_string()),
        (words.get("found-form"), words.get(form)),
        (words.get("found-came"), words.date(found.came)),
        (words.get("found-state"), words.get(state)),
        (words.get("found-goes"), words.date(found.goes)),
    ];
    if found.has_notes {
        facts.push((words.get("found-notes"), words.get("found-notes-more")));
    }
    facts
}

/// Renders the question whether a request is to be erased.
pub fn erase_my_request(frame: &Frame<'_>, request: MyRequest<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    // As we write it, however it was typed.
    let told = match request.claim.reference.parse::<Reference>() {
        Ok(reference) => reference.to_string(),
        Err(_as_typed) => request.claim.reference.clone(),
    };
    let page = ErasePage {
        layout: Layout::new(frame, words.get("erase-title"), words.get("erase-lead")).for_a_form(),
        words,
        banner: banner(frame, request),
        carried: carried(request.claim),
        reference: told,
    };
    fill("erase_request", HTML, &page)
}

/// Renders what has been done; names no request, so that it can be reloaded.
pub fn my_request_changed(frame: &Frame<'_>, change: Change) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let (heading, lead, more) = match change {
        Change::Corrected => ("corrected-title", "corrected-lead", "corrected-more"),
        Change::Erased => ("erased-title", "erased-lead", "erased-more"),
    };
    let layout = Layout::new(frame, words.get(heading), words.get(lead)).for_a_form();
    let way = |path: &str, key: &str| Link {
        href: layout.href(path),
        words: words.get(key),
    };
    let mut ways_on = vec![way("/", "error-home")];
    if change == Change::Corrected {
        ways_on.insert(0, way(MyRequestForm::PATH, "my-request-again"));
    }
    let page = ChangedPage {
        words,
        more: words.get(more),
        ways_on,
        layout,
    };
    fill("request_changed", HTML, &page)
}
