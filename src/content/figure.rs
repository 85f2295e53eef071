//! Drawn figures: `figures/*.svg` with words of one language from `labels.toml`, ready to stand inside a page.

use std::fmt::Write as _;

use roxmltree::{Document, Node};

use super::{
    Problem, Rule,
    figure_labels::Labels,
    figure_parts::Parts,
    html::escape,
    placeholder::{Piece, pieces},
    rules,
};

pub(in crate::content) const FIGURE_XML: Rule = Rule::error(
    "figure-xml",
    "A drawing is well-formed XML.",
    "mend the drawing: it must be well-formed XML without a DTD",
);

/// The folder of the drawings.
pub(in crate::content) const FOLDER: &str = "figures/";

/// Groups inside groups that a drawing may have.
const DEEPEST_ELEMENT: usize = 16;

/// A drawing with its words filled in.
#[derive(Debug, Clone)]
pub(in crate::content) struct Drawing {
    view_box: String,
    /// What it is called.
    pub(in crate::content) title: String,
    /// The whole picture told in words, for those who do not see it.
    pub(in crate::content) description: String,
    stretches: Vec<Stretch>,
}

/// A stretch of a drawing's markup.
#[derive(Debug, Clone)]
struct Stretch {
    /// The level or the roots that it shows, so that a page can link it or leave it out; empty for all that lies between.
    subjects: Vec<String>,
    markup: String,
}

/// What a page makes of the stretches of a drawing that show a level or roots.
pub(in crate::content) enum Shown {
    /// Drawn as they are.
    Plain,
    /// A link to a path.
    Linked(String),
    /// In a group of a class, so that they can look different.
    Grouped(&'static str),
    /// Left out.
    Hidden,
}

impl Drawing {
    /// Checks a drawing and fills in its words and parts. `labels` is `None` when they could not be read: then only the
    /// drawing is checked.
    pub(in crate::content) fn parse(
        file: &str,
        text: &str,
        labels: Option<&Labels>,
        parts: &Parts,
    ) -> Result<Option<Self>, Vec<Problem>> {
        let document = document(file, text)?;
        let name = drawing_name(file).unwrap_or(file);
        let problems = rules::figures::check(file, name, &document, labels, parts);
        if !problems.is_empty() {
            return Err(problems);
        }
        let Some(labels) = labels else { return Ok(None) };
        let root = document.root_element();
        let stretches = written(root, |key| labels.word(name, key), |key| parts.markup(key));
        let word = |key| labels.word(name, key).unwrap_or_default().to_owned();
        Ok(Some(Self {
            view_box: root.attribute("viewBox").unwrap_or_default().to_owned(),
            title: word("title"),
            description: word("description"),
            stretches,
        }))
    }

    /// The drawing as markup, with `id` as the start of its ids and `description` as its accessible description.
    pub(in crate::content) fn svg(&self, id: &str, description: &str) -> String {
        self.svg_with("img", id, description, |_| Shown::Plain)
    }

    /// Whether a level or root is shown in it.
    pub(in crate::content) fn shows(&self, subject: &str) -> bool {
        let mut all = self.stretches.iter().flat_map(|stretch| &stretch.subjects);
        all.any(|shown| shown == subject)
    }

