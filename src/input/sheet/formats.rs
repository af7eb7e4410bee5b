//! What the number formats of a workbook's cells show: how many decimals, per cent, thousands, a sign, or a date.
//!
//! Source: ECMA-376, Part 1, 18.8.30 (`numFmt`: the formats that every program knows by number) and 18.8.31
//! (`numFmts`).

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

use super::fault::Fault;
use super::package::{Node, Package};

/// The letters of a code at the most, and the digits that it can ask for at the least, which no figure goes beyond.
const LONGEST: usize = 255;
const LEAST: usize = 20;

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Format {
    /// The decimals that it shows; `None` where it shows what there are, or something else than decimals.
    pub decimals: Option<usize>,
    /// The digits before the point that it shows at the least: `0120` for 120.
    pub least: usize,
    /// Whether it shows hundredths.
    pub per_cent: bool,
    /// The thousands that it leaves out: 1 shows thousands, 2 millions.
    pub thousands: usize,
    /// Whether it shows a day or a time.
    pub is_date: bool,
    /// What it shows of a number above zero.
    pub above: Shown,
    /// What it shows of a number below zero.
    pub below: Shown,
}

/// What is seen of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// The number with its sign.
    #[default]
    Signed,
    /// The number without a minus that it has.
    WithoutMinus,
    /// The number with a minus that it does not have.
    WithMinus,
    /// Words in its place.
    Words,
    /// Nothing.
    Nothing,
}

/// The formats of a workbook's cells, by the number of the cell's style, and the codes of those that show dates.
#[derive(Debug, Default)]
pub(super) struct Formats(Vec<(Format, Vec<String>)>);

impl Formats {
    /// What a style shows, and its codes where it shows a date.
    pub(super) fn of(&self, style: usize) -> (Format, &[String]) {
        self.0.get(style).map_or((Format::default(), &[]), |(format, codes)| (*format, codes.as_slice()))
    }
}

/// The format of each style that cells name by its number.
pub(super) fn read(package: &mut Package<'_>, path: &str) -> Result<Formats, Fault> {
    let (mut own, mut all, mut in_cells) = (BTreeMap::new(), Vec::new(), false);
    package.part(path, |node| {
        match node {
            Node::Start(tag) if tag.name() == "numFmt" => {
                if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attribute("formatCode")) {
                    own.insert(id, code);
                }
            }
            Node::Start(tag) if tag.name() == "cellXfs" => in_cells = true,
            Node::End("cellXfs") => in_cells = false,
            Node::Start(tag) if tag.name() == "xf" && in_cells => all.push(tag.number("numFmtId").unwrap_or(0)),
            _ => {}
        }
        Ok(())
    })?;
    let of = |id: u32| {
        let codes: Vec<String> = match own.get(&id) {
            // No program writes a longer one.
            Some(code) => vec![code.chars().take(LONGEST).collect()],
            None => known(id).iter().map(|code| (*code).to_owned()).collect(),
        };
        let format = codes.first().map_or(Format::default(), |code| format(code));
        (format, if format.is_date { codes } else { Vec::new() })
    };
    Ok(Formats(all.into_iter().map(of).collect()))
}

/// The codes of the formats that have a number and none of their own; of those that differ from country to country,
/// Sweden's first.
fn known(id: u32) -> &'static [&'static str] {
    match id {
        1 => &["0"],
        2 => &["0.00"],
        3 => &["#,##0"],
        4 => &["#,##0.00"],
        9 => &["0%"],
        10 => &["0.00%"],
        37 | 38 => &["#,##0;-#,##0"],
        39 | 40 => &["#,##0.00;-#,##0.00"],
        15 => &["dd-mmm-yy", "d-mmm-yy"],
        16 => &["dd-mmm", "d-mmm"],
        17 => &["mmm-yy"],
        18 | 20 => &["hh:mm", "h:mm"],
        19 | 21 => &["hh:mm:ss", "h:mm:ss"],
        22 => &["yyyy-mm-dd hh:mm", "m/d/yyyy h:mm"],
        45 | 47 => &["mm:ss"],
        46 => &["[h]:mm:ss"],
        // Also those that mean dates in the languages of East Asia.
        14 | 27..=36 | 50..=58 => &["yyyy-mm-dd", "m/d/yyyy"],
        _ => &[],
    }
}

/// A part of a format's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    /// Where a digit stands; a zero where there is none, for `0`.
    Place(char),
    /// `.`
    Point,
    /// `,`
    Comma,
    /// `%`
    PerCent,
    /// Letters that stand for a part of a date or a time, all the same: `yyyy`.
    Date(String),
    /// The same beyond a day, `[h]`.
    Elapsed(String),
    /// Morning or afternoon.
    HalfDay,
    /// `E`, `/` or `@`: something else than decimals.
    Other,
    /// A word that no program knows, such as `General` in another language.
    Word(String),
    /// A condition, `[<0]`.
    Condition,
    /// Signs that are shown as they are.
    Literal(String),
}

