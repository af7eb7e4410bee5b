//! Words typed into running heads and feet, or taken out of them; the last paragraphs of a text; what was typed over a
//! page, a reference and the box that says that a text is missing.

use underlag::deliver::absorb::{Absorbed, Mark, Outcome, Tracked, Unsure, absorb};

use crate::support::word_file::{BODY, Parts, TEXT, element, packed, part, parts, with_body};
use crate::support::{Folder, bytes, root, saying, underlag};

const THREE: &str = "Gatorna sopades.\n\nLamporna byttes.\n\nBron målades.";

fn made(text: &str) -> (Folder, Parts) {
    let folder = Folder::new().with("enheter/a.toml", saying(text));
    let parts = parts(bytes(&folder.built(), ".docx"));
    (folder, parts)
}

fn take(folder: &Folder, parts: &Parts, tracked: Tracked) -> Absorbed {
    absorb(folder.path(), &packed(parts), tracked).unwrap()
}

fn outcomes(absorbed: &Absorbed) -> Vec<Outcome> {
    absorbed.changes.iter().map(|it| it.outcome).collect()
}

/// The parts of this kind that say something.
fn edges(parts: &Parts, kind: &str) -> Vec<String> {
    let is_it = |path: &&String| path.starts_with(kind) && TEXT.is_match(&part(parts, path));
    parts.keys().filter(is_it).cloned().collect()
}

/// The file with `change` made in one of its running heads or feet.
fn with(parts: &Parts, path: &str, change: &dyn Fn(&str) -> String) -> Parts {
    let mut parts = parts.clone();
    let text = part(&parts, path);
    let new = change(&text);
    assert_ne!(text, new, "{path}");
    parts.insert(path.to_owned(), new.into_bytes());
    parts
}

#[test]
fn words_typed_into_heads_and_feet_are_told_and_those_taken_out() {
    let (folder, parts) = made(THREE);
    let all: Vec<String> = ["word/header", "word/footer"].iter().flat_map(|kind| edges(&parts, kind)).collect();
    assert!(!all.is_empty());
    assert!(take(&folder, &parts, Tracked::Accept).gone.is_empty());
    let run = regex::Regex::new("(?s)<w:r>.*?</w:r>|<w:r .*?</w:r>").unwrap();
    for path in &all {
        // Words that the paper says elsewhere, too.
        let typed = with(&parts, path, &|text| {
            text.replacen("</w:p>", "</w:p><w:p><w:r><w:t>Gatorna sopades.</w:t></w:r></w:p>", 1)
        });
        let absorbed = take(&folder, &typed, Tracked::Accept);
        assert_eq!(
            (absorbed.unread.as_slice(), absorbed.gone.len()),
            (&["Gatorna sopades.".to_owned()][..], 0),
            "{path}"
        );
        let emptied = with(&parts, path, &|text| TEXT.replace_all(text, "<w:t></w:t>").into_owned());
        let absorbed = take(&folder, &emptied, Tracked::Accept);
        assert!(!absorbed.gone.is_empty() && absorbed.unread.is_empty(), "{path}: {:?}", absorbed.unread);
        assert!(absorbed.changes.is_empty());
        // The same tracked.
        let who = "w:id=\"901\" w:author=\"Eva Ek\" w:date=\"2025-09-18T10:00:00Z\"";
        let tracked = with(&parts, path, &|text| {
            let gone = |run: &regex::Captures<'_>| {
                let words = run[0].replace("<w:t>", "<w:delText>").replace("<w:t ", "<w:delText ");
                format!("<w:del {who}>{}</w:del>", words.replace("</w:t>", "</w:delText>"))
            };
            run.replace_all(text, gone).into_owned()
        });
        assert!(!take(&folder, &tracked, Tracked::Accept).gone.is_empty(), "{path}");
        let back = take(&folder, &tracked, Tracked::Reject);
        assert!(back.gone.is_empty() && back.unread.is_empty(), "{path}: {:?} {:?}", back.gone, back.unread);
        let mark = "<w:p><w:r><w:pict><v:shape><v:textpath string=\"ARBETSMATERIAL\"/></v:shape></w:pict></w:r></w:p>";
        let marked = with(&parts, path, &|text| text.replacen("</w:p>", &format!("</w:p>{mark}"), 1));
        assert_eq!(take(&folder, &marked, Tracked::Accept).unread, ["ARBETSMATERIAL"], "{path}");
    }
    // Said to people, in both languages, and the command ends with 1.
    let emptied = with(&parts, &all[0], &|text| TEXT.replace_all(text, "<w:t></w:t>").into_owned());
    std::fs::write(folder.path().join("x.docx"), packed(&emptied)).unwrap();
    for (language, words) in [("sv", "borttaget ur sidhuvud eller sidfot"), ("en", "taken out of a running head")] {
        let told = underlag(&["absorb", "x.docx", ".", "--lang", language], folder.path());
        let said = String::from_utf8(told.stdout).unwrap();
        assert!(told.status.code() == Some(1) && said.contains(words), "{said}");
    }
}

