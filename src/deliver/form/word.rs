//! Reads a Word file that may be a form: its tables, cell by cell, as they are once all tracked changes are accepted or
//! rejected.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::archive::Archive;
use crate::base::budget::Budget;
use crate::base::list_style::{Delimiter, ListStyle};
use crate::base::swedish::one_spaced;
use crate::deliver::absorb::Tracked;
use crate::deliver::verify::Unreadable;
use crate::deliver::verify::xml::{self, Element, unread};

use super::document::{FIELD, FORMER};
use super::filled::{Filled, FilledCell, FilledField};
use super::word_styles::{Lists, Style, lists_of, styles_of};
use super::words::{Kind, Looks, Paragraph, Piece, Text, is_placed};

/// Reads a file; `None` for one that has no field.
///
/// # Errors
///
/// Why it cannot be read.
pub(super) fn read(file: &[u8], tracked: Tracked, budget: &mut Budget) -> Result<Option<Filled>, Unreadable> {
    let mut archive = Archive::open(file).map_err(unread)?;
    let paths = archive.paths();
    let mut part = |path: &str| -> Result<Option<Element>, Unreadable> {
        let bytes = archive.read(path, budget).map_err(unread)?;
        bytes.map(|bytes| xml::parse(&bytes, path, budget)).transpose()
    };
    let body = part("word/document.xml")?.ok_or_else(|| xml::fault("word/document.xml is missing"))?;
    if !has_field(&body) {
        return Ok(None);
    }
    let styles = part("word/styles.xml")?.unwrap_or_default();
    let numbering = part("word/numbering.xml")?.unwrap_or_default();
    let links = part("word/_rels/document.xml.rels")?.unwrap_or_default();
    let (notes, note_links) = (part("word/footnotes.xml")?, part("word/_rels/footnotes.xml.rels")?.unwrap_or_default());
    let (comments, end_notes) = (part("word/comments.xml")?, part("word/endnotes.xml")?);
    let map = part("customXml/item1.xml")?.unwrap_or_default();
    let about = part("docProps/custom.xml")?.unwrap_or_default();
    let mut edges = Vec::new();
    for path in paths {
        let is_edge = ["word/header", "word/footer"].iter().any(|start| path.starts_with(start));
        if is_edge && path.ends_with(".xml") {
            edges.extend(part(&path)?);
        }
    }
    let mut reader = Reader {
        filled: Filled::default(),
        tracked,
        styles: styles_of(&styles),
        lists: lists_of(&numbering),
        links: targets(&links),
        field: Vec::new(),
        marks: Vec::new(),
        cited: BTreeMap::new(),
    };
    reader.filled.report = report_of(&about);
    if let Some(form) = map.child("form") {
        let said = |name: &str| form.child(name).map(|kid| kid.text.clone()).unwrap_or_default();
        reader.filled.base = Some((form.attributes["unit"].clone(), said("base")));
        reader.filled.made = said("made").lines().map(str::to_owned).collect();
    }
    reader.blocks(&body);
    reader.edges(&edges);
    for note in end_notes.iter().flat_map(|notes| &notes.kids).filter(|it| it.attributes.get("w:type").is_none()) {
        let words = reader.cell(note).text.words();
        reader.filled.unread.push(words);
    }
    reader.links = targets(&note_links);
    for note in notes.iter().flat_map(|notes| &notes.kids).filter(|note| note.attributes.get("w:type").is_none()) {
        let id = note.attributes["w:id"].clone();
        let cell = reader.cell(note);
        reader.filled.notes.insert(id, cell);
    }
    for comment in comments.iter().flat_map(|comments| &comments.kids) {
        let author = comment.attributes["w:author"].clone();
        let words = reader.cell(comment).text.words();
        reader.filled.comments.push((author, words));
    }
    let Reader { mut filled, cited, .. } = reader;
    let name = |note: &str| {
        let mark = note.strip_prefix(REFERENCE).map(|mark| cited.get(mark).cloned().unwrap_or_default());
        mark.unwrap_or_else(|| note.to_owned())
    };
    let cells = filled.fields.iter_mut().flat_map(|field| field.rows.iter_mut().flatten());
    cells.for_each(|cell| cell.text.rename_notes(&name));
    Ok(Some(filled))
}

