//! What staff and authors do on the terminal, at the end of both lanes: list, show, answer, erase and export requests, check content.
//!
//! Every command writes to the writer that it is given, so that a test can read it and main alone knows stdout.

mod audit;
mod changes;
mod check;
mod connect;
mod deliveries;
mod keys;
mod kits;
mod private_file;
mod quality_cards;
mod retention;
mod spreadsheet;
mod stats;
mod submissions;
mod suggest;
#[cfg(test)]
mod tests;
mod updates;

use std::{io, path::PathBuf};

use jiff::Timestamp;

use crate::{
    forms::{FormName, Reference},
    kit::TypesettingError,
    outbox::OutboxError,
    pages::RenderError,
    store::{MatchState, StoreError},
};

pub use audit::audit_list;
pub use changes::{confirm, submissions_erase, submissions_handled, submissions_note, submissions_seal};
pub use check::{check, survey};
pub use connect::{
    connect_accepted, connect_called, connect_declined, connect_due, connect_expire, connect_list, connect_propose,
};
pub use deliveries::{outbox_list, outbox_retry};
pub use keys::keygen;
pub use kits::{KitPrinter, Unprinted, kit_print, kits_print_queue};
pub use quality_cards::survey_as_json;
pub use retention::{RETENTION_ROUND, retention_due, retention_keep, retention_run};
pub use stats::submissions_stats;
pub use submissions::{
    ExportFormat, ListFormat, submissions_export, submissions_export_to, submissions_list, submissions_show,
    submissions_show_sealed,
};
pub use suggest::connect_suggest;
pub use updates::{updates_count, updates_letter, updates_list, updates_list_to, updates_send};

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A folder of letters could not be tidied.
    #[error(transparent)]
    Outbox(#[from] OutboxError),
    /// No request has this reference.
    #[error("there is no submission {0}")]
    NotFound(Reference),
    /// The identity that was given is not one that a request is sealed to.
    #[error("{0} is sealed, or a note of it, and not to this identity")]
    SealedToOthers(Reference),
    /// The same for some requests of an export.
    #[error("sealed, but not to this identity, and written without their content: {0}")]
    SomeSealedToOthers(usize),
    /// There is no sealed text to print.
    #[error("{0} is not sealed; leave --sealed out to show it")]
    NotSealed(Reference),
    /// A kit could not be put together.
    #[error(transparent)]
    Kit(#[from] RenderError),
    /// A kit could not be set.
    #[error(transparent)]
    Typesetting(#[from] TypesettingError),
    /// A letter to readers cannot be used.
    #[error("cannot use the letter {}: {why}", path.display())]
    Letter {
        /// Its file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// A letter to readers goes out once.
    #[error(
        "this very letter was queued on {}; nobody gets it twice",
        .0.strftime("%Y-%m-%d at %H:%M UTC")
    )]
    SentBefore(Timestamp),
    /// A letter to readers would go to nobody.
    #[error("nobody has confirmed yet that they want updates")]
    NoReaders,
    /// The request came by another form than it must have.
    #[error("{reference} came by the form {found}; one of the form {wanted} is needed here")]
    OtherForm {
        /// The request.
        reference: Reference,
        /// The form that it came by.
        found: FormName,
        /// The form that it must have come by.
        wanted: FormName,
    },
    /// What has to be compared is sealed.
    #[error("{0} is sealed; name the file with the secret key (--identity)")]
    Sealed(Reference),
    /// No match has this reference.
    #[error("there is no match {0}; `discwise connect list` shows them all")]
    NoMatch(Reference),
    /// The match had come to its end.
    #[error("match {of} was {} before; nothing was done", state.as_str())]
    MatchEnded {
        /// The match.
        of: Reference,
        /// How it ended.
        state: MatchState,
    },
    /// What cannot be undone was not confirmed, and nobody is there to ask.
    #[error("this cannot be undone; say --yes to do it")]
    Unasked,
    /// Whoever was asked did not say yes.
    #[error("nothing was done")]
    Declined,
    /// A file could not be made or written.
    #[error("cannot write {}: {cause}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// The output could not be written.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl OperatorError {
    /// Whether only the reader of the output went away, as in `submissions list | head`; nobody needs to be told.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(cause) if cause.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<csv::Error> for OperatorError {
    fn from(error: csv::Error) -> Self {
        Self::Output(match error.into_kind() {
            csv::ErrorKind::Io(cause) => cause,
            other => io::Error::other(format!("{other:?}")),
        })
    }
}

impl From<serde_json::Error> for OperatorError {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}
