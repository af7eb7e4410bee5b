//! Edits in the finished Word file come back into the files that the report is made of: at the right place, and nothing
//! else is touched; what is not certain is told and left.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use regex::Regex;
use underlag::deliver::absorb::{AbsorbError, Absorbed, By, Change, Mark, Outcome, Tracked, Unsure, absorb};

use crate::support::report::{Block, Report, chapter, column, columns, row, table, toml};
use crate::support::word_file::{
    BODY, MAP, MARK, NOTES, Parts, TEXT, bare, element, packed, part, parts, with_body, with_words,
};
use crate::support::{Folder, build, bytes, printed, reports, root, saying, underlag};

static ITEM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"<item key="(u[0-9a-f]{12})" address="([^"]*)""#).unwrap());

fn take(dir: &Path, file: &[u8]) -> Absorbed {
    absorb(dir, file, Tracked::Accept).unwrap()
}

/// The addresses of a file's paragraphs by their keys; those of bound figures are left out.
fn addresses(parts: &Parts) -> BTreeMap<String, String> {
    let map = part(parts, MAP);
    let all = ITEM.captures_iter(&map).map(|item| (item[1].to_owned(), item[2].to_owned()));
    all.filter(|(_, address)| !address.rsplit('#').next().unwrap().contains('.')).collect()
}

/// A part with another word, or another last digit, in the bookmark of this name; `None` where it has no such word.
fn edited(part: &str, key: &str) -> Option<String> {
    let start = part.find(&format!("w:name=\"{key}\""))?;
    let end = start + part[start..].find("</w:p>")?;
    let words = TEXT.captures(&part[start..end])?.get(1).unwrap();
    let old = words.as_str();
    let is_figure = old.chars().all(|c| c.is_ascii_digit() || "−, \u{a0}".contains(c)) && old.len() > 1;
    let last = old.chars().next_back().and_then(|last| last.to_digit(10));
    let new = match last.filter(|_| is_figure) {
        Some(last) => format!("{}{}", &old[..old.len() - 1], (last + 1) % 10),
        None => {
            let is_word = |word: &&str| word.chars().count() > 3 && word.chars().all(char::is_alphabetic);
            old.replacen(old.split(' ').find(is_word)?, "Xylofon", 1)
        }
    };
    Some(format!("{}{new}{}", &part[..start + words.start()], &part[start + words.end()..]))
}

/// A file with an edit at each of these keys; those that could be edited.
fn edited_at<'k>(parts: &Parts, keys: impl Iterator<Item = &'k str>) -> (Vec<u8>, BTreeSet<String>) {
    let mut parts = parts.clone();
    let mut done = BTreeSet::new();
    for key in keys {
        for path in [BODY, NOTES] {
            let text = part(&parts, path);
            if let Some(text) = edited(&text, key) {
                parts.insert(path.to_owned(), text.into_bytes());
                done.insert(key.to_owned());
            }
        }
    }
    (packed(&parts), done)
}

#[test]
fn a_file_that_nobody_has_edited_changes_nothing() {
    for report in reports() {
        let built = build(&report);
        let file = bytes(&built, ".docx");
        for file in [file.to_vec(), packed(&parts(file))] {
            let absorbed = take(&report, &file);
            assert_eq!(absorbed.changes, [], "{}", report.display());
            assert_eq!((absorbed.files.len(), absorbed.looks, absorbed.unread.len()), (0, 0, 0));
            let counts = absorbed.counts;
            assert!(counts.unchanged > 0 && counts.all == counts.unchanged + counts.made, "{counts:?}");
        }
    }
}

/// What kind of thing an address names: `text`, `risk/sannolikhet`, `control/ansvar`.
fn kind(address: &str) -> String {
    let (kind, rest) = address.split_once(':').unwrap();
    let last = rest.split(['#', '@']).next().unwrap().rsplit('/').next().unwrap();
    if matches!(kind, "risk" | "control") { format!("{kind}/{last}") } else { kind.to_owned() }
}

/// Kinds that the program makes of others: they are told, not written.
const MADE: [&str; 3] = ["risk/riskvarde", "risk/sannolikhet", "risk/konsekvens"];

#[test]
fn an_edit_of_every_kind_comes_back_at_its_address() {
    let mut met: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for report in reports() {
        let built = build(&report);
        let parts = parts(bytes(&built, ".docx"));
        let addresses = addresses(&parts);
        let mut chosen: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (key, address) in &addresses {
            let of_kind = chosen.entry(kind(address)).or_default();
            if of_kind.len() < 12 {
                of_kind.push(key);
            }
        }
        let (file, done) = edited_at(&parts, chosen.values().flatten().copied());
        let wanted: BTreeSet<&str> = done.iter().map(|key| addresses[key].as_str()).collect();
        let absorbed = take(&report, &file);
        for change in &absorbed.changes {
            let address = change.address.as_deref().unwrap_or("–");
            assert!(wanted.contains(address), "{}: {change:?}", report.display());
            let counts = met.entry(kind(address)).or_default();
            counts[usize::from(change.outcome != Outcome::Taken)] += 1;
            // A sign stands before the word of an assessment: another word has another sign, or none.
            let is_signed = change.was.as_deref().is_some_and(|was| was.starts_with(['●', '▲', '■', '–', '○']));
            assert!(change.outcome != Outcome::SaysOther || is_signed, "{change:?}");
            assert!(change.outcome != Outcome::Conflict, "{change:?}");
            // What stands in the file is changed at the words alone.
            if change.outcome == Outcome::Taken {
                assert_eq!(change.by, Some(By::Bookmark));
            }
        }
        let counts = absorbed.counts;
        assert_eq!(counts.all, counts.unchanged + counts.made + counts.taken + counts.listed, "{counts:?}");
        one_line_an_edit(&report, &absorbed);
    }
    println!("{met:#?}");
    for (kind, [taken, left]) in &met {
        assert!(*taken > 0 || MADE.contains(&kind.as_str()), "{kind}: {taken} taken, {left} left");
    }
    let [taken, left] = met.values().fold([0, 0], |sum, of| [sum[0] + of[0], sum[1] + of[1]]);
    assert!(taken * 100 >= (taken + left) * 90, "{taken} of {}", taken + left);
}

/// Each edit changes lines of its own file, and no more lines than there are edits.
fn one_line_an_edit(report: &Path, absorbed: &Absorbed) {
    let taken = absorbed.changes.iter().filter(|change| change.outcome == Outcome::Taken).count();
    let mut changed = 0;
    for (path, new) in &absorbed.files {
        let (old, new) = (fs::read_to_string(report.join(path)).unwrap(), String::from_utf8(new.clone()).unwrap());
        assert_eq!(old.lines().count(), new.lines().count(), "{path}");
        changed += old.lines().zip(new.lines()).filter(|(old, new)| old != new).count();
    }
    assert!(changed <= taken, "{changed} lines of {taken} edits");
}

/// A small report, and its file with other XML in its body.
fn with(words: &str, change: impl Fn(String) -> String) -> (Folder, Vec<u8>) {
    let folder = Folder::new().with("enheter/a.toml", saying(words));
    let parts = parts(bytes(&folder.built(), ".docx"));
    let body = change(part(&parts, BODY));
    (folder, with_body(&parts, body))
}

/// The text of the unit's file with what was taken in.
fn taken(absorbed: &Absorbed) -> &str {
    let [(path, text)] = absorbed.files.as_slice() else { panic!("{absorbed:?}") };
    assert_eq!(path, "enheter/a.toml");
    std::str::from_utf8(text).unwrap()
}

fn outcomes(absorbed: &Absorbed) -> Vec<Outcome> {
    absorbed.changes.iter().map(|change| change.outcome).collect()
}

/// A paragraph of body text, as somebody adds it.
fn paragraph(words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// The end of the paragraph that says this.
fn behind(body: &str, words: &str) -> usize {
    let at = body.find(words).unwrap_or_else(|| panic!("no {words}"));
    at + body[at..].find("</w:p>").unwrap() + "</w:p>".len()
}

/// The beginning of the paragraph that says this.
fn before(body: &str, words: &str) -> usize {
    let at = body.find(words).unwrap_or_else(|| panic!("no {words}"));
    body[..at].rfind("<w:p>").unwrap()
}

const THREE: &str = "Gatorna sopades under våren.\n\nLamporna byttes under hösten.\n\nBron målades under sommaren.";

#[test]
fn paragraphs_come_and_go() {
    let (folder, file) = with(THREE, |body| {
        let at = behind(&body, "Lamporna byttes");
        format!("{}{}{}", &body[..at], paragraph("Stolparna rätades också."), &body[at..])
    });
    let absorbed = take(folder.path(), &file);
    assert_eq!(outcomes(&absorbed), [Outcome::Taken], "{absorbed:?}");
    let wanted = THREE.replace("hösten.", "hösten.\n\nStolparna rätades också.");
    assert_eq!(taken(&absorbed), saying(&wanted));
    let (folder, file) = with(THREE, |body| {
        let range = before(&body, "Lamporna byttes")..behind(&body, "Lamporna byttes");
        format!("{}{}", &body[..range.start], &body[range.end..])
    });
    let absorbed = take(folder.path(), &file);
    assert_eq!(outcomes(&absorbed), [Outcome::Taken], "{absorbed:?}");
    assert_eq!(taken(&absorbed), saying(&THREE.replace("Lamporna byttes under hösten.\n\n", "")));
    // All of a text is more than a paragraph: a person decides.
    let (folder, file) = with("Gatorna sopades under våren.", |body| {
        let range = before(&body, "Gatorna sopades")..behind(&body, "Gatorna sopades");
        format!("{}{}", &body[..range.start], &body[range.end..])
    });
    assert_eq!(outcomes(&take(folder.path(), &file)), [Outcome::Kept]);
}

#[test]
fn points_of_a_list_come_and_go() {
    let list = "Vi har gjort detta:\n\n- sopat gator\n- bytt lampor\n- målat bron";
    let (folder, file) = with(list, |body| {
        let range = before(&body, "bytt lampor")..behind(&body, "bytt lampor");
        let point = body[range.clone()].replace("bytt lampor", "rätat stolpar");
        // Its bookmark is a copy, as programs call it.
        let point = Regex::new(r#"w:name="(u[0-9a-f]{12})""#)
            .unwrap()
            .replace_all(&point, "w:name=\"${1}_Copy_1\"")
            .into_owned();
        format!("{}{point}{}", &body[..range.end], &body[range.end..])
    });
    let absorbed = take(folder.path(), &file);
    assert_eq!(outcomes(&absorbed), [Outcome::Taken], "{absorbed:?}");
    assert_eq!(taken(&absorbed), saying(&list.replace("- bytt lampor", "- bytt lampor\n- rätat stolpar")));
    let (folder, file) = with(list, |body| {
        let range = before(&body, "bytt lampor")..behind(&body, "bytt lampor");
        format!("{}{}", &body[..range.start], &body[range.end..])
    });
    assert_eq!(taken(&take(folder.path(), &file)), saying(&list.replace("- bytt lampor\n", "")));
}

/// A change that is tracked is decided about as somebody asks, also where it stands within another one; who made it is
/// told.
#[test]
fn tracked_changes_are_accepted_or_rejected() {
    let change = |body: String| {
        body.replacen(
            "sopades under",
            "sopades</w:t></w:r><w:del w:id=\"901\" w:author=\"Eva Ek\"><w:r><w:delText xml:space=\"preserve\"> under</w:delText></w:r>\
             </w:del><w:ins w:id=\"902\" w:author=\"Eva Ek\"><w:r><w:t xml:space=\"preserve\"> tidigt på</w:t></w:r><w:del w:id=\"903\" \
             w:author=\"Bo Al\"><w:r><w:delText> mycket</w:delText></w:r></w:del></w:ins><w:r><w:t>",
            1,
        )
    };
    let (folder, file) = with(THREE, change);
    let absorbed = take(folder.path(), &file);
    assert_eq!(taken(&absorbed), saying(&THREE.replace("sopades under", "sopades tidigt på")));
    assert_eq!(absorbed.authors.keys().collect::<Vec<_>>(), ["Bo Al", "Eva Ek"]);
    let rejected = absorb(folder.path(), &file, Tracked::Reject).unwrap();
    assert_eq!((rejected.changes.len(), rejected.files.len()), (0, 0), "{rejected:?}");
    // A paragraph whose words and end are deleted is gone.
    let (folder, file) = with(THREE, |body| {
        let range = before(&body, "Lamporna byttes")..behind(&body, "Lamporna byttes");
        let gone = body[range.clone()].replace("<w:r>", "<w:del w:id=\"904\" w:author=\"Bo Al\"><w:r>");
        let gone =
            gone.replace("</w:r>", "</w:r></w:del>").replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ");
        let gone = gone.replacen("</w:pPr>", "<w:rPr><w:del w:id=\"905\" w:author=\"Bo Al\"/></w:rPr></w:pPr>", 1);
        format!("{}{gone}{}", &body[..range.start], &body[range.end..])
    });
    let absorbed = take(folder.path(), &file);
    assert_eq!(taken(&absorbed), saying(&THREE.replace("Lamporna byttes under hösten.\n\n", "")));
    assert_eq!(absorb(folder.path(), &file, Tracked::Reject).unwrap().changes, []);
}

#[test]
fn both_sides_changed_is_a_conflict_that_shows_all_three() {
    let (folder, file) = with(THREE, |body| body.replacen("sopades", "spolades", 1));
    let folder = folder.with("enheter/a.toml", saying(&THREE.replace("sopades", "dammsögs")));
    let absorbed = take(folder.path(), &file);
    let [change] = absorbed.changes.as_slice() else { panic!("{absorbed:?}") };
    assert_eq!(change.outcome, Outcome::Conflict);
    let said = |words: &Option<String>| words.clone().unwrap().replace('\u{a0}', " ");
    assert_eq!(said(&change.base), "Gatorna sopades under våren.");
    assert_eq!(said(&change.was), "Gatorna dammsögs under våren.");
    assert_eq!(said(&change.is), "Gatorna spolades under våren.");
    assert!(absorbed.files.is_empty());
    // A program has lost what the file says of its paragraphs, and the report has changed since: nobody knows which side
    // it was. The paragraph that came since is not one that was taken away.
    let mut lost = parts(&file);
    lost.retain(|path, _| !path.starts_with("customXml"));
    let unknown = take(folder.path(), &packed(&lost));
    assert_eq!((outcomes(&unknown).as_slice(), unknown.files.len()), (&[Outcome::NoBase][..], 0), "{unknown:?}");
    let folder = folder.with("enheter/a.toml", saying(&format!("{THREE}\n\nVattnet kom tillbaka.")));
    let unknown = take(folder.path(), &packed(&lost));
    assert!(outcomes(&unknown).iter().all(|it| *it == Outcome::NoBase) && unknown.files.is_empty(), "{unknown:?}");
    // As it was when the file was made, it is taken in.
    let folder = folder.with("enheter/a.toml", saying(THREE));
    assert_eq!(outcomes(&take(folder.path(), &packed(&lost))), [Outcome::Taken]);
    // Both sides changed in the same way, or the report alone: nothing to do.
    let folder = folder.with("enheter/a.toml", saying(&THREE.replace("sopades", "spolades")));
    assert_eq!(take(folder.path(), &file).changes, []);
    let (folder, file) = with(THREE, |body| body);
    let folder = folder.with("enheter/a.toml", saying(&THREE.replace("sopades", "spolades")));
    assert_eq!(take(folder.path(), &file).changes, []);
}

/// Marks of the text stay: what touches one is told; what stands beside one is taken in.
#[test]
fn marks_of_a_text_stay() {
    let words = "Vi har sopat *alla* gator och [läst om det](https://example.org/) under vintern.";
    for (from, to, wanted) in [
        ("Vi har sopat", "Vi har spolat", Some(words.replace("sopat", "spolat"))),
        ("vintern", "hösten", Some(words.replace("vintern", "hösten"))),
        ("alla", "många", Some(words.replace("alla", "många"))),
        ("läst om det", "läst om detta", Some(words.replace("läst om det", "läst om detta"))),
    ] {
        let (folder, file) = with(words, |body| body.replacen(from, to, 1));
        let absorbed = take(folder.path(), &file);
        assert_eq!(
            absorbed.files.first().map(|(_, text)| String::from_utf8(text.clone()).unwrap()),
            wanted.map(|it| saying(&it)),
            "{from}: {absorbed:?}"
        );
    }
    // Letters that would be marks are written as letters, or told: never read as marks.
    let (folder, file) = with(THREE, |body| body.replacen("sopades", "sopades {{x.y.z}}", 1));
    let absorbed = take(folder.path(), &file);
    assert_eq!(outcomes(&absorbed), [Outcome::Unsure(Unsure::Mark(Mark::Other))], "{absorbed:?}");
}

/// Where all bookmarks and the map are gone, as in a file that another service has saved, words and places are enough.
#[test]
fn without_any_key_words_and_places_are_enough() {
    let report = root().join("inputs/sandby-sn-2025-08");
    let built = build(&report);
    let whole = parts(bytes(&built, ".docx"));
    let addresses = addresses(&whole);
    let keys = addresses.keys().map(String::as_str).step_by(4);
    let (file, done) = edited_at(&whole, keys);
    let mut lost = parts(&file);
    lost.retain(|path, _| !path.starts_with("customXml") && path != "docProps/custom.xml");
    for path in [BODY, NOTES] {
        let text = bare(&part(&lost, path));
        lost.insert(path.to_owned(), text.into_bytes());
    }
    let (with_keys, without) = (take(&report, &file), take(&report, &packed(&lost)));
    let of = |absorbed: &Absorbed| -> BTreeSet<(Option<String>, Option<String>)> {
        let taken = absorbed.changes.iter().filter(|change| change.outcome == Outcome::Taken);
        taken.map(|change| (change.address.clone(), change.is.clone())).collect()
    };
    let (known, found) = (of(&with_keys), of(&without));
    println!("{} of {} with keys, {} without", known.len(), done.len(), found.len());
    assert!(found.is_subset(&known), "{:?}", found.difference(&known).collect::<Vec<_>>());
    assert!(found.len() * 100 >= known.len() * 85);
    let by_place = |change: &Change| change.outcome != Outcome::Taken || change.by == Some(By::Place);
    assert!(without.changes.iter().all(by_place));
}

#[test]
fn figures_are_compared_as_values_and_those_that_are_made_are_told() {
    let report = Report::new()
        .text("Driften kostar {{t.a.u}} nu.")
        .add([chapter("e", "Siffror", "tabeller").key("tabeller", ["t"]), columns("k").key("sort", "tkr")])
        .add([column("u", "Utfall"), table("t", "Drift", "k", ["a/a", "a/b", "a/s"])])
        .deliver(
            "a",
            [row("t", "a", "Gator").cells(&[("u", "12150")]), row("t", "b", "Parker").cells(&[("u", "3710")])],
        )
        .deliver(
            "a",
            [row("t", "s", "Summa").cells(&[("u", "15860")]).key("slag", "summa").key("summerar", ["a", "b"])],
        );
    let folder = report.folder();
    let parts = parts(bytes(&folder.built(), ".docx"));
    let body = part(&parts, BODY);
    let cell = |from: &str, to: &str| {
        let at = body.rfind(&format!(">{from}<")).unwrap() + 1;
        take(folder.path(), &with_body(&parts, format!("{}{to}{}", &body[..at], &body[at + from.len()..])))
    };
    for same in ["3710", "3 710"] {
        assert_eq!(cell("3\u{a0}710", same).changes, [], "{same}");
    }
    let other = cell("3\u{a0}710", "3 800");
    assert_eq!(outcomes(&other), [Outcome::Taken], "{other:?}");
    assert!(String::from_utf8(other.files[0].1.clone()).unwrap().contains("u = 3800\n"));
    assert_eq!(outcomes(&cell("3\u{a0}710", "okänt")), [Outcome::Unsure(Unsure::NoFigure)]);
    // The figure in the text is bound to the cell.
    let bound = with_body(&parts, body.replacen("12\u{a0}150\u{a0}tkr", "12 999 tkr", 1));
    let told = take(folder.path(), &bound);
    assert!(matches!(outcomes(&told)[..], [Outcome::Unsure(Unsure::Mark(Mark::Bound { .. }))]), "{told:?}");
    // The one who is to change it is led to the cell.
    let place = told.changes[0].place.unwrap();
    assert_eq!(told.sources.file(place.file).original().get(place.range()), Some("12150"));
}

/// Bold and italic come back as marks of the text, where the file has not lost all of them.
#[test]
fn emphasis_comes_and_goes() {
    let run = |words: &str, look: &str| {
        format!(
            "</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r><w:r><w:t xml:space=\"preserve\">"
        )
    };
    for (look, mark) in [("<w:b/>", "**"), ("<w:i/>", "*")] {
        let (folder, file) = with(THREE, |body| body.replacen("byttes", &run("byttes", look), 1));
        let absorbed = take(folder.path(), &file);
        assert_eq!(outcomes(&absorbed), [Outcome::Taken], "{absorbed:?}");
        let wanted = saying(&THREE.replace("byttes", &format!("{mark}byttes{mark}")));
        assert_eq!(taken(&absorbed), wanted);
        let folder = folder.with("enheter/a.toml", &wanted);
        let again = take(folder.path(), &file);
        assert_eq!((again.changes.len(), again.looks), (0, 0), "{again:?}");
    }
    // A link cannot be taken in, and is counted.
    let link = |body: String| {
        let at = before(&body, "Lamporna byttes");
        let run = at + body[at..].find("<w:r>").unwrap();
        let end = run + body[run..].find("</w:r>").unwrap() + "</w:r>".len();
        format!("{}<w:hyperlink r:id=\"rId1\">{}</w:hyperlink>{}", &body[..run], &body[run..end], &body[end..])
    };
    let (folder, file) = with(THREE, link);
    let linked = take(folder.path(), &file);
    assert_eq!((linked.changes.len(), linked.looks), (0, 1), "{linked:?}");
    let both = "Gatorna **sopades** och **borstades** under våren.";
    let plain = |body: String, words: &str| {
        let look = Regex::new(&format!("<w:rPr><w:rStyle [^>]*/></w:rPr>(<w:t[^>]*>{words}<)")).unwrap();
        let new = look.replace(&body, "$1").into_owned();
        assert_ne!(new, body);
        new
    };
    let (folder, file) = with(both, |body| plain(body, "sopades"));
    assert_eq!(taken(&take(folder.path(), &file)), saying(&both.replace("**sopades**", "sopades")));
    // A program that has lost all emphasis is nobody who took it off.
    let (folder, file) = with(both, |body| plain(plain(body, "sopades"), "borstades"));
    let lost = take(folder.path(), &file);
    assert_eq!((lost.changes.len(), lost.looks), (0, 1), "{lost:?}");
}

/// Where a link leads, and the language of words, come back; links come and go, where the file has not lost all of them.
#[test]
fn links_and_languages_come_back() {
    let words =
        "Läs [planen](https://a.example/) och [Lean Six Sigma](sprak:en), se [kartan](https://k.example/) nu, och mer.";
    let folder = Folder::new().with("enheter/a.toml", saying(words));
    let parts = parts(bytes(&folder.built(), ".docx"));
    const RELS: &str = "word/_rels/document.xml.rels";
    let (body, rels) = (part(&parts, BODY), part(&parts, RELS));
    let with = |body: &str, rels: &str| {
        let mut parts = parts.clone();
        parts.insert(RELS.to_owned(), rels.as_bytes().to_vec());
        take(folder.path(), &with_body(&parts, body.to_owned()))
    };
    let is = |absorbed: &Absorbed, from: &str, to: &str| {
        assert_eq!(outcomes(absorbed), [Outcome::Taken], "{from}: {absorbed:?}");
        assert_eq!(taken(absorbed), saying(&words.replace(from, to)));
    };
    is(&with(&body, &rels.replace("a.example/", "b.example/ny")), "a.example/", "b.example/ny");
    let german = body.replace("<w:lang w:val=\"en-GB\"/>", "<w:lang w:val=\"de-DE\"/>");
    assert_ne!(german, body);
    is(&with(&german, &rels), "sprak:en", "sprak:de");
    // As some programs write links: a field in the place of the element.
    let links = Regex::new(r"(?s)<w:hyperlink [^>]*>(.*?)</w:hyperlink>").unwrap();
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let mut addresses = ["https://c.example/", "https://k.example/"].iter();
    let as_field = |link: &regex::Captures<'_>| {
        let code = format!("<w:r><w:instrText> HYPERLINK \"{}\" </w:instrText></w:r>", addresses.next().unwrap());
        [&field("begin"), &code, &field("separate"), &link[1], &field("end")].concat()
    };
    is(&with(&links.replace_all(&body, as_field), &rels), "a.example/", "c.example/");
    // One gone and one come, and all of them lost.
    is(&with(&links.replace(&body, "$1"), &rels), "[planen](https://a.example/)", "planen");
    let lost = with(&links.replace_all(&body, "$1"), &rels);
    assert_eq!((lost.changes.len(), lost.looks), (0, 1), "{lost:?}");
    let end = rels.replace(
        "</Relationships>",
        "<Relationship Id=\"rNy\" Type=\"x\" Target=\"https://n.example/\" TargetMode=\"External\"/></Relationships>",
    );
    let between =
        "</w:t></w:r><w:hyperlink r:id=\"rNy\"><w:r><w:t>nu</w:t></w:r></w:hyperlink><w:r><w:t xml:space=\"preserve\">";
    assert!(body.contains(" nu, "), "{body}");
    is(&with(&body.replacen(" nu, ", &format!(" {between}, "), 1), &end), " nu, ", " [nu](https://n.example/), ");
    // A program that marks everything as another language has said nothing.
    let all = body.replace("<w:r><w:t", "<w:r><w:rPr><w:lang w:val=\"en-US\"/></w:rPr><w:t");
    let all = all.replace("<w:lang w:val=\"en-GB\"/>", "<w:lang w:val=\"en-US\"/>");
    assert_eq!(with(&all, &rels).changes, []);
    let all = all.replace("en-US", "de-DE");
    assert_eq!(with(&all, &rels).changes, []);
    // What no text can say is told, and a program's way of writing an address is none.
    for odd in ["file:///a", "https://a.example/(x)"] {
        let odd = with(&body, &rels.replace("https://a.example/", odd));
        assert_eq!((outcomes(&odd).as_slice(), odd.looks, odd.files.len()), (&[Outcome::Looks][..], 0, 0), "{odd:?}");
    }
}

/// What is not taken in is told: looks, running heads, text boxes, comments.
#[test]
fn nothing_is_silent() {
    let (folder, file) = with(THREE, |body| {
        let body = body.replacen("<w:t>Gatorna", "<w:rPr><w:color w:val=\"FF0000\"/></w:rPr><w:t>Gatorna", 1);
        let body = body.replacen(
            "<w:t xml:space=\"preserve\">Gatorna",
            "<w:rPr><w:color w:val=\"FF0000\"/></w:rPr><w:t xml:space=\"preserve\">Gatorna",
            1,
        );
        let at = behind(&body, "Bron målades") - "</w:p>".len();
        let comment = "<w:r><w:commentReference w:id=\"0\"/></w:r>";
        format!("{}{comment}{}", &body[..at], &body[at..])
    });
    let mut parts = parts(&file);
    let comment = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"0\" \
                   w:author=\"Eva Ek\"><w:p><w:r><w:t>Stämmer det?</w:t></w:r></w:p></w:comment></w:comments>";
    parts.insert("word/comments.xml".to_owned(), comment.as_bytes().to_vec());
    let head = parts.keys().find(|path| path.starts_with("word/header")).unwrap().clone();
    let text = part(&parts, &head).replacen("</w:p>", "<w:r><w:t>Arbetsmaterial</w:t></w:r></w:p>", 1);
    parts.insert(head, text.into_bytes());
    let absorbed = take(folder.path(), &packed(&parts));
    assert_eq!((absorbed.changes.len(), absorbed.looks), (0, 1), "{absorbed:?}");
    assert!(absorbed.unread.iter().any(|words| words.contains("Arbetsmaterial")), "{:?}", absorbed.unread);
    let [remark] = absorbed.comments.as_slice() else { panic!("{:?}", absorbed.comments) };
    assert_eq!((remark.author.as_str(), remark.words.as_str()), ("Eva Ek", "Stämmer det?"));
    assert_eq!(absorbed.sources.locate(remark.place.unwrap()), "enheter/a.toml:10:1");
}

#[test]
fn files_of_others_are_refused_in_words() {
    let folder = Folder::new();
    assert!(matches!(absorb(folder.path(), b"inget", Tracked::Accept), Err(AbsorbError::Unreadable(_))));
    let other = root().join("inputs/sandby-sn-2025-08");
    let file = bytes(&build(&other), ".docx").to_vec();
    assert!(
        matches!(absorb(folder.path(), &file, Tracked::Accept), Err(AbsorbError::Other(id)) if id.starts_with("sandby"))
    );
    // A control that closes outside of the change that it began in, as LibreOffice 7.4 saves some.
    let (folder, file) = with(THREE, |body| body.replacen("</w:sdtContent>", "</w:ins></w:sdtContent>", 1));
    assert!(matches!(absorb(folder.path(), &file, Tracked::Accept), Err(AbsorbError::Unreadable(_))));
    let run = |arguments: &[&str]| underlag(arguments, folder.path());
    fs::write(folder.path().join("x.docx"), &file).unwrap();
    let refused = run(&["absorb", "x.docx", ".", "--lang", "sv"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("godkänn ändringarna och spara den på nytt"), "{said}");
    // Each kind has its own remedy.
    let broken = with(THREE, |body| body.replacen("</w:p>", "", 1)).1;
    let wide: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 512], &wide].concat();
    let odt = packed(&Parts::from([
        ("mimetype".to_owned(), b"application/vnd".to_vec()),
        ("content.xml".to_owned(), Vec::new()),
    ]));
    for (file, words) in [
        (Vec::new(), "filen är tom"),
        (b"%PDF-1.7".to_vec(), "en pdf med ett annat namn"),
        (locked, "ta bort lösenordet"),
        (odt, "OpenDocument"),
        (broken[..broken.len() / 2].to_vec(), "Hämta den på nytt"),
        (broken, "låt Word reparera den"),
        (packed(&Parts::from([("a.txt".to_owned(), b"a".to_vec())])), "arkiv (zip)"),
    ] {
        fs::write(folder.path().join("x.docx"), &file).unwrap();
        let refused = run(&["absorb", "x.docx", ".", "--lang", "sv"]);
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(refused.status.code() == Some(2) && said.contains(words), "{words}: {said}");
        assert!(!said.contains("LibreOffice 7.4"), "{said}");
    }
}

/// Strict Office Open XML says the same in other namespaces.
#[test]
fn a_strict_file_is_read_as_any_other() {
    let (folder, file) = with(THREE, |body| {
        let strict = body.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        );
        assert_ne!(strict, body);
        strict.replacen("sopades", "spolades", 1)
    });
    assert_eq!(taken(&take(folder.path(), &file)), saying(&THREE.replace("sopades", "spolades")));
}

