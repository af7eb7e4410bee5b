//! What a figure of a sentence is about: the row that the sentence names nearest to it, or what the text so far is
//! about.

use super::names::{Mention, Subject, same};
use super::reading::{Said, Sentence};
use super::tokens::Kind;
use super::words::{Class, Role, among, sex};

/// Words that put a name behind its figure.
const BEHIND: &str = "för inom på hos avseende i av till vid från";

/// What costs and income are called without saying of what.
const PLAIN: &str = "kostnad intäkt utgift nettokostnad bruttokostnad driftkostnad verksamhetskostnad \
    verksamhetsintäkt totalkostnad nettokostnader kostat kostade kostar kosta";

/// Words with which a sentence begins that goes on about what the one before was about.
const STARTS: &str = "det den de detta dessa denna för jämfört per under i på av totalt \
    sammantaget sammanlagt vid efter med till hittills trots motsvarande därmed dock även nu ackumulerat årets \
    periodens helårets största andelen andel antalet antal netto målet mål här där enligt totala vilket utöver \
    inklusive störst däremot samtidigt således alltså jämförs räknat från dessutom redan bland ett en inom \
    årsbudgeten och men samt förra föregående samma utfallet resten hela kostnadsmässigt om när då";

/// Longer words that name nothing of which a figure could be.
const NO_OTHER: &str = "uppgår uppgick jämfört motsvarande motsvarar redovisar budgeterade föregående prognostiserade \
    förbrukats förbrukat jämföra alltså ytterligare tillsammans medan däremot vilket innebär innebar \
    minskade beräknas hamnar mellan respektive helåret perioden";

/// What is the whole, or the unit that writes.
const WHOLES: &str = "verksamheten verksamheterna enheten enheterna nämnden förvaltningen kommunen avdelningen \
    sektorn bolaget perioden samtliga närvarande övrigt";

impl Sentence {
    /// What the figure is about, and whether the sentence itself says so: where it does not, it is what the text
    /// `before` is about, or else the unit that writes, if one does (`owned`). A target is that of the figure before
    /// it.
    pub(super) fn subject(&self, said: &Said, before: Option<Subject>, owned: bool) -> (Subject, bool) {
        let own = self.own_subject(said, before, owned);
        let earlier = self.said.iter().rev().find(|other| other.at.end <= said.at.start);
        match earlier.filter(|earlier| earlier.measure == said.measure && said.role == Role::Target) {
            Some(earlier) if own.0 == Subject::Unknown => self.own_subject(earlier, before, owned),
            _ => own,
        }
    }

    fn own_subject(&self, said: &Said, before: Option<Subject>, owned: bool) -> (Subject, bool) {
        // What it is a part of is not what it is of.
        let whole = |mention: &&Mention| said.part_of.as_ref().is_some_and(|of| of.contains(&mention.at.start));
        let mentions: Vec<Mention> = self.mentions.iter().filter(|mention| !whole(mention)).cloned().collect();
        let mentions = &mentions;
        let (start, end) = (said.at.start, said.at.end);
        let next = self.said.iter().map(|other| other.at.start).find(|other| *other >= end);
        let clause = self.stop(end, next.unwrap_or(self.tokens.len()));
        let follows = |mention: &&Mention| mention.strong && (end..clause).contains(&mention.at.start);
        // `på Norrskolan, där 68 procent av lärarna är legitimerade`: of the row, and not of a goal of these words.
        let from = self.figure_before(start);
        let ahead = mentions.iter().any(|mention| {
            let here = mention.at.start >= from && mention.at.end <= start;
            here && mention.full && mention.strong && matches!(mention.subject, Subject::Named(_))
        });
        let behind = mentions.iter().filter(follows).find(|mention| {
            let joined = among(BEHIND, self.word(mention.at.start.wrapping_sub(1)));
            mention.at.start <= end + 3 && joined && (mention.full || !ahead)
        });
        if let Some(mention) = behind.filter(|mention| matches!(mention.subject, Subject::Named(_))) {
            return (mention.subject, true);
        }
        if self.of_unknown(said) {
            return (Subject::Unknown, true);
        }
        // Words of a name that stand in another clause behind the figure do not name it.
        let reaches = |mention: &Mention| mention.at.end <= start || self.stop(end, mention.at.end) == mention.at.end;
        let last = |strong: bool| {
            let ahead =
                |mention: &&Mention| mention.at.start < start && reaches(mention) && !self.is_object(mention, from);
            mentions.iter().rev().filter(|mention| mention.strong == strong).find(ahead)
        };
        let named = last(true).or_else(|| mentions.iter().find(follows)).or_else(|| last(false));
        if let Some(mention) = named {
            if self.has_other_noun(said, mention) {
                return (Subject::Unknown, true);
            }
            if self.is_of_other_owner(mention) {
                return (Subject::Unknown, true);
            }
            // `Hemtjänst och Särskilt boende har tillsammans`: both, so neither.
            let joint = mentions.iter().any(|other| {
                other.at.end <= mention.at.start
                    && other.subject != mention.subject
                    && matches!((other.subject, mention.subject), (Subject::Named(_), Subject::Named(_)))
                    && (other.at.end..mention.at.start)
                        .all(|at| among("och samt", self.word(at)) || matches!(self.tokens[at].kind, Kind::Mark(_)))
            });
            let headed = before.filter(|_| mention.subject == Subject::Own);
            return (if joint { Subject::Unknown } else { headed.unwrap_or(mention.subject) }, true);
        }
        if !self.goes_back() || said.part_of.is_some() {
            return (Subject::Unknown, false);
        }
        // `Den största ökningen, 1 080 tkr, gäller Odenbadet`: of one of them, which may be named behind it.
        if self.has(self.figure_before(start)..start, "största störst högsta lägsta minsta") {
            let until = next.unwrap_or(self.tokens.len());
            let named = |mention: &&Mention| mention.strong && (end..until).contains(&mention.at.start);
            let named = mentions.iter().find(named).map(|mention| mention.subject);
            return (named.unwrap_or(Subject::Unknown), named.is_some());
        }
        (before.unwrap_or(if owned { Subject::Own } else { Subject::Whole }), false)
    }

