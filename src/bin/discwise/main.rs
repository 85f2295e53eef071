//! Start-up order, signals and exit codes; the only file that knows every room.

use std::{
    io::{self, IsTerminal, Read, Write},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::ExitCode,
    str::FromStr,
    sync::Arc,
    time::Duration,
};

use discwise::{
    config::{
        AdminListen, Command, Config, ExportFormat, FilterArguments, ListFormat, RetentionAction, Settings,
        SubmissionsAction,
    },
    content::{ContentDir, ContentProblems, Language, Library},
    forms::{Reference, ReferenceFault},
    operator,
    store::{Filter, Store, StoreError, StoreSettings},
    web::{
        self, AppState, ConnectionLimits, Disk, Draining, Effort, FormLimits, FormRate, Metrics, Server, Site,
        SiteHandle, Stopper, TrustedProxies,
    },
};
use tokio::signal::unix::{SignalKind, signal};

/// Why a command did not do its work. Each prints as one message that says what to do.
#[derive(Debug, thiserror::Error)]
enum Failure {
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
    #[error("cannot listen on {address} ({flag}): {cause}")]
    Listen {
        address: SocketAddr,
        flag: &'static str,
        cause: io::Error,
    },
    #[error("cannot use the data folder {folder} (--data): {cause}")]
    Data { folder: String, cause: StoreError },
    #[error(transparent)]
    Operator(#[from] operator::OperatorError),
    #[error(transparent)]
    Page(#[from] discwise::pages::RenderError),
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
    fn of_data(settings: &Settings, cause: StoreError) -> Self {
        Self::Data {
            folder: settings.data.display().to_string(),
            cause,
        }
    }

    /// Whether only the reader of the output went away, as in `discwise submissions list | head -1`.
    fn is_broken_pipe(&self) -> bool {
        match self {
            Self::Operator(error) => error.is_broken_pipe(),
            Self::Io(cause) => cause.kind() == io::ErrorKind::BrokenPipe,
            _ => false,
        }
    }

    /// 2 for an argument that cannot be meant, as clap has it; 1 for anything else.
    fn exit_code(&self) -> ExitCode {
        match self {
            Self::Reference(..) | Self::Misuse { .. } | Self::Operator(operator::OperatorError::Unasked) => {
                ExitCode::from(2)
            }
            _ => ExitCode::FAILURE,
        }
    }
}

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
        Command::Check { paths, strict } => check(&settings, &paths, strict),
        Command::Healthcheck => healthcheck(&settings),
        Command::Serve => runtime()?.block_on(serve(&settings)),
        Command::Retention {
            action: RetentionAction::Run { dry_run, yes },
        } => runtime()?.block_on(retention(&settings, dry_run, yes)),
        Command::Backup { out } => runtime()?.block_on(backup(&settings, &out)),
        Command::Submissions { action } => runtime()?.block_on(submissions(&settings, action)),
    }
}

fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}

/// The content of the given folder, or the copy inside the program.
fn content(folder: Option<&Path>) -> ContentDir {
    folder.map_or(ContentDir::Embedded, |folder| ContentDir::Folder(folder.to_owned()))
}

/// Checks what an author has before them: the given folder, or `content/` here where there is one.
fn check(settings: &Settings, paths: &[PathBuf], strict: bool) -> Result<(), Failure> {
    let here = Path::new("content");
    let folder = settings.content.as_deref().or_else(|| here.is_dir().then_some(here));
    let files = paths
        .iter()
        .map(|path| within(folder, path))
        .collect::<Result<Vec<_>, _>>()?;
    let mut problems = Library::check(&content(folder), Language::English, jiff::Zoned::now().date());
    if !files.is_empty() {
        problems = problems.only(|problem| files.iter().any(|file| Path::new(problem).starts_with(file)));
    }
    match operator::check(&problems, strict, &mut io::stdout().lock()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::Told),
        // Nobody has read the verdict, so that it must not pass for a good one.
        Err(error) if error.is_broken_pipe() => Err(Failure::Told),
        Err(error) => Err(error.into()),
    }
}

