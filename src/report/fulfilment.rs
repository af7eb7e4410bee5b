//! Whether indicators reach their targets, as far as target and forecast or outcome can be compared.

use crate::base::ids::GoalId;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::assessment::Light;
use crate::base::pattern::{Pattern, pattern};
use crate::base::swedish::NBSP;
use crate::input::manifest::{ColumnSet, ColumnSpec, Manifest};
use crate::input::section::{Cell, Content as CellContent};

use super::{GoalNode, OwnedGoal, Report};

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

    /// The same target with the side that a bare figure is to be reached from, where the label says whether more is
    /// better, or the figure lies above all outcomes so far.
    fn sided(self, label: &str, past: &[Decimal]) -> Self {
        let Target::Exactly(figure) = self else { return self };
        let (more, less) = (MORE.is_match(label), LESS.is_match(label));
        let above = !past.is_empty() && past.iter().all(|outcome| *outcome < figure);
        match (more, less) {
            (true, false) => Target::AtLeast { figure, strict: false },
            (false, true) => Target::AtMost { figure, strict: false },
            (false, false) if above => Target::AtLeast { figure, strict: false },
            _ => self,
        }
    }
}

/// A target with what it builds on in parentheses perhaps: `70 % (budgeterat 31 %)`.
static TARGET: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(<|>|≤|≥|max\.?|min\.?|minst|högst|under|över)?\s*",
        r"((?:\d{1,3}(?:[ \x{a0}\x{202f}\x{2009}]\d{3})+|\d+)(?:,\d+)?)[\s\x{a0}]*(?:%|procent)?\s*(?:\([^()]*\))?$",
    ))
});

static VALUE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"^\+?((?:\d{1,3}(?:[ \x{a0}\x{202f}\x{2009}]\d{3})+|\d+)(?:,\d+)?)",
        r"[\s\x{a0}]*(?:%|procent)?\s*(?:\(|$)",
    ))
});

static NOT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:inte|ej)\b.*\b(?:nås|uppnås|uppfylls)\b|\b(?:nås|uppnås|uppfylls)\s+(?:inte|ej)\b|\bej uppfyllt\b",
    )
});

static REACHED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)\b(?:nås|uppnås|uppfylls|uppfyllt|uppnått)\b"));

/// What is not done, where the target is that it be done.
static UNDONE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)^(?:ej|inte|icke)\s+(?:klar|färdig|påbörja|genomför|anta)"));

/// Targets and forecasts that name a direction: up, down, or neither.
static UP: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)^(?:\+|öka|höj|förbättra|fler\b)"));

static DOWN: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)^(?:[-−–]\s?\d|minska|sänk|sjunk|försämra|färre\b)"));

static SAME: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)^(?:samma|oförändra)"));

/// Words of a label by which more is better, and by which less is.
static MORE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)överskott|soliditet|självfinansiering|\bnöjd|\btrygg|svarsfrekvens|\bnärvaro"));
static LESS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)underskott|\bskuld|kostnad(?:en|er|erna)?\b|frånvaro\b|arbetslöshet\b|\bavgångna\b|anmälda brott|våldsbrott|",
        r"skadegörelse|utsläpp\b|handläggningstid|väntetid|restid|svarstid|insatstid|olyckor\b|\botrygg|ohälsa\b|\bbesväras\b",
    ))
});

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

/// The role of each column, by its heading or what stands above it. A year alone heads outcomes where there are targets
/// and no other outcomes; a column of one gender is a part of what its neighbour shows.
pub fn roles(set: &ColumnSet) -> Vec<Role> {
    let folded = |words: &str| words.trim().to_lowercase();
    let of = |words: &str| match words {
        _ if words.starts_with("utfall") => Role::Outcome,
        _ if words.starts_with("mål") => Role::Target,
        _ if words.starts_with("prognos") => Role::Forecast,
        _ => Role::Other,
    };
    let role = |column: &ColumnSpec| {
        let heading = folded(&column.heading.text);
        let above = column.over.iter().rev().map(|over| of(&folded(&over.text)));
        let above = above.into_iter().find(|role| *role != Role::Other).unwrap_or(Role::Other);
        match of(&heading) {
            Role::Other if PARTS.contains(&&*heading) => Role::Other,
            Role::Other => above,
            own => own,
        }
    };
    let mut roles: Vec<Role> = set.columns.iter().map(role).collect();
    if roles.contains(&Role::Target) && !roles.contains(&Role::Outcome) {
        let is_year = |words: &str| words.len() == 4 && words.bytes().all(|byte| byte.is_ascii_digit());
        for (role, column) in roles.iter_mut().zip(&set.columns) {
            if *role == Role::Other && is_year(column.heading.trimmed()) {
                *role = Role::Outcome;
            }
        }
    }
    roles
}

