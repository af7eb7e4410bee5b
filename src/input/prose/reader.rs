//! From CommonMark's events to prose: what each mark means, what is refused, and where every word was written.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::base::limits::MARKUP_DEPTH;
use crate::base::source::Span;
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::messages::{self, Markup};

use super::binding::{Binding, Form};
use super::{Inline, Prose, ProseBlock, ProseKind};

/// Stands before a label while CommonMark reads it.
pub(super) const GUARD: &str = ";";

/// What stands before the tag of a language where a link has its address.
const LANGUAGE: &str = "sprak:";

/// A language's tag with its region, `en-GB`: two or three small letters, and two capitals (BCP 47). Languages that are
/// often cited get the region that proofing tools know them by.
fn language(tag: &str) -> Option<String> {
    let (language, region) = tag.split_once('-').map_or((tag, None), |(language, region)| (language, Some(region)));
    let letters = |text: &str, lengths: std::ops::RangeInclusive<usize>, of: fn(&u8) -> bool| {
        lengths.contains(&text.len()) && text.as_bytes().iter().all(of)
    };
    let known = letters(language, 2..=3, u8::is_ascii_lowercase)
        && region.is_none_or(|region| letters(region, 2..=2, u8::is_ascii_uppercase));
    let usual = match language {
        "da" => "DK",
        "de" => "DE",
        "en" => "GB",
        "es" => "ES",
        "fi" => "FI",
        "fr" => "FR",
        "nb" => "NO",
        _ => "",
    };
    let region = region.unwrap_or(usual);
    known.then(|| if region.is_empty() { language.to_owned() } else { format!("{language}-{region}") })
}

impl Prose {
    /// Reads text of any length.
    pub fn read(written: &SourceText, found: &mut Vec<Diagnostic>) -> Self {
        Prose { blocks: Builder::new(written, 0, found).run(&written.text) }
    }

    /// Reads a label or a cell: one line of words, in which a leading `+`, `>` or `1.` means itself. Text of several
    /// lines is read as [`Prose::read`] does.
    pub fn read_label(written: &SourceText, found: &mut Vec<Diagnostic>) -> Self {
        if written.trimmed().contains('\n') {
            return Prose::read(written, found);
        }
        // A character before the text keeps CommonMark from taking its beginning for the mark of a list or a quote.
        let guarded = format!("{GUARD}{}", written.trimmed());
        let lead = written.text.len() - written.text.trim_start().len();
        Prose { blocks: Builder::new(written, lead, found).guarded().run(&guarded) }
    }
}

/// An element that is open while the events come.
enum Frame {
    Root(Vec<ProseBlock>),
    Heading(Range<usize>),
    Paragraph(Range<usize>),
    /// Words that stand directly in a tight list's item.
    Item(Vec<ProseBlock>),
    List(Option<u64>, Vec<Vec<ProseBlock>>, Range<usize>),
    Emphasis,
    Strong,
    Link(String),
    Language(String),
    /// Something that is not carried: its words go to what holds it.
    Dropped,
}

