//! The Swedish way of writing: dates, no-break spaces, months, one and many.

use super::date::Ymd;

/// No-break space.
pub const NBSP: char = '\u{a0}';

/// Minus sign.
pub const MINUS: char = '\u{2212}';

/// The months.
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// Words before which a figure keeps its space unbroken.
const UNITS: [&str; 22] = [
    "tkr",
    "mnkr",
    "mkr",
    "mdkr",
    "kr",
    "kronor",
    "miljoner",
    "miljarder",
    "tusen",
    "%",
    "procent",
    "procentenheter",
    "§",
    "kap.",
    "kap",
    "km",
    "kvm",
    "st",
    "år",
    "månader",
    "timmar",
    "personer",
];

/// Words with one space between them, and none around them.
pub fn one_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words in small letters with one space between, by which what is written in two ways is found to be the same.
pub fn folded(words: &str) -> String {
    one_spaced(words).to_lowercase()
}

/// The numbers in words, from one to twelve.
pub const NUMBERS: [&str; 12] = ["en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];

/// `31 augusti 2023`.
pub fn long_date(date: Ymd) -> String {
    let month = MONTHS.get(usize::from(date.month).wrapping_sub(1)).copied().unwrap_or("");
    format!("{}{NBSP}{month}{NBSP}{}", date.day, date.year)
}

/// `1 januari–31 augusti 2023`, and `1 september 2022–31 augusti 2023`.
pub fn long_period(from: Ymd, to: Ymd) -> String {
    let (first, last) = (long_date(from), long_date(to));
    let begin = first.strip_suffix(&format!("{NBSP}{}", to.year)).unwrap_or(&first);
    format!("{begin}–{last}")
}

/// A committee's name within a sentence: `kommunstyrelsen`. A name of several words that begin large stays, and so does
/// one of large letters.
pub fn within(name: &str) -> String {
    let is_large = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let mut words = name.split(' ');
    let first = words.next().unwrap_or("");
    let rest = first.chars().skip(1).any(char::is_uppercase);
    let is_committee =
        ["nämnd", "nämnden", "styrelse", "styrelsen", "utskott", "utskottet", "fullmäktige", "beredning", "direktion"]
            .iter()
            .chain(&["direktionen"])
            .any(|end| first.to_lowercase().ends_with(end));
    if rest || !is_committee || words.any(is_large) {
        return name.to_owned();
    }
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |c| c.to_lowercase().chain(letters).collect())
}

/// `2023-08-31`.
pub fn short_date(date: Ymd) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// A title as it stands within a sentence.
pub fn in_sentence(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    // `IT-plan` keeps its capitals.
    let is_word = letters.clone().next().is_some_and(char::is_lowercase);
    if is_word { first + letters.as_str() } else { title.to_owned() }
}

/// The number of the month of this name, from 1.
pub fn month(name: &str) -> Option<u8> {
    let at = MONTHS.iter().position(|month| *month == name.to_lowercase())?;
    u8::try_from(at + 1).ok()
}

/// Whether a word is the name of a month, or how one begins: `aug`, `sept.`, `mars`.
pub fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(&word))
}

/// Whether a piece between spaces is two months with a dash between them: `jan–aug`, `(mars–april)`.
pub fn joins_months(piece: &str) -> bool {
    let pair = piece.trim_matches(|c: char| !c.is_alphanumeric()).split_once('–');
    pair.is_some_and(|(from, to)| is_month(from) && is_month(to))
}

/// The date that words were meant to be: `7 oktober 2025`, `den 7 okt. 2025`, `2025-10-7`, `20251007`, `7/10 2025`.
pub fn date_in_words(words: &str) -> Option<Ymd> {
    let words = words.trim().to_lowercase();
    let parts: Vec<&str> =
        words.split([' ', NBSP, '-', '/', '.', ',']).filter(|part| !part.is_empty() && *part != "den").collect();
    let number = |part: &str| part.parse::<u16>().ok();
    let small = |part: &str| part.parse::<u8>().ok();
    let short = |name: &str| MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(name));
    match parts.as_slice() {
        [day, month, year] if year.len() == 4 => {
            let named = short(month).and_then(|at| u8::try_from(at + 1).ok());
            Ymd::new(number(year)?, named.or(small(month))?, small(day)?)
        }
        [year, month, day] if year.len() == 4 => Ymd::new(number(year)?, small(month)?, small(day)?),
        [all] if all.len() == 8 && all.is_ascii() => {
            Ymd::new(number(all.get(..4)?)?, small(all.get(4..6)?)?, small(all.get(6..)?)?)
        }
        _ => None,
    }
}

