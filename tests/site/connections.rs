//! Connections that say nothing, too little or never listen, against short limits.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, routing::get};
use discwise::web::{ConnectionLimits, Server};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

use crate::support::TestSite;

const DEADLINE: Duration = Duration::from_millis(500);
const PATIENCE: Duration = Duration::from_secs(20);

/// A site on a socket, and its address.
async fn listening(most: usize) -> (TestSite, SocketAddr) {
    let site = TestSite::start().await;
    let address = serve(site.router(), most);
    (site, address)
}

fn serve(router: Router, most: usize) -> SocketAddr {
    let limits = ConnectionLimits {
        header_deadline: DEADLINE,
        drain_deadline: DEADLINE,
        send_deadline: DEADLINE,
        most,
    };
    let server = Server::bind(([127, 0, 0, 1], 0).into(), limits).unwrap();
    let address = server.address().unwrap();
    tokio::spawn(server.run(router));
    address
}

/// What comes until the site ends the connection.
async fn until_the_end(connection: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    let end = timeout(PATIENCE, connection.read_to_end(&mut heard)).await;
    assert!(end.is_ok(), "the connection is still open");
    String::from_utf8_lossy(&heard).into_owned()
}

#[tokio::test]
async fn a_connection_that_says_nothing_or_no_more_is_ended() {
    let (_site, address) = listening(10).await;
    for said in [
        "",
        "GET / HTTP/1.1\r\nhost: a\r\n",
        "GET /robots.txt HTTP/1.1\r\nhost: a\r\n\r\n",
    ] {
        let mut connection = TcpStream::connect(address).await.unwrap();
        connection.write_all(said.as_bytes()).await.unwrap();
        let heard = until_the_end(&mut connection).await;
        assert_eq!(heard.starts_with("HTTP/1.1 200"), said.contains("robots"), "{said}");
    }
}

#[tokio::test]
async fn headers_that_come_drop_by_drop_do_not_win_time() {
    let (_site, address) = listening(10).await;
    let (mut reading, mut writing) = TcpStream::connect(address).await.unwrap().into_split();
    writing.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n").await.unwrap();
    let drops = tokio::spawn(async move {
        while writing.write_all(b"x: y\r\n").await.is_ok() {
            sleep(DEADLINE / 10).await;
        }
    });
    timeout(PATIENCE, drops).await.expect("it is ended").unwrap();
    let mut heard = Vec::new();
    reading.read_to_end(&mut heard).await.ok();
    assert!(!heard.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test]
async fn a_client_that_never_reads_its_answers_is_ended() {
    let (_site, address) = listening(10).await;
    let mut connection = TcpStream::connect(address).await.unwrap();
    let request = "GET /conditions/disc-extrusion HTTP/1.1\r\nhost: a\r\n\r\n".repeat(1_000);
    let asks = async { while connection.write_all(request.as_bytes()).await.is_ok() {} };
    timeout(PATIENCE, asks).await.expect("the site hangs up");
}

#[tokio::test]
async fn one_connection_too_many_is_closed_and_a_place_given_back_is_used() {
    let (_site, address) = listening(1).await;
    let mut first = TcpStream::connect(address).await.unwrap();
    first
        .write_all(b"GET /robots.txt HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    assert!(first.read(&mut [0; 12]).await.unwrap() > 0);
    let mut second = TcpStream::connect(address).await.unwrap();
    assert_eq!(until_the_end(&mut second).await, "");
    until_the_end(&mut first).await;
    let mut third = TcpStream::connect(address).await.unwrap();
    third
        .write_all(b"GET /robots.txt HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    assert!(until_the_end(&mut third).await.starts_with("HTTP/1.1 200"));
}

async fn fail() -> &'static str {
    panic!("as a test wishes")
}

#[tokio::test]
async fn a_panic_costs_one_answer_which_is_a_page_and_not_even_its_connection() {
    let site = TestSite::start().await;
    let address = serve(site.router_with(Router::new().route("/panic", get(fail))), 10);
    let mut connection = TcpStream::connect(address).await.unwrap();
    let asks = "GET /panic HTTP/1.1\r\nhost: a\r\n\r\nGET /about/privacy HTTP/1.1\r\nhost: a\r\n\r\n";
    connection.write_all(asks.as_bytes()).await.unwrap();
    let heard = until_the_end(&mut connection).await;
    let (failed, page) = heard.split_once("HTTP/1.1 200").unwrap();
    assert!(failed.starts_with("HTTP/1.1 500"), "{failed}");
    for part in [
        "content-type: text/html; charset=utf-8",
        "content-security-policy: ",
        "cache-control: no-store",
        "x-request-id: ",
        "</html>",
    ] {
        assert!(failed.contains(part), "no {part} in\n{failed}");
    }
    assert!(!failed.contains("wishes"), "{failed}");
    assert!(page.contains("x-request-id: ") && page.contains("</html>"), "{page}");
}
