//! The clause of a figure, and what its words tell together.

use std::ops::Range;

use super::names::{Mention, Subject};
use super::reading::{Measure, Said, Sentence};
use super::times;
use super::words::{self, Class, Role, Sex, among, is_noun};

/// A figure's place among the words of its sentence.
#[derive(Debug)]
pub(super) struct Place {
    /// The token behind the figure before it.
    pub(super) from: usize,
    /// Its token.
    pub(super) start: usize,
    /// The token behind its unit.
    pub(super) end: usize,
    /// The words behind it, to where its clause ends.
    pub(super) right: Range<usize>,
    /// What the words before it say.
    pub(super) left: Vec<(usize, Class)>,
    /// What the words behind it say.
    pub(super) behind: Vec<(usize, Class)>,
    /// The figure before it.
    pub(super) before: Option<Said>,
}

/// What a figure is by a comparison behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Compared {
    /// What it is.
    pub(super) role: Role,
    /// Whether it is below zero.
    pub(super) minus: Option<bool>,
    /// Whether it is said to be good or bad, rather than more or less.
    pub(super) tone: bool,
    /// Whether it is said to be more, or better.
    pub(super) more: bool,
}

/// Verbs that say what something came to.
const STATES: &str = "är var blev blir uppgår uppgick ligger låg landade landar utgör utgjorde visar visade nådde når \
    omfattar omfattade stannade redovisar redovisade summerar slutade uppgått legat varit blivit";

/// Verbs by which a row is named with its figure.
const COMES_TO: &str = "uppgår uppgick blev kostade landade stannade slutade";

/// Words with which it begins what a figure is a part of.
const OF_THEM: &str = "de dem dessa alla samtliga årets periodens årens nämndens kommunens enhetens totalt";

/// Words by which what stands behind says the same as what stands before.
pub(super) const AGAIN: &str = "eller motsvarande motsvarar alltså dvs d.v.s säga";

/// Words behind a figure that are not what it counts.
const SMALL: &str = "från till under inom över efter före jämfört vilket medan eller utan inte helt också även varit \
    blev hade mellan samma respektive redan senare tidigare bättre sämre";

/// Small words between a preposition and what something is compared with.
const BEFORE_BUDGET: &str = "den sin det sitt periodens periodiserad periodiserade årets helårets beslutad beslutade \
    fastställd tilldelad nämndens lagd ackumulerad ackumulerade";

impl Sentence {
    /// The place of a figure; the figures before it have been told.
    pub(super) fn place(&self, index: usize) -> Place {
        let Range { start, end } = self.said[index].at;
        let bound = self.bound_before(start);
        // What stands before a bound figure is said of that.
        let before = index.checked_sub(1).map(|before| self.said[before].clone());
        let before = before.filter(|before| before.at.end >= bound);
        let from = before.as_ref().map_or(bound, |before| before.at.end);
        let to = self.said.get(index + 1).map_or(self.tokens.len(), |next| next.at.start);
        let right = end..self.clause_end(end, to);
        // `gick 5 560 tkr över sin budget, medan förskolan lämnade`: of the figure before.
        let clause = (from..start).rev().find(|at| self.word(*at) == "medan").unwrap_or(from);
        Place {
            from,
            start,
            end,
            left: self.classes(clause..start),
            behind: self.classes(right.clone()),
            right,
            before,
        }
    }

    /// The first token from `from` on at which a clause ends, at most `to`.
    fn clause_end(&self, from: usize, to: usize) -> usize {
        let ends = |at: &usize| {
            let to_and_with = self.word(at.wrapping_sub(1)) == "till" && self.word(at + 1) == "med";
            matches!(self.mark(*at), Some(',' | ';' | '(' | ')' | ':' | '–'))
                || (self.word(*at) == "och" && !to_and_with)
                || among("samt medan men vilket varav där som eftersom då trots", self.word(*at))
        };
        (from..to).find(ends).unwrap_or(to)
    }

    /// The noun behind the adjective that stands behind a figure: `64 nya bojar`; empty where there is none.
    pub(super) fn noun_of_adjective(&self, said: &Said) -> &str {
        let adjective = self.word(said.at.end);
        let is = (adjective.ends_with('a') && !adjective.ends_with("na")) || adjective.ends_with("ade");
        let noun = self.word(said.at.end + 1);
        let plain =
            noun.chars().count() >= 4 && self.class(said.at.end + 1).is_none() && !self.is_time(said.at.end + 1);
        if is && plain && adjective.chars().count() >= 3 { noun } else { "" }
    }

