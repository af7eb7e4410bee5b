//! Figures of this report against those of an earlier one, by that one's `uppgifter.csv`.

use underlag::diagnostic::Code;
use underlag::pipeline;

use crate::support::{Folder, figures_as_csv};

const TABLE: &str = r#"
[[tabell]]
id = "drift"
rubrik = "Drift"
kolumner = "ar"
rader = ["a/*"]

[[kolumner]]
id = "ar"
mattenhet = "SORT"

[[kolumner.kolumn]]
id = "ar_2023"
rubrik = "2023"

[[kolumner.kolumn]]
id = "ar_2024"
rubrik = "2024"
"#;

/// A report with a table of these cells of one row, in a unit.
fn report(unit: &str, cells: &str) -> Folder {
    let manifest = crate::support::MANIFEST.replace("delar = [\"a\"]", "delar = [\"a\", { tabell = \"drift\" }]");
    let row = format!("\n[[rad]]\ntabell = \"drift\"\nid = \"gator\"\nnamn = \"Gator\"\n{cells}");
    Folder::new()
        .with("rapport.toml", manifest.replace("slag = \"berattelse\"\n", "") + &TABLE.replace("SORT", unit))
        .and("enheter/a.toml", &row)
}

/// This year's report with last year's figures and a relation between them.
fn related(unit: &str, cells: &str, equal: &str, csv: &str) -> Folder {
    let relation =
        format!("\n[[tidigare]]\nid = \"forra\"\nfil = \"forra/uppgifter.csv\"\n\n[[samband]]\nlika = [{equal}]\n");
    report(unit, cells).and("rapport.toml", &relation).with("forra/uppgifter.csv", csv)
}

#[test]
fn last_years_outcome_is_this_years_comparison() {
    let csv = figures_as_csv(report("tkr", "ar_2023 = 12400\nar_2024 = 12900\n").path());
    assert!(csv.contains("cell:drift/a/gator/ar_2023"), "{csv}");
    let cell = "\"drift.gator.ar_2023\", \"forra:drift.gator.ar_2023\"";
    let row = "\"drift.gator\", \"forra:drift.a/gator\"";
    let opposite = "\"drift.gator.ar_2023\", \"-forra:drift.gator.ar_2023\"";
    let other = "\"drift.gator.ar_2023\", \"forra:drift.gator.ar_2024\"";
    for (unit, cells, equal, found) in [
        ("tkr", "ar_2023 = 12400\nar_2024 = 1\n", cell, ""),
        ("tkr", "ar_2023 = 12401\nar_2024 = 1\n", cell, "12\u{a0}401 was 12\u{a0}400 in the report `forra`"),
        // In another unit, as far as rounding goes.
        ("mnkr", "ar_2023 = 12.4\nar_2024 = 1\n", cell, ""),
        ("mnkr", "ar_2023 = 12.3\nar_2024 = 1\n", cell, "12,3 was 12,400 in the report"),
        ("tkr", "ar_2023 = -12400\nar_2024 = 1\n", opposite, ""),
        ("tkr", "ar_2023 = 12900\nar_2024 = 1\n", other, ""),
        // All columns of a row.
        ("tkr", "ar_2023 = 12400\nar_2024 = 12900\n", row, ""),
        ("tkr", "ar_2023 = 12400\nar_2024 = 12901\n", row, "12\u{a0}901 was 12\u{a0}900"),
        // What cannot be compared is told.
        ("tkr", "ar_2023 = \"Saknas\"\nar_2024 = 1\n", cell, "check-skipped"),
    ] {
        let told = related(unit, cells, equal, &csv).findings();
        assert!(if found.is_empty() { told.is_empty() } else { told.contains(found) }, "{cells} {equal}: {told}");
    }
}

/// Crowns where the earlier report has thousands are told as that, and so are thousands in millions.
#[test]
fn crowns_against_thousands_are_the_likely_cause() {
    let csv = figures_as_csv(report("tkr", "ar_2023 = 12400\nar_2024 = 12900\n").path());
    let cell = "\"drift.gator.ar_2023\", \"forra:drift.gator.ar_2023\"";
    for (unit, figure, is_cause) in [
        ("tkr", "12400000", true),
        ("tkr", "12399817", true),
        ("mnkr", "12400.0", true),
        ("tkr", "12401", false),
        ("tkr", "12399", false),
        ("tkr", "12401000", false),
    ] {
        let folder = related(unit, &format!("ar_2023 = {figure}\nar_2024 = 1\n"), cell, &csv);
        let found = pipeline::check(folder.path(), None).unwrap().diagnostics;
        let told = found.iter().find(|found| found.code == Code::EarlierDiffers).unwrap();
        assert_eq!(told.hint.sv.starts_with("tkr i stället för kronor"), is_cause, "{figure}: {told:#?}");
    }
}

