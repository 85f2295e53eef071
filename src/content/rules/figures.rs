//! Rules for drawings: nothing that runs, nothing from elsewhere, no words but those of `labels.toml`.

use roxmltree::{Attribute, Document, Node};

use crate::content::{
    Problem,
    figure::{Labels, too_deep},
    figure_parts::Parts,
    placeholder::{Piece, pieces},
};

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
        problems.push(Problem::error(
            file,
            1,
            "figure-words",
            what,
            format!("add [figures.{name}] with a title and a description to labels.toml"),
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
            vec![("figure-part", what, "put it into the figures themselves".to_owned())]
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
        told.map(move |(rule, what, remedy)| Problem::error(file, line, rule, what, remedy))
    });
    found.collect()
}

type Fault = (&'static str, String, String);

fn root(file: &str, root: Node<'_, '_>) -> Vec<Problem> {
    if root.tag_name().name() != "svg" {
        return vec![Problem::error(
            file,
            1,
            "figure-element",
            "the file is not a drawing",
            "begin it with <svg>",
        )];
    }
    let numbers = root.attribute("viewBox").unwrap_or_default().split_whitespace();
    if numbers.filter(|number| number.parse::<f64>().is_ok()).count() == 4 {
        return Vec::new();
    }
    vec![Problem::error(
        file,
        1,
        "figure-view-box",
        "the drawing has no viewBox of four numbers",
        "add one: viewBox=\"0 0 WIDTH HEIGHT\"",
    )]
}

fn element(node: Node<'_, '_>) -> Vec<Fault> {
    let name = node.tag_name().name();
    let mut faults = Vec::new();
    if name == "script" {
        faults.push((
            "figure-script",
            "a drawing must not run a script".to_owned(),
            "take the <script> out".to_owned(),
        ));
    } else if name == "style" {
        faults.push((
            "figure-style",
            "a drawing carries no style of its own".to_owned(),
            "take the <style> out and use the classes of figures.css".to_owned(),
        ));
    } else if !ELEMENTS.contains(&name) {
        faults.push((
            "figure-element",
            format!("the element <{name}> is not allowed"),
            format!("use {}", ELEMENTS.join(", ")),
        ));
    }
    if too_deep(node) {
        faults.push((
            "figure-nesting",
            "groups are nested too deeply".to_owned(),
            "draw with fewer <g> inside each other".to_owned(),
        ));
    }
    faults.extend(node.attributes().filter_map(attribute));
    faults
}

/// A place where a shared part is put in.
fn part(node: Node<'_, '_>, parts: &Parts) -> Vec<Fault> {
    let mut faults: Vec<Fault> = node.attributes().filter_map(attribute).collect();
    let name = node.attribute("part").unwrap_or_default();
    if !parts.has(name) {
        faults.push((
            "figure-part",
            format!("there is no part `{name}`"),
            "write <use part=\"NAME\"/> with the name of a drawing in figures/parts/".to_owned(),
        ));
    }
    faults
}

fn attribute(attribute: Attribute<'_, '_>) -> Option<Fault> {
    let name = attribute.name();
    let value = attribute.value();
    let fault = |rule, what: String, remedy: &str| Some((rule, what, remedy.to_owned()));
    if name.to_ascii_lowercase().starts_with("on") {
        fault(
            "figure-script",
            format!("the attribute {name} runs a script"),
            "take it out",
        )
    } else if matches!(name, "href" | "src") || value.contains("url(") || value.contains("://") {
        fault(
            "figure-reference",
            format!("{name}=\"{value}\" points elsewhere"),
            "draw the part here, in the file itself",
        )
    } else if name == "style" {
        fault(
            "figure-style",
            "a style attribute is blocked by the site's security policy".to_owned(),
            "use a class of figures.css",
        )
    } else if name == "id" {
        fault(
            "figure-id",
            format!("the id `{value}` may stand on the page already"),
            "take it out: the program gives the ids",
        )
    } else if attribute.namespace().is_some() {
        fault(
            "figure-attribute",
            format!("the attribute {name} has a prefix"),
            "take it out",
        )
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
        Piece::Text(text) if text.chars().any(char::is_alphabetic) => Some((
            "figure-literal-word",
            format!("`{}` is a word in the drawing itself", text.trim()),
            "put it into labels.toml and write its key in braces here, such as {nerve}".to_owned(),
        )),
        Piece::Name(key) if labels.is_some_and(|labels| labels.word(figure, key).is_none()) => Some((
            "figure-label",
            format!("there is no label `{key}` for the figure `{figure}`"),
            format!("add `{key} = …` under [figures.{figure}] or [shared] in labels.toml"),
        )),
        _ => None,
    });
    faults.collect()
}
