//! No check of figures goes silent: what could be asked for is checked, or told as not checked.
//!
//! What could be asked for is counted here by code of its own, which reads the report and knows nothing of the checks.

use underlag::base::positions::ColumnIndex;
use underlag::check::coverage::Coverage;
use underlag::input::manifest::ColumnTotal;
use underlag::input::row_kind::RowKind;
use underlag::pipeline;
use underlag::report::{Delivery, FinanceTable, OwnedRow, Report as Merged};

use crate::gallery;
use crate::support::report::{Block, Report, chapter, column, columns, row, table, toml};
use crate::support::{Folder, every_report, printed, root, underlag};

/// The finance tables of a report's chapters.
fn tables(report: &Merged) -> Vec<&FinanceTable> {
    report.all_chapters().into_iter().flat_map(|chapter| chapter.tables()).collect()
}

/// Cells of a row in which something stands, of the columns that `wanted` chooses.
fn written(table: &FinanceTable, row: &OwnedRow, wanted: impl Fn(usize) -> bool) -> usize {
    (0..table.columns.columns.len()).filter(|at| wanted(*at) && row.cells[*at].is_some()).count()
}

/// Sums and computed columns of a table.
fn of_table(table: &FinanceTable) -> [usize; 2] {
    let set = &table.columns;
    let adds = |row: &OwnedRow, at: usize| {
        let column = &set.columns[at];
        let unit = column.unit.as_ref().or(set.unit.as_ref()).map(|unit| unit.text.trim());
        // A column that there is not is told, and nothing is asked for.
        let weight = row.row.weight.as_ref();
        let weight = weight.is_none_or(|it| set.with_id(&it.value).is_some() || it.value.as_str().contains('.'));
        let of_average = row.row.kind == RowKind::Average && column.formula.is_empty() && weight;
        let plain = unit != Some("%") && !column.is_quotient() && row.row.kind != RowKind::Average;
        column.amounts
            && match column.total {
                ColumnTotal::Sum => plain || of_average,
                ColumnTotal::Average(_) => true,
                ColumnTotal::Nothing => false,
            }
    };
    let (mut sums, mut computed) = (0, 0);
    for row in table.rows.iter().filter_map(Delivery::delivered) {
        let says = !row.row.sums.is_empty() || row.row.above.is_some();
        let looks = !matches!(row.row.kind, RowKind::Item | RowKind::Quotient) && row.made.is_none();
        sums += if says || looks { written(table, row, |at| adds(row, at)) } else { 0 };
        computed += written(table, row, |at| !set.columns[at].formula.is_empty());
        let divides = |at: usize| {
            let column = &set.columns[at];
            column.amounts && column.formula.is_empty() && set.adds_up(ColumnIndex::new(at))
        };
        computed += if row.row.quotient.is_some() { written(table, row, divides) } else { 0 };
    }
    [sums, computed]
}

/// The table, row and column of an address.
fn found<'r>(report: &'r Merged, address: &str) -> Option<(&'r FinanceTable, &'r OwnedRow, Option<usize>)> {
    let parts: Vec<&str> = address.trim().split('.').collect();
    let table = tables(report).into_iter().find(|table| table.id.as_str() == parts[0])?;
    let named = |row: &&OwnedRow| {
        let unit = row.unit.map_or("rapport", |unit| report.manifest.units[unit].id.value.as_str());
        let id = row.row.id.value.as_str();
        parts.get(1).is_some_and(|part| *part == id || *part == format!("{unit}/{id}"))
    };
    let rows: Vec<&OwnedRow> = table.rows.iter().filter_map(Delivery::delivered).filter(named).collect();
    let [row] = rows[..] else { return None };
    match parts[2..] {
        [] => Some((table, row, None)),
        [id] => {
            let at = table.columns.columns.iter().position(|column| column.id.value.as_str() == id)?;
            Some((table, row, Some(at)))
        }
        _ => None,
    }
}

