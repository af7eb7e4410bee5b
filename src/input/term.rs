//! What sums and computed columns are made of: names with a sign, read once where somebody wrote them.

use crate::base::ids::{ColumnId, OwnedId, TableId};
use crate::base::positions::ColumnIndex;
use crate::base::source::{Span, Spanned};

/// How a term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It is added: `intakt`.
    Plus,
    /// It is taken off: `-kostnad`.
    Minus,
    /// It is the whole of a share in per cent: `/budget`.
    Whole,
    /// The same, in the row that is the table's sum: `/utfall.summa`.
    WholeOfSum,
    /// It is what there is so much for each of, or for each so many of: `per elever`, `per 1000 invanare`.
    Per(u32),
}

/// What stands behind a column's id where the sum of the column is meant.
const OF_SUM: &str = ".summa";

/// What stands before a column's id where there is so much for each of it.
const PER: &str = "per ";

/// A name with its sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term<N> {
    /// How it counts.
    pub sign: Sign,
    /// What it names, without the sign.
    pub name: N,
    /// Where it was written.
    pub place: Span,
}

/// A row of a sum, `row` or `unit/row`, with its sign.
pub type RowTerm = Term<OwnedId>;

/// A column of a formula, with its sign.
pub type ColumnTerm = Term<ColumnId>;

/// A row that another row is computed from: one of the same table, or of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowOf {
    /// The other table.
    pub table: Option<TableId>,
    /// The row, `row` or `unit/row`.
    pub row: OwnedId,
}

/// A row that is divided or divides, with its sign.
pub type QuotientTerm = Term<RowOf>;

/// What a row is computed from by dividing: rows that are added or taken off, and the one that divides them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowQuotient {
    /// What is divided; one at least.
    pub added: Vec<QuotientTerm>,
    /// What divides it.
    pub whole: QuotientTerm,
}

impl RowQuotient {
    /// Reads `["kostnad", "per brukare"]` or `["kultur", "/allt"]`; `None` where nothing is divided, or several rows
    /// divide it.
    pub fn read(references: &[Spanned<String>]) -> Option<Self> {
        let (wholes, added): (Vec<QuotientTerm>, Vec<QuotientTerm>) =
            references.iter().map(QuotientTerm::read).partition(|term| matches!(term.sign, Sign::Whole | Sign::Per(_)));
        let [whole] = <[QuotientTerm; 1]>::try_from(wholes).ok()?;
        (!added.is_empty()).then_some(RowQuotient { added, whole })
    }

    /// Whether it is a share in per cent.
    pub fn is_share(&self) -> bool {
        self.whole.sign == Sign::Whole
    }

    /// All rows that it names.
    pub fn terms(&self) -> impl Iterator<Item = &QuotientTerm> {
        self.added.iter().chain([&self.whole])
    }
}

impl QuotientTerm {
    /// Reads a term of a row that is computed by dividing: `row`, `unit/row`, or `table.row` of another table.
    fn read(reference: &Spanned<String>) -> Self {
        let whole = reference.value.strip_prefix('/').map(|name| (Sign::Whole, name));
        let per = || reference.value.strip_prefix(PER).and_then(per);
        let (sign, name) = whole.or_else(per).unwrap_or_else(|| added(&reference.value));
        let (table, row) = name.split_once('.').map_or((None, name), |(table, row)| (Some(table.into()), row));
        Term { sign, name: RowOf { table, row: OwnedId::read(row) }, place: reference.place }
    }
}

impl RowTerm {
    /// Reads a term of a sum of rows: `row`, or `-row` where it is taken off.
    pub fn read(reference: &Spanned<String>) -> Self {
        let (sign, name) = added(&reference.value);
        Term { sign, name: OwnedId::read(name), place: reference.place }
    }
}

impl ColumnTerm {
    /// Reads a term of a computed column, which may be the whole of a share besides.
    pub fn read(reference: &Spanned<String>) -> Self {
        let of_sum = |name: &'_ str| name.strip_suffix(OF_SUM).is_some_and(|name| !name.contains('.'));
        let whole = reference.value.strip_prefix('/').map(|name| match name.strip_suffix(OF_SUM) {
            Some(column) if of_sum(name) => (Sign::WholeOfSum, column),
            _ => (Sign::Whole, name),
        });
        let per = || reference.value.strip_prefix(PER).and_then(per);
        let (sign, name) = whole.or_else(per).unwrap_or_else(|| added(&reference.value));
        Term { sign, name: name.into(), place: reference.place }
    }
}

/// `elever` or `1 000 invanare`: what there is so much for each of, or for each so many.
fn per(text: &str) -> Option<(Sign, &str)> {
    let text = text.trim();
    let Some((many, name)) = text.rsplit_once(char::is_whitespace) else { return Some((Sign::Per(1), text)) };
    let many: String = many.chars().filter(|c| !c.is_whitespace()).collect();
    many.parse().ok().filter(|many| *many > 0).map(|many| (Sign::Per(many), name))
}

