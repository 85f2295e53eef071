//! What staff do with what readers have sent, from the words of the command line to the operator's room.

use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use discwise::{
    config::{
        ExportFormat, FilterArguments, ListFormat, MailSettings, OutboxAction, Settings, SubmissionsAction,
        UpdatesAction,
    },
    content::{Language, Library},
    forms::Reference,
    operator::{self, OperatorError},
    outbox::{Lock, Spool},
    store::{Filter, Identities, Recipients, Store, StoreSettings},
};

use crate::{check::content, deliver, failure::Failure};

pub(crate) fn keygen(out: &Path) -> Result<(), Failure> {
    Ok(operator::keygen(out, jiff::Timestamp::now(), &mut io::stdout().lock())?)
}

/// To whom the site and staff seal what they keep.
pub(crate) fn recipients(settings: &Settings) -> Result<Recipients, Failure> {
    Ok(Recipients::parse(settings.recipients.iter().map(String::as_str))?)
}

pub(crate) async fn submissions(settings: &Settings, action: SubmissionsAction) -> Result<(), Failure> {
    if matches!(action, SubmissionsAction::Seal { .. }) && settings.recipients.is_empty() {
        return Err(Failure::NoRecipient);
    }
    let store = store_of_staff(settings).await?;
    let spool = Spool::beside_the_store(&settings.data);
    let done = do_with_submissions(&store, &spool, action).await;
    store.close().await;
    done
}

pub(crate) async fn retention(settings: &Settings, dry_run: bool, yes: bool) -> Result<(), Failure> {
    let library = Library::load(&content(settings.content.as_deref()), Language::English)?;
    let days = library.site().retention_days;
    let store = store_of_staff(settings).await?;
    let out = &mut io::stdout().lock();
    let now = jiff::Timestamp::now();
    let due = operator::retention_due(&store, days, now, out).await?;
    if !dry_run && due > 0 {
        confirm("They will be removed for good.", yes)?;
        let spool = Spool::beside_the_store(&settings.data);
        let removed = operator::retention_run(&store, &spool, days, now).await?;
        writeln!(out, "{removed} removed.")?;
    }
    store.close().await;
    Ok(())
}

pub(crate) async fn audit(settings: &Settings, format: ListFormat) -> Result<(), Failure> {
    let store = store_of_staff(settings).await?;
    let done = operator::audit_list(&store, list_format(format), &mut io::stdout().lock()).await;
    store.close().await;
    Ok(done?)
}

pub(crate) async fn backup(settings: &Settings, out: &Path) -> Result<(), Failure> {
    let store = store_of_staff(settings).await?;
    let done = store.backup(out).await;
    store.close().await;
    Ok(done.map_err(OperatorError::from)?)
}

pub(crate) async fn outbox(settings: &Settings, action: OutboxAction) -> Result<(), Failure> {
    let store = store_of_staff(settings).await?;
    let out = &mut io::stdout().lock();
    match action {
        OutboxAction::List { format, state } => {
            let state = state.map(|state| parsed("--state", &state)).transpose()?;
            operator::outbox_list(&store, state, list_format(format), out).await?;
        }
        OutboxAction::Send { identity } => send_held(settings, &store, &identity, out).await?,
        OutboxAction::Retry { reference: told } => {
            let reference = told.map(reference).transpose()?;
            operator::outbox_retry(&store, reference.as_ref(), jiff::Timestamp::now(), out).await?;
        }
    }
    store.close().await;
    Ok(())
}

pub(crate) async fn updates(settings: &Settings, action: UpdatesAction) -> Result<(), Failure> {
    let store = store_of_staff(settings).await?;
    let done = match action {
        UpdatesAction::List { out: file, identity } => list_updates(settings, &store, file, identity).await,
        UpdatesAction::Send { letter, dry_run, yes } => send_updates(&store, &letter, dry_run, yes).await,
    };
    store.close().await;
    done
}

async fn list_updates(
    settings: &Settings,
    store: &Store,
    file: Option<PathBuf>,
    identity: Option<PathBuf>,
) -> Result<(), Failure> {
    let (identities, origin) = (identities(identity)?, origin(settings));
    let keys = identities.as_ref();
    let sealed = match file {
        Some(file) => operator::updates_list_to(&file, store, keys, &origin).await?,
        None => operator::updates_list(store, keys, &origin, &mut io::stdout().lock()).await?,
    };
    tell_of_sealed(sealed, keys.is_some())
}

async fn send_updates(store: &Store, letter: &Path, dry_run: bool, yes: bool) -> Result<(), Failure> {
    let letter = operator::updates_letter(letter)?;
    let out = &mut io::stdout().lock();
    operator::updates_count(store, &letter, out).await?;
    if dry_run {
        return Ok(());
    }
    confirm("It cannot be called back.", yes)?;
    Ok(operator::updates_send(store, &letter, jiff::Timestamp::now(), out).await?)
}

/// Where readers find the site, as far as a command can know.
pub(crate) fn origin(settings: &Settings) -> String {
    let told = settings.public_origin.clone();
    told.unwrap_or_else(|| format!("http://{}", settings.listen))
}