/// Pairs of cells that must say the same.
fn relations(report: &Merged) -> usize {
    let mut asked = 0;
    for relation in &report.manifest.relations {
        let mut last = None;
        for (at, address) in relation.equal.iter().enumerate() {
            let hit = found(report, &address.value);
            asked += match (last, hit) {
                _ if at == 0 => 0,
                (Some(before), Some(hit)) => pairs(before, hit),
                _ => 1,
            };
            last = hit.or(last);
        }
        // Those of the repository's reports name a cell of an earlier report each.
        asked += relation.earlier.len();
    }
    asked
}

type Cell<'r> = (&'r FinanceTable, &'r OwnedRow, Option<usize>);

fn pairs(one: Cell<'_>, other: Cell<'_>) -> usize {
    let ids = |table: &FinanceTable| -> Vec<String> {
        table.columns.columns.iter().map(|column| column.id.value.to_string()).collect()
    };
    let (of_one, of_other) = (ids(one.0), ids(other.0));
    let mut shared: Vec<(usize, usize)> = Vec::new();
    for (a, id) in of_one.iter().enumerate() {
        shared.extend(of_other.iter().position(|known| known == id).map(|b| (a, b)));
    }
    match (one.2, other.2) {
        (Some(a), Some(b)) => shared = vec![(a, b)],
        (None, None) => shared.retain(|(a, _)| one.0.columns.columns[*a].amounts),
        (Some(wanted), None) => shared.retain(|(a, _)| *a == wanted),
        (None, Some(wanted)) => shared.retain(|(_, b)| *b == wanted),
    }
    if shared.is_empty() {
        return 1;
    }
    shared.into_iter().filter(|(a, b)| one.1.cells[*a].is_some() || other.1.cells[*b].is_some()).count()
}

/// Sums, computed columns and relations: those that were checked and those that were not, together.
fn told(coverage: &Coverage) -> [usize; 3] {
    let mut all = [0; 3];
    for table in &coverage.tables {
        for (all, count) in all.iter_mut().zip([table.sums, table.variances, table.relations]) {
            *all += count.checked + count.skipped;
        }
        let skipped = [table.sums, table.variances, table.relations].map(|count| count.skipped);
        assert_eq!(skipped.iter().sum::<usize>(), table.skipped.len(), "{}: each is named", table.table);
    }
    all
}

#[test]
fn what_is_checked_and_what_is_not_is_all_that_could_be_asked_for() {
    let gallery = tempfile::tempdir().unwrap();
    let mut reports = every_report();
    for name in gallery::folders() {
        let dir = gallery.path().join(&name);
        gallery::unpack(&name, &dir);
        reports.push(dir);
    }
    let mut all = [0; 3];
    for dir in reports {
        let Ok(checked) = pipeline::check(&dir, None) else { continue };
        let Some(report) = &checked.report else { continue };
        let mut asked = [0, 0, relations(report)];
        // A table that two chapters ask for is filled in one of them.
        for table in tables(report) {
            let [sums, computed] = of_table(table);
            asked[0] += sums;
            asked[1] += computed;
        }
        assert_eq!(told(&checked.coverage), asked, "{}", dir.display());
        all.iter_mut().zip(asked).for_each(|(all, asked)| *all += asked);
        let skipped = checked.coverage.tables.iter().filter(|table| !table.skipped.is_empty()).count();
        let code = |found: &&underlag::diagnostic::Diagnostic| found.code == underlag::diagnostic::Code::CheckSkipped;
        let notes = checked.diagnostics.iter().filter(code).count();
        let accepted = checked.accepted.iter().filter(|accepted| code(&&accepted.diagnostic)).count();
        assert!(notes + accepted <= skipped, "{}: a note for each table", dir.display());
    }
    assert!(all.iter().all(|count| *count > 5), "{all:?}");
}

