//! What the number formats of a workbook's cells show: how many decimals, per cent, thousands, a sign, or a date.
//!
//! Source: ECMA-376, Part 1, 18.8.30 (`numFmt`: the formats that every program knows by number) and 18.8.31
//! (`numFmts`).

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::str::Chars;

use rust_decimal::Decimal;

use crate::base::budget::Resource;
use crate::base::limits::{FORMAT_DIGITS, FORMAT_LETTERS};

use super::fault::Fault;
use super::package::{Node, Package};

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
    /// The number among digits that it does not have.
    MoreDigits,
    /// Nothing.
    Nothing,
}

/// The formats of a workbook's cells, by the number of the cell's style, and the codes of those that show dates, or
/// numbers by conditions.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// The number of each style's format.
    styles: Vec<u32>,
    formats: BTreeMap<u32, (Format, Vec<String>)>,
}

impl Formats {
    /// What a style shows, and its codes where it shows a date, or where what it shows depends on the number.
    pub(super) fn of(&self, style: usize) -> (Format, &[String]) {
        let format = self.styles.get(style).and_then(|id| self.formats.get(id));
        format.map_or((Format::default(), &[]), |(format, codes)| (*format, codes.as_slice()))
    }
}

/// The format of each style that cells name by its number.
pub(super) fn read(package: &mut Package<'_>, path: &str) -> Result<Formats, Fault> {
    let (mut own, mut styles, mut in_cells) = (BTreeMap::new(), Vec::new(), false);
    package.part(path, |node, budget| {
        match node {
            Node::Start(tag) if tag.name() == "numFmt" => {
                if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attribute("formatCode")) {
                    budget.take(Resource::Objects, 1).map_err(Fault::Exceeded)?;
                    // No program writes a longer one.
                    own.insert(id, code.chars().take(FORMAT_LETTERS).collect::<String>());
                }
            }
            Node::Start(tag) if tag.name() == "cellXfs" => in_cells = true,
            Node::End("cellXfs") => in_cells = false,
            Node::Start(tag) if tag.name() == "xf" && in_cells => {
                budget.take(Resource::Objects, 1).map_err(Fault::Exceeded)?;
                styles.push(tag.number("numFmtId").unwrap_or(0));
            }
            _ => {}
        }
        Ok(())
    })?;
    let of = |id: u32| {
        let codes: Vec<String> = match own.get(&id) {
            Some(code) => vec![code.clone()],
            None => known(id).iter().map(|code| (*code).to_owned()).collect(),
        };
        let format = codes.first().map_or(Format::default(), |code| format(code));
        let is_conditional = codes.iter().any(|code| code.contains(['<', '>', '=']));
        (format, if format.is_date || is_conditional { codes } else { Vec::new() })
    };
    let used: BTreeSet<u32> = styles.iter().copied().collect();
    Ok(Formats { styles, formats: used.into_iter().map(|id| (id, of(id))).collect() })
}

/// What a code whose sections have conditions shows of this number; `None` for a code without such.
pub(super) fn conditional(code: &str, digits: &str) -> Option<Format> {
    let sections = sections(code);
    if !sections.iter().flatten().any(|sign| matches!(sign, Sign::Condition(_))) {
        return None;
    }
    let value: Decimal = digits.parse().ok()?;
    let Some(at) = section_of(&sections, value) else {
        let all = Shown::Words;
        return Some(Format { above: all, below: all, ..Format::default() });
    };
    let section = sections.get(at).map_or(&[][..], Vec::as_slice);
    // Excel leaves out the minus in a section that stands for a part of the numbers, as in the second one of any code.
    let hides = at == 1 || (at == 0 && section.iter().any(|sign| matches!(sign, Sign::Condition(_))));
    let shown = instead(section).unwrap_or(match (value < Decimal::ZERO, is_negative(section)) {
        (true, false) if hides => Shown::WithoutMinus,
        (false, true) if !value.is_zero() => Shown::WithMinus,
        _ => Shown::Signed,
    });
    let shown = if adds_digits(section) { Shown::MoreDigits } else { shown };
    Some(Format { above: shown, below: shown, ..of_section(section) })
}

/// The section that Excel takes for a number; none where no condition holds.
fn section_of(sections: &[Vec<Sign>], value: Decimal) -> Option<usize> {
    let condition = |at: usize| {
        sections.get(at)?.iter().find_map(|sign| match sign {
            Sign::Condition(condition) => Some(condition.as_str()),
            _ => None,
        })
    };
    let first = match condition(0) {
        Some(condition) => holds(condition, value),
        None => sections.len() == 1 || value > Decimal::ZERO || (sections.len() == 2 && value.is_zero()),
    };
    let second = || match condition(1) {
        Some(condition) => holds(condition, value),
        None => value < Decimal::ZERO || (sections.len() == 2 && condition(0).is_some()),
    };
    match sections.len() {
        _ if first => Some(0),
        0 | 1 => None,
        _ if second() => Some(1),
        2 => None,
        _ => Some(2),
    }
}

