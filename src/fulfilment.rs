//! Whether indicators reach their targets, as far as target and forecast or outcome can be compared.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::manifest::ColumnSet;
use crate::report::{Content, Delivery, GoalNode, OwnedGoal, Report};
use crate::section::{Cell, Content as CellContent};

/// What can be said of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It reaches its target.
    Met,
    /// It does not.
    Missed,
    /// It cannot be judged from what is written.
    Open,
}

/// What a target asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Below the figure, or at most the figure.
    AtMost {
        /// The figure.
        figure: Decimal,
        /// Whether the figure itself is too much.
        strict: bool,
    },
    /// Above the figure, or at least the figure.
    AtLeast {
        /// The figure.
        figure: Decimal,
        /// Whether the figure itself is too little.
        strict: bool,
    },
    /// The figure, without saying from which side.
    Exactly(Decimal),
}

impl Target {
    /// The figure of the target.
    pub fn figure(self) -> Decimal {
        match self {
            Target::AtMost { figure, .. } | Target::AtLeast { figure, .. } | Target::Exactly(figure) => figure,
        }
    }

    /// Whether `value` reaches it; `None` where the target does not say from which side.
    pub fn met(self, value: Decimal) -> Option<bool> {
        match self {
            Target::AtMost { figure, strict } => Some(value < figure || (!strict && value == figure)),
            Target::AtLeast { figure, strict } => Some(value > figure || (!strict && value == figure)),
            Target::Exactly(figure) => (value == figure).then_some(true),
        }
    }
}

/// The patterns stand in this program, so that they are known to be well formed; the gallery reads each.
#[expect(clippy::expect_used, reason = "patterns are constants")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this program is well formed")
}

static TARGET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(<|>|≤|≥|max\.?|min\.?|minst|högst|under|över)?\s*(\d+(?:,\d+)?)[\s\x{a0}]*(?:%|procent)?$")
});
static VALUE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d+(?:,\d+)?)[\s\x{a0}]*(?:%|procent)?\s*(?:\(|$)"));
static NOT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:inte|ej)\b.*\b(?:nås|uppnås|uppfylls)\b|\b(?:nås|uppnås|uppfylls)\s+(?:inte|ej)\b|\bej uppfyllt\b",
    )
});
static REACHED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:nås|uppnås|uppfylls|uppfyllt|uppnått)\b"));

/// Reads a target; `None` for one that is no figure, such as `Öka`.
pub fn target(text: &str) -> Option<Target> {
    let hit = TARGET.captures(text.trim())?;
    let figure = hit[2].parse::<Amount>().ok()?.value();
    let sign = hit.get(1).map(|sign| sign.as_str().to_lowercase());
    Some(match sign.as_deref() {
        Some("<" | "under") => Target::AtMost { figure, strict: true },
        Some(">" | "över") => Target::AtLeast { figure, strict: true },
        Some("≤" | "max" | "max." | "högst") => Target::AtMost { figure, strict: false },
        Some(_) => Target::AtLeast { figure, strict: false },
        None => Target::Exactly(figure),
    })
}

/// Reads a value that is a figure, perhaps with a comparison behind it in parentheses.
pub fn value(text: &str) -> Option<Decimal> {
    let hit = VALUE.captures(text.trim())?;
    hit[1].parse::<Amount>().ok().map(Amount::value)
}

/// What an indicator's columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `Utfall ...`.
    Outcome,
    /// `Mål ...`.
    Target,
    /// `Prognos ...`.
    Forecast,
    /// Something else.
    Other,
}

/// The role of each column, by its heading.
pub fn roles(set: &ColumnSet) -> Vec<Role> {
    let role = |heading: &str| {
        let heading = heading.trim().to_lowercase();
        match heading {
            _ if heading.starts_with("utfall") => Role::Outcome,
            _ if heading.starts_with("mål") => Role::Target,
            _ if heading.starts_with("prognos") => Role::Forecast,
            _ => Role::Other,
        }
    };
    set.columns.iter().map(|column| role(&column.heading.text)).collect()
}

/// The words of a cell, as they were written.
pub fn words(cell: &Cell) -> String {
    match &cell.content {
        CellContent::Figure(amount) => amount.to_string().replace('.', ","),
        CellContent::Words(words) => words.plain().trim().to_owned(),
    }
}

