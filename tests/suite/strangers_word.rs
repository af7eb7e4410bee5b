//! Word files of strangers: whatever one holds, it is read within what may be read, or refused in words that say why,
//! and what is not read is told. Each file is made here, of one that the program made.

use std::path::Path;
use std::sync::LazyLock;

use underlag::base::budget::Budget;
use underlag::deliver::verify::word::{self, Word};
use underlag::pipeline::Built;

use crate::support::bounded::{Ran, bounded};
use crate::support::word_file::{self, BODY, Parts, packed};
use crate::support::{EXAMPLE, Folder, bytes};

const MEGABYTE: usize = 1 << 20;

/// The smallest report, with its files.
static SMALL: LazyLock<(Folder, Built)> = LazyLock::new(|| {
    let folder = Folder::new();
    let built = folder.built();
    (folder.with("p.pdf", bytes(&built, ".pdf")), built)
});

fn parts() -> Parts {
    word_file::parts(bytes(&SMALL.1, ".docx"))
}

/// The parts with other words in one of them.
fn changed(path: &str, from: &str, to: &str) -> Parts {
    let mut parts = parts();
    let text = String::from_utf8(parts[path].clone()).unwrap();
    assert!(text.contains(from), "{path} has no {from}: {text}");
    parts.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
    parts
}

/// The parts with this at the body's beginning.
fn with(xml: &str) -> Parts {
    changed(BODY, "<w:body>", &format!("<w:body>{xml}"))
}

