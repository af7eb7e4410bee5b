//! The one cell that the words of a sentence mean, where no name alone tells it: of the row that is named or of all of
//! a table, in the column whose headings the sentence has. A figure that has its digits but for a slip, or is of an
//! earlier year, is told.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::check::messages::Cause;

use super::facts::Fact;
use super::judge::{Judge, TELLING, Verdict, Wrong, cause, is_of_side, shift};
use super::lists;
use super::names::{self, Mention, Subject};
use super::reading::{End, Measure, Said, Sentence, digits};
use super::related::Judged;
use super::series::Around;
use super::times::{Part, Time};
use super::tokens::{Kind, tokens};
use super::words::{self, Role, Side, among};

/// The words of a heading and of the sentence before, and the whole text that the sentence stands in.
pub(super) struct Text<'t> {
    /// Words that the sentence may go on about.
    pub(super) before: &'t [String],
    /// What the text so far, or its heading, names.
    pub(super) headed: Option<Subject>,
    /// The figures of the text.
    pub(super) figures: &'t Figures<'t>,
}

impl Text<'_> {
    /// Whether the text says what a cell holds with another figure than this one.
    pub(super) fn gives(&self, said: &Said, right: Amount) -> bool {
        let places = self.figures.of_size(right.rounded(said.amount.decimals()));
        places.iter().any(|at| !said.digits.contains(at))
    }
}

/// Where the figures of a text stand, by their sizes; they are read where somebody asks for them.
pub(super) struct Figures<'t> {
    text: &'t str,
    found: OnceCell<BTreeMap<Decimal, Vec<usize>>>,
}

impl<'t> Figures<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Figures { text, found: OnceCell::new() }
    }

    /// Where figures of this size begin, whatever their sign.
    pub(super) fn of_size(&self, amount: Amount) -> &[usize] {
        let found = self.found.get_or_init(|| {
            let mut found: BTreeMap<Decimal, Vec<usize>> = BTreeMap::new();
            for token in tokens(self.text) {
                if let Kind::Figure(amount, _) = token.kind {
                    found.entry(amount.value().abs()).or_default().push(token.range.start);
                }
            }
            found
        });
        found.get(&amount.value().abs()).map_or(&[], Vec::as_slice)
    }
}

/// A cell that a figure may have been meant to be.
struct Candidate {
    kinship: i32,
    right: Amount,
    wrong: Wrong,
}

/// How near the words of a figure are to a cell.
struct Kinship {
    row: i32,
    column: i32,
    rest: i32,
}

impl Kinship {
    fn all(&self) -> i32 {
        self.row + self.column + self.rest
    }
}

/// A row's name in a sentence.
struct Named {
    at: Range<usize>,
    rows: Vec<usize>,
}

/// A sentence with what it names.
struct Reading<'r> {
    sentence: &'r Sentence,
    around: &'r Around<'r>,
    text: &'r Text<'r>,
    named: Vec<Named>,
    headed: Option<Named>,
}

/// Holds the figures that no cell of their own bears out against the one cell that their words mean.
pub(super) fn hold(own: &mut [Judged], sentence: &Sentence, around: &Around<'_>, text: &Text<'_>) {
    let mut reading: Option<Reading<'_>> = None;
    for (said, verdict) in own {
        let is_free = match verdict {
            Verdict::Nobodys => true,
            Verdict::Confirmed(backing) => backing.other.is_none(),
            Verdict::Contradicted(_) => false,
        };
        if !is_free || !is_plain(said) {
            continue;
        }
        let slips = around.facts.slips(said.amount, said.measure);
        let alike = around.facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        if slips.is_empty() && alike.is_empty() {
            continue;
        }
        let reading = reading.get_or_insert_with(|| Reading::of(sentence, around, text));
        let mut candidates = reading.slips(said, (&slips, &alike));
        candidates.extend(reading.of_other_years(said, &alike));
        candidates.extend(reading.of_other_cells(said, &alike));
        if let Some(wrong) = reading.wrong(said, candidates) {
            *verdict = Verdict::Contradicted(wrong);
        }
    }
}

