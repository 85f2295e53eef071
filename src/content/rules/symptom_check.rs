//! Rules for the symptom check: it asks for every sign of an emergency, each once.

use std::collections::BTreeMap;

use super::Notes;
use crate::content::{Rule, stock::Stock, symptom_check::CheckDraft};

pub(in crate::content) const SYMPTOM_CHECK: Rule = Rule::error(
    "symptom-check",
    "The symptom check asks once for every sign of an emergency, and each answer changes something.",
    "name a sign of red-flags.toml",
);

pub(super) fn check(draft: &CheckDraft, stock: &Stock, notes: &mut Notes<'_>) {
    let Some(red_flags) = &stock.red_flags else { return };
    let mut asked = BTreeMap::new();
    for name in draft.questions.iter().flat_map(|question| &question.red_flags) {
        if red_flags.sign(&name.value).is_none() {
            let what = format!("there is no sign `{}`", name.value);
            notes.fault(name.line, SYMPTOM_CHECK.broken(what));
        }
        if let Some(first) = asked.insert(name.value.as_str(), name.line) {
            let what = format!("the sign `{}` is asked for before, on line {first}", name.value);
            notes.fault(name.line, SYMPTOM_CHECK.broken(what).instead("take one of them out"));
        }
    }
    for sign in red_flags
        .signs()
        .iter()
        .filter(|sign| !asked.contains_key(sign.name.as_str()))
    {
        let what = format!("no question asks for the sign `{}` of an emergency", sign.name);
        notes.fault(
            1,
            SYMPTOM_CHECK
                .broken(what)
                .instead("put it into the red_flags of a question"),
        );
    }
}
