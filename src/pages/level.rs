//! What the page of a level has beside its text: the facts at a glance, the body map, and the levels next to it.

use super::{
    Frame,
    layout::{Layout, Link},
};
use crate::content::{Confidence, Html, Level, LevelName, Words};

/// The drawings of the body map with the key of what each shows.
const MAPS: [(&str, &str, &str); 2] = [
    ("body-front", "level-front", "level-front-marked"),
    ("body-back", "level-back", "level-back-marked"),
];

/// The parts of a level's page that its data alone decides.
pub(super) struct LevelView<'a> {
    pub(super) level: &'a Level,
    pub(super) confidence: String,
    pub(super) maps: Vec<BodyMap>,
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
            maps: maps(&layout.frame, level),
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

fn maps(frame: &Frame<'_>, level: &Level) -> Vec<BodyMap> {
    let words = frame.library.words();
    let roots: Vec<&str> = level.skin.iter().map(|root| root.as_str()).collect();
    let roots = roots.join(", ");
    MAPS.into_iter()
        .filter_map(|(figure, side, marked)| {
            let marked = words.with(marked, "roots", roots.as_str());
            Some(BodyMap {
                figure: frame.library.figure_of_roots(figure, &level.skin, &marked)?,
                side: words.get(side),
            })
        })
        .collect()
}

fn area(words: &Words, key: &str, root: Option<&crate::content::Root>) -> String {
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
