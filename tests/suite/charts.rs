//! Charts: what they say, where their shapes stand, how they are tagged, and what is said of those that cannot be
//! drawn.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use underlag::base::budget::{Budget, Trust};
use underlag::base::measure::Color;
use underlag::base::positions::ChartIndex;
use underlag::deliver::verify::{self, pdf, word};
use underlag::layout::Tokens;
use underlag::layout::{ChosenBy, Layout};
use underlag::model::Chart;
use underlag::model::charts::{
    Bar, BarGroup, Bars, ChartKind, Matrix, MatrixRisk, NumberBox, Numbers, Organisation, OrganisationBox,
    OrganisationForm, OverLine, ShareRow, Shares, Step, TargetLine, Waterfall,
};
use underlag::model::{Block, BlockKind};
use underlag::model::{Document, Section};
use underlag::pipeline::{self, Built, Format, Options};
use underlag::render::charts::draw;
use underlag::render::charts::{Drawing, Frame, Shape, Slope, Words, WordsRole};

use crate::support::report::{self, Block as Written, Report, chapter, column, columns, row, table, toml};
use crate::support::{Folder, build, bytes, every_report, printed, root, text, underlag};

/// A report with every kind of chart, in one column, in two, and on turned pages.
static CHARTS: LazyLock<Built> = LazyLock::new(|| build(&root().join("tests/reports/charts")));

fn charts(document: &Document) -> Vec<&Chart> {
    let of = |block: &&Block| matches!(block.kind, BlockKind::Chart(_));
    let charts = document.blocks().into_iter().filter(of);
    charts.map(|block| if let BlockKind::Chart(chart) = &block.kind { chart } else { unreachable!() }).collect()
}

#[test]
fn the_report_with_charts_is_clean_and_both_files_agree() {
    assert_eq!(CHARTS.checked.diagnostics, []);
    let document = CHARTS.document.as_ref().unwrap();
    let verified = verify::verify(bytes(&CHARTS, ".pdf"), bytes(&CHARTS, ".docx"), Some(document), Trust::Own).unwrap();
    assert_eq!(verified.differences, []);
    let figures = |said: &[verify::Entry]| said.iter().filter(|said| said.kind == verify::Kind::Figure).count();
    let (pdf, word) = (
        pdf::read(bytes(&CHARTS, ".pdf"), &mut Budget::of_own()).unwrap(),
        word::read(bytes(&CHARTS, ".docx"), &mut Budget::of_own()).unwrap(),
    );
    assert_eq!([figures(&pdf.said), figures(&word.said), charts(document).len()], [7; 3]);
    // The words in the drawings, too, read back from both files.
    assert_eq!(pdf.drawn, word.drawn);
    assert!(pdf.drawn.iter().all(|words| words.chars().count() > 40), "{:?}", pdf.drawn);
}

/// What can be seen in a drawing is said by the text alone, every figure of it.
#[test]
fn the_text_says_what_the_drawing_shows() {
    let figures = |words: &str| -> Vec<String> {
        let words = words.replace('\u{a0}', "");
        let digits = words.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
        digits.map(str::to_owned).collect()
    };
    for chart in charts(CHARTS.document.as_ref().unwrap()) {
        let said = figures(&chart.alt);
        let shown: Vec<String> = match &chart.kind {
            ChartKind::Bars(bars)
            | ChartKind::Stacked(bars)
            | ChartKind::Standing(bars, _)
            | ChartKind::Lines(bars)
            | ChartKind::Pie(bars) => {
                bars.groups.iter().flat_map(|group| &group.bars).map(|bar| bar.text.clone()).collect()
            }
            ChartKind::Waterfall(steps) => steps.steps.iter().map(|step| step.text.clone()).collect(),
            ChartKind::Numbers(numbers) => numbers.boxes.iter().map(|it| it.figure.clone()).collect(),
            ChartKind::Picture(_) | ChartKind::Organisation(_) => panic!("neither has figures"),
            ChartKind::Matrix(matrix) => {
                matrix.risks.iter().flat_map(|risk| [risk.number.clone(), risk.product.clone()]).collect()
            }
            ChartKind::Shares(shares) => shares
                .rows
                .iter()
                .map(|row| row.text.clone())
                .chain(shares.total.iter().map(|(_, text)| text.clone()))
                .collect(),
        };
        assert!(!shown.is_empty());
        for figure in shown.iter().flat_map(|words| figures(words)) {
            assert!(said.contains(&figure), "{figure} in {}", chart.alt);
        }
    }
}

