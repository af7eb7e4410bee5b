//! Which columns are variances of which, and how they are computed from the signs that the report, or a table, says.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::base::ids::ColumnId;
use crate::base::pattern::{Pattern, pattern};
use crate::base::positions::ColumnIndex;
use crate::input::decode::Fields;
use crate::input::messages;
use crate::input::term::{Formula, Sign, Term};

use super::conventions::Conventions;
use super::tables::{ColumnSet, ColumnSpec, TableSpec};

static PLAN: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)budget|anslag|\bplan\b"));

static ACTUAL: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)^(?:utfall|prognos|bokslut|resultat)"));

static VARIANCE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)avvik"));

/// What counts things that are not as they should be: `Kontroller med avvikelse`, `Antal avvikelser`.
static WITH_VARIANCE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)\b(?:antal|med|utan)\b.*avvik"));

impl ColumnSpec {
    /// Whether it is a plan: a budget, a grant.
    pub fn is_plan(&self) -> bool {
        PLAN.is_match(self.heading.trimmed())
    }

    /// Whether it is what became of a plan, or is thought to become.
    pub fn is_actual(&self) -> bool {
        ACTUAL.is_match(self.heading.trimmed())
    }

    /// Whether it is the variance between the two.
    pub fn is_variance(&self) -> bool {
        let heading = self.heading.trimmed();
        VARIANCE.is_match(heading) && !WITH_VARIANCE.is_match(heading)
    }
}

/// Gives the columns the formulas that the signs of the report make of them, and each table that says signs itself
/// columns of its own: those that it shares with others, with the formulas that its signs make of them.
pub(super) fn settle(fields: &Fields<'_, '_>, report: &Conventions, sets: &mut [ColumnSet], tables: &mut [TableSpec]) {
    let mut known: BTreeMap<&str, &ColumnSet> = BTreeMap::new();
    for set in sets.iter() {
        known.entry(set.id.value.as_str()).or_insert(set);
    }
    for table in tables.iter_mut() {
        let Some(own) = table.signs.take() else { continue };
        let signs = own.in_report(report);
        let shared = table.columns.as_ref().and_then(|id| known.get(id.value.as_str()).copied());
        let is_open = shared.is_some_and(|set| set.positions().any(|at| counts(set, at) && is_unsaid(set, at)));
        tell(fields, report, (&own, &signs), is_open);
        table.own_columns = shared.cloned().map(|mut set| {
            apply(&signs, own.variances.is_some(), &mut set);
            if own.variances.is_none() {
                turn(report, &signs, &mut set);
            }
            set
        });
        table.signs = Some(signs);
    }
    sets.iter_mut().for_each(|set| apply(report, false, set));
}

/// Tells of a table whose signs, `own`, fit no formula together with the report's, where it is `is_open` for one: a
/// variance of its columns says none. What the report's alone do not fit has been told.
fn tell(fields: &Fields<'_, '_>, report: &Conventions, (own, signs): (&Conventions, &Conventions), is_open: bool) {
    if signs.contradiction().is_none() {
        return;
    }
    match (&own.variances, own.place()) {
        (Some(said), _) => fields.report(messages::signs_without_formula(said.place)),
        (None, Some(place)) if is_open && report.contradiction().is_none() => {
            fields.report(messages::signs_without_formula_of_table(place, signs.suit_better_results()));
        }
        (None, _) => {}
    }
}

