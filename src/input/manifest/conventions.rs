//! `[fortecken]`: which signs a report gives costs, incomes and variances, said once for all of its columns.

use std::sync::LazyLock;

use crate::base::ids::ColumnId;
use crate::base::pattern::{Pattern, pattern};
use crate::base::source::Spanned;
use crate::input::decode::Fields;
use crate::input::messages;
use crate::input::term::{Formula, Sign, Term};

use super::tables::{ColumnSet, ColumnSpec};

/// How a report writes costs, incomes and variances.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conventions {
    /// The sign of costs.
    pub costs: Option<Spanned<Written>>,
    /// The sign of incomes.
    pub incomes: Option<Spanned<Written>>,
    /// What a variance above zero means.
    pub variances: Option<Spanned<Variance>>,
    /// Whether figures below zero are red.
    pub red: bool,
}

/// The sign that a kind of account is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// A cost of 90 is `90`.
    Plus,
    /// A cost of 90 is `-90`.
    Minus,
}

/// What a variance above zero means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variance {
    /// That the result became better than planned.
    BetterResult,
    /// That it became more than planned, on all rows.
    More,
}

const SIGNS: &[(&str, Written)] = &[("plus", Written::Plus), ("minus", Written::Minus)];

const VARIANCES: &[(&str, Variance)] =
    &[("battre_resultat", Variance::BetterResult), ("mer_an_budget", Variance::More)];

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

impl Conventions {
    /// Those that the manifest says.
    pub(super) fn read(fields: Fields<'_, '_>) -> Self {
        let conventions = Conventions {
            costs: fields.word("kostnader", SIGNS),
            incomes: fields.word("intakter", SIGNS),
            variances: fields.word("avvikelse", VARIANCES),
            red: fields.flag("rott_minus") == Some(true),
        };
        if let Some(place) = conventions.contradiction() {
            fields.report(messages::signs_without_formula(place.place));
        }
        fields.finish();
        conventions
    }

    fn signs(&self) -> [Written; 2] {
        let sign = |said: &Option<Spanned<Written>>| said.as_ref().map_or(Written::Plus, |said| said.value);
        [sign(&self.costs), sign(&self.incomes)]
    }

    /// Where what is said of variances fits no formula that holds for all rows.
    fn contradiction(&self) -> Option<&Spanned<Variance>> {
        let variances = self.variances.as_ref()?;
        let plain = self.signs() == [Written::Plus; 2];
        let both = self.signs() == [Written::Minus; 2];
        (both || (variances.value == Variance::More && !plain)).then_some(variances)
    }

    /// Whether variances are the plan less the actual, and whether that turns on rows of the other side.
    fn of_variances(&self) -> Option<(bool, Option<bool>)> {
        let variances = self.variances.as_ref().filter(|_| self.contradiction().is_none())?;
        Some(match (variances.value, self.signs()) {
            (Variance::More, _) | (Variance::BetterResult, [Written::Minus, _]) => (false, Some(false)),
            (Variance::BetterResult, [Written::Plus, Written::Minus]) => (true, Some(false)),
            (Variance::BetterResult, [Written::Plus, Written::Plus]) => (true, None),
        })
    }

    /// Gives the variances of a column set that say nothing of their own the formula of the report, from the nearest
    /// plan and actual to their left. What a column says itself stays.
    pub(super) fn apply(&self, set: &mut ColumnSet) {
        let Some((plan_first, inverted)) = self.of_variances() else { return };
        let ids: Vec<ColumnId> = set.columns.iter().map(|column| column.id.value.clone()).collect();
        for at in set.positions() {
            let is_share = set.unit_of(at) == Some("%");
            let column = &set.columns[at];
            if !column.amounts || !column.is_variance() || is_share {
                continue;
            }
            let nearest = |wanted: fn(&ColumnSpec) -> bool| {
                let before = set.columns[..at.position()].iter().rev();
                before
                    .filter(|column| column.amounts && !column.is_variance() && !column.is_quotient())
                    .find(|it| wanted(it))
            };
            let (plan, actual) = (nearest(ColumnSpec::is_plan), nearest(ColumnSpec::is_actual));
            let (first, second) = if plan_first { (plan, actual) } else { (actual, plan) };
            let place = column.id.place;
            let term = |sign, column: &ColumnSpec| Term { sign, name: column.id.value.clone(), place };
            let terms =
                first.zip(second).map(|(first, second)| vec![term(Sign::Plus, first), term(Sign::Minus, second)]);
            let column = &mut set.columns[at];
            if column.formula.is_empty() {
                let Some(terms) = terms else { continue };
                column.formula = Formula::new(terms, ids.iter().map(ColumnId::as_str));
                column.inverted = column.inverted.or(inverted);
            } else if column.formula.difference().is_some() {
                column.inverted = column.inverted.or(inverted);
            }
        }
    }
}
