//! The widths of tables' columns, from what stands in them: worked out once, for both files.
//!
//! A table keeps the widths that the report and the program give it where its words and figures fit into them. Where
//! they do not, each column gets at least what its longest word needs, figures being whole and words perhaps
//! hyphenated, and what is left goes by the given widths, so that a wide first column gives way first. Then the
//! letters become smaller, half a point at a time, down to what the layout allows. What does not fit then is told.
//!
//! In a chapter of two columns of text, a table stays in its column if it fits there at ease. Otherwise it stands
//! across the page, between text in columns.

use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::layout::{Layout, Tokens};
use crate::model::{
    Block, BlockKind, Cell, Document, Inline, List, Paragraph, ParagraphRole, Row, Section, Table, TableRole,
};

use super::breaks::{Joint, Part, parts, stretches};
use super::grid::{self, Merge, Placed};
use super::letters::Letter;
use super::lines::{Line, Ruler, Setting};
use super::messages::{self, TooWide};
use super::room::{STEP, given, parted, room, shares};

/// What a width is measured too small by at most, in English Metric Units: a quarter of a point.
const SLACK: i64 = 3175;

/// The letters that the narrowest column of words holds on a line.
const FEWEST_LETTERS: i64 = 10;

/// The columns of which a finding names the widest.
const MAX_NAMED: usize = 3;

/// Gives each table of `document` its widths, sets those across the page that do not fit into a column of text, and
/// returns what does not fit at all.
pub fn fit(document: &mut Document, layout: &Layout) -> Vec<Diagnostic> {
    cover_titles(document, layout);
    let is_fitted = |block: &Block| matches!(block.kind, BlockKind::Table(_) | BlockKind::Beside(_));
    let has_table = |section: &Section| section.blocks.iter().any(is_fitted);
    if !document.parts.iter().flat_map(|part| &part.sections).any(has_table) {
        return Vec::new();
    }
    let fitting = Fitting::new(document, layout);
    let mut found = Vec::new();
    for part in &mut document.parts {
        part.sections = std::mem::take(&mut part.sections).into_iter().flat_map(|own| fitting.parted(own)).collect();
        for section in &mut part.sections {
            let room = room(&layout.tokens, section.columns, section.landscape);
            fitting.fit_all(&mut section.blocks, room, section.landscape, &mut found);
        }
    }
    found
}

/// Makes the letters of covers' titles smaller by which no line holds the longest word, but no smaller than those of
/// the lines below.
fn cover_titles(document: &mut Document, layout: &Layout) {
    let ruler = Ruler::new(document, layout);
    let styles = &layout.tokens.styles;
    let least = (styles.cover_title.size - styles.cover_line.size).emu().max(0) / STEP;
    for cover in document.parts.iter_mut().filter_map(|part| part.cover.as_mut()) {
        let content = [Inline::Text(cover.title.clone())];
        let fits = |smaller: &u8| {
            let line = Setting::text(&layout.tokens).cover_title(*smaller);
            let room = line.room - SLACK;
            ruler.too_long(&content, Line { room, ..line }).is_empty()
        };
        let most = u8::try_from(least).unwrap_or(u8::MAX);
        cover.smaller = (0..=most).find(fits).unwrap_or(most);
    }
}

/// What columns need, in English Metric Units.
#[derive(Debug, Clone, Default)]
struct Needs {
    /// Each by itself.
    own: Vec<i64>,
    /// What a cell across several columns needs: the first of them, how many, and how much.
    across: Vec<(usize, usize, i64)>,
}

impl Needs {
    /// Whether columns of these widths are wide enough.
    fn met(&self, widths: &[i64]) -> bool {
        let sum = |first: usize, many: usize| widths.iter().skip(first).take(many).sum::<i64>();
        self.own.iter().zip(widths).all(|(need, width)| need <= width)
            && self.across.iter().all(|(first, many, need)| *need <= sum(*first, *many))
    }

    /// What each column needs at least, if those that a cell covers share what it needs beyond theirs.
    fn least(&self) -> Vec<i64> {
        let mut least = self.own.clone();
        for (first, many, need) in &self.across {
            let columns = || (*first..first + many).filter(|at| *at < self.own.len());
            let missing = need - columns().map(|at| least[at]).sum::<i64>();
            let each = missing.max(0) / i64::try_from(*many).unwrap_or(1).max(1);
            columns().for_each(|at| least[at] += each + i64::from(missing > 0));
        }
        least
    }
}

