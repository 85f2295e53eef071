//! Files with personal data, which nobody but the account that makes them can read.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
};

use super::OperatorError;

/// Makes a file that is not there yet: one that is could have readers of its own, or be a link to elsewhere.
pub(super) fn create(path: &Path) -> Result<File, OperatorError> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    made.map_err(|cause| unusable(path, cause))
}

/// Makes a folder by the same rule.
pub(super) fn create_folder(path: &Path) -> Result<(), OperatorError> {
    let made = DirBuilder::new().mode(0o700).create(path);
    made.map_err(|cause| unusable(path, cause))
}

/// Writes into a file.
pub(super) fn write(mut file: &File, path: &Path, bytes: &[u8]) -> Result<(), OperatorError> {
    file.write_all(bytes).map_err(|cause| unusable(path, cause))
}

/// Makes sure that the file is on disk, or that nothing half-written stays.
pub(super) fn finish<T>(file: &File, path: &Path, done: Result<T, OperatorError>) -> Result<T, OperatorError> {
    let synced = |done| file.sync_all().map(|()| done).map_err(|cause| unusable(path, cause));
    let done = done.and_then(synced);
    if done.is_err() {
        fs::remove_file(path).ok();
    }
    done
}

fn unusable(path: &Path, cause: io::Error) -> OperatorError {
    OperatorError::File {
        path: path.to_owned(),
        cause,
    }
}
