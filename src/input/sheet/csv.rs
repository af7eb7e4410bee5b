//! The cells of a file of comma-separated values, or of semicolons or tabs, with their places.

use std::ops::Range;

use super::line::{FileCell, Line};

/// The cells of each line with their places, quotes left out. They are parted by semicolons, tabs or commas,
/// whichever of them the first line has first in this order. A quoted cell may hold separators, line ends, and quotes
/// written twice.
pub fn lines(text: &str) -> Vec<Line> {
    let first = text.lines().next().unwrap_or("");
    let separator = [';', '\t'].into_iter().find(|separator| first.contains(*separator)).unwrap_or(',');
    let mut lines = vec![Vec::new()];
    let (mut words, mut start, mut quoted) = (String::new(), 0, false);
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        match c {
            '"' if quoted && next == Some('"') => {
                words.push('"');
                letters.next();
            }
            '"' if quoted => quoted = false,
            '"' if words.trim().is_empty() => {
                (words, start, quoted) = (String::new(), at + 1, true);
            }
            '\r' if !quoted && next == Some('\n') => {}
            '\n' | '\r' if !quoted => {
                end(&mut lines, &mut words, text, start..at);
                start = at + 1;
                lines.push(Vec::new());
            }
            c if c == separator && !quoted => {
                end(&mut lines, &mut words, text, start..at);
                start = at + 1;
            }
            c => words.push(c),
        }
    }
    end(&mut lines, &mut words, text, start..text.len());
    lines
}

/// Ends a cell; its place leaves out the quotes and the white space around it.
fn end(lines: &mut [Line], words: &mut String, text: &str, range: Range<usize>) {
    let words = std::mem::take(words);
    let trimmed = words.trim();
    let quoted = text.get(..range.start).is_some_and(|before| before.ends_with('"'));
    let whole = text.get(range.clone()).unwrap_or("");
    let inner = whole.trim_end();
    let inner = if quoted { inner.strip_suffix('"').unwrap_or(inner) } else { inner };
    let start = range.start + inner.len() - inner.trim_start().len();
    let span = start..start + inner.trim().len();
    // A line end or a tab within quotes is a space between words; of the same length, so that places hold.
    let words = trimmed.replace(['\n', '\r', '\t'], " ");
    if let Some(line) = lines.last_mut() {
        let column = u32::try_from(line.len() + 1).unwrap_or(u32::MAX);
        line.push(FileCell { column, words, span, ..FileCell::default() });
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn cells_are_parted_and_have_places() {
        let text = "id;namn;utfall\r\na;\"Lön; \"\"fast\"\"\"; 1 200,50 \r\nb;;\n";
        let all = lines(text);
        let words: Vec<Vec<&str>> =
            all.iter().map(|line| line.iter().map(|cell| cell.words.as_str()).collect()).collect();
        assert_eq!(words[..2], [["id", "namn", "utfall"], ["a", "Lön; \"fast\"", "1 200,50"]]);
        assert_eq!(&text[all[1][1].span.clone()], "Lön; \"\"fast\"\"");
        assert_eq!(&text[all[1][2].span.clone()], "1 200,50");
        let odd = "id;\"\"å;\"a\" b";
        let spans: Vec<&str> = lines(odd)[0].iter().map(|cell| odd.get(cell.span.clone()).unwrap()).collect();
        assert_eq!(spans, ["id", "\"å", "a\" b"]);
    }
}
