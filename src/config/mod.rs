//! Reads what the operator wants: a flag wins over an environment variable, that over the default.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    num::NonZeroU32,
    path::PathBuf,
    time::Duration,
};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, error::ErrorKind};

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
    /// The folder to read the content from. `None` for the copy inside the program.
    pub content: Option<PathBuf>,
    /// Scheme and authority under which readers know the site, without a slash at the end. `None` for the address
    /// listened on.
    pub public_origin: Option<String>,
    /// Forms that one address may send at once, and the wait for each further one. `None` for no limit.
    pub form_limit: Option<(NonZeroU32, Duration)>,
    /// Networks, as address and length of prefix, of the proxies that are believed about where a request came from.
    pub trusted_proxies: Vec<(IpAddr, u8)>,
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

/// A command with its own arguments.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Serve the site (what happens without a command)
    Serve,
    /// Check the content and print every problem with file, line and remedy
    Check {
        /// Print only the problems of these files, given relative to the content folder or to here
        paths: Vec<PathBuf>,
        /// Treat warnings as errors
        #[arg(long)]
        strict: bool,
    },
    /// List, show, answer, erase and export what readers have sent
    Submissions {
        /// What to do with them.
        #[command(subcommand)]
        action: SubmissionsAction,
    },
    /// Remove what is older than readers were told; the running site does so by itself every hour
    Retention {
        /// What to do about it.
        #[command(subcommand)]
        action: RetentionAction,
    },
    /// Copy the whole store into a new file, while the site runs; personal data included
    Backup {
        /// The file to make; nobody else can read it
        out: PathBuf,
    },
    /// Ask a running site whether it is ready; exit 0 if so, 1 if not
    Healthcheck,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// What staff do with submissions.
#[derive(Debug, Clone, Subcommand)]
pub enum SubmissionsAction {
    /// List references, forms, times and states; no personal data
    List {
        /// How to print them
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
        /// Which ones.
        #[command(flatten)]
        filter: FilterArguments,
    },
    /// Count what is new and handled, and how long the oldest waits; no personal data
    Stats,
    /// Show one submission whole, personal data included
    Show {
        /// The reference that the reader was given
        reference: String,
    },
    /// Mark one submission as dealt with
    Handled {
        /// The reference that the reader was given
        reference: String,
    },
    /// Write a note to one submission; `show` prints it
    Note {
        /// The reference that the reader was given
        reference: String,
        /// What to remember
        #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
        text: String,
    },
    /// Erase one submission for good, in every file of the store
    Erase {
        /// The reference that the reader was given
        reference: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Write submissions whole, personal data included
    Export {
        /// How to print them
        #[arg(long, value_enum, default_value_t = ExportFormat::Csv)]
        format: ExportFormat,
        /// Write them to a new file that only you can read, not on standard output
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Which ones.
        #[command(flatten)]
        filter: FilterArguments,
    },
}

/// Which submissions are meant.
#[derive(Debug, Clone, Default, Args)]
pub struct FilterArguments {
    /// Only those of one form, such as kit or contact
    #[arg(long)]
    pub form: Option<String>,
    /// Only those in one state: new or handled
    #[arg(long)]
    pub status: Option<String>,
    /// Only those older than so many days
    #[arg(long, value_name = "DAYS")]
    pub older_than: Option<u32>,
}

/// What staff do about old submissions.
#[derive(Debug, Clone, Subcommand)]
pub enum RetentionAction {
    /// Remove submissions older than the days of site.toml
    Run {
        /// Only count them
        #[arg(long)]
        dry_run: bool,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Columns for people
    Table,
    /// Comma-separated values
    Csv,
    /// One JSON object a line
    Json,
}

/// How an export is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Comma-separated values, safe to open in a spreadsheet
    Csv,
    /// One JSON object a line
    Json,
}

/// Plain answers about spinal discs: serves the site and shows staff what readers ask for.
#[derive(Debug, Parser)]
#[command(name = "discwise", version, arg_required_else_help = false, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    raw: RawSettings,
}

