//! The questions of a form with what was typed and what is wrong with it, ready for the components.

use crate::{
    content::Words,
    forms::{FieldErrors, FormStamp},
};

/// What all questions of a form are made from.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    pub(super) words: &'a Words,
    pub(super) errors: &'a FieldErrors,
}

/// A question that is answered by typing.
pub(super) struct TextField<'a> {
    /// The name and the id.
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) error: Option<String>,
    pub(super) value: &'a str,
    /// `text`, `email` or `tel`; ignored for an answer of several lines.
    pub(super) kind: &'static str,
    pub(super) autocomplete: &'static str,
    pub(super) spellcheck: bool,
    /// Lines to show; one makes it an input.
    pub(super) rows: u8,
    /// The choices that ask for this answer, for the style sheet. Empty where it is always asked.
    pub(super) asked_by: &'static str,
}

/// A question that is answered by choosing.
pub(super) struct ChoiceField {
    pub(super) name: &'static str,
    /// `checkbox` or `radio`.
    pub(super) kind: &'static str,
    pub(super) legend: String,
    pub(super) hint: String,
    pub(super) error: Option<String>,
    pub(super) groups: Vec<ChoiceGroup>,
    pub(super) asked_by: &'static str,
}

/// Answers that belong together.
pub(super) struct ChoiceGroup {
    /// The id and words of its label. `None` for a group that needs none.
    pub(super) label: Option<(String, String)>,
    pub(super) choices: Vec<Choice>,
}

/// One answer to choose.
pub(super) struct Choice {
    pub(super) id: String,
    pub(super) value: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) checked: bool,
}

/// A line of the error summary.
pub(super) struct Fault {
    pub(super) field: &'static str,
    pub(super) message: String,
}

/// The hidden fields.
pub(super) struct Stamp {
    pub(super) key_field: &'static str,
    pub(super) key: String,
    pub(super) opened_field: &'static str,
    pub(super) opened: i64,
    pub(super) trap_field: &'static str,
}

impl<'a> Asking<'a> {
    /// A question for a line of text; callers change what differs.
    pub(super) fn text(
        self,
        name: &'static str,
        label: &'static str,
        hint: &'static str,
        value: &'a str,
    ) -> TextField<'a> {
        TextField {
            name,
            label: self.words.get(label),
            hint: self.words.get(hint),
            error: self.error(name),
            value,
            kind: "text",
            autocomplete: "off",
            spellcheck: false,
            rows: 1,
            asked_by: "",
        }
    }

    /// The message of a field, in words.
    pub(super) fn error(self, name: &str) -> Option<String> {
        self.errors.message(name).map(|key| self.words.get(key))
    }

    /// Every fault in form order.
    pub(super) fn faults(self) -> Vec<Fault> {
        self.errors
            .iter()
            .map(|error| Fault {
                field: error.field,
                message: self.words.get(error.message),
            })
            .collect()
    }
}

impl TextField<'_> {
    /// The ids that describe the field: the hint, then the error.
    pub(super) fn described_by(&self) -> String {
        described_by(self.name, self.error.is_some())
    }
}

impl ChoiceField {
    /// The ids that describe the field: the hint, then the error.
    pub(super) fn described_by(&self) -> String {
        described_by(self.name, self.error.is_some())
    }
}

fn described_by(name: &str, is_wrong: bool) -> String {
    if is_wrong {
        format!("{name}-hint {name}-error")
    } else {
        format!("{name}-hint")
    }
}

impl Stamp {
    /// The hidden fields of a form that is about to be shown.
    pub(super) fn of(stamp: &FormStamp) -> Self {
        Self {
            key_field: FormStamp::KEY_FIELD,
            key: stamp.key().to_string(),
            opened_field: FormStamp::OPENED_FIELD,
            opened: stamp.opened(),
            trap_field: FormStamp::TRAP_FIELD,
        }
    }
}

/// The id of a choice: the first has the field's name, so that a link to the field lands there.
pub(super) fn choice_id(name: &str, value: &str, is_first: bool) -> String {
    if is_first {
        name.to_owned()
    } else {
        format!("{name}-{value}")
    }
}

/// Choices that need no more words than their labels: each its value and the key of its label.
pub(super) fn choices(words: &Words, name: &str, offered: &[(&str, &str)], chosen: &str) -> ChoiceGroup {
    let choices = offered.iter().enumerate().map(|(at, (value, key))| Choice {
        id: choice_id(name, value, at == 0),
        value: (*value).to_owned(),
        label: words.get(key),
        hint: None,
        checked: chosen == *value,
    });
    ChoiceGroup {
        label: None,
        choices: choices.collect(),
    }
}
