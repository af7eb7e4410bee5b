//! What texts say with figures, compared with the cells of every table, whoever wrote either.
//!
//! A sentence is read in steps, a file each: its words, figures and marks (`tokens`), the times that it names
//! (`times`), its figures (`figures`), what each is (`roles`, by its clause in `clauses` and the words of `words`) and
//! of when (`when`), what it is about (`subjects`, by the names of rows in `names`). The cells know the same of
//! themselves (`facts`). `judge` then says of each figure whether a cell bears it out, contradicts it, or whether it is
//! nobody's: where what it is, or what it is about, is not certain, or several cells could be meant, nothing is told.
//! `chapters` knows the rows of the text's own chapter that no name tells, `neighbours` the other cells of a row,
//! `lists` the rows and columns that only the other figures of a sentence tell, `mistaken` what a figure was taken for,
//! `meant` the one cell that the words of a sentence mean where no name alone tells it; `measured` says in what unit a
//! cell is, `ends` what a change comes to by its two ends, `trail` what a text has come to, and `differences` holds a
//! change against the two cells of the row that is meant.
//! `aligned` holds those of one sentence against the cells that the others of it leave, `boxes` those that stand in
//! boxes with a name, `bundles` those that tell one change together against the row whose cells give the others of it,
//! `placed` a figure right behind a row's name that stands in another row or year. `within` holds the figures of one
//! sentence against each other, `reckoned` and `growth` those of two in a row, `worked` what they are worked out to,
//! `definite` numbers that a text takes up again, `anchored` says how much more or less a figure beside a cell's can
//! be, `related` confirms those that follow from others, and `spared` takes back what a cell that another figure
//! holds, or one of an earlier time, seemed to contradict, and `vindicated` what any other reading bears out, and
//! `slipped` tells of those of many digits that nothing does. What is
//! said without a figure, of a row's course (`series`), its place (`ranks`), its target (`aims`) or of which rows have
//! something (`sets`), is held against the cells too, and what no cell holds against the same in other texts
//! (`elsewhere`).

mod aims;
mod aligned;
mod anchored;
mod boxes;
mod bundles;
mod chapters;
mod clauses;
mod definite;
mod differences;
mod elsewhere;
mod ends;
mod facts;
mod figures;
mod growth;
mod judge;
pub mod lines;
mod lists;
mod meant;
mod measured;
mod mistaken;
mod names;
mod neighbours;
mod parts;
mod placed;
mod portions;
mod ranks;
mod reading;
mod reckoned;
mod related;
mod restated;
mod rests;
mod roles;
mod series;
mod sets;
mod slipped;
mod spared;
mod spoken;
mod subjects;
mod times;
mod tokens;
mod trail;
mod units;
mod vindicated;
mod when;
mod within;
mod words;
mod worked;

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use crate::base::amount::Amount;
use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::report::passages::{self, Passage, Role as Place};
use crate::report::{Report, UnitIndex};

use super::editorial;
use super::messages::{self, CellName};

use facts::{Fact, Facts};
use judge::{Judge, Near, Verdict, Wrong};
use names::{Mention, Names, Subject};
use reading::Sentence;
use related::Judged;
use series::{Around, Claimed};
use trail::Trail;
use vindicated::Readings;
use within::Slip;

pub use reading::{End, Measure, Said};
pub use times::{Part, Period, Time};
pub use words::{Role, Sex, Side};

/// A figure of a text, and what became of it.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The unit that wrote it; `None` for the memo and the report's own texts.
    pub unit: Option<UnitIndex>,
    /// Where it stands.
    pub place: Span,
    /// The figure as written, with its unit.
    pub written: String,
    /// The sentence.
    pub sentence: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The cells that bear it out or contradict it.
    pub cells: Vec<Cell>,
}

/// What becomes of a figure of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// A cell bears it out.
    Confirmed,
    /// A cell says something else.
    Contradicted,
    /// No cell backs it.
    Unbacked,
}

/// A cell that a statement was compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The table's heading, the row's name and the column's heading.
    pub name: [String; 3],
    /// What stands there, in Swedish writing.
    pub figure: String,
    /// Where.
    pub place: Span,
    /// What a text binds it by; `None` for an indicator's.
    pub address: Option<String>,
}

/// How many figures a table confirms, how many one contradicts, how many none backs.
pub fn counts(all: &[Statement]) -> [usize; 3] {
    [Outcome::Confirmed, Outcome::Contradicted, Outcome::Unbacked]
        .map(|outcome| all.iter().filter(|statement| statement.outcome == outcome).count())
}

