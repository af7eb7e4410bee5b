//! Addresses: the one name of every text, goal, indicator, activity, row, cell, risk, control activity, note and
//! section of the memo, by which a thing of a paper finds its way back to the file that it came from.
//!
//! | address | names |
//! |---|---|
//! | `text:it/verksamhet`, `text:it/verksamhet/del` | a unit's text in a chapter, or in one part of it |
//! | `goal:it/digitalisering`, `assessment:…` | a unit's text about a goal, and why it is assessed as it is |
//! | `indicator:it/digitalisering/1`, `…/1/utfall` | an indicator of a goal, from 1, and its value in a column |
//! | `activity:it/digitalisering/1`, `…/1/status` | an activity of a goal, and its value in a column |
//! | `indicator-comment:it/digitalisering/1`, `activity-comment:…` | the words below such a row |
//! | `row:verksamhet/it/drift`, `row:verksamhet/rapport/netto` | a row of a finance table, a unit's or the manifest's |
//! | `cell:verksamhet/it/drift/utfall` | a cell of such a row |
//! | `comment:verksamhet/it/drift` | the words below such a row |
//! | `risk:it/avbrott/sannolikhet` | what is said of a risk; `…/eget/id` in a column of the report's own |
//! | `control:it/avbrott/1/ansvar` | what is said of a risk's control activity, from 1; `…/alla/ansvar` of them all |
//! | `note:it/kolada` | the text of a unit's note |
//! | `memo:2` | a section of the memo, counted from 1 |
//! | `table-text:verksamhet`, `chart-text:avvikelse` | the words below a finance table or a chart |
//! | `table:verksamhet`, `indicators:it/digitalisering`, `activities:…`, `chapter:ekonomi` | what notes are shown in |
//!
//! A [`BlockAddress`] names one block of it: `text:it/verksamhet#3` is the third paragraph, heading or list point of
//! that text, `text:it/verksamhet#3.1` the first bound figure in it, `note:it/kolada@table:verksamhet#1` a note as it
//! is shown under a table. Two addresses that differ are written differently: letters that an id may not have are
//! written as `%` and two digits, as in a web address.

use std::fmt;
use std::str::FromStr;

use super::ids::{ChapterId, ChartId, ColumnId, GoalId, NoteId, PartId, RiskId, RowId, TableId, UnitId};

/// What stands in the place of a unit where the manifest answers itself.
const MANIFEST: &str = "rapport";

/// What stands in the place of a control activity's number for all of a risk's.
const ALL: &str = "alla";

/// What stands before the id of a column that the report has added to the internal control.
const OWN: &str = "eget";

/// The name of a thing of a paper.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// A unit's text in a chapter, or in one part of it.
    Text {
        /// Whose.
        unit: UnitId,
        /// In which chapter.
        chapter: ChapterId,
        /// In which part of it, if it has several by this unit.
        part: Option<PartId>,
    },
    /// A unit's text about a goal.
    Goal {
        /// Whose.
        unit: UnitId,
        /// Which goal.
        goal: GoalId,
    },
    /// Why a goal is assessed as it is.
    GoalAssessment {
        /// Whose.
        unit: UnitId,
        /// Which goal.
        goal: GoalId,
    },
    /// An indicator or an activity of a goal.
    GoalRow {
        /// Whose.
        unit: UnitId,
        /// Which goal.
        goal: GoalId,
        /// Which of the goal's tables.
        kind: GoalTable,
        /// Its number in the table, from 1.
        at: u32,
        /// The column of its value; `None` for its name.
        column: Option<ColumnId>,
    },
    /// The words below an indicator or an activity.
    GoalComment {
        /// Whose.
        unit: UnitId,
        /// Which goal.
        goal: GoalId,
        /// Which of the goal's tables.
        kind: GoalTable,
        /// Its number in the table, from 1.
        at: u32,
    },
    /// A row of a finance table.
    Row(RowAddress),
    /// A cell of a finance table.
    Cell(RowAddress, ColumnId),
    /// The words below a row of a finance table.
    Comment(RowAddress),
    /// What is said of a risk.
    Risk {
        /// Whose.
        unit: UnitId,
        /// Which risk.
        risk: RiskId,
        /// What of it.
        field: RiskField,
    },
    /// What is said of a risk's control activity.
    Control {
        /// Whose.
        unit: UnitId,
        /// Which risk.
        risk: RiskId,
        /// Which of its activities, from 1; `None` for all of them.
        at: Option<u32>,
        /// What of it.
        field: ControlField,
    },
    /// The text of a unit's note.
    Note {
        /// Whose.
        unit: UnitId,
        /// Which note.
        note: NoteId,
    },
    /// A section of the memo, by its number from 1.
    Memo(u32),
    /// The words below a finance table.
    TableText(TableId),
    /// The words below a chart.
    ChartText(ChartId),
    /// A finance table, as what holds notes.
    Table(TableId),
    /// A goal's table, as what holds notes.
    GoalTable {
        /// Whose.
        unit: UnitId,
        /// Which goal.
        goal: GoalId,
        /// Which of the goal's tables.
        kind: GoalTable,
    },
    /// A chapter, as what holds notes.
    Chapter(ChapterId),
}

