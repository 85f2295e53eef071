//! What the binary prints: enough to see what happens, and nothing of whom it happens to.

use std::{fs, path::Path, process::Command};

use discwise::forms::FormName;
use serde_json::Value;

use crate::{
    disk::limited,
    folder::Stranger,
    process::{BINARY, REAL_LIBRARY, Running, copy, data, message_body, reference_in, run},
    support::sound,
};

/// Stands in everything that a client sends; never in what the site says of itself.
const MARK: &str = "xq7mark";
/// The same for places that take an address.
const MARKED_ADDRESS: &str = "203.0.113.77";

/// Every field of a page's forms, the hidden ones and the robots' trap too, filled with the mark.
fn marked_fields(site: &Running, path: &str) -> String {
    let page = scraper::Html::parse_document(&site.get(path));
    let names = page
        .select(&sound("form [name]"))
        .filter_map(|field| field.attr("name"))
        .collect::<Vec<_>>();
    assert!(names.len() > 3, "{path} has only {names:?}");
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(names.iter().map(|name| (name, format!("{MARK} {MARKED_ADDRESS}"))))
        .append_pair(MARK, MARK)
        .finish()
}

/// Marks in every header that tells of a person or of where one comes from.
fn marked_headers() -> String {
    let names = [
        "referer",
        "cookie",
        "user-agent",
        "accept-language",
        "authorization",
        "x-request-id",
        "x-real-ip",
        "forwarded",
        MARK,
    ];
    let marked = names.map(|name| format!("{name}: {MARK}\r\n")).concat();
    format!("{marked}x-forwarded-for: {MARKED_ADDRESS}\r\n")
}

fn request(method: &str, target: &str, body: &str) -> String {
    let length = body.len();
    let headers = marked_headers();
    format!(
        "{method} {target} HTTP/1.1\r\nhost: {MARK}\r\nconnection: close\r\n{headers}content-type: \
         application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}"
    )
}

/// A sound message whose words are marked.
fn marked_message(key: u128) -> String {
    let message = message_body(key, &format!("{MARK} hurts since {MARKED_ADDRESS}"));
    message
        .replace("name=Sam", &format!("name={MARK}"))
        .replace("sam%40", &format!("{MARK}%40"))
}

/// Requests of every kind, each with what its answer's status must be.
fn marked_requests(site: &Running) -> Vec<(String, u16)> {
    let mut requests: Vec<_> = FormName::ALL
        .map(|form| (request("POST", form.path(), &marked_fields(site, form.path())), 422))
        .into();
    let kit = format!("delivery=now&topics=sample-condition&name={MARK}&email={MARK}");
    for path in ["/my-request", "/my-request/correct", "/my-request/erase"] {
        let fields = format!("reference=BCDF2345&contact={MARK}%40example.org&name={MARK}&message={MARK}");
        requests.push((request("POST", path, &fields), 422));
        requests.push((request("POST", path, &format!("reference={MARK}&contact={MARK}")), 422));
    }
    requests.push((request("POST", "/check", &marked_fields(site, "/check")), 422));
    requests.push((request("POST", "/scan-words", &marked_fields(site, "/scan-words")), 200));
    requests.extend([
        (request("POST", "/contact", &marked_message(7)), 303),
        // The same key with other words, then a form that cannot be read.
        (
            request("POST", "/contact", &marked_message(7).replace("hurts", "aches")),
            422,
        ),
        (request("POST", "/contact", &format!("name={MARK}%FF")), 400),
        (request("POST", "/info-kit", &kit), 303),
        (
            request("POST", "/connect/ask", &format!("plan=no&name={MARK}&message={MARK}")),
            303,
        ),
        (request("GET", &format!("/{MARK}"), ""), 404),
        (
            request("GET", &format!("/conditions/sample-condition?{MARK}={MARK}"), ""),
            200,
        ),
        (request("GET", &format!("/contact?name={MARK}"), ""), 200),
        (request("GET", &format!("/search?q={MARK}+sample&page={MARK}"), ""), 200),
        (request("GET", &format!("/search?q={MARK}%FF"), ""), 400),
        (request("GET", &format!("/contact/sent/{MARK}"), ""), 404),
        (request("GET", &format!("/info-kit/now?topic={MARK}"), ""), 301),
        (request("GET", &format!("/kit?about={MARK}"), ""), 400),
        (request("GET", &format!("/kit/read?about={MARK}&part={MARK}"), ""), 400),
        (request("PUT", &format!("/{MARK}"), MARK), 404),
        (request("XQ7MARK", "/contact", MARK), 405),
        (
            request("POST", &format!("/contact?{MARK}"), &"a".repeat(1_100_000)),
            413,
        ),
        (
            request("GET", "/contact", "").replace("host:", &format!("host: {MARK}\r\nhost:")),
            400,
        ),
    ]);
    requests
}