const EXAMPLES: &str = "Examples:
  discwise                                        serve on http://127.0.0.1:8080, data in ./data
  discwise --listen 0.0.0.0:80 --public-origin https://discs.example.org
  discwise check --strict --content content       check the articles in a folder
  discwise submissions list                       what readers have asked for";

/// Settings as given. Read as text, so that every bad one is told at once.
#[derive(Debug, Clone, Args)]
struct RawSettings {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "DISCWISE_LISTEN", global = true, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// Port to listen on at 127.0.0.1, where --listen is not given
    #[arg(long, env = "PORT", global = true, hide = true)]
    port: Option<String>,
    /// Address and port of the listener for machines: /livez, /readyz, /metrics; `none` for no such listener
    /// [default: 127.0.0.1:8090]
    #[arg(long, env = "DISCWISE_ADMIN_LISTEN", global = true, value_name = "ADDRESS:PORT")]
    admin_listen: Option<String>,
    /// Folder of the database; made at the first start
    #[arg(
        long,
        env = "DISCWISE_DATA",
        global = true,
        value_name = "DIR",
        default_value = "data"
    )]
    data: PathBuf,
    /// Most that the database of the running site may grow to, in bytes or with K, M or G after the number
    #[arg(
        long,
        env = "DISCWISE_STORE_LIMIT",
        global = true,
        value_name = "BYTES",
        default_value = "1G"
    )]
    store_limit: String,
    /// Folder to read the content from instead of the copy inside the program
    #[arg(long, env = "DISCWISE_CONTENT", global = true, value_name = "DIR")]
    content: Option<PathBuf>,
    /// Where readers find the site, such as `https://discs.example.org` [default: http:// and the address listened on]
    #[arg(long, env = "DISCWISE_PUBLIC_ORIGIN", global = true, value_name = "ORIGIN")]
    public_origin: Option<String>,
    /// Forms that one address may send at once, and the seconds to wait for each further one; `none` for no limit
    #[arg(
        long,
        env = "DISCWISE_FORM_LIMIT",
        global = true,
        value_name = "FORMS/SECONDS",
        default_value = "10/30"
    )]
    form_limit: String,
    /// Network of proxies whose X-Forwarded-For tells who sends a form; can be given several times [default: nobody]
    #[arg(
        long = "trusted-proxy",
        env = "DISCWISE_TRUSTED_PROXIES",
        global = true,
        value_name = "CIDR",
        value_delimiter = ','
    )]
    trusted_proxies: Vec<String>,
}

