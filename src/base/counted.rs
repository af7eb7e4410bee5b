//! What is counted one by one, unlike what is measured: a sum of counts is exact, since nothing in it was rounded.

use super::money;

/// Units of what is measured, or rounded before it is written.
const MEASURED: &[&str] = &[
    "%",
    "‰",
    "procent",
    "promille",
    "andel",
    "index",
    "poäng",
    "betyg",
    "grad",
    "tusen",
    "tusental",
    "miljon",
    "miljard",
    "tim",
    "timmar",
    "timme",
    "min",
    "minut",
    "sek",
    "h",
    "dag",
    "dagar",
    "dygn",
    "vecka",
    "veckor",
    "mån",
    "månad",
    "år",
    "årsarb",
    "tjänst",
    "heltid",
    "km",
    "mil",
    "m",
    "m²",
    "m³",
    "kvm",
    "kvadrat",
    "kubik",
    "ha",
    "hektar",
    "kg",
    "kilo",
    "ton",
    "g",
    "gram",
    "l",
    "liter",
    "cl",
    "dl",
    "kwh",
    "mwh",
    "gwh",
    "kw",
    "mw",
    "watt",
    "kr",
    "tkr",
    "mkr",
    "mnkr",
    "mdkr",
    "mdr",
    "krona",
    "kronor",
    "procentenhet",
    "indextal",
    "indexpoäng",
    "tusentals",
    "tusenkronor",
    "tusenkrona",
    "miljontal",
    "miljonkronor",
    "gradtimmar",
    "gradtimme",
    "graddag",
    "andelstal",
    "dagsverke",
    "dagsverken",
    "månadsverke",
    "månadsverken",
    "årsverke",
    "årsverken",
    "årsarbetare",
    "årsarbetskraft",
    "heltidstjänst",
    "heltidsekvivalent",
    "heltidsarbetare",
    "kilometer",
    "kilogram",
    "kilowatt",
    "kilowattimme",
    "kilowattimmar",
    "megawattimmar",
    "wattimme",
    "wattimmar",
    "kilokronor",
    "kvadratmeter",
    "kvadratkilometer",
    "kubikmeter",
    "betygspoäng",
    "betygsgenomsnitt",
    "betygssnitt",
];

/// How a word for a unit may end: `tjänster`, `timmarna`; not `tjänstebilar`, which are counted.
const ENDINGS: &[&str] = &[
    "", "s", "n", "ns", "en", "ens", "t", "et", "ets", "r", "ar", "er", "na", "a", "arna", "erna", "rna", "ars", "ers",
];

/// Units that have no endings, since those make other words of them: `m`, `min`.
const WHOLE: usize = 3;

/// Whether `words` name what is counted: `st`, `personer`, `ärenden`; not money, shares, lengths, times.
pub fn is_count(words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let rate = words.contains(['/', '%', '‰']) || words.contains(|c: char| c.is_ascii_digit());
    let names = |known: &str, word: &str| {
        let ending = word.strip_prefix(known);
        ending.is_some_and(|ending| ending.is_empty() || (known.chars().count() > WHOLE && ENDINGS.contains(&ending)))
    };
    let measured = |word: &str| MEASURED.iter().any(|known| names(known, word));
    let mut each = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    each.peek().is_some()
        && !rate
        && money::power(&words).is_none()
        && !each.any(|word| word == "per" || measured(word))
}

/// The units that a heading names behind a comma or in parentheses, where its figures are counts.
const NAMED: &[&str] = &["st", "st.", "styck", "antal", "pers", "pers.", "personer"];

/// Whether a heading says that its column holds counts: `Antal platser`, `Platser (st)`, `Besökare, personer`.
pub fn heads_counts(heading: &str) -> bool {
    let last = heading.trim().trim_end_matches(')').rsplit([',', '(']).next().unwrap_or("").trim().to_lowercase();
    if NAMED.contains(&last.as_str()) {
        return true;
    }
    let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = heading.split_whitespace().filter(|word| !is_year(word)).collect();
    words.first().is_some_and(|first| first.to_lowercase() == "antal") && is_count(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_and_what_is_measured() {
        for unit in
            ["st", "st.", "personer", "antal", "ärenden", "elever", "fordon", "medarbetare", "hushåll", "Platser"]
        {
            assert!(is_count(unit), "{unit}");
        }
        for unit in [
            "Tjänstebilar",
            "Gradängplatser",
            "Betygsatta elever",
            "Månadskort",
            "Heltidsanställda",
            "Indexerade avtal",
            "andelslägenheter",
            "tonåringar",
        ] {
            assert!(is_count(unit), "{unit}");
        }
        for unit in [
            "procentenheter",
            "timmarna",
            "månader",
            "grader",
            "betygen",
            "andelar",
            "kubikmeter",
            "heltidstjänster",
            "årsarbetskrafter",
            "kilometer",
            "miljarder",
            "tjänsterna",
            "minuter",
        ] {
            assert!(!is_count(unit), "{unit}");
        }
        for unit in [
            "tkr",
            "mnkr",
            "kr/inv",
            "%",
            "procent",
            "timmar",
            "tim",
            "km",
            "m²",
            "ton",
            "årsarbetare",
            "kWh",
            "index",
            "tusen personer",
            "1000 st",
            "kr per elev",
            "dagar",
            "",
            "miljoner kronor",
            "tjänster",
        ] {
            assert!(!is_count(unit), "{unit}");
        }
        assert!(heads_counts("Antal platser 2024") && heads_counts("Antal platser") && heads_counts("Antal"));
        assert!(heads_counts("Platser (st)") && heads_counts("Besökare, personer"));
        assert!(!heads_counts("Antal timmar") && !heads_counts("Budget") && !heads_counts("Antal (tusental)"));
    }
}
