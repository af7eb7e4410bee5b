//! Everything that people wrote, paragraph by paragraph, as plain text that knows where each of its characters stands.

use crate::report::OwnedRow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::base::amount::Amount;
use crate::base::pattern::{Pattern, pattern};
use crate::base::source::Span;
use crate::base::written::SourceText;
use crate::diagnostic::Replacement;
use crate::input::manifest::{ChartSource, MemoContent, MemoItem, PictureSpec};
use crate::input::prose::{Inline, Prose, ProseBlock, ProseKind};
use crate::input::section::{Cell, Content as CellContent};

use super::visit::Item;
use super::{Delivery, GoalNode, OwnedRisk, Report, UnitIndex};

/// What a passage is in the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A paragraph of running text.
    Paragraph,
    /// A paragraph of a list's item.
    Item,
    /// A heading of a chapter, a text, a goal, or within a text.
    Heading,
    /// The name of a row, an indicator, a risk, a control activity.
    Label,
    /// Words in a table's cell.
    Cell,
    /// How a control activity went.
    FollowUp,
    /// The text of a note.
    Note,
}

/// A paragraph, a label, a cell or a note.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    /// The unit that wrote it; `None` for the memo.
    pub(crate) unit: Option<UnitIndex>,
    /// What it is.
    pub(crate) role: Role,
    /// The heading of the chapter that it stands in; `None` for the memo.
    pub(crate) chapter: Option<Span>,
    /// The heading of the goal whose text it is; `None` for what is no goal's.
    pub(crate) goal: Option<Span>,
    /// Whether a list follows right after it.
    pub(crate) leads_list: bool,
    /// Whether all of it is stressed, as a heading is that was not meant to be one.
    pub(crate) is_stressed: bool,
    /// Its words.
    pub(crate) text: String,
    /// Where words of other languages stand in its text.
    foreign: Vec<Range<usize>>,
    /// Where a line ends that was ended on purpose.
    breaks: Vec<usize>,
    /// Where runs of its text begin, and where they were written.
    segments: Vec<(usize, Span)>,
}

impl Passage {
    /// Where the bytes `range` of the text were written; whole runs where the text does not stand in the file as it is.
    pub(crate) fn place(&self, range: Range<usize>) -> Option<Span> {
        let run = |at: usize| {
            let index = self.segments.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
            let (start, place) = self.segments[index];
            let end = self.segments.get(index + 1).map_or(self.text.len(), |(next, _)| *next);
            // Runs that stand in the file as they are can be cut at any of their characters.
            let exact = place.range().len() == end - start;
            Some((start, place, exact))
        };
        let offset = |at: usize| u32::try_from(at).unwrap_or(0);
        let (start, first, exact) = run(range.start)?;
        let from = if exact { first.start + offset(range.start - start) } else { first.start };
        let (start, last, exact) = run(range.end.saturating_sub(1).max(range.start))?;
        let to = if exact { last.start + offset(range.end - start) } else { last.end };
        Some(Span { file: first.file, start: from, end: to.max(from) })
    }

    /// `with` in the place of the bytes `range` of the text, where that stands in the file as it is.
    pub(crate) fn replaced(&self, range: Range<usize>, with: &str) -> Option<Replacement> {
        let place = self.place(range.clone()).filter(|place| place.range().len() == range.len())?;
        Some(Replacement { place, was: self.text.get(range)?.to_owned(), with: with.to_owned() })
    }

    /// Whether the bytes `range` of the text are words of another language, marked as such.
    pub(crate) fn is_foreign(&self, range: &Range<usize>) -> bool {
        let at = self.foreign.partition_point(|foreign| foreign.end <= range.start);
        self.foreign.get(at).is_some_and(|foreign| foreign.start < range.end)
    }

    /// Whether a line ends within the bytes `range` of the text.
    pub(crate) fn has_break(&self, range: &Range<usize>) -> bool {
        self.breaks.iter().any(|at| range.contains(at))
    }

    /// The text after the last line that was ended on purpose.
    pub(crate) fn last_line(&self) -> &str {
        self.breaks.last().and_then(|at| self.text.get(*at..)).unwrap_or(&self.text)
    }

    /// Whether the bytes `range` are a line of its own above the text.
    pub(crate) fn is_lead(&self, range: &Range<usize>) -> bool {
        range.start == 0 && self.breaks.first().is_some_and(|at| range.end == at + 1)
    }

