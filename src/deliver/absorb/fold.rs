//! Words as they are compared: without what programs change on their own.

/// What stands for the mark of a note among words.
pub(super) const NOTE: char = '\u{fffc}';

/// A character as it is compared: a program's quotation marks, dashes and spaces are those of the keyboard. `None` for
/// what cannot be seen.
pub(in crate::deliver) fn character(c: char) -> Option<char> {
    Some(match c {
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' | '\n' | '\r' => ' ',
        '”' | '“' | '„' | '»' | '«' => '"',
        '’' | '‘' | '‚' => '\'',
        '–' | '—' | '−' | '\u{2011}' | '\u{2010}' => '-',
        '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | NOTE => return None,
        other => other,
    })
}

/// Words as they are compared, with one space between them.
pub(in crate::deliver) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter_map(character) {
        match c {
            '…' => out.push_str("..."),
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Words as they are compared, with the marks of notes among them.
pub(in crate::deliver) fn with_marks(text: &str) -> String {
    let parts: Vec<String> = text.split(NOTE).map(words).collect();
    parts.join(&NOTE.to_string())
}

/// Where the marks of notes stand among the words: the number of compared characters before each.
pub(in crate::deliver) fn notes(text: &str) -> Vec<usize> {
    let mut at = 0;
    let mut all = Vec::new();
    for c in text.chars() {
        match c {
            NOTE => all.push(at),
            c => at += usize::from(character(c).is_some_and(|c| !c.is_whitespace())),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_change_is_no_change() {
        for (one, other) in [
            ("”Hej” – sa\u{a0}han…", "\"Hej\" - sa han..."),
            ("7\u{a0}712 tkr", "7 712  tkr "),
            ("kommunal\u{ad}råd", "kommunalråd"),
            ("−12", "-12"),
        ] {
            assert_eq!(words(one), words(other));
        }
        assert_ne!(words("7 712"), words("7 713"));
        assert_ne!(words("it"), words("IT"));
        assert_eq!(notes(&format!("ett{NOTE} två{NOTE}")), [3, 6]);
    }
}
