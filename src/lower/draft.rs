//! What a draft says on its first page: that it is one, and what is missing or wrong.

use crate::base::list_style::ListStyle;
use crate::base::source::Sources;
use crate::diagnostic::{Diagnostic, Language, Severity, Tally};
use crate::model::{Block, BlockKind, List, Notice, NoticeKind, ParagraphRole};

use super::plain::paragraph;

/// Findings that the first page lists; the rest is counted.
const MAX_LISTED: usize = 12;

/// The notice in Swedish, the paper's language.
pub fn notice(draft: &Draft<'_>) -> Notice {
    let tally = Tally::of(draft.findings);
    let errors = (tally.errors > 0).then(|| format!("{} fel", tally.errors));
    let warnings = match tally.warnings {
        0 => None,
        1 => Some("1 varning".to_owned()),
        more => Some(format!("{more} varningar")),
    };
    let counted: Vec<String> = errors.into_iter().chain(warnings).collect();
    let title = if counted.is_empty() { "Utkast".to_owned() } else { format!("Utkast med {}", counted.join(" och ")) };
    // Errors stand in the way of a final paper; warnings are listed where there is nothing worse.
    let worst = if tally.errors > 0 { Severity::Error } else { Severity::Warning };
    let listed: Vec<_> = draft.findings.iter().filter(|found| found.severity == worst).collect();
    let items = listed.iter().take(MAX_LISTED).map(|found| {
        let place = found.place.map_or(String::new(), |place| {
            let (path, line) = (&draft.sources.file(place.file).path, draft.sources.position(place).line);
            let cell = draft.sources.cell(place).unwrap_or_else(|| format!("rad {line}"));
            format!("{path}, {cell}: ")
        });
        let message = found.message.get(Language::Swedish).replace('`', "”");
        // What a message quotes can have tabs and line ends, which part words in one of the files only.
        let words = format!("{place}{message}").replace(['\t', '\n', '\r'], " ");
        vec![paragraph(ParagraphRole::Body, words)]
    });
    let mut blocks = vec![Block::new(BlockKind::List(List { style: ListStyle::Sign, items: items.collect() }))];
    let shown = listed.len().min(MAX_LISTED);
    if shown < tally.errors + tally.warnings {
        let rest = tally.errors + tally.warnings - shown;
        let more = if rest == 1 { "1 påpekande".to_owned() } else { format!("{rest} påpekanden") };
        let words = format!("Ytterligare {more}. Kommandot underlag check . visar alla.");
        blocks.push(paragraph(ParagraphRole::Body, words));
    }
    if draft.statements != [0; 3] {
        let [confirmed, contradicted, unbacked] = draft.statements;
        let counts = format!(
            "{confirmed} bekräftade av en tabell, {contradicted} motsagda, {unbacked} utan stöd i någon tabell"
        );
        let words = format!("Talen i löpande text: {counts}. Kommandot underlag status . --figures visar dem.");
        blocks.push(paragraph(ParagraphRole::Body, words));
    }
    Notice { kind: NoticeKind::Draft, title, blocks }
}

/// What a draft says about itself.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// What is missing or wrong.
    pub findings: &'a [Diagnostic],
    /// The files that the findings are about.
    pub sources: &'a Sources,
    /// How many figures of texts a table confirms, how many one contradicts, how many none backs.
    pub statements: [usize; 3],
}
