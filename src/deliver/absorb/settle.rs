//! Tries the edits: the report is built with them in a folder of its own, and must say what the file says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::base::source::{FileId, Span};
use crate::deliver::write::unpack;
use crate::diagnostic::Tally;
use crate::input::load;

use super::balance;
use super::built::{AbsorbError, made};
use super::change::{Change, Edits, Judged, Outcome};
use super::edit::{self, Edit, Unsure};
use super::emphasis;
use super::fold;
use super::judge::is_same_figure;
use super::kind::Kind;
use super::leads::links_differ;
use super::paper::{Line, Paper};
use super::reading::Reading;

/// How often the report is built again without edits that went wrong.
const TRIES: usize = 4;

/// How often it is built to find which of several values with the same words a change is one of.
const CHOICES: usize = 12;

/// Builds the report with the edits, and takes away those after which it does not say what the file says: first with
/// those of words alone, after which nothing else may differ, then with those of figures, from which others are made.
///
/// Returns the paper that the edits that are left make, if there are any.
pub(super) fn settle(
    dir: &Path,
    reading: &Reading<'_>,
    judged: &mut Vec<Judged>,
) -> Result<Option<Paper>, AbsorbError> {
    let folder = load::folder(dir).map_err(AbsorbError::System)?;
    choose(reading, &folder, judged)?;
    let mut after = None;
    for with_figures in [false, true] {
        let mut tries = 0;
        loop {
            halved(judged);
            let tried = |judged: &Judged| !judged.edits.is_empty() && (with_figures || !judged.is_figure);
            let wrong =
                if tries == TRIES { everything(judged, &tried) } else { trial(reading, &folder, judged, &tried)? };
            let Wrong { mut says_other, breaks, paper } = wrong;
            after = paper;
            let lines = after.as_ref().map_or(&reading.ours.lines, |after| &after.lines);
            let halves = match with_figures {
                true => balance::halves([&reading.ours.lines, &reading.theirs.lines, lines], judged, &tried),
                false => Vec::new(),
            };
            let breaks: Vec<usize> = breaks.into_iter().filter(|at| judged[*at].is_figure == with_figures).collect();
            says_other.retain(|at| judged[*at].is_figure == with_figures && !breaks.contains(at));
            let unlike = after.as_ref().map(|after| unlike(reading, judged, &tried, &after.lines)).unwrap_or_default();
            let unlike: Vec<usize> = unlike.into_iter().filter(|at| !says_other.contains(at)).collect();
            let broken = after.as_ref().map(|after| broken(reading, judged, &tried, &after.lines)).unwrap_or_default();
            says_other.extend(broken.into_iter().filter(|at| judged[*at].is_figure == with_figures));
            if says_other.is_empty() && breaks.is_empty() && halves.is_empty() && unlike.is_empty() {
                break;
            }
            let halves = with_their_blocks(judged, halves);
            left(judged, halves, Outcome::Half);
            let unlike = with_their_blocks(judged, unlike);
            left(judged, unlike, Outcome::Restyled);
            for at in with_their_blocks(judged, says_other) {
                // A value that is shown elsewhere as well changes there, too.
                let is_value = !judged[at].values.is_empty() || heading(reading, &judged[at]).is_some();
                let is_restyled =
                    judged[at].kind.is_some() && judged[at].change.was.is_some() && !judged[at].says.is_empty();
                judged[at].change.outcome = match (is_value, is_restyled) {
                    (true, _) => Outcome::Shared,
                    (false, true) => Outcome::Restyled,
                    (false, false) => Outcome::SaysOther,
                };
                judged[at].edits.clear();
                // It is none of the value's words, but others that are the same.
                if judged[at].values.len() == 1
                    && after.as_ref().is_some_and(|after| stays(reading, &judged[at], after))
                {
                    judged[at].change.outcome = Outcome::Made;
                    judged[at].change.place = None;
                }
            }
            let breaks = with_their_blocks(judged, breaks);
            left(judged, breaks, Outcome::Breaks);
            tries += 1;
        }
    }
    if let Some(paper) = &after {
        follow(reading, judged, paper);
        let plain = plain(reading, judged, paper);
        judged.extend(plain);
    }
    Ok(after)
}