/// How exactly a need is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    /// No word is broken.
    Whole,
    /// Words are broken where they may be.
    Broken,
}

/// Fits tables.
pub(super) struct Fitting<'l> {
    ruler: Ruler<'l>,
    tokens: &'l Tokens,
}

impl<'l> Fitting<'l> {
    /// The fitting of the tables of a document.
    pub(super) fn new(document: &Document, layout: &'l Layout) -> Self {
        Fitting { ruler: Ruler::new(document, layout), tokens: &layout.tokens }
    }

    /// What measures words.
    pub(super) fn ruler(&self) -> &Ruler<'l> {
        &self.ruler
    }

    /// The width of so many letters in a line.
    pub(super) fn letters(&self, line: Line<'_>, count: i64) -> i64 {
        count * self.ruler.faces.get(line.style.font, line.bold).width('n') * line.size() / 1000
    }

    /// The least width at which a table keeps all of its words whole.
    pub(super) fn least(&self, table: &Table) -> i64 {
        self.needs(table, 0, Words::Whole).least().iter().sum()
    }

    /// Fits the tables among blocks that have so much room.
    fn fit_all(&self, blocks: &mut [Block], room: i64, landscape: bool, found: &mut Vec<Diagnostic>) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Table(table) => found.extend(self.fit(table, block.place, room, landscape)),
                BlockKind::Beside(beside) => {
                    let widths = parted(beside, room, self.tokens.page.column_gap.emu());
                    for (column, width) in beside.columns.iter_mut().zip(widths) {
                        self.fit_all(&mut column.blocks, width, landscape, found);
                    }
                }
                BlockKind::Heading(_)
                | BlockKind::Paragraph(_)
                | BlockKind::List(_)
                | BlockKind::Notice(_)
                | BlockKind::Signatures(_)
                | BlockKind::Chart(_) => {}
            }
        }
    }

    /// A section cut at the tables that stand across its columns, with what leads them in.
    fn parted(&self, section: Section) -> Vec<Section> {
        let column = room(self.tokens, section.columns, section.landscape);
        let wide = |block: &Block| matches!(&block.kind, BlockKind::Table(table) if !self.is_at_ease(table, column));
        if section.columns < 2 || !section.blocks.iter().any(wide) {
            return vec![section];
        }
        let mut across: Vec<bool> = section.blocks.iter().map(wide).collect();
        for at in (1..across.len()).rev() {
            across[at - 1] |= across[at] && leads_in(&section.blocks[at - 1]);
        }
        for at in 1..across.len() {
            across[at] |= across[at - 1] && section.blocks[at].is_below();
        }
        let Section { columns, landscape, mut new_page, committee, mut restarts_notes, blocks } = section;
        let mut all: Vec<Section> = Vec::new();
        for (block, across) in blocks.into_iter().zip(across) {
            let columns = if across { 1 } else { columns };
            match all.last_mut().filter(|last| last.columns == columns) {
                Some(last) => last.blocks.push(block),
                None => {
                    let committee = committee.clone();
                    let blocks = vec![block];
                    all.push(Section { columns, landscape, new_page, committee, restarts_notes, blocks });
                    (new_page, restarts_notes) = (false, false);
                }
            }
        }
        all
    }

    /// Whether a table fits into this width with all of its words whole.
    fn is_at_ease(&self, table: &Table, room: i64) -> bool {
        let needs = self.needs(table, 0, Words::Whole);
        needs.met(&given(table, room)) || spread(&shares(table), &needs.least(), room).is_some()
    }

    /// Gives a table its widths, or says that it has none at which it fits.
    fn fit(&self, table: &mut Table, place: Option<Span>, room: i64, landscape: bool) -> Option<Diagnostic> {
        let given = given(table, room);
        let whole = self.needs(table, 0, Words::Whole);
        if whole.met(&given) {
            return None;
        }
        let shares = shares(table);
        let fitted = |needs: &Needs, smaller: u8| spread(&shares, &needs.least(), room).map(|widths| (widths, smaller));
        // No word is broken that other widths keep whole, but among long texts.
        let kept = fitted(&whole, 0).filter(|_| table.role != TableRole::Risks);
        let broken = self.needs(table, 0, Words::Broken);
        if kept.is_none() && broken.met(&given) {
            return None;
        }
        let found = kept.or_else(|| fitted(&whole, 0)).or_else(|| fitted(&broken, 0)).or_else(|| {
            (1..=self.most_smaller()).find_map(|smaller| fitted(&self.needs(table, smaller, Words::Broken), smaller))
        });
        let (widths, smaller, told) = match found {
            Some((widths, smaller)) => (widths, smaller, None),
            None => {
                let smaller = self.most_smaller();
                let least = self.needs(table, smaller, Words::Broken).least();
                let told = self.too_wide(table, place, &least, room, landscape);
                (least, smaller, Some(told))
            }
        };
        for (column, width) in table.columns.iter_mut().zip(widths) {
            column.share = u32::try_from(width / 127).unwrap_or(u32::MAX).max(1);
        }
        table.smaller = smaller;
        told
    }

    fn too_wide(&self, table: &Table, place: Option<Span>, least: &[i64], room: i64, landscape: bool) -> Diagnostic {
        let mut widest: Vec<usize> = (0..least.len()).collect();
        widest.sort_by_key(|at| std::cmp::Reverse(least[*at]));
        let names = headings(table);
        let named = |at: usize| names.get(at).cloned().filter(|name| !name.is_empty());
        let turned = super::room::room(self.tokens, 1, true);
        messages::table_too_wide(
            place,
            &TooWide {
                table: &table.title,
                columns: least.len(),
                widest: widest.into_iter().filter_map(named).take(MAX_NAMED).collect(),
                needed: least.iter().sum(),
                room,
                turns: !landscape && spread(&shares(table), least, turned).is_some(),
                amounts: table.role == TableRole::Finance,
            },
        )
    }

    /// The most half points by which letters may become smaller.
    fn most_smaller(&self) -> u8 {
        let Some(floor) = self.tokens.table.smallest else { return 0 };
        let styles = &self.tokens.styles;
        let size = styles.cell.size.min(styles.header_cell.size);
        u8::try_from((size - floor).emu().max(0) / STEP).unwrap_or(u8::MAX)
    }

    /// What the columns of a table need whose letters are `smaller` by so many half points.
    fn needs(&self, table: &Table, smaller: u8, words: Words) -> Needs {
        let columns = table.columns.len();
        let mut needs = Needs { own: vec![0; columns], across: Vec::new() };
        let mut letters = Vec::new();
        for rows in [&table.header, &table.rows] {
            // What has more cells than columns is refused elsewhere.
            for (row, placed) in rows.iter().zip(grid::place(rows, columns).unwrap_or_default()) {
                for Placed { cell, column, columns, merge, .. } in placed {
                    let Some(cell) = cell.filter(|_| merge != Merge::Below) else { continue };
                    let need = self.cell(cell, row, smaller, words, &mut letters);
                    if columns > 1 {
                        needs.across.push((column, columns, need));
                    } else {
                        needs.own[column] = needs.own[column].max(need);
                    }
                }
            }
        }
        needs
    }

    /// What a cell needs.
    fn cell(&self, cell: &Cell, row: &Row, smaller: u8, words: Words, letters: &mut Vec<Letter>) -> i64 {
        let setting = Setting::text(self.tokens).cell(cell, row, smaller, 0);
        let line = setting.paragraph(ParagraphRole::Cell);
        if cell.vertical {
            return line.style.line.emu() + 2 * self.tokens.table.cell_side.emu() + SLACK;
        }
        let pad = i64::from(cell.pad) * line.size() * self.ruler.faces.get(line.style.font, false).width('0') / 1000;
        self.blocks(&cell.blocks, setting, words, letters) + pad + 2 * self.tokens.table.cell_side.emu() + SLACK
    }

    fn blocks(&self, blocks: &[Block], setting: Setting<'l>, words: Words, letters: &mut Vec<Letter>) -> i64 {
        let mut most = 0;
        for block in blocks {
            let need = match &block.kind {
                BlockKind::Paragraph(Paragraph { role, content }) => {
                    self.words(content, setting.paragraph(*role), words, letters)
                }
                BlockKind::List(List { items, style: _ }) => {
                    let items = items.iter().map(|item| self.blocks(item, setting, words, letters)).max();
                    self.tokens.list.cell_indent.emu() + items.unwrap_or(0)
                }
                BlockKind::Heading(_)
                | BlockKind::Table(_)
                | BlockKind::Notice(_)
                | BlockKind::Signatures(_)
                | BlockKind::Chart(_)
                | BlockKind::Beside(_) => 0,
            };
            most = most.max(need);
        }
        most
    }

    /// What the longest stretch of words needs that stays on one line.
    fn words(&self, content: &[Inline], line: Line<'_>, words: Words, letters: &mut Vec<Letter>) -> i64 {
        letters.clear();
        self.ruler.letters(content, line, letters);
        let most = stretches(letters).map(|(_, stretch)| match words {
            Words::Whole => width(stretch),
            Words::Broken => self.broken(stretch, line),
        });
        most.max().unwrap_or(0) * line.size() / 1000
    }

    /// The width of the widest part of a stretch, in thousandths of the font size.
    fn broken(&self, stretch: &[Letter], line: Line<'_>) -> i64 {
        let face = self.ruler.faces.get(line.style.font, line.bold);
        let narrow = FEWEST_LETTERS * face.width('n');
        let whole = width(stretch);
        if whole <= narrow {
            return whole;
        }
        let (mut at, mut most) = (0, 0);
        for Part { letters, joint } in parts(stretch, self.ruler.lang, line.figure) {
            let own = &stretch[at..at + letters];
            at += letters;
            let hyphen = if matches!(joint, Joint::Hyphen | Joint::Soft) { face.width('-') } else { 0 };
            // A figure is whole; words are broken anywhere in the end.
            let digits = own.iter().filter(|(c, _)| c.is_ascii_digit()).count();
            let is_figure = digits > 0 && (line.figure || digits * 2 >= own.len());
            let width = width(own) + hyphen;
            most = most.max(if is_figure { width } else { width.min(narrow) });
        }
        most
    }
}

