//! The bookmarks at the parts' ends, by which running heads find how many pages a part has: each is put round the last
//! word of its part.
//!
//! LibreOffice 7.4 drops a bookmark without words at the end of a file's last paragraph, and shows an error on every
//! page instead of the number; and it drops what stands in a cell that goes on one above it.

use crate::render::docx::xml::{Element, Node};

/// Puts the bookmark of each part's end, which the body has set into the part's last paragraph, round its last word.
pub(crate) fn round_last_words(root: &mut Element, is_end_of_part: &dyn Fn(&str) -> bool) {
    root.walk_mut(&mut |element| match element.name.as_str() {
        "w:tr" => leave_merged(element, is_end_of_part),
        "w:p" => {
            if let Some([start, end]) = take(element, is_end_of_part) {
                round_last_word(&mut element.children, start, end);
            }
        }
        _ => {}
    });
}

/// Takes such a bookmark out of a paragraph.
fn take(paragraph: &mut Element, is_end_of_part: &dyn Fn(&str) -> bool) -> Option<[Node; 2]> {
    let children = &mut paragraph.children;
    let mark = |node: &Node, name: &str| match node {
        Node::Element(element) if element.name == name => Some(element.clone()),
        Node::Element(_) | Node::Text(_) => None,
    };
    let named = |element: &Element| element.get("w:name").is_some_and(is_end_of_part);
    let start = children.iter().position(|node| mark(node, "w:bookmarkStart").is_some_and(|mark| named(&mark)))?;
    let id = mark(children.get(start)?, "w:bookmarkStart")?.get("w:id")?.to_owned();
    let ends = |node: &Node| mark(node, "w:bookmarkEnd").is_some_and(|mark| mark.get("w:id") == Some(&id));
    let end = children.iter().position(ends).filter(|end| *end > start)?;
    let end = children.remove(end);
    Some([children.remove(start), end])
}

/// Moves such a bookmark from a row's last cell, where that goes on one above, to the last of the row that does not. It
/// stays where it is in a row of which every cell goes on.
fn leave_merged(row: &mut Element, is_end_of_part: &dyn Fn(&str) -> bool) {
    let mut taken = None;
    let mut cells: Vec<&mut Element> = row.elements_mut().filter(|cell| cell.name == "w:tc").collect();
    for (at, cell) in cells.iter_mut().enumerate().rev() {
        let merged = goes_on(cell);
        let Some(line) = last_line(cell) else { continue };
        match taken.take() {
            Some(mark) if merged => taken = Some(mark),
            Some((_, mark)) => line.children.extend(mark),
            None if merged => taken = take(line, is_end_of_part).map(|mark| (at, mark)),
            None => {}
        }
    }
    if let Some((at, mark)) = taken
        && let Some(line) = cells.get_mut(at).and_then(|cell| last_line(cell))
    {
        line.children.extend(mark);
    }
}

/// The last paragraph of a cell.
fn last_line(cell: &mut Element) -> Option<&mut Element> {
    cell.elements_mut().filter(|child| child.name == "w:p").last()
}

/// Whether a cell goes on one above it.
fn goes_on(cell: &mut Element) -> bool {
    let properties = cell.elements_mut().find(|child| child.name == "w:tcPr");
    let merge = properties.and_then(|properties| properties.elements_mut().find(|child| child.name == "w:vMerge"));
    merge.is_some_and(|merge| merge.get("w:val").is_none_or(|value| value == "continue"))
}

/// Puts a bookmark round the last word among a paragraph's or a link's children; at their end where there is none.
fn round_last_word(children: &mut Vec<Node>, start: Node, end: Node) {
    let Some(last) = children.iter().rposition(shows) else { return children.extend([start, end]) };
    if let Some(Node::Element(link)) = children.get_mut(last).filter(|node| is(node, "w:hyperlink")) {
        return round_last_word(&mut link.children, start, end);
    }
    let first = field_before(children, last).unwrap_or_else(|| part_before_last_word(children, last));
    // A run that was parted stands in two places.
    let last = children.iter().rposition(shows).unwrap_or(first);
    children.insert(last + 1, end);
    children.insert(first, start);
}