/// What is added, or taken off with `-` before it.
fn added(text: &str) -> (Sign, &str) {
    text.strip_prefix('-').map_or((Sign::Plus, text), |name| (Sign::Minus, name))
}

impl ColumnTerm {
    /// Whether it is a figure of another table: `table.row.column`, or `table.column` for its row of the same id.
    pub fn is_elsewhere(&self) -> bool {
        matches!(self.sign, Sign::Whole | Sign::Per(_)) && self.name.as_str().contains('.')
    }
}

impl<N> Term<N> {
    /// Whether it is taken off.
    pub fn is_taken_off(&self) -> bool {
        self.sign == Sign::Minus
    }
}

/// What a column is computed from; nothing for one whose figures are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Formula {
    /// Its terms in order, each with the position of the column that it names; `None` where there is no such column.
    terms: Vec<(ColumnTerm, Option<ColumnIndex>)>,
}

/// The columns of a formula, by their positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// Those that are added, each with whether it is subtracted.
    pub added: Vec<(ColumnIndex, bool)>,
    /// The whole of a share, where it is a column.
    pub whole: Option<ColumnIndex>,
    /// The same, where it is a figure of another table.
    pub elsewhere: Option<Spanned<String>>,
    /// Whether that stands in the row that is the table's sum.
    pub of_sum: bool,
    /// For each how many of the whole there is so much, where it is no share in per cent.
    pub per: Option<u32>,
}

