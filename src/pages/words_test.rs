//! Words and templates fit each other: no key without words, no words without use, no template without a page.

use std::{collections::BTreeSet, fs, path::Path};

fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push((path.to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

fn known_keys() -> BTreeSet<String> {
    let words = files("content/en", "words.ftl").remove(0).1;
    let lines = words.lines().filter(|line| line.starts_with(char::is_alphabetic));
    lines
        .filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned()))
        .collect()
}

/// The literals that stand right after `opening`, as in `words.get("home")`.
fn literals_after<'a>(text: &'a str, opening: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(opening).skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn every_key_that_a_template_asks_for_has_words() {
    let known = known_keys();
    for (file, text) in files("templates", ".html") {
        for opening in ["words.get(\"", "words.with(\""] {
            for key in literals_after(&text, opening) {
                assert!(
                    known.contains(key),
                    "{file} asks for {key}, which words.ftl does not have"
                );
            }
        }
    }
}

#[test]
fn every_key_that_a_page_asks_for_has_words() {
    let known = known_keys();
    let key_like = |text: &str| text.contains('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let mut asking = files("src/pages", ".rs");
    asking.extend(files("src/outbox", ".rs"));
    for (file, text) in asking {
        let openings = ["words.get(\"", "words.with(\"", "words.with_all(\"", "=> \"", "fact(\""];
        for key in openings.into_iter().flat_map(|opening| literals_after(&text, opening)) {
            let kept = known.contains(key) || !key_like(key);
            assert!(kept, "{file} asks for {key}, which words.ftl does not have");
        }
    }
}

#[test]
fn no_words_lie_unused() {
    let mut asking = files("templates", ".html");
    asking.extend(files("src", ".rs"));
    for key in known_keys() {
        let literal = format!("\"{key}\"");
        assert!(
            asking.iter().any(|(_, text)| text.contains(&literal)),
            "nothing asks for {key}; take it out of words.ftl"
        );
    }
}

#[test]
fn every_page_template_belongs_to_a_page() {
    let pages = files("src/pages", ".rs");
    for (path, _) in files("templates/pages", "") {
        let name = Path::new(&path).file_name().unwrap().to_string_lossy().into_owned();
        let attribute = format!("#[template(path = \"pages/{name}\")]");
        assert!(
            pages.iter().any(|(_, text)| text.contains(&attribute)),
            "no page uses {name}"
        );
    }
}

#[test]
fn templates_hold_no_prose_and_trust_no_text() {
    for (file, text) in files("templates", ".html") {
        assert!(!text.contains("|safe") && !text.contains("| safe"), "{file}");
        for inline in [" style=", "<style", " onclick=", "javascript:"] {
            assert!(!text.contains(inline), "{file} holds {inline}");
        }
        let prose = without(&without(&without(&text, "{{", "}}"), "{%", "%}"), "<", ">");
        let word = prose.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
        assert!(word.is_none(), "{file} holds the word {word:?}; words.ftl is its place");
    }
}

/// A text without anything from an opening to the next closing.
fn without(text: &str, opening: &str, closing: &str) -> String {
    let mut parts = text.split(opening);
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |kept, part| {
        kept + part.split_once(closing).map_or("", |(_, rest)| rest)
    })
}