/// Holds the ends of a change against each other: `från 85 till 88 procent`, where the row of 88 had 83 a year ago.
pub(super) fn ends(own: &mut [Judged], sentence: &Sentence, around: &Around<'_>) {
    if sentence.spans_years() {
        return;
    }
    for at in 1..own.len() {
        let (from, to) = (&own[at - 1].0, &own[at].0);
        let pair = from.end == Some(End::From) && to.end == Some(End::To) && from.measure == to.measure;
        if !pair || from.about || to.about {
            continue;
        }
        let known = |at: usize| match &own[at].1 {
            Verdict::Confirmed(backing) if backing.other.is_none() => Some(backing.fact),
            Verdict::Nobodys => in_chapter(&own[at].0, sentence, around),
            _ => None,
        };
        let found = match (known(at - 1), known(at)) {
            (_, Some(cell)) => other_end(from, to, (cell, false), sentence, around).map(|wrong| (at - 1, wrong)),
            (Some(cell), None) => other_end(to, from, (cell, true), sentence, around).map(|wrong| (at, wrong)),
            (None, None) => None,
        };
        // What another table bears out is of another time: `har vuxit från 75`, of a table of five years.
        let is_free = |(at, wrong): &(usize, Wrong)| {
            let (Wrong::Figure(cell, _) | Wrong::Column(cell, _)) = wrong else { return false };
            match &own[*at].1 {
                Verdict::Confirmed(backing) => {
                    around.facts.all[backing.fact].table_at == around.facts.all[*cell].table_at
                }
                Verdict::Nobodys => true,
                Verdict::Contradicted(_) => false,
            }
        };
        if let Some((at, wrong)) = found.filter(is_free) {
            own[at].1 = Verdict::Contradicted(wrong);
        }
    }
}

/// The one cell of the chapter's tables, of a row that the sentence names, that holds an end of a change.
fn in_chapter(said: &Said, sentence: &Sentence, around: &Around<'_>) -> Option<usize> {
    let facts = around.facts;
    let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
    let share = said.measure == Measure::Share;
    let holds = |fact: &Fact| {
        let of_time = fact.time.year.is_some() && fact.time.year == said.time.year;
        let exact = shift(fact, said.measure) == Some(0) && fact.amount.value().abs() == said.amount.value().abs();
        of_time && exact && share == (fact.measure == Some(Measure::Share))
    };
    let is_named = |at: &usize| {
        let named = |mention: &Mention| {
            matches!(mention.subject, Subject::Named(_)) && around.about(mention.subject).contains(at)
        };
        sentence.mentions.iter().any(named)
    };
    let mut found =
        alike.into_iter().filter(|at| around.chapter.contains(at) && holds(&facts.all[*at]) && is_named(at));
    found.next().filter(|_| found.next().is_none())
}

/// The cell of the year after, or before, the one that bears the other end out, where this end is another cell of its
/// row or of its column, or has its digits but for a slip.
fn other_end(
    said: &Said,
    known: &Said,
    (cell, is_later): (usize, bool),
    sentence: &Sentence,
    around: &Around<'_>,
) -> Option<Wrong> {
    let facts = around.facts;
    let fact = &facts.all[cell];
    let holds = |fact: &Fact, said: &Said| {
        shift(fact, said.measure) == Some(0) && fact.amount.value().abs() == said.amount.value().abs()
    };
    let year = fact.time.year?;
    let wanted = if is_later { year.checked_add(1) } else { year.checked_sub(1) };
    let next = |fact: &Fact| -> Option<(usize, &Fact)> {
        let is_next = |other: &&(usize, &Fact)| {
            other.1.heads == fact.heads && other.1.time.year == wanted && other.1.time.part == fact.time.part
        };
        let cells: Vec<(usize, &Fact)> = facts.of_row(fact.row_at).collect();
        let mut found = cells.iter().filter(is_next);
        found.next().copied().filter(|_| found.next().is_none())
    };
    let other_time = said.since.is_some() || said.time.year.is_some_and(|own| Some(own) != wanted);
    let named = sentence
        .mentions
        .iter()
        .any(|mention| matches!(mention.subject, Subject::Named(_)) && around.about(mention.subject).contains(&cell));
    let (right_at, right) = next(fact).filter(|_| named && !other_time && digits(known.amount) >= 2)?;
    let alike = facts.about_as_large(known.amount, known.measure, Decimal::ZERO);
    let so = |at: &usize| {
        let fact = &facts.all[*at];
        holds(fact, known) && next(fact).is_some_and(|(_, next)| holds(next, said))
    };
    if holds(right, said) || alike.iter().any(so) {
        return None;
    }
    let stands = facts.about_as_large(said.amount, said.measure, Decimal::ZERO).into_iter();
    let beside = stands.filter(|at| holds(&facts.all[*at], said)).find(|at| {
        let other = &facts.all[*at];
        other.row_at == right.row_at || (other.table_at == right.table_at && other.column == right.column)
    });
    match (beside, cause(said, right.amount)) {
        (Some(there), _) if facts.all[there].row_at == right.row_at => Some(Wrong::Column(right_at, there)),
        (Some(there), _) => Some(Wrong::Figure(right_at, Cause::OtherRow(facts.all[there].row.clone()))),
        (None, Cause::Unknown) => None,
        (None, cause) => (digits(said.amount) >= 2).then_some(Wrong::Figure(right_at, cause)),
    }
}

