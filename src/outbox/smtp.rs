//! Hands letters to a mail server.

use std::{path::PathBuf, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor,
    transport::smtp::{
        Error,
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};

use super::{Fault, OutboxError, mail::Mail};

/// For one step of the talk with the server.
const STEP: Duration = Duration::from_secs(20);

/// A mail server that takes letters.
pub struct Smtp(AsyncSmtpTransport<Tokio1Executor>);

/// Where a mail server is, and how to speak to it.
#[derive(Debug, Clone)]
pub struct SmtpServer {
    /// Its name; with TLS, the name in its certificate.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether the talk is encrypted.
    pub security: SmtpSecurity,
    /// Who we are to it. `None` where it does not ask.
    pub login: Option<SmtpLogin>,
    /// A file of certificates that may vouch for it, besides those that browsers trust.
    pub authorities: Option<PathBuf>,
}

/// Whether the talk with a mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// From the second word on; refused when the server does not offer it.
    StartTls,
    /// From the first byte on.
    Tls,
    /// Not at all.
    Plain,
}

/// Who we are to a mail server.
#[derive(Clone)]
pub struct SmtpLogin {
    /// The name.
    pub user: String,
    /// The secret.
    pub password: String,
}

impl std::fmt::Debug for SmtpLogin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpLogin").finish_non_exhaustive()
    }
}

impl Smtp {
    /// Speaks to nobody yet.
    pub fn new(server: SmtpServer) -> Result<Self, OutboxError> {
        let tls = match server.security {
            SmtpSecurity::StartTls => Tls::Required(server.tls_parameters()?),
            SmtpSecurity::Tls => Tls::Wrapper(server.tls_parameters()?),
            SmtpSecurity::Plain => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host)
            .port(server.port)
            .tls(tls)
            .timeout(Some(STEP));
        if let Some(SmtpLogin { user, password }) = server.login {
            builder = builder.credentials(Credentials::new(user, password));
        }
        Ok(Self(builder.build()))
    }

    pub(super) async fn send(&self, mail: &Mail) -> Result<(), Fault> {
        let sent = self.0.send_raw(&mail.envelope, &mail.bytes).await;
        sent.map(drop).map_err(|error| fault_of(&error))
    }
}

impl SmtpServer {
    fn tls_parameters(&self) -> Result<TlsParameters, OutboxError> {
        let mut parameters = TlsParameters::builder(self.host.clone());
        if let Some(path) = &self.authorities {
            let unusable = |why: String| OutboxError::File {
                setting: "--smtp-ca (DISCWISE_SMTP_CA)",
                path: path.clone(),
                why,
            };
            let pem = std::fs::read(path).map_err(|cause| unusable(format!("which cannot be read: {cause}")))?;
            let certificates = Certificate::from_pem(&pem).ok().filter(|_| has_certificate(&pem));
            let certificates = certificates.ok_or_else(|| unusable("which holds no certificates in PEM".to_owned()))?;
            parameters = parameters.add_root_certificate(certificates);
        }
        parameters
            .build()
            .map_err(|_unfit| OutboxError::Host(self.host.clone()))
    }
}

/// A file without any would be taken for an empty list.
fn has_certificate(pem: &[u8]) -> bool {
    const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";
    pem.windows(BEGIN.len()).any(|line| line == BEGIN)
}

fn fault_of(error: &Error) -> Fault {
    match error.status() {
        Some(code) => Fault::Smtp(u16::from(code)),
        None if error.is_timeout() => Fault::Timeout,
        None if error.is_tls() => Fault::Tls,
        None if error.is_client() || error.is_response() => Fault::SmtpUnfit,
        None => Fault::below(error),
    }
}