/// What is read aloud is language: at least half of it letters, as WCAG's technique G94 and the checkers of PDFs ask.
#[test]
fn the_text_is_words_more_than_signs() {
    let mut seen = 0;
    for report in every_report() {
        let only_text = Options { formats: vec![Format::Txt], ..Options::default() };
        let built = pipeline::build(&report, &only_text).unwrap();
        for chart in built.document.iter().flat_map(charts) {
            let letters = chart.alt.chars().filter(|letter| letter.is_alphabetic()).count();
            assert!(2 * letters >= chart.alt.chars().count(), "{}: {}", report.display(), chart.alt);
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn the_text_in_words() {
    let text = text(&CHARTS).replace('\u{a0}', " ");
    for said in [
        "[diagram: Avvikelse mot budget]\nStapeldiagram över Avvikelse, belopp i tkr. Plan- och byggenheten: −175. Gata, park",
        "Kulturskola: Budget jan–aug 2024 är 4 010 och Utfall jan–aug 2024 är 4 085.",
        "En klimatsmart kommun: 2 av 3 indikatorer når sina målvärden, 67 %; 1 går inte att bedöma.",
        "Risk 6, Bokningssystemet ligger nere: sannolikhet 3, konsekvens 2, riskvärde 6.",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

/// A figure is one element with a text, below its title, and nothing in it is an element of its own.
#[test]
fn a_chart_is_one_figure_in_the_tag_tree() {
    let root = pdf::read(bytes(&CHARTS, ".pdf"), &mut Budget::of_own()).unwrap().root;
    fn show(node: &pdf::Node, depth: usize, out: &mut Vec<String>) {
        out.push(format!("{}{}{}", "  ".repeat(depth), node.kind, if node.alt.is_some() { " alt" } else { "" }));
        node.nodes().for_each(|node| show(node, depth + 1, out));
    }
    let mut groups = Vec::new();
    root.all(&["Div"], &mut groups);
    let with_charts: Vec<_> =
        groups.into_iter().filter(|group| group.nodes().any(|node| node.kind == "Figure")).collect();
    assert_eq!(with_charts.len(), 7);
    for group in with_charts {
        let mut shown = Vec::new();
        show(group, 0, &mut shown);
        assert_eq!(shown[..4], ["Div", "  Caption", "    P", "  Figure alt"]);
        let parts: Vec<&str> = shown[4..].iter().map(|line| line.trim()).collect();
        assert!(parts.iter().all(|part| ["P", "Span", "Div"].contains(part)), "{parts:?}");
    }
}

#[test]
fn charts_are_shown_only_where_they_are_asked_for() {
    let shown = |charts: &[&str]| shown(report(), charts);
    let without = report().folder();
    assert!(!text(&without.built()).contains("[diagram"));
    assert!(without.findings().ends_with("no chapter shows the chart `d`\n"), "{}", without.findings());
    assert_eq!(shown(&["d"]).findings(), "");
    let text = text(&shown(&["d", "d"]).built()).replace('\u{a0}', " ");
    let (heading, chart, body) = (text.find("# Text"), text.find("[diagram: D]"), text.find("Ett stycke"));
    assert!(heading < chart && chart < body, "below its chapter's heading: {text}");
    assert_eq!(text.matches("Gata: Budget är 1 200 och Utfall är 1 250.").count(), 2);
    assert!(!text.contains("Summa:"), "sums are left out unless they are asked for");
}

/// What stands in a list, or in what would be one, is shown where it was written and not behind all of it.
#[test]
fn a_chart_in_a_text_is_shown_on_its_line() {
    for (before, after) in [
        ("- Alfa", "- Beta"),
        ("- Alfa\n", "\n- Beta"),
        ("- Alfa\n  mer", "  Beta"),
        ("1. Alfa", "2. Beta"),
        ("a) Alfa\n\n", "\n\nb) Beta"),
        ("- Alfa\n  - inre", "  - Beta"),
        ("## Alfa\n", "### Beta\n\nord"),
        ("Alfa\nmer", "Beta"),
    ] {
        for mark in ["[[diagram:d]]", "  [[ diagram : d ]]  "] {
            let report = report().text(&format!("{before}\n{mark}\n{after}\n\nSist."));
            let text = text(&report.built());
            let places = ["Alfa", "[diagram: D]", "Beta", "Sist."].map(|words| text.find(words));
            assert!(places.is_sorted() && places[0].is_some(), "{before:?} {after:?}: {text}");
            assert!(!report.findings().contains("text-changed"), "{}", report.findings());
        }
    }
}

/// A chart of a table that nobody has delivered.
fn undelivered() -> Report {
    let chart = report::Block::entry("diagram").key("id", "d").key("slag", "staplar").key("rubrik", "D");
    Report::new().add([
        chapter("e", "E", "tabeller").key("tabeller", ["t"]),
        columns("k"),
        column("budget", "Budget"),
        column("utfall", "Utfall"),
        table("t", "T", "k", ["a/gata", "a/summa"]),
        chart.key("tabell", "t").key("kolumner", ["budget", "utfall"]),
    ])
}

/// The same with a row and its sum.
fn report() -> Report {
    let figures = [("budget", "1200"), ("utfall", "1250")];
    let summa = row("t", "summa", "Summa").sum(["gata"]).cells(&figures);
    undelivered().deliver("a", [row("t", "gata", "Gata").cells(&figures), summa])
}

/// A report whose first chapter shows these charts.
fn shown(report: Report, charts: &[&str]) -> Report {
    report.at("kapitel/text", |chapter| chapter.key("diagram", charts.to_vec()))
}

#[test]
fn what_a_chart_asks_for_in_vain_is_told_with_its_place() {
    let chart = |change: &dyn Fn(report::Block) -> report::Block| shown(report(), &["d"]).at("diagram/d", change);
    let twice = report::Block::entry("diagram").key("id", "d").key("slag", "riskmatris").key("rubrik", "x");
    for (report, said) in [
        (shown(report(), &["dd"]), "error[unknown-reference]: no chart is called `dd`"),
        (chart(&|chart| chart.key("tabell", "tt")), "error[unknown-reference]: no table is called `tt`"),
        (
            chart(&|chart| chart.key("kolumner", ["budget", "utfal"])),
            "error[unknown-reference]: no column is called `utfal`",
        ),
        (
            chart(&|chart| chart.key("kolumner", ["budget"]).key("rader", ["gatan"])),
            "error[unknown-reference]: no row is called `gatan`",
        ),
        (chart(&|chart| chart.key("kolumner", toml("[]"))), "error[chart-empty]: the chart `d` has nothing to show"),
        (chart(&|chart| chart.key("slag", "tarta")), "error[bad-value]: `slag` cannot be `tarta`"),
        (chart(&|chart| chart.without("slag")), "error[missing-key]: `slag` is missing"),
        (chart(&|chart| chart.without("tabell")), "error[missing-key]: `tabell` is missing"),
        (chart(&|chart| chart.key("slag", "riskmatris")), "error[unknown-key]: there is no key `tabell` here"),
        (
            chart(&|chart| chart.key("slag", "maluppfyllelse").key("niva", 9)),
            "error[bad-value]: `niva` is out of range",
        ),
        (shown(report(), &["d"]).after("diagram/d", twice), "error[duplicate-id]: `d` exists already"),
    ] {
        let found = report.findings();
        let line = found.lines().find(|line| line.ends_with(said)).unwrap_or_else(|| panic!("{said} in\n{found}"));
        assert!(line.starts_with("rapport.toml:"), "{line}");
    }
}

/// The table with as many rows as that, of which the chart shows all.
fn many(rows: usize) -> Report {
    let asked: Vec<String> = (0..rows).map(|at| format!("a/rad-{at}")).collect();
    let row = |at: usize| {
        let figure = at.to_string();
        let row = row("t", &format!("rad-{at}"), &format!("Post {at}"));
        row.cells(&[("budget", &figure), ("utfall", &figure)])
    };
    let report = undelivered().at("tabell/t", |table| table.key("rader", asked)).deliver("a", (0..rows).map(row));
    shown(report, &["d"])
}

#[test]
fn a_chart_that_is_too_large_is_told() {
    assert_eq!(many(20).findings(), "", "what is higher than the page is set in columns");
    let found = many(21).findings();
    assert!(
        found.ends_with("error[chart-too-large]: the chart `d` has 21 rows, but more than 20 cannot be read\n"),
        "{found}"
    );
    assert!(text(&many(21).built()).contains("[Här saknas diagrammet D]"));
    let found = many(20).at("kapitel/text", |chapter| chapter.key("spalter", 2)).findings();
    assert_eq!(found, "rapport.toml:17:12: error[chart-too-large]: the chart `D` does not fit on its page\n");
}

/// Rows or columns are the lines of a chart, as the report says, and each is bounded as what it is.
#[test]
fn rows_and_columns_change_places() {
    let chart = |rows: usize, keys: &[(&'static str, &'static str)]| {
        let set = |chart: report::Block| keys.iter().fold(chart, |chart, (key, word)| chart.key(key, *word));
        many(rows).at("diagram/d", set)
    };
    let said = |rows: usize, keys: &[(&'static str, &'static str)]| {
        let text = text(&chart(rows, keys).built()).replace('\u{a0}', " ");
        text.lines().find(|line| line.contains("diagram över")).unwrap().to_owned()
    };
    let lines = "Linjediagram över Post 0 och Post 1. Budget: Post 0 är 0 och Post 1 är 1. Utfall: Post 0 är 0 och Post 1 är 1.";
    assert_eq!(said(2, &[("slag", "linje")]), lines);
    assert_eq!(said(2, &[("serier", "rader")]), lines.replace("Linje", "Stapel"));
    let columns = "Linjediagram över Budget och Utfall. Post 0: Budget är 0 och Utfall är 0. Post 1: ";
    assert!(said(2, &[("slag", "linje"), ("serier", "kolumner")]).starts_with(columns));
    for (rows, keys, found) in [
        (9, &[("slag", "linje")][..], "has 9 rows, but more than 8 cannot be read"),
        (9, &[("serier", "rader")], "has 9 rows, but more than 8 cannot be read"),
        (37, &[("slag", "linje"), ("serier", "kolumner")], "has 37 rows, but more than 36 cannot be read"),
        (2, &[("serier", "rad")], "`serier` cannot be `rad`"),
        (2, &[("slag", "linjediagram")], "`slag` cannot be `linjediagram`"),
    ] {
        let told = chart(rows, keys).findings();
        assert!(told.contains(found), "{told}");
    }
    for keys in [&[("slag", "linje")][..], &[("slag", "linje"), ("serier", "kolumner")]] {
        assert_eq!(chart(3, keys).findings(), "");
    }
}

#[test]
fn trace_names_the_charts_that_show_a_figure() {
    let shown = printed(&underlag(&["trace", "tests/reports/charts", "18 420", "--lang", "sv"], root()));
    let line = "  18\u{a0}420  visas i diagrammet Budget och utfall per enhet  (rapport.toml:";
    assert!(shown.contains(line), "{shown}");
    let shown =
        printed(&underlag(&["trace", "tests/reports/charts", "drift.summa.utfall_2024", "--lang", "sv"], root()));
    assert!(!shown.contains("diagrammet"), "{shown}");
}

#[test]
fn a_missing_row_is_shown_as_missing() {
    let asked = ["a/gata", "a/park", "a/summa"];
    let report = shown(report(), &["d"]).at("tabell/t", |table| table.key("rader", asked));
    let built = report.built();
    let said = text(&built).replace('\u{a0}', " ");
    assert!(said.contains("park: Budget saknas och Utfall saknas."), "{said}");
    assert_eq!(report.findings().lines().count(), 1, "{}", report.findings());
    let document = built.document.as_ref().unwrap();
    let verified = verify::verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), Some(document), Trust::Own).unwrap();
    assert_eq!(verified.differences, []);
}

// --- Geometry
// ---------------------------------------------------------------------------------------------------------

static LAYOUT: LazyLock<Layout> = LazyLock::new(|| {
    let tokens_text = std::fs::read_to_string(root().join("layouts/kommun/tokens.toml")).unwrap();
    Layout {
        name: "kommun".to_owned(),
        tokens: toml::from_str(&tokens_text).unwrap(),
        tokens_text,
        template: String::new(),
        fonts: BTreeMap::new(),
        logo: None,
        chosen_by: ChosenBy::Program,
    }
});

/// The drawing of a chart in a column, in one of two, and on turned pages.
fn drawings(kind: ChartKind) -> Vec<Drawing> {
    let chart = |index| {
        let words = String::from("x");
        Block::new(BlockKind::Chart(Chart {
            index: ChartIndex::new(index),
            title: words.clone(),
            alt: words,
            kind: kind.clone(),
        }))
    };
    let section = |index, columns, landscape| {
        let blocks = vec![chart(index)];
        Section { columns, landscape, ..Section::page(blocks) }
    };
    let mut document = CHARTS.document.clone().unwrap();
    document.parts.truncate(1);
    let forms = [(1, false), (2, false), (1, true), (2, true)];
    document.parts[0].sections =
        forms.into_iter().enumerate().map(|(at, (columns, landscape))| section(at, columns, landscape)).collect();
    draw(&document, &LAYOUT).into_values().collect()
}

/// A document that is cut short, to find a fault in it, keeps the drawing of each chart that is left.
#[test]
fn a_drawing_goes_with_its_chart() {
    let mut document = CHARTS.document.clone().unwrap();
    let whole = draw(&document, &LAYOUT);
    let mut first = true;
    for section in document.parts.iter_mut().flat_map(|part| &mut part.sections) {
        section.blocks.retain(|block| !matches!(block.kind, BlockKind::Chart(_)) || !std::mem::take(&mut first));
    }
    let left = draw(&document, &LAYOUT);
    assert_eq!(left.keys().copied().collect::<Vec<_>>(), (1..7).map(ChartIndex::new).collect::<Vec<_>>());
    assert!(left.iter().all(|(index, drawing)| whole[index] == *drawing));
}

fn frame(shape: &Shape) -> Frame {
    match shape {
        Shape::Rect(it) | Shape::Ellipse(it) => it.frame,
        Shape::Polygon(it) => it.frame,
        Shape::Line(it) => it.frame,
        Shape::Slope(it) => it.frame,
        Shape::Text(it) => it.frame,
    }
}

/// Fails where a shape leaves the box, where words stand on words, or where a line of them is not in its frame.
fn stands_well(kind: ChartKind) -> Result<(), TestCaseError> {
    for drawing in drawings(kind) {
        for shape in &drawing.shapes {
            let Frame { x, y, width, height } = frame(shape);
            let inside = x >= 0
                && y >= 0
                && width >= 0
                && height >= 0
                && x + width <= drawing.width
                && y + height <= drawing.height;
            prop_assert!(inside, "{shape:?} in {} x {}", drawing.width, drawing.height);
        }
        // The box is no larger than its shapes, or LibreOffice would stretch them.
        let frames = || drawing.shapes.iter().map(frame);
        prop_assert_eq!(frames().map(|it| it.x).min().zip(frames().map(|it| it.y).min()), Some((0, 0)));
        let far = frames().map(|it| it.x + it.width).max().zip(frames().map(|it| it.y + it.height).max());
        prop_assert_eq!(far, Some((drawing.width, drawing.height)));
        let words: Vec<_> = drawing.shapes.iter().filter(|shape| matches!(shape, Shape::Text(_))).collect();
        for (at, one) in words.iter().enumerate() {
            for other in &words[..at] {
                let (a, b) = (frame(one), frame(other));
                let apart =
                    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
                prop_assert!(apart, "{one:?}\n{other:?}");
            }
        }
    }
    Ok(())
}

/// Long and short Swedish names.
fn label() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec![
            "och",
            "för",
            "IT",
            "Räddningstjänst",
            "samhällsbyggnadsförvaltningen",
            "kultur- och fritidsverksamhet",
            "Bibliotek",
            "krisberedskapssamordning",
            "VA",
            "gång- och cykelvägar",
            "Å",
            "1\u{a0}000\u{a0}tkr",
        ]),
        1..9,
    )
    .prop_map(|words| words.join(" "))
}

