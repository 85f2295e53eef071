//! Serves the site: opens the rooms in order, and closes them at the first signal.

use std::{
    io::{self, IsTerminal, Read, Write},
    net::TcpStream,
    sync::Arc,
    time::Duration,
};

use discwise::{
    config::{AdminListen, Settings},
    content::{Language, Library, RetentionDays},
    operator,
    outbox::Spool,
    store::{EnvelopeCount, Recipients, Store, StoreSettings},
    web::{
        self, AppState, ConnectionLimits, Disk, Draining, Effort, FormLimits, FormRate, Metrics, Server, Site,
        SiteHandle, Stopper, TrustedProxies,
    },
};
use tokio::signal::unix::{SignalKind, signal};

use crate::{
    check::content,
    deliver::{self, Delivering},
    failure::Failure,
    staff::recipients,
    watch,
};

pub(crate) async fn serve(settings: &Settings, watched: bool) -> Result<(), Failure> {
    prepare_process()?;
    let watched = watched
        .then(|| settings.content.as_ref().ok_or(Failure::NothingToWatch))
        .transpose()?;
    let spool = Spool::beside_the_store(&settings.data);
    let recipients = recipients(settings)?;
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

    let (publisher, site) = SiteHandle::new(first_site(settings, watched.is_some(), &origin)?);
    let days = site.current().library().site().retention_days;
    let store = store_of_the_site(settings, recipients).await?;
    remove_when_days_are_over(&store, &spool, days);
    let outbox = deliver::outbox_of_site(
        &settings.mail,
        spool.clone(),
        store.clone(),
        site.clone(),
        origin.clone(),
    )?;
    let draining = Draining::default();
    let limits = form_limits(settings);
    let state = AppState {
        site: site.clone(),
        store: store.clone(),
        spool,
        draining: draining.clone(),
        limits: limits.clone(),
        metrics: Metrics::default(),
    };
    serve_machines(settings, &state)?;
    let mut router = web::router(state, &origin).map_err(|cause| Failure::Origin(cause.to_string()))?;
    let mut watching = None;
    if let Some(folder) = watched {
        router = web::with_refreshing(router, site, draining.clone());
        watching = Some(watch::follow(folder, origin.clone(), publisher)?);
    } else {
        recompress(site, publisher);
    }
    tokio::spawn(limits.forget_addresses());
    tokio::spawn(stop_on_signal(server.stopper(), draining)?);
    tracing::info!("Discwise is at {origin}, listening on http://{address}");
    let delivering = Delivering::start(outbox, settings.data.join("outbox.lock"));
    server.run(router).await?;
    drop(watching);
    delivering.finish().await;
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// The doors are open before the last bytes are squeezed out; one thread does that beside the readers.
fn recompress(site: SiteHandle, publisher: tokio::sync::watch::Sender<Arc<Site>>) {
    std::thread::spawn(move || {
        publisher.send_replace(Arc::new(site.current().recompressed()));
        tracing::info!("every document is compressed as far as it goes");
    });
}

fn first_site(settings: &Settings, for_authors: bool, origin: &str) -> Result<Site, Failure> {
    let library = Library::load(&content(settings.content.as_deref()), Language::English)?;
    warn_of_example_phone(&library);
    Ok(if for_authors {
        Site::for_authors(library, origin)?
    } else {
        Site::build(library, origin, Effort::Quick)?
    })
}

fn remove_when_days_are_over(store: &Store, spool: &Spool, days: RetentionDays) {
    let clock = jiff::Timestamp::now;
    tokio::spawn(operator::retention_keep(
        store.clone(),
        spool.clone(),
        days,
        clock,
        operator::RETENTION_ROUND,
    ));
}

/// A reader in need who calls a number that nobody answers is worse off than one without a number.
fn warn_of_example_phone(library: &Library) {
    if library.site().has_example_phone() {
        let phone = &library.site().phone;
        tracing::warn!("readers are told to call {phone}, which is an example; put your own into site.toml");
    }
}

async fn store_of_the_site(settings: &Settings, recipients: Recipients) -> Result<Store, Failure> {
    let bounds = StoreSettings {
        most_bytes: Some(settings.store_limit),
        webhook: settings.mail.webhook.is_some(),
        recipients: recipients.clone(),
        ..StoreSettings::default()
    };
    let opened = Store::open_with(&settings.data, bounds).await;
    let store = opened.map_err(|cause| Failure::of_data(settings, cause))?;
    tell_of_sealing(&store, &recipients).await;
    Ok(store)
}

/// Says what is not as the operator may think it is.
async fn tell_of_sealing(store: &Store, recipients: &Recipients) {
    // A store that cannot be read yet has been told of already.
    let Ok(EnvelopeCount { open, sealed }) = store.count_envelopes().await else {
        return;
    };
    if recipients.is_empty() {
        tracing::info!("requests are kept open; --recipient seals them");
        if sealed > 0 {
            tracing::warn!(
                sealed,
                "requests were sealed before, but new ones are not: no --recipient is given"
            );
        }
    } else {
        tracing::info!(recipients = recipients.count(), "requests are sealed");
        if open > 0 {
            tracing::warn!(
                open,
                "older requests are still open; `discwise submissions seal` seals them"
            );
        }
    }
}

/// Probes and metrics, where the operator wants them.
fn serve_machines(settings: &Settings, state: &AppState) -> Result<(), Failure> {
    let router = web::machine_router(state, Disk::of(settings.data.clone()));
    if let Some(machines) = listen_for_machines(settings.admin_listen)? {
        tracing::info!("probes and metrics are at http://{}", machines.address()?);
        tokio::spawn(machines.run(router));
    }
    Ok(())
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

fn prepare_process() -> io::Result<()> {
    start_log();
    log_panics_without_their_words();
    survive_full_files()
}

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

/// Asks `/readyz` as a container's health check does, with nothing but a socket.
pub(crate) fn healthcheck(settings: &Settings) -> Result<(), Failure> {
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