/// The paragraphs of running text by what they say.
struct Saying<'l>(BTreeMap<String, Vec<&'l Line>>);

impl<'l> Saying<'l> {
    fn of(lines: &'l [Line], words: impl Fn(&Line) -> String) -> Self {
        let mut all: BTreeMap<String, Vec<&Line>> = BTreeMap::new();
        for line in lines.iter().filter(|line| line.is_of_text()) {
            all.entry(words(line)).or_default().push(line);
        }
        Saying(all)
    }

    fn said(&self, words: &str) -> &[&'l Line] {
        self.0.get(words).map_or(&[], Vec::as_slice)
    }
}

/// The changes that are tried after which what the file has as a heading, a point or a quotation is none in the paper.
fn unlike(reading: &Reading<'_>, judged: &[Judged], tried: &dyn Fn(&Judged) -> bool, lines: &[Line]) -> Vec<usize> {
    let saying = Saying::of(lines, |line| fold::with_marks(&line.words));
    let is_unlike = |judged: &Judged| {
        let kind = judged.kind.filter(|_| tried(judged));
        kind.zip(judged.theirs).is_some_and(|(kind, there)| {
            let all = saying.said(&fold::with_marks(&reading.theirs.lines[there].words));
            // A point that was one of another list has the number that it has in the file.
            let counts = |own: Kind| match (own, kind) {
                (Kind::Point(own), Kind::Point(of_file)) if !judged.says.is_empty() => own.number == of_file.number,
                _ => true,
            };
            let is_it = |line: &&Line| Kind::of(line).is_none_or(|own| own.is_like(kind) && counts(own));
            !all.is_empty() && !all.iter().any(is_it)
        })
    };
    (0..judged.len()).filter(|at| is_unlike(&judged[*at])).collect()
}

/// The changes that are tried after which another paragraph of their text is not what it was: a point whose list has
/// lost its number, or an explanation without its term.
fn broken(reading: &Reading<'_>, judged: &[Judged], tried: &dyn Fn(&Judged) -> bool, lines: &[Line]) -> Vec<usize> {
    let words = |line: &Line| fold::with_marks(&line.apart_from_led());
    let after = Saying::of(lines, words);
    let all: Vec<usize> = (0..judged.len()).filter(|at| tried(&judged[*at])).collect();
    let own = all.iter().map(|it| &judged[*it]).filter(|it| it.change.was.is_some());
    let changed: BTreeSet<usize> = own.filter_map(|it| it.ours).collect();
    let edited: BTreeSet<FileId> = all.iter().flat_map(|it| judged[*it].edits.iter().map(|(of, _)| *of)).collect();
    let mut wrong = Vec::new();
    for (at, line) in reading.ours.lines.iter().enumerate().filter(|(_, line)| line.is_of_text() && !line.is_empty()) {
        let Some(home) = reading.home_of(line).filter(|home| home.is_paragraph && !changed.contains(&at)) else {
            continue;
        };
        let file = home.place.file;
        if !edited.contains(&file) {
            continue;
        }
        let is_like = |it: &&Line| Kind::of(it).zip(Kind::of(line)).is_none_or(|(own, was)| own.is_like(was));
        if after.said(&words(line)).iter().any(is_like) {
            continue;
        }
        let source = reading.sources.file(file);
        let whole = edit::whole_string(source.original(), &home.place.range()).map(|(whole, _)| whole);
        let is_in = |edit: &Edit| {
            whole.as_ref().is_some_and(|whole| whole.start <= edit.range.start && edit.range.end <= whole.end)
        };
        wrong.extend(all.iter().filter(|it| judged[**it].edits.iter().any(|(of, edit)| *of == file && is_in(edit))));
    }
    wrong.sort_unstable();
    wrong.dedup();
    wrong
}

