//! A workbook of sheets: what is needed of ECMA-376, written by hand. A figure's digits never become a floating point.

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::base::cell_ref::letters;
use crate::base::limits::LETTERS_OF_A_CELL;
use crate::base::swedish::one_spaced;
use crate::base::word_mark;
use crate::deliver::dispatch::package::archive;

/// The most decimals that a column's format shows.
const DECIMALS: usize = 6;

/// How a cell looks: its number among the styles.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Title,
    Head,
    Text,
    Faint,
    /// A figure with so many decimals; with those that it has.
    Figure(Option<usize>),
}

impl Look {
    fn style(self) -> usize {
        match self {
            Look::Plain => 0,
            Look::Title => 1,
            Look::Head => 2,
            Look::Text => 3,
            Look::Faint => 4,
            Look::Figure(None) => 5,
            Look::Figure(Some(decimals)) => 6 + decimals.min(DECIMALS),
        }
    }
}

/// A cell to be written.
pub(super) enum Said {
    Words(String),
    /// The digits of a number.
    Number(String),
    Nothing,
}

#[derive(Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) rows: Vec<Vec<(Said, Look)>>,
    pub(super) widths: Vec<u32>,
    /// Rows that stay where the rest is moved.
    pub(super) frozen: usize,
    pub(super) is_hidden: bool,
    /// The parts that have a name: the name, and the first and last row, from 1.
    pub(super) named: Vec<(String, usize, usize)>,
}

impl Sheet {
    pub(super) fn new(name: &str, widths: &[u32]) -> Self {
        Sheet { name: name.to_owned(), widths: widths.to_vec(), ..Sheet::default() }
    }

    pub(super) fn line(&mut self, words: &str, look: Look) {
        self.rows.push(vec![(Said::Words(words.to_owned()), look)]);
    }
}

/// Gives each sheet a name that it may have, and no other one has.
fn name_sheets(sheets: &mut [Sheet]) {
    let mut taken: Vec<String> = Vec::new();
    for sheet in sheets {
        let bare: String = sheet.name.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
        let bare = one_spaced(&bare);
        let cut = |most: usize| bare.chars().take(most).collect::<String>().trim().to_owned();
        let mut name = cut(31);
        let mut number = 2;
        while taken.contains(&name.to_lowercase()) || name.is_empty() {
            name = format!("{} {number}", cut(27));
            number += 1;
        }
        taken.push(name.to_lowercase());
        sheet.name = name;
    }
}

fn words(text: &str) -> String {
    let plain: String =
        text.chars().map(|c| if c.is_control() && !"\n\t".contains(c) { '\u{fffd}' } else { c }).collect();
    escape(plain.as_str()).into_owned()
}

