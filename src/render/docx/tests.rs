//! Reads rendered files back: what the format demands, and what the model says.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use crate::base::date::Ymd;
use crate::base::list_style::ListStyle;
use crate::base::note_style::NoteStyle;
use crate::base::positions::{ChartIndex, TableIndex};
use crate::layout::{ChosenBy, Layout};
use crate::model::charts::{Bar, BarGroup, Bars, ChartKind};
use crate::model::furniture::OwnFurniture;
use crate::model::*;
use crate::render::{Composed, PageNumbers};

use super::xml::{Element, Node, parse};

/// The Word file of a document.
fn render(document: &Document, layout: &Layout, pages: &PageNumbers) -> Result<Vec<u8>, String> {
    super::render(&Composed::new(document, layout), layout, pages)
}

/// Everything that a unit could write and no writer may take for markup.
const NASTY: &str = "<&>\"' ]]> {{x}} &amp; a\u{1}b\u{fffe}c\u{b}d tab\there U\u{2011}bo\u{ad}at \\h";

fn t(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}

fn link(url: &str, words: &str) -> Inline {
    Inline::Link { url: url.to_owned(), content: t(words) }
}

fn p(role: ParagraphRole, content: Vec<Inline>) -> Block {
    Block::new(BlockKind::Paragraph(Paragraph { role, content }))
}

fn body(words: &str) -> Block {
    p(ParagraphRole::Body, t(words))
}

fn long(sentence: &str) -> Block {
    body(&format!("{sentence} ").repeat(6))
}

fn h(index: usize, level: u8, number: Option<&str>, content: Vec<Inline>, listed: bool) -> Block {
    Block::new(BlockKind::Heading(Heading { index, level, number: number.map(str::to_owned), content, listed }))
}

fn list(style: ListStyle, items: Vec<Vec<Block>>) -> Block {
    Block::new(BlockKind::List(List { style, items }))
}

fn notice(kind: NoticeKind, title: &str, blocks: Vec<Block>) -> Block {
    Block::new(BlockKind::Notice(Notice { kind, title: title.to_owned(), blocks }))
}

fn cell(words: &str) -> Cell {
    Cell::new(vec![p(ParagraphRole::Cell, t(words))], Align::Start)
}

fn figure(words: &str, pad: u8) -> Cell {
    Cell { figure: true, pad, align: Align::End, ..cell(words) }
}

fn head(words: &str, align: Align) -> Cell {
    Cell::new(vec![p(ParagraphRole::HeaderCell, t(words))], align)
}

fn row(role: RowRole, cells: Vec<Cell>) -> Row {
    Row { role, cells }
}

fn table(role: TableRole, shares: &[u16], header: Vec<Row>, rows: Vec<Row>) -> Block {
    let columns = shares.iter().enumerate().map(|(at, share)| {
        let align = if at == 0 { Align::Start } else { Align::End };
        Column { share: (*share).into(), align, row_header: at == 0, tinted: false }
    });
    let (title, description) = ("Driftredovisning & <utfall>".to_owned(), format!("Utfall \"mot\" budget\n{NASTY}"));
    Block::new(BlockKind::Table(Table {
        index: TableIndex::new(0),
        role,
        title,
        caption: (role == TableRole::Finance).then(|| "Tabell\u{a0}1. Drift & <utfall>".to_owned()),
        line: None,
        description,
        columns: columns.collect(),
        smaller: 0,
        header,
        rows,
    }))
}

fn finance() -> Block {
    use Align::{Center, End, Start};
    let top = vec![
        Cell { rowspan: 2, ..head("Verksamhet", Start) },
        Cell { colspan: 2, ..head("Delår", Center) },
        Cell { rowspan: 2, ..head("Avvikelse", End) },
    ];
    let mut noted = figure("1\u{a0}234,5", 0);
    noted.blocks = vec![p(ParagraphRole::Cell, [t("1\u{a0}234,5"), vec![note(2, true)]].concat())];
    let mut again = cell("Förvaltning");
    again.blocks = vec![p(ParagraphRole::Cell, [t("Förvaltning"), vec![note(0, false)]].concat())];
    let header = vec![row(RowRole::Header, top), row(RowRole::Header, vec![head("Budget", End), head("Utfall", End)])];
    let f = figure;
    let rows = vec![
        row(RowRole::Body, vec![cell("Kommunstyrelsen"), noted, f("\u{2212}12", 2), f("0,25", 0)]),
        row(RowRole::Body, vec![again, f("7", 2), f("12,0", 0), f("1,5", 1)]),
        row(RowRole::Strong, vec![Cell { indent: 2, ..cell("Nämnden") }, f("7", 2), f("12,0", 0), f("1,5", 1)]),
        row(RowRole::Blank, vec![Cell { colspan: 4, ..Cell::new(vec![], Start) }]),
        row(RowRole::Sum, vec![cell("Summa"), f("1\u{a0}241,5", 0), f("0,0", 0), f("1,75", 0)]),
        row(RowRole::Comment, vec![Cell { colspan: 4, ..cell("En kommentar som går tvärs över hela tabellen.") }]),
        row(RowRole::Result, vec![cell("Årets resultat"), f("1\u{a0}241,5", 0), f("0,0", 0), Cell::new(vec![], End)]),
    ];
    table(TableRole::Finance, &[4, 2, 2, 2], header, rows)
}