    /// The sentences of the text, of which none goes beyond the end of a line that was ended on purpose.
    pub(crate) fn sentences(&self) -> Vec<Range<usize>> {
        let mut all = Vec::new();
        let mut from = 0;
        for to in self.breaks.iter().map(|at| at + 1).chain([self.text.len()]) {
            let of_line = sentences(self.text.get(from..to).unwrap_or_default()).into_iter();
            all.extend(of_line.map(|sentence| sentence.start + from..sentence.end + from));
            from = to;
        }
        all
    }

    /// Whether it is part of running text rather than of a table or a note.
    pub(crate) fn is_running(&self) -> bool {
        matches!(self.role, Role::Paragraph | Role::Item)
    }

    /// Where the whole passage was written.
    pub(crate) fn whole(&self) -> Option<Span> {
        self.place(0..self.text.len())
    }

    /// Where the last characters of the passage were written.
    pub(crate) fn end(&self) -> Option<Span> {
        let start = self.text.trim_end().char_indices().next_back().map_or(0, |(at, _)| at);
        self.place(start..self.text.trim_end().len())
    }
}

/// The sentences of a text: up to a mark that white space and something other than a small letter follow.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '!', '?']) {
        let rest = text[at + 1..].trim_start_matches(['"', '”', ')']);
        let next = rest.trim_start();
        if next.len() < rest.len() && !next.starts_with(char::is_lowercase) && at >= start {
            let end = text.len() - next.len();
            all.push(start..end);
            start = end;
        }
    }
    all.push(start..text.len());
    all.retain(|sentence| !text[sentence.clone()].trim().is_empty());
    all
}

/// Collects passages.
struct Collector {
    all: Vec<Passage>,
    unit: Option<UnitIndex>,
    chapter: Option<Span>,
    goal: Option<Span>,
    /// Headings that have been collected: a unit's name may head several texts.
    headings: BTreeSet<Span>,
}

/// Every passage of the report: memo, narratives, goals, tables, risks, notes.
pub(crate) fn passages(report: &Report) -> Vec<Passage> {
    let mut collector = Collector { all: Vec::new(), unit: None, chapter: None, goal: None, headings: BTreeSet::new() };
    for section in report.manifest.memo.iter().flat_map(|memo| &memo.sections) {
        section.heading.iter().for_each(|heading| collector.heading(heading));
        match &section.content {
            MemoContent::Text(text) => collector.prose(text, Role::Paragraph),
            MemoContent::Items { items, .. } => {
                items.iter().filter_map(MemoItem::text).for_each(|item| collector.prose(item, Role::Item));
            }
            MemoContent::Signatures(_) | MemoContent::Dispatch(_) => {}
        }
    }
    report.walk(&mut |item| match item {
        Item::Chapter(chapter) => {
            collector.unit = None;
            collector.chapter = Some(chapter.heading.place);
            collector.heading(&chapter.heading);
        }
        Item::Part(part) => {
            collector.unit = part.unit;
            part.heading.iter().for_each(|heading| collector.heading(heading));
            part.text.delivered().into_iter().for_each(|text| collector.prose(&text.text, Role::Paragraph));
        }
        Item::Row(_, row) => row.delivered().into_iter().for_each(|owned| collector.row(owned)),
        Item::Goal(goal) => collector.goal(goal),
        Item::Risk(_, risk) => collector.risk(risk),
        Item::Table(table) => {
            collector.unit = None;
            table.below.text.iter().for_each(|text| collector.prose(text, Role::Paragraph));
        }
    });
    (collector.unit, collector.chapter) = (None, None);
    for chart in report.shown_charts() {
        collector.heading(&chart.title);
        match &chart.source {
            ChartSource::Picture(PictureSpec { alt, .. }) => alt.iter().for_each(|alt| collector.heading(alt)),
            ChartSource::Organisation(lines, _) => lines.iter().for_each(|line| collector.heading(&line.words)),
            ChartSource::Numbers(..)
            | ChartSource::Table { .. }
            | ChartSource::Risks
            | ChartSource::Goals { .. }
            | ChartSource::Unknown => chart.bound().into_iter().for_each(|words| collector.heading(words)),
        }
        chart.below.text.iter().for_each(|text| collector.prose(text, Role::Paragraph));
    }
    for (unit, notes) in UnitIndex::each(&report.notes) {
        collector.unit = Some(unit);
        notes.iter().for_each(|note| collector.prose(&note.text, Role::Note));
    }
    collector.all
}

