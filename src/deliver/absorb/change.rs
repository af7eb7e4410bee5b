//! What differs between the edited file and the paper, and what becomes of it.

use crate::base::source::{FileId, Span};

use super::edit::{Edit, Unsure};
use super::kind::Kind;
use super::pair::By;
use super::paper::Paper;
use super::places::Home;
use super::value::Value;

/// The paragraphs of the edited file, empty ones not counted, by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub all: usize,
    /// Those of somebody's that are as they were.
    pub unchanged: usize,
    /// Those that the program makes, as it makes them.
    pub made: usize,
    /// Those that were taken in.
    pub taken: usize,
    /// Those that a person has to look at.
    pub listed: usize,
}

impl Counts {
    /// With what became of the paragraphs that differ.
    pub(super) fn with(mut self, judged: &[Judged], theirs: &Paper) -> Self {
        self.all = theirs.lines.iter().filter(|line| !line.is_empty()).count();
        let of_file = judged.iter().filter(|judged| judged.theirs.is_some());
        for judged in of_file.filter(|judged| judged.change.is.as_deref().is_some_and(|is| !is.trim().is_empty())) {
            let taken = judged.change.outcome == Outcome::Taken;
            *(if taken { &mut self.taken } else { &mut self.listed }) += judged.says.len().max(1);
        }
        self
    }
}

/// Something that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it was written; `None` for what the program makes.
    pub place: Option<Span>,
    /// Its address.
    pub address: Option<String>,
    /// What stands beside it, where it has no place of its own.
    pub near: Option<Span>,
    /// By what it was known; `None` for a paragraph that was added.
    pub by: Option<By>,
    /// What the report says; `None` where that is new.
    pub was: Option<String>,
    /// What the Word file says; `None` where it is gone.
    pub is: Option<String>,
    /// What both said when the file was made, where that is something else.
    pub base: Option<String>,
    /// The id that a new row or note got, for somebody to confirm.
    pub id: Option<String>,
    /// What it is, where it is a new block.
    pub row: Option<RowKind>,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// What somebody wrote as one block, and a paper shows as a row or as a point in several cells of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    /// A row of a finance table.
    Row,
    /// An indicator of a goal.
    Indicator,
    /// An activity of a goal.
    Activity,
    /// A risk.
    Risk,
    /// A risk's control activity.
    Control,
}

/// What becomes of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is written into its file.
    Taken,
    /// It cannot be written for certain.
    Unsure(Unsure),
    /// The report has changed there as well since the file was made.
    Conflict,
    /// What the file was made with is not known, so that nobody can say which side has changed.
    NoBase,
    /// The program makes it: a heading's number, a sum, a line of the contents.
    Made,
    /// It is new, and stands behind nothing that it could belong to.
    Homeless,
    /// It is gone, and cannot be taken out as a paragraph: a cell, a note, all of a text.
    Kept,
    /// A note's mark is new, gone or moved.
    NoteMark,
    /// With it the paper would say something else than the file does.
    SaysOther,
    /// The same words of the report are shown at another place, where the file does not have the change.
    Shared,
    /// Another change is at the same words.
    Overlaps,
    /// It stands at another place now.
    Moved,
    /// It stands in a cell that was joined with others, or parted.
    Merged,
    /// It was typed where the paper says that something is missing.
    Gap,
    /// It was edited in the file, and the report has it no longer.
    GoneSince,
    /// It is a part of an edit whose other part cannot be made: without that, words would be lost, or stand twice.
    Half,
    /// Words are struck out or hidden.
    Struck,
    /// It is a heading, a point of a list or a quotation in the file, and is not in the report.
    Restyled,
    /// It is a point of a list that begins with another number than the first, or of one with a single point.
    Numbered,
    /// It is a line of the contents that no heading makes.
    Contents,
    /// Its words are taken in, and are bold, italic or links in the file.
    Looks,
    /// A picture was put in.
    Picture,
    /// It is a new note whose mark could not be taken in.
    NewNote,
    /// It is a new row, and cannot be written for certain.
    NewRow(RowKind),
    /// It is a part of a row that is gone, which cannot be taken out for certain.
    GoneRow(RowKind),
    /// With it the report would have errors that it does not have now.
    Breaks,
}

impl Change {
    /// A change of what was written at `home`, from one wording to another; to be taken in.
    pub(super) fn of(home: &Home, by: Option<By>, was: Option<&str>, is: Option<&str>) -> Self {
        let address = home.address.clone();
        Change { place: Some(home.place), address, outcome: Outcome::Taken, ..Change::somewhere(by, was, is) }
    }

    /// A change of what nobody wrote: the program makes it.
    pub(super) fn of_program(by: Option<By>, was: Option<&str>, is: Option<&str>) -> Self {
        Change { outcome: Outcome::Made, ..Change::somewhere(by, was, is) }
    }

    /// A paragraph that was added, of which nothing is known yet.
    pub(super) fn added(is: &str) -> Self {
        Change::somewhere(None, None, Some(is))
    }

    fn somewhere(by: Option<By>, was: Option<&str>, is: Option<&str>) -> Self {
        let [was, is] = [was, is].map(|words| words.map(str::to_owned));
        Change {
            place: None,
            address: None,
            near: None,
            by,
            was,
            is,
            base: None,
            id: None,
            row: None,
            outcome: Outcome::Homeless,
        }
    }

    /// The same, left for a person.
    pub(super) fn left(self, outcome: Outcome) -> Differing {
        (Change { outcome, ..self }, Edits::new())
    }
}

/// The edits of files by which a change is taken in.
pub(super) type Edits = Vec<(FileId, Edit)>;

/// What holds changes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// They are paragraphs of one block that goes.
    Block(usize),
    /// They are a paragraph, which has this position among the changes, and its notes.
    Notes(usize),
}

/// A change with its edits; none where it is left for a person.
pub(super) type Differing = (Change, Edits);

/// A paragraph of the paper, today's and the file's, and what is to become of it.
pub(super) struct Judged {
    pub(super) change: Change,
    pub(super) edits: Edits,
    /// Whether they are of a figure, from which others are made.
    pub(super) is_figure: bool,
    /// The values of which one may be what it is a change of, where it is known by its words alone, each with its edit.
    pub(super) values: Vec<(Value, Edit)>,
    /// Whether they put in or take out a block of a file.
    pub(super) is_of_block: bool,
    /// The changes that are made together or not at all.
    pub(super) group: Option<Group>,
    /// What the paper is to have it as, where the file tells that.
    pub(super) kind: Option<Kind>,
    /// Whether the paper is to have its bold and italic words as the file does, and its links.
    pub(super) looks: [bool; 2],
    /// What it says, paragraph by paragraph, where it is a row of them.
    pub(super) says: Vec<String>,
    /// The position of the paper's paragraph, and of the file's.
    pub(super) ours: Option<usize>,
    pub(super) theirs: Option<usize>,
}

impl Judged {
    /// A change, and where it stands in the paper and in the file.
    pub(super) fn at(differing: Differing, ours: Option<usize>, theirs: Option<usize>) -> Self {
        let (change, edits) = differing;
        Judged {
            change,
            edits,
            is_figure: false,
            values: Vec::new(),
            is_of_block: false,
            group: None,
            kind: None,
            looks: [false; 2],
            says: Vec::new(),
            ours,
            theirs,
        }
    }
}
