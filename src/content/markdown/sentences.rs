//! Where sentences end, and how many words they have.

use std::ops::Range;

/// Words that end with a full stop without ending a sentence.
const ABBREVIATIONS: [&str; 16] = [
    "e.g.", "i.e.", "vs.", "dr.", "mr.", "ms.", "mrs.", "st.", "no.", "al.", "approx.", "fig.", "u.s.", "u.k.", "a.m.",
    "p.m.",
];

/// The sentences of a text, as ranges of its bytes, without the white space between them.
pub(in crate::content) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let mut end = at + character.len_utf8();
        if !matches!(character, '.' | '!' | '?' | '…') {
            continue;
        }
        while let Some((_, closing)) =
            characters.next_if(|(_, next)| matches!(next, '"' | '\'' | '”' | '’' | ')' | '.' | '!' | '?'))
        {
            end += closing.len_utf8();
        }
        if ends_here(text, start, end) {
            add(&mut found, text, start..end);
            start = end;
        }
    }
    add(&mut found, text, start..text.len());
    found
}

fn add(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let Some(piece) = text.get(range.clone()) else { return };
    let leading = piece.len() - piece.trim_start().len();
    let trimmed = range.start + leading..range.start + piece.trim_end().len();
    if text
        .get(trimmed.clone())
        .is_some_and(|sentence| sentence.chars().any(char::is_alphanumeric))
    {
        found.push(trimmed);
    }
}

/// Whether a mark that ends at `end` ends the sentence that began at `start`.
fn ends_here(text: &str, start: usize, end: usize) -> bool {
    let after = text.get(end..).unwrap_or_default();
    if after.is_empty() {
        return true;
    }
    if !after.starts_with(char::is_whitespace) {
        return false;
    }
    let so_far = text.get(start..end).unwrap_or_default();
    let last = so_far.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_start_matches(['(', '"', '“']).to_lowercase();
    let goes_on_small = after.trim_start().starts_with(char::is_lowercase);
    !goes_on_small && !ABBREVIATIONS.contains(&last.as_str())
}

/// The words of a text: stretches with a letter or digit between white space or dashes.
pub(in crate::content) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| character.is_whitespace() || matches!(character, '—' | '/'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text)
            .into_iter()
            .filter_map(|range| text.get(range))
            .collect()
    }

    #[test]
    fn sentences_end_at_marks_and_not_at_abbreviations() {
        assert_eq!(
            split("It helps. Does it? \"Yes!\" (Often.) So e.g. Most do."),
            ["It helps.", "Does it?", "\"Yes!\"", "(Often.)", "So e.g. Most do."]
        );
    }

    #[test]
    fn numbers_and_ends_without_a_mark_are_whole() {
        assert_eq!(split("About 2.5 weeks\nor so"), ["About 2.5 weeks\nor so"]);
        assert_eq!(split(" … "), [] as [&str; 0]);
    }

    #[test]
    fn words_joined_by_hyphens_are_one() {
        assert_eq!(words("L4-L5 – the lower-back disc — and/or").count(), 6);
    }
}
