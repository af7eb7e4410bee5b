//! New numbered lists of a Word file, lists that go on, and lines of the contents that somebody typed in.

use underlag::deliver::absorb::{Absorbed, Outcome, Tracked, absorb};

use crate::support::word_file::{BODY, element, packed, part, parts, plain};
use crate::support::{Folder, bytes, saying};

const TEXT: &str =
    "Inledning.\n\n1. steg ett\n2. steg två\n\nMitten.\n\n- ek\n- tall\n\nEfter.\n\n1. alfa\n2. beta\n\nSlut.";

/// A list of the file, made as another one and beginning with a number.
fn list(made_as: &str, start: usize) -> String {
    format!(
        "<w:num w:numId=\"90\"><w:abstractNumId w:val=\"{made_as}\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride \
         w:val=\"{start}\"/></w:lvlOverride></w:num>"
    )
}

/// The id by which the file's lists of points with these signs are made.
fn made_as(numbering: &str, format: &str, text: &str) -> String {
    let level = format!("<w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>");
    let at = numbering.find(&level).unwrap_or_else(|| panic!("no {format} {text}"));
    let start = numbering[..at].rfind("w:abstractNumId=\"").unwrap() + "w:abstractNumId=\"".len();
    numbering[start..].split('"').next().unwrap().to_owned()
}

fn points(list: &str, words: &[&str]) -> String {
    let point = |words: &&str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"ListNumber\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId \
             w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    words.iter().map(point).collect()
}

fn behind(body: &str, words: &str, new: &str) -> String {
    let whole = element(body, "p", words);
    body.replacen(whole, &format!("{whole}{new}"), 1)
}

/// What comes of a file of a text whose body was changed, with one list more: its signs, and where it begins.
fn take(text: &str, (format, signs, start): (&str, &str, usize), change: impl Fn(&str) -> String) -> Absorbed {
    let folder = Folder::new().with("enheter/a.toml", saying(text));
    let mut parts = parts(bytes(&folder.built(), ".docx"));
    let numbering = part(&parts, "word/numbering.xml");
    let more = list(&made_as(&numbering, format, signs), start) + "</w:numbering>";
    parts.insert("word/numbering.xml".to_owned(), numbering.replacen("</w:numbering>", &more, 1).into_bytes());
    let body = part(&parts, BODY);
    let new = change(&body);
    assert_ne!(body, new);
    parts.insert(BODY.to_owned(), new.into_bytes());
    absorb(folder.path(), &packed(&parts), Tracked::Accept).unwrap()
}

fn outcomes(absorbed: &Absorbed) -> Vec<Outcome> {
    absorbed.changes.iter().map(|it| it.outcome).collect()
}

/// How a list is counted: its format, its text, and where it begins.
type Signs = (&'static str, &'static str, usize);

/// What is done to a body.
type Edit<'e> = &'e dyn Fn(&str) -> String;

const DECIMAL: Signs = ("decimal", "%1.", 1);

#[test]
fn new_lists_have_the_signs_that_they_have_in_word() {
    for (signs, behind_what, to) in [
        (DECIMAL, "Slut.", "Slut.\n\n1. ny\n2. till"),
        (("decimal", "%1)", 1), "Slut.", "Slut.\n\n1) ny\n2) till"),
        (("lowerLetter", "%1)", 1), "Slut.", "Slut.\n\na) ny\nb) till"),
        (("lowerLetter", "%1.", 1), "Mitten.", "Mitten.\n\na. ny\nb. till"),
        (("upperLetter", "%1)", 1), "Inledning.", "Inledning.\n\nA) ny\nB) till"),
        (DECIMAL, "Mitten.", "Mitten.\n\n1. ny\n2. till"),
        (DECIMAL, "tall", "tall\n\n1. ny\n2. till"),
    ] {
        let absorbed = take(TEXT, signs, |body| behind(body, behind_what, &points("90", &["ny", "till"])));
        assert_eq!(outcomes(&absorbed), [Outcome::Taken; 2], "{behind_what} {:#?}", absorbed.changes);
        let (_, text) = &absorbed.files[0];
        assert_eq!(String::from_utf8_lossy(text), saying(&TEXT.replacen(behind_what, to, 1)));
    }
}

