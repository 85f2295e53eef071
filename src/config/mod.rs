//! Reads what the operator wants: a flag wins over an environment variable, that over the default.

mod command;
mod flags;
mod kits;
mod mail;
#[cfg(test)]
mod tests;

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    num::NonZeroU32,
    path::PathBuf,
    time::Duration,
};

use clap::{CommandFactory, Parser, error::ErrorKind};

use command::Cli;
use flags::RawSettings;

pub use command::{
    CheckFormat, Command, ConnectAction, ExportFormat, FilterArguments, ListFormat, OutboxAction, RetentionAction,
    SubmissionsAction, UpdatesAction,
};
pub use kits::{KitArguments, KitTopics, KitsAction};
pub use mail::{MailSettings, SmtpSecurity, SmtpSettings, WebhookSettings};

/// What to do, and with which settings.
#[derive(Debug)]
pub struct Config {
    /// What to do.
    pub command: Command,
    /// How.
    pub settings: Settings,
}

/// Settings that hold for every command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Where the site listens.
    pub listen: SocketAddr,
    /// Where the site listens for machines that watch over it.
    pub admin_listen: AdminListen,
    /// The folder of the database.
    pub data: PathBuf,
    /// The most that the database of the running site may grow to, in bytes.
    pub store_limit: u64,
    /// The public keys, as given, to which requests are sealed. None of them: they are kept open.
    pub recipients: Vec<String>,
    /// The folder to read the content from. `None` for the copy inside the program.
    pub content: Option<PathBuf>,
    /// Scheme and authority under which readers know the site, without a slash at the end. `None` for the address
    /// listened on.
    pub public_origin: Option<String>,
    /// Forms that one address may send at once, and the wait for each further one. `None` for no limit.
    pub form_limit: Option<(NonZeroU32, Duration)>,
    /// Networks, as address and length of prefix, of the proxies that are believed about where a request came from.
    pub trusted_proxies: Vec<(IpAddr, u8)>,
    /// Where mail and calls go.
    pub mail: MailSettings,
}

/// Where probes and metrics are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdminListen {
    /// Where the operator says.
    At(SocketAddr),
    /// At the usual address, unless something else has it: readers come before probes that nobody asked for.
    Usual(SocketAddr),
    /// Nowhere.
    Off,
}

impl Config {
    /// Reads arguments (the program's name first) and environment. The error prints itself as usage or help does.
    pub fn read(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> Result<Self, clap::Error> {
        let cli = Cli::try_parse_from(arguments)?;
        let settings = cli.raw.parse().map_err(|problems| {
            Cli::command().error(ErrorKind::ValueValidation, format!("{}\n", problems.join("\n       ")))
        })?;
        Ok(Self {
            command: cli.command.unwrap_or(Command::Serve { watch: false }),
            settings,
        })
    }

    /// The completion script for a shell.
    pub fn completions(shell: clap_complete::Shell) -> Vec<u8> {
        // Not straight to the output: the generator panics when that is closed or full.
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut Cli::command(), "discwise", &mut script);
        script
    }
}

impl RawSettings {
    /// Turns text into settings, or tells every setting that cannot be used.
    fn parse(self) -> Result<Settings, Vec<String>> {
        let mut problems = Vec::new();
        let listen = self.listen_address().unwrap_or_else(|problem| {
            problems.push(problem);
            DEFAULT_LISTEN
        });
        let admin_listen = self.admin_listen_address().unwrap_or_else(|problem| {
            problems.push(problem);
            AdminListen::Off
        });
        let public_origin = self.public_origin.map(|origin| {
            problems.extend(origin_problem(&origin));
            origin.trim_end_matches('/').to_owned()
        });
        let form_limit = form_limit(&self.form_limit).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        });
        let store_limit = store_limit(&self.store_limit).unwrap_or_else(|problem| {
            problems.push(problem);
            LEAST_STORE
        });
        let (trusted_proxies, unknown) = networks(&self.trusted_proxies);
        problems.extend(unknown);
        let mail = self.mail.parse(&mut problems);
        if problems.is_empty() {
            Ok(Settings {
                listen,
                admin_listen,
                data: self.data,
                store_limit,
                recipients: self.recipients,
                content: self.content,
                public_origin,
                form_limit,
                trusted_proxies,
                mail,
            })
        } else {
            Err(problems)
        }
    }

    fn listen_address(&self) -> Result<SocketAddr, String> {
        let wrong = |setting: &str, given: &str, form: &str| format!("{setting} is \"{given}\", which is not {form}");
        match (&self.listen, &self.port) {
            (Some(listen), _) => listen.parse().ok().ok_or_else(|| {
                wrong(
                    "--listen (DISCWISE_LISTEN)",
                    listen,
                    "an address and port such as 127.0.0.1:8080",
                )
            }),
            (None, Some(port)) => port
                .parse()
                .ok()
                .map(|port| SocketAddr::new(DEFAULT_LISTEN.ip(), port))
                .ok_or_else(|| wrong("--port (PORT)", port, "a port number from 1 to 65535")),
            (None, None) => Ok(DEFAULT_LISTEN),
        }
    }

    fn admin_listen_address(&self) -> Result<AdminListen, String> {
        match self.admin_listen.as_deref() {
            None => Ok(AdminListen::Usual(DEFAULT_ADMIN_LISTEN)),
            Some("none") => Ok(AdminListen::Off),
            Some(given) => given.parse().map(AdminListen::At).map_err(|_no_address| {
                format!(
                    "--admin-listen (DISCWISE_ADMIN_LISTEN) is \"{given}\", which is neither an address and port such \
                     as 127.0.0.1:8090 nor none"
                )
            }),
        }
    }
}