/// What the checks of texts came to.
#[derive(Debug, Default)]
pub(super) struct Statements {
    /// Every figure of running text.
    pub(super) all: Vec<Statement>,
    /// What they contradict.
    pub(super) found: Vec<Diagnostic>,
}

/// The report's period; the whole year of its date where it names none.
fn period(report: &Report) -> Period {
    let (first, last) =
        report.manifest.period.as_ref().map_or((1, 12), |(from, to)| (from.value.month, to.value.month));
    let begins = report.manifest.period.as_ref().map(|(from, _)| from.value);
    let ahead = begins.is_some_and(|begins| report.manifest.date.value < begins);
    Period { year: report.manifest.year(), first, last, ahead }
}

pub(super) fn check(report: &Report, passages: &[Passage]) -> Statements {
    let period = period(report);
    let facts = Facts::of(report, period);
    let judge = Judge { facts: &facts, period };
    let mut reader = Reader::default();
    let mut result = Statements::default();
    let mut lone = Vec::new();
    for passage in passages {
        reader.enter(passage, &facts.names);
        if !is_read(passage) || editorial::leftover(report, passage).is_some() {
            continue;
        }
        let mut past = Past::default();
        let figures = meant::Figures::of(&passage.text);
        for range in pieces(passage) {
            let sentence = Sentence::read(&passage.text, range.clone(), (period, reader.ahead), &facts.names);
            reader.hear(&sentence);
            let mut judged = reader.judged(&judge, &sentence, passage);
            let chapter = facts.of_chapter(passage.chapter);
            let around = Around { facts: &facts, period, own: &[], chapter, writes: passage.unit };
            past.trail.headed = reader.about_row();
            let text = meant::Text {
                before: &reader.words[..2].concat(),
                headed: reader.before.or(reader.lead).or(reader.heading),
                figures: &figures,
            };
            hold(&mut judged, (&past.earlier, &past.trail), &sentence, (&around, reader.timed), &text);
            spared::of_all(&mut judged, &sentence, past.before.as_ref());
            if passage.role == Place::FollowUp {
                spared::of_control(&mut judged, &sentence, &facts);
            }
            if judged.iter().any(|(_, verdict)| !matches!(verdict, Verdict::Confirmed(_))) {
                let readings = Readings::new(&sentence, &around, reader.text(&sentence, &past.earlier));
                vindicated::hold(&mut judged, &readings);
                slipped::hold(&mut judged, &readings);
            }
            let slips = past.slips(&sentence, &judged, period);
            result.found.extend(held_within(&mut judged, &slips, &sentence, (passage, range.start)));
            if !judged.iter().any(|(_, verdict)| matches!(verdict, Verdict::Contradicted(_))) {
                result.found.extend(reader.claims(&judge, &sentence, passage));
            }
            for (said, verdict) in &judged {
                result.found.extend(told(passage, said, verdict, &facts));
                result.all.extend(statement(passage, &range, said, verdict, &facts));
            }
            lone.extend(elsewhere::collect(&judged, &sentence, passage));
            reader.leave(&sentence, period);
            past.take(judged, sentence);
            if passage.is_lead(&range) {
                reader.lead = reader.before.filter(|lead| matches!(lead, Subject::Named(_)));
            }
        }
    }
    result.found.extend(restated::check(&facts, period).into_iter().map(|it| {
        let (one, other) = (&facts.all[it.one], &facts.all[it.other]);
        messages::tables_may_disagree(one.place, other.place, &name(one), &name(other), it.same)
    }));
    result.found.extend(boxes::check(report, &facts, period).into_iter().map(|it| {
        let fact = &facts.all[it.cell];
        messages::figure_contradicts_table(it.place, fact.place, &it.written, &name(fact), &it.cause)
    }));
    result.found.extend(elsewhere::check(&lone).into_iter().map(|differ| {
        let ([place, first], [figure, other]) = (differ.places, &differ.figures);
        messages::statements_differ(place, first, &differ.of, figure, other)
    }));
    result
}

/// What a text has said before a sentence.
#[derive(Debug, Default)]
struct Past {
    /// The figures of the sentence before, each judged.
    earlier: Vec<Judged>,
    /// That sentence.
    before: Option<Sentence>,
    /// The one before it.
    former: Option<Sentence>,
    trail: Trail,
    /// The numbers so far with their nouns.
    numbers: Vec<definite::Number>,
    /// The parts so far with their wholes.
    wholes: Vec<(rust_decimal::Decimal, rust_decimal::Decimal)>,
}

