//! Risks, and what is done about them, that were added in Word: blocks of a unit's file, where all that the table shows
//! of the others is there.

use std::collections::BTreeMap;

use crate::base::address::{Address, ControlField, RiskField};

use super::edit::{Quote, Unsure};

/// What a cell of a table of risks is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// A key of the risk.
    Risk(String),
    /// A whole number of the risk.
    Number(&'static str),
    /// The program computes it.
    Computed,
    /// A key of each control activity.
    Control(String),
}

impl Field {
    /// What a paragraph of this address is.
    pub(super) fn of(address: &Address) -> Option<Self> {
        Some(match address {
            Address::Risk { field, .. } => match field {
                RiskField::Category => Field::Risk("kategori".to_owned()),
                RiskField::Name => Field::Risk("namn".to_owned()),
                RiskField::Own(id) => Field::Risk(id.to_string()),
                RiskField::Likelihood => Field::Number("sannolikhet"),
                RiskField::Consequence => Field::Number("konsekvens"),
                RiskField::Product => Field::Computed,
                // Words before those of the activities, in their cell.
                RiskField::Introduction => return None,
            },
            Address::Control { field, .. } => Field::Control(match field {
                ControlField::Activity => "text".to_owned(),
                ControlField::Owner => "ansvar".to_owned(),
                ControlField::FollowUp => "uppfoljning".to_owned(),
                ControlField::Own(id) => id.to_string(),
            }),
            _ => return None,
        })
    }
}

/// A key with words as TOML.
pub(super) fn line(key: &str, words: &str) -> Option<String> {
    Some(format!("{key} = \"{}\"\n", Quote::Escaped.written(words)?))
}

/// The blocks of control activities with these words by their keys, as many for each.
pub(super) fn activities(all: &BTreeMap<String, Vec<String>>) -> Option<String> {
    let texts = all.get("text").filter(|texts| all.values().all(|other| other.len() == texts.len()))?;
    let mut made = String::new();
    for at in 0..texts.len() {
        made.push_str("\n[[risk.kontrollmoment]]\n");
        // What is done comes first.
        made.push_str(&line("text", &texts[at])?);
        for (key, words) in all.iter().filter(|(key, _)| *key != "text") {
            made.push_str(&line(key, &words[at])?);
        }
    }
    (!texts.is_empty()).then_some(made)
}

/// A risk as it is written.
pub(super) struct Made {
    /// Its name.
    pub(super) name: String,
    /// The lines of its block below its name, with the blocks of what is done about it.
    pub(super) rest: String,
}

/// A risk of what its cells say, by their columns; none where something is missing that the others have.
pub(super) fn made(
    fields: &BTreeMap<usize, Field>,
    cells: &BTreeMap<usize, Vec<String>>,
) -> Result<Option<Made>, Unsure> {
    let (mut name, mut own) = (None, String::new());
    let mut controls: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (column, field) in fields {
        let said = cells.get(column).map_or(&[][..], Vec::as_slice);
        match (field, said) {
            (Field::Computed, _) => {}
            (Field::Control(key), _) => drop(controls.insert(key.clone(), said.to_vec())),
            (Field::Risk(key), [words]) if key == "namn" => name = Some(words.clone()),
            (Field::Risk(key), [words]) => match line(key, words) {
                Some(line) => own.push_str(&line),
                None => return Ok(None),
            },
            // A step of the scale, with its word or without.
            (Field::Number(key), [words]) => match words.split(' ').next().map(str::parse::<u32>) {
                Some(Ok(step)) => own.push_str(&format!("{key} = {step}\n")),
                _ => return Err(Unsure::NoFigure),
            },
            (Field::Risk(_) | Field::Number(_), _) => return Ok(None),
        }
    }
    let made = name.zip(activities(&controls));
    Ok(made.map(|(name, controls)| Made { name, rest: format!("{own}{controls}") }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_risk_is_made_of_all_that_its_table_shows() {
        let control = |key: &str| Field::Control(key.to_owned());
        let name = Field::Risk("namn".to_owned());
        let number = Field::Number("sannolikhet");
        let all = [name, number, Field::Computed, control("text"), control("ansvar")];
        let fields: BTreeMap<usize, Field> = (0..).zip(all).collect();
        let cells = |all: &[&[&str]]| -> BTreeMap<usize, Vec<String>> {
            (0..).zip(all).map(|(at, cell)| (at, cell.iter().map(|it| (*it).to_owned()).collect())).collect()
        };
        let made = |all: &[&[&str]]| super::made(&fields, &cells(all)).map(|made| made.map(|it| (it.name, it.rest)));
        let whole = made(&[&["Regn"], &["2 Låg"], &["4"], &["Mäts.", "Följs \"noga\"."], &["A", "B"]]);
        let rest = "sannolikhet = 2\n\n[[risk.kontrollmoment]]\ntext = \"Mäts.\"\nansvar = \"A\"\n\n\
                    [[risk.kontrollmoment]]\ntext = \"Följs \\\"noga\\\".\"\nansvar = \"B\"\n";
        assert_eq!(whole, Ok(Some(("Regn".to_owned(), rest.to_owned()))));
        assert_eq!(made(&[&["Regn"], &["låg"], &[], &["Mäts."], &["A"]]), Err(Unsure::NoFigure));
        for lacking in [
            &[&[][..], &["2"], &[], &["Mäts."], &["A"]],
            &[&["Regn"], &[], &[], &["Mäts."], &["A"]],
            &[&["Regn"], &["2"], &[], &[], &[]],
            &[&["Regn"], &["2"], &[], &["Mäts.", "Följs."], &["A"]],
        ] {
            assert_eq!(made(lacking), Ok(None));
        }
    }
}