const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// Not 9090, where Prometheus itself listens on many machines.
const DEFAULT_ADMIN_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8090);

/// With less there would be no room for the tables and a request.
const LEAST_STORE: u64 = 1 << 20;

fn store_limit(given: &str) -> Result<u64, String> {
    let (number, shift) = match given.strip_suffix(['K', 'M', 'G']) {
        Some(number) if given.ends_with('K') => (number, 10),
        Some(number) if given.ends_with('M') => (number, 20),
        Some(number) => (number, 30),
        None => (given, 0),
    };
    let bytes = number
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(1 << shift));
    bytes.filter(|&bytes| bytes >= LEAST_STORE).ok_or_else(|| {
        format!("--store-limit (DISCWISE_STORE_LIMIT) is \"{given}\", which is not a size of at least 1M, such as 500M or 2G")
    })
}

/// Why a text is no origin, if it is none: scheme and authority, nothing after it but a slash.
fn origin_problem(origin: &str) -> Option<String> {
    let authority = ["https://", "http://"]
        .iter()
        .find_map(|scheme| origin.strip_prefix(scheme));
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    let good = authority
        .map(|authority| authority.strip_suffix('/').unwrap_or(authority))
        .is_some_and(|authority| !authority.is_empty() && authority.chars().all(allowed));
    (!good).then(|| {
        format!(
            "--public-origin (DISCWISE_PUBLIC_ORIGIN) is \"{origin}\", which is not a scheme and host such as \
             https://discs.example.org"
        )
    })
}

/// Forms at once and the wait for each further one, as in `10/30`; `none` for no limit.
fn form_limit(given: &str) -> Result<Option<(NonZeroU32, Duration)>, String> {
    if given == "none" {
        return Ok(None);
    }
    let limit = given.split_once('/').and_then(|(forms, seconds)| {
        let seconds: NonZeroU32 = seconds.parse().ok()?;
        Some((forms.parse().ok()?, Duration::from_secs(seconds.get().into())))
    });
    limit.map(Some).ok_or_else(|| {
        format!(
            "--form-limit (DISCWISE_FORM_LIMIT) is \"{given}\", which is neither forms and seconds such as 10/30 nor none"
        )
    })
}

/// The networks among some texts, and what is wrong with the others.
fn networks(given: &[String]) -> (Vec<(IpAddr, u8)>, Vec<String>) {
    let mut networks = Vec::new();
    let mut problems = Vec::new();
    for given in given {
        match network(given.trim()) {
            Some(network) => networks.push(network),
            None => problems.push(format!(
                "--trusted-proxy (DISCWISE_TRUSTED_PROXIES) is \"{given}\", which is no network such as 10.0.0.0/8, \
                 2001:db8::/32 or 192.0.2.7"
            )),
        }
    }
    (networks, problems)
}

/// An address with the length of its prefix; a bare address is a network of one.
fn network(given: &str) -> Option<(IpAddr, u8)> {
    let (address, prefix) = given.split_once('/').unwrap_or((given, ""));
    let address: IpAddr = address.parse().ok()?;
    let longest = if address.is_ipv4() { 32 } else { 128 };
    let prefix = if given.contains('/') {
        prefix.parse().ok()?
    } else {
        longest
    };
    (prefix <= longest).then_some((address, prefix))
}
