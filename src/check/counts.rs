//! Small numbers in texts against what there is to count: the points of the list below, the names behind a colon, the
//! report's goals and risks with what they are assessed as, the steps of a scale. And people whose names differ by a
//! letter.
//!
//! A number is compared with nothing that it is not said to be of: where several counts could be meant, one of them
//! bears it out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::base::pattern::{Pattern, pattern};
use crate::base::swedish;
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::MemoContent;
use crate::input::prose::{Prose, ProseBlock, ProseKind};
use crate::report::passages::{self, Passage, Role};
use crate::report::{GoalNode, Report, UnitIndex};

use super::messages::{self, Counted};
use super::tallies::{self, Tallies, is_unit};

/// A number, in digits or in words, that may count something.
static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:^|[^\p{L}\d.,/§–-])((?:[2-9]|[1-9]\d)|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|",
        r"femton|sexton|sjutton|arton|nitton|tjugo)[\s\u{a0}]",
    ))
});

/// The numbers in words beyond twelve.
const TEENS: [&str; 8] = ["tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo"];

/// Words behind a number by which it counts no things of a list: times, measures, parts.
static MEASURE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:år|månader|veckor|dagar|timmar|minuter|dygn|gånger|procent|procentenheter|kronor|kr|tkr|mnkr|mkr|",
        r"miljoner|miljarder|tusen|ton|km|meter|mil|personer|elever|barn|av|till|eller|och|januari|februari|mars|april|",
        r"maj|juni|juli|augusti|september|oktober|november|december)\b|^[%‰]",
    ))
});

/// The scale that assessments are made on.
static SCALE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\bskala(?:n|s)?[\s\u{a0}](?:från[\s\u{a0}]|på[\s\u{a0}])?(?:1|ett)[\s\u{a0}]?(?:till|–|-)[\s\u{a0}]?(\d{1,2}|\p{L}+)\b",
    )
});

/// The largest or smallest value of a risk that a text names.
static EXTREME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(högsta?|störst|största|lägsta?|minst|minsta)[\s\u{a0}](möjliga[\s\u{a0}])?",
        r"riskvärdet?(?:,|[\s\u{a0}]är)?[\s\u{a0}](\d{1,3})\b",
    ))
});

/// The value of the largest or smallest risk, at some words' distance: `Den högsta risken, avgifter, har riskvärdet 9`.
static OF_EXTREME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(högsta|största|lägsta|minsta)[\s\u{a0}](möjliga[\s\u{a0}])?risken\b[^.;:]{0,120}?",
        r"\briskvärdet?[\s\u{a0}](\d{1,3})\b",
    ))
});

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let lists = lists(report);
    let (things, tallies) = (Things::of(report), Tallies::of(report));
    let mut found = Vec::new();
    for passage in passages.iter().filter(|passage| is_read(passage)) {
        found.extend(above_list(passage, &lists));
        for range in passages::sentences(&passage.text) {
            let sentence = passage.text.get(range.clone()).unwrap_or_default();
            let place = |inner: Range<usize>| passage.place(range.start + inner.start..range.start + inner.end);
            let told = behind_colon(sentence).or_else(|| amounts_behind_colon(sentence));
            let told = told.or_else(|| in_parentheses(sentence));
            let told = told.into_iter().chain(things.contradicted(sentence, passage.unit));
            let told: Vec<Wrong> = told.collect();
            let is_told = |at: &Range<usize>| told.iter().any(|other| other.at == *at);
            let wrong = tallies.contradicted(passage, sentence).filter(|wrong| !is_told(&wrong.at));
            let wrong = wrong.map(|tallies::Wrong { at, right, of }| Wrong { at, right, of });
            for Wrong { at, right, of } in told.into_iter().chain(wrong) {
                let written = sentence.get(at.clone()).unwrap_or_default();
                found.extend(place(at.clone()).map(|place| messages::count_differs(place, written, right, of)));
            }
        }
    }
    found.extend(people(report));
    found
}

fn is_read(passage: &Passage) -> bool {
    matches!(passage.role, Role::Paragraph | Role::Item | Role::FollowUp | Role::Note)
}

/// A number that is not what there is.
struct Wrong {
    at: Range<usize>,
    right: usize,
    of: Counted,
}

/// A number of a text, with what stands behind it.
struct Number {
    value: usize,
    at: Range<usize>,
    end: usize,
}

fn value(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    let small = swedish::NUMBERS.iter().position(|known| *known == word).map(|at| at + 1);
    let large = || TEENS.iter().position(|known| *known == word).map(|at| at + 13);
    small.or_else(large).or_else(|| word.parse().ok())
}

fn numbers(text: &str) -> Vec<Number> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(hit) = NUMBER.captures(text.get(from..).unwrap_or_default()) {
        let Some(word) = hit.get(1) else { break };
        let (start, end) = (from + word.start(), from + word.end());
        let rest = text.get(end..).unwrap_or_default().trim_start_matches([' ', '\u{a0}']);
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        // `2 500` is one figure, and `§ 12` a name.
        let goes_on = digits(word.as_str()) > 0 && digits(rest) == 3;
        let before = text.get(..start).unwrap_or_default().trim_end();
        let is_part =
            before.ends_with('§') || (before.ends_with(|c: char| c.is_ascii_digit()) && digits(word.as_str()) == 3);
        if let Some(value) = value(word.as_str()).filter(|_| !goes_on && !is_part) {
            all.push(Number { value, at: start..end, end });
        }
        from = end;
    }
    all
}

