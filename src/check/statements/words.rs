//! The words by which texts of this field say what a figure is.

/// What a figure is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A budget, an appropriation, a frame.
    Budget,
    /// An outcome: what has been spent, got or measured.
    Outcome,
    /// What is expected of a period that has not ended.
    Forecast,
    /// How far an outcome or a forecast is from the budget.
    Variance,
    /// How much something is more or less than at another time.
    Change,
    /// What is to be reached.
    Target,
    /// Something else: a grant, a price, a cause.
    Other,
}

/// Which side of the accounts a figure is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Costs less income.
    Net,
    /// Costs.
    Cost,
    /// Income.
    Income,
}

/// Of whom a figure is, where those who are counted are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// Women and girls.
    Female,
    /// Men and boys.
    Male,
}

/// The ages by which people are called, each with its words for women and for men, in all their forms.
const PEOPLE: [[&str; 2]; 3] = [
    [
        "kvinna kvinnan kvinnas kvinnans kvinnor kvinnorna kvinnors kvinnornas kvinnlig kvinnliga kvinnligt",
        "man mannen mannens män männen mäns männens manlig manliga manligt",
    ],
    ["flicka flickan flickor flickorna flickors flickornas", "pojke pojken pojkar pojkarna pojkars pojkarnas"],
    ["tjej tjejen tjejer tjejerna tjejers tjejernas", "kille killen killar killarna killars killarnas"],
];

/// Of whom a word says that something is, and the age by which it calls them; `man` alone is mostly a pronoun.
pub(super) fn person(word: &str) -> Option<(usize, Sex)> {
    let sides = |(age, [women, men]): (usize, &[&str; 2])| {
        if among(women, word) {
            return Some((age, Sex::Female));
        }
        (word != "man" && among(men, word)).then_some((age, Sex::Male))
    };
    PEOPLE.iter().enumerate().find_map(sides)
}

/// Of whom a word says that something is.
pub(super) fn sex(word: &str) -> Option<Sex> {
    person(word).map(|(_, sex)| sex)
}

/// The one of whom words say that something is; `None` where they say both, or neither.
pub(super) fn sex_of<'w>(words: impl IntoIterator<Item = &'w str>) -> Option<Sex> {
    let mut all = words.into_iter().filter_map(sex);
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// What a word says of the figures near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// It names what they are; of a variance or a change perhaps its direction, below zero if `true`.
    Is(Role, Option<bool>),
    /// It names a side of the accounts.
    Of(Side),
    /// It is expected.
    Expected,
    /// It names something that has a price: a grant, a fee.
    Thing,
    /// Good or bad: of the variance or the result behind it.
    Tone(bool),
    /// A comparative: more or less of what is spent (`true`: less is better).
    Compared {
        /// Whether it says that there is more.
        more: bool,
        /// Whether it says that this is good, or bad, rather than more or less.
        tone: bool,
    },
    /// The figure is about right: `drygt`.
    About,
}

/// Ends of words that name a thing, in any of its forms.
const FORMS: &[&str] =
    &["", "en", "n", "et", "t", "ens", "ns", "ets", "s", "er", "erna", "ernas", "ar", "arna", "r", "na", "nas"];