pub(super) struct Builder<'a> {
    written: &'a SourceText,
    /// What to add to an offset in the read text to get one in the written text.
    lead: usize,
    guard: usize,
    found: &'a mut Vec<Diagnostic>,
    frames: Vec<Frame>,
    /// The words of each open element that holds words.
    words: Vec<Vec<Inline>>,
    /// Whether something was nested too deep.
    deep: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(written: &'a SourceText, lead: usize, found: &'a mut Vec<Diagnostic>) -> Self {
        let (frames, words) = (vec![Frame::Root(Vec::new())], vec![Vec::new()]);
        Builder { written, lead, guard: 0, found, frames, words, deep: false }
    }

    pub(super) fn guarded(mut self) -> Self {
        self.guard = GUARD.len();
        self
    }

    fn place(&self, range: &Range<usize>) -> Span {
        let shift = |at: usize| (at.saturating_sub(self.guard) + self.lead).min(self.written.text.len());
        self.written.at(shift(range.start)..shift(range.end))
    }

    pub(super) fn run(mut self, text: &str) -> Vec<ProseBlock> {
        for (event, range) in Parser::new_ext(text, Options::ENABLE_OLD_FOOTNOTES).into_offset_iter() {
            self.event(event, range);
        }
        let end = text.len()..text.len();
        self.flush(&end);
        match self.frames.into_iter().next() {
            Some(Frame::Root(blocks)) => blocks,
            _ => Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(text) => {
                self.unsupported(&range, Markup::Code);
                self.text(&text, &range);
            }
            Event::InlineHtml(text) | Event::Html(text) => {
                self.unsupported(&range, Markup::Html);
                self.text(text.trim_end(), &range);
            }
            Event::FootnoteReference(id) => {
                let mark = Inline::Note(id.to_string(), self.place(&range));
                self.push(mark);
            }
            Event::SoftBreak => {
                let space = Inline::Text(" ".to_owned(), self.place(&range));
                self.push(space);
            }
            Event::HardBreak => self.push(Inline::Break),
            Event::Rule => self.unsupported(&range, Markup::Rule),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, &range),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let frame = match tag {
            Tag::Paragraph => Frame::Paragraph(range),
            Tag::Heading { level, .. } => {
                if level != HeadingLevel::H1 {
                    self.unsupported(&range, Markup::Subheading);
                }
                Frame::Heading(range)
            }
            Tag::List(start) if self.depth() < MARKUP_DEPTH => {
                self.flush(&range);
                Frame::List(start, Vec::new(), range)
            }
            Tag::Item if matches!(self.frames.last(), Some(Frame::List(..))) => Frame::Item(Vec::new()),
            Tag::Emphasis if self.depth() < MARKUP_DEPTH => Frame::Emphasis,
            Tag::Strong if self.depth() < MARKUP_DEPTH => Frame::Strong,
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, &range),
            Tag::Image { .. } => self.dropped(&range, Markup::Image),
            Tag::BlockQuote(_) => self.dropped(&range, Markup::Quote),
            Tag::CodeBlock(_) => self.dropped(&range, Markup::CodeBlock),
            Tag::HtmlBlock => Frame::Dropped,
            Tag::FootnoteDefinition(_) => self.dropped(&range, Markup::NoteText),
            Tag::List(_) | Tag::Item | Tag::Emphasis | Tag::Strong => self.too_deep(&range),
            _ => self.dropped(&range, Markup::Other),
        };
        if !matches!(frame, Frame::Dropped | Frame::List(..)) {
            self.words.push(Vec::new());
        }
        self.frames.push(frame);
    }

    fn depth(&self) -> usize {
        self.frames.len()
    }

    fn link(&mut self, kind: LinkType, url: &str, range: &Range<usize>) -> Frame {
        if let Some(tag) = url.strip_prefix(LANGUAGE) {
            return match language(tag) {
                Some(tag) if self.depth() < MARKUP_DEPTH => Frame::Language(tag),
                Some(_) => self.too_deep(range),
                None => {
                    let place = self.place(range);
                    self.found.push(messages::language_tag(place, tag));
                    Frame::Dropped
                }
            };
        }
        let url = if kind == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
        let web = ["https://", "http://", "mailto:"].iter().any(|scheme| {
            url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
        });
        let clean = url.bytes().all(|b| b > b' ' && b != 0x7f && !b"<>\"{}|\\^`".contains(&b));
        if !web || !clean {
            return self.dropped(range, Markup::Link);
        }
        if self.depth() < MARKUP_DEPTH { Frame::Link(url) } else { self.too_deep(range) }
    }

    /// Leaves out what is nested too deep, and tells it once for the text.
    fn too_deep(&mut self, range: &Range<usize>) -> Frame {
        if !std::mem::replace(&mut self.deep, true) {
            let place = self.place(range);
            self.found.push(messages::nested_too_deep(place, MARKUP_DEPTH / 2));
        }
        Frame::Dropped
    }

    fn dropped(&mut self, range: &Range<usize>, what: Markup) -> Frame {
        self.unsupported(range, what);
        Frame::Dropped
    }

    fn unsupported(&mut self, range: &Range<usize>, what: Markup) {
        let place = self.place(range);
        self.found.push(messages::unsupported_markup(place, what));
    }

    fn end(&mut self, tag: TagEnd) {
        let Some(frame) = self.frames.pop() else { return };
        match frame {
            Frame::Dropped => {
                if matches!(tag, TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::BlockQuote(_)) {
                    self.flush(&(0..0));
                }
            }
            Frame::Root(_) => self.frames.push(frame),
            Frame::Heading(range) => self.block(&range, ProseKind::Heading),
            Frame::Paragraph(range) => self.block(&range, ProseKind::Paragraph),
            Frame::Item(blocks) => {
                self.frames.push(Frame::Item(blocks));
                self.flush(&(0..0));
                self.words.pop();
                if let (Some(Frame::Item(blocks)), Some(Frame::List(_, items, _))) =
                    (self.frames.pop(), self.frames.last_mut())
                {
                    // An item without words says nothing, and only one of the files could show that.
                    items.extend((!blocks.is_empty()).then_some(blocks));
                }
            }
            Frame::List(_, items, _) if items.is_empty() => {}
            Frame::List(start, items, range) => {
                let place = self.place(&range);
                self.add(ProseBlock { kind: ProseKind::List { start, items }, place });
            }
            Frame::Emphasis => self.close(Inline::Emphasis),
            Frame::Strong => self.close(Inline::Strong),
            Frame::Link(url) => self.close(|words| Inline::Link(url, words)),
            Frame::Language(tag) => self.close(|words| Inline::Language(tag, words)),
        }
    }

    fn close(&mut self, wrap: impl FnOnce(Vec<Inline>) -> Inline) {
        let words = self.words.pop().unwrap_or_default();
        if !words.is_empty() {
            self.push(wrap(words));
        }
    }

    /// Ends a paragraph or heading.
    fn block(&mut self, range: &Range<usize>, kind: impl FnOnce(Vec<Inline>) -> ProseKind) {
        let words = self.words.pop().unwrap_or_default();
        if !words.iter().all(is_blank) {
            let words = self.bind(words);
            let place = self.place(range);
            self.add(ProseBlock { kind: kind(words), place });
        }
    }

    /// Makes a paragraph of words that stand directly in an item or between blocks.
    fn flush(&mut self, range: &Range<usize>) {
        let holds_blocks = matches!(self.frames.last(), Some(Frame::Root(_) | Frame::Item(_)));
        let Some(words) = self.words.last_mut().filter(|_| holds_blocks) else { return };
        let words = std::mem::take(words);
        if words.iter().all(is_blank) {
            return;
        }
        let words = self.bind(words);
        let place = super::first_place(&words).unwrap_or_else(|| self.place(range));
        self.add(ProseBlock { kind: ProseKind::Paragraph(words), place });
    }

    /// Takes the bound figures, `{{address}}`, out of the words around them.
    fn bind(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut all = Vec::with_capacity(inlines.len());
        for inline in joined(inlines) {
            match inline {
                Inline::Text(words, place) if words.contains("{{") => self.figures(&words, place, &mut all),
                Inline::Emphasis(inner) => all.push(Inline::Emphasis(self.bind(inner))),
                Inline::Strong(inner) => all.push(Inline::Strong(self.bind(inner))),
                Inline::Link(url, inner) => all.push(Inline::Link(url, self.bind(inner))),
                Inline::Language(tag, inner) => all.push(Inline::Language(tag, self.bind(inner))),
                other => all.push(other),
            }
        }
        all
    }

    fn figures(&mut self, words: &str, place: Span, all: &mut Vec<Inline>) {
        let part = |range: Range<usize>| if exact(words, place) { within(place, &range) } else { place };
        let mut from = 0;
        while let Some(open) = words[from..].find("{{").map(|at| from + at) {
            let close = words[open..].find("}}").map(|at| open + at);
            let here = part(open..close.map_or(words.len(), |close| close + 2));
            let Some(close) = close else {
                self.found.push(messages::binding_open(here));
                break;
            };
            if from < open {
                all.push(Inline::Text(words[from..open].to_owned(), part(from..open)));
            }
            match Binding::read(&words[open + 2..close]) {
                Ok(binding) => all.push(Inline::Figure(binding, here)),
                Err(form) => {
                    self.found.push(messages::binding_form(here, &form, Form::WORDS.iter().map(|(word, _)| *word)));
                    all.push(Inline::Text(words[open..close + 2].to_owned(), here));
                }
            }
            from = close + 2;
        }
        if from < words.len() {
            all.push(Inline::Text(words[from..].to_owned(), part(from..words.len())));
        }
    }

    fn add(&mut self, block: ProseBlock) {
        for frame in self.frames.iter_mut().rev() {
            if let Frame::Root(blocks) | Frame::Item(blocks) = frame {
                blocks.push(block);
                return;
            }
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        // The guard is none of the words.
        let guard = self.guard.saturating_sub(range.start);
        let (text, range) = (text.get(guard..).unwrap_or(text), range.start + guard..range.end);
        if !text.is_empty() {
            let inline = Inline::Text(text.replace(['\n', '\r', '\t'], " "), self.place(&range));
            self.push(inline);
        }
    }

    fn push(&mut self, inline: Inline) {
        if let Some(words) = self.words.last_mut() {
            words.push(inline);
        }
    }
}

/// Whether words stand in the file as they are.
fn exact(words: &str, place: Span) -> bool {
    place.range().len() == words.len()
}

fn within(place: Span, range: &Range<usize>) -> Span {
    Span::new(place.file, place.range().start + range.start..place.range().start + range.end)
}

/// Words that stand right after each other in the file as one run.
fn joined(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut all: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        if let (Some(Inline::Text(before, first)), Inline::Text(words, place)) = (all.last_mut(), &inline)
            && exact(before, *first)
            && exact(words, *place)
            && first.end == place.start
        {
            before.push_str(words);
            first.end = place.end;
        } else {
            all.push(inline);
        }
    }
    all
}

/// Whether words show nothing: spaces of any kind, and breaks between them. Only one of the files could show a
/// paragraph of those.
fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(words, _) => words.trim().is_empty(),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) | Inline::Language(_, inner) => {
            inner.iter().all(is_blank)
        }
        Inline::Break => true,
        Inline::Note(..) | Inline::Figure(..) => false,
    }
}
