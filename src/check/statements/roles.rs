//! What the figures of a sentence are: a budget, an outcome, how far one is from the other.

use super::clauses::{Compared, Place};
use super::reading::{End, Measure, Said, Sentence};
use super::times::{Period, Time};
use super::tokens::Kind;
use super::words::{Class, Role, Side, among, is_noun};

/// What a rule says that a figure is.
struct Is {
    role: Role,
    minus: Option<bool>,
    certain: bool,
}

fn certain(role: Role, minus: Option<bool>) -> Is {
    Is { role, minus, certain: true }
}

fn perhaps(role: Role) -> Is {
    Is { role, minus: None, certain: false }
}

impl Sentence {
    /// A figure with all that the sentence says of it. Those before it have been told.
    pub(super) fn told(&self, index: usize, period: Period) -> Said {
        let place = self.place(index);
        let mut said = self.said[index].clone();
        // `mars hade minst, 79`: behind a comma it is the least, and not at least so much.
        let comma = self.mark(place.start.wrapping_sub(1)) == Some(',');
        // So is it where it stands apart: `minst med 58`.
        let most = |at: usize| comma || at + 1 != place.start;
        let about = self.classes(place.start.saturating_sub(2)..place.start);
        said.about = about
            .iter()
            .any(|(at, class)| *class == Class::About && !(among("minst högst", self.word(*at)) && most(*at)));
        said.expected = self.expects(&place);
        said.side = self.side(&place);
        said.sex = self.sex(&place, self.said.get(index + 1));
        said.part_of = self.part_of(&place);
        said.counted = self.counted(&place);
        said.end = self.end(index, &place);
        // `Kvinnornas har minskat från 7,9 till 7,7`: both are theirs.
        let from = place.before.as_ref().filter(|before| before.end == Some(End::From) && said.end == Some(End::To));
        said.sex = said.sex.or(from.and_then(|from| from.sex));
        let is = self.is(&place, &mut said);
        (said.role, said.certain) = (is.role, is.certain);
        said.time = self.time(&place, &said, period);
        said.minus = said.minus.or(is.minus);
        // `412 kronor mot 418 kronor`: what a rate is compared with is one too.
        let rate = |before: &Said| {
            let joint = before.at.end..place.start;
            let against = joint.len() <= 3 && self.has(joint, "mot jämfört");
            matches!(before.measure, Measure::Rate(_)) && (said.role == Role::Change || said.end.is_some() || against)
        };
        if let Measure::Money(power) = said.measure
            && (self.is_per(&place) || place.before.as_ref().is_some_and(rate))
        {
            said.measure = Measure::Rate(power);
        }
        self.settle(&place, &mut said, period);
        said.apart = said.apart || said.role == Role::Other || self.stands_apart(&place, &said);
        // `blev 76,3 mnkr lägre`: how much less, and of no one time.
        if self.is_more(&place) && matches!(said.role, Role::Outcome | Role::Forecast | Role::Other) {
            (said.role, said.certain, said.apart, said.fell) = (Role::Change, false, true, None);
        }
        // `142 anmälningar per 10 000 invånare`: a rate, which no row of numbers has.
        let is_base = |at: usize| {
            self.word(at) == "per"
                && matches!(self.tokens.get(at + 1), Some(token) if matches!(token.kind, Kind::Figure(..)))
        };
        if !said.measure.is_money() && (place.end..place.end + 3).any(is_base) {
            (said.role, said.certain, said.apart) = (Role::Other, false, true);
        }
        // Beside a figure that is bound to a cell: what that is compared with, or a part of it.
        let bound = self.bound_before(place.start);
        let joins = "mot från till av jämfört än mellan varav";
        said.apart |= bound > 0 && bound == place.from && self.has(bound..place.start.min(bound + 4), joins);
        // `44 av 95 planerade besök`: what was planned.
        let planned = among("planerade planerat planerad budgeterade", self.word(place.end));
        if planned && self.word(place.start.wrapping_sub(1)) == "av" {
            (said.role, said.certain, said.apart, said.end) = (Role::Budget, true, false, None);
        }
        said.time = self.time(&place, &said, period);
        said.since = self.since(&place, &said);
        // `har på två år gått från 290`: of another year than the last.
        let dated = self.times.iter().any(|time| time.time.year.is_some());
        said.apart |= said.end == Some(End::From) && !dated && self.spans_years();
        self.year_before(&place, &mut said, period);
        // `från 88 via 91 till 96`: what it is now.
        if place.before.as_ref().is_some_and(|before| self.is_via(before.at.start)) && self.word(place.from) == "till" {
            (said.end, said.time) = (None, Time { year: Some(period.year), part: None });
        }
        said
    }

