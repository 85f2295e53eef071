//! The list of those who hear of new pages, and the letters to them.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use jiff::Timestamp;

use crate::{
    forms::{FormName, Submission},
    outbox::to_stop,
    store::{Filter, Identities, Status, Store, UpdatesLetter},
};

use super::{
    OperatorError, private_file,
    spreadsheet::{harmless, writer},
};

/// The longest letter, in bytes, and the longest subject, in characters: mail programs show no more of one.
const LONGEST_LETTER: u64 = 64 * 1024;
const LONGEST_SUBJECT: usize = 150;

/// Reads a letter: the first line of the file is its subject, the rest its text. What nobody sees, such as spaces at the
/// end of a line, is left out, so that it does not make another letter of the same words.
pub fn updates_letter(path: &Path) -> Result<UpdatesLetter, OperatorError> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LONGEST_LETTER + 1).read_to_end(&mut bytes));
    let letter = match read {
        Err(cause) => Err(cause.to_string()),
        Ok(_) if bytes.len() as u64 > LONGEST_LETTER => Err(format!("it is longer than {LONGEST_LETTER} bytes")),
        Ok(_) => letter_in(&bytes).map_err(str::to_owned),
    };
    letter.map_err(|why| OperatorError::Letter {
        path: path.to_owned(),
        why,
    })
}

fn letter_in(bytes: &[u8]) -> Result<UpdatesLetter, &'static str> {
    let text = str::from_utf8(bytes).map_err(|_place| "it is not plain text in UTF-8")?;
    let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    let (subject, text) = lines.split_first().unwrap_or((&"", &[]));
    let (subject, text) = (subject.trim(), text.join("\n"));
    let text = text.trim_matches('\n');
    if subject.is_empty() || text.is_empty() {
        return Err("it needs a subject on its first line and a text below");
    }
    if subject.chars().count() > LONGEST_SUBJECT {
        return Err("its first line, the subject, is longer than 150 characters");
    }
    let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
    if subject.contains(char::is_control) || text.contains(odd) {
        return Err("it holds control characters, which plain text does not");
    }
    Ok(UpdatesLetter {
        subject: subject.to_owned(),
        text: text.to_owned(),
    })
}

/// Prints to how many a letter would go, unless it would go to nobody or was queued before.
pub async fn updates_count(
    store: &Store,
    letter: &UpdatesLetter,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    if let Some(queued) = store.letter_queued(letter).await? {
        return Err(OperatorError::SentBefore(queued));
    }
    let readers = store.count_updates_readers().await?;
    let addresses = match readers.all {
        0 => return Err(OperatorError::NoReaders),
        1 => "address",
        _ => "addresses",
    };
    writeln!(
        out,
        "\"{}\" goes to {} confirmed {addresses}.",
        letter.subject, readers.all
    )?;
    if readers.sealed > 0 {
        let sealed = readers.sealed;
        writeln!(
            out,
            "Sealed: {sealed}. Those wait for `discwise outbox send --identity FILE`."
        )?;
    }
    Ok(out.flush()?)
}

/// Queues a letter for everybody who has confirmed; the running site sends it.
pub async fn updates_send(
    store: &Store,
    letter: &UpdatesLetter,
    now: Timestamp,
    out: &mut dyn io::Write,
) -> Result<(), OperatorError> {
    let queued = store.queue_letter(letter, now).await?;
    if queued == 0 {
        // Somebody else has just queued it, or the last reader has just stopped.
        updates_count(store, letter, &mut io::sink()).await?;
    }
    writeln!(out, "{queued} queued; the running site sends them within seconds.")?;
    Ok(out.flush()?)
}

/// Writes every address that has confirmed, once, with the link by which its reader stops updates. `origin` is where
/// readers find the site. Gives how many addresses are left out because they are sealed, and not to one of the identities.
pub async fn updates_list(
    store: &Store,
    identities: Option<&Identities>,
    origin: &str,
    out: &mut dyn io::Write,
) -> Result<usize, OperatorError> {
    let confirmed = Filter {
        form: Some(FormName::Updates),
        status: Some(Status::Confirmed),
        ..Filter::default()
    };
    let signer = store.link_signer()?;
    let mut csv = writer(out);
    csv.write_record(["email", "stop"])?;
    let (mut position, mut sealed, mut told) = (0, 0, BTreeSet::new());
    loop {
        let batch = store.next_stored(&confirmed, position).await?;
        let Some(last) = batch.last() else { break };
        position = last.position;
        for mut stored in batch {
            if let Some(identities) = identities {
                stored = stored.opened_by(identities)?;
            }
            let Some(Submission::Updates(request)) = stored.submission.open() else {
                sealed += 1;
                continue;
            };
            let address = request.to.reveal().as_str();
            if told.insert(address.to_lowercase()) {
                let stop = to_stop(&stored.listed.reference, origin, &signer);
                csv.write_record([harmless(address).as_ref(), &stop])?;
            }
        }
    }
    csv.flush()?;
    Ok(sealed)
}

/// Writes the same into a new file that nobody else can read.
pub async fn updates_list_to(
    path: &Path,
    store: &Store,
    identities: Option<&Identities>,
    origin: &str,
) -> Result<usize, OperatorError> {
    let file = private_file::create(path)?;
    let mut out = io::BufWriter::new(&file);
    let done = updates_list(store, identities, origin, &mut out).await;
    drop(out);
    private_file::finish(&file, path, done)
}
