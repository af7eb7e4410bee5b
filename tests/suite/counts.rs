//! Small numbers in texts against what there is to count, and the shares and ends of changes that a sentence says.

use crate::support::report::{Block, Report, chapter, column, columns, row, section, table, toml};

/// Three risks, two of them high, a goal that is reached and two that are not, and a table over three years.
fn report() -> Report {
    let risk = |id: &str, likelihood: i32| {
        Block::entry("risk").key("id", id).key("namn", id).key("sannolikhet", likelihood).key("konsekvens", 3)
    };
    let goal = |id: &str| Block::entry("mal").key("id", id).key("rubrik", id).key("enhet", "a");
    let said =
        |id: &str, word: &str| Block::entry("mal").key("id", id).key("bedomning", word).key("text", "Läget är känt.");
    Report::new()
        .key("period", toml("{ fran = 2026-01-01, till = 2026-08-31 }"))
        .key("datum", toml("2026-09-17"))
        .add([
            chapter("risker", "Risker", "internkontroll"),
            Block::table("internkontroll")
                .key("skala", 4)
                .key("risker", ["a/brand", "a/avtal", "a/halka"])
                .key("kolumner", ["risk", "bedomning", "niva"])
                .key("nivaer", toml("[{ namn = \"Låg\", fran = 1 }, { namn = \"Hög\", fran = 8 }]")),
            chapter("mal", "Mål", "mal"),
            Block::entry("malniva").key("namn", "Mål"),
            goal("trygg"),
            goal("ren"),
            goal("varm"),
            Block::table("bedomning").key("gron", ["Uppnås"]).key("rod", ["Uppnås inte"]),
            chapter("ar", "År", "tabeller").key("tabeller", ["arenden"]),
            table("arenden", "Ärenden, antal", "tre", ["a/lov"]),
            columns("tre"),
            column("y2023", "2023"),
            column("y2024", "2024"),
            column("y2025", "2025"),
        ])
        .deliver(
            "a",
            [
                risk("brand", 3),
                risk("avtal", 4),
                risk("halka", 1),
                said("trygg", "Uppnås"),
                said("ren", "Uppnås inte"),
                said("varm", "Uppnås inte"),
                row("arenden", "lov", "Bygglovsbeslut").key("y2023", 142).key("y2024", 158).key("y2025", 171),
            ],
        )
}

fn found(words: &str) -> String {
    report().at("avsnitt/text", |_| section("text", words)).findings()
}

#[test]
fn what_a_text_counts_is_held_against_what_there_is() {
    for (right, wrong, told) in [
        (
            "Av de tre riskerna bedöms två som höga.",
            "Av de fyra riskerna bedöms två som höga.",
            "the report has 3 risks",
        ),
        (
            "Två risker bedöms som höga och en som låg.",
            "Tre risker bedöms som höga och en som låg.",
            "2 are assessed as `hög`",
        ),
        (
            "Arbetet har utgått från tre risker i planen.",
            "Arbetet har utgått från sex risker i planen.",
            "the report has 3 risks",
        ),
        (
            "Av de tre målen bedöms två inte uppnås.",
            "Av de fem målen bedöms två inte uppnås.",
            "the report has 3 goals",
        ),
        (
            "Ett mål uppnås och två uppnås inte i år.",
            "Ett mål uppnås och tre uppnås inte i år.",
            "2 are assessed as `uppnås inte`",
        ),
        (
            "Två av de tre nämndmålen bedöms inte uppnås.",
            "Två av de fyra nämndmålen bedöms inte uppnås.",
            "the report has 3 goals",
        ),
        (
            "Två av nämndens tre mål uppnås inte i år.",
            "Tre av nämndens tre mål uppnås inte i år.",
            "2 are assessed as `uppnås inte`",
        ),
        ("Ett av tre mål uppnås i år.", "Ett av fyra mål uppnås i år.", "the report has 3 goals"),
        ("Ett av de tre målen uppnås i år.", "Två av de tre målen uppnås i år.", "1 are assessed as `uppnås`"),
        ("Risken bedöms på en skala från 1 till 4.", "Risken bedöms på en skala från 1 till 5.", "scale has 4 steps"),
        ("Högst riskvärde, 12, har avtalen.", "Högst riskvärde, 16, har avtalen.", "the risks give 12"),
        ("Två bedöms som höga: brand och avtal.", "Tre bedöms som höga: brand och avtal.", "names 2 behind the colon"),
        (
            "Arbetet görs i tre steg:\n\n- planera\n- göra\n- följa upp",
            "Arbetet görs i fyra steg:\n\n- planera\n- göra\n- följa upp",
            "the list below has 3 points",
        ),
    ] {
        assert_eq!(found(right), "", "{right}");
        let said = found(wrong);
        assert!(said.contains("statements-differ") && said.contains(told), "{wrong}: {said}");
    }
}

/// What may be meant otherwise is left alone.
#[test]
fn what_may_count_something_else_is_nobodys() {
    for words in [
        "Två av riskerna har fått nya åtgärder under året.",
        "Tre nya risker har kommit till sedan i våras.",
        "Sex mål i den förra planen är avslutade.",
        "Två av fem mål i den förra planen är avslutade.",
        "Två av fyra delmål är påbörjade.",
        "Förvaltningen har under fem månader arbetat med tre saker:\n\n- hyror\n- löner\n- resor",
        "Kostnaden är 4 mnkr: hyror, löner och resor.",
        "Enligt lagen ska två saker följas: budget, och mål.",
        "Två risker har låg sannolikhet men stor konsekvens.",
        "Efter tio år som nämnd finns en slutsats: arbete och uthållighet lönar sig.",
    ] {
        assert_eq!(found(words), "", "{words}");
    }
}