    /// Whether a figure is one that another behind it is compared with: `19, att jämföra med 16`.
    pub(super) fn is_compared_behind(&self, said: &Said) -> bool {
        self.has(said.at.end..said.at.end + 6, "jämfört jämföra mot fler färre högre lägre mer mindre ökning minskning")
    }

    /// Whether a verb says that something is so much.
    pub(super) fn is_stated(&self, place: &Place) -> bool {
        self.is_stated_in(place.from..place.start)
    }

    /// The same of a window.
    pub(super) fn is_stated_in(&self, window: Range<usize>) -> bool {
        self.has(window.clone(), STATES) || window.into_iter().any(|at| self.mark(at) == Some(':'))
    }

    /// `eller 620 tkr`, `motsvarande 4 procent`, `det vill säga 38`: the figure before once more, in another measure.
    pub(super) fn says_again(&self, place: &Place) -> bool {
        let window = place.from..place.start;
        let again = self.has(window.clone(), AGAIN);
        let is_other = |(_, class): &(usize, Class)| matches!(class, Class::Is(..) | Class::Of(_));
        place.from > 0 && window.len() <= 5 && again && !place.left.iter().any(is_other)
    }

    /// `drar över med`, `drog över budgeten med`.
    pub(super) fn draws_over(&self, place: &Place) -> bool {
        let verb = (place.from..place.start).find(|at| among("drar drog dragit dra", self.word(*at)));
        verb.is_some_and(|verb| self.has(verb + 1..place.start.min(verb + 4), "över"))
    }

    /// Whether a clause of its own says what something came to: `följer budget och uppgick till`, `överskrider budgeten
    /// med 1 mnkr och uppgår till`.
    pub(super) fn states_anew(&self, place: &Place, noun: Option<usize>) -> bool {
        let (from, start) = (place.from, place.start);
        let Some(verb) = (from..start).rev().find(|at| among(COMES_TO, self.word(*at))) else { return false };
        let begin = noun.map_or(from, |noun| noun + 1);
        let anew = verb >= begin && (begin..verb).any(|at| self.word(at) == "och" || self.mark(at) == Some(','));
        let is_subject = |(_, class): &(usize, Class)| {
            matches!(class, Class::Of(_) | Class::Is(Role::Budget | Role::Variance | Role::Outcome, _))
        };
        let other = self.classes(verb..start).iter().any(|(_, class)| matches!(class, Class::Is(..)));
        anew && !other && verb + 6 > start && self.classes(0..start).iter().any(is_subject)
    }

    /// `Taxor och avgifter uppgick till 18 mnkr`, `Gatubelysningen: 5 874 tkr i år mot`: a row, a verb, and its figure.
    pub(super) fn is_named_so(&self, place: &Place) -> bool {
        let (from, start, right) = (place.from, place.start, &place.right);
        let verb = self.has(from..start, COMES_TO)
            || self.has(from..start, "gav ger kostar")
            || self.rows(place).any(|mention| among("var är", self.word(mention.at.end)))
            || start.checked_sub(1).and_then(|at| self.mark(at)) == Some(':');
        let against = self.word(right.end) == "mot" || self.has(right.clone(), "mot");
        let timed = self.times.iter().any(|time| (right.start..right.start + 3).contains(&time.at.start));
        self.rows(place).next().is_some()
            && (verb || (timed && against))
            && !place.left.iter().any(|(_, class)| *class == Class::Thing)
    }

    /// `varav Hemtjänst svarar för 1 870 tkr`: what the figure before is, of a row.
    pub(super) fn accounts(&self, place: &Place) -> bool {
        let window = place.from..place.start;
        self.has(window.clone(), "svarar svarade står stod") && self.word(place.start.wrapping_sub(1)) == "för"
            || (self.has(window.clone(), "varav")
                && self.has(window, "för inom på")
                && self.rows(place).next().is_some())
    }