/// Whether a table of the body begins as a field does.
fn has_field(body: &Element) -> bool {
    let mut tables = Vec::new();
    body.outermost("w:tbl", &mut tables);
    let has_address = |row: &Element| {
        let mut words = String::new();
        plain(row, &mut words);
        address(&words).is_some()
    };
    tables.into_iter().any(|table| {
        let mut rows = Vec::new();
        table.outermost("w:tr", &mut rows);
        rows.into_iter().any(has_address)
    })
}

/// The address in the first row of a field.
fn address(words: &str) -> Option<String> {
    let rest = one_spaced(words);
    let rest = rest.strip_prefix(FIELD)?.trim_start_matches(':').trim().to_owned();
    (rest.contains(':') && !rest.contains(' ')).then_some(rest)
}

fn plain(element: &Element, words: &mut String) {
    if matches!(element.name.as_str(), "w:t" | "w:delText") {
        words.push_str(&element.text);
    }
    element.kids.iter().for_each(|kid| plain(kid, words));
    if matches!(element.name.as_str(), "w:p" | "w:tab" | "w:br") {
        words.push(' ');
    }
}

/// The report that a Word file is of. The property had an English name before.
fn report_of(about: &Element) -> Option<String> {
    property(about, "Rapport").or_else(|| property(about, "ReportId"))
}

fn property(about: &Element, name: &str) -> Option<String> {
    let is_it = |kid: &&Element| kid.attributes.get("name").is_some_and(|own| own == name);
    about.kids.iter().find(is_it)?.kids.first().map(|value| value.text.clone())
}

fn targets(links: &Element) -> BTreeMap<String, String> {
    let link = |link: &Element| Some((link.attributes.get("Id")?.clone(), link.attributes.get("Target")?.clone()));
    links.kids.iter().filter_map(link).collect()
}

struct Reader {
    filled: Filled,
    tracked: Tracked,
    styles: BTreeMap<String, Style>,
    lists: Lists,
    links: BTreeMap<String, String>,
    /// The fields of Word that are open: whether their result has begun, and where a link of theirs leads.
    field: Vec<(bool, String)>,
    /// The bookmarks that are open, each with its id.
    marks: Vec<(String, String)>,
    /// The notes whose first marks stand in bookmarks, by the bookmarks' names.
    cited: BTreeMap<String, String>,
}

/// What stands before the bookmark of a note's first mark, where a further mark refers to it.
const REFERENCE: &str = "NOTEREF ";

impl Reader {
    fn is_gone(&mut self, element: &Element) -> bool {
        self.tracked.takes_away(element, &mut self.filled.authors)
    }

    fn mark_is_gone(&mut self, properties: Option<&Element>) -> bool {
        self.tracked.takes_mark(properties, &mut self.filled.authors)
    }

    /// The blocks of the body.
    fn blocks(&mut self, holder: &Element) {
        for kid in &holder.kids {
            if self.is_gone(kid) {
                continue;
            }
            match kid.name.as_str() {
                "w:p" => {
                    let words = self.paragraph(kid, &mut FilledCell::default()).map(|it| Text(vec![it]).words());
                    self.filled.outside.extend(words.filter(|words| !words.is_empty()));
                    self.boxes(kid);
                }
                "w:tbl" => self.table(kid),
                "w:altChunk" => self.filled.unread.push("<w:altChunk>".to_owned()),
                _ => self.blocks(kid),
            }
        }
    }

    /// Words in text boxes are nobody's.
    fn boxes(&mut self, holder: &Element) {
        let mut boxes = Vec::new();
        holder.outermost("w:txbxContent", &mut boxes);
        for it in boxes {
            let mut words = String::new();
            plain(it, &mut words);
            self.filled.unread.push(one_spaced(&words));
        }
    }

