//! What each code means, at length, with an example, out of the code's page `explain/<code>.md`.
//!
//! A page has the code as its heading, then the explanation below `## svenska` and `## english`, one paragraph each
//! that may be wrapped anywhere, and what stands between two fences below `## exempel`, line by line. Whoever adds a
//! code adds its page.

use super::Code;
use super::finding::Text;

const SWEDISH: &str = "svenska";

const ENGLISH: &str = "english";

const EXAMPLE: &str = "exempel";

const FENCE: &str = "```";

/// What a code means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What is wrong and why it matters, in whole sentences.
    pub text: Text,
    /// Something that the code is about, as it stands in a file or in the paper.
    pub example: String,
}

/// What `code` means.
pub fn explain(code: Code) -> Explanation {
    read(code.page())
}

/// What a page says; nothing in place of what it lacks.
fn read(page: &str) -> Explanation {
    let text = Text::new(paragraph(below(page, SWEDISH)), paragraph(below(page, ENGLISH)));
    Explanation { text, example: fenced(below(page, EXAMPLE)) }
}

/// The heading of the second level in this line.
fn heading(line: &str) -> Option<&str> {
    line.strip_prefix("## ")
}

/// The lines below the heading `name`, as far as the next heading.
fn below<'a>(page: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    page.lines().skip_while(move |line| heading(line) != Some(name)).skip(1).take_while(|line| heading(line).is_none())
}

/// Wrapped lines as one paragraph.
fn paragraph<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The lines between the first two fences.
fn fenced<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.skip_while(|line| *line != FENCE).skip(1).take_while(|line| *line != FENCE).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The lines of a page, less those between fences.
    fn unfenced(page: &str) -> Vec<&str> {
        page.split(FENCE).step_by(2).flat_map(str::lines).collect()
    }

    #[test]
    fn pages_have_the_headings_that_are_read() {
        for code in Code::ALL {
            let lines = unfenced(code.page());
            let headings: Vec<&str> = lines.iter().copied().filter(|line| line.starts_with('#')).collect();
            let expected = [SWEDISH, ENGLISH, EXAMPLE].map(|name| format!("## {name}"));
            assert_eq!(headings[0], format!("# {code}"));
            assert_eq!(headings[1..], expected, "{code}");
            assert_eq!(code.page().matches(FENCE).count(), 2, "{code}");
        }
    }

    #[test]
    fn pages_say_it_in_both_languages_and_by_an_example() {
        for code in Code::ALL {
            let Explanation { text, example } = explain(*code);
            for text in [&text.sv, &text.en] {
                assert!(text.len() > 30 && text.ends_with('.'), "{code}: {text}");
            }
            assert_ne!(text.sv, text.en, "{code}");
            assert!(!example.trim().is_empty(), "{code}");
        }
    }

    /// Everything in a page is read: nobody writes for nothing.
    #[test]
    fn pages_hold_nothing_that_is_not_read() {
        for code in Code::ALL {
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let Explanation { text, example } = explain(*code);
            let read = format!("# {code} ## {SWEDISH} {} ## {ENGLISH} {} ## {EXAMPLE} {example}", text.sv, text.en);
            assert_eq!(words(&code.page().replace(FENCE, "")), words(&read), "{code}");
        }
    }

    #[test]
    fn pages_are_those_of_the_codes() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/explain");
        let there = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let named = Code::ALL.iter().map(|code| format!("{code}.md"));
        assert_eq!(there.collect::<BTreeSet<_>>(), named.collect::<BTreeSet<_>>());
    }

    #[test]
    fn any_page_is_read() {
        for page in
            ["", "#", "## ", "## svenska", "## exempel\n```", "```\n## english\n```", "## exempel\n\n```\n```\n"]
        {
            assert!(read(page).example.is_empty(), "{page}");
        }
        let page = "# a\r\n\r\n## svenska\r\n\r\nEn \r\nrad.\r\n\r\n## exempel\r\n\r\n```\r\nb\r\n\r\nc\r\n```\r\n";
        let expected = Explanation { text: Text::new("En rad.", ""), example: "b\n\nc".to_owned() };
        assert_eq!(read(page), expected);
    }
}
