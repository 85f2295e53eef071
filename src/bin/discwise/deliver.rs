//! Opens the ways on which letters and calls leave the site, and delivers beside the site while it runs.

use std::{path::PathBuf, sync::Arc, time::Duration};

use discwise::{
    config::{MailSettings, SmtpSecurity, SmtpSettings},
    outbox::{
        self, Carriers, CurrentLibrary, MailTransport, Outbox, OutboxError, Smtp, SmtpLogin, SmtpServer, Spool,
        Webhook, secret_of,
    },
    store::Store,
    web::SiteHandle,
};
use tokio::{sync::watch, task::JoinHandle};

/// For an answer of the operator's program.
const CALL: Duration = Duration::from_secs(10);

/// For a letter that is on its way when the site stops.
const LAST_LETTER: Duration = Duration::from_secs(5);

/// The outbox of a site, with the words of the content that it shows at the moment.
pub(crate) fn outbox_of_site(
    mail: &MailSettings,
    spool: Spool,
    store: Store,
    site: SiteHandle,
    origin: String,
) -> Result<Outbox, OutboxError> {
    let library = Arc::new(move || site.current().shared_library());
    outbox(mail, spool, store, library, origin)
}

/// The outbox as the operator wishes it; the files of secrets are read here.
pub(crate) fn outbox(
    mail: &MailSettings,
    spool: Spool,
    store: Store,
    library: CurrentLibrary,
    origin: String,
) -> Result<Outbox, OutboxError> {
    let webhook = mail.webhook.as_ref();
    let carriers = Carriers {
        mail: match &mail.smtp {
            None => MailTransport::Spool(spool),
            Some(smtp) => MailTransport::Smtp(self::smtp(smtp)?),
        },
        webhook: webhook
            .map(|hook| Webhook::new(&hook.url, &hook.secret_file, CALL))
            .transpose()?,
        staff_mail: mail.staff_mail.clone(),
    };
    Outbox::new(store, library, origin, carriers)
}

fn smtp(settings: &SmtpSettings) -> Result<Smtp, OutboxError> {
    let setting = "--smtp-password-file (DISCWISE_SMTP_PASSWORD_FILE)";
    let login = settings.login.as_ref().map(|(user, file)| {
        secret_of(setting, file).map(|password| SmtpLogin {
            user: user.clone(),
            password,
        })
    });
    Smtp::new(SmtpServer {
        host: settings.host.clone(),
        port: settings.port,
        security: match settings.security {
            SmtpSecurity::Starttls => outbox::SmtpSecurity::StartTls,
            SmtpSecurity::Tls => outbox::SmtpSecurity::Tls,
            SmtpSecurity::None => outbox::SmtpSecurity::Plain,
        },
        login: login.transpose()?,
        authorities: settings.authorities.clone(),
    })
}

/// Delivers until it is told to finish.
pub(crate) struct Delivering {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Delivering {
    /// Begins; `lock` keeps a second process from sending everything twice.
    pub(crate) fn start(outbox: Outbox, lock: PathBuf) -> Self {
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(async move { outbox.run(&lock, jiff::Timestamp::now, stopped).await });
        Self { stop, task }
    }

    /// Begins no further letter. One that is on its way may finish: cut off after its last byte, it would be sent again
    /// at the next start.
    pub(crate) async fn finish(self) {
        self.stop.send_replace(true);
        tokio::time::timeout(LAST_LETTER, self.task).await.ok();
    }
}
