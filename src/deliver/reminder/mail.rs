//! A message as the draft of a mail.
//!
//! Source: RFC 5322 for the headers, RFC 2047 for words in them that are not ASCII, RFC 2045 for the text. A draft has
//! no sender unless one is known; `X-Unsent` has a mail program open it for writing.

use crate::base::date::Ymd;
use crate::base::mail_address::is_mail_address;

/// A mail.
pub(super) struct Mail {
    /// Name and address.
    pub(super) from: Option<(String, String)>,
    /// Name and address.
    pub(super) to: (String, String),
    pub(super) subject: String,
    /// Its lines, each ended by a line feed.
    pub(super) body: String,
    /// The day on which it is made.
    pub(super) day: Ymd,
}

/// Whether a text can be an address in a header: an address of mail, all of it of signs that need no quotes.
pub(super) fn is_address(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-.".contains(c);
    let of_dots = |part: &str| part.split('.').all(|label| !label.is_empty()) && part.chars().all(plain);
    is_mail_address(text) && text.split('@').all(of_dots)
}

impl Mail {
    /// Its bytes, with the line ends of mail.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut lines = Vec::new();
        if let Some((name, address)) = &self.from {
            lines.push(format!("From: {}\r\n <{address}>", phrase("From: ", name)));
        }
        let (name, address) = &self.to;
        lines.push(format!("To: {}\r\n <{address}>", phrase("To: ", name)));
        lines.push(format!("Subject: {}", phrase("Subject: ", &self.subject)));
        lines.push(format!("Date: {}", date(self.day)));
        lines.extend(
            [
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "X-Unsent: 1",
                "",
            ]
            .map(str::to_owned),
        );
        lines.push(quoted_printable(&self.body));
        lines.join("\r\n").into_bytes()
    }
}

/// The longest line of an encoded text, and the longest encoded word of a header.
const LINE: usize = 75;

/// Words as a header holds them: encoded, in as many encoded words as they need.
fn phrase(header: &str, words: &str) -> String {
    let is_plain = words.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ') && !words.contains("  ");
    if is_plain && header.len() + words.len() <= LINE {
        return words.trim().to_owned();
    }
    const OPEN: &str = "=?utf-8?Q?";
    let (mut all, mut word) = (Vec::new(), String::new());
    for c in words.chars().filter(|c| !c.is_control()) {
        let mut bytes = [0; 4];
        let encoded: String = match c {
            ' ' => "_".to_owned(),
            c if c.is_ascii_alphanumeric() => c.to_string(),
            // No character is parted between two words.
            c => c.encode_utf8(&mut bytes).bytes().map(|byte| format!("={byte:02X}")).collect(),
        };
        let lead = if all.is_empty() { header.len() } else { 1 };
        if lead + OPEN.len() + word.len() + encoded.len() + 2 > LINE {
            all.push(std::mem::take(&mut word));
        }
        word.push_str(&encoded);
    }
    all.push(word);
    all.iter().map(|word| format!("{OPEN}{word}?=")).collect::<Vec<_>>().join("\r\n ")
}

/// A day as mail writes it, at noon.
fn date(day: Ymd) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let of_week = usize::try_from(day.day_number().rem_euclid(7)).unwrap_or(0);
    let month = MONTHS.get(usize::from(day.month).wrapping_sub(1)).copied().unwrap_or("Jan");
    format!("{}, {:02} {month} {:04} 12:00:00 +0000", DAYS[of_week], day.day, day.year)
}

/// A text with nothing but ASCII, in short lines.
fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut length = 0;
        let mut letters = line.char_indices().peekable();
        while let Some((_, c)) = letters.next() {
            let is_last = letters.peek().is_none();
            let mut bytes = [0; 4];
            let encoded: String = match c {
                ' ' if !is_last => " ".to_owned(),
                c if c.is_ascii_graphic() && c != '=' => c.to_string(),
                c => c.encode_utf8(&mut bytes).bytes().map(|byte| format!("={byte:02X}")).collect(),
            };
            if length + encoded.len() > LINE {
                out.push_str("=\r\n");
                length = 0;
            }
            length += encoded.len();
            out.push_str(&encoded);
        }
        out.push_str("\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_a_header_can_hold() {
        for good in ["it@exempelby.se", "a.b+c@d.e.f"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "it",
            "@a.se",
            "a@b",
            "a@b.",
            ".a@b.se",
            "a b@c.se",
            "a@b@c.se",
            "A <a@b.se>",
            "a@b.se\r\nBcc: c@d.se",
            "å@b.se",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn words_of_a_header_are_encoded_in_short_lines() {
        assert_eq!(phrase("To: ", "IT"), "IT");
        assert_eq!(phrase("To: ", "Åsa"), "=?utf-8?Q?=C3=85sa?=");
        assert_eq!(phrase("To: ", "a\r\nBcc: b"), "=?utf-8?Q?aBcc=3A_b?=");
        let long = format!("Subject: {}", phrase("Subject: ", &"Räkenskaper och mål ".repeat(20)));
        for line in long.split("\r\n") {
            assert!(line.len() <= LINE + 1 && line.is_ascii(), "{line}");
            let word = line.split_once("=?utf-8?Q?").map(|(_, rest)| rest.trim_end_matches("?=")).unwrap();
            assert_eq!(word.matches("=C3").count(), word.matches("=C3=A").count(), "{line}");
        }
    }

    #[test]
    fn a_text_is_encoded_in_short_lines() {
        assert_eq!(quoted_printable("Å = 1 \n\n"), "=C3=85 =3D 1=20\r\n\r\n");
        let long = quoted_printable(&"ö".repeat(100));
        assert!(long.split("\r\n").all(|line| line.len() <= LINE + 1), "{long}");
        assert_eq!(long.replace("=\r\n", ""), "=C3=B6".repeat(100) + "\r\n");
    }

    #[test]
    fn days_of_the_week() {
        assert_eq!(date(Ymd { year: 2023, month: 9, day: 18 }), "Mon, 18 Sep 2023 12:00:00 +0000");
        assert_eq!(date(Ymd { year: 1970, month: 1, day: 1 }), "Thu, 01 Jan 1970 12:00:00 +0000");
    }
}