/// Gives the variances of a column set that say nothing of their own the formula of the signs, from the nearest plan
/// and actual to their left. What a column says itself stays, but that a table that says itself what its variances
/// mean, `turns`, has those of a plan and an actual its own way round.
fn apply(signs: &Conventions, turns: bool, set: &mut ColumnSet) {
    let Some((plan_first, inverted)) = signs.of_variances() else { return };
    let ids: Vec<ColumnId> = set.columns.iter().map(|column| column.id.value.clone()).collect();
    for at in set.positions() {
        if !counts(set, at) {
            continue;
        }
        let column = &set.columns[at];
        let own = plan_and_actual(set, at);
        let pair = own.filter(|_| turns).or_else(|| nearest(set, at).filter(|_| column.formula.is_empty()));
        let is_difference = column.formula.difference().is_some();
        let place = column.id.place;
        let term = |sign, at: ColumnIndex| Term { sign, name: ids[at.position()].clone(), place };
        let column = &mut set.columns[at];
        if let Some((plan, actual)) = pair {
            let (first, second) = if plan_first { (plan, actual) } else { (actual, plan) };
            let terms = vec![term(Sign::Plus, first), term(Sign::Minus, second)];
            column.formula = Formula::new(terms, ids.iter().map(ColumnId::as_str));
        }
        if pair.is_some() && is_difference {
            column.inverted = inverted;
        } else if pair.is_some() || is_difference {
            column.inverted = column.inverted.or(inverted);
        }
    }
}

/// Turns the formulas that shared columns have of their own, and that are better results by the signs of the report, in
/// a table whose own signs of costs or incomes make them worse ones.
fn turn(report: &Conventions, signs: &Conventions, set: &mut ColumnSet) {
    let (Some((was, _)), Some((now, inverted))) = (report.of_better_results(), signs.of_better_results()) else {
        return;
    };
    let ids: Vec<ColumnId> = set.columns.iter().map(|column| column.id.value.clone()).collect();
    for at in set.positions().filter(|_| was != now) {
        let Some((plan, actual)) = plan_and_actual(set, at).filter(|_| counts(set, at)) else { continue };
        let column = &mut set.columns[at];
        let plan_first = column.formula.difference().is_some_and(|(first, _)| first == plan);
        if plan_first != was {
            continue;
        }
        let (first, second) = if now { (plan, actual) } else { (actual, plan) };
        let place = column.id.place;
        let term = |sign, at: ColumnIndex| Term { sign, name: ids[at.position()].clone(), place };
        let terms = vec![term(Sign::Plus, first), term(Sign::Minus, second)];
        column.formula = Formula::new(terms, ids.iter().map(ColumnId::as_str));
        column.inverted = inverted;
    }
}

/// Whether a column is a variance of amounts.
fn counts(set: &ColumnSet, at: ColumnIndex) -> bool {
    let is_share = set.unit_of(at) == Some("%");
    !is_share && set.at(at).is_some_and(|column| column.amounts && column.is_variance())
}

/// Whether a column does not say itself what it is computed from.
fn is_unsaid(set: &ColumnSet, at: ColumnIndex) -> bool {
    set.at(at).is_some_and(|column| column.formula.is_empty())
}

/// The plan and the actual that a column says itself that it is the difference of.
fn plan_and_actual(set: &ColumnSet, variance: ColumnIndex) -> Option<(ColumnIndex, ColumnIndex)> {
    let (one, other) = set.at(variance)?.formula.difference()?;
    let is = |at, wanted: fn(&ColumnSpec) -> bool| set.at(at).is_some_and(wanted);
    let in_order = |plan, actual| is(plan, ColumnSpec::is_plan) && is(actual, ColumnSpec::is_actual);
    if in_order(one, other) {
        return Some((one, other));
    }
    in_order(other, one).then_some((other, one))
}

/// The nearest plan and actual to the left of a column.
fn nearest(set: &ColumnSet, variance: ColumnIndex) -> Option<(ColumnIndex, ColumnIndex)> {
    let last = |wanted: fn(&ColumnSpec) -> bool| {
        let before = set.each().filter(|(at, _)| at.position() < variance.position()).rev();
        let mut counting =
            before.filter(|(_, column)| column.amounts && !column.is_variance() && !column.is_quotient());
        counting.find(|(_, column)| wanted(column)).map(|(at, _)| at)
    };
    Some((last(ColumnSpec::is_plan)?, last(ColumnSpec::is_actual)?))
}