/// Whether a figure is one that a cell holds as it is.
fn is_plain(said: &Said) -> bool {
    let level = !matches!(said.role, Role::Change) || said.end.is_some();
    level && !said.about && !said.apart && digits(said.amount) >= 2 && said.measure != Measure::Points
}

impl<'r> Reading<'r> {
    fn of(sentence: &'r Sentence, around: &'r Around<'r>, text: &'r Text<'r>) -> Self {
        let named = sentence.mentions.iter().filter(|mention| matches!(mention.subject, Subject::Named(_)));
        let rows = |subject: Subject| {
            let mut rows: Vec<usize> = around.about(subject).iter().map(|at| around.facts.all[*at].row_at).collect();
            rows.sort_unstable();
            rows.dedup();
            rows
        };
        let named: Vec<Named> =
            named.map(|mention| Named { at: mention.at.clone(), rows: rows(mention.subject) }).collect();
        let headed = text.headed.filter(|headed| matches!(headed, Subject::Named(_)));
        let headed = headed.map(|headed| Named { at: 0..0, rows: rows(headed) });
        // What is of all of a table is told by its words.
        let is_row = |named: &Named| !named.rows.iter().all(|row| around.facts.is_of_all(*row));
        let named = named.into_iter().filter(is_row).collect();
        Reading { sentence, around, text, named, headed: headed.filter(is_row) }
    }

    /// The cells that a figure may have been meant to be, but for a slip.
    fn slips(&self, said: &Said, (near, alike): (&[usize], &[usize])) -> Vec<Candidate> {
        // What a row that is named, or one of all, holds in any column is meant.
        let facts = self.around.facts;
        let held = |at: &usize| {
            let fact = &facts.all[*at];
            let exact = shift(fact, said.measure) == Some(0) && fact.amount.value().abs() == said.amount.value().abs();
            let share = (said.measure == Measure::Share) == (fact.measure == Some(Measure::Share));
            let named = || self.named.iter().any(|named| named.rows.contains(&fact.row_at));
            exact && share && (facts.is_of_all(fact.row_at) || named())
        };
        if digits(said.amount) >= 3 && alike.iter().any(held) {
            return Vec::new();
        }
        let candidate = |at: &usize| {
            let fact = &self.around.facts.all[*at];
            let right = fact.amount.shifted(shift(fact, said.measure)?)?;
            let cause = cause(said, right);
            let least = least(&cause, said)?;
            let kinship = self.kinship(said, fact, *at).filter(|kin| kin.all() >= least)?;
            // `18 grupper, sammanlagt 162 barn`: what is counted alone is no row.
            let told = digits(said.amount) >= TELLING || kinship.column > 0;
            told.then_some(Candidate { kinship: kinship.all(), right, wrong: Wrong::Figure(*at, cause) })
        };
        near.iter().filter_map(candidate).collect()
    }

    /// The cells of the year that is meant, where the figure is that of another year of their row and column.
    fn of_other_years(&self, said: &Said, alike: &[usize]) -> Vec<Candidate> {
        let (facts, judge) = (self.around.facts, self.judge());
        let from = self.sentence.figure_before(said.at.start);
        let next = self.sentence.said.iter().map(|other| other.at.start).find(|start| *start >= said.at.end);
        let near = said.at.end..next.unwrap_or(usize::MAX).min(said.at.end + 6);
        let behind = near.clone().any(|at| self.sentence.mark(at) == Some(',')) && next.is_some();
        let compared =
            self.sentence.has(from..said.at.start, COMPARES) || (!behind && self.sentence.is_compared_behind(said));
        let aside = self.sentence.mark(said.at.start.wrapping_sub(1)) == Some('(');
        let earlier = said.end == Some(End::From) || said.time.year.is_some_and(|year| year < self.around.period.year);
        let ranges = self.sentence.spans_years();
        if aside || ranges || (compared && !earlier) || self.around.period.first != 1 {
            return Vec::new();
        }
        let mut found = Vec::new();
        for at in alike {
            let there = &facts.all[*at];
            let is_known = there.time.year.is_some_and(|year| year <= self.around.period.year);
            if !judge.is_same(said, there) || !is_known {
                continue;
            }
            let now = |(_, fact): &(usize, &Fact)| {
                fact.heads == there.heads
                    && fact.measure == there.measure
                    && fact.time.part == there.time.part
                    && fact.role == there.role
                    && fact.sex == there.sex
                    && fact.time.year != there.time.year
            };
            for (cell, fact) in facts.of_row(there.row_at).filter(now) {
                let Some(kinship) = self.kinship(said, fact, cell) else { continue };
                let least = if digits(said.amount) >= 3 { 4 } else { 5 };
                let right = shift(fact, said.measure).and_then(|shift| fact.amount.shifted(shift));
                let Some(right) = right.filter(|_| kinship.all() >= least && !judge.is_same(said, fact)) else {
                    continue;
                };
                let wrong = Wrong::Column(cell, *at);
                found.push(Candidate { kinship: kinship.all(), right, wrong });
            }
        }
        found
    }