/// Numbers that look random and are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// A report of two tables made by chance: figures, zeros, words, empty cells and figures that are too large; sums of
/// rows that are there and of one that is not; formulas, shares, and relations between cells, rows and nothing.
fn by_chance(seed: u64) -> Report {
    let mut random = Random(seed);
    let cells = [
        "1",
        "2",
        "0",
        "-3",
        "10.5",
        "0.00",
        "",
        "",
        "\"Stängt\"",
        "\"- 1 234\"",
        "79228162514264337593543950335",
        "9999999999999999999999999999",
        "\"7\"",
    ];
    let mut report = Report::new().add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t", "u"])]);
    for set in ["t", "u"] {
        report = report.add([columns(set).key("sort", random.pick(&["tkr", "mnkr", "st", "%"]))]);
        for id in ["a", "b", "c"] {
            let mut column = column(id, &format!("{} {id}", random.pick(&["Budget", "Utfall", "Avvikelse", "Antal"])));
            match random.below(4) {
                0 => column = column.key("beraknas", [random.pick(&["a", "b", "x"]), random.pick(&["-a", "-b", "/b"])]),
                1 => column = column.key("slag", random.pick(&["text", "belopp"])),
                _ => {}
            }
            report = report.add([column]);
        }
        let mut rows: Vec<String> = ["1", "2", "3"].map(|id| format!("\"a/{id}\"")).into();
        rows.push(random.pick(&["\"a/4\"", "{ summa = \"ovan\", namn = \"Ovan\" }", "{ ur = \"t.1\" }"]).to_owned());
        report = report.add([table(set, &format!("Tabell {set}"), set, toml(format!("[{}]", rows.join(", "))))]);
        for id in ["1", "2", "3", "4"].iter().take(3 + random.below(2)) {
            let mut row = row(set, id, &format!("Rad {id}"));
            let of_row: Vec<(&str, &str)> = ["a", "b", "c"].map(|column| (column, random.pick(&cells))).into();
            match random.below(5) {
                0 => row = row.key("slag", random.pick(&["summa", "delsumma", "resultat"])),
                1 => row = row.sum([random.pick(&["1", "2", "x"]), random.pick(&["-1", "-3", "2"])]),
                2 => row = row.key("slag", "summa").key("summerar", "ovan"),
                _ => {}
            }
            report = report.deliver("a", [row.cells(&of_row)]);
        }
    }
    let addresses = ["t.1", "t.2.a", "t.3", "u.1", "u.2.a", "u.a/3", "u.rapport/ovan", "u.9", "x.1", "t", "u.1.c"];
    for _ in 0..random.below(4) {
        let equal = [random.pick(&addresses), random.pick(&addresses), random.pick(&addresses)];
        report = report.add([Block::entry("samband").key("lika", equal)]);
    }
    report
}

#[test]
fn reports_made_by_chance_have_no_silent_check() {
    let mut all = [0; 3];
    for seed in 0..200 {
        let folder = by_chance(seed).folder();
        let checked = pipeline::check(folder.path(), None).unwrap();
        let Some(report) = &checked.report else { continue };
        let of_tables = tables(report).into_iter().map(of_table);
        let [sums, computed] = of_tables.fold([0, 0], |[sums, computed], [s, c]| [sums + s, computed + c]);
        let asked = [sums, computed, relations(report)];
        assert_eq!(told(&checked.coverage), asked, "{seed}: {}", folder.path().display());
        all.iter_mut().zip(asked).for_each(|(all, asked)| *all += asked);
    }
    assert!(all.iter().all(|count| *count > 100), "{all:?}");
}

/// A table `t` with these columns and rows; each row has its figures in the order of the columns.
fn figures(set: Block, of: &[(&str, &str, Option<Vec<&str>>)], rows: Vec<(Block, &[&str])>) -> Report {
    let ids: Vec<String> = rows.iter().map(|(row, _)| format!("a/{}", row.value("id"))).collect();
    let mut report = Report::new().add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), set]);
    for (id, heading, formula) in of {
        let column = column(id, heading);
        report = report.add([match formula {
            Some(formula) => column.key("beraknas", formula.clone()),
            None => column,
        }]);
    }
    report = report.add([table("t", "Tabell", "k", ids)]);
    for (row, cells) in rows {
        let cells: Vec<(&str, &str)> = of.iter().map(|(id, ..)| *id).zip(cells.iter().copied()).collect();
        report = report.deliver("a", [row.cells(&cells)]);
    }
    report
}

fn tkr() -> Block {
    columns("k").key("sort", "tkr")
}

fn codes(found: &str) -> Vec<&str> {
    found.lines().filter_map(|line| line.split('[').nth(1)?.split(']').next()).collect()
}

