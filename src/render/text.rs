//! The document as readable plain text: headings, paragraphs, tables with their cells, notes with their numbers.

use crate::base::list_style::ListStyle;
use crate::model::{Block, BlockKind, Cell, Chart, Document, Inline, List, ParagraphRole, Part, RowRole, Table};

/// The document as text, with `\n` line ends.
pub fn render(document: &Document) -> String {
    let mut out = format!("{}\n{}\n", document.meta.title, document.meta.subject);
    if document.draft {
        out.push_str(&format!("[{}]\n", document.words.draft));
    }
    for part in &document.parts {
        self::part(document, part, &mut out);
    }
    if !document.notes.is_empty() {
        out.push('\n');
    }
    for note in &document.notes {
        out.push_str(&format!("[{}] {}\n", note.mark, words(document, &note.content)));
    }
    out
}

fn part(document: &Document, part: &Part, out: &mut String) {
    out.push_str(&format!("\n==== {} ====\n", part.title));
    if let Some(cover) = &part.cover {
        out.push_str(&format!("\n{}\n", cover.title));
        for line in cover.subtitle.iter().chain([&cover.organisation]).chain(cover.lines()) {
            out.push_str(&format!("{line}\n"));
        }
        blocks(document, &cover.below, 0, out);
    }
    if let Some(contents) = &part.contents {
        blocks(document, &contents.above, 0, out);
        out.push_str(&format!("\n{}\n", contents.title));
        for heading in
            Document::headings_of(part).into_iter().filter(|heading| heading.listed && heading.level <= contents.levels)
        {
            out.push_str(&format!("{}{}\n", "  ".repeat(usize::from(heading.level)), heading.plain()));
        }
    }
    part.contents.iter().for_each(|contents| blocks(document, &contents.below, 0, out));
    for section in &part.sections {
        let turned = if section.landscape { " landscape" } else { "" };
        let follows = if section.new_page { "" } else { " same page" };
        let committee = section.committee.as_ref().map_or(String::new(), |committee| format!(" ({committee})"));
        out.push_str(&format!("\n---- {}{turned}{follows}{committee}\n", section.columns));
        blocks(document, &section.blocks, 0, out);
    }
}

fn blocks(document: &Document, all: &[Block], indent: usize, out: &mut String) {
    let lead = " ".repeat(indent);
    for block in all {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let number = heading.number.as_ref().map_or(String::new(), |number| format!("{number} "));
                let words = words(document, &heading.content).replace('\n', " ");
                out.push_str(&format!("\n{} {number}{words}\n", "#".repeat(usize::from(heading.level))));
            }
            BlockKind::Paragraph(paragraph) => {
                // As it is written.
                let quoted = if paragraph.role == ParagraphRole::Quote { "> " } else { "" };
                let words = words(document, &paragraph.content).replace('\n', &format!("\n{lead}{quoted}"));
                let words = format!("{quoted}{words}");
                out.push_str(&format!("\n{lead}{words}\n"));
            }
            BlockKind::List(List { style: ListStyle::Terms, items }) => {
                terms(document, items, indent, out);
            }
            BlockKind::List(list) => {
                for (at, item) in list.items.iter().enumerate() {
                    let mark = list.style.mark(at).unwrap_or_else(|| "-".to_owned());
                    let mut text = String::new();
                    blocks(document, item, indent + 3, &mut text);
                    // The item's first line stands beside its mark.
                    out.push_str(&format!("\n{lead}{mark:<3}{}", text.trim_start()));
                    if text.is_empty() {
                        out.push('\n');
                    }
                }
            }
            BlockKind::Table(table) => self::table(document, table, out),
            BlockKind::Notice(notice) => {
                out.push_str(&format!("\n{lead}[{}]\n", notice.title));
                blocks(document, &notice.blocks, indent + 3, out);
            }
            BlockKind::Signatures(signatures) => {
                out.push('\n');
                signatures
                    .signatories
                    .iter()
                    .for_each(|who| out.push_str(&format!("{lead}{}\n{lead}{}\n", who.name, who.title)));
            }
            BlockKind::Chart(chart) => self::chart(chart, &lead, out),
            BlockKind::Beside(beside) => {
                let all = beside.columns.len();
                for (number, column) in (1..).zip(&beside.columns) {
                    out.push_str(&format!("\n{lead}[bredvid varandra: {number} av {all}]\n"));
                    blocks(document, &column.blocks, indent + 3, out);
                }
            }
        }
    }
}

