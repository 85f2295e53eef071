//! What is wrong with the content, told so that an author can mend it.

use std::fmt;

use super::rule::{Fault, Rule, Severity};

/// One fault in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the content folder.
    pub file: String,
    /// The line, from 1; 1 when the fault is the whole file's.
    pub line: usize,
    /// The rule that it breaks; says whether this stops publication.
    pub rule: &'static Rule,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl Problem {
    /// A fault with its place.
    pub(in crate::content) fn new(file: &str, line: usize, fault: Fault) -> Self {
        Self {
            file: file.to_owned(),
            line,
            rule: fault.rule,
            what: fault.what.into_owned(),
            remedy: fault.remedy.into_owned(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}: {}; {}",
            self.file, self.line, self.rule.name, self.what, self.remedy
        )
    }
}

/// Every fault found in one pass over the content, by file and line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContentProblems(Vec<Problem>);

impl ContentProblems {
    /// Sorts the faults by file and line.
    pub fn new(mut problems: Vec<Problem>) -> Self {
        problems.sort();
        problems.dedup();
        Self(problems)
    }

    /// Whether there is no fault at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The faults of the files for which `keep` holds; for a check of single files.
    #[must_use]
    pub fn only(self, mut keep: impl FnMut(&str) -> bool) -> Self {
        Self(self.0.into_iter().filter(|problem| keep(&problem.file)).collect())
    }

    /// The faults that stop publication, alone.
    #[must_use]
    pub fn without_warnings(self) -> Self {
        Self(
            self.0
                .into_iter()
                .filter(|problem| problem.rule.severity == Severity::Error)
                .collect(),
        )
    }

    /// The faults in order.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }
}

impl fmt::Display for ContentProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.0 {
            writeln!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ContentProblems {}