/// A figure as it may be written, or none.
fn bar() -> impl Strategy<Value = Bar> {
    let digits = prop_oneof![
        Just(String::from("0")),
        Just(String::from("-0.001")),
        Just("79228162514264337593543950335".to_owned()),
        Just("-79228162514264337593543950335".to_owned()),
        "-?[1-9][0-9]{0,5}",
        "-?[1-9][0-9]{0,3}\\.[0-9]{1,3}",
        Just(String::new()),
    ];
    digits.prop_map(|digits| {
        let amount: Option<underlag::base::amount::Amount> = digits.parse().ok();
        Bar { amount, text: amount.map_or_else(|| "saknas".to_owned(), |amount| amount.swedish()) }
    })
}

/// A figure of a whole, which is not below zero.
fn part() -> impl Strategy<Value = Bar> {
    bar().prop_map(|bar| {
        let amount = bar.amount.map(|amount| underlag::base::amount::Amount::new(amount.value().abs()));
        Bar { amount, text: amount.map_or_else(|| "saknas".to_owned(), |amount| amount.swedish()) }
    })
}

/// A line across a chart, or none.
fn target(line: Bar) -> Option<TargetLine> {
    line.amount.map(|amount| TargetLine { label: format!("Mål: {}", line.text), amount })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn bars_stand_in_their_box(groups in prop::collection::vec((label(), [bar(), bar(), bar()]), 1..21), series in 1usize..4, unit: bool, line in bar()) {
        let groups = groups.into_iter().map(|(label, bars)| BarGroup { label, bars: bars[..series].to_vec() }).collect();
        let series = (0..series).map(|at| format!("Utfall januari–augusti 202{at}")).collect();
        stands_well(ChartKind::Bars(Bars { unit: unit.then(|| "Belopp i tkr".to_owned()), series, groups, target: target(line), ..Bars::default() }))?;
    }

    #[test]
    fn lines_stand_in_their_box(groups in prop::collection::vec((label(), [bar(), bar(), bar()]), 1..37), series in 1usize..4, unit: bool, line in bar()) {
        let groups = groups.into_iter().map(|(label, bars)| BarGroup { label, bars: bars[..series].to_vec() }).collect();
        let series = (0..series).map(|at| format!("Utfall januari–augusti 202{at}")).collect();
        stands_well(ChartKind::Lines(Bars { unit: unit.then(|| "Belopp i tkr".to_owned()), series, groups, target: target(line), ..Bars::default() }))?;
    }

    #[test]
    fn standing_bars_stand_in_their_box(groups in prop::collection::vec((label(), [bar(), bar(), bar()]), 1..37), series in 1usize..4, unit: bool, line in bar()) {
        let groups = groups.into_iter().map(|(label, bars)| BarGroup { label, bars: bars[..series].to_vec() }).collect();
        let series = (0..series).map(|at| format!("Utfall januari–augusti 202{at}")).collect();
        let bars = Bars { unit: unit.then(|| "Belopp i tkr".to_owned()), series, groups, target: target(line), ..Bars::default() };
        stands_well(ChartKind::Standing(bars, false))?;
    }

    #[test]
    fn bars_of_parts_stand_in_their_box(groups in prop::collection::vec((label(), [part(), part(), part()]), 1..21), series in 1usize..4, unit: bool, line in part(), standing: bool) {
        let groups = groups.into_iter().map(|(label, bars)| BarGroup { label, bars: bars[..series].to_vec() }).collect();
        let series = (0..series).map(|at| format!("Utfall januari–augusti 202{at}")).collect();
        let bars = Bars { unit: unit.then(|| "Belopp i tkr".to_owned()), series, groups, target: target(line), ..Bars::default() };
        stands_well(if standing { ChartKind::Standing(bars, true) } else { ChartKind::Stacked(bars) })?;
    }

    #[test]
    fn lines_above_bars_stand_in_their_box(groups in prop::collection::vec((label(), [bar(), bar(), bar()], bar()), 1..37), series in 1usize..4, unit: bool, own_axis: bool) {
        let points = groups.iter().map(|(.., point)| point.clone()).collect();
        let groups = groups.into_iter().map(|(label, bars, _)| BarGroup { label, bars: bars[..series].to_vec() }).collect();
        let series = (0..series).map(|at| format!("Utfall januari–augusti 202{at}")).collect();
        let line = Some(OverLine { name: "Andel".to_owned(), label: "Andel, %, höger axel".to_owned(), own_axis, points });
        let bars = Bars { unit: unit.then(|| "Belopp i tkr".to_owned()), series, groups, line, ..Bars::default() };
        stands_well(ChartKind::Standing(bars, false))?;
    }

    #[test]
    fn many_parts_stand_in_their_box(groups in prop::collection::vec((label(), prop::collection::vec(part(), 6)), 1..21), series in 4usize..7, standing: bool, point in prop::option::of(bar())) {
        let points = point.map(|point| vec![point; groups.len()]);
        let line = points.filter(|_| standing).map(|points| OverLine { name: "Andel".to_owned(), label: "Andel".to_owned(), own_axis: true, points });
        let groups = groups.into_iter().map(|(label, bars)| BarGroup { label, bars: bars[..series].to_vec() }).collect();
        let series = (0..series).map(|at| format!("Utfall januari–augusti 202{at}")).collect();
        let bars = Bars { series, groups, line, ..Bars::default() };
        stands_well(if standing { ChartKind::Standing(bars, true) } else { ChartKind::Stacked(bars) })?;
    }

    #[test]
    fn many_series_stand_in_their_box(groups in prop::collection::vec((label(), prop::collection::vec(bar(), 8)), 1..21), series in 4usize..9, form in 0..3, line in bar()) {
        let groups = groups.into_iter().map(|(label, bars)| BarGroup { label, bars: bars[..series].to_vec() }).collect();
        let series = (0..series).map(|at| format!("Utfall januari–augusti 202{at}")).collect();
        let bars = Bars { series, groups, target: target(line), ..Bars::default() };
        stands_well(match form {
            0 => ChartKind::Bars(bars),
            1 => ChartKind::Standing(bars, false),
            _ => ChartKind::Lines(bars),
        })?;
    }

    #[test]
    fn pyramids_stand_in_their_box(groups in prop::collection::vec((label(), [part(), part()]), 1..37), unit: bool) {
        let groups = groups.into_iter().map(|(label, bars)| BarGroup { label, bars: bars.to_vec() }).collect();
        let series = vec!["Kvinnor".to_owned(), "Män".to_owned()];
        let bars = Bars { unit: unit.then(|| "Belopp i tkr".to_owned()), series, groups, mirrored: true, ..Bars::default() };
        stands_well(ChartKind::Bars(bars))?;
    }

    #[test]
    fn waterfalls_stand_in_their_box(all in prop::collection::vec((label(), bar(), 0..4), 1..17), unit: bool) {
        let mut reached = rust_decimal::Decimal::ZERO;
        let steps = all.into_iter().enumerate().map(|(at, (label, bar, kind))| {
            let is_level = at == 0 || kind == 0;
            let value = bar.amount.map(|amount| amount.value()).unwrap_or_default();
            let from = if is_level { rust_decimal::Decimal::ZERO } else { reached };
            reached = from.checked_add(value).unwrap_or(from);
            Step { label, text: bar.text, from, to: reached, is_level }
        });
        let (unit, words) = (unit.then(|| "Belopp i tkr".to_owned()), ["Ökning", "Minskning"].map(str::to_owned));
        let steps = steps.collect();
        stands_well(ChartKind::Waterfall(Waterfall { unit, words, steps }))?;
    }

    #[test]
    fn slices_stand_in_their_box(groups in prop::collection::vec((label(), part()), 1..10), unit: bool, sum in prop::option::of("[0-9]{1,30}")) {
        let groups = groups.into_iter().map(|(label, bar)| BarGroup { label, bars: vec![bar] }).collect();
        let bars = Bars { unit: unit.then(|| "Belopp i tkr".to_owned()), series: vec!["2025".to_owned()], groups, sum, ..Bars::default() };
        stands_well(ChartKind::Pie(bars))?;
    }

    #[test]
    fn risks_stand_in_their_box(names in prop::collection::vec((label(), 1u32..11, 1u32..11), 1..31), words in prop::collection::vec(label(), 0..11), scale in 2u32..11) {
        let risks = (1..).zip(names).map(|(number, (name, likelihood, consequence))| {
            let product = format!("{likelihood}\u{a0}×\u{a0}{consequence}\u{a0}=\u{a0}{}", likelihood * consequence);
            MatrixRisk { number: number.to_string(), name, likelihood, consequence, product }
        });
        // Words for all steps, for some, and for none.
        let steps = [words.clone(), words.into_iter().rev().skip(1).collect()];
        let words = |words: &str| words.to_owned();
        stands_well(ChartKind::Matrix(Matrix {
            scale,
            levels: Vec::new(),
            level_words: Vec::new(),
            words: steps,
            likelihood: words("Sannolikhet"),
            consequence: words("Konsekvens"),
            product: words("Sannolikhet × konsekvens"),
            risks: risks.collect(),
        }))?;
    }

    #[test]
    fn shares_stand_in_their_box(rows in prop::collection::vec((label(), [0usize..34, 0usize..34, 0usize..33]), 1..21)) {
        let row = |(label, counts): (String, [usize; 3])| {
            ShareRow { label, counts, text: format!("100\u{a0}%\u{a0}({}\u{a0}av\u{a0}{})", counts[0], counts[0] + counts[1]) }
        };
        let words = ["når målet", "når inte målet", "går inte att bedöma"].map(str::to_owned);
        let total = Some(("Samtliga".to_owned(), "100\u{a0}% (99 av 99)".to_owned()));
        stands_well(ChartKind::Shares(Shares { words, rows: rows.into_iter().map(row).collect(), total }))?;
    }
}