/// The last paragraphs of a text leave no empty line behind them, wherever its quotation marks stand.
#[test]
fn the_last_paragraphs_go_with_the_empty_line_before_them() {
    let gone = |body: &str, words: &[&str]| {
        words.iter().fold(body.to_owned(), |body, words| body.replacen(element(&body, "p", words), "", 1))
    };
    for (text, words, left) in [
        (THREE, &["Bron målades."][..], "Gatorna sopades.\n\nLamporna byttes."),
        (THREE, &["Lamporna byttes.", "Bron målades."], "Gatorna sopades."),
        ("Ett här.\n\n- ek\n- tall", &["ek", "tall"], "Ett här."),
        ("Ett här.\n\n- ek\n- tall", &["tall"], "Ett här.\n\n- ek"),
        ("Ett här.\n\n## Rubriken\n\nTvå här.", &["Rubriken", "Två här."], "Ett här."),
        ("Ett här.\n\n> Sagt så.", &["Sagt så."], "Ett här."),
    ] {
        for close in ["\n'''\n", "'''\n"] {
            let start =
                |text: &str| format!("enhet = \"a\"\n\n[[avsnitt]]\nkapitel = \"text\"\ntext = '''\n{text}{close}");
            let folder = Folder::new().with("enheter/a.toml", start(text));
            let parts = parts(bytes(&folder.built(), ".docx"));
            let file = with_body(&parts, gone(&part(&parts, BODY), words));
            let absorbed = absorb(folder.path(), &file, Tracked::Accept).unwrap();
            assert!(outcomes(&absorbed).iter().all(|it| *it == Outcome::Taken), "{text:?} {:#?}", absorbed.changes);
            assert_eq!(String::from_utf8_lossy(&absorbed.files[0].1), start(left), "{text:?} {close:?}");
        }
    }
    // All of a text is more than its paragraphs.
    let (folder, parts) = made(THREE);
    let all = gone(&part(&parts, BODY), &["Gatorna sopades.", "Lamporna byttes.", "Bron målades."]);
    let absorbed = absorb(folder.path(), &with_body(&parts, all), Tracked::Accept).unwrap();
    let text =
        absorbed.files.first().map_or_else(|| saying(THREE), |(_, text)| String::from_utf8(text.clone()).unwrap());
    assert!(["Gatorna", "Lamporna", "Bron"].iter().any(|words| text.contains(words)), "{text}");
    assert!(outcomes(&absorbed).iter().any(|it| *it != Outcome::Taken));
}

/// What was typed in the place of a page's number is told, within the field and over it.
#[test]
fn words_typed_over_a_page_are_told() {
    let (folder, parts) = made("Se sidan {{sida:text}} om gatorna.\n\nLamporna byttes.");
    let body = part(&parts, BODY);
    let start = body.find("PAGEREF").unwrap();
    let line = element(&body, "p", "om gatorna");
    assert!(line.contains("PAGEREF"), "{start} {line}");
    let result = regex::Regex::new("(PAGEREF.*?separate.*?<w:t[^>]*>)[^<]*(</w:t>)").unwrap();
    for (typed, is_told) in [("7", false), ("iv", false), ("Fel! Bokmärket är inte definierat.", false), ("sju", true)]
    {
        let new = result.replace(line, format!("${{1}}{typed}${{2}}")).into_owned();
        assert_ne!(new, line);
        let absorbed =
            absorb(folder.path(), &with_body(&parts, body.replacen(line, &new, 1)), Tracked::Accept).unwrap();
        let wanted = if is_told { vec![Outcome::Unsure(Unsure::Mark(Mark::Reference))] } else { Vec::new() };
        assert_eq!(outcomes(&absorbed), wanted, "{typed}: {:#?}", absorbed.changes);
        assert!(absorbed.files.is_empty());
    }
    let field = regex::Regex::new(
        "(?s)<w:r>(?:<w:rPr>[^P]*?</w:rPr>)?<w:fldChar w:fldCharType=\"begin\".*fldCharType=\"end\"/></w:r>",
    )
    .unwrap();
    let new = field.replace(line, "<w:r><w:t>sju</w:t></w:r>").into_owned();
    assert_ne!(new, line);
    let absorbed = absorb(folder.path(), &with_body(&parts, body.replacen(line, &new, 1)), Tracked::Accept).unwrap();
    assert_eq!(outcomes(&absorbed), [Outcome::Unsure(Unsure::Mark(Mark::Reference))], "{:#?}", absorbed.changes);
}