/// The last cell of this role that is not empty.
pub fn last<'c>(roles: &[Role], cells: &'c [Option<Cell>], role: Role) -> Option<&'c Cell> {
    roles.iter().zip(cells).rev().filter(|(of, _)| **of == role).find_map(|(_, cell)| cell.as_ref())
}

/// What can be said of an indicator: its forecast against its target, or its last outcome where it has no forecast.
pub fn judge(set: &ColumnSet, cells: &[Option<Cell>]) -> Verdict {
    let roles = roles(set);
    let Some(aim) = last(&roles, cells, Role::Target).map(words) else { return Verdict::Open };
    let reached = last(&roles, cells, Role::Forecast).or_else(|| last(&roles, cells, Role::Outcome)).map(words);
    let Some(reached) = reached else { return Verdict::Open };
    if NOT.is_match(&reached) {
        return Verdict::Missed;
    }
    let stem = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).take(5).collect::<String>();
    let direction = aim.chars().all(char::is_alphabetic) && stem(&aim) == stem(&reached);
    if REACHED.is_match(&reached) || aim == reached || direction {
        return Verdict::Met;
    }
    match target(&aim).zip(value(&reached)).and_then(|(target, value)| target.met(value)) {
        Some(true) => Verdict::Met,
        Some(false) => Verdict::Missed,
        None => Verdict::Open,
    }
}

/// How many indicators reach their targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fulfilment {
    /// Those that do.
    pub met: usize,
    /// Those that do not.
    pub missed: usize,
    /// Those that cannot be judged.
    pub open: usize,
}

impl Fulfilment {
    fn of(goal: &OwnedGoal) -> Self {
        let mut all = Fulfilment::default();
        for (_, cells) in goal.indicators() {
            match judge(&goal.columns, cells) {
                Verdict::Met => all.met += 1,
                Verdict::Missed => all.missed += 1,
                Verdict::Open => all.open += 1,
            }
        }
        all
    }

    fn add(&mut self, other: Fulfilment) {
        self.met += other.met;
        self.missed += other.missed;
        self.open += other.open;
    }

    /// Those that can be judged.
    pub fn judged(self) -> usize {
        self.met + self.missed
    }

    /// `7 av 9 indikatorer`: those that reach their targets, of those that can be judged.
    pub fn swedish(self) -> String {
        let noun = if self.judged() == 1 { "indikator" } else { "indikatorer" };
        format!("{} av {} {noun}", self.met, self.judged())
    }
}

/// A goal with its place in the tree and the fulfilment of all indicators at and below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalFulfilment {
    /// The goal's id.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// Its level, from 0.
    pub depth: usize,
    /// Its indicators and those of the goals below.
    pub fulfilment: Fulfilment,
}

/// Every goal in the report's order, and the fulfilment of all together.
pub fn fulfilment(report: &Report) -> (Vec<GoalFulfilment>, Fulfilment) {
    let (mut all, mut total) = (Vec::new(), Fulfilment::default());
    for chapter in report.all_chapters() {
        if let Content::Goals(goals) = &chapter.content {
            goals.iter().for_each(|goal| total.add(node(goal, &mut all)));
        }
    }
    (all, total)
}

fn node(goal: &GoalNode, all: &mut Vec<GoalFulfilment>) -> Fulfilment {
    let at = all.len();
    let (id, heading) = (goal.id.clone(), goal.heading.trimmed().to_owned());
    let own = goal.text.as_ref().and_then(Delivery::came).map_or_else(Fulfilment::default, Fulfilment::of);
    all.push(GoalFulfilment { id, heading, depth: goal.depth, fulfilment: own });
    let below: Vec<Fulfilment> = goal.goals.iter().map(|goal| node(goal, all)).collect();
    below.into_iter().for_each(|below| all[at].fulfilment.add(below));
    all[at].fulfilment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_and_values() {
        let met = |aim: &str, reached: &str| target(aim).and_then(|target| target.met(value(reached)?));
        assert_eq!(met("<7%", "7,0 %"), Some(false));
        assert_eq!(met("Max 7,5%", "7,5 %"), Some(true));
        assert_eq!(met(">50", "68"), Some(true));
        assert_eq!(met("Minst 80 %", "79,9 % (81 %)"), Some(false));
        assert_eq!(met("80%", "79 %"), None);
        assert_eq!(met("80%", "80 %"), Some(true));
        assert_eq!(target("Öka"), None);
        assert_eq!(value("Ej publicerat"), None);
        assert_eq!(value("84/60"), None);
    }
}