proptest! {
    #[test]
    fn organisations_stand_in_their_box(lines in prop::collection::vec((label(), 0usize..5), 1..61)) {
        let mut above = None;
        let boxes = lines.into_iter().map(|(words, depth)| {
            let depth = above.map_or(0, |above: usize| depth.min(above + 1));
            above = Some(depth);
            OrganisationBox { depth, words }
        });
        let boxes: Vec<OrganisationBox> = boxes.collect();
        for form in [OrganisationForm::Tree, OrganisationForm::Sideways, OrganisationForm::Steps, OrganisationForm::Below] {
            stands_well(ChartKind::Organisation(Organisation { boxes: boxes.clone(), form }))?;
        }
    }
}

proptest! {
    #[test]
    fn key_figures_stand_in_their_box(boxes in prop::collection::vec((label(), label()), 1..13), filled: bool) {
        let boxes = boxes.into_iter().map(|(figure, words)| NumberBox { figure, words }).collect();
        stands_well(ChartKind::Numbers(Numbers { boxes, filled }))?;
    }
}

/// A bar is as long as its figure: twice the figure, twice the length, to a line's thickness.
#[test]
fn bars_are_as_long_as_their_figures() {
    let bar = |text: &str| Bar { amount: text.parse().ok(), text: text.to_owned() };
    let texts = ["100", "50", "25,0", "0", "-50"];
    let groups = texts.map(|text| BarGroup { label: text.to_owned(), bars: vec![bar(text)] }).to_vec();
    for drawing in
        drawings(ChartKind::Bars(Bars { unit: None, series: vec!["Utfall".to_owned()], groups, ..Bars::default() }))
    {
        // The first one explains the colour.
        let rects = drawing.shapes.iter().filter(|shape| matches!(shape, Shape::Rect(_))).skip(1).map(frame);
        let bars: Vec<Frame> = rects.collect();
        assert_eq!(bars.len(), 4, "zero has none");
        let full = bars[0].width;
        for (bar, part) in bars.iter().zip([1, 2, 4, 2]) {
            assert!((bar.width * part - full).abs() <= part, "{bar:?}");
        }
        assert_eq!(bars[0].x, bars[3].x + bars[3].width, "below zero is at the left of the zero line");
    }
}

