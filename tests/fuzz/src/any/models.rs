//! Documents of any shape that lowering can make: parts, sections, every kind of block, notes in reading order.

use std::sync::Arc;

use underlag::base::assessment::Light;
use underlag::base::date::Ymd;
use underlag::base::image::Image;
use underlag::base::list_style::{Delimiter, ListStyle};
use underlag::base::note_style::NoteStyle;
use underlag::base::positions::{ChartIndex, TableIndex};
use underlag::model::Chart;
use underlag::model::charts::{
    Bar, BarGroup, Bars, ChartKind, NumberBox, Numbers, Organisation, OrganisationBox, OrganisationForm, Picture, Side,
};
use underlag::model::furniture::OwnFurniture;
use underlag::model::{Align, Cell, Column, Row, RowRole, Table, TableRole};
use underlag::model::{
    Block, BlockKind, Heading, List, Notice, NoticeKind, Paragraph, ParagraphRole, Signatory, Signatures,
};
use underlag::model::{
    Contents, Cover, Document, Meta, Note, Origin, Part, PartFacts, PartKind, Section, Sender, Words,
};
use underlag::model::{Inline, NoteIndex};

use super::choices::Choices;
use super::words::plain;

/// What can stand before the items of a list.
const STYLES: &[ListStyle] = &[
    ListStyle::Sign,
    ListStyle::NUMBERS,
    ListStyle::Number(Delimiter::Parenthesis),
    ListStyle::Letter { upper: false, delimiter: Delimiter::Parenthesis },
    ListStyle::Letter { upper: true, delimiter: Delimiter::Point },
];

/// A document.
pub fn document(choices: &mut Choices<'_>) -> Document {
    let mut maker = Maker { choices, notes: Vec::new(), headings: 0, tables: 0, charts: 0, level: 0 };
    let mut parts = Vec::new();
    if maker.choices.below(2) == 1 {
        parts.push(maker.part(PartKind::Memo));
    }
    parts.push(maker.part(PartKind::Report));
    let draft = maker.choices.below(2) == 1;
    let title = maker.words();
    Document {
        meta: meta(title),
        draft,
        parts,
        notes: maker.notes,
        note_style: NoteStyle::default(),
        words: Words { draft: "Utkast".into(), continued: "forts.".into(), page: "Sida".into() },
        remarks: Vec::new(),
        origin: Origin::default(),
    }
}

fn meta(title: String) -> Meta {
    Meta {
        id: "m".into(),
        title,
        subject: "Ämne".into(),
        authors: vec!["Exempelby kommun".into()],
        municipality: "Exempelby kommun".into(),
        committee: "Testnämnden".into(),
        keywords: vec!["ord".into()],
        language: "sv".into(),
        region: "SE".into(),
        date: Ymd { year: 2024, month: 5, day: 2 },
        item: Some("Ärende 6".into()),
        registry_number: Some("TN 2024/1 & <2>".into()),
        period: None,
        sender: Sender::default(),
        organisation_number: None,
        furniture: OwnFurniture::default(),
    }
}

struct Maker<'c, 'b> {
    choices: &'c mut Choices<'b>,
    notes: Vec<Note>,
    headings: usize,
    tables: usize,
    charts: usize,
    /// The level of the last heading of the part; none skips one.
    level: u8,
}

impl Maker<'_, '_> {
    fn words(&mut self) -> String {
        plain(self.choices)
    }