impl Config {
    /// Reads arguments (the program's name first) and environment. The error prints itself as usage or help does.
    pub fn read(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> Result<Self, clap::Error> {
        let cli = Cli::try_parse_from(arguments)?;
        let settings = cli.raw.parse().map_err(|problems| {
            Cli::command().error(ErrorKind::ValueValidation, format!("{}\n", problems.join("\n       ")))
        })?;
        Ok(Self {
            command: cli.command.unwrap_or(Command::Serve),
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
        if problems.is_empty() {
            Ok(Settings {
                listen,
                admin_listen,
                data: self.data,
                store_limit,
                content: self.content,
                public_origin,
                form_limit,
                trusted_proxies,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Config, clap::Error> {
        Config::read(
            std::iter::once("discwise")
                .chain(arguments.iter().copied())
                .map(Into::into),
        )
    }

    #[test]
    fn without_a_command_the_site_is_served() {
        let config = read(&[]).unwrap();
        assert!(matches!(config.command, Command::Serve));
        assert_eq!(config.settings.listen, DEFAULT_LISTEN);
        assert_eq!(config.settings.public_origin, None);
    }

    #[test]
    fn settings_stand_before_or_after_the_command() {
        for arguments in [["--data", "here", "serve"], ["serve", "--data", "here"]] {
            assert_eq!(read(&arguments).unwrap().settings.data, PathBuf::from("here"));
        }
    }

    #[test]
    fn every_bad_setting_is_told_at_once() {
        let told = read(&["--listen", "nowhere", "--public-origin", "example.org/path"]).unwrap_err();
        let text = told.to_string();
        assert!(text.contains("--listen") && text.contains("nowhere"), "{text}");
        assert!(
            text.contains("--public-origin") && text.contains("example.org/path"),
            "{text}"
        );
        assert_eq!(told.exit_code(), 2);
    }

    #[test]
    fn a_store_limit_is_a_number_of_bytes() {
        for (given, bytes) in [
            ("1G", 1 << 30),
            ("500M", 500 << 20),
            ("2048K", 2 << 20),
            ("1048576", 1 << 20),
        ] {
            assert_eq!(store_limit(given), Ok(bytes));
        }
        for bad in ["", "G", "1T", "1023K", "-1", "1.5G", "99999999999G"] {
            assert!(store_limit(bad).is_err(), "{bad}");
        }
        assert_eq!(read(&[]).unwrap().settings.store_limit, 1 << 30);
    }

    #[test]
    fn an_origin_is_a_scheme_and_a_host() {
        for good in [
            "https://example.org",
            "http://127.0.0.1:8080",
            "https://example.org/",
            "https://[::1]:8443",
        ] {
            assert_eq!(origin_problem(good), None, "{good}");
        }
        for bad in [
            "example.org",
            "https://",
            "https://a/b",
            "ftp://a",
            "https://a?b",
            "https://a b",
            "https://a#b",
            "https://u@a",
        ] {
            assert!(origin_problem(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn forms_are_limited_unless_the_operator_says_none() {
        let limit = |given: &[&str]| read(given).map(|config| config.settings.form_limit);
        let usual = NonZeroU32::new(10).map(|forms| (forms, Duration::from_secs(30)));
        assert_eq!(limit(&[]).unwrap(), usual);
        assert_eq!(limit(&["--form-limit", "none"]).unwrap(), None);
        for bad in ["", "10", "0/30", "10/0", "ten/30", "10/30/1", "-1/30"] {
            let told = limit(&[&format!("--form-limit={bad}")]).unwrap_err().to_string();
            assert!(told.contains("--form-limit") && told.contains("10/30"), "{bad}: {told}");
        }
    }

    #[test]
    fn proxies_are_trusted_only_by_network() {
        let trusted = |given: &[&str]| read(given).map(|config| config.settings.trusted_proxies);
        assert!(trusted(&[]).unwrap().is_empty());
        let given = ["--trusted-proxy", "10.0.0.0/8,::1", "--trusted-proxy", "2001:db8::/32"];
        let expected = [("10.0.0.0", 8), ("::1", 128), ("2001:db8::", 32)];
        assert_eq!(
            trusted(&given).unwrap(),
            expected.map(|(address, prefix)| (address.parse().unwrap(), prefix))
        );
        for bad in ["proxy", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0/8", "/8"] {
            let told = trusted(&["--trusted-proxy", bad]).unwrap_err().to_string();
            assert!(told.contains("--trusted-proxy") && told.contains(bad), "{told}");
        }
    }

    #[test]
    fn machines_have_a_listener_of_their_own_unless_the_operator_says_none() {
        let admin = |given: &[&str]| read(given).map(|config| config.settings.admin_listen);
        assert_eq!(admin(&[]).unwrap(), AdminListen::Usual(DEFAULT_ADMIN_LISTEN));
        assert_eq!(admin(&["--admin-listen", "none"]).unwrap(), AdminListen::Off);
        let at = AdminListen::At("[::1]:9".parse().unwrap());
        assert_eq!(admin(&["--admin-listen", "[::1]:9"]).unwrap(), at);
        let told = admin(&["--admin-listen", "9090"]).unwrap_err().to_string();
        assert!(told.contains("--admin-listen") && told.contains("9090"), "{told}");
    }

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
