//! The figures of a sentence, and what each is counted or measured in. Years, dates, ages, numbers of sections, weeks,
//! streets and telephones are none.

use crate::base::amount::Amount;
use crate::base::{money, swedish};

use super::clauses::AGAIN;
use super::reading::{Measure, Said, Sentence, digits as digits_of};
use super::times::{self, Time};
use super::tokens::Kind;
use super::words::{self, Class, Role, among};

/// Words before a number by which it is a name: of a section, a table, a week.
const NAMED: &str = "avsnitt avsnittet tabell bilaga kapitel kap sida sidan sid diagram figur bild not punkt punkten \
    paragraf dnr diarienummer nr nummer vecka v kvartal tertial årskurs årskurserna åk kl klockan steg nivå nivån fas \
    etapp zon version agenda område väg riksväg länsväg e delmål ärende punkterna paragraferna bilagorna tabellerna \
    avsnitten delkapitel lag förordning sfs artikel rum linje klass typ grupp alternativ telefon tel mobil konto \
    ansvar veckorna hus scenario prioritet block del termin skede delprojekt avdelning station plan arena hall mom \
    stycket rad";

/// Words behind a number by which it is an age, a time or a section.
const AGES: &str = "kap år åringar åringarna åring årig åriga årigt års";

/// What is measured and neither money, share nor count.
const OTHERS: &str = "kvm m2 m² m3 m³ kvadratmeter kubikmeter timmar timme timmarna tim \
    dagar dag dygn minuter minut min månader månad veckor vecka ton kg kilo gram g km mil meter m mm cm kwh mwh \
    gwh kw mw liter l hektar ha poäng procentig grader sekunder kilometer gånger promille ppm mg µg";

/// Words that only join figures: what stands behind the second is in the measure of both.
const JOINS: &str = "till och av mot respektive eller samt resp upp ned ner mellan från plus minus";

/// Words with which another clause, or no noun, begins.
const NO_NOUN: &str = "medan men vilket som för i under per jämfört är var högre lägre över";

/// A figure that was found, with its sign and the measure that stands behind it.
struct Found {
    at: usize,
    amount: Amount,
    sign: Option<bool>,
    own: Option<(Measure, usize)>,
}

