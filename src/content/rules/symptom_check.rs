//! Rules for the symptom check: it asks for every sign of an emergency, each once.

use std::collections::BTreeMap;

use super::Notes;
use crate::content::{stock::Stock, symptom_check::CheckDraft};

const RULE: &str = "symptom-check";

pub(super) fn check(draft: &CheckDraft, stock: &Stock, notes: &mut Notes<'_>) {
    let Some(red_flags) = &stock.red_flags else { return };
    let mut asked = BTreeMap::new();
    for name in draft.questions.iter().flat_map(|question| &question.red_flags) {
        if red_flags.sign(&name.value).is_none() {
            let what = format!("there is no sign `{}`", name.value);
            notes.error(name.line, RULE, what, "name a sign of red-flags.toml");
        }
        if let Some(first) = asked.insert(name.value.as_str(), name.line) {
            let what = format!("the sign `{}` is asked for before, on line {first}", name.value);
            notes.error(name.line, RULE, what, "take one of them out");
        }
    }
    for sign in red_flags
        .signs()
        .iter()
        .filter(|sign| !asked.contains_key(sign.name.as_str()))
    {
        let what = format!("no question asks for the sign `{}` of an emergency", sign.name);
        notes.error(1, RULE, what, "put it into the red_flags of a question");
    }
}