    /// Whether a figure is a part, a cause, what is not spent, or of no one time, by the words around it.
    fn stands_apart(&self, place: &Place, said: &Said) -> bool {
        // What something of a part went to is of that part, as what it went from is.
        let from = place.before.as_ref().filter(|before| before.end == Some(End::From) && said.end == Some(End::To));
        let of_part = from.is_some_and(|from| from.apart);
        // `från 11 015 till 10 640 och vidare till 9 892`: what it was on its way.
        let on_its_way =
            said.end == Some(End::To) && self.word(place.end) == "och" && self.word(place.end + 1) == "vidare";
        // `väntas 950 tkr återbetalas`: of what is not spent there is no forecast.
        let verb = self.word(place.end);
        let not_spent = said.expected
            && verb.ends_with("as")
            && verb.chars().count() >= 6
            && !among("användas förbrukas upparbetas kostas beräknas väntas förväntas bedöms", verb);
        of_part
            || on_its_way
            || not_spent
            || self.is_apart(place)
            || self.is_via(place.start)
            || self.is_of_range(place)
            || self.is_mean_of_years(place.start)
    }

    /// Whether a word right behind a figure makes it how much more or less something is, and than what is not said.
    fn is_more(&self, place: &Place) -> bool {
        let compared = "högre lägre mer mindre fler färre dyrare billigare";
        let verb = self.has(place.start.saturating_sub(3)..place.start, "blir blev är var");
        verb && among(compared, self.word(place.end)) && self.word(place.end + 1) != "än"
    }

    /// `via 91`: what something was on its way.
    fn is_via(&self, start: usize) -> bool {
        self.word(start.wrapping_sub(1)) == "via"
    }

    /// `har varierat mellan 118 och 164`: of no one time.
    fn is_of_range(&self, place: &Place) -> bool {
        let between = |at: usize| self.word(at.wrapping_sub(1)) == "mellan";
        let last =
            || place.before.as_ref().is_some_and(|before| between(before.at.start) && place.start <= place.from + 2);
        let ranges = between(place.start) || (self.word(place.start.wrapping_sub(1)) == "och" && last());
        ranges && !self.has(0..place.start, "skillnaden differensen")
    }

    /// `Sett över fem år är genomsnittet 1 091`: of no one year.
    fn is_mean_of_years(&self, start: usize) -> bool {
        let mean = "genomsnitt genomsnittet snitt snittet medelvärde medelvärdet medeltal medeltalet";
        self.spans_years() && self.has(0..start, mean)
    }

    /// `på två år`, `de senaste åren`: of more than one year.
    pub(super) fn spans_years(&self) -> bool {
        let in_words = |word: &str| crate::base::swedish::NUMBERS.contains(&word);
        let is_figure =
            |at: usize| matches!(self.tokens[at].kind, Kind::Figure(..) | Kind::Digits) || in_words(self.word(at));
        (1..self.tokens.len())
            .any(|at| among("år åren", self.word(at)) && (is_figure(at - 1) || self.word(at - 1) == "senaste"))
    }

    /// `6,7 procent (7,4)`: what stands alone in parentheses is the figure of the year before, of the same kind.
    fn year_before(&self, place: &Place, said: &mut Said, period: Period) {
        let Some(before) = &place.before else { return };
        let alone = place.start == place.from + 1
            && self.mark(place.from) == Some('(')
            && self.mark(place.end) == Some(')')
            && said.measure.shift(before.measure).is_some()
            && matches!(before.role, Role::Outcome | Role::Other);
        if alone {
            let year = before.time.year.unwrap_or(period.year).checked_sub(1);
            (said.role, said.certain, said.side) = (before.role, before.certain, before.side);
            (said.time, said.minus, said.apart) = (Time { year, part: before.time.part }, None, before.apart);
        }
    }

    /// The side of the accounts that the nearest word names; that of the figure before, where it goes on.
    fn side(&self, place: &Place) -> Option<Side> {
        let of = |(_, class): &(usize, Class)| if let Class::Of(side) = class { Some(*side) } else { None };
        let own = place.left.iter().rev().chain(&place.behind).find_map(of);
        let comma = (place.from..place.start).rev().find(|at| self.mark(*at) == Some(',')).unwrap_or(place.from);
        let goes_on = place.start - comma <= 4 || self.continues(place.from, place.start);
        own.or_else(|| place.before.as_ref().filter(|_| goes_on).and_then(|before| before.side))
    }