/// What is left of changes whose words are taken in: those that are bold, italic or links in the file alone.
fn plain(reading: &Reading<'_>, judged: &[Judged], paper: &Paper) -> Vec<Judged> {
    let looks = |line: &Line| -> Vec<u8> {
        let all = line.words.char_indices().filter(|(_, c)| !c.is_whitespace() && fold::character(*c).is_some());
        all.map(|(at, _)| line.looks.get(at).copied().unwrap_or_default() & emphasis::SAID).collect()
    };
    let mut saying: BTreeMap<String, Vec<&Line>> = BTreeMap::new();
    for line in &paper.lines {
        saying.entry(fold::with_marks(&line.words)).or_default().push(line);
    }
    let mut all = Vec::new();
    for judged in judged.iter().filter(|it| it.change.outcome == Outcome::Taken && it.says.is_empty()) {
        let [emphasis, links] = judged.looks;
        let Some(there) = judged.theirs.filter(|_| emphasis || links) else { continue };
        let line = &reading.theirs.lines[there];
        let said = saying.get(&fold::with_marks(&line.words)).map_or(&[][..], Vec::as_slice);
        let is_as_it =
            |it: &&Line| (!emphasis || looks(it) == looks(line)) && (!links || !links_differ(&it.leads, &line.leads));
        if !said.is_empty() && !said.iter().any(is_as_it) {
            let change = Change { place: judged.change.place, ..Change::added(&line.words) };
            all.push(Judged::at(change.left(Outcome::Looks), judged.ours, None));
        }
    }
    all
}

/// Leaves the halves of edits of which the other half is left.
fn halved(judged: &mut [Judged]) {
    loop {
        let halves = balance::parted(judged, &|judged| !judged.edits.is_empty());
        if halves.is_empty() {
            return;
        }
        let halves = with_their_blocks(judged, halves);
        left(judged, halves, Outcome::Half);
    }
}

/// Whether a paper says what the paragraph said before a change as often as it did, and nowhere what it is to say.
fn stays(reading: &Reading<'_>, judged: &Judged, after: &Paper) -> bool {
    let [Some(was), Some(is)] = [&judged.change.was, &judged.change.is].map(|it| it.as_deref().map(fold::words)) else {
        return false;
    };
    let count =
        |paper: &Paper, words: &str| paper.lines.iter().filter(|line| fold::words(&line.words) == words).count();
    count(after, &was) >= count(reading.ours, &was) && count(after, &is) == 0
}

/// Leaves changes for a person.
fn left(judged: &mut [Judged], which: Vec<usize>, outcome: Outcome) {
    for at in which {
        judged[at].change.outcome = outcome;
        judged[at].edits.clear();
    }
}

/// What could not be taken in by itself, and stands in the paper all the same when the rest is: words that lead to a
/// heading follow it.
fn follow(reading: &Reading<'_>, judged: &mut [Judged], paper: &Paper) {
    let own = |lines: &[Line]| -> BTreeMap<String, String> {
        let all = lines
            .iter()
            .flat_map(|line| line.keys.iter().map(|(key, ..)| (key.clone(), fold::with_marks(&line.words))));
        all.collect()
    };
    let says = own(&paper.lines);
    for judged in judged.iter_mut().filter(|it| matches!(it.change.outcome, Outcome::Unsure(Unsure::Mark(_)))) {
        let (Some(ours), Some(theirs)) = (judged.ours, judged.theirs) else { continue };
        let line = &reading.theirs.lines[theirs];
        let said = reading.key(&reading.ours.lines[ours]).and_then(|key| says.get(key));
        if said == Some(&fold::with_marks(&line.words)) {
            judged.change.outcome = Outcome::Taken;
        }
    }
}

/// The words of a heading of the manifest, where a change is one of such a heading.
fn heading<'r>(reading: &'r Reading<'_>, judged: &Judged) -> Option<&'r str> {
    let (_, words) = reading.headings.get(&judged.ours?).filter(|_| judged.change.was.is_some())?;
    Some(words)
}

/// The changes that go wrong.
#[derive(Default)]
struct Wrong {
    /// Those after which the paper says something else than they do.
    says_other: Vec<usize>,
    /// Those after which the report has more errors.
    breaks: Vec<usize>,
    /// The paper that they make.
    paper: Option<Paper>,
}

/// Changes with those that are made together with them.
fn with_their_blocks(judged: &[Judged], which: Vec<usize>) -> Vec<usize> {
    let is_like = |at: usize, other: usize| judged[at].group.is_some() && judged[at].group == judged[other].group;
    (0..judged.len()).filter(|other| which.iter().any(|at| at == other || is_like(*at, *other))).collect()
}