fn risks() -> Block {
    let weighted = |words: &str, weight| Cell { weight: Some(weight), align: Align::Center, ..cell(words) };
    let steps = || {
        let item = |words: &str| vec![p(ParagraphRole::Cell, t(words))];
        let inner = list(ListStyle::Sign, vec![item("En underpunkt som är lång nog för att brytas på två rader")]);
        let mut second = item("Stickprov av attesterade fakturor, tio per månad");
        second.push(p(ParagraphRole::Cell, t("Fortsättning på punkten")));
        second.push(inner);
        Cell::new(vec![list(ListStyle::NUMBERS, vec![item("Genomgång av rutinen"), second])], Align::Start)
    };
    let mut header =
        ["Process", "Risk", "Vikt", "Kontrollmoment", "Uppföljning"].map(|words| head(words, Align::Start)).to_vec();
    header[3].blocks = vec![p(ParagraphRole::HeaderCell, [t("Kontrollmoment"), vec![note(3, true)]].concat())];
    let mut rows = Vec::new();
    for at in 0..12u8 {
        let words = "Risk att felaktiga utbetalningar görs på grund av bristande rutiner och otydligt ansvar.";
        let mut cells = vec![cell(words), weighted(&format!("{}", at + 4), at * 8), steps(), cell("Klart")];
        if at % 3 == 0 {
            cells.insert(0, Cell { rowspan: 3, ..cell("Ekonomi") });
        }
        rows.push(row(RowRole::Body, cells));
    }
    table(TableRole::Risks, &[2, 5, 1, 7, 3], vec![row(RowRole::Header, header)], rows)
}

fn note(note: usize, first: bool) -> Inline {
    Inline::Note { note: NoteIndex::new(note), first }
}

fn memo() -> Part {
    let signatory = |name: &str, title: &str| Signatory { name: name.to_owned(), title: title.to_owned() };
    let signatories = vec![signatory("Anna Andersson", "Kommundirektör"), signatory("Bo & Berg", "Ekonomichef")];
    let gap = vec![body("Räddningstjänsten har inte lämnat verksamhetsberättelse.")];
    let missing =
        list(ListStyle::Sign, vec![vec![body("IT: utfall per augusti saknas")], vec![body("Folkhälsa: mål saknas")]]);
    let blocks = vec![
        p(ParagraphRole::Fact, t("Dnr KS 2023-184")),
        p(ParagraphRole::Fact, t("2023-09-25")),
        p(ParagraphRole::Title, t("Delårsrapport per 2023-08-31")),
        notice(NoticeKind::Draft, "Utkast: två leveranser saknas", vec![body("Detta saknas:"), missing]),
        h(0, 2, None, t("Sammanfattning"), false),
        p(
            ParagraphRole::Body,
            vec![
                Inline::Text("Kommunstyrelsen redovisar ".to_owned()),
                Inline::Strong(vec![Inline::Emphasis(t("stark och kursiv")), Inline::Text(" text".to_owned())]),
                note(0, true),
                Inline::Text(" samt ".to_owned()),
                Inline::Link {
                    url: "https://www.herrljunga.se/sök?a=1&b=2".to_owned(),
                    content: vec![
                        Inline::Strong(t("en fet länk")),
                        note(0, false),
                        Inline::Text(" som fortsätter".to_owned()),
                    ],
                },
                Inline::Break,
                link("inte en adress", "ord utan länk"),
            ],
        ),
        long(
            "Verksamhetens utveckling under perioden januari till augusti följer budgeterade ramar i allt väsentligt.",
        ),
        h(1, 2, None, t("Förslag till beslut"), false),
        list(
            ListStyle::NUMBERS,
            vec![vec![body("Delårsrapporten godkänns.")], vec![body("Rapporten överlämnas."), body("Mer.")]],
        ),
        list(
            ListStyle::NUMBERS,
            vec![vec![body("Ny lista."), list(ListStyle::Sign, vec![vec![body("Under."), body("Vidare.")]])]],
        ),
        notice(NoticeKind::Gap, "Här saknas en leverans", gap),
        body("Vidare."),
        p(ParagraphRole::Body, Vec::new()),
        Block::new(BlockKind::Signatures(Signatures { signatories, beside: false, signed: false })),
    ];
    let sections = vec![Section::page(blocks)];
    let facts = PartFacts::dated(Ymd { year: 2023, month: 9, day: 12 });
    Part { kind: PartKind::Memo, title: "Tjänsteskrivelse".to_owned(), facts, cover: None, contents: None, sections }
}

