//! Same inputs, same bytes: with any number of threads, on any path, whatever the order of the files on the disk.

use std::path::Path;

use crate::support::{EXAMPLE, build, root};

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
