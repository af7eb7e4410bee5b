//! A form as a document: headings, what to do, and a table for each field.

use crate::base::address::{Address, BlockAddress};
use crate::base::ids::UnitId;
use crate::base::list_style::ListStyle;
use crate::base::positions::TableIndex;
use crate::model::{
    Align, Block, BlockKind, Cell, Column, Document, Heading, Inline, List, Note, NoteIndex, Paragraph, ParagraphRole,
    Part, PartFacts, PartKind, Row, RowRole, Section, Table, TableRole,
};

use super::former::{Former, FormerGrid};
use super::owes::{self, Asked, Field, FieldForm, Grid};
use super::values::{Of, Values, figure};
use super::words::{Kind, Looks, Text};

/// What stands before a field's address in its first row.
pub(super) const FIELD: &str = "Fält";

/// What stands before what a text said in the period before.
pub(super) const FORMER: &str = "Förra gången";

/// What stands before a table of the period before.
const FORMER_TABLE: &str = "Så stod det förra gången";

/// What a note says when nobody has written its text.
pub(super) const NO_TEXT: &str = "Fotnotens text saknas.";

/// Rows without words that a table has for what is new.
const SPARE: usize = 2;

/// What a form is made of.
pub(super) struct Form<'f> {
    pub(super) unit: &'f UnitId,
    /// The unit's name.
    pub(super) name: &'f str,
    pub(super) fields: &'f [Field],
    /// What the fields hold.
    pub(super) values: &'f Values,
    /// What they held in the period before.
    pub(super) former: &'f Former,
    /// Tables of the unit's whose figures come from files: their names.
    pub(super) elsewhere: &'f [String],
}

/// The form as a document, with the looks of `paper`.
pub(super) fn document(form: &Form<'_>, paper: &Document) -> Document {
    let mut maker = Maker { form, notes: Vec::new(), tables: 0, headings: 0 };
    let mut blocks = vec![said(ParagraphRole::Fact, &paper.meta.title), said(ParagraphRole::Title, &title(form.name))];
    let elsewhere =
        form.elsewhere.iter().map(|table| format!("Tabellen {table} hämtas från en fil och fylls inte i här."));
    let lines = instructions(!form.former.is_empty()).into_iter().chain(elsewhere);
    blocks.extend(lines.map(|words| said(ParagraphRole::Body, &words)));
    for field in form.fields {
        blocks.push(maker.heading(&field.title));
        if let Some(former) = form.former.grids.get(&field.address) {
            blocks.push(said(ParagraphRole::Lead, FORMER_TABLE));
            blocks.push(maker.former(former, &field.title));
        }
        blocks.push(maker.field(field));
    }
    let notes = std::mem::take(&mut maker.notes);
    let facts =
        PartFacts { date: paper.meta.date, registry_number: paper.meta.registry_number.clone(), document_type: None };
    let title = title(form.name);
    let part = Part {
        kind: PartKind::Report,
        title: title.clone(),
        facts,
        cover: None,
        contents: None,
        sections: vec![Section::page(blocks)],
    };
    let mut meta = paper.meta.clone();
    meta.subject = format!("{title} till {}", meta.title);
    meta.title = title;
    Document { meta, draft: false, parts: vec![part], notes, ..paper.clone() }
}

/// The title of a unit's form.
pub(super) fn title(unit: &str) -> String {
    format!("Underlag från {unit}")
}

/// What somebody who fills the form in has to know.
pub(super) fn instructions(has_former: bool) -> Vec<String> {
    let mut all = vec![
        "Skriv i tabellerna. Allt annat i formuläret gör programmet, och det som skrivs utanför tabellerna tas inte \
         in. Flera stycken, punktlistor, fetstil, kursiv, länkar och fotnoter går bra."
            .to_owned(),
        "Nya rader läggs till sist i en tabell. Lämna tomt där det inte finns något att skriva. Raden som börjar med \
         Fält ska stå kvar: den visar vart uppgifterna ska."
            .to_owned(),
    ];
    if has_former {
        all.push(format!(
            "Det som står under ”{FORMER}” och ”{FORMER_TABLE}” är bara till hjälp och följer inte med till den nya \
             handlingen."
        ));
    }
    all
}

/// A paragraph of plain words.
fn said(role: ParagraphRole, words: &str) -> Block {
    Block::new(BlockKind::Paragraph(Paragraph { role, content: vec![Inline::Text(words.to_owned())] }))
}

struct Maker<'f> {
    form: &'f Form<'f>,
    notes: Vec<Note>,
    tables: usize,
    headings: usize,
}

