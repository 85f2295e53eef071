//! What arguments and environment mean.

use clap::CommandFactory;

use super::{command::Cli, *};

fn read(arguments: &[&str]) -> Result<Config, clap::Error> {
    Config::read(
        std::iter::once("discwise")
            .chain(arguments.iter().copied())
            .map(Into::into),
    )
}

#[test]
fn without_a_command_the_site_is_served() {
    let config = read(&[]).unwrap();
    assert!(matches!(config.command, Command::Serve { watch: false }));
    assert_eq!(config.settings.listen, DEFAULT_LISTEN);
    assert_eq!(config.settings.public_origin, None);
}

#[test]
fn settings_stand_before_or_after_the_command() {
    for arguments in [["--data", "here", "serve"], ["serve", "--data", "here"]] {
        assert_eq!(read(&arguments).unwrap().settings.data, PathBuf::from("here"));
    }
}

#[test]
fn every_bad_setting_is_told_at_once() {
    let told = read(&["--listen", "nowhere", "--public-origin", "example.org/path"]).unwrap_err();
    let text = told.to_string();
    assert!(text.contains("--listen") && text.contains("nowhere"), "{text}");
    assert!(
        text.contains("--public-origin") && text.contains("example.org/path"),
        "{text}"
    );
    assert_eq!(told.exit_code(), 2);
}

#[test]
fn a_store_limit_is_a_number_of_bytes() {
    for (given, bytes) in [
        ("1G", 1 << 30),
        ("500M", 500 << 20),
        ("2048K", 2 << 20),
        ("1048576", 1 << 20),
    ] {
        assert_eq!(store_limit(given), Ok(bytes));
    }
    for bad in ["", "G", "1T", "1023K", "-1", "1.5G", "99999999999G"] {
        assert!(store_limit(bad).is_err(), "{bad}");
    }
    assert_eq!(read(&[]).unwrap().settings.store_limit, 1 << 30);
}

#[test]
fn an_origin_is_a_scheme_and_a_host() {
    for good in [
        "https://example.org",
        "http://127.0.0.1:8080",
        "https://example.org/",
        "https://[::1]:8443",
    ] {
        assert_eq!(origin_problem(good), None, "{good}");
    }
    for bad in [
        "example.org",
        "https://",
        "https://a/b",
        "ftp://a",
        "https://a?b",
        "https://a b",
        "https://a#b",
        "https://u@a",
    ] {
        assert!(origin_problem(bad).is_some(), "{bad}");
    }
}

#[test]
fn forms_are_limited_unless_the_operator_says_none() {
    let limit = |given: &[&str]| read(given).map(|config| config.settings.form_limit);
    let usual = NonZeroU32::new(10).map(|forms| (forms, Duration::from_secs(30)));
    assert_eq!(limit(&[]).unwrap(), usual);
    assert_eq!(limit(&["--form-limit", "none"]).unwrap(), None);
    for bad in ["", "10", "0/30", "10/0", "ten/30", "10/30/1", "-1/30"] {
        let told = limit(&[&format!("--form-limit={bad}")]).unwrap_err().to_string();
        assert!(told.contains("--form-limit") && told.contains("10/30"), "{bad}: {told}");
    }
}

#[test]
fn proxies_are_trusted_only_by_network() {
    let trusted = |given: &[&str]| read(given).map(|config| config.settings.trusted_proxies);
    assert!(trusted(&[]).unwrap().is_empty());
    let given = ["--trusted-proxy", "10.0.0.0/8,::1", "--trusted-proxy", "2001:db8::/32"];
    let expected = [("10.0.0.0", 8), ("::1", 128), ("2001:db8::", 32)];
    assert_eq!(
        trusted(&given).unwrap(),
        expected.map(|(address, prefix)| (address.parse().unwrap(), prefix))
    );
    for bad in ["proxy", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0/8", "/8"] {
        let told = trusted(&["--trusted-proxy", bad]).unwrap_err().to_string();
        assert!(told.contains("--trusted-proxy") && told.contains(bad), "{told}");
    }
}

#[test]
fn machines_have_a_listener_of_their_own_unless_the_operator_says_none() {
    let admin = |given: &[&str]| read(given).map(|config| config.settings.admin_listen);
    assert_eq!(admin(&[]).unwrap(), AdminListen::Usual(DEFAULT_ADMIN_LISTEN));
    assert_eq!(admin(&["--admin-listen", "none"]).unwrap(), AdminListen::Off);
    let at = AdminListen::At("[::1]:9".parse().unwrap());
    assert_eq!(admin(&["--admin-listen", "[::1]:9"]).unwrap(), at);
    let told = admin(&["--admin-listen", "9090"]).unwrap_err().to_string();
    assert!(told.contains("--admin-listen") && told.contains("9090"), "{told}");
}

#[test]
fn the_command_line_is_consistent() {
    Cli::command().debug_assert();
}