impl Formula {
    /// A formula of these terms among columns of these ids.
    pub fn new<'c>(terms: Vec<ColumnTerm>, columns: impl Iterator<Item = &'c str> + Clone) -> Self {
        let at = |term: &ColumnTerm| columns.clone().position(|id| term.name == id).map(ColumnIndex::new);
        Formula { terms: terms.into_iter().map(|term| (term.clone(), at(&term))).collect() }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it gives shares in per cent.
    pub fn is_share(&self) -> bool {
        self.terms.iter().any(|(term, _)| matches!(term.sign, Sign::Whole | Sign::WholeOfSum))
    }

    /// Whether it gives what there is for each of something.
    pub fn is_rate(&self) -> bool {
        self.terms.iter().any(|(term, _)| matches!(term.sign, Sign::Per(_)))
    }

    /// Whether it takes something off.
    pub fn takes_off(&self) -> bool {
        self.terms.iter().any(|(term, _)| term.is_taken_off())
    }

    /// Whether the column at this position is part of it.
    pub fn uses(&self, column: ColumnIndex) -> bool {
        self.terms.iter().any(|(_, at)| *at == Some(column))
    }

    /// The terms that name no column.
    pub fn unknown(&self) -> impl Iterator<Item = &ColumnTerm> {
        self.terms.iter().filter(|(term, at)| at.is_none() && !term.is_elsewhere()).map(|(term, _)| term)
    }

    /// What it is made of. `None` where nothing is added, or a column is named that there is not.
    pub fn parts(&self) -> Option<Parts> {
        let (mut added, mut whole, mut of_sum, mut per, mut elsewhere) = (Vec::new(), None, false, None, None);
        for (term, at) in &self.terms {
            if matches!(term.sign, Sign::Plus | Sign::Minus) {
                added.push(((*at)?, term.is_taken_off()));
                continue;
            }
            elsewhere = term.is_elsewhere().then(|| Spanned::new(term.name.to_string(), term.place));
            whole = if elsewhere.is_some() { None } else { Some((*at)?) };
            of_sum = term.sign == Sign::WholeOfSum;
            per = if let Sign::Per(many) = term.sign { Some(many) } else { None };
        }
        (!added.is_empty()).then_some(Parts { added, whole, elsewhere, of_sum, per })
    }

    /// The columns of `first - second`; `None` for any other formula.
    pub fn difference(&self) -> Option<(ColumnIndex, ColumnIndex)> {
        match &self.terms[..] {
            [(first, Some(from)), (second, Some(taken))] if first.sign == Sign::Plus && second.is_taken_off() => {
                Some((*from, *taken))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Sources;

    fn written(text: &str) -> Spanned<String> {
        Spanned::new(text.to_owned(), Span::new(Sources::default().add("t.toml", text.to_owned()), 0..text.len()))
    }

    fn column(text: &str) -> (Sign, String) {
        let term = ColumnTerm::read(&written(text));
        (term.sign, term.name.to_string())
    }

    #[test]
    fn one_sign_is_read_and_the_rest_is_a_name() {
        assert_eq!(column("utfall"), (Sign::Plus, "utfall".into()));
        assert_eq!(column("-utfall"), (Sign::Minus, "utfall".into()));
        assert_eq!(column("/budget"), (Sign::Whole, "budget".into()));
        assert_eq!(column("--utfall"), (Sign::Minus, "-utfall".into()), "no column can be called so, which is told");
        assert_eq!(column("/utfall.summa"), (Sign::WholeOfSum, "utfall".into()));
        assert_eq!(column("utfall.summa"), (Sign::Plus, "utfall.summa".into()), "only a whole is a sum");
        assert_eq!(column("-/budget"), (Sign::Minus, "/budget".into()));
        assert_eq!(column("per elever"), (Sign::Per(1), "elever".into()));
        assert_eq!(column("per 1000 invanare"), (Sign::Per(1_000), "invanare".into()));
        assert_eq!(column("per 10 000 invanare"), (Sign::Per(10_000), "invanare".into()));
        assert_eq!(column("per tusen invanare"), (Sign::Plus, "per tusen invanare".into()), "which is told");
        assert_eq!(column("per 0 invanare"), (Sign::Plus, "per 0 invanare".into()));
        assert_eq!(column("personal"), (Sign::Plus, "personal".into()));
        let row = RowTerm::read(&written("-it/drift"));
        assert!(row.is_taken_off() && row.name == OwnedId { unit: Some("it".into()), id: "drift".to_owned() });
        assert_eq!(RowTerm::read(&written("/drift")).sign, Sign::Plus, "a sum has no whole");
    }

    #[test]
    fn a_row_is_divided_by_one_other() {
        let read = |terms: &[&str]| RowQuotient::read(&terms.iter().map(|term| written(term)).collect::<Vec<_>>());
        let rate = read(&["it/kostnad", "-intakt", "per 1000 invanare"]).unwrap();
        assert!(!rate.is_share() && rate.added.len() == 2 && rate.added[1].is_taken_off());
        assert_eq!(rate.whole.sign, Sign::Per(1_000));
        let share = read(&["kultur", "/drift.it/summa"]).unwrap();
        assert!(share.is_share() && share.whole.name.table == Some("drift".into()));
        assert_eq!(share.whole.name.row, OwnedId { unit: Some("it".into()), id: "summa".to_owned() });
        assert_eq!(read(&["kultur"]), None, "nothing divides it");
        assert_eq!(read(&["/allt"]), None, "nothing is divided");
        assert_eq!(read(&["a", "/b", "per c"]), None, "two divide it");
        assert_eq!(read(&[]), None);
    }

    #[test]
    fn a_formula_knows_its_columns() {
        let at = ColumnIndex::new;
        let formula = |terms: &[&str]| {
            let terms = terms.iter().map(|term| ColumnTerm::read(&written(term))).collect();
            Formula::new(terms, ["budget", "utfall", "prognos"].into_iter())
        };
        assert_eq!(formula(&["budget", "-utfall"]).difference(), Some((at(0), at(1))));
        assert_eq!(
            formula(&["budget", "-utfall"]).parts(),
            Some(Parts {
                added: vec![(at(0), false), (at(1), true)],
                whole: None,
                elsewhere: None,
                of_sum: false,
                per: None
            })
        );
        assert_eq!(formula(&["-budget", "utfall"]).difference(), None);
        let share = formula(&["utfall", "/budget"]);
        assert!(share.is_share() && share.uses(at(0)) && share.uses(at(1)) && !share.uses(at(2)) && !share.takes_off());
        assert_eq!(
            share.parts(),
            Some(Parts { added: vec![(at(1), false)], whole: Some(at(0)), elsewhere: None, of_sum: false, per: None })
        );
        let of_sum = formula(&["utfall", "/utfall.summa"]);
        assert_eq!(
            of_sum.parts(),
            Some(Parts { added: vec![(at(1), false)], whole: Some(at(1)), elsewhere: None, of_sum: true, per: None })
        );
        assert!(of_sum.is_share() && of_sum.uses(at(1)));
        let rate = formula(&["utfall", "per 100 budget"]);
        assert_eq!(
            rate.parts(),
            Some(Parts {
                added: vec![(at(1), false)],
                whole: Some(at(0)),
                elsewhere: None,
                of_sum: false,
                per: Some(100)
            })
        );
        assert!(rate.is_rate() && !rate.is_share() && rate.uses(at(0)) && !of_sum.is_rate());
        let elsewhere = formula(&["utfall", "/drift.summa.budget"]);
        assert!(elsewhere.is_share() && elsewhere.unknown().count() == 0);
        let whole = elsewhere.parts().and_then(|parts| parts.elsewhere);
        assert_eq!(whole.map(|whole| whole.value), Some("drift.summa.budget".to_owned()));
        assert_eq!(formula(&["drift.summa.budget"]).unknown().count(), 1, "only what divides stands elsewhere");
        let wrong = formula(&["budget", "-utfal"]);
        assert_eq!(wrong.parts(), None);
        assert_eq!(wrong.unknown().map(|term| term.name.as_str()).collect::<Vec<_>>(), ["utfal"]);
        assert!(formula(&[]).is_empty() && formula(&["/budget"]).parts().is_none());
    }
}
