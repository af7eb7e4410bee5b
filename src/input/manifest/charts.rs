//! `[[diagram]]`: a chart that chapters may show, drawn from the report's own figures. `[[bild]]`: a photograph or a
//! drawing from a file, which they show in the same ways.

use std::sync::Arc;

use crate::base::ids::ChartId;
use crate::base::image::Image;
use crate::base::source::{Spanned, is_inside};
use crate::base::written::SourceText;
use crate::input::decode::Fields;
use crate::input::messages;
use crate::model::charts::{OrganisationForm, Side};

use super::aside::{Aside, SIDES};
use super::tables::Below;

/// A chart as the manifest asks for it.
#[derive(Debug, Clone)]
pub struct ChartSpec {
    /// Its id, which chapters name.
    pub id: Spanned<ChartId>,
    /// The line above it; without words where there is none.
    pub title: SourceText,
    /// What it shows.
    pub source: ChartSource,
    /// What stands below it.
    pub below: Below,
    /// Where it stands beside what follows it.
    pub aside: Option<Aside>,
}

impl ChartSpec {
    /// Whether it is a photograph or a drawing.
    pub fn is_picture(&self) -> bool {
        matches!(self.source, ChartSource::Picture(_))
    }

    /// Its words in which figures can be bound: those of boxes, and of a line across the chart.
    pub fn bound(&self) -> Vec<&SourceText> {
        match &self.source {
            ChartSource::Numbers(boxes, _) => boxes.iter().flat_map(|it| [&it.figure, &it.words]).collect(),
            ChartSource::Table { target: Some(target), .. } => {
                [&target.figure].into_iter().chain(&target.words).collect()
            }
            ChartSource::Table { target: None, .. }
            | ChartSource::Risks
            | ChartSource::Goals { .. }
            | ChartSource::Organisation(..)
            | ChartSource::Picture(_)
            | ChartSource::Unknown => Vec::new(),
        }
    }
}

/// Where a chart's figures come from.
#[derive(Debug, Clone)]
pub enum ChartSource {
    /// Figures of a finance table, as bars or lines.
    Table {
        /// What they are drawn as.
        form: ChartForm,
        /// Whether each row is a bar or a line of its own, rather than each column; if not said, the figures decide.
        by_row: Option<bool>,
        /// The table.
        table: Spanned<String>,
        /// Its columns by id.
        columns: Vec<Spanned<String>>,
        /// Its rows, `row` or `unit/row`; empty for all that are no sums.
        rows: Vec<Spanned<String>>,
        /// Whether figures below zero are shown by their size: costs that the table has with a minus.
        unsigned: bool,
        /// A line across the chart; a circle has none.
        target: Option<TargetSpec>,
        /// The column or the row that is a line above bars that stand.
        line: Option<Spanned<String>>,
    },
    /// The risks of the internal-control table, by likelihood and consequence.
    Risks,
    /// The indicators of each goal of a level of the tree that reach their targets.
    Goals {
        /// The level, from 0.
        depth: usize,
    },
    /// Who belongs to whom, or steps with what is done in each: lines that are indented below the one they belong to.
    Organisation(Vec<OrganisationLine>, OrganisationForm),
    /// Key figures, each in a box, and whether those have a ground of a colour.
    Numbers(Vec<NumberSpec>, bool),
    /// A photograph or a drawing.
    Picture(PictureSpec),
    /// One whose kind is not known, which has been told.
    Unknown,
}

/// A line across a chart that its figures are compared with.
#[derive(Debug, Clone)]
pub struct TargetSpec {
    /// Its figure, as words or bound to a table's.
    pub figure: SourceText,
    /// What it is, `Mål` if not said.
    pub words: Option<SourceText>,
}

/// What a table's figures are drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartForm {
    /// Bars from the left to the right, beside each other.
    Bars,
    /// The same, each group as one bar of parts.
    Stacked,
    /// Bars from below.
    Standing,
    /// The same, each group as one bar of parts.
    StandingStacked,
    /// Lines.
    Lines,
    /// Slices of a circle.
    Pie,
    /// Slices of a ring, with their sum in the middle.
    Ring,
    /// Bars to both sides of the names of their groups.
    Pyramid,
    /// Steps from one figure to another.
    Waterfall,
}

