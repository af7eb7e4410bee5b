//! Charts: the strings of their figures, and the text that says all of them to those who do not see the drawing.

use std::cmp::Ordering;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::base::address::Address;
use crate::base::amount::Amount;
use crate::base::money::given_in;
use crate::base::positions::{ChartIndex, ChartSpecIndex, ColumnIndex};
use crate::base::source::Spanned;
use crate::base::swedish::listed;
use crate::base::written::SourceText;
use crate::input::manifest::{ChartForm, ChartSource, ControlSpec, NumberSpec, OrganisationLine, PictureSpec};
use crate::input::prose::binding::ReferenceKind;
use crate::input::section::Risk;
use crate::model::charts::{
    Bar, BarGroup, Bars, Chart, ChartKind, Matrix, MatrixRisk, NumberBox, Numbers, Organisation, OrganisationBox,
    OrganisationForm, OverLine, Picture, ShareRow, Shares, Step, TargetLine, Waterfall,
};
use crate::model::{Block, BlockKind, Notice, NoticeKind, ParagraphRole, Target, plain};
use crate::report::charts::{self, BarRow, Figures, Over, figure};
use crate::report::fulfilment::{Fulfilment, GoalFulfilment};
use crate::report::{FinanceTable, OwnedRow, UnitIndex};

use super::plain::{one_line, paragraph};
use super::prose::heading_words;
use super::table::step;
use super::{Lowerer, Pages};

/// What stands where a figure should, and what is said of an indicator that cannot be judged.
const MISSING: &str = "saknas";

const OPEN: &str = "går inte att bedöma";

/// How much of its column's width the picture of a signature takes, unless that is said, in per cent.
const SIGNATURE: u32 = 30;

/// What is said of figures that are shown by their size.
const UNSIGNED: &str = "utan minustecken";

/// What stands where a picture cannot be shown: its caption, what it shows, and where to look for the reason.
fn unshown(picture: &PictureSpec, caption: String) -> Vec<Block> {
    let shows = picture.alt.as_ref().map_or_else(String::new, |alt| one_line(&alt.text));
    let why = "Den går inte att visa. Kommandot underlag check . visar varför.".to_owned();
    let said = [("Bildtext: ", caption), ("Bilden visar: ", shows)].into_iter().filter(|(_, words)| !words.is_empty());
    let all = std::iter::once(why).chain(said.map(|(what, words)| what.to_owned() + &words));
    all.map(|words| paragraph(ParagraphRole::Body, words)).collect()
}