/// Whether a condition, `<=100`, holds for a number.
fn holds(condition: &str, value: Decimal) -> bool {
    let limit = condition.trim_start_matches(['<', '>', '=']);
    let Ok(number) = limit.trim().parse::<Decimal>() else { return false };
    match &condition[..condition.len() - limit.len()] {
        "<" => value < number,
        "<=" => value <= number,
        ">" => value > number,
        ">=" => value >= number,
        "<>" => value != number,
        _ => value == number,
    }
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
    /// A condition, `[<0]`, without its brackets.
    Condition(String),
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
        section.push(Sign::Condition(inside.to_owned()));
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
    Format { above, below, ..of_section(first) }
}

/// What a section shows beside the sign.
fn of_section(first: &[Sign]) -> Format {
    let is_place = |sign: &Sign| matches!(sign, Sign::Place(_));
    let fraction = first.iter().filter(|sign| is_place(sign)).count() > 1 && has(first, "/");
    let other = first.contains(&Sign::Other) || !first.iter().any(is_place) || fraction;
    let places = first.iter().rposition(is_place).map_or(0, |last| last + 1);
    let point = first[..places].iter().position(|sign| *sign == Sign::Point).unwrap_or(places);
    let decimals = first[point..places].iter().filter(|sign| is_place(sign)).count();
    let least = first[..point].iter().filter(|sign| **sign == Sign::Place('0')).count().min(FORMAT_DIGITS);
    let thousands = first[places..].iter().take_while(|sign| **sign == Sign::Comma).count();
    let per_cent = first.contains(&Sign::PerCent);
    Format { decimals: (!other).then_some(decimals), least, per_cent, thousands, ..Format::default() }
}

/// Whether a section has this sign as itself.
fn has(section: &[Sign], sign: &str) -> bool {
    section.iter().any(|part| matches!(part, Sign::Literal(words) if words == sign))
}

/// The words and signs of a section.
fn words(section: &[Sign]) -> String {
    let words = section.iter().filter_map(|sign| match sign {
        Sign::Literal(words) | Sign::Word(words) => Some(words.as_str()),
        _ => None,
    });
    words.collect::<String>().trim().to_owned()
}

/// What a section shows in the place of a number, where it does not show the number.
fn instead(section: &[Sign]) -> Option<Shown> {
    let digits = section.iter().any(|sign| matches!(sign, Sign::Place(_) | Sign::Other | Sign::Word(_)));
    match (digits, words(section).is_empty()) {
        (true, _) => None,
        (false, true) => Some(Shown::Nothing),
        (false, false) => Some(Shown::Words),
    }
}

/// Whether what stands around a number says that it is below zero: a minus, a bracket around it, or `minus`.
fn is_negative(section: &[Sign]) -> bool {
    let all = words(section);
    let first = section.iter().position(|sign| matches!(sign, Sign::Place(_))).unwrap_or(section.len());
    let before = words(&section[..first]);
    let bracket = before.contains('(') && !before.contains(')');
    let is_minus = ['-', '−', '–'];
    bracket || all.starts_with(is_minus) || all.ends_with(is_minus) || all.to_lowercase().contains("minus")
}

/// Whether digits stand right before those of the number, between them or right behind: `0"000"`.
fn adds_digits(section: &[Sign]) -> bool {
    let is_place = |sign: Option<&Sign>| matches!(sign, Some(Sign::Place(_) | Sign::Point | Sign::Comma));
    let mut before = None;
    for (at, sign) in section.iter().enumerate() {
        if let Sign::Literal(words) = sign {
            let after = section.get(at + 1..).and_then(|rest| rest.iter().find(|sign| !is_digits(sign)));
            let begins = words.starts_with(|c: char| c.is_ascii_digit());
            let ends = words.ends_with(|c: char| c.is_ascii_digit());
            if (begins && is_place(before)) || (ends && is_place(after)) {
                return true;
            }
        }
        if !is_digits(sign) {
            before = Some(sign);
        }
    }
    false
}

/// Whether a sign of a code is nothing but digits that are shown as they are.
fn is_digits(sign: &Sign) -> bool {
    matches!(sign, Sign::Literal(words) if !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit()))
}

