//! How words are set: where lines and words are broken, and which headings are numbered.

use underlag::deliver::verify::word;

use crate::support::both_files::agree;
use crate::support::report::{Block, Report, chapter, section};
use crate::support::{bytes, text};

/// Lines that are broken simply are other lines of the same words.
#[test]
fn lines_are_broken_as_the_layout_says() {
    let tokens = |breaks: &str| format!("arver = \"kommun\"\nnamn = \"Egen\"\n[sida]\nradbrytning = \"{breaks}\"\n");
    let words = "Enheten har arbetat med planering, uppföljning och utveckling av verksamheten. ".repeat(20);
    let report = |breaks: &str| Report::new().layout(tokens(breaks)).text(&words);
    let lines = |breaks: &str| {
        let built = report(breaks).built();
        agree(&built, breaks);
        let document = lopdf::Document::load_mem(bytes(&built, ".pdf")).unwrap();
        document.extract_text(&[2]).unwrap()
    };
    assert_ne!(lines("jamn"), lines("enkel"));
    let told = report("snabb").findings();
    assert!(told.contains("egen/tokens.toml:4:15: error[layout-tokens]"), "{told}");
}

/// Body text breaks no word that is shorter than the layout says, and Word leaves as much space rather than break one.
#[test]
fn only_words_as_long_as_the_layout_says_are_hyphenated() {
    let words = "Kommunens ansvar omfattar verksamhetsuppföljning, **kompetensförsörjningsplaner** och utredningar. "
        .repeat(30);
    let broken = |least: u8| {
        let tokens = format!("arver = \"kommun\"\nnamn = \"Egen\"\n[sida]\navstava_ord = {least}\n");
        let report = Report::new().layout(tokens).text(&words).at("kapitel/text", |chapter| chapter.key("spalter", 2));
        let built = report.built();
        agree(&built, &format!("{least}"));
        let parts = word::parts(bytes(&built, ".docx")).unwrap();
        let settings = String::from_utf8(parts["word/settings.xml"].to_vec()).unwrap();
        let document = lopdf::Document::load_mem(bytes(&built, ".pdf")).unwrap();
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        let said = document.extract_text(&pages).unwrap();
        let halves: Vec<&str> = said.split(" \n\u{ad}\n").collect();
        let mut broken: Vec<usize> = halves
            .windows(2)
            .map(|sides| (sides[0].split_whitespace().last().unwrap(), sides[1].split_whitespace().next().unwrap()))
            .map(|(start, end)| (start.to_owned() + end).chars().filter(|c| c.is_alphabetic()).count())
            .collect();
        broken.sort_unstable();
        broken.dedup();
        (broken, settings)
    };
    let (any, settings) = broken(0);
    assert!(any[0] < 12 && !settings.contains("hyphenationZone"), "{any:?} {settings}");
    let (long, settings) = broken(24);
    assert_eq!(long, ["kompetensförsörjningsplaner".chars().count()]);
    // 24 letters of 10.5 points, half as wide, in twentieths of a point.
    assert!(settings.contains(r#"<w:hyphenationZone w:val="2520"/>"#), "{settings}");
}

#[test]
fn headings_are_numbered_to_the_level_that_the_report_asks_for() {
    let below = chapter("c", "Två ett", "berattelse").below();
    let report = Report::new()
        .add([Block::entry("kapitel").key("id", "b").key("rubrik", "Två"), below.key("delar", ["a"])])
        .deliver("a", [section("c", "# Under\n\nSist.")]);
    let headings = |levels: i32| {
        let built = report.clone().key("numrerade_rubriker", levels).built();
        agree(&built, &format!("{levels}"));
        text(&built).lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(headings(0), ["# Text", "## Enhet A", "# Två", "## Två ett", "### Enhet A", "#### Under"]);
    assert_eq!(headings(2), ["# 1 Text", "## 1.1 Enhet A", "# 2 Två", "## 2.1 Två ett", "### Enhet A", "#### Under"]);
    let all = ["# 1 Text", "## 1.1 Enhet A", "# 2 Två", "## 2.1 Två ett", "### 2.1.1 Enhet A", "#### Under"];
    assert_eq!(headings(4), all);
}
