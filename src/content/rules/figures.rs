//! Rules for drawings: nothing that runs, nothing from elsewhere, no words but those of `labels.toml`.

use roxmltree::{Attribute, Document, Node};

use crate::content::{
    Problem, Rule,
    figure::too_deep,
    figure_labels::{FIGURE_WORDS, Labels},
    figure_parts::Parts,
    placeholder::{Piece, pieces},
    rule::Fault,
};

pub(in crate::content) const FIGURE_PART: Rule = Rule::error(
    "figure-part",
    "A figure uses shared parts that are there; a part is shapes alone.",
    "put it into the figures themselves",
);
pub(in crate::content) const FIGURE_ELEMENT: Rule = Rule::error(
    "figure-element",
    "A drawing has elements that draw, and no others.",
    "begin it with <svg>",
);
pub(in crate::content) const FIGURE_VIEW_BOX: Rule = Rule::error(
    "figure-view-box",
    "A drawing says how large it is.",
    "add one: viewBox=\"0 0 WIDTH HEIGHT\"",
);
pub(in crate::content) const FIGURE_SCRIPT: Rule =
    Rule::error("figure-script", "A drawing runs nothing.", "take it out");
pub(in crate::content) const FIGURE_STYLE: Rule = Rule::error(
    "figure-style",
    "A drawing carries no style of its own.",
    "take it out and use a class of figures.css",
);
pub(in crate::content) const FIGURE_NESTING: Rule = Rule::error(
    "figure-nesting",
    "A drawing is nested a little only.",
    "draw with fewer <g> inside each other",
);
pub(in crate::content) const FIGURE_REFERENCE: Rule = Rule::error(
    "figure-reference",
    "A drawing points to nothing outside itself.",
    "draw the part here, in the file itself",
);
pub(in crate::content) const FIGURE_ID: Rule = Rule::error(
    "figure-id",
    "A drawing has no ids, as the page gives them.",
    "take it out: the program gives the ids",
);
pub(in crate::content) const FIGURE_ATTRIBUTE: Rule = Rule::error(
    "figure-attribute",
    "A drawing's attributes have no prefix.",
    "take it out",
);
pub(in crate::content) const FIGURE_LITERAL_WORD: Rule = Rule::error(
    "figure-literal-word",
    "The words of a drawing stand in labels.toml.",
    "put it into labels.toml and write its key in braces here, such as {nerve}",
);
pub(in crate::content) const FIGURE_LABEL: Rule = Rule::error(
    "figure-label",
    "Each label key of a drawing has its words.",
    "add it to labels.toml",
);

/// The elements a drawing may have. All draw; none runs, links or loads.
const ELEMENTS: [&str; 13] = [
    "svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "tspan", "title", "desc",
];

/// Checks one drawing. `labels` is `None` when they could not be read.
pub(in crate::content) fn check(
    file: &str,
    name: &str,
    document: &Document<'_>,
    labels: Option<&Labels>,
    parts: &Parts,
) -> Vec<Problem> {
    let mut problems = root(file, document.root_element());
    if let Some(labels) = labels
        && labels.word(name, "title").is_none()
    {
        let what = format!("there are no words for the figure `{name}`");
        problems.push(Problem::new(
            file,
            1,
            FIGURE_WORDS.broken(what).instead(format!(
                "add [figures.{name}] with a title and a description to labels.toml"
            )),
        ));
    }
    problems.extend(each_node(file, document, |node| {
        if node.tag_name().name() == "use" {
            part(node, parts)
        } else if node.is_element() {
            element(node)
        } else {
            words(node, name, labels)
        }
    }));
    problems
}

/// Checks one part: shapes only, so that it fits into every figure and language.
pub(in crate::content) fn check_part(file: &str, document: &Document<'_>) -> Vec<Problem> {
    let mut problems = root(file, document.root_element());
    problems.extend(each_node(file, document, |node| {
        if matches!(node.tag_name().name(), "use" | "text") {
            let what = format!("a part has no <{}>", node.tag_name().name());
            vec![FIGURE_PART.broken(what)]
        } else if node.is_element() {
            element(node)
        } else {
            Vec::new()
        }
    }));
    problems
}

