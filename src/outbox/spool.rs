//! A folder with a file a letter, for people or programs to send on. Nobody but the account of the site can read it.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    str::FromStr as _,
};

use super::{Fault, OutboxError};
use crate::{
    forms::Reference,
    store::{Delivery, Store},
};

/// The folder; made when the first letter comes.
#[derive(Debug, Clone)]
pub struct Spool {
    folder: PathBuf,
}

impl Spool {
    /// The spool beside a store.
    pub fn beside_the_store(data: &Path) -> Self {
        Self {
            folder: data.join("spool"),
        }
    }

    /// Writes a letter so that it is there whole or not at all. A second try has the same name and replaces the first.
    pub(super) fn put(&self, delivery: &Delivery, bytes: &[u8]) -> Result<(), Fault> {
        self.try_put(delivery, bytes)
            .map_err(|cause| Fault::Spool(cause.kind()))
    }

    fn try_put(&self, delivery: &Delivery, bytes: &[u8]) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
        let whole = self.path_of(delivery);
        let part = whole.with_extension("part");
        // One that was left behind could be open to others.
        remove(&part)?;
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, &whole)?;
        File::open(&self.folder)?.sync_all()
    }

    /// Removes a letter whose request has gone.
    pub(super) fn take_back(&self, delivery: &Delivery) {
        remove(&self.path_of(delivery)).ok();
    }

    fn path_of(&self, delivery: &Delivery) -> PathBuf {
        let reference = &delivery.request.reference;
        self.folder.join(format!("{reference}-{}.eml", delivery.id))
    }

    /// Removes every letter whose delivery is not in the store any more: it went with its request, or with that of
    /// whom the letter tells of. Gives how many they were.
    pub async fn tidy(&self, store: &Store) -> Result<usize, OutboxError> {
        let mut removed = 0;
        for (delivery, path) in self.letters()? {
            if !store.has_delivery(delivery).await? {
                remove(&path).map_err(|cause| self.unusable(cause))?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// Every letter, half-written ones too, with its delivery. What is not ours is left alone.
    fn letters(&self) -> Result<Vec<(i64, PathBuf)>, OutboxError> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(|cause| self.unusable(cause))?,
        };
        let mut letters = Vec::new();
        for entry in entries {
            let path = entry.map_err(|cause| self.unusable(cause))?.path();
            let ours = path
                .extension()
                .is_some_and(|ending| ending == "eml" || ending == "part");
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            let delivery = name.rsplit_once('-').and_then(|(reference, id)| {
                Reference::from_str(reference).ok()?;
                id.parse().ok()
            });
            if let Some(delivery) = delivery.filter(|_| ours) {
                letters.push((delivery, path));
            }
        }
        Ok(letters)
    }

    fn unusable(&self, cause: io::Error) -> OutboxError {
        OutboxError::Spool {
            folder: self.folder.clone(),
            cause,
        }
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}