/// The name of a finance table's row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowAddress {
    /// The table.
    pub table: TableId,
    /// Whose row it is; `None` for the manifest's own.
    pub unit: Option<UnitId>,
    /// The row.
    pub row: RowId,
}

impl RowAddress {
    fn segments(&self) -> Vec<Segment<'_>> {
        vec![Segment::Id(&self.table), Segment::owner(self.unit.as_ref()), Segment::Id(&self.row)]
    }
}

/// The tables of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GoalTable {
    /// Of its indicators.
    Indicators,
    /// Of its activities.
    Activities,
}

/// What is said of a risk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RiskField {
    /// What it is about.
    Category,
    /// Its name.
    Name,
    /// How likely it is.
    Likelihood,
    /// What it would lead to.
    Consequence,
    /// Likelihood times consequence.
    Product,
    /// The words before the follow-ups.
    Introduction,
    /// What stands in a column of the report's own.
    Own(ColumnId),
}

/// What is said of a control activity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ControlField {
    /// What is done.
    Activity,
    /// Who answers for it.
    Owner,
    /// How it went.
    FollowUp,
    /// What stands in a column of the report's own.
    Own(ColumnId),
}

/// The name of one block of what an [`Address`] names, or of a bound figure in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockAddress {
    /// What the block is of.
    pub of: Address,
    /// What it is shown in, where it may be shown in several: a note under its table or in its chapter.
    pub within: Option<Address>,
    /// Its number among the blocks, from 1, in reading order.
    pub block: u32,
    /// The number of a bound figure in it, from 1; `None` for the block itself.
    pub figure: Option<u32>,
    /// Which one it is where two things have one address, which is an error of the report: 0 for the first.
    pub copy: u32,
}

impl BlockAddress {
    /// The block with this number.
    pub fn new(of: Address, block: u32) -> Self {
        BlockAddress { of, within: None, block, figure: None, copy: 0 }
    }

    /// The key by which a Word file names it: the same in each build, wherever it stands, since it is made of the
    /// address alone.
    pub fn key(&self) -> String {
        let mut hash = super::hash::sha256(self.to_string());
        hash.truncate(12);
        format!("u{hash}")
    }

    /// The bound figure with this number in the block.
    #[must_use]
    pub fn figure(&self, number: u32) -> Self {
        BlockAddress { figure: Some(number), ..self.clone() }
    }
}

impl Address {
    /// How a text refers to the row or cell of a finance table, `verksamhet.it/drift.utfall`; `None` for other things.
    pub fn reference(&self) -> Option<String> {
        let (at, column) = match self {
            Address::Row(at) => (at, None),
            Address::Cell(at, column) => (at, Some(column)),
            _ => return None,
        };
        let RowAddress { table, unit, row } = at;
        let unit = unit.as_ref().map_or(MANIFEST, UnitId::as_str);
        let column = column.map_or_else(String::new, |column| format!(".{column}"));
        Some(format!("{table}.{unit}/{row}{column}"))
    }

