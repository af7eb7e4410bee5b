//! Properties that hold for every figure and every text.

use proptest::prelude::*;
use rust_decimal::Decimal;
use underlag::amount::Amount;
use underlag::swedish::keep_together;

use crate::support::Folder;

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
