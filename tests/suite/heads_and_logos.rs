//! What stands at the head and the foot of the pages and on the cover: a layout's patterns and its logo.

use underlag::base::budget::Budget;
use underlag::deliver::verify::pdf;

use crate::support::both_files::agree;
use crate::support::report::{Block, Report, toml};
use crate::support::word_file::{part, parts};
use crate::support::{bytes, root};

/// A report with a layout of its own, in whose folder `file` is the logo.
fn with_logo(file: &str, logo: &[u8]) -> Report {
    let tokens = format!(
        "arver = \"kommun\"\nnamn = \"Egen\"\n[sidhuvud]\nvanster = \"{{logotyp}} {{kommun}}\"\n\
         [logotyp]\nfil = \"{file}\"\nbredd = \"12mm\"\nomslag = true\n"
    );
    Report::new().layout(tokens).file(&format!("egen/{file}"), logo)
}

/// What stands at the head and the foot of the pages, as a layout's patterns say it and both files show it.
#[test]
fn heads_and_feet_follow_the_layouts_patterns() {
    let date = "Dnr {diarienummer}, {datum}";
    let cases = [
        ("{arende}", "{sida}({sidor})", "Ärende 6", "1(1)"),
        ("{kommun} · {namnd}", "{sida} ({sidor})", "Exempelby kommun · Testnämnden", "1 (1)"),
        ("{titel}", "Sid {sida} av {sidor}", "Liten rapport", "Sid 1 av 1"),
        (date, "Sida {sida}", "Dnr TN 2024/7, 2024-05-02", "Sida 1"),
        ("{diarienummer} {utkast}", "{sida}", "TN 2024/7", "1"),
    ];
    for (head, foot, shown, page) in cases {
        let tokens = format!(
            "arver = \"kommun\"\nnamn = \"Egen\"\n[sidhuvud]\nvanster = \"{head}\"\nmitten = \"\"\nhoger = \"{{utkast}}\"\n\
             [sidfot]\nvanster = \"\"\nmitten = \"{foot}\"\n"
        );
        let report =
            Report::new().layout(tokens).key("omslag", false).key("arende", "6").key("diarienummer", "TN 2024/7");
        let built = report.built();
        let solid = |words: &str| words.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let said = pdf::read(bytes(&built, ".pdf"), &mut Budget::of_own()).unwrap().pages;
        assert_eq!(said.iter().map(|words| solid(words)).collect::<Vec<_>>(), [solid(&format!("{shown}{page}"))]);
        agree(&built, &format!("{head} {foot}"));
    }
}

/// The words in the head and the foot of each page, without white space.
fn pages(report: &Report) -> Vec<String> {
    let built = report.built();
    agree(&built, "heads of parts");
    let pages = pdf::read(bytes(&built, ".pdf"), &mut Budget::of_own()).unwrap().pages;
    pages.iter().map(|words| words.chars().filter(|c| !c.is_whitespace()).collect()).collect()
}

/// A memo of two pages, a report and an enclosure, in a layout that says so much of heads and feet.
fn case_file(tokens: &str) -> Report {
    let tokens = format!("arver = \"kommun\"\nnamn = \"Egen\"\n{tokens}");
    let long = "Ett stycke som tar plats.\n\n".repeat(40);
    Report::new().layout(tokens).key("omslag", false).key("arende", "6").key("diarienummer", "TN 1").add([
        Block::table("tjansteskrivelse").key("titel", "Skrivelse").key("datum", toml("2024-04-30")),
        Block::table("tjansteskrivelse.avsandare").key("forvaltning", "Staben").key("webb", "www.a.example"),
        Block::entry("tjansteskrivelse.avsnitt").key("text", long.as_str()),
        Block::entry("handling").key("titel", "Taxa").key("omslag", false).key("diarienummer", "TN 2"),
        Block::entry("handling.kapitel").key("id", "taxa").key("rubrik", "Taxan").key("delar", ["a"]),
    ])
}

#[test]
fn a_memo_and_an_enclosure_have_heads_and_feet_of_their_own() {
    let report = case_file(
        "[sidhuvud.tjansteskrivelse]\nvanster = \"{dokumenttyp}\"\n[sidhuvud.tjansteskrivelse.forsta]\n\
         vanster = \"{kommun}\\n{forvaltning}\"\nhoger = \"{datum}\\n{diarienummer}\\n{sida}({sidor})\"\n\
         [sidhuvud.bilaga]\nvanster = \"Bilaga, {diarienummer}\"\n\
         [sidfot.tjansteskrivelse]\nvanster = \"{forvaltning}\\n{postadress}\"\nhoger = \"Webb\\n{webb}\"\n",
    );
    let report = report.file("enheter/a.toml", TWO_TEXTS);
    assert_eq!(report.findings(), "");
    assert_eq!(
        pages(&report),
        [
            "Exempelbykommun2024-04-30StabenTN11(2)StabenWebbwww.a.example",
            "Tjänsteskrivelse2(2)StabenWebbwww.a.example",
            "Ärende61(1)",
            "Bilaga,TN21(1)",
        ]
    );
}