impl Lowerer<'_> {
    /// A chart that a chapter shows.
    pub(super) fn chart_asked_for(&mut self, asked: &Spanned<ChartSpecIndex>, pages: &mut Pages) {
        let report = self.report;
        let Some(spec) = asked.value.of(&report.manifest.charts) else { return };
        let title = one_line(&spec.title.text);
        let picture = if let ChartSource::Picture(picture) = &spec.source { Some(picture) } else { None };
        let kind = match charts::figures(report, spec).0 {
            Some(figures) => {
                let reference = if spec.is_picture() { ReferenceKind::Picture } else { ReferenceKind::Chart };
                self.anchors.add(reference, &spec.id.value, Target::Chart(ChartIndex::new(self.charts)));
                let numbered = report.manifest.captions;
                let title = match picture {
                    // What has no title has no number.
                    _ if title.is_empty() => title,
                    Some(_) => self.captions.pictures.title(numbered.pictures, &title),
                    None => self.captions.charts.title(numbered.charts, &title),
                };
                self.chart(title, &figures)
            }
            None => BlockKind::Notice(Notice {
                kind: NoticeKind::Gap,
                title: match picture {
                    Some(picture) => format!("Här saknas bilden {}", one_line(&picture.file.text)),
                    None if title.is_empty() => format!("Här saknas diagrammet {}", spec.id.value),
                    None => format!("Här saknas diagrammet {title}"),
                },
                blocks: match picture {
                    Some(picture) => unshown(picture, title),
                    None => {
                        let why = "Det går inte att rita. Kommandot underlag check . visar varför.";
                        vec![paragraph(ParagraphRole::Body, why.to_owned())]
                    }
                },
            }),
        };
        let from = pages.mark();
        pages.push(Block::at(kind, asked.place));
        pages.extend(self.below(&spec.below, Address::ChartText(spec.id.value.as_str().into())));
        pages.beside(from, spec.aside, asked.place);
    }

    /// The picture that fills a page before a chapter, with its caption and what else belongs to it.
    pub(super) fn leaf(&mut self, asked: &Spanned<ChartSpecIndex>, pages: &mut Pages) {
        let from = pages.mark();
        self.chart_asked_for(asked, pages);
        // Nothing stands beside it.
        pages.asked.pop_if(|asked| asked.from == from);
        let blocks = pages.sections.last_mut().into_iter().flat_map(|section| section.blocks.iter_mut().skip(from));
        for block in blocks {
            if let BlockKind::Chart(Chart { kind: ChartKind::Picture(picture), .. }) = &mut block.kind {
                (picture.share, picture.beside, picture.fills) = (None, None, true);
            }
        }
    }

    /// The picture on a cover, which has no number; what there is not has been told.
    pub(super) fn cover_picture(&mut self, id: &Spanned<String>) -> Option<Block> {
        let report = self.report;
        let spec = report.manifest.picture(id)?.of(&report.manifest.charts)?;
        let figures = charts::figures(report, spec).0?;
        Some(Block::at(self.chart(one_line(&spec.title.text), &figures), id.place))
    }

    /// The picture of a signature, in the whole of the width or in half of it, which has no caption; what there is not
    /// has been told.
    pub(super) fn signature(&mut self, id: &Spanned<String>, is_half: bool) -> Option<Block> {
        let report = self.report;
        let spec = report.manifest.picture(id)?.of(&report.manifest.charts)?;
        let figures = charts::figures(report, spec).0?;
        let mut block = Block::at(self.chart(String::new(), &figures), id.place);
        if let BlockKind::Chart(Chart { kind: ChartKind::Picture(picture), .. }) = &mut block.kind {
            // In half of the width it is as large as others are.
            let share = picture.share.unwrap_or(SIGNATURE);
            (picture.share, picture.beside) = (Some(if is_half { (2 * share).min(100) } else { share }), None);
        }
        Some(block)
    }

    fn chart(&mut self, title: String, figures: &Figures<'_>) -> BlockKind {
        let (alt, kind) = match figures {
            Figures::Bars { form: ChartForm::Waterfall, by_row, table, columns, rows, .. } => {
                self.waterfall(table, *by_row, columns, rows)
            }
            Figures::Bars { form, by_row, table, columns, rows, unsigned, target, line: over } => {
                let (mut bars, unit) = self.bars(table, columns, rows, *unsigned);
                bars.target = target.as_ref().map(|target| line(target, *unsigned));
                bars.mirrored = *form == ChartForm::Pyramid && (if *by_row { rows.len() } else { columns.len() }) == 2;
                bars.line = over.as_ref().map(|over| self.over(over, table, columns, rows));
                let mut bars = if *by_row { turned(bars) } else { bars };
                bars.sum = (*form == ChartForm::Ring).then(|| sum(&bars)).flatten();
                let alt = in_words(&bars, *form, unit.as_deref());
                let kind = match form {
                    ChartForm::Bars | ChartForm::Pyramid | ChartForm::Waterfall => ChartKind::Bars(bars),
                    ChartForm::Stacked => ChartKind::Stacked(bars),
                    ChartForm::Standing => ChartKind::Standing(bars, false),
                    ChartForm::StandingStacked => ChartKind::Standing(bars, true),
                    ChartForm::Lines => ChartKind::Lines(bars),
                    ChartForm::Pie | ChartForm::Ring => ChartKind::Pie(bars),
                };
                (alt, kind)
            }
            Figures::Risks(risks) => self.matrix(risks),
            Figures::Goals(goals, total) => shares(goals, *total),
            Figures::Organisation(lines, form @ (OrganisationForm::Tree | OrganisationForm::Sideways)) => {
                organisation(lines, *form)
            }
            Figures::Organisation(lines, form @ (OrganisationForm::Steps | OrganisationForm::Below)) => {
                steps(lines, *form)
            }
            Figures::Numbers(boxes, filled) => self.numbers(boxes, *filled),
            Figures::Picture(spec, image) => {
                let alt = spec.alt.as_ref().map_or_else(String::new, |alt| one_line(&alt.text));
                let (image, fills) = (Arc::clone(image), false);
                (alt, ChartKind::Picture(Picture { image, share: spec.share, beside: spec.beside, fills }))
            }
        };
        let index = ChartIndex::new(self.charts);
        self.charts += 1;
        BlockKind::Chart(Chart { index, title, alt, kind })
    }

    /// A table's figures, each column a series; and the unit, where all have one.
    fn bars(
        &self,
        table: &FinanceTable,
        columns: &[ColumnIndex],
        rows: &[BarRow<'_>],
        unsigned: bool,
    ) -> (Bars, Option<String>) {
        let series = column_names(table, columns);
        let given = charts::unit(table, columns).map(|unit| given_in(&one_line(unit)));
        let given = match (given, unsigned) {
            (given, false) => given,
            (Some(given), true) => Some(format!("{given}, {UNSIGNED}")),
            (None, true) => Some(format!("Belopp {UNSIGNED}")),
        };
        let groups = rows.iter().map(|row| self.group(row.clone(), (table, columns), unsigned)).collect::<Vec<_>>();
        (Bars { unit: given.clone(), series, groups, ..Bars::default() }, given)
    }

    /// A series that is a line above bars.
    fn over(&self, over: &Over<'_>, table: &FinanceTable, columns: &[ColumnIndex], rows: &[BarRow<'_>]) -> OverLine {
        let groups: Vec<(ColumnIndex, &BarRow<'_>)> = match over {
            Over::Column(own) => rows.iter().map(|row| (*own, row)).collect(),
            Over::Row(own) => columns.iter().map(|column| (*column, own)).collect(),
        };
        let cells: Vec<_> = groups.into_iter().map(|(column, row)| over.cell(column, row)).collect();
        let unit = cells.iter().flatten().next().and_then(|(row, column)| charts::unit_of_cell(table, row, *column));
        let first = rows.iter().find_map(|row| if let BarRow::Delivered(owned) = row { Some(*owned) } else { None });
        let of_bars = first.zip(columns.first());
        let of_bars = of_bars.and_then(|(row, column)| charts::unit_of_cell(table, row, *column));
        let own_axis = unit != of_bars;
        let name = match over {
            Over::Column(own) => column_names(table, &[*own]).concat(),
            Over::Row(row) => self.label(row),
        };
        let unit = unit.filter(|_| own_axis).map(one_line);
        let point = |cell: Option<(&OwnedRow, ColumnIndex)>| {
            let amount = cell.and_then(|(row, column)| figure(row.cell(column)));
            let text = |amount: Amount| match unit.as_deref() {
                Some("%") => format!("{}\u{a0}%", amount.swedish()),
                _ => amount.swedish(),
            };
            Bar { amount, text: amount.map_or_else(|| MISSING.to_owned(), text) }
        };
        let points = cells.into_iter().map(point).collect();
        let said = unit.iter().filter(|unit| !name.ends_with(unit.as_str())).map(|unit| format!(", {unit}"));
        let axis = if own_axis { ", höger axel" } else { "" };
        let label = format!("{name}{}{axis}", said.collect::<String>());
        OverLine { name, label, own_axis, points }
    }

    /// The name of a row; what is owed is known by its id alone.
    fn label(&self, row: &BarRow<'_>) -> String {
        one_line(&match row {
            BarRow::Delivered(owned) => owned.row.name.plain(),
            BarRow::Missing(unit, row) => row.clone().unwrap_or_else(|| self.unit_name(*unit)),
        })
    }

    fn group(&self, row: BarRow<'_>, (table, columns): (&FinanceTable, &[ColumnIndex]), unsigned: bool) -> BarGroup {
        let label = self.label(&row);
        let cells = if let BarRow::Delivered(owned) = row { owned.cells.as_slice() } else { &[][..] };
        let bar = |column: &ColumnIndex| {
            let amount = figure(column.of(cells).and_then(Option::as_ref)).map(|amount| shown(amount, unsigned));
            let figure = |amount: Amount| match shown_unit(table, *column) {
                Some(unit) => format!("{}\u{a0}{unit}", amount.swedish()),
                None => amount.swedish(),
            };
            Bar { amount, text: amount.map_or_else(|| MISSING.to_owned(), figure) }
        };
        BarGroup { label, bars: columns.iter().map(bar).collect() }
    }

    /// One figure led to another, each step in words.
    fn waterfall(
        &self,
        table: &FinanceTable,
        by_row: bool,
        columns: &[ColumnIndex],
        rows: &[BarRow<'_>],
    ) -> (String, ChartKind) {
        let unit = charts::unit(table, columns).map(|unit| given_in(&one_line(unit)));
        let names =
            if by_row { column_names(table, columns) } else { rows.iter().map(|row| self.label(row)).collect() };
        let (mut steps, mut reached): (Vec<Step>, Decimal) = (Vec::new(), Decimal::ZERO);
        let mut alt = match names.as_slice() {
            [first, .., last] => format!("Vattenfallsdiagram från {first} till {last}"),
            _ => "Vattenfallsdiagram".to_owned(),
        };
        alt.extend(unit.iter().map(|unit| format!(", {}", in_a_sentence(unit))));
        alt.push('.');
        for (label, (stage, _)) in names.into_iter().zip(charts::stages(table, by_row, columns, rows)) {
            let from = if stage.is_level && stage.amount.is_some() { Decimal::ZERO } else { reached };
            let value = stage.amount.map(Amount::value).unwrap_or_default();
            reached = from.checked_add(value).unwrap_or(from);
            let text = match stage.amount {
                None => MISSING.to_owned(),
                Some(amount) if !stage.is_level && value > Decimal::ZERO => format!("+{}", amount.swedish()),
                Some(amount) => amount.swedish(),
            };
            let said = match stage.amount {
                Some(amount) if !stage.is_level => change(amount, Amount::new(reached)),
                _ => text.clone(),
            };
            alt.push_str(&format!(" {label}: {said}."));
            steps.push(Step { label, text, from, to: reached, is_level: stage.is_level });
        }
        let word = |word: &str, is: fn(&Step) -> bool| {
            let has = steps.iter().any(|step| !step.is_level && is(step));
            if has { word.to_owned() } else { String::new() }
        };
        let words = [word("Ökning", |step| step.to > step.from), word("Minskning", |step| step.to < step.from)];
        (alt, ChartKind::Waterfall(Waterfall { unit, words, steps }))
    }

    /// Key figures, and each of them in words.
    fn numbers(&self, boxes: &[NumberSpec], filled: bool) -> (String, ChartKind) {
        let words = |written: &SourceText| one_line(&plain(&heading_words(self.report, written)));
        let boxes = boxes.iter().map(|it| NumberBox { figure: words(&it.figure), words: words(&it.words) });
        let boxes: Vec<NumberBox> = boxes.collect();
        let mut alt = "Nyckeltal.".to_owned();
        boxes.iter().for_each(|it| alt.push_str(&format!(" {}: {}.", it.words, it.figure.trim_end_matches('.'))));
        (alt, ChartKind::Numbers(Numbers { boxes, filled }))
    }

    fn unit_name(&self, unit: Option<UnitIndex>) -> String {
        let unit = unit.and_then(|unit| unit.of(&self.report.manifest.units));
        unit.map_or_else(|| "Enheten".to_owned(), |unit| unit.name.text.clone())
    }

    fn matrix(&self, risks: &[&Risk]) -> (String, ChartKind) {
        let control = self.report.manifest.controls.first();
        let scale = control.map_or(1, |control| control.scale);
        let words: [Vec<String>; 2] = control.map_or_else(Default::default, |control| {
            control.words.each_ref().map(|words| words.iter().map(|word| one_line(&word.text)).collect())
        });
        let step = |value: u32, words: &[String]| step(value, words.get(value.saturating_sub(1) as usize));
        let mut all = Vec::new();
        let own = |at: usize| {
            let heading = control.and_then(|control| control.figures.get(at)?.as_ref());
            heading.map(|heading| one_line(&heading.text)).filter(|heading| !heading.is_empty())
        };
        let likelihood = own(0).unwrap_or_else(|| "Sannolikhet".to_owned());
        let consequence = own(1).unwrap_or_else(|| "Konsekvens".to_owned());
        let value = own(2).unwrap_or_else(|| "Riskvärde".to_owned());
        let [upright, level, weight] = [&likelihood, &consequence, &value].map(|words| in_a_sentence(words));
        let mut alt = format!("Riskmatris med {upright} och {level} på skalan 1–{scale}.");
        for (number, risk) in (1..).zip(risks) {
            // One that is not assessed keeps its number.
            let Some((likelihood, consequence)) = risk.values() else { continue };
            let (name, product) = (one_line(&risk.name.plain()), likelihood * consequence);
            let [likely, severe] = [step(likelihood, &words[0]), step(consequence, &words[1])];
            alt.push_str(&format!(" Risk {number}, {name}: {upright} {likely}, {level} {severe}, {weight} {product}."));
            let product = format!("{likelihood} × {consequence} = {product}").replace(' ', "\u{a0}");
            all.push(MatrixRisk { number: number.to_string(), name, likelihood, consequence, product });
        }
        let matrix = Matrix {
            scale,
            levels: control.map_or_else(Vec::new, ControlSpec::least),
            level_words: control
                .map_or_else(Vec::new, |control| control.levels.iter().map(|(_, word)| one_line(&word.text)).collect()),
            words,
            product: own(2).unwrap_or_else(|| format!("{likelihood} × {level}")),
            likelihood,
            consequence,
            risks: all,
        };
        (alt, ChartKind::Matrix(matrix))
    }
}