impl ChartForm {
    /// Whether it shows parts of a whole, of which none can be below zero.
    pub fn is_of_parts(self) -> bool {
        matches!(
            self,
            ChartForm::Stacked | ChartForm::StandingStacked | ChartForm::Pie | ChartForm::Ring | ChartForm::Pyramid
        )
    }
}

/// A line of an organisation.
#[derive(Debug, Clone)]
pub struct OrganisationLine {
    /// How many lines it belongs to, one below the other, from 0.
    pub depth: usize,
    /// Its words.
    pub words: SourceText,
}

/// A key figure in a box.
#[derive(Debug, Clone)]
pub struct NumberSpec {
    /// The figure with its unit, as words or bound to a table's.
    pub figure: SourceText,
    /// What it is.
    pub words: SourceText,
}

/// A photograph or a drawing as the manifest asks for it.
#[derive(Debug, Clone)]
pub struct PictureSpec {
    /// The path of its file in the report's folder.
    pub file: SourceText,
    /// What it shows, for those who do not see it; `None` where it is decoration.
    pub alt: Option<SourceText>,
    /// How much of the column's width it takes, in per cent.
    pub share: Option<u32>,
    /// At which side of the text that follows it stands.
    pub beside: Option<Side>,
    /// What the file holds; `None` where it cannot be shown.
    pub image: Option<Arc<Image>>,
}

#[derive(Clone, Copy)]
enum KindWord {
    Bars,
    Lines,
    Pie,
    Ring,
    Pyramid,
    Waterfall,
    RiskMatrix,
    Fulfilment,
    Organisation,
    Steps,
    Numbers,
}

const KINDS: &[(&str, KindWord)] = &[
    ("staplar", KindWord::Bars),
    ("linje", KindWord::Lines),
    ("cirkel", KindWord::Pie),
    ("ring", KindWord::Ring),
    ("pyramid", KindWord::Pyramid),
    ("vattenfall", KindWord::Waterfall),
    ("riskmatris", KindWord::RiskMatrix),
    ("maluppfyllelse", KindWord::Fulfilment),
    ("organisation", KindWord::Organisation),
    ("process", KindWord::Steps),
    ("nyckeltal", KindWord::Numbers),
];

/// Deepest level of the goal tree.
const MAX_LEVELS: u32 = 4;

/// The charts and the pictures of a manifest, and the ids of those that cannot be read.
pub(super) fn all(fields: &Fields<'_, '_>) -> (Vec<ChartSpec>, Vec<String>) {
    let (mut all, mut unread) = (Vec::new(), Vec::new());
    let charts = fields.tables("diagram").into_iter().map(|table| (table.peek("id"), chart(table)));
    let pictures = fields.tables("bild").into_iter().map(|table| (table.peek("id"), picture(table)));
    for (id, spec) in charts.chain(pictures) {
        match spec {
            Some(spec) => all.push(spec),
            None => unread.extend(id),
        }
    }
    (all, unread)
}