/// Nouns, also as the last part of longer words: `helårsprognosen`, `nettobudget`.
const NOUNS: &[(&str, Class)] = &[
    ("avvikelse", Class::Is(Role::Variance, None)),
    ("överskott", Class::Is(Role::Variance, Some(false))),
    ("underskott", Class::Is(Role::Variance, Some(true))),
    ("överskridande", Class::Is(Role::Variance, Some(true))),
    ("plusresultat", Class::Is(Role::Variance, Some(false))),
    ("minusresultat", Class::Is(Role::Variance, Some(true))),
    ("prognos", Class::Is(Role::Forecast, None)),
    ("budget", Class::Is(Role::Budget, None)),
    ("budgetram", Class::Is(Role::Budget, None)),
    ("anslag", Class::Is(Role::Budget, None)),
    ("kommunbidrag", Class::Is(Role::Budget, None)),
    ("driftram", Class::Is(Role::Budget, None)),
    ("investeringsram", Class::Is(Role::Budget, None)),
    ("ram", Class::Is(Role::Budget, None)),
    ("utfall", Class::Is(Role::Outcome, None)),
    ("bokslut", Class::Is(Role::Outcome, None)),
    ("resultat", Class::Is(Role::Outcome, None)),
    ("förbrukning", Class::Is(Role::Outcome, None)),
    ("differens", Class::Is(Role::Variance, None)),
    ("kostnadsram", Class::Is(Role::Budget, None)),
    ("målvärde", Class::Is(Role::Target, None)),
    ("måltal", Class::Is(Role::Target, None)),
    ("målnivå", Class::Is(Role::Target, None)),
    ("målsättning", Class::Is(Role::Target, None)),
    ("riktvärde", Class::Is(Role::Target, None)),
    ("ökning", Class::Is(Role::Change, Some(false))),
    ("minskning", Class::Is(Role::Change, Some(true))),
    ("höjning", Class::Is(Role::Change, Some(false))),
    ("sänkning", Class::Is(Role::Change, Some(true))),
    ("uppgång", Class::Is(Role::Change, Some(false))),
    ("nedgång", Class::Is(Role::Change, Some(true))),
    ("förbättring", Class::Is(Role::Change, None)),
    ("försämring", Class::Is(Role::Change, None)),
    ("förändring", Class::Is(Role::Change, None)),
    ("skillnad", Class::Is(Role::Change, None)),
    ("statsbidrag", Class::Thing),
    ("bidrag", Class::Thing),
    ("riktmärke", Class::Is(Role::Target, None)),
    ("avgift", Class::Thing),
    ("ersättning", Class::Thing),
    ("besparing", Class::Thing),
    ("effektivisering", Class::Thing),
    ("tilläggsanslag", Class::Thing),
    ("tillskott", Class::Thing),
    ("vite", Class::Thing),
    ("schablon", Class::Thing),
    ("pris", Class::Thing),
    ("hyra", Class::Thing),
    ("upphandling", Class::Thing),
    ("nettokostnad", Class::Of(Side::Net)),
    ("nettoutfall", Class::Is(Role::Outcome, None)),
    ("kostnad", Class::Of(Side::Cost)),
    ("utgift", Class::Of(Side::Cost)),
    ("intäkt", Class::Of(Side::Income)),
    ("inkomst", Class::Of(Side::Income)),
];