/// The unit that each figure of a column is shown with.
fn shown_unit(table: &FinanceTable, column: ColumnIndex) -> Option<String> {
    let shows = table.columns.at(column).is_some_and(|spec| spec.shows_unit);
    table.columns.unit_of(column).filter(|_| shows).map(one_line)
}

/// A figure as a chart shows it: by its size alone where signs are left out.
fn shown(amount: Amount, unsigned: bool) -> Amount {
    if unsigned { Amount::new(amount.value().abs()) } else { amount }
}

/// The line across a chart.
fn line(target: &charts::Target, unsigned: bool) -> TargetLine {
    let amount = shown(target.amount, unsigned);
    let words = target.words.as_deref().map_or_else(|| "Mål".to_owned(), one_line);
    TargetLine { label: format!("{words}: {}", amount.swedish()), amount }
}

/// The headings of columns; with what stands above them where they would be the same without it.
fn column_names(table: &FinanceTable, columns: &[ColumnIndex]) -> Vec<String> {
    let specs: Vec<_> = columns.iter().filter_map(|at| table.columns.at(*at)).collect();
    let is_twin = |heading: &str| specs.iter().filter(|other| other.heading.trimmed() == heading).count() > 1;
    let name = |column: &&crate::input::manifest::ColumnSpec| {
        let over = column.over.iter().filter(|_| is_twin(column.heading.trimmed()));
        let words: Vec<String> = over.chain([&column.heading]).map(|words| one_line(&words.text)).collect();
        words.join(" ")
    };
    specs.iter().map(name).collect()
}

