//! The questions of a form with what was typed and what is wrong with it, ready for the components.

use crate::{
    content::Words,
    forms::{FieldErrors, FormStamp, RawForm},
    pages::Frame,
};

/// What all questions of a form are made from.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    pub(super) frame: Frame<'a>,
    pub(super) words: &'a Words,
    /// What was typed.
    pub(super) values: &'a RawForm,
    pub(super) errors: &'a FieldErrors,
}

/// One question of a form.
pub(super) enum Question<'a> {
    Text(TextField<'a>),
    Choice(ChoiceField),
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
    pub(super) fn of(frame: &Frame<'a>, values: &'a RawForm, errors: &'a FieldErrors) -> Self {
        Self {
            frame: *frame,
            words: frame.library.words(),
            values,
            errors,
        }
    }

    /// A question for a line of text; callers change what differs.
    pub(super) fn text(self, name: &'static str, label: &str, hint: &str) -> TextField<'a> {
        TextField {
            name,
            label: self.words.get(label),
            hint: self.words.get(hint),
            error: self.error(name),
            value: self.values.text(name),
            kind: "text",
            autocomplete: "off",
            spellcheck: false,
            rows: 1,
            asked_by: "",
        }
    }

    /// A question with one answer of several, each its value and the key of its words.
    pub(super) fn one_of(self, name: &'static str, legend: &str, hint: &str, offered: &[(&str, &str)]) -> ChoiceField {
        let choices = offered.iter().enumerate().map(|(at, (value, key))| Choice {
            id: choice_id(name, value, at == 0),
            value: (*value).to_owned(),
            label: self.words.get(key),
            hint: None,
            checked: self.is_chosen(name, value),
        });
        ChoiceField {
            name,
            kind: "radio",
            legend: self.words.get(legend),
            hint: self.words.get(hint),
            error: self.error(name),
            groups: vec![ChoiceGroup {
                label: None,
                choices: choices.collect(),
            }],
            asked_by: "",
        }
    }

    /// Whether the choice with this value was chosen.
    pub(super) fn is_chosen(self, name: &str, value: &str) -> bool {
        self.values.all(name).any(|chosen| chosen == value)
    }

    /// A path of this site in the page's language.
    pub(super) fn href(self, path: &str) -> String {
        format!("{}{path}", self.frame.library.language().url_prefix())
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

impl Question<'_> {
    /// The choices that ask for it. Empty where it is always asked.
    pub(super) fn asked_by(&self) -> &'static str {
        match self {
            Self::Text(field) => field.asked_by,
            Self::Choice(field) => field.asked_by,
        }
    }

    /// The values that were chosen; none for a question that is answered by typing.
    pub(super) fn chosen(&self) -> impl Iterator<Item = &str> {
        let groups = match self {
            Self::Text(_) => &[],
            Self::Choice(field) => field.groups.as_slice(),
        };
        let choices = groups.iter().flat_map(|group| &group.choices);
        choices
            .filter(|choice| choice.checked)
            .map(|choice| choice.value.as_str())
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
