//! What a report may hold at most, so that no input fills the memory or makes pages without end.
//!
//! A manifest raises or lowers the [`Limits`] in `[granser]`; the constants hold always, since what lies behind them
//! is no report but a fault or an attack.

use super::resource::Resource;

/// The limits that a manifest can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Megabytes of a file.
    FileSize,
    /// Megabytes of a workbook when it is unpacked.
    Unpacked,
    /// Rows of a table, and of a file or sheet that figures are taken from.
    Rows,
    /// Units.
    Units,
    /// Pages of the PDF.
    Pages,
}

impl Limit {
    /// The key in `[granser]`.
    pub fn key(self) -> &'static str {
        match self {
            Limit::FileSize => "filstorlek",
            Limit::Unpacked => "uppackat",
            Limit::Rows => "rader",
            Limit::Units => "enheter",
            Limit::Pages => "sidor",
        }
    }

    /// The value where the manifest says nothing: several times what the largest papers that were seen need.
    pub const fn usual(self) -> u32 {
        match self {
            Limit::FileSize => 16,
            Limit::Unpacked => 64,
            Limit::Rows => 50_000,
            Limit::Units => 2_000,
            Limit::Pages => 5_000,
        }
    }

    /// The largest value that a manifest may ask for.
    pub const fn highest(self) -> u32 {
        match self {
            Limit::FileSize => 1_024,
            Limit::Unpacked => 4_096,
            Limit::Rows => ROWS_OF_A_SHEET,
            Limit::Units => 100_000,
            Limit::Pages => 100_000,
        }
    }
}

/// A report's limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Megabytes of a file.
    pub file_size: u32,
    /// Megabytes of a workbook when it is unpacked.
    pub unpacked: u32,
    /// Rows of a table, and of a file or sheet that figures are taken from.
    pub rows: u32,
    /// Units.
    pub units: u32,
    /// Pages of the PDF.
    pub pages: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_size: Limit::FileSize.usual(),
            unpacked: Limit::Unpacked.usual(),
            rows: Limit::Rows.usual(),
            units: Limit::Units.usual(),
            pages: Limit::Pages.usual(),
        }
    }
}

/// A megabyte, in bytes.
pub const MEGABYTE: u64 = 1024 * 1024;

/// The largest manifest or file of a layout, in megabytes: they are read before anything is known of the report's
/// limits.
pub const MANIFEST_SIZE: u32 = Limit::FileSize.usual();

/// The largest finished file that is read back, in megabytes: ten times the largest that were seen, with all their
/// attachments.
pub const FINISHED_SIZE: u32 = 128;

/// The largest template of a layout, in bytes: five times the largest that comes with the program.
pub const TEMPLATE_SIZE: usize = 256 * 1024;

/// Deepest nesting of a template, chains of signs included. Those that come with the program have some thirty.
pub const TEMPLATE_DEPTH: usize = 300;

/// The largest font file of a layout, in megabytes.
pub const FONT_SIZE: u32 = 64;

/// The most faces of a font file: families of all weights and widths have some dozens.
pub const FONT_FACES: u32 = 256;

/// The most characters that the faces of a font file may say to have, all together: a collection for Chinese and
/// Japanese has two million.
pub const FONT_CHARACTERS: u64 = 8_000_000;

/// The most names that the faces of a font file may have, all together.
pub const FONT_NAMES: u64 = 50_000;

/// The most font files of a layout.
pub const FONT_FILES: usize = 100;

/// The most characters of the paper's title, which the files' properties hold: PDF/A takes 32 767 bytes, two a
/// character, of title and committee together.
pub const TITLE_LENGTH: usize = 10_000;

/// The most characters of the municipality's and the committee's names.
pub const NAME_LENGTH: usize = 1_000;

/// The largest logo of a layout, in megabytes.
pub const IMAGE_SIZE: u32 = 4;

/// The largest side of a logo's PNG, in pixels.
pub const IMAGE_SIDE: u32 = 10_000;

/// The most pixels of a logo's PNG: of 16 bits in four colours they take 128 megabytes while the file is made.
pub const IMAGE_PIXELS: u64 = 16_000_000;

/// The most pixels of a photograph: a telephone's take 150 megabytes while the file is made.
pub const PHOTO_PIXELS: u64 = 50_000_000;

/// The largest page of Kolada's answers, in megabytes: 5 000 entries take one.
pub const ANSWER_SIZE: u32 = 16;

/// The pages of an answer that are followed at the most: 25 key figures of 25 places and years take four.
pub const PAGES_OF_AN_ANSWER: u32 = 100;