    fn part(&mut self, kind: PartKind) -> Part {
        self.level = 0;
        let cover = (kind == PartKind::Report && self.choices.below(2) == 1).then(|| Cover {
            title: self.words(),
            subtitle: Some(self.words()),
            organisation: self.words(),
            facts: vec![self.words(), self.words()],
            notice: Vec::new(),
            below: Vec::new(),
            smaller: 0,
        });
        let contents = (kind == PartKind::Report && self.choices.below(2) == 1).then(|| Contents {
            above: Vec::new(),
            below: Vec::new(),
            title: "Innehåll".into(),
            levels: u8::try_from(1 + self.choices.below(4)).unwrap_or(1),
        });
        let mut sections: Vec<Section> = Vec::new();
        for _ in 0..=self.choices.below(3) {
            let landscape = self.choices.rarely(4);
            let turned = sections.last().is_none_or(|before| before.landscape != landscape);
            let columns = if self.choices.rarely(4) && !landscape { 2 } else { 1 };
            let committee = self.choices.rarely(4).then(|| self.choices.pick(&["Vård & omsorg", "Kultur"]).to_string());
            // A committee's chapters begin on a page of their own.
            let other = sections.last().is_none_or(|before| before.committee != committee);
            let new_page = turned || other || self.choices.below(2) == 1;
            let mut blocks = vec![self.heading()];
            for _ in 0..=self.choices.below(8) {
                blocks.push(self.block(columns));
            }
            sections.push(Section { columns, landscape, new_page, restarts_notes: false, committee, blocks });
        }
        let facts = PartFacts::dated(Ymd { year: 2026, month: 2, day: 28 });
        Part { kind, title: "Del".into(), facts, cover, contents, sections }
    }

    fn heading(&mut self) -> Block {
        let deepest = usize::from(self.level.min(3)) + 1;
        let level = u8::try_from(1 + self.choices.below(deepest)).unwrap_or(1);
        self.level = level;
        let index = self.headings;
        self.headings += 1;
        let number = self.choices.maybe(|choices| format!("{}.", 1 + choices.below(20)));
        // Headings of the contents are the manifest's own, which cite nothing; others are the units'.
        let listed = level == 1 || self.choices.below(2) == 1;
        let content = if listed { vec![Inline::Text(self.words())] } else { self.inlines(2) };
        Block::new(BlockKind::Heading(Heading { index, level, number, content, listed }))
    }

    fn block(&mut self, columns: u8) -> Block {
        match self.choices.below(12) {
            0 => self.heading(),
            1..=4 => {
                let role = *self.choices.pick(&[ParagraphRole::Body, ParagraphRole::Lead, ParagraphRole::Fact]);
                self.paragraph(role)
            }
            5 | 6 => self.list(0),
            7 | 8 if columns == 1 => self.table(),
            9 if columns == 1 => self.chart(),
            10 => {
                let title = self.words();
                // The program's own words, which cite nothing.
                let content = vec![Inline::Text(self.words())];
                let blocks = vec![Block::new(BlockKind::Paragraph(Paragraph { role: ParagraphRole::Body, content }))];
                Block::new(BlockKind::Notice(Notice {
                    kind: *self.choices.pick(&[NoticeKind::Gap, NoticeKind::Box]),
                    title,
                    blocks,
                }))
            }
            11 => {
                let signatories = (0..=self.choices.below(3))
                    .map(|_| Signatory { name: plain(self.choices), title: plain(self.choices) })
                    .collect();
                Block::new(BlockKind::Signatures(Signatures {
                    signatories,
                    beside: self.choices.below(2) == 1,
                    signed: self.choices.below(4) == 0,
                }))
            }
            _ => self.paragraph(ParagraphRole::Body),
        }
    }

    fn paragraph(&mut self, role: ParagraphRole) -> Block {
        let content = self.inlines(4);
        Block::new(BlockKind::Paragraph(Paragraph { role, content }))
    }

    fn list(&mut self, depth: usize) -> Block {
        let style = *self.choices.pick(STYLES);
        let mut items = Vec::new();
        for _ in 0..=self.choices.below(3) {
            let mut item = vec![self.paragraph(ParagraphRole::Body)];
            if depth < 3 && self.choices.rarely(3) {
                item.push(self.list(depth + 1));
            }
            if self.choices.rarely(4) {
                item.push(self.paragraph(ParagraphRole::Body));
            }
            items.push(item);
        }
        Block::new(BlockKind::List(List { style, items }))
    }

    /// Words, then perhaps more of all kinds.
    fn inlines(&mut self, max: usize) -> Vec<Inline> {
        let mut all = vec![Inline::Text(self.words())];
        for _ in self.choices.some(max) {
            all.push(Inline::Text(" ".into()));
            let inner = self.choices.below(10);
            all.push(match inner {
                0 => Inline::Emphasis(vec![Inline::Text(self.words())]),
                1 => Inline::Strong(vec![Inline::Emphasis(vec![Inline::Text(self.words())]), Inline::Text("a".into())]),
                2 => Inline::Link {
                    url: "https://exempel.example/?a=b&c=d".into(),
                    content: vec![Inline::Text(self.words())],
                },
                3 => Inline::Language { tag: "en".into(), content: vec![Inline::Text(self.words())] },
                4 => self.note(),
                5 => Inline::Light { light: Light::Yellow, words: self.words() },
                // To something that the paper does not show.
                6 => Inline::Reference {
                    binding: "avsnitt:ekonomi".into(),
                    target: None,
                    words: self.words(),
                    page: None,
                },
                _ => Inline::Text(self.words()),
            });
        }
        all
    }

