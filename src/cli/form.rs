//! What `absorb` shows of a form.

use std::path::Path;

use serde::Serialize;

use crate::base::escape;
use crate::deliver::form::{FormChange, FormError, FormOutcome, TakenIn, Where, messages};
use crate::diagnostic::Language;

use super::args::ShowArgument;
use super::texts::{self, cannot_load, pick};

/// Why there is no form, or nothing can be taken from one.
pub(super) fn cannot(error: &FormError, file: &Path, dir: &Path, language: Language) -> String {
    let (file, dir) = (file.display(), dir.display());
    let sentence = match error {
        FormError::Load(error) => return cannot_load(error, language),
        FormError::NotMade => messages::not_made(&dir),
        FormError::NoUnit(unit, all) => messages::no_unit(unit, all),
        FormError::Broken(path) => messages::broken(path, &dir),
        FormError::Unwritable(why) => messages::unwritable(why),
        FormError::Unreadable(why) => {
            crate::deliver::absorb::messages::unreadable(&file, &texts::cannot_read_back(why, language))
        }
        FormError::Workbook(_) => messages::workbook(&file),
        FormError::Other(id) => messages::other_report(&file, id, &dir),
    };
    pick(sentence, language)
}

/// What a form says that the unit's file does not, and what becomes of it.
pub(super) fn shown(
    taken: &TakenIn,
    (dir, head): (&Path, &str),
    is_written: bool,
    format: ShowArgument,
    language: Language,
) -> String {
    if matches!(format, ShowArgument::Json) {
        return json(taken);
    }
    let mut out = head.to_owned();
    let (written, listed): (Vec<&FormChange>, Vec<&FormChange>) =
        taken.changes.iter().partition(|change| change.outcome.is_taken());
    for change in written.iter().chain(&listed) {
        out.push_str(&of_change(change, language));
    }
    let mut line = |words: [String; 2]| out.push_str(&(pick(words, language) + "\n"));
    for (author, words) in &taken.comments {
        line(crate::deliver::absorb::messages::comment("–", author, words));
    }
    taken.unread.iter().for_each(|words| line(messages::unread(words)));
    if !taken.authors.is_empty() {
        let who: Vec<String> = taken.authors.iter().map(|(author, count)| format!("{author} ({count})")).collect();
        line(crate::deliver::absorb::messages::tracked(&who.join(", ")));
    }
    if out != head {
        out.push('\n');
    }
    let counts = [written.len(), listed.len(), taken.unchanged];
    let end = messages::end(is_written, counts, &taken.file, &dir.display(), taken.files.is_empty());
    out.push_str(&(pick(end, language) + "\n"));
    escape::lines(&out).into_owned()
}

fn of_change(change: &FormChange, language: Language) -> String {
    let key = if change.key.is_empty() { String::new() } else { format!(" ({})", change.key) };
    let mut out = format!("{}{key}:\n", pick(messages::place(&change.place), language));
    for (sign, words) in ['=', '-', '+'].into_iter().zip([&change.base, &change.was, &change.is]) {
        for line in words.iter().flat_map(|words| words.lines()) {
            out.push_str(&format!("  {sign} {line}\n"));
        }
    }
    if change.outcome != FormOutcome::Taken {
        out.push_str(&format!("  {}\n", pick(messages::why(change.outcome), language)));
    }
    out
}

/// A change as JSON.
#[derive(Serialize)]
struct Row<'a> {
    field: &'a str,
    row: Option<&'a str>,
    column: Option<&'a str>,
    key: &'a str,
    base: Option<&'a str>,
    was: Option<&'a str>,
    is: Option<&'a str>,
    outcome: &'static str,
    message_sv: String,
    message_en: String,
}

/// All of it as JSON.
#[derive(Serialize)]
struct All<'a> {
    unit: &'a str,
    file: &'a str,
    changes: Vec<Row<'a>>,
    comments: &'a [(String, String)],
    tracked: &'a std::collections::BTreeMap<String, usize>,
    not_read: &'a [String],
    unchanged: usize,
    files: Vec<&'a str>,
}

fn json(taken: &TakenIn) -> String {
    let all = All {
        unit: &taken.unit,
        file: &taken.file,
        changes: taken.changes.iter().map(row).collect(),
        comments: &taken.comments,
        tracked: &taken.authors,
        not_read: &taken.unread,
        unchanged: taken.unchanged,
        files: taken.files.iter().map(|(path, _)| path.as_str()).collect(),
    };
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn row(change: &FormChange) -> Row<'_> {
    let [message_sv, message_en] = messages::why(change.outcome);
    let Where { field, row, column } = &change.place;
    Row {
        field,
        row: row.as_deref(),
        column: column.as_deref(),
        key: &change.key,
        base: change.base.as_deref(),
        was: change.was.as_deref(),
        is: change.is.as_deref(),
        outcome: name(change.outcome),
        message_sv,
        message_en,
    }
}

/// The name of an outcome, the same in both languages.
fn name(outcome: FormOutcome) -> &'static str {
    match outcome {
        FormOutcome::Taken => "taken",
        FormOutcome::TakenInNewRow => "taken-in-new-row",
        FormOutcome::Corrected => "corrected",
        FormOutcome::Withdrawn => "withdrawn",
        FormOutcome::NoFigure => "no-figure",
        FormOutcome::Conflict => "conflict",
        FormOutcome::NoBase => "no-base",
        FormOutcome::Gone => "gone",
        FormOutcome::Nameless => "nameless",
        FormOutcome::Unasked => "unasked",
        FormOutcome::Heading => "heading",
        FormOutcome::Unaligned => "unaligned",
        FormOutcome::Twice => "twice",
        FormOutcome::Uncited => "uncited",
        FormOutcome::Outside => "outside",
        FormOutcome::Former => "former",
        FormOutcome::Unwritable => "says-other",
    }
}
