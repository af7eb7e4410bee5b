//! Accepted exceptions: findings that somebody has looked at and gives a reason for, and codes that are switched off.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::base::names::closest_match;
use crate::base::source::{FileId, Sources};
use crate::base::words::Spelling;
use crate::diagnostic::{Accepted, Code, Diagnostic, Severity};
use crate::input::exception::Exception;
use crate::report::Report;

use super::messages;

/// Takes out of `diagnostics` what the report accepts, and adds a finding for each exception that matches nothing.
///
/// An exception matches findings of its code in its own file and in those that it names, or in any file where it
/// stands in the manifest, whose line holds its text, or some line of the block where they are about a whole one.
/// Codes that are switched off are only those of warnings and notes. Where words were looked up in no list, nobody can
/// say that one about a misspelling is not needed.
pub fn apply(
    report: &Report,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
    spelling: Spelling<'_>,
) -> Vec<Accepted> {
    let mut found = Vec::new();
    let off: Vec<Code> = report.manifest.rules.off.iter().filter_map(|name| known(name, &mut found)).collect();
    let exceptions: Vec<(&Exception, Option<Code>)> =
        report.all_exceptions().map(|exception| (exception, known(&exception.code, &mut found))).collect();
    for (name, code) in report.manifest.rules.off.iter().zip(&off) {
        if code.severity() == Severity::Error {
            found.push(messages::error_switched_off(name.place, &name.value));
        }
    }
    let mut accepting = Accepting::of_all(&exceptions);
    let mut used = vec![false; exceptions.len()];
    let mut accepted = Vec::new();
    diagnostics.retain(|diagnostic| {
        if off.contains(&diagnostic.code) && diagnostic.severity != Severity::Error {
            return false;
        }
        let hit = accepting.of(diagnostic, report, sources);
        if let Some(at) = hit {
            used[at] = true;
            let (exception, _) = exceptions[at];
            let reason = exception.reason.trimmed().to_owned();
            accepted.push(Accepted { diagnostic: diagnostic.clone(), reason, place: exception.place });
        }
        hit.is_none()
    });
    for ((exception, code), used) in exceptions.iter().zip(used) {
        let unseen = *code == Some(Code::PossibleMisspelling) && !matches!(spelling, Spelling::With(_));
        if !used && code.is_some() && !unseen {
            found.push(messages::exception_unused(exception.place, &exception.code.value));
        }
    }
    diagnostics.extend(found);
    accepted
}

fn known(name: &crate::base::source::Spanned<String>, found: &mut Vec<Diagnostic>) -> Option<Code> {
    let code = Code::named(&name.value);
    if code.is_none() {
        let meant = closest_match(&name.value, Code::names());
        found.push(messages::unknown_code(name.place, &name.value, meant));
    }
    code
}

/// Exceptions from one code that stand in one file.
#[derive(Default)]
struct Group<'r> {
    /// The first that accepts every line.
    any: Option<usize>,
    /// Those that accept lines with some words, and these.
    of_lines: Vec<usize>,
    words: Vec<&'r str>,
    /// What looks for all of the words at once; made for the first line.
    search: OnceCell<Option<AhoCorasick>>,
    /// The first exception that accepts a line, by the line's place.
    known: HashMap<(FileId, usize), Option<usize>>,
}

impl Group<'_> {
    /// The first exception that accepts this line.
    fn accepts(&mut self, at: (FileId, usize), line: &str) -> Option<usize> {
        if let Some(known) = self.known.get(&at) {
            return *known;
        }
        let search = self.search.get_or_init(|| AhoCorasick::new(&self.words).ok()).as_ref();
        let hits = search.into_iter().flat_map(|search| search.find_overlapping_iter(line));
        let first = hits.map(|hit| self.of_lines[hit.pattern().as_usize()]).chain(self.any).min();
        self.known.insert(at, first);
        first
    }
}

/// All exceptions, as findings ask for them: by code and file, so that no finding is compared with each of them.
struct Accepting<'r>(HashMap<(Code, FileId), Group<'r>>);

impl<'r> Accepting<'r> {
    fn of_all(exceptions: &[(&'r Exception, Option<Code>)]) -> Self {
        let mut all: HashMap<(Code, FileId), Group<'_>> = HashMap::new();
        for (at, (exception, code)) in exceptions.iter().enumerate() {
            let Some(code) = code else { continue };
            let group = all.entry((*code, exception.place.file)).or_default();
            match exception.text.as_ref().map(|words| words.trimmed()).filter(|words| !words.is_empty()) {
                Some(words) => {
                    group.of_lines.push(at);
                    group.words.push(words);
                }
                None => group.any = group.any.or(Some(at)),
            }
        }
        Accepting(all)
    }

    /// The first exception that accepts a finding: one of its own file, of the file that names that, or of the
    /// manifest.
    fn of(&mut self, found: &Diagnostic, report: &Report, sources: &Sources) -> Option<usize> {
        let place = found.place?;
        let file = sources.file(place.file);
        let range = sources.line(place);
        let (at, line) = ((place.file, range.start), block(&file.text, range));
        let files = [Some(place.file), file.named_by, Some(report.manifest.file)];
        files.into_iter().flatten().filter_map(|file| self.0.get_mut(&(found.code, file))?.accepts(at, line)).min()
    }
}

/// The line of a finding; of one about a whole block, which stands at its header, the block's lines.
fn block(text: &str, line: Range<usize>) -> &str {
    let own = text.get(line.clone()).unwrap_or("");
    if !own.trim_start().starts_with('[') {
        return own;
    }
    let rest = text.get(line.end..).unwrap_or("");
    let begins = |at: &usize| rest.get(*at..).is_some_and(|line| line.trim_start_matches([' ', '\t']).starts_with('['));
    let next = [0].into_iter().chain(rest.match_indices('\n').map(|(at, _)| at + 1)).find(begins);
    text.get(line.start..line.end + next.unwrap_or(rest.len())).unwrap_or(own)
}
