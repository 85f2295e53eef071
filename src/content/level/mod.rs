//! The levels of the spine: which disc lies where, which root it usually presses, and what an author adds to that.
//!
//! [`LevelName`] and [`Root`] hold the numbering, which is anatomy and the same in every language; [`Level`] holds what
//! the front matter of a page tells of one level.

mod front;
mod root;

use std::{fmt, str::FromStr};

pub(in crate::content) use front::LevelFront;
pub use root::Root;

use super::{Html, Region};

/// Every disc from the top down. There is none above C2.
const NAMES: [&str; 23] = [
    "C2-C3", "C3-C4", "C4-C5", "C5-C6", "C6-C7", "C7-T1", "T1-T2", "T2-T3", "T3-T4", "T4-T5", "T5-T6", "T6-T7",
    "T7-T8", "T8-T9", "T9-T10", "T10-T11", "T11-T12", "T12-L1", "L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1",
];

/// The name of a disc: the bones above and below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LevelName(&'static str);

impl LevelName {
    /// Every level from the top down.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        NAMES.into_iter().map(Self)
    }

    /// The level whose page has this slug, such as `l3-l4`.
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::all().find(|level| level.slug() == slug)
    }

    /// The name as text.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// The slug of its page.
    pub fn slug(self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The part of the spine, by the bone above: C7-T1 counts to the neck and T12-L1 to the chest part.
    pub fn region(self) -> Region {
        match self.0.as_bytes().first() {
            Some(b'C') => Region::Cervical,
            Some(b'T') => Region::Thoracic,
            _ => Region::Lumbar,
        }
    }

    /// The root that a piece off the center usually presses.
    ///
    /// In the neck a root leaves above the bone of its number, so that it is the lower one of the pair; C8 leaves above
    /// T1. In the chest it leaves below, so that it is the upper one. In the low back the root that leaves is out of the
    /// way, and the one for the next level down is pressed.
    pub fn off_center(self) -> Option<Root> {
        let (above, below) = self.0.split_once('-')?;
        match self.region() {
            Region::Cervical if below == "T1" => "C8".parse().ok(),
            Region::Cervical | Region::Lumbar => below.parse().ok(),
            Region::Thoracic => above.parse().ok(),
        }
    }

    /// The root that a piece far to the side usually presses: the one that leaves at this level.
    pub fn far_side(self) -> Option<Root> {
        match self.region() {
            Region::Lumbar => self.0.split_once('-')?.0.parse().ok(),
            _ => self.off_center(),
        }
    }

    /// The next disc up. `None` at the top.
    pub fn above(self) -> Option<Self> {
        Self::all().rev().skip_while(|level| *level != self).nth(1)
    }

    /// The next disc down. `None` at the bottom.
    pub fn below(self) -> Option<Self> {
        Self::all().skip_while(|level| *level != self).nth(1)
    }

    /// Its place from the top, from 0; names sort by letters, which is not the order of the spine.
    pub fn place(self) -> usize {
        Self::all().take_while(|level| *level != self).count()
    }
}

impl fmt::Display for LevelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl FromStr for LevelName {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::all()
            .find(|level| level.0 == text)
            .ok_or("a level is named by the bones above and below the disc, from C2-C3 to L5-S1")
    }
}

/// What a page tells of its level, beside its text.
#[derive(Debug, Clone)]
pub struct Level {
    /// Which disc it is.
    pub name: LevelName,
    /// The root that a piece off the center usually presses.
    pub off_center: Root,
    /// The root that a piece far to the side usually presses.
    pub far_side: Root,
    /// What a large piece in the middle can press.
    pub central: Html,
    /// The skin areas to mark on the body map, the usual one first.
    pub skin: Vec<Root>,
    /// Where pain or numbness is usually felt.
    pub felt: Html,
    /// The same without marks of sources, for lists of levels.
    pub felt_in_words: String,
    /// The marked skin areas in words.
    pub map: Html,
    /// What may get weak; empty where nothing can be tested.
    pub weak: Vec<Weakness>,
    /// What there is to say of strength besides. `None` where the list says it all.
    pub strength: Option<Html>,
    /// The reflex that may be reduced.
    pub reflex: Html,
    /// How often this disc gives trouble.
    pub common: Html,
    /// How well the sources agree.
    pub confidence: Confidence,
    /// On what the sources agree or differ.
    pub evidence: Html,
}

impl Level {
    /// The same with its texts rendered anew, in the order of [`LevelFront::texts`].
    pub(in crate::content) fn with_texts(&self, texts: Vec<Html>) -> Self {
        let mut level = self.clone();
        let weak = level
            .weak
            .iter_mut()
            .flat_map(|weak| [&mut weak.sign, &mut weak.muscle]);
        let places = [&mut level.central, &mut level.felt]
            .into_iter()
            .chain(weak)
            .chain(&mut level.strength)
            .chain([
                &mut level.reflex,
                &mut level.common,
                &mut level.evidence,
                &mut level.map,
            ]);
        for (place, text) in places.zip(texts) {
            *place = text;
        }
        level
    }
}

/// A daily sign of a weak muscle.
#[derive(Debug, Clone)]
pub struct Weakness {
    /// What is hard to do.
    pub sign: Html,
    /// The muscles behind it.
    pub muscle: Html,
}

/// How sure the table of levels is of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// At least two tables or reviews were read, and they agree on the main points.
    High,
    /// One was read, or they differ.
    Medium,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spine_has_six_discs_in_the_neck_twelve_in_the_chest_and_five_below() {
        let count = |region| LevelName::all().filter(|level| level.region() == region).count();
        assert_eq!(
            [Region::Cervical, Region::Thoracic, Region::Lumbar].map(count),
            [6, 12, 5]
        );
    }

    #[test]
    fn the_pressed_root_follows_the_rule_of_its_region() {
        let roots = |name: &str| {
            let level: LevelName = name.parse().unwrap();
            (level.off_center().unwrap().as_str(), level.far_side().unwrap().as_str())
        };
        assert_eq!(roots("C5-C6"), ("C6", "C6"));
        assert_eq!(roots("C7-T1"), ("C8", "C8"));
        assert_eq!(roots("T1-T2"), ("T1", "T1"));
        assert_eq!(roots("T12-L1"), ("T12", "T12"));
        assert_eq!(roots("L1-L2"), ("L2", "L1"));
        assert_eq!(roots("L5-S1"), ("S1", "L5"));
    }

    #[test]
    fn a_walk_down_from_the_top_meets_every_level_once() {
        let top = LevelName::all().next().unwrap();
        let walk: Vec<LevelName> = std::iter::successors(Some(top), |level| level.below()).collect();
        assert_eq!(walk, LevelName::all().collect::<Vec<_>>());
        assert!(top.above().is_none());
        for (place, level) in walk.into_iter().enumerate() {
            assert_eq!(level.place(), place);
            assert_eq!(LevelName::of_slug(&level.slug()), Some(level));
            assert_eq!(level.below().map_or(Some(level), LevelName::above), Some(level));
        }
    }
}
