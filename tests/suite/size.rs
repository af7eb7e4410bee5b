//! What the PDF weighs: tags cost most in a naive file, an object of plain text for every cell.

use std::path::Path;

use underlag::base::standard::Standard;
use underlag::pipeline;
use underlag::pipeline::{Format, Options};

use crate::support::{EXAMPLE, Folder, MANIFEST, UNIT, bytes};

/// Bytes that a further cell of a large table may cost, what is shown and its tags together.
const MAX_PER_CELL: usize = 60;

/// Bytes that the example's PDF of 30 pages may have.
const MAX_FOR_EXAMPLE: usize = 280_000;

fn size(dir: &Path, standard: Standard) -> usize {
    let options = Options { formats: vec![Format::Pdf], standard, ..Options::default() };
    bytes(&pipeline::build(dir, &options).unwrap(), ".pdf").len()
}

/// A report with a table of so many rows and five columns of figures that differ.
fn table(rows: usize) -> Folder {
    let ids: Vec<String> = (0..rows).map(|at| format!("\"a/r{at}\"")).collect();
    let columns: String =
        (0..5).map(|at| format!("[[kolumner.kolumn]]\nid = \"k{at}\"\nrubrik = \"Kolumn {at}\"\n")).collect();
    let manifest = format!(
        "{MANIFEST}[[kolumner]]\nid = \"k\"\n{columns}[[tabell]]\nid = \"t\"\nrubrik = \"Tabell\"\nkolumner = \"k\"\n\
         rader = [{}]\n[[kapitel]]\nid = \"e\"\nrubrik = \"Ekonomi\"\nslag = \"tabeller\"\ntabeller = [\"t\"]\n",
        ids.join(", ")
    );
    let mut unit = UNIT.to_owned();
    for row in 0..rows {
        unit.push_str(&format!("[[rad]]\ntabell = \"t\"\nid = \"r{row}\"\nnamn = \"Verksamhet {row}\"\n"));
        (0..5).for_each(|at| unit.push_str(&format!("k{at} = {}\n", (row * 7919 + at * 104_729) % 90_000)));
    }
    Folder::new().with("rapport.toml", manifest).with("enheter/a.toml", unit)
}

/// Prints the figures of `benches/README.md`.
#[test]
fn bytes_of_a_cell_and_of_the_example() {
    let (small, large) = (table(200), table(400));
    // PDF/A-1 knows no compressed objects; the same table in it shows what they save.
    let per_cell = |standard| (size(large.path(), standard) - size(small.path(), standard)) / (200 * 6);
    let (now, plain) = (per_cell(Standard::A2a), per_cell(Standard::A1a));
    let example = bytes(&EXAMPLE, ".pdf").len();
    println!("{now} bytes a table cell, {plain} without compressed tags; {example} bytes the example");
    assert!(now <= MAX_PER_CELL, "{now} bytes a cell");
    assert!(plain > now * 3, "{plain} bytes a cell of PDF/A-1");
    assert!(example <= MAX_FOR_EXAMPLE, "{example} bytes");
}