/// Where a line turns sharply, the figure at the turn stands where none of the lines runs through it, and all figures
/// of the last line are shown.
#[test]
fn figures_stand_clear_of_lines_that_turn_sharply() {
    let sets: [[&[i32]; 2]; 4] = [
        [&[21850, 20430, 21960, 21310, 21740], &[22640, 20910, 23180, 22750, 23320]],
        [&[300, 90, 310, 295, 305], &[200, 80, 210, 195, 205]],
        [&[10, 80, 12, 75, 11], &[20, 90, 18, 85, 21]],
        [&[50, 52, 49, 51, 50], &[10, 95, 12, 96, 9]],
    ];
    for [then, now] in sets {
        let bar = |figure: i32| Bar { amount: figure.to_string().parse().ok(), text: figure.to_string() };
        let groups = then
            .iter()
            .zip(now)
            .map(|(then, now)| BarGroup { label: String::from("Mån"), bars: vec![bar(*then), bar(*now)] });
        let series = vec![String::from("I fjol"), String::from("I år")];
        let lines = Bars { series, groups: groups.collect(), ..Bars::default() };
        let all = drawings(ChartKind::Lines(lines));
        let wide: Vec<&Drawing> = all.iter().filter(|drawing| drawing.width > 4_000_000).collect();
        assert_eq!(wide.len(), 3, "but not in one of two columns");
        for drawing in wide {
            let words = drawing.shapes.iter().filter_map(|shape| match shape {
                Shape::Text(words) => Some(words),
                _ => None,
            });
            let shown: Vec<&Words> = words.filter(|words| words.role == WordsRole::Plain).collect();
            for figure in now {
                assert!(shown.iter().any(|words| words.lines == [figure.to_string()]), "{figure} in {now:?}");
            }
            for slope in drawing.shapes.iter().filter_map(|shape| match shape {
                Shape::Slope(slope) => Some(slope),
                _ => None,
            }) {
                let crossed: Vec<&&Words> = shown.iter().filter(|words| runs_through(slope, words.frame)).collect();
                assert!(crossed.is_empty(), "{slope:?} runs through {crossed:?}");
            }
        }
    }
}

/// Whether a line runs through a frame.
fn runs_through(slope: &Slope, frame: Frame) -> bool {
    let Frame { x, y, width, height } = slope.frame;
    let (left, right) = (x.max(frame.x), (x + width).min(frame.x + frame.width));
    let at = |place: i64| {
        let down = height * (place - x) / width.max(1);
        if slope.rising { y + height - down } else { y + down }
    };
    left < right && at(left).min(at(right)) < frame.y + frame.height && frame.y < at(left).max(at(right))
}

// --- Colours
// ----------------------------------------------------------------------------------------------------------

/// The contrast of two colours as the Web Content Accessibility Guidelines 2.2 define it, in hundredths.
fn contrast(one: Color, other: Color) -> u32 {
    let light = |color: Color| {
        let part = |at: usize| {
            let part = f64::from(color.rgb[at]) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2) + 0.05
    };
    let (one, other) = (light(one), light(other));
    (100.0 * one.max(other) / one.min(other)) as u32
}

/// The tokens of the layouts that come with the program.
fn layouts() -> Vec<Tokens> {
    let tokens = |name| {
        underlag::pipeline::check(&root().join("tests/reports/charts"), Some(name)).unwrap().layout.unwrap().tokens
    };
    ["kommun", "region"].map(tokens).into()
}

#[test]
fn words_can_be_read_on_what_is_behind_them() {
    let white: Color = "#ffffff".parse().unwrap();
    for Tokens { name, color, .. } in layouts() {
        let on_white = [color.text, color.heading, color.faint, color.link, color.draft].map(|color| (color, white));
        let on_color = [
            (color.cover_text, color.cover),
            (color.header_row_text, color.header_row),
            (color.text, color.sum_row),
            (color.draft, color.draft_fill),
            (color.missing, color.missing_fill),
        ];
        for (words, ground) in on_white.into_iter().chain(on_color) {
            assert!(contrast(words, ground) >= 450, "{name}: {words} on {ground}");
        }
    }
}

#[test]
fn colours_of_charts_can_be_told_apart_and_words_on_them_read() {
    layouts().iter().for_each(charts_can_be_read);
}

fn charts_can_be_read(tokens: &Tokens) {
    let white: Color = "#ffffff".parse().unwrap();
    let Tokens { chart, color, styles, risk, .. } = tokens;
    // On the ground that boxes of key figures may have, too.
    for words in [color.get(styles.chart.color), color.heading] {
        assert!(contrast(words, color.sum_row) >= 450, "{words}");
    }
    for color in [color.get(styles.chart.color), color.get(styles.chart_title.color), color.faint] {
        assert!(contrast(color, white) >= 450, "{color}");
    }
    assert!(contrast(chart.marker_text, chart.marker_fill) >= 450);
    for level in risk {
        assert!(contrast(level.text, level.fill) >= 450, "{}", level.name);
        assert!(contrast(chart.marker_fill, level.fill) >= 300, "{}", level.name);
    }
    for paint in [chart.serie1, chart.serie2, chart.serie3, chart.reached, chart.not_reached, chart.unclear] {
        assert!(contrast(paint.edge, white) >= 300, "{paint:?}");
    }
    // Without hues: each is lighter or darker than its neighbours.
    for (one, other) in [(chart.serie1, chart.serie2), (chart.serie2, chart.serie3), (chart.serie1, chart.serie3)] {
        assert!(contrast(one.fill, other.fill) >= 180, "{one:?} {other:?}");
    }
    assert!(contrast(chart.reached.fill, chart.not_reached.fill) >= 300);
}

/// The lines of a text become an organisation: the top, side by side, and in words; dashes are no part of them.
#[test]
fn an_organisation_is_read_from_indented_lines() {
    let text = "\n\n- Nämnden\n\t- Chefen\n\t\t- Gata\n\t\t\tDrift\n\t\t- Vatten\n";
    let manifest = format!(
        "\ndiagram = [\"org\"]\n\n[[diagram]]\nid = \"org\"\nslag = \"organisation\"\nrubrik = \"Vi\"\ntext = '''{text}'''\n"
    );
    let folder = Folder::new().and("rapport.toml", &manifest);
    let built = build(folder.path());
    let document = built.document.as_ref().unwrap();
    let charts = charts(document);
    let [chart] = charts.as_slice() else { panic!("{charts:?}") };
    assert_eq!(
        chart.alt,
        "Organisationsschema. Överst: Nämnden. Under Nämnden: Chefen. Under Chefen: Gata och Vatten. Under Gata: Drift."
    );
    let ChartKind::Organisation(Organisation { boxes, .. }) = &chart.kind else { panic!("{chart:?}") };
    assert_eq!(boxes.iter().map(|it| it.depth).collect::<Vec<_>>(), [0, 1, 2, 3, 2]);
}

