//! An article's file as far as it could be read: between the file and the checked [`Article`].

use std::sync::Arc;

use super::{
    Article, ContentDir, Details, Heading, Kind, Language, Problem, Quality, Review, Rule, Section, Slug,
    excerpts::Manuscript,
    fields::At,
    front_matter::{FrontMatter, Parts, cut},
    level::LevelFront,
    markdown::{
        self,
        document::{BlockKind, Document, Inline, plain_text},
        passages::{Passage, Place, of_blocks},
        slug_of,
    },
    stock::Shelf,
};

pub(in crate::content) const FILE_NAME: Rule = Rule::error(
    "file-name",
    "A file's name is a slug, in the folder of its kind.",
    "give it a name of lower-case letters, digits and hyphens",
);

/// A file that may have problems still.
pub(in crate::content) struct Draft {
    /// Relative to the content folder.
    pub(in crate::content) file: String,
    pub(in crate::content) kind: Kind,
    pub(in crate::content) slug: Slug,
    pub(in crate::content) front: FrontMatter,
    /// One for each key point of the front matter.
    pub(in crate::content) key_points: Vec<Vec<Inline>>,
    /// One for each text that only its kind has.
    pub(in crate::content) own_texts: Vec<OwnText>,
    pub(in crate::content) document: Document,
    /// False when the text could not be reached at all, so that nothing can be said of what it lacks.
    pub(in crate::content) readable: bool,
}

/// A text of the front matter that only one kind has.
pub(in crate::content) struct OwnText {
    pub(in crate::content) place: Place,
    pub(in crate::content) line: usize,
    pub(in crate::content) inlines: Vec<Inline>,
}

impl Draft {
    /// Reads the article at a path; the problems are those of reading alone.
    pub(in crate::content) fn read(dir: &ContentDir, file: &str, kind: Kind, slug: Slug) -> (Self, Vec<Problem>) {
        match dir.read(file) {
            Ok(source) => Self::parse(file, kind, slug, &source),
            Err(problem) => (Self::blank(file, kind, slug), vec![problem]),
        }
    }

    /// Parses the text of a file.
    pub(in crate::content) fn parse(file: &str, kind: Kind, slug: Slug, source: &str) -> (Self, Vec<Problem>) {
        let mut draft = Self::blank(file, kind, slug);
        let parts = if kind == Kind::Comparison {
            Parts::of_data(source)
        } else {
            match cut(file, source) {
                Ok(parts) => parts,
                Err(problem) => return (draft, vec![problem]),
            }
        };
        let (front, mut problems) = FrontMatter::parse(file, kind, parts.front, parts.front_line);
        for point in &front.key_points {
            let (inlines, found) = markdown::inlines(file, &point.value, point.line);
            draft.key_points.push(inlines);
            problems.extend(found);
        }
        for (place, At { line, value }) in front.own_texts() {
            let (inlines, found) = markdown::inlines(file, value, *line);
            draft.own_texts.push(OwnText {
                place,
                line: *line,
                inlines,
            });
            problems.extend(found);
        }
        draft.front = front;
        draft.document = markdown::document(file, parts.body, parts.body_line);
        problems.append(&mut draft.document.problems);
        draft.readable = true;
        (draft, problems)
    }

    /// Text that stands on the line `first` of a file of another form: it has no front matter and no page of its own, and
    /// is ruled as the text of a question is.
    pub(in crate::content) fn of_text(file: &str, text: &str, first: usize) -> (Self, Vec<Problem>) {
        let mut draft = Self::blank(file, Kind::Question, Slug::of_no_page());
        draft.document = markdown::document(file, text, first);
        let problems = std::mem::take(&mut draft.document.problems);
        (draft, problems)
    }

    /// Lines of text, each with its place, that stand in a file of another form.
    pub(in crate::content) fn of_lines(file: &str, lines: Vec<(usize, Vec<Inline>)>) -> Self {
        Self {
            own_texts: lines
                .into_iter()
                .map(|(line, inlines)| OwnText {
                    place: Place::Item,
                    line,
                    inlines,
                })
                .collect(),
            ..Self::blank(file, Kind::Question, Slug::of_no_page())
        }
    }

    /// The line with this number; empty when there is none.
    pub(in crate::content) fn line(&self, number: usize) -> &[Inline] {
        self.own_texts.get(number).map_or(&[], |text| &text.inlines)
    }

    fn blank(file: &str, kind: Kind, slug: Slug) -> Self {
        Self {
            file: file.to_owned(),
            kind,
            slug,
            front: FrontMatter::default(),
            key_points: Vec::new(),
            own_texts: Vec::new(),
            document: Document::default(),
            readable: false,
        }
    }

    /// The path without a leading slash, such as `conditions/disc-extrusion`.
    pub(in crate::content) fn path(&self) -> String {
        format!("{}/{}", self.kind.folder(), self.slug)
    }