#[test]
fn nothing_that_a_reader_sends_is_printed() {
    let data = data();
    // What the marked forms and messages use up, so that one more is too many.
    // Looked up in vain counts twice.
    let looked_up = 3 * (2 + 1);
    let limit = format!("{}/30", FormName::ALL.len() + looked_up + 2);
    let arguments = ["--admin-listen", "none", "--form-limit", &limit];
    // Even a proxy that is believed does not make the log name anyone.
    let trusted = ["--trusted-proxy", "127.0.0.0/8"];
    let site = Running::start_with(
        Command::new(BINARY).args(arguments).args(trusted),
        &data.path().join("store"),
    );
    let requests = marked_requests(&site);
    for (asked, status) in &requests {
        let answer = site.ask(asked);
        let line = asked.lines().next().unwrap_or_default();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{line}: {answer}");
    }
    let limited = site.ask(&request("POST", "/contact", &marked_message(8)));
    assert!(limited.starts_with("HTTP/1.1 429"), "{limited}");
    // What is no HTTP is not answered by a route, and must not be quoted either.
    site.ask(&format!("{MARK}\r\n{MARK}: {MARK}\r\n\r\n"));
    let answers = FormName::ALL.len() + requests.len() + 1;
    let log = site
        .log
        .wait_until(|log| log.matches("\"answered\"").count() >= answers);
    let said = log.to_lowercase();
    assert!(!said.contains(MARK) && !said.contains(MARKED_ADDRESS), "{log}");
}

/// Requests that break a rule of HTTP or of forms.
fn broken_requests() -> Vec<(String, u16)> {
    let form = "application/x-www-form-urlencoded";
    let sound = request("POST", "/contact", &marked_message(7));
    let many = format!("{MARK}={MARK}&").repeat(10_000);
    let chunked = sound.replace("content-length:", "transfer-encoding: chunked\r\nx-length:");
    vec![
        (sound.replace(form, "text/plain"), 415),
        (
            sound.replace(form, &format!("multipart/form-data; boundary={MARK}")),
            415,
        ),
        (sound.replace(form, "application/json"), 415),
        (request("POST", "/contact", &format!("name={MARK}%00")), 400),
        (request("POST", "/contact", &many), 400),
        (chunked, 400),
        (
            sound.replace("content-length:", "content-length: 9\r\ncontent-length:"),
            400,
        ),
        (sound.replace(" HTTP/1.1", &format!(" HTTP/1.1 {MARK}")), 400),
        (request("POST", &format!("http://{MARK}/contact"), MARK), 422),
        (
            sound.replace(
                "host:",
                &format!("sec-fetch-site: cross-site\r\norigin: http://{MARK}\r\nhost:"),
            ),
            403,
        ),
    ]
}

#[test]
fn nothing_is_printed_of_forms_that_are_broken_or_cannot_be_stored() {
    let data = data();
    // No room for a single message.
    let site = limited(50, &data.path().join("store"));
    let full = (request("POST", "/contact", &marked_message(7)), 503);
    for (asked, status) in broken_requests().into_iter().chain([full]) {
        let answer = site.ask(&asked);
        let shown: String = asked.chars().take(800).collect();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{shown}\n{answer}");
    }
    // Somebody goes away in the middle of a form.
    site.send_and_leave(
        &request("POST", "/contact", &marked_message(8)).replace("content-length: ", "content-length: 9"),
    );
    let log = site.log.wait_until(|log| log.contains("could not be stored"));
    let said = log.to_lowercase();
    assert!(!said.contains(MARK) && !said.contains(MARKED_ADDRESS), "{log}");
}

