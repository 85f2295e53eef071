//! What the page of a level has beside its text: the facts at a glance, the body map, and the levels next to it.

use super::{
    Frame,
    layout::{Layout, Link},
};
use crate::content::{Confidence, Html, Level, LevelName, Root, Words};

/// A drawing of one side of the body, with the keys of which side it is and of what it shows.
type Side = (&'static str, &'static str, &'static str);

/// The skin areas.
const SKIN: [Side; 2] = [
    ("body-front", "level-front", "level-front-marked"),
    ("body-back", "level-back", "level-back-marked"),
];

/// The muscles.
const MUSCLES: [Side; 2] = [
    ("muscles-front", "level-front", "level-front-muscles"),
    ("muscles-back", "level-back", "level-back-muscles"),
];

/// The parts of a level's page that its data alone decides.
pub(super) struct LevelView<'a> {
    pub(super) level: &'a Level,
    pub(super) confidence: String,
    pub(super) maps: Vec<BodyMap>,
    /// The muscles of the root that is usually pressed; empty where it drives none that shows.
    pub(super) muscle_maps: Vec<BodyMap>,
    pub(super) muscles: String,
    /// The skin area of the second root in words. `None` where one root has it all.
    pub(super) second_area: Option<String>,
    pub(super) first_area: String,
    pub(super) above: Option<Link>,
    pub(super) all: Link,
    pub(super) below: Option<Link>,
}

/// One side of the body.
pub(super) struct BodyMap {
    pub(super) figure: Html,
    pub(super) side: String,
}

impl<'a> LevelView<'a> {
    /// The view of a level.
    pub(super) fn of(layout: &Layout<'_>, level: &'a Level) -> Self {
        let words = layout.words;
        Self {
            confidence: words.get(match level.confidence {
                Confidence::High => "level-confidence-high",
                Confidence::Medium => "level-confidence-medium",
            }),
            maps: maps(&layout.frame, SKIN.to_vec(), &level.skin),
            muscle_maps: muscle_maps(&layout.frame, level.off_center),
            muscles: words.with("level-muscles", "root", level.off_center.as_str()),
            first_area: area(words, "level-area", level.skin.first()),
            second_area: level.skin.get(1).map(|root| area(words, "level-area-too", Some(root))),
            above: level
                .name
                .above()
                .and_then(|above| neighbor(layout, above, "level-above")),
            all: Link {
                href: layout.href("/levels"),
                words: words.get("level-all"),
            },
            below: level
                .name
                .below()
                .and_then(|below| neighbor(layout, below, "level-below")),
            level,
        }
    }

    /// Whether a piece far to the side presses another root than one off the center.
    pub(super) fn has_two_roots(&self) -> bool {
        self.level.off_center != self.level.far_side
    }
}

/// The sides on which there is a muscle to mark.
fn muscle_maps(frame: &Frame<'_>, root: Root) -> Vec<BodyMap> {
    let drawn = MUSCLES.into_iter();
    let drawn = drawn.filter(|(figure, ..)| frame.library.figure_shows(figure, root));
    maps(frame, drawn.collect(), &[root])
}

fn maps(frame: &Frame<'_>, sides: Vec<Side>, roots: &[Root]) -> Vec<BodyMap> {
    let words = frame.library.words();
    let named: Vec<&str> = roots.iter().map(|root| root.as_str()).collect();
    let named = named.join(", ");
    let maps = sides.into_iter();
    maps.filter_map(|(figure, side, marked)| {
        let marked = words.with(marked, "roots", named.as_str());
        Some(BodyMap {
            figure: frame.library.figure_of_roots(figure, roots, &marked)?,
            side: words.get(side),
        })
    })
    .collect()
}

fn area(words: &Words, key: &str, root: Option<&Root>) -> String {
    words.with(key, "root", root.map_or("", |root| root.as_str()))
}

/// The link to a level next to this one; `None` when nobody has written its page.
fn neighbor(layout: &Layout<'_>, level: LevelName, key: &str) -> Option<Link> {
    let page = layout.frame.library.level(level)?;
    Some(Link {
        href: layout.href(&page.path()),
        words: layout.words.with(key, "level", level.as_str()),
    })
}