/// A file or folder as the content folder knows it, given relative to there or to here.
fn within(folder: Option<&Path>, path: &Path) -> Result<PathBuf, Failure> {
    let missing = || Failure::NoSuchContent(path.display().to_string());
    let folder = folder.ok_or_else(missing)?;
    let whole = [path.to_owned(), folder.join(path)]
        .into_iter()
        .find_map(|path| path.canonicalize().ok());
    let relative = whole.and_then(|whole| Some(whole.strip_prefix(folder.canonicalize().ok()?).ok()?.to_owned()));
    relative.ok_or_else(missing)
}

async fn serve(settings: &Settings) -> Result<(), Failure> {
    start_log();
    log_panics_without_their_words();
    survive_full_files()?;
    let listen = |cause| Failure::Listen {
        address: settings.listen,
        flag: "--listen",
        cause,
    };
    let server = Server::bind(settings.listen, ConnectionLimits::for_this_process()).map_err(listen)?;
    let address = server.address().map_err(listen)?;
    let origin = settings
        .public_origin
        .clone()
        .unwrap_or_else(|| format!("http://{address}"));

    let library = Library::load(&content(settings.content.as_deref()), Language::English)?;
    warn_of_example_phone(&library);
    let days = library.site().retention_days;
    let (publisher, site) = SiteHandle::new(Site::build(library, &origin, Effort::Quick)?);
    let store = store_of_the_site(settings).await?;
    let clock = jiff::Timestamp::now;
    tokio::spawn(operator::retention_keep(
        store.clone(),
        days,
        clock,
        operator::RETENTION_ROUND,
    ));
    let draining = Draining::default();
    let limits = form_limits(settings);
    let state = AppState {
        site: site.clone(),
        store: store.clone(),
        draining: draining.clone(),
        limits: limits.clone(),
        metrics: Metrics::default(),
    };
    let machines = listen_for_machines(settings.admin_listen)?;
    let machine_router = web::machine_router(&state, Disk::of(settings.data.clone()));
    let router = web::router(state, &origin).map_err(|cause| Failure::Origin(cause.to_string()))?;

    // The doors are open before the last bytes are squeezed out; one thread does that beside the readers.
    std::thread::spawn(move || {
        publisher.send_replace(Arc::new(site.current().recompressed()));
        tracing::info!("every document is compressed as far as it goes");
    });
    tokio::spawn(limits.forget_addresses());
    tokio::spawn(stop_on_signal(server.stopper(), draining)?);
    tracing::info!("Discwise is at {origin}, listening on http://{address}");
    if let Some(machines) = machines {
        tracing::info!("probes and metrics are at http://{}", machines.address()?);
        tokio::spawn(machines.run(machine_router));
    }
    server.run(router).await?;
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// A reader in need who calls a number that nobody answers is worse off than one without a number.
fn warn_of_example_phone(library: &Library) {
    if library.site().has_example_phone() {
        let phone = &library.site().phone;
        tracing::warn!("readers are told to call {phone}, which is an example; put your own into site.toml");
    }
}

async fn store_of_the_site(settings: &Settings) -> Result<Store, Failure> {
    let bounds = StoreSettings {
        most_bytes: Some(settings.store_limit),
        ..StoreSettings::default()
    };
    let opened = Store::open_with(&settings.data, bounds).await;
    opened.map_err(|cause| Failure::of_data(settings, cause))
}

/// Without a bound on its size, so that erasing works in a full one.
async fn store_of_staff(settings: &Settings) -> Result<Store, Failure> {
    let opened = Store::open_existing(&settings.data).await;
    opened.map_err(|cause| Failure::of_data(settings, cause))
}

/// Few connections: those who watch over a site are few. `None` where nobody may ask.
fn listen_for_machines(wished: AdminListen) -> Result<Option<Server>, Failure> {
    let limits = ConnectionLimits {
        most: 16,
        ..ConnectionLimits::for_this_process()
    };
    match wished {
        AdminListen::Off => Ok(None),
        AdminListen::At(address) => Server::bind(address, limits)
            .map(Some)
            .map_err(|cause| Failure::Listen {
                address,
                flag: "--admin-listen",
                cause,
            }),
        AdminListen::Usual(address) => Ok(Server::bind(address, limits)
            .inspect_err(|cause| {
                tracing::warn!(%cause, "no probes and metrics at {address}; choose another --admin-listen, or none");
            })
            .ok()),
    }
}

fn form_limits(settings: &Settings) -> FormLimits {
    let rate = settings
        .form_limit
        .map(|(burst, then_every)| FormRate { burst, then_every });
    FormLimits::new(rate, TrustedProxies::new(settings.trusted_proxies.iter().copied()))
}

/// The first signal lets requests under way finish, the second does not wait for them.
fn stop_on_signal(stopper: Stopper, draining: Draining) -> io::Result<impl Future<Output = ()>> {
    let mut term = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        let mut next = async || {
            tokio::select! { _ = term.recv() => {}, _ = interrupt.recv() => {} }
        };
        next().await;
        tracing::info!("stopping; a second signal does not wait for requests under way");
        draining.begin();
        let draining = async {
            tokio::time::sleep(NOTICE_OF_STOP).await;
            stopper.drain();
            std::future::pending::<()>().await;
        };
        tokio::select! { () = draining => {}, () = next() => stopper.cut_off() }
    })
}