    /// What stands in heads and feet but what Word computes; the same line on several kinds of pages counts once.
    fn edges(&mut self, edges: &[Element]) {
        let mut lines = BTreeSet::new();
        for edge in edges {
            let mut paragraphs = Vec::new();
            edge.outermost("w:p", &mut paragraphs);
            for paragraph in paragraphs {
                let (mut words, mut open) = (String::new(), 0);
                uncomputed(paragraph, &mut words, &mut open);
                lines.insert(one_spaced(&words));
            }
        }
        self.filled.edges.extend(lines.into_iter().filter(|line| !line.is_empty()));
    }

    /// Its fields: each begins with a row that has an address. What stands above the first is nobody's.
    fn table(&mut self, table: &Element) {
        let mut rows = Vec::new();
        self.rows(table, &mut rows);
        let mut field: Option<(String, Vec<Vec<Placed>>)> = None;
        for row in rows {
            let words: Vec<String> = row.iter().map(|placed| placed.cell.text.words()).collect();
            let is_former = words.first().is_some_and(|label| label == FORMER);
            match (address(&words.join(" ")), &mut field) {
                (Some(address), _) => {
                    self.filled_in(field.take());
                    field = Some((address, Vec::new()));
                }
                (None, Some((_, rows))) if !is_former => rows.push(row),
                (None, _) => {
                    let lines = words.iter().flat_map(|words| words.lines()).map(str::to_owned);
                    self.filled.former.extend(lines.filter(|words| !words.is_empty() && words != FORMER));
                }
            }
        }
        self.filled_in(field);
    }

    /// A field's rows, cell by cell under those of its first row. A row that has others is told.
    fn filled_in(&mut self, field: Option<(String, Vec<Vec<Placed>>)>) {
        let Some((address, rows)) = field else { return };
        let starts: Vec<usize> = rows.first().into_iter().flatten().map(|placed| placed.start).collect();
        let mut aligned = Vec::new();
        for row in rows {
            let words = row.iter().map(|placed| placed.cell.text.words()).collect::<Vec<_>>().join(" ");
            let end = row.last().map_or(0, |last| last.end);
            let is_aligned = row.iter().all(|placed| starts.contains(&placed.start))
                && starts.last().is_some_and(|start| *start < end)
                && row.first().map(|first| first.start) == starts.first().copied();
            if !is_aligned {
                self.filled.unaligned.extend(Some(words.trim().to_owned()).filter(|words| !words.is_empty()));
                continue;
            }
            let mut cells: Vec<FilledCell> = Vec::new();
            for placed in row {
                let wide = starts.iter().filter(|start| (placed.start..placed.end).contains(start)).count();
                cells.push(placed.cell);
                cells.extend((1..wide).map(|_| FilledCell { is_covered: true, ..FilledCell::default() }));
            }
            aligned.push(cells);
        }
        self.filled.fields.push(FilledField { address, rows: aligned });
    }

    fn rows(&mut self, holder: &Element, all: &mut Vec<Vec<Placed>>) {
        for kid in &holder.kids {
            if self.is_gone(kid) {
                continue;
            }
            match kid.name.as_str() {
                "w:tr" if self.mark_is_gone(kid.child("w:trPr")) => {}
                "w:tr" => {
                    let before = kid.child("w:trPr").and_then(|row| row.value(&["w:gridBefore"]));
                    let (mut cells, mut start) = (Vec::new(), count(before).unwrap_or(0));
                    self.cells(kid, &mut start, &mut cells);
                    all.push(cells);
                }
                "w:tblPr" | "w:tblGrid" => {}
                _ => self.rows(kid, all),
            }
        }
    }