fn width(letters: &[Letter]) -> i64 {
    letters.iter().map(|(_, width)| width).sum()
}

/// Widths that sum to `room`, by their shares, but none below what it needs; `None` where all of them need more.
pub(super) fn spread(shares: &[i64], least: &[i64], room: i64) -> Option<Vec<i64>> {
    let mut widths = least.to_vec();
    let mut free = vec![true; shares.len()];
    loop {
        let each = || (0..widths.len()).zip(&free);
        let taken: i64 = each().filter(|(_, free)| !**free).map(|(at, _)| least[at]).sum();
        let (left, all) = (room - taken, each().filter(|(_, free)| **free).map(|(at, _)| shares[at]).sum::<i64>());
        if left < 0 {
            return None;
        }
        if all == 0 {
            break;
        }
        let own = |at: usize| left * shares[at] / all;
        let too_narrow: Vec<usize> =
            each().filter(|(at, free)| **free && own(*at) < least[*at]).map(|(at, _)| at).collect();
        if too_narrow.is_empty() {
            (0..free.len()).filter(|at| free[*at]).for_each(|at| widths[at] = own(at));
            break;
        }
        too_narrow.into_iter().for_each(|at| free[at] = false);
    }
    Some(widths)
}

/// Whether a block leads in what stands below it, so that the two stay together.
fn leads_in(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading(_) => true,
        BlockKind::Paragraph(paragraph) => matches!(paragraph.role, ParagraphRole::TableLine | ParagraphRole::Lead),
        BlockKind::List(_)
        | BlockKind::Table(_)
        | BlockKind::Notice(_)
        | BlockKind::Signatures(_)
        | BlockKind::Chart(_)
        | BlockKind::Beside(_) => false,
    }
}

