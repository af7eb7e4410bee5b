//! What became of a report on its way into the next period.

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It has another name or heading.
    Renamed,
    /// It stands in the new report as it was.
    Carried,
    /// It is empty, and what it was stands beside it as a comment.
    Emptied,
    /// It is a comment altogether.
    Out,
    /// Somebody has to decide about it.
    Decide,
}

/// Something with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// What became of it.
    pub kind: Kind,
    /// The file.
    pub file: String,
    /// What it is.
    pub what: What,
}

/// What something is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A value with another one in its place: the old one, and the new one.
    Changed(String, String),
    /// A text, by its key.
    Text(String),
    /// Cells of a column, by its key.
    Figures(String),
    /// A key with its value.
    Key(String),
    /// A block, by its header.
    Block(String),
    /// A name that names a year of the old period.
    Year(String),
    /// Words that are said of what nobody can know but a person.
    Of(Matter),
}

/// What only a person can know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// The paper's date was made of the period.
    Date,
    /// The period is the old one a year later.
    Period,
    /// The last day to deliver is to be set anew.
    Deadline,
    /// Chapters, tables and rows are those of the report before.
    Chapters,
    /// The units are.
    Units,
    /// The goals are.
    Goals,
    /// The risks are.
    Risks,
    /// The recipients are.
    Recipients,
    /// The officer of the memo is.
    Officer,
    /// The layout's files, and pictures, are.
    Files,
    /// A unit's file cannot be read, and stands as a comment.
    Unread,
    /// A unit had no file.
    NoFile,
    /// The report's id was made of the folder's name.
    Id,
}