fn chart(fields: Fields<'_, '_>) -> Option<ChartSpec> {
    let id: Option<Spanned<ChartId>> = fields.required_id("id");
    let kind = fields.word("slag", KINDS);
    let title = match kind.as_ref().map(|kind| kind.value) {
        // What stands in the boxes says what it is.
        Some(KindWord::Organisation | KindWord::Steps | KindWord::Numbers) => {
            let (title, place) = (fields.line("rubrik"), fields.place());
            title.or((!fields.has("rubrik")).then(|| SourceText::plain(place.file, place.range(), "")))
        }
        _ => fields.required_line("rubrik"),
    };
    if !fields.has("slag") {
        fields.report(messages::missing_key(fields.place(), "slag"));
    }
    let source = match kind.map(|kind| kind.value) {
        Some(KindWord::Bars) => {
            // A line has its place above bars that stand.
            let direction = fields.word("riktning", DIRECTIONS);
            let standing = direction.as_ref().map_or(fields.has("linje"), |standing| standing.value);
            if let Some(level) = direction.filter(|_| fields.has("linje") && !standing) {
                fields.report(messages::line_over_level_bars(level.place));
            }
            let stacked = fields.flag("staplade") == Some(true);
            let form = match (standing, stacked) {
                (false, false) => ChartForm::Bars,
                (false, true) => ChartForm::Stacked,
                (true, false) => ChartForm::Standing,
                (true, true) => ChartForm::StandingStacked,
            };
            of_table(&fields, form)
        }
        Some(KindWord::Lines) => of_table(&fields, ChartForm::Lines),
        Some(KindWord::Pie) => of_table(&fields, ChartForm::Pie),
        Some(KindWord::Ring) => of_table(&fields, ChartForm::Ring),
        Some(KindWord::Pyramid) => of_table(&fields, ChartForm::Pyramid),
        Some(KindWord::Waterfall) => of_table(&fields, ChartForm::Waterfall),
        Some(KindWord::RiskMatrix) => Some(ChartSource::Risks),
        Some(KindWord::Fulfilment) => {
            let level = fields.integer("niva", 1, MAX_LEVELS).map_or(1, |level| level.value);
            Some(ChartSource::Goals { depth: level as usize - 1 })
        }
        Some(kind @ (KindWord::Organisation | KindWord::Steps)) => {
            let is_steps = matches!(kind, KindWord::Steps);
            let form = match (is_steps, fields.word("riktning", DIRECTIONS).map(|standing| standing.value)) {
                (true, Some(true)) => OrganisationForm::Below,
                (true, Some(false) | None) => OrganisationForm::Steps,
                (false, Some(false)) => OrganisationForm::Sideways,
                (false, Some(true) | None) => OrganisationForm::Tree,
            };
            if !fields.has("text") {
                fields.report(messages::missing_key(fields.place(), "text"));
            }
            fields.line("text").map(|text| ChartSource::Organisation(organisation(&text), form))
        }
        Some(KindWord::Numbers) => {
            let filled = fields.flag("fyllda") == Some(true);
            numbers(&fields).map(|boxes| ChartSource::Numbers(boxes, filled))
        }
        // Which other keys there may be is not known; those that are there have been told enough about.
        None => {
            let (source, below) = (ChartSource::Unknown, Below::default());
            return Some(ChartSpec { id: id?, title: title?, source, below, aside: None });
        }
    };
    let (below, aside) = (Below::read(&fields), Aside::read(&fields));
    fields.finish();
    Some(ChartSpec { id: id?, title: title?, source: source?, below, aside })
}

/// The boxes of key figures.
fn numbers(fields: &Fields<'_, '_>) -> Option<Vec<NumberSpec>> {
    let boxes = fields.tables("rutor");
    if !fields.has("rutor") {
        fields.report(messages::missing_key(fields.place(), "rutor"));
        return None;
    }
    let read = |entry: Fields<'_, '_>| {
        let (figure, words) = (entry.required_heading("tal"), entry.required_heading("text"));
        entry.finish();
        Some(NumberSpec { figure: figure?, words: words? })
    };
    Some(boxes.into_iter().filter_map(read).collect())
}

/// The lines of an organisation, each below the last one before it that is indented less. A dash before the words is
/// no part of them.
fn organisation(text: &SourceText) -> Vec<OrganisationLine> {
    let (mut lines, mut above, mut start): (Vec<OrganisationLine>, Vec<usize>, usize) = (Vec::new(), Vec::new(), 0);
    for line in text.text.split_inclusive('\n') {
        let words = line.trim();
        let words = words.strip_prefix(['-', '–', '*', '•']).map_or(words, str::trim_start);
        if !words.is_empty() {
            let indent = line.len() - line.trim_start().len();
            above.retain(|other| *other < indent);
            let from = start + line.find(words).unwrap_or(0);
            let place = text.at(from..from + words.len());
            let words = SourceText::plain(place.file, place.range(), words);
            lines.push(OrganisationLine { depth: above.len(), words });
            above.push(indent);
        }
        start += line.len();
    }
    lines
}