/// A logo that is alone beside several lines stands behind them, so that they stay as close as they are without it.
#[test]
fn a_logo_stands_beside_several_lines() {
    let svg = std::fs::read(root().join("inputs/sandby-sn-2025-08/sandby/logotyp.svg")).unwrap();
    for (piece, other) in [("vanster", "hoger"), ("hoger", "vanster")] {
        let report = case_file(&format!(
            "[logotyp]\nfil = \"logotyp.svg\"\nbredd = \"12mm\"\n[sidhuvud.tjansteskrivelse.forsta]\n\
             {piece} = \"{{logotyp}}\"\n{other} = \"{{dokumenttyp}}\\n{{datum}}\\n{{sida}}\"\n"
        ));
        let report = report.file("enheter/a.toml", TWO_TEXTS).file("egen/logotyp.svg", &svg);
        assert_eq!(report.findings(), "", "{piece}");
        assert_eq!(pages(&report)[0], "Tjänsteskrivelse2024-04-301", "{piece}");
        let built = report.built();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes(&built, ".docx").to_vec())).unwrap();
        let heads: Vec<String> = (0..archive.len())
            .filter_map(|at| {
                let mut file = archive.by_index(at).unwrap();
                let mut part = String::new();
                let is_head = file.name().unwrap().starts_with("word/header");
                is_head.then(|| std::io::Read::read_to_string(&mut file, &mut part).unwrap()).map(|_| part)
            })
            .collect();
        let anchored = heads.iter().filter(|head| head.contains("<wp:anchor") && head.contains("<pic:pic")).count();
        assert_eq!(anchored, 1, "{piece}");
    }
}

#[test]
fn the_first_page_of_every_part_can_have_a_head_of_its_own() {
    let report = case_file("[sidhuvud.forsta]\nvanster = \"{kommun}\"\n[sidhuvud.bilaga]\nvanster = \"Taxa\"\n");
    let report = report.file("enheter/a.toml", TWO_TEXTS);
    let first = ["Exempelbykommun1(2)", "Ärende62(2)", "Exempelbykommun1(1)", "Taxa1(1)"];
    assert_eq!(pages(&report), first, "what is said of a kind of part goes before what is said of first pages");
    let covered = report.key("omslag", true);
    assert_eq!(pages(&covered)[2..4], ["", "Ärende62(2)"], "a cover is the first page");
    let plain = case_file("").file("enheter/a.toml", TWO_TEXTS);
    assert_eq!(pages(&plain)[0..2], ["Ärende61(2)", "Ärende62(2)"]);
}

const TWO_TEXTS: &str = "enhet = \"a\"\n\n[[avsnitt]]\nkapitel = \"text\"\ntext = \"Ett stycke.\"\n\n\
                         [[avsnitt]]\nkapitel = \"taxa\"\ntext = \"Avgiften är 20 kronor.\"\n";

#[test]
fn a_logo_stands_in_head_and_cover_of_both_files() {
    let svg = std::fs::read(root().join("inputs/sandby-sn-2025-08/sandby/logotyp.svg")).unwrap();
    let drawn = |file: &str, logo: &[u8]| {
        let report = with_logo(file, logo);
        assert_eq!(report.findings(), "", "{file}");
        let built = report.built();
        agree(&built, file);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes(&built, ".docx").to_vec())).unwrap();
        let mut read = |path: &str| {
            let mut part = Vec::new();
            std::io::Read::read_to_end(&mut archive.by_name(path).ok()?, &mut part).unwrap();
            Some(part)
        };
        for header in ["header1", "headerCover"] {
            let part = String::from_utf8(read(&format!("word/{header}.xml")).unwrap()).unwrap();
            assert_eq!(part.matches("<pic:pic").count(), 1, "{header}");
            let arrows = String::from_utf8(read(&format!("word/_rels/{header}.xml.rels")).unwrap()).unwrap();
            assert!(arrows.contains("media/logo.png"), "{arrows}");
        }
        [read("word/media/logo.png"), read("word/media/logo.svg")]
    };
    let [pixels, vectors] = drawn("logotyp.svg", &svg);
    assert_eq!(vectors, Some(svg));
    let pixels = pixels.unwrap();
    // 12 mm at 300 pixels to the inch, and six fifths of that in height, rounded up.
    assert_eq!(pixels[16..24], [0, 0, 0, 141, 0, 0, 0, 170]);
    assert_eq!(drawn("logotyp.png", &pixels), [Some(pixels.clone()), None]);
}

