//! A paragraph that somebody made a heading, a point or a quotation in Word, new words in bold type and with links,
//! pictures and formulas: what a text can say is taken in, and the rest is listed.

use underlag::deliver::absorb::{Absorbed, Outcome, Tracked, absorb};

use crate::support::word_file::{BODY, Parts, element, packed, part, parts};
use crate::support::{Folder, bytes, saying};

const TEXT: &str = "# En mellanrubrik\n\nGatorna sopades.\n\nLamporna byttes.\n\n- en första punkt\n- en andra \
                    punkt\n- en \
                    tredje punkt\n\n1. steg ett\n2. steg två\n\n> Det är ljusare nu.\n\nBron målades i maj.\n\n## \
                    Under den\n\nSlut.";

fn made() -> (Folder, Parts) {
    let folder = Folder::new().with("enheter/a.toml", saying(TEXT));
    let parts = parts(bytes(&folder.built(), ".docx"));
    (folder, parts)
}

/// What comes of a file whose body was changed.
fn take(change: impl Fn(&str) -> String) -> Absorbed {
    let (folder, mut parts) = made();
    let body = part(&parts, BODY);
    let new = change(&body);
    assert_ne!(body, new);
    parts.insert(BODY.to_owned(), new.into_bytes());
    absorb(folder.path(), &packed(&parts), Tracked::Accept).unwrap()
}

/// The properties of the paragraph that says this.
fn properties<'b>(body: &'b str, words: &str) -> &'b str {
    let whole = element(body, "p", words);
    &whole[whole.find("<w:pPr>").unwrap()..whole.find("</w:pPr>").unwrap() + "</w:pPr>".len()]
}

/// A paragraph with the properties of another one.
fn as_another(body: &str, words: &str, model: &str) -> String {
    let whole = element(body, "p", words);
    body.replacen(whole, &whole.replacen(properties(body, words), properties(body, model), 1), 1)
}

fn outcomes(absorbed: &Absorbed) -> Vec<Outcome> {
    absorbed.changes.iter().map(|it| it.outcome).collect()
}

fn text(absorbed: &Absorbed) -> String {
    let [(_, text)] = absorbed.files.as_slice() else { panic!("{:#?}", absorbed.changes) };
    String::from_utf8(text.clone()).unwrap()
}

#[test]
fn paragraphs_become_headings_points_and_quotations_and_back() {
    for (words, model, from, to) in [
        ("Gatorna sopades.", "En mellanrubrik", "Gatorna sopades.", "# Gatorna sopades."),
        ("Gatorna sopades.", "Under den", "Gatorna sopades.", "## Gatorna sopades."),
        ("Gatorna sopades.", "en andra punkt", "Gatorna sopades.", "- Gatorna sopades."),
        ("Bron målades", "Det är ljusare", "Bron målades", "> Bron målades"),
        ("Under den", "En mellanrubrik", "## Under den", "# Under den"),
        ("Under den", "Slut.", "## Under den", "Under den"),
        ("en tredje punkt", "Slut.", "- en tredje punkt\n", "\nen tredje punkt\n"),
    ] {
        let absorbed = take(|body| as_another(body, words, model));
        assert_eq!(text(&absorbed), saying(&TEXT.replacen(from, to, 1)), "{words} as {model}");
        assert_eq!(outcomes(&absorbed), [Outcome::Taken]);
    }
    // A step as a point, and a point that stands deeper.
    let left = |absorbed: Absorbed| {
        assert!(absorbed.files.is_empty(), "{:#?}", absorbed.changes);
        assert_eq!(outcomes(&absorbed), [Outcome::Restyled]);
    };
    left(take(|body| as_another(body, "steg två", "en andra punkt")));
    left(take(|body| as_another(body, "Gatorna sopades.", "steg två")));
    left(take(|body| {
        let whole = element(body, "p", "en andra punkt");
        body.replacen(whole, &whole.replacen("<w:ilvl w:val=\"0\"/>", "<w:ilvl w:val=\"1\"/>", 1), 1)
    }));
}

#[test]
fn a_program_that_loses_all_styles_edits_nothing() {
    let (folder, mut parts) = made();
    let body = part(&parts, BODY);
    let style = regex::Regex::new("<w:pStyle [^>]*/>|<w:numPr>.*?</w:numPr>").unwrap();
    parts.insert(BODY.to_owned(), style.replace_all(&body, "").into_owned().into_bytes());
    let absorbed = absorb(folder.path(), &packed(&parts), Tracked::Accept).unwrap();
    assert!(absorbed.files.is_empty() && !outcomes(&absorbed).contains(&Outcome::Restyled), "{:#?}", absorbed.changes);
}