const BUDGET: [(&str, &str, Option<Vec<&str>>); 2] = [("budget", "Budget", None), ("utfall", "Utfall", None)];

/// Two rows and their sum.
fn sum(ett: &[&'static str], tva: &[&'static str], sum: &[&'static str]) -> Report {
    let summa = row("t", "summa", "Summa").sum(["ett", "tva"]);
    figures(tkr(), &BUDGET, vec![(row("t", "ett", "Ett"), ett), (row("t", "tva", "Två"), tva), (summa, sum)])
}

#[test]
fn a_cell_of_words_leaves_only_itself_out() {
    for (words, other) in [("\"Ej aktuellt\"", 1), ("\"–\"", 1), ("\"- 1 234\"", 2), ("\"ca 40\"", 2)] {
        let right = sum(&["100", "90"], &["200", words], &["300", "90"]).findings();
        assert_eq!(codes(&right).len(), other - 1, "the rest adds up: {right}");
        let wrong = sum(&["100", "90"], &["200", words], &["300", "95"]).findings();
        let told =
            wrong.lines().find(|line| line.contains("sum-mismatch")).unwrap_or_else(|| panic!("{words}: {wrong}"));
        assert!(told.contains("the rows give 90, which is 5 too much; `Två` is left out"), "{told}");
        assert_eq!(codes(&wrong).len(), other, "{wrong}");
    }
    let nothing = sum(&["100", "\"Stängt\""], &["200", "\"Stängt\""], &["300", "95"]).findings();
    assert_eq!(codes(&nothing), ["check-skipped"], "{nothing}");
    assert!(nothing.contains("`Summa`, `Utfall` in `Tabell` was not checked (sum): none of the rows"), "{nothing}");
    let own = sum(&["100", "1"], &["200", "2"], &["300", "\"Ej klar\""]).findings();
    assert!(own.contains("check-skipped") && own.contains("the cell has words"), "{own}");
}

#[test]
fn rounding_does_not_explain_what_is_left_out() {
    let three = |cells: [&'static [&'static str]; 4]| {
        let [ett, tva, tre, total] = cells;
        let summa = row("t", "summa", "Summa").sum(["ett", "tva", "tre"]);
        let rows = [("ett", ett), ("tva", tva), ("tre", tre)].map(|(id, cells)| (row("t", id, id), cells));
        figures(tkr(), &BUDGET, rows.into_iter().chain([(summa, total)]).collect()).folder()
    };
    let hint = |folder: Folder| {
        let said = printed(&underlag(&["check", ".", "--lang", "en"], folder.path()));
        assert!(said.contains("note[sum-rounding]"), "{said}");
        said.lines().find(|line| line.contains("help: rounding")).map(str::to_owned).unwrap()
    };
    const WHOLE: &[&str] = &["1", "1"];
    for (out, left_out) in [
        ("\"Ej klar\"", "a cell with words is left out"),
        ("\"ca 40\"", "a cell with words is left out"),
        ("", "an empty cell is left out"),
    ] {
        let cells: &'static [&'static str] = if out.is_empty() { &["1"] } else { vec!["1", out].leak() };
        let said = hint(three([WHOLE, WHOLE, cells, &["3", "3"]]));
        assert!(said.contains(left_out) && !said.contains("nothing needs"), "{out}: {said}");
    }
    for nothing in [&["1", "\"–\""][..], &["1", "0"]] {
        let said = hint(three([WHOLE, WHOLE, nothing, &["3", "3"]]));
        assert!(said.contains("nothing needs to be done"), "{said}");
    }
    // Of one figure alone nothing can have been rounded.
    for words in ["\"Ej aktuellt\"", "\"ca 1\"", "\"se bilaga\""] {
        let found = sum(&["100", "90"], &["200", words], &["300", "91"]).findings();
        assert!(found.contains("error[sum-mismatch]") && found.contains("`Två` is left out"), "{found}");
    }
}

