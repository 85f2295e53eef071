//! Authors at work: a site that follows its content folder, and pages that refresh themselves.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::process::{BINARY, Running, SMALL_LIBRARY, copy, data, refused, run};

const PAGE: &str = "/conditions/sample-condition";

/// A watched copy of the small library.
struct Workshop {
    site: Running,
    content: PathBuf,
    _folder: TempDir,
}

impl Workshop {
    fn open() -> Self {
        let folder = data();
        let content = folder.path().join("content");
        copy(Path::new(SMALL_LIBRARY), &content);
        let arguments = [
            "--watch",
            "--admin-listen",
            "none",
            "--content",
            content.to_str().unwrap(),
        ];
        let site = Running::start_with(
            Command::new(BINARY).arg("serve").args(arguments),
            &folder.path().join("store"),
        );
        Self {
            site,
            content,
            _folder: folder,
        }
    }

    fn article(&self) -> PathBuf {
        self.content.join("en/conditions/sample-condition.md")
    }

    /// Listens for changes as a page does.
    fn listen(&self) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(self.site.address()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
            .write_all(b"GET /_watch/changes HTTP/1.1\r\nhost: localhost\r\n\r\n")
            .unwrap();
        BufReader::new(stream)
    }

    /// Saves the article with one text in place of another.
    fn save(&self, old: &str, new: &str) {
        let text = fs::read_to_string(self.article()).unwrap();
        assert!(text.contains(old), "no {old}");
        fs::write(self.article(), text.replacen(old, new, 1)).unwrap();
    }

    /// Asks for the page until it holds a text.
    #[track_caller]
    fn wait_for_page_with(&self, text: &str) {
        let begun = Instant::now();
        while !self.site.get(PAGE).contains(text) {
            assert!(begun.elapsed() < Duration::from_secs(30), "{}", self.site.log.told());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

#[test]
fn a_saved_change_is_served_without_a_restart() {
    let workshop = Workshop::open();
    workshop.save("title = \"", "title = \"Fresh ");
    workshop.wait_for_page_with("<h1>Fresh ");
    // Editors often write a new file and move it over the old one.
    let beside = workshop.content.join("en/conditions/.sample-condition.swp");
    let text = fs::read_to_string(workshop.article()).unwrap();
    fs::write(&beside, text.replace("Fresh ", "Fresher ")).unwrap();
    fs::rename(&beside, workshop.article()).unwrap();
    workshop.wait_for_page_with("<h1>Fresher ");
}

#[test]
fn a_broken_article_is_told_as_check_tells_it_and_the_last_good_one_is_served() {
    let workshop = Workshop::open();
    workshop.save("title = \"", "titel = \"Broken ");
    let checked = run(&["check", "--content", workshop.content.to_str().unwrap()]).stdout;
    let checked = String::from_utf8(checked).unwrap();
    let problem = checked.lines().find(|line| line.contains("titel")).unwrap().to_owned();
    workshop.site.log.wait_until(|log| log.contains(&problem));
    let page = workshop.site.get(PAGE);
    assert!(page.starts_with("HTTP/1.1 200") && !page.contains("Broken"), "{page}");
    workshop.save("titel = \"Broken ", "title = \"Mended ");
    workshop.wait_for_page_with("<h1>Mended ");
}

#[test]
fn an_open_page_hears_of_a_change_and_has_a_script_that_listens() {
    let workshop = Workshop::open();
    let page = workshop.site.get(PAGE);
    let script = "/_watch/refresh.js";
    assert!(
        page.contains(&format!("<script type=\"module\" src=\"{script}\"></script>")),
        "{page}"
    );
    let answer = workshop.site.get(script);
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("text/javascript"),
        "{answer}"
    );
    let mut lines = workshop.listen().lines().map(Result::unwrap);
    assert_eq!(lines.next().unwrap(), "HTTP/1.1 200 OK");
    assert!(lines.by_ref().any(|line| line == "content-type: text/event-stream"));
    workshop.save("title = \"", "title = \"Fresh ");
    assert!(lines.any(|line| line == "data: changed"));
}

#[test]
fn a_site_that_stops_lets_go_of_the_pages_that_listen() {
    let mut workshop = Workshop::open();
    workshop.save("title = \"", "title = \"Fresh ");
    workshop.wait_for_page_with("<h1>Fresh ");
    let mut listening = workshop.listen();
    let mut status = String::new();
    listening.read_line(&mut status).unwrap();
    assert_eq!(status, "HTTP/1.1 200 OK\r\n");
    workshop.site.signal("-TERM");
    let mut rest = String::new();
    listening.read_to_string(&mut rest).unwrap();
    // What is cut off has no last chunk.
    assert!(rest.ends_with("0\r\n\r\n"), "{rest:?}");
    assert!(
        !rest.contains("changed"),
        "a page that has the last change would load it again for ever: {rest:?}"
    );
    workshop.site.wait();
}

#[test]
fn readers_get_no_script_that_listens_and_no_stream() {
    let folder = data();
    let site = Running::start(&folder.path().join("store"));
    assert!(!site.get(PAGE).contains("_watch"));
    for path in ["/_watch/refresh.js", "/_watch/changes"] {
        assert!(site.get(path).starts_with("HTTP/1.1 404"), "{path}");
    }
}

#[test]
fn watching_needs_a_folder() {
    let told = refused(&["serve", "--watch"], 2);
    assert!(told.contains("--content"), "{told}");
}