/// Headings of columns that show a part of all.
const PARTS: [&str; 6] = ["kvinnor", "män", "flickor", "pojkar", "kvinna", "man"];

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

/// What the unit's own assessment says of an indicator, where the table has a column of them.
pub fn assessed(manifest: &Manifest, set: &ColumnSet, cells: &[Option<Cell>]) -> Option<Verdict> {
    let shown = set.columns.iter().zip(cells).filter(|(column, _)| column.lights);
    let light = shown.rev().find_map(|(_, cell)| manifest.light(&words(cell.as_ref()?)))?;
    Some(match light {
        Light::Green => Verdict::Met,
        Light::Yellow | Light::Red => Verdict::Missed,
        Light::Grey => Verdict::Open,
    })
}

/// What can be said of an indicator without an assessment: its forecast against its target, or its last outcome where
/// it has no forecast.
pub fn judge(label: &str, set: &ColumnSet, cells: &[Option<Cell>]) -> Verdict {
    let roles = roles(set);
    let Some(aim) = last(&roles, cells, Role::Target).map(words) else { return Verdict::Open };
    let forecast = last(&roles, cells, Role::Forecast).map(words);
    let foreseen = forecast.is_some();
    let Some(reached) = forecast.or_else(|| last(&roles, cells, Role::Outcome).map(words)) else {
        return Verdict::Open;
    };
    let parsed = target(&aim);
    if NOT.is_match(&reached) || (parsed.is_none() && UNDONE.is_match(&reached)) || turns_away(&aim, &reached) {
        return Verdict::Missed;
    }
    let stem = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).take(5).collect::<String>();
    let direction = aim.chars().all(char::is_alphabetic) && stem(&aim) == stem(&reached);
    if REACHED.is_match(&reached) || aim == reached || direction {
        return Verdict::Met;
    }
    let Some((aim, value)) = parsed.zip(value(&reached)) else { return Verdict::Open };
    // What a bare figure asks for is guessed for a forecast only: last year's outcome need not reach this year's
    // target.
    let outcomes = || roles.iter().zip(cells).filter(|(role, _)| **role == Role::Outcome);
    let past: Vec<Decimal> = outcomes().filter_map(|(_, cell)| self::value(&words(cell.as_ref()?))).collect();
    let aim = if foreseen { aim.sided(label, &past) } else { aim };
    match aim.met(value) {
        Some(true) => Verdict::Met,
        Some(false) => Verdict::Missed,
        None => Verdict::Open,
    }
}

/// Whether what is reached goes the other way than the target asks for, or no way.
fn turns_away(aim: &str, reached: &str) -> bool {
    let (up, down) = (UP.is_match(aim), DOWN.is_match(aim));
    (up && DOWN.is_match(reached)) || (down && UP.is_match(reached)) || ((up || down) && SAME.is_match(reached))
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
    fn of(manifest: &Manifest, goal: &OwnedGoal) -> Self {
        let mut all = Fulfilment::default();
        for (indicator, cells) in goal.indicators() {
            let assessed = assessed(manifest, &goal.columns, cells);
            match assessed.unwrap_or_else(|| judge(&indicator.name.plain(), &goal.columns, cells)) {
                Verdict::Met => all.met += 1,
                Verdict::Missed => all.missed += 1,
                Verdict::Open => all.open += 1,
            }
        }
        all
    }

    /// Counts others as well.
    pub fn add(&mut self, other: Fulfilment) {
        self.met += other.met;
        self.missed += other.missed;
        self.open += other.open;
    }

    /// Every one of them.
    pub fn all(self) -> usize {
        self.judged() + self.open
    }

    /// Those that can be judged.
    pub fn judged(self) -> usize {
        self.met + self.missed
    }

    /// `78 %`: the share of those that can be judged, rounded half up; `None` where none can be.
    pub fn per_cent(self) -> Option<String> {
        let per_cent = (200 * self.met + self.judged()).checked_div(2 * self.judged())?;
        Some(format!("{per_cent}{NBSP}%"))
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
    pub id: GoalId,
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
        chapter.goals().for_each(|goal| total.add(node(&report.manifest, goal, &mut all)));
    }
    (all, total)
}

