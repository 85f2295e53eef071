//! The task that owns the one connection that writes. It takes everything that waits at once: a sync to disk costs the
//! same for one request as for hundreds, so those that came during the last one share the next.

use std::sync::Arc;

use jiff::Timestamp;
use sqlx::{Connection as _, SqliteConnection};
use tokio::{
    sync::{Notify, mpsc, oneshot},
    time::{Duration, Instant},
};

use super::{
    Receipt, StoreError,
    accepting::{self, Entry, Outcomes},
    changes::{self, Change},
    connection::{Connector, begin, roll_back},
    place::FileId,
};

/// A probe that succeeded stands for this long, so that nobody keeps the disk busy by asking.
const PROBE_STANDS: Duration = Duration::from_secs(1);

/// What the writer can be asked to do. A job whose deadline has passed when its turn comes is not begun.
pub(super) enum Job {
    Accept(Waiting),
    Probe {
        deadline: Instant,
        reply: oneshot::Sender<Result<(), StoreError>>,
    },
    Change {
        change: Change,
        now: Timestamp,
        deadline: Instant,
        reply: oneshot::Sender<Result<u64, StoreError>>,
    },
    Rebuild {
        deadline: Instant,
        reply: oneshot::Sender<Result<(), StoreError>>,
    },
    Sweep {
        deadline: Instant,
        reply: oneshot::Sender<Result<(), StoreError>>,
    },
    Close {
        reply: oneshot::Sender<()>,
    },
}

/// A request whose sender waits for an answer.
pub(super) struct Waiting {
    pub(super) entry: Entry,
    pub(super) deadline: Instant,
    pub(super) reply: oneshot::Sender<Result<Receipt, StoreError>>,
}

/// Owns the connection; it is opened anew after any error that may have spoiled it.
pub(super) struct Writer {
    connector: Connector,
    inbox: mpsc::Receiver<Job>,
    /// How many requests may share one commit.
    group: usize,
    connection: Option<SqliteConnection>,
    /// The file that the connection was opened on.
    file: Option<FileId>,
    probed: Option<Instant>,
    /// Wakes whoever delivers.
    queued: Arc<Notify>,
}

impl Writer {
    pub(super) fn new(connector: Connector, inbox: mpsc::Receiver<Job>, group: usize, queued: Arc<Notify>) -> Self {
        Self {
            connector,
            inbox,
            group: group.max(1),
            connection: None,
            file: None,
            probed: None,
            queued,
        }
    }

    /// Opens the connection before the first job, so that what can be told at the start is told then.
    pub(super) async fn connect(&mut self, deadline: Instant) -> Result<(), StoreError> {
        self.connection = Some(self.take_connection(deadline).await?);
        Ok(())
    }

    /// Takes jobs until the store is closed or its last clone is gone. A caller who left gets no answer; the job is
    /// done all the same.
    pub(super) async fn run(mut self) {
        let mut closing = None;
        let mut jobs = Vec::new();
        while self.inbox.recv_many(&mut jobs, self.group).await > 0 {
            let mut requests = Vec::new();
            for job in jobs.drain(..) {
                match job {
                    Job::Accept(waiting) => requests.push(waiting),
                    Job::Probe { deadline, reply } => drop(reply.send(self.probe(deadline).await)),
                    Job::Change {
                        change,
                        now,
                        deadline,
                        reply,
                    } => drop(reply.send(self.change(&change, now, deadline).await)),
                    Job::Rebuild { deadline, reply } => drop(reply.send(self.rebuild(deadline).await)),
                    Job::Sweep { deadline, reply } => drop(reply.send(self.sweep(deadline).await)),
                    Job::Close { reply } => {
                        self.inbox.close();
                        closing = Some(reply);
                    }
                }
            }
            self.accept(requests).await;
        }
        if let Some(connection) = self.connection.take() {
            hang_up(connection).await;
        }
        if let Some(reply) = closing {
            reply.send(()).ok();
        }
    }

