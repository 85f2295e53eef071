//! Words by which a message may tell of an emergency, from `red-flags.toml`; looked for before a form is confirmed.
//!
//! It is no diagnosis and need not be exact. Where a sentence can be read both ways it counts as a sign: a card that was
//! not needed costs a glance, one that was missed may cost a bladder.

pub(in crate::content) mod phrase;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{
    Problem, Rule,
    fields::{At, Fields},
};
use phrase::{Denials, Message, Phrase, words_of};

pub(in crate::content) const RED_FLAG: Rule = Rule::error(
    "red-flag",
    "Each sign of an emergency has words for its card and phrases that can be found.",
    "write words, {group} for any word of a group, … for up to four words, + for both anywhere",
);

/// Groups of words by the name that phrases call them by.
type Groups = BTreeMap<String, Vec<String>>;

/// Every sign of an emergency, with the words that people have for it.
#[derive(Debug, Clone)]
pub struct RedFlags {
    signs: Vec<Sign>,
    denials: Denials,
}

/// One sign of an emergency.
#[derive(Debug, Clone)]
pub struct Sign {
    /// What authors and tests call it.
    pub name: String,
    /// How an emergency card tells it, as the end of a sentence that begins "Call … if:".
    pub card: String,
    /// What counts unless a word before it takes it back.
    deniable: Vec<Phrase>,
    /// What counts whatever stands before it, since it says "not" itself.
    always: Vec<Phrase>,
}

impl RedFlags {
    /// Every sign in the order of the card.
    pub fn signs(&self) -> &[Sign] {
        &self.signs
    }

    /// The sign that authors call so.
    pub(in crate::content) fn sign(&self, name: &str) -> Option<&Sign> {
        self.signs.iter().find(|sign| sign.name == name)
    }

    /// The first sign that a text may tell of.
    pub fn named_in(&self, text: &str) -> Option<&Sign> {
        let words = words_of(text);
        let message = Message::new(&words, &self.denials);
        self.signs.iter().find(|sign| sign.is_in(&message))
    }

    /// Parses the text of `file`.
    pub(in crate::content) fn parse(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(file, text, 1)?;
        let mut problems = Vec::new();
        let denials = Denials::read(&mut fields);
        let groups = groups(&mut fields, &mut problems);
        let mut signs = Vec::new();
        for mut sign in fields.array_of_tables("sign") {
            signs.extend(Sign::read(&mut sign, &groups));
            problems.extend(sign.finish());
        }
        problems.extend(fields.finish());
        if signs.is_empty() && problems.is_empty() {
            let remedy = "add each as [[sign]] with name, card and phrases";
            problems.push(Problem::new(
                file,
                1,
                RED_FLAG.broken("there is no sign here").instead(remedy),
            ));
        }
        match denials {
            Some(denials) if problems.is_empty() => Ok(Self { signs, denials }),
            _ => Err(problems),
        }
    }
}

impl Sign {
    fn is_in(&self, message: &Message<'_>) -> bool {
        self.always.iter().any(|phrase| phrase.is_in(message, false))
            || self.deniable.iter().any(|phrase| phrase.is_in(message, true))
    }

    fn read(fields: &mut Fields<'_>, groups: &Groups) -> Option<Self> {
        let name = fields.required::<String>("name");
        let card = fields.required::<String>("card");
        let deniable = fields.required_list("phrases").unwrap_or_default();
        let always = fields.optional_list("always").unwrap_or_default();
        if let Some(card) = card.as_ref().filter(|card| card.value.trim().is_empty()) {
            fields.fault(
                card.line,
                RED_FLAG.broken("`card` is empty").instead("say what readers look for"),
            );
        }
        let deniable = phrases(fields, deniable, groups);
        let always = phrases(fields, always, groups);
        Some(Self {
            name: name?.value,
            card: card?.value,
            deniable,
            always,
        })
    }
}

fn groups(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Groups {
    let mut groups = Groups::new();
    for mut group in fields.array_of_tables("group") {
        let name = group.required::<String>("name");
        let words = group.required_list("words").unwrap_or_default();
        let line = group.line();
        if let Some(name) = name {
            let words = words.into_iter().map(|word| word.value).collect();
            if groups.insert(name.value.clone(), words).is_some() {
                let what = format!("there are two groups `{}`", name.value);
                group.fault(line, RED_FLAG.broken(what).instead("put their words together"));
            }
        }
        problems.extend(group.finish());
    }
    groups
}

fn phrases(fields: &mut Fields<'_>, written: Vec<At<String>>, groups: &Groups) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for At { line, value } in written {
        match Phrase::parse(&value, groups) {
            Ok(phrase) => phrases.push(phrase),
            Err(what) => fields.fault(line, RED_FLAG.broken(what)),
        }
    }
    phrases
}