impl Maker<'_> {
    fn heading(&mut self, words: &str) -> Block {
        let content = vec![Inline::Text(words.to_owned())];
        let heading = Heading { index: self.headings, level: 1, number: None, content, listed: true };
        self.headings += 1;
        Block::new(BlockKind::Heading(heading))
    }

    fn table(&mut self, title: &str, columns: Vec<Column>, header: Vec<Row>, rows: Vec<Row>) -> Block {
        let index = TableIndex::new(self.tables);
        self.tables += 1;
        Block::new(BlockKind::Table(Table {
            index,
            role: TableRole::Finance,
            title: title.to_owned(),
            caption: None,
            line: None,
            description: format!("Fylls i: {title}"),
            columns,
            smaller: 0,
            header,
            rows,
        }))
    }

    fn field(&mut self, field: &Field) -> Block {
        match &field.form {
            FieldForm::Lines(lines) => self.lines(field, lines),
            FieldForm::Grid(grid) => self.grid(field, grid),
        }
    }

    fn lines(&mut self, field: &Field, lines: &[Asked]) -> Block {
        let columns =
            [3, 10].map(|share| Column { share, align: Align::Start, row_header: share == 3, tinted: false }).to_vec();
        let header = vec![Row { role: RowRole::Header, cells: vec![head(FIELD), head(&field.address)] }];
        let mut rows = Vec::new();
        for asked in lines.iter().filter(|asked| asked.is_shown) {
            if let Some(former) = self.form.former.texts.get(&asked.key).filter(|text| !text.is_empty()) {
                let blocks = former.iter().map(|line| said(ParagraphRole::Cell, line)).collect();
                let cells = vec![label(FORMER), Cell::new(blocks, Align::Start)];
                rows.push(Row { role: RowRole::Comment, cells });
            }
            let content = self.form.values.get(&asked.key).map_or_else(Vec::new, |text| self.blocks(text));
            let cells = vec![label(&asked.label), Cell::new(content, Align::Start)];
            rows.push(Row { role: RowRole::Body, cells });
        }
        self.table(&field.title, columns, header, rows)
    }

    fn grid(&mut self, field: &Field, grid: &Grid) -> Block {
        let of_column = |figures: bool| Column {
            share: if figures { 2 } else { 3 },
            align: if figures { Align::End } else { Align::Start },
            row_header: false,
            tinted: false,
        };
        let first = Column { share: 5, align: Align::Start, row_header: true, tinted: false };
        let columns: Vec<Column> = std::iter::once(first)
            .chain(grid.columns.iter().map(|column| of_column(column.figures.is_some())))
            .collect();
        let span = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        let known = Cell { colspan: span, ..head(&format!("{FIELD} {}", field.address)) };
        let mut headings = vec![head(&grid.first)];
        headings
            .extend(grid.columns.iter().map(|column| head(&heading_of(&column.heading, column.figures.as_deref()))));
        let header =
            vec![Row { role: RowRole::Header, cells: vec![known] }, Row { role: RowRole::Header, cells: headings }];
        let mut rows = Vec::new();
        for (of, usual) in &grid.rows {
            let given = self.form.values.get(&of.name()).map(|text| self.blocks(text));
            let mut blocks = given
                .unwrap_or_else(|| if usual.is_empty() { Vec::new() } else { vec![said(ParagraphRole::Cell, usual)] });
            if let (Some(first), Some(address)) = (blocks.first_mut(), owes::address(self.form.unit, of)) {
                first.address = Some(BlockAddress::new(address, 1));
            }
            let mut cells = vec![Cell::new(blocks, Align::Start)];
            for column in &grid.columns {
                let value = self.form.values.get(&of.cell(&column.id));
                let blocks = value.map_or_else(Vec::new, |value| self.blocks(value));
                let align = if column.figures.is_some() { Align::End } else { Align::Start };
                cells.push(Cell { figure: column.figures.is_some(), ..Cell::new(blocks, align) });
            }
            rows.push(Row { role: RowRole::Body, cells });
        }
        for _ in 0..SPARE {
            let empty = columns.iter().map(|column| Cell::new(Vec::new(), column.align)).collect();
            rows.push(Row { role: RowRole::Body, cells: empty });
        }
        self.table(&field.title, columns, header, rows)
    }

    /// A table of the period before, which nobody fills in.
    fn former(&mut self, former: &FormerGrid, title: &str) -> Block {
        let columns = |count: usize| {
            let column = |at: usize| Column {
                share: if at == 0 { 5 } else { 3 },
                align: Align::Start,
                row_header: at == 0,
                tinted: false,
            };
            (0..count).map(column).collect::<Vec<Column>>()
        };
        let row = |role: RowRole, words: &[String]| {
            let cell = |(at, words): (usize, &String)| {
                if role == RowRole::Header {
                    return head(words);
                }
                let blocks = if words.is_empty() { Vec::new() } else { vec![said(ParagraphRole::Cell, words)] };
                let is_figure = at > 0 && figure(&Text::plain(words)).is_some();
                Cell::new(blocks, if is_figure { Align::End } else { Align::Start })
            };
            Row { role, cells: words.iter().enumerate().map(cell).collect() }
        };
        let header = vec![row(RowRole::Header, &former.headings)];
        let rows = former.rows.iter().map(|words| row(RowRole::Body, words)).collect();
        self.table(&format!("{title}, förra gången"), columns(former.headings.len()), header, rows)
    }

    /// A text as blocks of a cell.
    fn blocks(&mut self, text: &Text) -> Vec<Block> {
        let mut all: Vec<Block> = Vec::new();
        // The styles of the lists that are open, from the outermost.
        let mut open: Vec<ListStyle> = Vec::new();
        for paragraph in &text.0 {
            let lead = match paragraph.kind {
                Kind::Heading(level) => "#".repeat(usize::from(level)) + " ",
                Kind::Quote => "> ".to_owned(),
                Kind::Explained => ": ".to_owned(),
                Kind::Body | Kind::Placed | Kind::Point(..) => String::new(),
            };
            let mut content = if lead.is_empty() { Vec::new() } else { vec![Inline::Text(lead)] };
            for piece in &paragraph.pieces {
                content.extend(self.piece(&piece.words, &piece.looks));
            }
            let block = Block::new(BlockKind::Paragraph(Paragraph { role: ParagraphRole::Cell, content }));
            match paragraph.kind {
                Kind::Point(depth, style) => {
                    open.truncate(usize::from(depth) + 1);
                    let goes_on = open.get(usize::from(depth)) == Some(&style);
                    open.truncate(usize::from(depth));
                    push_point(&mut all, usize::from(depth), style, goes_on, block);
                    open.resize(usize::from(depth), ListStyle::Sign);
                    open.push(style);
                }
                Kind::Body | Kind::Quote | Kind::Explained | Kind::Heading(_) | Kind::Placed => {
                    open.clear();
                    all.push(block);
                }
            }
        }
        all
    }

    fn piece(&mut self, words: &str, looks: &Looks) -> Vec<Inline> {
        if let Some(id) = &looks.note {
            return vec![self.note(id)];
        }
        let mut content = Vec::new();
        for (at, line) in words.split('\n').enumerate() {
            content.extend((at > 0).then_some(Inline::Break));
            if !line.is_empty() {
                content.push(Inline::Text(line.to_owned()));
            }
        }
        if let Some(language) = &looks.language {
            content = vec![Inline::Text(format!("[{words}](sprak:{language})"))];
        }
        if looks.emphasis {
            content = vec![Inline::Emphasis(content)];
        }
        if looks.strong {
            content = vec![Inline::Strong(content)];
        }
        match &looks.link {
            Some(url) => vec![Inline::Link { url: url.clone(), content }],
            None => content,
        }
    }

    /// The mark of a note, with the note where it is its first.
    fn note(&mut self, id: &str) -> Inline {
        let of = Of::Note(id.to_owned());
        let address = owes::address(self.form.unit, &of).map(|address: Address| BlockAddress::new(address, 1));
        if let Some(at) = self.notes.iter().position(|note| note.address == address) {
            return Inline::Note { note: NoteIndex::new(at), first: false };
        }
        let text = self.form.values.get(&of.name()).cloned().unwrap_or_default();
        let pieces = text.0.iter().flat_map(|paragraph| &paragraph.pieces);
        let flat: Vec<(String, Looks)> = pieces.map(|piece| (piece.words.clone(), piece.looks.clone())).collect();
        let mut content = Vec::new();
        for (words, looks) in flat.iter().filter(|(_, looks)| looks.note.is_none()) {
            content.extend(self.piece(words, looks));
        }
        if content.is_empty() {
            content.push(Inline::Text(NO_TEXT.to_owned()));
        }
        let number = u32::try_from(self.notes.len() + 1).unwrap_or(u32::MAX);
        let note = Inline::Note { note: NoteIndex::new(self.notes.len()), first: true };
        self.notes.push(Note { number, mark: number.to_string(), content, place: None, address });
        note
    }
}

