//! Figures that stand in a CSV file of another program's.

use crate::support::both_files::agree;
use crate::support::net_costs::{sum, undelivered};
use crate::support::report::{Block, Report};
use crate::support::text;

/// The table of net costs with its figures in such a file.
fn with_csv(csv: &str) -> Report {
    let file = Block::entry("csv").key("tabell", "netto").key("fil", "enheter/a.csv");
    undelivered().deliver("a", [file, sum()]).file("enheter/a.csv", csv)
}

#[test]
fn figures_come_from_a_file_as_they_stand_there() {
    let report = with_csv(
        "id;namn;budget;utfall\r\nskola;Skola;\"1 010,50\";10,00\r\nvard;Vård; 4,0 ;4.2\r\nsumma;;1014,5;14,2\r\n",
    );
    assert_eq!(report.findings(), "");
    let built = report.built();
    let said = text(&built);
    let rows = "| Skola | 1\u{a0}010,50 | 10,00\n| Vård | 4,0 | 4,2\n+ Summa | 1\u{a0}014,5 | 14,2\n";
    assert!(said.contains(rows), "{said}");
    agree(&built, "figures from a file");
    let commas = with_csv("id,namn,budget,utfall\nskola,Skola,10.5,\"10,0\"\nvard,Vård,4,4.2\nsumma,,14.5,14.2");
    assert_eq!(commas.findings(), "");
}

#[test]
fn what_is_wrong_in_a_file_is_told_at_its_place() {
    let found = |csv: &str| with_csv(csv).findings();
    let wrong = found("id;namn;budget;utfall\nskola;Skola;10,5;10,0\nvard;Vård;4,0;4,2\nsumma;;14,5;14,9\n");
    assert!(wrong.starts_with("enheter/a.csv:4:13: error[sum-mismatch]"), "{wrong}");
    let column = found("id;namn;budgt\nskola;Skola;10,5\nvard;Vård;4\nsumma;;14,5\n");
    assert!(column.contains("enheter/a.csv:1:9: error[unknown-key]"), "{column}");
    let name = found("id;budget\nskola;10,5\n");
    assert!(name.contains("enheter/a.csv:2:1: error[missing-key]"), "{name}");
    let id = found("konto;namn;budget\nskola;Skola;10,5\n");
    assert!(id.contains("enheter/a.csv:1:1: error[missing-key]"), "{id}");
    let id = found("id;namn;budget\nSkola 1;Skola;10,5\n");
    assert!(id.contains("enheter/a.csv:2:1: error[bad-value]"), "{id}");
    let twice = found("id;namn;budget\nskola;Skola;10,5\nskola;Skola;10,5\n");
    assert!(twice.contains("enheter/a.csv:3:1: error[duplicate-id]"), "{twice}");
    let missing = with_csv("").folder().without("enheter/a.csv").findings();
    assert!(missing.contains("enheter/a.toml:11:7: error[file-missing]"), "{missing}");
}
