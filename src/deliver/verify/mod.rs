//! Reads both finished files back, each by means of its own, and compares what they say: headings, paragraphs, cells,
//! lists with their signs and numbers, notes with theirs, charts, the contents, running heads and page counts, in
//! order, with each other and with the model. And it looks where the words of the PDF stand: outside of their page, or
//! on top of others. Letters that run from right to left are compared without their order, which a PDF does not keep.
//!
//! Independent of the writers: [`pdf`] goes by the tag tree and the content streams, as a screen reader does, [`word`]
//! by the XML of the parts. Neither knows docx-rs or Typst.

mod numbers;
pub mod pdf;
mod places;
pub mod transcript;
mod unread;
pub mod verdict;
pub mod word;
pub(super) mod xml;

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::base::budget::{Budget, Exceeded, Trust};
use crate::model::Document;

use self::transcript::solid;
use self::word::Head;

pub use self::transcript::{Entry, Kind, Spot, of_model};
pub use self::verdict::{Difference, Sides, Unreadable, Verified, Where};

/// Compares a PDF and a Word file with each other, and both with `document` where it is given. Each may hold half of
/// what may be read of files of this origin.
///
/// # Errors
///
/// Which of the files is none, and why, or holds too much.
pub fn verify(pdf: &[u8], word: &[u8], document: Option<&Document>, trust: Trust) -> Result<Verified, Unreadable> {
    let mut of_pdf = Budget::of(trust).part(2);
    let mut of_word = of_pdf.clone();
    let (pdf, word) = rayon::join(|| pdf::read(pdf, &mut of_pdf), || word::read(word, &mut of_word));
    let (mut pdf, word) = (pdf?, word?);
    let mut differences = compare(Sides::PdfWord, &pdf.said, &word.said);
    differences.extend(contents(&pdf, &word));
    differences.extend(drawn(&pdf, &word));
    let over = |exceeded| Unreadable::TooMuch(Where::Word, exceeded);
    differences.extend(heads(&pdf, &word, &mut of_word).map_err(over)?);
    differences.extend(unread(&word));
    differences.append(&mut pdf.misplaced);
    if let Some(document) = document {
        let model = of_model(document);
        differences.extend(compare(Sides::ModelPdf, &model, &pdf.said));
        differences.extend(compare(Sides::ModelWord, &model, &word.said));
    }
    let count = |kind: Kind| pdf.said.iter().filter(|said| said.kind == kind).count();
    Ok(Verified {
        figures: pdf
            .said
            .iter()
            .filter(|said| !matches!(said.kind, Kind::Entry | Kind::Sign))
            .map(|said| transcript::figures(&said.words))
            .sum(),
        cells: count(Kind::Cell),
        notes: count(Kind::Note) + pdf.notes_under_tables,
        pages: pdf.pages.len(),
        pictures: word.pictures,
        differences,
    })
}

/// Words as a PDF can be asked for them: without plain spaces, and without an order where they run from right to left.
fn as_in_pdf(words: &str) -> String {
    transcript::directed(&words.replace(' ', "")).into_owned()
}

/// What two sides say differently. Entries that stand against each other are one difference.
///
/// A PDF has no spaces where lines end, so that plain spaces do not count there; no-break spaces, which hold figures
/// together, do.
fn compare(sides: Sides, first: &[Entry], second: &[Entry]) -> Vec<Difference> {
    let key = |said: &Entry| match (sides, said.kind) {
        // Only the layout knows what bullets look like.
        (Sides::ModelPdf | Sides::ModelWord, Kind::Sign) if !said.words.ends_with('.') => (said.kind, String::new()),
        (Sides::ModelWord, _) => (said.kind, said.words.clone()),
        (
            Sides::PdfWord | Sides::ModelPdf | Sides::Places | Sides::Unseen | Sides::UnreadPdf | Sides::UnreadWord,
            _,
        ) => (said.kind, as_in_pdf(&said.words)),
    };
    let (one, other): (Vec<_>, Vec<_>) = (first.iter().map(key).collect(), second.iter().map(key).collect());
    let mut differences = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &one, &other) {
        let (old, new) = (operation.old_range(), operation.new_range());
        if matches!(operation, DiffOp::Equal { .. }) {
            continue;
        }
        for at in 0..old.len().max(new.len()) {
            let side = |all: &[Entry], range: &std::ops::Range<usize>| {
                Some(range.start + at).filter(|at| *at < range.end).and_then(|at| all.get(at).cloned())
            };
            differences.push(Difference { sides, first: side(first, &old), second: side(second, &new) });
        }
    }
    differences
}

/// Lines of the contents that name another page.
fn contents(pdf: &pdf::Pdf, word: &word::Word) -> Vec<Difference> {
    let lines = |said: &[Entry], pages: &[String]| -> Vec<Entry> {
        let entries = said.iter().filter(|said| said.kind == Kind::Entry);
        entries
            .zip(pages)
            .map(|(entry, page)| Entry { words: format!("{} … {page}", entry.words), ..entry.clone() })
            .collect()
    };
    let (first, second) = (lines(&pdf.said, &pdf.contents_pages), lines(&word.said, &word.contents_pages));
    let differ = |(first, second): &(Entry, Entry)| as_in_pdf(&first.words) != as_in_pdf(&second.words);
    let different = first.into_iter().zip(second).filter(differ);
    different
        .map(|(first, second)| Difference { sides: Sides::PdfWord, first: Some(first), second: Some(second) })
        .collect()
}