/// The same with a one that is a part of more: `ett av tre mål`.
fn numbers_and_parts(lower: &str) -> Vec<Number> {
    let mut all = numbers(lower);
    let ones = lower.match_indices(" av ").filter_map(|(end, _)| {
        let before = lower.get(..end)?;
        let start = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + 1);
        let is_one = matches!(before.get(start..)?, "en" | "ett") && before.is_char_boundary(start);
        is_one.then_some(Number { value: 1, at: start..end, end })
    });
    all.extend(ones);
    all.sort_by_key(|number| number.at.start);
    all
}

/// Whether words between two numbers make the first one a part of the second: `av`, `av de`, `av nämndens`.
fn is_part_of(between: &str) -> bool {
    let mut words = between.split(' ').filter(|word| !word.is_empty());
    let rest = |words: &mut dyn Iterator<Item = &str>| {
        let rest: Vec<&str> = words.collect();
        rest.len() <= 2 && rest.iter().all(|word| word.chars().all(char::is_alphabetic))
    };
    words.next() == Some("av") && rest(&mut words)
}

/// The numbers of some words in order, ones included.
fn numbers_from_one(text: &str) -> Vec<usize> {
    let one = |word: &str| matches!(word, "en" | "ett" | "1").then_some(1);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter_map(|word| one(&word.to_lowercase()).or_else(|| value(word))).collect()
}

/// The points of the list right below each paragraph, by the paragraph's words, and what the numbers that each of them
/// has come to; no points of words that stand above several.
fn lists(report: &Report) -> BTreeMap<String, (usize, Option<usize>)> {
    let mut all: BTreeMap<String, (usize, Option<usize>)> = BTreeMap::new();
    let owned = report.prose();
    let texts = report.own_prose().into_iter().chain(owned.iter().map(|owned| owned.prose));
    for prose in texts {
        for pair in prose.blocks.windows(2) {
            let [above, below] = pair else { continue };
            let (ProseKind::Paragraph(_), ProseKind::List { items, .. }) = (&above.kind, &below.kind) else { continue };
            let words = Prose { blocks: vec![above.clone()] }.plain();
            let first =
                |item: &Vec<ProseBlock>| numbers_from_one(&Prose { blocks: item.clone() }.plain()).first().copied();
            let sum = items.iter().map(first).sum::<Option<usize>>();
            let points = all.entry(words.trim().to_owned()).or_insert((items.len(), sum));
            if points.0 != items.len() {
                points.0 = 0;
            }
        }
    }
    all
}

/// `görs i fem steg:` above a list of four points.
fn above_list(passage: &Passage, lists: &BTreeMap<String, (usize, Option<usize>)>) -> Option<Diagnostic> {
    let text = passage.text.trim_end();
    // `Vid en genomgång av 30 ärenden konstaterades att:` says nothing of how many points follow.
    if !passage.leads_list || !text.ends_with(':') || text.ends_with(" att:") {
        return None;
    }
    let (points, sum) = *lists.get(passage.text.trim()).filter(|(points, _)| *points > 1)?;
    let last = passages::sentences(&passage.text).pop()?;
    let sentence = passage.text.get(last.clone())?;
    let counts: Vec<Number> = numbers(sentence)
        .into_iter()
        .filter(|number| !MEASURE.is_match(sentence.get(number.end..).unwrap_or_default().trim_start()))
        .collect();
    // Of several numbers nobody knows which is the list's.
    let [number] = counts.as_slice() else { return None };
    let place = passage.place(last.start + number.at.start..last.start + number.at.end)?;
    let written = sentence.get(number.at.clone())?;
    // `nio ledamöter:` above points that tell five, three and one of them.
    let fits = number.value == points || sum == Some(number.value);
    (!fits).then(|| messages::count_differs(place, written, points, Counted::Points))
}

/// The number right before the colon of a sentence that may count what stands behind it, with those before it and what
/// stands behind the colon.
fn before_colon(sentence: &str) -> Option<(Vec<Number>, Number, &str)> {
    let colon = sentence.find(": ")?;
    let (before, after) = (&sentence[..colon], &sentence[colon + 2..]);
    let mut all = numbers(&format!("{before} "));
    let number = all.pop()?;
    let between = before.get(number.end..)?;
    // `Fyra sträckor har fått ny asfalt, sammanlagt 6,8 km: `.
    let between = TOGETHER.find(between).map_or(between, |hit| &between[..hit.start()]);
    // What a sentence begins with is what it is about.
    let most = if number.at.start == 0 { 10 } else { 5 };
    let stops = between.contains([';']) || [", ", ". "].iter().any(|stop| between.contains(stop));
    let is_near = between.split_whitespace().count() <= most && !stops;
    (is_near && !MEASURE.is_match(between.trim_start())).then_some((all, number, after))
}

