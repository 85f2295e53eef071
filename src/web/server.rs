//! Listens, bounds what connections may take, and stops without cutting anyone off.

use std::{io, net::SocketAddr, time::Duration};

use axum::Router;
use axum_server::Handle;
use hyper_util::rt::TokioTimer;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::connections::BoundedAcceptor;

/// How long and how much a connection may take.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionLimits {
    /// From the first byte awaited to the last byte of the headers; also ends idle connections.
    pub header_deadline: Duration,
    /// For requests under way when the site stops.
    pub drain_deadline: Duration,
    /// Without a byte taken by the reader while an answer waits to be sent.
    pub send_deadline: Duration,
    /// Connections at once.
    pub most: usize,
}

impl ConnectionLimits {
    /// The usual deadlines, and as many connections as the descriptors of this process allow.
    pub fn for_this_process() -> Self {
        Self {
            header_deadline: Duration::from_secs(30),
            drain_deadline: Duration::from_secs(25),
            send_deadline: Duration::from_secs(30),
            most: descriptors().saturating_sub(DESCRIPTORS_OF_OUR_OWN).clamp(16, 4_000),
        }
    }
}

/// For the store's files, the log, the listener and what the runtime needs.
const DESCRIPTORS_OF_OUR_OWN: usize = 124;

/// Raises the limit on open files as far as the system lets a process go, and tells it.
fn descriptors() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let highest = Rlimit {
        current: limit.maximum,
        ..limit
    };
    let reached = setrlimit(Resource::Nofile, highest).map_or(limit.current, |()| limit.maximum);
    reached.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX))
}

/// A site that listens and can be told to stop.
pub struct Server {
    listener: std::net::TcpListener,
    handle: Handle<SocketAddr>,
    limits: ConnectionLimits,
}

impl Server {
    /// Takes the address; fails at once when it is in use or not ours.
    pub fn bind(address: SocketAddr, limits: ConnectionLimits) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        Ok(Self {
            listener,
            handle: Handle::new(),
            limits,
        })
    }

    /// The address in use; tells the port where port 0 was asked for.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// What stops the server from elsewhere.
    pub fn stopper(&self) -> Stopper {
        Stopper {
            handle: self.handle.clone(),
            drain_deadline: self.limits.drain_deadline,
        }
    }

    /// Serves until told to stop and the last request is answered or out of time.
    pub async fn run(self, router: Router) -> io::Result<()> {
        let mut server = axum_server::from_tcp(self.listener)?
            .acceptor(BoundedAcceptor::new(self.limits.most, self.limits.send_deadline))
            .handle(self.handle)
            .http1_only();
        // Without a timer of its own hyper never ends a connection whose headers do not come.
        server
            .http_builder()
            .http1()
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.header_deadline);
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        server.serve(service).await
    }
}

/// Stops a server.
#[derive(Debug, Clone)]
pub struct Stopper {
    handle: Handle<SocketAddr>,
    drain_deadline: Duration,
}

impl Stopper {
    /// No new connections; requests under way have until the drain deadline.
    pub fn drain(&self) {
        self.handle.graceful_shutdown(Some(self.drain_deadline));
    }

    /// Ends every connection now.
    pub fn cut_off(&self) {
        self.handle.shutdown();
    }
}