    /// What kind it is, and the words behind it.
    fn parts(&self) -> (&'static str, Vec<Segment<'_>>) {
        match self {
            Address::Text { unit, chapter, part } => {
                let part = part.as_ref().map(|id| Segment::Id(id));
                ("text", [Segment::Id(unit), Segment::Id(chapter)].into_iter().chain(part).collect())
            }
            Address::Goal { unit, goal } => ("goal", vec![Segment::Id(unit), Segment::Id(goal)]),
            Address::GoalAssessment { unit, goal } => ("assessment", vec![Segment::Id(unit), Segment::Id(goal)]),
            Address::GoalRow { unit, goal, kind, at, column } => {
                let name = match kind {
                    GoalTable::Indicators => "indicator",
                    GoalTable::Activities => "activity",
                };
                let all = [Segment::Id(unit), Segment::Id(goal), Segment::Number(*at)];
                (name, all.into_iter().chain(column.as_ref().map(|id| Segment::Id(id))).collect())
            }
            Address::GoalComment { unit, goal, kind, at } => {
                let name = match kind {
                    GoalTable::Indicators => "indicator-comment",
                    GoalTable::Activities => "activity-comment",
                };
                (name, vec![Segment::Id(unit), Segment::Id(goal), Segment::Number(*at)])
            }
            Address::Row(at) => ("row", at.segments()),
            Address::Cell(at, column) => ("cell", at.segments().into_iter().chain([Segment::Id(column)]).collect()),
            Address::Comment(at) => ("comment", at.segments()),
            Address::Risk { unit, risk, field } => {
                let field = match field {
                    RiskField::Category => vec![Segment::Word("kategori")],
                    RiskField::Name => vec![Segment::Word("namn")],
                    RiskField::Likelihood => vec![Segment::Word("sannolikhet")],
                    RiskField::Consequence => vec![Segment::Word("konsekvens")],
                    RiskField::Product => vec![Segment::Word("riskvarde")],
                    RiskField::Introduction => vec![Segment::Word("inledning")],
                    RiskField::Own(column) => vec![Segment::Word(OWN), Segment::Id(column)],
                };
                ("risk", [Segment::Id(unit), Segment::Id(risk)].into_iter().chain(field).collect())
            }
            Address::Control { unit, risk, at, field } => {
                let at = at.map_or(Segment::Word(ALL), Segment::Number);
                let field = match field {
                    ControlField::Activity => vec![Segment::Word("kontrollmoment")],
                    ControlField::Owner => vec![Segment::Word("ansvar")],
                    ControlField::FollowUp => vec![Segment::Word("uppfoljning")],
                    ControlField::Own(column) => vec![Segment::Word(OWN), Segment::Id(column)],
                };
                ("control", [Segment::Id(unit), Segment::Id(risk), at].into_iter().chain(field).collect())
            }
            Address::Note { unit, note } => ("note", vec![Segment::Id(unit), Segment::Id(note)]),
            Address::Memo(section) => ("memo", vec![Segment::Number(*section)]),
            Address::TableText(table) => ("table-text", vec![Segment::Id(table)]),
            Address::ChartText(chart) => ("chart-text", vec![Segment::Id(chart)]),
            Address::Table(table) => ("table", vec![Segment::Id(table)]),
            Address::GoalTable { unit, goal, kind: GoalTable::Indicators } => {
                ("indicators", vec![Segment::Id(unit), Segment::Id(goal)])
            }
            Address::GoalTable { unit, goal, kind: GoalTable::Activities } => {
                ("activities", vec![Segment::Id(unit), Segment::Id(goal)])
            }
            Address::Chapter(chapter) => ("chapter", vec![Segment::Id(chapter)]),
        }
    }
}

/// A piece between two slashes.
enum Segment<'a> {
    /// An id, which may be any words.
    Id(&'a str),
    /// A word of this grammar.
    Word(&'static str),
    /// A number, from 1.
    Number(u32),
}

impl<'a> Segment<'a> {
    fn owner(unit: Option<&'a UnitId>) -> Self {
        unit.map_or(Segment::Word(MANIFEST), |unit| Segment::Id(unit))
    }
}

impl fmt::Display for Segment<'_> {
    /// Words of the grammar stand as they are; an id that is one of them has its first letter written as a number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Segment::Word(word) => f.write_str(word),
            Segment::Number(number) => write!(f, "{number}"),
            Segment::Id(id) => {
                let reserved = [MANIFEST, ALL, OWN].contains(id);
                for (at, byte) in id.bytes().enumerate() {
                    let plain = byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
                    if plain && !(reserved && at == 0) {
                        write!(f, "{}", char::from(byte))?;
                    } else {
                        write!(f, "%{byte:02X}")?;
                    }
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, segments) = self.parts();
        for (at, segment) in segments.iter().enumerate() {
            if at == 0 { write!(f, "{kind}:{segment}")? } else { write!(f, "/{segment}")? }
        }
        Ok(())
    }
}

