//! Addresses of blocks: in every report of the repository no two blocks have one, and each is read as it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use underlag::base::address::{Address, BlockAddress};
use underlag::lower::shown;
use underlag::model::{Block, BlockKind, Document, Inline};
use underlag::pipeline;
use underlag::report::figures;
use underlag::report::locate::locate;
use underlag::report::trace::trace;

use crate::gallery;
use crate::support::{Folder, every_report};

fn figures(content: &[Inline], all: &mut Vec<BlockAddress>) {
    for inline in content {
        match inline {
            Inline::Figure { address, .. } => all.extend(address.clone()),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Language { content: inner, .. } => figures(inner, all),
            _ => {}
        }
    }
}

/// Every address of a document, with how often it stands there.
fn addresses(document: &Document) -> BTreeMap<BlockAddress, usize> {
    let mut all = Vec::new();
    for Block { kind, address, .. } in document.blocks() {
        all.extend(address.clone());
        match kind {
            BlockKind::Paragraph(paragraph) => figures(&paragraph.content, &mut all),
            BlockKind::Heading(heading) => figures(&heading.content, &mut all),
            _ => {}
        }
    }
    for note in &document.notes {
        all.extend(note.address.clone());
        figures(&note.content, &mut all);
    }
    let mut counted = BTreeMap::new();
    all.into_iter().for_each(|address| *counted.entry(address).or_default() += 1);
    counted
}

/// Checks the addresses of a report, and says how many there are.
fn check(dir: &Path) -> usize {
    let Ok(Some(document)) = pipeline::document(dir, true) else { return 0 };
    let all = addresses(&document);
    let written: BTreeSet<String> = all.keys().map(BlockAddress::to_string).collect();
    assert_eq!(written.len(), all.len(), "{}: two addresses are written alike", dir.display());
    for (address, times) in &all {
        assert_eq!(*times, 1, "{}: {address}", dir.display());
        assert_eq!(address.to_string().parse().as_ref(), Ok(address), "{}", dir.display());
    }
    all.len()
}

#[test]
fn no_two_blocks_of_a_paper_have_one_address() {
    let met: usize = every_report().iter().map(|dir| check(dir)).sum();
    assert!(met > 1000, "{met}");
    let work = tempfile::tempdir().unwrap();
    for name in gallery::folders() {
        gallery::unpack(&name, &work.path().join(&name));
        check(&work.path().join(&name));
    }
}

/// Two rows of one id are an error of the report. Its draft shows both, and tells them apart, however many there are.
#[test]
fn what_is_there_twice_is_told_apart() {
    let report = |times: usize| {
        let made = vec!["{ ur = \"t.r\", id = \"x\" }"; times].join(", ");
        let manifest = format!(
            "[[kolumner]]\nid = \"k\"\nsort = \"tkr\"\n[[kolumner.kolumn]]\nid = \"u\"\nrubrik = \"Utfall\"\n\
             [[tabell]]\nid = \"t\"\nrubrik = \"Tabell\"\nkolumner = \"k\"\nrader = [\"a/r\"]\n\
             [[tabell]]\nid = \"s\"\nrubrik = \"Samma\"\nkolumner = \"k\"\nrader = [{made}]\n\
             [[kapitel]]\nid = \"e\"\nrubrik = \"Ekonomi\"\nslag = \"tabeller\"\ntabeller = [\"t\", \"s\"]\n"
        );
        let rows = "[[rad]]\ntabell = \"t\"\nid = \"r\"\nnamn = \"r\"\nu = 1\n";
        Folder::new().and("rapport.toml", &manifest).and("enheter/a.toml", rows)
    };
    let folder = report(3);
    assert!(folder.findings().contains("error[duplicate-id]"), "{}", folder.findings());
    check(folder.path());
    let document = pipeline::document(folder.path(), true).unwrap().unwrap();
    let copies: Vec<u32> = addresses(&document).keys().filter(|known| known.copy > 0).map(|known| known.copy).collect();
    assert_eq!(copies, [1, 2, 1, 2], "the name and the figure of two rows");
    assert_eq!(folder.built().outputs.len(), 4);
    assert!(check(report(4000).path()) > 8000);
}

/// Whatever an auditor finds in the table of figures can be traced by its address to the place that the table names.
#[test]
fn every_figure_of_the_auditors_is_traced_by_its_address() {
    let mut met = 0;
    for dir in every_report() {
        let checked = pipeline::check(&dir, None).unwrap();
        let Some(report) = &checked.report else { continue };
        for figure in figures::figures(report, &checked.sources, &|prose| shown(report, prose)) {
            let address = figure.address.to_string();
            let traces = trace(report, &address);
            let [steps] = &traces[..] else { panic!("{}: {address} has {} traces", dir.display(), traces.len()) };
            let position = checked.sources.position(steps[0].place);
            let file = &checked.sources.file(steps[0].place.file).path;
            let found = (file.as_str(), position.line, position.column);
            assert_eq!(found, (figure.file.as_str(), figure.line, figure.position), "{}: {address}", dir.display());
            met += 1;
        }
    }
    assert!(met > 600, "{met}");
}

/// Every text, goal, row, risk and note of a paper is found by the address of its first block.
#[test]
fn every_block_leads_back_to_where_it_was_written() {
    let mut met = 0;
    for dir in every_report() {
        let Ok(Some(document)) = pipeline::document(&dir, false) else { continue };
        let checked = pipeline::check(&dir, None).unwrap();
        let report = checked.report.as_ref().unwrap();
        let blocks = document.blocks();
        let first = blocks.iter().filter_map(|block| Some((block.address.as_ref()?, block.place?)));
        for (address, place) in first.filter(|(address, _)| address.block == 1 && address.copy == 0) {
            let Some(located) = locate(report, &address.of) else {
                assert!(address.of.reference().is_some() || matches!(address.of, Address::Comment(_)), "{address}");
                continue;
            };
            assert_eq!(located.place.file, place.file, "{}: {address}", dir.display());
            met += 1;
        }
    }
    assert!(met > 300, "{met}");
}
