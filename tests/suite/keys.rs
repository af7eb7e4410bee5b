//! The keys of `rapport.toml` and of units' files as editors and people are told of them, held against the decoders.

use std::fs;

use underlag::input::keys::reference::reference;

use crate::support::root;

/// The reference that people read is the one that the program gives.
#[test]
fn the_reference_is_what_the_program_says() {
    let path = root().join("inputs/referens.md");
    if std::env::var_os("UNDERLAG_BLESS").is_some() {
        fs::write(&path, reference()).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == reference(), "inputs/referens.md is stale: UNDERLAG_BLESS=1 cargo test --test suite -- keys::");
}
