//! The listener for machines: probes and counters, out of the reach of readers.

use discwise::web::Disk;

use crate::support::TestSite;

#[tokio::test]
async fn probes_tell_whether_the_site_is_alive_and_ready() {
    let site = TestSite::start().await;
    assert_eq!(
        site.probe("/livez").await.expect(200).header("cache-control"),
        "no-store"
    );
    site.probe("/readyz").await.expect(200);
    site.draining.begin();
    assert_eq!(site.probe("/readyz").await.expect(503).text(), "draining\n");
    site.probe("/livez").await.expect(200);
}

#[tokio::test]
async fn a_site_without_room_on_its_disk_or_without_its_store_is_not_ready() {
    let mut site = TestSite::start().await;
    let disk = Disk::of(site.data.path().to_owned());
    site.watch_disk(Disk {
        least_free: u64::MAX,
        ..disk.clone()
    });
    assert_eq!(site.probe("/readyz").await.expect(503).text(), "disk\n");
    site.watch_disk(disk);
    site.probe("/readyz").await.expect(200);
    site.store.close().await;
    assert_eq!(site.probe("/readyz").await.expect(503).text(), "store\n");
    site.probe("/livez").await.expect(200);
}

#[tokio::test]
async fn readers_find_no_probes_and_machines_no_pages() {
    let site = TestSite::start().await;
    for path in ["/livez", "/readyz", "/metrics"] {
        site.get(path).await.expect(404);
    }
    for path in ["/", "/contact", "/conditions/disc-extrusion"] {
        site.probe(path).await.expect(404);
    }
}

#[tokio::test]
async fn requests_are_counted_by_route_method_and_status_alone() {
    let site = TestSite::start().await;
    site.get("/conditions/disc-extrusion?who=sam@example.org")
        .await
        .expect(200);
    site.get("/sam@example.org").await.expect(404);
    site.get("/contact/sent/BCDF-2345").await.expect(200);
    site.post("/contact", &[("name", "Sam Smith")]).await.expect(422);
    for _ in 0..2 {
        site.send_message("00000000000000000000000000000007").await.expect(303);
    }
    let told = site.probe("/metrics").await.expect(200);
    assert!(told.header("content-type").starts_with("application/openmetrics-text"));
    let text = told.text();
    for line in [
        r#"discwise_answers_total{route="(document)",method="GET",status="200"} 1"#,
        r#"discwise_answers_total{route="(document)",method="GET",status="404"} 1"#,
        r#"discwise_answers_total{route="/contact/sent/{reference}",method="GET",status="200"} 1"#,
        r#"discwise_answers_total{route="/contact",method="POST",status="303"} 2"#,
        // The second was a repetition of the first.
        r#"discwise_submissions_accepted_total{route="/contact"} 1"#,
        r#"discwise_submissions_refused_total{route="/contact",status="422"} 1"#,
        r#"discwise_answer_seconds_count{route="/contact"} 3"#,
        // One letter to staff; nothing delivers here.
        r#"discwise_outbox{state="waiting"} 1"#,
        r#"discwise_outbox{state="held"} 0"#,
        r#"discwise_outbox{state="dead"} 0"#,
        "# EOF",
    ] {
        assert!(text.lines().any(|told| told == line), "no {line} in\n{text}");
    }
    for personal in ["sam", "Sam", "BCDF", "extrusion"] {
        assert!(!text.contains(personal), "{personal} in\n{text}");
    }
}
