//! What a check says of a report, as an editor needs it: findings with positions, and everything that has an id.

use std::collections::BTreeMap;

use gen_lsp_types::{Position, Range};
use serde::{Deserialize, Serialize};

use crate::base::source::{FileId, MARK, Sources, Span};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::input::keys::Entity;
use crate::input::keys::schema::Ids;
use crate::input::load::{MANIFEST, Overlay};
use crate::pipeline::Checked;
use crate::report::named::names;
use crate::report::{Report, ids};

use super::lines::{Encoding, Lines};

/// A place in a file of the report: its path in the report's folder, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct At {
    pub(super) file: String,
    pub(super) range: Range,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) at: At,
    /// How bad it is: 1, 2 or 3, as the protocol has them.
    pub(super) severity: u32,
    /// Its code, in the language.
    pub(super) code: String,
    pub(super) message: String,
    /// What to do.
    pub(super) hint: String,
    /// Other places that belong to it, with what is there.
    pub(super) related: Vec<(At, String)>,
    /// What its remedy replaces, and with what; nothing where none is certain.
    pub(super) fix: Vec<(At, String)>,
}

/// Something that has an id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Name {
    pub(super) entity: Entity,
    pub(super) id: String,
    /// What it stands in, where its id holds in there alone; a table's set of columns.
    pub(super) within: Option<String>,
    /// The unit whose it is.
    pub(super) owner: Option<String>,
    pub(super) name: String,
    /// What stands in the columns of a row, by their ids.
    pub(super) cells: Vec<(String, String)>,
    pub(super) at: At,
}

/// What is known of a report.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Known {
    /// The units' files.
    pub(super) files: Vec<String>,
    /// All files that were read.
    pub(super) read: Vec<String>,
    /// The ids that `rapport.toml` may name, and those that units' files may.
    pub(super) manifest: Ids,
    pub(super) section: Ids,
    pub(super) names: Vec<Name>,
}

/// Files with the positions of their lines.
pub(super) struct Places<'s> {
    sources: &'s Sources,
    overlay: &'s Overlay,
    encoding: Encoding,
    lines: BTreeMap<FileId, Lines>,
}

impl<'s> Places<'s> {
    pub(super) fn new(sources: &'s Sources, overlay: &'s Overlay, encoding: Encoding) -> Self {
        Places { sources, overlay, encoding, lines: BTreeMap::new() }
    }

    /// Where a span is. One of a workbook is at the row and column of its cell.
    pub(super) fn at(&mut self, place: Span) -> At {
        let file = self.sources.file(place.file);
        if file.sheet.is_some() {
            let cell = self.sources.position(place);
            let number = |count: usize| u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX);
            let start = Position { line: number(cell.line), character: number(cell.column) };
            return At { file: file.path.clone(), range: Range { start, end: start } };
        }
        let (text, encoding) = (file.original(), self.encoding);
        let lines = self.lines.entry(place.file).or_insert_with(|| Lines::new(text, encoding));
        let mut range = lines.range(text, place.range());
        // An editor that has the mark in its text counts it.
        if file.marked && self.overlay.has(&file.path) {
            let mark = Lines::new(&MARK.to_string(), encoding).position("\u{feff}", MARK.len_utf8()).character;
            for position in [&mut range.start, &mut range.end] {
                position.character += if position.line == 0 { mark } else { 0 };
            }
        }
        At { file: file.path.clone(), range }
    }

    /// The same, of a place of several lines no more than its first one: what is wrong with a long text is said there.
    fn beginning(&mut self, place: Span) -> At {
        let text = self.sources.file(place.file).original();
        let words = text.get(place.range()).unwrap_or("");
        let first = words.split(['\r', '\n']).next().unwrap_or("");
        let length = u32::try_from(first.len()).unwrap_or(u32::MAX);
        self.at(Span { end: place.start.saturating_add(length).min(place.end), ..place })
    }

    /// A finding. One without a place is told at the top of the manifest.
    pub(super) fn told(&mut self, found: &Diagnostic, language: Language) -> Told {
        let sources = self.sources;
        let top = || At { file: MANIFEST.to_owned(), range: Range::default() };
        let cell = found.place.and_then(|place| sources.cell(place));
        let message = found.message.get(language);
        let related = found.related.iter();
        let fixes = found.replacements(sources).iter();
        Told {
            at: found.place.map_or_else(top, |place| self.beginning(place)),
            severity: match found.severity {
                Severity::Error => 1,
                Severity::Warning => 2,
                Severity::Note => 3,
            },
            code: found.code.name_in(language).to_owned(),
            message: cell.map_or_else(|| message.to_owned(), |cell| format!("{cell}: {message}")),
            hint: found.hint.get(language).to_owned(),
            related: related.map(|it| (self.beginning(it.place), it.message.get(language).to_owned())).collect(),
            fix: fixes.map(|it| (self.at(it.place), it.with.clone())).collect(),
        }
    }
}

/// Everything that was found, in order.
pub(super) fn told(checked: &Checked, overlay: &Overlay, encoding: Encoding, language: Language) -> Vec<Told> {
    let mut places = Places::new(&checked.sources, overlay, encoding);
    checked.diagnostics.iter().map(|found| places.told(found, language)).collect()
}

/// What is known of a report.
pub(super) fn known(report: &Report, sources: &Sources, overlay: &Overlay, encoding: Encoding) -> Known {
    let mut places = Places::new(sources, overlay, encoding);
    let names = names(report).into_iter().map(|it| Name {
        entity: it.entity,
        id: it.id,
        within: it.within,
        owner: it.owner,
        name: it.name,
        cells: it.cells,
        at: places.at(it.place),
    });
    Known {
        files: report.manifest.units.iter().map(|unit| unit.file.clone()).collect(),
        read: sources.iter().map(|(_, file)| file.path.clone()).collect(),
        manifest: ids::of_manifest(&report.manifest),
        section: ids::of_sections(&report.manifest),
        names: names.collect(),
    }
}
