//! The symptom check: its questions, and what to do after the answers.
//!
//! Answers come in the body of a request and go into the page that answers it. They are in no address and are kept nowhere.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    cited::Cited,
    emergency::EmergencyCard,
    layout::{HTML, Layout, fill},
    structured_data,
};
use crate::content::{Advice, Answer, Answers, CheckQuestion, Html, Urgency, Values, Words};

/// Where the questions are, and where the answers are sent.
pub(super) const PATH: &str = "/check";

#[derive(Template)]
#[template(path = "pages/symptom_check.html")]
struct SymptomCheckPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    action: String,
    /// Questions that must be answered first.
    faults: Vec<Fault<'a>>,
    /// What the answers lead to. `None` on the blank form, and while answers are missing.
    told: Option<Told<'a>>,
    questions: Vec<Asked<'a>>,
}

/// What some answers lead to.
struct Told<'a> {
    is_emergency: bool,
    /// The look of the card: `emergency`, `urgent` or `self-care`.
    level: &'static str,
    /// What a screen reader says before the heading of the card.
    hidden: String,
    /// What to do, as the beginning of a sentence that the signs end.
    card: &'a str,
    signs: Vec<&'a str>,
    /// Whether the signs are those that the reader may have.
    because: bool,
    text: &'a Html,
    cited: Vec<Cited<'a>>,
    /// What would be an emergency. `None` where it is one.
    would_be: Option<EmergencyCard<'a>>,
}

/// A line of the error summary.
struct Fault<'a> {
    field: &'a str,
    message: String,
}

/// A question with its answer.
struct Asked<'a> {
    question: &'a CheckQuestion,
    number: String,
    error: Option<String>,
    choices: [Choice; 3],
}

struct Choice {
    id: String,
    value: &'static str,
    words: String,
    chosen: bool,
}

/// Renders the blank form.
pub(super) fn blank(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let mut layout = layout(frame, words.get("symptom-check-title")).at(PATH);
    layout.structured = structured_data::plain("MedicalWebPage", &layout);
    let answers = Answers::sent(frame.library.symptom_check(), &[]);
    page(layout, &answers, &[], None)
}

/// Renders what the answers lead to, above the questions; or the questions alone when more of them must be answered. The
/// flag tells which. Neither page has an address of its own, and no search lists it.
pub fn symptom_check(frame: &Frame<'_>, sent: &[(&str, &str)]) -> Result<(Rendered, bool), RenderError> {
    let check = frame.library.symptom_check();
    let answers = Answers::sent(check, sent);
    match check.advise(&answers) {
        Ok(advice) => {
            let layout = layout(frame, check.next_steps(advice.urgency).title.clone());
            let told = told(frame, &advice);
            Ok((page(layout, &answers, &[], Some(told))?, true))
        }
        Err(open) => {
            let words = frame.library.words();
            let mut layout = layout(frame, words.get("symptom-check-title"));
            layout.title = format!("{} {}", words.get("form-title-error-prefix"), layout.title);
            Ok((page(layout, &answers, &open, None)?, false))
        }
    }
}

fn layout<'a>(frame: &Frame<'a>, heading: String) -> Layout<'a> {
    let lead = frame.library.words().get("symptom-check-lead");
    Layout::new(frame, heading, lead).for_a_form().with_tools()
}

fn told<'a>(frame: &Frame<'a>, advice: &Advice<'a>) -> Told<'a> {
    let library = frame.library;
    let steps = library.symptom_check().next_steps(advice.urgency);
    let (level, hidden) = match advice.urgency {
        Urgency::Emergency => ("emergency", "care-emergency"),
        Urgency::Today | Urgency::Days => ("urgent", "care-urgent"),
        Urgency::Visit | Urgency::SelfCare => ("self-care", "care-self-care"),
    };
    let is_emergency = advice.urgency == Urgency::Emergency;
    // In an emergency, less would be read over; else all that was said stands together.
    let because = advice.because.iter();
    let because = because.filter(|question| !is_emergency || question.urgency == Urgency::Emergency);
    let behind = because.flat_map(|question| &question.signs);
    Told {
        is_emergency,
        level,
        hidden: library.words().get(hidden),
        card: &steps.card,
        signs: behind.chain(&steps.signs).map(String::as_str).collect(),
        because: !advice.because.is_empty(),
        text: &steps.text.html,
        cited: Cited::all(frame, &steps.text.citations),
        would_be: (!is_emergency).then(|| EmergencyCard::of(frame)),
    }
}

fn page<'a>(
    layout: Layout<'a>,
    answers: &Answers,
    open: &[&'a CheckQuestion],
    told: Option<Told<'a>>,
) -> Result<Rendered, RenderError> {
    let words = layout.words;
    let questions = layout.frame.library.symptom_check().questions();
    let count = questions.len();
    let asked = questions.iter().zip(answers.iter()).zip(1..);
    let asked = asked.map(|((question, answer), number)| Asked {
        question,
        number: place(words, number, count),
        error: open
            .iter()
            .any(|open| open.key == question.key)
            .then(|| words.with("error-symptom-check", "number", number)),
        choices: choices(words, question, answer),
    });
    let asked: Vec<Asked<'_>> = asked.collect();
    let faults = asked.iter().filter_map(|asked| {
        let message = asked.error.clone()?;
        let field = asked.question.key.as_str();
        Some(Fault { field, message })
    });
    let page = SymptomCheckPage {
        words,
        action: layout.href(PATH),
        faults: faults.collect(),
        told,
        questions: asked,
        layout,
    };
    fill(PATH, HTML, &page)
}

/// Where a question stands among all.
fn place(words: &Words, number: usize, count: usize) -> String {
    let mut values = Values::new();
    values.set("number", number);
    values.set("count", count);
    words.with_all("symptom-check-number", &values)
}

/// The answers to choose from; the first has the id that the error summary leads to.
fn choices(words: &Words, question: &CheckQuestion, given: Option<Answer>) -> [Choice; 3] {
    Answer::ALL.map(|(answer, value)| Choice {
        id: match answer {
            Answer::Yes => question.key.clone(),
            Answer::No | Answer::NotSure => format!("{}-{value}", question.key),
        },
        value,
        words: words.get(match answer {
            Answer::Yes => "symptom-check-yes",
            Answer::No => "symptom-check-no",
            Answer::NotSure => "symptom-check-not-sure",
        }),
        chosen: given == Some(answer),
    })
}
