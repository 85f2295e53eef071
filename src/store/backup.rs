//! A copy of the whole store, made while others write.

use std::{fs, path::Path};

use sqlx::{Connection as _, SqliteConnection};

use super::{Store, StoreError, place::PrivateFile};

impl Store {
    /// Copies the store as it is at one moment into a new file that nobody else can read; it is on disk when this
    /// returns. Whatever was acknowledged before is in it. Requests are taken meanwhile.
    pub async fn backup(&self, path: &Path) -> Result<(), StoreError> {
        // SQLite writes into an empty file that is there, and would make one that others can read.
        let file = PrivateFile::create(path)?;
        let copied = self.copy_into(path).await.and_then(|()| file.sync());
        if copied.is_err() {
            fs::remove_file(path).ok();
        }
        copied
    }

    async fn copy_into(&self, path: &Path) -> Result<(), StoreError> {
        let path = path.to_str().ok_or_else(|| StoreError::Unusable {
            path: path.to_owned(),
            cause: std::io::Error::other("its name is no Unicode text"),
        })?;
        // Not one of the readers: SQLite counts the copy as writing, which they may not.
        let mut connection = SqliteConnection::connect_with(&self.copying).await?;
        let copied = sqlx::query("VACUUM INTO $1").bind(path).execute(&mut connection).await;
        connection.close().await?;
        copied?;
        Ok(())
    }
}