/// `[[bild]]`.
fn picture(fields: Fields<'_, '_>) -> Option<ChartSpec> {
    let (id, file): (Option<Spanned<ChartId>>, _) = (fields.required_id("id"), fields.required_line("fil"));
    let outside = file.as_ref().filter(|file| !is_inside(&file.text));
    if let Some(file) = outside {
        fields.report(messages::path_outside(file.place, &file.text));
    }
    let is_decoration = fields.flag("dekor") == Some(true);
    let words = ["bildtext", "alternativtext"].map(|key| fields.line(key));
    let words = words.map(|words| words.filter(|words| !words.trimmed().is_empty()));
    let place = fields.place();
    match &words {
        [None, None] if is_decoration => {}
        [title, alt] if is_decoration => {
            let of = title.as_ref().or(alt.as_ref()).map_or(place, |words| words.place);
            fields.report(messages::picture_decoration(of));
        }
        [_, None] => fields.report(messages::picture_without_words(place)),
        // An empty one is none, said so.
        [None, Some(_)] if !fields.has("bildtext") => fields.report(messages::missing_key(place, "bildtext")),
        [None, Some(_)] => {}
        [Some(_), Some(_)] => {}
    }
    let beside = fields.word("bredvid", SIDES).map(|side| side.value);
    let most = if beside.is_some() { WIDEST_BESIDE } else { 100 };
    let share = fields.integer("bredd", LEAST_SHARE, most).map(|share| share.value);
    let (said, share) = (share, share.or(beside.map(|_| USUAL_BESIDE)));
    let below = Below::read(&fields);
    fields.finish();
    let [title, alt] = words;
    let title = title.unwrap_or_else(|| SourceText::plain(place.file, place.range(), ""));
    let file = file.filter(|file| is_inside(&file.text))?;
    let source = ChartSource::Picture(PictureSpec { file, alt, share, beside, image: None });
    let aside = beside.map(|side| Aside { side, share: said });
    Some(ChartSpec { id: id?, title, source, below, aside })
}

/// The least part of a column that a picture takes, in per cent.
const LEAST_SHARE: u32 = 5;

/// The most that one beside text takes, so that there is room for words, and what it takes unless it says so.
const WIDEST_BESIDE: u32 = 60;
const USUAL_BESIDE: u32 = 40;

/// What is one bar of each group, or one line: each row of the table or each of its columns.
const SERIES: &[(&str, bool)] = &[("kolumner", false), ("rader", true)];

/// From which side bars, boxes and steps come: whether they stand, or stand below each other.
const DIRECTIONS: &[(&str, bool)] = &[("liggande", false), ("staende", true)];

fn of_table(fields: &Fields<'_, '_>, form: ChartForm) -> Option<ChartSource> {
    let (table, columns) = (fields.reference("tabell"), fields.references("kolumner"));
    let rows = fields.references("rader");
    for key in ["tabell", "kolumner"] {
        if !fields.has(key) {
            fields.report(messages::missing_key(fields.place(), key));
        }
    }
    let by_row = fields.word("serier", SERIES).map(|by_row| by_row.value);
    // A step has a sign.
    let unsigned = form != ChartForm::Waterfall && fields.flag("utan_minus") == Some(true);
    // A slice has no length that a line could be compared with, nor has a step.
    let has_lengths = !matches!(form, ChartForm::Pie | ChartForm::Ring | ChartForm::Pyramid | ChartForm::Waterfall);
    let target = has_lengths.then(|| target(fields)).flatten();
    let is_bars =
        matches!(form, ChartForm::Bars | ChartForm::Stacked | ChartForm::Standing | ChartForm::StandingStacked);
    let line = is_bars.then(|| fields.reference("linje")).flatten();
    let line = line.filter(|_| matches!(form, ChartForm::Standing | ChartForm::StandingStacked));
    Some(ChartSource::Table { form, by_row, table: table?, columns, rows, unsigned, target, line })
}

/// `mallinje = "95"`, `mallinje_text = "Rikets snitt"`.
fn target(fields: &Fields<'_, '_>) -> Option<TargetSpec> {
    let words = fields.heading("mallinje_text");
    if let Some(words) = words.as_ref().filter(|_| !fields.has("mallinje")) {
        fields.report(messages::missing_key(words.place, "mallinje"));
    }
    let figure = fields.has("mallinje").then(|| fields.required_heading("mallinje")).flatten()?;
    Some(TargetSpec { figure, words })
}