    /// The ids of its headings, as links may name them.
    pub(in crate::content) fn anchors(&self) -> impl Iterator<Item = String> {
        self.document.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Heading(heading) => Some(
                heading
                    .id
                    .clone()
                    .unwrap_or_else(|| slug_of(&plain_text(&heading.inlines))),
            ),
            _ => None,
        })
    }

    /// The texts before the text of the page that may hold links and citations.
    pub(in crate::content) fn openings(&self) -> impl Iterator<Item = &[Inline]> {
        let own_texts = self.own_texts.iter().map(|text| &text.inlines);
        self.key_points.iter().chain(own_texts).map(Vec::as_slice)
    }

    /// Everything that a reader reads, in order.
    pub(in crate::content) fn passages(&self) -> Vec<Passage> {
        let summary = self.front.summary.iter();
        let summary = summary.map(|at| Passage::new(Place::Summary, at.line, &at.value));
        summary
            .chain(self.passages_before_text())
            .chain(of_blocks(&self.document.blocks))
            .collect()
    }

    /// What stands between the summary and the text.
    fn passages_before_text(&self) -> Vec<Passage> {
        let key_points = self.front.key_points.iter().zip(&self.key_points);
        let key_points = key_points.map(|(at, inlines)| Passage::of(Place::KeyPoint, at.line, inlines));
        let own_texts = self.own_texts.iter();
        let own_texts = own_texts.map(|text| Passage::of(text.place, text.line, &text.inlines));
        let plain = self.front.comparison.iter().flat_map(|comparison| &comparison.plain);
        let plain = plain.map(|(place, at)| Passage::new(*place, at.line, &at.value));
        key_points.chain(own_texts).chain(plain).collect()
    }

    /// What a reader reads, in sections of plain sentences; `headings` are those of the rendered text.
    fn sections(&self, stock: &Shelf, before_text: Vec<String>, headings: &[Heading]) -> Vec<Section> {
        let mut sections = vec![Section {
            sentences: before_text,
            ..Section::default()
        }];
        let mut headings = headings.iter();
        for block in &self.document.blocks {
            if let BlockKind::Heading(heading) = &block.kind {
                let text = stock.filled(&plain_text(&heading.inlines));
                let shown = headings.find(|shown| shown.text == text);
                sections.extend(shown.map(|shown| Section {
                    anchor: shown.id.clone(),
                    heading: shown.text.clone(),
                    sentences: Vec::new(),
                }));
            } else if let Some(section) = sections.last_mut() {
                let passages = of_blocks(std::slice::from_ref(block));
                section.sentences.extend(plain_sentences(&passages, stock));
            }
        }
        sections
    }

    /// The finished article; `None` when a part of the front matter is missing, which is a problem told before.
    pub(in crate::content) fn finish(mut self, stock: &Shelf) -> Option<Article> {
        let before_text = plain_sentences(&self.passages_before_text(), stock);
        let quality = Quality::of(&self, Some(&stock.sources));
        let front = std::mem::take(&mut self.front);
        let title = front.title?.value;
        let also_called: Vec<String> = front.also_called.into_iter().map(|name| name.value).collect();
        let names = std::iter::once(title.as_str()).chain(also_called.iter().map(String::as_str));
        let procedure = self.kind == Kind::Procedure;
        let timeline = procedure.then(|| markdown::timeline(stock, names.clone(), &self.document));
        let count = self.key_points.len();
        let felt = self
            .own_texts
            .get(LevelFront::FELT)
            .map(|text| plain_text(&text.inlines));
        let own_texts = self.own_texts.iter().map(|text| &text.inlines);
        let openings: Vec<&[Inline]> = self.key_points.iter().chain(own_texts).map(Vec::as_slice).collect();
        let (mut key_points, body) = markdown::render(stock, names, &openings, &self.document);
        let sections = self.sections(stock, before_text, &body.headings).into();
        let own_texts = key_points.split_off(count);
        let details = match (front.level, front.comparison) {
            (Some(level), _) => Details::Level(Box::new(level.finish(self.slug.as_str(), own_texts, felt?)?)),
            (_, Some(comparison)) => Details::Comparison(Box::new(comparison.finish(own_texts)?)),
            _ => front.details?,
        };
        let manuscript = Manuscript {
            key_points: self.key_points,
            own_texts: self.own_texts.into_iter().map(|text| text.inlines).collect(),
            document: self.document,
        };
        Some(Article {
            kind: self.kind,
            slug: self.slug,
            summary: stock.filled(&front.summary?.value),
            key_points,
            details,
            related: front.related.into_iter().map(|path| path.value).collect(),
            next_step: front.next_step.map(|step| step.value),
            review: Review {
                reviewed: front.reviewed?.value,
                next_review: front.next_review?.value,
                clinical: front.clinical.map(|review| review.value),
            },
            changes: front.changes.into_iter().map(|change| change.value).collect(),
            body,
            sections,
            timeline: timeline.flatten(),
            quality,
            manuscript: Arc::new(manuscript),
            file: self.file,
            also_called,
            title,
        })
    }
}

