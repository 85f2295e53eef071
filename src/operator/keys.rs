//! Makes the pair of keys by which requests are sealed and opened.

use std::{
    io::{self, Write as _},
    path::Path,
};

use jiff::Timestamp;

use crate::store::KeyPair;

use super::{OperatorError, private_file};

/// Writes an identity into a new file that nobody else can read, and prints the recipient that belongs to it.
pub fn keygen(path: &Path, now: Timestamp, out: &mut dyn io::Write) -> Result<(), OperatorError> {
    let pair = KeyPair::generate(now);
    let mut file = private_file::create(path)?;
    let written = file.write_all(pair.identity_file.reveal().as_bytes());
    private_file::finish(&file, path, written.map_err(OperatorError::from))?;
    writeln!(out, "{}", pair.recipient)?;
    Ok(out.flush()?)
}
