//! Letters to a mail server over TLS, from the first byte or from the second word on, and servers that nobody vouches for.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    sync::Arc,
};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto::ring, pki_types::PrivateKeyDer};

use crate::{
    outbox::{MailServer, ask_for_kit, deliveries, greet, header, in_state, start, wait_for},
    process::{data, refused},
};

/// Somebody who vouches for servers.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut about = CertificateParams::default();
        about.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = about.self_signed(&key).unwrap().pem();
        Self {
            issuer: Issuer::new(about, key),
            pem,
        }
    }

    /// The file for `--smtp-ca`.
    fn file(&self, folder: &Path) -> String {
        let file = folder.join("authority.pem");
        fs::write(&file, &self.pem).unwrap();
        file.to_str().unwrap().to_owned()
    }

    /// What a server of this name shows.
    fn vouch_for(&self, name: &str) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let about = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let shown = about.signed_by(&key, &self.issuer).unwrap();
        let secret = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let settings = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![shown.der().clone()], secret);
        Arc::new(settings.unwrap())
    }
}

/// A mail server that takes letters over TLS alone; `security` as the site has it.
fn server(security: &str, shown: Arc<ServerConfig>) -> MailServer {
    let from_the_first_byte = security == "tls";
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    MailServer::start_with(listener, 250, move |server, stream| {
        if !from_the_first_byte {
            greet(&stream)?;
            offer_tls(&stream)?;
        }
        let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&shown)).unwrap(), stream);
        if from_the_first_byte {
            greet(&mut stream)?;
        }
        server.talk(stream)
    })
}

/// Says nothing else until the client begins TLS.
fn offer_tls(mut stream: &TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        match line.split_whitespace().next() {
            Some("EHLO") => stream.write_all(b"250-test\r\n250 STARTTLS\r\n")?,
            Some("STARTTLS") => return stream.write_all(b"220 go on\r\n"),
            _ => stream.write_all(b"530 not in the open\r\n")?,
        }
    }
}

/// Settings of a site that uses it.
fn settings(server: &MailServer, security: &str, authority: Option<&str>) -> Vec<String> {
    let port = server.address.port().to_string();
    let mut settings = vec![
        "--smtp-host",
        "localhost",
        "--smtp-security",
        security,
        "--smtp-port",
        &port,
    ];
    settings.extend(authority.iter().flat_map(|file| ["--smtp-ca", file]));
    settings.into_iter().map(str::to_owned).collect()
}

#[test]
fn letters_go_over_tls_to_a_server_that_the_operator_has_vouched_for() {
    let authority = Authority::new();
    for security in ["starttls", "tls"] {
        let data = data();
        let folder = data.path().join("store");
        let server = server(security, authority.vouch_for("localhost"));
        let settings = settings(&server, security, Some(&authority.file(data.path())));
        let site = start(&folder, &settings.iter().map(String::as_str).collect::<Vec<_>>());
        ask_for_kit(&site, 7);
        wait_for(|| in_state(&folder, "done"), |&done| done == 2);
        let letters = server.letters();
        let kit = letters
            .iter()
            .filter(|letter| header(letter, "To") == "sam7@xq7mark.example.org");
        assert_eq!((letters.len(), kit.count()), (2, 1), "{security}");
    }
}

#[test]
fn no_letter_goes_to_a_server_that_is_not_vouched_for_or_does_not_encrypt() {
    let (authority, other) = (Authority::new(), Authority::new());
    let ours = authority.vouch_for("localhost");
    let plain = MailServer::start(250);
    for (security, server, trusted, fault) in [
        ("starttls", server("starttls", Arc::clone(&ours)), None, "tls"),
        ("tls", server("tls", Arc::clone(&ours)), None, "tls"),
        ("tls", server("tls", ours), Some(&other), "tls"),
        (
            "tls",
            server("tls", authority.vouch_for("mail.example.org")),
            Some(&authority),
            "tls",
        ),
        ("starttls", plain, Some(&authority), "smtp: unfit server"),
    ] {
        let data = data();
        let folder = data.path().join("store");
        let trusted = trusted.map(|authority| authority.file(data.path()));
        let settings = settings(&server, security, trusted.as_deref());
        let site = start(&folder, &settings.iter().map(String::as_str).collect::<Vec<_>>());
        ask_for_kit(&site, 7);
        let told = |list: &Vec<serde_json::Value>| list.iter().any(|line| !line["fault"].is_null());
        let list = wait_for(|| deliveries(&folder), told);
        assert!(
            list.iter()
                .all(|line| line["fault"].is_null() || line["fault"] == fault),
            "{list:?}"
        );
        assert_eq!((in_state(&folder, "waiting"), server.letters().len()), (2, 0));
    }
}

#[test]
fn a_file_that_vouches_for_nobody_is_refused() {
    let data = data();
    let path = data.path().to_str().unwrap();
    let empty = data.path().join("empty.pem");
    fs::write(&empty, "no certificate").unwrap();
    let empty = empty.to_str().unwrap();
    let serve = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--admin-listen",
        "none",
        "--data",
        path,
    ];
    for (settings, told) in [
        (
            &["--smtp-host", "localhost", "--smtp-ca", "/nowhere.pem"][..],
            "/nowhere.pem",
        ),
        (&["--smtp-host", "localhost", "--smtp-ca", empty], "no certificates"),
        (&["--smtp-ca", empty], "without --smtp-host"),
        (
            &[
                "--smtp-host",
                "localhost",
                "--smtp-security",
                "none",
                "--smtp-ca",
                empty,
            ],
            "--smtp-security is none",
        ),
    ] {
        let answer = refused(&[&serve[..], settings].concat(), 2);
        assert!(answer.contains(told), "{answer}");
    }
}
