//! How many forms one address may send. Reading is never limited.
//!
//! Addresses are counted by in memory alone, and forgotten as soon as they could send a full burst again.

use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    num::NonZeroU32,
    sync::Arc,
    time::Duration,
};

use axum::{
    extract::ConnectInfo,
    http::{HeaderValue, request::Parts},
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};

use super::client_address::{TrustedProxies, household};

/// How fast one address may send forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormRate {
    /// Forms at once.
    pub burst: NonZeroU32,
    /// The wait for each form after those; zero is no limit.
    pub then_every: Duration,
}

/// Counts the forms of each address. Clones share the counts.
#[derive(Clone)]
pub struct FormLimits {
    /// `None` where nothing is limited.
    counts: Option<Arc<DefaultKeyedRateLimiter<IpAddr>>>,
    proxies: Arc<TrustedProxies>,
}

impl FormLimits {
    /// Limits at this rate, `None` for none, by the address that trusted proxies tell.
    pub fn new(rate: Option<FormRate>, proxies: TrustedProxies) -> Self {
        let quota = rate.and_then(|rate| Some(Quota::with_period(rate.then_every)?.allow_burst(rate.burst)));
        Self {
            counts: quota.map(|quota| Arc::new(RateLimiter::keyed(quota))),
            proxies: Arc::new(proxies),
        }
    }

    /// Under which address the client of a request is counted.
    pub(super) fn sender(&self, request: &Parts) -> IpAddr {
        // Whoever comes by no connection that we know shares one address with all such.
        let peer = request
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(Ipv6Addr::UNSPECIFIED.into(), |peer| peer.0.ip());
        household(self.proxies.sender(peer, &request.headers))
    }

    /// Counts a form for an address, or tells how long it must wait.
    pub(super) fn take_turn(&self, sender: IpAddr) -> Result<(), TooMany> {
        let Some(counts) = &self.counts else {
            return Ok(());
        };
        counts.check_key(&sender).map_err(|refused| TooMany {
            wait: refused.wait_time_from(DefaultClock::default().now()),
        })
    }

    /// Drops, each minute, the addresses that have waited long enough; runs for ever.
    pub async fn forget_addresses(self) {
        let mut minutes = tokio::time::interval(Duration::from_mins(1));
        loop {
            minutes.tick().await;
            self.forget();
        }
    }

    fn forget(&self) {
        if let Some(counts) = &self.counts {
            counts.retain_recent();
            counts.shrink_to_fit();
        }
    }
}

/// An address has sent more forms than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMany {
    wait: Duration,
}

impl TooMany {
    /// The value of `Retry-After`: whole seconds, after which the next form is taken.
    pub(super) fn retry_after(self) -> HeaderValue {
        HeaderValue::from(self.wait.as_secs() + 1)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn limits(burst: u32, then_every: Duration) -> FormLimits {
        let burst = NonZeroU32::new(burst).unwrap();
        FormLimits::new(Some(FormRate { burst, then_every }), TrustedProxies::default())
    }

    fn from(peer: &str) -> IpAddr {
        let mut parts = Request::new(()).into_parts().0;
        let peer: IpAddr = peer.parse().unwrap();
        parts.extensions.insert(ConnectInfo(SocketAddr::new(peer, 5)));
        FormLimits::new(None, TrustedProxies::default()).sender(&parts)
    }

    #[test]
    fn each_address_has_a_burst_of_its_own() {
        let limits = limits(3, Duration::from_secs(30));
        for peer in ["192.0.2.1", "192.0.2.2", "2001:db8::1"] {
            for _ in 0..3 {
                assert_eq!(limits.take_turn(from(peer)), Ok(()));
            }
            let told = limits.take_turn(from(peer)).unwrap_err();
            assert!(told.wait > Duration::from_secs(20) && told.wait <= Duration::from_secs(30));
            assert_eq!(told.retry_after(), HeaderValue::from(told.wait.as_secs() + 1));
        }
        assert!(limits.take_turn(from("2001:db8::ffff")).is_err(), "of the same /64");
    }

    #[test]
    fn without_a_rate_nothing_is_limited() {
        let unlimited = FormLimits::new(None, TrustedProxies::default());
        for _ in 0..1_000 {
            assert_eq!(unlimited.take_turn(from("192.0.2.1")), Ok(()));
        }
    }

    #[test]
    fn those_who_come_by_no_known_connection_share_one_burst() {
        let limits = limits(1, Duration::from_secs(30));
        let unknown = limits.sender(&Request::new(()).into_parts().0);
        assert_eq!(limits.take_turn(unknown), Ok(()));
        assert!(limits.take_turn(unknown).is_err());
    }

    #[test]
    fn an_address_is_forgotten_when_its_burst_is_whole_again() {
        let limits = limits(2, Duration::from_millis(200));
        limits.take_turn(from("192.0.2.1")).unwrap();
        let kept = |limits: &FormLimits| limits.counts.as_ref().unwrap().len();
        limits.forget();
        assert_eq!(kept(&limits), 1);
        std::thread::sleep(Duration::from_millis(450));
        limits.forget();
        assert_eq!(kept(&limits), 0);
    }
}
