//! What a choice becomes, and what stands in a kit.

use super::*;
use crate::content::{ContentDir, Kind, Language, Library};

fn small_library() -> Library {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/library");
    Library::load(&ContentDir::Folder(folder.into()), Language::English).unwrap()
}

fn whole_library() -> Library {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/content");
    Library::load(&ContentDir::Folder(folder.into()), Language::English).unwrap()
}

fn read(query: &str, library: &Library) -> Result<KitChoice, KitQuery> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    KitQuery::read(pairs, library).choice(library)
}

#[test]
fn every_choice_is_written_in_one_way() {
    let library = small_library();
    let written = |query: &str| read(query, &library).unwrap().query();
    assert_eq!(written("about=sample-condition"), "about=sample-condition");
    assert_eq!(
        written("paper=a4&print=large&detail=more&about=l4-l5&about=not-sure&about=sample-condition&part=sources"),
        "about=sample-condition&about=l4-l5&about=not-sure&part=sources&detail=more&print=large&paper=a4"
    );
    let all: Vec<&str> = Part::ALL.iter().map(|part| part.value()).collect();
    let all = format!("&part={}", all.join("&part="));
    let usual = format!("detail=plain&print=usual&paper=letter&utm=x&about=sample-condition&part=none{all}");
    assert_eq!(written(&usual), "about=sample-condition");
    assert_eq!(
        written("about=sample-condition&part=none"),
        "about=sample-condition&part=none"
    );
    for query in [
        "about=sample-procedure&part=questions&part=glossary&paper=a4",
        "about=not-sure&part=none",
    ] {
        assert_eq!(written(&written(query)), written(query));
    }
}

#[test]
fn every_unknown_value_is_named_with_its_field() {
    let library = small_library();
    let query = "about=rain&part=songs&detail=less&print=tiny&paper=a5&about=sample-condition";
    let refused = read(query, &library).unwrap_err();
    let told: Vec<(&str, &str)> = refused
        .faults()
        .iter()
        .map(|fault| match fault {
            KitFault::Unknown { field, value } => (*field, value.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            ("about", "rain"),
            ("part", "songs"),
            ("detail", "less"),
            ("print", "tiny"),
            ("paper", "a5")
        ]
    );
    assert!(refused.is_about("sample-condition"));
}

#[test]
fn a_kit_has_a_topic_but_not_too_many_and_one_level() {
    let (small, whole) = (small_library(), whole_library());
    assert_eq!(read("detail=more", &small).unwrap_err().faults(), [KitFault::NoTopic]);
    assert_eq!(
        read("about=l3-l4&about=l4-l5", &small).unwrap_err().faults(),
        [KitFault::SeveralLevels]
    );
    let many: Vec<String> = whole
        .of_kind(Kind::Condition)
        .take(MOST_TOPICS + 1)
        .map(|article| format!("about={}", article.slug))
        .collect();
    assert_eq!(
        read(&many.join("&"), &whole).unwrap_err().faults(),
        [KitFault::TooManyTopics]
    );
    assert!(read(&many[1..].join("&"), &whole).is_ok());
}

#[test]
fn no_two_topics_have_the_same_slug() {
    let library = whole_library();
    let mut slugs: Vec<&str> = topics(&library).map(|article| article.slug.as_str()).collect();
    let count = slugs.len();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), count);
    assert!(!slugs.contains(&NOT_SURE));
}

#[test]
fn a_kit_holds_what_was_chosen_and_nothing_that_was_left_out() {
    let library = whole_library();
    let choice = read("about=disc-extrusion&about=microdiscectomy&about=l4-l5", &library).unwrap();
    let kit = Kit::assemble(&library, &choice);
    let chapters: Vec<Chapter> = kit.chapters.iter().map(|(chapter, _)| *chapter).collect();
    assert_eq!(chapters, [Chapter::About, Chapter::Outlook, Chapter::Choices]);
    assert!(kit.self_care.is_some());
    assert!(
        kit.warnings
            .first()
            .is_some_and(|warning| warning.is_emergency && warning.signs.len() > 8)
    );
    assert!(!kit.compared.is_empty() && kit.steps.len() == 1 && kit.questions.len() > 3);
    assert!(kit.terms.len() > 10 && kit.sources.len() > 20);
    assert!(kit.chapters[0].1.iter().any(|extract| extract.level.is_some()));

    let bare = read("about=disc-extrusion&about=microdiscectomy&part=none", &library).unwrap();
    let bare = Kit::assemble(&library, &bare);
    assert!(bare.compared.is_empty() && bare.steps.is_empty() && bare.questions.is_empty() && bare.terms.is_empty());
    assert!(bare.self_care.is_none());
    let drawn = |kit: &Kit<'_>| {
        let extracts = kit.chapters.iter().flat_map(|(_, extracts)| extracts);
        let mut passages = extracts.flat_map(|extract| &extract.passages);
        passages.any(|passage| passage.excerpt.html.as_str().contains("class=\"drawing\""))
    };
    assert!(drawn(&kit) && !drawn(&bare));
}

#[test]
fn more_detail_adds_sections_and_questions_and_takes_none_away() {
    let library = whole_library();
    let ids = |query: &str| -> Vec<&'static str> {
        let choice = read(query, &library).unwrap();
        let kit = Kit::assemble(&library, &choice);
        let extracts = kit.chapters.iter().flat_map(|(_, extracts)| extracts);
        extracts
            .flat_map(|extract| &extract.passages)
            .map(|passage| passage.id)
            .collect()
    };
    let plain = ids("about=disc-extrusion&about=microdiscectomy");
    let more = ids("about=disc-extrusion&about=microdiscectomy&detail=more");
    assert!(
        plain.iter().all(|id| more.contains(id)) && more.len() > plain.len() + 5,
        "{plain:?} {more:?}"
    );
    // Benefits and risks get the same room, however short the kit is.
    assert!(plain.contains(&"results") && plain.contains(&"risks") && plain.contains(&"options"));
}

#[test]
fn a_reader_who_is_not_sure_gets_the_pages_that_help_most() {
    let library = whole_library();
    let kit = Kit::assemble(&library, &read("about=not-sure", &library).unwrap());
    let paths: Vec<String> = kit.articles.iter().map(|article| article.path()).collect();
    assert_eq!(
        paths,
        [
            "/conditions/herniated-disc",
            "/questions/do-i-need-a-scan-now",
            "/treatments/staying-active"
        ]
    );
    let named = Kit::assemble(&library, &read("about=sciatica&about=not-sure", &library).unwrap());
    assert!(
        named
            .articles
            .iter()
            .all(|article| article.path() != "/conditions/herniated-disc")
    );
    assert!(!kit.warnings.is_empty());
}

#[test]
fn sources_are_numbered_without_a_gap() {
    let library = whole_library();
    for topic in topics(&library) {
        let choice = KitChoice::about([topic.slug.as_str()].into_iter(), &library).unwrap();
        let kit = Kit::assemble(&library, &choice);
        let mut known = kit.sources.clone();
        known.sort();
        known.dedup();
        assert_eq!(known.len(), kit.sources.len(), "{}", topic.path());
        assert!(kit.sources.iter().all(|id| library.sources().get(id).is_some()));
        assert!(
            !kit.warnings.is_empty(),
            "{} has no signs of an emergency",
            topic.path()
        );
    }
}