    /// The rows that are named between the figure and the one before it.
    fn rows(&self, place: &Place) -> impl Iterator<Item = &Mention> {
        let (from, start) = (place.from, place.start);
        let within = move |mention: &&Mention| mention.at.start >= from && mention.at.end <= start;
        self.mentions.iter().filter(within).filter(|mention| matches!(mention.subject, Subject::Named(_)))
    }

    /// Whether a figure goes on where the one before it stood: nothing but joints, names and times between them.
    pub(super) fn goes_on(&self, place: &Place, before: &Said) -> bool {
        let window = place.from..place.start;
        let anew = self.is_stated(place) && matches!(before.role, Role::Variance | Role::Budget);
        let part = self.has(window.clone(), "varav därav på grund tack vare");
        !anew && !part && window.len() <= 8 && !matches!(before.role, Role::Other | Role::Change)
    }

    /// Whether it is a part, a cause, or a price: `varav 400 tkr`, `av överskottet avser 5 mnkr`, `flickornas`.
    pub(super) fn is_apart(&self, place: &Place) -> bool {
        let window = place.from..place.start;
        // `varav Hemtjänst svarar för`: a row's own figure.
        let own = self.has(window.clone(), "svarar svarade står stod");
        let last = (place.from..place.start).rev().find(|at| self.word(*at) == "vilket").unwrap_or(place.from);
        let causes = !own && self.has(last..place.start, "varav därav beror berodde förklaras orsakas vardera");
        let of_all = |at: usize| {
            let noun = self.classes(at + 1..place.start.min(at + 4));
            let noun = noun.iter().find(|(_, class)| matches!(class, Class::Is(..) | Class::Of(_)));
            let begins = at == 0 || self.mark(at - 1).is_some() || self.word(at - 1) == "och";
            self.word(at) == "av" && begins && noun.is_some_and(|(noun, _)| !self.is_adjacent(*noun, place.start))
        };
        // `2 165 meter av årets 3 200 meter`: the whole.
        let ahead = (place.from..place.start).rev().find(|at| !among("årets de totalt alla samtliga", self.word(*at)));
        let whole = place.before.is_some() && ahead.is_some_and(|at| self.word(at) == "av");
        let listed = self.has(0..place.start, "ingick ingår däribland bestod består")
            || (1..place.start).any(|at| self.word(at) == "annat" && self.word(at - 1) == "bland");
        causes || whole || listed || self.has(place.right.clone(), "vardera") || (0..place.start).any(of_all)
    }

    /// Of whom a figure is: by the words right behind it, `51 av 109 kvinnor`, or else by those before it, `männens`,
    /// but for those that the figure before it counts.
    pub(super) fn sex(&self, place: &Place, next: Option<&Said>) -> Option<Sex> {
        let of = |window: Range<usize>| window.filter_map(|at| words::sex(self.word(at))).collect::<Vec<Sex>>();
        let whole = next.filter(|next| self.word(place.end) == "av" && next.at.start == place.end + 1);
        let behind = match whole {
            Some(whole) => whole.at.end..self.clause_end(whole.at.end, self.tokens.len().min(whole.at.end + 3)),
            None => place.right.start..place.right.end.min(place.right.start + 5),
        };
        let behind = of(behind);
        if let [only] = behind[..] {
            return Some(only);
        }
        let counted = if place.before.is_some() { 2 } else { 0 };
        let before = of((place.from + counted).min(place.start)..place.start);
        before.last().copied().filter(|_| behind.is_empty())
    }

    /// The words right behind a figure, up to one that only joins.
    pub(super) fn counted(&self, place: &Place) -> Vec<String> {
        let is_noun = |at: &usize| {
            let word = self.word(*at);
            word.chars().count() >= 4
                && self.class(*at).is_none()
                && !self.is_time(*at)
                && !among(SMALL, word)
                && !super::names::is_small(word)
        };
        let words = place.end..place.right.end.min(place.end + 3);
        words.take_while(is_noun).map(|at| self.word(at).to_owned()).collect()
    }