/// What is wrong at each node of a drawing, with its line.
fn each_node(file: &str, document: &Document<'_>, faults: impl Fn(Node<'_, '_>) -> Vec<Fault>) -> Vec<Problem> {
    let found = document.descendants().flat_map(|node| {
        let line = usize::try_from(document.text_pos_at(node.range().start).row).unwrap_or(1);
        let told = faults(node).into_iter();
        told.map(move |fault| Problem::new(file, line, fault))
    });
    found.collect()
}

fn root(file: &str, root: Node<'_, '_>) -> Vec<Problem> {
    if root.tag_name().name() != "svg" {
        return vec![Problem::new(
            file,
            1,
            FIGURE_ELEMENT.broken("the file is not a drawing"),
        )];
    }
    let numbers = root.attribute("viewBox").unwrap_or_default().split_whitespace();
    if numbers.filter(|number| number.parse::<f64>().is_ok()).count() == 4 {
        return Vec::new();
    }
    vec![Problem::new(
        file,
        1,
        FIGURE_VIEW_BOX.broken("the drawing has no viewBox of four numbers"),
    )]
}

fn element(node: Node<'_, '_>) -> Vec<Fault> {
    let name = node.tag_name().name();
    let mut faults = Vec::new();
    if name == "script" {
        faults.push(FIGURE_SCRIPT.broken("a drawing must not run a script"));
    } else if name == "style" {
        faults.push(FIGURE_STYLE.broken("a drawing carries no style of its own"));
    } else if !ELEMENTS.contains(&name) {
        let fault = FIGURE_ELEMENT.broken(format!("the element <{name}> is not allowed"));
        faults.push(fault.instead(format!("use {}", ELEMENTS.join(", "))));
    }
    if too_deep(node) {
        faults.push(FIGURE_NESTING.broken("groups are nested too deeply"));
    }
    faults.extend(node.attributes().filter_map(attribute));
    faults
}

/// A place where a shared part is put in.
fn part(node: Node<'_, '_>, parts: &Parts) -> Vec<Fault> {
    let mut faults: Vec<Fault> = node.attributes().filter_map(attribute).collect();
    let name = node.attribute("part").unwrap_or_default();
    if !parts.has(name) {
        let fault = FIGURE_PART.broken(format!("there is no part `{name}`"));
        faults.push(fault.instead("write <use part=\"NAME\"/> with the name of a drawing in figures/parts/"));
    }
    faults
}

fn attribute(attribute: Attribute<'_, '_>) -> Option<Fault> {
    let name = attribute.name();
    let value = attribute.value();
    if name.to_ascii_lowercase().starts_with("on") {
        Some(FIGURE_SCRIPT.broken(format!("the attribute {name} runs a script")))
    } else if matches!(name, "href" | "src") || value.contains("url(") || value.contains("://") {
        Some(FIGURE_REFERENCE.broken(format!("{name}=\"{value}\" points elsewhere")))
    } else if name == "style" {
        Some(FIGURE_STYLE.broken("a style attribute is blocked by the site's security policy"))
    } else if name == "id" {
        Some(FIGURE_ID.broken(format!("the id `{value}` may stand on the page already")))
    } else if attribute.namespace().is_some() {
        Some(FIGURE_ATTRIBUTE.broken(format!("the attribute {name} has a prefix")))
    } else {
        None
    }
}

fn words(node: Node<'_, '_>, figure: &str, labels: Option<&Labels>) -> Vec<Fault> {
    let shown = node
        .parent()
        .is_some_and(|parent| !matches!(parent.tag_name().name(), "script" | "style"));
    if !node.is_text() || !shown {
        return Vec::new();
    }
    let pieces = pieces(node.text().unwrap_or_default());
    let faults = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Text(text) if text.chars().any(char::is_alphabetic) => {
            Some(FIGURE_LITERAL_WORD.broken(format!("`{}` is a word in the drawing itself", text.trim())))
        }
        Piece::Name(key) if labels.is_some_and(|labels| labels.word(figure, key).is_none()) => {
            let fault = FIGURE_LABEL.broken(format!("there is no label `{key}` for the figure `{figure}`"));
            Some(fault.instead(format!(
                "add `{key} = …` under [figures.{figure}] or [shared] in labels.toml"
            )))
        }
        _ => None,
    });
    faults.collect()
}
