//! The command line: every command and its arguments, with the words that `--help` prints.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{
    flags::RawSettings,
    kits::{KitArguments, KitsAction},
};

/// A command with its own arguments.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Serve the site (what happens without a command)
    Serve {
        /// For authors: serve each change of the content folder as it is saved, and refresh the pages that show it;
        /// needs --content
        #[arg(long)]
        watch: bool,
    },
    /// Check the content: print every problem with file, line and remedy, and how good the articles are
    ///
    /// With --format json, one document: `problems`, `summary`, and in `articles` for each of them its numbers and `prose`,
    /// the text that was measured.
    Check {
        /// Print only the problems of these files, and the quality card of each article among them; given relative to the
        /// content folder or to here
        paths: Vec<PathBuf>,
        /// How to print them
        #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
        format: CheckFormat,
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
    /// List what the site has to send and what it could not, and have it tried again
    Outbox {
        /// What to do about it.
        #[command(subcommand)]
        action: OutboxAction,
    },
    /// Make one info kit as a PDF; no request is needed, and none is kept
    Kit(KitArguments),
    /// Print the info kits that readers want by mail
    Kits {
        /// What to do about them.
        #[command(subcommand)]
        action: KitsAction,
    },
    /// Write to those who have confirmed that they want to hear of new pages, and list them
    Updates {
        /// What to do about them.
        #[command(subcommand)]
        action: UpdatesAction,
    },
    /// Bring together readers who asked to talk with a patient and readers who volunteer
    Connect {
        /// What to do about them.
        #[command(subcommand)]
        action: ConnectAction,
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
    /// List what staff and the site did to submissions, and when; no personal data
    Audit {
        /// How to print it
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
    },
    /// Make the pair of keys by which requests are sealed and opened, and print the public one, for --recipient
    Keygen {
        /// The file to make for the secret one; keep it away from the server
        #[arg(long, value_name = "FILE", default_value = "discwise-identity.txt")]
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
        /// The file with the secret key, for what is sealed
        #[arg(long, value_name = "FILE")]
        identity: Option<PathBuf>,
        /// Print the sealed content as it is kept, for `age --decrypt`
        #[arg(long, conflicts_with = "identity")]
        sealed: bool,
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
    /// Seal what was kept before there was a --recipient, in every file of the store
    Seal {
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
        /// The file with the secret key, for what is sealed
        #[arg(long, value_name = "FILE")]
        identity: Option<PathBuf>,
        /// Which ones.
        #[command(flatten)]
        filter: FilterArguments,
    },
}

/// What staff do about letters and calls.
#[derive(Debug, Clone, Subcommand)]
pub enum OutboxAction {
    /// List references, kinds, states and faults; no personal data
    List {
        /// How to print them
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
        /// Only those in one state: waiting, held, done or dead
        #[arg(long)]
        state: Option<String>,
    },
    /// Send the letters to readers whose requests are sealed
    Send {
        /// The file with the secret key
        #[arg(long, value_name = "FILE")]
        identity: PathBuf,
    },
    /// Have everything that was given up tried again, or what is not sent yet of one request
    Retry {
        /// The reference that the reader was given
        reference: Option<String>,
    },
}

/// What staff do about updates.
#[derive(Debug, Clone, Subcommand)]
pub enum UpdatesAction {
    /// Write each address with the link that stops its updates, as CSV; personal data
    List {
        /// Write them to a new file that only you can read, not on standard output
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// The file with the secret key, for what is sealed
        #[arg(long, value_name = "FILE")]
        identity: Option<PathBuf>,
    },
    /// Send a letter to each address, with the link that stops its updates; the running site carries it
    Send {
        /// The letter as plain text: its first line is the subject, the rest what it says
        letter: PathBuf,
        /// Only count to how many it would go
        #[arg(long)]
        dry_run: bool,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// What staff do to bring two readers together.
#[derive(Debug, Clone, Subcommand)]
pub enum ConnectAction {
    /// List the volunteers who fit one seeker, best first; references, conditions and procedures alone
    Suggest {
        /// The reference of the request to talk
        seeker: String,
        /// The file with the secret key, where requests are sealed
        #[arg(long, value_name = "FILE")]
        identity: Option<PathBuf>,
    },
    /// Ask both whether they would like to talk; neither learns who the other is
    Propose {
        /// The reference of the request to talk
        seeker: String,
        /// The reference of the volunteer
        volunteer: String,
    },
    /// Note that one of them would like to talk; after the second yes, each is told how to reach the other
    Accepted {
        /// The reference of the match
        of: String,
        /// Who said so: seeker or volunteer
        #[arg(long, value_name = "SIDE")]
        by: String,
    },
    /// Note that one of them would rather not talk; the other is told that it did not come about
    Declined {
        /// The reference of the match
        of: String,
        /// Who said so: seeker or volunteer
        #[arg(long, value_name = "SIDE")]
        by: String,
    },
    /// Note that you have called somebody who wants no letters; a yes or a no notes that by itself
    Called {
        /// The reference of their request
        request: String,
    },
    /// Give up matches that wait for an answer for too long; those who were asked are told that it did not come about
    Expire {
        /// Those proposed more than so many days ago
        #[arg(long, value_name = "DAYS", default_value_t = 14)]
        days: u32,
        /// Only list them
        #[arg(long)]
        dry_run: bool,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// List matches, newest first: who has to answer, and whom to call; no personal data
    List {
        /// How to print them
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
    },
}

/// Which submissions are meant.
#[derive(Debug, Clone, Default, Args)]
pub struct FilterArguments {
    /// Only those of one form, such as kit or contact
    #[arg(long)]
    pub form: Option<String>,
    /// Only those in one state: new, handled, unconfirmed or confirmed
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

/// How the result of a check is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// Lines for people
    Text,
    /// One JSON document
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
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) raw: RawSettings,
}

const EXAMPLES: &str = "Examples:
  discwise                                        serve on http://127.0.0.1:8080, data in ./data
  discwise --listen 0.0.0.0:80 --public-origin https://discs.example.org
  discwise check --strict --content content       check the articles in a folder
  discwise submissions list                       what readers have asked for";
