//! The answers once more, each with a way back to its question, before anything is sent.

use askama::Template;

use super::{
    EmergencyCard, Plan, Typed, plan,
    question::{Asking, ChoiceField, Fault, Question, Stamp, TextField},
};
use crate::{
    content::Words,
    forms::{FormName, RawForm},
    pages::{
        Frame, RenderError, Rendered, kept_by_forms,
        layout::{HTML, Layout, fill},
        notice::Banner,
    },
};

#[derive(Template)]
#[template(path = "pages/check.html")]
struct CheckPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    urgent: Option<EmergencyCard<'a>>,
    banner: Option<Banner<'a>>,
    faults: Vec<Fault>,
    stamp: Stamp,
    action: String,
    /// All that was typed, also what the summary leaves out, so that going back loses nothing.
    values: &'a RawForm,
    summary: Vec<Answer>,
    privacy: Option<String>,
    kept: String,
    send: String,
}

/// A question with what was answered.
pub(super) struct Answer {
    /// The id of its first control.
    field: &'static str,
    pub(super) question: String,
    /// Each line or choice; empty where nothing was answered.
    pub(super) answers: Vec<String>,
}

/// Renders the answers of a form; nothing is stored yet.
pub fn check(frame: &Frame<'_>, name: FormName, typed: Typed<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let asking = Asking::of(frame, typed.values, typed.errors);
    let plan = plan(name, asking);
    let layout = Layout::new(frame, words.get("check-title"), words.get("check-lead"))
        .for_a_form()
        .with_faults(typed.errors);
    let page = CheckPage {
        words,
        urgent: typed.sounds_urgent.then(|| EmergencyCard::of(frame)),
        banner: typed.notice.map(|notice| Banner::of(words, layout.site, notice)),
        faults: asking.faults(),
        stamp: Stamp::of(typed.stamp),
        action: layout.href(name.path()),
        values: typed.values,
        summary: summary(&plan),
        privacy: layout.privacy(name),
        kept: kept_by_forms::days(frame, name),
        send: words.get(plan.send),
        layout,
    };
    fill("check", HTML, &page)
}

/// Every question that was asked; those that a choice has left out are not.
pub(super) fn summary(plan: &Plan<'_>) -> Vec<Answer> {
    let chosen: Vec<&str> = plan.questions.iter().flat_map(Question::chosen).collect();
    let is_asked = |question: &&Question<'_>| {
        let asked_by = question.asked_by();
        asked_by.is_empty() || asked_by.split(' ').any(|choice| chosen.contains(&choice))
    };
    plan.questions.iter().filter(is_asked).map(Answer::to).collect()
}

impl Answer {
    fn to(question: &Question<'_>) -> Self {
        match question {
            Question::Text(TextField { name, label, value, .. }) => Self {
                field: name,
                question: label.clone(),
                answers: value.trim().lines().map(str::to_owned).collect(),
            },
            Question::Choice(ChoiceField {
                name, legend, groups, ..
            }) => Self {
                field: name,
                question: legend.clone(),
                answers: groups
                    .iter()
                    .flat_map(|group| &group.choices)
                    .filter(|choice| choice.checked)
                    .map(|choice| choice.label.clone())
                    .collect(),
            },
        }
    }
}
