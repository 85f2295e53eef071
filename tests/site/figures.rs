//! The figure series as its files stand in the content folder: shapes and keys of words, legible on a small phone.

use std::{collections::BTreeSet, fs, path::Path};

use roxmltree::{Document, Node};

/// Width in CSS pixels that a figure has on a screen of 320.
const NARROWEST: f64 = 304.0;
/// Smallest size of a word there.
const SMALLEST_WORD: f64 = 12.0;

/// Every drawing and every part, by its path in the folder of figures, with its text.
fn drawings() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/figures");
    let mut found = Vec::new();
    for inner in ["", "parts/"] {
        for entry in fs::read_dir(folder.join(inner)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "svg") {
                let name = path.file_name().unwrap().to_string_lossy();
                found.push((format!("{inner}{name}"), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// The words and styles that a drawing carries itself.
fn own_words_and_styles(text: &str) -> Vec<String> {
    let document = Document::parse(text).unwrap();
    let mut found = Vec::new();
    for node in document.descendants() {
        if node.tag_name().name() == "style" || node.attribute("style").is_some() {
            found.push(format!("style: {}", node.tag_name().name()));
        }
        let outside_keys = |piece: &&str| {
            let outside = piece.rsplit('}').next().unwrap_or_default();
            outside.chars().any(char::is_alphabetic)
        };
        let spoken = ["aria-label", "aria-description"].map(|name| node.attribute(name).unwrap_or_default());
        let shown = if node.is_text() { node.text().unwrap() } else { "" };
        for words in spoken.into_iter().chain([shown]) {
            found.extend(
                words
                    .split('{')
                    .filter(outside_keys)
                    .map(|word| format!("word: {word}")),
            );
        }
    }
    found
}

/// The size of a word, its own or that of the group it stands in.
fn font_size(text: Node<'_, '_>) -> f64 {
    let size = text.ancestors().find_map(|node| node.attribute("font-size"));
    size.unwrap().parse().unwrap()
}

#[test]
fn the_figure_series_contains_no_literal_word_and_no_style_attribute() {
    let all = drawings();
    assert!(all.iter().any(|(path, _)| path.starts_with("parts/")));
    for (path, text) in all {
        assert_eq!(own_words_and_styles(&text), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn a_word_or_a_style_in_a_drawing_would_be_found() {
    let drawing = "<svg><g style=\"x\"/><text>{key} 1 word</text><text>{key}</text><path aria-label=\"cord\"/></svg>";
    assert_eq!(
        own_words_and_styles(drawing),
        ["style: g", "word: key} 1 word", "word: cord"]
    );
}

#[test]
fn every_word_of_a_figure_is_large_enough_on_the_smallest_phone() {
    for (path, text) in drawings() {
        let document = Document::parse(&text).unwrap();
        let view_box = document.root_element().attribute("viewBox").unwrap();
        let width: f64 = view_box.split_whitespace().nth(2).unwrap().parse().unwrap();
        for word in document.descendants().filter(|node| node.tag_name().name() == "text") {
            let shown = font_size(word) * NARROWEST / width;
            assert!(shown >= SMALLEST_WORD, "{path}: {:?} is {shown:.1} px", word.text());
        }
    }
}

#[test]
fn every_part_is_used_by_a_figure() {
    let all = drawings();
    let used: BTreeSet<&str> = all
        .iter()
        .flat_map(|(_, text)| text.split("part=\"").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let there: BTreeSet<&str> = all
        .iter()
        .filter_map(|(path, _)| path.strip_prefix("parts/")?.strip_suffix(".svg"))
        .collect();
    assert_eq!(used, there);
}