/// A table that nothing but a chart shows is no unshown one: the chart draws it, texts may take its figures, and what
/// is wrong in it is found.
#[test]
fn a_table_that_only_a_chart_shows_is_drawn() {
    let bar = Written::entry("diagram").key("id", "d").key("slag", "staplar").key("rubrik", "Lampor");
    let base = Report::new()
        .text("Det är {{t.led.utfall}}.")
        .add([chapter("e", "Siffror", "berattelse").without("slag").key("diagram", ["d"]), columns("k")])
        .add([column("utfall", "Utfall"), table("t", "Lampor", "k", ["a/led", "a/alla"])])
        .add([bar.key("tabell", "t").key("kolumner", ["utfall"])])
        .deliver("a", [row("t", "led", "Lysdioder").key("utfall", 40)])
        .deliver("a", [row("t", "alla", "Alla").key("utfall", 40).key("slag", "summa").key("summerar", "ovan")]);
    assert_eq!(base.findings(), "");
    let built = base.built();
    let said = text(&built);
    assert!(said.contains("Lysdioder: 40.") && said.contains("Det är 40."), "{said}");
    assert!(!said.contains("[tabell:"), "{said}");
    let wrong = base.clone().at("rad/alla", |sum| sum.key("utfall", 45));
    assert!(wrong.findings().contains("sum-mismatch"), "{}", wrong.findings());
    // A label of several blocks is said as well, whatever they are.
    for (name, last) in
        [("Led\n\nmed fäste", "med fäste"), ("Led\n\n- röda\n- gröna", "gröna"), ("Led\n\n1. ett\n2. två", "två")]
    {
        let long = base.clone().at("rad/led", |row| row.key("namn", name));
        assert_eq!(long.findings(), "", "{name}");
        let built = long.built();
        let said = text(&built);
        assert!(said.contains(&format!("{last}: 40.")), "{said}");
    }
    // A reference leads to what the paper shows.
    let referred = base.clone().text("Se {{tabell:t}}, {{t.led.utfall}}.");
    assert!(referred.findings().contains("unknown-reference"), "{}", referred.findings());
    let bare = base.at("diagram/d", |chart| chart.key("tabell", "u"));
    assert!(bare.findings().contains("unasked-delivery"), "{}", bare.findings());
}

/// Key figures: the boxes in words, figures taken from tables, and a title only where there is one.
#[test]
fn key_figures_are_boxes_and_words() {
    let boxes = toml(r#"[{ tal = "{{t.led.utfall}} st", text = "Lampor" }, { tal = "35", text = "Anställda" }]"#);
    let numbers = Written::entry("diagram").key("id", "d").key("slag", "nyckeltal").key("rutor", boxes);
    let report = Report::new()
        .add([chapter("e", "Siffror", "tabeller").key("tabeller", ["t"]).key("diagram", ["d"]), columns("k")])
        .add([column("utfall", "Utfall"), table("t", "Lampor", "k", ["a/led"]), numbers])
        .deliver("a", [row("t", "led", "Lysdioder").key("utfall", 40)]);
    assert_eq!(report.findings(), "");
    let said = text(&report.built()).replace('\u{a0}', " ");
    assert!(said.contains("[diagram]\nNyckeltal. Lampor: 40 st. Anställda: 35.\n"), "{said}");
    let titled = report.at("diagram/d", |chart| chart.key("rubrik", "Året"));
    assert!(text(&titled.built()).contains("[diagram: Året]\nNyckeltal."));
    let built = titled.built();
    let verified =
        verify::verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), built.document.as_ref(), Trust::Own).unwrap();
    assert_eq!(verified.differences, []);
}

/// A report with a chart of this table.
fn drawn(chart: &[(&str, &str)], rows: &[(&str, &str, i32, i32)]) -> Report {
    let mut drawn = Written::entry("diagram").key("id", "d").key("rubrik", "Siffror").key("tabell", "t");
    drawn = drawn.key("kolumner", ["budget", "utfall"]);
    for (key, value) in chart {
        drawn = drawn.key(key, toml(*value));
    }
    let of = |(id, name, budget, utfall): &(&str, &str, i32, i32)| {
        row("t", id, name).key("budget", *budget).key("utfall", *utfall)
    };
    Report::new()
        .add([chapter("e", "Siffror", "tabeller").key("tabeller", ["t"]).key("diagram", ["d"]), columns("k")])
        .add([column("budget", "Budget"), column("utfall", "Utfall"), table("t", "Drift", "k", ["a/*"]), drawn])
        .deliver("a", rows.iter().map(of).collect::<Vec<_>>())
}

/// Costs below zero rise as bars and lines by their size, and the paper says so; figures on both sides of zero are told.
#[test]
fn costs_are_shown_without_their_minus() {
    let rows = [("gata", "Gator", -120, -115), ("park", "Parker", -36, 0)];
    for kind in ["staplar", "linje", "staplar\"\nstaplade = true\nriktning = \"staende"] {
        let kind = format!("\"{kind}\"");
        let report = drawn(&[("slag", &kind), ("utan_minus", "true")], &rows);
        assert_eq!(report.findings(), "", "{kind}");
        let said = text(&report.built()).replace('\u{a0}', " ");
        assert!(said.contains("belopp utan minustecken."), "{said}");
        let (_, chart) = said.split_once("[diagram: Siffror]\n").unwrap();
        let chart = chart.lines().next().unwrap();
        assert!(chart.contains("120") && !chart.contains('−'), "{chart}");
    }
    let mixed = [("gata", "Gator", -120, -115), ("park", "Parker", 36, -10)];
    let mixed = drawn(&[("slag", "\"staplar\""), ("utan_minus", "true")], &mixed);
    assert!(mixed.findings().contains("`Parker` is 36, and other amounts of the same series"), "{}", mixed.findings());
    // Each row a bar of its own: income beside costs is what is asked for.
    let each = [("in", "Intäkter", 36, 30), ("ut", "Kostnader", -120, -115)];
    let each = drawn(&[("slag", "\"staplar\""), ("utan_minus", "true"), ("serier", "\"rader\"")], &each);
    assert_eq!(each.findings(), "");
}

/// A figure that has no room is told, since what is left of it is another one: of bars of parts in a narrow chart, and of
/// boxes; with room for it nothing is.
#[test]
fn figures_that_are_cut_are_told() {
    let bars = |months: usize, figure: i32| {
        let ids: Vec<String> = (0..months).map(|at| format!("r{at}")).collect();
        let rows: Vec<(&str, &str, i32, i32)> =
            ids.iter().map(|id| (id.as_str(), id.as_str(), figure, figure / 2)).collect();
        drawn(&[("slag", "\"staplar\""), ("riktning", "\"staende\""), ("staplade", "true")], &rows).findings()
    };
    assert_eq!(bars(4, 1_234_567), "");
    assert_eq!(bars(12, 1_234), "");
    for months in [14, 18, 24] {
        let found = bars(months, 1_234_567);
        assert!(found.contains("chart-too-large") && found.contains("there is no room for its figures"), "{found}");
    }
    let boxes = |figure: &str| {
        let boxes = toml(format!("[{{ tal = \"{figure}\", text = \"Lampor\" }}]"));
        let numbers = Written::entry("diagram").key("id", "d").key("slag", "nyckeltal").key("rutor", boxes);
        Report::new()
            .add([chapter("e", "Siffror", "berattelse").without("slag").key("diagram", ["d"]), numbers])
            .findings()
    };
    assert!(!boxes("1 234 567 kronor").contains("chart-too-large"));
    let long = "Verksamhetsutvecklingsorganisationsförändringsarbetsgruppsmöten";
    assert!(boxes(long).contains("only `Verksamhets"), "{}", boxes(long));
}