impl Past {
    /// What the figures of a sentence, and of the one before it, tell of each other that is not so.
    fn slips(&mut self, sentence: &Sentence, judged: &[Judged], period: Period) -> Vec<Slip> {
        let before = self.before.as_ref();
        let mut all = within::check(sentence);
        all.extend(parts::for_each(sentence, before));
        all.extend(rests::check(sentence, before, &self.wholes));
        // What a cell bears out is of another whole.
        let reckoned = reckoned::check(sentence, before).into_iter();
        all.extend(reckoned.filter(|slip| judged[slip.of].1 == Verdict::Nobodys));
        all.extend(definite::check(sentence, &self.numbers));
        all.extend(growth::check(sentence, before));
        all.extend(worked::check(
            sentence,
            judged,
            worked::Before { last: before, former: self.former.as_ref() },
            period,
        ));
        all
    }

    /// Takes a sentence in.
    fn take(&mut self, judged: Vec<Judged>, sentence: Sentence) {
        self.numbers.extend(definite::numbers(&sentence));
        self.wholes.extend(rests::parts(&sentence));
        self.trail.take(&judged);
        self.former = self.before.replace(sentence);
        self.earlier = judged;
    }
}

/// Contradicts the figures of a sentence that others do, and tells of each.
fn held_within(
    judged: &mut [Judged],
    slips: &[Slip],
    sentence: &Sentence,
    (passage, start): (&Passage, usize),
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for slip in slips {
        // What a cell contradicts is told by that.
        let is_told = |(said, verdict): &Judged| {
            let within = slip.against.start <= said.range.start && said.range.end <= slip.against.end;
            within && matches!(verdict, Verdict::Contradicted(Wrong::Figure(..)))
        };
        let is_told = judged.iter().any(is_told);
        // `minskade från 41,5 till 40,6 medan avgifterna ökade med 1,1 till 17,9`: its own end stands behind it.
        let said = &sentence.said[slip.of];
        let to = sentence.said.get(slip.of + 1).filter(|next| next.end == Some(End::To));
        let is_other = to.is_some() && said.role == Role::Change && slip.against.end <= said.range.start;
        let verdict = &mut judged[slip.of].1;
        if !is_told && !is_other && !is_one_more(slip, sentence) && !matches!(verdict, Verdict::Contradicted(_)) {
            found.extend(told_within(passage, &sentence.said[slip.of], slip, start));
            *verdict = Verdict::Contradicted(Wrong::Within);
        }
    }
    found
}

/// `16 indikatorer: 7 nås, 8 nås inte och en mäts i höst`: what is left is one that no digit tells.
fn is_one_more(slip: &Slip, sentence: &Sentence) -> bool {
    let right = slip.right.replace(',', ".").parse::<rust_decimal::Decimal>();
    let off = right.ok().and_then(|right| sentence.said[slip.of].amount.value().abs().checked_sub(right));
    let one = |at: usize| {
        let before = at.wrapping_sub(1);
        let begins = sentence.mark(before).is_some() || words::among("och samt medan", sentence.word(before));
        begins && words::among("en ett", sentence.word(at))
    };
    let counts = sentence.said[slip.of].measure == Measure::Count;
    counts && off == Some(rust_decimal::Decimal::ONE) && (1..sentence.tokens.len()).any(one)
}