    /// A mark of a new note, or of one before.
    fn note(&mut self) -> Inline {
        let known = self.notes.len();
        if known > 0 && self.choices.rarely(3) {
            return Inline::Note { note: NoteIndex::new(self.choices.below(known)), first: false };
        }
        let number = u32::try_from(known + 1).unwrap_or(1);
        let content = vec![Inline::Text(self.words())];
        self.notes.push(Note { number, mark: number.to_string(), content, place: None, address: None });
        Inline::Note { note: NoteIndex::new(known), first: true }
    }

    /// The row of a table's headings, which may stand upright over all columns but the first.
    fn headings_of(&mut self, columns: &[Column]) -> Vec<Row> {
        let upright = self.choices.below(4) == 3;
        let cells = columns.iter().enumerate().map(|(at, column)| {
            let cell = self.cell(ParagraphRole::HeaderCell, column.align);
            Cell { vertical: upright && at > 0, ..cell }
        });
        let cells = cells.collect();
        vec![Row { role: RowRole::Header, cells }]
    }

    fn table(&mut self) -> Block {
        let many = 1 + self.choices.below(6);
        let column = |at: usize| Column {
            share: 1 + u32::try_from(at % 3).unwrap_or(0),
            align: if at == 0 { Align::Start } else { Align::End },
            row_header: at == 0,
            tinted: at == 3,
        };
        let columns: Vec<Column> = (0..many).map(column).collect();
        let header = self.headings_of(&columns);
        let mut rows = Vec::new();
        let mut covered = false;
        for left in (0..=self.choices.below(6)).rev() {
            let roles = [
                RowRole::Body,
                RowRole::Body,
                RowRole::Subtotal,
                RowRole::Sum,
                RowRole::Result,
                RowRole::Group,
                RowRole::Comment,
                RowRole::Strong,
                RowRole::Blank,
            ];
            let mut role = *self.choices.pick(&roles);
            if covered && matches!(role, RowRole::Group | RowRole::Comment | RowRole::Blank) {
                role = RowRole::Body;
            }
            if matches!(role, RowRole::Group | RowRole::Comment | RowRole::Blank) {
                let colspan = u16::try_from(many).unwrap_or(1);
                let empty = || Cell::new(Vec::new(), Align::Start);
                let cell = if role == RowRole::Blank { empty() } else { self.cell(ParagraphRole::Cell, Align::Start) };
                let cell = Cell { colspan, ..cell };
                rows.push(Row { role, cells: vec![cell] });
                continue;
            }
            let spans = !covered && many > 1 && left > 0 && self.choices.rarely(4);
            let mut cells: Vec<Cell> =
                (usize::from(covered)..many).map(|at| self.cell(ParagraphRole::Cell, columns[at].align)).collect();
            covered = spans;
            if let (true, Some(first)) = (spans, cells.first_mut()) {
                first.rowspan = 2;
            }
            rows.push(Row { role, cells });
        }
        // A cell reaches into a row that is there.
        if covered {
            rows.push(Row {
                role: RowRole::Body,
                cells: (1..many).map(|at| self.cell(ParagraphRole::Cell, columns[at].align)).collect(),
            });
        }
        let role = *self.choices.pick(&[TableRole::Finance, TableRole::Indicators, TableRole::Risks]);
        let (title, description) = (self.words(), self.words());
        let index = TableIndex::new(self.tables);
        self.tables += 1;
        let caption = self.choices.rarely(3).then(|| self.words());
        let line = caption.as_ref().and_then(|_| self.choices.rarely(3).then(|| self.words()));
        let smaller = 0;
        Block::new(BlockKind::Table(Table {
            index,
            role,
            title,
            caption,
            line,
            description,
            columns,
            smaller,
            header,
            rows,
        }))
    }

