//! Rules for what names an article: title, summary, key points, slug.

use std::collections::BTreeMap;

use super::Notes;
use crate::content::{Kind, Problem, Rule, draft::Draft, fields::EMPTY, markdown::sentences::sentences};

pub(super) const LONG_TITLE: Rule =
    Rule::warning("long-title", "A title has at most 65 characters.", "shorten it to 65");
pub(super) const KEY_POINTS: Rule = Rule::error("key-points", "A page has 2 to 5 key points, if any.", "write 2 to 5");
pub(super) const LONG_SUMMARY: Rule = Rule::error(
    "long-summary",
    "A summary is one sentence; a question's, two at most.",
    "say it in fewer",
);
pub(super) const SUMMARY_MARKUP: Rule = Rule::error(
    "summary-markup",
    "A summary is plain text.",
    "write plain text: it also stands in search results",
);
pub(super) const DUPLICATE_TITLE: Rule = Rule::error(
    "duplicate-title",
    "Each page has a title of its own.",
    "give each page a title of its own",
);
pub(super) const DUPLICATE_SLUG: Rule = Rule::error(
    "duplicate-slug",
    "Each page has a slug of its own.",
    "rename one of the files",
);

/// Letters of a title that fit on one line of a search result.
const LONGEST_TITLE: usize = 65;
/// How many key points a page has.
const KEY_POINTS_OF_A_PAGE: std::ops::RangeInclusive<usize> = 2..=5;

pub(super) fn check(draft: &Draft, notes: &mut Notes<'_>) {
    if let Some(title) = &draft.front.title {
        let length = title.value.chars().count();
        if title.value.trim().is_empty() {
            notes.fault(title.line, EMPTY.broken("the title is empty").instead("name the page"));
        } else if length > LONGEST_TITLE {
            notes.fault(
                title.line,
                LONG_TITLE.broken(format!("the title has {length} characters")),
            );
        }
    }
    summary(draft, notes);
    let points = draft.front.key_points.len();
    if !KEY_POINTS_OF_A_PAGE.contains(&points)
        && let Some(first) = draft.front.key_points.first()
    {
        notes.fault(first.line, KEY_POINTS.broken(format!("there are {points} key points")));
    }
}

fn summary(draft: &Draft, notes: &mut Notes<'_>) {
    let Some(summary) = &draft.front.summary else { return };
    let most = if draft.kind == Kind::Question { 2 } else { 1 };
    let count = sentences(&summary.value).len();
    if count == 0 {
        notes.fault(
            summary.line,
            EMPTY
                .broken("the summary is empty")
                .instead("define the subject in one sentence"),
        );
    } else if count > most {
        notes.fault(
            summary.line,
            LONG_SUMMARY
                .broken(format!("the summary has {count} sentences"))
                .instead(format!("say it in {most}")),
        );
    }
    if ["[^", "](", "**"].iter().any(|mark| summary.value.contains(mark)) {
        notes.fault(summary.line, SUMMARY_MARKUP.broken("the summary has markup in it"));
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
            problems.push(Problem::new(&draft.file, title.line, DUPLICATE_TITLE.broken(what)));
        }
        if let Some(first) = slugs.insert(&draft.slug, &draft.file) {
            let what = format!("{first} has the same slug");
            problems.push(Problem::new(&draft.file, 1, DUPLICATE_SLUG.broken(what)));
        }
    }
    problems
}
