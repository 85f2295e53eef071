//! Bounds how many connections are open at once and how long one may leave an answer unread, so that slow or hostile
//! clients cannot take every descriptor.

use std::{
    future::{Ready, ready},
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum_server::accept::Accept;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Sleep, sleep},
};

/// Accepts connections while there is room; closes the rest at once.
#[derive(Debug, Clone)]
pub(super) struct BoundedAcceptor {
    room: Arc<Semaphore>,
    send_deadline: Duration,
}

impl BoundedAcceptor {
    /// At most so many connections at once, each ended when it takes no byte of an answer for so long.
    pub(super) fn new(most: usize, send_deadline: Duration) -> Self {
        Self {
            room: Arc::new(Semaphore::new(most)),
            send_deadline,
        }
    }
}

impl<S> Accept<TcpStream, S> for BoundedAcceptor {
    type Stream = Counted;
    type Service = S;
    type Future = Ready<io::Result<(Counted, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let room = Arc::clone(&self.room).try_acquire_owned().map_err(io::Error::other);
        ready(room.and_then(|permit| {
            stream.set_nodelay(true)?;
            Ok((
                Counted {
                    stream,
                    send_deadline: self.send_deadline,
                    stalled: None,
                    _permit: permit,
                },
                service,
            ))
        }))
    }
}

/// A connection that ends when its answer stays unread, and gives its place back when it is dropped.
#[derive(Debug)]
pub(super) struct Counted {
    stream: TcpStream,
    send_deadline: Duration,
    /// Runs while the reader takes nothing. `None` while bytes flow.
    stalled: Option<Pin<Box<Sleep>>>,
    _permit: OwnedSemaphorePermit,
}

impl Counted {
    /// Passes on how far a write came, and ends the connection when it has come no further for too long.
    fn timed(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let deadline = self.send_deadline;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(deadline)));
        ready!(stalled.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Counted {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.timed(cx, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.timed(cx, written)
    }
}