#[test]
fn a_dash_is_nothing() {
    for dash in ["\"–\"", "\"-\"", "\"..\""] {
        assert_eq!(sum(&["100", dash], &["200", dash], &["300", dash]).findings(), "");
        assert_eq!(sum(&["100", dash], &["200", "90"], &["300", "90"]).findings(), "");
        let wrong = sum(&["100", "10"], &["200", "90"], &["300", dash]).findings();
        assert_eq!(codes(&wrong), ["check-skipped"], "{wrong}");
        let of = [
            ("budget", "Budget", None),
            ("utfall", "Utfall", None),
            ("avvikelse", "Avvikelse", Some(vec!["budget", "-utfall"])),
        ];
        let across =
            |cells: [&'static str; 3]| figures(tkr(), &of, vec![(row("t", "ett", "Ett"), &cells[..])]).findings();
        assert_eq!(across([dash, "10", "-10"]), "");
        assert_eq!(across([dash, dash, dash]), "");
        assert_eq!(codes(&across([dash, "10", "10"])), ["check-skipped"]);
    }
}

#[test]
fn a_sum_of_the_manifest_leaves_words_out_and_says_so() {
    let report = |words: &'static str| {
        let rows = toml("[\"a/ett\", \"a/tva\", { summa = \"ovan\", namn = \"Summa\" }]");
        let cells = [(row("t", "ett", "Ett"), ["100", "90"]), (row("t", "tva", "Två"), ["200", words])];
        let cells = cells.each_ref().map(|(row, cells)| (row.clone(), &cells[..]));
        figures(tkr(), &BUDGET, cells.into()).at("tabell/t", |table| table.key("rader", rows))
    };
    // A dash says that there is nothing to add.
    assert_eq!(report("\"–\"").findings(), "");
    for words in ["\"Stängt\"", "\"Ej klar\"", "\"Ej aktuellt\""] {
        let found = report(words).findings();
        assert_eq!(codes(&found), ["sum-not-computed"], "{found}");
        assert!(found.contains("the sum in `Utfall` leaves out the row `Två`"), "{found}");
        let shown = crate::support::text(&report(words).built());
        assert!(shown.contains("+ Summa | 300 | 90"), "{shown}");
    }
}

#[test]
fn a_zero_is_as_precise_as_its_column() {
    // Were the zero a whole number, half a unit more would be explained by rounding.
    for (zero, total) in [("0", "12.8"), ("0", "12.1"), ("0", "13.0")] {
        let found = sum(&["12.5", "1"], &[zero, "1"], &[total, "2"]).findings();
        assert_eq!(codes(&found), ["sum-mismatch"], "{zero} {total}: {found}");
    }
    assert_eq!(sum(&["12.5", "0"], &["0", "3.25"], &["12.5", "3.25"]).findings(), "");
    let asked = |cell: &'static str| {
        sum(&[cell, "1.0"], &["12.5", "0"], &["12.5", "1.0"])
            .at("tabell/t", |table| table.key("decimaler", 1))
            .findings()
    };
    assert_eq!(asked("0"), "");
    let other = asked("3");
    assert!(other.contains("decimals-unasked"), "{other}");
}

#[test]
fn counts_have_no_rounding() {
    for unit in ["st", "personer", "ärenden", "fordon"] {
        let set = || columns("k").key("sort", unit);
        let rows = |total: &'static [&'static str]| {
            let summa = row("t", "summa", "Summa").sum(["ett", "tva"]);
            let rows: Vec<(Block, &[&str])> =
                vec![(row("t", "ett", "Ett"), &["10", "1"]), (row("t", "tva", "Två"), &["20", "2"]), (summa, total)];
            figures(set(), &BUDGET, rows).findings()
        };
        assert_eq!(rows(&["30", "3"]), "", "{unit}");
        assert_eq!(codes(&rows(&["31", "3"])), ["sum-mismatch"], "{unit}");
    }
    // A heading says as much, and the report's own rule is about what is rounded.
    let heading = [("antal", "Antal platser 2024", None), ("utfall", "Utfall", None)];
    let summa = row("t", "summa", "Summa").sum(["ett", "tva"]);
    let rows: Vec<(Block, &[&str])> =
        vec![(row("t", "ett", "Ett"), &["10", "1"]), (row("t", "tva", "Två"), &["20", "2"]), (summa, &["31", "4"])];
    let found = figures(tkr(), &heading, rows).add([Block::table("kontroller").key("tolerans", 2)]).findings();
    assert_eq!(codes(&found), ["sum-mismatch", "sum-rounding"], "{found}");
    // What is measured may be rounded.
    for unit in ["timmar", "årsarbetare", "tkr", "ton"] {
        let rows: Vec<(Block, &[&str])> = vec![
            (row("t", "ett", "Ett"), &["10", "1"]),
            (row("t", "tva", "Två"), &["20", "2"]),
            (row("t", "summa", "Summa").sum(["ett", "tva"]), &["31", "3"]),
        ];
        let found = figures(columns("k").key("sort", unit), &BUDGET, rows).findings();
        assert_eq!(codes(&found), ["sum-rounding"], "{unit}: {found}");
    }
}

