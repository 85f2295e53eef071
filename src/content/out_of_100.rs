//! A number of people out of a hundred, told in words and drawn as dots: in outcome blocks and in comparisons.

use std::fmt::Write as _;

use fluent_bundle::FluentArgs;
use serde::Deserialize;

use super::{
    Html, Rule, Words,
    fields::{At, Fields},
    html::escape,
};

pub(in crate::content) const OUTCOME: Rule = Rule::error(
    "outcome",
    "A result is a number or range out of 100.",
    "tell it out of 100, as all others on the page are",
);

/// Every result is told out of as many people, so that numbers on a page compare.
pub(in crate::content) const OF: u32 = 100;
/// Dots in a row of the drawing, their distance and their radius.
const IN_A_ROW: u32 = 20;
const PITCH: u32 = 10;
const RADIUS: u32 = 4;

/// People with a result, out of a hundred: a number, a range or a bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOf100 {
    /// The lower end where it is a range.
    n: u32,
    /// The upper end. `None` when it is no range.
    to: Option<u32>,
    hedge: Option<Hedge>,
}

/// What keeps a number from being exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(in crate::content) enum Hedge {
    #[serde(rename = "about")]
    About,
    #[serde(rename = "up to")]
    UpTo,
    #[serde(rename = "fewer than")]
    FewerThan,
}

impl OutOf100 {
    /// As many people as that, and at most all.
    pub(in crate::content) fn exactly(n: u32) -> Self {
        Self {
            n: n.min(OF),
            to: None,
            hedge: None,
        }
    }

    /// Reads `n` and `to`; the line is that of `n`.
    pub(in crate::content) fn read(fields: &mut Fields<'_>) -> Option<At<Self>> {
        let n = fields.required::<u32>("n");
        let to = fields.optional::<u32>("to");
        if let Some(to) = to
            .as_ref()
            .filter(|to| to.value > OF || n.as_ref().is_some_and(|n| n.value >= to.value))
        {
            let what = format!("the range ends at {}", to.value);
            let remedy = format!("`to` is more than `n` and at most {OF}");
            fields.fault(to.line, OUTCOME.broken(what).instead(remedy));
        }
        if let Some(n) = n.as_ref().filter(|n| n.value > OF) {
            fields.fault(
                n.line,
                OUTCOME
                    .broken(format!("{} is more than {OF}", n.value))
                    .instead(format!("`n` is at most {OF}")),
            );
        }
        let At { line, value: n } = n?;
        let value = Self {
            n,
            to: to.map(|At { value, .. }| value),
            hedge: None,
        };
        Some(At { line, value })
    }

    /// The number with what keeps it from being exact, which each place writes in its own way.
    pub(in crate::content) fn hedged(self, hedge: Option<Hedge>) -> Self {
        Self { hedge, ..self }
    }

    /// Whether it has two ends.
    pub(in crate::content) fn is_range(&self) -> bool {
        self.to.is_some()
    }

    /// The number in words, such as "About 70 to 80 out of 100".
    pub fn in_words(&self, words: &Words) -> String {
        let key = match (self.to, self.hedge) {
            (_, Some(Hedge::UpTo)) => "outcome-up-to",
            (_, Some(Hedge::FewerThan)) => "outcome-fewer-than",
            (None, None) => "outcome-number",
            (None, Some(Hedge::About)) => "outcome-number-about",
            (Some(_), None) => "outcome-range",
            (Some(_), Some(Hedge::About)) => "outcome-range-about",
        };
        let mut args = FluentArgs::new();
        args.set("n", self.n);
        args.set("of", OF);
        if let Some(to) = self.to {
            args.set("to", to);
        }
        words.with_all(key, &args)
    }