    /// Stores requests by one commit and answers each. What fails together is taken one by one, so that everyone gets
    /// an answer of their own: a request that is too long for what room there is does not keep a short one out.
    async fn accept(&mut self, requests: Vec<Waiting>) {
        let now = Instant::now();
        let (requests, late): (Vec<_>, Vec<_>) = requests.into_iter().partition(|waiting| now < waiting.deadline);
        for waiting in late {
            waiting.reply.send(Err(StoreError::Busy)).ok();
        }
        if requests.len() > 1
            && let Ok(outcomes) = self.store(&requests).await
        {
            for (waiting, outcome) in requests.into_iter().zip(outcomes) {
                waiting.reply.send(outcome).ok();
            }
            return;
        }
        for waiting in requests {
            let outcome = self.store(std::slice::from_ref(&waiting)).await;
            let outcome = outcome.map(|mut outcomes| outcomes.pop().unwrap_or(Err(StoreError::Closed)));
            waiting.reply.send(outcome.flatten()).ok();
        }
    }

    async fn store(&mut self, requests: &[Waiting]) -> Result<Outcomes, StoreError> {
        let first = requests.iter().map(|waiting| waiting.deadline).min();
        let deadline = first.unwrap_or_else(Instant::now);
        let entries: Vec<_> = requests.iter().map(|waiting| &waiting.entry).collect();
        let mut connection = self.take_connection(deadline).await?;
        let outcomes = match self.bound_log(&mut connection).await {
            Ok(()) => accepting::store(&mut connection, &entries, deadline).await,
            Err(error) => Err(error),
        };
        let outcomes = self.give_back(connection, outcomes).await?;
        self.queued.notify_one();
        Ok(outcomes)
    }

    async fn bound_log(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        if !self.connector.log_is_full() {
            return Ok(());
        }
        match changes::sweep(connection).await {
            Err(StoreError::Lingering) => Err(StoreError::Full),
            outcome => outcome,
        }
    }

    async fn change(&mut self, change: &Change, now: Timestamp, deadline: Instant) -> Result<u64, StoreError> {
        let mut connection = self.take_connection(deadline).await?;
        let outcome = changes::apply(&mut connection, change, now, deadline).await;
        self.give_back(connection, outcome).await
    }

    async fn rebuild(&mut self, deadline: Instant) -> Result<(), StoreError> {
        let mut connection = self.take_connection(deadline).await?;
        let outcome = changes::rebuild(&mut connection, deadline).await;
        self.give_back(connection, outcome).await
    }

    async fn sweep(&mut self, deadline: Instant) -> Result<(), StoreError> {
        let mut connection = self.take_connection(deadline).await?;
        let outcome = changes::sweep(&mut connection).await;
        self.give_back(connection, outcome).await
    }

    async fn probe(&mut self, deadline: Instant) -> Result<(), StoreError> {
        if self.probed.is_some_and(|at| at.elapsed() < PROBE_STANDS) {
            return Ok(());
        }
        let mut connection = self.take_connection(deadline).await?;
        let outcome = try_writing(&mut connection, deadline).await;
        self.give_back(connection, outcome).await?;
        let place = self.connector.place.clone();
        let Ok(outcome) = tokio::task::spawn_blocking(move || place.probe()).await else {
            return Err(StoreError::Closed);
        };
        outcome?;
        self.probed = Some(Instant::now());
        Ok(())
    }

    async fn take_connection(&mut self, deadline: Instant) -> Result<SqliteConnection, StoreError> {
        if let Some(connection) = self.connection.take() {
            if self.file == self.connector.place.file_id() {
                return Ok(connection);
            }
            // SQLite would go on writing into the file that nobody can find any more.
            tracing::warn!("the database was removed or replaced; it is opened anew");
            hang_up(connection).await;
        }
        let connection = self.connector.writer(deadline).await?;
        self.file = self.connector.place.file_id();
        Ok(connection)
    }

    async fn give_back<T>(
        &mut self,
        connection: SqliteConnection,
        outcome: Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match &outcome {
            Err(error) if !error.leaves_connection_sound() => {
                self.probed = None;
                hang_up(connection).await;
            }
            _ => self.connection = Some(connection),
        }
        outcome
    }
}

async fn hang_up(connection: SqliteConnection) {
    if let Err(error) = connection.close().await {
        tracing::warn!(%error, "the store's connection did not close cleanly");
    }
}

/// Writes a page's worth and takes it back: shows a lock, a read-only file and the store's own bound. A full disk shows
/// only when a transaction is committed, hence the file that follows.
async fn try_writing(connection: &mut SqliteConnection, deadline: Instant) -> Result<(), StoreError> {
    begin(connection, deadline).await?;
    let written = sqlx::query("INSERT INTO probe (filler) VALUES (zeroblob(16384))")
        .execute(&mut *connection)
        .await;
    roll_back(connection).await.ok();
    written?;
    Ok(())
}