    fn cell(&mut self, role: ParagraphRole, align: Align) -> Cell {
        // Decided first: words that are thrown away could hold the first mark of a note.
        let is_empty = role == ParagraphRole::Cell && self.choices.rarely(6);
        let content = match role {
            _ if is_empty => Vec::new(),
            ParagraphRole::HeaderCell => vec![Inline::Text(self.words())],
            _ => self.inlines(1),
        };
        let blocks = vec![Block::new(BlockKind::Paragraph(Paragraph { role, content }))];
        let in_line = align == Align::End && role == ParagraphRole::Cell;
        let pad = if in_line { u8::try_from(self.choices.below(4)).unwrap_or(0) } else { 0 };
        let looks = if role == ParagraphRole::Cell && !is_empty { self.choices.below(12) } else { 0 };
        let weight = (looks == 1).then(|| u8::try_from(1 + self.choices.below(100)).unwrap_or(1));
        let light = (looks == 2).then(|| *self.choices.pick(&[Light::Green, Light::Yellow, Light::Red, Light::Grey]));
        Cell {
            figure: align == Align::End,
            pad,
            weight,
            light,
            ..Cell::new(if is_empty { Vec::new() } else { blocks }, align)
        }
    }

    fn chart(&mut self) -> Block {
        let series: Vec<String> = (0..=self.choices.below(2)).map(|_| plain(self.choices)).collect();
        let mut groups = Vec::new();
        for _ in 0..=self.choices.below(5) {
            let bars = series
                .iter()
                .map(|_| {
                    let amount = self.choices.maybe(|choices| {
                        let digits = choices.below(60_000);
                        let sign = if choices.rarely(3) { "-" } else { "" };
                        format!("{sign}{digits}.5").parse().ok()
                    });
                    let amount: Option<underlag::base::amount::Amount> = amount.flatten();
                    Bar { text: amount.map_or("saknas".into(), |amount| amount.swedish()), amount }
                })
                .collect();
            groups.push(BarGroup { label: plain(self.choices), bars });
        }
        let index = ChartIndex::new(self.charts);
        self.charts += 1;
        let (title, alt) = (self.words(), self.words());
        if self.choices.rarely(3) {
            return Block::new(BlockKind::Chart(self.picture(index, title, alt)));
        }
        if self.choices.rarely(4) {
            let boxes = (0..4).map(|at| OrganisationBox { depth: at.min(2), words: plain(self.choices) }).collect();
            let form = [OrganisationForm::Tree, OrganisationForm::Steps][self.choices.below(2)];
            let kind = ChartKind::Organisation(Organisation { boxes, form });
            return Block::new(BlockKind::Chart(Chart { index, title, alt, kind }));
        }
        if self.choices.rarely(4) {
            let boxes = (0..4).map(|_| NumberBox { figure: plain(self.choices), words: plain(self.choices) }).collect();
            let kind = ChartKind::Numbers(Numbers { boxes, filled: self.choices.below(2) == 0 });
            return Block::new(BlockKind::Chart(Chart { index, title, alt, kind }));
        }
        let kind = ChartKind::Bars(Bars { unit: Some("Belopp i tkr".into()), series, groups, ..Bars::default() });
        Block::new(BlockKind::Chart(Chart { index, title, alt, kind }))
    }

    /// A drawing, sometimes decoration.
    fn picture(&mut self, index: ChartIndex, title: String, alt: String) -> Chart {
        let (across, down) = (self.choices.below(900) + 1, self.choices.below(900) + 1);
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {across} {down}'><path d='M0 0h9v9z'/></svg>"
        );
        let image = Arc::new(Image::read(svg.as_bytes(), [1, 1]).expect("an SVG"));
        let share = self.choices.maybe(|choices| u32::try_from(choices.below(96) + 5).unwrap_or(5));
        let beside = self.choices.maybe(|choices| [Side::Left, Side::Right][choices.below(2)]);
        let (title, alt) = if self.choices.rarely(4) { Default::default() } else { (title, alt) };
        Chart {
            index,
            title,
            alt,
            kind: ChartKind::Picture(Picture { image, share, beside, fills: self.choices.below(8) == 0 }),
        }
    }
}
