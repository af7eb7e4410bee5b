//! What a save has changed: the findings of two builds into those that came and those that went. Knows nothing of
//! files.

use serde::{Deserialize, Serialize};

use crate::base::source::Sources;

use super::finding::{Diagnostic, Short};
use super::language::Language;

/// A finding as it is shown, and what makes it the same one after a save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Finding {
    /// Severity, code, file and message. A line that was put in above it makes it no other finding.
    same: String,
    /// The line that is shown.
    line: String,
}

/// The findings of a build.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// These findings, as they are shown in `language`.
    pub fn of(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> Self {
        let finding = |diagnostic: &Diagnostic| {
            let file = diagnostic.place.map_or("", |place| sources.file(place.file).path.as_str());
            let (severity, message) = (diagnostic.severity.name(), diagnostic.message.get(language));
            let same = format!("{severity}[{}] {file}: {message}", diagnostic.code);
            Finding { same, line: Short { diagnostic, sources, language }.to_string() }
        };
        Findings(diagnostics.iter().map(finding).collect())
    }

    /// The lines of the findings that are not in `other`. One that is there twice and here three times is one line.
    pub fn without(&self, other: &Findings) -> Vec<&str> {
        let mut left: Vec<&str> = other.0.iter().map(|finding| finding.same.as_str()).collect();
        left.sort_unstable();
        let mut lines = Vec::new();
        for finding in &self.0 {
            match left.binary_search(&finding.same.as_str()) {
                Ok(at) => drop(left.remove(at)),
                Err(_) => lines.push(finding.line.as_str()),
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(all: &[(&str, u32)]) -> Findings {
        let finding =
            |(message, line): &(&str, u32)| Finding { same: (*message).to_owned(), line: format!("{line}: {message}") };
        Findings(all.iter().map(finding).collect())
    }

    #[test]
    fn a_finding_that_only_moved_neither_came_nor_went() {
        let before = findings(&[("a", 1), ("b", 2), ("b", 3)]);
        let after = findings(&[("b", 3), ("b", 4), ("b", 5), ("c", 6)]);
        assert_eq!(after.without(&before), ["5: b", "6: c"]);
        assert_eq!(before.without(&after), ["1: a"]);
    }
}
