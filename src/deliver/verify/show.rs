//! What a comparison found, for people.

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::swedish::NBSP;
use crate::diagnostic::Language;

use super::verdict::{Sides, Verified};
use super::{Kind, Said, Spot};

/// One line with the counts, and two for each difference.
pub fn show(verified: &Verified, language: Language) -> String {
    let Verified { figures, cells, notes, pages, differences } = verified;
    let mut out = String::new();
    for difference in differences {
        let (first, second) = names(difference.sides, language);
        out.push_str(&side(first, difference.first.as_ref(), language));
        out.push_str(&side(second, difference.second.as_ref(), language));
    }
    let [figures, cells, notes, pages, found] =
        [figures, cells, notes, pages, &differences.len()].map(|number| grouped(*number));
    out + &match language {
        Language::Swedish => {
            format!("{figures} figurer, {cells} celler, {notes} noter, {pages} sidor, {found} skillnader\n")
        }
        Language::English => {
            format!("{figures} figures, {cells} cells, {notes} notes, {pages} pages, {found} differences\n")
        }
    }
}

/// `1 248`.
fn grouped(number: usize) -> String {
    Amount::new(Decimal::from(number)).swedish().replace(NBSP, " ")
}

fn names(sides: Sides, language: Language) -> (&'static str, &'static str) {
    let (word, model) = match language {
        Language::Swedish => ("Word-filen", "modellen"),
        Language::English => ("the Word file", "the model"),
    };
    match sides {
        Sides::PdfWord => ("PDF", word),
        Sides::ModelPdf => (model, "PDF"),
        Sides::ModelWord => (model, word),
    }
}

fn side(name: &str, said: Option<&Said>, language: Language) -> String {
    let Some(said) = said else {
        return match language {
            Language::Swedish => format!("{name}: säger det inte\n"),
            Language::English => format!("{name}: does not say it\n"),
        };
    };
    format!("{name}{}: {} ”{}”\n", spot(said.at, language), kind(said.kind, language), said.words)
}

fn spot(at: Option<Spot>, language: Language) -> String {
    match (at, language) {
        (None, _) => String::new(),
        (Some(Spot::Page(page)), Language::Swedish) => format!(", sida {page}"),
        (Some(Spot::Page(page)), Language::English) => format!(", page {page}"),
        (Some(Spot::Paragraph(at)), Language::Swedish) => format!(", stycke {at}"),
        (Some(Spot::Paragraph(at)), Language::English) => format!(", paragraph {at}"),
    }
}

fn kind(kind: Kind, language: Language) -> String {
    let words = match kind {
        Kind::Heading(level) => {
            return match language {
                Language::Swedish => format!("rubrik {level}"),
                Language::English => format!("heading {level}"),
            };
        }
        Kind::Paragraph => ["stycke", "paragraph"],
        Kind::Cell => ["cell", "cell"],
        Kind::Note => ["not", "note"],
        Kind::Mark => ["notmärke", "note mark"],
        Kind::Entry => ["rad i innehållsförteckningen", "line of the contents"],
        Kind::Figure => ["diagram", "chart"],
        Kind::Head => ["sidhuvud", "running head"],
    };
    words[usize::from(language == Language::English)].to_owned()
}
