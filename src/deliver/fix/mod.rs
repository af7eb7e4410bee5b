//! Makes the remedies that are certain: those that a finding carries as data.
//!
//! A remedy is certain where the finding's advice names one text, and nothing else, to stand in the place of another.
//! No digit and no letter changes by it. Nothing is believed: the report is checked again with the remedies, and one
//! after which a finding is new, the finding itself stays, or a figure is another one, is not made.

pub mod messages;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;

use crate::base::source::{Sources, Span};
use crate::base::words::Spelling;
use crate::diagnostic::{Code, Diagnostic, Replacement};
use crate::input::load::{self, LoadError, Overlay};
use crate::pipeline::{self, Checked};
use crate::report::figures::figures;

/// How often the report is checked again, where somebody waits for nothing else.
pub const TRIES: usize = 60;

/// What came of it.
#[derive(Debug)]
pub struct Fixed {
    /// The findings whose remedies are made, in order.
    pub fixed: Vec<Diagnostic>,
    /// Findings with a remedy after which the report would say something else, which is not made.
    pub refused: usize,
    /// The files to be written: their paths in the report's folder, their text before, and their new text.
    pub files: Vec<FixedFile>,
}

/// A file with its remedies.
#[derive(Debug)]
pub struct FixedFile {
    /// Its path in the report's folder.
    pub path: String,
    /// Its text.
    pub old: String,
    /// Its text with the remedies.
    pub new: String,
    /// Whether it begins with a byte order mark.
    marked: bool,
}

impl FixedFile {
    /// The bytes to be written.
    pub fn bytes(&self) -> Vec<u8> {
        let mark = if self.marked { "\u{feff}" } else { "" };
        format!("{mark}{}", self.new).into_bytes()
    }
}

/// The remedies of what was found in the report in `dir` and `wanted`. Nothing is written.
///
/// # Errors
///
/// Why the report cannot be read again.
pub fn fix(dir: &Path, checked: &Checked, wanted: &dyn Fn(&Diagnostic) -> bool) -> Result<Fixed, LoadError> {
    fix_over(dir, &Overlay::default(), checked, wanted, TRIES)
}

/// The same with texts in the place of files, and so many tries.
///
/// # Errors
///
/// Why the report cannot be read again.
pub fn fix_over(
    dir: &Path,
    overlay: &Overlay,
    checked: &Checked,
    wanted: &dyn Fn(&Diagnostic) -> bool,
    tries: usize,
) -> Result<Fixed, LoadError> {
    let sources = &checked.sources;
    let all: Vec<&Diagnostic> = checked.diagnostics.iter().filter(|found| wanted(found)).collect();
    let all: Vec<&Diagnostic> = all
        .into_iter()
        .filter(|found| !found.replacements(sources).is_empty())
        .filter(|found| is_same(found))
        .collect();
    let (apart, overlapping) = apart(all);
    let none = Fixed { fixed: Vec::new(), refused: 0, files: Vec::new() };
    if apart.is_empty() {
        return Ok(none);
    }
    let before = Said::of(&tried(dir, overlay)?);
    let trial = Trial { dir, overlay, sources, before, all: &apart, left: Cell::new(tries) };
    let made = trial.settled((0..apart.len()).collect());
    let files = edited(sources, made.iter().map(|at| apart[*at]));
    let fixed: Vec<Diagnostic> = made.iter().map(|at| apart[*at].clone()).collect();
    Ok(Fixed { refused: apart.len() + overlapping - fixed.len(), fixed, files })
}

/// The report as it is compared: the layout changes nothing of that.
fn tried(dir: &Path, overlay: &Overlay) -> Result<Checked, LoadError> {
    pipeline::check_over(dir, Some(load::BUILT_IN_LAYOUT), Spelling::Unasked, overlay)
}

/// Whether a remedy leaves every letter and digit as it is, in their order.
fn is_same(found: &Diagnostic) -> bool {
    let signs = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    found.fix.iter().all(|it| signs(&it.was) == signs(&it.with))
}

/// Those of the findings whose remedies are about different parts of the files, and how many are not.
fn apart(all: Vec<&Diagnostic>) -> (Vec<&Diagnostic>, usize) {
    let mut taken: BTreeMap<Span, ()> = BTreeMap::new();
    let overlaps = |taken: &BTreeMap<Span, ()>, place: Span| {
        let touches = |other: &Span| other.file == place.file && other.start < place.end && place.start < other.end;
        let from = Span { start: 0, end: 0, ..place };
        let to = Span { start: place.end, end: 0, ..place };
        taken.range(from..to).rev().take(2).any(|(other, ())| touches(other))
    };
    let (mut apart, mut left) = (Vec::new(), 0);
    for found in all {
        if found.fix.iter().any(|it| overlaps(&taken, it.place)) {
            left += 1;
            continue;
        }
        taken.extend(found.fix.iter().map(|it| (it.place, ())));
        apart.push(found);
    }
    (apart, left)
}

