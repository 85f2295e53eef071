//! Every publish rule there is, for whoever asks which there are.

use super::{
    boxes, citations, claims, connections, dates, facts, figures, identity, images, kept_by_forms, levels, links,
    lists, prose, questions_to_ask, scan_words, sections, symptom_check, wording,
};
use crate::content::{self, Rule};

/// Every publish rule, by the file that enforces it: first those of reading a file, then those of what it says.
pub const RULES: &[Rule] = &[
    content::folder::UNREADABLE,
    content::folder::NOT_UTF_8,
    content::draft::FILE_NAME,
    content::front_matter::FRONT_MATTER,
    content::fields::TOML,
    content::fields::TOML_KEY,
    content::fields::UNKNOWN_KEY,
    content::fields::MISSING_KEY,
    content::fields::WRONG_VALUE,
    content::fields::EMPTY,
    content::sources::SOURCE_ID,
    content::sources::SOURCE_URL,
    content::glossary::GLOSSARY_SLUG,
    content::words::WORDS_SYNTAX,
    content::words::WORDS_MISSING,
    content::words::WORDS_TWICE,
    content::red_flags::RED_FLAG,
    content::level_finder::LEVEL_FINDER,
    content::questions_to_ask::VISIT_TOPIC,
    content::questions_to_ask::VISIT_QUESTION,
    content::synonyms::SYNONYM,
    content::comparison::front::COMPARISON_CHOICES,
    content::comparison::front::COMPARISON_CELL,
    content::comparison::front::COMPARISON_SLUG,
    content::comparison::front::COMPARISON_OUTCOMES,
    content::out_of_100::OUTCOME,
    content::figure_labels::FIGURE_WORDS,
    content::figure::FIGURE_XML,
    content::markdown::build::ONE_PARAGRAPH,
    content::markdown::build::RAW_HTML,
    content::markdown::build::NESTING,
    content::markdown::build::HEADING_ATTRIBUTE,
    content::markdown::build::FOOTNOTE_DEFINITION,
    content::markdown::build::CODE_BLOCK,
    symptom_check::SYMPTOM_CHECK,
    scan_words::SCAN_WORDS,
    questions_to_ask::VISIT_PAGE,
    figures::FIGURE_PART,
    figures::FIGURE_ELEMENT,
    figures::FIGURE_VIEW_BOX,
    figures::FIGURE_SCRIPT,
    figures::FIGURE_STYLE,
    figures::FIGURE_NESTING,
    figures::FIGURE_REFERENCE,
    figures::FIGURE_ID,
    figures::FIGURE_ATTRIBUTE,
    figures::FIGURE_LITERAL_WORD,
    figures::FIGURE_LABEL,
    kept_by_forms::KEPT_BY_FORMS,
    boxes::SECOND_CARE_CARD,
    boxes::CALLOUTS,
    boxes::CARE_CARD_MISSING,
    boxes::BOX_HEADING,
    boxes::BOX_EMPTY,
    boxes::CARE_CARD_HEADING,
    boxes::EMERGENCY_LINK,
    boxes::NESTED_BOX,
    citations::UNKNOWN_SOURCE,
    citations::FEW_SOURCES,
    citations::WEAK_SOURCES,
    claims::UNKNOWN_CLAIM,
    claims::UNUSED_CLAIM,
    claims::CLAIM_WITHOUT_MEANING,
    connections::UNCITED_SOURCE,
    connections::UNUSED_TERM,
    connections::ORPHAN,
    connections::ONE_WAY_RELATED,
    dates::FUTURE_DATE,
    dates::REVIEW_OVERDUE,
    dates::REVIEW_DUE,
    dates::REVIEW_INTERVAL,
    facts::NUMBER_WITHOUT_SOURCE,
    facts::ONE_IN_X,
    facts::DOSE,
    facts::PERCENT,
    identity::LONG_TITLE,
    identity::KEY_POINTS,
    identity::LONG_SUMMARY,
    identity::SUMMARY_MARKUP,
    identity::DUPLICATE_TITLE,
    identity::DUPLICATE_SLUG,
    images::IMAGE_IN_TEXT,
    images::IMAGE_ALT,
    images::IMAGE_CAPTION,
    images::IMAGE_FILE,
    levels::LEVEL_NAME,
    levels::LEVEL_REGION,
    levels::LEVEL_ROOT,
    levels::LEVEL_SKIN,
    links::DEAD_LINK,
    links::DEAD_ANCHOR,
    links::OUTSIDE_LINK,
    links::LINK_TEXT,
    links::RELATED,
    lists::LONG_LIST,
    lists::DO_LIST,
    lists::DO_NOT_ITEM,
    lists::DO_ITEM,
    lists::STEPS,
    prose::LONG_SENTENCE,
    prose::LONG_PARAGRAPH,
    prose::GRADE,
    prose::HIGH_GRADE,
    prose::MEAN_SENTENCE,
    prose::PASSIVE,
    sections::UNKNOWN_SECTION,
    sections::SECTION_ORDER,
    sections::MISSING_SECTION,
    sections::SECOND_H1,
    sections::HEADING_LEVEL,
    sections::HEADING_SKIP,
    sections::EMPTY_HEADING,
    sections::HEADING_ID,
    sections::HEADING_QUESTION,
    wording::PLACEHOLDER,
    wording::DISK,
    wording::BROKEN_MARKUP,
    wording::ABBREVIATION,
];

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    /// The names of the rules that the sources of this room declare.
    fn declared(folder: &Path, names: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                declared(&path, names);
                continue;
            }
            let source = fs::read_to_string(&path).unwrap();
            let (code, _) = source.split_once("\nmod tests {").unwrap_or((&source, ""));
            for maker in ["Rule::error(", "Rule::warning("] {
                let rules = code.split(maker).skip(1);
                names.extend(rules.map(|rest| rest.split('"').nth(1).unwrap().to_owned()));
            }
        }
    }

    #[test]
    fn every_rule_that_is_declared_is_registered_once() {
        let mut names = Vec::new();
        declared(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/content"), &mut names);
        names.sort();
        let mut registered: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        registered.sort_unstable();
        assert_eq!(names, registered);
        let different: BTreeSet<&str> = registered.iter().copied().collect();
        assert_eq!(different.len(), registered.len(), "{registered:?}");
    }

    #[test]
    fn every_rule_says_in_a_sentence_what_it_asks_for_and_then_what_to_do() {
        for rule in RULES {
            assert!(rule.asks.ends_with('.') && rule.asks.len() < 120, "{rule:?}");
            assert!(!rule.remedy.is_empty(), "{rule:?}");
        }
    }
}