/// The sum of a ring's slices, with as many decimals as they have; `None` where one of them is missing, or where it is
/// too large to be kept.
fn sum(bars: &Bars) -> Option<String> {
    let all = bars.groups.iter().map(|group| group.bars.first()?.amount);
    let sum = all.map(|amount| amount.map(Amount::value)).try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value?));
    sum.map(|sum| Amount::new(sum).swedish())
}

/// The same figures with each group as a series.
fn turned(bars: Bars) -> Bars {
    let Bars { unit, series, groups, target, line, mirrored, sum } = bars;
    let group = |(at, label): (usize, String)| BarGroup {
        label,
        bars: groups.iter().filter_map(|group| group.bars.get(at).cloned()).collect(),
    };
    let turned = series.into_iter().enumerate().map(group).collect();
    let series = groups.iter().map(|group| group.label.clone()).collect();
    Bars { unit, series, groups: turned, target, line, mirrored, sum }
}

/// A chart of bars or lines in words, every figure included.
fn in_words(bars: &Bars, form: ChartForm, given: Option<&str>) -> String {
    let Bars { series, groups, target, .. } = bars;
    let kind = match form {
        ChartForm::Lines => "Linjediagram",
        ChartForm::Pie => "Cirkeldiagram",
        ChartForm::Ring => "Ringdiagram",
        ChartForm::Bars | ChartForm::Stacked | ChartForm::Standing | ChartForm::StandingStacked => "Stapeldiagram",
        ChartForm::Pyramid => "Befolkningspyramid",
        ChartForm::Waterfall => "Vattenfallsdiagram",
    };
    let mut alt = format!("{kind} över {}", listed(series));
    alt.extend(given.map(|given| format!(", {}", in_a_sentence(given))));
    alt.extend(bars.line.iter().map(|line| format!(", med en linje för {}", line.label)));
    alt.push('.');
    alt.extend(bars.sum.iter().map(|sum| format!(" Tillsammans {sum}.")));
    alt.extend(target.iter().map(|target| format!(" Linje: {}.", target.label)));
    let over = |at: usize| bars.line.as_ref().and_then(|line| Some((&line.name, line.points.get(at)?)));
    for (at, group) in groups.iter().enumerate() {
        let said = |(name, bar): (&String, &Bar)| {
            // A year is no word that a figure can be the value of.
            let name = if name.contains(char::is_alphabetic) { name.clone() } else { format!("värdet för {name}") };
            match bar.amount {
                Some(_) if series.len() == 1 && bars.line.is_none() => bar.text.clone(),
                Some(_) => format!("{name} är {}", bar.text),
                None => format!("{name} {MISSING}"),
            }
        };
        let all: Vec<String> = series.iter().zip(&group.bars).chain(over(at)).map(said).collect();
        alt.push_str(&format!(" {}: {}.", group.label, listed(&all)));
    }
    alt
}

