//! How wide words are: the widths of the letters that cells are set in, looked up once.

use std::cell::{OnceCell, RefCell};

use crate::layout::Layout;
use crate::layout::tokens::FontName;
use crate::model::Inline;

use super::fonts::advances;

/// Letters whose widths are kept once they are known: those of the European languages.
const USUAL: usize = 0x180;

/// The size of raised marks of notes, in per cent of the text's. No font raises them by less.
const MARK_SIZE: i64 = 70;

/// The faces of a layout's families, each made when it is first asked for.
pub struct Faces<'l> {
    layout: &'l Layout,
    made: [[OnceCell<Face>; 2]; 2],
}

impl<'l> Faces<'l> {
    /// The faces of `layout`.
    pub fn new(layout: &'l Layout) -> Self {
        Faces { layout, made: Default::default() }
    }

    /// The upright face of a family.
    pub fn get(&self, font: FontName, bold: bool) -> &Face {
        let family = match font {
            FontName::Brod => &self.made[0],
            FontName::Rubrik => &self.made[1],
        };
        family[usize::from(bold)].get_or_init(|| Face::new(self.layout, font, bold))
    }
}

/// The widths of the letters of one face, in thousandths of the font size.
pub struct Face {
    /// Widths that are known; below zero for others.
    known: RefCell<[i64; USUAL]>,
    advance: Box<dyn Fn(char) -> i64>,
}

impl Face {
    fn new(layout: &Layout, font: FontName, bold: bool) -> Self {
        let advance = advances(layout, &layout.tokens.font.get(font).family, bold);
        Face { known: RefCell::new([-1; USUAL]), advance: Box::new(advance) }
    }

    /// The width of a letter.
    pub fn width(&self, c: char) -> i64 {
        let mut known = self.known.borrow_mut();
        let Some(width) = known.get_mut(c as usize) else { return self.advance(c) };
        if *width < 0 {
            *width = self.advance(c);
        }
        *width
    }

    fn advance(&self, c: char) -> i64 {
        match c {
            // Figures in tables are all as wide as the widest.
            '0'..='9' => ('0'..='9').map(&self.advance).max().unwrap_or(0),
            // What no font shows.
            '\0'..'\u{20}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => 0,
            _ => (self.advance)(c),
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
            Inline::Text(words) | Inline::Figure { words, .. } | Inline::Reference { words, .. } => {
                out.extend(words.chars().map(|c| (c, face.width(c))));
            }
            Inline::Light { words, .. } => out.extend(words.chars().map(|c| (c, strong.width(c)))),
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