/// For load balancers to see that `/readyz` has changed before connections are refused.
const NOTICE_OF_STOP: Duration = Duration::from_millis(500);

/// Lines for people on a terminal, JSON for machines elsewhere; both on standard output.
fn start_log() {
    let filter = tracing_subscriber::filter::LevelFilter::INFO;
    let log = tracing_subscriber::fmt().with_max_level(filter).with_target(false);
    if io::stdout().is_terminal() {
        log.init();
    } else {
        log.json().flatten_event(true).with_span_list(false).init();
    }
}

/// A panic's words can quote what a reader typed, so the log gets its place, and only words that stand in the code.
fn log_panics_without_their_words() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let words = panic.payload().downcast_ref::<&'static str>().unwrap_or(&"");
        tracing::error!(place, words, "panicked");
    }));
}

/// Without a handler a write past the limit on file size ends the process; with one the store is full and says so.
fn survive_full_files() -> io::Result<()> {
    const SIGXFSZ: i32 = 25;
    // The handler stays when the stream of signals is dropped.
    signal(SignalKind::from_raw(SIGXFSZ)).map(drop)
}

async fn submissions(settings: &Settings, action: SubmissionsAction) -> Result<(), Failure> {
    let store = store_of_staff(settings).await?;
    let done = do_with_submissions(&store, action).await;
    store.close().await;
    done
}

async fn retention(settings: &Settings, dry_run: bool, yes: bool) -> Result<(), Failure> {
    let library = Library::load(&content(settings.content.as_deref()), Language::English)?;
    let days = library.site().retention_days;
    let store = store_of_staff(settings).await?;
    let out = &mut io::stdout().lock();
    let now = jiff::Timestamp::now();
    let due = operator::retention_due(&store, days, now, out).await?;
    if !dry_run && due > 0 {
        confirm("They will be removed for good.", yes)?;
        let removed = operator::retention_run(&store, days, now).await?;
        writeln!(out, "{removed} removed.")?;
    }
    store.close().await;
    Ok(())
}

async fn backup(settings: &Settings, out: &Path) -> Result<(), Failure> {
    let store = store_of_staff(settings).await?;
    let done = store.backup(out).await;
    store.close().await;
    Ok(done.map_err(operator::OperatorError::from)?)
}