/// Finds which of several values with the same words each change is one of: the one after which the paper says what the
/// file says; or all of them, where all changes of these words together do.
fn choose(reading: &Reading<'_>, folder: &[(String, Vec<u8>)], judged: &mut [Judged]) -> Result<(), AbsorbError> {
    let mut tries = 0;
    for at in 0..judged.len() {
        if judged[at].values.len() < 2 || judged[at].change.outcome != Outcome::Shared {
            continue;
        }
        let all: Edits = judged[at].values.iter().map(|(value, edit)| (value.file, edit.clone())).collect();
        let is_like = |other: &usize| {
            judged[*other].values == judged[at].values && judged[*other].change.outcome == Outcome::Shared
        };
        let alike: Vec<usize> = (at..judged.len()).filter(is_like).collect();
        let each = |which: &[usize]| -> Vec<(Vec<usize>, Edits)> {
            all.iter().map(|edit| (which.to_vec(), vec![edit.clone()])).collect()
        };
        let mut ways = each(&[at]);
        if alike.len() > 1 {
            ways.extend(each(&alike));
        }
        ways.push((alike, all.clone()));
        for (which, edits) in ways.into_iter().take(CHOICES.saturating_sub(tries)) {
            tries += 1;
            which.iter().for_each(|at| judged[*at].edits = edits.clone());
            let theirs: Vec<Option<usize>> = which.iter().map(|at| judged[*at].theirs).collect();
            let is_tried = |judged: &Judged| theirs.contains(&judged.theirs);
            if trial(reading, folder, judged, &is_tried)?.says_other.is_empty() {
                for at in which {
                    judged[at].change.outcome = Outcome::Taken;
                    judged[at].change.place = edits.first().map(|(file, edit)| Span::new(*file, edit.range.clone()));
                }
                break;
            }
            which.iter().for_each(|at| judged[*at].edits.clear());
        }
    }
    Ok(())
}

fn everything(judged: &[Judged], tried: &dyn Fn(&Judged) -> bool) -> Wrong {
    let says_other = (0..judged.len()).filter(|at| tried(&judged[*at])).collect();
    Wrong { says_other, ..Wrong::default() }
}

/// The changes that are tried and after which the paper says something else than they do.
fn trial(
    reading: &Reading<'_>,
    folder: &[(String, Vec<u8>)],
    judged: &[Judged],
    tried: &dyn Fn(&Judged) -> bool,
) -> Result<Wrong, AbsorbError> {
    let files = reading.files(judged, tried);
    if files.is_empty() {
        return Ok(Wrong::default());
    }
    let mut changed = folder.to_vec();
    for (file, text) in &files {
        let path = &reading.sources.file(*file).path;
        changed.iter_mut().filter(|(known, _)| known == path).for_each(|(_, bytes)| *bytes = text.clone().into_bytes());
    }
    let there = unpack(&changed).map_err(AbsorbError::System)?;
    Ok(match made(there.path(), reading.layout) {
        Ok((built, paper)) => {
            let says_other = says_other(reading, judged, tried, &paper.lines);
            // What else rests on a row is told as an error: a sum, a figure in a text.
            let has_more = Tally::of(&built.checked.diagnostics).errors > reading.errors;
            let is_of_block = |at: &usize| has_more && tried(&judged[*at]) && judged[*at].is_of_block;
            Wrong { says_other, breaks: (0..judged.len()).filter(is_of_block).collect(), paper: Some(paper) }
        }
        // Which of them it is cannot be said: none is made.
        Err(_) => everything(judged, tried),
    })
}

/// What the paper is to say in one paragraph.
struct Expected {
    words: String,
    /// The same without words that lead to another place of the paper, and follow it.
    apart: String,
    /// The change that it comes of.
    which: Option<usize>,
}