    /// What a figure is said to be a part of, from its `av` on: `Av de uppföljande kontrollerna ledde 63`, `154 av
    /// dem`. A figure that stands right behind the word is the whole.
    pub(super) fn part_of(&self, place: &Place) -> Option<Range<usize>> {
        let begins = |at: usize| at == 0 || self.mark(at - 1).is_some() || among("och men", self.word(at - 1));
        let definite = |at: usize| {
            let word = self.word(at);
            let shown = "tabellen tabellerna diagrammet bilagan redovisningen rapporten statistiken uppföljningen \
                         sammanställningen resultaten uppgifterna figuren beslutet protokollet";
            word.chars().count() >= 6 && word.ends_with("na") && !among(shown, word)
        };
        let opens = |at: &usize| {
            let noun = place.start.saturating_sub(at + 1) >= 3;
            let told = among(OF_THEM, self.word(at + 1)) || definite(at + 1);
            self.word(*at) == "av" && begins(*at) && noun && told && !self.has(*at..place.start, "framgår")
        };
        let stops = |at: &usize| matches!(self.mark(*at), Some(';' | ':'));
        let ahead = (0..place.start).rev().take_while(|at| !stops(at)).find(opens);
        let them = |at: usize| self.word(at) == "av" && among("dem dessa", self.word(at + 1));
        let of_them = || (0..place.end + 1).find(|at| them(*at));
        ahead.or_else(of_them).map(|at| at..(at + 5).min(place.start.max(at)))
    }

    /// Whether a word stands right before a figure: `mot budgeterade 12 tkr`, `lägre än budgeten på 6,8`.
    pub(super) fn is_adjacent(&self, at: usize, start: usize) -> bool {
        let from = self.figure_before(at);
        let is_other = |(_, class): &(usize, Class)| {
            matches!(class, Class::Is(Role::Variance | Role::Outcome | Role::Forecast | Role::Change, _))
        };
        let first = self.has(at.saturating_sub(3)..at, "än") || !self.classes(from..at).iter().any(is_other);
        let joins = |at: usize| {
            let word = self.word(at);
            let so = among("på om som var är uppgår uppgick till", word)
                || (self.mark(at) == Some(',') && self.word(at + 1) == "som");
            (first && so)
                || matches!(self.mark(at), Some('(' | ':'))
                || self.class(at) == Some(Class::About)
                || times::year(&self.tokens[at]).is_some()
        };
        !self.follows(at) && (at + 1..start).all(joins)
    }

    /// Whether a verb says how something is to a budget: `följer budget`, `överskrider sin budget`.
    fn follows(&self, at: usize) -> bool {
        let verb = |at: usize| {
            let exceeds = matches!(self.class(at), Some(Class::Is(Role::Variance, Some(_)))) && !is_noun(self.word(at));
            exceeds
                || among("följer följde följt håller höll klarar klarade nära enligt drog drar dragit", self.word(at))
        };
        let figure = |at: usize| self.said.iter().any(|said| said.at.contains(&at));
        (at.saturating_sub(6)..at).rev().take_while(|at| !figure(*at)).any(verb)
    }

    /// Whether a word is what something is compared with: `mot budget`, `än budgeten`.
    pub(super) fn is_reference(&self, at: usize) -> bool {
        let level = Class::Is(Role::Budget, None);
        let class = self.class(at);
        let is_level =
            matches!(class, Some(Class::Is(Role::Forecast | Role::Target | Role::Outcome, _))) || class == Some(level);
        let mut before = at;
        while before > 0 && among(BEFORE_BUDGET, self.word(before - 1)) {
            before -= 1;
        }
        let word = before.checked_sub(1).map_or("", |at| self.word(at));
        let ahead = before.checked_sub(2).map_or("", |at| self.word(at));
        let compared =
            among("mot från gentemot än inom över under med", word) || (word == "till" && ahead == "förhållande");
        is_level && (compared || self.follows(at))
    }