#[test]
fn shares_and_changes_that_a_sentence_says_otherwise() {
    for (right, wrong, told) in [
        (
            "Av 237 granskade ärenden hade 19 en brist, vilket är 8,0 procent.",
            "Av 237 granskade ärenden hade 19 en brist, vilket är 9,0 procent.",
            "give 8,0",
        ),
        (
            "Sex av 40 granskade beslut saknade underlag, det vill säga 15,0 procent.",
            "Sex av 40 granskade beslut saknade underlag, det vill säga 12,0 procent.",
            "give 15,0",
        ),
        (
            "Vi har 1 038 kvinnor och 193 män, vilket innebär att 84 procent är kvinnor.",
            "Vi har 1 038 kvinnor och 193 män, vilket innebär att 74 procent är kvinnor.",
            "give 84",
        ),
        (
            "Av budgeten på 7 000 tkr har 3 495 tkr förbrukats, motsvarande 49,9 procent.",
            "Av budgeten på 7 000 tkr har 3 495 tkr förbrukats, motsvarande 59,9 procent.",
            "give 49,9",
        ),
        (
            "Tiden ökade från 7,4 till 8,2 veckor, och andelen minskade från 89 till 85 procent.",
            "Tiden ökade från 7,4 till 8,2 veckor, och andelen ökade från 89 till 85 procent.",
            "points one way",
        ),
        (
            "Bygglovsbesluten ökade från 158 till 171.",
            "Bygglovsbesluten ökade från 158 till 177.",
            "`2025` in `Ärenden, antal` is 171",
        ),
    ] {
        assert_eq!(found(right), "", "{right}");
        let said = found(wrong);
        assert!(said.contains(told), "{wrong}: {said}");
    }
}

#[test]
fn days_templates_and_names() {
    for (words, told) in [
        ("Planen antogs 2025-02-30 av fullmäktige.", "`2025-02-30` is not a day of the calendar"),
        ("Planen antogs den 31 juni av fullmäktige.", "`31 juni` is not a day of the calendar"),
        ("[Lägg in text om heltid]", "leftover-instruction"),
        ("[Infoga text här]", "leftover-instruction"),
        ("Klicka här för att ange text.", "leftover-instruction"),
    ] {
        let said = found(words);
        assert!(said.contains(told), "{words}: {said}");
    }
    assert_eq!(found("Planen antogs den 30 juni av fullmäktige."), "");
    let signed = |name: &str| {
        Report::new().add([
            Block::table("tjansteskrivelse").key("titel", "Uppföljning"),
            Block::table("tjansteskrivelse.handlaggare").key("namn", "Anna Granlund").key("titel", "Controller"),
            Block::entry("tjansteskrivelse.avsnitt")
                .key("slag", "underskrift")
                .key("undertecknare", toml(format!("[{{ namn = \"{name}\", titel = \"Chef\" }}]"))),
        ])
    };
    assert!(
        signed("Anna Grandlund").findings().contains("`Anna Grandlund` differs by one letter from `Anna Granlund`")
    );
    for other in ["Anna Granlund", "Anna Berglund", "Eva Granlund"] {
        assert!(!signed(other).findings().contains("names-alike"), "{other}");
    }
}

/// Rows of which one is spoken of by its name, and others by the nouns behind their figures.
fn library() -> Report {
    Report::new()
        .key("period", toml("{ fran = 2025-01-01, till = 2025-12-31 }"))
        .key("datum", toml("2026-02-17"))
        .add([
            chapter("ar", "År", "tabeller").key("tabeller", ["brukare"]),
            table("brukare", "Antal brukare", "tre", ["a/bad", "a/utlan", "a/tjanst"]),
            columns("tre"),
            column("y2023", "Utfall 2023"),
            column("y2024", "Utfall 2024"),
            column("y2025", "Utfall 2025"),
        ])
        .deliver(
            "a",
            [
                row("brukare", "bad", "Besök i simhallen").key("y2023", 81200).key("y2024", 84600).key("y2025", 90400),
                row("brukare", "utlan", "Utlån").key("y2023", 52300).key("y2024", 51800).key("y2025", 51800),
                row("brukare", "tjanst", "Simlektioner").key("y2023", 940).key("y2024", 962).key("y2025", 985),
            ],
        )
}

/// What speaks for a figure is heard: the noun behind it, other figures of its sentence, the year before last.
#[test]
fn a_figure_that_something_speaks_for_is_not_told() {
    let found = |words: &str| library().at("avsnitt/text", |_| section("text", words)).findings();
    for words in [
        "Simhallen hade 90 400 besök och 51 800 utlån under 2025.",
        "Besök i simhallen uppgick till 90 400, att jämföra med 985 simlektioner.",
        "Besöken i simhallen väntas öka med 11 000 till 101 400 när gymmet öppnar, vilket är en ökning med 12,2 procent.",
        "Utlån minskade till 51 800.",
        "Besök i simhallen ska öka från 84 600 år 2024 till 95 000 år 2026.",
        "Simlektioner uppgick till 985, att jämföra med 960 i budget.",
        "För föreningarna är målet att 75 procent är nöjda.",
        "Hos brukarna är andelen 62 procent.",
    ] {
        assert_eq!(found(words), "", "{words}");
    }
    for (words, told) in [
        ("Besök i simhallen uppgick till 90 500 under 2025.", "is 90\u{a0}400"),
        ("Utlån ökade till 51 800.", "direction-contradicts-figure"),
        ("Simlektioner uppgick till 962 under 2025.", "is 985"),
    ] {
        assert!(found(words).contains(told), "{words}\n{}", found(words));
    }
}