/// What the paper is to say, with the changes that are tried, but for its contents; and the paragraphs that are to be
/// gone, each with its change.
fn expected(
    reading: &Reading<'_>,
    judged: &[Judged],
    tried: &dyn Fn(&Judged) -> bool,
) -> (Vec<Expected>, Vec<(String, usize)>) {
    let mut changed: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (which, judged) in judged.iter().enumerate().filter(|(_, judged)| tried(judged)) {
        changed.entry(judged.ours.unwrap_or(0)).or_default().push(which);
    }
    let (mut all, mut gone) = (Vec::new(), Vec::new());
    let said = |words: String, which: usize| Expected { apart: words.clone(), words, which: Some(which) };
    for (at, line) in reading.ours.lines.iter().enumerate() {
        let here = changed.get(&at).map_or(&[][..], Vec::as_slice);
        let (added, own): (Vec<usize>, Vec<usize>) =
            here.iter().partition(|which| judged[**which].change.was.is_none());
        match own.first().map(|which| (*which, &judged[*which])) {
            Some((which, Judged { change, .. })) if change.is.is_none() => {
                gone.push((fold::with_marks(&line.words), which));
            }
            Some((which, Judged { says, change, theirs, .. })) => {
                let [before, _, after] = reading.parts(at);
                let new = change.is.as_deref().unwrap_or_default();
                let own = says.first().cloned();
                let words = own.unwrap_or_else(|| fold::with_marks(&format!("{before}{new}{after}")));
                let mut expected = said(words, which);
                if let Some(theirs) = theirs.map(|theirs| &reading.theirs.lines[theirs]) {
                    expected.apart = fold::with_marks(&theirs.apart_from_led());
                }
                all.push(expected);
            }
            None if line.is_contents() => {}
            None => {
                let [words, apart] = [&line.words, &line.apart_from_led()].map(|words| fold::with_marks(words));
                all.push(Expected { words, apart, which: None });
            }
        }
        for which in added {
            let Judged { says, change, .. } = &judged[which];
            let own = says.is_empty().then(|| fold::with_marks(change.is.as_deref().unwrap_or_default()));
            all.extend(says.iter().cloned().chain(own).map(|words| said(words, which)));
        }
    }
    (all, gone)
}

/// Those of the changes that are tried after which the paper says something else than they do.
fn says_other(reading: &Reading<'_>, judged: &[Judged], tried: &dyn Fn(&Judged) -> bool, lines: &[Line]) -> Vec<usize> {
    let (expected, gone) = expected(reading, judged, tried);
    let lines: Vec<&Line> = lines.iter().filter(|line| !line.is_contents()).collect();
    let one: Vec<&str> = expected.iter().map(|expected| expected.words.as_str()).collect();
    let now: Vec<String> = lines.iter().map(|line| fold::with_marks(&line.words)).collect();
    let other: Vec<&str> = now.iter().map(String::as_str).collect();
    let shows = |judged: &Judged, words: &str| {
        let is_heading = heading(reading, judged).is_some_and(|own| fold::words(words).contains(&fold::words(own)));
        is_heading || judged.values.iter().any(|(value, _)| value.is_in(words))
    };
    let mut wrong = Vec::new();
    for change in capture_diff_slices(Algorithm::Patience, &one, &other) {
        if let DiffOp::Equal { .. } = change {
            continue;
        }
        let (was, is) = (change.old_range(), change.new_range());
        // As many paragraphs: each is the other one, and words that lead to a heading may have followed it.
        let follows = |at: usize, now: usize| expected[at].apart == fold::with_marks(&lines[now].apart_from_led());
        // A figure may have been typed without its spaces.
        let is_figure = |at: usize, now: usize| {
            let is_of_figure = expected[at].which.is_some_and(|which| judged[which].is_figure);
            is_of_figure && is_same_figure(&expected[at].words, other[now])
        };
        let followed = |at: &usize| {
            let now = is.start + *at - was.start;
            was.len() == is.len() && (follows(*at, now) || is_figure(*at, now))
        };
        for Expected { words, which, .. } in was.clone().filter(|at| !followed(at)).map(|at| &expected[at]) {
            match which {
                Some(which) => wrong.push(*which),
                None => wrong.extend((0..judged.len()).filter(|at| tried(&judged[*at]) && shows(&judged[*at], words))),
            }
        }
        for words in &other[is] {
            wrong.extend(gone.iter().filter(|(was, _)| was == words).map(|(_, which)| *which));
        }
    }
    wrong.sort_unstable();
    wrong.dedup();
    wrong
}