#[test]
fn staff_are_shown_what_a_reader_wrote_only_where_they_ask_for_it() {
    let data = data();
    let folder = data.path().join("store");
    let site = Running::start(&folder);
    let stored = |key| reference_in(&site.ask(&request("POST", "/contact", &marked_message(key)))).unwrap();
    let (first, second) = (stored(7), stored(8));
    let out = data.path().join("out.csv");
    let backup = data.path().join("out.db");
    let (out, backup) = (out.to_str().unwrap(), backup.to_str().unwrap());
    let asked: [(&[&str], bool); 13] = [
        (&["submissions", "show", &first], true),
        (&["submissions", "export"], true),
        (&["submissions", "export", "--format", "json"], true),
        (&["submissions", "list"], false),
        (&["submissions", "list", "--format", "json"], false),
        (&["submissions", "stats"], false),
        (&["submissions", "note", &first, MARK], false),
        (&["submissions", "handled", &first], false),
        (&["submissions", "export", "--out", out], false),
        (&["backup", backup], false),
        (&["submissions", "erase", &second, "--yes"], false),
        (&["retention", "run", "--yes"], false),
        (&["audit"], false),
    ];
    for (arguments, shown) in asked {
        let output = run(&[arguments, &["--data", folder.to_str().unwrap()]].concat());
        assert!(output.status.success(), "{arguments:?}");
        let (told, faults) = (output.stdout, output.stderr);
        assert_eq!(
            String::from_utf8(told).unwrap().to_lowercase().contains(MARK),
            shown,
            "{arguments:?}"
        );
        assert!(faults.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&faults));
    }
    drop(site);
    // What can no longer be read is told without its words too.
    Stranger::at(&folder).run("UPDATE submissions SET personal = 'xq7mark' || personal");
    let export = run(&["submissions", "export", "--data", folder.to_str().unwrap()]);
    let told = String::from_utf8(export.stderr).unwrap();
    let named = told.contains(&first.replace('-', ""));
    assert!(named && !told.contains(MARK), "{told}");
    let site = Running::start(&folder);
    site.get("/");
    assert!(!site.log.told().contains(MARK), "{}", site.log.told());
}

#[test]
fn off_a_terminal_each_line_is_json_and_tells_route_status_time_and_id() {
    let data = data();
    let site = Running::start(&data.path().join("store"));
    site.get("/contact/sent/BCDF-2345?who=sam");
    site.post("/contact", "name=Sam");
    let log = site.log.wait_until(|log| log.matches("\"answered\"").count() >= 2);
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let answers: Vec<&Value> = lines.iter().filter(|line| line["message"] == "answered").collect();
    let expected = [("GET", "/contact/sent/{reference}", 200), ("POST", "/contact", 422)];
    assert_eq!(answers.len(), expected.len());
    for (line, (method, route, status)) in answers.into_iter().zip(expected) {
        assert_eq!(line["span"]["method"], method);
        assert_eq!(line["span"]["route"], route);
        assert_eq!(line["status"], status);
        assert!(line["ms"].is_u64() && line["timestamp"].is_string(), "{line}");
        assert_eq!(line["span"]["id"].as_str().map(str::len), Some(36), "{line}");
    }
}

#[test]
fn the_operator_is_warned_of_the_example_phone_number_and_of_no_other() {
    let data = data();
    let content = data.path().join("content");
    copy(Path::new(REAL_LIBRARY), &content);
    let facts = content.join("site.toml");
    let text = fs::read_to_string(&facts).unwrap();
    for (phone, warned) in [("+1 555 010 0123", true), ("+1 202 555 0143", false)] {
        let own = text.lines().map(|line| {
            if line.starts_with("phone =") {
                format!("phone = \"{phone}\"\n")
            } else {
                format!("{line}\n")
            }
        });
        fs::write(&facts, own.collect::<String>()).unwrap();
        let arguments = ["--admin-listen", "none", "--content", content.to_str().unwrap()];
        let site = Running::start_with(Command::new(BINARY).args(arguments), &data.path().join("store"));
        assert_eq!(site.log.told().contains("which is an example"), warned, "{phone}");
    }
}