/// Holds the figures of a sentence, each judged by itself, against what stands beside them and before them.
fn hold(
    judged: &mut [Judged],
    (earlier, trail): (&[Judged], &Trail),
    sentence: &Sentence,
    (around, timed): (&Around<'_>, bool),
    text: &meant::Text<'_>,
) {
    let (facts, period) = (around.facts, around.period);
    lists::hold(judged, sentence, around);
    measured::hold(judged, sentence, facts);
    parts::hold(judged, sentence, facts);
    neighbours::hold(judged, sentence, around);
    anchored::hold(judged, earlier, sentence, (facts, period));
    related::hold(judged, earlier, sentence, facts);
    related::confirm(judged, earlier);
    differences::hold(judged, sentence, around, trail);
    sets::hold(judged, sentence, around);
    portions::hold(judged, sentence, facts, trail);
    lists::of_rows(judged, sentence, around);
    if !timed {
        neighbours::stale(judged, sentence, around);
    }
    meant::hold(judged, sentence, around, text);
    meant::ends(judged, sentence, around);
    aligned::hold(judged, earlier, sentence, around, text);
    bundles::hold(judged, earlier, sentence, around, text);
    placed::hold(judged, sentence, around, text);
    spared::held(judged);
    spared::becoming(judged, sentence, facts);
    spared::by_variance(judged, facts);
    spared::by_own_name(judged, sentence, facts);
    spared::beside_count(judged, sentence, facts);
    spared::of_some(judged, sentence, facts);
    spared::of_others(judged, sentence);
    spared::parts_of_change(judged, sentence, facts);
    spared::in_other_table(judged, facts);
    spared::compared(judged, sentence, facts);
    spared::than_others(judged, sentence, facts);
    spared::of_named_row(judged, sentence, facts);
    spared::given_back(judged, sentence, facts);
    spared::both_ends(judged, facts);
    spared::bases(judged, sentence);
    spared::of_several(judged, sentence);
}

/// The longest sentence that is read as one, in bytes.
const LONGEST: usize = 600;

/// The sentences of a text; one that is longer than any is, a list without end, in pieces.
fn pieces(passage: &Passage) -> Vec<Range<usize>> {
    let text = &passage.text;
    let mut all = Vec::new();
    for mut range in passage.sentences() {
        while range.len() > LONGEST {
            let most = text.floor_char_boundary(range.start + LONGEST);
            let cut = text[range.start..most].rfind(", ").map_or(most, |at| range.start + at + 2);
            all.push(range.start..cut);
            range.start = cut;
        }
        all.push(range);
    }
    all
}

/// The finding about a figure that others of its sentence contradict.
fn told_within(passage: &Passage, said: &Said, slip: &Slip, start: usize) -> Option<Diagnostic> {
    let (place, other) = passage.place(said.range.clone()).zip(passage.place(slip.against.clone()))?;
    let written = passage.text.get(said.range.clone())?;
    let earlier = slip.against.start < start;
    Some(messages::sentence_contradicts_itself(place, other, earlier, written, &slip.right))
}

/// Whether a passage is read for statements: running text, notes, and longer words of cells.
fn is_read(passage: &Passage) -> bool {
    match passage.role {
        Place::Paragraph | Place::Item | Place::FollowUp | Place::Note => true,
        Place::Cell => passage.text.split_whitespace().count() >= 6,
        Place::Heading | Place::Label => false,
    }
}

/// What texts so far are about.
#[derive(Debug, Default)]
struct Reader {
    unit: Option<UnitIndex>,
    heading: Option<Subject>,
    before: Option<Subject>,
    /// What the line above the text names.
    lead: Option<Subject>,
    /// Whether the sentence before names another time than the report's period.
    timed: bool,
    /// The year after the report's that the text has come to.
    ahead: Option<u16>,
    /// The words of the heading, of the sentence before and of this one.
    words: [Vec<String>; 3],
}

impl Reader {
    fn enter(&mut self, passage: &Passage, names: &Names) {
        if self.unit != passage.unit {
            *self = Reader { unit: passage.unit, ..Reader::default() };
        }
        // What is about the whole is so until the next heading.
        self.before = self.before.filter(|before| *before == Subject::Whole && passage.role != Place::Heading);
        self.timed = false;
        self.ahead = self.ahead.filter(|_| passage.role == Place::Item);
        self.lead = None;
        self.words[1] = Vec::new();
        self.words[2] = Vec::new();
        if passage.role == Place::Heading {
            self.words[0] = spoken(&tokens::tokens(&passage.text));
            self.heading = lone(&names.mentions(&tokens::tokens(&passage.text)));
        }
    }

    /// The figures of a sentence, each judged.
    fn judged(&self, judge: &Judge<'_>, sentence: &Sentence, passage: &Passage) -> Vec<Judged> {
        let mut named: Vec<Subject> = sentence.mentions.iter().map(|mention| mention.subject).collect();
        named.retain(|subject| matches!(subject, Subject::Named(_)));
        named.dedup();
        let named: Vec<Vec<usize>> =
            named.into_iter().map(|subject| judge.facts.about(subject, passage.unit)).collect();
        let (topics, words) = (judge.facts.topics(sentence), self.words.concat());
        let chapter = judge.facts.of_chapter(passage.chapter);
        let judged = |(at, said): (usize, &Said)| {
            let (subject, here) = self.subject_of(judge, sentence, said, passage.unit);
            // How a control went is told of what was controlled, not of the unit.
            let aside = passage.role == Place::FollowUp && subject == Subject::Own && !here;
            // `96 barn i kö`, in a chapter whose tables have no such row: what is counted, and no row elsewhere.
            let counted = |mention: &Mention| mention.at.start == said.at.end && mention.subject == subject;
            let elsewhere = !chapter.is_empty()
                && matches!(subject, Subject::Named(_))
                && sentence.mentions.iter().any(counted)
                && !judge.facts.about(subject, passage.unit).iter().any(|at| chapter.contains(at));
            let subject = if aside || elsewhere { Subject::Unknown } else { subject };
            let clause = said.at.start.saturating_sub(5)..said.at.start;
            let near = Near {
                subject,
                here,
                writes: passage.unit,
                topics: &topics,
                words: &words,
                spoken: &self.words[2],
                named: &named,
                timeless: !self.timed && sentence.is_timeless(said),
                again: related::is_again(sentence, at),
                end: other_end(sentence, at),
                headed: here && self.heading.is_some_and(|heading| named_row(heading) && heading != subject),
                extreme: (sentence.figure_before(said.at.start)..said.at.start)
                    .any(|at| words::is_extreme(sentence.word(at))),
                of: sentence.is_of_all(said) || sentence.is_part_of_all(said),
                noun: sentence.noun_of_adjective(said),
                mean: sentence.has(0..said.at.start, "genomsnitt snitt medeltal genomsnittet snittet"),
                together: sentence.has(clause, "tillsammans sammanlagt sammantaget")
                    || (at == 0 && words::among("tillsammans sammanlagt", sentence.word(0))),
                bare: None,
                chapter,
                beside: &sentence.said,
            };
            if let Some(wrong) = judge.turned_ends(said, &near) {
                return (said.clone(), Verdict::Contradicted(wrong));
            }
            if let Some(verdict) = by_chapter(judge, sentence, said, &near) {
                return (said.clone(), spoken::heard(verdict, sentence, at, judge.facts));
            }
            let verdict = in_any_year(judge, sentence, said, &near);
            (said.clone(), spoken::heard(verdict, sentence, at, judge.facts))
        };
        sentence.said.iter().enumerate().map(judged).collect()
    }

    /// What the sentence says of a row without a figure that the cells contradict.
    fn claims(&self, judge: &Judge<'_>, sentence: &Sentence, passage: &Passage) -> Vec<Diagnostic> {
        let facts = judge.facts;
        let is_row = |subject: &Subject| matches!(subject, Subject::Named(_));
        let first = sentence.mentions.iter().map(|mention| mention.subject).find(is_row);
        // A course is of the one row that is named.
        // `Bidragen har ökat varje år, liksom antalet deltagare`: what is said of the first is said of the other too.
        let like = (0..sentence.tokens.len()).find(|at| sentence.word(*at) == "liksom").unwrap_or(usize::MAX);
        let beside = sentence.mentions.iter().filter(|mention| mention.at.start < like);
        let several = beside.map(|mention| mention.subject).filter(is_row).any(|other| Some(other) != first);
        let before = self.before.or(self.heading).filter(|before| is_row(before) && sentence.goes_back());
        let own = first.or(before).map_or_else(Vec::new, |subject| facts.about(subject, passage.unit));
        let chapter = facts.of_chapter(passage.chapter);
        let around = Around { facts, period: judge.period, own: &own, chapter, writes: passage.unit };
        // `Bland de yngsta har den ökat två år i rad`: of some of those whom the row for all is of.
        let all = own.iter().all(|at| facts.is_of_all(facts.all[*at].row_at));
        let some = all && sentence.has(0..sentence.tokens.len(), vindicated::SOME);
        let courses = if several || some { Vec::new() } else { series::check(sentence, &around) };
        let counted = ranks::counted(sentence, &around);
        let sets = sets::check(sentence, &around);
        let all = courses.into_iter().chain(ranks::check(sentence, &around)).chain(counted).chain(sets);
        let all = all.chain(aims::check(sentence, &around));
        let told = all.filter_map(|Claimed { range, one, other }| {
            let (a, b) = (&facts.all[one], &facts.all[other]);
            let words = passage.text.get(range.clone())?;
            let names = [&name(a), &name(b)];
            Some(messages::claim_contradicts_table(passage.place(range)?, [a.place, b.place], words, names))
        });
        told.collect()
    }

    /// Takes the words of a sentence in.
    fn hear(&mut self, sentence: &Sentence) {
        self.words[1] = std::mem::replace(&mut self.words[2], spoken(&sentence.tokens));
    }

    /// The same, where what is named has figures of that measure: else what the sentence names besides, or the line
    /// above the text.
    fn subject_of(
        &self,
        judge: &Judge<'_>,
        sentence: &Sentence,
        said: &Said,
        unit: Option<UnitIndex>,
    ) -> (Subject, bool) {
        let (subject, here) = self.subject(sentence, said, unit.is_some());
        let has = |subject: Subject| {
            let own = judge.facts.about(subject, unit);
            own.iter().any(|at| judge::shift(&judge.facts.all[*at], said.measure).is_some())
        };
        if let Some(headed) = self.row_of_heading(judge, subject, unit) {
            return (headed, false);
        }
        let follows = matches!(said.measure, Measure::Share | Measure::Points);
        if follows || !matches!(subject, Subject::Named(_)) || has(subject) {
            return (subject, here);
        }
        let before = |mention: &&Mention| mention.at.end <= said.at.start;
        let named = |subject: &Subject| matches!(subject, Subject::Named(_)) && has(*subject);
        let mut others = sentence.mentions.iter().rev().filter(before).map(|mention| mention.subject);
        let other = others.find(named).map(|other| (other, true));
        other.or(self.lead.filter(named).map(|lead| (lead, false))).unwrap_or((subject, here))
    }

    /// The row that the heading or the line above the text names, where a sentence names no more than what all rows of
    /// its table are of: `Antalet deltagare var 35` below `Gröna spåret`.
    fn row_of_heading(&self, judge: &Judge<'_>, subject: Subject, unit: Option<UnitIndex>) -> Option<Subject> {
        let headed = self.headed()?;
        if headed == subject || !matches!(subject, Subject::Named(_)) {
            return None;
        }
        let tables = |subject: Subject, sums: bool| -> Option<BTreeSet<usize>> {
            let own = judge.facts.about(subject, unit);
            let facts = own.iter().map(|at| &judge.facts.all[*at]);
            facts.map(|fact| (fact.sum == sums || !sums).then_some(fact.table_at)).collect()
        };
        let of_sums = tables(subject, true).filter(|all| !all.is_empty())?;
        tables(headed, false)?.intersection(&of_sums).next().map(|_| headed)
    }

    /// What a figure is about, and whether its own sentence says so.
    fn subject(&self, sentence: &Sentence, said: &Said, owned: bool) -> (Subject, bool) {
        sentence.subject(said, self.before.or(self.heading), owned)
    }

    /// What the text is about where a sentence stands.
    fn text<'t>(&self, sentence: &Sentence, earlier: &'t [Judged]) -> vindicated::Text<'t> {
        let named = sentence.mentions.iter().map(|mention| mention.subject);
        let subjects = named.chain(self.lead).chain(self.before).chain(self.heading).collect();
        vindicated::Text { subjects, words: self.words.concat(), earlier }
    }

    /// The row that the line above the text, or its heading, names.
    fn headed(&self) -> Option<Subject> {
        self.lead.or(self.heading).filter(|headed| matches!(headed, Subject::Named(_)))
    }

    /// The row that the text is about.
    fn about_row(&self) -> Option<Subject> {
        let before = self.before.filter(|before| matches!(before, Subject::Named(_)));
        self.lead.or(before).or(self.heading).filter(|headed| matches!(headed, Subject::Named(_)))
    }

    fn leave(&mut self, sentence: &Sentence, period: Period) {
        let other = |time: &times::Said| {
            let part = matches!(time.time.part, Some(Part::Month(_) | Part::Other));
            part || time.time.year.is_some_and(|year| year != period.year)
        };
        self.timed = sentence.times.iter().any(other);
        self.ahead = sentence.ahead;
        // `snabbare än medlemsbidraget`: what something is compared with is not what the text goes on about.
        let with = |mention: &&Mention| sentence.word(mention.at.start.wrapping_sub(1)) == "än";
        let strong = sentence.mentions.iter().filter(|mention| mention.strong);
        let mentions: Vec<Mention> = strong.filter(|mention| !with(mention)).cloned().collect();
        // Several names are as good as none.
        if !mentions.is_empty() {
            // Below a heading that names a row, what several names are of does not become the subject.
            let headed = || self.heading.filter(|heading| matches!(heading, Subject::Named(_)));
            let named = lone(&mentions).or_else(headed).unwrap_or(Subject::Unknown);
            // What is below a line that names a row is of that, though it speaks of the municipality in between.
            let stays = self.lead.filter(|_| matches!(named, Subject::Whole | Subject::Own));
            self.before = stays.or(Some(named));
        }
    }
}