#[test]
fn a_wrong_sum_does_not_hide_the_check_across_its_row() {
    let of = [
        ("budget", "Budget", None),
        ("utfall", "Utfall", None),
        ("avvikelse", "Avvikelse", Some(vec!["budget", "-utfall"])),
    ];
    let rows = |total: &'static [&'static str]| {
        let summa = row("t", "summa", "Summa").sum(["ett", "tva"]);
        let ett: &[&str] = &["100", "90", "10"];
        let tva: &[&str] = &["200", "190", "10"];
        figures(tkr(), &of, vec![(row("t", "ett", "Ett"), ett), (row("t", "tva", "Två"), tva), (summa, total)])
            .findings()
    };
    assert_eq!(rows(&["300", "280", "20"]), "");
    // The variance is the sum of the variances, and not what the row's own columns give.
    assert_eq!(codes(&rows(&["340", "280", "20"])), ["sum-mismatch", "variance-mismatch"]);
    assert_eq!(codes(&rows(&["300", "250", "20"])), ["sum-mismatch", "variance-mismatch"]);
    assert_eq!(codes(&rows(&["300", "280", "50"])), ["sum-mismatch", "variance-mismatch"]);
    // What rounding explains is the sum's own business.
    assert_eq!(codes(&rows(&["301", "280", "20"])), ["sum-rounding"]);
}

#[test]
fn figures_that_are_too_large_are_told_at_their_place() {
    let large = "9999999999999999999999999999";
    let larger = "79228162514264337593543950335";
    let found = sum(&[larger, "1"], &[large, "1"], &[large, "2"]).findings();
    assert_eq!(codes(&found), ["bad-value"], "{found}");
    assert!(found.starts_with("enheter/a.toml:") && found.contains("too large to be computed exactly"), "{found}");
    // A sum that is kept, but not exactly.
    let found = sum(&[large, "1"], &["0.5", "1"], &[large, "2"]).findings();
    assert_eq!(codes(&found), ["bad-value"], "{found}");
    let rows = toml("[\"a/ett\", \"a/tva\", { summa = \"ovan\", namn = \"Summa\" }]");
    let (ett, tva): (&[&str], &[&str]) = (&[large, "1"], &["0.5", "1"]);
    let made = figures(tkr(), &BUDGET, vec![(row("t", "ett", "Ett"), ett), (row("t", "tva", "Två"), tva)]);
    let found = made.at("tabell/t", |table| table.key("rader", rows)).findings();
    assert_eq!(codes(&found), ["bad-value"], "{found}");
    assert!(found.starts_with("rapport.toml:") && found.contains("the sum in `Budget` cannot be computed"), "{found}");
    // Across a row, and between tables.
    let of = [("a", "A", None), ("b", "B", None), ("c", "C", Some(vec!["a", "b"]))];
    let found = figures(tkr(), &of, vec![(row("t", "ett", "Ett"), &[large, "0.25", large])]).findings();
    assert_eq!(codes(&found), ["bad-value"], "{found}");
}