/// The sentences of some passages as readers see them. The whole of a table's row is left out, since its cells follow.
fn plain_sentences(passages: &[Passage], stock: &Shelf) -> Vec<String> {
    let read = passages.iter().filter(|passage| passage.place != Place::Row);
    let sentences = read.flat_map(Passage::sentences);
    let shown = sentences.map(|sentence| stock.filled(sentence.text));
    shown
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// What a path under the folder of a language is.
pub(in crate::content) enum FilePlace {
    Article(Kind, Slug),
    /// Not an article's path, and not meant to be one.
    Other,
}

/// Tells articles from other files by their path; a misplaced article is a problem.
pub(in crate::content) fn place(path: &str, language: Language) -> Result<FilePlace, Problem> {
    let own = path
        .strip_prefix(language.tag())
        .and_then(|rest| rest.strip_prefix('/'));
    let fault = |what: String, remedy: String| Err(Problem::new(path, 1, FILE_NAME.broken(what).instead(remedy)));
    let slug_at = |kind: Kind, slug: &str| match slug.parse() {
        Ok(slug) => Ok(FilePlace::Article(kind, slug)),
        Err(reason) => fault(format!("`{slug}` is not a slug"), format!("rename the file: {reason}")),
    };
    if let Some(name) = own.and_then(|rest| rest.strip_prefix("comparisons/")?.strip_suffix(".toml")) {
        return slug_at(Kind::Comparison, name);
    }
    let Some(name) = own.and_then(|rest| rest.strip_suffix(".md")) else {
        return Ok(FilePlace::Other);
    };
    let written = |kind: &Kind| *kind != Kind::Comparison;
    let folders: Vec<&str> = Kind::ALL.into_iter().filter(written).map(Kind::folder).collect();
    let folders = folders.join(", ");
    let Some((folder, slug)) = name.split_once('/') else {
        return fault(
            "an article stands outside the folders of kinds".to_owned(),
            format!("move it to one of {folders}"),
        );
    };
    let Some(kind) = Kind::from_folder(folder).filter(written) else {
        return fault(
            format!("there is no kind `{folder}`"),
            format!("move it to one of {folders}"),
        );
    };
    slug_at(kind, slug)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use super::*;
    use crate::content::{rules, stock::Stock};

    fn stock() -> (Stock, Vec<Problem>) {
        let dir = ContentDir::Folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/library"));
        let (paths, _) = dir.list();
        Stock::read(&dir, Language::English, &paths)
    }

    fn sample() -> String {
        include_str!("../../tests/fixtures/library/en/conditions/sample-condition.md").to_owned()
    }

    #[test]
    fn only_articles_in_the_folders_of_kinds_are_taken() {
        let found = |path| match place(path, Language::English) {
            Ok(FilePlace::Article(kind, slug)) => format!("{kind:?} {slug}"),
            Ok(FilePlace::Other) => "other".to_owned(),
            Err(problem) => problem.rule.name.to_owned(),
        };
        assert_eq!(found("en/conditions/disc-extrusion.md"), "Condition disc-extrusion");
        assert_eq!(found("en/comparisons/neck.toml"), "Comparison neck");
        assert_eq!(found("en/compare/neck.md"), "file-name");
        assert_eq!(found("en/words.ftl"), "other");
        assert_eq!(found("es/conditions/disc-extrusion.md"), "other");
        assert_eq!(found("en/weather/rain.md"), "file-name");
        assert_eq!(found("en/conditions/old/rain.md"), "file-name");
        assert_eq!(found("en/readme.md"), "file-name");
    }

    proptest::proptest! {
        #[test]
        fn no_damage_to_a_file_makes_reading_or_checking_panic(
            at in 0_usize..4000,
            length in 0_usize..200,
            noise in "[a-z0-9 +=\"\\[\\]{}#>|*`.:\n!^-]{0,40}",
        ) {
            let source: Vec<char> = sample().chars().collect();
            let at = at.min(source.len());
            let until = (at + length).min(source.len());
            let damaged: String = source[..at].iter().copied().chain(noise.chars()).chain(source[until..].iter().copied()).collect();
            let (stock, _) = stock();
            let (draft, _) = Draft::parse("en/conditions/x.md", Kind::Condition, "x".parse().unwrap(), &damaged);
            let drafts = [draft];
            rules::check(&drafts, &stock);
            rules::check_dates(&drafts, date(2026, 6, 1));
            let shelf = stock.complete().unwrap();
            for draft in drafts {
                draft.finish(&shelf);
            }
        }
    }
}
