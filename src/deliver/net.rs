//! The only door to the network: asks Kolada for the figures that a report names, when somebody asks for that. No build
//! and no check comes here.
//!
//! One request after the other, a fifth of a second apart, of 25 ids and years at the most, as the interface asks for;
//! whoever is told to wait waits. Pages of an answer are followed on the same server alone.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

use crate::base::date::Ymd;
use crate::base::limits::{ANSWER_SIZE, LONGEST_WAIT, MEGABYTE, PAGES_OF_AN_ANSWER};
use crate::base::swedish::short_date;
use crate::input::kolada::answer::{Sorted, entries, figures};
use crate::input::kolada::{Key, is_municipality};

/// Kolada's interface, version 3.
pub const KOLADA: &str = "https://api.kolada.se/v3";

/// Ids and years of a request at the most.
const AT_ONCE: usize = 25;

/// Between two requests: five a second.
const PAUSE: Duration = Duration::from_millis(200);

/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a request is made when the server is busy.
const TRIES: u32 = 5;

/// What was fetched.
#[derive(Debug)]
pub struct Fetched {
    /// All of it, as a saved answer.
    pub text: String,
    /// The figures in it.
    figures: BTreeSet<Key>,
}

impl Fetched {
    /// What of `asked` is not in it.
    pub fn missing(&self, asked: &BTreeSet<Key>) -> Vec<Key> {
        asked.difference(&self.figures).cloned().collect()
    }
}

/// Why nothing was fetched.
#[derive(Debug)]
pub enum NetError {
    /// An address that is no server's, or not one over HTTPS.
    Address(String),
    /// The server cannot be reached.
    Unreachable(String),
    /// The server could be reached, but its certificate is not trusted.
    Certificate(String),
    /// It did not answer in time.
    Slow,
    /// It answered with something else than what was asked for: the status.
    Status(u16, String),
    /// It answered with what is no answer of Kolada, or more than one can be.
    NoAnswer(String),
    /// An answer goes on at another server.
    Elsewhere(String),
}

/// Fetches what `asked` names, and what describes it, from the interface at `base`.
///
/// # Errors
///
/// Why that cannot be done; nothing of an answer is kept then.
pub fn fetch(base: &str, asked: &BTreeSet<Key>) -> Result<Fetched, NetError> {
    let mut asking = Asking::at(base)?;
    let set = |of: &dyn Fn(&Key) -> String| -> Vec<String> {
        asked.iter().map(of).collect::<BTreeSet<String>>().into_iter().collect()
    };
    let (ids, areas) = (set(&|key| key.key_figure.clone()), set(&|key| key.area.clone()));
    let years = set(&|key| key.year.to_string());
    for ids in ids.chunks(AT_ONCE) {
        for areas in areas.chunks(AT_ONCE) {
            for years in years.chunks(AT_ONCE) {
                let [ids, areas, years] = [ids, areas, years].map(|all| all.join(","));
                asking.ask(&format!("data/kpi/{ids}/municipality/{areas}/year/{years}"), false)?;
            }
        }
    }
    // What has no description is none the less a figure.
    ids.iter().try_for_each(|id| asking.ask(&format!("kpi/{id}"), true))?;
    for area in &areas {
        let kind = if is_municipality(area) { "municipality" } else { "municipality_groups" };
        asking.ask(&format!("{kind}/{area}"), true)?;
    }
    Ok(asking.saved())
}

/// Requests to one server, and what it has answered.
struct Asking {
    agent: Agent,
    base: String,
    entries: BTreeSet<Sorted>,
    /// The day of the last answer, as the server says it.
    day: Option<Ymd>,
    is_first: bool,
}