/// What all of some come to together, behind them: `, sammanlagt 6,8 km`.
static TOGETHER: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i),[\s\u{a0}](?:sammanlagt|tillsammans|totalt|sammantaget)[^,:;]*(?:,\d[^,:;]*)?$"));

/// What tells more of a name in a row, in parentheses: `Hedvallaskolan (årskurs 7–9)`.
static ASIDE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"[\s\u{a0}]\([^()]*\)"));

/// A length, an area or a weight behind a name: `Södra ringvägen 2,1 km`.
static EXTENT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"[\s\u{a0}]\d{1,3}(?:[ \u{a0}]\d{3})*(?:,\d+)?[\s\u{a0}](?:km|meter|m|m²|m³|kvm|hektar|ha|ton|kg|MWh|kWh)($|[^\p{L}²³])",
    )
});

/// A number by which a year, a step or a place is called: `årskurs 5`, `etapp 2`.
static CALLED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?i)\b(årskurs|åk|etapp|klass|kvarter|hus|steg|nivå|del|zon|linje|plan)[\s\u{a0}]\d{1,3}\b")
});

/// What goes on about the names of a row, behind the last of them: `, de tre senare med fritidshem`.
static GOES_ON: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r", (?:de|det|den|dessa|varav|av vilka|samtliga|alla|båda|som|vilka|vilket|där|men)[\s\u{a0}].*$")
});

/// A text with what a pattern finds replaced: by its first group where that is part of it, else by other words.
fn replaced(text: &str, pattern: &Pattern, instead: &str) -> String {
    let (mut out, mut from) = (String::new(), 0);
    for hit in pattern.captures_iter(text) {
        let Some(whole) = hit.get(0) else { continue };
        out.push_str(&text[from..whole.start()]);
        out.push_str(hit.get(1).map_or(instead, |kept| kept.as_str()));
        from = whole.end();
    }
    out.push_str(&text[from..]);
    out
}

/// A row of names without what is told of each.
fn bare_names(after: &str) -> String {
    [&ASIDE, &CALLED, &EXTENT, &GOES_ON].iter().fold(after.to_owned(), |text, pattern| replaced(&text, pattern, ""))
}

/// `bedöms två som kritiska: avtal, kompetens och brand.`
fn behind_colon(sentence: &str) -> Option<Wrong> {
    let (all, number, after) = before_colon(sentence)?;
    let after = bare_names(after.trim_end_matches(['.', '!', ' ']));
    if !after.contains(" och ") {
        return None;
    }
    // A plain row of names: no digits, no sentence within, nothing in parentheses.
    let is_row = !after.contains(|c: char| c.is_ascii_digit() || "():;.!?”\"".contains(c));
    let (firsts, last) = after.rsplit_once(" och ")?;
    let parts: Vec<&str> = firsts.split(", ").chain([last]).collect();
    let is_short = parts.iter().all(|part| part.split_whitespace().count() <= 5 && !part.contains(" och "));
    // `46: elva släckbilar, två höjdfordon och 33 andra`: of parts that are counted themselves the sum is meant.
    let counted: Vec<usize> = parts.iter().filter_map(|part| numbers_from_one(part).first().copied()).collect();
    let right = if counted.len() == parts.len() { counted.iter().sum() } else { parts.len() };
    // `I sju av de 29 fallen: norovirus i fyra och salmonella i tre`: the part is what is told of.
    let is_it = |number: &Number| right == number.value;
    let known = is_it(&number) || all.last().is_some_and(is_it);
    let told = is_row && is_short && parts.len() > 1 && !known;
    // Where some of the parts are counted, nobody knows what the others come to.
    (told && (counted.is_empty() || counted.len() == parts.len())).then_some(Wrong {
        at: number.at,
        right,
        of: Counted::Named,
    })
}

/// Words that begin some of all, or what is beside them.
const SOME_OF: [&str; 16] = [
    "bl.a",
    "bl a",
    "bland",
    "t.ex",
    "t ex",
    "till exempel",
    "exempelvis",
    "främst",
    "framför allt",
    "däribland",
    "inklusive",
    "exklusive",
    "varav",
    "se ",
    "förutom",
    "utom",
];

/// Three names or more in parentheses, right behind what they are: `sex möten (29 januari, 26 februari och 6 maj)`.
static IN_PARENTHESES: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^[\s\u{a0}]?\p{L}[\p{L}-]+(?:[\s\u{a0}]\p{L}+)?[\s\u{a0}]\(([^()]*)\)"));

/// A day of a year.
static DAY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b\d{1,2}[\s\u{a0}](?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)",
        r"(?:[\s\u{a0}]20\d\d)?\b",
    ))
});