/// The sections of a code, which semicolons part.
pub(super) fn sections(code: &str) -> Vec<Vec<Sign>> {
    let mut all = vec![Vec::new()];
    let mut letters = code.chars().peekable();
    while let Some(c) = letters.next() {
        if c == ';' {
            all.push(Vec::new());
        } else if let Some(section) = all.last_mut() {
            sign(c, &mut letters, section);
        }
    }
    all
}

fn sign(c: char, letters: &mut Peekable<Chars<'_>>, section: &mut Vec<Sign>) {
    match c {
        '0' | '#' | '?' => section.push(Sign::Place(c)),
        '.' => section.push(Sign::Point),
        ',' => section.push(Sign::Comma),
        '%' => section.push(Sign::PerCent),
        '@' => section.push(Sign::Other),
        '\\' => section.extend(letters.next().map(|c| Sign::Literal(c.to_string()))),
        // As wide as a sign, or that sign as often as there is room.
        '_' | '*' => drop(letters.next()),
        '"' => section.push(Sign::Literal(letters.by_ref().take_while(|c| *c != '"').collect())),
        '[' => bracket(&letters.by_ref().take_while(|c| *c != ']').collect::<String>(), section),
        c if c.is_alphabetic() => {
            let mut word = c.to_string();
            while let Some(c) = letters.next_if(|c| c.is_alphabetic()) {
                word.push(c);
            }
            let half = ["a", "am"].contains(&word.to_lowercase().as_str()) && letters.peek() == Some(&'/');
            if half {
                letters.next();
                while letters.next_if(|c| c.is_alphabetic()).is_some() {}
                section.push(Sign::HalfDay);
            } else {
                run(&word, letters.peek(), section);
            }
        }
        c => section.push(Sign::Literal(c.to_string())),
    }
}

/// What stands in brackets: hours, minutes or seconds beyond a day, a condition; a colour or a language otherwise.
fn bracket(inside: &str, section: &mut Vec<Sign>) {
    let lower = inside.to_lowercase();
    let one = |unit: char| !lower.is_empty() && lower.chars().all(|c| c == unit);
    if ['h', 'm', 's'].into_iter().any(one) {
        section.push(Sign::Elapsed(lower));
    } else if inside.starts_with(['<', '>', '=']) {
        section.push(Sign::Condition);
    } else if let Some(currency) = inside.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or("");
        section.extend((!sign.is_empty()).then(|| Sign::Literal(sign.to_owned())));
    }
}

/// Letters without quotes: parts of a date, an exponent, or a word.
fn run(word: &str, next: Option<&char>, section: &mut Vec<Sign>) {
    let lower = word.to_lowercase().replace('å', "y");
    if lower.chars().all(|c| "ymdhs".contains(c)) {
        let mut rest = lower.as_str();
        while let Some(c) = rest.chars().next() {
            let (same, after) = rest.split_at(rest.len() - rest.trim_start_matches(c).len());
            section.push(Sign::Date(same.to_owned()));
            rest = after;
        }
    } else if lower == "e" && next.is_some_and(|c| ['+', '-'].contains(c)) {
        section.push(Sign::Other);
    } else {
        section.push(Sign::Word(word.to_owned()));
    }
}

/// What a format's code shows.
fn format(code: &str) -> Format {
    let sections = sections(code);
    let first = sections.first().map_or(&[][..], Vec::as_slice);
    let is_place = |sign: &Sign| matches!(sign, Sign::Place(_));
    let date = first.iter().position(|sign| matches!(sign, Sign::Date(_) | Sign::Elapsed(_)));
    let is_date = date.is_some_and(|date| !first[..date].iter().any(is_place));
    if is_date {
        return Format { is_date, ..Format::default() };
    }
    let (above, below) = shown(&sections);
    let fraction = first.iter().filter(|sign| is_place(sign)).count() > 1 && has(first, "/");
    let other = first.contains(&Sign::Other) || !first.iter().any(is_place) || fraction;
    let places = first.iter().rposition(is_place).map_or(0, |last| last + 1);
    let point = first[..places].iter().position(|sign| *sign == Sign::Point).unwrap_or(places);
    let decimals = first[point..places].iter().filter(|sign| is_place(sign)).count();
    let least = first[..point].iter().filter(|sign| **sign == Sign::Place('0')).count().min(LEAST);
    let thousands = first[places..].iter().take_while(|sign| **sign == Sign::Comma).count();
    let per_cent = first.contains(&Sign::PerCent);
    Format { decimals: (!other).then_some(decimals), least, per_cent, thousands, is_date, above, below }
}

/// Whether a section has this sign as itself.
fn has(section: &[Sign], sign: &str) -> bool {
    section.iter().any(|part| matches!(part, Sign::Literal(words) if words == sign))
}

