//! Why a command did not do its work, as one message and one exit code.

use std::{io, net::SocketAddr, process::ExitCode};

use discwise::{
    config::Settings,
    content::ContentProblems,
    forms::ReferenceFault,
    kit::KitFault,
    operator::OperatorError,
    outbox::OutboxError,
    store::{RecipientFault, StoreError},
};

/// Why a command did not do its work. Each prints as one message that says what to do.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("The content has problems, so it is not served:\n{0}")]
    Content(#[from] ContentProblems),
    #[error("there is no {0} in the content folder (--content); name files relative to it or to here")]
    NoSuchContent(String),
    #[error("{0} is no reference; {1}")]
    Reference(String, ReferenceFault),
    #[error("{flag} is \"{given}\"; {rule}")]
    Misuse {
        flag: &'static str,
        given: String,
        rule: &'static str,
    },
    #[error("{flag} is \"{given}\", which names no page; {hint}")]
    NoSuchTopic {
        flag: &'static str,
        given: String,
        hint: String,
    },
    #[error("this cannot be a kit: {0}")]
    NoKit(KitFault),
    #[error("of some requests no kit was printed")]
    NotPrinted,
    #[error("--watch follows a folder; name it with --content, as in `discwise serve --watch --content content`")]
    NothingToWatch,
    #[error("cannot watch {folder} (--content): {cause}")]
    Watch {
        folder: String,
        cause: notify_debouncer_full::notify::Error,
    },
    #[error("cannot listen on {address} ({flag}): {cause}")]
    Listen {
        address: SocketAddr,
        flag: &'static str,
        cause: io::Error,
    },
    #[error("cannot use the data folder {folder} (--data): {cause}")]
    Data { folder: String, cause: StoreError },
    #[error("--recipient (DISCWISE_RECIPIENT): {0}")]
    Recipient(#[from] RecipientFault),
    #[error("name the public keys to seal to with --recipient; `discwise keygen` makes a pair")]
    NoRecipient,
    #[error(transparent)]
    Operator(#[from] OperatorError),
    #[error(transparent)]
    Outbox(#[from] OutboxError),
    #[error("somebody else is sending these letters just now")]
    SomebodySends,
    #[error("{failed} failed and wait for the next time, {sealed} are sealed to other keys")]
    NotSent { failed: usize, sealed: usize },
    #[error(transparent)]
    Site(#[from] discwise::web::SiteError),
    #[error("--public-origin cannot be used: {0}")]
    Origin(String),
    #[error("nobody can be asked: the listener for machines is off (--admin-listen none)")]
    NobodyToAsk,
    #[error("the site is not ready, says {address} (--admin-listen): {told}")]
    Unhealthy { address: SocketAddr, told: String },
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The message has been printed already.
    #[error("")]
    Told,
}

impl Failure {
    pub(crate) fn of_data(settings: &Settings, cause: StoreError) -> Self {
        Self::Data {
            folder: settings.data.display().to_string(),
            cause,
        }
    }

    /// Whether only the reader of the output went away, as in `discwise submissions list | head -1`.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        match self {
            Self::Operator(error) => error.is_broken_pipe(),
            Self::Io(cause) => cause.kind() == io::ErrorKind::BrokenPipe,
            _ => false,
        }
    }

    /// 2 for an argument that cannot be meant, as clap has it; 1 for anything else.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Reference(..)
            | Self::Recipient(_)
            | Self::NoRecipient
            | Self::NothingToWatch
            | Self::NoSuchTopic { .. }
            | Self::NoKit(_)
            | Self::Misuse { .. }
            | Self::Operator(OperatorError::Unasked)
            | Self::Outbox(OutboxError::Address { .. } | OutboxError::File { .. } | OutboxError::Host(_)) => {
                ExitCode::from(2)
            }
            _ => ExitCode::FAILURE,
        }
    }
}