/// Words in just these forms.
const WORDS: &[(&str, Class)] = &[
    ("mål", Class::Is(Role::Target, None)),
    ("målet", Class::Is(Role::Target, None)),
    ("målen", Class::Is(Role::Target, None)),
    ("budgeterad", Class::Is(Role::Budget, None)),
    ("budgeterade", Class::Is(Role::Budget, None)),
    ("budgeterat", Class::Is(Role::Budget, None)),
    ("budgeterats", Class::Is(Role::Budget, None)),
    ("tilldelats", Class::Is(Role::Budget, None)),
    ("tilldelade", Class::Is(Role::Budget, None)),
    ("tilldelad", Class::Is(Role::Budget, None)),
    ("avsatt", Class::Is(Role::Budget, None)),
    ("avsatta", Class::Is(Role::Budget, None)),
    ("förbrukat", Class::Is(Role::Outcome, None)),
    ("förbrukats", Class::Is(Role::Outcome, None)),
    ("förbrukade", Class::Is(Role::Outcome, None)),
    ("upparbetat", Class::Is(Role::Outcome, None)),
    ("upparbetats", Class::Is(Role::Outcome, None)),
    ("upparbetade", Class::Is(Role::Outcome, None)),
    ("använts", Class::Is(Role::Outcome, None)),
    ("använt", Class::Is(Role::Outcome, None)),
    ("gett", Class::Is(Role::Outcome, None)),
    ("bokfört", Class::Is(Role::Outcome, None)),
    ("bokförts", Class::Is(Role::Outcome, None)),
    ("uppmättes", Class::Is(Role::Outcome, None)),
    ("kostat", Class::Of(Side::Cost)),
    ("kostade", Class::Of(Side::Cost)),
    ("kostar", Class::Of(Side::Cost)),
    ("beräknas", Class::Expected),
    ("beräknats", Class::Expected),
    ("beräknade", Class::Expected),
    ("beräknad", Class::Expected),
    ("beräknat", Class::Expected),
    ("prognostiseras", Class::Expected),
    ("prognostiserar", Class::Expected),
    ("prognostiserade", Class::Expected),
    ("prognostiserad", Class::Expected),
    ("prognostiserat", Class::Expected),
    ("prognosticeras", Class::Expected),
    ("prognosticerar", Class::Expected),
    ("prognosticerade", Class::Expected),
    ("prognosticerat", Class::Expected),
    ("prognosticerad", Class::Expected),
    ("väntas", Class::Expected),
    ("förväntas", Class::Expected),
    ("förväntad", Class::Expected),
    ("förväntat", Class::Expected),
    ("förväntade", Class::Expected),
    ("bedöms", Class::Expected),
    ("befaras", Class::Expected),
    ("räknar", Class::Expected),
    ("uppskattas", Class::Expected),
    ("bedömer", Class::Expected),
    ("förutspås", Class::Expected),
    ("aviserar", Class::Expected),
    ("hamnar", Class::Expected),
    ("spås", Class::Expected),
    ("förutses", Class::Expected),
    ("bedömningen", Class::Expected),
    ("planerade", Class::Is(Role::Budget, None)),
    ("planerat", Class::Is(Role::Budget, None)),
    ("differensen", Class::Is(Role::Variance, None)),
    ("återstår", Class::Is(Role::Other, None)),
    ("kvarstår", Class::Is(Role::Other, None)),
    ("positiv", Class::Tone(true)),
    ("positivt", Class::Tone(true)),
    ("positiva", Class::Tone(true)),
    ("negativ", Class::Tone(false)),
    ("negativt", Class::Tone(false)),
    ("negativa", Class::Tone(false)),
    ("plus", Class::Tone(true)),
    ("minus", Class::Tone(false)),
    ("ökat", Class::Is(Role::Change, Some(false))),
    ("ökade", Class::Is(Role::Change, Some(false))),
    ("ökar", Class::Is(Role::Change, Some(false))),
    ("öka", Class::Is(Role::Change, Some(false))),
    ("ökad", Class::Is(Role::Change, Some(false))),
    ("stigit", Class::Is(Role::Change, Some(false))),
    ("steg", Class::Is(Role::Change, Some(false))),
    ("stiger", Class::Is(Role::Change, Some(false))),
    ("höjts", Class::Is(Role::Change, Some(false))),
    ("höjdes", Class::Is(Role::Change, Some(false))),
    ("vuxit", Class::Is(Role::Change, Some(false))),
    ("växte", Class::Is(Role::Change, Some(false))),
    ("växer", Class::Is(Role::Change, Some(false))),
    ("minskat", Class::Is(Role::Change, Some(true))),
    ("minskade", Class::Is(Role::Change, Some(true))),
    ("minskar", Class::Is(Role::Change, Some(true))),
    ("minska", Class::Is(Role::Change, Some(true))),
    ("minskad", Class::Is(Role::Change, Some(true))),
    ("sjunkit", Class::Is(Role::Change, Some(true))),
    ("sjönk", Class::Is(Role::Change, Some(true))),
    ("sjunker", Class::Is(Role::Change, Some(true))),
    ("sänkts", Class::Is(Role::Change, Some(true))),
    ("sänktes", Class::Is(Role::Change, Some(true))),
    ("sänkt", Class::Is(Role::Change, Some(true))),
    ("höjt", Class::Is(Role::Change, Some(false))),
    ("föll", Class::Is(Role::Change, Some(true))),
    ("fallit", Class::Is(Role::Change, Some(true))),
    ("faller", Class::Is(Role::Change, Some(true))),
    ("tappade", Class::Is(Role::Change, Some(true))),
    ("tappat", Class::Is(Role::Change, Some(true))),
    ("tappar", Class::Is(Role::Change, Some(true))),
    ("krympt", Class::Is(Role::Change, Some(true))),
    ("krympte", Class::Is(Role::Change, Some(true))),
    ("gått", Class::Is(Role::Change, None)),
    ("förbättrats", Class::Is(Role::Change, None)),
    ("förbättrades", Class::Is(Role::Change, None)),
    ("förbättrad", Class::Is(Role::Change, None)),
    ("förbättrat", Class::Is(Role::Change, None)),
    ("försämrad", Class::Is(Role::Change, None)),
    ("försämrat", Class::Is(Role::Change, None)),
    ("fördyras", Class::Is(Role::Change, Some(false))),
    ("fördyrats", Class::Is(Role::Change, Some(false))),
    ("höjs", Class::Is(Role::Change, Some(false))),
    ("sänks", Class::Is(Role::Change, Some(true))),
    ("försämrats", Class::Is(Role::Change, None)),
    ("försämrades", Class::Is(Role::Change, None)),
    ("förändrats", Class::Is(Role::Change, None)),
    ("överstiger", Class::Is(Role::Variance, Some(true))),
    ("översteg", Class::Is(Role::Variance, Some(true))),
    ("överskrider", Class::Is(Role::Variance, Some(true))),
    ("överskred", Class::Is(Role::Variance, Some(true))),
    ("överskridits", Class::Is(Role::Variance, Some(true))),
    ("understiger", Class::Is(Role::Variance, Some(false))),
    ("understeg", Class::Is(Role::Variance, Some(false))),
    ("överskrida", Class::Is(Role::Variance, Some(true))),
    ("överskridit", Class::Is(Role::Variance, Some(true))),
    ("överstiga", Class::Is(Role::Variance, Some(true))),
    ("överstigit", Class::Is(Role::Variance, Some(true))),
    ("understiga", Class::Is(Role::Variance, Some(false))),
    ("understigit", Class::Is(Role::Variance, Some(false))),
    ("underskrida", Class::Is(Role::Variance, Some(false))),
    ("underskridit", Class::Is(Role::Variance, Some(false))),
    ("underskridits", Class::Is(Role::Variance, Some(false))),
    ("underskrider", Class::Is(Role::Variance, Some(false))),
    ("underskred", Class::Is(Role::Variance, Some(false))),
    ("avviker", Class::Is(Role::Variance, None)),
    ("avvek", Class::Is(Role::Variance, None)),
    ("varav", Class::Is(Role::Other, None)),
    ("därav", Class::Is(Role::Other, None)),
    ("varpå", Class::Is(Role::Other, None)),
    ("inklusive", Class::Is(Role::Other, None)),
    ("exklusive", Class::Is(Role::Other, None)),
    ("beror", Class::Is(Role::Other, None)),
    ("berodde", Class::Is(Role::Other, None)),
    ("förklaras", Class::Is(Role::Other, None)),
    ("grund", Class::Is(Role::Other, None)),
    ("följd", Class::Is(Role::Other, None)),
    ("eftersom", Class::Is(Role::Other, None)),
    ("trots", Class::Is(Role::Other, None)),
    ("belastar", Class::Is(Role::Other, None)),
    ("belastas", Class::Is(Role::Other, None)),
    ("omfördelas", Class::Is(Role::Other, None)),
    ("omfördelades", Class::Is(Role::Other, None)),
    ("omfördelats", Class::Is(Role::Other, None)),
    ("köpt", Class::Is(Role::Other, None)),
    ("köpte", Class::Is(Role::Other, None)),
    ("köptes", Class::Is(Role::Other, None)),
    ("köpts", Class::Is(Role::Other, None)),
    ("beviljats", Class::Is(Role::Other, None)),
    ("beviljades", Class::Is(Role::Other, None)),
    ("bättre", Class::Compared { more: true, tone: true }),
    ("sämre", Class::Compared { more: false, tone: true }),
    ("högre", Class::Compared { more: true, tone: false }),
    ("mer", Class::Compared { more: true, tone: false }),
    ("fler", Class::Compared { more: true, tone: false }),
    ("större", Class::Compared { more: true, tone: false }),
    ("över", Class::Compared { more: true, tone: false }),
    ("lägre", Class::Compared { more: false, tone: false }),
    ("mindre", Class::Compared { more: false, tone: false }),
    ("färre", Class::Compared { more: false, tone: false }),
    ("dyrare", Class::Compared { more: true, tone: false }),
    ("billigare", Class::Compared { more: false, tone: false }),
    ("under", Class::Compared { more: false, tone: false }),
    ("längre", Class::Compared { more: true, tone: false }),
    ("kortare", Class::Compared { more: false, tone: false }),
    ("äldre", Class::Compared { more: true, tone: false }),
    ("yngre", Class::Compared { more: false, tone: false }),
    ("snabbare", Class::Compared { more: false, tone: false }),
    ("långsammare", Class::Compared { more: true, tone: false }),
    ("ca", Class::About),
    ("ca.", Class::About),
    ("cirka", Class::About),
    ("c:a", Class::About),
    ("drygt", Class::About),
    ("knappt", Class::About),
    ("omkring", Class::About),
    ("nästan", Class::About),
    ("ungefär", Class::About),
    ("närmare", Class::About),
    ("runt", Class::About),
    ("uppemot", Class::About),
    ("minst", Class::About),
    ("högst", Class::About),
    ("maximalt", Class::About),
];

