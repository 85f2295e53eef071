//! What is wrong with the content, told so that an author can mend it.

use std::fmt;

/// Whether a problem stops publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The library is not served.
    Error,
    /// An error only for `check --strict`.
    Warning,
}

/// One fault in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the content folder.
    pub file: String,
    /// The line, from 1; 1 when the fault is the whole file's.
    pub line: usize,
    /// Whether it stops publication.
    pub severity: Severity,
    /// The rule's name, such as `dead-link`.
    pub rule: &'static str,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl Problem {
    /// A fault that stops publication.
    pub(in crate::content) fn error(
        file: &str,
        line: usize,
        rule: &'static str,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            file: file.to_owned(),
            line,
            severity: Severity::Error,
            rule,
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// A fault that stops only a strict check.
    pub(in crate::content) fn warning(
        file: &str,
        line: usize,
        rule: &'static str,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(file, line, rule, what, remedy)
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}: {}; {}",
            self.file, self.line, self.rule, self.what, self.remedy
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
                .filter(|problem| problem.severity == Severity::Error)
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