fn report() -> Part {
    use ParagraphRole::Lead;
    let narrative = (0..9).map(|_| {
        long(
            "Under perioden har enheten arbetat med tillgänglighet, arbetsmiljöförbättringar och kompetensförsörjning.",
        )
    });
    let unit = h(5, 2, None, t("Räddningstjänst"), true);
    let mut columns = vec![h(4, 1, Some("2."), t("Verksamhetsberättelse"), true), unit];
    columns.extend(narrative);
    let nasty = format!("{NASTY} {}", "Å".repeat(10_000));
    let heading = [t("Ekonomi "), vec![Inline::Emphasis(t("& <drift>")), note(1, true)]].concat();
    let first = vec![
        h(2, 1, Some("1."), t("Sammanfattning"), true),
        p(
            Lead,
            [t("Vi uppnår detta genom "), vec![Inline::Emphasis(t("nämndmål")), Inline::Text(":".into())]].concat(),
        ),
        list(ListStyle::Sign, vec![vec![body("God ekonomi")], vec![body("Attraktiv arbetsgivare")]]),
        h(3, 2, None, heading, true),
        body("Tabellen visar utfallet."),
        finance(),
        finance_again(),
        chart(0, "Budget & <utfall>"),
        long("Efter tabellen följer en kommentar som förklarar de största avvikelserna mot budget och prognos."),
        h(6, 3, None, t("En olistad rubrik"), false),
        body(&nasty),
    ];
    let section = |columns, landscape, blocks| Section {
        columns,
        landscape,
        new_page: columns != 2,
        committee: None,
        restarts_notes: false,
        blocks,
    };
    let cover = Cover {
        title: "Delårsrapport 2023".to_owned(),
        subtitle: Some("Kommunstyrelsen".to_owned()),
        organisation: "Herrljunga kommun".to_owned(),
        facts: vec!["Dnr KS 2023-184".to_owned(), "2023-09-25".to_owned()],
        notice: Vec::new(),
        below: Vec::new(),
        smaller: 0,
    };
    let turned = vec![h(7, 1, Some("3."), t("Intern kontroll"), true), chart(1, "Igen"), risks()];
    Part {
        kind: PartKind::Report,
        title: "Delårsrapport".to_owned(),
        facts: PartFacts::dated(Ymd { year: 2023, month: 9, day: 12 }),
        cover: Some(cover),
        contents: Some(Contents {
            above: Vec::new(),
            below: Vec::new(),
            title: "Innehållsförteckning".to_owned(),
            levels: 3,
        }),
        sections: vec![section(1, false, first), section(2, false, columns), section(1, true, turned)],
    }
}

/// A second table right after the first, without notes.
fn finance_again() -> Block {
    let rows = vec![row(RowRole::Body, vec![cell("Mätetal"), cell("Öka")])];
    table(TableRole::Indicators, &[3, 1], vec![row(RowRole::Header, vec![head("A", Align::Start); 2])], rows)
}

/// Bars of two categories, the second without a figure.
fn chart(index: usize, title: &str) -> Block {
    let bar = |text: &str| Bar { amount: text.parse().ok(), text: text.to_owned() };
    let group = |label: &str, text| BarGroup { label: label.to_owned(), bars: vec![bar(text)] };
    let groups = vec![group("Gata & <park>", "1\u{a0}250"), group("Stab", "saknas")];
    let kind = ChartKind::Bars(Bars { unit: None, series: vec!["Utfall".to_owned()], groups, ..Bars::default() });
    Block::new(BlockKind::Chart(Chart {
        index: ChartIndex::new(index),
        title: title.to_owned(),
        alt: format!("Staplar \"här\" {NASTY}"),
        kind,
    }))
}

fn fixture() -> Document {
    let note = |number: u32, content| Note { number, mark: number.to_string(), content, place: None, address: None };
    let own = |words: &str| words.to_owned();
    let meta = Meta {
        id: own("delarsrapport"),
        title: own("Delårsrapport & <2023>"),
        subject: own("Uppföljning \"per\" augusti"),
        authors: vec![own("Herrljunga kommun"), own("Kommunstyrelsen")],
        municipality: own("Herrljunga kommun"),
        committee: own("Kommunstyrelsen"),
        keywords: vec![own("delårsrapport"), own("uppföljning")],
        language: own("sv"),
        region: own("SE"),
        date: Ymd { year: 2023, month: 9, day: 25 },
        item: Some(own("Ärende 6")),
        registry_number: Some(own("KS 2023-184")),
        period: Some(own("2023-01-01\u{2013}2023-08-31")),
        sender: Sender::default(),
        organisation_number: None,
        furniture: OwnFurniture::default(),
    };
    Document {
        meta,
        draft: true,
        parts: vec![memo(), report()],
        note_style: NoteStyle::default(),
        notes: vec![
            note(
                1,
                [t("Källa: "), vec![link("https://kolada.se/?a=<b>", "Kolada"), Inline::Text(" 2023.".into())]]
                    .concat(),
            ),
            note(2, t("Avser åtta månader & inget annat.")),
            note(3, t(NASTY)),
            note(4, t("Moment som återkommer varje månad.")),
        ],
        words: Words { draft: own("Utkast"), continued: own("forts."), page: own("Sida") },
        remarks: Vec::new(),
        origin: Origin::default(),
    }
}

fn layout() -> Layout {
    let text = include_str!("../../../layouts/kommun/tokens.toml");
    Layout {
        name: "kommun".to_owned(),
        tokens: toml::from_str(text).expect("the layout's tokens"),
        tokens_text: text.to_owned(),
        template: String::new(),
        fonts: BTreeMap::new(),
        logo: None,
        chosen_by: ChosenBy::Program,
    }
}

fn pages() -> PageNumbers {
    PageNumbers { headings: vec![1, 1, 3, 3, 4, 4, 3, 6], totals: vec![2, 8], named: BTreeMap::new() }
}