/// The longest that a busy server is waited for before it is asked anew, in seconds.
pub const LONGEST_WAIT: u64 = 60;

/// The largest finished paper of a report, in megabytes.
pub const ENCLOSURE_SIZE: u32 = 100;

/// The largest photograph or drawing of a report, in megabytes.
pub const PICTURE_SIZE: u32 = 25;

/// The most times that a JPEG is painted over, each a little finer.
pub const IMAGE_SCANS: usize = 100;

/// The pixels across and down of the largest image: those of a page, 300 to the inch.
pub const PRINTED_PIXELS: [u32; 2] = [2_480, 3_508];

/// The largest colour profile of a logo's PNG, in bytes when it is unpacked: those of printers take half of it.
pub const PROFILE_SIZE: u64 = 4 * MEGABYTE;

/// The most shapes of a logo's SVG, each as often as it is drawn: coats of arms have some thousands.
pub const LOGO_SHAPES: u64 = 100_000;

/// Deepest nesting of a logo's shapes, what they refer to included: those who draw it go as deep on their stack.
pub const LOGO_DEPTH: usize = 100;

/// The most pixels that a logo's SVG is drawn with, all of its shapes together, each as if it filled the picture.
pub const LOGO_PAINT: u64 = 1_000_000_000;

/// The most pixels of all layers of a logo's SVG that lie on top of each other; each may be 25 times the picture.
pub const LOGO_LAYERS: u64 = 4_000_000;

/// The most dashes of a logo's lines, and pixels of its patterns.
pub const LOGO_PIECES: u32 = 4_000_000;

/// The longest word, in letters, that is compared with others: Swedish compounds are shorter, and each letter costs a
/// word.
pub const COMPARED_LETTERS: usize = 60;

/// The most names among which the one is looked for that somebody probably meant.
pub const COMPARED_NAMES: usize = 500;

/// Deepest nesting of lists that is read; what lies deeper stays as it was written. A list within a list is two levels,
/// the list's and the item's, so that there are six; Word's lists have nine.
pub const MARKUP_DEPTH: usize = 12;

/// How deep lists and tables within each other are followed in a TOML file where they are blanked: as deep as the
/// parser goes that reads the file afterwards.
pub const TOML_DEPTH: u32 = 80;

/// Deepest level of a heading: PDF has names for six, `H1` to `H6`.
pub const HEADING_LEVELS: u8 = 6;

/// The most steps by which the name of a table's row is set in.
pub const MAX_INDENT: u32 = 4;

/// The most letters of an id that is made from a name.
pub const MAX_MADE_ID: usize = 60;

/// The most decimals that a file or a text can ask its figures to be rounded to.
pub const MAX_DECIMALS: u32 = 6;

/// Deepest level of chapters within each other. A unit's text below the deepest has the last level of headings.
pub const CHAPTER_LEVELS: u32 = 5;

/// Levels of subheadings in a text.
pub const SUBHEADING_LEVELS: u8 = 2;

/// The deepest level at which a goal can stand, chapters counted; a paper has some five.
pub const GOAL_LEVELS: u8 = 32;

/// The decimal digits with which a number is written at the most; beyond, it is no figure.
pub const DIGITS_OF_A_NUMBER: u32 = 60;

/// Languages and links within each other at most.
pub const MARKS_WITHIN_EACH_OTHER: usize = 4;

/// How far back a path of folders is looked for, in bytes.
pub const PATH_LENGTH: usize = 400;

/// Tags that are open among which the one that is closed is looked for.
pub const OPEN_TAGS: usize = 20;

/// How deep lists lie within each other where it is looked for what closes them.
pub const BRACKETS_OPEN: usize = 40;

/// How many lines above a key are looked at for a header in a comment.
pub const LINES_TO_HEADER: usize = 20;

/// How many texts are told, each of its own, in which the same is wrong.
pub const TOLD_ALONE: usize = 40;

/// How many characters of a line are kept for a message, which shows fewer.
pub const CHARACTERS_OF_A_LINE: usize = 100;

/// The rows of a sheet in Excel.
pub const ROWS_OF_A_SHEET: u32 = 1_048_576;

/// The columns of a sheet in Excel.
pub const COLUMNS_OF_A_SHEET: u32 = 16_384;

/// Cells of a sheet for each row that is allowed, on the average: a million where nobody raises the limit.
pub const CELLS_OF_A_ROW: usize = 20;

/// The largest stream of a PDF when it is unpacked, in bytes: the largest file that a paper carries, several times.
pub const STREAM_SIZE: u64 = 64 * MEGABYTE;

