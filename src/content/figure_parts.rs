//! Shapes that several figures share: `figures/parts/NAME.svg`, put in wherever a figure writes `<use part="NAME"/>`.
//!
//! So one vertebra stays one vertebra. A part is a drawing without words and without parts of its own.

use std::collections::BTreeMap;

use super::{
    Problem,
    figure::{self, FOLDER},
    rules,
};

/// All shared shapes by name; `None` for one that has a problem of its own.
#[derive(Debug, Default)]
pub(in crate::content) struct Parts(BTreeMap<String, Option<String>>);

impl Parts {
    /// Takes up a part, or the fact that it could not be read.
    pub(in crate::content) fn add(&mut self, name: &str, markup: Option<String>) {
        self.0.insert(name.to_owned(), markup);
    }

    /// Whether there is a part of this name, sound or not.
    pub(in crate::content) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The shapes of a part; nothing for one that could not be read.
    pub(in crate::content) fn markup(&self, name: &str) -> &str {
        self.0.get(name).and_then(Option::as_deref).unwrap_or_default()
    }
}

/// Checks one part and gives its shapes, without the `<svg>` around them.
pub(in crate::content) fn parse(file: &str, text: &str) -> Result<String, Vec<Problem>> {
    let document = figure::document(file, text)?;
    let problems = rules::figures::check_part(file, &document);
    if problems.is_empty() {
        Ok(figure::bare_shapes(document.root_element()))
    } else {
        Err(problems)
    }
}

/// The name of the part at a path such as `figures/parts/bone.svg`; `None` when the path is none of a part.
pub(in crate::content) fn part_name(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.strip_prefix("parts/")?.strip_suffix(".svg")
}

#[cfg(test)]
mod tests {
    use super::{
        super::{figure::*, figure_labels::Labels},
        *,
    };

    const BONE: &str = "<svg viewBox=\"0 0 1 1\">\n  <path class=\"bone\" d=\"M0 0\"/>\n</svg>";

    fn drawn(svg: &str) -> Result<String, Vec<&'static str>> {
        let labels = Labels::parse("l.toml", "[shared]\n[figures.a]\ntitle = \"A\"\ndescription = \"B.\"\n").unwrap();
        let mut parts = Parts::default();
        parts.add("bone", Some(parse("figures/parts/bone.svg", BONE).unwrap()));
        parts.add("faulty", None);
        let drawing = Drawing::parse("figures/a.svg", svg, Some(&labels), &parts);
        let rules = |problems: Vec<Problem>| problems.iter().map(|problem| problem.rule.name).collect();
        drawing.map(|drawing| drawing.unwrap().svg("a", "")).map_err(rules)
    }

    #[test]
    fn a_figure_takes_in_a_part_where_it_uses_it() {
        let svg = "<svg viewBox=\"0 0 9 9\"><use part=\"bone\" transform=\"translate(5)\"/><use part=\"bone\"/></svg>";
        let markup = drawn(svg).unwrap();
        let bones = "<g transform=\"translate(5)\"><path class=\"bone\" d=\"M0 0\"/></g>\
                     <path class=\"bone\" d=\"M0 0\"/></svg>";
        assert!(markup.ends_with(bones), "{markup}");
    }

    #[test]
    fn a_part_that_is_not_there_is_told_and_a_faulty_one_told_once() {
        let used = |name: &str| drawn(&format!("<svg viewBox=\"0 0 9 9\"><use part=\"{name}\"/></svg>"));
        assert_eq!(used("bones").unwrap_err(), ["figure-part"]);
        assert!(used("faulty").is_ok());
        assert_eq!(
            drawn("<svg viewBox=\"0 0 9 9\"><use/></svg>").unwrap_err(),
            ["figure-part"]
        );
        let linked = drawn("<svg viewBox=\"0 0 9 9\"><use part=\"bone\" href=\"#x\"/></svg>");
        assert_eq!(linked.unwrap_err(), ["figure-reference"]);
    }

    #[test]
    fn a_part_holds_no_words_and_no_parts() {
        let rules = |inner: &str| {
            let faults = parse("p.svg", &format!("<svg viewBox=\"0 0 1 1\">{inner}</svg>")).unwrap_err();
            faults.iter().map(|fault| fault.rule.name).collect::<Vec<_>>()
        };
        assert_eq!(rules("<text>{nerve}</text>"), ["figure-part"]);
        assert_eq!(rules("<use part=\"bone\"/>"), ["figure-part"]);
        assert_eq!(rules("<script/>"), ["figure-script"]);
    }

    #[test]
    fn only_drawings_in_the_parts_folder_are_parts() {
        assert_eq!(part_name("figures/parts/bone.svg"), Some("bone"));
        assert_eq!(part_name("figures/bone.svg"), None);
        assert_eq!(drawing_name("figures/parts/bone.svg"), None);
    }
}
