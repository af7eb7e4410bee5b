//! The tag tree of the PDF: what those hear who do not see the page.
//!
//! `UNDERLAG_BLESS=1 cargo test --release` writes `tests/golden/tags.txt` anew; look at the difference before you commit it.

use underlag::pipeline::{self, Format, Options};
use underlag::verify::pdf::{self, Kid, Node};

use crate::golden::golden;
use crate::support::{Folder, bytes, root};

/// A tree as text: an element a line with its attributes, words in quotes.
fn shown(node: &Node, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let attributes: String = node.attributes.iter().map(|(name, value)| format!(" {name}={value:?}")).collect();
    let language = node.language.as_ref().map_or(String::new(), |language| format!(" Lang={language:?}"));
    let alt = node.alt.as_ref().map_or(String::new(), |alt| format!(" Alt={alt:?}"));
    out.push_str(&format!("{indent}{}{attributes}{language}{alt}\n", node.kind));
    for kid in &node.kids {
        match kid {
            Kid::Words { text, .. } => out.push_str(&format!("{indent}  \u{201d}{text}\u{201d}\n")),
            Kid::Node(node) => shown(node, depth + 1, out),
        }
    }
}

/// A report with each kind of block once, long enough in its table for a second page.
fn every_kind() -> Folder {
    let read = |file: &str| std::fs::read_to_string(root().join("tests/tags").join(file)).unwrap();
    Folder::new().with("rapport.toml", read("rapport.toml")).with("enheter/a.toml", read("enheter/a.toml"))
}

fn built(dir: &std::path::Path) -> Vec<u8> {
    let options = Options { formats: vec![Format::Pdf], ..Options::default() };
    bytes(&pipeline::build(dir, &options).unwrap(), ".pdf").to_vec()
}

#[test]
fn each_kind_of_block_as_tags() {
    let root = pdf::read(&built(every_kind().path())).unwrap().root;
    let mut text = String::new();
    shown(&root, 0, &mut text);
    golden("tags.txt", &text);
}