#[test]
fn what_cannot_be_checked_is_said_once_a_table_with_its_cells() {
    let of = [
        ("budget", "Budget", None),
        ("utfall", "Utfall", None),
        ("avvikelse", "Avvikelse", Some(vec!["budget", "-utfall"])),
        ("andel", "Andel", Some(vec!["utfall", "/budget"])),
    ];
    let rows: Vec<(Block, &[&str])> = vec![
        (row("t", "ett", "Ett"), &["\"Ej klar\"", "90", "10", "12"]),
        (row("t", "tva", "Två"), &["", "190", "10", "7"]),
        (row("t", "tre", "Tre"), &["0", "5", "-5", "100"]),
        (row("t", "fyra", "Fyra"), &["", "5", "-5", ""]),
    ];
    let report = figures(tkr(), &of, rows);
    let found = report.findings();
    assert_eq!(codes(&found), ["check-skipped"], "{found}");
    assert!(found.starts_with("rapport.toml:") && found.contains("; nor were 4 more cells"), "{found}");
    let folder = report.folder();
    let shown = |more: &[&str]| {
        let path = folder.path().to_str().unwrap();
        printed(&underlag(&[&["check", path, "--coverage", "--lang", "en"], more].concat(), root()))
    };
    let human = shown(&[]);
    assert!(
        human.contains("t                   0         2 (2 not)         0 (3 not)") || human.contains("2 (5 not)"),
        "{human}"
    );
    assert!(human.contains("`Ett`, `Avvikelse` (computed column): a cell that it is computed from"), "{human}");
    assert!(human.contains("`Tre`, `Andel` (computed column): what it is divided by is zero"), "{human}");
    let line = shown(&["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    assert_eq!(json["table"], "t");
    assert_eq!(json["variances"], serde_json::json!({ "checked": 2, "skipped": 5 }));
    assert_eq!(json["skipped"].as_array().unwrap().len(), 5);
    assert_eq!(json["skipped"][0]["file"], "enheter/a.toml");
}

#[test]
fn a_relation_says_what_it_could_not_compare() {
    let tables = |first: &'static [&'static str], second: &'static [&'static str], equal: [&str; 2]| {
        let rows: Vec<(Block, &[&str])> = vec![(row("t", "ett", "Ett"), first)];
        let other = BUDGET.map(|(id, ..)| id).into_iter().zip(second.iter().copied()).collect::<Vec<_>>();
        figures(tkr(), &BUDGET, rows)
            .add([table("u", "Andra", "k", ["a/tva"])])
            .add([columns("l"), column("annat", "Annat"), table("v", "Tredje", "l", ["a/tre"])])
            .at("kapitel/e", |chapter| chapter.key("tabeller", ["t", "u", "v"]))
            .deliver("a", [row("u", "tva", "Två").cells(&other), row("v", "tre", "Tre").cells(&[("annat", "1")])])
            .add([Block::entry("samband").key("lika", equal)])
            .findings()
    };
    let rows = ["t.ett", "u.tva"];
    assert_eq!(tables(&["1", "2"], &["1", "2"], rows), "");
    let empty = tables(&["1", "2"], &["1", ""], rows);
    assert_eq!(codes(&empty), ["check-skipped"], "{empty}");
    let words = tables(&["1", "2"], &["1", "\"Ej klar\""], ["t.ett.utfall", "u.tva.utfall"]);
    assert!(words.contains("`u.tva.utfall`, `Utfall` in `Andra` was not checked (relation)"), "{words}");
    let none = tables(&["1", "2"], &["1", "2"], ["t.ett", "v.tre"]);
    assert!(codes(&none) == ["check-skipped"] && none.contains("no column in common"), "{none}");
    // A cell and a row are compared in the cell's column, wherever that stands in the other table.
    let cell = tables(&["1", "2"], &["1", "5"], ["t.ett.utfall", "u.tva"]);
    assert_eq!(codes(&cell), ["tables-disagree"], "{cell}");
    let unknown = tables(&["1", "2"], &["1", "2"], ["t.ett", "u.annan"]);
    assert_eq!(codes(&unknown).len(), 2, "{unknown}");
}

#[test]
fn coverage_is_for_people_and_for_programs() {
    let folder = Folder::new();
    let run = |format: &str| {
        underlag(&["check", folder.path().to_str().unwrap(), "--coverage", "--format", format, "--lang", "sv"], root())
    };
    assert_eq!(run("human").status.code(), Some(0));
    assert_eq!(run("json").status.code(), Some(0));
    let refused = run("sarif");
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--format json"));
}