/// What a code shows of numbers above and below zero.
fn shown(sections: &[Vec<Sign>]) -> (Shown, Shown) {
    if sections.iter().flatten().any(|sign| *sign == Sign::Condition) {
        return (Shown::Signed, Shown::Signed);
    }
    let [first, second] = [0, 1].map(|at| sections.get(at));
    let words = |section: &[Sign]| -> String {
        let words = section.iter().filter_map(|sign| match sign {
            Sign::Literal(words) | Sign::Word(words) => Some(words.as_str()),
            _ => None,
        });
        words.collect::<String>().trim().to_owned()
    };
    let digits =
        |section: &[Sign]| section.iter().any(|sign| matches!(sign, Sign::Place(_) | Sign::Other | Sign::Word(_)));
    let instead = |section: &[Sign]| match (digits(section), words(section).is_empty()) {
        (true, _) => None,
        (false, true) => Some(Shown::Nothing),
        (false, false) => Some(Shown::Words),
    };
    let minus = |words: &str| words.starts_with(['-', '−', '–', '(']) || words.ends_with(['-', '−', '–']);
    let above = first.map_or(Shown::Signed, |first| {
        let plain = if minus(&words(first)) { Shown::WithMinus } else { Shown::Signed };
        // A code without anything shows what there is.
        let is_empty = sections.len() == 1 && first.is_empty();
        if is_empty { Shown::Signed } else { instead(first).unwrap_or(plain) }
    });
    let below = second.map_or(if above == Shown::WithMinus { Shown::Signed } else { above }, |second| {
        // A sign, or words that stand there for numbers below zero alone, tell them from the others.
        let own = words(second);
        let told = minus(&own) || (!own.is_empty() && first.is_none_or(|first| own != words(first)));
        let plain = if told { Shown::Signed } else { Shown::WithoutMinus };
        instead(second).unwrap_or(plain)
    });
    (above, below)
}

#[cfg(test)]
mod tests {
    use super::{Format, Shown, format};

    #[test]
    fn decimals_that_a_format_shows() {
        let shows = |code: &str| format(code).decimals;
        assert_eq!(shows("0"), Some(0));
        assert_eq!(shows("#,##0.00"), Some(2));
        assert_eq!(shows("# ##0,0"), Some(0), "codes have a decimal point in every language");
        assert_eq!(shows("#,##0.0 \"tkr.\";[Red]-#,##0.0"), Some(1));
        assert_eq!(shows("_-* #,##0.00\\ _k_r_-;-* #,##0.00\\ _k_r_-"), Some(2));
        assert_eq!(shows("[$-41D]#,##0.000"), Some(3));
        assert_eq!(shows("#,##0 kr;-#,##0 st"), Some(0), "words without quotes are words");
        assert_eq!([shows("General"), shows("0.00E+00"), shows("# ?/?"), shows("@")], [None; 4]);
        assert_eq!(format("0000").least, 4);
    }

    #[test]
    fn per_cent_thousands_and_dates() {
        let of = |code: &str| {
            let Format { decimals, per_cent, thousands, is_date, .. } = format(code);
            (decimals, per_cent, thousands, is_date)
        };
        assert_eq!(of("0.0%"), (Some(1), true, 0, false));
        assert_eq!(of("#,##0,"), (Some(0), false, 1, false));
        assert_eq!(of("0.0,,"), (Some(1), false, 2, false));
        for code in [
            "yyyy\\-mm\\-dd",
            "[h]:mm",
            "d mmm",
            "[$-41D]d mmmm yyyy;@",
            "yyyymmdd",
            "åååå-MM-dd",
            "h:mm AM/PM",
            "mm:ss.0",
        ] {
            assert!(format(code).is_date, "{code}");
        }
        for code in ["0\"st\"", "[Red]0", "0 st", "Standard", "General", "Standard;-Standard", "Allmänt", "0 d"] {
            assert!(!format(code).is_date, "{code}");
        }
        assert_eq!(of("Standard"), of("General"));
    }

    #[test]
    fn signs_that_a_format_shows() {
        let shows = |code: &str| {
            let Format { above, below, .. } = format(code);
            (above, below)
        };
        for code in [
            "",
            "0",
            "#,##0;-#,##0",
            "#,##0;(#,##0)",
            "#,##0 ;[Red]\\-#,##0 ",
            "0;0\"-\"",
            "0.0;\"minus \"0.0",
            "General",
            "Standard",
            "_-* #,##0\\ _k_r_-;-* #,##0\\ _k_r_-;_-* \"-\"??\\ _k_r_-;_-@_-",
            "0;−0",
            "0;▼0",
            "[<0]0;0",
            "@",
        ] {
            assert_eq!(shows(code), (Shown::Signed, Shown::Signed), "{code}");
        }
        for code in ["0;0", "#,##0;[Red]#,##0", "0\" kr\";0\" kr\"", "Standard;Standard", "0 st;0 st;0"] {
            assert_eq!(shows(code), (Shown::Signed, Shown::WithoutMinus), "{code}");
        }
        assert_eq!(shows("-0;0"), (Shown::WithMinus, Shown::WithoutMinus));
        assert_eq!(shows("\"-\"#,##0"), (Shown::WithMinus, Shown::Signed));
        assert_eq!(shows(";;;"), (Shown::Nothing, Shown::Nothing));
        assert_eq!(shows("0;;"), (Shown::Signed, Shown::Nothing));
        assert_eq!(shows("\"Ja\";\"Nej\";\"Nej\""), (Shown::Words, Shown::Words));
    }
}