    /// Whether a figure is of what the one before it is of: beside it, `vilket är`, `och har därmed minskat med`.
    pub(super) fn continues(&self, from: usize, start: usize) -> bool {
        let verbs = "har är var blev väntas uppgår ligger överstiger understiger överskrider underskrider motsvarar";
        let and = self.word(from) == "och" && among(verbs, self.word(from + 1)) && start - from <= 8;
        from > 0 && (start - from <= 3 || self.has(from..start, "vilket") || and)
    }

    /// `kostnaden per elev var`, `snittkostnaden`: kronor for each.
    fn is_per(&self, place: &Place) -> bool {
        place.left.iter().any(|(at, class)| {
            let each = self.word(at + 1) == "per"
                && at + 2 < place.start
                && !self.is_time(at + 2)
                && self.word(at + 2) != "den";
            let average = self.word(*at).starts_with("snitt") || self.word(*at).starts_with("styck");
            matches!(class, Class::Of(_) | Class::Thing) && (each || average)
        })
    }

    /// Which end of a change it is: `från 71 till 74`, `ökade med 3, till 74`.
    fn end(&self, index: usize, place: &Place) -> Option<End> {
        let (from, start) = (place.from, place.start);
        let before = |fits: &dyn Fn(&Said) -> bool| place.before.as_ref().is_some_and(fits);
        let last = start.checked_sub(1).map_or("", |at| self.word(at));
        if before(&|before| before.end == Some(End::From)) && start - from <= 3 && self.has(from..start, "till") {
            return Some(End::To);
        }
        if before(&|before| before.role == Role::Change) && start > from && last == "till" && start - from <= 10 {
            return Some(End::To);
        }
        let next = self.said.get(index + 1).map(|next| next.at.start);
        let small = |at: usize| self.is_time(at) || among("till år", self.word(at));
        let next_till = next.is_some_and(|next| {
            next - place.end <= 5 && self.has(place.end..next, "till") && (place.end..next).all(small)
        });
        // `84 procent, upp från 81`.
        let since = place.before.is_some() && self.has(start.saturating_sub(2)..start, "upp ned ner");
        // `en minskning med 1,3 procent från 277 820`.
        let since = since || (before(&|before| before.role == Role::Change) && start == from + 1);
        (last == "från" && (next_till || since)).then_some(End::From)
    }

    /// The first rule that holds for a figure.
    fn is(&self, place: &Place, said: &mut Said) -> Is {
        let last = place.left.iter().rev().copied().find(|(at, class)| {
            matches!(class, Class::Is(..)) && (!self.is_reference(*at) || self.is_adjacent(*at, place.start))
        });
        let by_words = self.by_comparison(place, said).or_else(|| self.by_clause(place, said, last));
        let is = by_words.or_else(|| self.by_last(place, said, last)).unwrap_or_else(|| self.by_measure(place, said));
        // `resultat mot budget` with a sign, or a word of good or bad, is how far it is from it.
        let signed = said.minus.is_some() || self.tone(place).is_some();
        let against = is.role == Role::Outcome && is.certain && signed && self.refers(place);
        if against && said.measure.is_money() && said.end.is_none() {
            return certain(Role::Variance, is.minus);
        }
        is
    }

    /// What stands right behind it: `bättre än budget`, `lägre än föregående år`, `i underskott`; or it says the figure
    /// before once more.
    fn by_comparison(&self, place: &Place, said: &mut Said) -> Option<Is> {
        if let Some(Compared { role, minus, tone, more }) = self.compared(place, said.measure) {
            let turns = !tone && role == Role::Variance;
            // `fem färre än planerat`: fewer, whatever that is worth.
            said.turn = minus.filter(|_| turns).map(|_| more);
            let income = turns && said.side == Some(Side::Income);
            return Some(certain(role, if income { minus.map(|minus| !minus) } else { minus }));
        }
        if let Some((role, minus)) = self.named_behind(place, said.measure) {
            return Some(certain(role, minus));
        }
        let again = place.before.as_ref().filter(|_| self.says_again(place))?;
        said.turn = again.turn;
        Some(Is { role: again.role, minus: again.minus, certain: again.certain })
    }

