//! `[fortecken]`: which signs a report gives costs, incomes and variances, said once for all of its tables, or by a
//! table that writes them in another way.

use crate::base::source::{Span, Spanned};
use crate::input::decode::Fields;
use crate::input::messages;

/// How a report, or a table of it, writes costs, incomes and variances.
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

impl Conventions {
    /// Those that the manifest says.
    pub(super) fn read(fields: Fields<'_, '_>) -> Self {
        let conventions = Conventions { red: fields.flag("rott_minus") == Some(true), ..Self::words(&fields) };
        if let Some(place) = conventions.contradiction() {
            fields.report(messages::signs_without_formula(place.place));
        }
        fields.finish();
        conventions
    }

    /// Those that a table says. Whether a formula fits them is known with the report's.
    pub(super) fn of_table(fields: Fields<'_, '_>) -> Self {
        let own = Self::words(&fields);
        fields.finish();
        own
    }

    fn words(fields: &Fields<'_, '_>) -> Self {
        Conventions {
            costs: fields.word("kostnader", SIGNS),
            incomes: fields.word("intakter", SIGNS),
            variances: fields.word("avvikelse", VARIANCES),
            red: false,
        }
    }

    /// What holds in a table that says some of it itself: the rest is as the report says.
    pub(super) fn in_report(&self, report: &Conventions) -> Self {
        Conventions {
            costs: self.costs.clone().or_else(|| report.costs.clone()),
            incomes: self.incomes.clone().or_else(|| report.incomes.clone()),
            variances: self.variances.clone().or_else(|| report.variances.clone()),
            red: report.red,
        }
    }

    /// Where a table says the first of it.
    pub(super) fn place(&self) -> Option<Span> {
        let signs = self.costs.iter().chain(&self.incomes).map(|said| said.place);
        self.variances.iter().map(|said| said.place).chain(signs).next()
    }

    fn signs(&self) -> [Written; 2] {
        let sign = |said: &Option<Spanned<Written>>| said.as_ref().map_or(Written::Plus, |said| said.value);
        [sign(&self.costs), sign(&self.incomes)]
    }

    /// Whether a formula would hold for variances that are better results.
    pub(super) fn suit_better_results(&self) -> bool {
        self.signs() != [Written::Minus; 2]
    }

    /// Where what is said of variances fits no formula that holds for all rows.
    pub fn contradiction(&self) -> Option<&Spanned<Variance>> {
        let variances = self.variances.as_ref()?;
        let plain = self.signs() == [Written::Plus; 2];
        let both = self.signs() == [Written::Minus; 2];
        (both || (variances.value == Variance::More && !plain)).then_some(variances)
    }

    /// Whether variances are the plan less the actual, and whether that turns on rows of the other side.
    pub(super) fn of_variances(&self) -> Option<(bool, Option<bool>)> {
        let variances = self.variances.as_ref().filter(|_| self.contradiction().is_none())?;
        match variances.value {
            Variance::More => Some((false, Some(false))),
            Variance::BetterResult => self.of_better_results(),
        }
    }

    /// The same of variances that are better results; `None` where no formula holds for all rows.
    pub(super) fn of_better_results(&self) -> Option<(bool, Option<bool>)> {
        match self.signs() {
            [Written::Minus, Written::Minus] => None,
            [Written::Minus, Written::Plus] => Some((false, Some(false))),
            [Written::Plus, Written::Minus] => Some((true, Some(false))),
            [Written::Plus, Written::Plus] => Some((true, None)),
        }
    }
}
