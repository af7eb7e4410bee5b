//! The findings about one file, of which no more are kept than anybody reads.

use std::ops::Deref;

use crate::base::limits::FINDINGS_OF_A_FILE;

use super::finding::Diagnostic;

/// The findings about one file, and how many more there are than are kept.
#[derive(Debug, Default)]
pub struct Findings {
    all: Vec<Diagnostic>,
    more: usize,
}

impl Findings {
    /// Adds a finding, or counts it where there is no room.
    pub fn push(&mut self, found: Diagnostic) {
        if self.all.len() < FINDINGS_OF_A_FILE {
            self.all.push(found);
        } else {
            self.more += 1;
        }
    }

    /// Takes out what only follows from something that is told better.
    pub fn forget(&mut self, found: &Diagnostic) {
        self.all.retain(|known| known != found);
    }

    /// Counts findings that nobody words.
    pub fn leave(&mut self, more: usize) {
        self.more += more;
    }

    /// The findings, and how many more there are.
    pub fn into_parts(self) -> (Vec<Diagnostic>, usize) {
        (self.all, self.more)
    }
}

impl Extend<Diagnostic> for Findings {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, found: T) {
        found.into_iter().for_each(|found| self.push(found));
    }
}

impl Deref for Findings {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.all
    }
}
