//! Delivers what the store has queued: letters by SMTP or into a folder, calls to a program of the operator; the last
//! stage of the writing lane.
//!
//! A delivery names a request and a kind. The letter is made of them when it is sent (`letters`), put into the form of
//! mail (`mail`), and carried (`spool`, `smtp`, `webhook`). What fails is tried again for two days (`worker`).
//! Links in letters are signed (`links`).
//!
//! # What is promised
//!
//! Nothing is lost: a delivery stays queued until its success is on disk. A folder gets each letter once, since the
//! letter's name is that of its delivery. A mail server or a program can get one twice, when this program ends between
//! their answer and the note of it; both copies have the same Message-ID, or `webhook-id`, so that they can be told.

mod fault;
mod letters;
mod links;
mod mail;
mod match_letters;
mod matching;
mod smtp;
mod spool;
#[cfg(test)]
mod tests;
mod webhook;
mod worker;

use std::{
    io,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use lettre::Address;

use crate::{
    content::{Library, SiteFacts},
    store::Store,
};

pub use fault::Fault;
pub use links::{LinkPurpose, UpdatesLink, to_stop};
pub use smtp::{Smtp, SmtpLogin, SmtpSecurity, SmtpServer};
pub use spool::Spool;
pub use webhook::Webhook;
pub use worker::{HeldOutcome, Lock};

/// Why the outbox cannot be used as it is set.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// Nothing can be sent to or from this address.
    #[error("{whose} is \"{given}\", which is no address that mail can be sent to")]
    Address {
        /// The setting.
        whose: &'static str,
        /// What it says.
        given: String,
    },
    /// A file cannot be used.
    #[error("{setting} is {}, {why}", path.display())]
    File {
        /// The setting.
        setting: &'static str,
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The host cannot be spoken to over TLS.
    #[error("--smtp-host is \"{0}\", which is no name of a host")]
    Host(String),
    /// The folder for letters cannot be read or tidied.
    #[error("cannot use the folder of letters {}: {cause}", folder.display())]
    Spool {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
}

/// Where letters go.
pub enum MailTransport {
    /// Into a folder, a file a letter, for people or programs to send on.
    Spool(Spool),
    /// To a mail server.
    Smtp(Smtp),
}

/// Gives the content of the moment, for the words of letters and the titles of pages.
pub type CurrentLibrary = Arc<dyn Fn() -> Arc<Library> + Send + Sync>;

/// Where letters and calls go.
pub struct Carriers {
    /// Where letters go.
    pub mail: MailTransport,
    /// The program that is called. `None` where there is none.
    pub webhook: Option<Webhook>,
    /// The address that notices for staff go to. `None` for the one in `site.toml`.
    pub staff_mail: Option<String>,
}

/// Everything that is needed to deliver.
pub struct Outbox {
    store: Store,
    library: CurrentLibrary,
    origin: String,
    carriers: Carriers,
}

impl Outbox {
    /// An outbox that can be used: every address is one. `origin` is where readers find the site.
    pub fn new(store: Store, library: CurrentLibrary, origin: String, carriers: Carriers) -> Result<Self, OutboxError> {
        let site = library();
        sender(site.site())?;
        if let Some(given) = &carriers.staff_mail {
            address("--staff-mail (DISCWISE_STAFF_MAIL)", given)?;
        }
        Ok(Self {
            store,
            library,
            origin,
            carriers,
        })
    }
}

/// The address that letters come from.
fn sender(site: &SiteFacts) -> Result<Address, OutboxError> {
    address("`email` in site.toml", &site.email)
}

fn address(whose: &'static str, given: &str) -> Result<Address, OutboxError> {
    Address::from_str(given).map_err(|_fault| OutboxError::Address {
        whose,
        given: given.to_owned(),
    })
}

/// A secret alone in a file, without the line end.
pub fn secret_of(setting: &'static str, path: &Path) -> Result<String, OutboxError> {
    let unusable = |why: String| OutboxError::File {
        setting,
        path: path.to_owned(),
        why,
    };
    let text = std::fs::read_to_string(path).map_err(|cause| unusable(format!("which cannot be read: {cause}")))?;
    let secret = text.trim_end_matches(['\r', '\n']);
    if secret.is_empty() || secret.chars().any(char::is_control) {
        return Err(unusable("which does not hold one secret on one line".to_owned()));
    }
    Ok(secret.to_owned())
}