    /// `LSS-utjämningen är en kostnad för kommunen på 21,4 mnkr`: of the row that is named before it.
    fn is_object(&self, whole: &Mention, from: usize) -> bool {
        let named = |mention: &Mention| {
            let row = matches!(mention.subject, Subject::Named(_)) && mention.strong && mention.full;
            row && mention.at.start >= from && mention.at.end <= whole.at.start
        };
        matches!(whole.subject, Subject::Whole | Subject::Own)
            && among("för i till av inom hos", self.word(whole.at.start.wrapping_sub(1)))
            && self.mentions.iter().any(named)
    }

    /// `Energibolagets borgen`: of one of those that the row is of, whom no name names.
    fn is_of_other_owner(&self, mention: &Mention) -> bool {
        let Some(before) = mention.at.start.checked_sub(1).filter(|_| mention.at.len() == 1) else { return false };
        let word = self.word(before);
        let owner = ["ets", "ens", "ernas", "arnas", "ornas"].iter().any(|end| word.ends_with(end));
        let whole = "kommunens nämndens årets periodens regionens förbundets bolagets verksamhetens enhetens \
            förvaltningens avdelningens månadens helårets kvartalets tertialets rapportens årens";
        let named = self.mentions.iter().any(|other| other.at.contains(&before));
        let row = matches!(mention.subject, Subject::Named(_));
        row && owner
            && word.chars().count() >= 8
            && !named
            && !among(whole, word)
            && sex(word).is_none()
            && !self.is_time(before)
    }

    /// Whether another noun than the one that was named earlier in the sentence stands right before a later figure.
    fn has_other_noun(&self, said: &Said, mention: &Mention) -> bool {
        let from = self.figure_before(said.at.start);
        let colon = (mention.at.end..said.at.start).find(|at| self.mark(*at) == Some(':'));
        if (from == 0 && colon.is_none()) || mention.at.end >= said.at.start {
            return false;
        }
        let from = from.max(mention.at.end).max(colon.unwrap_or(0));
        (from..said.at.start).any(|at| {
            let noun = self.word(at).chars().count() >= 7 && self.class(at).is_none_or(|class| class == Class::Thing);
            noun && !among(NO_OTHER, self.word(at)) && !self.is_time(at)
        })
    }

    /// Whether a sentence that names nothing can be about what the one before it was about: it begins with a noun of
    /// this field, a small word, a verb or a figure, and not with another noun.
    pub(super) fn goes_back(&self) -> bool {
        let Some(first) = self.tokens.iter().position(|token| token.kind == Kind::Word) else { return true };
        // `För föreningarna är målet`: of them, whoever they are.
        let noun = self.word(first + 1);
        let is_noun = noun.chars().count() >= 6 && self.class(first + 1).is_none() && !self.is_time(first + 1);
        if among("för bland hos", self.word(first)) && is_noun && !among(WHOLES, noun) {
            return false;
        }
        self.is_time(first)
            || among(STARTS, self.word(first))
            || self.said.iter().any(|said| said.at.start < first)
            || self.class(first).is_some_and(|class| class != Class::Thing)
    }

    /// The end of a clause.
    fn stop(&self, from: usize, to: usize) -> usize {
        let ends = |at: &usize| {
            matches!(self.mark(*at), Some(',' | ';' | '(' | ')'))
                || among("då när eftersom medan men och", self.word(*at))
        };
        (from..to).find(ends).unwrap_or(to)
    }

    /// Whether the figure's noun is of something that no name names: `kostnaden för inhyrda sjuksköterskor`,
    /// `personalkostnaderna`.
    pub(super) fn of_unknown(&self, said: &Said) -> bool {
        let from = self.figure_before(said.at.start);
        let is_noun = |(_, class): &&(usize, Class)| matches!(class, Class::Is(..) | Class::Of(_));
        let classes = self.classes(from..said.at.start);
        let Some((noun, class)) = classes.iter().rev().find(is_noun) else { return false };
        let named = |at: usize| self.mentions.iter().any(|mention| mention.at.contains(&at));
        if matches!(class, Class::Of(_)) && !named(*noun) {
            let other = among("övriga övrig andra", self.word(noun.wrapping_sub(1)));
            let plain = PLAIN.split(' ').any(|word| same(self.word(*noun), word));
            if other || !plain {
                return true;
            }
        }
        let of = among("för av inom till på avseende", self.word(noun + 1));
        let rest = noun + 2..said.at.start;
        let time = (noun + 1..noun + 7).any(|at| self.is_time(at));
        let verbs = "uppgår uppgick blev blir cirka drygt knappt hela totalt året perioden";
        let about = rest.clone().any(|at| self.word(at).chars().count() > 3 && !among(verbs, self.word(at)));
        of && !time && about && !(noun + 1..said.at.start).any(named)
    }
}
