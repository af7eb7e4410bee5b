//! What is counted of everything that is read, in the order in which messages name it.

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// Bytes that are read, or unpacked from what was read.
    Bytes,
    /// Objects and elements that are visited. One that is shared counts each time that it is visited.
    Objects,
    /// Cells of tables, of files of lines and of sheets.
    Cells,
    /// Rows of these.
    Rows,
    /// Bytes of text that are kept. A text that stands in several places counts in each, unless it is kept once.
    Text,
    /// Findings and differences that are told.
    Findings,
    /// Elements within elements.
    Depth,
}

impl Resource {
    /// All of them, in the order in which a budget keeps them.
    pub const ALL: [Resource; 7] = [
        Resource::Bytes,
        Resource::Objects,
        Resource::Cells,
        Resource::Rows,
        Resource::Text,
        Resource::Findings,
        Resource::Depth,
    ];
}