/// Words that end as a noun of this field does, and are other things.
const NOT: &[&str] =
    &["program", "framme", "fram", "anslagstavla", "budgetprocess", "telegram", "diagram", "avram", "gram", "kilogram"];

/// Words by which something is the most or the least of its kind: those of the most, those of the least, and those of
/// good and bad, of which no word tells which way they go.
const EXTREMES: [(&str, Option<bool>); 3] = [
    ("flest mest störst störste största högst högsta längst längsta vanligast vanligaste dyrast dyraste", Some(true)),
    ("minst minsta lägst lägsta kortast kortaste färst billigast", Some(false)),
    ("bäst bästa sämst sämsta", None),
];

/// Whether a word says that something is the most or the least.
pub(super) fn is_extreme(word: &str) -> bool {
    EXTREMES.iter().any(|(words, _)| among(words, word))
}

/// Whether a word says that something is the most, or the least; `None` where it says neither.
pub(super) fn extreme(word: &str) -> Option<bool> {
    EXTREMES.iter().find(|(words, _)| among(words, word)).and_then(|(_, most)| *most)
}

/// Words by which something is held against something else, such as its size, of which no cell tells.
pub(super) const RELATIVE: &str = "förhållande relativt procentuellt andelsmässigt proportionellt";

/// Whether a word stands in a list of words with spaces between.
pub(super) fn among(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|known| known == word)
}