    /// The cell of the row and the column that the sentence names, where the figure is that of another row of which it
    /// does not speak, or of another column.
    fn of_other_cells(&self, said: &Said, alike: &[usize]) -> Vec<Candidate> {
        let (facts, judge) = (self.around.facts, self.judge());
        let level = matches!(said.role, Role::Outcome | Role::Other) && said.end != Some(End::From);
        if !level || said.measure.is_money() || self.sentence.spans_years() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for at in alike {
            let there = &facts.all[*at];
            let exact =
                shift(there, said.measure) == Some(0) && there.amount.value().abs() == said.amount.value().abs();
            if !exact || !self.around.chapter.contains(at) || facts.is_of_all(there.row_at) {
                continue;
            }
            let spoken = self.speaks(0..self.sentence.tokens.len(), there);
            let named = self.named.iter().any(|named| named.rows.contains(&there.row_at));
            let table = facts.of_table(there.table_at).iter().map(|at| (*at, &facts.all[*at]));
            for (cell, fact) in table {
                let beside = fact.row_at == there.row_at && fact.heads != there.heads && fact.time == there.time;
                // A row without a word of its own may be spoken of in any.
                let below = fact.row_at != there.row_at
                    && fact.column == there.column
                    && fact.heads == there.heads
                    && !names::content(&there.row).is_empty();
                let other = beside || (below && !spoken && !named);
                if fact.measure != there.measure || !other || judge.is_same(said, fact) {
                    continue;
                }
                let Some(kinship) = self.kinship(said, fact, cell) else { continue };
                let bound = kinship.row >= 3 && kinship.column >= if beside { 3 } else { 2 } && kinship.all() >= 7;
                if bound && (!beside || self.column(said, there) + 2 <= kinship.column) {
                    let wrong = match beside {
                        true => Wrong::Column(cell, *at),
                        false => Wrong::Figure(cell, Cause::OtherRow(there.row.clone())),
                    };
                    found.push(Candidate { kinship: kinship.all(), right: fact.amount, wrong });
                }
            }
        }
        found
    }

    /// What is told by the candidate that is nearest to the words, if all that are as near hold the same.
    fn wrong(&self, said: &Said, all: Vec<Candidate>) -> Option<Wrong> {
        let most = all.iter().map(|candidate| candidate.kinship).max()?;
        let mut best = all.into_iter().filter(|candidate| candidate.kinship == most);
        let first = best.next()?;
        let one = best.all(|other| other.right.value().abs() == first.right.value().abs());
        let free = one && !self.is_held(said, most) && !self.text.gives(said, first.right);
        free.then_some(first.wrong)
    }

    /// Whether a cell that is as near to the words holds the figure itself.
    fn is_held(&self, said: &Said, kinship: i32) -> bool {
        let facts = self.around.facts;
        let judge = self.judge();
        let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        alike.into_iter().any(|at| {
            let fact = &facts.all[at];
            let holds = shift(fact, said.measure).is_some() && judge.is_same(said, fact);
            holds && self.kinship(said, fact, at).is_some_and(|kin| kin.all() + 1 >= kinship)
        })
    }

