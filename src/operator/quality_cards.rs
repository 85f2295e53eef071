//! How good articles are: for an author as lines, for programs as JSON.

use std::{collections::BTreeMap, io};

use jiff::civil::Date;
use serde::Serialize;

use super::{
    OperatorError,
    check::{count, passes},
};
use crate::content::{Change, ClinicalReview, Problem, Severity, Survey, Surveyed};

/// Prints a card for each article.
pub(super) fn print(articles: &[Surveyed], out: &mut dyn io::Write) -> io::Result<()> {
    for article in articles {
        let card = Card::of(article);
        let day = |date: Option<Date>| date.map_or("no date".to_owned(), |date| date.to_string());
        let number = |number: Option<f64>| number.map_or("unknown".to_owned(), |number| format!("{number:.1}"));
        let passive = card.passive_share.unwrap_or_default() * 100.0;
        let sources = card.sources.iter();
        let sources: Vec<String> = sources.map(|(kind, number)| format!("{kind} {number}")).collect();
        writeln!(out, "{}", card.file)?;
        writeln!(out, "  length    {}", count(card.words, "word"))?;
        writeln!(
            out,
            "  reading   grade {}, {} words a sentence, {passive:.0} out of 100 passive",
            number(card.grade),
            number(card.words_per_sentence),
        )?;
        let cited = card.sources.values().sum();
        writeln!(out, "  sources   {}: {}", count(cited, "source"), sources.join(", "))?;
        writeln!(
            out,
            "  reviewed  {}, again by {}",
            day(card.reviewed),
            day(card.next_review)
        )?;
        writeln!(out, "  clinical  {}", card.clinical.as_deref().unwrap_or("not needed"))?;
        for change in &card.changes {
            writeln!(out, "  changed   {}: {}", change.date, change.what)?;
        }
    }
    Ok(())
}

/// Prints everything as one JSON document; returns whether the content may be published.
pub fn survey_as_json(
    survey: &Survey,
    today: Date,
    strict: bool,
    out: &mut dyn io::Write,
) -> Result<bool, OperatorError> {
    let summary = survey.summary(today);
    let document = Document {
        problems: survey.problems.iter().map(Fault::of).collect(),
        summary: Totals {
            articles: summary.articles,
            words: summary.words,
            mean_grade: summary.grade.map(hundredths),
            mean_words_per_sentence: summary.words_per_sentence.map(hundredths),
            sources_used: summary.sources_used,
            sources: summary.sources,
            reviews_due: summary.due,
            reviews_overdue: summary.overdue,
        },
        articles: survey.articles.iter().map(Card::of).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(passes(&survey.problems, strict))
}

#[derive(Serialize)]
struct Document<'a> {
    problems: Vec<Fault<'a>>,
    summary: Totals,
    articles: Vec<Card<'a>>,
}

#[derive(Serialize)]
struct Fault<'a> {
    file: &'a str,
    line: usize,
    severity: &'static str,
    rule: &'a str,
    what: &'a str,
    remedy: &'a str,
}

impl<'a> Fault<'a> {
    fn of(problem: &'a Problem) -> Self {
        Self {
            file: &problem.file,
            line: problem.line,
            severity: match problem.rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            rule: problem.rule.name,
            what: &problem.what,
            remedy: &problem.remedy,
        }
    }
}

#[derive(Serialize)]
struct Totals {
    articles: usize,
    words: usize,
    mean_grade: Option<f64>,
    mean_words_per_sentence: Option<f64>,
    sources_used: usize,
    sources: usize,
    reviews_due: usize,
    reviews_overdue: usize,
}

/// The quality of one article.
#[derive(Serialize)]
struct Card<'a> {
    file: &'a str,
    path: &'a str,
    words: usize,
    grade: Option<f64>,
    words_per_sentence: Option<f64>,
    passive_share: Option<f64>,
    sources: BTreeMap<&'static str, usize>,
    reviewed: Option<Date>,
    next_review: Option<Date>,
    clinical: Option<String>,
    changes: Vec<Changed<'a>>,
    prose: &'a [String],
}

#[derive(Serialize)]
struct Changed<'a> {
    date: Date,
    what: &'a str,
}

impl<'a> Card<'a> {
    fn of(article: &'a Surveyed) -> Self {
        let quality = &article.quality;
        let sources = quality.sources.iter();
        let changes = quality
            .changes
            .iter()
            .map(|Change { date, what }| Changed { date: *date, what });
        Self {
            file: &article.file,
            path: &article.path,
            words: quality.words,
            grade: quality.measure.grade().map(hundredths),
            words_per_sentence: quality.measure.words_per_sentence().map(hundredths),
            passive_share: quality.measure.passive_share().map(hundredths),
            sources: sources.map(|(kind, count)| (kind.name(), *count)).collect(),
            reviewed: quality.reviewed,
            next_review: quality.next_review,
            clinical: quality.clinical.as_ref().map(|review| match review {
                ClinicalReview::Awaiting => "awaiting".to_owned(),
                ClinicalReview::By { name, date, .. } => format!("{name}, {date}"),
            }),
            changes: changes.collect(),
            prose: &article.prose,
        }
    }
}

/// No reader of a number needs more.
fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