#[test]
fn what_is_written_is_kept_and_can_be_taken_back() {
    let (folder, file) = with(THREE, |body| body.replacen("sopades", "spolades", 1));
    fs::write(folder.path().join("x.docx"), &file).unwrap();
    let unit = folder.path().join("enheter/a.toml");
    let before = fs::read_to_string(&unit).unwrap();
    let run = |arguments: &[&str]| underlag(arguments, folder.path());
    let shown = run(&["absorb", "x.docx", ".", "--lang", "sv"]);
    assert_eq!((shown.status.code(), fs::read_to_string(&unit).unwrap()), (Some(0), before.clone()));
    let said = printed(&shown);
    assert!(said.starts_with("enheter/a.toml:6:9: text:a/text#1 (bokmärke)\n"), "{said}");
    assert!(said.contains("1 ändring kan skrivas i enheter/a.toml; 0 ändringar kvar."), "{said}");
    let written = run(&["absorb", "x.docx", ".", "--write", "--lang", "sv"]);
    assert_eq!(written.status.code(), Some(0), "{written:?}");
    assert_eq!(fs::read_to_string(&unit).unwrap(), before.replace("sopades", "spolades"));
    // The same again changes nothing, and what was changed since is not taken back.
    assert!(printed(&run(&["absorb", "x.docx", ".", "--lang", "sv"])).contains("inget att skriva; 0 ändringar kvar"));
    fs::write(&unit, before.replace("sopades", "dammsögs")).unwrap();
    assert_eq!(run(&["undo", "."]).status.code(), Some(1));
    fs::write(&unit, before.replace("sopades", "spolades")).unwrap();
    assert_eq!(run(&["undo", "."]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&unit).unwrap(), before);
    assert!(printed(&run(&["undo", ".", "--lang", "en"])).contains("nothing to take back"));
    // A run that was ended before it reached the file: what it kept is what stands there.
    assert_eq!(run(&["absorb", "x.docx", ".", "--write"]).status.code(), Some(0));
    fs::write(&unit, &before).unwrap();
    assert_eq!(run(&["undo", "."]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&unit).unwrap(), before);
    // A rest ends with 1, and JSON has the same words in both languages.
    let (folder, file) = with(THREE, |body| body.replacen("sopades", "sopades {{x.y.z}}", 1));
    fs::write(folder.path().join("x.docx"), &file).unwrap();
    let [sv, en] = ["sv", "en"]
        .map(|language| underlag(&["absorb", "x.docx", ".", "--format", "json", "--lang", language], folder.path()));
    assert_eq!(sv.status.code(), Some(1));
    assert_eq!(sv.stdout, en.stdout);
    assert!(printed(&sv).contains("\"outcome\": \"mark\""), "{}", printed(&sv));
}

