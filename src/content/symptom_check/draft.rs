//! `symptom-check.toml` as far as it could be read: between the file and the finished [`SymptomCheck`].

use std::collections::BTreeMap;

use super::{ByUrgency, CheckQuestion, NextSteps, SymptomCheck, Urgency};
use crate::content::{
    Problem, Slug,
    draft::Draft,
    fields::{At, Fields},
    markdown::{self, passages::links},
    rules::{
        boxes::{CARE_CARD_HEADING, EMERGENCY_LINK},
        symptom_check::SYMPTOM_CHECK,
    },
    stock::Shelf,
};

/// The check before its texts are rendered.
pub(in crate::content) struct CheckDraft {
    /// Relative to the content folder.
    pub(in crate::content) file: String,
    pub(in crate::content) questions: Vec<QuestionDraft>,
    next_steps: ByUrgency<StepsDraft>,
}

/// A question that names its signs or writes them out.
#[derive(Debug)]
pub(in crate::content) struct QuestionDraft {
    pub(in crate::content) line: usize,
    key: String,
    title: String,
    pub(in crate::content) urgency: Urgency,
    /// Names in `red-flags.toml`, so that an emergency is told in the same words everywhere.
    pub(in crate::content) red_flags: Vec<At<String>>,
    signs: Vec<At<String>>,
}

struct StepsDraft {
    title: String,
    card: String,
    signs: Vec<String>,
    /// On the heap, as a draft has room for a whole front matter.
    text: Box<Draft>,
}

impl CheckDraft {
    /// Parses the text of `file`.
    pub(in crate::content) fn parse(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(file, text, 1)?;
        let mut problems = Vec::new();
        let mut questions = Vec::new();
        for mut table in fields.array_of_tables("question") {
            questions.extend(QuestionDraft::read(&mut table));
            problems.extend(table.finish());
        }
        problems.extend(twins(file, &questions));
        let next_steps = next_steps(file, &mut fields, &mut problems);
        problems.extend(fields.finish());
        match next_steps {
            Some(next_steps) if problems.is_empty() => Ok(Self {
                file: file.to_owned(),
                questions,
                next_steps,
            }),
            _ => Err(problems),
        }
    }

    /// Its texts, for the rules that hold for all text.
    pub(in crate::content) fn texts(&self) -> Vec<&Draft> {
        Urgency::ALL.map(|urgency| &*self.next_steps.get(urgency).text).into()
    }

    /// The finished check.
    pub(in crate::content) fn finish(&self, stock: &Shelf) -> SymptomCheck {
        SymptomCheck {
            questions: self.questions.iter().map(|question| question.finish(stock)).collect(),
            next_steps: self.next_steps.map(|steps| NextSteps {
                title: steps.title.clone(),
                card: stock.filled(&steps.card),
                signs: steps.signs.clone(),
                text: markdown::render(stock, std::iter::empty(), &[], &steps.text.document).1,
            }),
        }
    }
}

impl QuestionDraft {
    fn read(table: &mut Fields<'_>) -> Option<Self> {
        let line = table.line();
        let key = table.required::<String>("key");
        let title = table.required::<String>("title");
        let urgency = table.required::<Urgency>("urgency");
        let red_flags = table.optional_list("red_flags").unwrap_or_default();
        let signs = table.optional_list("signs").unwrap_or_default();
        if let Some(At { line, value }) = &key
            && let Err(reason) = value.parse::<Slug>()
        {
            table.fault(
                *line,
                SYMPTOM_CHECK.broken(format!("`{value}` is not a key")).instead(reason),
            );
        }
        let urgency = urgency?;
        let is_emergency = urgency.value == Urgency::Emergency;
        if urgency.value == Urgency::SelfCare {
            let remedy = "ask only for signs that need somebody: visit, days, today or emergency";
            table.fault(
                urgency.line,
                SYMPTOM_CHECK
                    .broken("a yes to this question would change nothing")
                    .instead(remedy),
            );
        } else if red_flags.is_empty() == is_emergency || signs.is_empty() != is_emergency {
            let remedy = "list red_flags by name for an emergency, and signs in words for all else";
            table.fault(
                line,
                SYMPTOM_CHECK
                    .broken("the signs of this question are not where they belong")
                    .instead(remedy),
            );
        }
        Some(Self {
            line,
            key: key?.value,
            title: title?.value,
            urgency: urgency.value,
            red_flags,
            signs,
        })
    }

    fn finish(&self, stock: &Shelf) -> CheckQuestion {
        let named = |name: &At<String>| stock.red_flags.sign(&name.value).map(|sign| sign.card.clone());
        let written = self.signs.iter().map(|sign| sign.value.clone());
        CheckQuestion {
            key: self.key.clone(),
            title: self.title.clone(),
            signs: self.red_flags.iter().filter_map(named).chain(written).collect(),
            urgency: self.urgency,
        }
    }
}

/// Questions whose answers could not be told apart.
fn twins(file: &str, questions: &[QuestionDraft]) -> Vec<Problem> {
    let mut seen = BTreeMap::new();
    let again = questions.iter().filter_map(|question| {
        let first = seen.insert(&question.key, question.line)?;
        let what = format!("the key `{}` is used before, on line {first}", question.key);
        let remedy = "give each question a key of its own";
        Some(Problem::new(
            file,
            question.line,
            SYMPTOM_CHECK.broken(what).instead(remedy),
        ))
    });
    again.collect()
}

fn next_steps(file: &str, fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<ByUrgency<StepsDraft>> {
    let mut table = fields.table("next_steps")?;
    let mut read = |key| StepsDraft::read(file, table.table(key)?, problems);
    // Each is read before the first that is missing ends it, so that all are told.
    let (emergency, today, days) = (read("emergency"), read("today"), read("days"));
    let (visit, self_care) = (read("visit"), read("self-care"));
    problems.extend(table.finish());
    for link in emergency.iter().flat_map(|steps| links(&steps.text.document.blocks)) {
        let what = format!("the next steps in an emergency link to {}", link.href);
        problems.push(Problem::new(file, link.line, EMERGENCY_LINK.broken(what)));
    }
    Some(ByUrgency {
        emergency: emergency?,
        today: today?,
        days: days?,
        visit: visit?,
        self_care: self_care?,
    })
}

impl StepsDraft {
    fn read(file: &str, mut table: Fields<'_>, problems: &mut Vec<Problem>) -> Option<Self> {
        let title = table.required::<String>("title");
        let card = table.required::<String>("card");
        let signs = table.optional_list("signs").unwrap_or_default();
        let text = table.required::<String>("text");
        if let Some(At { line, value }) = card.as_ref().filter(|card| !card.value.ends_with("if:")) {
            let what = format!("\u{201c}{value}\u{201d} does not end in \u{201c}if:\u{201d}");
            table.fault(
                *line,
                CARE_CARD_HEADING.broken(what).instead("make it one call to action"),
            );
        }
        problems.extend(table.finish());
        let text = text?;
        // What stands between three quotes begins on the line below them.
        let (text, found) = Draft::of_text(file, &text.value, text.line + 1);
        problems.extend(found);
        Some(Self {
            title: title?.value,
            card: card?.value,
            signs: signs.into_iter().map(|sign| sign.value).collect(),
            text: Box::new(text),
        })
    }
}
