//! Figures in another unit than the one that they were delivered in: converted, rounded, said and checked.

use crate::support::both_files::{case, say};
use crate::support::net_costs::{in_thousands, net_costs, shown_in_millions, undelivered};
use crate::support::report::{Block, Report, column, toml};
use crate::support::{figures_as_csv, text};

/// Figures in thousands, in a table with keys of its own.
fn shown(table: impl FnOnce(Block) -> Block) -> Report {
    in_thousands().at("tabell/netto", table)
}

/// A report in thousands whose table is shown in millions with one decimal.
fn in_millions() -> Report {
    shown(shown_in_millions)
}

#[test]
fn both_files_show_thousands_in_the_unit_that_is_asked_for() {
    say([
        case(
            "thousands as they are written",
            in_thousands(),
            "\n[tabell: Nettokostnad, mnkr]\n! Nettokostnad, mnkr | Budget | Utfall\n| Skola | 10\u{a0}449 | 9\u{a0}950\n",
        ),
        case(
            "thousands converted into millions, with every digit",
            shown(|table| table.key("sort", "mnkr").key("omrakna", true)),
            "\nOmräknat från tkr till mnkr.\n\n[tabell: Nettokostnad, mnkr]\n! Nettokostnad, mnkr | Budget | Utfall\n| Skola | 10,449 | 9,950\n",
        ),
        case(
            "thousands converted into millions and rounded, a half away from zero",
            in_millions(),
            "\nOmräknat från tkr till mnkr, avrundat till en decimal.\n\n[tabell: Nettokostnad, mnkr]\n! Nettokostnad, mnkr | Budget | Utfall\n| Skola | 10,4 | 10,0\n| Vård | 4,1 | 4,3\n+ Summa | 14,5 | 14,2\n",
        ),
        case(
            "another unit without conversion",
            shown(|table| table.key("sort", "kr")),
            "| Skola | 10\u{a0}449 | 9\u{a0}950\n",
        ),
        case(
            "figures rounded to whole ones",
            net_costs().at("tabell/netto", |table| table.key("decimaler", 0).key("avrunda", true)),
            "\nAvrundat till hela mnkr.\n\n[tabell: Nettokostnad, mnkr]\n! Nettokostnad, mnkr | Budget | Utfall\n| Skola | 11 | 10\n| Vård | 4 | 4\n+ Summa | 15 | 14\n",
        ),
    ]);
}

#[test]
fn both_files_say_the_units_that_no_heading_says() {
    let share = || column("andel", "Andel").key("beraknas", ["utfall", "/budget"]);
    let pieces = |id: &str, heading: &str| column(id, heading).key("sort", "st");
    say([
        case(
            "a column of per cent with decimals of its own",
            net_costs()
                .after("kolumner.kolumn/utfall", share().key("sort", "%").key("decimaler", 0))
                .at("rad/summa", |row| row.key("andel", toml("98"))),
            "\nAndel anges i %.\n\n[tabell: Nettokostnad, mnkr]\n! Nettokostnad, mnkr | Budget | Utfall | Andel\n| Skola | 10,5 | 10,0 | \n| Vård | 4,0 | 4,2 | \n+ Summa | 14,5 | 14,2 | 98\n",
        ),
        case(
            "columns with units of their own that no heading says, once each",
            net_costs()
                .after("kolumner.kolumn/utfall", share())
                .after("kolumner.kolumn/andel", pieces("elever", "Elever"))
                .after("kolumner.kolumn/elever", pieces("platser", "Platser, st"))
                .after("kolumner.kolumn/platser", pieces("lokaler", "Lokaler")),
            "\nAndel anges i %. Elever och Lokaler anges i st.\n\n[tabell: Nettokostnad, mnkr]\n",
        ),
        case(
            "a unit that no heading says",
            in_thousands(),
            "\nBelopp i tkr.\n\n[tabell: Nettokostnad, mnkr]\n! Nettokostnad, mnkr | Budget | Utfall\n",
        ),
    ]);
}

#[test]
fn converted_figures_are_checked_as_written_and_as_shown() {
    // 10,0 and 4,3 do not give 14,2, though 9 950 and 4 250 give 14 200.
    let found = in_millions().findings();
    assert_eq!(found.lines().count(), 1, "{found}");
    assert!(found.contains("note[sum-rounding]: `Summa`, `Utfall`: says 14,2 but the rows give 14,3"), "{found}");
    let found = in_millions().at("rad/summa", |row| row.key("utfall", toml("14201"))).findings();
    assert!(found.contains("`Utfall`: says 14,201 but the rows give 14,200, which is 0,001 too much"), "{found}");
    let no_money = undelivered().at("tabell/netto", |table| table.key("sort", "st").key("omrakna", true));
    let found = no_money.findings();
    assert!(found.contains("error[bad-value]: figures in `mnkr` cannot be converted into `st`"), "{found}");
}

#[test]
fn a_converted_figure_is_known_as_written_and_as_shown() {
    let words = "Utfallet är {{netto.skola.utfall}}, alltså {{netto.skola.utfall|tal}}.";
    let folder = in_millions().text(words).folder();
    let said = text(&folder.built());
    assert!(said.contains("Utfallet är 10,0\u{a0}mnkr, alltså 10,0."), "{said}");
    let checked = underlag::pipeline::check(folder.path(), None).unwrap();
    let report = checked.report.as_ref().unwrap();
    let figures = figures_as_csv(folder.path());
    let row = "cell:netto/a/skola/utfall;ekonomi;Nettokostnad, mnkr;Skola;Utfall;mnkr;10,0;10,0;9950;enheter/a.toml;";
    let line = figures.lines().find(|line| line.starts_with(row)).unwrap_or_else(|| panic!("{figures}"));
    assert!(line.ends_with(";tkr;"), "{line}");
    for wanted in ["9 950", "netto.skola.utfall"] {
        let traces = underlag::report::trace::trace(report, wanted);
        let shown = underlag::cli::show::traces(
            &traces,
            &checked.statements,
            &checked.sources,
            underlag::diagnostic::Language::English,
        );
        let lines = "9\u{a0}950\u{a0}tkr  written in netto.a/skola.utfall  (enheter/a.toml:14:10)\n  10,0\u{a0}mnkr  shown in netto.a/skola.utfall";
        assert!(shown.starts_with(lines), "{wanted}: {shown}");
    }
}
