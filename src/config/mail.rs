//! Where mail and calls go. Secrets are named by their file, never given: arguments and environment can be seen by others.

use std::{net::IpAddr, path::PathBuf};

use clap::{Args, ValueEnum};

/// Settings of mail as given.
#[derive(Debug, Clone, Args)]
pub(super) struct MailArguments {
    /// Address that hears of each new request, without personal data [default: the email of site.toml]
    #[arg(long, env = "DISCWISE_STAFF_MAIL", global = true, value_name = "ADDRESS")]
    staff_mail: Option<String>,
    /// Mail server to send letters through [default: none, letters are written into the folder spool in --data]
    #[arg(long, env = "DISCWISE_SMTP_HOST", global = true, value_name = "HOST")]
    smtp_host: Option<String>,
    /// Port of the mail server [default: 587 with starttls, 465 with tls, 25 with none]
    #[arg(long, env = "DISCWISE_SMTP_PORT", global = true, value_name = "PORT")]
    smtp_port: Option<u16>,
    /// How to speak to the mail server; none only to one on this machine
    #[arg(
        long,
        env = "DISCWISE_SMTP_SECURITY",
        global = true,
        value_enum,
        default_value_t = SmtpSecurity::Starttls
    )]
    smtp_security: SmtpSecurity,
    /// Name to log in to the mail server with
    #[arg(long, env = "DISCWISE_SMTP_USER", global = true, value_name = "NAME")]
    smtp_user: Option<String>,
    /// File that holds the password for it
    #[arg(long, env = "DISCWISE_SMTP_PASSWORD_FILE", global = true, value_name = "FILE")]
    smtp_password_file: Option<PathBuf>,
    /// File of certificates (PEM) that may vouch for the mail server, besides those that browsers trust
    #[arg(long, env = "DISCWISE_SMTP_CA", global = true, value_name = "FILE")]
    smtp_ca: Option<PathBuf>,
    /// Where a program of yours is told of each new request, without personal data
    #[arg(long, env = "DISCWISE_WEBHOOK", global = true, value_name = "URL")]
    webhook: Option<String>,
    /// File that holds the secret to sign these calls with, in base64
    #[arg(long, env = "DISCWISE_WEBHOOK_SECRET_FILE", global = true, value_name = "FILE")]
    webhook_secret_file: Option<PathBuf>,
}

/// Where mail and calls go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSettings {
    /// The address that hears of each new request. `None` for the one in `site.toml`.
    pub staff_mail: Option<String>,
    /// The mail server. `None` for a folder.
    pub smtp: Option<SmtpSettings>,
    /// The program that is told of each new request.
    pub webhook: Option<WebhookSettings>,
}

/// A mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How to speak to it.
    pub security: SmtpSecurity,
    /// Name and file of the password, where it asks for them.
    pub login: Option<(String, PathBuf)>,
    /// The file of certificates that may vouch for it. `None` where those that browsers trust do.
    pub authorities: Option<PathBuf>,
}

/// How to speak to a mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SmtpSecurity {
    /// Encrypted after the greeting; refused where the server cannot
    Starttls,
    /// Encrypted from the first byte
    Tls,
    /// Not encrypted
    None,
}

/// A program of the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookSettings {
    /// Its address.
    pub url: String,
    /// The file of the secret.
    pub secret_file: PathBuf,
}

impl MailArguments {
    /// Turns arguments into settings; what cannot be meant is added to the problems.
    pub(super) fn parse(self, problems: &mut Vec<String>) -> MailSettings {
        MailSettings {
            smtp: self.smtp(problems),
            webhook: self.webhook(problems),
            staff_mail: self.staff_mail,
        }
    }

    fn smtp(&self, problems: &mut Vec<String>) -> Option<SmtpSettings> {
        let login = self.smtp_user.clone().zip(self.smtp_password_file.clone());
        if login.is_none() && (self.smtp_user.is_some() || self.smtp_password_file.is_some()) {
            problems.push("--smtp-user and --smtp-password-file are only of use together".to_owned());
        }
        let security = self.smtp_security;
        let Some(host) = self.smtp_host.clone() else {
            if login.is_some() || self.smtp_port.is_some() || self.smtp_ca.is_some() {
                let what =
                    "--smtp-port, --smtp-user, --smtp-password-file and --smtp-ca are of no use without --smtp-host";
                problems.push(what.to_owned());
            }
            return None;
        };
        if security == SmtpSecurity::None && !is_this_machine(&host) {
            problems.push(format!(
                "--smtp-security is none, and --smtp-host (DISCWISE_SMTP_HOST) is \"{host}\", which is not this machine: \
                 letters with names and addresses would be readable on the way; say starttls or tls"
            ));
        }
        if security == SmtpSecurity::None && self.smtp_ca.is_some() {
            problems.push("--smtp-ca is of no use where --smtp-security is none".to_owned());
        }
        let usual = match security {
            SmtpSecurity::Starttls => 587,
            SmtpSecurity::Tls => 465,
            SmtpSecurity::None => 25,
        };
        Some(SmtpSettings {
            host,
            port: self.smtp_port.unwrap_or(usual),
            security,
            login,
            authorities: self.smtp_ca.clone(),
        })
    }

    fn webhook(&self, problems: &mut Vec<String>) -> Option<WebhookSettings> {
        match (&self.webhook, &self.webhook_secret_file) {
            (None, None) => None,
            (Some(url), Some(secret_file)) => {
                problems.extend(webhook_problem(url));
                Some(WebhookSettings {
                    url: url.clone(),
                    secret_file: secret_file.clone(),
                })
            }
            _ => {
                problems.push("--webhook and --webhook-secret-file are only of use together".to_owned());
                None
            }
        }
    }
}

/// Why an address cannot be called, if it cannot: a call must not be readable on the way.
fn webhook_problem(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://").unwrap_or_default();
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // The port comes off, but not the end of an address in brackets.
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    let sound = !host.is_empty() && !url.contains(char::is_whitespace) && !authority.contains('@');
    let good = sound && (scheme == "https" || (scheme == "http" && is_this_machine(host)));
    (!good).then(|| {
        format!(
            "--webhook (DISCWISE_WEBHOOK) is \"{url}\", which is not an address such as https://desk.example.org/hook; \
             http:// is only for this machine"
        )
    })
}

fn is_this_machine(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let address = bare.unwrap_or(host).parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}