/// Values of a PDF's objects that weigh as much as one of [`Resource::Objects`]: an object has some fifteen, each of
/// which takes a tenth of what an element takes that is kept.
pub const VALUES_OF_AN_OBJECT: u64 = 8;

/// Values of a PDF in one object, which are kept together: lists of all names or pages are the longest.
pub const VALUES_AT_ONCE: u64 = 2_000_000;

/// Values of what a PDF's pages paint that weigh as much, since they are not kept: a page has some six thousand.
pub const TOKENS_OF_AN_OBJECT: u64 = 64;

/// Operands of one operation of a page; letters that are set one by one are some hundred.
pub const OPERANDS: u64 = 65_536;

/// Objects of a PDF that are only the number of the next one; writers make none.
pub const REFERENCES_IN_A_ROW: usize = 8;

/// Bytes at the end of a PDF in which it says where its parts are, as readers look for it.
pub const END_OF_A_PDF: usize = 1_024;

/// Ranges of codes that a font of a PDF tells apart; fonts have one or two.
pub const CODE_RANGES: usize = 100;

/// Words of a page of a PDF whose places are looked at; a page has some hundred.
pub const RUNS_OF_A_PAGE: usize = 50_000;

/// States of a page of a PDF that are saved within each other; a page has some ten.
pub const SAVED_STATES: usize = 100;

/// Files that a PDF is made again of, those included of which it knows only the names.
pub const FILES_OF_A_PAPER: usize = 20_000;

/// Folders within each other in the path of a file that a PDF is made again of, the file included.
pub const PARTS_OF_A_PATH: usize = 20;

/// The same of all its files together: each may be a folder that is made and taken away again.
pub const PARTS_OF_ALL_PATHS: usize = 3 * FILES_OF_A_PAPER;

/// The largest list of what a PDF carries, in bytes; a file takes some two hundred of them.
pub const RECORD_SIZE: usize = 16 * 1024 * 1024;

/// The most parts of a ZIP archive: more than that the old format has no room for, and Office writes a hundred.
pub const PARTS_OF_AN_ARCHIVE: usize = 65_535;

/// The most attributes of an element in a Word file or workbook, each of which is compared with all before it. The
/// root of Word's own parts has forty.
pub const ATTRIBUTES_OF_AN_ELEMENT: usize = 200;

/// The things of a Word file that are not read and told each: beyond them only how many there are.
pub const UNREAD_TOLD: usize = 50;

/// The longest sign or number before a list's item that is read of a Word file, in characters.
pub const SIGN_LENGTH: usize = 100;

/// The highest number at which Word lets a list begin. A stranger's file may say more, which would be written as a
/// letter that stands there as many times.
pub const LIST_START: u64 = 32_767;

/// Seconds that a process may take which reads files of others, or runs a layout that comes with a report.
pub const SECONDS_OF_STRANGERS: u64 = 20;

/// The memory of such a process, in megabytes.
pub const MEMORY_OF_STRANGERS: u64 = 1_024;

/// Seconds that one of several reports may take, so that one which hangs does not hold the others.
pub const SECONDS_OF_ONE_OF_MANY: u64 = 600;

/// How much may be read in one run, of each [`Resource`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ceilings {
    bytes: u64,
    objects: u64,
    cells: u64,
    rows: u64,
    text: u64,
    findings: u64,
    depth: u64,
}

impl Ceilings {
    /// How much of `what`.
    pub fn of(&self, what: Resource) -> u64 {
        match what {
            Resource::Bytes => self.bytes,
            Resource::Objects => self.objects,
            Resource::Cells => self.cells,
            Resource::Rows => self.rows,
            Resource::Text => self.text,
            Resource::Findings => self.findings,
            Resource::Depth => self.depth,
        }
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, what: Resource) -> &mut u64 {
        match what {
            Resource::Bytes => &mut self.bytes,
            Resource::Objects => &mut self.objects,
            Resource::Cells => &mut self.cells,
            Resource::Rows => &mut self.rows,
            Resource::Text => &mut self.text,
            Resource::Findings => &mut self.findings,
            Resource::Depth => &mut self.depth,
        }
    }
}

/// What `verify` and `reverify` read of files that others sent: more than what papers of a thousand pages need, and so
/// little that no file takes ten seconds or a gigabyte.
pub const OF_STRANGERS: Ceilings = Ceilings {
    bytes: 256 * MEGABYTE,
    objects: 2_000_000,
    cells: 500_000,
    rows: 200_000,
    text: 64 * MEGABYTE,
    findings: 10_000,
    depth: 200,
};