    fn cells(&mut self, holder: &Element, start: &mut usize, all: &mut Vec<Placed>) {
        for kid in &holder.kids {
            match kid.name.as_str() {
                "w:tc" => {
                    let properties = kid.child("w:tcPr");
                    if self.cell_is_gone(properties) {
                        continue;
                    }
                    let wide = properties.and_then(|cell| cell.value(&["w:gridSpan"]));
                    let above = properties.and_then(|cell| cell.child("w:vMerge"));
                    let mut cell = self.cell(kid);
                    // What Word does not show is not read, unless it holds words.
                    cell.is_covered = above
                        .is_some_and(|it| it.attributes.get("w:val").is_none_or(|it| it == "continue"))
                        && cell.text.is_empty();
                    let end = *start + count(wide).unwrap_or(1).max(1);
                    all.push(Placed { start: *start, end, cell });
                    *start = end;
                }
                "w:trPr" => {}
                _ => self.cells(kid, start, all),
            }
        }
    }

    /// Whether a tracked change takes a cell away.
    fn cell_is_gone(&mut self, properties: Option<&Element>) -> bool {
        let has = |name: &str| properties.is_some_and(|properties| properties.child(name).is_some());
        match self.tracked {
            Tracked::Accept => has("w:cellDel"),
            Tracked::Reject => has("w:cellIns"),
        }
    }

    /// What stands in a cell or a note.
    fn cell(&mut self, holder: &Element) -> FilledCell {
        let mut cell = FilledCell::default();
        let mut joined = None;
        self.paragraphs(holder, &mut cell, &mut joined);
        cell.text.0.extend(joined);
        numbered(&mut cell.text);
        tidied(&mut cell.text);
        cell
    }

    fn paragraphs(&mut self, holder: &Element, cell: &mut FilledCell, joined: &mut Option<Paragraph>) {
        for kid in &holder.kids {
            if self.is_gone(kid) {
                continue;
            }
            match kid.name.as_str() {
                "w:p" => {
                    self.boxes(kid);
                    let read = self.paragraph(kid, cell);
                    let both = match (joined.take(), read) {
                        (Some(mut before), Some(read)) => {
                            before.pieces.extend(read.pieces);
                            Some(before)
                        }
                        (before, read) => before.or(read),
                    };
                    let mark = kid.child("w:pPr").and_then(|properties| properties.child("w:rPr"));
                    if self.mark_is_gone(mark) { *joined = both } else { cell.text.0.extend(both) }
                }
                "w:tbl" => {
                    let mut words = String::new();
                    plain(kid, &mut words);
                    self.filled.unread.push(one_spaced(&words));
                }
                "w:tcPr" => {}
                _ => self.paragraphs(kid, cell, joined),
            }
        }
    }

    /// A paragraph; `None` for one that says nothing.
    fn paragraph(&mut self, element: &Element, cell: &mut FilledCell) -> Option<Paragraph> {
        let properties = element.child("w:pPr");
        let style = properties.and_then(|properties| properties.value(&["w:pStyle"]));
        let style = style.and_then(|id| self.styles.get(id));
        let name = style.map(|style| style.name.clone()).unwrap_or_default();
        let own = properties.and_then(|properties| properties.value(&["w:numPr", "w:numId"])).map(str::to_owned);
        let list = own.or_else(|| style.and_then(|style| style.list.clone()));
        let level =
            properties.and_then(|properties| properties.value(&["w:numPr", "w:ilvl"])).unwrap_or("0").to_owned();
        let marked = list.and_then(|list| self.lists.get(&list)?.get(&level).copied().flatten());
        let heading = name.strip_prefix("heading").and_then(|level| level.parse::<u8>().ok());
        let kind = match (marked, heading) {
            (Some(style), _) => Kind::Point(level.parse().unwrap_or(0), style),
            (None, Some(level)) => Kind::Heading(level),
            (None, None) if QUOTES.contains(&name.as_str()) => Kind::Quote,
            (None, None) => Kind::Body,
        };
        let mut pieces = Vec::new();
        self.pieces(element, &Looks::default(), &mut pieces, cell);
        let says = pieces.iter().any(|piece: &Piece| piece.looks.note.is_some() || !piece.words.trim().is_empty());
        says.then_some(Paragraph { kind, pieces })
    }

