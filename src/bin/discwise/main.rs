//! Start-up order and exit codes; with the files beside it the only place that knows every room.

mod check;
mod connect;
mod deliver;
mod failure;
mod kits;
mod serve;
mod staff;
mod watch;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use discwise::config::{Command, Config, RetentionAction};

use crate::failure::Failure;

fn main() -> ExitCode {
    let config = match Config::read(std::env::args_os()) {
        Ok(config) => config,
        Err(usage) => {
            // Help and version come this way too; clap knows which stream and code each wants.
            return usage.print().map_or(ExitCode::FAILURE, |()| {
                u8::try_from(usage.exit_code()).unwrap_or(2).into()
            });
        }
    };
    match run(config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Told) => ExitCode::FAILURE,
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            // Nothing can be done when even the error stream is gone.
            writeln!(io::stderr(), "discwise: {failure}").ok();
            failure.exit_code()
        }
    }
}

fn run(config: Config) -> Result<(), Failure> {
    let Config { command, settings } = config;
    match command {
        Command::Completions { shell } => {
            let mut out = io::stdout().lock();
            out.write_all(&Config::completions(shell))?;
            Ok(out.flush()?)
        }
        Command::Check { paths, format, strict } => check::check(&settings, &paths, format, strict),
        Command::Kit(told) => kits::kit(&settings, &told),
        Command::Kits { action } => runtime()?.block_on(kits::kits(&settings, action)),
        Command::Keygen { out } => staff::keygen(&out),
        Command::Healthcheck => serve::healthcheck(&settings),
        Command::Serve { watch } => runtime()?.block_on(serve::serve(&settings, watch)),
        Command::Retention {
            action: RetentionAction::Run { dry_run, yes },
        } => runtime()?.block_on(staff::retention(&settings, dry_run, yes)),
        Command::Audit { format } => runtime()?.block_on(staff::audit(&settings, format)),
        Command::Backup { out } => runtime()?.block_on(staff::backup(&settings, &out)),
        Command::Connect { action } => runtime()?.block_on(connect::connect(&settings, action)),
        Command::Outbox { action } => runtime()?.block_on(staff::outbox(&settings, action)),
        Command::Updates { action } => runtime()?.block_on(staff::updates(&settings, action)),
        Command::Submissions { action } => runtime()?.block_on(staff::submissions(&settings, action)),
    }
}

fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}