/// The passage of words that are one line: a name.
pub(crate) fn of_name(name: &Prose) -> Option<Passage> {
    of_prose(name, None, Role::Label).into_iter().next()
}

/// The headings of a text, each with its level and where it stands among the blocks.
pub(crate) fn headings(text: &Prose) -> impl Iterator<Item = (usize, u8, Passage)> {
    text.blocks.iter().enumerate().filter_map(|(at, block)| match &block.kind {
        ProseKind::Heading(level, _) => {
            let alone = Prose { blocks: vec![block.clone()] };
            Some((at, *level, of_prose(&alone, None, Role::Heading).into_iter().next()?))
        }
        ProseKind::Paragraph(_) | ProseKind::Quote(_) | ProseKind::List { .. } => None,
    })
}

/// The passages of one text.
pub(crate) fn of_prose(prose: &Prose, unit: Option<UnitIndex>, role: Role) -> Vec<Passage> {
    let mut collector = Collector { all: Vec::new(), unit, chapter: None, goal: None, headings: BTreeSet::new() };
    collector.prose(prose, role);
    collector.all
}

impl Collector {
    fn heading(&mut self, heading: &SourceText) {
        let (text, place) = (heading.text.clone(), heading.at(0..heading.text.len()));
        if !text.trim().is_empty() && self.headings.insert(place) {
            let segments = vec![(0, place)];
            let (unit, role) = (self.unit, Role::Heading);
            self.all.push(Passage {
                unit,
                role,
                chapter: self.chapter,
                goal: None,
                leads_list: false,
                is_stressed: false,
                text,
                foreign: Vec::new(),
                breaks: Vec::new(),
                segments,
            });
        }
    }

    fn row(&mut self, owned: &OwnedRow) {
        self.unit = owned.unit;
        // What is taken from another table is read there.
        if owned.made.as_ref().is_none_or(|made| made.named) {
            self.prose(&owned.row.name, Role::Label);
        }
        if owned.made.is_none() {
            self.cells(&owned.cells);
            owned.row.comment.iter().for_each(|comment| self.prose(&comment.value, Role::Paragraph));
        }
    }

    fn goal(&mut self, node: &GoalNode) {
        self.unit = None;
        self.heading(&node.heading);
        self.goal = Some(node.heading.place);
        for owned in node.delivered() {
            self.unit = Some(owned.unit);
            owned.goal.grounds.iter().for_each(|text| self.prose(text, Role::Paragraph));
            owned.goal.text.iter().for_each(|text| self.prose(text, Role::Paragraph));
            for (indicator, cells) in owned.indicators().chain(owned.activities()) {
                self.prose(&indicator.name, Role::Label);
                self.cells(cells);
                indicator.comment.iter().for_each(|comment| self.prose(&comment.value, Role::Paragraph));
            }
        }
        self.goal = None;
    }

    fn risk(&mut self, owned: &OwnedRisk) {
        let Delivery::Delivered(risk) = &owned.risk else { return };
        self.unit = owned.unit;
        risk.category.iter().for_each(|category| self.prose(category, Role::Cell));
        self.prose(&risk.name, Role::Label);
        risk.introduction.iter().for_each(|text| self.prose(text, Role::Paragraph));
        risk.own.iter().for_each(|(_, text)| self.prose(text, Role::Paragraph));
        for activity in &risk.activities {
            self.prose(&activity.text, Role::Label);
            activity.owner.iter().for_each(|owner| self.prose(owner, Role::Label));
            activity.follow_up.iter().for_each(|text| self.prose(text, Role::FollowUp));
            activity.own.iter().for_each(|(_, text)| self.prose(text, Role::Paragraph));
        }
    }

    fn cells(&mut self, cells: &[Option<Cell>]) {
        for cell in cells.iter().flatten() {
            if let CellContent::Words(words) = &cell.content {
                self.prose(words, Role::Cell);
            }
        }
    }

    fn prose(&mut self, prose: &Prose, role: Role) {
        self.blocks(&prose.blocks, role);
    }

