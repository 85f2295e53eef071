//! What can keep a request from being stored or read.

use std::{io, path::PathBuf};

use sqlx::migrate::MigrateError;

use crate::forms::{KeptError, NoRandomness, Reference};

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Too many requests wait, or another process holds the database; worth another try.
    #[error("the store is busy")]
    Busy,
    /// The disk, a quota or the store's own bound leaves no room; worth another try once there is some.
    #[error("the store has no room left")]
    Full,
    /// The files or the disk may not be written.
    #[error("the store cannot be written")]
    ReadOnly,
    /// The key of this request belongs to another request.
    #[error("the key was used before for another request")]
    KeyReused,
    /// What was removed is gone from the database, but still in its log, which somebody is reading.
    #[error(
        "it is removed, but another process is reading the store, so that its bytes are still in the log of the \
         database; do it again, or leave it to the running site, which empties the log every hour"
    )]
    Lingering,
    /// The store was closed.
    #[error("the store is closed")]
    Closed,
    /// No store has been made there.
    #[error("there is no store in {}", folder.display())]
    Missing {
        /// Where it was looked for.
        folder: PathBuf,
    },
    /// The folder or the file could not be made.
    #[error("cannot prepare {}: {cause}", path.display())]
    Unusable {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// A newer version of this program has changed the store.
    #[error("the store was made by a newer version of this program")]
    Newer,
    /// The store could not be brought to the form that this version needs.
    #[error("the store cannot be brought up to date: {0}")]
    Outdated(#[source] MigrateError),
    /// The file is no database, or what is in it does not hold together.
    #[error("the database file is damaged; put a backup in its place")]
    Damaged,
    /// One stored request cannot be read.
    #[error("request {reference}: {cause}")]
    Unreadable {
        /// Which one.
        reference: String,
        /// Why.
        cause: String,
    },
    /// A request could not be written down.
    #[error(transparent)]
    Unwritable(#[from] KeptError),
    /// A request could not be sealed.
    #[error("the request could not be sealed: {0}")]
    Unsealable(#[source] io::Error),
    /// A note would stand open beside a request that is sealed.
    #[error("this request is sealed, so its note must be too; name the same --recipient as the running site")]
    NeedsRecipient,
    /// A wish for updates is not a request that staff deal with.
    #[error(
        "{0} asks for updates, so nothing is left to handle: its reader confirms it and stops it, by links in their mail; \
         `discwise submissions erase {0}` takes the address off the list"
    )]
    OfItsReader(Reference),
    /// A file holds no identity that can be used.
    #[error("cannot use {} (--identity): {why}", file.display())]
    NoIdentity {
        /// Which file.
        file: PathBuf,
        /// Why; never what stands in it.
        why: String,
    },
    /// The system gave no random numbers for a reference.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// Every reference that was tried is taken, which cannot happen by chance.
    #[error("no free reference was found")]
    NoFreeReference,
    /// Anything else that the database reports.
    #[error("the store failed: {0}")]
    Failed(#[source] sqlx::Error),
}

impl StoreError {
    /// What the system says about a folder or file of the store.
    pub(super) fn of_path(path: &std::path::Path, cause: io::Error) -> Self {
        match cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Unusable {
                path: path.to_owned(),
                cause,
            },
        }
    }

    /// Whether the connection that gave this error can be used on.
    pub(super) fn leaves_connection_sound(&self) -> bool {
        matches!(
            self,
            Self::Busy | Self::KeyReused | Self::Lingering | Self::NeedsRecipient | Self::OfItsReader(_)
        )
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::PoolClosed => Self::Closed,
            sqlx::Error::Database(database) => match database.code().and_then(|code| code.parse().ok()) {
                Some(code) => Self::of_code(code).unwrap_or(Self::Failed(error)),
                None => Self::Failed(error),
            },
            _ => Self::Failed(error),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) => cause.into(),
            MigrateError::VersionMissing(_) => Self::Newer,
            other => Self::Outdated(other),
        }
    }
}

impl StoreError {
    /// Reads an extended result code of SQLite, <https://www.sqlite.org/rescode.html>; its low byte is the plain code.
    pub(super) fn of_code(code: i32) -> Option<Self> {
        const IOERR_WRITE: i32 = 778;
        const IOERR_SHMSIZE: i32 = 4874;
        match (code, code & 0xff) {
            // How a quota or a limit on file size shows; a disk without room has a code of its own.
            (IOERR_WRITE | IOERR_SHMSIZE, _) | (_, 13) => Some(Self::Full),
            (_, 5 | 6) => Some(Self::Busy),
            (_, 8) => Some(Self::ReadOnly),
            (_, 11 | 26) => Some(Self::Damaged),
            _ => None,
        }
    }
}