/// What a code shows of numbers above and below zero.
fn shown(sections: &[Vec<Sign>]) -> (Shown, Shown) {
    // What a code with conditions shows depends on the number.
    if sections.iter().flatten().any(|sign| matches!(sign, Sign::Condition(_))) {
        return (Shown::Signed, Shown::Signed);
    }
    let [first, second] = [0, 1].map(|at| sections.get(at));
    let above = first.map_or(Shown::Signed, |first| {
        let plain = match is_negative(first) {
            _ if adds_digits(first) => Shown::MoreDigits,
            true => Shown::WithMinus,
            false => Shown::Signed,
        };
        // A code without anything shows what there is.
        let is_empty = sections.len() == 1 && first.is_empty();
        if is_empty { Shown::Signed } else { instead(first).unwrap_or(plain) }
    });
    let below = second.map_or(if above == Shown::WithMinus { Shown::Signed } else { above }, |second| {
        // A sign that stands there for numbers below zero alone tells them from the others; words are no sign.
        let own = words(second);
        let is_sign = !own.is_empty() && !own.contains(char::is_alphabetic);
        let told = is_negative(second) || (is_sign && first.is_none_or(|first| own != words(first)));
        let plain = match told {
            _ if adds_digits(second) => Shown::MoreDigits,
            true => Shown::Signed,
            false => Shown::WithoutMinus,
        };
        instead(second).unwrap_or(plain)
    });
    (above, below)
}

#[cfg(test)]
mod tests {
    use super::{Format, Shown, conditional, format};

    #[test]
    fn sections_with_conditions_show_what_the_number_makes_of_them() {
        let shows = |code: &str, digits: &str| conditional(code, digits).map(|format| format.below);
        assert_eq!(shows("0;-0", "-5"), None);
        for (code, digits, shown) in [
            ("[<0]0;0", "-5", Shown::WithoutMinus),
            ("[<0]0;0", "5", Shown::Signed),
            ("[>100]0;0", "-5", Shown::WithoutMinus),
            ("[<100]0;0", "-5", Shown::WithoutMinus),
            ("[>=0]0;-0", "-5", Shown::Signed),
            ("[<0]-0;0", "-5", Shown::Signed),
            ("[Red][<0](0);0", "-0.5", Shown::Signed),
            ("[>=1000]-0;0", "1000", Shown::WithMinus),
            ("[<10]\"få\";0", "-5", Shown::Words),
            ("[<=0];0", "-5", Shown::Nothing),
            ("[<-100]\"låg\";[>100]\"hög\";0", "5", Shown::Signed),
            ("[<-100]\"låg\";[>100]\"hög\";0", "-5", Shown::Signed),
            ("[>100]0", "5", Shown::Words),
            ("[<0]0\"000\";0", "-5", Shown::MoreDigits),
        ] {
            assert_eq!(shows(code, digits), Some(shown), "{code} {digits}");
        }
        let thousands = |digits: &str| conditional("[>=1000]#,##0,;0.0", digits).map(|f| (f.thousands, f.decimals));
        assert_eq!([thousands("1000"), thousands("999")], [Some((1, Some(0))), Some((0, Some(1)))]);
    }

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
            "0_);(0)",
            "#,##0 ;[Red]\\-#,##0 ",
            "0;0\"-\"",
            "0.0;\"minus \"0.0",
            "General",
            "Standard",
            "_-* #,##0\\ _k_r_-;-* #,##0\\ _k_r_-;_-* \"-\"??\\ _k_r_-;_-@_-",
            "0;−0",
            "0;▼0",
            "0;\"minus\" 0",
            "0\" m2\";-0\" m2\"",
            "0\"m2\";-0\"m2\"",
            "\"Q1 \"0",
            "0 \"(2024)\"",
            "@",
        ] {
            assert_eq!(shows(code), (Shown::Signed, Shown::Signed), "{code}");
        }
        for code in ["0;0", "#,##0;[Red]#,##0", "0\" kr\";0\" kr\"", "Standard;Standard", "0 st;0 st;0"] {
            assert_eq!(shows(code), (Shown::Signed, Shown::WithoutMinus), "{code}");
        }
        for code in ["0\" D\";0\" K\"", "0\" kr\";0\" st\"", "0;\"kredit \"0", "0;0 K"] {
            assert_eq!(shows(code), (Shown::Signed, Shown::WithoutMinus), "{code}");
        }
        for code in ["0\"000\"", "\"1\"0", "0\\0\\0\\0", "0\"00\".0"] {
            assert_eq!(shows(code).0, Shown::MoreDigits, "{code}");
        }
        assert_eq!(shows("-0;0"), (Shown::WithMinus, Shown::WithoutMinus));
        assert_eq!(shows("\"-\"#,##0"), (Shown::WithMinus, Shown::Signed));
        assert_eq!(shows(";;;"), (Shown::Nothing, Shown::Nothing));
        assert_eq!(shows("0;;"), (Shown::Signed, Shown::Nothing));
        assert_eq!(shows("\"Ja\";\"Nej\";\"Nej\""), (Shown::Words, Shown::Words));
    }
}