fn named_row(subject: Subject) -> bool {
    matches!(subject, Subject::Named(_))
}

/// What becomes of a figure. A year that only the sentences before it have come to contradicts nothing by itself.
fn in_any_year(judge: &Judge<'_>, sentence: &Sentence, said: &Said, near: &Near<'_>) -> Verdict {
    let verdict = judge.judge(said, near);
    let carried = sentence.carried && said.time.year == sentence.ahead;
    if !carried || !matches!(verdict, Verdict::Contradicted(_)) {
        return verdict;
    }
    let time = times::Time { year: None, ..said.time };
    match judge.judge(&Said { time, ..said.clone() }, near) {
        Verdict::Contradicted(_) => verdict,
        other => other,
    }
}

/// What the rows of a figure's own chapter tell of it that no name tells: of the row that is called by what it holds
/// alone, of the one that the noun behind the figure names, and of the sum of the chapter's table.
fn by_chapter(judge: &Judge<'_>, sentence: &Sentence, said: &Said, near: &Near<'_>) -> Option<Verdict> {
    let judged = |own: &[usize]| {
        let near = Near { subject: Subject::Own, here: true, bare: Some(own), ..*near };
        judge.judge(said, &near)
    };
    let named_one = matches!(near.subject, Subject::Named(_));
    let bare = (!named_one).then(|| chapters::bare(judge.facts, near.chapter, sentence, said)).flatten();
    if let Some(verdict) = bare.map(|own| judged(&own)).filter(|verdict| *verdict != Verdict::Nobodys) {
        return Some(verdict);
    }
    let sure = |verdict: &Verdict| match verdict {
        Verdict::Confirmed(_) | Verdict::Contradicted(Wrong::Column(..)) => true,
        Verdict::Contradicted(Wrong::Figure(_, cause)) => *cause != messages::Cause::Unknown,
        _ => false,
    };
    let behind = chapters::behind(judge.facts, near.chapter, sentence, said);
    if let Some(verdict) = behind.map(|own| judged(&own)).filter(sure) {
        return Some(verdict);
    }
    let result = (!named_one).then(|| chapters::result(judge.facts, sentence, said)).flatten();
    if let Some(verdict) = result.map(|own| judged(&own)).filter(sure) {
        return Some(verdict);
    }
    let of_sum = judge.of_sum(said, near).map(|own| judged(&own));
    of_sum.filter(|verdict| matches!(verdict, Verdict::Contradicted(Wrong::Column(..)) | Verdict::Confirmed(_)))
}

