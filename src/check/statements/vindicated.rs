//! What speaks for a figure that a cell seems to contradict: any other reading of its sentence that cells, or the other
//! figures there, bear out. To leave out a fault costs less than to doubt what is true, so that one such reading is
//! enough: a cell of a row that the text is about, of the year that it names besides, the difference of two cells of
//! such a row, and what other figures of the sentence, or of the one before it, give.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::messages::{Cause, Derived};

use super::facts::Fact;
use super::judge::{Backing, Judge, Verdict, Wrong};
use super::names::{self, Subject};
use super::reading::{End, Measure, Said, Sentence, digits};
use super::related::{Judged, follows_exactly};
use super::series::Around;
use super::times::Part;
use super::words::{Role, among};

/// What a text is about where a sentence stands.
pub(super) struct Text<'t> {
    /// The rows that the sentence, the line above it, the sentence before it and the heading name.
    pub(super) subjects: Vec<Subject>,
    /// The words of the heading, of the sentence before and of this one.
    pub(super) words: Vec<String>,
    /// The figures of the sentence before, each judged.
    pub(super) earlier: &'t [Judged],
}

/// The most rows that are looked through for a figure.
const ROWS: usize = 40;

/// The most cells of a row of which two are compared.
const CELLS: usize = 16;

/// Fewest digits of two ends of a change, together, by which a row is known.
const ENDS: usize = 4;

/// Takes back what another reading bears out.
pub(super) fn hold(judged: &mut [Judged], readings: &Readings<'_>) {
    for at in 0..judged.len() {
        let Some(wrong) = cell(&judged[at].1) else { continue };
        let said = judged[at].0.clone();
        let turned = matches!(judged[at].1, Verdict::Contradicted(Wrong::Turn(..)));
        let by_cell = if turned { None } else { readings.by_cell(&said, wrong, judged, &judged[at].1) };
        let verdict = by_cell.or_else(|| readings.by_difference(&said, wrong, &judged[at].1));
        let verdict = verdict.or_else(|| readings.by_both_ends(at, wrong, judged));
        let others = || readings.by_others(at, judged) || readings.is_of_other(&said, wrong, &judged[at].1);
        let verdict =
            verdict.or_else(|| (others() || readings.is_apart(at, wrong, judged)).then_some(Verdict::Nobodys));
        if let Some(verdict) = verdict {
            judged[at].1 = verdict;
        }
    }
}

/// The cell that seems to contradict a figure.
fn cell(verdict: &Verdict) -> Option<usize> {
    match verdict {
        Verdict::Contradicted(
            Wrong::Figure(at, _)
            | Wrong::Column(at, _)
            | Wrong::Year(at, _)
            | Wrong::Turn(at, _)
            | Wrong::Derived { one: at, .. },
        ) => Some(*at),
        _ => None,
    }
}

/// The rows that a text is about.
fn rows(sentence: &Sentence, around: &Around<'_>, text: &Text<'_>) -> BTreeSet<usize> {
    let of = |subject: &Subject| around.about(*subject);
    let named = text.subjects.iter().filter(|subject| matches!(subject, Subject::Named(_))).flat_map(of);
    // `årets resultat`, of rows that are called so and no more.
    let results = sentence.has(0..sentence.tokens.len(), "resultat resultatet");
    let results = around.facts.of_results().iter().copied().filter(|_| results);
    named.chain(results).map(|at| around.facts.all[at].row_at).collect()
}

/// A sentence with all that its figures may be about.
pub(super) struct Readings<'c> {
    /// The sentence.
    pub(super) sentence: &'c Sentence,
    /// The cells, and where it stands.
    pub(super) around: &'c Around<'c>,
    text: Text<'c>,
    /// The rows that the text is about.
    pub(super) rows: BTreeSet<usize>,
    /// Those that the sentence names itself.
    named: BTreeSet<usize>,
}

impl<'c> Readings<'c> {
    pub(super) fn new(sentence: &'c Sentence, around: &'c Around<'c>, text: Text<'c>) -> Self {
        let strong = sentence.mentions.iter().filter(|mention| mention.strong);
        let named = strong.filter(|mention| matches!(mention.subject, Subject::Named(_)));
        let cells = named.flat_map(|mention| around.about(mention.subject));
        let named = cells.map(|at| around.facts.all[at].row_at).collect();
        let rows = rows(sentence, around, &text);
        Readings { sentence, around, text, rows, named }
    }

