//! Whether a sentence is passive: a form of "be" with a participle behind it.

use crate::content::markdown::sentences::words;

/// Forms of "be" that can begin a passive.
const BE: [&str; 10] = [
    "is", "are", "was", "were", "be", "been", "being", "am", "isn't", "aren't",
];

/// Words that may stand between "be" and the participle, besides those in -ly.
const BETWEEN: [&str; 9] = [
    "not",
    "often",
    "also",
    "never",
    "always",
    "still",
    "now",
    "then",
    "sometimes",
];

/// Participles that do not end in -ed.
const PARTICIPLES: [&str; 28] = [
    "done", "given", "taken", "made", "seen", "found", "told", "kept", "held", "put", "cut", "sent", "left", "known",
    "shown", "chosen", "worn", "written", "hit", "hurt", "drawn", "broken", "brought", "built", "felt", "lost", "paid",
    "read",
];

/// Words in -ed that describe a state, and others that end so.
const STATES: [&str; 16] = [
    "tired",
    "scared",
    "worried",
    "limited",
    "advanced",
    "bed",
    "red",
    "need",
    "indeed",
    "hundred",
    "mixed",
    "related",
    "concerned",
    "experienced",
    "interested",
    "supposed",
];

pub(super) fn is_passive(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = words(&lower)
        .map(|word| word.trim_matches(|character: char| !character.is_alphanumeric()))
        .collect();
    words.iter().enumerate().any(|(at, word)| {
        let after = words.get(at + 1..).unwrap_or_default();
        let mut after = after
            .iter()
            .skip_while(|word| BETWEEN.contains(word) || (word.ends_with("ly") && word.len() > 4));
        BE.contains(word) && after.next().is_some_and(|word| is_participle(word))
    })
}

fn is_participle(word: &str) -> bool {
    PARTICIPLES.contains(&word) || (word.ends_with("ed") && word.len() > 3 && !STATES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passives_are_told_from_states() {
        assert!(is_passive("The piece is slowly taken out."));
        assert!(is_passive("Most were not treated."));
        assert!(!is_passive("You are tired and the cut is small."));
        assert!(!is_passive("Surgery removed it."));
    }
}
