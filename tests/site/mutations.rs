//! What `check` makes of real articles from which one thing is gone: it tells the right rule at the right line, and no more.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use discwise::content::{ContentDir, Language, Library};
use jiff::civil::date;

use crate::process::copy;

/// Articles on which each mutation is tried, at least.
const FEWEST: usize = 20;
/// Rules that a day breaks and no author.
const OF_THE_DAY: [&str; 3] = ["future-date", "review-overdue", "review-due"];

/// Rules for the averages of a page, which are other ones without a section.
const OF_AVERAGES: [&str; 4] = ["grade", "high-grade", "mean-sentence", "passive"];

/// A fault as an author finds it: file, line and rule.
type Told = (String, usize, &'static str);

/// An article's text without the thing, and the line of the fault that it then has. `None` where there is no such thing.
type Change = fn(&str) -> Option<(String, usize)>;

fn real_content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// Every article in Markdown, in order.
fn articles() -> Vec<String> {
    let root = real_content();
    let mut found = Vec::new();
    for kind in fs::read_dir(root.join("en")).unwrap() {
        let kind = kind.unwrap().path();
        for file in kind
            .is_dir()
            .then(|| fs::read_dir(&kind).unwrap())
            .into_iter()
            .flatten()
        {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

fn told(content: &Path) -> BTreeSet<Told> {
    let problems = Library::check(
        &ContentDir::Folder(content.to_owned()),
        Language::English,
        date(2026, 12, 1),
    );
    let of_authors = problems
        .iter()
        .filter(|problem| !OF_THE_DAY.contains(&problem.rule.name));
    of_authors
        .map(|problem| (problem.file.clone(), problem.line, problem.rule.name))
        .collect()
}

/// Changes a sample of the articles that have the thing, all in one copy of the content, and checks that once.
fn each_is_told(rule: &'static str, change: Change) {
    let root = real_content();
    let changed: Vec<(String, (String, usize))> = articles()
        .into_iter()
        .filter_map(|file| {
            let text = fs::read_to_string(root.join(&file)).unwrap();
            Some((file, change(&text)?))
        })
        .collect();
    let folder = tempfile::tempdir().unwrap();
    copy(&root, folder.path());
    let mut expected = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    // Every few, so that the sample is of all kinds that have the thing.
    for (file, (text, line)) in changed.iter().step_by((changed.len() / FEWEST).max(1)) {
        fs::write(folder.path().join(file), text).unwrap();
        expected.insert((file.clone(), *line, rule));
        kinds.insert(file.split('/').nth(1).unwrap());
    }
    assert!(
        expected.len() >= FEWEST && kinds.len() > 1,
        "{} of {kinds:?}",
        expected.len()
    );
    let mut found = told(folder.path());
    // A figure that was told once only is then a claim that no page tells.
    found.retain(|(file, _, rule)| file != "en/claims.toml" && !OF_AVERAGES.contains(rule));
    let missed: Vec<&Told> = expected.difference(&found).collect();
    let besides: Vec<&Told> = found.difference(&expected).collect();
    assert!(
        missed.is_empty() && besides.is_empty(),
        "missed {missed:#?}\nbesides {besides:#?}"
    );
}

/// The lines of a text with the numbers they have in the file.
fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line))
}

/// The text with one line as `put` makes it.
fn with_line(text: &str, number: usize, put: &str) -> String {
    let lines = numbered(text).map(|(at, line)| if at == number { put } else { line });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// The text without the lines of a range.
fn without_lines(text: &str, range: std::ops::Range<usize>) -> String {
    let lines = numbered(text).filter(|(at, _)| !range.contains(at));
    lines.map(|(_, line)| line).collect::<Vec<_>>().join("\n") + "\n"
}

/// A sentence alone on its line that tells a figure, without its citations; sources that the page cites nowhere else stay.
fn uncited(text: &str) -> Option<(String, usize)> {
    let body = text.rfind("+++").map(|end| text[..end].lines().count())?;
    numbered(text).skip(body).find_map(|(number, line)| {
        let (sentence, citations) = line.split_once(".[^")?;
        let plain = !sentence.contains(['.', '|', '[', '`', '?', '>', '=', ':']);
        let figure = sentence
            .split_whitespace()
            .any(|word| word.len() < 4 && word.starts_with(|first: char| first.is_ascii_digit()));
        let again = citations
            .split("[^")
            .all(|id| text.matches(&format!("[^{}", id.trim_end())).count() > 1);
        let alone = citations.ends_with(']') && !citations.contains(' ');
        let put = format!("{sentence}.");
        (plain && figure && again && alone).then(|| (with_line(text, number, &put), number))
    })
}

fn undated(text: &str) -> Option<(String, usize)> {
    // Either date, so that both are tried.
    let key = if text.len().is_multiple_of(2) {
        "reviewed = "
    } else {
        "next_review = "
    };
    let (number, _) = numbered(text).find(|(_, line)| line.starts_with(key))?;
    // What is missing is told where the front matter begins.
    Some((without_lines(text, number..number + 1), 2))
}

fn without_alt(text: &str) -> Option<(String, usize)> {
    let (number, line) = numbered(text).find(|(_, line)| line.starts_with("!["))?;
    let (_, rest) = line.split_once("](")?;
    Some((with_line(text, number, &format!("![]({rest}")), number))
}

fn without_card(text: &str) -> Option<(String, usize)> {
    let must = ["{#limit}", "{#which-nerve}", "{#what}"];
    let marker = if text.len().is_multiple_of(2) {
        "> [!CAUTION]"
    } else {
        "> [!WARNING]"
    };
    let (first, _) = numbered(text).find(|(_, line)| *line == marker)?;
    let card = numbered(text)
        .skip(first - 1)
        .take_while(|(_, line)| line.starts_with('>'));
    let last = card.map(|(number, _)| number).last()?;
    let whole = without_lines(text, first..last + 1);
    // Only where a page must have it: other kinds may.
    must.iter().any(|id| text.contains(id)).then_some((whole, 1))
}

/// A section that nothing else hangs on: it holds no link, no citation, no box and nothing spelled out in brackets.
fn without_section(text: &str) -> Option<(String, usize)> {
    let starts: Vec<usize> = numbered(text)
        .filter(|(_, line)| line.starts_with("## "))
        .map(|(number, _)| number)
        .collect();
    let ends = starts.iter().skip(1).copied().chain([text.lines().count() + 1]);
    let sections = starts.iter().zip(ends).map(|(start, end)| *start..end);
    let mut free = sections.filter(|range| {
        let section: Vec<&str> = numbered(text)
            .filter(|(at, _)| range.contains(at))
            .map(|(_, line)| line)
            .collect();
        !section.join("\n").contains(['[', '`', '>', '('])
    });
    let range = free.next()?;
    let about = text.contains("\nowner = ");
    (!about).then(|| (without_lines(text, range), 1))
}

#[test]
fn a_figure_without_its_source_is_told_at_its_line() {
    each_is_told("number-without-source", uncited);
}

#[test]
fn a_review_without_its_date_is_told() {
    each_is_told("missing-key", undated);
}

#[test]
fn an_image_without_its_alternative_text_is_told_at_its_line() {
    each_is_told("image-alt", without_alt);
}

#[test]
fn a_page_without_a_care_card_is_told() {
    each_is_told("care-card-missing", without_card);
}

#[test]
fn a_page_without_a_section_is_told() {
    each_is_told("missing-section", without_section);
}