impl fmt::Display for BlockAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BlockAddress { of, within, block, figure, copy } = self;
        write!(f, "{of}")?;
        if let Some(within) = within {
            write!(f, "@{within}")?;
        }
        write!(f, "#{block}")?;
        if let Some(figure) = figure {
            write!(f, ".{figure}")?;
        }
        if *copy > 0 {
            write!(f, "~{copy}")?;
        }
        Ok(())
    }
}

/// A text that is no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoAddress;

/// An id as a segment writes it. Only what is written so is read: `%41` is not another way to write `A`.
fn id(segment: &str) -> Result<String, NoAddress> {
    let mut bytes = Vec::new();
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        bytes.push(digit().zip(digit()).map(|(high, low)| high * 16 + low).ok_or(NoAddress)?);
    }
    let id = String::from_utf8(bytes).map_err(|_| NoAddress)?;
    if Segment::Id(&id).to_string() == segment { Ok(id) } else { Err(NoAddress) }
}

/// A number without signs or zeros before it.
fn number(segment: &str) -> Result<u32, NoAddress> {
    let number: u32 = segment.parse().map_err(|_| NoAddress)?;
    if number.to_string() == segment { Ok(number) } else { Err(NoAddress) }
}

fn row(table: &str, unit: &str, row: &str) -> Result<RowAddress, NoAddress> {
    let unit = if unit == MANIFEST { None } else { Some(id(unit)?.into()) };
    Ok(RowAddress { table: id(table)?.into(), unit, row: id(row)?.into() })
}

fn goal_row(kind: GoalTable, segments: &[&str]) -> Result<Address, NoAddress> {
    let (unit, goal, at, column) = match segments {
        [unit, goal, at] => (unit, goal, at, None),
        [unit, goal, at, column] => (unit, goal, at, Some(id(column)?.into())),
        _ => return Err(NoAddress),
    };
    Ok(Address::GoalRow { unit: id(unit)?.into(), goal: id(goal)?.into(), kind, at: number(at)?, column })
}

fn goal_comment(kind: GoalTable, unit: &str, goal: &str, at: &str) -> Result<Address, NoAddress> {
    Ok(Address::GoalComment { unit: id(unit)?.into(), goal: id(goal)?.into(), kind, at: number(at)? })
}

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let (kind, rest) = text.split_once(':').ok_or(NoAddress)?;
        let segments: Vec<&str> = rest.split('/').collect();
        Ok(match (kind, &segments[..]) {
            ("text", [unit, chapter, part @ ..]) if part.len() < 2 => {
                let part = part.first().map(|part| id(part)).transpose()?.map(PartId::from);
                Address::Text { unit: id(unit)?.into(), chapter: id(chapter)?.into(), part }
            }
            ("goal", [unit, goal]) => Address::Goal { unit: id(unit)?.into(), goal: id(goal)?.into() },
            ("assessment", [unit, goal]) => Address::GoalAssessment { unit: id(unit)?.into(), goal: id(goal)?.into() },
            ("indicator", segments) => goal_row(GoalTable::Indicators, segments)?,
            ("activity", segments) => goal_row(GoalTable::Activities, segments)?,
            ("indicator-comment", [unit, goal, at]) => goal_comment(GoalTable::Indicators, unit, goal, at)?,
            ("activity-comment", [unit, goal, at]) => goal_comment(GoalTable::Activities, unit, goal, at)?,
            ("row", [table, unit, of]) => Address::Row(row(table, unit, of)?),
            ("cell", [table, unit, of, column]) => Address::Cell(row(table, unit, of)?, id(column)?.into()),
            ("comment", [table, unit, of]) => Address::Comment(row(table, unit, of)?),
            ("risk", [unit, risk, field @ ..]) => {
                let field = match field {
                    ["kategori"] => RiskField::Category,
                    ["namn"] => RiskField::Name,
                    ["sannolikhet"] => RiskField::Likelihood,
                    ["konsekvens"] => RiskField::Consequence,
                    ["riskvarde" | "produkt"] => RiskField::Product,
                    ["inledning"] => RiskField::Introduction,
                    [word, column] if *word == OWN => RiskField::Own(id(column)?.into()),
                    _ => return Err(NoAddress),
                };
                Address::Risk { unit: id(unit)?.into(), risk: id(risk)?.into(), field }
            }
            ("control", [unit, risk, at, field @ ..]) => {
                let at = if *at == ALL { None } else { Some(number(at)?) };
                let field = match field {
                    ["kontrollmoment"] => ControlField::Activity,
                    ["ansvar"] => ControlField::Owner,
                    ["uppfoljning"] => ControlField::FollowUp,
                    [word, column] if *word == OWN => ControlField::Own(id(column)?.into()),
                    _ => return Err(NoAddress),
                };
                Address::Control { unit: id(unit)?.into(), risk: id(risk)?.into(), at, field }
            }
            ("note", [unit, note]) => Address::Note { unit: id(unit)?.into(), note: id(note)?.into() },
            ("memo", [section]) => Address::Memo(number(section)?),
            ("table-text", [table]) => Address::TableText(id(table)?.into()),
            ("chart-text", [chart]) => Address::ChartText(id(chart)?.into()),
            ("table", [table]) => Address::Table(id(table)?.into()),
            ("indicators", [unit, goal]) => goal_table(GoalTable::Indicators, unit, goal)?,
            ("activities", [unit, goal]) => goal_table(GoalTable::Activities, unit, goal)?,
            ("chapter", [chapter]) => Address::Chapter(id(chapter)?.into()),
            _ => return Err(NoAddress),
        })
    }
}