/// What is read of a report on one's own disk where `[granser]` says nothing, over all of its files together: some
/// times what a report of 2 000 units holds, and so little that no report takes a gigabyte to read.
const OF_REPORT: Ceilings = Ceilings {
    bytes: 2_048 * MEGABYTE,
    objects: 8_000_000,
    cells: 1_500_000,
    rows: 500_000,
    text: 192 * MEGABYTE,
    findings: 20_000,
    depth: 200,
};

impl Ceilings {
    /// What is read of a report with these limits: as many times more in all as it asks for of one file, up to what is
    /// read of any. What is lowered for one file stays as it is in all.
    pub fn of_report(limits: Limits) -> Ceilings {
        let times = |asked: u32, limit: Limit| u64::from(asked.div_ceil(limit.usual()).max(1));
        let size = times(limits.file_size, Limit::FileSize).max(times(limits.unpacked, Limit::Unpacked));
        let (rows, units) = (times(limits.rows, Limit::Rows), times(limits.units, Limit::Units));
        let mut all = OF_REPORT;
        let grows = [
            (Resource::Bytes, size.max(units)),
            (Resource::Text, size.max(units)),
            (Resource::Objects, size.max(units).max(rows)),
            (Resource::Cells, rows.max(units)),
            (Resource::Rows, rows.max(units)),
        ];
        for (what, times) in grows {
            *all.of_mut(what) = (all.of(what) * times).min(OF_OWN.of(what));
        }
        all
    }
}

/// The rows that a report's tables may have in all for each row that one of them may have: half as many. Those of a
/// file are read and mostly left; those of a table are set, which costs a hundred times as much.
pub fn rows_of_a_report(limits: Limits) -> usize {
    (limits.rows as usize / 2).max(limits.units as usize)
}

/// The paragraphs that a report's texts may have in all: each costs the layout ten kilobytes.
pub fn paragraphs_of_a_report(limits: Limits) -> usize {
    (limits.units as usize * 40).max(80_000)
}

/// Lines, keys and values of a file of a report at most. The parser keeps each of them before anything is known of it.
pub const SIGNS_OF_A_FILE: u64 = 1_000_000;

/// Findings about one file that are told each: nobody goes on to read more of them.
pub const FINDINGS_OF_A_FILE: usize = 10_000;

/// Findings of one kind that say what may have been meant: each is compared with all that there is.
pub const SUGGESTIONS: usize = 100;

/// The bytes that an element of a workbook counts besides its own: to go through one takes as long as to unpack so
/// many.
pub const BYTES_OF_AN_ELEMENT: u64 = 64;

/// Values of a workbook's cell that are told, where it has more than the one that it should have.
pub const VALUES_OF_A_CELL: usize = 10;

/// The letters that a cell of a workbook can hold, counted as UTF-16 does.
pub const LETTERS_OF_A_CELL: usize = 32_767;

/// The lines and bytes of a file of lines that tell what parts its cells.
pub const LOOKED_AT_FOR_SEPARATOR: (usize, usize) = (100, 100_000);

/// The lines of a file that are looked through for its headings.
pub const LOOKED_AT_FOR_HEADINGS: usize = 1_000;

/// The cells below merged ones that are looked at: what stands there is not shown.
pub const COVERED_CELLS: usize = 100_000;

/// The letters of a number format's code that are read, and the digits that it can ask for at the least, which no
/// figure goes beyond.
pub const FORMAT_LETTERS: usize = 255;

/// The digits before the point that a number format may ask for.
pub const FORMAT_DIGITS: usize = 20;

/// What is read of files that were just made, and at most of a report on one's own disk, whatever `[granser]` asks for.
pub const OF_OWN: Ceilings = Ceilings {
    bytes: Limit::Unpacked.highest() as u64 * MEGABYTE,
    objects: 200_000_000,
    cells: 20_000_000,
    rows: ROWS_OF_A_SHEET as u64,
    text: 1_024 * MEGABYTE,
    findings: 20_000,
    depth: 400,
};

/// Lines of headings above a column's own.
pub const HEADINGS_ABOVE: usize = 3;

/// The most bytes of a message that an editor sends: several times what a file may hold.
pub const EDITOR_MESSAGE: u64 = 64 * MEGABYTE;

/// The bytes of a line before a message.
pub const EDITOR_HEADER: u64 = 8_192;

/// The bytes of all texts that an editor has open.
pub const EDITOR_TEXTS: usize = 256 * MEGABYTE as usize;

/// How often the report is checked again for the remedies that an editor offers, while somebody types.
pub const EDITOR_TRIES: usize = 8;

/// Suggestions that an editor is sent at once; it asks again when more letters are typed.
pub const EDITOR_SUGGESTIONS: usize = 2_000;
