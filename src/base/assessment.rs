//! The traffic light by which a goal, an indicator or an activity is assessed.

/// An assessment as a traffic light shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// All is well.
    Green,
    /// It is uncertain.
    Yellow,
    /// All is not well.
    Red,
    /// It cannot be judged.
    Grey,
}

impl Light {
    /// All of them with the words by which files name them.
    pub const ALL: [(&'static str, Light); 4] =
        [("gron", Light::Green), ("gul", Light::Yellow), ("rod", Light::Red), ("gra", Light::Grey)];
}

/// Words, or beginnings of words, that say what a light says, whatever the words of a report are.
const SAYING: [(Light, &[&str]); 5] = [
    (Light::Grey, &["bedöm", "mäts", "grå", "okän"]),
    (Light::Green, &["inga", "utan"]),
    (Light::Yellow, &["delvis", "osäker", "gul", "nästan", "tveksam", "mindre"]),
    (Light::Red, &["inte", "ej", "icke", "nej", "röd", "brist", "avvik"]),
    (Light::Green, &["nå", "uppfyll", "uppnå", "grön", "ja", "klar", "godkän"]),
];

impl Light {
    /// What words stand for that people use for assessments: *Uppfyllt*, *Delvis uppnått*, *Nås ej*, *Grön*.
    pub fn said_by(words: &str) -> Option<Light> {
        let words = words.to_lowercase();
        let all_words = || words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        // What there is none of may be good or bad.
        if all_words().any(|word| matches!(word, "ingen" | "inget")) {
            return None;
        }
        let begins = |word: &str, begin: &str| match begin.chars().count() {
            0..3 => is_short(word, begin),
            _ => word.starts_with(begin),
        };
        let has = |all: &[&str]| all_words().any(|word| all.iter().any(|begin| begins(word, begin)));
        SAYING.into_iter().find(|(_, all)| has(all)).map(|(light, _)| light)
    }
}

/// Whether a word is a short one, or one of the forms of *nå*.
fn is_short(word: &str, short: &str) -> bool {
    word == short || short == "nå" && matches!(word, "nås" | "nått" | "nåtts" | "nådd" | "nådda" | "nåddes" | "når")
}

#[cfg(test)]
mod tests {
    use super::Light;

    #[test]
    fn words_of_other_reports() {
        for (words, light) in [
            ("Uppfyllt", Some(Light::Green)),
            ("Målet nås", Some(Light::Green)),
            ("Ja", Some(Light::Green)),
            ("Delvis", Some(Light::Yellow)),
            ("Inte helt säkert, osäkert", Some(Light::Yellow)),
            ("Nås ej", Some(Light::Red)),
            ("Ej uppfyllt", Some(Light::Red)),
            ("RÖD", Some(Light::Red)),
            ("Kan inte bedömas", Some(Light::Grey)),
            ("Mindre brister", Some(Light::Yellow)),
            ("Inga brister", Some(Light::Green)),
            ("Ingen avvikelse", None),
            ("Januari", None),
            ("Något", None),
            ("–", None),
        ] {
            assert_eq!(Light::said_by(words), light, "{words}");
        }
    }
}
