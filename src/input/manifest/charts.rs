//! `[[diagram]]`: a chart that chapters may show, drawn from the report's own figures.

use crate::base::ids::ChartId;
use crate::base::source::Spanned;
use crate::base::written::SourceText;
use crate::input::decode::Fields;
use crate::input::messages;

use super::tables::Below;

/// A chart as the manifest asks for it.
#[derive(Debug, Clone)]
pub struct ChartSpec {
    /// Its id, which chapters name.
    pub id: Spanned<ChartId>,
    /// The line above it.
    pub title: SourceText,
    /// What it shows.
    pub source: ChartSource,
    /// What stands below it.
    pub below: Below,
}

/// Where a chart's figures come from.
#[derive(Debug, Clone)]
pub enum ChartSource {
    /// Columns of a finance table, as bars.
    Table {
        /// The table.
        table: Spanned<String>,
        /// Its columns by id.
        columns: Vec<Spanned<String>>,
        /// Its rows, `row` or `unit/row`; empty for all that are no sums.
        rows: Vec<Spanned<String>>,
    },
    /// The risks of the internal-control table, by likelihood and consequence.
    Risks,
    /// The indicators of each goal of a level of the tree that reach their targets.
    Goals {
        /// The level, from 0.
        depth: usize,
    },
}

#[derive(Clone, Copy)]
enum KindWord {
    Bars,
    RiskMatrix,
    Fulfilment,
}

const KINDS: &[(&str, KindWord)] =
    &[("staplar", KindWord::Bars), ("riskmatris", KindWord::RiskMatrix), ("maluppfyllelse", KindWord::Fulfilment)];

/// Deepest level of the goal tree.
const MAX_LEVELS: u32 = 4;

pub(super) fn chart(fields: Fields<'_, '_>) -> Option<ChartSpec> {
    let (id, title) = (fields.required_id("id"), fields.required_line("rubrik"));
    let kind = fields.word("slag", KINDS);
    if !fields.has("slag") {
        fields.report(messages::missing_key(fields.place(), "slag"));
    }
    let source = match kind.map(|kind| kind.value) {
        Some(KindWord::Bars) => bars(&fields),
        Some(KindWord::RiskMatrix) => Some(ChartSource::Risks),
        Some(KindWord::Fulfilment) => {
            let level = fields.integer("niva", 1, MAX_LEVELS).map_or(1, |level| level.value);
            Some(ChartSource::Goals { depth: level as usize - 1 })
        }
        // Which other keys there may be is not known; those that are there have been told enough about.
        None => return None,
    };
    let below = Below::read(&fields);
    fields.finish();
    Some(ChartSpec { id: id?, title: title?, source: source?, below })
}

fn bars(fields: &Fields<'_, '_>) -> Option<ChartSource> {
    let (table, columns) = (fields.reference("tabell"), fields.references("kolumner"));
    let rows = fields.references("rader");
    for key in ["tabell", "kolumner"] {
        if !fields.has(key) {
            fields.report(messages::missing_key(fields.place(), key));
        }
    }
    Some(ChartSource::Table { table: table?, columns, rows })
}
