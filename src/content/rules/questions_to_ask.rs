//! A rule for the list of questions to ask: the pages that a topic is for are there.

use std::collections::BTreeSet;

use super::Notes;
use crate::content::{Kind, Problem, Rule, draft::Draft, stock::Stock};

pub(super) const VISIT_PAGE: Rule = Rule::error(
    "visit-page",
    "A topic of questions names pages that are there.",
    "write the path of an article without the first /, or the folder of a kind, such as conditions",
);

pub(super) fn check(drafts: &[Draft], stock: &Stock) -> Vec<Problem> {
    let Some(questions) = &stock.questions_to_ask else {
        return Vec::new();
    };
    let folders = Kind::ALL.map(|kind| kind.folder().to_owned());
    let known: BTreeSet<String> = drafts.iter().map(Draft::path).chain(folders).collect();
    let file = stock.own("questions-to-ask.toml");
    let mut notes = Notes::on(&file);
    for page in questions.topics().iter().flat_map(|topic| &topic.pages) {
        if !known.contains(&page.value) {
            let what = format!("there is no page {}", page.value);
            notes.fault(page.line, VISIT_PAGE.broken(what));
        }
    }
    notes.problems
}
