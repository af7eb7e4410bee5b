//! Small Excel workbooks, written part by part, so that a test can say what stands in each.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The number formats of styles 1, 2 and so on; style 0 is none.
const FORMATS: &[&str] = &[
    "0",
    "#,##0.0",
    "yyyy\\-mm\\-dd",
    "0.0%",
    "#,##0,",
    "0;0",
    "mmm\\ yy",
    "Standard",
    "0000",
    "0&quot; D&quot;;0&quot; K&quot;",
    "[&lt;0]0;0",
    "[&lt;3]&quot;få&quot;;0",
    "0&quot;000&quot;",
    "[&gt;=1000]#,##0,;0",
    "[Red][&lt;0]\\-0;0_)",
];

/// An archive of these parts.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in parts {
        archive.start_file(*path, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The parts that make a workbook of these sheets: name, what its part holds, and `state` where it is not visible.
pub fn parts(sheets: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let (mut listed, mut related, mut parts) = (String::new(), String::new(), Vec::new());
    for (at, (name, xml, state)) in (1..).zip(sheets) {
        let state = if state.is_empty() { String::new() } else { format!(" state=\"{state}\"") };
        listed.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{at}\"{state} r:id=\"r{at}\"/>"));
        related.push_str(&format!(
            "<Relationship Id=\"r{at}\" Type=\"{RELATED}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
        ));
        let xml = format!("{HEAD}<worksheet xmlns=\"{SHEET}\">{xml}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{at}.xml"), xml));
    }
    related.push_str(&format!("<Relationship Id=\"s\" Type=\"{RELATED}/styles\" Target=\"styles.xml\"/>"));
    related.push_str(&format!("<Relationship Id=\"t\" Type=\"{RELATED}/sharedStrings\" Target=\"/xl/strings.xml\"/>"));
    let to = format!("<Relationship Id=\"r\" Type=\"{RELATED}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    let relationships = |all: &str| format!("{HEAD}<Relationships xmlns=\"{PACKAGE}\">{all}</Relationships>");
    let workbook =
        format!("{HEAD}<workbook xmlns=\"{SHEET}\" xmlns:r=\"{RELATED}\"><sheets>{listed}</sheets></workbook>");
    let formats =
        FORMATS.iter().zip(164..).map(|(code, id)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>"));
    let styles = (164..).take(FORMATS.len()).map(|id| format!("<xf numFmtId=\"{id}\"/>"));
    let styles = format!(
        "{HEAD}<styleSheet xmlns=\"{SHEET}\"><numFmts>{}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
         <cellXfs><xf numFmtId=\"0\"/>{}</cellXfs></styleSheet>",
        formats.collect::<String>(),
        styles.collect::<String>()
    );
    let strings = format!(
        "{HEAD}<sst xmlns=\"{SHEET}\"><si><t>Stängt</t></si><si><r><t>Öka </t></r><r><t xml:space=\"preserve\">A&amp;O</t></r>\
         <rPh sb=\"0\" eb=\"1\"><t>nej</t></rPh></si><si><r><t>12</t></r><r><rPr><sz val=\"8\"/>\
         <vertAlign val=\"superscript\"/></rPr><t>2</t></r></si></sst>"
    );
    for (path, text) in [
        ("_rels/.rels", relationships(&to)),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relationships(&related)),
        ("xl/styles.xml", styles),
        ("xl/strings.xml", strings),
    ] {
        parts.push((path.to_owned(), text));
    }
    parts
}

/// A workbook of these sheets.
pub fn workbook(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let parts = parts(sheets);
    package(&parts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
}

/// The data of a sheet, cells parted by `|`: figures as figures, words as words, nothing where there is nothing.
pub fn rows(lines: &[&str]) -> String {
    let mut out = String::from("<sheetData>");
    for (row, line) in (1..).zip(lines) {
        out.push_str(&format!("<row r=\"{row}\">"));
        for (column, words) in ('A'..).zip(line.split('|')) {
            let figure = words.parse::<f64>().is_ok();
            match words {
                "" => {}
                _ if figure => out.push_str(&format!("<c r=\"{column}{row}\"><v>{words}</v></c>")),
                _ => out.push_str(&format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")),
            }
        }
        out.push_str("</row>");
    }
    out + "</sheetData>"
}

/// A workbook with one sheet, `Drift`, of these rows.
pub fn drift(lines: &[&str]) -> Vec<u8> {
    workbook(&[("Drift", &rows(lines), "")])
}