/// Puts a point into the list that is open so deep, or begins one.
fn push_point(all: &mut Vec<Block>, depth: usize, style: ListStyle, goes_on: bool, point: Block) {
    if depth > 0
        && let Some(Block { kind: BlockKind::List(list), .. }) = all.last_mut()
        && let Some(item) = list.items.last_mut()
    {
        return push_point(item, depth - 1, style, goes_on, point);
    }
    match all.last_mut() {
        Some(Block { kind: BlockKind::List(list), .. }) if goes_on && list.style == style => {
            list.items.push(vec![point])
        }
        _ => all.push(Block::new(BlockKind::List(List { style, items: vec![vec![point]] }))),
    }
}

/// A column's heading with the unit of its figures, where it does not say it.
pub(super) fn heading_of(heading: &str, unit: Option<&str>) -> String {
    match unit.filter(|unit| !unit.is_empty() && !heading.contains(unit)) {
        Some(unit) => format!("{heading} ({unit})"),
        None => heading.to_owned(),
    }
}

fn head(words: &str) -> Cell {
    Cell::new(vec![said(ParagraphRole::HeaderCell, words)], Align::Start)
}

fn label(words: &str) -> Cell {
    Cell::new(vec![said(ParagraphRole::Cell, words)], Align::Start)
}
