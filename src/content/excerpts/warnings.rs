//! The signs with which to get help, gathered from the care cards of several articles without saying one twice.

use std::collections::BTreeSet;

use super::{Excerpts, words_of};
use crate::content::{
    Article, Html,
    markdown::document::{Alert, Block, BlockKind, Inline, Item, plain_text},
};

/// Signs with which to get help, and how fast.
#[derive(Debug, Clone)]
pub struct Warning {
    /// Whether it is an emergency; if not, it is urgent all the same.
    pub is_emergency: bool,
    /// What to do, as the beginning of a sentence that the signs end.
    pub heading: String,
    /// The signs.
    pub signs: Vec<Html>,
}

/// A sign of one card, as far as it can be compared.
struct Sign {
    words: BTreeSet<String>,
    html: String,
    /// Whether it is for the same day, though its card may give a few.
    is_for_today: bool,
}

impl Excerpts<'_> {
    /// One box of all that is an emergency, then one of all that is urgent. A sign that tells no more than another one is
    /// left out; of two that differ in haste alone the hastier stays.
    pub fn warnings(&mut self, for_emergencies: &[&Article], for_the_rest: &[&Article]) -> Vec<Warning> {
        let levels = [(Alert::Emergency, for_emergencies), (Alert::Urgent, for_the_rest)];
        let boxes = levels.map(|(alert, articles)| self.gathered(alert, articles));
        boxes.into_iter().flatten().collect()
    }

    fn gathered(&mut self, alert: Alert, articles: &[&Article]) -> Option<Warning> {
        let (today, call_today) = (self.page.words("care-today"), self.page.words("care-call-today"));
        let mut headings: Vec<String> = Vec::new();
        let mut signs: Vec<Sign> = Vec::new();
        for article in articles {
            let manuscript = self.open(article);
            for (heading, items) in cards(&manuscript.document.blocks, alert) {
                let heading = self.page.filled(&plain_text(heading));
                for item in items {
                    add(&mut signs, self.sign(item, heading == today, &call_today));
                }
                headings.push(heading);
            }
        }
        // A box that gives a few days says of each sign for today that it is one.
        let gives_days = headings.iter().find(|heading| **heading != today);
        let is_mixed = alert == Alert::Urgent && gives_days.is_some();
        let heading = gives_days.or(headings.first())?.clone();
        let signs = signs.into_iter().map(|sign| {
            if is_mixed && sign.is_for_today {
                Html::from_renderer(format!("{} {call_today}", sign.html))
            } else {
                Html::from_renderer(sign.html)
            }
        });
        Some(Warning {
            is_emergency: alert == Alert::Emergency,
            heading,
            signs: signs.collect(),
        })
    }

    fn sign(&mut self, item: &Item, is_for_today: bool, call_today: &str) -> Sign {
        self.page.linking = false;
        self.page.blocks(&item.blocks);
        self.page.linking = true;
        let (html, text) = (self.page.taken(), words_of(item));
        let html = html.as_str().trim();
        let without = |text: &str| text.strip_suffix(call_today).map(|rest| rest.trim_end().to_owned());
        Sign {
            is_for_today: is_for_today || text.ends_with(call_today),
            words: words_in(&without(&text).unwrap_or(text)),
            html: without(html).unwrap_or_else(|| html.to_owned()),
        }
    }
}

/// The words of a sign; a comma does not make another sign.
fn words_in(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn add(signs: &mut Vec<Sign>, mut sign: Sign) {
    if let Some(known) = signs.iter_mut().find(|known| sign.words.is_subset(&known.words)) {
        known.is_for_today |= sign.is_for_today;
        return;
    }
    if let Some(known) = signs.iter_mut().find(|known| known.words.is_subset(&sign.words)) {
        sign.is_for_today |= known.is_for_today;
        *known = sign;
    } else {
        signs.push(sign);
    }
}

/// The call to action and the items of each care card of one level.
fn cards(blocks: &[Block], wanted: Alert) -> impl Iterator<Item = (&[Inline], &[Item])> {
    blocks.iter().filter_map(move |block| {
        let BlockKind::Alert { alert, blocks } = &block.kind else {
            return None;
        };
        let heading = blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Paragraph { inlines, .. } => Some(inlines.as_slice()),
            _ => None,
        });
        let items = blocks.iter().find_map(|block| match &block.kind {
            BlockKind::List { items, .. } => Some(items.as_slice()),
            _ => None,
        });
        (*alert == wanted).then_some((heading?, items?))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::Extras, *};
    use crate::content::{ContentDir, Language, Library};

    fn library(folder: &str) -> Library {
        let folder = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
        Library::load(&ContentDir::Folder(folder.into()), Language::English).unwrap()
    }

    fn warnings(library: &Library, paths: &[&str]) -> Vec<Warning> {
        let extras = Extras {
            drawings: false,
            marks: false,
        };
        let articles: Vec<&Article> = paths.iter().map(|path| library.article(path).unwrap()).collect();
        library.excerpts(&articles, extras).warnings(&articles, &articles)
    }

    #[test]
    fn a_sign_that_two_pages_tell_stands_once() {
        let library = library("tests/fixtures/library");
        let paths = ["conditions/sample-condition", "conditions/sample-condition"];
        let told: Vec<(bool, usize)> = warnings(&library, &paths)
            .iter()
            .map(|card| (card.is_emergency, card.signs.len()))
            .collect();
        assert_eq!(told, [(true, 2), (false, 1)]);
    }

    #[test]
    fn a_sign_that_says_less_gives_way_and_the_hastier_stays() {
        let library = library("content");
        let told = warnings(
            &library,
            &["conditions/sciatica", "procedures/microdiscectomy", "levels/l4-l5"],
        );
        let [emergency, urgent] = told.as_slice() else {
            panic!("{} boxes", told.len())
        };
        assert!(emergency.is_emergency && !urgent.is_emergency);
        assert_eq!(urgent.heading, "See a doctor today or within a few days if:");
        let signs: Vec<&str> = urgent.signs.iter().map(Html::as_str).collect();
        let of = |words: &str| -> Vec<&str> { signs.iter().filter(|sign| sign.contains(words)).copied().collect() };
        assert_eq!(of("foot slaps").len(), 1, "{signs:#?}");
        assert!(of("foot slaps")[0].contains("or you drop things") && of("foot slaps")[0].contains("(call today)"));
        assert_eq!(of("hands are clumsy").len(), 1, "{signs:#?}");
        assert!(of("the wound has pus")[0].contains("(call today)"), "{signs:#?}");
        let alone = warnings(&library, &["procedures/microdiscectomy"]);
        assert_eq!(alone[1].heading, "See a doctor today if:");
        assert!(
            alone[1]
                .signs
                .iter()
                .all(|sign| !sign.as_str().contains("(call today)"))
        );
    }
}