impl Asking {
    fn at(base: &str) -> Result<Self, NetError> {
        let base = base.trim_end_matches('/').to_owned();
        let host = |rest: &str| rest.split(['/', ':', '?', '#']).next().unwrap_or("").to_owned();
        // Nobody else can listen or answer on the way to the machine itself.
        let is_here =
            base.strip_prefix("http://").map(host).is_some_and(|host| ["127.0.0.1", "localhost"].contains(&&*host));
        let is_safe = base.strip_prefix("https://").map(host).is_some_and(|host| !host.is_empty());
        if !is_here && !is_safe {
            return Err(NetError::Address(base));
        }
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()));
        let agent = Agent::config_builder()
            .https_only(is_safe)
            .tls_config(tls.build())
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(concat!("underlag/", env!("CARGO_PKG_VERSION")));
        // A proxy is for the way out of the house.
        let agent = if is_here { agent.proxy(None) } else { agent };
        let agent = agent.build().new_agent();
        Ok(Asking { agent, base, entries: BTreeSet::new(), day: None, is_first: true })
    }

    /// Takes the answer to a request, with all its pages; none where there is no such thing and it `may_lack`.
    fn ask(&mut self, path: &str, may_lack: bool) -> Result<(), NetError> {
        let mut next = Some(format!("{}/{path}", self.base));
        for page in 0..PAGES_OF_AN_ANSWER {
            let Some(url) = next.take() else { return Ok(()) };
            let (status, text) = self.request(&url)?;
            if status == 404 && may_lack && page == 0 {
                return Ok(());
            }
            if status != 200 {
                return Err(NetError::Status(status, url));
            }
            let (found, after) = entries(&text).map_err(|_| NetError::NoAnswer(url))?;
            self.entries.extend(found);
            if let Some(elsewhere) = after.as_ref().filter(|after| !after.starts_with(&format!("{}/", self.base))) {
                return Err(NetError::Elsewhere(elsewhere.clone()));
            }
            next = after;
        }
        Err(NetError::NoAnswer(format!("{}/{path}", self.base)))
    }

    /// The status and the text of an answer. Asks anew where the server is busy.
    fn request(&mut self, url: &str) -> Result<(u16, String), NetError> {
        let mut wait = 1;
        for tries in 1.. {
            if !std::mem::take(&mut self.is_first) {
                sleep(PAUSE);
            }
            let mut answer = self.agent.get(url).call().map_err(|error| self.failed(error, url))?;
            let status = answer.status().as_u16();
            let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok());
            if matches!(status, 429 | 502 | 503 | 504) && tries < TRIES {
                let asked = header("retry-after").and_then(|seconds| seconds.parse().ok());
                sleep(Duration::from_secs(asked.unwrap_or(wait).min(LONGEST_WAIT)));
                wait *= 2;
                continue;
            }
            self.day = header("date").and_then(day).or(self.day);
            let body = answer.body_mut().with_config().limit(u64::from(ANSWER_SIZE) * MEGABYTE);
            let text = body.read_to_string().map_err(|error| self.failed(error, url))?;
            return Ok((status, text));
        }
        Err(NetError::Slow)
    }

    fn failed(&self, error: ureq::Error, url: &str) -> NetError {
        let host = self.base.clone();
        match error {
            ureq::Error::Timeout(_) => NetError::Slow,
            ureq::Error::Rustls(_) | ureq::Error::Tls(_) | ureq::Error::Pem(_) => NetError::Certificate(host),
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => NetError::Certificate(host),
            ureq::Error::BadUri(_) | ureq::Error::Http(_) | ureq::Error::InvalidProxyUrl => NetError::Address(host),
            ureq::Error::BodyExceedsLimit(_) | ureq::Error::Protocol(_) => NetError::NoAnswer(url.to_owned()),
            _ => NetError::Unreachable(host),
        }
    }

    /// Everything that was answered, in an order of its own, with the day.
    fn saved(&self) -> Fetched {
        let lines: Vec<String> = self.entries.iter().map(|entry| format!("  {}", entry.text)).collect();
        let day = self.day.map(|day| format!("\"hamtad\": \"{}\",\n ", short_date(day)));
        let (day, count) = (day.unwrap_or_default(), lines.len());
        let text =
            format!("{{{day}\"values\": [\n{}\n ],\n \"count\": {count},\n \"next_url\": null}}\n", lines.join(",\n"));
        Fetched { text, figures: figures(self.entries.iter()) }
    }
}

/// The months as a server writes them.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The day in `Mon, 01 Sep 2025 08:00:00 GMT`.
fn day(date: &str) -> Option<Ymd> {
    let mut words = date.split_once(", ")?.1.split(' ');
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    Ymd::new(year.parse().ok()?, u8::try_from(month).ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_addresses() {
        assert_eq!(day("Mon, 01 Sep 2025 08:00:00 GMT"), Ymd::parse("2025-09-01"));
        assert_eq!(day("Monday, 01-Sep-25 08:00:00 GMT").or(day("2025-09-01")).or(day("")), None);
        for base in ["http://api.kolada.se/v3", "ftp://127.0.0.1", "https://", "", "http://127.0.0.1.a.example/v3"] {
            assert!(matches!(Asking::at(base), Err(NetError::Address(_))), "{base}");
        }
        assert!(Asking::at(KOLADA).is_ok() && Asking::at("http://127.0.0.1:80/v3/").is_ok());
    }
}