async fn do_with_submissions(store: &Store, action: SubmissionsAction) -> Result<(), Failure> {
    let out = &mut io::stdout().lock();
    let now = jiff::Timestamp::now();
    match action {
        SubmissionsAction::List { format, filter: told } => {
            operator::submissions_list(store, &filter(told, now)?, list_format(format), out).await?;
        }
        SubmissionsAction::Stats => operator::submissions_stats(store, now, out).await?,
        SubmissionsAction::Show { reference: told } => {
            operator::submissions_show(store, &reference(told)?, out).await?;
        }
        SubmissionsAction::Handled { reference: told } => {
            operator::submissions_handled(store, &reference(told)?, now, out).await?;
        }
        SubmissionsAction::Note { reference: told, text } => {
            operator::submissions_note(store, &reference(told)?, &text, now, out).await?;
        }
        SubmissionsAction::Erase { reference: told, yes } => {
            let reference = reference(told)?;
            confirm(&format!("{reference} will be erased for good."), yes)?;
            operator::submissions_erase(store, &reference, now, out).await?;
        }
        SubmissionsAction::Export {
            format,
            out: file,
            filter: told,
        } => {
            let (filter, format) = (filter(told, now)?, export_format(format));
            match file {
                Some(file) => operator::submissions_export_to(&file, store, &filter, format).await?,
                None => operator::submissions_export(store, &filter, format, out).await?,
            }
        }
    }
    Ok(())
}

fn reference(told: String) -> Result<Reference, Failure> {
    told.parse().map_err(|fault| Failure::Reference(told, fault))
}

fn filter(told: FilterArguments, now: jiff::Timestamp) -> Result<Filter, Failure> {
    let received_before = told.older_than.map(|days| {
        let age = jiff::SignedDuration::from_hours(24 * i64::from(days));
        now.checked_sub(age).unwrap_or(jiff::Timestamp::MIN)
    });
    Ok(Filter {
        form: told.form.map(|form| parsed("--form", &form)).transpose()?,
        status: told.status.map(|status| parsed("--status", &status)).transpose()?,
        received_before,
    })
}

fn parsed<T: FromStr<Err = &'static str>>(flag: &'static str, given: &str) -> Result<T, Failure> {
    given.parse().map_err(|rule| Failure::Misuse {
        flag,
        given: given.to_owned(),
        rule,
    })
}

/// Asks on the terminal, where there is one, before what cannot be undone.
fn confirm(question: &str, yes: bool) -> Result<(), Failure> {
    let mut terminal = io::stdin().lock();
    let answers: Option<&mut dyn io::BufRead> = if terminal.is_terminal() {
        Some(&mut terminal)
    } else {
        None
    };
    Ok(operator::confirm(question, yes, answers, &mut io::stderr().lock())?)
}

fn list_format(format: ListFormat) -> operator::ListFormat {
    match format {
        ListFormat::Table => operator::ListFormat::Table,
        ListFormat::Csv => operator::ListFormat::Csv,
        ListFormat::Json => operator::ListFormat::Json,
    }
}

fn export_format(format: ExportFormat) -> operator::ExportFormat {
    match format {
        ExportFormat::Csv => operator::ExportFormat::Csv,
        ExportFormat::Json => operator::ExportFormat::Json,
    }
}

/// Asks `/readyz` as a container's health check does, with nothing but a socket.
fn healthcheck(settings: &Settings) -> Result<(), Failure> {
    let (AdminListen::At(address) | AdminListen::Usual(address)) = settings.admin_listen else {
        return Err(Failure::NobodyToAsk);
    };
    let patience = Duration::from_secs(5);
    let ask = || -> io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, patience)?;
        stream.set_read_timeout(Some(patience))?;
        stream.write_all(b"GET /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    let answer = ask().map_err(|cause| Failure::Unhealthy {
        address,
        told: cause.to_string(),
    })?;
    let status = answer.lines().next().unwrap_or_default();
    if status.starts_with("HTTP/1.1 200") {
        Ok(())
    } else {
        Err(Failure::Unhealthy {
            address,
            told: format!("it answered \"{status}\""),
        })
    }
}