/// Terms with their explanations, as they are written.
fn terms(document: &Document, items: &[Vec<Block>], indent: usize, out: &mut String) {
    let lead = " ".repeat(indent);
    for (term, explained) in items.iter().filter_map(|item| item.split_first()) {
        blocks(document, std::slice::from_ref(term), indent, out);
        for paragraph in explained {
            let mut text = String::new();
            blocks(document, std::slice::from_ref(paragraph), indent + 2, &mut text);
            out.push_str(&format!("{lead}: {}", text.trim_start()));
        }
    }
}

/// A chart or a picture in words; decoration says nothing.
fn chart(chart: &Chart, lead: &str, out: &mut String) {
    let word = match chart.kind.picture() {
        Some(_) if chart.alt.is_empty() => return,
        Some(_) => "bild",
        None => "diagram",
    };
    let title = if chart.title.is_empty() { String::new() } else { format!(": {}", chart.title) };
    out.push_str(&format!("\n{lead}[{word}{title}]\n{lead}{}\n", chart.alt));
}

fn table(document: &Document, table: &Table, out: &mut String) {
    out.push_str(&format!("\n[tabell: {}]\n", table.caption.as_ref().unwrap_or(&table.title)));
    table.line.iter().for_each(|line| out.push_str(&format!("{line}\n")));
    for row in table.header.iter().chain(&table.rows) {
        let mark = match row.role {
            RowRole::Header => "! ",
            RowRole::Body | RowRole::Strong | RowRole::Blank => "| ",
            RowRole::Group => "> ",
            RowRole::Comment => "~ ",
            RowRole::Subtotal => "· ",
            RowRole::Sum => "+ ",
            RowRole::Result => "= ",
            RowRole::Notes => "^ ",
        };
        let cells: Vec<String> = row.cells.iter().map(|cell| self::cell(document, cell)).collect();
        out.push_str(&format!("{mark}{}\n", cells.join(" | ")));
    }
}

/// A cell on one line, with its spans before its words where it has any.
fn cell(document: &Document, cell: &Cell) -> String {
    let mut parts = Vec::new();
    if cell.indent > 0 {
        parts.push("·".repeat(usize::from(cell.indent)));
    }
    if cell.colspan > 1 || cell.rowspan > 1 {
        parts.push(format!("<{}x{}>", cell.colspan, cell.rowspan));
    }
    flat(document, &cell.blocks, &mut parts);
    parts.join(" ")
}

fn flat(document: &Document, blocks: &[Block], parts: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(paragraph) => parts.push(words(document, &paragraph.content).replace('\n', " ")),
            BlockKind::List(list) => {
                for (at, item) in list.items.iter().enumerate() {
                    parts.push(list.style.mark(at).unwrap_or_else(|| "-".to_owned()));
                    flat(document, item, parts);
                }
            }
            BlockKind::Heading(heading) => parts.push(words(document, &heading.content).replace('\n', " ")),
            BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_)
            | BlockKind::Beside(_) => {}
        }
    }
}

fn words(document: &Document, content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Text(words)
            | Inline::Figure { words, .. }
            | Inline::Light { words, .. }
            | Inline::Reference { words, .. } => out.push_str(words),
            Inline::Emphasis(inner) => out.push_str(&format!("*{}*", words(document, inner))),
            Inline::Strong(inner) => out.push_str(&format!("**{}**", words(document, inner))),
            Inline::Link { url, content } => {
                let shown = words(document, content);
                out.push_str(&if shown == *url { format!("<{url}>") } else { format!("{shown} <{url}>") });
            }
            Inline::Language { content, .. } => out.push_str(&words(document, content)),
            Inline::Note { note, .. } => {
                out.push_str(&document.note(*note).map_or(String::new(), |note| format!("[{}]", note.mark)));
            }
            Inline::Mark { mark, own: true, .. } => out.push_str(&format!("[{mark}] ")),
            Inline::Mark { mark, .. } => out.push_str(&format!("[{mark}]")),
            Inline::Break => out.push('\n'),
        }
    }
    out
}