async fn send_held(settings: &Settings, store: &Store, identity: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let identities = Identities::read(identity).map_err(OperatorError::from)?;
    let Some(_alone) = Lock::take(&settings.data.join("outbox-send.lock"))? else {
        return Err(Failure::SomebodySends);
    };
    let library = Arc::new(Library::load(&content(settings.content.as_deref()), Language::English)?);
    let outbox = deliver::outbox(
        &MailSettings {
            webhook: None,
            ..settings.mail.clone()
        },
        Spool::beside_the_store(&settings.data),
        store.clone(),
        Arc::new(move || Arc::clone(&library)),
        origin(settings),
    )?;
    let outcome = outbox.deliver_held(&identities, jiff::Timestamp::now()).await;
    let outcome = outcome.map_err(OperatorError::from)?;
    writeln!(out, "{} sent.", outcome.sent)?;
    for (reference, fault) in &outcome.failed {
        writeln!(io::stderr(), "{reference}: {fault}").ok();
    }
    match (outcome.failed.len(), outcome.sealed) {
        (0, 0) => Ok(()),
        (failed, sealed) => Err(Failure::NotSent { failed, sealed }),
    }
}

async fn do_with_submissions(store: &Store, spool: &Spool, action: SubmissionsAction) -> Result<(), Failure> {
    let out = &mut io::stdout().lock();
    let now = jiff::Timestamp::now();
    match action {
        SubmissionsAction::List { format, filter: told } => {
            operator::submissions_list(store, &filter(told, now)?, list_format(format), out).await?;
        }
        SubmissionsAction::Stats => operator::submissions_stats(store, now, out).await?,
        SubmissionsAction::Show {
            reference: told,
            sealed: true,
            ..
        } => operator::submissions_show_sealed(store, &reference(told)?, out).await?,
        SubmissionsAction::Show {
            reference: told,
            identity,
            ..
        } => {
            let identities = identities(identity)?;
            operator::submissions_show(store, &reference(told)?, identities.as_ref(), out).await?;
        }
        SubmissionsAction::Seal { yes } => seal(store, yes, now, out).await?,
        SubmissionsAction::Handled { reference: told } => {
            operator::submissions_handled(store, &reference(told)?, now, out).await?;
        }
        SubmissionsAction::Note { reference: told, text } => {
            operator::submissions_note(store, &reference(told)?, &text, now, out).await?;
        }
        SubmissionsAction::Erase { reference: told, yes } => {
            let reference = reference(told)?;
            confirm(&format!("{reference} will be erased for good."), yes)?;
            operator::submissions_erase(store, spool, &reference, now, out).await?;
        }
        SubmissionsAction::Export {
            format,
            out: file,
            identity,
            filter: told,
        } => {
            let (filter, format) = (filter(told, now)?, export_format(format));
            let identities = identities(identity)?;
            let keys = identities.as_ref();
            let sealed = match file {
                Some(file) => operator::submissions_export_to(&file, store, &filter, format, keys).await?,
                None => operator::submissions_export(store, &filter, format, keys, out).await?,
            };
            tell_of_sealed(sealed, keys.is_some())?;
        }
    }
    Ok(())
}

async fn seal(store: &Store, yes: bool, now: jiff::Timestamp, out: &mut dyn Write) -> Result<(), Failure> {
    let open = store.count_envelopes().await.map_err(OperatorError::from)?.open;
    let question = format!("Requests to be sealed: {open}. From then on nobody can read them without an identity.");
    confirm(&question, yes)?;
    Ok(operator::submissions_seal(store, now, out).await?)
}

pub(crate) fn identities(file: Option<PathBuf>) -> Result<Option<Identities>, Failure> {
    let read = file.map(|file| Identities::read(&file)).transpose();
    Ok(read.map_err(OperatorError::from)?)
}

/// Without an identity sealed rows are what was asked for; with one they are not.
fn tell_of_sealed(sealed: usize, with_identity: bool) -> Result<(), Failure> {
    if sealed > 0 && with_identity {
        return Err(OperatorError::SomeSealedToOthers(sealed).into());
    }
    if sealed > 0 {
        writeln!(
            io::stderr(),
            "sealed and written without their content: {sealed}; --identity FILE opens them"
        )
        .ok();
    }
    Ok(())
}

pub(crate) fn reference(told: String) -> Result<Reference, Failure> {
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

pub(crate) fn parsed<T: FromStr<Err = &'static str>>(flag: &'static str, given: &str) -> Result<T, Failure> {
    given.parse().map_err(|rule| Failure::Misuse {
        flag,
        given: given.to_owned(),
        rule,
    })
}

/// Asks on the terminal, where there is one, before what cannot be undone.
pub(crate) fn confirm(question: &str, yes: bool) -> Result<(), Failure> {
    let mut terminal = io::stdin().lock();
    let answers: Option<&mut dyn io::BufRead> = if terminal.is_terminal() {
        Some(&mut terminal)
    } else {
        None
    };
    Ok(operator::confirm(question, yes, answers, &mut io::stderr().lock())?)
}

pub(crate) fn list_format(format: ListFormat) -> operator::ListFormat {
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

/// Without a bound on its size, so that erasing works in a full one.
pub(crate) async fn store_of_staff(settings: &Settings) -> Result<Store, Failure> {
    let bounds = StoreSettings {
        recipients: recipients(settings)?,
        ..StoreSettings::default()
    };
    let opened = Store::open_existing_with(&settings.data, bounds).await;
    opened.map_err(|cause| Failure::of_data(settings, cause))
}
