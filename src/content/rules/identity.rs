//! Rules for what names an article: title, summary, key points, slug.

use std::collections::BTreeMap;

use super::Notes;
use crate::content::{Kind, Problem, draft::Draft, markdown::sentences::sentences};

/// Letters of a title that fit on one line of a search result.
const LONGEST_TITLE: usize = 65;
/// How many key points a page has.
const KEY_POINTS: std::ops::RangeInclusive<usize> = 2..=5;

pub(super) fn check(draft: &Draft, notes: &mut Notes<'_>) {
    if let Some(title) = &draft.front.title {
        let length = title.value.chars().count();
        if title.value.trim().is_empty() {
            notes.error(title.line, "empty", "the title is empty", "name the page");
        } else if length > LONGEST_TITLE {
            notes.warning(
                title.line,
                "long-title",
                format!("the title has {length} characters"),
                format!("shorten it to {LONGEST_TITLE}"),
            );
        }
    }
    summary(draft, notes);
    let points = draft.front.key_points.len();
    if !KEY_POINTS.contains(&points)
        && let Some(first) = draft.front.key_points.first()
    {
        notes.error(
            first.line,
            "key-points",
            format!("there are {points} key points"),
            "write 2 to 5",
        );
    }
}

fn summary(draft: &Draft, notes: &mut Notes<'_>) {
    let Some(summary) = &draft.front.summary else { return };
    let most = if draft.kind == Kind::Question { 2 } else { 1 };
    let count = sentences(&summary.value).len();
    if count == 0 {
        notes.error(
            summary.line,
            "empty",
            "the summary is empty",
            "define the subject in one sentence",
        );
    } else if count > most {
        notes.error(
            summary.line,
            "long-summary",
            format!("the summary has {count} sentences"),
            format!("say it in {most}"),
        );
    }
    if ["[^", "](", "**"].iter().any(|mark| summary.value.contains(mark)) {
        notes.error(
            summary.line,
            "summary-markup",
            "the summary has markup in it",
            "write plain text: it also stands in search results",
        );
    }
}

/// Titles and slugs that two articles share.
pub(super) fn twins(drafts: &[Draft]) -> Vec<Problem> {
    let mut titles = BTreeMap::new();
    let mut slugs = BTreeMap::new();
    let mut problems = Vec::new();
    for draft in drafts {
        if let Some(title) = &draft.front.title
            && let Some(first) = titles.insert(title.value.to_lowercase(), &draft.file)
        {
            let what = format!("{first} has the same title");
            problems.push(Problem::error(
                &draft.file,
                title.line,
                "duplicate-title",
                what,
                "give each page a title of its own",
            ));
        }
        if let Some(first) = slugs.insert(&draft.slug, &draft.file) {
            let what = format!("{first} has the same slug");
            problems.push(Problem::error(
                &draft.file,
                1,
                "duplicate-slug",
                what,
                "rename one of the files",
            ));
        }
    }
    problems
}