impl Sentence {
    /// The figures, each with its measure; what they are is said later.
    pub(super) fn figures(&self) -> Vec<Said> {
        let mut found: Vec<Found> = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let Kind::Figure(amount, sign) = token.kind else { continue };
            let own = self.measure(at + 1);
            if own.is_some_and(|(measure, _)| measure != Measure::Count) || !self.is_name(at) {
                found.push(Found { at, amount, sign, own });
            }
        }
        let mut all: Vec<Said> = Vec::new();
        for (index, figure) in found.iter().enumerate() {
            let (measure, length) =
                figure.own.unwrap_or_else(|| (self.shared(figure, found.get(index + 1), all.last()), 0));
            let digits = self.tokens[figure.at].range.clone();
            all.push(Said {
                amount: figure.amount,
                range: digits.start..self.tokens[figure.at + length].range.end,
                digits,
                measure,
                role: Role::Other,
                certain: false,
                expected: false,
                minus: figure.sign.map(|minus| minus && !figure.amount.value().is_zero()),
                turn: None,
                time: Time::default(),
                side: None,
                sex: None,
                part_of: None,
                counted: Vec::new(),
                about: false,
                since: None,
                apart: false,
                end: None,
                fell: None,
                word: None,
                at: figure.at..figure.at + length + 1,
            });
        }
        all
    }

    /// The measure of a figure that has none behind it: that of the next one, `från 71 till 74 procent`, or of the one
    /// before.
    fn shared(&self, figure: &Found, next: Option<&Found>, before: Option<&Said>) -> Measure {
        let at = figure.at + 1;
        let no_count = |measure: &Measure| *measure != Measure::Count;
        let of_next = |next: &Found| next.own.map(|(measure, _)| measure);
        // `92 av de 198, 46,5 procent`, `96, eller 48,5 procent`: a number and what it is in per cent.
        let apart = |next: &&Found| {
            let comma = self.mark(at) == Some(',');
            let finer = figure.amount.decimals() == 0 && next.amount.decimals() > 0 && at + 1 == next.at;
            // `med 14 eller 8,6 procent`.
            let or = self.word(at) == "eller" && finer;
            or || comma && (finer || self.has(at..next.at, AGAIN))
        };
        let joined = next.filter(|next| self.only_joins(at, next.at) && !apart(next)).and_then(of_next);
        // `331, en ökning med 14 procent`: a figure of something else.
        // `genomfördes 274, det vill säga 98,2 procent`, `till 52, eller med 18,2 procent`: once more, in another
        // measure.
        let anew = |next: &&Found| {
            (at..next.at).any(|at| matches!(self.class(at), Some(Class::Is(..))))
                || self.has(at..next.at, AGAIN)
                || self.has(at..next.at, "vilket")
                || self.word(next.at - 1) == "med"
                || (self.mark(at) == Some(',') && among("en ett", self.word(at + 1)))
        };
        let later = || {
            let near =
                next.filter(|next| next.at - figure.at <= 5 && self.ends_clause(at) && !anew(next) && !apart(next));
            near.and_then(of_next).filter(no_count)
        };
        let earlier = || {
            // `14,8 procent, från 27 till 31`: a pair of its own.
            let from = self.word(figure.at.wrapping_sub(1)) == "från";
            let near = before.filter(|before| !from && figure.at - before.at.end <= 4 && self.ends_clause(at));
            // `46,0 procent (81 av 176)`: the numbers that make it up.
            // `70,7 procent, eller 70 av 99`.
            let last = figure.at.wrapping_sub(1);
            let of = (self.mark(last) == Some('(') || among("eller alltså det", self.word(last)))
                && self.word(at) == "av"
                && next.is_some_and(|next| next.at == at + 1);
            near.map(|before| before.measure).filter(no_count).filter(|measure| !of || *measure != Measure::Share)
        };
        // `ökat mest i procent, 14,8, från 27 till 31`.
        let back = if self.mark(figure.at.wrapping_sub(1)) == Some(',') { 2 } else { 1 };
        let named = figure.at.checked_sub(back).is_some_and(|at| among("procent procentuellt", self.word(at)));
        if named && self.ends_clause(at) {
            return Measure::Share;
        }
        let alone = if figure.amount.decimals() > 0 { Measure::Other } else { Measure::Count };
        joined.or_else(later).or_else(earlier).unwrap_or(alone)
    }

    /// Whether nothing but joining words stand between two tokens.
    fn only_joins(&self, from: usize, to: usize) -> bool {
        let joins =
            |at: usize| among(JOINS, self.word(at)) || matches!(self.mark(at), Some(',' | '–' | '-' | '/' | '+'));
        to > from && (from..to).all(joins)
    }

    /// Whether a clause ends before this token, so that a figure before it has no noun of its own.
    fn ends_clause(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        self.mark(at).is_some_and(|mark| !matches!(mark, '%' | '‰' | '"' | '”'))
            || among(JOINS, self.word(at))
            || among(NO_NOUN, self.word(at))
            || times::year(token).is_some()
    }

    /// The measure that stands from this token on, and how many tokens it takes.
    fn measure(&self, at: usize) -> Option<(Measure, usize)> {
        let word = self.word(at);
        match self.mark(at) {
            Some('%') => {
                let points =
                    matches!(self.mark(at + 1), Some('-' | '‑' | '–')) && self.word(at + 2).starts_with("enhet");
                return Some(if points { (Measure::Points, 3) } else { (Measure::Share, 1) });
            }
            Some('‰') => return Some((Measure::Other, 1)),
            _ if word.is_empty() => return None,
            _ => {}
        }
        if word.starts_with("procentenhet") {
            return Some((Measure::Points, 1));
        }
        if among("procent procents proc", word) {
            return Some((Measure::Share, 1));
        }
        if let Some((power, length)) = self.money(at) {
            let measure = if self.is_rate(at + length) { Measure::Rate(power) } else { Measure::Money(power) };
            return Some((measure, length));
        }
        // `kr/st`, `tkr/plats`.
        if let Some(power) = word.split_once('/').and_then(|(first, _)| money::power(first)) {
            return Some((Measure::Rate(power), 1));
        }
        if among(OTHERS, word) || OTHERS.split(' ').any(|other| other.len() > 4 && word.ends_with(other)) {
            return Some((Measure::Other, 1));
        }
        if among("st stycken styck", word) {
            return Some((Measure::Count, 1));
        }
        let is_noun =
            words::class(word).is_none_or(|class| matches!(class, Class::Is(..) | Class::Of(_) | Class::Thing));
        (is_noun && !self.ends_clause(at)).then_some((Measure::Count, 0))
    }

    /// The unit of money that stands from this token on: its power of ten, and how many tokens it takes.
    fn money(&self, at: usize) -> Option<(i32, usize)> {
        let word = self.word(at);
        let two = match (word, self.word(at + 1)) {
            ("miljoner" | "miljon" | "milj", "kronor" | "kr") => Some(6),
            ("tusen", "kronor" | "kr") => Some(3),
            ("miljarder" | "miljard", "kronor" | "kr") => Some(9),
            _ => None,
        };
        let one = match word {
            "miljoner" | "miljon" | "milj" => Some(6),
            "miljarder" | "miljard" => Some(9),
            word => money::power(word),
        };
        two.map(|power| (power, 2)).or(one.map(|power| (power, 1)))
    }

    /// Whether what follows an amount makes it a rate: `per invånare`, `/elev`, `i snitt per plats`.
    fn is_rate(&self, at: usize) -> bool {
        let touches = |at: usize| {
            at > 0 && self.tokens.get(at).is_some_and(|token| self.tokens[at - 1].range.end == token.range.start)
        };
        if self.mark(at) == Some('/') && touches(at) && touches(at + 1) {
            return true;
        }
        let average = self.word(at) == "i" && among("snitt genomsnitt", self.word(at + 1));
        let at = if average { at + 2 } else { at };
        if among("vardera styck st", self.word(at)) {
            return true;
        }
        let next = self.word(at + 1);
        // `per augusti`, `per den 31 augusti`, `per 2026-08-31`, are times, `per år` tells how long it is for.
        let is_time =
            (self.is_time(at + 1) && !among("månad vecka", next)) || among("år den sista helår helåret utgången", next);
        self.word(at) == "per" && !next.is_empty() && !is_time
    }

    /// `402 år 2023`: a number of a year, and no age.
    fn is_dated(&self, at: usize) -> bool {
        self.word(at + 1) == "år" && self.tokens.get(at + 2).is_some_and(|token| times::year(token).is_some())
    }

    /// Whether a number without a unit is a name, an age, a date, a year.
    fn is_name(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let small = token.range.len() <= 2;
        let mut before = at.checked_sub(1).map_or("", |at| self.word(at));
        if at > 1 && self.mark(at - 1) == Some('.') {
            before = self.word(at - 2);
        }
        let after = self.word(at + 1);
        let digits = |at: usize| {
            let of = |kind: Kind| matches!(kind, Kind::Digits | Kind::Figure(..));
            self.tokens.get(at).is_some_and(|token| of(token.kind) && times::year(token).is_none())
        };
        let is_date = swedish::month(after).is_some() || (small && swedish::month(before).is_some());
        // `0455-30 30 00`.
        let is_dialled = (at > 0 && digits(at - 1)) || (digits(at + 1) && small);
        // `Windows 11`, `Arena 2`.
        let is_named = at > 1
            && self.is_capital(at - 1)
            && token.range.len() <= 3
            && (self.ends_clause(at + 1) || token.range.len() == 1)
            && after != "av";
        // `avsnitt 3`, `tabell 2 och 4`.
        let is_second = at >= 3 && among("och till samt", before) && digits(at - 2) && among(NAMED, self.word(at - 3));
        // `65-åringar`.
        let is_compound = matches!(self.mark(at + 1), Some('-' | '‑'))
            && self
                .tokens
                .get(at + 2)
                .is_some_and(|next| next.kind == Kind::Word && next.range.start == self.tokens[at + 1].range.end);
        let is_listed = at == 0 && matches!(self.mark(1), Some('.' | ')')) && self.tokens.len() > 2;
        // `5,2 per 1 000 invånare`: what a rate is counted on.
        let is_base = before == "per"
            && matches!(token.kind, Kind::Figure(amount, None) if amount.decimals() == 0 && digits_of(amount) == 1);
        times::year(token).is_some()
            || self.is_time(at)
            || is_base
            || is_date
            || (among(AGES, after) && !self.is_dated(at))
            || self.mark(at + 1) == Some('§')
            || (at > 0 && matches!(self.mark(at - 1), Some('§' | '#' | '&')))
            || is_dialled
            || is_named
            || among(NAMED, before)
            || is_second
            || is_compound
            || is_listed
    }
}