    /// The drawing with every level or root in it shown as `choose` says. With links in it its role must be `group`:
    /// what an `img` holds is hidden from those who listen.
    pub(in crate::content) fn svg_with(
        &self,
        role: &str,
        id: &str,
        description: &str,
        choose: impl Fn(&[String]) -> Shown,
    ) -> String {
        let shown = |stretch: &Stretch| {
            let markup = &stretch.markup;
            if stretch.subjects.is_empty() {
                return markup.clone();
            }
            match choose(&stretch.subjects) {
                Shown::Plain => markup.clone(),
                Shown::Linked(href) => format!("<a href=\"{}\">{markup}</a>", escape(&href)),
                Shown::Grouped(class) => format!("<g class=\"{class}\">{markup}</g>"),
                Shown::Hidden => String::new(),
            }
        };
        let inner: String = self.stretches.iter().map(shown).collect();
        format!(
            "<svg viewBox=\"{}\" role=\"{role}\" aria-labelledby=\"{id}-title {id}-desc\">\
             <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>{inner}</svg>",
            escape(&self.view_box),
            escape(&self.title),
            escape(description),
        )
    }
}

/// The name of the drawing at a path such as `figures/stages.svg`; `None` when the path is none of a drawing.
pub(in crate::content) fn drawing_name(path: &str) -> Option<&str> {
    let name = path.strip_prefix(FOLDER)?.strip_suffix(".svg")?;
    (!name.contains('/')).then_some(name)
}

/// Reads a drawing as XML.
pub(in crate::content) fn document<'a>(file: &str, text: &'a str) -> Result<Document<'a>, Vec<Problem>> {
    let options = roxmltree::ParsingOptions {
        nodes_limit: 20_000,
        ..Default::default()
    };
    Document::parse_with_options(text, options).map_err(|error| {
        let line = usize::try_from(error.pos().row).unwrap_or(1).max(1);
        vec![Problem::new(file, line, FIGURE_XML.broken(error.to_string()))]
    })
}

/// The shapes inside a drawing that has neither words nor parts.
pub(in crate::content) fn bare_shapes(root: Node<'_, '_>) -> String {
    let stretches = written(root, |_| None, |_| "");
    stretches.into_iter().map(|stretch| stretch.markup).collect()
}

/// What an element shows: the level in `data-level="L3-L4"`, or the roots in classes such as `root-l4`. Nothing within
/// another element that shows something, since a link has no place in a link.
fn subjects(node: Node<'_, '_>) -> Vec<String> {
    let told = |node: Node<'_, '_>| -> Vec<String> {
        let level = node.attribute("data-level");
        let classes = node.attribute("class").unwrap_or_default().split_whitespace();
        let roots = classes.filter_map(|class| class.strip_prefix("root-"));
        level.into_iter().chain(roots).map(str::to_owned).collect()
    };
    let inside = node.ancestors().skip(1).any(|above| !told(above).is_empty());
    if inside { Vec::new() } else { told(node) }
}

/// Whether groups are nested deeper than the writing below follows them.
pub(in crate::content) fn too_deep(node: Node<'_, '_>) -> bool {
    node.ancestors().nth(DEEPEST_ELEMENT).is_some()
}

/// Writes what is in `root` out again, without the space between its elements, with words and parts put in.
fn written<'a>(
    root: Node<'_, '_>,
    word: impl Fn(&str) -> Option<&'a str>,
    part: impl Fn(&str) -> &'a str,
) -> Vec<Stretch> {
    let mut writer = Writer {
        stretches: Vec::new(),
        out: String::new(),
        word,
        part,
    };
    for child in root.children() {
        writer.node(child, 0);
    }
    writer.cut(Vec::new());
    writer.stretches
}

/// A drawing while it is written.
struct Writer<W, P> {
    stretches: Vec<Stretch>,
    /// What was written since the last cut.
    out: String,
    word: W,
    part: P,
}