    pub(super) fn judge(&self) -> Judge<'_> {
        Judge { facts: self.around.facts, period: self.around.period }
    }

    /// A cell that says just this: of a row that the text is about, of that role, time and sex.
    fn by_cell(&self, said: &Said, wrong: usize, judged: &[Judged], verdict: &Verdict) -> Option<Verdict> {
        let facts = self.around.facts;
        // What is in another unit is so whatever other cell holds its digits.
        if let Verdict::Contradicted(Wrong::Figure(_, Cause::Thousands | Cause::OtherMeasure(_))) = verdict {
            return None;
        }
        let column =
            matches!(verdict, Verdict::Contradicted(Wrong::Column(..) | Wrong::Figure(_, Cause::OtherColumn(_))));
        let is_year = matches!(verdict, Verdict::Contradicted(Wrong::Year(..)));
        let telling = digits(said.amount) >= 2 || !said.measure.is_money();
        if telling && said.role == Role::Change && said.end.is_none() {
            return self.by_variance(said);
        }
        if !telling {
            return None;
        }
        let own = facts.all[wrong].row_at;
        let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        let is_it = |at: &usize| {
            let fact = &facts.all[*at];
            let share = (said.measure == Measure::Share) == (fact.measure == Some(Measure::Share));
            let exact =
                (share || fact.measure.is_none()) && self.judge().is_same(said, fact) && self.is_of_sex(said, fact);
            exact
                && self.is_of_role(said, fact)
                && self.is_of_time(said, fact, is_year || (column && fact.row_at == own), judged)
                && self.is_meant(said, fact, wrong)
        };
        alike.into_iter().find(is_it).map(|fact| Verdict::Confirmed(Backing { fact, other: None }))
    }

    /// `Det är statsbidragen som står för ökningen, +3,2 mnkr`: the variance of a row that the sentence names.
    fn by_variance(&self, said: &Said) -> Option<Verdict> {
        let facts = self.around.facts;
        let is_it = |(_, fact): &(usize, &Fact)| {
            let same_way = said.minus.is_none_or(|minus| fact.amount.value().is_sign_negative() == minus);
            let off = matches!(fact.role, Some(Role::Variance | Role::Change));
            off && same_way && said.measure.is_money() && self.judge().is_same(said, fact)
        };
        let fact = self.named.iter().flat_map(|row| facts.of_row(*row)).find(is_it)?.0;
        Some(Verdict::Confirmed(Backing { fact, other: None }))
    }

    /// `i åldern 1–5 år väntas minska från 489 till 450`: both ends of a change stand in another row, whatever that is
    /// called.
    fn by_both_ends(&self, at: usize, wrong: usize, judged: &[Judged]) -> Option<Verdict> {
        let (said, own) = (&judged[at].0, self.around.facts.all[wrong].row_at);
        let other = match said.end? {
            End::From => judged.get(at + 1),
            End::To => judged.get(at.checked_sub(1)?),
        };
        let other = &other.filter(|(other, _)| other.end.is_some() && other.end != said.end)?.0;
        let holding = |said: &Said| {
            let all = self.around.facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
            all.into_iter().filter(|at| self.judge().is_same(said, &self.around.facts.all[*at])).collect::<Vec<_>>()
        };
        let rows: BTreeSet<usize> = holding(other).into_iter().map(|at| self.around.facts.all[at].row_at).collect();
        let row = |at: &usize| self.around.facts.all[*at].row_at;
        let fact = holding(said).into_iter().find(|at| row(at) != own && rows.contains(&row(at)))?;
        (digits(said.amount) + digits(other.amount) >= ENDS)
            .then_some(Verdict::Confirmed(Backing { fact, other: None }))
    }

    /// Whether a figure is of something that the cell is not about: it has other decimals than what is counted there,
    /// its other end is none of the row's either, it is told of another year, or of a level that no cell holds.
    fn is_apart(&self, at: usize, wrong: usize, judged: &[Judged]) -> bool {
        let (said, verdict) = &judged[at];
        let (sentence, fact) = (self.sentence, &self.around.facts.all[wrong]);
        let plain = matches!(said.measure, Measure::Count | Measure::Other);
        let unlike = matches!(verdict, Verdict::Contradicted(Wrong::Figure(_, Cause::Unknown)));
        // `16,9 barn per avdelning` are no `22` rooms, an index of 82 no `77,4` posts.
        let finer = said.amount.decimals() > fact.amount.decimals();
        let coarser = said.amount.decimals() < fact.amount.decimals();
        // Of what the table is of, nothing is spoken.
        let spoken =
            |part: &String| part.chars().count() >= 5 && self.text.words.iter().any(|word| names::alike(word, part));
        let aside = || !names::content(&fact.table).iter().any(spoken);
        if plain && (finer || (coarser && (unlike || aside() || !self.named.contains(&fact.row_at)))) {
            return true;
        }
        // `från 104 till 118`, of what no row is: neither end is there.
        let holds =
            |said: &Said| self.around.facts.of_row(fact.row_at).any(|(_, cell)| self.judge().is_same(said, cell));
        let other = match said.end {
            Some(End::From) => judged.get(at + 1),
            Some(End::To) => at.checked_sub(1).and_then(|at| judged.get(at)),
            None => None,
        };
        let other = other.filter(|(other, _)| other.end.is_some()).map(|(other, _)| other);
        if other.is_some_and(|other| !holds(other)) && !self.named.contains(&fact.row_at) {
            return true;
        }
        // `från 87 procent 2023`: the year stands right behind it.
        let behind = sentence.times.iter().find(|time| time.at.start == said.at.end).and_then(|time| time.time.year);
        let year = self.around.period.year;
        let is_year = matches!(verdict, Verdict::Contradicted(Wrong::Year(..) | Wrong::Column(..)));
        if !is_year && behind.is_some_and(|behind| fact.time.year.unwrap_or(year) != behind) {
            return true;
        }
        // `och förvaltningen ett på 0,6 mnkr`: what the clause before it is of.
        let before = |back: usize| said.at.start.checked_sub(back).map_or("", |at| sentence.word(at));
        if before(1) == "på" && among("ett en", before(2)) && said.role == Role::Change {
            return true;
        }
        self.is_of_unknown_level(at, judged, holds)
    }

    /// `24,4 årsarbetare, 1,5 fler än föregående år`, `41 procent, två procentenheter mindre`: the change of a level
    /// that no cell of the row holds.
    fn is_of_unknown_level(&self, at: usize, judged: &[Judged], holds: impl Fn(&Said) -> bool) -> bool {
        let (said, verdict) = &judged[at];
        let Some((level, of_level)) = at.checked_sub(1).and_then(|at| judged.get(at)) else { return false };
        let is_level = match said.measure {
            Measure::Points => level.measure == Measure::Share,
            measure => level.measure.shift(measure) == Some(0),
        };
        let derived = matches!(verdict, Verdict::Contradicted(Wrong::Derived { .. } | Wrong::Figure(..)));
        let next_to = said.at.start - level.at.end <= 8 && level.end.is_none() && level.role != Role::Change;
        let change = said.role == Role::Change || among(MORE, self.sentence.word(said.at.end));
        let told = matches!(of_level, Verdict::Contradicted(_));
        derived && change && is_level && next_to && !told && !holds(level)
    }

    /// `Kvinnornas steg från 7,1 till 7,3 procent och männens från 4,6 till 5,0`: of whom the sentence spoke last.
    fn is_of_sex(&self, said: &Said, fact: &Fact) -> bool {
        let last = || (0..said.at.start).rev().find_map(|at| super::words::sex(self.sentence.word(at)));
        fact.sex == said.sex || (said.sex.is_none() && fact.sex.is_some() && fact.sex == last())
    }

    /// Whether a cell is of the time that is said; of the column that a figure seems to be taken from by mistake only
    /// where the sentence speaks for it.
    fn is_of_time(&self, said: &Said, fact: &Fact, column: bool, judged: &[Judged]) -> bool {
        let free = !column || self.is_of_other_role(said, fact);
        (free && self.judge().is_of_time(said, fact)) || self.is_of_named_time(said, fact, judged)
    }

    fn is_of_role(&self, said: &Said, fact: &Fact) -> bool {
        self.is_of_other_role(said, fact) || self.judge().is_of_role(said, fact)
    }

    /// Whether a figure is what is aimed at, or the whole of which something is said, though its verb says otherwise.
    fn is_of_other_role(&self, said: &Said, fact: &Fact) -> bool {
        // `når ännu inte 95`, `når sina mål: 83 procent är nöjda`.
        let aims = |at: usize| self.sentence.word(at).contains("mål") || among("når nå nådde", self.sentence.word(at));
        let of_aim = fact.is_indicator && (0..self.sentence.tokens.len()).any(aims);
        // `Av projektets 14 200 tkr är hälften förbrukat`: the whole.
        let start = said.at.start;
        let whole = (start.saturating_sub(2)..start).any(|at| among("av", self.sentence.word(at)))
            && fact.role == Some(Role::Budget);
        // `ett budgeterat överskott på 1,2 mnkr`.
        let before = start.saturating_sub(4)..start;
        let planned = self.sentence.has(before, "budgeterat budgeterad budgeterade planerat planerad planerade")
            && fact.role == Some(Role::Budget);
        of_aim || whole || planned
    }

    /// Whether a cell is of a time that the sentence names besides, and that no other figure of it has.
    fn is_of_named_time(&self, said: &Said, fact: &Fact, judged: &[Judged]) -> bool {
        let year = self.around.period.year;
        let own = fact.time.year.unwrap_or(year);
        // `under samma tid fördubblats, från 71,2 mnkr`.
        let longer = self.sentence.has(0..self.sentence.tokens.len(), "samma tiden perioden åren rad varje sedan");
        let since = longer || self.years().contains(&own);
        if said.end == Some(End::From) && own < year && digits(said.amount) >= 2 && since {
            return true;
        }
        let held = judged.iter().any(|(other, _)| other.at != said.at && self.judge().is_same(other, fact));
        let month = matches!(fact.time.part, Some(Part::Month(_) | Part::Other));
        if held || month || fact.former {
            return false;
        }
        // `sjönk till 8,6 procent efter toppen 2024`: the year is of what stands behind.
        let named = |time: &&super::times::Said| time.time.year.is_some_and(|named| named != year);
        let mut others = self.sentence.times.iter().filter(named).peekable();
        let behind = others.peek().is_some() && others.all(|time| time.at.start >= said.at.end + 2);
        let mut years = self.years();
        years.insert(year);
        (behind && own == year) || (years.len() > 2 && years.contains(&own))
    }

    /// The years that the sentence names.
    pub(super) fn years(&self) -> BTreeSet<u16> {
        self.sentence.times.iter().filter_map(|time| time.time.year).collect()
    }

    /// Whether the text is about a cell's row.
    fn is_meant(&self, said: &Said, fact: &Fact, wrong: usize) -> bool {
        let facts = self.around.facts;
        let meant = &facts.all[wrong];
        if fact.row_at == meant.row_at {
            return true;
        }
        // Of a row that the sentence names itself no other one speaks.
        let is_named = self.named.contains(&meant.row_at);
        if self.rows.contains(&fact.row_at) && !is_named {
            return true;
        }
        // `männens från 4,6 till 5,0`, beside a row for all.
        let of_sex =
            said.sex.is_some() && names::content(&fact.row).iter().all(|part| super::words::sex(part).is_some());
        let speaks =
            |part: &String| part.chars().count() >= 5 && self.text.words.iter().any(|word| names::same(word, part));
        let own = names::content(&meant.row);
        let mut parts = names::content(&fact.row);
        parts.retain(|part| !own.contains(part));
        let spoken = parts.iter().any(speaks);
        // The sum of the chapter's own table, where the row that was meant is another table's.
        let of_chapter = |at: &usize| facts.all[*at].row_at == fact.row_at;
        let sum = fact.table_at != meant.table_at
            && facts.is_of_all(fact.row_at)
            && self.around.chapter.iter().any(of_chapter)
            && !self.rows.contains(&meant.row_at);
        // `Bland de yngsta är den 5,1 procent`: of some of those whom the row for all is of.
        let some = facts.is_of_all(meant.row_at)
            && fact.column == meant.column
            && fact.table_at == meant.table_at
            && self.sentence.has(self.sentence.figure_before(said.at.start)..said.at.start, SOME);
        of_sex || some || ((spoken || sum) && !is_named)
    }

    /// Two cells of a row that the text is about, of which the figure is the difference: since a year that the sentence
    /// names, to what is aimed at, or what is left.
    fn by_difference(&self, said: &Said, wrong: usize, verdict: &Verdict) -> Option<Verdict> {
        let is_off = |fact: &Fact| matches!(fact.role, Some(Role::Variance | Role::Change));
        // What is said to have been spent, or planned, is no difference.
        let role = matches!(said.role, Role::Variance | Role::Change | Role::Other) || !said.certain;
        if !role && said.measure != Measure::Points && !among(MORE, self.sentence.word(said.at.end)) {
            return None;
        }
        let facts = self.around.facts;
        let turned = matches!(verdict, Verdict::Contradicted(Wrong::Turn(..)));
        let from_aim = matches!(verdict, Verdict::Contradicted(Wrong::Derived { other, .. })
            if facts.all[*other].role == Some(Role::Target));
        let own = facts.all[wrong].row_at;
        let rows = std::iter::once(own).chain(self.rows.iter().copied().filter(|row| *row != own)).take(ROWS);
        let years = self.years();
        let aims = self.sentence.has(0..self.sentence.tokens.len(), "målet mål målvärdet måltalet målnivån");
        for row in rows {
            let cells: Vec<(usize, &Fact)> = facts.of_row(row).take(CELLS).collect();
            for (one, a) in &cells {
                for (other, b) in cells.iter().filter(|(other, _)| other != one) {
                    if a.measure != b.measure || a.sex != b.sex || is_off(a) || is_off(b) {
                        continue;
                    }
                    let since = b.time.year.is_some_and(|year| {
                        (years.contains(&year) && (years.len() > 1 || year + 1 != self.around.period.year))
                            && a.time.year.is_none_or(|own| own > year && own == self.around.period.year)
                    });
                    let level = matches!(a.role, None | Some(Role::Outcome)) && self.is_now(a);
                    let aimed = aims && !from_aim && b.role == Some(Role::Target) && self.is_now(b) && level;
                    let more = among(MORE, self.sentence.word(said.at.end));
                    let least = if more && said.measure.is_money() { 2 } else { 3 };
                    let telling = digits(said.amount) >= least && !(said.certain && said.role == Role::Variance);
                    if !(since || aimed || telling) || !self.is_difference(said, *one, *other) {
                        continue;
                    }
                    // Which way it goes is another thing: that of now, since the year that is said.
                    let up = a.amount.value().abs() > b.amount.value().abs();
                    if turned && !(since && said.minus == Some(!up)) {
                        continue;
                    }
                    return Some(Verdict::Confirmed(Backing { fact: *one, other: Some(*other) }));
                }
            }
        }
        None
    }

    fn is_now(&self, fact: &Fact) -> bool {
        fact.time.year.is_none_or(|year| year == self.around.period.year)
    }

    /// Whether a figure is the difference of two cells, as it is written.
    fn is_difference(&self, said: &Said, one: usize, other: usize) -> bool {
        let pair = self.judge().pair(said, one, other).map(|pair| pair.difference.value());
        pair.is_some_and(|right| !right.is_zero() && said.is(right, Decimal::ZERO))
    }

    /// Whether a figure is of something else than was thought: a part of a row's name, what is left of something, a
    /// sum of what is named before it, or a change from another part of the year.
    fn is_of_other(&self, said: &Said, wrong: usize, verdict: &Verdict) -> bool {
        let (sentence, fact) = (self.sentence, &self.around.facts.all[wrong]);
        let (start, end) = (said.at.start, said.at.end);
        let derived = matches!(verdict, Verdict::Contradicted(Wrong::Derived { .. } | Wrong::Turn(..)));
        // `17 medarbetare på 14 dagar`, of a row that is called so.
        let row = fact.row.to_lowercase();
        let figure = said.amount.swedish();
        let of_name = row.split(' ').any(|word| word == figure) && sentence.word(end.saturating_sub(1)).len() > 2
            || row.contains(&format!("{figure} {}", sentence.word(end)));
        let left = "återstår återstod kvar resterar resten";
        let names_left =
            || names::content(&fact.column).iter().any(|word| among(left, word) || word.starts_with("åter"));
        let is_left = sentence.has(start.saturating_sub(3)..end + 2, left) && !names_left();
        // `17 färre än föregående tertial`.
        let parts = "tertial tertialet kvartal kvartalet månad månaden halvår halvåret vecka veckan termin terminen";
        let of_part = derived && sentence.has(end..end + 5, "än sedan från") && sentence.has(end..end + 6, parts);
        // `De tre största uppgår tillsammans till 18,0 mnkr, mer än A och B`.
        let is_sum = matches!(verdict, Verdict::Contradicted(Wrong::Derived { how: Derived::Sum, .. }));
        let row = |mention: &&names::Mention| mention.strong && matches!(mention.subject, Subject::Named(_));
        let mut rows = sentence.mentions.iter().filter(row).peekable();
        let ahead = is_sum && rows.peek().is_some() && rows.all(|mention| mention.at.start >= end);
        // `21,3 mnkr vilket är 17 procent högre än`: by how much more, and no part of anything.
        let share = matches!(verdict, Verdict::Contradicted(Wrong::Derived { how: Derived::Share, .. }));
        let more = share && among(MORE, sentence.word(end));
        of_name || is_left || of_part || ahead || more
    }

    /// Whether other figures of the sentence, or those of the one before it, give a figure.
    pub(super) fn by_others(&self, at: usize, judged: &[Judged]) -> bool {
        let said = &judged[at].0;
        if digits(said.amount) < 2 {
            return false;
        }
        let here: Vec<&Said> = judged.iter().map(|(other, _)| other).filter(|other| other.at != said.at).collect();
        let before: Vec<&Said> = self.text.earlier.iter().map(|(other, _)| other).collect();
        let pairs = |ones: &[&Said], others: &[&Said]| {
            ones.iter()
                .any(|one| others.iter().any(|other| !std::ptr::eq(*one, *other) && follows_exactly(said, one, other)))
        };
        let share = said.measure == Measure::Share;
        // `70,7 procent, eller 70 av 99`: the part that the share is.
        let part = said.measure == Measure::Count
            && here.iter().filter(|other| other.measure == Measure::Share).any(|share| {
                let mut wholes =
                    here.iter().filter(|whole| whole.measure == said.measure && whole.at.start > said.at.end);
                wholes.any(|whole| follows_exactly(share, said, whole))
            });
        part || pairs(&here, &here)
            || (share && (pairs(&here, &before) || pairs(&before, &here)))
            || adds_up(said, &here, self.sentence)
    }
}

/// `X (−8,3), Y (−6,4) och Z (−3,3) uppgår tillsammans till 18,0`: the sum of those of its measure before it.
fn adds_up(said: &Said, here: &[&Said], sentence: &Sentence) -> bool {
    let together = sentence.has(0..said.at.start, "tillsammans sammanlagt sammantaget totalt summa");
    let before: Vec<&&Said> = here.iter().filter(|other| other.at.end <= said.at.start).collect();
    let size = |part: &&&Said| part.amount.shifted(part.measure.shift(said.measure)?).map(|part| part.value().abs());
    let parts: Vec<Decimal> = before.iter().filter_map(size).collect();
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part));
    together && parts.len() > 1 && sum.is_some_and(|sum| said.is(sum, Decimal::ZERO))
}

/// Words behind a figure by which it is a difference.
const MORE: &str = "högre lägre mer mindre fler färre större dyrare billigare bättre sämre kortare längre";

/// Words by which a figure is of some of all.
pub(super) const SOME: &str = "bland gruppen åldersgruppen yngsta äldsta yngre äldre åringar hos";