    /// `0,7 mnkr bättre än budget`, `4 procent fler än föregående år`, `3 mkr över budget`, and without its end where
    /// the figure before has it: `1,8 mnkr lägre än budget och kostnaderna 1,4 mnkr högre`.
    pub(super) fn compared(&self, place: &Place, measure: Measure) -> Option<Compared> {
        // `53,7 mnkr eller 3,7 procent mer än 2024`: what stands behind the share is said of both.
        let share = |next: &&Said| {
            next.measure == Measure::Share && next.at.start > place.end && next.at.start <= place.end + 2
        };
        let joined = among("eller motsvarande", self.word(place.end));
        let share = joined.then(|| self.said.iter().find(share)).flatten();
        let right = &share.map_or(place.right.clone(), |share| {
            let next = self.said.iter().map(|said| said.at.start).find(|start| *start > share.at.start);
            share.at.end..next.unwrap_or(self.tokens.len())
        });
        let (at, more, tone) = right.clone().take(3).find_map(|at| match self.class(at) {
            Some(Class::Compared { more, tone }) => Some((at, more, tone)),
            _ => None,
        })?;
        let other =
            |at: usize| !self.word(at).is_empty() && !among("i kronor för mycket", self.word(at)) && at + 2 < right.end;
        if measure != Measure::Count && (right.start..at).any(other) {
            return None;
        }
        self.compared_with(at, more, tone, right.end, measure).or_else(|| {
            let turned = |before: &Said| before.role == Role::Variance && before.turn.is_some();
            let ends = !tone && at < right.start + 2 && !self.has(right.clone(), "än");
            let goes_on = ends && place.before.as_ref().is_some_and(turned);
            goes_on.then_some(Compared { role: Role::Variance, minus: Some(more), tone: false, more })
        })
    }

    fn compared_with(&self, at: usize, more: bool, tone: bool, end: usize, measure: Measure) -> Option<Compared> {
        let rest: Vec<usize> = (at + 1..end.min(at + 7)).filter(|at| !self.word(*at).is_empty()).collect();
        let is = |role: Role, at: usize| matches!(self.class(at), Some(Class::Is(of, _)) if of == role);
        let has = |role: Role| rest.iter().any(|at| is(role, *at));
        let budget = has(Role::Budget);
        if among("över under", self.word(at)) {
            let target = rest.first().is_some_and(|at| is(Role::Target, *at));
            if target && !measure.is_money() {
                return Some(Compared { role: Role::Variance, minus: None, tone: true, more });
            }
            let alone = rest.is_empty() && measure.is_money();
            return (budget || alone).then_some(Compared {
                role: Role::Variance,
                minus: Some(more),
                tone: false,
                more,
            });
        }
        if budget {
            let of_cost = !tone && matches!(measure, Measure::Money(_) | Measure::Share);
            return Some(Compared { role: Role::Variance, minus: Some(of_cost == more), tone, more });
        }
        if has(Role::Target) || has(Role::Forecast) {
            return Some(Compared { role: Role::Variance, minus: None, tone, more });
        }
        let than = rest.first().is_some_and(|at| self.word(*at) == "än");
        if !than && !rest.iter().any(|at| self.word(*at) == "jämfört") {
            return None;
        }
        // `än föregående år`; `lägre än riket` is another comparison.
        let is_time = self.times.iter().any(|time| time.at.start > at && time.at.start < at + 8)
            || rest.iter().any(|at| among("tidigare förra föregående", self.word(*at)));
        let role = if is_time { Role::Change } else { Role::Other };
        Some(Compared { role, minus: (!tone).then_some(!more), tone, more })
    }

    /// `350 tkr i underskott`, `12 mnkr i budget`, `8 mnkr har förbrukats`.
    pub(super) fn named_behind(&self, place: &Place, measure: Measure) -> Option<(Role, Option<bool>)> {
        let right = &place.right;
        let within = self.word(right.start) == "i";
        let of = |(at, class): &(usize, Class)| match class {
            Class::Is(role @ (Role::Variance | Role::Budget), minus) if within && *at <= right.start + 2 => {
                Some((*role, *minus))
            }
            Class::Is(Role::Outcome, _) if among(SPENT, self.word(*at)) => Some((Role::Outcome, None)),
            // `har 4,0 mnkr beräknats gå åt`; of what else may be expected of money, no column is told.
            Class::Expected if *at == right.start => {
                let spent = self.has(at + 1..right.end.min(at + 4), "åt användas förbrukas kosta upparbetas");
                Some((if spent { Role::Forecast } else { Role::Other }, None))
            }
            _ => None,
        };
        let is_budget = |found: &(Role, Option<bool>)| found.0 == Role::Budget;
        place.behind.iter().find_map(of).filter(|found| measure.is_money() || is_budget(found))
    }
}

/// What has been done with money.
const SPENT: &str =
    "förbrukats upparbetats använts bokförts förbrukade upparbetade förbrukat upparbetat använt använda betalats";
