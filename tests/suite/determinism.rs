//! Same inputs, same bytes: with any number of threads, on any path, whatever the order of the files on the disk.

use std::path::Path;

use underlag::lower::{stamp, unstamp};
use underlag::model::{Notice, NoticeKind};
use underlag::pipeline;

use crate::support::{EXAMPLE, build, every_report, root};

fn copy(from: &Path, to: &Path, backwards: bool) {
    std::fs::create_dir_all(to).unwrap();
    let mut entries: Vec<_> = std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    if backwards {
        entries.reverse();
    }
    for entry in entries {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target, backwards);
        } else {
            std::fs::copy(&entry, &target).unwrap();
        }
    }
}

#[test]
fn same_bytes_with_1_to_64_threads() {
    let dir = root().join("inputs/herrljunga-ks-delar-2023");
    for threads in [1, 2, 3, 8, 64] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert!(pool.install(|| build(&dir)).outputs == EXAMPLE.outputs, "{threads} threads");
    }
}

#[test]
fn same_bytes_on_another_path_and_with_shuffled_files() {
    let elsewhere = tempfile::tempdir().unwrap();
    let dir = elsewhere.path().join("en mapp med å");
    copy(&root().join("inputs/herrljunga-ks-delar-2023"), &dir, true);
    assert!(build(&dir).outputs == EXAMPLE.outputs);
}

/// A draft's notice is put in and taken out again; nothing else of the document changes.
#[test]
fn a_draft_that_is_no_longer_one_is_the_paper() {
    for dir in every_report() {
        let Ok(Some(paper)) = pipeline::document(&dir, false) else { continue };
        let mut document = paper.clone();
        for title in ["Utkast", "Utkast igen"] {
            let notice = Notice { kind: NoticeKind::Draft, title: title.to_owned(), blocks: Vec::new() };
            stamp(&mut document, notice);
            assert!(document.draft && document != paper, "{}", dir.display());
        }
        unstamp(&mut document);
        assert!(document == paper, "{}", dir.display());
    }
}