/// What a word, in small letters, says of the figures near it.
pub(super) fn class(word: &str) -> Option<Class> {
    if let Some((_, class)) = WORDS.iter().find(|(known, _)| *known == word) {
        return Some(*class);
    }
    if NOT.contains(&word) {
        return None;
    }
    // The noun that stands last in the word, and of several the longest: `budgetram` is no `ram` of something else.
    let longest = FORMS.iter().map(|form| form.len()).max().unwrap_or(0);
    let mut best: Option<(usize, Class)> = None;
    for (noun, class) in NOUNS {
        // By bytes, since to prepare a search takes longer than a word is; a form is short, so it is near the end.
        let Some(last) = word.len().checked_sub(noun.len()) else { continue };
        let near = last.saturating_sub(longest)..=last;
        let Some(at) = near.rev().find(|at| word.as_bytes()[*at..].starts_with(noun.as_bytes())) else { continue };
        let (before, form) = (&word[..at], &word[at + noun.len()..]);
        // `undersökning`, `ansökning` are no `ökning`.
        if *noun == "ökning" && ["unders", "ans", "bes", "förs", "efters", "s"].contains(&before) {
            continue;
        }
        if *noun == "ökning" && before.ends_with("unders") {
            continue;
        }
        let is_whole =
            FORMS.contains(&form) && (before.is_empty() || noun.chars().count() > 3 || before.ends_with('-'));
        if is_whole && best.is_none_or(|(length, _)| noun.len() > length) {
            best = Some((noun.len(), *class));
        }
    }
    best.map(|(_, class)| class)
}

/// Whether a word of a variance is a noun, rather than a verb that says more or less: `överskott`, `överskrider`.
pub(super) fn is_noun(word: &str) -> bool {
    word.contains("skott")
        || word.contains("resultat")
        || among("överskridande överskridandet avvikelse avvikelsen", word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_stand_last_in_longer_words() {
        for (word, class) in [
            ("helårsprognosen", Some(Class::Is(Role::Forecast, None))),
            ("nettobudgeten", Some(Class::Is(Role::Budget, None))),
            ("budgetavvikelsen", Some(Class::Is(Role::Variance, None))),
            ("personalkostnaderna", Some(Class::Of(Side::Cost))),
            ("driftbidraget", Some(Class::Thing)),
            ("kostnadsökningen", Some(Class::Is(Role::Change, Some(false)))),
            ("ramen", Some(Class::Is(Role::Budget, None))),
            ("programmet", None),
            ("budgetarbetet", None),
            ("underskottet", Some(Class::Is(Role::Variance, Some(true)))),
        ] {
            assert_eq!(super::class(word), class, "{word}");
        }
    }
}
