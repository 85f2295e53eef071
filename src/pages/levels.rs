//! The whole spine: each disc a link in the drawing, and the same list in words, region by region.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    layout::{HTML, Layout, Link, fill},
    structured_data,
};
use crate::content::{Details, Html, Kind, LevelName, Region, Words};

/// The drawing of the whole spine.
pub(super) const FIGURE: &str = "spine";

/// Each region with its anchor, its name and what the books call it.
const REGIONS: [(Region, &str, &str, &str); 3] = [
    (Region::Cervical, "neck", "region-neck", "region-neck-levels"),
    (
        Region::Thoracic,
        "mid-back",
        "region-mid-back",
        "region-mid-back-levels",
    ),
    (Region::Lumbar, "low-back", "region-low-back", "region-low-back-levels"),
];

#[derive(Template)]
#[template(path = "pages/levels.html")]
struct LevelsPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    figure: Option<Html>,
    regions: Vec<RegionOfLevels>,
    finder: Link,
}

/// The levels of one region.
pub(super) struct RegionOfLevels {
    /// The anchor on the page of all levels.
    pub(super) id: &'static str,
    /// The same with the page before it.
    pub(super) href: String,
    pub(super) heading: String,
    pub(super) more: String,
    pub(super) levels: Vec<LevelLine>,
}

/// A level in one line.
pub(super) struct LevelLine {
    pub(super) href: String,
    pub(super) name: LevelName,
    pub(super) nerve: String,
    pub(super) felt: String,
}

/// Renders the page of all levels.
pub(super) fn render(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let words = frame.library.words();
    let mut layout = Layout::new(frame, words.get("index-levels"), words.get("intro-levels"))
        .at("/levels")
        .within(Kind::Anatomy, "true")
        .with_levels();
    let parent = Link {
        href: layout.href("/anatomy"),
        words: words.get(Kind::Anatomy.name_key()),
    };
    layout = layout.below(vec![parent]);
    layout.structured = structured_data::plain("CollectionPage", &layout);
    let page = LevelsPage {
        words,
        figure: frame.library.figure_of_levels(FIGURE),
        regions: regions(&layout),
        finder: Link {
            href: layout.href("/levels/find"),
            words: words.get("finder-title"),
        },
        layout,
    };
    fill("/levels", HTML, &page)
}

/// The regions that have the page of a level, from the top down.
pub(super) fn regions(layout: &Layout<'_>) -> Vec<RegionOfLevels> {
    let regions = REGIONS.into_iter().map(|(region, id, heading, more)| RegionOfLevels {
        id,
        href: layout.href(&format!("/levels#{id}")),
        heading: layout.words.get(heading),
        more: layout.words.get(more),
        levels: LevelName::all()
            .filter(|level| level.region() == region)
            .filter_map(|level| line(layout, level))
            .collect(),
    });
    regions.filter(|region| !region.levels.is_empty()).collect()
}

fn line(layout: &Layout<'_>, name: LevelName) -> Option<LevelLine> {
    let page = layout.frame.library.level(name)?;
    let Details::Level(level) = &page.details else {
        return None;
    };
    let mut nerve = layout.words.with("level-line", "root", level.off_center.as_str());
    if level.far_side != level.off_center {
        nerve.push_str(&layout.words.with("level-line-far", "root", level.far_side.as_str()));
    }
    Some(LevelLine {
        href: layout.href(&page.path()),
        name,
        nerve,
        felt: level.felt_in_words.clone(),
    })
}
