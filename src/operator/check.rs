//! Tells an author what is wrong with the content, and how good it is.

use std::io;

use jiff::civil::Date;

use crate::content::{ContentProblems, Severity, Summary, Survey};

use super::{OperatorError, quality_cards};

/// Prints each problem as `file:line: rule: what; remedy`, those of a file together; returns whether the content may be
/// published. With `strict`, warnings stop it too.
pub fn check(problems: &ContentProblems, strict: bool, out: &mut dyn io::Write) -> Result<bool, OperatorError> {
    tell(problems, strict, out)?;
    let passed = verdict(problems, strict, out)?;
    out.flush()?;
    Ok(passed)
}

/// The same with a summary of all articles, or with the quality card of each where `cards` are wanted.
pub fn survey(
    survey: &Survey,
    today: Date,
    strict: bool,
    cards: bool,
    out: &mut dyn io::Write,
) -> Result<bool, OperatorError> {
    tell(&survey.problems, strict, out)?;
    if cards {
        quality_cards::print(&survey.articles, out)?;
    } else {
        summarize(&survey.summary(today), out)?;
    }
    let passed = verdict(&survey.problems, strict, out)?;
    out.flush()?;
    Ok(passed)
}

/// Whether the content may be published.
pub(super) fn passes(problems: &ContentProblems, strict: bool) -> bool {
    !problems.iter().any(|problem| stops(problem.rule.severity, strict))
}

fn stops(severity: Severity, strict: bool) -> bool {
    strict || severity == Severity::Error
}

fn tell(problems: &ContentProblems, strict: bool, out: &mut dyn io::Write) -> io::Result<()> {
    let mut last = None;
    for problem in problems.iter() {
        if last.is_some_and(|file| file != &problem.file) {
            writeln!(out)?;
        }
        last = Some(&problem.file);
        let mark = if stops(problem.rule.severity, strict) {
            ""
        } else {
            " (warning)"
        };
        writeln!(out, "{problem}{mark}")?;
    }
    Ok(())
}

fn summarize(summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
    let told = |mean: Option<f64>| mean.map_or("unknown".to_owned(), |mean| format!("{mean:.1}"));
    writeln!(
        out,
        "{}, {}: mean grade {}, mean sentence {} words.",
        count(summary.articles, "article"),
        count(summary.words, "word"),
        told(summary.grade),
        told(summary.words_per_sentence),
    )?;
    writeln!(
        out,
        "{} of {} used; {} due within 60 days, {} overdue.",
        summary.sources_used,
        count(summary.sources, "source"),
        count(summary.due, "review"),
        summary.overdue,
    )
}

fn verdict(problems: &ContentProblems, strict: bool, out: &mut dyn io::Write) -> io::Result<bool> {
    let errors = problems
        .iter()
        .filter(|problem| stops(problem.rule.severity, strict))
        .count();
    let warnings = problems.iter().count() - errors;
    let passed = passes(problems, strict);
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
    Ok(passed)
}

pub(super) fn count(number: usize, thing: &str) -> String {
    if number == 1 {
        format!("1 {thing}")
    } else {
        format!("{number} {thing}s")
    }
}
