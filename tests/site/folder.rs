//! The data folder of a site as other processes see it: what staff export, a second connection, every byte.

use std::{fs, path::Path};

use serde_json::Value;
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::runtime::Runtime;

use crate::process::run;

/// Reference and message of every stored request, as staff export them.
pub fn exported(folder: &Path) -> Vec<(String, String)> {
    let folder = folder.to_str().unwrap();
    let export = run(&["submissions", "export", "--format", "json", "--data", folder]);
    let told = String::from_utf8_lossy(&export.stderr);
    assert!(export.status.success(), "{told}");
    messages_in(&String::from_utf8(export.stdout).unwrap())
}

/// Reference and message of every line of an export.
pub fn messages_in(export: &str) -> Vec<(String, String)> {
    let text = |stored: &Value, path| stored.pointer(path).unwrap().as_str().unwrap().to_owned();
    export
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|stored| (text(&stored, "/reference"), text(&stored, "/fields/message")))
        .collect()
}

/// Whether a file below the folder holds the text. Among sealed requests, look for none that base64 may spell by chance:
/// three letters turn up in every thirtieth run.
pub fn any_file_holds(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return any_file_holds(&path, text);
        }
        let bytes = fs::read(&path).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

/// Another process than the site's at its database.
pub struct Stranger {
    connection: SqliteConnection,
    runtime: Runtime,
}

impl Stranger {
    pub fn at(folder: &Path) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let options = SqliteConnectOptions::new().filename(folder.join("discwise.db"));
        let connection = runtime.block_on(SqliteConnection::connect_with(&options)).unwrap();
        Self { connection, runtime }
    }

    /// Does something; gives how many rows it changed.
    pub fn run(&mut self, sql: &'static str) -> u64 {
        let done = sqlx::query(sql).execute(&mut self.connection);
        self.runtime.block_on(done).unwrap().rows_affected()
    }

    /// What the first column of the first row says.
    pub fn text(&mut self, sql: &'static str) -> String {
        let asked = sqlx::query_scalar(sql).fetch_one(&mut self.connection);
        self.runtime.block_on(asked).unwrap()
    }
}
