//! Why a delivery failed, in a few words of our own: what servers say can quote the address that a letter goes to.

use std::{error::Error, fmt, io};

/// Why a try failed. Names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The mail server answered with this code.
    Smtp(u16),
    /// The mail server does not do what is needed, such as TLS, or what it says cannot be understood.
    SmtpUnfit,
    /// The program that was called answered with this status.
    Webhook(u16),
    /// No program is set that could be called.
    NoWebhook,
    /// Nobody listens there.
    Refused,
    /// No answer in time.
    Timeout,
    /// The other side is not who it should be.
    Tls,
    /// The connection failed in another way.
    Connection,
    /// The letter could not be written into its folder.
    Spool(io::ErrorKind),
    /// The letter could not be made.
    Letter,
}

impl Fault {
    /// Whether the next letter on the same way would fail as well.
    pub(super) fn is_of_the_way(self) -> bool {
        !matches!(self, Self::Smtp(_) | Self::Webhook(_) | Self::Letter)
    }

    /// What failed below an error of a library.
    pub(super) fn below(error: &(dyn Error + 'static)) -> Self {
        let mut cause = Some(error);
        while let Some(error) = cause {
            if let Some(system) = error.downcast_ref::<io::Error>() {
                match system.kind() {
                    io::ErrorKind::ConnectionRefused => return Self::Refused,
                    io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => return Self::Timeout,
                    io::ErrorKind::InvalidData => return Self::Tls,
                    _ => {}
                }
            }
            cause = error.source();
        }
        Self::Connection
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Smtp(code) => write!(f, "smtp {code}"),
            Self::SmtpUnfit => f.write_str("smtp: unfit server"),
            Self::Webhook(status) => write!(f, "webhook {status}"),
            Self::NoWebhook => f.write_str("no webhook is set"),
            Self::Refused => f.write_str("connection refused"),
            Self::Timeout => f.write_str("timeout"),
            Self::Tls => f.write_str("tls"),
            Self::Connection => f.write_str("connection failed"),
            Self::Spool(kind) => write!(f, "folder: {kind}"),
            Self::Letter => f.write_str("the letter cannot be made"),
        }
    }
}