    fn blocks(&mut self, blocks: &[ProseBlock], role: Role) {
        for (at, block) in blocks.iter().enumerate() {
            match &block.kind {
                ProseKind::Heading(_, inlines) => self.inlines(inlines, Role::Heading, false),
                ProseKind::Quote(inlines) => self.inlines(inlines, role, false),
                ProseKind::Paragraph(inlines) => {
                    let next = blocks.get(at + 1).map(|next| &next.kind);
                    self.inlines(inlines, role, matches!(next, Some(ProseKind::List { .. })));
                }
                ProseKind::List { items, .. } => {
                    let role = if role == Role::Paragraph { Role::Item } else { role };
                    items.iter().for_each(|item| self.blocks(item, role));
                }
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline], role: Role, leads_list: bool) {
        let (unit, chapter, text, segments) = (self.unit, self.chapter, String::new(), Vec::new());
        let is_stressed = inlines.iter().all(|inline| match inline {
            Inline::Emphasis(_) | Inline::Strong(_) | Inline::Break | Inline::Note(..) => true,
            Inline::Text(words, _) => words.trim().is_empty(),
            Inline::Link(..) | Inline::Language(..) | Inline::Figure(..) => false,
        });
        let mut passage = Passage {
            unit,
            role,
            chapter,
            goal: self.goal,
            leads_list,
            is_stressed,
            text,
            foreign: Vec::new(),
            breaks: Vec::new(),
            segments,
        };
        push(inlines, &mut passage);
        if !passage.text.trim().is_empty() && !passage.segments.is_empty() {
            self.all.push(passage);
        }
    }
}

fn push(inlines: &[Inline], passage: &mut Passage) {
    for inline in inlines {
        match inline {
            Inline::Text(words, place) => {
                passage.segments.push((passage.text.len(), *place));
                passage.text.push_str(words);
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => push(inner, passage),
            Inline::Language(_, inner) => {
                let start = passage.text.len();
                push(inner, passage);
                passage.foreign.push(start..passage.text.len());
            }
            // A bound figure is right by itself; what stands for it is no figure.
            Inline::Figure(_, place) => {
                passage.segments.push((passage.text.len(), *place));
                passage.text.push('…');
            }
            Inline::Break => {
                passage.breaks.push(passage.text.len());
                passage.text.push(' ');
            }
            Inline::Note(..) => {}
        }
    }
}

/// Where text names a figure, in any grouping: the place, the words around it, and the figure as it stands there.
/// `share` asks for figures in per cent, or for those that are not.
pub fn mentions(report: &Report, amount: Amount, share: Option<bool>) -> Vec<(Span, String, String)> {
    let mut found = Vec::new();
    let is_text = |passage: &&Passage| passage.is_running() || matches!(passage.role, Role::FollowUp | Role::Note);
    for passage in passages(report).iter().filter(is_text) {
        for (range, written) in figures_in(&passage.text, amount, share) {
            if let Some(place) = passage.place(range.clone()) {
                found.push((place, around(&passage.text, range), written));
            }
        }
    }
    found
}

/// Where words hold a figure, whatever its sign, and how it is written there; with its per cent sign where it has one.
pub fn figures_in(words: &str, amount: Amount, share: Option<bool>) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for hit in FIGURE.find_iter(words) {
        let same = hit.as_str().parse::<Amount>().is_ok_and(|other| other.value().abs() == amount.value().abs());
        let sign = PER_CENT.find(&words[hit.end()..]).map(|sign| sign.as_str());
        if same && share.is_none_or(|share| share == sign.is_some()) {
            found.push((hit.range(), format!("{}{}", hit.as_str(), sign.unwrap_or(""))));
        }
    }
    found
}

/// A figure in running text, with the spaces between its thousands.
static FIGURE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"[−–-]?(?:\d{1,3}(?:[ \x{a0}]\d{3})+|\d+)(?:,\d+)?"));

/// What stands behind a figure in per cent.
static PER_CENT: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[ \x{a0}]?(?:%|procent\b)"));

/// A few words before and after a range.
fn around(text: &str, range: std::ops::Range<usize>) -> String {
    let before: Vec<&str> = text[..range.start].split_whitespace().rev().take(4).collect();
    let after: Vec<&str> = text[range.end..].split_whitespace().take(4).collect();
    let before: Vec<&str> = before.into_iter().rev().collect();
    format!("… {} {} {} …", before.join(" "), &text[range], after.join(" "))
}