/// Charts in which other words stand.
fn drawn(pdf: &pdf::Pdf, word: &word::Word) -> Vec<Difference> {
    let charts = |said: &[Entry], drawn: &[String]| -> Vec<Entry> {
        let charts = said.iter().filter(|said| said.kind == Kind::Figure).zip(drawn);
        charts.map(|(chart, words)| Entry { words: words.clone(), ..chart.clone() }).collect()
    };
    let (first, second) = (charts(&pdf.said, &pdf.drawn), charts(&word.said, &word.drawn));
    let different = first.into_iter().zip(second).filter(|(first, second)| first.words != second.words);
    different
        .map(|(first, second)| Difference { sides: Sides::PdfWord, first: Some(first), second: Some(second) })
        .collect()
}

/// Pages of the PDF whose running head no part of the Word file has on any page, and heads that stand on no page: all
/// that can be said where the Word file does not tell which pages are whose.
fn heads_anywhere(pdf: &pdf::Pdf, word: &word::Word, budget: &mut Budget) -> Result<Vec<Difference>, Exceeded> {
    let head = |words: String, at| Some(Entry { kind: Kind::Head, words, at });
    let heads: Vec<&word::Head> = word.parts.iter().flat_map(|part| &part.heads).collect();
    // What they say on all pages, each with those that say it.
    let mut said: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, known) in heads.iter().enumerate() {
        let last = if known.counts() { pdf.pages.len() } else { 1 };
        for number in 1..=last {
            said.entry(known.on_page(number, budget)?).or_default().push(at);
        }
    }
    let mut seen = vec![false; heads.len()];
    let mut differences = Vec::new();
    let chapters = word.chapters();
    for (at, page) in pdf.pages.iter().enumerate() {
        let page = solid(page);
        let says = |own: &&String| Head::says(own, &page, &chapters);
        let known = if said.contains_key(&page) { Some(page.clone()) } else { said.keys().find(says).cloned() };
        match known.and_then(|known| said.get_mut(&known)) {
            // Each is seen once.
            Some(known) => {
                for at in std::mem::take(known) {
                    seen.get_mut(at).into_iter().for_each(|seen| *seen = true);
                }
            }
            None => {
                let first = head(page, Some(Spot::Page(at + 1)));
                differences.push(Difference { sides: Sides::PdfWord, first, second: None });
            }
        }
    }
    let unseen = heads.iter().zip(seen).filter(|(known, seen)| !seen && !known.perhaps);
    for (known, _) in unseen {
        let second = head(known.on_page(1, budget)?, None);
        differences.push(Difference { sides: Sides::PdfWord, first: None, second });
    }
    Ok(differences)
}

/// Where running heads differ, and where a page of the PDF lies outside of what the Word file counts.
fn heads(pdf: &pdf::Pdf, word: &word::Word, budget: &mut Budget) -> Result<Vec<Difference>, Exceeded> {
    let head = |words: String, at| Some(Entry { kind: Kind::Head, words, at });
    let mut differences = Vec::new();
    // Heads that do not say how many pages their part has leave that to the file's properties.
    let silent = word.parts.iter().any(|part| part.total == 0);
    // What a file says that means harm has no end.
    let counted = word.parts.iter().fold(0_usize, |all, part| all.saturating_add(part.total));
    let total = if silent { word.pages } else { counted };
    if total != pdf.pages.len() {
        differences.push(Difference {
            sides: Sides::PdfWord,
            first: head(pdf.pages.len().to_string(), None),
            second: head(total.to_string(), None),
        });
    }
    if silent {
        differences.extend(heads_anywhere(pdf, word, budget)?);
        return Ok(differences);
    }
    let mut pages = pdf.pages.iter().enumerate();
    let chapters = word.chapters();
    for part in &word.parts {
        // Which of its heads stands on which page is for Word to lay out, but each must stand on one.
        let mut seen: Vec<bool> = part.heads.iter().map(|head| head.perhaps).collect();
        for (number, (at, page)) in (1..=part.total).zip(pages.by_ref()) {
            let said = solid(page);
            let mut known = false;
            for (head, seen) in part.heads.iter().zip(&mut seen) {
                let same = Head::says(&head.on_page(number, budget)?, &said, &chapters);
                (known, *seen) = (known || same, *seen || same);
            }
            if !known {
                let other = part.heads.first().map_or(Ok(String::new()), |head| head.on_page(number, budget))?;
                let first = head(page.clone(), Some(Spot::Page(at + 1)));
                differences.push(Difference { sides: Sides::PdfWord, first, second: head(other, None) });
            }
        }
        for (unseen, _) in part.heads.iter().zip(seen).filter(|(_, seen)| !seen) {
            let second = head(unseen.on_page(1, budget)?, None);
            differences.push(Difference { sides: Sides::PdfWord, first: None, second });
        }
    }
    Ok(differences)
}

/// What the Word file holds that is not read here.
fn unread(word: &word::Word) -> impl Iterator<Item = Difference> {
    let entry = |what: &String| Entry { kind: Kind::Words, words: what.clone(), at: None };
    word.unread.iter().map(move |what| Difference { sides: Sides::UnreadWord, first: None, second: Some(entry(what)) })
}
