//! The internal-control table: its scale, the words for its steps, and the columns that a report chooses.

use underlag::model::BlockKind;

use crate::support::both_files::{case, say};
use crate::support::report::{Block, Report, chapter, toml};
use crate::support::{Folder, text};

/// One risk with its control activity, on a scale of five steps.
fn control() -> Report {
    let risk = Block::entry("risk").key("id", "avtal").key("namn", "Avtal löper ut");
    let activity = Block::entry("risk.kontrollmoment").key("text", "Registret gås igenom.");
    Report::new()
        .add([
            chapter("kontroll", "Intern kontroll", "internkontroll"),
            Block::table("internkontroll").key("skala", 5).key("risker", ["a/avtal"]),
        ])
        .deliver(
            "a",
            [
                risk.key("sannolikhet", 2).key("konsekvens", 4),
                activity.key("ansvar", "Stabschef").key("uppfoljning", "Gjort i mars."),
            ],
        )
}

/// Where neither a column nor a matrix shows what a risk is assessed as, nobody asks for it.
#[test]
fn what_no_column_shows_is_not_asked_for() {
    let bare =
        |report: Report| report.at("risk/avtal", |risk| risk.without("sannolikhet").without("konsekvens")).findings();
    let columns = || in_columns("\"risk\", \"kontrollmoment\", \"ansvar\", \"uppfoljning\"");
    assert_eq!(bare(columns()), "");
    let matrix = Block::entry("diagram").key("id", "m").key("slag", "riskmatris").key("rubrik", "Matris");
    let with_matrix = columns().add([matrix.clone()]).at("kapitel/kontroll", |chapter| chapter.key("diagram", ["m"]));
    let levels =
        columns().at("internkontroll", |control| control.key("nivaer", toml("[{ namn = \"Hög\", fran = 1 }]")));
    for report in [control(), with_matrix.clone(), levels, in_columns("\"risk\", \"bedomning\"")] {
        let found = bare(report);
        assert!(found.contains("missing-key]: `sannolikhet`") && found.contains("`konsekvens`"), "{found}");
    }
    // The values that there are stand in the matrix.
    assert_eq!(with_matrix.findings(), "");
}

/// A column of the report's own shows assessments with their signs and colours, of risks and of activities.
#[test]
fn own_columns_show_assessments() {
    let of_risk = "{ id = \"lage\", rubrik = \"Läge\", per = \"risk\", slag = \"bedomning\" }";
    let of_activity = of_risk.replace("risk\"", "moment\"");
    let report = |column: &str, block: &str, word: &str| {
        let lights = Block::table("bedomning").key("gron", ["Klart"]).key("rod", ["Försenat"]);
        in_columns(&format!("\"risk\", \"kontrollmoment\", \"ansvar\", \"uppfoljning\", {column}"))
            .at("risk/avtal", |risk| risk.without("sannolikhet").without("konsekvens"))
            .add([lights])
            .at(block, |block| block.key("lage", word))
    };
    for (column, block, shown) in
        [(of_risk, "risk/avtal", "| ● Klart"), (&*of_activity, "risk.kontrollmoment", "| ● Klart")]
    {
        let right = report(column, block, "Klart");
        assert_eq!(right.findings(), "");
        let built = right.built();
        let text = text(&built).replace('\u{a0}', " ");
        assert!(text.contains(shown), "{text}");
        let wrong = report(column, block, "Klar");
        assert!(wrong.findings().contains("`lage` cannot be `Klar`"), "{}", wrong.findings());
    }
}

/// The same in columns that the report chooses.
fn in_columns(columns: &str) -> Report {
    control().at("internkontroll", |control| control.key("kolumner", toml(format!("[{columns}]"))))
}

fn words(key: &str, words: &[&str]) -> Block {
    Block::table("internkontroll.ord").key(key, words.to_vec())
}