/// A file name of small letters a-z, digits and hyphens that is like `text`; empty where it has none of them.
pub fn file_name(text: &str) -> String {
    let mut name = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => name.push(c),
            'å' | 'ä' | 'à' | 'á' => name.push('a'),
            'ö' | 'ø' | 'ó' => name.push('o'),
            'é' | 'è' | 'ë' => name.push('e'),
            'ü' => name.push('u'),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    let short: String = name.chars().take(LONGEST_NAME).collect();
    short.trim_end_matches('-').to_owned()
}

/// Characters of a file name at most; file systems take 255 with what stands before and behind.
const LONGEST_NAME: usize = 80;

/// Turns spaces that must not break into no-break spaces: between groups of digits, between a figure and its unit,
/// after `§`, `≥` and the like, and between a day and its month. Nothing else changes.
pub fn keep_together(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(' ') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        out.push_str(before);
        out.push(if binds(&out, after) { NBSP } else { ' ' });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether the space between `before` and `after` must not break.
fn binds(before: &str, after: &str) -> bool {
    let last = before.rsplit([' ', NBSP]).next().unwrap_or("");
    let next = after.split(' ').next().unwrap_or("").trim_end_matches([',', ';', ':', ')', '.', '!', '?']);
    if ["§", "≥", "≤", ">", "<", "±"].contains(&last) {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    // `16 §` belongs together, but in `2023-01-23 § 9` the sign belongs to what follows.
    if next == "§" && after.split(' ').nth(1).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        return false;
    }
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let figure = last.ends_with(|c: char| c.is_ascii_digit());
    let group = last.trim_start_matches(['-', MINUS, '+', '(', '<', '>', '≥', '≤', '±']);
    let three = next.len() >= 3 && next.bytes().take(3).all(|b| b.is_ascii_digit());
    let grouped = digits(group) && group.len() <= 3 && three && !next.as_bytes().get(3).is_some_and(u8::is_ascii_digit);
    figure && (grouped || UNITS.contains(&next) || MONTHS.contains(&next))
}

/// `a, b och c`.
pub(crate) fn listed(items: &[String]) -> String {
    match items {
        [first @ .., last] if !first.is_empty() => format!("{} och {last}", first.join(", ")),
        _ => items.concat(),
    }
}

/// `one` where there is one, else `many`: the rule of both languages of messages.
pub(crate) fn plural<'w>(number: usize, one: &'w str, many: &'w str) -> &'w str {
    if number == 1 { one } else { many }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_plain() {
        assert_eq!(file_name("Kommunens förtroendevalda revisorer"), "kommunens-fortroendevalda-revisorer");
        assert_eq!(file_name(" Åre & Co. (årsmöte) "), "are-co-arsmote");
        assert_eq!(file_name("../../–"), "");
        assert_eq!(file_name(&"a".repeat(200)).len(), LONGEST_NAME);
    }

    #[test]
    fn one_is_one_and_none_is_many() {
        assert_eq!([0, 1, 2].map(|number| plural(number, "sida", "sidor")), ["sidor", "sida", "sidor"]);
    }

    #[test]
    fn months_are_joined_by_a_dash() {
        for joined in ["jan–aug", "Januari–augusti", "(sept.–dec.),"] {
            assert!(joins_months(joined), "{joined}");
        }
        for other in ["2023–2024", "Ma–ri", "jan-aug", "jan–", "majs–juni", "Norr–Söder"] {
            assert!(!joins_months(other), "{other}");
        }
    }

    #[test]
    fn figures_stay_with_their_units() {
        assert_eq!(keep_together("om 1 325 tkr, varav"), "om 1\u{a0}325\u{a0}tkr, varav");
        assert_eq!(keep_together("11 kap. 16 § KL"), "11\u{a0}kap. 16\u{a0}§ KL");
        assert_eq!(keep_together("per 31 augusti 2023"), "per 31\u{a0}augusti 2023");
        assert_eq!(keep_together("KS 2023-01-23 § 9"), "KS 2023-01-23 §\u{a0}9");
        assert_eq!(keep_together("mål ≥ 190 000"), "mål ≥\u{a0}190\u{a0}000");
        assert_eq!(keep_together("a > b"), "a > b");
        assert_eq!(keep_together("år 2023 200 deltagare"), "år 2023 200 deltagare");
        assert_eq!(keep_together("2 av 10 och 5 åäö"), "2 av 10 och 5 åäö");
    }
}