    fn pieces(&mut self, holder: &Element, looks: &Looks, all: &mut Vec<Piece>, cell: &mut FilledCell) {
        for kid in &holder.kids {
            if self.is_gone(kid) {
                continue;
            }
            let link =
                self.field.iter().rev().find_map(|(begun, link)| (*begun && !link.is_empty()).then(|| link.clone()));
            let hidden = self.field.last().is_some_and(|(begun, _)| !begun);
            let looks = &Looks { link: link.or_else(|| looks.link.clone()), ..looks.clone() };
            let mut say = |words: &str| {
                if !hidden {
                    all.push(Piece { words: words.to_owned(), looks: looks.clone() });
                }
            };
            match kid.name.as_str() {
                "w:t" | "w:delText" => say(&kid.text),
                "m:t" => all.push(Piece { words: kid.text.clone(), looks: Looks { odd: true, ..looks.clone() } }),
                "w:tab" | "w:ptab" => say(" "),
                "w:br" | "w:cr" => say("\n"),
                "w:noBreakHyphen" => say("\u{2011}"),
                "w:footnoteReference" => {
                    let note = Some(kid.attributes["w:id"].clone());
                    self.cited
                        .extend(self.marks.iter().map(|(_, name)| (name.clone(), kid.attributes["w:id"].clone())));
                    all.push(Piece { words: String::new(), looks: Looks { note, ..Looks::default() } });
                }
                "w:sym" => self.filled.unread.push(format!("U+{}", kid.attributes["w:char"])),
                "w:bookmarkStart" => {
                    let name = &kid.attributes["w:name"];
                    self.marks.push((kid.attributes["w:id"].clone(), name.clone()));
                    // LibreOffice gives a bookmark that it has read twice another name.
                    let own = name.split_once("_Copy_").map_or(name.as_str(), |(own, _)| own);
                    cell.keys.insert(own.to_owned());
                }
                "w:bookmarkEnd" => self.marks.retain(|(id, _)| *id != kid.attributes["w:id"]),
                "w:fldChar" => all.extend(self.field_mark(kid)),
                "w:instrText" => {
                    if let Some((false, instruction)) = self.field.last_mut() {
                        instruction.push_str(&kid.text);
                    }
                }
                "w:hyperlink" => {
                    let to = kid
                        .attributes
                        .get("r:id")
                        .and_then(|id| self.links.get(id))
                        .filter(|to| !to.is_empty())
                        .cloned();
                    self.pieces(kid, &Looks { link: to, ..looks.clone() }, all, cell);
                }
                "w:r" => self.run(kid, looks, all, cell),
                "w:drawing" | "w:pict" | "w:object" if !has_box(kid) => {
                    self.filled.unread.push(format!("<{}>", kid.name))
                }
                "w:pPr"
                | "w:rPr"
                | "w:sdtPr"
                | "w:delInstrText"
                | "w:footnoteRef"
                | "w:drawing"
                | "w:pict"
                | "w:object"
                | "mc:AlternateContent"
                | "w:p" => {}
                _ => self.pieces(kid, looks, all, cell),
            }
        }
    }

    fn run(&mut self, run: &Element, looks: &Looks, all: &mut Vec<Piece>, cell: &mut FilledCell) {
        let (own, from) = (self.looks(run, looks), all.len());
        self.pieces(run, &own, all, cell);
        if let Some(raised) = raised(run) {
            let said = all[from..].iter_mut().filter(|piece| piece.looks.note.is_none());
            said.for_each(|piece| raise(piece, raised));
        }
    }

    /// The mark of a field of Word: what it makes by itself.
    fn field_mark(&mut self, mark: &Element) -> Option<Piece> {
        match mark.attributes.get("w:fldCharType").map(String::as_str) {
            Some("begin") => self.field.push((false, String::new())),
            Some("separate") => {
                let (begun, instruction) = self.field.last_mut()?;
                // A further mark of a note, by the bookmark round its first one.
                let mut words = instruction.split_whitespace();
                if let (Some("NOTEREF"), Some(mark)) = (words.next(), words.next()) {
                    let note = Some(format!("{REFERENCE}{mark}"));
                    return Some(Piece { words: String::new(), looks: Looks { note, ..Looks::default() } });
                }
                let link = instruction.trim().strip_prefix("HYPERLINK");
                let to = link.map(|rest| rest.split('"').nth(1).unwrap_or_else(|| rest.trim()).to_owned());
                (*begun, *instruction) = (true, to.unwrap_or_default());
            }
            _ => {
                self.field.pop();
            }
        }
        None
    }

