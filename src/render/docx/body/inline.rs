//! Words with emphasis, links and note marks, as runs.

use docx_rs::{BreakType, Hyperlink, HyperlinkData, HyperlinkType, ParagraphChild, Run};

use crate::model::{Inline, Target, page_words};
use crate::render::docx::control_map::Source;
use crate::render::docx::ledger::link_id;
use crate::render::docx::style_id;

use super::flow::ParagraphBuilder;
use super::{Writer, fields};

/// How words are set, apart from their paragraph.
#[derive(Debug, Clone, Copy, Default)]
struct Face<'a> {
    strong: bool,
    emphasis: bool,
    /// The tag of a language that is not the paper's.
    language: Option<&'a str>,
    /// Position in [`Writer::links`].
    link: Option<usize>,
}

impl Face<'_> {
    /// A run of this face, in a paragraph that is bold itself or is not.
    ///
    /// Bold in a paragraph style and bold in a character style cancel each other (ISO/IEC 29500-1, 17.7.3), so that
    /// strong words in a bold paragraph get no style of their own. Emphasis in italics comes out upright, as it should.
    fn run(self, bold: bool) -> Run {
        let run = self.styled(self.strong && !bold);
        // docx-rs knows no language of runs; the finishing puts one in the highlight's place.
        match self.language {
            Some(tag) => run.highlight(tag),
            None => run,
        }
    }

    fn styled(self, strong: bool) -> Run {
        match (self.link, strong, self.emphasis) {
            (Some(_), true, true) => Run::new().style(style_id::STRONG_EMPHASIS_LINK),
            (Some(_), true, false) => Run::new().style(style_id::STRONG_LINK),
            (Some(_), false, true) => Run::new().style(style_id::EMPHASIS_LINK),
            (Some(_), false, false) => Run::new().style(style_id::LINK),
            (None, true, true) => Run::new().style(style_id::STRONG_EMPHASIS),
            (None, true, false) => Run::new().style(style_id::STRONG),
            (None, false, true) => Run::new().style(style_id::EMPHASIS),
            (None, false, false) => Run::new(),
        }
    }
}

impl Writer<'_> {
    /// A paragraph of the style with this id.
    pub(crate) fn line(&mut self, style: &str, content: &[Inline]) -> Result<ParagraphBuilder, String> {
        Ok(ParagraphBuilder::new(style, self.inlines(content, self.sheet.bold(style))?))
    }

    /// The words of a paragraph, which is bold itself or is not.
    pub(crate) fn inlines(&mut self, content: &[Inline], bold: bool) -> Result<Vec<ParagraphChild>, String> {
        let mut pieces = Vec::new();
        self.pieces(content, Face::default(), bold, &mut pieces)?;
        let mut children: Vec<ParagraphChild> = Vec::new();
        let mut open: Option<usize> = None;
        for (link, child) in pieces {
            match (link, children.last_mut()) {
                (Some(at), Some(ParagraphChild::Hyperlink(hyperlink))) if open == Some(at) => {
                    hyperlink.children.push(child);
                }
                (Some(at), _) => {
                    let target = HyperlinkData::External { rid: link_id(at), path: String::new() };
                    let hyperlink = Hyperlink { link: target, history: None, children: vec![child] };
                    children.push(ParagraphChild::Hyperlink(hyperlink));
                }
                (None, _) => children.push(child),
            }
            open = link;
        }
        Ok(children)
    }

    /// Runs and marks in order, each with the link that it is a part of. A note's mark is a link of its own, and parts
    /// the link that it stands in.
    fn pieces<'i>(
        &mut self,
        content: &'i [Inline],
        face: Face<'i>,
        bold: bool,
        out: &mut Vec<(Option<usize>, ParagraphChild)>,
    ) -> Result<(), String> {
        for inline in content {
            match inline {
                Inline::Text(words) => {
                    if !words.is_empty() {
                        out.push((face.link, ParagraphChild::Run(Box::new(with_words(face.run(bold), words)))));
                    }
                }
                Inline::Figure { binding, words, place, address } => {
                    let run = ParagraphChild::Run(Box::new(with_words(face.run(bold), words)));
                    let source = address.clone().map(|address| Source { address, place: Some(*place) });
                    let children = match source.filter(|_| face.link.is_none()) {
                        Some(source) => self.figure(run, &source, (binding, words)),
                        None => vec![run],
                    };
                    out.extend(children.into_iter().map(|child| (face.link, child)));
                }
                Inline::Light { light, words } => {
                    let run = Run::new().style(style_id::light_words(*light).0);
                    out.push((face.link, ParagraphChild::Run(Box::new(with_words(run, words)))));
                }
                Inline::Reference { target, words, binding: _, page } => {
                    let runs = match target.filter(|_| page.is_some()) {
                        Some(target) => page_runs(target, words, || face.run(bold)),
                        None => vec![with_words(face.run(bold), words)],
                    };
                    match target.filter(|_| face.link.is_none()) {
                        Some(target) => {
                            let link = Hyperlink::new(fields::anchor(target), HyperlinkType::Anchor);
                            let link = runs.into_iter().fold(link, Hyperlink::add_run);
                            out.push((None, ParagraphChild::Hyperlink(link)));
                        }
                        None => {
                            let runs = runs.into_iter().map(|run| (face.link, ParagraphChild::Run(Box::new(run))));
                            out.extend(runs);
                        }
                    }
                }
                Inline::Emphasis(inner) => {
                    self.pieces(inner, Face { emphasis: !face.emphasis, ..face }, bold, out)?;
                }
                Inline::Strong(inner) => self.pieces(inner, Face { strong: true, ..face }, bold, out)?,
                Inline::Link { url, content } => {
                    // Inside a link, and where an address is none that Word can open, the words stand alone.
                    let link = face.link.or_else(|| self.link(url));
                    self.pieces(content, Face { link, ..face }, bold, out)?;
                }
                Inline::Language { tag, content } => {
                    self.pieces(content, Face { language: Some(tag), ..face }, bold, out)?;
                }
                Inline::Note { note, first } => {
                    out.extend(self.note_mark(*note, *first)?.into_iter().map(|child| (None, child)));
                }
                Inline::Mark { note, mark, own } => {
                    out.extend(self.table_mark(*note, mark, *own).into_iter().map(|child| (None, child)));
                }
                Inline::Break => {
                    let run = face.run(bold).add_break(BreakType::TextWrapping);
                    out.push((face.link, ParagraphChild::Run(Box::new(run))));
                }
            }
        }
        Ok(())
    }

    /// The position of a link's address in [`Writer::links`].
    fn link(&mut self, url: &str) -> Option<usize> {
        let target = target(url)?;
        Some(self.links.iter().position(|known| *known == target).unwrap_or_else(|| {
            self.links.push(target);
            self.links.len() - 1
        }))
    }
}

