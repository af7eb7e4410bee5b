//! What the number formats of a workbook's cells show: how many decimals, per cent, thousands, or a date.
//!
//! Source: ECMA-376, Part 1, 18.8.30 (`numFmt`: the formats that every program knows by number) and 18.8.31
//! (`numFmts`).

use std::collections::BTreeMap;

use super::fault::Fault;
use super::package::{Node, Package};

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Format {
    /// The decimals that it shows; `None` where it shows what there are, or something else than decimals.
    pub decimals: Option<usize>,
    /// Whether it shows hundredths.
    pub per_cent: bool,
    /// The thousands that it leaves out: 1 shows thousands, 2 millions.
    pub thousands: usize,
    /// Whether it shows a day or a time.
    pub is_date: bool,
}

/// The format of each style that cells name by its number.
pub(super) fn read(package: &mut Package<'_>, path: &str) -> Result<Vec<Format>, Fault> {
    let (mut own, mut all, mut in_cells) = (BTreeMap::new(), Vec::new(), false);
    package.part(path, |node| {
        match node {
            Node::Start(tag) if tag.name() == "numFmt" => {
                if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attribute("formatCode")) {
                    own.insert(id, format(&code));
                }
            }
            Node::Start(tag) if tag.name() == "cellXfs" => in_cells = true,
            Node::End("cellXfs") => in_cells = false,
            Node::Start(tag) if tag.name() == "xf" && in_cells => all.push(tag.number("numFmtId").unwrap_or(0)),
            _ => {}
        }
        Ok(())
    })?;
    Ok(all.into_iter().map(|id| own.get(&id).copied().unwrap_or_else(|| known(id))).collect())
}

/// The formats that have a number and no code.
fn known(id: u32) -> Format {
    match id {
        1 | 3 | 37 | 38 => Format { decimals: Some(0), ..Format::default() },
        2 | 4 | 39 | 40 => Format { decimals: Some(2), ..Format::default() },
        9 => Format { decimals: Some(0), per_cent: true, ..Format::default() },
        10 => Format { decimals: Some(2), per_cent: true, ..Format::default() },
        // Also those that mean dates in the languages of East Asia.
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Format { is_date: true, ..Format::default() },
        _ => Format::default(),
    }
}

/// What a format's code shows of a number above zero.
fn format(code: &str) -> Format {
    let signs = signs(code);
    if signs.to_ascii_lowercase().contains("general") {
        return Format::default();
    }
    let is_date = signs.contains(['y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S']);
    let other = signs.contains(['E', 'e', '/', '@']) || !signs.contains(['0', '#', '?']);
    let is_place = |c: char| matches!(c, '0' | '#' | '?');
    let places = signs.rfind(is_place).map_or(0, |last| last + 1);
    let decimals =
        signs[..places].split_once('.').map_or(0, |(_, decimals)| decimals.chars().filter(|c| is_place(*c)).count());
    let thousands = signs[places..].chars().take_while(|c| *c == ',').count();
    Format { decimals: (!is_date && !other).then_some(decimals), per_cent: signs.contains('%'), thousands, is_date }
}

/// The signs of a code's first section that mean something: no words in quotes, no single letters, no colours or
/// conditions.
fn signs(code: &str) -> String {
    let mut signs = String::new();
    let mut letters = code.chars();
    while let Some(c) = letters.next() {
        match c {
            ';' => break,
            '\\' | '_' | '*' => drop(letters.next()),
            '"' => drop(letters.by_ref().find(|c| *c == '"')),
            '[' => {
                let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                // Hours, minutes or seconds beyond a day; anything else is a colour, a condition or a language.
                let elapsed = inside.to_ascii_lowercase();
                if !elapsed.is_empty() && ["h", "m", "s"].iter().any(|unit| elapsed.chars().all(|c| unit.contains(c))) {
                    signs.push_str(&inside);
                }
            }
            c => signs.push(c),
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::{Format, format};

    #[test]
    fn decimals_that_a_format_shows() {
        let shows = |code: &str| format(code).decimals;
        assert_eq!(shows("0"), Some(0));
        assert_eq!(shows("#,##0.00"), Some(2));
        assert_eq!(shows("# ##0,0"), Some(0), "codes have a decimal point in every language");
        assert_eq!(shows("#,##0.0 \"tkr.\";[Red]-#,##0.0"), Some(1));
        assert_eq!(shows("_-* #,##0.00\\ _k_r_-;-* #,##0.00\\ _k_r_-"), Some(2));
        assert_eq!(shows("[$-41D]#,##0.000"), Some(3));
        assert_eq!([shows("General"), shows("0.00E+00"), shows("# ?/?"), shows("@")], [None; 4]);
    }

    #[test]
    fn per_cent_thousands_and_dates() {
        assert_eq!(format("0.0%"), Format { decimals: Some(1), per_cent: true, ..Format::default() });
        assert_eq!(format("#,##0,"), Format { decimals: Some(0), thousands: 1, ..Format::default() });
        assert_eq!(format("0.0,,"), Format { decimals: Some(1), thousands: 2, ..Format::default() });
        for code in ["yyyy\\-mm\\-dd", "[h]:mm", "d mmm", "[$-41D]d mmmm yyyy;@"] {
            assert!(format(code).is_date, "{code}");
        }
        assert!(!format("0\"st\"").is_date && !format("[Red]0").is_date);
    }
}