    /// How a run looks.
    fn looks(&self, run: &Element, around: &Looks) -> Looks {
        let properties = run.child("w:rPr");
        let is_on = |name: &str| {
            let property = properties.and_then(|properties| properties.child(name));
            property.map(|it| it.attributes.get("w:val").is_none_or(|value| value != "0" && value != "false"))
        };
        let style = properties.and_then(|properties| properties.value(&["w:rStyle"]));
        let name = style.and_then(|id| self.styles.get(id)).map_or("", |style| style.name.as_str());
        let strong = is_on("w:b").unwrap_or(matches!(name, "strong" | "strongemphasis"));
        let emphasis = is_on("w:i").unwrap_or(matches!(name, "emphasis" | "strongemphasis"));
        let odd = around.odd || ["w:strike", "w:dstrike", "w:vanish"].iter().any(|name| is_on(name) == Some(true));
        Looks { strong, emphasis, odd, ..around.clone() }
    }
}

/// The styles of quotations, in small letters without spaces.
const QUOTES: [&str; 4] = ["quote", "citat", "intensequote", "starktcitat"];

/// A cell and the columns of the table's grid that it goes over.
struct Placed {
    start: usize,
    end: usize,
    cell: FilledCell,
}

fn count(value: Option<&str>) -> Option<usize> {
    value.and_then(|value| value.parse::<u16>().ok()).map(usize::from)
}

fn has_box(element: &Element) -> bool {
    let mut boxes = Vec::new();
    element.outermost("w:txbxContent", &mut boxes);
    !boxes.is_empty()
}

/// Words but those that a field of Word computes.
fn uncomputed(element: &Element, words: &mut String, open: &mut usize) {
    match element.name.as_str() {
        "w:fldSimple" => return,
        "w:fldChar" => match element.attributes.get("w:fldCharType").map(String::as_str) {
            Some("begin") => *open += 1,
            Some("end") => *open = open.saturating_sub(1),
            _ => {}
        },
        "w:t" if *open == 0 => words.push_str(&element.text),
        "w:tab" | "w:br" => words.push(' '),
        _ => {}
    }
    element.kids.iter().for_each(|kid| uncomputed(kid, words, open));
}

/// Whether a run is raised (`true`) or lowered.
fn raised(run: &Element) -> Option<bool> {
    match run.child("w:rPr")?.value(&["w:vertAlign"])? {
        "superscript" => Some(true),
        "subscript" => Some(false),
        _ => None,
    }
}

/// Signs that stand on the line, and raised and lowered.
const RAISED: [(&str, &str); 2] = [("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ"), ("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")];

/// Writes raised words with signs that are so by themselves; where there are none the words are odd.
fn raise(piece: &mut Piece, is_raised: bool) {
    let (from, to) = RAISED[usize::from(!is_raised)];
    let sign = |c: char| match from.chars().zip(to.chars()).find(|(plain, _)| *plain == c) {
        Some((_, raised)) => Some(raised),
        None => c.is_whitespace().then_some(c),
    };
    match piece.words.chars().map(sign).collect::<Option<String>>() {
        Some(words) => piece.words = words,
        None => piece.looks.odd = true,
    }
}