/// A document of everything that the types allow and hardly any paper has.
fn odd() -> Document {
    let plain = || table(TableRole::Indicators, &[1, 1], vec![], vec![row(RowRole::Body, vec![cell("a"), cell("b")])]);
    let holder = Cell::new(vec![h(0, 7, None, t("I en cell"), true), plain()], Align::Center);
    let inside = table(TableRole::Risks, &[0, 9], vec![], vec![row(RowRole::Sum, vec![holder])]);
    let nothing = table(TableRole::Finance, &[1], vec![], vec![]);
    let mut deep = list(ListStyle::NUMBERS, vec![vec![], vec![body("Djupast\r\nradbruten")]]);
    for _ in 0..12 {
        deep = list(
            ListStyle::Sign,
            vec![vec![deep, plain(), notice(NoticeKind::Gap, "Ruta i lista", vec![])], vec![body("Efter")]],
        );
    }
    let boxed = notice(
        NoticeKind::Draft,
        "Ruta",
        vec![
            plain(),
            list(
                ListStyle::NUMBERS,
                vec![vec![body("x"), body("y"), list(ListStyle::Sign, vec![vec![body("z"), body("w")]])]],
            ),
        ],
    );
    let emphasis = Inline::Emphasis(vec![Inline::Emphasis(t("upprätt")), Inline::Strong(t("fet"))]);
    let nested =
        Inline::Link { url: "mailto:a@b.se".into(), content: vec![link("https://c.se", "inre"), Inline::Break] };
    let words = p(ParagraphRole::HeaderCell, vec![emphasis, nested, Inline::Text(String::new())]);
    let section = |columns, landscape, blocks| Section {
        columns,
        landscape,
        new_page: columns != 2,
        committee: None,
        restarts_notes: false,
        blocks,
    };
    let sections = vec![
        section(1, false, vec![plain(), plain(), deep, boxed]),
        section(2, false, vec![words, plain(), h(1, 1, None, t("Två spalter"), false), nothing, body("b"), inside]),
        section(2, true, vec![]),
        section(0, true, vec![h(2, 0, None, vec![], true), plain()]),
    ];
    let part = Part { sections, ..memo() };
    let only = Note { number: 1, mark: "1".to_owned(), content: vec![note(0, false)], place: None, address: None };
    let marked =
        Part { sections: vec![section(9, true, vec![p(ParagraphRole::Title, vec![note(0, true)])])], ..memo() };
    Document { parts: vec![part, report_without_text(), marked], notes: vec![only], ..fixture() }
}

/// A cover and contents, and nothing behind them.
fn report_without_text() -> Part {
    Part { sections: Vec::new(), ..report() }
}

/// A rendered file's parts by path.
struct File(BTreeMap<String, Element>);

impl File {
    fn of(document: &Document) -> Self {
        let bytes = render(document, &layout(), &pages()).expect("a file");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).expect("an entry");
            assert_eq!(entry.last_modified(), Some(zip::DateTime::DEFAULT));
            let mut part = Vec::new();
            entry.read_to_end(&mut part).expect("its bytes");
            let path = entry.name().expect("a name").into_owned();
            // The fonts are no XML.
            if !path.ends_with(".odttf") {
                parts.insert(path, parse(&part).expect("XML"));
            }
        }
        File(parts)
    }

    fn all(&self, path: &str, name: &str) -> Vec<&Element> {
        all(&self.0[path], name)
    }

    /// The values of an attribute of all elements with a name.
    fn values(&self, path: &str, name: &str, attribute: &str) -> Vec<&str> {
        self.all(path, name).iter().filter_map(|element| element.get(attribute)).collect()
    }

    fn relationships<'a>(&'a self, part: &str) -> BTreeMap<&'a str, &'a str> {
        let path = format!("word/_rels/{part}.xml.rels");
        let Some(root) = self.0.get(&path) else { return BTreeMap::new() };
        let attribute = |element: &'a Element, at: usize| element.attributes[at].1.as_str();
        all(root, "Relationship")
            .into_iter()
            .map(|relationship| (attribute(relationship, 0), attribute(relationship, 2)))
            .collect()
    }
}

const MAIN: &str = "word/document.xml";

const NOTES: &str = "word/footnotes.xml";

fn kids(element: &Element) -> impl DoubleEndedIterator<Item = &Element> {
    element.children.iter().filter_map(|node| match node {
        Node::Element(child) => Some(child),
        Node::Text(_) => None,
    })
}

fn all<'a>(root: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut found = Vec::new();
    for child in kids(root) {
        found.extend((child.name == name).then_some(child));
        found.extend(all(child, name));
    }
    found
}

fn child<'a>(element: &'a Element, path: &[&str]) -> Option<&'a Element> {
    path.iter().try_fold(element, |element, name| kids(element).find(|child| child.name == *name))
}

fn style(paragraph: &Element) -> &str {
    child(paragraph, &["w:pPr", "w:pStyle"]).and_then(|style| style.get("w:val")).unwrap_or("")
}

/// The words of an element as the model would have them, without note marks.
fn text(element: &Element) -> String {
    let run = |run: &&Element| {
        let mark =
            child(run, &["w:rPr", "w:rStyle"]).is_some_and(|style| style.get("w:val") == Some("FootnoteReference"));
        if mark { String::new() } else { kids(run).map(piece).collect() }
    };
    all(element, "w:r").iter().map(run).collect()
}

fn piece(element: &Element) -> String {
    match element.name.as_str() {
        "w:t" => match element.children.first() {
            Some(Node::Text(words)) => words.clone(),
            _ => String::new(),
        },
        "w:tab" => "\t".to_owned(),
        "w:noBreakHyphen" => "\u{2011}".to_owned(),
        "w:softHyphen" => "\u{ad}".to_owned(),
        "w:br" => " ".to_owned(),
        _ => String::new(),
    }
}

/// What becomes of text in XML.
fn clean(words: &str) -> String {
    words.replace(['\u{1}', '\u{b}', '\u{fffe}'], "\u{fffd}")
}