#[test]
fn what_leads_to_no_earlier_figure_is_told() {
    let csv = figures_as_csv(report("tkr", "ar_2023 = 12400\nar_2024 = 12900\n").path());
    let twice = csv.clone() + "cell:drift/b/gator/ar_2023;;;;;tkr;7\n";
    let cells = "ar_2023 = 12400\nar_2024 = 1\n";
    for (equal, csv, found) in [
        ("\"drift.gator\", \"fora:drift.gator\"", &*csv, "is called `fora`"),
        (
            "\"drift.gator.ar_2023\", \"forra:drift.gata.ar_2023\"",
            &csv,
            "there is no `drift.gata.ar_2023` in the report `forra`",
        ),
        (
            "\"drift.gator.ar_2023\", \"forra:drift.gator.ar_2023\"",
            &twice,
            "several units had `drift.gator.ar_2023` then",
        ),
        ("\"forra:drift.gator\"", &csv, "at least two references"),
        ("\"forra:drift.gator\", \"forra:drift.gator\"", &csv, "at least two references"),
        ("\"drift.gator\", \"forra:drift.gator\"", "a;b\n1;2\n", "is not the uppgifter.csv of an earlier report"),
        ("\"drift.gator\", \"forra:drift.gator\"", "", "uppgifter.csv"),
        (
            "\"drift.gator\", \"forra:drift.gator\"",
            "adress,varde,sort\n",
            "is not the uppgifter.csv of an earlier report",
        ),
    ] {
        let told = related("tkr", cells, equal, csv).findings();
        assert!(told.contains(found), "{equal}: {told}");
    }
    let gone =
        related("tkr", cells, "\"drift.gator\", \"forra:drift.gator\"", &csv).without("forra/uppgifter.csv").findings();
    assert!(gone.contains("file-missing"), "{gone}");
}

/// The file as the program made it when it was called `figurer.csv`, and the keys that had other names then.
#[test]
fn former_names_are_read() {
    let cells = "ar_2023 = 12401\nar_2024 = 12900\n";
    let csv = "adress,slag,tabell,rad,kolumn,sort,varde,visas\r\n\
               cell:drift/a/gator/ar_2023,ekonomi,Drift,Gator,2023,tkr,12405.5,\"12 405,5\"\r\n";
    let equal = "\"drift.gator.ar_2023\", \"forra:drift.gator.ar_2023\"";
    let told = related("tkr", cells, equal, csv).findings();
    assert!(told.contains("12\u{a0}401 was 12\u{a0}405,5 in the report `forra`"), "{told}");
    let manifest = crate::support::MANIFEST.replace("delar = [\"a\"]", "delar = [\"a\", { tabell = \"drift\" }]");
    let manifest = manifest.replace("slag = \"berattelse\"\n", "") + &TABLE.replace("SORT", "tkr");
    let row = "\n[[rad]]\ntabell = \"drift\"\nid = \"gator\"\nnamn = \"Gator\"\nar_2023 = 100\nar_2024 = 2000\n";
    let told = |manifest: &str| Folder::new().with("rapport.toml", manifest).and("enheter/a.toml", row).findings();
    let equal = |key: &str| format!("\n[[{key}]]\nlika = [\"drift.gator.ar_2023\", \"drift.gator.ar_2024\"]\n");
    let turned = "\n[[avstamning]]\nlika = [\"drift.gator.ar_2024\", \"drift.gator.ar_2023\"]\n";
    let differs = "error[tables-disagree]";
    for former in [manifest.clone(), manifest.replace("mattenhet = ", "sort = ")] {
        for key in ["samband", "avstamning"] {
            let told = told(&(former.clone() + &equal(key)));
            assert!(told.contains(differs) && !told.contains("unknown-key"), "{key}: {told}");
        }
        let both = told(&(former + &equal("samband") + turned));
        assert_eq!((both.matches(differs).count(), both.contains("unknown-key")), (2, false), "{both}");
    }
    let both = told(&manifest.replace("mattenhet = ", "sort = \"kr\"\nmattenhet = "));
    assert!(both.contains("`sort` is the former name of `mattenhet`; both are here"), "{both}");
    // Advice knows the names of today alone.
    let wrong = told(&manifest.replace("mattenhet = ", "matenhet = "));
    assert!(wrong.contains("no key `matenhet` here"), "{wrong}");
    let folder = Folder::new().with("rapport.toml", manifest.replace("mattenhet = ", "matenhet = "));
    let advice = crate::support::printed(&crate::support::underlag(
        &["check", folder.path().to_str().unwrap(), "--lang", "en"],
        folder.path(),
    ));
    assert!(advice.contains("did you mean `mattenhet`?") && !advice.contains("`sort`"), "{advice}");
    let folder = Folder::new().and("rapport.toml", "\n[alldeles_annat]\na = 1\n");
    let advice = crate::support::printed(&crate::support::underlag(
        &["check", folder.path().to_str().unwrap(), "--lang", "en"],
        folder.path(),
    ));
    assert!(advice.contains("`avstamning`") && !advice.contains("samband"), "{advice}");
    // A column may be called what a key was called.
    let named = manifest.replace("id = \"ar_2023\"", "id = \"sort\"");
    let row = row.replace("ar_2023 = 100", "sort = 100");
    let told = Folder::new().with("rapport.toml", &named).and("enheter/a.toml", &row).findings();
    assert_eq!(told, "");
}
