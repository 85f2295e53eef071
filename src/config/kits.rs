//! What is said on the command line of kits as files.

use std::path::PathBuf;

use clap::{
    Args, Subcommand,
    builder::{NonEmptyStringValueParser, TypedValueParser},
};

/// What a kit is to be.
#[derive(Debug, Clone, Args)]
#[command(after_help = KIT_EXAMPLES)]
#[group(skip)]
pub struct KitArguments {
    /// What it is about.
    #[command(flatten)]
    pub about: KitTopics,
    /// Leave these parts out
    #[arg(long, value_name = "PART", num_args = 1.., value_parser = [
        "pictures", "comparison", "questions", "timeline", "self-care", "glossary", "sources",
    ])]
    pub without: Vec<String>,
    /// How much it tells
    #[arg(long, default_value = "plain", value_parser = ["plain", "more"])]
    pub detail: String,
    /// Set it in large print
    #[arg(long)]
    pub large_print: bool,
    /// The paper that it is printed on
    #[arg(long, default_value = "letter", value_parser = ["letter", "a4"])]
    pub paper: String,
    /// The file to make; one that is there is not touched
    #[arg(short, long, value_name = "FILE")]
    pub out: PathBuf,
}

/// What a kit is to be about; names are the ends of addresses, such as disc-extrusion of /conditions/disc-extrusion.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = true)]
pub struct KitTopics {
    /// Conditions, by the end of their address, as in /conditions/disc-extrusion
    #[arg(long = "condition", value_name = "SLUG", num_args = 1.., value_parser = slug())]
    pub conditions: Vec<String>,
    /// Procedures, as in /procedures/microdiscectomy
    #[arg(long = "procedure", value_name = "SLUG", num_args = 1.., value_parser = slug())]
    pub procedures: Vec<String>,
    /// The disc level, as in /levels/l4-l5
    #[arg(long, value_name = "SLUG", value_parser = slug())]
    pub level: Option<String>,
    /// For somebody who does not know yet
    #[arg(long)]
    pub not_sure: bool,
}

/// Levels have capitals everywhere but in addresses.
fn slug() -> impl TypedValueParser<Value = String> {
    NonEmptyStringValueParser::new().map(|given: String| given.to_lowercase())
}

const KIT_EXAMPLES: &str = "Examples:
  discwise kit --condition disc-extrusion --level l4-l5 -o kit.pdf
  discwise kit --condition sciatica herniated-disc --without glossary sources -o kit.pdf
  discwise kit --not-sure --large-print --paper a4 -o kit.pdf

A kit shows where it is on the web, in words and as a code for phones: give the --public-origin of the site.";

/// What staff do about kits that go by mail.
#[derive(Debug, Clone, Subcommand)]
pub enum KitsAction {
    /// Write a PDF of each kit that is to go by mail, and a list of addresses, into a new folder; personal data
    #[command(after_help = QUEUE_EXAMPLES)]
    PrintQueue {
        /// The folder to make; nobody else can read it
        out: PathBuf,
        /// The file with the secret key, for what is sealed
        #[arg(long, value_name = "FILE")]
        identity: Option<PathBuf>,
    },
}

const QUEUE_EXAMPLES: &str = "Examples:
  discwise kits print-queue queue --public-origin https://discs.example.org
  discwise kits print-queue queue --identity identity.txt    where requests are sealed
  discwise submissions handled BCDF-2345                     once that kit is in the mail

Nothing is marked as handled by it: what is printed and not mailed is printed again the next time.";
