//! Properties that hold for every figure and every text.

use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use underlag::base::amount::Amount;
use underlag::base::swedish::keep_together;

use crate::support::Folder;

const ROUNDING: RoundingStrategy = RoundingStrategy::MidpointAwayFromZero;

/// The findings of a table with a column of variances, these rows and this sum.
fn accounts(rows: &[[String; 3]], sum: &[String; 3]) -> String {
    let columns = ["budget", "utfall", "avvikelse"];
    let mut manifest = String::from("[[kolumner]]\nid = \"k\"\n");
    for column in columns {
        manifest.push_str(&format!("[[kolumner.kolumn]]\nid = \"{column}\"\nrubrik = \"{column}\"\n"));
    }
    manifest.push_str("beraknas = [\"budget\", \"-utfall\"]\n");
    let ids: Vec<String> = (0..rows.len()).map(|at| format!("r{at}")).collect();
    let list = |prefix: &str| ids.iter().map(|id| format!("\"{prefix}{id}\"")).collect::<Vec<_>>().join(", ");
    manifest.push_str(&format!(
        "[[tabell]]\nid = \"t\"\nrubrik = \"T\"\nkolumner = \"k\"\nrader = [{}, \"a/s\"]\n\
         [[kapitel]]\nid = \"e\"\nrubrik = \"E\"\nslag = \"tabeller\"\ntabeller = [\"t\"]\n",
        list("a/")
    ));
    let row = |id: &str, more: &str, cells: &[String; 3]| {
        let cells: String = columns.iter().zip(cells).map(|(column, cell)| format!("{column} = {cell}\n")).collect();
        format!("[[rad]]\ntabell = \"t\"\nid = \"{id}\"\nnamn = \"{id}\"\n{more}{cells}")
    };
    let mut unit: String = ids.iter().zip(rows).map(|(id, cells)| row(id, "", cells)).collect();
    unit.push_str(&row("s", &format!("slag = \"summa\"\nsummerar = [{}]\n", list("")), sum));
    Folder::new().and("rapport.toml", &manifest).and("enheter/a.toml", &unit).findings()
}

proptest! {
    /// What is written is what is read, to the last digit, and Swedish writing can be read back.
    #[test]
    fn amounts_keep_their_digits(mantissa in -1_000_000_000_000_000_000i64..1_000_000_000_000_000_000, scale in 0u32..10) {
        let decimal = Decimal::new(mantissa, scale);
        let amount: Amount = decimal.to_string().parse().unwrap();
        prop_assert_eq!(amount.value(), decimal);
        prop_assert_eq!(amount.decimals(), scale);
        let back: Amount = amount.swedish().parse().unwrap();
        prop_assert_eq!(back.value(), decimal);
        prop_assert_eq!(back.decimals(), scale);
    }

    #[test]
    fn swedish_writing_groups_by_threes(number in 0u64..u64::MAX) {
        let written = number.to_string().parse::<Amount>().unwrap().swedish();
        let groups: Vec<&str> = written.split('\u{a0}').collect();
        prop_assert!(groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
        prop_assert_eq!(groups.concat(), number.to_string());
    }

    #[test]
    fn no_text_is_an_amount_by_chance(text in "\\PC*") {
        if let Ok(amount) = text.parse::<Amount>() {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            prop_assert_eq!(digits(&amount.to_string()).trim_start_matches('0').to_owned(), digits(&text).trim_start_matches('0').to_owned());
        }
    }

    /// Only spaces change.
    #[test]
    fn keeping_together_changes_spaces_only(text in "[a-zåäö0-9 §%,.()-]*") {
        prop_assert_eq!(keep_together(&text).replace('\u{a0}', " "), text);
    }

    /// Figures that are rounded each for itself, sum and variance too, are within what rounding explains.
    #[test]
    fn rounding_never_trips_a_sum(exact in prop::collection::vec((-9_999_999i64..9_999_999, -9_999_999i64..9_999_999), 1..12), decimals in 0u32..3) {
        let round = |hundredths: i64| Decimal::new(hundredths * 10, 3).round_dp_with_strategy(decimals, ROUNDING).to_string();
        let rows: Vec<[String; 3]> = exact.iter().map(|(a, b)| [*a, *b, a - b].map(round)).collect();
        let sum = |of: fn(&(i64, i64)) -> i64| round(exact.iter().map(of).sum());
        let found = accounts(&rows, &[sum(|row| row.0), sum(|row| row.1), sum(|row| row.0 - row.1)]);
        prop_assert!(!found.contains("mismatch"), "{found}");
    }

    /// The same figures in thousands and in units, with as many digits, are judged alike.
    #[test]
    fn scaling_changes_no_verdict(figures in prop::collection::vec((-99_999i64..99_999, -99_999i64..99_999), 1..8), off in -3i64..4) {
        let judged = |decimals: u32| {
            let written = |digits: i64| Decimal::new(digits, decimals).to_string();
            let rows: Vec<[String; 3]> = figures.iter().map(|(a, b)| [*a, *b, a - b].map(written)).collect();
            let sum = |of: fn(&(i64, i64)) -> i64| written(figures.iter().map(of).sum::<i64>() + off);
            let found = accounts(&rows, &[sum(|row| row.0), sum(|row| row.1), sum(|row| row.0 - row.1)]);
            let verdict = |line: &str| line.split("`: ").next().unwrap_or("").to_owned();
            found.lines().map(|line| verdict(line).split(": ").skip(1).collect::<String>()).collect::<Vec<_>>()
        };
        prop_assert_eq!(judged(0), judged(3));
    }

    /// Whatever stands in a file: findings or not, but no panic.
    #[test]
    fn any_section_is_read(text in "(\\[\\[(avsnitt|mal|rad|risk|mal\\.indikator)\\]\\]\n|(kapitel|id|text|namn|tabell|rader) = (\"[^\"\n]*\"|'''[^']*'''|[0-9.-]*|\\[\\])\n|[^\n]{0,20}\n){0,12}") {
        Folder::new().with("enheter/a.toml", text).findings();
    }

    #[test]
    fn any_markup_is_read(text in "([*_\\[\\]()<>^!#|`~ \n&a1.:-]{0,40})") {
        let unit = format!("enhet = \"a\"\n[[avsnitt]]\nkapitel = \"text\"\ntext = '''\n{}\n'''\n", text.replace('\'', ""));
        Folder::new().with("enheter/a.toml", unit).findings();
    }
}
