//! Where words of a cell may be broken that are longer than its lines. The places are marked in the words themselves:
//! without patterns for their language, Word breaks them anywhere, and so does LibreOffice.

use hypher::{Lang, hyphenate};

use crate::model::Inline;

/// The mark of a place where a word may be broken.
const SOFT_HYPHEN: &str = "\u{ad}";

/// Words of which those of more than `max_letters` are marked where they may be broken. Addresses are left alone, and
/// so are words in another language.
pub(crate) fn softened(content: &[Inline], max_letters: usize, language: Lang) -> Vec<Inline> {
    let inner = |content: &[Inline]| softened(content, max_letters, language);
    let softened = content.iter().map(|inline| match inline {
        Inline::Text(words) => Inline::Text(soft(words, max_letters, language)),
        Inline::Emphasis(content) => Inline::Emphasis(inner(content)),
        Inline::Strong(content) => Inline::Strong(inner(content)),
        Inline::Figure { .. }
        | Inline::Light { .. }
        | Inline::Reference { .. }
        | Inline::Link { .. }
        | Inline::Language { .. }
        | Inline::Note { .. }
        | Inline::Mark { .. }
        | Inline::Break => inline.clone(),
    });
    softened.collect()
}

/// Words of which those of more than `max_letters` are marked where they may be broken.
pub(crate) fn soft(words: &str, max_letters: usize, language: Lang) -> String {
    let mut out = String::with_capacity(words.len());
    for stretch in words.split_inclusive(char::is_whitespace) {
        let is_word = |c: char| c.is_alphabetic() || matches!(c, '-' | '\u{ad}');
        let word = stretch.trim_matches(|c: char| !c.is_alphabetic());
        if stretch.chars().count() <= max_letters || word.is_empty() || !word.chars().all(is_word) {
            out.push_str(stretch);
            continue;
        }
        let (before, after) = stretch.split_once(word).unwrap_or(("", ""));
        let parts = word.split('-').map(|part| match part.contains(SOFT_HYPHEN) {
            true => own(part, max_letters, language),
            false => hyphenate(part, language).join(SOFT_HYPHEN),
        });
        out.extend([before, &parts.collect::<Vec<_>>().join("-"), after]);
    }
    out
}

/// A word that says itself where it may be broken: what no line holds between those places, with a hyphen behind it, is
/// broken as other words are.
fn own(word: &str, max_letters: usize, language: Lang) -> String {
    let pieces = word.split(SOFT_HYPHEN).map(|piece| match piece.chars().count() < max_letters {
        true => piece.to_owned(),
        false => hyphenate(piece, language).join(SOFT_HYPHEN),
    });
    pieces.collect::<Vec<_>>().join(SOFT_HYPHEN)
}

#[cfg(test)]
mod tests {
    use super::soft;
    use crate::render::breaks::patterns;

    #[test]
    fn only_long_words_are_marked() {
        let swedish = patterns("sv").unwrap();
        let marked = |words: &str| soft(words, 12, swedish).replace('\u{ad}', "|");
        assert_eq!(marked("Verksamhetsområde och utfall"), "Verk|sam|hets|om|rå|de och utfall");
        assert_eq!(marked("(förvaltningsövergripande), x"), "(för|valt|nings|ö|ver|gri|pan|de), x");
        assert_eq!(marked("it-verksamhetsutveckling"), "it-verk|sam|hets|ut|veck|ling");
        assert_eq!(marked("Tillsyns\u{ad}verksamhet"), "Tillsyns|verksamhet", "as its author says");
        assert_eq!(marked("Drifts\u{ad}verksamhetsområde"), "Drifts|verk|sam|hets|om|rå|de", "what is too long still");
        assert_eq!(marked("Verksamhets\u{ad}utvecklingsansvariga"), "Verksamhets|ut|veck|lings|an|sva|ri|ga");
        for kept in ["kort ord", "www.herrljunga.se/kommunfullmaktige", "verksamhetsplan_2023.docx", "1234567890123456"]
        {
            assert_eq!(marked(kept), kept);
        }
    }
}