/// A line across a chart: its figure is written or bound, in the chart's unit, and said in words.
#[test]
fn a_line_across_a_chart_is_drawn_and_said() {
    let rows = [("gata", "Gator", 120, 115), ("park", "Parker", 36, 40)];
    for (kind, figure, said) in [
        ("\"staplar\"", "\"95\"", "Linje: Mål: 95."),
        ("\"linje\"", "\"{{t.park.budget}}\"", "Linje: Mål: 36."),
        ("\"staplar\"", "\"−12,50\"", "Linje: Mål: −12,50."),
    ] {
        let report = drawn(&[("slag", kind), ("mallinje", figure)], &rows);
        assert_eq!(report.findings(), "", "{figure}");
        let built = report.built();
        let words = text(&built).replace('\u{a0}', " ");
        assert!(words.contains(said), "{words}");
        let slopes = |drawing: &Drawing| drawing.shapes.iter().filter(|shape| matches!(shape, Shape::Slope(_))).count();
        // The sample in the key and the line, each with its edge; and the two lines between two points each.
        let lines = if kind.contains("linje") { 4 + 2 } else { 4 };
        let drawn = draw(built.document.as_ref().unwrap(), &LAYOUT);
        assert!(drawn.values().all(|drawing| slopes(drawing) == lines), "{drawn:?}");
    }
    let named = drawn(
        &[
            ("slag", "\"staplar\""),
            ("riktning", "\"staende\""),
            ("mallinje", "\"50\""),
            ("mallinje_text", "\"Rikets snitt\""),
        ],
        &rows,
    );
    assert!(text(&named.built()).contains("Linje: Rikets snitt: 50."), "{}", text(&named.built()));
    // Thousands and millions are one measure; another one is told, and so are words.
    let unit = |figure: &str| {
        let report = drawn(&[("slag", "\"staplar\""), ("mallinje", figure)], &rows);
        report.at("kolumner/k", |columns| columns.key("sort", "tkr"))
    };
    let built = unit("\"0,05 mnkr\"").built();
    assert!(text(&built).contains("Linje: Mål: 50."), "{}", text(&built));
    for wrong in ["\"95 %\"", "\"högst hundra\"", "\"95 till 97\""] {
        let found = unit(wrong).findings();
        assert!(found.contains("is not a figure in the unit of the chart's"), "{found}");
    }
    let lone = drawn(&[("slag", "\"staplar\""), ("mallinje_text", "\"Mål\"")], &rows).findings();
    assert!(lone.contains("missing-key") && lone.contains("mallinje"), "{lone}");
    let pie = drawn(&[("slag", "\"cirkel\""), ("mallinje", "\"95\"")], &rows);
    assert!(pie.at("diagram/d", |it| it.key("kolumner", ["utfall"])).findings().contains("unknown-key"));
}

/// Steps are said in their order, each with what is done in it, and need no title.
#[test]
fn steps_of_a_process_are_said_in_words() {
    for (lines, said, boxes) in [
        ("Ansökan\nBeslut", "Process i 2 steg. Steg 1, Ansökan. Steg 2, Beslut.", 2),
        (
            "Ansökan\n  Ritning lämnas\n  Avgift betalas.\n- Beslut",
            "Process i 2 steg. Steg 1, Ansökan: Ritning lämnas; Avgift betalas. Steg 2, Beslut.",
            4,
        ),
        ("Ansökan", "Process i 1 steg. Steg 1, Ansökan.", 1),
    ] {
        let folder = Folder::new().and(
            "rapport.toml",
            &format!(
                "\n[[kapitel]]\nid = \"p\"\nrubrik = \"Prövning\"\ndelar = [{{ diagram = \"p\" }}]\n\n[[diagram]]\nid = \"p\"\nslag = \
                 \"process\"\ntext = '''\n{lines}\n'''\n"
            ),
        );
        assert_eq!(folder.findings(), "");
        let built = folder.built();
        crate::support::both_files::agree(&built, lines);
        let blocks = built.document.as_ref().unwrap().blocks();
        let chart =
            blocks.iter().find_map(|block| if let BlockKind::Chart(chart) = &block.kind { Some(chart) } else { None });
        let chart = chart.unwrap();
        assert_eq!(chart.alt, said);
        let ChartKind::Organisation(Organisation { boxes: all, form: OrganisationForm::Steps }) = &chart.kind else {
            panic!("{chart:?}")
        };
        assert_eq!(all.len(), boxes);
    }
}

/// The alternative text of a report's chart.
fn alt(report: &Report) -> String {
    assert_eq!(report.findings(), "");
    let said = text(&report.built()).replace('\u{a0}', " ");
    said.split_once("[diagram: Siffror]\n").unwrap().1.lines().next().unwrap().to_owned()
}

/// A column or a row is a line above the bars, with an axis of its own where its unit is another one.
#[test]
fn a_line_above_bars_is_a_column_or_a_row() {
    let rows = [("gata", "Gator", 120, 115), ("park", "Parker", 36, 40)];
    let line = |more: &[(&str, &str)]| {
        let keys: Vec<(&str, &str)> = [("slag", "\"staplar\"")].iter().chain(more).copied().collect();
        drawn(&keys, &rows)
    };
    let column = alt(&line(&[("linje", "\"utfall\"")]));
    assert_eq!(
        column,
        "Stapeldiagram över Budget, med en linje för Utfall. Gator: Budget är 120 och Utfall är 115. Parker: Budget \
         är 36 och Utfall är 40."
    );
    let unit = line(&[("linje", "\"utfall\"")]).at("kolumner.kolumn/utfall", |it| it.key("mattenhet", "%"));
    let own = alt(&unit);
    assert!(own.contains("med en linje för Utfall, %, höger axel.") && own.contains("Utfall är 115 %"), "{own}");
    let row = alt(&line(&[("linje", "\"park\""), ("serier", "\"rader\"")]));
    assert_eq!(
        row,
        "Stapeldiagram över Gator, med en linje för Parker. Budget: Gator är 120 och Parker är 36. Utfall: Gator är \
         115 och Parker är 40."
    );
    assert_eq!(alt(&line(&[("linje", "\"park\"")])), row, "the name of a row says that rows are the bars");
    let parts = alt(&line(&[("linje", "\"utfall\""), ("staplade", "true")]));
    assert!(parts.contains("med en linje för Utfall."), "{parts}");
    for (more, told) in [
        (&[("linje", "\"utfal\"")][..], "utfal"),
        (&[("linje", "\"utfall\""), ("riktning", "\"liggande\"")], "`linje` is shown above standing bars alone"),
    ] {
        let found = line(more).findings();
        assert!(found.contains(told), "{found}");
    }
    let lines = drawn(&[("slag", "\"linje\""), ("linje", "\"utfall\"")], &rows).findings();
    assert!(lines.contains("unknown-key") && lines.contains("linje"), "{lines}");
}

/// A cell without a figure leaves a gap in a line above bars, which is told.
#[test]
fn a_gap_in_a_line_above_bars_is_told() {
    let rows = [("gata", "Gator", 120, 115), ("park", "Parker", 36, 40)];
    let report = drawn(&[("slag", "\"staplar\""), ("linje", "\"utfall\"")], &rows);
    let gap = report.at("rad/park", |it| it.key("utfall", "–"));
    assert!(gap.findings().contains("chart-without-figure"), "{}", gap.findings());
    assert!(text(&gap.built()).contains("Utfall saknas"), "{}", text(&gap.built()));
}

