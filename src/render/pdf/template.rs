//! A template before the engine reads it: no deeper than the engine can follow.
//!
//! The engine goes down a template's tree on its stack, and an overflow of that ends the program. Brackets have a limit
//! of the engine's own; chains such as `1 + 1 + 1` have none, and each link is a level.

use typst::syntax::{SyntaxNode, parse};

use crate::base::limits::{TEMPLATE_DEPTH, TEMPLATE_SIZE};

/// The stack of what reads a template whose depth is not known, in bytes for each byte of it. Only what is used is
/// taken from the memory.
const STACK: usize = 1024;

/// Refuses a template that is too large or too deep for the engine.
///
/// # Errors
///
/// What is wrong with it, as the engine's own faults are told.
pub(super) fn check(template: &str) -> Result<(), String> {
    if template.len() > TEMPLATE_SIZE {
        return Err(format!("template.typ has {} bytes; there may be {TEMPLATE_SIZE}", template.len()));
    }
    let too_deep = || format!("template.typ is nested deeper than {TEMPLATE_DEPTH} levels");
    // The tree is taken down level by level as well, so that it must not leave the thread.
    let reading = std::thread::scope(|scope| {
        let size = STACK * (template.len() + 4096);
        let thread = std::thread::Builder::new().stack_size(size).spawn_scoped(scope, || is_flat(&parse(template)));
        thread.map(|thread| thread.join().unwrap_or(false))
    });
    if reading.unwrap_or(false) { Ok(()) } else { Err(too_deep()) }
}

/// Whether no node lies deeper than may be.
fn is_flat(root: &SyntaxNode) -> bool {
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > TEMPLATE_DEPTH {
            return false;
        }
        open.extend(node.children().map(|child| (child, depth + 1)));
    }
    true
}
