//! What a figure of a sentence is about: the row that the sentence names nearest to it, or what the text so far is
//! about.

use super::names::{Mention, Subject, same};
use super::reading::{Said, Sentence};
use super::tokens::Kind;
use super::words::{self, Class, among};

/// Where a sentence stands, as far as that tells what it is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// What the text so far is about: the sentence before, the lead, the heading, nearest first.
    pub(super) before: &'a [Subject],
    /// Whether a unit writes it.
    pub(super) owned: bool,
}

/// Words that put a name behind its figure.
const BEHIND: &[&str] = &["för", "inom", "på", "hos", "avseende", "i", "av", "till", "vid", "från"];

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

impl Sentence {
    /// What the figure is about.
    pub(super) fn subject(&self, said: &Said, around: Around<'_>) -> (Subject, bool) {
        let mentions = &self.mentions;
        let (start, end) = (said.at.start, said.at.end);
        let next =
            self.said.iter().map(|other| other.at.start).find(|other| *other >= end).unwrap_or(self.tokens.len());
        let clause = self.stop(end, next);
        let behind = mentions.iter().find(|mention| {
            let before = mention.at.start.checked_sub(1).map_or("", |at| &*self.tokens[at].word);
            mention.strong
                && mention.at.start >= end
                && mention.at.start <= end + 3
                && mention.at.start < clause
                && BEHIND.contains(&before)
        });
        if let Some(mention) = behind.filter(|mention| matches!(mention.subject, Subject::Named(_))) {
            return (mention.subject, true);
        }
        if self.of_unknown(said) {
            return (Subject::Unknown, true);
        }
        let last = |strong: bool| {
            mentions.iter().rev().filter(|mention| mention.strong == strong).find(|mention| mention.at.start < start)
        };
        let named = last(true)
            .or_else(|| {
                mentions
                    .iter()
                    .filter(|mention| mention.strong)
                    .find(|mention| mention.at.start >= end && mention.at.start < self.stop(end, next))
            })
            .or_else(|| last(false));
        if let Some(mention) = named {
            if self.has_other_noun(said, mention) {
                return (Subject::Unknown, true);
            }
            // `Hemtjänst och Särskilt boende har tillsammans`: both, so neither.
            let joint = mentions.iter().any(|other| {
                other.at.end <= mention.at.start
                    && other.subject != mention.subject
                    && matches!((other.subject, mention.subject), (Subject::Named(_), Subject::Named(_)))
                    && (other.at.end..mention.at.start).all(|at| {
                        matches!(&*self.tokens[at].word, "och" | "samt" | "")
                            && !matches!(self.tokens[at].kind, Kind::Figure(..))
                    })
            });
            let headed = around.before.first().copied().filter(|_| mention.subject == Subject::Own);
            return (if joint { Subject::Unknown } else { headed.unwrap_or(mention.subject) }, true);
        }
        if !self.goes_back() {
            return (Subject::Unknown, false);
        }
        (around.before.first().copied().unwrap_or(if around.owned { Subject::Own } else { Subject::Whole }), false)
    }

    /// Whether another noun than the one that was named earlier in the sentence stands right before a later figure.
    fn has_other_noun(&self, said: &Said, mention: &Mention) -> bool {
        let from = self.said.iter().map(|other| other.at.end).filter(|end| *end <= said.at.start).max().unwrap_or(0);
        let colon = (mention.at.end..said.at.start).find(|at| self.mark(*at) == Some(':'));
        if (from == 0 && colon.is_none()) || mention.at.end >= said.at.start {
            return false;
        }
        let from = from.max(mention.at.end).max(colon.unwrap_or(0));
        let time = |at: usize| self.times.iter().any(|time| time.at.contains(&at));
        (from..said.at.start).any(|at| {
            let word = &*self.tokens[at].word;
            word.chars().count() >= 7
                && words::class(word).is_none_or(|class| class == Class::Thing)
                && !among(NO_OTHER, word)
                && !time(at)
        })
    }

    /// Whether a sentence that names nothing can be about what the one before it was about: it begins with a noun of
    /// this field, a small word, a verb or a figure, and not with another noun.
    fn goes_back(&self) -> bool {
        let Some(first) = self.tokens.iter().position(|token| token.kind == Kind::Word) else { return true };
        let word = &*self.tokens[first].word;
        let is_time = self.times.iter().any(|time| time.at.contains(&first));
        let thing = words::class(word) == Some(Class::Thing);
        is_time
            || among(STARTS, word)
            || self.said.iter().any(|said| said.at.start < first)
            || (words::class(word).is_some() && !thing)
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
    fn of_unknown(&self, said: &Said) -> bool {
        let mentions = &self.mentions;
        let from = self.said.iter().map(|other| other.at.end).filter(|end| *end <= said.at.start).max().unwrap_or(0);
        let Some(noun) = (from..said.at.start)
            .rev()
            .find(|at| matches!(words::class(&self.tokens[*at].word), Some(Class::Is(..) | Class::Of(_))))
        else {
            return false;
        };
        let noun_word = &*self.tokens[noun].word;
        let other = noun.checked_sub(1).is_some_and(|at| among("övriga övrig andra", &self.tokens[at].word));
        let is_side = matches!(words::class(noun_word), Some(Class::Of(_)));
        let named = |at: usize| mentions.iter().any(|mention| mention.at.contains(&at));
        if is_side && other && !named(noun) {
            return true;
        }
        if is_side && !PLAIN.split(' ').any(|word| same(noun_word, word)) && !named(noun) {
            return true;
        }
        let for_ = matches!(
            self.tokens.get(noun + 1).map(|token| &*token.word),
            Some("för" | "av" | "inom" | "till" | "på" | "avseende")
        );
        let time = self.times.iter().any(|time| (noun + 1..noun + 7).any(|at| time.at.contains(&at)));
        let about = (noun + 2..said.at.start).any(|at| {
            self.tokens[at].kind == Kind::Word && self.tokens[at].word.chars().count() > 3 && !self.is_verb(at)
        });
        for_ && noun + 2 < said.at.start && !time && about && !(noun + 1..said.at.start).any(named)
    }

    fn is_verb(&self, at: usize) -> bool {
        matches!(
            &*self.tokens[at].word,
            "uppgår"
                | "uppgick"
                | "blev"
                | "blir"
                | "cirka"
                | "drygt"
                | "knappt"
                | "hela"
                | "totalt"
                | "året"
                | "perioden"
        )
    }
}
