//! Content: the sample library is whole, and each broken case gives exactly the messages that stand beside it.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use discwise::content::{ContentDir, Kind, Language, Library, RULES, Severity};
use jiff::civil::{Date, date};

use crate::process::copy;

/// The day on which all cases are checked.
const TODAY: Date = date(2026, 6, 1);
/// Rules that a day breaks and no author: errors of a check, but nothing that may keep a site from its readers.
const OF_THE_DAY: [&str; 2] = [": review-overdue: ", ": future-date: "];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The sample library with a case laid over it: a folder, or one file that takes the place of the sample question. What
/// a folder names in `absent.txt` is taken away.
fn library_with(case: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&fixtures().join("library"), folder.path());
    if case.is_dir() {
        copy(case, folder.path());
        let absent = folder.path().join("absent.txt");
        for path in fs::read_to_string(&absent).unwrap_or_default().lines() {
            fs::remove_file(folder.path().join(path)).unwrap();
        }
    } else {
        fs::copy(case, folder.path().join("en/questions/sample-question.md")).unwrap();
    }
    folder
}

/// The cases in a folder of fixtures, in order.
fn cases(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(fixtures().join(folder)).unwrap();
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_none_or(|ending| ending != "txt"))
        .collect();
    cases.sort();
    cases
}

/// Every message, a line each.
fn messages(folder: &Path) -> String {
    let problems = Library::check(&ContentDir::Folder(folder.to_owned()), Language::English, TODAY);
    problems.iter().fold(String::new(), |mut lines, problem| {
        let severity = if problem.rule.severity == Severity::Warning {
            "warning: "
        } else {
            ""
        };
        writeln!(lines, "{severity}{problem}").unwrap();
        lines
    })
}

#[test]
fn the_sample_library_has_a_page_of_each_kind_and_no_problem() {
    let folder = fixtures().join("library");
    assert_eq!(messages(&folder), "");
    let library = Library::load(&ContentDir::Folder(folder), Language::English).unwrap();
    let kinds: BTreeSet<Kind> = library.articles().iter().map(|article| article.kind).collect();
    assert_eq!(kinds.len(), Kind::ALL.len());
}

#[test]
fn every_broken_case_gives_exactly_its_messages() {
    let cases = cases("broken");
    assert!(cases.len() > 70, "cases are missing: {}", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let expected = fs::read_to_string(case.with_extension("txt")).unwrap_or_default();
        let folder = library_with(case);
        let found = messages(folder.path());
        let told = found.lines().filter(|line| !line.starts_with("warning: "));
        let stopping: Vec<&str> = told
            .filter(|line| !OF_THE_DAY.iter().any(|rule| line.contains(rule)))
            .collect();
        match Library::load(&ContentDir::Folder(folder.path().to_owned()), Language::English) {
            Ok(_) => assert!(stopping.is_empty(), "{} is served", case.display()),
            Err(problems) => assert_eq!(problems.to_string().lines().collect::<Vec<_>>(), stopping),
        }
        if expected.is_empty() || found != expected {
            let name = case.file_name().unwrap().to_string_lossy();
            writeln!(wrong, "== {name}\n-- expected\n{expected}-- found\n{found}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_passing_case_keeps_just_within_its_rule() {
    let mut wrong = String::new();
    for case in cases("passing") {
        let found = messages(library_with(&case).path());
        if !found.is_empty() {
            writeln!(wrong, "== {}\n{found}", case.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_rule_has_a_case_that_breaks_it_and_a_case_that_keeps_it() {
    let rules: BTreeSet<(&str, Severity)> = RULES.iter().map(|rule| (rule.name, rule.severity)).collect();
    let told: Vec<String> = cases("broken")
        .iter()
        .filter_map(|case| fs::read_to_string(case.with_extension("txt")).ok())
        .collect();
    let broken: BTreeSet<(&str, Severity)> = told
        .iter()
        .flat_map(|messages| messages.lines())
        .map(|line| match line.strip_prefix("warning: ") {
            Some(line) => (line.split(": ").nth(1).unwrap(), Severity::Warning),
            None => (line.split(": ").nth(1).unwrap(), Severity::Error),
        })
        .collect();
    assert_eq!(broken, rules);
    let names: BTreeSet<String> = rules.iter().map(|(name, _)| (*name).to_owned()).collect();
    let kept: BTreeSet<String> = cases("passing")
        .iter()
        .map(|case| case.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(kept, names);
}

#[test]
fn a_missing_content_folder_is_one_clear_problem() {
    let problems = Library::load(&ContentDir::Folder("/nowhere".into()), Language::English).unwrap_err();
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(lines.len(), 1);
    assert!(
        lines[0].starts_with("/nowhere:1: unreadable: this cannot be read"),
        "{lines:?}"
    );
}

#[test]
fn nesting_a_hundred_thousand_deep_is_refused_and_not_a_crash() {
    let deep = 100_000;
    let head = fs::read_to_string(fixtures().join("broken/raw-html.md")).unwrap();
    let (front, _) = head.split_once("## Answer").unwrap();
    let hostile = [
        format!("{front}## Answer {{#answer}}\n\n{}x\n", "> ".repeat(deep)),
        format!("{front}## Answer {{#answer}}\n\n{}x\n", "- ".repeat(deep)),
        format!(
            "{front}## Answer {{#answer}}\n\n{}x{}\n",
            "[".repeat(deep),
            "](/)".repeat(deep)
        ),
        format!(
            "{front}## Answer {{#answer}}\n\n{}x{}\n",
            "*".repeat(deep),
            "*".repeat(deep)
        ),
        format!("+++\ntitle = {}\n+++\n", "[".repeat(deep)),
        format!("+++\n{}\n+++\n", "a.".repeat(deep)),
    ];
    // The third is a link within brackets, which are text: it must only not crash.
    for (number, text) in hostile.iter().enumerate() {
        let folder = library_with(&fixtures().join("broken/raw-html.md"));
        fs::write(folder.path().join("en/questions/sample-question.md"), text).unwrap();
        let found = messages(folder.path());
        assert!(
            number == 2 || !found.is_empty(),
            "hostile text {number} was taken for good"
        );
    }
    let folder = library_with(&fixtures().join("broken/raw-html.md"));
    let drawing = format!(
        "<svg viewBox=\"0 0 1 1\">{}{}</svg>",
        "<g>".repeat(deep),
        "</g>".repeat(deep)
    );
    fs::write(folder.path().join("figures/sample.svg"), drawing).unwrap();
    assert!(messages(folder.path()).contains("figures/sample.svg"));
}