/// What the other end of a change is, where a figure is one: of `from 26 till 22` the other figure.
fn other_end(sentence: &Sentence, at: usize) -> Option<Amount> {
    let all = &sentence.said;
    let other = match all[at].end? {
        End::From => all.get(at + 1).filter(|to| to.end == Some(End::To)),
        End::To => at.checked_sub(1).and_then(|at| all.get(at)).filter(|from| from.end == Some(End::From)),
    }?;
    (other.measure == all[at].measure && !other.about).then_some(other.amount)
}

/// The longer words among tokens.
fn spoken(tokens: &[tokens::Token]) -> Vec<String> {
    tokens.iter().map(|token| &token.word).filter(|word| word.chars().count() >= 4).cloned().collect()
}

/// The one name among mentions; what they say else, if they say one thing.
fn lone(mentions: &[Mention]) -> Option<Subject> {
    let all = mentions.iter().map(|mention| mention.subject);
    let mut named: Vec<Subject> = all.filter(|subject| matches!(subject, Subject::Named(_))).collect();
    named.dedup();
    match named[..] {
        [only] => Some(only),
        [] => mentions.last().map(|mention| mention.subject),
        _ => None,
    }
}

/// The finding about a statement that cells contradict.
fn told(passage: &Passage, said: &Said, verdict: &Verdict, facts: &Facts) -> Option<Diagnostic> {
    let Verdict::Contradicted(wrong) = verdict else { return None };
    let place = passage.place(said.range.clone())?;
    let written = passage.text.get(said.range.clone())?;
    let fact = |at: &usize| &facts.all[*at];
    Some(match wrong {
        Wrong::Within => return None,
        Wrong::Figure(at, cause) => {
            messages::figure_contradicts_table(place, fact(at).place, written, &name(fact(at)), cause)
        }
        Wrong::Column(meant, other) => {
            let cause = messages::Cause::OtherColumn(fact(other).column.clone());
            messages::figure_contradicts_table(place, fact(meant).place, written, &name(fact(meant)), &cause)
        }
        Wrong::Direction(at) => {
            // The word is what is wrong.
            let word = said.word.as_ref().filter(|word| word.end <= said.range.start);
            let place = word.and_then(|word| passage.place(word.start..said.range.end)).unwrap_or(place);
            let written = word.and_then(|word| passage.text.get(word.clone())).unwrap_or(written);
            messages::direction_contradicts_figure(place, fact(at).place, written, &name(fact(at)))
        }
        Wrong::Derived { how, one, other, right, cause } => messages::derived_contradicts_table(
            place,
            *how,
            [fact(one).place, fact(other).place],
            [written, &right.swedish()],
            [&name(fact(one)), &name(fact(other))],
            cause,
        ),
        Wrong::Year(at, year) => messages::figure_of_other_year(place, fact(at).place, written, *year, &name(fact(at))),
        Wrong::Turn(one, other) => messages::turn_contradicts_table(
            place,
            [fact(one).place, fact(other).place],
            written,
            [&name(fact(one)), &name(fact(other))],
        ),
    })
}