/// Words that end with the number of the page on which a target stands, as a field.
fn page_runs(target: Target, words: &str, run: impl Fn() -> Run) -> Vec<Run> {
    let (before, number) = page_words(words);
    let before = Some(before).filter(|before| !before.is_empty()).map(|before| with_words(run(), before));
    let field = fields::field_in(&format!("PAGEREF {} \\h", fields::anchor(target)), number, run);
    before.into_iter().chain(field).collect()
}

/// Adds words to a run; docx-rs would drop a line feed silently.
pub(crate) fn with_words(mut run: Run, words: &str) -> Run {
    for (at, line) in words.replace("\r\n", "\n").split(['\n', '\r']).enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        if !line.is_empty() {
            run = run.add_text(line);
        }
    }
    run
}

/// An address as a relationship may hold it: with a scheme, and only characters that RFC 3986 allows, others in
/// per cent. `None` where that would not make it an address: Word refuses to open a file with a broken one.
fn target(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once(':')?;
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.chars().all(letters) {
        return None;
    }
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" => {
            let authority = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
            let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
            let named = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
            if host.is_empty() || !host.chars().all(named) || !port.chars().all(|c| c.is_ascii_digit()) {
                return None;
            }
        }
        "mailto" | "tel" if !rest.is_empty() && !rest.starts_with('/') => {}
        _ => return None,
    }
    Some(format!("{scheme}:{}", encode(rest)))
}

/// Puts into per cent what an address may not hold, and a `#` after the first, since a fragment holds none.
fn encode(rest: &str) -> String {
    let bytes = rest.as_bytes();
    let mut out = String::with_capacity(rest.len());
    let mut fragment = false;
    for (at, byte) in bytes.iter().copied().enumerate() {
        let escaped = bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let kept = match byte {
            b'%' => escaped,
            b'#' => !std::mem::replace(&mut fragment, true),
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte),
        };
        if kept { out.push(char::from(byte)) } else { out.push_str(&format!("%{byte:02X}")) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn an_address_is_encoded_or_refused() {
        let encoded = |url: &str| target(url).unwrap_or_default();
        assert_eq!(encoded("https://a.se/x?y=1&z=2#f"), "https://a.se/x?y=1&z=2#f");
        assert_eq!(
            encoded("HTTPS://malmö.se/å b\"<>#a#b%zz%20"),
            "https://malm%C3%B6.se/%C3%A5%20b%22%3C%3E#a%23b%25zz%20"
        );
        assert_eq!(encoded("mailto:a@b.se"), "mailto:a@b.se");
        for broken in
            ["", "a.se", "http://", "http:///x", "http://a b/", "http://a:b/", "javascript:x", "å:b", "mailto:"]
        {
            assert_eq!(target(broken), None, "{broken}");
        }
    }
}