/// A step of a waterfall, and where it leads to, as words.
fn change(by: Amount, to: Amount) -> String {
    let (to, size) = (to.swedish(), shown(by, true).swedish());
    match by.value().cmp(&Decimal::ZERO) {
        Ordering::Greater => format!("ökning med {size} till {to}"),
        Ordering::Less => format!("minskning med {size} till {to}"),
        Ordering::Equal => format!("ingen ändring från {to}"),
    }
}

/// Words with a small first letter.
fn in_a_sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

fn shares(goals: &[GoalFulfilment], total: Fulfilment) -> (String, ChartKind) {
    let row = |goal: &GoalFulfilment| {
        let Fulfilment { met, missed, open } = goal.fulfilment;
        ShareRow { label: one_line(&goal.heading), counts: [met, missed, open], text: share(goal.fulfilment) }
    };
    let together = "Samtliga";
    let mut alt = "Måluppfyllelse.".to_owned();
    for goal in goals {
        alt.push_str(&said(&one_line(&goal.heading), goal.fulfilment));
    }
    let several = goals.len() > 1;
    if several {
        alt.push_str(&said(together, total));
    }
    let words = ["når målvärdet", "når inte målvärdet", OPEN].map(str::to_owned);
    let total = several.then(|| (together.to_owned(), share(total)));
    (alt, ChartKind::Shares(Shares { words, rows: goals.iter().map(row).collect(), total }))
}