fn name(fact: &Fact) -> CellName {
    CellName {
        table: fact.table.clone(),
        row: fact.row.clone(),
        column: fact.column.clone(),
        figure: fact.amount.swedish(),
    }
}

fn statement(
    passage: &Passage,
    range: &Range<usize>,
    said: &Said,
    verdict: &Verdict,
    facts: &Facts,
) -> Option<Statement> {
    let (outcome, cells) = match verdict {
        Verdict::Confirmed(backing) => {
            (Outcome::Confirmed, std::iter::once(backing.fact).chain(backing.other).collect())
        }
        Verdict::Contradicted(wrong) => (
            Outcome::Contradicted,
            match wrong {
                Wrong::Within => Vec::new(),
                Wrong::Figure(at, _) | Wrong::Direction(at) | Wrong::Year(at, _) => vec![*at],
                Wrong::Column(one, other) | Wrong::Turn(one, other) | Wrong::Derived { one, other, .. } => {
                    vec![*one, *other]
                }
            },
        ),
        Verdict::Nobodys => (Outcome::Unbacked, Vec::new()),
    };
    let cells = cells.into_iter().map(|at| {
        let fact = &facts.all[at];
        Cell {
            name: [fact.table.clone(), fact.row.clone(), fact.column.clone()],
            figure: fact.amount.swedish(),
            place: fact.place,
            address: fact.address.clone(),
        }
    });
    Some(Statement {
        unit: passage.unit,
        place: passage.place(said.range.clone())?,
        written: passage.text.get(said.range.clone())?.to_owned(),
        sentence: passage.text.get(range.clone())?.trim().to_owned(),
        outcome,
        cells: cells.collect(),
    })
}