/// `tre områden (förskola, grundskola samt gymnasium och vuxenutbildning)`.
fn in_parentheses(sentence: &str) -> Option<Wrong> {
    numbers(sentence).into_iter().find_map(|number| {
        let behind = sentence.get(number.end..)?;
        let inner = IN_PARENTHESES.captures(behind)?.get(1)?.as_str();
        let inner = replaced(inner, &DAY, "dag");
        let lower = inner.to_lowercase();
        let is_some = SOME_OF.iter().any(|word| lower.starts_with(word));
        let is_row = !inner.contains(|c: char| c.is_ascii_digit() || ":;.!?”\"".contains(c));
        let joint = [" samt ", " och "].into_iter().find(|joint| inner.contains(joint))?;
        let (firsts, last) = inner.rsplit_once(joint)?;
        let parts: Vec<&str> = firsts.split(", ").chain([last]).collect();
        let short = parts.iter().all(|part| part.split_whitespace().count() <= 5);
        // `och` within a name, or between two of them, may make them more.
        let most = parts.len() + inner.matches(" och ").count();
        let fits = (parts.len()..=most.max(parts.len())).contains(&number.value);
        let told = !is_some && is_row && short && parts.len() > 2 && !fits && !MEASURE.is_match(behind.trim_start());
        told.then_some(Wrong { at: number.at, right: parts.len(), of: Counted::Named })
    })
}

/// An amount with its unit.
static AMOUNT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"\(?[−–+-]?\d{1,3}(?:[ \x{a0}]?\d{3})*(?:,\d+)?[ \x{a0}]?(?:(?:mnkr|mkr|msek|tkr|kkr|kr|kronor|miljoner kronor|",
        r"procentenheter|procent|personer|årsarbetare|elever|barn)\b|%)\)?",
    ))
});

/// What begins the words behind the last of some amounts, where they are of all.
const OF_ALL: [&str; 8] = ["tillsammans", "totalt", "sammanlagt", "sammantaget", "summa", "vilket", "alltså", "dvs"];

/// What begins a part of the one before.
const PARTS_OF: [&str; 6] = ["varav", "därav", "av vilka", "av vilket", "inklusive", "exklusive"];

/// `Tre visar underskott: kajerna med 5,2 mnkr, bojarna med 1,2 mnkr och slussarna med 0,8 mnkr`: each has an amount.
fn amounts_behind_colon(sentence: &str) -> Option<Wrong> {
    let (all, number, after) = before_colon(sentence)?;
    let (mut from, mut count, mut is_last) = (0, 0, false);
    for hit in AMOUNT.find_iter(after) {
        let words = after.get(from..hit.start())?;
        let behind = words.trim_start_matches([' ', ',', ';', '(']);
        if is_last && OF_ALL.iter().any(|word| behind.starts_with(word)) {
            break;
        }
        let joint = ["", ", ", " och ", " samt ", ", och "].into_iter().rev().find_map(|joint| {
            let rest = words.strip_prefix(joint)?;
            ((count == 0) == joint.is_empty()).then_some((joint, rest))
        });
        let (joint, rest) = joint?;
        let is_name = !rest.contains(|c: char| c.is_ascii_digit() || ".:;,".contains(c))
            && (1..=7).contains(&rest.split_whitespace().count())
            && !PARTS_OF.iter().any(|word| rest.starts_with(word));
        if is_last || !is_name {
            return None;
        }
        is_last = joint.trim_start_matches(',').trim().len() > 1;
        (from, count) = (hit.end(), count + 1);
    }
    let known = number.value == count || all.iter().any(|number| number.value == count);
    (is_last && count > 1 && !known).then_some(Wrong { at: number.at, right: count, of: Counted::Named })
}

/// What a report has to count.
#[derive(Default)]
struct Things {
    /// How many risks there are, in all and of each unit.
    risks: usize,
    risks_of: BTreeMap<UnitIndex, usize>,
    /// Each word for a level of risk, in small letters, with how many risks have it, in all and by unit.
    levels: Vec<(String, usize, BTreeMap<UnitIndex, usize>)>,
    /// How many goals there are at each depth, and with an assessment.
    goals: BTreeSet<usize>,
    /// How many goals there are below each one, and of each unit.
    branches: BTreeSet<usize>,
    /// Each word of an assessment, in small letters, with the numbers of goals and of indicators that have it.
    assessed: Vec<(String, BTreeSet<usize>)>,
    /// The largest steps of the report's scales.
    scales: BTreeSet<usize>,
    /// The products of likelihood and consequence of the risks.
    products: BTreeSet<usize>,
}

