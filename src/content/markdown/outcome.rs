//! Outcome blocks: a number of people out of a hundred, told in words and drawn as dots.

use std::fmt::Write as _;

use fluent_bundle::FluentArgs;

use crate::content::{
    Problem, Words,
    fields::{At, Fields},
    html::escape,
};

/// Every outcome is told out of as many people, so that numbers on a page compare.
const OF: u32 = 100;
/// Dots in a row of the drawing, their distance and their radius.
const IN_A_ROW: u32 = 20;
const PITCH: u32 = 10;
const RADIUS: u32 = 4;

/// A result in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::content) struct Outcome {
    /// People with the result; the lower end where it is a range.
    n: u32,
    /// The upper end. `None` when it is no range.
    to: Option<u32>,
    about: bool,
    /// Who they are and when, in words.
    pub(in crate::content) label: At<String>,
    pub(in crate::content) source: At<String>,
}

impl Outcome {
    pub(in crate::content) fn parse(file: &str, text: &str, first: usize) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(file, text, first)?;
        let read = Self::read(&mut fields);
        let problems = fields.finish();
        read.filter(|_| problems.is_empty()).ok_or(problems)
    }

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let n = fields.required::<u32>("n");
        let to = fields.optional::<u32>("to");
        let of = fields.required::<u32>("of");
        let about = fields.optional::<bool>("about");
        let label = fields.required("label");
        let source = fields.required("source");
        if let Some(of) = of.as_ref().filter(|of| of.value != OF) {
            let what = format!("the result is out of {}, not out of {OF}", of.value);
            fields.fault(
                of.line,
                "outcome",
                what,
                format!("tell it out of {OF}, as all others on the page are"),
            );
        }
        if let Some(to) = to
            .as_ref()
            .filter(|to| to.value > OF || n.as_ref().is_some_and(|n| n.value >= to.value))
        {
            let what = format!("the range ends at {}", to.value);
            fields.fault(
                to.line,
                "outcome",
                what,
                format!("`to` is more than `n` and at most {OF}"),
            );
        }
        if let Some(n) = n.as_ref().filter(|n| n.value > OF) {
            fields.fault(
                n.line,
                "outcome",
                format!("{} is more than {OF}", n.value),
                format!("`n` is at most {OF}"),
            );
        }
        Some(Self {
            n: n?.value,
            to: to.map(|to| to.value),
            about: about.is_some_and(|about| about.value),
            label: label?,
            source: source?,
        })
    }

    /// The number in words, such as "About 70 to 80 out of 100".
    pub(in crate::content) fn number(&self, words: &Words) -> String {
        let key = match (self.to, self.about) {
            (None, false) => "outcome-number",
            (None, true) => "outcome-number-about",
            (Some(_), false) => "outcome-range",
            (Some(_), true) => "outcome-range-about",
        };
        words.with_all(key, &self.args())
    }

    /// A hundred dots: filled, half filled where the range leaves it open, and empty.
    pub(in crate::content) fn picture(&self, words: &Words) -> String {
        let key = if self.to.is_some() {
            "outcome-picture-range"
        } else {
            "outcome-picture"
        };
        let name = escape(&words.with_all(key, &self.args()));
        let (width, height) = (IN_A_ROW * PITCH, OF.div_ceil(IN_A_ROW) * PITCH);
        let upper = self.to.unwrap_or(self.n);
        let mut svg =
            format!("<svg class=\"icon-array\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{name}\">");
        for (class, from, until) in [("on", 0, self.n), ("maybe", self.n, upper), ("off", upper, OF)] {
            if from < until {
                // Writing to a String cannot fail.
                write!(svg, "<path class=\"{class}\" d=\"{}\"/>", dots(from, until)).unwrap_or_default();
            }
        }
        svg.push_str("</svg>");
        svg
    }

    fn args(&self) -> FluentArgs<'static> {
        let mut args = FluentArgs::new();
        args.set("n", self.n);
        args.set("of", OF);
        if let Some(to) = self.to {
            args.set("to", to);
            args.set("more", to.saturating_sub(self.n));
        }
        args
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

    fn outcome(extra: &str) -> Result<Outcome, Vec<Problem>> {
        Outcome::parse(
            "a.md",
            &format!("n = 70\nof = 100\nlabel = \"people\"\nsource = \"S9\"\n{extra}"),
            12,
        )
    }

    #[test]
    fn a_range_that_runs_backwards_is_told_at_its_line() {
        let problems = outcome("to = 60").unwrap_err();
        assert_eq!((problems[0].line, problems[0].rule), (16, "outcome"));
    }

    #[test]
    fn every_dot_is_drawn_once() {
        let words = Words::parse(
            "w",
            include_str!("../../../content/en/words.ftl"),
            crate::content::Language::English,
        );
        let words = words.map_err(|problems| format!("{problems:?}")).unwrap();
        let outcome = outcome("to = 80\nabout = true").unwrap();
        assert_eq!(outcome.number(&words), "About 70 to 80 out of 100");
        let picture = outcome.picture(&words);
        assert_eq!(picture.matches("a4 4 0 1 0 8 0").count(), 100);
        assert!(
            picture.contains("aria-label=\"70 of 100 dots are filled, and 10 more are half filled\""),
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