    fn judge(&self) -> Judge<'r> {
        Judge { facts: self.around.facts, period: self.around.period }
    }

    /// How near the words of a figure are to a cell; `None` where they are of something else.
    fn kinship(&self, said: &Said, fact: &Fact, at: usize) -> Option<Kinship> {
        let share = said.measure == Measure::Share;
        // `Andelen kvinnor är 79,1 procent`: of all, of whom they are that part.
        let says = |at: usize| words::sex(self.sentence.word(at)).is_some_and(|sex| fact.sex == Some(sex));
        let of_share = share && (self.sentence.figure_before(said.at.start)..said.at.start).any(says);
        let other_sex = fact.sex.is_some() && fact.sex != said.sex && !of_share;
        if share != (fact.measure == Some(Measure::Share)) || other_sex || !is_of_side(said, fact) {
            return None;
        }
        let role = self.role(said, fact)?;
        if !self.is_of_time(said, fact) {
            return None;
        }
        // `64 nya bojar`: of what no column counts.
        if digits(said.amount) < TELLING
            && said.measure == Measure::Count
            && !lists::is_of_table(fact, self.sentence, said)
        {
            return None;
        }
        let row = self.row(said, fact)?;
        let here = i32::from(self.around.chapter.contains(&at));
        // `Nettokostnaden`, `underskottet`: of what the report comes to.
        let of_result = row == OF_ALL && said.measure.is_money() && (fact.result || fact.side == Some(Side::Net));
        Some(Kinship { row, column: self.column(said, fact), rest: role + here + i32::from(of_result) })
    }

    /// How near what a figure is said to be is to what a cell's column holds.
    fn role(&self, said: &Said, fact: &Fact) -> Option<i32> {
        let told = said.certain && said.role != Role::Other;
        let is = self.judge().is_of_role(said, fact);
        match fact.role {
            None | Some(Role::Other) => (said.role != Role::Variance || fact.result).then_some(i32::from(fact.result)),
            Some(role) if told => is.then(|| i32::from(role == said.role && role != Role::Outcome)),
            Some(role) if role == said.role || is || (said.role == Role::Other && role == Role::Outcome) => Some(0),
            Some(_) => (digits(said.amount) >= TELLING && said.role != Role::Change).then_some(-1),
        }
    }

    /// Whether a cell is of the time that is meant: of a day or a month also where its row knows none, and of the last
    /// year that it has where it has none of the report's.
    fn is_of_time(&self, said: &Said, fact: &Fact) -> bool {
        let (facts, judge, year) = (self.around.facts, self.judge(), self.around.period.year);
        let row = || facts.of_row(fact.row_at).map(|(_, fact)| fact);
        let day = matches!(said.time.part, Some(Part::Month(_) | Part::Other)) && !said.measure.is_money();
        let of_day = |fact: &Fact| matches!(fact.time.part, Some(Part::Month(_) | Part::Other));
        let dated = day && !of_day(fact) && !row().any(|other| other.heads == fact.heads && of_day(other));
        let said = if dated { Said { time: Time { part: None, ..said.time }, ..said.clone() } } else { said.clone() };
        let newest = || row().filter_map(|fact| fact.time.year).max();
        let stands = said.time.year.is_none_or(|own| own == year) && said.end != Some(End::From);
        judge.is_of_time(&said, fact)
            || (stands && fact.time.year.is_some_and(|own| own < year) && newest() == fact.time.year)
    }

    /// How near the words are to a cell's row.
    fn row(&self, said: &Said, fact: &Fact) -> Option<i32> {
        let facts = self.around.facts;
        let from = self.sentence.figure_before(said.at.start);
        let of_table = |named: &Named| named.rows.iter().any(|row| self.is_in(*row, fact.table_at));
        let is_own = |named: &Named| named.rows.contains(&fact.row_at);
        let of_all = facts.is_of_all(fact.row_at);
        let speaks = || self.speaks(from..said.at.start, fact);
        if let Some(near) = self.behind(said).or_else(|| self.ahead(said, from)) {
            return match is_own(near) {
                true => Some(4),
                false if of_table(near) => None,
                false => speaks().then_some(3),
            };
        }
        let headed = |fits: &dyn Fn(&Named) -> bool| self.headed.as_ref().is_some_and(fits);
        // `Utfallet för bryggorna`: of what no row is.
        let unknown = self.sentence.of_unknown(said);
        match self.ahead(said, 0) {
            Some(named) if is_own(named) => Some(3),
            None if headed(&is_own) && !unknown => Some(2),
            Some(named) if of_table(named) => None,
            None if headed(&of_table) => None,
            _ if speaks() => Some(3),
            _ => (of_all && !unknown).then_some(OF_ALL),
        }
    }

    /// The row that is named right behind a figure.
    fn behind(&self, said: &Said) -> Option<&Named> {
        self.named.iter().find(|named| {
            let joint = said.at.end..named.at.start.max(said.at.end);
            named.at.start >= said.at.end
                && joint.len() <= 2
                && joint.clone().all(|at| !matches!(self.sentence.tokens[at].kind, Kind::Mark(_)))
                && joint.clone().any(|at| among("för från på inom i av hos till", self.sentence.word(at)))
        })
    }

    /// The last row that is named before a figure, from a token on.
    fn ahead(&self, said: &Said, least: usize) -> Option<&Named> {
        let mut all = self.named.iter().rev();
        all.find(|named| named.at.end <= said.at.start && named.at.start >= least)
    }

    /// Whether a window has a word of a row's name that says what it is of.
    fn speaks(&self, window: Range<usize>, fact: &Fact) -> bool {
        let of_name = self.name(fact).iter().filter(|part| part.chars().count() >= 5 && !names::is_small(part));
        let mut of_name = of_name.peekable();
        of_name.peek().is_some()
            && of_name.any(|part| window.clone().any(|at| names::same(self.sentence.word(at), part)))
    }

    /// The words of a cell's row.
    fn name(&self, fact: &Fact) -> &[String] {
        self.around.facts.name_of(fact.row_at).map_or(&[], |name| &name.words)
    }

    fn is_in(&self, row: usize, table: usize) -> bool {
        self.around.facts.of_row(row).next().is_some_and(|(_, fact)| fact.table_at == table)
    }

    /// Whether the sentence has a word of the heading of a cell's table.
    fn titles(&self, fact: &Fact) -> bool {
        (0..self.sentence.tokens.len()).any(|at| {
            let word = self.sentence.word(at);
            let is = |part: &String| names::alike(word, part);
            word.chars().count() >= 3
                && !names::is_small(word)
                && !self.sentence.is_time(at)
                && fact.title.iter().any(is)
        })
    }

    /// How near the words are to a cell's column and to its table.
    fn column(&self, said: &Said, fact: &Fact) -> i32 {
        let sentence = self.sentence;
        let from = sentence.figure_before(said.at.start);
        let to = sentence.said.iter().map(|other| other.at.start).find(|start| *start >= said.at.end);
        let to = to.unwrap_or(sentence.tokens.len());
        let noun = if said.at.len() > 1 { said.at.end - 1 } else { said.at.end };
        let is = |at: usize, all: &[String]| {
            let word = sentence.word(at);
            word.chars().count() >= 3 && all.iter().any(|part| names::alike(word, part))
        };
        let any = |range: Range<usize>, all: &[String]| {
            let mut range = range;
            range.any(|at| !names::is_small(sentence.word(at)) && !sentence.is_time(at) && is(at, all))
        };
        let counted = matches!(said.measure, Measure::Count | Measure::Other);
        let by_noun = counted && (is(noun, &fact.heads) || is(noun, &fact.title));
        let clause = || any(from..said.at.start, &fact.heads) || any(said.at.end..to, &fact.heads);
        let of_row = || self.around.facts.is_of_all(fact.row_at) && any(from..said.at.start, self.name(fact));
        let titled = self.titles(fact);
        let mut before = self.text.before.iter().filter(|word| !names::is_small(word));
        let weak = before.any(|word| fact.heads.iter().chain(fact.title.iter()).any(|part| names::alike(word, part)));
        let heads = match by_noun {
            true => 3,
            false if clause() || of_row() => 2,
            false => 0,
        };
        heads + i32::from(titled) + i32::from(weak)
    }
}

/// Words by which a figure is compared with another, or is of a course.
const COMPARES: &str = "mot jämfört jämföra än från tidigare var sedan innan då föregående förra fjolårets fjol året \
    förut steg ökat minskat varit mellan tre fyra fem flera senaste åren toppåret bottenåret";

/// How near a row is that is of all of a table, where no other is named.
const OF_ALL: i32 = 2;

/// How near a cell must be for a slip to tell.
fn least(cause: &Cause, said: &Said) -> Option<i32> {
    match (cause, digits(said.amount)) {
        (Cause::Unknown, _) | (Cause::OneDigit, ..=2) => None,
        (Cause::Transposed, 4..) => Some(3),
        (Cause::Transposed, 3) => Some(4),
        (Cause::Transposed, _) => Some(6),
        (_, 5..) => Some(4),
        (_, 4) => Some(5),
        _ => Some(6),
    }
}
