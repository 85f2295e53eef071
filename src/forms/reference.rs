//! The number that a reader gets for a request.

use std::{fmt, str::FromStr};

use super::NoRandomness;

/// Without 0 O 1 I L, which look alike, and without vowels, so that no words arise.
const ALPHABET: &[u8; 27] = b"BCDFGHJKMNPQRSTVWXZ23456789";
const LENGTH: usize = 8;

/// Names one stored request; random, so that it says nothing about how many there are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(String);

/// A text that is no reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a reference has 8 letters and digits, such as BCDF-2345")]
pub struct ReferenceFault;

impl Reference {
    /// A fresh reference.
    pub fn random() -> Result<Self, NoRandomness> {
        let mut text = String::with_capacity(LENGTH);
        while text.len() < LENGTH {
            let mut bytes = [0; 16];
            getrandom::fill(&mut bytes)?;
            // Bytes from 243 on would make the first letters of the alphabet likelier than the rest.
            let fair = bytes.into_iter().filter(|&byte| usize::from(byte) < ALPHABET.len() * 9);
            let letters = fair.filter_map(|byte| ALPHABET.get(usize::from(byte) % ALPHABET.len()));
            text.extend(letters.map(|&letter| char::from(letter)).take(LENGTH - text.len()));
        }
        Ok(Self(text))
    }

    /// The eight characters without the hyphen, as stored and as in URLs.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Reference {
    type Err = ReferenceFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let told = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}'));
        let plain: String = told.take(LENGTH + 1).map(|c| c.to_ascii_uppercase()).collect();
        let known = plain.len() == LENGTH && plain.bytes().all(|byte| ALPHABET.contains(&byte));
        if known { Ok(Self(plain)) } else { Err(ReferenceFault) }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.split_at_checked(LENGTH / 2) {
            Some((first, second)) => write!(f, "{first}-{second}"),
            None => f.write_str(&self.0),
        }
    }
}
