//! Where content files are read from: the copy inside the program, or a folder on disk. Before anything is parsed.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rust_embed::RustEmbed;

use super::{Problem, Rule, draft::FILE_NAME};

pub(in crate::content) const UNREADABLE: Rule = Rule::error(
    "unreadable",
    "Every content file can be read.",
    "see that it exists and that its permissions let this program read it",
);
pub(in crate::content) const NOT_UTF_8: Rule = Rule::error(
    "not-utf-8",
    "Every content file is UTF-8 text.",
    "save the file as UTF-8",
);

/// Folders below the content folder that are followed; a loop of links ends here.
const DEEPEST_FOLDER: usize = 6;

#[derive(RustEmbed)]
#[folder = "content/"]
#[include = "*.toml"]
#[include = "*.md"]
#[include = "*.ftl"]
#[include = "*.svg"]
struct Embedded;

/// The place that content is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContentDir {
    /// The copy compiled into the program.
    Embedded,
    /// A folder on disk, laid out as `content/` is.
    Folder(PathBuf),
}

impl ContentDir {
    /// The paths of all files, relative to the content folder, in order; and what could not be looked into.
    pub(in crate::content) fn list(&self) -> (Vec<String>, Vec<Problem>) {
        match self {
            Self::Embedded => {
                let mut paths: Vec<String> = Embedded::iter().map(std::borrow::Cow::into_owned).collect();
                paths.sort();
                (paths, Vec::new())
            }
            Self::Folder(root) => Walk::of(root),
        }
    }

    /// The text of one file.
    pub(in crate::content) fn read(&self, path: &str) -> Result<String, Problem> {
        let bytes = match self {
            Self::Embedded => Embedded::get(path)
                .map(|file| file.data.into_owned())
                .ok_or_else(|| unreadable(path, &io::Error::from(io::ErrorKind::NotFound)))?,
            Self::Folder(root) => fs::read(root.join(path)).map_err(|error| unreadable(path, &error))?,
        };
        let text = String::from_utf8(bytes).map_err(|error| not_text(path, &error))?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }
}

fn unreadable(path: &str, error: &io::Error) -> Problem {
    Problem::new(path, 1, UNREADABLE.broken(format!("this cannot be read ({error})")))
}

fn not_text(path: &str, error: &std::string::FromUtf8Error) -> Problem {
    let before = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
    let line = before.filter(|byte| **byte == b'\n').count() + 1;
    Problem::new(
        path,
        line,
        NOT_UTF_8.broken("there are bytes here that are not UTF-8 text"),
    )
}

/// A walk through a folder on disk.
struct Walk<'a> {
    root: &'a Path,
    paths: Vec<String>,
    problems: Vec<Problem>,
    /// Folders still to be looked into, with their depth.
    waiting: Vec<(PathBuf, usize)>,
}

impl<'a> Walk<'a> {
    fn of(root: &'a Path) -> (Vec<String>, Vec<Problem>) {
        let mut walk = Walk {
            root,
            paths: Vec::new(),
            problems: Vec::new(),
            waiting: vec![(root.to_owned(), 0)],
        };
        while let Some((folder, depth)) = walk.waiting.pop() {
            if let Err(error) = walk.look_into(&folder, depth) {
                let shown = folder.display().to_string();
                walk.problems.push(unreadable(&shown, &error));
            }
        }
        walk.paths.sort();
        (walk.paths, walk.problems)
    }

    fn look_into(&mut self, folder: &Path, depth: usize) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let hidden = path
                .file_name()
                .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            if hidden {
                continue;
            }
            if path.is_dir() {
                if depth < DEEPEST_FOLDER {
                    self.waiting.push((path, depth + 1));
                }
            } else {
                self.keep(&path);
            }
        }
        Ok(())
    }

    fn keep(&mut self, path: &Path) {
        let relative = path.strip_prefix(self.root).unwrap_or(path);
        let segments: Option<Vec<&str>> = relative.iter().map(std::ffi::OsStr::to_str).collect();
        match segments {
            Some(segments) => self.paths.push(segments.join("/")),
            None => self.problems.push(Problem::new(
                &relative.to_string_lossy(),
                1,
                FILE_NAME.broken("the name of this file is not UTF-8"),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_folder_is_named() {
        let (paths, problems) = ContentDir::Folder("/nowhere/at/all".into()).list();
        assert!(paths.is_empty());
        assert_eq!(problems[0].file, "/nowhere/at/all");
        assert_eq!(problems[0].rule.name, "unreadable");
    }

    #[test]
    fn bytes_that_are_not_text_are_told_with_their_line() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("site.toml"), b"name = 1\nx = \"\xff\"\n").unwrap();
        let problem = ContentDir::Folder(folder.path().to_owned())
            .read("site.toml")
            .unwrap_err();
        assert_eq!(
            (problem.file.as_str(), problem.line, problem.rule.name),
            ("site.toml", 2, "not-utf-8")
        );
    }

    #[test]
    fn hidden_files_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".swap"), "").unwrap();
        fs::create_dir(folder.path().join("en")).unwrap();
        fs::write(folder.path().join("en/words.ftl"), "").unwrap();
        let (paths, problems) = ContentDir::Folder(folder.path().to_owned()).list();
        assert_eq!(paths, ["en/words.ftl"]);
        assert!(problems.is_empty());
    }
}
