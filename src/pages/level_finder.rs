//! From the body back to the levels: a form of boxes to tick, and the levels that fit what was ticked.
//!
//! What a reader ticks is in no address and is kept nowhere: it comes in the body of a request and goes into the answer.

use askama::Template;

use super::{
    Frame, RenderError, Rendered,
    emergency::EmergencyCard,
    layout::{HTML, Layout, Link, fill},
    structured_data,
};
use crate::content::{Details, Fit, Kind, LevelFinder, LevelName, Pick, UrgentAdvice, Words};

/// Where the form is, and where it is sent.
pub(super) const PATH: &str = "/levels/find";

/// The id of the first boxes.
const SIGNS: &str = "signs";

#[derive(Template)]
#[template(path = "pages/level_finder.html")]
struct LevelFinderPage<'a> {
    layout: Layout<'a>,
    words: &'a Words,
    action: String,
    /// Says so when nothing was ticked.
    faults: Vec<Fault>,
    /// What the ticked boxes lead to. `None` on the blank form, and when nothing was ticked.
    found: Option<Found<'a>>,
    parts: Vec<BodyPart>,
}

/// What the ticked boxes lead to.
struct Found<'a> {
    emergency: Option<EmergencyCard<'a>>,
    urgent: Option<&'a UrgentAdvice>,
    likely: Vec<FittingLevel>,
    less_likely: Vec<FittingLevel>,
}

/// A line of the error summary.
struct Fault {
    field: &'static str,
    message: String,
}

/// A level with the boxes that it fits.
struct FittingLevel {
    href: String,
    name: LevelName,
    nerve: String,
    fits: String,
}

/// The boxes of one part of the body.
struct BodyPart {
    heading: String,
    lists: Vec<BoxList>,
}

/// Boxes under one question.
struct BoxList {
    id: String,
    /// Empty where the heading of the part says it all.
    label: String,
    boxes: Vec<TickBox>,
}

struct TickBox {
    key: String,
    words: String,
    ticked: bool,
}

/// Renders the blank form.
pub(super) fn blank(frame: &Frame<'_>) -> Result<Rendered, RenderError> {
    let mut layout = layout(frame).at(PATH);
    layout.structured = structured_data::plain("WebPage", &layout);
    page(layout, &[], Vec::new(), None)
}

/// Renders the form with what was ticked and the levels that fit; the flag tells whether anything was. The answer has no
/// address of its own, and no search lists it.
pub fn levels_found(frame: &Frame<'_>, keys: &[&str]) -> Result<(Rendered, bool), RenderError> {
    let finder = frame.library.level_finder();
    let picks = finder.picked(keys);
    let mut layout = layout(frame);
    if picks.is_empty() {
        layout.title = format!("{} {}", layout.words.get("form-title-error-prefix"), layout.title);
        let message = layout.words.get("error-finder-empty");
        let faults = vec![Fault { field: SIGNS, message }];
        return Ok((page(layout, &picks, faults, None)?, false));
    }
    let found = found(frame, finder, &picks);
    Ok((page(layout, &picks, Vec::new(), Some(found))?, true))
}

fn layout<'a>(frame: &Frame<'a>) -> Layout<'a> {
    let words = frame.library.words();
    let layout = Layout::new(frame, words.get("finder-title"), words.get("finder-lead"))
        .within(Kind::Anatomy, "true")
        .with_levels();
    let parents = [("/anatomy", Kind::Anatomy), ("/levels", Kind::Level)].map(|(path, kind)| Link {
        href: layout.href(path),
        words: words.get(kind.name_key()),
    });
    layout.below(parents.into())
}

fn page(
    layout: Layout<'_>,
    picks: &[&Pick],
    faults: Vec<Fault>,
    found: Option<Found<'_>>,
) -> Result<Rendered, RenderError> {
    let page = LevelFinderPage {
        words: layout.words,
        action: layout.href(PATH),
        faults,
        found,
        parts: parts(&layout.frame, picks),
        layout,
    };
    fill(PATH, HTML, &page)
}

fn found<'a>(frame: &Frame<'a>, finder: &'a LevelFinder, picks: &[&Pick]) -> Found<'a> {
    let fits = finder.fits(picks);
    let (likely, less_likely): (Vec<_>, Vec<_>) = fits.iter().partition(|fit| !fit.off_center.is_empty());
    let lines = |fits: Vec<&Fit<'_>>| fits.into_iter().filter_map(|fit| line(frame, fit)).collect();
    Found {
        emergency: picks.iter().any(|pick| pick.alarm).then(|| EmergencyCard::of(frame)),
        urgent: finder.has_weakness(picks).then(|| finder.urgent()),
        likely: lines(likely),
        less_likely: lines(less_likely),
    }
}

/// A level that fits; `None` when nobody has written its page.
fn line(frame: &Frame<'_>, fit: &Fit<'_>) -> Option<FittingLevel> {
    let words = frame.library.words();
    let page = frame.library.level(fit.level)?;
    let Details::Level(level) = &page.details else {
        return None;
    };
    let (key, root) = if fit.off_center.is_empty() {
        ("finder-far-side", level.far_side)
    } else {
        ("finder-off-center", level.off_center)
    };
    let picked: Vec<&str> = fit
        .off_center
        .iter()
        .chain(&fit.far_side)
        .map(|pick| pick.words.as_str())
        .collect();
    Some(FittingLevel {
        href: format!("{}{}", frame.library.language().url_prefix(), page.path()),
        name: fit.level,
        nerve: words.with(key, "root", root.as_str()),
        fits: picked.join("; "),
    })
}

fn parts(frame: &Frame<'_>, picks: &[&Pick]) -> Vec<BodyPart> {
    let finder = frame.library.level_finder();
    let words = frame.library.words();
    let list = |id: String, label: String, offered: &[Pick]| BoxList {
        id,
        label,
        boxes: offered
            .iter()
            .map(|offer| TickBox {
                key: offer.key.clone(),
                words: offer.words.clone(),
                ticked: picks.iter().any(|pick| pick.key == offer.key),
            })
            .collect(),
    };
    let signs = BodyPart {
        heading: words.get("finder-signs"),
        lists: vec![list(SIGNS.to_owned(), String::new(), finder.signs())],
    };
    let groups = finder
        .groups()
        .iter()
        .zip(1..)
        .map(|(group, number): (_, usize)| BodyPart {
            heading: group.heading.clone(),
            lists: [
                ("felt", "finder-felt", &group.felt),
                ("weak", "finder-weak", &group.weak),
            ]
            .into_iter()
            .filter(|(_, _, offered)| !offered.is_empty())
            .map(|(id, key, offered)| list(format!("{id}-{number}"), words.get(key), offered))
            .collect(),
        });
    std::iter::once(signs).chain(groups).collect()
}