    /// A clause of its own that says what something came to.
    fn by_clause(&self, place: &Place, said: &mut Said, last: Option<(usize, Class)>) -> Option<Is> {
        let (from, start) = (place.from, place.start);
        if self.draws_over(place) {
            said.turn = Some(true);
            return Some(certain(Role::Variance, Some(true)));
        }
        // `svarar för` of a row: what the figure before is of all.
        let of_all = place.before.as_ref().filter(|before| before.certain && before.role == Role::Variance);
        if let Some(before) = of_all.filter(|_| self.accounts(place)) {
            return Some(Is { role: before.role, minus: before.minus, certain: true });
        }
        let changed = place.before.as_ref().is_some_and(|before| before.role == Role::Change);
        let after = changed && said.end == Some(End::To);
        let then = changed && self.has(from..start, "då") && self.is_stated(place);
        if after || then || self.states_anew(place, last.map(|(at, _)| at)) {
            return Some(certain(Role::Outcome, None));
        }
        // `Största avvikelsen finns på konsulter, där kostnaden är`.
        let (side, class) = place.left.last()?;
        let apart = last.is_some_and(|(noun, _)| (noun..*side).any(|at| self.mark(at) == Some(',')));
        (matches!(class, Class::Of(_)) && apart && self.is_stated(place)).then(|| certain(Role::Outcome, None))
    }

    /// The last word before it that says what it is.
    fn by_last(&self, place: &Place, said: &mut Said, last: Option<(usize, Class)>) -> Option<Is> {
        if let Some((at, Class::Is(role, minus))) = last {
            let (role, minus) = self.as_said((at, role, minus), place, said);
            said.word = minus.is_some().then(|| self.tokens[at].range.clone());
            return Some(certain(role, minus));
        }
        if said.minus.is_some() && self.refers(place) {
            return Some(certain(Role::Variance, None));
        }
        let has = |fits: fn(&Class) -> bool| place.left.iter().any(|(_, class)| fits(class));
        if has(|class| matches!(class, Class::Of(_))) {
            return Some(certain(Role::Outcome, None));
        }
        if has(|class| *class == Class::Thing) && !said.expected && said.measure.is_money() {
            return Some(perhaps(Role::Other));
        }
        let before = place.before.as_ref().filter(|before| self.goes_on(place, before));
        before.map(|before| {
            said.turn = before.turn;
            // `100,6 mnkr mot 100,4 mnkr`: with what, is not said.
            let timed = self.times.iter().any(|time| time.at.start >= place.from && time.at.start < place.right.end);
            let against = self.has(place.from..place.start, "mot jämföra jämfört") && !timed;
            Is { role: before.role, minus: before.minus, certain: before.certain && !against }
        })
    }

    /// What is left: its own sign, its measure, a verb.
    fn by_measure(&self, place: &Place, said: &Said) -> Is {
        let money = said.measure.is_money();
        // `Olyckorna ökade med 19 och bränderna med 22`: the verb is said once.
        let verbless = place.start > place.from && self.word(place.start - 1) == "med";
        let changed = place.before.as_ref().filter(|before| verbless && before.role == Role::Change);
        if let Some(before) = changed {
            return Is { role: Role::Change, minus: before.minus, certain: false };
        }
        if said.end.is_some() || (money && self.is_named_so(place)) {
            certain(Role::Outcome, None)
        } else if money && self.tone(place).is_some() {
            certain(Role::Variance, None)
        } else if money && said.minus.is_some() {
            perhaps(Role::Variance)
        } else if said.expected && (money || matches!(said.measure, Measure::Share | Measure::Count)) {
            perhaps(Role::Forecast)
        } else if (!money && said.measure != Measure::Points) || (money && self.is_stated(place)) {
            perhaps(Role::Outcome)
        } else {
            perhaps(Role::Other)
        }
    }

