//! How wide words are: the widths of the letters that cells are set in, looked up once.

use crate::layout::Layout;
use crate::layout::tokens::FontName;
use crate::model::Inline;

use super::fonts::advances;

/// Letters whose widths are looked up beforehand: those of the European languages.
const USUAL: usize = 0x180;

/// The size of raised marks of notes, in per cent of the text's. No font raises them by less.
const MARK_SIZE: i64 = 70;

/// The widths of the letters of one face, in thousandths of the font size.
pub struct Face {
    usual: Vec<i64>,
    others: Box<dyn Fn(char) -> i64>,
}

impl Face {
    /// The letters of a family of `layout`.
    pub fn new(layout: &Layout, font: FontName, bold: bool) -> Self {
        let others = advances(layout, &layout.tokens.font.get(font).family, bold);
        let mut usual: Vec<i64> = (0..USUAL).map(|at| char::from_u32(at as u32).map_or(0, &others)).collect();
        // Figures in tables are all as wide as the widest.
        let digits = usize::from(b'0')..=usize::from(b'9');
        let widest = usual[digits.clone()].iter().copied().max().unwrap_or(0);
        usual[digits].fill(widest);
        // What no font shows.
        (0..usize::from(b' ')).chain([0xad]).for_each(|at| usual[at] = 0);
        Face { usual, others: Box::new(others) }
    }

    /// The width of a letter.
    pub fn width(&self, c: char) -> i64 {
        match self.usual.get(c as usize) {
            Some(width) => *width,
            None if ('\u{200b}'..='\u{200f}').contains(&c) || c == '\u{2060}' || c == '\u{feff}' => 0,
            None => (self.others)(c),
        }
    }
}

/// A letter with its width.
pub type Letter = (char, i64);

/// The letters of `content` with their widths in the upright and the bold face; a break of lines is `\n`. `mark` gives
/// the marks of notes.
pub fn letters(content: &[Inline], faces: [&Face; 2], mark: &dyn Fn(&Inline) -> String, out: &mut Vec<Letter>) {
    let [face, strong] = faces;
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Figure { words, .. } => out.extend(words.chars().map(|c| (c, face.width(c)))),
            Inline::Strong(content) => letters(content, [strong, strong], mark, out),
            Inline::Emphasis(content) | Inline::Link { content, .. } | Inline::Language { content, .. } => {
                letters(content, faces, mark, out);
            }
            Inline::Note { .. } | Inline::Mark { .. } => {
                out.extend(mark(inline).chars().map(|c| (c, face.width(c) * MARK_SIZE / 100)));
            }
            Inline::Break => out.push(('\n', 0)),
        }
    }
}