#[test]
fn both_files_show_an_assessment_on_its_scale() {
    let headings = |headings: &'static str| move |control: Block| control.key("rubriker", toml(headings));
    let no_product = |control: Block| control.key("riskvarde", false);
    say([
        case("a risk with its product", control(), "| Avtal löper ut | Registret gås igenom. | 2 | 4 | 8 | Stabschef"),
        case(
            "a risk without product",
            control().at("internkontroll", no_product),
            "| Avtal löper ut | Registret gås igenom. | 2 | 4 | Stabschef",
        ),
        case(
            "a scale with words",
            control().add([words("sannolikhet", &["Osannolik", "Liten", "Möjlig", "Trolig", "Säker"])]),
            "| Avtal löper ut | Registret gås igenom. | 2 Liten | 4 | 8 | Stabschef",
        ),
        case(
            "headings of the figures",
            control().at("internkontroll", headings("{ konsekvens = \"Följd\" }")),
            "! <1x2> Risk | <1x2> Kontrollmoment | <3x1> Risk- och konsekvensbedömning | <1x2> Ansvar | <1x2> Uppföljning\n! Sannolikhet | Följd | Riskvärde\n",
        ),
        case(
            "no product and no word of it",
            control().at("internkontroll", no_product).at("internkontroll", headings("{ riskvarde = \"Riskvärde\" }")),
            "! Risk | Kontrollmoment | <2x1> Risk- och konsekvensbedömning | Ansvar | Uppföljning\n",
        ),
    ]);
}

