//! The index over a small library.

use std::path::Path;

use super::*;
use crate::content::{ContentDir, Kind, Language, Library};

fn library() -> Library {
    let dir = ContentDir::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/library"));
    Library::load(&dir, Language::English).unwrap()
}

fn index() -> Index {
    Index::build(&library()).unwrap()
}

fn paths(index: &Index, typed: &str) -> Vec<String> {
    let results = index.search(&Query::typed(typed), 0, 10).unwrap();
    results.hits.iter().map(|hit| hit.path.to_owned()).collect()
}

#[test]
fn a_page_is_found_by_its_title_its_other_names_and_its_levels() {
    let index = index();
    assert_eq!(paths(&index, "sample condition")[0], "/conditions/sample-condition");
    for level in ["L4/5", "l4 l5", "L4-L5", "disc L45"] {
        assert_eq!(paths(&index, level)[0], "/levels/l4-l5", "{level}");
    }
}

#[test]
fn what_means_the_same_finds_the_same() {
    let index = index();
    assert_eq!(paths(&index, "trial trouble")[0], "/conditions/sample-condition");
    assert_eq!(paths(&index, "SPC")[0], "/procedures/sample-procedure");
}

#[test]
fn a_slip_is_mended_and_told_and_a_word_of_a_list_is_never_taken_for_one() {
    let index = index();
    let slipped = index.search(&Query::typed("smaple condition!"), 0, 10).unwrap();
    assert_eq!(slipped.hits[0].path, "/conditions/sample-condition");
    assert_eq!(slipped.did_you_mean.as_deref(), Some("sample condition!"));
    let listed = index.search(&Query::typed("spc"), 0, 10).unwrap();
    assert_eq!(listed.did_you_mean, None);
}

#[test]
fn the_last_word_may_be_unfinished_and_others_may_not() {
    let index = index();
    let unfinished = index.search(&Query::typed("sample cond"), 0, 10).unwrap();
    assert_eq!(unfinished.hits[0].path, "/conditions/sample-condition");
    assert_eq!(unfinished.did_you_mean, None);
}

#[test]
fn marks_have_no_meaning() {
    let index = index();
    for typed in [
        "+sample AND -condition",
        "title:sample condition",
        "\"sample condition\"~3^9",
        "(sample OR condition)*",
    ] {
        assert!(
            paths(&index, typed).contains(&"/conditions/sample-condition".to_owned()),
            "{typed}"
        );
    }
}

#[test]
fn an_extract_is_whole_sentences_with_the_words_marked() {
    let index = index();
    let library = library();
    let results = index.search(&Query::typed("condition hurts"), 0, 10).unwrap();
    assert!(!results.hits.is_empty());
    for hit in &results.hits {
        let text: String = hit.extract.iter().map(|piece| piece.text.as_str()).collect();
        let Found::Article(_) = hit.found else { continue };
        let article = library.article(hit.path.trim_start_matches('/')).unwrap();
        let sentences: Vec<&str> = article
            .sections
            .iter()
            .flat_map(|section| &section.sentences)
            .map(String::as_str)
            .collect();
        let is_summary = text == article.summary;
        let begins = sentences.iter().any(|sentence| text.starts_with(sentence));
        let ends = sentences.iter().any(|sentence| text.ends_with(sentence));
        assert!(is_summary || (begins && ends), "{text}");
        let anchors: Vec<&str> = article
            .body
            .headings
            .iter()
            .map(|heading| heading.id.as_str())
            .collect();
        assert!(hit.anchor.is_empty() || anchors.contains(&hit.anchor), "{}", hit.anchor);
        assert!(hit.found != Found::Article(Kind::Condition) || hit.extract.iter().any(|piece| piece.is_marked));
    }
}

#[test]
fn a_term_is_defined_above_the_results_and_not_among_them() {
    let index = index();
    let library = library();
    let term = library.glossary().terms().first().unwrap();
    let results = index
        .search(&Query::typed(&format!("what is {}?", term.name)), 0, 10)
        .unwrap();
    assert_eq!(results.definition.unwrap().plain, term.plain);
    assert!(
        results
            .hits
            .iter()
            .all(|hit| hit.found != Found::Term || hit.anchor != term.slug)
    );
    let later = index.search(&Query::typed(&term.name), 10, 10).unwrap();
    assert!(later.definition.is_none());
}

#[test]
fn pages_of_results_follow_on_each_other() {
    let index = index();
    let all = index.search(&Query::typed("sample"), 0, 100).unwrap();
    assert_eq!(all.total, all.hits.len());
    let all: Vec<_> = all.hits.iter().map(|hit| (hit.path, hit.anchor)).collect();
    let mut paged = Vec::new();
    for first in (0..all.len()).step_by(3) {
        let page = index.search(&Query::typed("sample"), first, 3).unwrap();
        paged.extend(page.hits.iter().map(|hit| (hit.path, hit.anchor)).collect::<Vec<_>>());
    }
    assert_eq!(paged, all);
}

#[test]
fn nothing_is_found_for_words_that_nobody_knows() {
    let results = index();
    let results = results.search(&Query::typed("zzyzxq wqxyzz"), 0, 10).unwrap();
    assert_eq!((results.total, results.hits.len(), results.did_you_mean), (0, 0, None));
}

proptest::proptest! {
    #[test]
    fn no_query_makes_the_search_fail(typed in "\\PC{0,60}", words in "([a-z0-9/'\"+:~^*()\\[\\]-]{1,8} ?){0,12}") {
        static INDEX: std::sync::LazyLock<Index> = std::sync::LazyLock::new(index);
        for typed in [typed, words] {
            let results = INDEX.search(&Query::typed(&typed), 0, 10).unwrap();
            proptest::prop_assert!(results.hits.len() <= 10);
        }
    }
}
