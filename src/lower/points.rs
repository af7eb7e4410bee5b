//! Points that go on with a list above them, below a table or a chart: a text begins no list but with 1, so that they
//! are paragraphs with the numbers that somebody wrote, and hang as the list's own points do.

use crate::base::list_style::ListStyle;
use crate::model::{BlockKind, Inline, List, Paragraph, ParagraphRole, Section, plain};

/// Gives paragraphs of `sections` that go on with a list their role.
pub(super) fn go_on(sections: &mut [Section]) {
    let mut list: Option<(ListStyle, usize)> = None;
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        match &mut block.kind {
            BlockKind::List(List { style, items }) => {
                list = style.mark(0).is_some().then_some((*style, items.len()));
            }
            BlockKind::Paragraph(paragraph) if paragraph.role == ParagraphRole::Body => {
                if let Some((style, at)) = &mut list
                    && is_point(paragraph, *style, *at)
                {
                    paragraph.role = ParagraphRole::Point;
                    *at += 1;
                }
            }
            BlockKind::Heading(_) => list = None,
            BlockKind::Paragraph(_)
            | BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_)
            | BlockKind::Beside(_) => {}
        }
    }
}

/// Whether a paragraph begins as the point at this position of a list of this style does, and is no more than that: of
/// several lines, each may be a point.
fn is_point(paragraph: &Paragraph, style: ListStyle, at: usize) -> bool {
    if paragraph.content.contains(&Inline::Break) {
        return false;
    }
    let words = plain(&paragraph.content);
    let rest = style.mark(at).and_then(|mark| words.strip_prefix(mark.as_str()).map(str::to_owned));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace()) && !rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Heading};

    fn words(text: &str) -> Block {
        let lines = text.split('|').map(|line| Inline::Text(line.to_owned()));
        let content = lines.flat_map(|line| [Inline::Break, line]).skip(1).collect();
        Block::new(BlockKind::Paragraph(Paragraph { role: ParagraphRole::Body, content }))
    }

    fn points(style: ListStyle, more: &[&str]) -> Vec<bool> {
        let list = BlockKind::List(List { style, items: vec![vec![words("ett")], vec![words("två")]] });
        let heading =
            BlockKind::Heading(Heading { index: 0, level: 2, number: None, content: Vec::new(), listed: false });
        let more = more.iter().map(|text| if *text == "#" { Block::new(heading.clone()) } else { words(text) });
        let blocks = [Block::new(list)].into_iter().chain(more).collect();
        let mut sections = [Section { blocks, ..Section::page(Vec::new()) }];
        go_on(&mut sections);
        let role = |block: &Block| matches!(&block.kind, BlockKind::Paragraph(it) if it.role == ParagraphRole::Point);
        sections[0].blocks.iter().skip(1).map(role).collect()
    }

    #[test]
    fn what_counts_on_is_a_point() {
        assert_eq!(points(ListStyle::NUMBERS, &["Text.", "3. Tre", "4.\u{a0}Fyra"]), [false, true, true]);
        assert_eq!(points(ListStyle::NUMBERS, &["3. Tre|4. Fyra", "3. Tre"]), [false, true]);
        assert_eq!(points(ListStyle::NUMBERS, &["4. Fyra", "2025. Året", "3) Tre", "3.", "3.1 Tre"]), [false; 5]);
        assert_eq!(points(ListStyle::NUMBERS, &["#", "3. Tre"]), [false; 2]);
        assert_eq!(points(ListStyle::Sign, &["3. Tre"]), [false]);
        let letters = ListStyle::Letter { upper: false, delimiter: crate::base::list_style::Delimiter::Parenthesis };
        assert_eq!(points(letters, &["c) Tre", "d. Fyra"]), [true, false]);
    }
}