fn goal_table(kind: GoalTable, unit: &str, goal: &str) -> Result<Address, NoAddress> {
    Ok(Address::GoalTable { unit: id(unit)?.into(), goal: id(goal)?.into(), kind })
}

impl FromStr for BlockAddress {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let (of, numbers) = text.split_once('#').ok_or(NoAddress)?;
        let (of, within) = of.split_once('@').map_or((of, None), |(of, within)| (of, Some(within)));
        let (numbers, copy) = numbers.split_once('~').map_or((numbers, None), |(rest, copy)| (rest, Some(copy)));
        let (block, figure) = numbers.split_once('.').map_or((numbers, None), |(rest, figure)| (rest, Some(figure)));
        let copy = copy.map(number).transpose()?;
        if copy == Some(0) {
            return Err(NoAddress);
        }
        Ok(BlockAddress {
            of: of.parse()?,
            within: within.map(str::parse).transpose()?,
            block: number(block)?,
            figure: figure.map(number).transpose()?,
            copy: copy.unwrap_or(0),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row_address() -> impl Strategy<Value = RowAddress> {
        let unit = prop::option::of(words().prop_map(UnitId::from));
        (words(), unit, words()).prop_map(|(table, unit, row)| RowAddress {
            table: table.into(),
            unit,
            row: row.into(),
        })
    }

    /// Ids as they should be, words of the grammar, and whatever else somebody may write.
    fn words() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-z0-9_-]{1,8}",
            prop::sample::select(vec!["rapport", "alla", "eget", "namn", "ansvar", "riskvarde"])
                .prop_map(str::to_owned),
            ".{0,6}",
            "[%/#@~.:*a1]{0,6}"
        ]
    }

    fn address() -> impl Strategy<Value = Address> {
        let kinds = || prop::sample::select(vec![GoalTable::Indicators, GoalTable::Activities]);
        let column = || words().prop_map(ColumnId::from);
        let risk_field = prop_oneof![
            Just(RiskField::Category),
            Just(RiskField::Name),
            Just(RiskField::Likelihood),
            Just(RiskField::Consequence),
            Just(RiskField::Product),
            Just(RiskField::Introduction),
            column().prop_map(RiskField::Own)
        ];
        let control_field = prop_oneof![
            Just(ControlField::Activity),
            Just(ControlField::Owner),
            Just(ControlField::FollowUp),
            column().prop_map(ControlField::Own)
        ];
        let two = || (words(), words());
        prop_oneof![
            (two(), prop::option::of(words().prop_map(PartId::from)))
                .prop_map(|((unit, chapter), part)| Address::Text { unit: unit.into(), chapter: chapter.into(), part }),
            two().prop_map(|(unit, goal)| Address::Goal { unit: unit.into(), goal: goal.into() }),
            two().prop_map(|(unit, goal)| Address::GoalAssessment { unit: unit.into(), goal: goal.into() }),
            (two(), kinds(), any::<u32>(), prop::option::of(column())).prop_map(|((unit, goal), kind, at, column)| {
                Address::GoalRow { unit: unit.into(), goal: goal.into(), kind, at, column }
            }),
            (two(), kinds(), any::<u32>()).prop_map(|((unit, goal), kind, at)| Address::GoalComment {
                unit: unit.into(),
                goal: goal.into(),
                kind,
                at
            }),
            words().prop_map(|table| Address::TableText(table.into())),
            words().prop_map(|chart| Address::ChartText(chart.into())),
            row_address().prop_map(Address::Row),
            (row_address(), column()).prop_map(|(row, column)| Address::Cell(row, column)),
            row_address().prop_map(Address::Comment),
            (two(), risk_field).prop_map(|((unit, risk), field)| Address::Risk {
                unit: unit.into(),
                risk: risk.into(),
                field
            }),
            (two(), prop::option::of(any::<u32>()), control_field).prop_map(|((unit, risk), at, field)| {
                Address::Control { unit: unit.into(), risk: risk.into(), at, field }
            }),
            two().prop_map(|(unit, note)| Address::Note { unit: unit.into(), note: note.into() }),
            any::<u32>().prop_map(Address::Memo),
            words().prop_map(|table| Address::Table(table.into())),
            (two(), kinds()).prop_map(|((unit, goal), kind)| Address::GoalTable {
                unit: unit.into(),
                goal: goal.into(),
                kind
            }),
            words().prop_map(|chapter| Address::Chapter(chapter.into())),
        ]
    }

    fn block_address() -> impl Strategy<Value = BlockAddress> {
        let numbers = (any::<u32>(), prop::option::of(any::<u32>()), any::<u32>());
        (address(), prop::option::of(address()), numbers).prop_map(|(of, within, (block, figure, copy))| BlockAddress {
            of,
            within,
            block,
            figure,
            copy,
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(address in address()) {
            prop_assert_eq!(address.to_string().parse::<Address>(), Ok(address));
        }

        #[test]
        fn a_block_that_is_written_is_read_again(address in block_address()) {
            prop_assert_eq!(address.to_string().parse::<BlockAddress>(), Ok(address));
        }

        /// What can be read is written in one way only.
        #[test]
        fn what_is_read_is_written_again(text in "[a-z-]{3,18}:[a-z0-9%/.]{0,20}") {
            if let Ok(address) = text.parse::<Address>() {
                prop_assert_eq!(address.to_string(), text);
            }
        }
    }

    #[test]
    fn addresses_as_people_see_them() {
        let row = RowAddress { table: "verksamhet".into(), unit: Some("it".into()), row: "drift".into() };
        let cell = Address::Cell(row.clone(), "utfall".into());
        assert_eq!(cell.to_string(), "cell:verksamhet/it/drift/utfall");
        assert_eq!(cell.reference().as_deref(), Some("verksamhet.it/drift.utfall"));
        let own = Address::Row(RowAddress { unit: None, ..row.clone() });
        assert_eq!(own.to_string(), "row:verksamhet/rapport/drift");
        let named_so = Address::Row(RowAddress { unit: Some("rapport".into()), ..row });
        assert_eq!(named_so.to_string(), "row:verksamhet/%72apport/drift");
        let note = Address::Note { unit: "it".into(), note: "Källa 1".into() };
        let within = Some(Address::Table("verksamhet".into()));
        let shown = BlockAddress { within, ..BlockAddress::new(note, 1) };
        assert_eq!(shown.to_string(), "note:it/K%C3%A4lla%201@table:verksamhet#1");
        assert_eq!(shown.figure(2).to_string(), "note:it/K%C3%A4lla%201@table:verksamhet#1.2");
        for text in
            ["", "cell:a/b/c", "cell:a/b/c/", "memo:01", "memo:+1", "text:a", "text:a/b/c/d", "note:a/%6b", "x:y"]
        {
            let known = text.parse::<Address>().map(|address| address.to_string());
            assert!(known.is_err() || known.as_deref() == Ok(text), "{text}");
        }
    }
}
