//! The flags that every command takes, with the words that `--help` prints.

use std::path::PathBuf;

use clap::Args;

use super::mail::MailArguments;

/// Settings as given. Read as text, so that every bad one is told at once.
#[derive(Debug, Clone, Args)]
pub(super) struct RawSettings {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "DISCWISE_LISTEN", global = true, value_name = "ADDRESS:PORT")]
    pub(super) listen: Option<String>,
    /// Port to listen on at 127.0.0.1, where --listen is not given
    #[arg(long, env = "PORT", global = true, hide = true)]
    pub(super) port: Option<String>,
    /// Address and port of the listener for machines: /livez, /readyz, /metrics; `none` for no such listener
    /// [default: 127.0.0.1:8090]
    #[arg(long, env = "DISCWISE_ADMIN_LISTEN", global = true, value_name = "ADDRESS:PORT")]
    pub(super) admin_listen: Option<String>,
    /// Folder of the database; made at the first start
    #[arg(
        long,
        env = "DISCWISE_DATA",
        global = true,
        value_name = "DIR",
        default_value = "data"
    )]
    pub(super) data: PathBuf,
    /// Most that the database of the running site may grow to, and its log as well, in bytes or with K, M or G after the number
    #[arg(
        long,
        env = "DISCWISE_STORE_LIMIT",
        global = true,
        value_name = "BYTES",
        default_value = "1G"
    )]
    pub(super) store_limit: String,
    /// Public key (age1...) to seal requests and notes to, so that only its owner can read them; can be given several
    /// times [default: nobody, requests are kept open]
    #[arg(
        long = "recipient",
        env = "DISCWISE_RECIPIENT",
        global = true,
        value_name = "KEY",
        value_delimiter = ','
    )]
    pub(super) recipients: Vec<String>,
    /// Folder to read the content from instead of the copy inside the program
    #[arg(long, env = "DISCWISE_CONTENT", global = true, value_name = "DIR")]
    pub(super) content: Option<PathBuf>,
    /// Where readers find the site, such as `https://discs.example.org` [default: http:// and the address listened on]
    #[arg(long, env = "DISCWISE_PUBLIC_ORIGIN", global = true, value_name = "ORIGIN")]
    pub(super) public_origin: Option<String>,
    /// Forms that one address may send at once, and the seconds to wait for each further one; `none` for no limit
    #[arg(
        long,
        env = "DISCWISE_FORM_LIMIT",
        global = true,
        value_name = "FORMS/SECONDS",
        default_value = "10/30"
    )]
    pub(super) form_limit: String,
    /// Network of proxies whose X-Forwarded-For tells who sends a form; can be given several times [default: nobody]
    #[arg(
        long = "trusted-proxy",
        env = "DISCWISE_TRUSTED_PROXIES",
        global = true,
        value_name = "CIDR",
        value_delimiter = ','
    )]
    pub(super) trusted_proxies: Vec<String>,
    #[command(flatten)]
    pub(super) mail: MailArguments,
}