/// A text counts from 1 and has two points at least: what does not is listed, and so are lists that go on.
#[test]
fn lists_that_no_text_can_say_are_told() {
    let own = own_list;
    let all: [(&str, Signs, Edit<'_>, usize); 6] = [
        ("from 3", ("decimal", "%1.", 3), &|body| behind(body, "Slut.", &points("90", &["ny", "till"])), 2),
        ("from c", ("lowerLetter", "%1)", 3), &|body| behind(body, "Mitten.", &points("90", &["ny", "till"])), 2),
        ("goes on", DECIMAL, &|body| behind(body, "Mitten.", &points(&own(body, "steg två"), &["ny", "till"])), 2),
        ("goes on alone", DECIMAL, &|body| behind(body, "Mitten.", &points(&own(body, "steg två"), &["ny"])), 1),
        ("alone", DECIMAL, &|body| behind(body, "Mitten.", &points("90", &["ny"])), 1),
        // One that was there, and is told to begin elsewhere.
        (
            "begins elsewhere",
            ("decimal", "%1.", 5),
            &|body| {
                let list = own(body, "steg två");
                body.replace(&format!("<w:numId w:val=\"{list}\"/>"), "<w:numId w:val=\"90\"/>")
            },
            1,
        ),
    ];
    for (what, signs, change, count) in all {
        let absorbed = take(TEXT, signs, change);
        assert!(absorbed.files.is_empty(), "{what}");
        assert_eq!(outcomes(&absorbed), vec![Outcome::Numbered; count], "{what} {:#?}", absorbed.changes);
    }
    // A list that goes on in another one.
    let absorbed = take(TEXT, DECIMAL, |body| {
        let [first, second] = ["steg två", "alfa"].map(|words| own(body, words));
        body.replace(&format!("<w:numId w:val=\"{second}\"/>"), &format!("<w:numId w:val=\"{first}\"/>"))
    });
    assert_eq!(outcomes(&absorbed), [Outcome::Numbered], "{:#?}", absorbed.changes);
    assert_eq!(absorbed.changes[0].is.as_deref(), Some("3. alfa"));
}

/// What the message of such a list says to do makes the paper say what the file shows.
#[test]
fn what_is_said_of_such_lists_works() {
    for (text, shown) in [
        ("Inledning.\n\n3. ord\n\n4. mera\n\nSlut.", ["3. ord", "4. mera"]),
        ("Inledning.\n\n1. ensam\n\nSlut.", ["1. ensam", "Slut."]),
        ("Inledning.\n\nc) ord\n\nd) mera\n\nSlut.", ["c) ord", "d) mera"]),
    ] {
        let folder = Folder::new().with("enheter/a.toml", saying(text));
        let body = part(&parts(bytes(&folder.built(), ".docx")), BODY);
        for words in shown {
            assert_eq!(plain(element(&body, "p", words)), words);
        }
    }
}

/// What is new below a list of the same signs is no part of it, also where a point of that comes.
#[test]
fn lists_of_one_text_are_counted_apart() {
    for (words, from, to) in [
        ("steg ett", "1. steg ett\n2. steg två", "1. steg ett\n2. mellan\n3. steg två"),
        ("steg två", "2. steg två", "2. steg två\n3. mellan"),
        ("beta", "2. beta", "2. beta\n3. mellan"),
    ] {
        let absorbed = take(TEXT, DECIMAL, |body| {
            let body = behind(body, words, &points(&own_list(body, words), &["mellan"]));
            behind(&body, "Slut.", &points("90", &["ny", "till"]))
        });
        assert_eq!(outcomes(&absorbed), [Outcome::Taken; 3], "{words} {:#?}", absorbed.changes);
        let (_, text) = &absorbed.files[0];
        let wanted = TEXT.replacen(from, to, 1).replacen("Slut.", "Slut.\n\n1. ny\n2. till", 1);
        assert_eq!(String::from_utf8_lossy(text), saying(&wanted), "{words}");
    }
}

/// The points that say these words with the properties of a list.
fn as_list(body: &str, list: &str, words: &[&str]) -> String {
    words.iter().fold(body.to_owned(), |body, words| {
        let whole = element(&body, "p", words);
        let new = whole.replacen(
            &format!("<w:numId w:val=\"{}\"/>", own_list(&body, words)),
            &format!("<w:numId w:val=\"{list}\"/>"),
            1,
        );
        body.replacen(whole, &new, 1)
    })
}

/// Points that got numbers, bullets or letters in Word have them in the text, all of a list at once.
#[test]
fn lists_get_numbers_and_bullets() {
    let ek = |body: &str| own_list(body, "ek");
    let all: [(Signs, Edit<'_>, &str, &str); 6] = [
        (DECIMAL, &|body| as_list(body, "90", &["ek", "tall"]), "- ek\n- tall", "1. ek\n2. tall"),
        (("lowerLetter", "%1)", 1), &|body| as_list(body, "90", &["ek", "tall"]), "- ek\n- tall", "a) ek\nb) tall"),
        (DECIMAL, &|body| as_list(body, &ek(body), &["alfa", "beta"]), "1. alfa\n2. beta", "- alfa\n- beta"),
        (
            ("lowerLetter", "%1)", 1),
            &|body| as_list(body, "90", &["steg ett", "steg två"]),
            "1. steg ett\n2. steg två",
            "a) steg ett\nb) steg två",
        ),
        // With a point that is new, and words that are others.
        (
            DECIMAL,
            &|body| behind(&as_list(body, "90", &["ek", "tall"]), "tall", &points("90", &["asp"])),
            "- ek\n- tall",
            "1. ek\n2. tall\n3. asp",
        ),
        (
            DECIMAL,
            &|body| as_list(&behind(body, "beta", &points(&ek(body), &["gamma"])), &ek(body), &["alfa", "beta"]),
            "1. alfa\n2. beta",
            "- alfa\n- beta\n- gamma",
        ),
    ];
    for (signs, change, from, to) in all {
        let absorbed = take(TEXT, signs, change);
        assert!(outcomes(&absorbed).iter().all(|it| *it == Outcome::Taken), "{to} {:#?}", absorbed.changes);
        let (_, text) = &absorbed.files[0];
        assert_eq!(String::from_utf8_lossy(text), saying(&TEXT.replacen(from, to, 1)));
    }
    // What stands within a point stays there.
    let nested = "Inledning.\n\n- ek\n  - gren\n  - löv\n- tall\n\n1. alfa\n2. beta";
    let absorbed = take(nested, DECIMAL, |body| as_list(body, "90", &["ek", "tall"]));
    let (_, text) = &absorbed.files[0];
    let wanted = nested.replacen("- ek", "1. ek", 1).replacen("- tall", "2. tall", 1);
    assert_eq!(String::from_utf8_lossy(text), saying(&wanted));
    // A list that goes on or begins elsewhere, and a part of one.
    for (signs, words, told) in [
        (("decimal", "%1.", 3), &["ek", "tall"][..], [Outcome::Numbered; 2].as_slice()),
        (DECIMAL, &["tall"], &[Outcome::Numbered]),
        (DECIMAL, &["ek"], &[Outcome::Numbered]),
    ] {
        let absorbed = take(TEXT, signs, |body| as_list(body, "90", words));
        assert_eq!(outcomes(&absorbed), told, "{words:?} {:#?}", absorbed.changes);
        assert!(absorbed.files.is_empty(), "{words:?}");
    }
}

/// Where a list begins is told, also where its first words are others.
#[test]
fn another_start_is_told_beside_other_words() {
    for words in ["steg ett", "alfa"] {
        let absorbed = take(TEXT, ("decimal", "%1.", 5), |body| {
            let list = own_list(body, words);
            let body = body.replace(&format!("<w:numId w:val=\"{list}\"/>"), "<w:numId w:val=\"90\"/>");
            body.replacen(words, &format!("{words} och mer"), 1)
        });
        assert_eq!(outcomes(&absorbed), [Outcome::Numbered, Outcome::Taken], "{:#?}", absorbed.changes);
        let (_, text) = &absorbed.files[0];
        assert_eq!(String::from_utf8_lossy(text), saying(&TEXT.replacen(words, &format!("{words} och mer"), 1)));
    }
}

fn own_list(body: &str, words: &str) -> String {
    let point = element(body, "p", words);
    let start = point.find("<w:numId w:val=\"").unwrap() + "<w:numId w:val=\"".len();
    point[start..].split('"').next().unwrap().to_owned()
}

/// The program and Word make the contents: what somebody typed there is told, with its heading, and what Word made of
/// headings that were edited is not.
#[test]
fn words_typed_into_the_contents_are_told() {
    let more = "\n[[kapitel]]\nid = \"b\"\nrubrik = \"Ekonomin 2024\"\nslag = \"berattelse\"\ndelar = [\"a\"]\n\n\
                [innehall]\nrubrik = \"Innehåll\"\nnivaer = \"3\"\n";
    let unit = saying("# En rubrik\n\nOrd.") + "\n[[avsnitt]]\nkapitel = \"b\"\ntext = '''\nMera ord.\n'''\n";
    let folder = Folder::new().and("rapport.toml", more).with("enheter/a.toml", unit);
    let of_file = parts(bytes(&folder.built(), ".docx"));
    let body = part(&of_file, BODY);
    let lines = regex::Regex::new("(?s)<w:p><w:pPr><w:pStyle w:val=\"TOC[0-9]\"/>.*?</w:p>").unwrap();
    let line = lines.find_iter(&body).map(|it| it.as_str()).find(|it| plain(it).contains("Ekonomin")).unwrap();
    let taken = |new: &str| {
        let mut parts = of_file.clone();
        parts.insert(BODY.to_owned(), body.replacen(line, new, 1).into_bytes());
        absorb(folder.path(), &packed(&parts), Tracked::Accept).unwrap()
    };
    let other = |words: &str| line.replacen("Ekonomin", words, 1);
    let own = "<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr><w:r><w:t>En egen rad</w:t></w:r></w:p>";
    for (what, new, is) in [
        ("edited", other("Pengarna"), Some("Pengarna 2024")),
        ("added", format!("{line}{own}"), Some("En egen rad")),
        ("gone", String::new(), None),
    ] {
        let absorbed = taken(&new);
        assert!(absorbed.files.is_empty(), "{what}");
        assert_eq!(outcomes(&absorbed), [Outcome::Contents], "{what} {:#?}", absorbed.changes);
        let change = &absorbed.changes[0];
        assert_eq!(change.is.as_ref().map(|is| is.split('\t').next().unwrap()), is);
        assert_eq!(change.place.is_some(), what != "added", "{what}");
    }
    // A heading that was edited, and the contents as Word makes them of it; pages that were counted anew.
    let mut parts = of_file.clone();
    parts.insert(BODY.to_owned(), body.replace("Ekonomin 2024", "Pengarna 2024").into_bytes());
    let absorbed = absorb(folder.path(), &packed(&parts), Tracked::Accept).unwrap();
    assert_eq!(outcomes(&absorbed), [Outcome::Taken], "{:#?}", absorbed.changes);
    let digits = regex::Regex::new("(PAGEREF.*?<w:t[^>]*>)[0-9]+").unwrap();
    assert!(taken(&digits.replace_all(line, "${1}77")).changes.is_empty());
}
