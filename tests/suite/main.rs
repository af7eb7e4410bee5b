//! The integration tests, in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod pdf;

#[test]
fn dump() {
    let bytes = std::fs::read("output/herrljunga-ks-delar-2023.pdf").unwrap();
    let (root, pages) = pdf::read(&bytes);
    fn show(n: &pdf::Node, d: usize) {
        for k in &n.kids {
            match k {
                pdf::Kid::Words(w) => println!("{}{w:?}", " ".repeat(d)),
                pdf::Kid::Node(n) => {
                    println!("{}<{}>", " ".repeat(d), n.kind);
                    show(n, d + 1)
                }
            }
        }
    }
    show(&root, 0);
    println!("{pages}");
}
