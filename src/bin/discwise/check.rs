//! The content that a command works with, and checking it for authors.

use std::{
    io,
    path::{Path, PathBuf},
};

use discwise::{
    config::{CheckFormat, Settings},
    content::{ContentDir, Language, Library},
    operator,
};

use crate::failure::Failure;

/// The content of the given folder, or the copy inside the program.
pub(crate) fn content(folder: Option<&Path>) -> ContentDir {
    folder.map_or(ContentDir::Embedded, |folder| ContentDir::Folder(folder.to_owned()))
}

/// Checks what an author has before them: the given folder, or `content/` here where there is one.
pub(crate) fn check(settings: &Settings, paths: &[PathBuf], format: CheckFormat, strict: bool) -> Result<(), Failure> {
    let here = Path::new("content");
    let folder = settings.content.as_deref().or_else(|| here.is_dir().then_some(here));
    let files = paths
        .iter()
        .map(|path| within(folder, path))
        .collect::<Result<Vec<_>, _>>()?;
    let today = jiff::Zoned::now().date();
    let mut survey = Library::survey(&content(folder), Language::English, today);
    if !files.is_empty() {
        survey = survey.only(|found| files.iter().any(|file| Path::new(found).starts_with(file)));
    }
    let mut out = io::stdout().lock();
    let passed = match format {
        CheckFormat::Text => operator::survey(&survey, today, strict, !files.is_empty(), &mut out),
        CheckFormat::Json => operator::survey_as_json(&survey, today, strict, &mut out),
    };
    match passed {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::Told),
        // Nobody has read the verdict, so that it must not pass for a good one.
        Err(error) if error.is_broken_pipe() => Err(Failure::Told),
        Err(error) => Err(error.into()),
    }
}

/// A file or folder as the content folder knows it, given relative to there or to here.
fn within(folder: Option<&Path>, path: &Path) -> Result<PathBuf, Failure> {
    let missing = || Failure::NoSuchContent(path.display().to_string());
    let folder = folder.ok_or_else(missing)?;
    let whole = [path.to_owned(), folder.join(path)]
        .into_iter()
        .find_map(|path| path.canonicalize().ok());
    let relative = whole.and_then(|whole| Some(whole.strip_prefix(folder.canonicalize().ok()?).ok()?.to_owned()));
    relative.ok_or_else(missing)
}