impl<'a, W: Fn(&str) -> Option<&'a str>, P: Fn(&str) -> &'a str> Writer<W, P> {
    fn node(&mut self, node: Node<'_, '_>, depth: usize) {
        if node.is_text() {
            let text = node.text().unwrap_or_default();
            if !text.trim().is_empty() {
                let filled = self.filled(text);
                self.out.push_str(&escape(&filled));
            }
            return;
        }
        // The title and description are written again, with ids, around the drawing.
        if !node.is_element() || depth > DEEPEST_ELEMENT || matches!(node.tag_name().name(), "title" | "desc") {
            return;
        }
        let subjects = subjects(node);
        if subjects.is_empty() {
            return self.element(node, depth);
        }
        self.cut(Vec::new());
        self.element(node, depth);
        self.cut(subjects);
    }

    fn element(&mut self, node: Node<'_, '_>, depth: usize) {
        let name = node.tag_name().name();
        if name == "use" {
            return self.part(node);
        }
        self.out.push('<');
        self.out.push_str(name);
        self.attributes(node);
        if node.has_children() {
            self.out.push('>');
            for child in node.children() {
                self.node(child, depth + 1);
            }
            write!(self.out, "</{name}>").unwrap_or_default();
        } else {
            self.out.push_str("/>");
        }
    }

    /// Ends the stretch that was written since the last cut.
    fn cut(&mut self, subjects: Vec<String>) {
        let markup = std::mem::take(&mut self.out);
        if !markup.is_empty() {
            self.stretches.push(Stretch { subjects, markup });
        }
    }

    /// The shapes of a part, in a group when they are moved, turned or marked.
    fn part(&mut self, node: Node<'_, '_>) {
        let markup = (self.part)(node.attribute("part").unwrap_or_default());
        if node.attributes().len() < 2 {
            return self.out.push_str(markup);
        }
        self.out.push_str("<g");
        self.attributes(node);
        self.out.push('>');
        self.out.push_str(markup);
        self.out.push_str("</g>");
    }

    fn attributes(&mut self, node: Node<'_, '_>) {
        for attribute in node.attributes().filter(|attribute| attribute.name() != "part") {
            // Writing to a String cannot fail.
            write!(self.out, " {}=\"{}\"", attribute.name(), escape(attribute.value())).unwrap_or_default();
        }
    }

    fn filled(&self, text: &str) -> String {
        pieces(text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => text,
                Piece::Name(key) => (self.word)(key).unwrap_or_default(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: &str =
        "[shared]\nnerve = \"nerve\"\n[figures.a]\ntitle = \"A & b\"\ndescription = \"Long.\"\nnerve = \"own nerve\"\n";

    #[test]
    fn words_of_the_figure_come_before_shared_ones_and_are_escaped() {
        let labels = Labels::parse("l.toml", LABELS).unwrap();
        let svg = "<svg viewBox=\"0 0 1 1\"><title>{title}</title><text x=\"1\">{nerve}</text></svg>";
        let drawing = Drawing::parse("figures/a.svg", svg, Some(&labels), &Parts::default())
            .unwrap()
            .unwrap();
        let markup = drawing.svg("figure-a", "Short.");
        assert!(
            markup.contains("<title id=\"figure-a-title\">A &amp; b</title>"),
            "{markup}"
        );
        assert!(
            markup.ends_with("Short.</desc><text x=\"1\">own nerve</text></svg>"),
            "{markup}"
        );
    }

    #[test]
    fn levels_and_roots_of_a_drawing_are_linked_grouped_or_left_out_alone() {
        let labels = Labels::parse("l.toml", LABELS).unwrap();
        let svg = "<svg viewBox=\"0 0 1 1\"><g><path d=\"M0 0\"/><g data-level=\"L3-L4\"><rect class=\"root-l4\"/></g>\
                   <path class=\"muscle root-l4 root-l5\"/><path class=\"area root-s1\"/></g></svg>";
        let drawing = Drawing::parse("figures/a.svg", svg, Some(&labels), &Parts::default())
            .unwrap()
            .unwrap();
        let markup = drawing.svg_with("group", "a", "", |subjects| match subjects {
            [level] if level == "L3-L4" => Shown::Linked("/levels/l3-l4".to_owned()),
            [_, second] if second == "l5" => Shown::Grouped("marked"),
            _ => Shown::Hidden,
        });
        let inner = "<g><path d=\"M0 0\"/><a href=\"/levels/l3-l4\"><g data-level=\"L3-L4\"><rect class=\"root-l4\"/></g></a>\
                     <g class=\"marked\"><path class=\"muscle root-l4 root-l5\"/></g></g></svg>";
        assert!(markup.ends_with(inner), "{markup}");
        assert!(drawing.svg("a", "").contains("root-s1"));
        assert!(drawing.shows("s1") && !drawing.shows("s2"));
    }

    #[test]
    fn only_drawings_in_the_figures_folder_have_names() {
        assert_eq!(drawing_name("figures/a.svg"), Some("a"));
        assert_eq!(drawing_name("a.svg"), None);
        assert_eq!(drawing_name("figures/a.png"), None);
    }
}