fn is(node: &Node, name: &str) -> bool {
    matches!(node, Node::Element(element) if element.name == name)
}

/// Whether a paragraph's child is a link or a run that holds something.
fn shows(node: &Node) -> bool {
    let Node::Element(element) = node else { return false };
    match element.name.as_str() {
        "w:hyperlink" => element.children.iter().any(shows),
        "w:r" => element.children.iter().any(|child| !is(child, "w:rPr")),
        _ => false,
    }
}

/// The position of the run with which the field begins that ends at `last`: what stands within one is lost when the
/// field is brought up to date.
fn field_before(children: &[Node], last: usize) -> Option<usize> {
    let kind = |node: &Node| {
        let Node::Element(run) = node else { return None };
        run.children.iter().find_map(|child| match child {
            Node::Element(mark) if mark.name == "w:fldChar" => mark.get("w:fldCharType").map(str::to_owned),
            Node::Element(_) | Node::Text(_) => None,
        })
    };
    children.get(last).and_then(kind).filter(|kind| kind == "end")?;
    children.get(..last)?.iter().rposition(|node| kind(node).as_deref() == Some("begin"))
}

/// Parts the run at `at` before its last word, if it ends with one that others stand before; the position of what holds
/// the word.
fn part_before_last_word(children: &mut Vec<Node>, at: usize) -> usize {
    let Some(Node::Element(run)) = children.get_mut(at) else { return at };
    let Some(Node::Element(text)) = run.children.last_mut().filter(|node| is(node, "w:t")) else { return at };
    let Some(Node::Text(words)) = text.children.last_mut() else { return at };
    let Some((before, _)) = words.trim_end().rsplit_once(' ') else { return at };
    let word = words.split_off(before.len() + 1);
    let text = Element { children: vec![Node::Text(word)], ..text.clone() };
    let properties = run.children.iter().filter(|node| is(node, "w:rPr")).cloned();
    let tail = properties.chain([Node::Element(text)]).collect();
    let tail = Element { children: tail, ..run.clone() };
    children.insert(at + 1, Node::Element(tail));
    at + 1
}

#[cfg(test)]
mod tests {
    use super::round_last_words;
    use crate::render::docx::xml::{parse, write};

    /// A row with the mark at its end, whose cells go on from above where the flag is set.
    fn marked(goes_on: &[bool]) -> String {
        let mut row = String::new();
        for (at, merged) in goes_on.iter().enumerate() {
            let merge = if *merged { "<w:tcPr><w:vMerge/></w:tcPr>" } else { "" };
            let mark = r#"<w:bookmarkStart w:id="7" w:name="slut"/><w:bookmarkEnd w:id="7"/>"#;
            let mark = if at + 1 == goes_on.len() { mark } else { "" };
            row.push_str(&format!("<w:tc>{merge}<w:p><w:r><w:t>{at}</w:t></w:r>{mark}</w:p></w:tc>"));
        }
        let table = format!(r#"<w:tbl xmlns:w="w"><w:tr>{row}</w:tr></w:tbl>"#);
        let mut root = parse(table.as_bytes()).unwrap();
        round_last_words(&mut root, &|name| name == "slut");
        String::from_utf8(write(&root)).unwrap()
    }

    #[test]
    fn no_mark_is_lost_where_cells_go_on() {
        let cases: [(&[bool], &str); 5] = [
            (&[false, false], "1"),
            (&[false, true, true], "0"),
            (&[true, false, true], "1"),
            (&[true, true, true], "2"),
            (&[true], "0"),
        ];
        for (goes_on, word) in cases {
            let whole = marked(goes_on);
            let start = r#"<w:bookmarkStart w:id="7" w:name="slut"/>"#;
            let kept = format!(r#"{start}<w:r><w:t>{word}</w:t></w:r><w:bookmarkEnd w:id="7"/>"#);
            assert!(whole.contains(&kept) && whole.matches("<w:bookmark").count() == 2, "{goes_on:?}: {whole}");
        }
    }
}