/// `67 % (2 av 3)`.
fn share(fulfilment: Fulfilment) -> String {
    match fulfilment.per_cent() {
        Some(per_cent) => format!("{per_cent} ({} av {})", fulfilment.met, fulfilment.judged()).replace(' ', "\u{a0}"),
        None if fulfilment.open > 0 => OPEN.to_owned(),
        None => "inga indikatorer".to_owned(),
    }
}

/// One sentence about a goal.
fn said(name: &str, fulfilment: Fulfilment) -> String {
    let open = fulfilment.open;
    let judged = fulfilment.per_cent().map(|per_cent| {
        let verb = if fulfilment.met == 1 { "når sitt målvärde" } else { "når sina målvärden" };
        format!("{} {verb}, {per_cent}", fulfilment.swedish())
    });
    let unclear = (open > 0).then(|| {
        let noun = if judged.is_some() {
            ""
        } else if open == 1 {
            " indikator"
        } else {
            " indikatorer"
        };
        format!("{open}{noun} {OPEN}")
    });
    let parts: Vec<String> = judged.into_iter().chain(unclear).collect();
    format!(" {name}: {}.", if parts.is_empty() { "inga indikatorer".to_owned() } else { parts.join("; ") })
}

/// An organisation, and who belongs to whom in words.
fn organisation(lines: &[OrganisationLine], form: OrganisationForm) -> (String, ChartKind) {
    let boxes = lines.iter().map(|line| OrganisationBox { depth: line.depth, words: one_line(&line.words.text) });
    let boxes: Vec<OrganisationBox> = boxes.collect();
    let below = |at: usize| -> Vec<String> {
        let depth = boxes[at].depth;
        let own = boxes[at + 1..].iter().take_while(|other| other.depth > depth);
        own.filter(|other| other.depth == depth + 1).map(|other| other.words.clone()).collect()
    };
    let top = boxes.iter().filter(|it| it.depth == 0).map(|it| it.words.clone());
    let mut alt = format!("Organisationsschema. Överst: {}.", listed(&top.collect::<Vec<_>>()));
    for (at, it) in boxes.iter().enumerate() {
        let below = below(at);
        if !below.is_empty() {
            alt.push_str(&format!(" Under {}: {}.", it.words, listed(&below)));
        }
    }
    (alt, ChartKind::Organisation(Organisation { boxes, form }))
}

/// Steps one after another, and what is done in each in words.
fn steps(lines: &[OrganisationLine], form: OrganisationForm) -> (String, ChartKind) {
    let boxes = lines.iter().map(|line| OrganisationBox { depth: line.depth, words: one_line(&line.words.text) });
    let boxes: Vec<OrganisationBox> = boxes.collect();
    let all: Vec<&[OrganisationBox]> = boxes.chunk_by(|_, next| next.depth > 0).collect();
    let mut alt = format!("Process i {} steg.", all.len());
    for (number, step) in (1..).zip(&all) {
        let words: Vec<&str> = step.iter().map(|it| it.words.as_str()).collect();
        let (name, inner) = words.split_first().map_or(("", &[][..]), |(name, inner)| (*name, inner));
        let colon = if inner.is_empty() { "" } else { ": " };
        alt.push_str(&format!(" Steg {number}, {name}{colon}{}.", inner.join("; ").trim_end_matches('.')));
    }
    (alt, ChartKind::Organisation(Organisation { boxes, form }))
}