fn unique<T: Ord + std::fmt::Debug>(values: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut seen = BTreeSet::new();
    for value in values {
        assert!(!seen.contains(&value), "{value:?} is there twice");
        seen.insert(value);
    }
    seen
}

#[test]
fn bookmarks_and_fields_hold() {
    for document in [fixture(), odd()] {
        fields_hold(&File::of(&document));
    }
}

fn fields_hold(file: &File) {
    let names = unique(file.values(MAIN, "w:bookmarkStart", "w:name"));
    let starts: Vec<&str> = file.values(MAIN, "w:bookmarkStart", "w:id");
    let expected: Vec<String> = (0..starts.len()).map(|at| at.to_string()).collect();
    assert_eq!(starts, expected, "in document order");
    assert_eq!(unique(starts), unique(file.values(MAIN, "w:bookmarkEnd", "w:id")));
    for (path, part) in &file.0 {
        let mut open = Vec::new();
        for mark in all(part, "w:fldChar") {
            match mark.get("w:fldCharType") {
                Some("begin") => open.push(false),
                Some("separate") => assert_eq!(open.last_mut().map(|seen| std::mem::replace(seen, true)), Some(false)),
                _ => assert_eq!(open.pop(), Some(true), "{path}"),
            }
            assert_eq!(mark.get("w:dirty"), None);
        }
        assert!(open.is_empty(), "{path}");
        for instruction in all(part, "w:instrText").iter().map(|element| &element.children[0]) {
            let Node::Text(words) = instruction else { panic!("an instruction without words") };
            let target = words.split_whitespace().filter(|word| word.starts_with('_'));
            assert!(target.clone().all(|name| names.contains(name)), "{words}");
            assert_eq!(target.count(), usize::from(words.trim() != "PAGE"), "{words}");
        }
    }
    assert!(file.values(MAIN, "w:hyperlink", "w:anchor").iter().all(|name| names.contains(name)));
    assert!(all(&file.0["word/settings.xml"], "w:updateFields").is_empty());
}

#[test]
fn links_and_parts_are_there() {
    let file = File::of(&fixture());
    for (path, part, target) in [
        (MAIN, "document", "https://www.herrljunga.se/s%C3%B6k?a=1&b=2"),
        (NOTES, "footnotes", "https://kolada.se/?a=%3Cb%3E"),
    ] {
        let used: BTreeSet<&str> = file.values(path, "w:hyperlink", "r:id").into_iter().collect();
        let known = file.relationships(part);
        assert!(!used.is_empty() && used.iter().all(|id| known[id] == target));
    }
    for path in file.relationships("document").values().filter(|target| !target.starts_with("http")) {
        let path = path.strip_prefix("../").map_or_else(|| format!("word/{path}"), str::to_owned);
        assert!(file.0.contains_key(&path), "{path}");
    }
}

#[test]
fn every_style_and_numbering_exists() {
    for document in [fixture(), odd()] {
        names_exist(&File::of(&document));
    }
}

