//! Who sends: the address that limits count by, told by the connection and by nobody who is not trusted.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::{HeaderMap, HeaderName};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies whose word on where a request came from is taken. Without one, the connection alone tells.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(Vec<Network>);

/// A range of addresses; IPv4 stands in its place within IPv6, so that one comparison does for both.
#[derive(Debug, Clone, Copy)]
struct Network {
    first: u128,
    prefix: u32,
}

impl Network {
    fn new(address: IpAddr, prefix: u8) -> Self {
        let inside_v6 = if address.is_ipv4() { 96 } else { 0 };
        Self {
            first: bits(address),
            prefix: u32::from(prefix) + inside_v6,
        }
    }

    fn contains(self, address: IpAddr) -> bool {
        let host_bits = 128_u32.saturating_sub(self.prefix);
        // With no bit to compare, every address is inside.
        (self.first ^ bits(address)).checked_shr(host_bits).unwrap_or(0) == 0
    }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

impl TrustedProxies {
    /// The proxies of some networks, each an address and the length of its prefix.
    pub fn new(networks: impl IntoIterator<Item = (IpAddr, u8)>) -> Self {
        Self(
            networks
                .into_iter()
                .map(|(address, prefix)| Network::new(address, prefix))
                .collect(),
        )
    }

    fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }

    /// The nearest address that is not a trusted proxy: what stands to its left in the header, anyone can write.
    ///
    /// A hop that is no address ends the search at the proxy that told it.
    pub(super) fn sender(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let lines = headers.get_all(FORWARDED_FOR).iter().rev();
        let mut hops = lines.flat_map(|line| line.as_bytes().rsplit(|&byte| byte == b',').map(hop));
        let mut nearest = peer.to_canonical();
        while self.trust(nearest) {
            match hops.next().flatten() {
                Some(address) => nearest = address,
                None => break,
            }
        }
        nearest
    }
}

/// One address of the header; some proxies add the port.
fn hop(told: &[u8]) -> Option<IpAddr> {
    let told = std::str::from_utf8(told).ok()?.trim();
    let address = told.parse::<IpAddr>().ok().or_else(|| {
        let with_port = told.parse::<std::net::SocketAddr>().ok()?;
        Some(with_port.ip())
    });
    address.map(|address| address.to_canonical())
}

/// What limits count by: an IPv4 address, or the /64 that one household or machine has of IPv6.
pub(super) fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn sender(trusted: &[(&str, u8)], peer: &str, lines: &[&[u8]]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, HeaderValue::from_bytes(line).unwrap());
        }
        let trusted = TrustedProxies::new(trusted.iter().map(|(address, prefix)| (ip(address), *prefix)));
        trusted.sender(ip(peer), &headers).to_string()
    }

    #[test]
    fn without_trust_the_header_is_not_heard() {
        assert_eq!(sender(&[], "192.0.2.1", &[b"198.51.100.7"]), "192.0.2.1");
        assert_eq!(sender(&[("10.0.0.0", 8)], "192.0.2.1", &[b"198.51.100.7"]), "192.0.2.1");
    }

    #[test]
    fn behind_trusted_proxies_the_rightmost_untrusted_hop_sends() {
        let trusted = [("10.0.0.0", 8), ("2001:db8::", 32)];
        for (lines, expected) in [
            (&[b"198.51.100.7".as_slice()][..], "198.51.100.7"),
            // What the client wrote itself stands to the left.
            (&[b"203.0.113.1, 198.51.100.7"], "198.51.100.7"),
            (&[b"203.0.113.1", b"198.51.100.7, 10.1.2.3"], "198.51.100.7"),
            (&[b"198.51.100.7, 2001:db8::5"], "198.51.100.7"),
            (&[b"\xff\xfe, 198.51.100.7"], "198.51.100.7"),
            (&[b"198.51.100.7:1234"], "198.51.100.7"),
            (&[b"[2001:db9::1]:1234"], "2001:db9::1"),
            (&[b"::ffff:198.51.100.7"], "198.51.100.7"),
            // Nobody else is named, or no address is.
            (&[], "10.9.9.9"),
            (&[b""], "10.9.9.9"),
            (&[b"198.51.100.7, unknown"], "10.9.9.9"),
            (&[b"198.51.100.7, \xff, 10.1.2.3"], "10.1.2.3"),
            (&[b"10.1.2.3, 10.1.2.4"], "10.1.2.3"),
        ] {
            assert_eq!(sender(&trusted, "10.9.9.9", lines), expected, "{lines:?}");
            assert_eq!(
                sender(&trusted, "::ffff:10.9.9.9", lines),
                expected,
                "the same proxy, seen by a socket for both kinds of address"
            );
        }
    }

    #[test]
    fn a_network_holds_exactly_its_own_addresses() {
        for (network, prefix, inside, outside) in [
            ("10.0.0.0", 8, "10.255.255.255", "11.0.0.0"),
            ("10.0.0.7", 32, "10.0.0.7", "10.0.0.6"),
            ("192.0.2.99", 24, "192.0.2.1", "192.0.3.1"),
            ("2001:db8::", 32, "2001:db8:ffff::1", "2001:db9::"),
            ("::1", 128, "::1", "::2"),
            ("0.0.0.0", 0, "203.0.113.1", "2001:db8::1"),
        ] {
            let network = Network::new(ip(network), prefix);
            assert!(network.contains(ip(inside)), "{inside} in {network:?}");
            assert!(!network.contains(ip(outside)), "{outside} in {network:?}");
        }
        assert!(Network::new(ip("::"), 0).contains(ip("2001:db8::1")));
    }

    #[test]
    fn a_household_has_one_ipv4_address_or_one_64_of_ipv6() {
        assert_eq!(household(ip("2001:db8:1:2:3:4:5:6")), household(ip("2001:db8:1:2::1")));
        assert_ne!(household(ip("2001:db8:1:2::1")), household(ip("2001:db8:1:3::1")));
        assert_eq!(household(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
        assert_ne!(household(ip("::ffff:192.0.2.1")), household(ip("::ffff:192.0.2.2")));
    }
}