/// A run that cannot write leaves nothing, and what an earlier one has kept can be taken back still.
#[cfg(unix)]
#[test]
fn a_failed_run_keeps_what_can_be_taken_back() {
    use underlag::deliver::absorb::{Undone, Written, undo};
    let folder = Folder::new();
    let unit = folder.path().join("enheter/a.toml");
    let before = fs::read(&unit).unwrap();
    let kept = || {
        let names = fs::read_dir(folder.path().join(".underlag-undo")).into_iter().flatten();
        let mut names: Vec<String> = names.map(|name| name.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let named = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    // The manifest can be written, and the unit's file behind a link cannot.
    let manifest = fs::read(folder.path().join("rapport.toml")).unwrap();
    let fail = |written: &mut Written| {
        let sources = underlag::pipeline::check(folder.path(), None).unwrap().sources;
        let (there, aside) = (folder.path().join("enheter"), folder.path().join("undan"));
        fs::rename(&there, &aside).unwrap();
        std::os::unix::fs::symlink(&aside, &there).unwrap();
        let files = [named("rapport.toml", "ny"), named("enheter/a.toml", "ny"), named("enheter/b.toml", "ny")];
        assert!(written.write(folder.path(), &sources, &files).is_err());
        assert_eq!(fs::read(folder.path().join("rapport.toml")).unwrap(), manifest);
        fs::remove_file(&there).unwrap();
        fs::rename(&aside, &there).unwrap();
    };
    fail(&mut Written::default());
    assert!(!folder.path().join(".underlag-undo").exists());
    // One that another program has changed stands in the way before anything is kept.
    let sources = underlag::pipeline::check(folder.path(), None).unwrap().sources;
    fs::write(&unit, "annat").unwrap();
    assert!(Written::default().write(folder.path(), &sources, &[named("enheter/a.toml", "ny")]).is_err());
    assert!(!folder.path().join(".underlag-undo").exists());
    fs::write(&unit, &before).unwrap();
    // What a good run has kept stays, also where the failed one has written files before.
    Written::default().write(folder.path(), &sources, &[named("enheter/a.toml", "enhet = \"a\"\n")]).unwrap();
    let after = kept();
    assert_eq!(after, ["0.old", "undo.json"]);
    fail(&mut Written::default());
    let mut twice = Written::default();
    let sources = underlag::pipeline::check(folder.path(), None).unwrap().sources;
    let commented = named("rapport.toml", &format!("{}# Ett.\n", String::from_utf8_lossy(&manifest)));
    twice.write(folder.path(), &sources, &[commented]).unwrap();
    fail(&mut twice);
    assert!(matches!(undo(folder.path()).unwrap(), Undone::Back(files) if files == [unit.clone()]));
    assert_eq!(fs::read(&unit).unwrap(), before);
    // And when all is taken back, nothing is left of it.
    assert!(!folder.path().join(".underlag-undo").exists());
}

/// A file that leaves the house keeps no words beside those that it shows.
#[test]
fn a_dispatched_file_keeps_hashes_alone() {
    let out = tempfile::tempdir().unwrap();
    let folder = Report::new()
        .key("sammantradesdatum", toml("2024-05-16"))
        .key("arende", "4")
        .key("diarienummer", "TEST 2024-17");
    let recipient =
        Block::entry("mottagare").key("namn", "Kommunens revisorer").key("epost", "revisorerna@exempelby.se");
    let folder = folder.add([recipient]).folder();
    let sent = underlag(&["dispatch", folder.path().to_str().unwrap()], out.path());
    assert!(sent.status.success(), "{sent:?}");
    let file = fs::read(out.path().join("output/liten-expediering/v1/liten.docx")).unwrap();
    let map = String::from_utf8(parts(&file)["customXml/item1.xml"].clone()).unwrap();
    assert!(map.contains("<item ") && !map.contains("stycke"), "{map}");
    assert_eq!(take(folder.path(), &file).changes, []);
    let kept = String::from_utf8(parts(bytes(&folder.built(), ".docx"))["customXml/item1.xml"].clone()).unwrap();
    assert!(kept.contains("stycke"));
}

/// What a dispatched file was made with is known by the sources that are stored with its version.
#[test]
fn a_dispatched_file_has_its_base_beside_it() {
    let out = tempfile::tempdir().unwrap();
    let recipient =
        Block::entry("mottagare").key("namn", "Kommunens revisorer").key("epost", "revisorerna@exempelby.se");
    let folder = Report::new()
        .key("sammantradesdatum", toml("2024-05-16"))
        .key("arende", "4")
        .key("diarienummer", "TEST 2024-17")
        .text(THREE)
        .add([recipient])
        .folder();
    let sent = underlag(&["dispatch", folder.path().to_str().unwrap()], out.path());
    assert!(sent.status.success(), "{sent:?}");
    let version = out.path().join("output/liten-expediering/v1");
    let body = "spolades tidigt under";
    let edited = with_words(&fs::read(version.join("liten.docx")).unwrap(), "Gatorna", "Vägarna");
    let edited = with_words(&edited, "målades", "lagades");
    // Both have changed what the first paragraph says; the file alone what the last one does.
    let unit = folder.path().join("enheter/a.toml");
    let now = fs::read_to_string(&unit).unwrap().replace("sopades under", body);
    fs::write(&unit, &now).unwrap();
    fs::write(version.join("andrad.docx"), &edited).unwrap();
    fs::write(out.path().join("andrad.docx"), &edited).unwrap();
    let dir = folder.path().to_str().unwrap();
    let run = |file: &str, output: &str| {
        printed(&underlag(&["absorb", file, dir, "--output", output, "--lang", "sv"], out.path()))
    };
    // Beside the file, or by its mark in the version that it is of, whichever is the last one.
    let later = fs::read_to_string(&unit).unwrap();
    fs::write(&unit, later.replace("sommaren", "hösten")).unwrap();
    assert!(underlag(&["dispatch", dir], out.path()).status.success());
    fs::write(&unit, &later).unwrap();
    let [one, other] = ["output/liten-expediering/v1/liten.docx", "output/liten-expediering/v2/liten.docx"];
    assert_ne!(fs::read(out.path().join(one)).unwrap(), fs::read(out.path().join(other)).unwrap());
    for (file, output) in [("output/liten-expediering/v1/andrad.docx", "annan"), ("andrad.docx", "output")] {
        let found = run(file, output);
        assert!(found.contains("  = Gatorna sopades") && found.contains("1 ändring kan skrivas"), "{file}: {found}");
        assert!(!found.contains("underlag.zip"), "{found}");
    }
    let alone = run("andrad.docx", "annan");
    assert!(alone.contains("bredvid underlag.zip") && alone.contains("jämför själv"), "{alone}");
    assert!(alone.contains("1 ändring kan skrivas"), "{alone}");
    // Another version's sources are no base.
    fs::write(out.path().join("underlag.zip"), packed(&Parts::from([("a".to_owned(), b"a".to_vec())]))).unwrap();
    assert!(run("andrad.docx", "annan").contains("hör till en annan version"));
}

/// A file that was built with another layout is compared with what that layout makes.
#[test]
fn a_file_of_another_layout_is_taken_in_with_it() {
    let (folder, file) = with(THREE, |body| body.replacen("sopades", "spolades", 1));
    fs::write(folder.path().join("x.docx"), &file).unwrap();
    let run = |layout: &str| underlag(&["absorb", "x.docx", ".", "--layout", layout, "--lang", "sv"], folder.path());
    let layout =
        fs::read_dir(root().join("layouts")).unwrap().flatten().find(|it| it.path().join("tokens.toml").is_file());
    let shown = run(layout.unwrap().file_name().to_str().unwrap());
    assert!(printed(&shown).contains("1 ändring kan skrivas"), "{shown:?}");
    assert_eq!(run("finns-inte").status.code(), Some(2));
}

/// A paragraph that stands at another place is told, with its own words, and nothing is written.
#[test]
fn what_was_moved_is_told() {
    let (folder, file) = with(THREE, |body| {
        let (first, second) = (before(&body, "Gatorna sopades"), before(&body, "Lamporna byttes"));
        let end = behind(&body, "Lamporna byttes");
        format!("{}{}{}{}", &body[..first], &body[second..end], &body[first..second], &body[end..])
    });
    let absorbed = take(folder.path(), &file);
    assert_eq!(outcomes(&absorbed), [Outcome::Moved], "{absorbed:?}");
    assert!(absorbed.files.is_empty());
}

/// A heading of the manifest comes back to it, its number aside, and the contents with it.
#[test]
fn a_heading_of_the_manifest_comes_back() {
    let folder = Folder::new();
    let manifest = fs::read_to_string(folder.path().join("rapport.toml")).unwrap();
    let numbered = format!("numrerade_rubriker = 2\n{}", manifest.replace("\"Text\"", "\"Vatten och avlopp\""));
    let folder = folder.with("rapport.toml", &numbered);
    let parts = parts(bytes(&folder.built(), ".docx"));
    let body = part(&parts, BODY);
    let edited = body.replace("avlopp", "dagvatten");
    assert_ne!(body, edited);
    let file = with_body(&parts, edited);
    let absorbed = take(folder.path(), &file);
    assert_eq!(outcomes(&absorbed), [Outcome::Taken], "{absorbed:?}");
    let [(path, text)] = absorbed.files.as_slice() else { panic!("{absorbed:?}") };
    assert_eq!(
        (path.as_str(), std::str::from_utf8(text).unwrap()),
        ("rapport.toml", numbered.replace("avlopp", "dagvatten").as_str())
    );
    // What stood there when the file was made is known by its hash; in a file of an earlier program only as long as the
    // manifest is as it was.
    let folder = folder.with("rapport.toml", format!("{numbered}\n# Ändrat sedan dess.\n"));
    assert_eq!(outcomes(&take(folder.path(), &file)), [Outcome::Taken]);
    let mut earlier = crate::support::word_file::parts(&file);
    let map = part(&earlier, "customXml/item1.xml");
    let map = regex::Regex::new("<shown>[^<]*</shown>").unwrap().replace(&map, "").into_owned();
    earlier.insert("customXml/item1.xml".to_owned(), map.into_bytes());
    assert_eq!(outcomes(&take(folder.path(), &crate::support::word_file::packed(&earlier))), [Outcome::NoBase]);
}

/// A heading comes back though the contents show the old words until Word counts them anew, and though they are those of
/// another heading's, of a reference to it, or of a running head: those follow. One that is a unit's name is shown
/// elsewhere, too.
#[test]
fn a_heading_that_is_shown_elsewhere_comes_back() {
    let text = "Det står i {{avsnitt:e}}, se {{tabell:t}} och {{mal:m}}.";
    let folder = Report::new()
        .text(text)
        .add([Block::table("innehall").key("rubrik", "Innehållet").key("nivaer", "3")])
        .add([chapter("e", "Siffrorna i år", "tabeller").key("tabeller", ["t"]), chapter("o", "Målen i år", "mal")])
        .add([columns("k").key("sort", "tkr"), column("u", "Utfall"), table("t", "Driften i år", "k", ["a/g"])])
        .add([
            Block::entry("malniva").key("namn", "Mål"),
            Block::entry("mal").key("id", "m").key("rubrik", "Hela gator"),
        ])
        .deliver("a", [row("t", "g", "Gator").cells(&[("u", "12150")])])
        .folder();
    let manifest = fs::read_to_string(folder.path().join("rapport.toml")).unwrap();
    let parts = parts(bytes(&folder.built(), ".docx"));
    let body = part(&parts, BODY);
    assert!(body.contains("TOC1") && body.matches("Siffrorna").count() > 2, "{body}");
    let last = |body: &str, from: &str, to: &str| {
        let at = body.rfind(from).unwrap_or_else(|| panic!("no {from}"));
        format!("{}{to}{}", &body[..at], &body[at + from.len()..])
    };
    let with = |body: String| take(folder.path(), &with_body(&parts, body));
    for (from, to) in [("Siffrorna", "Talen"), ("Målen", "Nämndmålen"), ("Driften", "Drift"), ("Hela", "Lagade")] {
        let absorbed = with(last(&body, from, to));
        assert_eq!(outcomes(&absorbed), [Outcome::Taken], "{from}: {absorbed:?}");
        assert_eq!(String::from_utf8(absorbed.files[0].1.clone()).unwrap(), manifest.replace(from, to), "{from}");
        // In the text as well, or everywhere.
        let all = with(body.replace(from, to));
        assert!(outcomes(&all).iter().all(|it| *it == Outcome::Taken), "{from}: {all:?}");
        assert_eq!(all.files, absorbed.files, "{from}");
    }
    // With an edit of the paragraph that refers to it.
    let both = with(last(&body, "Siffrorna", "Talen").replacen("Det står", "Mer står", 1));
    assert_eq!(outcomes(&both), [Outcome::Taken, Outcome::Taken], "{both:?}");
    // The contents' own title is no line of theirs.
    let title = with(body.replace("Innehållet", "Vad som står här"));
    assert_eq!(outcomes(&title), [Outcome::Taken], "{title:?}");
    // A line of the contents alone is made anew: what somebody typed there is told, and taken for no heading.
    let line = before(&body, "PAGEREF");
    let contents = with(format!("{}{}", &body[..line], body[line..].replacen("Siffrorna", "Talen", 1)));
    assert_eq!((outcomes(&contents).as_slice(), contents.files.len()), (&[Outcome::Contents][..], 0), "{contents:?}");
}

/// What is counted when a file is shown is no edit of it: pages in running heads; and a mark of a note that a program has
/// left open swallows no words.
#[test]
fn what_is_counted_anew_is_no_edit() {
    let report = root().join("inputs/herrljunga-ks-delar-2023");
    let mut parts = parts(bytes(&build(&report), ".docx"));
    let heads: Vec<String> = parts.keys().filter(|path| path.starts_with("word/header")).cloned().collect();
    let page = Regex::new("<w:t(?: [^>]*)?>[0-9]+</w:t>").unwrap();
    let mut changed = 0;
    for path in heads {
        let text = part(&parts, &path);
        changed += page.find_iter(&text).count();
        parts.insert(path, page.replace_all(&text, "<w:t>77</w:t>").into_owned().into_bytes());
    }
    let absorbed = take(&report, &packed(&parts));
    assert_eq!((changed > 0, absorbed.changes.len(), absorbed.unread.as_slice()), (true, 0, &[][..]));
    let (folder, file) = with(THREE, |body| {
        let at = behind(&body, "Gatorna sopades") - "</w:p>".len();
        let open = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>NOTEREF x</w:instrText></w:r><w:r>\
                    <w:fldChar w:fldCharType=\"separate\"/></w:r>";
        format!("{}{open}{}", &body[..at], &body[at..])
    });
    assert_eq!(outcomes(&take(folder.path(), &file)), [Outcome::NoteMark]);
    // A sign of a font of its own is no letter that a text could hold.
    let (folder, file) = with(THREE, |body| body.replacen("sopades", "sopades</w:t><w:sym w:char=\"F0FC\"/><w:t>", 1));
    assert!(matches!(outcomes(&take(folder.path(), &file))[..], [Outcome::Unsure(Unsure::Mark(_))]));
}

/// A report with everything that a text may have.
fn mixed() -> Folder {
    let words = "Gatorna sopades under *våren* av egen personal.\n\n# En rubrik\n\nLamporna byttes[^n] under hösten.\n\n- en första \
                 punkt\n- en andra punkt\n  - under den\n\nDriften kostade {{t.g.u}}, se {{tabell:t}}.\n\n> Det blev bra.\n\nBron målades.";
    Report::new()
        .text(words)
        .add([chapter("e", "Siffror", "tabeller").key("tabeller", ["t"]), columns("k").key("sort", "tkr")])
        .add([column("u", "Utfall"), table("t", "Drift", "k", ["a/g", "a/p"])])
        .deliver(
            "a",
            [row("t", "g", "Gator[^m]").cells(&[("u", "12150")]), row("t", "p", "Parker").cells(&[("u", "3710")])],
        )
        .deliver("a", [Block::table("noter").key("n", "En not om lamporna.").key("m", "En not om gatorna.")])
        .folder()
}

/// What somebody, or a program, does to a paragraph of the body.
#[derive(Debug, Clone)]
enum Done {
    Deleted,
    Doubled,
    Swapped,
    Said(String),
    Unmarked,
    Joined,
}

fn done() -> impl Strategy<Value = Done> {
    prop_oneof![
        Just(Done::Deleted),
        Just(Done::Doubled),
        Just(Done::Swapped),
        Just(Done::Unmarked),
        Just(Done::Joined),
        "[a-zåäö *_#>{}\\[\\]^'\"\\\\0-9.,|−–”\u{a0}-]{0,30}".prop_map(Done::Said),
    ]
}

/// The body with this done to the paragraph at a position.
fn with_done(body: &str, at: usize, done: &Done) -> String {
    let all: Vec<_> = PARAGRAPH.find_iter(body).map(|hit| hit.range()).collect();
    let (range, next) = (all[at % all.len()].clone(), all[(at + 1) % all.len()].clone());
    let paragraph = &body[range.clone()];
    let with = match done {
        Done::Deleted => String::new(),
        Done::Doubled => paragraph.repeat(2),
        Done::Swapped if next.start > range.end => {
            let between = &body[range.end..next.start];
            return format!("{}{}{between}{paragraph}{}", &body[..range.start], &body[next.clone()], &body[next.end..]);
        }
        Done::Swapped => return body.to_owned(),
        Done::Said(words) => {
            let words = words.replace('&', "&amp;").replace('<', "&lt;");
            let run = format!("<w:t xml:space=\"preserve\">{words}</w:t>");
            TEXT.replace(paragraph, regex::NoExpand(&run)).into_owned()
        }
        Done::Unmarked => MARK.replace_all(paragraph, "").into_owned(),
        Done::Joined => {
            let gone = "<w:rPr><w:del w:id=\"990\" w:author=\"Bo Al\"/></w:rPr></w:pPr>";
            paragraph.replacen("</w:pPr>", gone, 1)
        }
    };
    format!("{}{with}{}", &body[..range.start], &body[range.end..])
}

static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)<w:p>.*?</w:p>").unwrap());

static MIXED: LazyLock<(Folder, Parts)> = LazyLock::new(|| {
    let folder = mixed();
    let parts = parts(bytes(&folder.built(), ".docx"));
    (folder, parts)
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever is done to a file, every paragraph is counted, and taking it in again and again comes to an end.
    #[test]
    fn whatever_is_done_to_a_file(all in prop::collection::vec((0usize..60, done()), 1..5)) {
        let (folder, parts) = &*MIXED;
        let mut body = part(parts, BODY);
        for (at, done) in &all {
            body = with_done(&body, *at, done);
        }
        let file = with_body(parts, body);
        let absorbed = take(folder.path(), &file);
        let counts = absorbed.counts;
        prop_assert_eq!(counts.all, counts.unchanged + counts.made + counts.taken + counts.listed, "{:?}", absorbed.changes);
        // What is taken in may make room for more, and comes to an end.
        let (mut next, mut last) = (Folder::empty(), absorbed);
        for path in ["rapport.toml", "enheter/a.toml"] {
            next = next.with(path, fs::read(folder.path().join(path)).unwrap());
        }
        for _ in 0..4 {
            if last.files.is_empty() {
                return Ok(());
            }
            for (path, text) in &last.files {
                fs::write(next.path().join(path), text).unwrap();
            }
            last = take(next.path(), &file);
        }
        prop_assert!(last.files.is_empty(), "{:?}", last.changes);
    }
}

/// What the program shows of a value of a file comes back as well: a title, a column's heading. Where the value is shown
/// twice, both must have the change.
#[test]
fn titles_and_headings_of_columns_come_back() {
    let report = Report::new()
        .text("Här är siffrorna.")
        .add([chapter("e", "Siffror", "tabeller").key("tabeller", ["t", "v"]), columns("k").key("sort", "tkr")])
        .add([column("u", "Utfall i år"), table("t", "Drift", "k", ["a/a"]), table("v", "Vägar", "k", ["a/b"])])
        .deliver(
            "a",
            [row("t", "a", "Gator").cells(&[("u", "12150")]), row("v", "b", "Broar").cells(&[("u", "3710")])],
        );
    let folder = report.folder();
    let parts = parts(bytes(&folder.built(), ".docx"));
    let body = part(&parts, BODY);
    let with = |body: String| take(folder.path(), &with_body(&parts, body));
    let manifest = |absorbed: &Absorbed| {
        let [(path, text)] = absorbed.files.as_slice() else { panic!("{absorbed:?}") };
        assert_eq!(path, "rapport.toml");
        String::from_utf8(text.clone()).unwrap()
    };
    assert_eq!(body.matches(">Utfall i år<").count(), 2);
    let title = with(body.replace("Vägar", "Vägar, broar och färjor"));
    assert_eq!(outcomes(&title), [Outcome::Taken], "{title:?}");
    assert_eq!(manifest(&title), report.manifest().replace("Vägar", "Vägar, broar och färjor"));
    let one = with(body.replacen(">Utfall i år<", ">Utfall 2026<", 1));
    assert_eq!((outcomes(&one).as_slice(), one.files.len()), (&[Outcome::Shared][..], 0), "{one:?}");
    let both = with(body.replace(">Utfall i år<", ">Utfall 2026<"));
    assert_eq!(outcomes(&both), [Outcome::Taken, Outcome::Taken], "{both:?}");
    assert_eq!(manifest(&both), report.manifest().replace("Utfall i år", "Utfall 2026"));
    let differently =
        with(body.replacen(">Utfall i år<", ">Utfall 2026<", 1).replacen(">Utfall i år<", ">Utfall nu<", 1));
    assert!(!outcomes(&differently).contains(&Outcome::Taken) && differently.files.is_empty(), "{differently:?}");
}

/// Rows that were pasted as lines come and go as lines, with an entry of the manifest's list or with all that the unit
/// gives; their cells are edited where they stand.
#[test]
fn rows_that_were_given_as_lines_come_and_go() {
    let lines = "id     | namn   | u\ngator  | Gator  | 7 712\nparker | Parker | 370\nbroar  | Broar  | 95\n";
    let headed = "Verksamhet;Utfall\nGator;7 712\nParker;370\nBroar;95\n";
    let quoted = "id;\"namn\";\"u\"\ngator;\"Gator\";7 712\nparker;\"Parker\";370\nbroar;\"Broar; gångbroar\";95\n";
    let named = &["a/gator", "a/parker", "a/broar"][..];
    for (lines, rows) in [(lines, named), (headed, &["a/*"]), (quoted, named)] {
        let (is_quoted, rows) = (lines.contains('"'), toml(format!("{rows:?}")));
        let report = Report::new()
            .text("Här är siffrorna.")
            .add([chapter("e", "Siffror", "tabeller").key("tabeller", ["t"])])
            .add([columns("k").key("sort", "tkr").key("forsta_kolumn", "Verksamhet"), column("u", "Utfall")])
            .add([table("t", "Drift", "k", rows)]);
        let csv = format!("{}\n[[csv]]\ntabell = \"t\"\ntext = '''\n{lines}'''\n", saying("Här är siffrorna."));
        let folder = report.folder().with("enheter/a.toml", &csv);
        let parts = parts(bytes(&folder.built(), ".docx"));
        let (body, manifest) = (part(&parts, BODY), fs::read_to_string(folder.path().join("rapport.toml")).unwrap());
        let is = |change: &dyn Fn(&str) -> String, unit: &str, manifest: &str| {
            let absorbed = take(folder.path(), &with_body(&parts, change(&body)));
            assert!(absorbed.changes.iter().all(|it| it.outcome == Outcome::Taken), "{:?}", absorbed.changes);
            let file = |path: &str, was: &str| -> String {
                let new = absorbed.files.iter().find(|(known, _)| known == path).map(|(_, text)| text.clone());
                new.map_or_else(|| was.to_owned(), |new| String::from_utf8(new).unwrap())
            };
            assert_eq!(
                (file("enheter/a.toml", &csv).as_str(), file("rapport.toml", manifest).as_str()),
                (unit, manifest)
            );
        };
        is(&|body| body.replacen(">370<", ">380<", 1), &csv.replace("370", "380"), &manifest);
        let park = element(&body, "tr", "Parker");
        let without = match (rows_are_named(&manifest), is_quoted) {
            (true, false) => "parker | Parker | 370\n",
            (true, true) => "parker;\"Parker\";370\n",
            (false, _) => "Parker;370\n",
        };
        is(&|body| body.replacen(park, "", 1), &csv.replace(without, ""), &manifest.replace("\"a/parker\", ", ""));
        let square = bare(park).replace("Parker", "Torg").replace(">370<", ">1 040<");
        let with = match (rows_are_named(&manifest), is_quoted) {
            (true, false) => "torg   | Torg   | 1 040\n",
            (true, true) => "torg;\"Torg\";1 040\n",
            (false, _) => "Torg;1 040\n",
        };
        is(
            &|body| body.replacen(park, &format!("{park}{square}"), 1),
            &csv.replace(without, &format!("{without}{with}")),
            &manifest.replace("\"a/parker\", ", "\"a/parker\", \"a/torg\", "),
        );
        // Words where the others have figures are no row of theirs.
        let odd = square.replace("1 040", "okänt");
        let absorbed = take(folder.path(), &with_body(&parts, body.replacen(park, &format!("{park}{odd}"), 1)));
        assert_eq!(
            (outcomes(&absorbed).as_slice(), absorbed.files.len()),
            (&[Outcome::Unsure(Unsure::NoFigure)][..], 0)
        );
    }
}

/// Whether the manifest lists the rows one by one.
fn rows_are_named(manifest: &str) -> bool {
    manifest.contains("a/parker")
}

/// Words that are written twice: the paper that is built with the change shows which of them was meant.
#[test]
fn which_of_two_values_is_meant_is_tried() {
    let report = Report::new()
        .text("Här är siffrorna.")
        .add([chapter("e", "Siffror", "tabeller").key("tabeller", ["t", "v"]), columns("k").key("sort", "tkr")])
        .add([column("u", "Utfall i år"), columns("l").key("sort", "tkr"), column("u", "Utfall i år")])
        .add([table("t", "Drift", "k", ["a/a"]), table("v", "Vägar", "l", ["a/b"])])
        .deliver(
            "a",
            [row("t", "a", "Gator").cells(&[("u", "12150")]), row("v", "b", "Broar").cells(&[("u", "3710")])],
        );
    let folder = report.folder();
    let parts = parts(bytes(&folder.built(), ".docx"));
    let body = part(&parts, BODY);
    let (shown, new) = (">Utfall i år<", ">Utfall 2026<");
    let first = body.find(shown).unwrap() + 1;
    let with = |body: String| {
        let absorbed = take(folder.path(), &with_body(&parts, body));
        assert!(absorbed.changes.iter().all(|change| change.outcome == Outcome::Taken), "{absorbed:?}");
        String::from_utf8(absorbed.files[0].1.clone()).unwrap()
    };
    let manifest = report.manifest();
    let columns: Vec<usize> = manifest.match_indices("Utfall i år").map(|(at, _)| at).collect();
    let [one, other] = columns.as_slice() else { panic!("{manifest}") };
    let at = |at: usize| format!("{}{}", &manifest[..at], manifest[at..].replacen("Utfall i år", "Utfall 2026", 1));
    assert_eq!(with(body.replacen(shown, new, 1)), at(*one));
    assert_eq!(with(format!("{}{}", &body[..first], body[first..].replacen(shown, new, 1))), at(*other));
    assert_eq!(with(body.replace(shown, new)), manifest.replace("Utfall i år", "Utfall 2026"));
}

/// The first page of a draft is the program's: it is no edit when what it tells has been mended since, nor is it gone
/// when it came after the file was made.
#[test]
fn the_page_of_a_draft_is_no_edit() {
    let (folder, file) = with(THREE, |body| body.replace("Lamporna", "Lyktorna"));
    let mended = saying(THREE);
    // A fault that came since the file was made, and one that was mended since.
    let faulty = mended.replace("Bron målades", "Bron målades målades");
    assert_ne!(faulty, mended);
    let folder = folder.with("enheter/a.toml", &faulty);
    let absorbed = take(folder.path(), &file);
    assert_eq!(outcomes(&absorbed), [Outcome::Taken], "{:#?}", absorbed.changes);
    let parts = parts(bytes(&folder.built(), ".docx"));
    let body = part(&parts, BODY).replace("Lamporna", "Lyktorna");
    assert!(body.contains("Utkast"), "{body}");
    let folder = folder.with("enheter/a.toml", &mended);
    let absorbed = take(folder.path(), &with_body(&parts, body));
    assert_eq!(outcomes(&absorbed), [Outcome::Taken], "{:#?}", absorbed.changes);
    assert!(absorbed.unread.is_empty(), "{:?}", absorbed.unread);
}