impl Things {
    fn of(report: &Report) -> Self {
        let mut all = Things {
            scales: report.manifest.controls.iter().map(|it| it.scale as usize).collect(),
            ..Things::default()
        };
        let mut levels: BTreeMap<String, (usize, BTreeMap<UnitIndex, usize>)> = BTreeMap::new();
        let controls = &report.manifest.controls;
        for word in controls.iter().flat_map(|control| &control.levels).map(|(_, word)| word) {
            levels.entry(word.trimmed().to_lowercase()).or_default();
        }
        // The levels are those of the table that has them.
        let known = controls.iter().find(|control| !control.levels.is_empty());
        for owned in report.risk_tables().flat_map(|table| &table.risks).filter(|owned| !owned.is_again) {
            all.risks += 1;
            if let Some(unit) = owned.unit {
                *all.risks_of.entry(unit).or_default() += 1;
            }
            let values = owned.risk.delivered().and_then(crate::input::section::Risk::values);
            all.products.extend(values.map(|(one, other)| (one * other) as usize));
            let level = values.and_then(|(one, other)| known?.level(one * other));
            if let Some((_, word)) = level {
                let (count, of) = levels.entry(word.trimmed().to_lowercase()).or_default();
                *count += 1;
                if let Some(unit) = owned.unit {
                    *of.entry(unit).or_default() += 1;
                }
            }
        }
        all.levels = levels.into_iter().map(|(word, (count, of))| (word, count, of)).collect();
        all.count_goals(report);
        all
    }

    fn count_goals(&mut self, report: &Report) {
        let mut depths: BTreeMap<usize, usize> = BTreeMap::new();
        let mut words: BTreeMap<String, [usize; 2]> = BTreeMap::new();
        for (word, _) in &report.manifest.lights {
            words.entry(word.trimmed().to_lowercase()).or_default();
        }
        let (mut assessed, mut answered) = (0, 0);
        let mut units: BTreeMap<UnitIndex, usize> = BTreeMap::new();
        let goals = report.all_chapters().into_iter().flat_map(|chapter| chapter.goals().collect::<Vec<&GoalNode>>());
        for goal in goals.flat_map(GoalNode::and_below) {
            *depths.entry(goal.depth).or_default() += 1;
            answered += usize::from(!goal.texts.is_empty());
            self.branches.insert(goal.goals.len());
            self.branches.insert(goal.and_below().len() - 1);
            goal.delivered().for_each(|owned| *units.entry(owned.unit).or_default() += 1);
            for owned in goal.delivered() {
                if let Some(word) = &owned.goal.assessment {
                    assessed += 1;
                    words.entry(word.trimmed().to_lowercase()).or_default()[0] += 1;
                }
                for (_, cells) in owned.indicators() {
                    let lights = owned.columns.columns.iter().zip(cells).filter(|(column, _)| column.lights);
                    for cell in lights.filter_map(|(_, cell)| cell.as_ref()) {
                        let crate::input::section::Content::Words(said) = &cell.content else { continue };
                        words.entry(said.plain().trim().to_lowercase()).or_default()[1] += 1;
                    }
                }
            }
        }
        self.branches.extend(units.into_values());
        self.goals = depths.into_values().chain([assessed, answered]).filter(|count| *count > 0).collect();
        let any = |at: usize| words.values().any(|counts| counts[at] > 0);
        let counted: Vec<usize> = (0..2).filter(|at| any(*at)).collect();
        self.assessed = words
            .iter()
            .map(|(word, counts)| (word.clone(), counted.iter().map(|at| counts[*at]).collect::<BTreeSet<usize>>()))
            .filter(|(_, counts)| !counts.is_empty())
            .collect();
        // A longer word is looked for before one that it begins with.
        self.assessed.sort_by_key(|(word, _)| std::cmp::Reverse((word.split_whitespace().count(), word.len())));
    }