/// Women and men by age go to both sides; parts of a bar are six at most.
#[test]
fn a_pyramid_has_two_sides() {
    let rows = [("barn", "0–19", 1210, 1290), ("aldre", "65–", 1390, 1205)];
    let pyramid = drawn(&[("slag", "\"pyramid\"")], &rows);
    let said = alt(&pyramid);
    assert!(said.starts_with("Befolkningspyramid över Budget och Utfall. 0–19: Budget är 1 210"), "{said}");
    let drawn_at = |report: &Report| {
        let built = report.built();
        let drawing = draw(built.document.as_ref().unwrap(), &LAYOUT).into_values().next().unwrap();
        let words = |wanted: &str| {
            let is_it = |shape: &&Shape| matches!(shape, Shape::Text(words) if words.lines == [wanted]);
            frame(drawing.shapes.iter().find(is_it).unwrap_or_else(|| panic!("{wanted}: {drawing:?}")))
        };
        (words("0–19"), words("65–"))
    };
    let (young, old) = drawn_at(&pyramid);
    assert!(young.y > old.y, "the first row is at the foot: {young:?} {old:?}");
    let below = drawn(&[("slag", "\"pyramid\"")], &[("barn", "0–19", -1, 2)]);
    assert!(below.findings().contains("chart-below-zero"), "{}", below.findings());
    let line = drawn(&[("slag", "\"pyramid\""), ("mallinje", "\"95\"")], &rows);
    assert!(line.findings().contains("unknown-key"), "{}", line.findings());
}

/// An organisation and a process go the other way where the report asks for it, in the same words.
#[test]
fn organisations_and_steps_go_as_the_report_asks() {
    for (kind, lines) in [("organisation", "Chef\n  Drift\n    Park\n  Projekt"), ("process", "Chef\nDrift\nPark")] {
        let built = |direction: &str| {
            let chart = format!(
                "\n[[kapitel]]\nid = \"p\"\nrubrik = \"Så är det\"\ndelar = [{{ diagram = \"p\" }}]\n\n[[diagram]]\nid = \"p\"\n\
                 slag = \"{kind}\"\n{direction}text = \"\"\"\n{lines}\n\"\"\"\n"
            );
            let folder = Folder::new().and("rapport.toml", &chart);
            assert_eq!(folder.findings(), "", "{kind} {direction}");
            let built = folder.built();
            crate::support::both_files::agree(&built, kind);
            let document = built.document.as_ref().unwrap();
            let drawing = draw(document, &LAYOUT).into_values().next().unwrap();
            (text(&built), drawing)
        };
        let [(said, standing), (other, level)] = ["riktning = \"staende\"\n", "riktning = \"liggande\"\n"].map(built);
        assert_eq!(said, other, "the words are the same");
        assert_ne!(standing.shapes, level.shapes, "{kind}");
        let usual = built("").1;
        let is_usual = if kind == "process" { &level } else { &standing };
        assert_eq!(&usual, is_usual, "{kind}");
        let place = |drawing: &Drawing, words: &str| {
            let is_it = |shape: &&Shape| matches!(shape, Shape::Text(it) if it.lines.concat() == words);
            frame(drawing.shapes.iter().find(is_it).unwrap())
        };
        if kind == "organisation" {
            assert!(
                place(&level, "Chef").x < place(&level, "Drift").x
                    && place(&level, "Drift").x < place(&level, "Park").x
            );
            assert!(place(&standing, "Chef").y < place(&standing, "Drift").y);
        }
    }
}

/// A report with a chart of this kind over a table of so many columns and rows.
fn over_a_table(kind: &str, width: usize, height: usize) -> Report {
    let ids: Vec<String> = (0..width).map(|at| format!("y{at}")).collect();
    let rows: Vec<String> = (0..height).map(|at| format!("a/r{at}")).collect();
    let chart = Written::entry("diagram").key("id", "d").key("slag", kind).key("rubrik", "D").key("tabell", "t");
    let chart = chart.key("kolumner", ids.clone()).key("serier", if kind == "linje" { "rader" } else { "kolumner" });
    let figures: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "12")).collect();
    Report::new()
        .add([columns("k")])
        .add((0..width).map(|at| column(&format!("y{at}"), &format!("År {at}"))))
        .add([table("t", "Tabell", "k", rows), chart])
        .at("kapitel", |chapter| chapter.key("delar", toml("[\"a\", { diagram = \"d\" }]")).without("slag"))
        .deliver("a", (0..height).map(|at| row("t", &format!("r{at}"), &format!("Post {at}")).cells(&figures)))
}

#[test]
fn more_series_than_shades_have_numbers_and_lines_that_are_broken() {
    for (kind, width, height) in [("linje", 4, 8), ("staplar", 8, 2)] {
        let built = over_a_table(kind, width, height).built();
        crate::support::both_files::agree(&built, kind);
        let word = crate::support::word_file::parts(bytes(&built, ".docx"));
        let body = crate::support::word_file::part(&word, crate::support::word_file::BODY);
        assert_eq!(body.contains("<a:prstDash"), kind == "linje", "{kind}");
        let drawn = word::read(bytes(&built, ".docx"), &mut Budget::of_own()).unwrap().drawn;
        assert!(drawn.iter().any(|words| words.contains('8')), "{drawn:?}");
    }
    assert!(
        over_a_table("linje", 4, 9).findings().contains("the chart `d` has 9 rows, but more than 8 cannot be read")
    );
    assert!(over_a_table("staplar", 9, 1).findings().contains("has 9 columns, but more than 8 cannot be read"));
}

#[test]
fn a_ring_has_its_sum_in_the_middle() {
    let report = over_a_table("ring", 1, 4);
    assert_eq!(report.findings(), "");
    let built = report.built();
    assert!(text(&built).contains("Ringdiagram över År 0. Tillsammans 48. Post 0: 12."), "{}", text(&built));
    let drawn = pdf::read(bytes(&built, ".pdf"), &mut Budget::of_own()).unwrap().drawn;
    assert!(drawn.iter().any(|words| words.contains("48")), "{drawn:?}");
}

/// A picture that cannot be shown is a gap that says what it would have said.
#[test]
fn a_picture_that_cannot_be_shown_keeps_its_words() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\"><path d=\"M0 0h20v10z\"/></svg>";
    let report = |at_chapter: bool, file: &str, keys: &[(&str, &str)]| {
        let picture = Written::entry("bild").key("id", "skolan").key("fil", file);
        let picture = keys.iter().fold(picture, |picture, (key, words)| picture.key(key, *words));
        let shown = |chapter: Written| if at_chapter { chapter.key("bild", ["skolan"]) } else { chapter };
        let words = if at_chapter { "Skolan öppnade." } else { "Skolan öppnade.\n\n[[bild:skolan]]\n\nDen är ny." };
        Report::new()
            .at("kapitel/text", shown)
            .add([picture])
            .text(words)
            .file("bra.svg", svg)
            .file("ord.svg", svg.replace("<path d=\"M0 0h20v10z\"/>", "<text x=\"1\" y=\"5\">Ord</text>"))
            .file("skräp.png", "ingen bild")
            .built()
    };
    let both = [("bildtext", "Skolan i augusti"), ("alternativtext", "En ritning av skolan.")];
    for at_chapter in [true, false] {
        for file in ["ord.svg", "skräp.png", "finns-inte.png"] {
            let said = text(&report(at_chapter, file, &both));
            assert!(said.contains("Här saknas bilden"), "{file}: {said}");
            assert!(said.contains("Bildtext: Skolan i augusti\n"), "{file}: {said}");
            assert!(said.contains("Bilden visar: En ritning av skolan.\n"), "{file}: {said}");
        }
        let said = text(&report(at_chapter, "ord.svg", &both[..1]));
        assert!(said.contains("Bildtext: Skolan i augusti\n") && !said.contains("Bilden visar"), "{said}");
        let said = text(&report(at_chapter, "ord.svg", &[]));
        assert!(said.contains("Här saknas bilden ord.svg") && !said.contains("Bildtext"), "{said}");
        let said = text(&report(at_chapter, "bra.svg", &both));
        assert!(!said.contains("Bildtext:") && !said.contains("Här saknas"), "{said}");
    }
}