fn node(manifest: &Manifest, goal: &GoalNode, all: &mut Vec<GoalFulfilment>) -> Fulfilment {
    let at = all.len();
    let (id, heading) = (goal.id.clone(), goal.heading.trimmed().to_owned());
    let mut own = Fulfilment::default();
    goal.delivered().for_each(|goal| own.add(Fulfilment::of(manifest, goal)));
    all.push(GoalFulfilment { id, heading, depth: goal.depth, fulfilment: own });
    let below: Vec<Fulfilment> = goal.goals.iter().map(|goal| node(manifest, goal, all)).collect();
    below.into_iter().for_each(|below| all[at].fulfilment.add(below));
    all[at].fulfilment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up() {
        let share = |met, missed| Fulfilment { met, missed, open: 9 }.per_cent();
        let shares = [share(0, 0), share(0, 3), share(1, 7), share(2, 1), share(1, 199), share(199, 1), share(4, 0)];
        let written = shares.map(|share| share.unwrap_or_default().replace(NBSP, " "));
        assert_eq!(written, ["", "0 %", "13 %", "67 %", "1 %", "100 %", "100 %"]);
    }

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
        assert_eq!(met("70% (budgeterat 31%)", "37%"), None);
        assert_eq!(met("Minst 1,2 %", "+0,1 %"), Some(false));
        assert_eq!(target("70% (budgeterat 31%) eller mer"), None);
    }

    #[test]
    fn bare_targets_take_the_side_that_label_or_outcomes_give() {
        let figures = |figures: &[i64]| figures.iter().copied().map(Decimal::from).collect::<Vec<_>>();
        let met = |label: &str, aim: &str, past: &[i64], reached: &str| {
            target(aim).and_then(|target| target.sided(label, &figures(past)).met(value(reached)?))
        };
        assert_eq!(met("Resultatöverskott", "2% (budgeterat 1,5%)", &[4, 7], "0,5%"), Some(false));
        assert_eq!(met("Självfinansiering", "70 %", &[], "71 %"), Some(true));
        assert_eq!(met("Sjukfrånvaro", "7 %", &[8, 8], "6 %"), Some(true));
        assert_eq!(met("Handläggningstid", "10", &[12], "11"), Some(false));
        assert_eq!(met("Befolkning", "1,2%", &[0, 1], "+0,1%"), Some(false));
        assert_eq!(met("Befolkning", "3", &[2, 4], "2"), None);
        assert_eq!(met("Nettokostnad per trygg boende", "3", &[2], "2"), None);
        assert_eq!(met("Kostnadstäckning", "100 %", &[90], "95 %"), Some(false));
        assert_eq!(met("Uppklarade brott", "100", &[120], "95"), None);
    }

    #[test]
    fn directions_and_things_undone() {
        for (aim, reached) in [("+25", "Minskar"), ("+15 plats", "Samma"), ("Öka", "Oförändrat"), ("Minska", "Ökar")]
        {
            assert!(turns_away(aim, reached), "{aim}: {reached}");
        }
        for (aim, reached) in [("Öka", "Ökar"), ("Bibehålla", "Samma"), ("80 %", "Samma"), ("Minska", "Minskar")] {
            assert!(!turns_away(aim, reached), "{aim}: {reached}");
        }
        assert!(UNDONE.is_match("Ej påbörjad") && UNDONE.is_match("Inte klart"));
        assert!(!UNDONE.is_match("Ej publicerat") && !UNDONE.is_match("Ej mätt 2023"));
    }
}