/// The files with the remedies of these findings, in the order in which they were read.
fn edited<'d>(sources: &Sources, all: impl Iterator<Item = &'d Diagnostic>) -> Vec<FixedFile> {
    let mut edits: Vec<&Replacement> = all.flat_map(|found| &found.fix).collect();
    edits.sort_by_key(|it| it.place);
    let files = edits.chunk_by(|one, other| one.place.file == other.place.file);
    files
        .map(|edits| {
            let file = sources.file(edits[0].place.file);
            let (old, mut new, mut at) = (file.original(), String::new(), 0);
            for edit in edits {
                new.push_str(old.get(at..edit.place.range().start).unwrap_or(""));
                new.push_str(&edit.with);
                at = edit.place.range().end;
            }
            new.push_str(old.get(at..).unwrap_or(""));
            FixedFile { path: file.path.clone(), old: old.to_owned(), new, marked: file.marked }
        })
        .collect()
}

/// What a report says, as far as no remedy may change it.
struct Said {
    /// How many findings there are of each kind, in each file, with the words of each; numbers of lines may change.
    found: BTreeMap<String, usize>,
    /// What stands at each address, and where it was written.
    figures: BTreeMap<String, (Option<String>, Written)>,
}

/// File, line and column.
type Written = (String, usize, usize);

impl Said {
    fn of(checked: &Checked) -> Self {
        let mut found = BTreeMap::new();
        for diagnostic in &checked.diagnostics {
            *found.entry(key(diagnostic, &checked.sources)).or_default() += 1;
        }
        let of_report = checked.report.as_ref().map(|report| figures(report, &checked.sources, &|words| words.plain()));
        let figures = of_report.unwrap_or_default().into_iter();
        let figures = figures.map(|it| (it.address.to_string(), (it.value, (it.file, it.line, it.position)))).collect();
        Said { found, figures }
    }
}

/// A finding as it is known again: signs other than letters and digits may be others.
fn key(found: &Diagnostic, sources: &Sources) -> String {
    let file = found.place.map_or("", |place| &sources.file(place.file).path);
    let words: String = found.message.en.chars().filter(|c| c.is_alphanumeric()).collect();
    format!("{} {file} {words}", found.code)
}

/// Remedies that are tried.
struct Trial<'t> {
    dir: &'t Path,
    overlay: &'t Overlay,
    sources: &'t Sources,
    before: Said,
    all: &'t [&'t Diagnostic],
    /// How often the report may still be checked.
    left: Cell<usize>,
}

impl Trial<'_> {
    /// Those of the remedies that hold together.
    fn settled(&self, tried: Vec<usize>) -> Vec<usize> {
        if tried.is_empty() || self.holds(&tried) {
            return tried;
        }
        let (one, other) = tried.split_at(tried.len() / 2);
        if one.is_empty() {
            return Vec::new();
        }
        let (one, other) = (self.settled(one.to_vec()), self.settled(other.to_vec()));
        let both: Vec<usize> = one.iter().chain(&other).copied().collect();
        if one.is_empty() || other.is_empty() || self.holds(&both) { both } else { one }
    }

    /// Where figures stand that are no TOML, and what each is to be.
    fn unread(&self, tried: &[usize]) -> BTreeMap<Written, Option<String>> {
        let found = tried.iter().map(|at| self.all[*at]).filter(|found| found.code == Code::TomlSyntax);
        let edits = found.flat_map(|found| &found.fix);
        let of = |edit: &Replacement| {
            let (file, at) = (self.sources.file(edit.place.file), self.sources.position(edit.place));
            // A dash that is put in quotes is words, and no figure.
            let figure = (!edit.with.starts_with('"')).then(|| edit.with.clone());
            ((file.path.clone(), at.line, at.column), figure)
        };
        edits.map(of).collect()
    }

    /// Whether the report says the same with these remedies, less what they remedy.
    fn holds(&self, tried: &[usize]) -> bool {
        let Some(left) = self.left.get().checked_sub(1) else { return false };
        self.left.set(left);
        let files = edited(self.sources, tried.iter().map(|at| self.all[*at]));
        let mut overlay = self.overlay.clone();
        files.iter().for_each(|file| overlay.put(&file.path, file.bytes()));
        let Ok(after) = self::tried(self.dir, &overlay) else { return false };
        let after = Said::of(&after);
        let mut allowed = self.before.found.clone();
        for at in tried {
            let count = allowed.entry(key(self.all[*at], self.sources)).or_default();
            *count = count.saturating_sub(1);
        }
        // What a row lacks besides is told as soon as all of it can be read.
        let lacks = format!("{} ", Code::WithoutValues);
        let is_read = tried.iter().any(|at| self.all[*at].code == Code::TomlSyntax);
        let is_old = |key: &String, count: &usize| allowed.get(key).is_some_and(|most| count <= most);
        let none_is_new =
            after.found.iter().all(|(key, count)| is_old(key, count) || (is_read && key.starts_with(&lacks)));
        // What is told to be no amount was read in part, if at all.
        let unread = self.unread(tried);
        let same = |(address, (value, place)): (&String, &(Option<String>, Written))| {
            let now = after.figures.get(address).map(|(now, _)| now);
            now == Some(unread.get(place).unwrap_or(value))
        };
        none_is_new && self.before.figures.iter().all(same)
    }
}