/// The heading of each column: that of the lowest cell above it.
fn headings(table: &Table) -> Vec<String> {
    let mut names = vec![String::new(); table.columns.len()];
    for here in grid::place(&table.header, names.len()).unwrap_or_default().into_iter().flatten() {
        let words = here.cell.map(Cell::plain).unwrap_or_default();
        names.iter_mut().skip(here.column).take(here.columns).for_each(|name| name.clone_from(&words));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_go_by_shares_above_what_is_needed() {
        assert_eq!(spread(&[6, 2, 2], &[0, 0, 0], 100), Some(vec![60, 20, 20]));
        assert_eq!(spread(&[6, 2, 2], &[10, 35, 20], 100), Some(vec![45, 35, 20]));
        assert_eq!(spread(&[6, 2, 2], &[10, 35, 25], 100), Some(vec![40, 35, 25]));
        assert_eq!(spread(&[6, 2, 2], &[40, 35, 25], 100), Some(vec![40, 35, 25]));
        assert_eq!(spread(&[6, 2, 2], &[40, 35, 26], 100), None);
        assert_eq!(spread(&[], &[], 100), Some(Vec::new()));
        // Round after round one more needs all that it gets: the last one takes what the others leave.
        assert_eq!(spread(&[1, 1, 2, 4], &[40, 25, 30, 4], 100), Some(vec![40, 25, 30, 5]));
    }
}