fn sheet_part(sheet: &Sheet) -> Result<String, String> {
    let mut out =
        format!("{XML}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>");
    out.push_str("<sheetView workbookViewId=\"0\">");
    if sheet.frozen > 0 {
        let (rows, below) = (sheet.frozen, sheet.frozen + 1);
        let _ = write!(
            out,
            "<pane ySplit=\"{rows}\" topLeftCell=\"A{below}\" activePane=\"bottomLeft\" state=\"frozen\"/>"
        );
    }
    out.push_str("</sheetView></sheetViews><cols>");
    for (at, width) in sheet.widths.iter().enumerate() {
        let _ = write!(out, "<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>", at + 1);
    }
    out.push_str("</cols><sheetData>");
    for (row, cells) in (1..).zip(&sheet.rows) {
        let _ = write!(out, "<row r=\"{row}\" ht=\"{}\">", LINE_HEIGHT * lines(cells, &sheet.widths));
        for (column, (said, look)) in (1u32..).zip(cells) {
            let (at, style) = (format!("{}{row}", letters(column)), look.style());
            match said {
                Said::Nothing => {
                    let _ = write!(out, "<c r=\"{at}\" s=\"{style}\"/>");
                }
                Said::Number(digits) => {
                    let _ = write!(out, "<c r=\"{at}\" s=\"{style}\"><v>{digits}</v></c>");
                }
                Said::Words(text) => {
                    if text.encode_utf16().count() > LETTERS_OF_A_CELL {
                        let start: String = text.chars().take(40).collect();
                        return Err(format!("`{start}…` has more letters than a cell of a workbook may hold"));
                    }
                    let text = words(text);
                    let _ = write!(
                        out,
                        "<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                    );
                }
            }
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>");
    Ok(out)
}

/// The height of a line, in points.
const LINE_HEIGHT: usize = 15;

/// About how many lines the words of a row take.
fn lines(cells: &[(Said, Look)], widths: &[u32]) -> usize {
    let of = |(at, (said, look)): (usize, &(Said, Look))| {
        let Said::Words(words) = said else { return 1 };
        let room = widths.get(at).map_or(10, |width| *width as usize).max(1);
        if *look == Look::Title { 1 } else { words.lines().map(|line| line.chars().count() / room + 1).sum() }
    };
    // Excel has no higher rows than this.
    cells.iter().enumerate().map(of).max().unwrap_or(1).clamp(1, 27)
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

fn styles() -> String {
    let formats: String = (0..=DECIMALS)
        .map(|decimals| {
            let point = if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(decimals)) };
            format!("<numFmt numFmtId=\"{}\" formatCode=\"#,##0{point}\"/>", 164 + decimals)
        })
        .collect();
    let fonts = "<fonts count=\"4\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
                 <font><b/><sz val=\"13\"/><name val=\"Calibri\"/></font>\
                 <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>\
                 <font><sz val=\"10\"/><color rgb=\"FF595959\"/><name val=\"Calibri\"/></font></fonts>";
    let fills = "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>\
                 <fill><patternFill patternType=\"gray125\"/></fill>\
                 <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7E6E6\"/></patternFill></fill></fills>";
    let line = |side: &str| format!("<{side} style=\"thin\"><color rgb=\"FF808080\"/></{side}>");
    let borders = format!(
        "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border>{}{}{}{}\
         <diagonal/></border></borders>",
        line("left"),
        line("right"),
        line("top"),
        line("bottom")
    );
    let top = "<alignment vertical=\"top\" wrapText=\"1\"/>";
    let own = |format: usize, font: usize, fill: usize, border: usize| {
        format!(
            "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" \
             applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">{top}</xf>"
        )
    };
    // Words stay words, whatever they look like.
    let title = own(49, 1, 0, 0).replace(top, "<alignment vertical=\"top\"/>");
    let mut all = vec![own(49, 0, 0, 0), title, own(49, 2, 2, 1), own(49, 0, 0, 1), own(49, 3, 0, 0), own(0, 0, 0, 1)];
    all.extend((0..=DECIMALS).map(|decimals| own(164 + decimals, 0, 0, 1)));
    format!(
        "{XML}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"{}\">{formats}</numFmts>{fonts}{fills}{borders}\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"{}\">{}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        DECIMALS + 1,
        all.len(),
        all.concat()
    )
}

fn related(links: &str) -> String {
    format!(
        "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{links}<Relationship Id=\"rIdStyles\" \
         Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
    )
}

fn root() -> String {
    format!(
        "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" \
         Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" \
         Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" \
         Type=\"{OFFICE}/custom-properties\" Target=\"docProps/custom.xml\"/></Relationships>"
    )
}

fn core(title: &str) -> String {
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:language>sv-SE</dc:language>\
         </cp:coreProperties>"
    )
}

fn types(kinds: &str) -> String {
    format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override \
         PartName=\"/xl/styles.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/docProps/custom.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/>{kinds}</Types>"
    )
}

/// A workbook of sheets.
///
/// # Errors
///
/// A sentence: a text is longer than a cell may be.
pub(super) fn packed(mut sheets: Vec<Sheet>, title: &str) -> Result<Vec<u8>, String> {
    name_sheets(&mut sheets);
    let mut kinds = String::new();
    let (mut listed, mut links, mut names) = (String::new(), String::new(), String::new());
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for (number, sheet) in (1..).zip(&sheets) {
        let _ = write!(
            kinds,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        let (name, state) = (words(&sheet.name), if sheet.is_hidden { " state=\"hidden\"" } else { "" });
        let _ = write!(listed, "<sheet name=\"{name}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>");
        let _ = write!(
            links,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let last = letters(u32::try_from(sheet.widths.len()).unwrap_or(1));
        for (range, from, to) in &sheet.named {
            let _ = write!(names, "<definedName name=\"{range}\">'{name}'!$A${from}:${last}${to}</definedName>");
        }
        files.push((format!("xl/worksheets/sheet{number}.xml"), sheet_part(sheet)?.into_bytes()));
    }
    let workbook = format!(
        "{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{listed}</sheets>\
         <definedNames>{names}</definedNames></workbook>"
    );
    let parts = [
        ("[Content_Types].xml", types(&kinds)),
        ("_rels/.rels", root()),
        ("docProps/core.xml", core(&words(title))),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", related(&links)),
        ("xl/styles.xml", styles()),
    ];
    let mut all: Vec<(String, Vec<u8>)> =
        parts.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect();
    all.extend(files);
    let mark = word_mark::of_parts(all.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let about = format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"><property \
         fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"2\" name=\"{}\"><vt:lpwstr>{mark}</vt:lpwstr>\
         </property></Properties>",
        word_mark::PROPERTY
    );
    all.push((word_mark::PART.to_owned(), about.into_bytes()));
    archive(&all).map_err(|error| error.to_string())
}
