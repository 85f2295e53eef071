//! Tells an author what is wrong with the content.

use std::io;

use crate::content::{ContentProblems, Severity};

use super::OperatorError;

/// Prints each problem as `file:line: rule: what; remedy` and a summary; returns whether the content may be published.
/// With `strict`, warnings stop it too.
pub fn check(problems: &ContentProblems, strict: bool, out: &mut dyn io::Write) -> Result<bool, OperatorError> {
    let (mut errors, mut warnings) = (0, 0);
    for problem in problems.iter() {
        if strict || problem.rule.severity == Severity::Error {
            errors += 1;
            writeln!(out, "{problem}")?;
        } else {
            warnings += 1;
            writeln!(out, "{problem} (warning)")?;
        }
    }
    let passed = errors == 0;
    match (passed, warnings) {
        (true, 0) => writeln!(out, "The content is in order.")?,
        (true, _) => writeln!(
            out,
            "The content can be published, with {}.",
            count(warnings, "warning")
        )?,
        (false, 0) => writeln!(out, "The content cannot be published: {}.", count(errors, "error"))?,
        (false, _) => {
            let (errors, warnings) = (count(errors, "error"), count(warnings, "warning"));
            writeln!(out, "The content cannot be published: {errors}, {warnings}.")?;
        }
    }
    out.flush()?;
    Ok(passed)
}

fn count(number: usize, thing: &str) -> String {
    if number == 1 {
        format!("1 {thing}")
    } else {
        format!("{number} {thing}s")
    }
}