#[test]
fn a_logo_lies_in_the_layouts_folder() {
    let missing = with_logo("annan.svg", b"").folder().without("egen/annan.svg").findings();
    assert!(missing.starts_with("egen/tokens.toml:6:7: error[layout-logo]"), "{missing}");
    let outside = with_logo("logotyp.svg", b"<svg/>")
        .file("egen/tokens.toml", "arver = \"kommun\"\n[logotyp]\nfil = \"../enheter/a.toml\"\nbredd = \"9mm\"\n");
    assert!(outside.findings().contains("egen/tokens.toml:3:7: error[layout-logo]"));
}

/// Chapters of which the second goes on over a page and the third begins on the second one's last page.
fn with_chapters() -> Report {
    let long = "Ett stycke som tar plats på sidan.\n\n".repeat(60);
    let chapter =
        |id: &str, heading: &str| Block::entry("kapitel").key("id", id).key("rubrik", heading).key("delar", ["a"]);
    let said = |chapter: &str, words: &str| Block::entry("avsnitt").key("kapitel", chapter).key("text", words);
    Report::new()
        .key("numrerade_rubriker", 1)
        .add([chapter("tva", "Andra").key("ny_sida", true), chapter("tre", "Tredje året")])
        .deliver("a", [said("tva", &long), said("tre", &long)])
}

#[test]
fn a_head_shows_the_chapter_that_its_page_belongs_to() {
    let report = with_chapters().key("sidhuvud", "{namnd}: {kapitel}").add([Block::table("innehall").key("nivaer", 1)]);
    let pages = pages(&report);
    let chapters: Vec<&str> = pages.iter().map(|head| head.split_once(':').map_or("", |(_, said)| said)).collect();
    let shown = |said: &str| chapters.iter().filter(|own| own.starts_with(said)).count();
    assert_eq!((chapters[0], chapters[1]), ("", ""), "neither cover nor contents: {pages:?}");
    assert!(pages[1].starts_with("Testnämnden2("), "{pages:?}");
    assert_eq!(shown("1Text"), 1, "{pages:?}");
    assert!(shown("2Andra") >= 2 && shown("3Tredjeåret") >= 1, "{pages:?}");
    let word = parts(bytes(&report.built(), ".docx"));
    let heads = word.keys().filter(|path| path.starts_with("word/header"));
    let heads: String = heads.map(|path| part(&word, path)).collect();
    assert!(heads.contains("STYLEREF 1") && heads.contains("2 Andra") && heads.contains("1 Text"), "{heads}");
}

#[test]
fn a_report_says_its_own_words_in_head_and_foot() {
    let own = "Exempelby kommun, organisationsnummer {organisationsnummer}";
    let report = case_file("[sidfot.tjansteskrivelse]\nvanster = \"{forvaltning}\"\n")
        .file("enheter/a.toml", TWO_TEXTS)
        .key("organisationsnummer", "212000-0142")
        .key("sidhuvud", toml("{ mitten = \"{titel}\" }"))
        .key("sidfot", own);
    assert_eq!(report.findings(), "");
    let shown = pages(&report);
    let foot = "Exempelbykommun,organisationsnummer212000-0142";
    assert!(shown.first().unwrap().ends_with("Staben"), "the layout says what a letter's is: {shown:?}");
    assert!(shown[2..].iter().all(|page| page.ends_with(foot) && page.contains("Ärende6")), "{shown:?}");
}

#[test]
fn a_draft_says_so_though_the_report_takes_that_place() {
    let shown = pages(
        &Report::new()
            .file("enheter/a.toml", "enhet = \"a\"\n")
            .key("omslag", false)
            .key("sidhuvud", toml("{ mitten = \"Mitt\" }")),
    );
    assert!(shown.iter().all(|page| page.contains("Utkast·Mitt")), "{shown:?}");
    let shown = pages(&Report::new().text("Ord.").key("omslag", false).key("sidhuvud", toml("{ mitten = \"Mitt\" }")));
    assert!(shown.iter().all(|page| page.contains("Mitt") && !page.contains("Utkast")), "{shown:?}");
}