    /// A hundred dots: filled, half filled where a range or a bound leaves it open, and empty.
    pub fn picture(&self, words: &Words) -> Html {
        let (sure, open) = self.dots();
        let key = if open > sure {
            "outcome-picture-range"
        } else {
            "outcome-picture"
        };
        let mut args = FluentArgs::new();
        args.set("n", sure);
        args.set("of", OF);
        args.set("more", open.saturating_sub(sure));
        let name = escape(&words.with_all(key, &args));
        let (width, height) = (IN_A_ROW * PITCH, OF.div_ceil(IN_A_ROW) * PITCH);
        let mut svg =
            format!("<svg class=\"icon-array\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{name}\">");
        for (class, from, until) in [("on", 0, sure), ("maybe", sure, open), ("off", open, OF)] {
            if from < until {
                // Writing to a String cannot fail.
                write!(svg, "<path class=\"{class}\" d=\"{}\"/>", dots(from, until)).unwrap_or_default();
            }
        }
        svg.push_str("</svg>");
        Html::from_renderer(svg)
    }

    /// How many dots are filled, and up to which they are at least half filled.
    fn dots(&self) -> (u32, u32) {
        match self.hedge {
            Some(Hedge::UpTo | Hedge::FewerThan) => (0, self.n),
            None | Some(Hedge::About) => (self.n, self.to.unwrap_or(self.n)),
        }
    }
}

/// A path of circles for the dots `from..until`, counted along the rows. Each move starts from the dot before: the same
/// text again and again, which compresses to next to nothing.
fn dots(from: u32, until: u32) -> String {
    let mut path = String::new();
    let across = 2 * RADIUS;
    for dot in from..until {
        let at_row_start = dot % IN_A_ROW == 0;
        // Writing to a String cannot fail.
        if dot == from {
            let left = dot % IN_A_ROW * PITCH + PITCH / 2 - RADIUS;
            let middle = dot / IN_A_ROW * PITCH + PITCH / 2;
            write!(path, "M{left} {middle}").unwrap_or_default();
        } else if at_row_start {
            write!(path, "m-{} {PITCH}", (IN_A_ROW - 1) * PITCH).unwrap_or_default();
        } else {
            write!(path, "m{PITCH} 0").unwrap_or_default();
        }
        write!(
            path,
            "a{RADIUS} {RADIUS} 0 1 0 {across} 0a{RADIUS} {RADIUS} 0 1 0-{across} 0"
        )
        .unwrap_or_default();
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Language;

    fn number(text: &str, hedge: Option<Hedge>) -> OutOf100 {
        let mut fields = Fields::parse("x.toml", text, 1).unwrap();
        let number = OutOf100::read(&mut fields).unwrap();
        assert_eq!(fields.finish(), []);
        number.value.hedged(hedge)
    }

    fn words() -> Words {
        let text = include_str!("../../content/en/words.ftl");
        let words = Words::parse("w", text, Language::English);
        words.map_err(|problems| format!("{problems:?}")).unwrap()
    }

    #[test]
    fn every_dot_is_drawn_once() {
        let number = number("n = 70\nto = 80", Some(Hedge::About));
        assert_eq!(number.in_words(&words()), "About 70 to 80 out of 100");
        let picture = number.picture(&words()).to_string();
        assert_eq!(picture.matches("a4 4 0 1 0 8 0").count(), 100);
        assert!(
            picture.contains("aria-label=\"70 of 100 dots are filled, and 10 more are half filled\""),
            "{picture}"
        );
    }

    #[test]
    fn of_a_bound_no_dot_is_certain() {
        let number = number("n = 30", Some(Hedge::UpTo));
        assert_eq!(number.in_words(&words()), "Up to 30 out of 100");
        let picture = number.picture(&words()).to_string();
        assert!(
            picture.contains("\"maybe\"") && !picture.contains("\"on\""),
            "{picture}"
        );
    }

    #[test]
    fn nobody_is_drawn_as_empty_dots_only() {
        assert_eq!(dots(0, 0), "");
        assert!(dots(0, 1).starts_with("M1 5a4 4"));
    }

    #[test]
    fn dots_go_on_along_the_row_and_then_below_its_start() {
        let dot = "a4 4 0 1 0 8 0a4 4 0 1 0-8 0";
        assert_eq!(dots(18, 21), format!("M181 5{dot}m10 0{dot}m-190 10{dot}"));
    }
}