fn names_exist(file: &File) {
    let styles = unique(file.values("word/styles.xml", "w:style", "w:styleId"));
    unique(file.values("word/styles.xml", "w:name", "w:val").iter().map(|name| name.to_lowercase()));
    for (part, name) in file
        .0
        .values()
        .flat_map(|part| ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"].map(|name| (part, name)))
    {
        assert!(all(part, name).iter().all(|used| styles.contains(used.get("w:val").unwrap_or(""))), "{name}");
    }
    let instances = unique(file.values("word/numbering.xml", "w:num", "w:numId"));
    let definitions = unique(file.values("word/numbering.xml", "w:abstractNum", "w:abstractNumId"));
    assert!(file.values("word/numbering.xml", "w:abstractNumId", "w:val").iter().all(|id| definitions.contains(id)));
    for path in [MAIN, "word/styles.xml"] {
        assert!(file.values(path, "w:numId", "w:val").iter().all(|id| instances.contains(id)));
    }
}

#[test]
fn the_words_are_the_models() {
    let document = fixture();
    let file = File::of(&document);
    let mut expected = Vec::new();
    for (at, part) in document.parts.iter().enumerate() {
        if let Some(cover) = &part.cover {
            expected.extend([cover.organisation.clone(), cover.title.clone()]);
            expected.extend(cover.subtitle.iter().chain(&cover.facts).chain(&cover.notice).cloned());
        }
        if let Some(contents) = &part.contents {
            expected.push(contents.title.clone());
            let listed = Document::headings_of(part).into_iter().filter(|heading| heading.listed);
            expected.extend(listed.map(|heading| format!("{}\t{}", heading.plain(), pages().headings[heading.index])));
            assert_eq!(at, 1);
        }
        for section in &part.sections {
            walk(&section.blocks, &mut |block| match &block.kind {
                BlockKind::Heading(heading) => expected.push(heading.plain()),
                BlockKind::Paragraph(paragraph) => expected.push(plain(&paragraph.content)),
                BlockKind::Notice(notice) => expected.push(notice.title.clone()),
                BlockKind::Signatures(signatures) => {
                    expected
                        .extend(signatures.signatories.iter().flat_map(|who| [who.name.clone(), who.title.clone()]));
                }
                BlockKind::Chart(chart) => expected.push(chart.title.clone()),
                BlockKind::Table(table) => expected.extend(table.caption.clone()),
                BlockKind::List(_) | BlockKind::Beside(_) => {}
            });
        }
    }
    let wanted: Vec<String> = expected.iter().map(|words| clean(words)).filter(|words| !words.is_empty()).collect();
    // The words of a drawing are compared with the PDF's, by `verify`.
    let lines = file.all(MAIN, "w:p").into_iter().filter(|line| !style(line).starts_with("Chart"));
    let found: Vec<String> = lines.map(text).filter(|words| !words.is_empty()).collect();
    assert_eq!(found, wanted);

    let notes = file.all(NOTES, "w:footnote");
    assert_eq!(file.values(NOTES, "w:footnote", "w:id"), ["-1", "0", "1", "2", "3", "4"]);
    assert_eq!(file.values(MAIN, "w:footnoteReference", "w:id"), ["1", "2", "3", "4"]);
    for (note, element) in document.notes.iter().zip(&notes[2..]) {
        assert_eq!(text(element), format!("\t{}", clean(&plain(&note.content))));
        assert_eq!(all(element, "w:footnoteRef").len(), 1);
    }
    let again: Vec<&Element> = file
        .all(MAIN, "w:r")
        .into_iter()
        .filter(|run| {
            child(run, &["w:t"]).is_some()
                && child(run, &["w:rPr", "w:rStyle"]).and_then(|s| s.get("w:val")) == Some("FootnoteReference")
        })
        .collect();
    assert_eq!(again.iter().map(|run| piece(child(run, &["w:t"]).expect("words"))).collect::<Vec<_>>(), ["1", "1"]);
}

#[test]
fn no_paragraph_is_a_gap() {
    let file = File::of(&fixture());
    let body = child(&file.0[MAIN], &["w:body"]).expect("a body");
    let empty: Vec<&str> = kids(body).filter(|p| p.name == "w:p" && text(p).is_empty()).map(style).collect();
    assert_eq!(
        empty,
        ["SectionEnd", "TableGap", "SectionEnd", "SectionEnd"],
        "after the contents, between tables, below columns that end level, after the last table"
    );
    let broken: Vec<String> = all(body, "w:p")
        .into_iter()
        .filter(|p| child(p, &["w:pPr", "w:pageBreakBefore"]).is_some())
        .map(text)
        .collect();
    assert_eq!(broken, ["Innehållsförteckning"]);
}

/// As in the PDF: a title and the line below it stand off from their table by what their styles say, and a paragraph
/// above a table without a title by what the table asks for.
#[test]
fn a_title_stands_as_near_to_its_table_as_its_style_says() {
    let mut document = fixture();
    for block in document.parts.iter_mut().flat_map(|part| &mut part.sections).flat_map(|section| &mut section.blocks) {
        if let BlockKind::Table(table) = &mut block.kind {
            table.line = table.caption.is_some().then(|| "Belopp i tkr.".to_owned());
        }
    }
    let file = File::of(&document);
    let spacing = |line: &Element| {
        let spacing = child(line, &["w:pPr", "w:spacing"]);
        ["w:before", "w:after"].map(|side| spacing.and_then(|spacing| spacing.get(side)).map(str::to_owned))
    };
    let lines = file.all(MAIN, "w:p");
    let of = |wanted: &str| -> Vec<_> {
        lines.iter().filter(|line| style(line) == wanted).map(|line| spacing(line)).collect()
    };
    assert_eq!(of("Caption").last(), Some(&[None, None]));
    assert_eq!(of("TableLine"), [[Some("0".to_owned()), None]]);
}

#[test]
fn sections_have_their_forms_and_heads() {
    let file = File::of(&fixture());
    let sections = file.all(MAIN, "w:sectPr");
    let form = |section: &&Element| {
        let value = |name, attribute| child(section, &[name]).and_then(|found| found.get(attribute)).unwrap_or("");
        let title = child(section, &["w:titlePg"]).is_some();
        let restart = value("w:pgNumType", "w:start") == "1";
        let forms = [value("w:type", "w:val"), value("w:pgSz", "w:orient"), value("w:cols", "w:num")];
        (forms.map(str::to_owned), restart, title, value("w:headerReference", "r:id").to_owned())
    };
    let forms: Vec<_> = sections.iter().map(form).collect();
    let of = |kind: &str, orient: &str, columns: &str| [kind, orient, columns].map(str::to_owned);
    assert_eq!(
        forms,
        [
            (of("nextPage", "", "1"), true, false, "rIdHeader1".to_owned()),
            (of("nextPage", "", "1"), true, true, "rIdHeader2".to_owned()),
            (of("nextPage", "", "1"), false, false, "rIdHeader2".to_owned()),
            (of("continuous", "", "2"), false, false, "rIdHeader2".to_owned()),
            // Without something below them on their page Word would fill the first column before the second.
            (of("continuous", "", "1"), false, false, "rIdHeader2".to_owned()),
            (of("nextPage", "landscape", "1"), false, false, "rIdHeader3".to_owned()),
        ]
    );
    assert_eq!(text(&file.0["word/header1.xml"]), "Ärende 6\tUtkast\t1(2)");
    assert_eq!(text(&file.0["word/header3.xml"]), "Ärende 6\tUtkast\t1(8)");
    assert_eq!(text(&file.0["word/headerCover.xml"]), "");
}

#[test]
fn tables_fill_their_grids() {
    let file = File::of(&fixture());
    let strange = File::of(&odd());
    let tables = file.all(MAIN, "w:tbl");
    for table in tables.iter().chain(&strange.all(MAIN, "w:tbl")) {
        let grid: Vec<i32> =
            child(table, &["w:tblGrid"]).into_iter().flat_map(kids).map(|column| number(column, "w:w")).collect();
        let width = child(table, &["w:tblPr", "w:tblW"]).map(|width| number(width, "w:w"));
        assert_eq!(Some(grid.iter().sum()), width);
        for row in kids(table).filter(|row| row.name == "w:tr") {
            let cells: Vec<&Element> = kids(row).filter(|cell| cell.name == "w:tc").collect();
            let span = |cell: &&Element| child(cell, &["w:tcPr", "w:gridSpan"]).map_or(1, |span| number(span, "w:val"));
            assert_eq!(cells.iter().map(span).sum::<i32>(), grid.len() as i32);
            let widths = cells.iter().filter_map(|cell| child(cell, &["w:tcPr", "w:tcW"]));
            assert_eq!(Some(widths.map(|width| number(width, "w:w")).sum()), width);
            assert!(cells.iter().all(|cell| kids(cell).next_back().is_some_and(|last| last.name == "w:p")));
        }
    }
    let finance = tables[0];
    assert_eq!(all(finance, "w:tblHeader").len(), 2);
    assert_eq!(all(finance, "w:cantSplit").len(), all(finance, "w:tr").len());
    let merged: Vec<&str> = all(finance, "w:vMerge").iter().filter_map(|merge| merge.get("w:val")).collect();
    assert_eq!(merged, ["restart", "restart", "continue", "continue"]);
    let description = child(finance, &["w:tblPr", "w:tblDescription"]).and_then(|said| said.get("w:val"));
    assert_eq!(description, Some(format!("Utfall \"mot\" budget\n{}", clean(NASTY)).as_str()));
    // A comma and a figure, a figure; the mark of a note hangs out.
    let indent = |words: &str| {
        let found = all(finance, "w:p").into_iter().find(|paragraph| text(paragraph) == words).expect(words);
        child(found, &["w:pPr", "w:ind"]).map_or(0, |indent| number(indent, "w:right"))
    };
    assert_eq!(["\u{2212}12", "1,5", "0,25"].map(indent), [142, 97, 0]);
    assert!(indent("1\u{a0}234,5") < 0);
    let kept = |paragraph: &&Element| child(paragraph, &["w:pPr", "w:keepNext"]).is_some();
    let rows = all(finance, "w:tr");
    let body = &rows[2..];
    for (at, row) in body.iter().enumerate() {
        let expected = at + 1 < body.len();
        assert!(all(row, "w:p").iter().all(|paragraph| kept(paragraph) == expected), "the table stays on one page");
    }
}

#[test]
fn no_rule_parts_a_row_from_its_comment() {
    let file = File::of(&fixture());
    let rows = file.all(MAIN, "w:tr");
    let at = rows.iter().position(|row| text(row).starts_with("En kommentar")).expect("the comment");
    let bare = |row: &Element, side: &str| {
        all(row, "w:tcBorders").iter().all(|borders| {
            let value = child(borders, &[side]).and_then(|border| border.get("w:val"));
            value == Some("nil")
        })
    };
    let cells = |row: &Element| (all(row, "w:tc").len(), all(row, "w:tcBorders").len());
    assert_eq!([cells(rows[at - 1]), cells(rows[at])], [(4, 4), (1, 1)]);
    assert!(bare(rows[at - 1], "w:bottom") && bare(rows[at], "w:top"));
}

fn number(element: &Element, attribute: &str) -> i32 {
    element.get(attribute).and_then(|value| value.parse().ok()).unwrap_or_default()
}

#[test]
fn charts_are_drawings_with_a_text_and_ids_of_their_own() {
    let file = File::of(&fixture());
    let ids: Vec<&str> = file
        .0
        .values()
        .flat_map(|part| {
            let drawings = all(part, "wp:docPr").into_iter().chain(all(part, "wps:cNvPr"));
            drawings.filter_map(|element| element.get("id")).collect::<Vec<_>>()
        })
        .collect();
    assert!(unique(ids).len() > 10);
    let said = |attribute| file.values(MAIN, "wp:docPr", attribute);
    assert_eq!(said("title"), ["Budget & <utfall>", "Igen"]);
    assert_eq!(said("descr"), [&*format!("Staplar \"här\" {}", clean(NASTY)); 2]);
    let titles: Vec<String> = file.all(MAIN, "w:p").into_iter().filter(|p| style(p) == "Caption").map(text).collect();
    assert_eq!(titles[1..], said("title"), "the first one is a table's");
    for group in file.all(MAIN, "wpg:wgp") {
        let words: Vec<String> = all(group, "w:p").into_iter().map(text).collect();
        assert_eq!(words, ["Utfall", "Gata & <park>", "1\u{a0}250", "Stab", "saknas"]);
    }
    let fallbacks = file.all(MAIN, "mc:Fallback").into_iter().flat_map(kids).map(piece);
    assert_eq!(fallbacks.collect::<Vec<_>>(), said("descr"), "what knows no groups of shapes shows the text");
}

#[test]
fn numbered_lists_start_anew() {
    let file = File::of(&fixture());
    let numbered: Vec<&Element> = file
        .all("word/numbering.xml", "w:num")
        .into_iter()
        .filter(|num| all(num, "w:startOverride").len() == 1)
        .collect();
    let starts: Vec<&str> = numbered.iter().filter_map(|num| all(num, "w:startOverride")[0].get("w:val")).collect();
    assert_eq!(starts[..2], ["1", "1"]);
    assert_eq!(starts.len(), 2 + 12, "one for each cell of the risk table");
    let used = |words: &str| {
        let found = file.all(MAIN, "w:p").into_iter().find(|paragraph| text(paragraph) == words).expect(words);
        child(found, &["w:pPr", "w:numPr", "w:numId"]).and_then(|id| id.get("w:val"))
    };
    assert_eq!(used("Delårsrapporten godkänns."), used("Rapporten överlämnas."));
    assert_ne!(used("Rapporten överlämnas."), used("Ny lista."));
    assert_eq!(used("Mer."), None, "it goes on below its item");
}

#[test]
fn contents_list_the_listed_headings_of_their_part() {
    let file = File::of(&fixture());
    let control = file.all(MAIN, "w:sdt")[0];
    let levels: Vec<&str> = all(control, "w:p").into_iter().map(style).collect();
    assert_eq!(levels, ["TOCHeading", "TOC1", "TOC2", "TOC1", "TOC2", "TOC1"]);
    assert_eq!(
        all(control, "w:instrText")[0].children,
        [Node::Text(" TOC \\o \"1-3\" \\h \\z \\b _Part2 ".to_owned())]
    );
    let outline = |id: &str| {
        let found = file.all("word/styles.xml", "w:style").into_iter().find(|style| style.get("w:styleId") == Some(id));
        let found = found.expect(id);
        (
            child(found, &["w:basedOn"]).and_then(|base| base.get("w:val")),
            child(found, &["w:pPr", "w:outlineLvl"]).is_some(),
        )
    };
    assert_eq!(outline("Heading3"), (Some("Normal"), true));
    assert_eq!(outline("Heading3Unlisted"), (Some("Heading3"), false));
}

#[test]
fn properties_say_what_the_paper_is() {
    let file = File::of(&fixture());
    let core: Vec<&Node> = kids(&file.0["docProps/core.xml"]).filter_map(|element| element.children.first()).collect();
    let words = [
        "Delårsrapport & <2023>",
        "Uppföljning \"per\" augusti",
        "Herrljunga kommun; Kommunstyrelsen",
        "delårsrapport; uppföljning",
        "sv-SE",
        "Utkast",
        "2023-09-25T00:00:00Z",
        "2023-09-25T00:00:00Z",
    ];
    assert_eq!(core, words.map(|words| Node::Text(words.to_owned())).iter().collect::<Vec<_>>());
    let names = file.values("docProps/custom.xml", "property", "name");
    assert_eq!(names, ["Rapport", "Kommun", "Nämnd", "Diarienummer", "Ärende", "Period", "ContentSha256"]);
}

#[test]
fn the_bytes_are_the_same_on_every_thread() {
    let (document, layout, pages) = (fixture(), layout(), pages());
    let once = render(&document, &layout, &pages).expect("a file");
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| render(&document, &layout, &pages))).collect();
        for thread in threads {
            assert!(thread.join().expect("a thread").is_ok_and(|bytes| bytes == once));
        }
    });
}

