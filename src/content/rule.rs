//! The publish rules as values: what each is called, whether it stops publication, what it asks for and what to do.
//!
//! A rule is one constant beside the function that enforces it, and nothing else names it: so it cannot be an error here
//! and a warning there. [`RULES`](super::RULES) gathers them all.

use std::borrow::Cow;

/// Whether a fault stops publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The library is not served.
    Error,
    /// An error only for `check --strict`.
    Warning,
}

/// One publish rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// Whether breaking it stops publication.
    pub severity: Severity,
    /// What it is called, such as `dead-link`.
    pub name: &'static str,
    /// What it asks for, in one sentence.
    pub asks: &'static str,
    /// What to do where it is broken.
    pub remedy: &'static str,
}

impl Rule {
    /// A rule that stops publication where it is broken.
    pub const fn error(name: &'static str, asks: &'static str, remedy: &'static str) -> Self {
        let severity = Severity::Error;
        Self {
            severity,
            name,
            asks,
            remedy,
        }
    }

    /// A rule that stops only a strict check.
    pub const fn warning(name: &'static str, asks: &'static str, remedy: &'static str) -> Self {
        let severity = Severity::Warning;
        Self {
            severity,
            name,
            asks,
            remedy,
        }
    }

    /// A breach of the rule; what to do about it is the rule's remedy.
    pub(in crate::content) fn broken(&'static self, what: impl Into<Cow<'static, str>>) -> Fault {
        Fault {
            rule: self,
            what: what.into(),
            remedy: self.remedy.into(),
        }
    }
}

/// A breach of a rule, before it is known where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub(in crate::content) struct Fault {
    pub(in crate::content) rule: &'static Rule,
    pub(in crate::content) what: Cow<'static, str>,
    pub(in crate::content) remedy: Cow<'static, str>,
}

impl Fault {
    /// The same with a remedy that fits this case more closely than the rule's.
    pub(in crate::content) fn instead(self, remedy: impl Into<Cow<'static, str>>) -> Self {
        Self {
            remedy: remedy.into(),
            ..self
        }
    }
}
