//! What is to be written: a file or a folder, by name.

/// Something to write into the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// A file.
    File {
        /// Its name.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// A folder, whose files replace those that were there; others that somebody has put there stay.
    Folder {
        /// Its name.
        name: String,
        /// Its files: relative paths with `/`, and what they hold.
        files: Vec<(String, Vec<u8>)>,
    },
}

impl Output {
    pub(crate) fn name(&self) -> &str {
        match self {
            Output::File { name, .. } | Output::Folder { name, .. } => name,
        }
    }
}