    fn contradicted(&self, sentence: &str, unit: Option<UnitIndex>) -> Vec<Wrong> {
        let lower = sentence.to_lowercase();
        // Some letters are longer when they are small.
        if lower.len() != sentence.len() {
            return Vec::new();
        }
        let about_risks = lower.contains("risk");
        let about_goals = lower.contains("mål");
        let mut found: Vec<Wrong> = Vec::new();
        // To look for a word takes less than to look for a pattern that has it.
        if lower.contains("skala") {
            found.extend(self.scale(&lower));
        }
        if about_risks {
            found.extend(self.extreme(&lower));
        }
        if !about_risks && !about_goals {
            return found;
        }
        let all = numbers_and_parts(&lower);
        for (at, number) in all.iter().enumerate() {
            let before = lower.get(..number.at.start).unwrap_or_default().trim_end();
            let is_of = |one: &Number, other: &Number| lower.get(one.end..other.at.start).is_some_and(is_part_of);
            let previous = at.checked_sub(1).and_then(|before| all.get(before));
            let is_whole = ["av", "av de", "av dessa", "av målets", "av nämndens", "av våra", "av enhetens"]
                .iter()
                .any(|of| before.strip_suffix(of).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
                || previous.is_some_and(|part| is_of(part, number));
            // `3 av fem risker bedöms som höga`: what is said behind the whole is said of its part.
            let of = all.get(at + 1).filter(|next| is_of(number, next));
            let (from, next) = of.map_or((number.end, at + 1), |whole| (whole.end, at + 2));
            let to = all.get(next).map_or(lower.len(), |next| next.at.start);
            let behind = lower.get(from..to).unwrap_or_default();
            let behind = behind.split([',', '.', ';', ':', '(']).next().unwrap_or_default().trim_start();
            let wrong = |right: usize, of: Counted| Wrong { at: number.at.clone(), right, of };
            if about_risks && of.is_none() {
                found.extend(self.risks(number.value, before, behind, unit).map(|right| wrong(right, Counted::Risks)));
            }
            if about_goals && of.is_none() {
                found.extend(self.all_goals(number.value, before, behind).map(|right| wrong(right, Counted::Goals)));
            }
            if is_whole {
                continue;
            }
            if about_risks {
                found.extend(self.level(number.value, (before, behind), unit).map(|(right, of)| wrong(right, of)));
            }
            // `en av fyra indikatorer uppnås` is of a goal's own.
            let of_indicators = of.is_some() && tallies::INDICATORS.iter().any(|noun| behind.starts_with(noun));
            if about_goals && !of_indicators && !is_target(before, behind) {
                found.extend(self.goals_assessed(number.value, behind).map(|(right, of)| wrong(right, of)));
                // `två av fyra mål uppnås`, where there are three.
                let whole = of.filter(|whole| self.is_no_whole(whole.value, behind));
                let most = self.goals.iter().max().copied().unwrap_or_default();
                found.extend(whole.map(|whole| Wrong { at: whole.at.clone(), right: most, of: Counted::Goals }));
            }
        }
        found
    }

    /// `på en skala från 1 till 5`, where all of the report's have four steps.
    fn scale(&self, lower: &str) -> Option<Wrong> {
        let [scale] = self.scales.iter().copied().collect::<Vec<usize>>()[..] else { return None };
        let hit = SCALE.captures(lower)?.get(1)?;
        let said = value(hit.as_str())?;
        let about_risks = lower.contains("risk") || lower.contains("sannolikhet") || lower.contains("konsekvens");
        (about_risks && said != scale).then_some(Wrong { at: hit.range(), right: scale, of: Counted::Steps })
    }

    /// `Högst riskvärde, 16, har ...`, where no risk has more than 12.
    fn extreme(&self, lower: &str) -> Option<Wrong> {
        let at_a_distance = || lower.contains("risken").then(|| OF_EXTREME.captures(lower)).flatten();
        let hit = EXTREME.captures(lower).or_else(at_a_distance)?;
        let (which, said) = (hit.get(1)?.as_str(), hit.get(3)?);
        let is_largest = which.starts_with('h') || which.starts_with("st");
        let scale =
            if let [scale] = self.scales.iter().copied().collect::<Vec<usize>>()[..] { Some(scale) } else { None };
        let right = match (hit.get(2).is_some(), is_largest) {
            (true, true) => scale?.pow(2),
            (true, false) => 1,
            (false, true) => *self.products.last()?,
            (false, false) => *self.products.first()?,
        };
        let value: usize = said.as_str().parse().ok()?;
        (value != right).then_some(Wrong { at: said.range(), right, of: Counted::Product })
    }

    /// `fyra bedöms som kritiska`, `tre kritiska risker`; `enhetens två risker är kritiska` is said of its own.
    fn level(&self, said: usize, (before, behind): (&str, &str), unit: Option<UnitIndex>) -> Option<(usize, Counted)> {
        let words: Vec<&str> = behind.split_whitespace().take(5).collect();
        let is_it = |level: &str| {
            let stem = level.to_owned() + "a";
            words.iter().any(|word| word.trim_matches(|c: char| !c.is_alphanumeric()) == stem || *word == level)
        };
        let met: Vec<&(String, usize, BTreeMap<UnitIndex, usize>)> =
            self.levels.iter().filter(|(word, ..)| is_it(word)).collect();
        let [(word, count, of)] = met[..] else { return None };
        // `två risker med låg sannolikhet` says nothing of their level.
        let other = ["sannolikhet", "konsekvens", "nivå", "prioritet"].iter().any(|other| behind.contains(other));
        let own = unit.and_then(|unit| of.get(&unit));
        if before.ends_with("enhetens") && unit.is_some() {
            let own = own.copied().unwrap_or(0);
            return (own != said && !other).then(|| (own, Counted::Assessed(word.clone())));
        }
        let fits = said == *count || own == Some(&said) || of.values().any(|count| *count == said);
        (!fits && !other).then(|| (*count, Counted::Assessed(word.clone())))
    }

    /// `de tolv riskerna`; `med fjorton risker`, where there are no more than twelve.
    fn risks(&self, said: usize, before: &str, behind: &str, unit: Option<UnitIndex>) -> Option<usize> {
        let noun = behind.split_whitespace().next()?.trim_matches(|c: char| !c.is_alphanumeric());
        let definite =
            before.ends_with(" de") || before == "de" || before.ends_with("samtliga") || before.ends_with("alla");
        let fits = said == self.risks
            || unit.and_then(|unit| self.risks_of.get(&unit)) == Some(&said)
            || self.risks_of.values().any(|count| *count == said)
            || self.levels.iter().any(|(_, count, _)| *count == said);
        let too_many = noun == "risker" && said > self.risks;
        let other = noun == "riskerna" && definite && !fits;
        (self.risks > 1 && (too_many || other)).then_some(self.risks)
    }

    /// `de tretton resultatmålen`.
    fn all_goals(&self, said: usize, before: &str, behind: &str) -> Option<usize> {
        let noun = behind.split_whitespace().next()?.trim_matches(|c: char| !c.is_alphanumeric());
        let definite = before.ends_with(" de") || before == "de" || before.ends_with("nämndens");
        let is_noun = is_goal(noun) && (noun.ends_with("målen") || before.ends_with("nämndens"));
        let most = self.goals.iter().max()?;
        (definite && is_noun && !self.goals.contains(&said)).then_some(*most)
    }

    /// Whether goals are said to be as many as there are nowhere, and to be assessed.
    fn is_no_whole(&self, said: usize, behind: &str) -> bool {
        let noun = behind.split_whitespace().next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
        let is_noun = is_goal(noun);
        let is_assessed = || {
            let has = |word: &str| behind.split_whitespace().any(|said| said.trim_end_matches(['.', ',']) == word);
            self.assessed.iter().any(|(phrase, _)| phrase.split_whitespace().all(has))
        };
        let is_count = self.goals.contains(&said) || self.branches.contains(&said);
        is_noun && !self.goals.is_empty() && !is_count && is_assessed()
    }

    /// `fyra uppnås delvis`.
    fn goals_assessed(&self, said: usize, behind: &str) -> Option<(usize, Counted)> {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        // `tre mål är ett uppnått, ett delvis`: what stands behind the next one is said of that.
        let is_next = |word: &String| matches!(&**word, "en" | "ett");
        let words = behind.split_whitespace().take(4).map(bare);
        let said_so: Vec<String> = words.take_while(|word| !is_next(word)).collect();
        // `inte uppnås` is `uppnås inte`: of the phrases whose words are all there the longest is meant.
        let is_said = |phrase: &str| phrase.split_whitespace().all(|word| said_so.iter().any(|said| said == word));
        let (word, counts) = self.assessed.iter().find(|(word, _)| is_said(word))?;
        let denies = |word: &str| matches!(word, "inte" | "ej" | "delvis");
        if said_so.iter().any(|word| denies(word)) && !word.split_whitespace().any(denies) {
            return None;
        }
        let most = counts.iter().max()?;
        (!counts.contains(&said)).then(|| (*most, Counted::Assessed(word.clone())))
    }
}

/// Whether a number is what is to be reached, and counts no goals: `målet 12 nås inte`, `målet är 88 procent`.
fn is_target(before: &str, behind: &str) -> bool {
    let is = |word: &str| matches!(word, "målet" | "målvärdet" | "måltalet" | "målnivån" | "riktvärdet");
    let mut words = before.rsplit(' ').map(|word| word.trim_end_matches(':'));
    let last = words.next().unwrap_or_default();
    let small = matches!(last, "på" | "om" | "är" | "var" | "till");
    let unit = behind.split_whitespace().next().unwrap_or_default();
    is(last) || (small && words.next().is_some_and(is)) || unit.starts_with('%') || is_unit(unit)
}

/// Whether a word is a goal, of whatever kind: `resultatmål`, but no `klagomål`.
fn is_goal(noun: &str) -> bool {
    const OTHERS: [&str; 9] = ["klago", "före", "ända", "moders", "spörs", "brott", "tviste", "domstols", "ärende"];
    let kind = noun.strip_suffix("målen").or_else(|| noun.strip_suffix("mål"));
    kind.is_some_and(|kind| !OTHERS.iter().any(|other| kind.ends_with(other)))
}

/// People whose names differ by a letter: those who sign, and who to turn to.
fn people(report: &Report) -> Vec<Diagnostic> {
    let memo = report.manifest.memo.iter();
    let mut all: Vec<&SourceText> = memo.clone().flat_map(|memo| &memo.officer).map(|officer| &officer.name).collect();
    let of_memo = memo.flat_map(|memo| &memo.sections).filter_map(|section| match &section.content {
        MemoContent::Signatures(spec) => Some(spec),
        MemoContent::Text(_) | MemoContent::Items { .. } | MemoContent::Dispatch(_) => None,
    });
    all.extend(of_memo.chain(report.signatures()).flat_map(|spec| &spec.who).map(|(name, _)| name));
    let mut found = Vec::new();
    for (at, one) in all.iter().enumerate() {
        for other in &all[..at] {
            let [a, b] = [one, other].map(|name| name.trimmed().split_whitespace().collect::<Vec<&str>>());
            let differing: Vec<(&str, &str)> =
                a.iter().zip(&b).filter(|(a, b)| a != b).map(|(a, b)| (*a, *b)).collect();
            let [(x, y)] = differing[..] else { continue };
            let is_slip = strsim::damerau_levenshtein(x, y) == 1 && x.chars().count().min(y.chars().count()) >= 4;
            if a.len() == b.len() && a.len() > 1 && is_slip {
                found.push(messages::person_slip(one.place, one.trimmed(), other.trimmed(), other.place));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_things() {
        let all = |text: &str| numbers(text).iter().map(|number| number.value).collect::<Vec<usize>>();
        assert_eq!(all("Av de tolv riskerna är 3 kritiska och två höga "), [12, 3, 2]);
        assert_eq!(all("avsnitt 3.2, 14 mars, 2 500 kr, § 12 och 5–7 år"), [14]);
    }

    #[test]
    fn a_number_is_a_part_of_another() {
        let all = |text: &str| numbers_and_parts(text).iter().map(|number| number.value).collect::<Vec<usize>>();
        assert_eq!(all("ett av tre mål nås, en av de fyra och en till"), [1, 3, 1, 4]);
        assert!([" av ", " av de ", " av nämndens sammanlagt "].into_iter().all(is_part_of));
        assert!([" och ", " av nämndens mål är ", " avser ", " av 3 "].into_iter().all(|words| !is_part_of(words)));
    }

    #[test]
    fn names_behind_a_colon_are_counted() {
        let right = |sentence: &str| behind_colon(sentence).map(|wrong| wrong.right);
        assert_eq!(right("Två bedöms som kritiska: avtal, kompetens och brand."), Some(3));
        assert_eq!(right("Tre bedöms som kritiska: avtal, kompetens och brand."), None);
        assert_eq!(right("Efter fem år, sammanfattningsvis: kunder och ägare är nöjda."), None);
        assert_eq!(right("Budgeten är 12 mnkr: löner, hyror och resor."), None);
        let schools = "Kommunen har fem skolor: Ekskolan (årskurs 7–9), Norrby skola och Västra skolan, de två senare \
                       med årskurs 4 och 6.";
        assert_eq!(right(schools), Some(3));
        assert_eq!(right(&schools.replace("fem", "tre")), None);
        let roads =
            "Fem sträckor har fått asfalt, sammanlagt 6,8 km: Ringen 2,1 km, Kvarnvägen 1,9 km och Lindallén 2,8 km.";
        assert_eq!(right(roads), Some(3));
        assert_eq!(right(&roads.replace("Fem", "Tre")), None);
        let plans = "Två planer har antagits: Idrotten (26 februari), Lotsen (28 maj) och Södra åsen (18 juni).";
        assert_eq!(right(plans), Some(3));
        let aims = "Tre gör det inte: behörigheten, tryggheten i årskurs 5, frånvaron och avvikelsen.";
        assert_eq!(right(aims), Some(4));
        let long = "Fem verksamheter har ett underskott på mer än 0,5 mnkr: skolor, skjutsar, fritids och kök.";
        assert_eq!(right(long), Some(4));
    }

    #[test]
    fn names_in_parentheses_are_counted() {
        let right = |sentence: &str| in_parentheses(sentence).map(|wrong| wrong.right);
        assert_eq!(right("Nämnden har haft sju sammanträden (29 januari, 26 februari, 26 mars och 28 maj)."), Some(4));
        assert_eq!(right("Nämnden har haft fyra sammanträden (29 januari, 26 februari, 26 mars och 28 maj)."), None);
        assert_eq!(right("Underlag kom från sex områden (förskola, grundskola samt gymnasium och komvux)."), Some(3));
        assert_eq!(right("Underlag kom från fyra områden (förskola, grundskola samt gymnasium och komvux)."), None);
        assert_eq!(right("Fem enheter (bl.a. it, ekonomi och löner) svarade."), None);
        assert_eq!(right("Av fem enheter (17 i fjol, 12 i år och nio nu) svarade tre."), None);
        assert_eq!(right("Fem enheter (it och ekonomi) svarade."), None);
        assert_eq!(right("Fem dagar (måndag, tisdag och onsdag) räckte."), None);
    }

    #[test]
    fn amounts_behind_a_colon_are_counted() {
        let right = |sentence: &str| amounts_behind_colon(sentence).map(|wrong| wrong.right);
        let three = "visar underskott: kajer och bryggor med 5,2 mnkr, bojar med 1,2 mnkr och slussar med 0,8 mnkr";
        assert_eq!(right(&format!("Fyra verksamheter {three}.")), Some(3));
        assert_eq!(right(&format!("Fyra verksamheter {three}, tillsammans 7,2 mnkr.")), Some(3));
        assert_eq!(right(&format!("Tre verksamheter {three}, tillsammans 7,2 mnkr.")), None);
        assert_eq!(right(&format!("Tre av åtta {three}.")), None);
        assert_eq!(right("Vi väntar oss två överskott: lotsar (1 200 tkr) och kranar (75 tkr)."), None);
        assert_eq!(right("Vi väntar oss tre överskott: lotsar (1 200 tkr) och kranar (75 tkr)."), Some(2));
        assert_eq!(right("Tre poster avviker: hyror 15 %, el 9 % samt vatten, avlopp och sopor 4 %."), None);
        assert_eq!(right("Två poster avviker: hyror med 15 %, varav lokaler 9 % och mark 6 %."), None);
        assert_eq!(right("Fyra poster avviker: hyror 15 mnkr mot 14 mnkr och el 9 mnkr mot 7 mnkr."), None);
        assert_eq!(right("Fem åtgärder ska spara: färre resor 2,1 mnkr, lägre hyror 1,4 mnkr."), None);
    }
}