/// What people type in the place of what Word has: the sign of a point, of a heading, of a quotation, a table's place.
fn tidied(text: &mut Text) {
    let mut levels: Vec<u8> = Vec::new();
    for paragraph in &mut text.0 {
        let words = Text(vec![paragraph.clone()]).words();
        if paragraph.kind == Kind::Body {
            let typed = [
                ("## ", Kind::Heading(2)),
                ("# ", Kind::Heading(1)),
                ("> ", Kind::Quote),
                (": ", Kind::Explained),
                ("- ", Kind::Point(0, ListStyle::Sign)),
                ("• ", Kind::Point(0, ListStyle::Sign)),
                ("· ", Kind::Point(0, ListStyle::Sign)),
            ];
            let begins = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_alphabetic() || "\"”»–".contains(c));
            let known = typed
                .into_iter()
                .find(|(sign, _)| words.strip_prefix(sign).is_some_and(|rest| *sign == ": " || begins(rest)));
            if is_placed(&words) {
                paragraph.kind = Kind::Placed;
            } else if let Some((sign, kind)) = known {
                paragraph.kind = kind;
                strip(&mut paragraph.pieces, sign.trim_end());
            }
        } else if let Kind::Heading(level) = paragraph.kind {
            // Whatever levels somebody chose: the first one is the upper one.
            let first = *levels.first().unwrap_or(&level);
            levels.push(first);
            paragraph.kind = Kind::Heading(if level > first { 2 } else { 1 });
        }
        paragraph.pieces = std::mem::take(&mut paragraph.pieces).into_iter().flat_map(in_languages).collect();
    }
}

/// Makes points of paragraphs that somebody has numbered by hand: `1) ett`, `2) två`.
fn numbered(text: &mut Text) {
    let [point, parenthesis] = [Delimiter::Point, Delimiter::Parenthesis];
    let styles = [point, parenthesis].into_iter().flat_map(|delimiter| {
        let letters = [false, true].map(|upper| ListStyle::Letter { upper, delimiter });
        std::iter::once(ListStyle::Number(delimiter)).chain(letters)
    });
    for style in styles {
        let mut first = 0;
        while first < text.0.len() {
            let is_point = |(at, paragraph): (usize, &Paragraph)| {
                let words = Text(vec![paragraph.clone()]).words();
                let rest = style.mark(at).and_then(|mark| words.strip_prefix(&mark).map(str::to_owned));
                paragraph.kind == Kind::Body && rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
            };
            let count = text.0[first..].iter().enumerate().take_while(|it| is_point(*it)).count();
            if count > 1 {
                for (at, paragraph) in text.0[first..first + count].iter_mut().enumerate() {
                    paragraph.kind = Kind::Point(0, style);
                    strip(&mut paragraph.pieces, &style.mark(at).unwrap_or_default());
                }
            }
            first += count.max(1);
        }
    }
}

/// Takes a sign off the beginning of a paragraph.
fn strip(pieces: &mut [Piece], sign: &str) {
    let mut left = sign.chars().count();
    for piece in pieces.iter_mut() {
        let start = piece.words.len() - piece.words.trim_start().len();
        let at = piece.words[start..].char_indices().nth(left).map_or(piece.words.len(), |(at, _)| start + at);
        let taken = piece.words[start..at].chars().count();
        piece.words.drain(..at);
        left -= taken.min(left);
        if left == 0 {
            piece.words = piece.words.trim_start().to_owned();
            if !piece.words.is_empty() {
                return;
            }
        }
    }
}

/// A piece with what is in another language, `[words](sprak:en)`, as pieces of their own.
fn in_languages(piece: Piece) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut rest = piece.words.as_str();
    while let Some(mark) = rest.find("](sprak:") {
        let (Some(open), Some(end)) = (rest[..mark].rfind('['), rest[mark..].find(')')) else { break };
        let tag = rest[mark + "](sprak:".len()..mark + end].to_owned();
        let plain = |words: &str| Piece { words: words.to_owned(), looks: piece.looks.clone() };
        all.push(plain(&rest[..open]));
        let looks = Looks { language: Some(tag), ..piece.looks.clone() };
        all.push(Piece { words: rest[open + 1..mark].to_owned(), looks });
        rest = &rest[mark + end + 1..];
    }
    all.push(Piece { words: rest.to_owned(), looks: piece.looks.clone() });
    all.retain(|piece| !piece.words.is_empty() || piece.looks.note.is_some());
    all
}