/// Where a sentence stands, for those who read one alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'c> {
    /// The heading above it.
    pub heading: Option<&'c str>,
    /// The sentence before it.
    pub before: Option<&'c str>,
    /// Whether a unit writes it, rather than the report.
    pub owned: bool,
    /// The names of rows that it may name.
    pub names: &'c [&'c str],
}

/// What a figure is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The row, the indicator or the unit of this name.
    Row(String),
    /// The unit that writes.
    Own,
    /// The committee as a whole.
    Whole,
    /// Something else.
    Unknown,
}

/// What a text says with figures: each with what it is about.
pub fn read(text: &str, period: Period, context: Context<'_>) -> Vec<(Said, About)> {
    let names = Names::new(context.names.iter().copied());
    let mut reader = Reader {
        heading: context.heading.and_then(|heading| lone(&names.mentions(&tokens::tokens(heading)))),
        ..Reader::default()
    };
    let mut all = Vec::new();
    for (words, counts) in context.before.map(|words| (words, false)).into_iter().chain([(text, true)]) {
        for range in passages::sentences(words) {
            let sentence = Sentence::read(words, range, (period, reader.ahead), &names);
            for said in sentence.said.iter().filter(|_| counts) {
                let about = match reader.subject(&sentence, said, context.owned).0 {
                    Subject::Named(id) => About::Row(names.shown(id)),
                    Subject::Own => About::Own,
                    Subject::Whole => About::Whole,
                    Subject::Unknown => About::Unknown,
                };
                all.push((said.clone(), about));
            }
            reader.leave(&sentence, period);
        }
    }
    all
}
