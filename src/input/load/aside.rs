//! Files that findings are about, although their text is none of the sources.

/// A file that findings are about, although its text is none of the sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedFile {
    /// Its path relative to the report's folder, with `/`.
    pub path: String,
    /// Why it has no text.
    pub why: SkippedReason,
}

/// Why a file has no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkippedReason {
    /// No unit owns it, so that it was not opened.
    Stray,
    /// It is not UTF-8. These bytes are told as that too.
    Encoding(Vec<u8>),
    /// It is a document of another program. These bytes are told as that too.
    Document(Vec<u8>),
    /// Nothing could be taken from it; these are its bytes.
    Unused(Vec<u8>),
    /// It could not be read.
    Unreadable,
}