/// A paragraph of these runs behind the one that says `words`.
fn added(body: &str, words: &str, runs: &str) -> String {
    let whole = element(body, "p", words);
    body.replacen(whole, &format!("{whole}<w:p>{}{runs}</w:p>", properties(body, words)), 1)
}

fn run(properties: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

#[test]
fn new_words_come_with_their_looks() {
    let runs =
        [run("", "Stolparna "), run("<w:b/>", "rätades "), run("", "och "), run("<w:i/>", "målades"), run("", ".")];
    for (words, wanted) in [
        ("Gatorna sopades.", "Gatorna sopades.\n\nStolparna **rätades** och *målades*."),
        ("en andra punkt", "en andra punkt\n- Stolparna **rätades** och *målades*."),
        ("Det är ljusare nu.", "Det är ljusare nu.\n\n> Stolparna **rätades** och *målades*."),
    ] {
        let absorbed = take(|body| added(body, words, &runs.concat()));
        assert_eq!(text(&absorbed), saying(&TEXT.replacen(words, wanted, 1)));
    }
    // Both at once, and a part of a word, no text says for certain.
    for runs in [run("<w:b/><w:i/>", "Stolparna"), run("", "Stol") + &run("<w:b/>", "parna")] {
        let absorbed = take(|body| added(body, "Gatorna sopades.", &runs));
        assert!(absorbed.files.is_empty() && outcomes(&absorbed) == [Outcome::Looks], "{:#?}", absorbed.changes);
    }
    // Words of a paragraph that was there are taken in, and how they look is told.
    let absorbed = take(|body| {
        let end = "Gatorna sopades.</w:t></w:r>";
        assert!(body.contains(end));
        body.replacen(end, &format!("{end}{}", run("<w:b/>", " Och borstades.")), 1)
    });
    assert!(text(&absorbed).contains("Gatorna sopades. Och borstades."));
    assert_eq!(outcomes(&absorbed), [Outcome::Taken, Outcome::Looks]);
}

#[test]
fn pictures_and_formulas_are_listed() {
    for (runs, outcome) in [
        ("<w:r><w:drawing/></w:r>", Outcome::Picture),
        ("<w:r><w:pict/></w:r>", Outcome::Picture),
        ("<m:oMath><m:r><m:t>K=42</m:t></m:r></m:oMath>", Outcome::Homeless),
    ] {
        let runs = runs.replacen(
            "<m:oMath>",
            "<m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\">",
            1,
        );
        let absorbed = take(|body| added(body, "Gatorna sopades.", &runs));
        assert!(absorbed.files.is_empty() && outcomes(&absorbed) == [outcome], "{:#?}", absorbed.changes);
    }
}

/// Points of numbered lists come and go, and those behind them get their numbers; what would part a list, or an
/// explanation from its term, is listed.
#[test]
fn numbered_points_come_and_go() {
    let text_of = |words: &str, body: &dyn Fn(&str) -> String| {
        let folder = Folder::new().with("enheter/a.toml", saying(words));
        let mut parts = parts(bytes(&folder.built(), ".docx"));
        let new = body(&part(&parts, BODY));
        parts.insert(BODY.to_owned(), new.into_bytes());
        absorb(folder.path(), &packed(&parts), Tracked::Accept).unwrap()
    };
    let list = "Vi tog dessa steg:\n\n1. steg ett\n2. steg två\n3. steg tre\n\nSedan var det klart.";
    let gone = |words: &'static str| move |body: &str| body.replacen(element(body, "p", words), "", 1);
    for (words, wanted) in [
        ("steg ett", "1. steg två\n2. steg tre\n"),
        ("steg två", "1. steg ett\n2. steg tre\n"),
        ("steg tre", "1. steg ett\n2. steg två\n"),
    ] {
        let absorbed = text_of(list, &gone(words));
        assert_eq!(text(&absorbed), saying(&list.replace("1. steg ett\n2. steg två\n3. steg tre\n", wanted)));
    }
    for (behind, wanted) in [
        ("steg ett", "1. steg ett\n2. ett till\n3. steg två\n4. steg tre\n"),
        ("steg tre", "1. steg ett\n2. steg två\n3. steg tre\n4. ett till\n"),
    ] {
        let absorbed = text_of(list, &|body| added(body, behind, &run("", "ett till")));
        assert_eq!(text(&absorbed), saying(&list.replace("1. steg ett\n2. steg två\n3. steg tre\n", wanted)));
    }
    // A term without which its explanation would be read as other words.
    let terms = "Vi menar detta:\n\nNettokostnad\n: Kostnader minus intäkter.\n\nSedan var det klart.";
    let absorbed = text_of(terms, &gone("Nettokostnad"));
    assert!(absorbed.files.is_empty() && outcomes(&absorbed) == [Outcome::SaysOther], "{:#?}", absorbed.changes);
}

/// What comes of a file of a text of these words whose body was changed.
fn taken_of(words: &str, body: &dyn Fn(&str) -> String) -> Absorbed {
    let folder = Folder::new().with("enheter/a.toml", saying(words));
    let mut parts = parts(bytes(&folder.built(), ".docx"));
    let new = body(&part(&parts, BODY));
    parts.insert(BODY.to_owned(), new.into_bytes());
    absorb(folder.path(), &packed(&parts), Tracked::Accept).unwrap()
}

#[test]
fn whole_lists_quotations_and_terms_are_taken_out() {
    let text_of = "Inledning.\n\n- ek\n- björk\n  - tall\n- gran\n\nMitten.\n\n1. steg ett\n2. steg två\n3. steg \
                    tre\n\nEfter.\n\na) \
                   alfa\nb) beta\nc) gamma\n\n> Det är ljusare nu.\n>\n> Men halkan finns kvar.\n\nNettokostnad\n: \
                    Kostnader \
                   minus intäkter.\n\nSlut.";
    for (gone, from, to) in [
        (&["ek", "björk", "tall", "gran"][..], "- ek\n- björk\n  - tall\n- gran\n\n", ""),
        (&["steg ett", "steg två", "steg tre"], "1. steg ett\n2. steg två\n3. steg tre\n\n", ""),
        (&["steg två"], "1. steg ett\n2. steg två\n3. steg tre\n", "1. steg ett\n2. steg tre\n"),
        (&["alfa"], "a) alfa\nb) beta\nc) gamma", "a) beta\nb) gamma"),
        (&["beta"], "a) alfa\nb) beta\nc) gamma", "a) alfa\nb) gamma"),
        (&["alfa", "beta", "gamma"], "a) alfa\nb) beta\nc) gamma\n\n", ""),
        (&["Nettokostnad", "Kostnader minus"], "Nettokostnad\n: Kostnader minus intäkter.\n\n", ""),
        (&["Det är ljusare nu.", "Men halkan"], "> Det är ljusare nu.\n>\n> Men halkan finns kvar.\n\n", ""),
    ] {
        let absorbed = taken_of(text_of, &|body| {
            gone.iter().fold(body.to_owned(), |body, words| body.replacen(element(&body, "p", words), "", 1))
        });
        assert_eq!(outcomes(&absorbed), vec![Outcome::Taken; gone.len()], "{gone:?} {:#?}", absorbed.changes);
        assert_eq!(text(&absorbed), saying(&text_of.replacen(from, to, 1)), "{gone:?}");
    }
}

#[test]
fn points_come_into_lists_of_letters_and_within_others_and_as_lists_of_their_own() {
    let text_of =
        "Inledning.\n\na) alfa\nb) beta\n\nMitten.\n\n- ek\n  - tall\n- gran\n\n1. steg ett\n2. steg två\n\nSlut.";
    let model = |body: &str, words: &str, model: &str, new: &str| {
        let whole = element(body, "p", words);
        let properties = properties(body, model);
        body.replacen(whole, &format!("{whole}<w:p>{properties}{}</w:p>", run("", new)), 1)
    };
    for (behind, like, from, to) in [
        ("alfa", "beta", "a) alfa\nb) beta", "a) alfa\nb) ny\nc) beta"),
        ("beta", "alfa", "b) beta", "b) beta\nc) ny"),
        ("gran", "tall", "- gran", "- gran\n  - ny"),
        ("tall", "gran", "  - tall", "  - tall\n- ny"),
        ("Mitten.", "gran", "Mitten.", "Mitten.\n\n- ny"),
        ("Inledning.", "steg ett", "Inledning.", "Inledning.\n\n1. ny"),
    ] {
        let absorbed = taken_of(text_of, &|body| model(body, behind, like, "ny"));
        // One step alone is no list.
        if like == "steg ett" {
            assert!(absorbed.files.is_empty() && outcomes(&absorbed) == [Outcome::Numbered], "{:#?}", absorbed.changes);
            let two = |body: &str| {
                let body = model(body, "Inledning.", like, "ny två");
                model(&body, "Inledning.", like, "ny ett")
            };
            let absorbed = taken_of(text_of, &two);
            let to = "Inledning.\n\n1. ny ett\n2. ny två";
            assert_eq!(text(&absorbed), saying(&text_of.replacen(from, to, 1)), "{behind}");
            continue;
        }
        assert_eq!(text(&absorbed), saying(&text_of.replacen(from, to, 1)), "{behind} {:#?}", absorbed.changes);
    }
}