#[test]
fn a_document_without_anything_is_a_file() {
    let bare = Part { cover: None, contents: None, sections: Vec::new(), ..memo() };
    let empty = Contents { above: Vec::new(), below: Vec::new(), title: "Innehåll".to_owned(), levels: 9 };
    let contents = Part { contents: Some(empty), ..bare.clone() };
    for parts in [vec![], vec![bare.clone()], vec![bare, contents]] {
        let document = Document { parts, notes: Vec::new(), draft: false, ..fixture() };
        let bytes = render(&document, &layout(), &PageNumbers::default()).expect("a file");
        assert!(!bytes.is_empty());
    }
}

#[test]
fn a_model_that_contradicts_itself_is_refused() {
    let with = |blocks: Vec<Block>| {
        let part = Part { sections: vec![Section::page(blocks)], ..memo() };
        let document = Document { parts: vec![part], ..fixture() };
        render(&document, &layout(), &pages()).expect_err("a contradiction")
    };
    let marks =
        |marks: &[(usize, bool)]| p(ParagraphRole::Body, marks.iter().map(|(at, first)| note(*at, *first)).collect());
    assert!(with(vec![marks(&[(1, true), (0, true)])]).contains("note 2 has its first mark where note 1"));
    assert!(with(vec![marks(&[(0, true), (1, false)])]).contains("has no first mark"));
    assert!(with(vec![marks(&[(7, true)])]).contains("no note at position 7"));
    let wide = table(TableRole::Finance, &[1], Vec::new(), vec![row(RowRole::Body, vec![cell("a"), cell("b")])]);
    assert!(with(vec![wide]).contains("row 1 of the table"));
}

/// Every character that XML 1.0 allows in the Basic Multilingual Plane comes back as itself.
#[test]
fn every_character_of_the_plane_is_written() {
    let allowed = |c: &char| *c >= ' ' && !matches!(c, '\u{ad}' | '\u{2011}');
    let all: Vec<char> = (0..=0xfffd).filter_map(char::from_u32).filter(allowed).collect();
    let blocks: Vec<Block> = all.chunks(512).map(|some| body(&some.iter().collect::<String>())).collect();
    let section = Section::page(blocks);
    let document = Document { parts: vec![Part { sections: vec![section], ..memo() }], notes: vec![], ..fixture() };
    let file = File::of(&document);
    let said: String = file.all(MAIN, "w:p").into_iter().map(text).collect();
    assert_eq!(said, all.into_iter().collect::<String>());
}