#[test]
fn both_files_show_the_columns_that_a_report_chooses() {
    let own = r#""risk", { id = "process", rubrik = "Process", per = "risk", bredd = 9 }, "kontrollmoment",
        { id = "metod", rubrik = "Metod" }, { id = "ansvar", rubrik = "Vem" }"#;
    say([
        case(
            "a plan without follow-up",
            in_columns(r#""risk", "bedomning", "kontrollmoment", "ansvar""#)
                .at("risk.kontrollmoment", |activity| activity.without("uppfoljning")),
            "! Risk | <3x1> Risk- och konsekvensbedömning, riskvärde | Kontrollmoment | Ansvar\n| Avtal löper ut | 2 | 4 | 8 | Registret gås igenom. | Stabschef\n",
        ),
        case(
            "a follow-up alone",
            in_columns(r#""risk", "uppfoljning""#).at("risk.kontrollmoment", |activity| activity.without("ansvar")),
            "! Risk | Uppföljning\n| Avtal löper ut | Gjort i mars.\n",
        ),
        case(
            "columns of the report's own",
            in_columns(own)
                .at("risk/avtal", |risk| risk.key("process", "Inköp"))
                .at("risk.kontrollmoment", |activity| activity.key("metod", "Stickprov")),
            "! Risk | Process | Kontrollmoment | Metod | Vem\n| Avtal löper ut | Inköp | Registret gås igenom. | Stickprov | Stabschef\n",
        ),
    ]);
}

/// The width of the assessment is that of its figures together.
#[test]
fn a_chosen_width_of_the_assessment_is_divided_among_its_figures() {
    let shares = |report: Report| {
        let document = report.built().document.unwrap();
        let blocks = document.parts.iter().flat_map(|part| &part.sections).flat_map(|section| &section.blocks);
        let table = blocks.into_iter().find_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        table.unwrap().columns.iter().map(|column| column.share).collect::<Vec<_>>()
    };
    let rest = "\"kontrollmoment\", \"ansvar\", \"uppfoljning\"";
    let chosen = |width: u8| in_columns(&format!("\"risk\", {{ id = \"bedomning\", bredd = {width} }}, {rest}"));
    assert_eq!(shares(in_columns(&format!("\"risk\", \"bedomning\", {rest}")))[1..4], [5, 5, 6]);
    // Where another column would be too narrow, all of them have other widths, in the same proportion.
    let wide = shares(chosen(33));
    assert!(wide[1] == wide[2] && wide[3].abs_diff(wide[1] * 13 / 10) <= wide[1] / 20, "{wide:?}");
    let no_product = chosen(21).at("internkontroll", |control| control.key("riskvarde", false));
    assert_eq!(shares(no_product)[1..3], [10, 11]);
    let narrow = shares(chosen(1));
    assert!(narrow[1..4].iter().all(|share| share * 20 > narrow.iter().sum()), "as wide as needed: {narrow:?}");
}

#[test]
fn what_a_chosen_column_lacks_is_told() {
    let found = |columns: &str| in_columns(columns).findings();
    let own = "\"risk\", { id = \"metod\", rubrik = \"Metod\" }, \"ansvar\"";
    assert!(found(own).contains("enheter/a.toml:15:1: error[missing-key]: `metod` is missing"), "{}", found(own));
    let misspelt = in_columns(own).at("risk.kontrollmoment", |activity| activity.key("metdo", "x")).findings();
    assert!(misspelt.contains("did you mean `metod`?") || misspelt.contains("unknown-key"));
    let without = in_columns("\"risk\", \"kontrollmoment\", \"bedomning\", \"ansvar\", \"uppfoljning\"")
        .at("risk.kontrollmoment", |activity| activity.without("ansvar"))
        .findings();
    assert!(without.contains("error[missing-key]: `ansvar` is missing"), "{without}");
    assert!(found("\"kontrollmoment\"").contains("error[bad-value]: the table's first column must be `risk`"));
    assert!(found("\"risk\", \"ansvarig\"").contains("error[bad-value]"));
    assert!(found("\"risk\", \"risk\"").contains("error[duplicate-id]"));
    assert!(found("\"risk\", { id = \"metod\" }").contains("error[missing-key]: `rubrik` is missing"));
}

#[test]
fn words_for_a_scale_are_as_many_as_its_steps() {
    let report = control().add([words("konsekvens", &["Liten", "Stor"])]);
    assert!(report.findings().contains("error[bad-value]: `konsekvens` has 2 words, but the scale has 5 steps"));
}

#[test]
fn risk_scales_have_three_to_six_steps() {
    for scale in 3..=6 {
        let report = control()
            .at("internkontroll", |control| control.key("skala", scale))
            .at("risk/avtal", |risk| risk.key("sannolikhet", scale).key("konsekvens", 3));
        assert_eq!(report.findings(), "");
        let said = text(&report.built());
        assert!(said.contains(&format!("| {scale} | 3 | {} |", scale * 3)), "{said}");
    }
}

#[test]
fn marks_in_its_own_lines_are_told() {
    for (change, at) in [
        ("rubriker = { risk = \"Risk[^n]\" }", "rubriker"),
        ("rubriker = { riskvarde = \"*R*\" }", "rubriker"),
        ("kolumner = [\"risk\", { id = \"vem\", rubrik = \"Vem[^n]\" }]", "kolumner"),
        ("kolumner = [\"risk\", { id = \"ansvar\", rubrik = \"**Vem**\" }]", "kolumner"),
        ("ord = { sannolikhet = [\"*Låg*\", \"Hög\"], konsekvens = [\"Liten\", \"Stor\"] }", "ord"),
    ] {
        let manifest = format!("\n[internkontroll]\nskala = 2\nrisker = []\n{change}\n");
        let found = Folder::new().and("rapport.toml", &manifest).findings();
        let told = found.lines().filter(|line| line.starts_with("rapport.toml:21:") && line.contains("mark")).count();
        assert_eq!(told, 1, "{at}: {found}");
    }
}

/// Risks in one chapter, what is done about them in another: the same risk, with its number, and each thing said once.
#[test]
fn a_risk_stands_in_several_tables() {
    let own = "{ id = \"atgard\", rubrik = \"Åtgärd\" }";
    let follow_up = format!("[\"nummer\", \"risk\", \"kontrollmoment\", \"ansvar\", \"uppfoljning\", {own}]");
    let table = |id: &str, columns: &str| {
        let table = Block::entry("internkontroll").key("id", id).key("skala", 5);
        table.key("risker", ["a/avtal"]).key("kolumner", toml(columns))
    };
    let report = |second: &str| {
        let risk = Block::entry("risk").key("id", "avtal").key("namn", "Avtal löper ut");
        let activity = Block::entry("risk.kontrollmoment").key("text", "Registret gås igenom.");
        let activity = activity.key("ansvar", "Stabschef").key("uppfoljning", "Gjort i mars.");
        Report::new()
            .add([
                chapter("risker", "Risker", "internkontroll").key("risktabell", "risker"),
                chapter("atgarder", "Åtgärder", "internkontroll").key("risktabell", second),
                table("risker", "[\"nummer\", \"risk\", \"bedomning\"]"),
                table("atgarder", &follow_up),
            ])
            .deliver(
                "a",
                [risk.key("sannolikhet", 2).key("konsekvens", 4), activity.key("atgard", "Påminnelse i kalendern.")],
            )
    };
    assert_eq!(report("atgarder").findings(), "");
    let text = text(&report("atgarder").built()).replace('\u{a0}', " ");
    for row in ["| 1 | Avtal löper ut | 2 | 4 | 8", "| 1 | Avtal löper ut | Registret gås igenom. | Stabschef"] {
        assert!(text.contains(row), "{row}: {text}");
    }
    // In one table it stands once.
    assert!(report("risker").findings().contains("avtal"), "{}", report("risker").findings());
}
