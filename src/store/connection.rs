//! Opens connections: one that writes, and a pool that cannot.

use std::time::Duration;

use sqlx::{
    Connection as _, SqliteConnection, SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::time::{Instant, sleep};

use super::{
    StoreError,
    place::Place,
    site_key::{self, KeyFile},
};

static MIGRATIONS: Migrator = sqlx::migrate!("src/store/migrations");

/// How long SQLite itself waits for a lock; longer waits are counted in these, so that a deadline can end them.
const ONE_WAIT: Duration = Duration::from_millis(200);

/// A pause between two waits, in case SQLite gives up without waiting.
const PAUSE: Duration = Duration::from_millis(10);

const PAGE_BYTES: u64 = 4096;
const MOST_READERS: u32 = 4;

/// Knows where the database is and how to speak to it.
pub(super) struct Connector {
    pub(super) place: Place,
    key_file: KeyFile,
    most_bytes: Option<u64>,
    /// Whether the files cannot change, so that they can be read without a lock and without a log.
    still: bool,
}

impl Connector {
    pub(super) fn new(place: Place, key_file: KeyFile, most_bytes: Option<u64>, still: bool) -> Self {
        Self {
            place,
            key_file,
            most_bytes,
            still,
        }
    }

    /// Whether the log has grown as far as the database may. It does so only while somebody reads an old state, which
    /// keeps it from being moved into the database.
    pub(super) fn log_is_full(&self) -> bool {
        self.most_bytes.is_some_and(|most| self.place.log_bytes() >= most)
    }

    /// Readers connect when they are first needed, so that a store without room can be opened.
    pub(super) fn readers(&self) -> SqlitePool {
        let options = SqliteConnectOptions::new()
            .filename(self.place.database())
            .immutable(self.still)
            .busy_timeout(Duration::from_secs(5))
            // A connection opened read-only could not attach to the write-ahead log on its own.
            .pragma("query_only", "ON");
        let patience = Duration::from_secs(5);
        SqlitePoolOptions::new()
            .max_connections(MOST_READERS)
            .acquire_timeout(patience)
            .connect_lazy_with(options)
    }

    /// For copying the whole database; as long as another process may hold a lock that it needs.
    pub(super) fn copying_options(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(self.place.database())
            .immutable(self.still)
            .busy_timeout(Duration::from_secs(5))
    }

    /// The connection that writes, with the files made, the tables up to date and every request findable.
    pub(super) async fn writer(&self, deadline: Instant) -> Result<SqliteConnection, StoreError> {
        loop {
            match self.try_writer().await {
                Err(StoreError::Busy) if Instant::now() < deadline => sleep(PAUSE).await,
                outcome => return outcome,
            }
        }
    }

    async fn try_writer(&self) -> Result<SqliteConnection, StoreError> {
        self.place.prepare()?;
        let mut connection = match SqliteConnection::connect_with(&self.writing_options()).await {
            Ok(connection) => connection,
            Err(error) => {
                // SQLite says only that it cannot open the file; a probe learns whether the disk is full or read-only.
                self.place.probe()?;
                return Err(error.into());
            }
        };
        if !is_up_to_date(&mut connection).await? {
            bring_up_to_date(&mut connection).await?;
        }
        site_key::adopt(&mut connection, self.key_file.key()?).await?;
        Ok(connection)
    }

    fn writing_options(&self) -> SqliteConnectOptions {
        let options = SqliteConnectOptions::new()
            .filename(self.place.database())
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL may lose the last commits with the power: what was acknowledged would be gone.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is erased is overwritten.
            .pragma("secure_delete", "ON")
            // What a statement may have to take back stays out of files, which would be somewhere else, and slow.
            .pragma("temp_store", "MEMORY")
            .busy_timeout(ONE_WAIT);
        match self.most_bytes {
            Some(bytes) => options.pragma("max_page_count", (bytes / PAGE_BYTES).max(1).to_string()),
            None => options,
        }
    }
}

/// Begins a transaction that holds the write lock from the start, so that it cannot fail half-way for want of it.
pub(super) async fn begin(connection: &mut SqliteConnection, deadline: Instant) -> Result<(), StoreError> {
    while Instant::now() < deadline {
        match sqlx::query("BEGIN IMMEDIATE")
            .execute(&mut *connection)
            .await
            .map_err(StoreError::from)
        {
            Ok(_) => return Ok(()),
            Err(StoreError::Busy) => sleep(PAUSE).await,
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Busy)
}

/// Makes a transaction durable.
pub(super) async fn commit(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("COMMIT").execute(connection).await?;
    Ok(())
}

/// Takes a transaction back.
pub(super) async fn roll_back(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("ROLLBACK").execute(connection).await?;
    Ok(())
}

/// Whether every migration has run. Asking first needs no lock and no room, so that a store on a full disk opens.
async fn is_up_to_date(connection: &mut SqliteConnection) -> Result<bool, StoreError> {
    let made: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'")
        .fetch_one(&mut *connection)
        .await?;
    if made == 0 {
        return Ok(false);
    }
    let newest: Option<i64> = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(&mut *connection)
        .await?;
    Ok(newest.is_some() && newest == MIGRATIONS.iter().map(|migration| migration.version).max())
}

/// Runs the migrations in one transaction: a second process that starts at the same moment waits and finds them done.
async fn bring_up_to_date(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    // Not `run`: for a spawned task the compiler cannot prove its `Acquire` for every lifetime.
    MIGRATIONS.run_direct(None, &mut *transaction, false).await?;
    transaction.commit().await?;
    Ok(())
}