fn verify(file: &[u8]) -> Ran {
    static LAST: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let name = format!("{}.docx", LAST.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
    let folder: &Path = SMALL.0.path();
    std::fs::write(folder.join(&name), file).unwrap();
    let ran = bounded(folder, &["verify", "p.pdf", &name]);
    std::fs::remove_file(folder.join(&name)).unwrap();
    ran
}

fn read(parts: &Parts) -> Word {
    word::read(&packed(parts), &mut Budget::of_strangers()).unwrap()
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn what_a_word_file_holds_is_counted_before_it_is_kept() {
    let head = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
    let document = |inside: String| {
        let mut parts = parts();
        parts.insert(BODY.to_owned(), format!("{head}{inside}</w:body></w:document>").into_bytes());
        parts
    };
    let many = |part: &str, megabytes: usize| part.repeat(megabytes * MEGABYTE / part.len());
    let mut heads = parts();
    for at in 0..20 {
        heads.insert(format!("word/header{at}x.xml"), many("<!---->", 8).into_bytes());
    }
    let links: String = (0..20)
        .map(|at| format!("<Relationship Id=\"h{at}\" Type=\"x/header\" Target=\"header{at}x.xml\"/>"))
        .collect();
    let rels = String::from_utf8(heads["word/_rels/document.xml.rels"].clone()).unwrap();
    let rels = rels.replace("</Relationships>", &format!("{links}</Relationships>"));
    heads.insert("word/_rels/document.xml.rels".to_owned(), rels.into_bytes());
    heads.iter_mut().filter(|(path, _)| path.ends_with("x.xml")).for_each(|(_, bytes)| bytes.extend(b"<w:hdr/>"));
    let mut notes = parts();
    notes.insert("word/footnotes.xml".to_owned(), many(" ", 200).into_bytes());
    let attributes: String = (0..300).map(|at| format!(" a{at}=\"\"")).collect();
    for (case, parts, said) in [
        ("elements", document(many("<a/>", 120)), "`word/document.xml`: more than 1000000 objects"),
        ("elements with attributes", document(many("<a b=\"\" c=\"\"/>", 60)), "more than 1000000 objects"),
        ("attributes", document(format!("<a{attributes}/>")), "more than 200 attributes"),
        (
            "names",
            document(many(&format!("<{}/>", "x".repeat(100_000)), 100)),
            "`word/document.xml`: more than 32 MB of",
        ),
        ("words", document(paragraph(&many("x", 40))), "`word/document.xml`: more than 32 MB of text"),
        ("levels", document("<w:p>".repeat(1_000_000)), "`word/document.xml`: more than 200 levels"),
        ("a part", notes, "`word/footnotes.xml`: more than 128 MB when it is unpacked"),
        ("parts together", heads, "more than 128 MB when it is unpacked"),
    ] {
        verify(&packed(&parts)).ended(case, 2, &["the Word file", said]);
    }
}

#[test]
fn what_is_repeated_is_counted_each_time() {
    let note = format!("<w:footnote w:id=\"77\">{}</w:footnote>", paragraph(&"x".repeat(MEGABYTE)));
    let mut parts = with(&"<w:p><w:r><w:footnoteReference w:id=\"77\"/></w:r></w:p>".repeat(2_000));
    let notes = String::from_utf8(parts["word/footnotes.xml"].clone()).unwrap();
    parts.insert(
        "word/footnotes.xml".to_owned(),
        notes.replace("</w:footnotes>", &(note + "</w:footnotes>")).into_bytes(),
    );
    verify(&packed(&parts)).ended("a note", 2, &["`word/document.xml`: more than 32 MB of text"]);
    // Words in paragraphs within each other are said once.
    let nested = format!("{}{}{}", "<w:p>".repeat(150), paragraph(&"x".repeat(MEGABYTE)), "</w:p>".repeat(150));
    let cell = format!("<w:tbl><w:tr><w:tc>{nested}</w:tc></w:tr></w:tbl>");
    let ran = verify(&packed(&with(&cell)));
    ran.ended("paragraphs in each other", 1, &["word/document.xml: w:p"]);
    assert!(ran.said.len() < 2 * MEGABYTE, "{}", ran.said.len());
    // Boxes in boxes, each of which could be gone through for each around it.
    let boxes =
        format!("{}{}{}", "<w:txbxContent>".repeat(150), "<w:r/>".repeat(100_000), "</w:txbxContent>".repeat(150));
    let drawing = format!("<w:p><w:r><w:drawing>{boxes}</w:drawing></w:r></w:p>");
    verify(&packed(&with(&drawing))).ended("boxes", 1, &["differences"]);
}

#[test]
fn a_head_is_read_once_however_many_lead_to_it() {
    let mut parts = parts();
    let path = "word/_rels/document.xml.rels";
    let rels = String::from_utf8(parts[path].clone()).unwrap();
    let head = parts.keys().find(|path| path.starts_with("word/header")).unwrap().clone();
    let target = head.strip_prefix("word/").unwrap();
    let links: String =
        (0..3_000).map(|at| format!("<Relationship Id=\"n{at}\" Type=\"x/header\" Target=\"{target}\"/>")).collect();
    parts.insert(path.to_owned(), rels.replace("</Relationships>", &(links + "</Relationships>")).into_bytes());
    let large = paragraph("x").repeat(20_000);
    let xml = String::from_utf8(parts[&head].clone()).unwrap().replace("</w:hdr>", &(large + "</w:hdr>"));
    parts.insert(head, xml.into_bytes());
    verify(&packed(&parts)).ended("heads", 1, &["differences"]);
}

#[test]
fn page_counts_without_end_are_told() {
    let mut parts = word::parts(bytes(&EXAMPLE, ".docx")).unwrap();
    let heads: Vec<String> =
        parts.keys().filter(|path| path.contains("header") || path.contains("footer")).cloned().collect();
    let counted = regex::Regex::new("(PAGEREF.*?<w:t[^>]*>)[0-9]+<").unwrap();
    for path in heads {
        let text = String::from_utf8(parts[&path].clone()).unwrap();
        parts.insert(path, counted.replace_all(&text, "${1}18446744073709551615<").into_owned().into_bytes());
    }
    let ran = verify(&packed(&parts));
    ran.ended("pages", 1, &["18446744073709551615"]);
}

#[test]
fn archives_that_can_be_read_in_two_ways_are_refused() {
    let mut twice = parts();
    twice.insert("WORD/Document.xml".to_owned(), b"<w:document/>".to_vec());
    verify(&packed(&twice)).ended("capitals", 2, &["two parts are called word/document.xml"]);
    let mut parts = parts();
    parts.insert("word/documenu.xml".to_owned(), b"<w:document/>".to_vec());
    let mut same = packed(&parts);
    let name = b"word/documenu.xml";
    let at: Vec<usize> = (0..same.len() - name.len()).filter(|at| same[*at..].starts_with(name)).collect();
    at.iter().for_each(|at| same[at + 12] = b't');
    verify(&same).ended("the same name", 2, &["two parts are called"]);
    // Every part where the first one lies.
    let mut overlap = packed(&parts);
    let listed: Vec<usize> = (0..overlap.len() - 4).filter(|at| overlap[*at..].starts_with(b"PK\x01\x02")).collect();
    listed.iter().for_each(|at| overlap[at + 42..at + 46].fill(0));
    verify(&overlap).ended("overlap", 2, &["overlap in the archive"]);
    let many: Parts = (0..70_000).map(|at| (format!("{at}"), Vec::new())).collect();
    verify(&packed(&many)).ended("parts", 2, &["more than 65535 parts"]);
}

#[test]
fn elements_that_may_show_other_words_are_told() {
    let run = "<w:r><w:t>hemligt</w:t></w:r>";
    let field = |instruction: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        )
    };
    let in_paragraph = |xml: &str| format!("<w:p>{xml}</w:p>");
    let sdt = |properties: &str, content: &str| format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr>{content}</w:sdt>");
    let content = format!("<w:sdtContent>{}</w:sdtContent>", paragraph("a"));
    for (xml, told) in [
        (in_paragraph(&format!("<w:ins>{run}</w:ins>")), "w:ins"),
        (in_paragraph(&format!("<w:del>{run}</w:del>")), "w:del"),
        (in_paragraph("<w:r><w:pict><v:textbox/></w:pict></w:r>"), "w:pict"),
        (in_paragraph("<w:r><w:object/></w:r>"), "w:object"),
        (in_paragraph("<w:r><w:sym w:char=\"F041\"/></w:r>"), "w:sym"),
        (in_paragraph("<w:r><w:commentReference w:id=\"1\"/></w:r>"), "w:commentReference"),
        (in_paragraph("<w:r><w:endnoteReference w:id=\"1\"/></w:r>"), "w:endnoteReference"),
        (in_paragraph("<w:fldSimple w:instr=\"INCLUDETEXT a\"/>"), "w:fldSimple"),
        (in_paragraph("<m:oMath/>"), "m:oMath"),
        (in_paragraph("<w:t>hemligt</w:t>"), "w:t"),
        (in_paragraph(&format!("<w:smartTag>{run}</w:smartTag>")), "w:smartTag"),
        (in_paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r>"), "w:vanish"),
        (in_paragraph("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:t>hemligt</w:t></w:r>"), "w:r"),
        (
            in_paragraph("<w:r><mc:AlternateContent><mc:Choice><w:t>a</w:t></mc:Choice></mc:AlternateContent></w:r>"),
            "mc:A",
        ),
        (in_paragraph(&format!("{run}<w:r><w:drawing/></w:r>")), "w:drawing"),
        (in_paragraph("<w:r><w:txbxContent/></w:r>"), "w:txbxContent"),
        (in_paragraph("<w:pPr><w:framePr w:w=\"4000\" w:vAnchor=\"page\"/></w:pPr>"), "w:framePr"),
        (in_paragraph("<w:pPr><w:framePr w:w=\"4\"/></w:pPr>"), "w:framePr"),
        (field("INCLUDETEXT \"C:\\\\a.docx\""), "w:instrText INCLUDETEXT"),
        (field("DATE"), "w:instrText DATE"),
        ("<w:altChunk r:id=\"a\"/>".to_owned(), "w:altChunk"),
        ("<w:subDoc r:id=\"a\"/>".to_owned(), "w:subDoc"),
        (run.to_owned(), "w:r"),
        (sdt("<w:dataBinding w:xpath=\"/a\"/>", &content), "w:dataBinding"),
        (sdt("", &content.repeat(2)), "w:sdt"),
        (format!("<w:tbl>{}</w:tbl>", sdt("", "<w:sdtContent><w:tr/></w:sdtContent>")), "w:sdt"),
        ("<w:p xmlns:w=\"urn:annat\"/>".to_owned(), "xmlns:w=urn:annat"),
    ] {
        let read = read(&with(&xml)).unread;
        assert!(read.iter().any(|what| what.starts_with(&format!("word/document.xml: {told}"))), "{xml}: {read:?}");
    }
    assert_eq!(read(&parts()).unread, Vec::<String>::new());
    assert_eq!(word::read(bytes(&EXAMPLE, ".docx"), &mut Budget::of_strangers()).unwrap().unread, Vec::<String>::new());
    verify(&packed(&with("<w:altChunk r:id=\"a\"/>"))).ended(
        "told",
        1,
        &["”word/document.xml: w:altChunk” is not read"],
    );
}

#[test]
fn parts_that_may_show_other_words_are_told() {
    let link = |kind: &str, target: &str, more: &str| {
        format!("<Relationship Id=\"z\" Type=\"http://x/{kind}\" Target=\"{target}\"{more}/></Relationships>")
    };
    let of_body = "word/_rels/document.xml.rels";
    for (path, kind, target, more) in [
        (of_body, "endnotes", "endnotes.xml", ""),
        (of_body, "comments", "comments.xml", ""),
        (of_body, "glossaryDocument", "glossary/document.xml", ""),
        (of_body, "vbaProject", "vbaProject.bin", ""),
        (of_body, "aFChunk", "a.html", ""),
        (of_body, "footnotes", "annat.xml", ""),
        (of_body, "header", "http://a.se/header1.xml", " TargetMode=\"External\""),
        ("_rels/.rels", "officeDocument", "word/annat.xml", ""),
    ] {
        let read = read(&changed(path, "</Relationships>", &link(kind, target, more))).unread;
        assert!(read.iter().any(|what| what.contains(kind)), "{kind}: {read:?}");
    }
    let mut template = parts();
    let rels = format!("<Relationships>{}", link("attachedTemplate", "http://a.se/a.dotm", " TargetMode=\"External\""));
    template.insert("word/_rels/settings.xml.rels".to_owned(), rels.into_bytes());
    assert!(read(&template).unread.iter().any(|what| what.contains("attachedTemplate")));
    for (path, end, xml) in [
        ("word/settings.xml", "</w:settings>", "<w:updateFields/>"),
        ("word/settings.xml", "</w:settings>", "<w:evenAndOddHeaders/>"),
        ("word/styles.xml", "</w:styles>", "<w:style><w:rPr><w:vanish/></w:rPr></w:style>"),
        ("word/numbering.xml", "</w:numbering>", "<w:numPicBullet/>"),
    ] {
        let read = read(&changed(path, end, &format!("{xml}{end}"))).unread;
        assert!(read.iter().any(|what| what.starts_with(path)), "{xml}: {read:?}");
    }
}