/// LibreOffice makes a link to a heading the number of its page, with the link's words as what it shows: that is no
/// edit, and never written.
#[test]
fn links_that_a_program_made_pages_stay_what_they_are() {
    let folder = Folder::of(&root().join("tests/reports/shapes"));
    let parts = parts(bytes(&folder.built(), ".docx"));
    let body = part(&parts, BODY);
    let (mut saved, mut rest, mut made) = (String::new(), body.as_str(), 0);
    while let Some((before, link)) = rest.split_once("<w:hyperlink w:anchor=\"") {
        let (link, after) = link.split_once("</w:hyperlink>").unwrap();
        let ((anchor, _), (open, inner)) = (link.split_once('"').unwrap(), link.split_once('>').unwrap());
        let shown: String = TEXT.captures_iter(inner).map(|hit| hit[1].to_owned()).collect();
        let is_number = !shown.is_empty() && shown.chars().all(|c| c.is_ascii_digit()) && !inner.contains("fldChar");
        let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        let code = format!("<w:r><w:instrText>PAGEREF {anchor} \\h</w:instrText></w:r>");
        let inner = if is_number {
            [mark("begin"), code, mark("separate"), inner.to_owned(), mark("end")].concat()
        } else {
            inner.to_owned()
        };
        made += usize::from(is_number);
        saved.push_str(&format!("{before}<w:hyperlink w:anchor=\"{open}>{inner}</w:hyperlink>"));
        rest = after;
    }
    saved.push_str(rest);
    assert!(made >= 3, "{made}");
    let absorbed = absorb(folder.path(), &with_body(&parts, saved), Tracked::Accept).unwrap();
    assert!(absorbed.changes.is_empty() && absorbed.files.is_empty(), "{:#?}", absorbed.changes);
}

/// The box that says what is missing is the program's: what was typed there is told, with where it is to be written.
#[test]
fn words_typed_into_the_box_of_a_missing_text_are_told() {
    let folder = Folder::new().with("enheter/a.toml", "enhet = \"a\"\n");
    let parts = parts(bytes(&folder.built(), ".docx"));
    let body = part(&parts, BODY);
    let all = regex::Regex::new("(?s)<w:p>.*?</w:p>|<w:p .*?</w:p>").unwrap();
    let boxes: Vec<&str> = all
        .find_iter(&body)
        .map(|it| it.as_str())
        .filter(|it| it.contains("\"NoticeGap") && TEXT.is_match(it))
        .collect();
    assert!(!boxes.is_empty(), "{body}");
    for of in &boxes {
        let typed = TEXT.replace(of, "<w:t>Vi har sopat gatorna i år.</w:t>").into_owned();
        let absorbed =
            absorb(folder.path(), &with_body(&parts, body.replacen(of, &typed, 1)), Tracked::Accept).unwrap();
        assert_eq!(outcomes(&absorbed), [Outcome::Gap], "{:#?}", absorbed.changes);
    }
    // Behind it, as a paragraph.
    let last = boxes[boxes.len() - 1];
    let new = "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr><w:r><w:t>Vi har sopat gatorna.</w:t></w:r></w:p>";
    let body = body.replacen(last, &format!("{last}{new}"), 1);
    let absorbed = absorb(folder.path(), &with_body(&parts, body), Tracked::Accept).unwrap();
    assert_eq!(absorbed.changes.len(), 1, "{:#?}", absorbed.changes);
}