    /// A noun and what it says of a figure behind it: `ökade till 74` is no change of 74, `överskrider budget med` no
    /// budget.
    fn as_said(
        &self,
        (at, role, minus): (usize, Role, Option<bool>),
        place: &Place,
        said: &mut Said,
    ) -> (Role, Option<bool>) {
        let start = place.start;
        let small = |at: &usize| self.word(*at).is_empty() || self.class(*at) == Some(Class::About);
        let near = (at + 1..start).rev().find(|at| !small(at)).map_or("", |at| self.word(at));
        if role == Role::Variance && minus.is_some() && !is_noun(self.word(at)) {
            said.turn = minus;
            return (role, if said.side == Some(Side::Income) { minus.map(|minus| !minus) } else { minus });
        }
        // `minskar underskottet med`: a change of it.
        let of_change = |(_, class): &(usize, Class)| matches!(class, Class::Is(Role::Change, _));
        if role == Role::Variance && near == "med" && self.classes(at.saturating_sub(4)..at).iter().any(of_change) {
            said.apart = true;
            return (Role::Other, None);
        }
        if role != Role::Change {
            return (role, minus);
        }
        // `29 elever, till ett pris som steg med 4,2 procent`: of the price, unless that is a row's.
        let named = |at: usize| self.mentions.iter().any(|mention| mention.at.contains(&at));
        let thing = self.classes(at.saturating_sub(3).max(place.from)..at);
        said.apart |= thing.iter().any(|(at, class)| *class == Class::Thing && !named(*at));
        // Of what: `överskottet väntas öka till`.
        let what = self.classes(0..at).into_iter().rev().find_map(|(at, class)| match class {
            Class::Is(role @ (Role::Variance | Role::Budget | Role::Forecast | Role::Target), minus) => {
                (!self.is_reference(at)).then_some((role, minus))
            }
            _ => None,
        });
        let is_verb = !self.word(at).ends_with("ing") && !self.word(at).ends_with("ingen");
        match near {
            "till" => {
                said.end = Some(End::To);
                said.fell = minus.filter(|_| is_verb);
                what.unwrap_or((Role::Outcome, None))
            }
            "från" | "mellan" => {
                said.end = Some(End::From);
                what.unwrap_or((Role::Outcome, None))
            }
            "med" | "om" | "på" => (Role::Change, minus),
            _ if is_verb && at + 1 < start && self.is_stated_in(at + 1..start) => (Role::Outcome, None),
            _ => (Role::Change, minus),
        }
    }

    /// What follows from the time and the sign.
    fn settle(&self, place: &Place, said: &mut Said, period: Period) {
        let tone = self.tone(place);
        if matches!(said.role, Role::Variance | Role::Outcome) && said.minus.is_none() {
            said.minus = tone.map(|good| !good);
        }
        said.expected &= said.time.year.is_none_or(|year| year >= period.year);
        if said.role == Role::Outcome && said.expected {
            said.role = Role::Forecast;
        }
        if said.role == Role::Forecast && said.measure.is_money() && (said.minus.is_some() || tone.is_some()) {
            said.minus = said.minus.or(tone.map(|good| !good));
            (said.role, said.expected, said.certain) = (Role::Variance, true, false);
        }
        let names_result =
            (place.from..place.start).any(|at| self.word(at).contains("resultat") || self.word(at).contains("utfall"));
        if said.role == Role::Outcome && said.minus.is_some() && names_result && tone.is_some() {
            said.role = Role::Variance;
        }
    }

    /// Whether it is expected, by the words of the sentence so far.
    fn expects(&self, place: &Place) -> bool {
        // `prognosen är 22,10 mnkr och utfallet 14,52 mnkr`: what has come is not expected.
        let come = (place.from..place.start).rev().find(|at| self.word(*at).starts_with("utfall"));
        (come.unwrap_or(0)..place.start).any(|at| match self.class(at) {
            Some(Class::Expected) => true,
            Some(Class::Is(Role::Forecast, _)) => !self.is_reference(at),
            None => self.word(at) == "kommer" && self.has(at + 1..place.start, "att"),
            _ => false,
        })
    }

    /// The last word of good or bad before a figure.
    fn tone(&self, place: &Place) -> Option<bool> {
        let of = |(_, class): &(usize, Class)| if let Class::Tone(good) = class { Some(*good) } else { None };
        place.left.iter().rev().find_map(of)
    }

    /// Whether a figure is said to be of a budget, or of the whole: `60 procent av budgeten`.
    pub(super) fn is_of_all(&self, said: &Said) -> bool {
        let behind = said.at.end + 1..said.at.end + 5;
        let of_aim = |(_, class): &(usize, Class)| matches!(class, Class::Is(Role::Budget | Role::Target, _));
        let whole = "hela alla samtliga totala nämndens kommunens förvaltningens verksamhetens total";
        self.word(said.at.end) == "av" && (self.has(behind.clone(), whole) || self.classes(behind).iter().any(of_aim))
    }

    /// Whether a figure is said to be a row's part of all: `svarar för 58 procent av besöken`, `utgör 12 procent`.
    pub(super) fn is_part_of_all(&self, said: &Said) -> bool {
        let from = said.at.start.saturating_sub(6).max(self.figure_before(said.at.start));
        let stands = self.has(from..said.at.start, "svarar svarade står stod") && self.has(from..said.at.start, "för");
        let ends = self.tokens.get(said.at.end).is_none_or(|token| matches!(token.kind, Kind::Mark(_)));
        (stands || self.has(from..said.at.start, "utgör utgjorde")) && (self.word(said.at.end) == "av" || ends)
    }

    /// Whether something is compared with a budget before the figure: `mot budget`.
    fn refers(&self, place: &Place) -> bool {
        (place.from..place.start).any(|at| self.is_reference(at))
    }
}
