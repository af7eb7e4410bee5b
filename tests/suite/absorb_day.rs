//! An officer's day: forty edits of all kinds in one Word file, tracked and not. Each is taken in at its address or
//! told, and the paper that is built with them says what the file says, but for what was told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use regex::Regex;
use underlag::deliver::absorb::{Absorbed, Change, Outcome, Tracked, absorb};

use crate::support::word_file::{BODY, MAP, Parts, TEXT, packed, part, parts, plain};
use crate::support::{Folder, build, bytes, root};

/// How many edits a file has.
const EDITS: usize = 40;

const WHO: &str = "w:id=\"901\" w:author=\"Eva Ek\" w:date=\"2025-09-18T10:00:00Z\"";

/// A paragraph of the body that somebody wrote: its XML and its address.
struct Paragraph {
    xml: String,
    address: String,
}

/// The paragraphs that somebody wrote, each once.
fn paragraphs(parts: &Parts) -> Vec<Paragraph> {
    let map = part(parts, MAP);
    let item = Regex::new(r#"<item key="(u[0-9a-f]{12})" address="([^"]*)"[^>]*>"#).unwrap();
    let addresses: BTreeMap<&str, &str> = item
        .captures_iter(&map)
        .filter(|item| !item[0].contains("binding="))
        .map(|item| (item.get(1).unwrap().as_str(), item.get(2).unwrap().as_str()))
        .collect();
    let key = Regex::new(r#"w:name="(u[0-9a-f]{12})""#).unwrap();
    let body = part(parts, BODY);
    let all = Regex::new("(?s)<w:p>.*?</w:p>|<w:p .*?</w:p>").unwrap();
    let mut met = BTreeSet::new();
    let mut found = Vec::new();
    for xml in all.find_iter(&body).map(|it| it.as_str()) {
        let address = key.captures_iter(xml).find_map(|it| addresses.get(it.get(1).unwrap().as_str()).copied());
        let is_odd = xml.contains("<w:drawing") || xml.contains("w:txbxContent") || body.matches(xml).count() > 1;
        if let Some(address) = address.filter(|address| !is_odd && met.insert(*address)) {
            found.push(Paragraph { xml: xml.to_owned(), address: address.to_owned() });
        }
    }
    found
}

/// What is done to a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Retyped,
    RetypedTracked,
    Inserted,
    WordGone,
    Appended,
    Below,
    Gone,
    GoneTracked,
    Bold,
    Figure,
    BelowTracked,
}

const ALL: [Done; 10] = [
    Done::Retyped,
    Done::RetypedTracked,
    Done::Below,
    Done::Inserted,
    Done::WordGone,
    Done::Appended,
    Done::Gone,
    Done::Bold,
    Done::BelowTracked,
    Done::GoneTracked,
];

fn deleted(run: &str) -> String {
    let run = run.replace("<w:t>", "<w:delText xml:space=\"preserve\">").replace("<w:t ", "<w:delText ");
    format!("<w:del {WHO}>{}</w:del>", run.replace("</w:t>", "</w:delText>"))
}

/// The paragraph with this done to it; `None` where it has no words for that.
fn edited(xml: &str, done: Done, mark: &str) -> Option<String> {
    let run =
        Regex::new(r"(?s)<w:r>((?:<w:rPr>(?:[^/]|/[^w])*?</w:rPr>)?)<w:t(?: [^>]*)?>([^<]*)</w:t></w:r>").unwrap();
    let properties = Regex::new("(?s)<w:pPr>.*?</w:pPr>").unwrap().find(xml).map_or("", |it| it.as_str());
    let new = format!("{properties}<w:r><w:t>Nytt stycke {mark}.</w:t></w:r>");
    match done {
        Done::Below => return Some(format!("{xml}<w:p>{new}</w:p>")),
        Done::BelowTracked => {
            let of_end = format!("<w:rPr><w:ins {WHO}/></w:rPr></w:pPr>");
            let properties = properties.replacen("</w:pPr>", &of_end, 1);
            let run = format!("<w:ins {WHO}><w:r><w:t>Nytt stycke {mark}.</w:t></w:r></w:ins>");
            return Some(format!("{xml}<w:p>{properties}{run}</w:p>"));
        }
        Done::Gone => return Some(String::new()),
        Done::GoneTracked => {
            let gone = run.replace_all(xml, |run: &regex::Captures<'_>| deleted(&run[0]));
            return Some(gone.replacen("</w:pPr>", &format!("<w:rPr><w:del {WHO}/></w:rPr></w:pPr>"), 1));
        }
        Done::Figure => {
            let (range, old) = TEXT.captures(xml).map(|it| (it.get(1).unwrap().range(), it[1].to_owned()))?;
            let last = old.chars().next_back()?.to_digit(10)?;
            let words = format!("{}{}", &old[..old.len() - 1], (last + 1) % 10);
            return Some(format!("{}{words}{}", &xml[..range.start], &xml[range.end..]));
        }
        _ => {}
    }
    let is_word = |word: &&str| word.chars().count() > 4 && word.chars().all(char::is_alphabetic);
    let (whole, looks, words, word) = run.captures_iter(xml).find_map(|it| {
        let words = it.get(2).unwrap().as_str();
        let word = words.split(' ').find(is_word)?;
        Some((it.get(0).unwrap().range(), it[1].to_owned(), words, word))
    })?;
    let (before, behind) = words.split_once(word)?;
    let say = |words: &str| match words {
        "" => String::new(),
        words => format!("<w:r>{looks}<w:t xml:space=\"preserve\">{words}</w:t></w:r>"),
    };
    let bold = |words: &str| {
        let bold = if looks.is_empty() {
            "<w:rPr><w:b/></w:rPr>".to_owned()
        } else {
            looks.replace("<w:rPr>", "<w:rPr><w:b/>")
        };
        format!("<w:r>{bold}<w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let inserted = |words: &str| format!("<w:ins {WHO}>{}</w:ins>", say(words));
    let middle = match done {
        Done::Retyped => say(mark),
        Done::RetypedTracked => format!("{}{}", deleted(&say(word)), inserted(mark)),
        Done::Inserted => format!("{}{}", say(word), inserted(&format!(" {mark}"))),
        Done::WordGone => deleted(&say(&format!("{word} "))),
        Done::Appended => say(&format!("{word} {mark}")),
        _ => bold(word),
    };
    let behind = if done == Done::WordGone { behind.strip_prefix(' ').unwrap_or(behind) } else { behind };
    let middle =
        if done == Done::WordGone && !words.contains(&format!("{word} ")) { deleted(&say(word)) } else { middle };
    let new = format!("{}{middle}{}", say(before), say(behind));
    Some(format!("{}{new}{}", &xml[..whole.start], &xml[whole.end..]))
}

/// An edit of the file.
struct Edit {
    done: Done,
    address: String,
    mark: String,
    was: String,
}

/// The file with its edits.
fn day(parts: &Parts) -> (Vec<u8>, Vec<Edit>) {
    let all = paragraphs(parts);
    let (mut body, mut edits) = (part(parts, BODY), Vec::new());
    let step = (all.len() / (EDITS * 3 / 2)).max(1);
    let mut next = 0;
    for paragraph in all.iter().step_by(step) {
        if edits.len() == EDITS {
            break;
        }
        let words = plain(&paragraph.xml);
        let is_figure = words.chars().all(|c| c.is_ascii_digit() || "−, ".contains(c)) && words.len() > 1;
        let is_text = ["text:", "memo:"].iter().any(|start| paragraph.address.starts_with(start));
        let is_whole = |done: Done| matches!(done, Done::Below | Done::BelowTracked | Done::Gone | Done::GoneTracked);
        let done = match ALL[next % ALL.len()] {
            _ if is_figure => Done::Figure,
            done if is_whole(done) && !is_text => Done::Retyped,
            done => done,
        };
        let mark = format!("märke{}x", edits.len());
        let Some(new) = edited(&paragraph.xml, done, &mark).filter(|new| *new != paragraph.xml) else { continue };
        next += 1;
        body = body.replacen(&paragraph.xml, &new, 1);
        edits.push(Edit { done, address: paragraph.address.clone(), mark, was: words });
    }
    let mut parts = parts.clone();
    parts.insert(BODY.to_owned(), body.into_bytes());
    // And a head that says more, and a foot that says nothing.
    let head = parts.keys().find(|path| path.starts_with("word/header")).unwrap().clone();
    let text = part(&parts, &head).replacen("</w:p>", "<w:r><w:t> Huvudmärke</w:t></w:r></w:p>", 1);
    parts.insert(head, text.into_bytes());
    (packed(&parts), edits)
}

/// How many edits were taken in, told, silent and wrong.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
    taken: usize,
    told: usize,
    silent: Vec<String>,
    wrong: Vec<String>,
}

fn counted(absorbed: &Absorbed, edits: &[Edit]) -> Counted {
    let texts: String = absorbed.files.iter().map(|(_, text)| String::from_utf8_lossy(text).into_owned()).collect();
    let mut counted = Counted::default();
    for edit in edits {
        let what = format!("{:?} {} {}: {}", edit.done, edit.address, edit.mark, edit.was);
        let says = |words: &Option<String>| words.as_deref().is_some_and(|words| words.contains(&edit.mark));
        let is_here = |change: &&Change| change.address.as_deref() == Some(edit.address.as_str());
        let by_mark: Vec<&Change> = absorbed.changes.iter().filter(|it| says(&it.is)).collect();
        let here: Vec<&Change> = absorbed.changes.iter().filter(is_here).collect();
        let is_new = matches!(edit.done, Done::Below | Done::BelowTracked);
        let has_mark =
            !matches!(edit.done, Done::WordGone | Done::Gone | Done::GoneTracked | Done::Bold | Done::Figure);
        let own = if has_mark { by_mark } else { here };
        let is_taken = !own.is_empty() && own.iter().any(|it| it.outcome == Outcome::Taken);
        let is_elsewhere = is_taken && !is_new && !own.iter().any(is_here);
        let is_often = has_mark && texts.matches(&edit.mark).count() != usize::from(is_taken);
        match (is_taken, own.is_empty()) {
            _ if is_elsewhere || is_often => counted.wrong.push(what),
            (true, _) => counted.taken += 1,
            (false, false) => counted.told += 1,
            (false, true) if edit.done == Done::Bold && absorbed.looks > 0 => counted.told += 1,
            (false, true) => counted.silent.push(what),
        }
    }
    counted
}

fn is_well(report: &Path, least: usize) {
    let folder = Folder::of(report);
    let parts = parts(bytes(&build(report), ".docx"));
    let (file, edits) = day(&parts);
    assert_eq!(edits.len(), EDITS);
    let absorbed = absorb(folder.path(), &file, Tracked::Accept).unwrap();
    let counted = counted(&absorbed, &edits);
    assert!(counted.silent.is_empty() && counted.wrong.is_empty(), "{counted:#?} {:#?}", absorbed.changes);
    assert!(counted.taken >= least, "{counted:#?} {:#?}", absorbed.changes);
    assert!(absorbed.unread.iter().any(|words| words.contains("Huvudmärke")), "{:?}", absorbed.unread);
    // The paper that is built with them says what the file says, but for what was told.
    let folder = absorbed.files.iter().fold(folder, |folder, (path, text)| folder.with(path, text));
    let again = absorb(folder.path(), &file, Tracked::Accept).unwrap();
    // Figures that are taken from cells follow them.
    let letters = |words: &Option<String>| -> String {
        let words = words.as_deref().unwrap_or_default();
        words.chars().filter(|c| c.is_alphabetic()).collect()
    };
    let is_told = |it: &&Change| it.outcome != Outcome::Taken && letters(&it.was) != letters(&it.is);
    let told = |absorbed: &Absorbed| absorbed.changes.iter().filter(is_told).count();
    let more: Vec<&Change> = again.changes.iter().filter(|it| it.outcome == Outcome::Taken).collect();
    assert!(again.files.is_empty() && more.is_empty(), "{more:#?}");
    assert!(told(&again) <= told(&absorbed), "{:#?} {:#?}", absorbed.changes, again.changes);
    // Nothing of it where the tracked changes are taken back is anything but an edit that was not tracked.
    let back = absorb(folder.path(), &file, Tracked::Reject).unwrap();
    let tracked: Vec<&Edit> = edits
        .iter()
        .filter(|it| matches!(it.done, Done::RetypedTracked | Done::Inserted | Done::BelowTracked))
        .collect();
    for edit in tracked {
        let says = |it: &Change| it.is.as_deref().is_some_and(|words| words.contains(&edit.mark));
        assert!(!back.changes.iter().any(says), "{} {:#?}", edit.mark, back.changes);
    }
}

#[test]
fn a_day_of_edits_in_a_whole_paper_loses_nothing() {
    is_well(&root().join("inputs/sandby-sn-2025-08"), 25);
}

#[test]
fn a_day_of_edits_in_a_paper_of_all_shapes_loses_nothing() {
    is_well(&root().join("tests/reports/shapes"), 25);
}
