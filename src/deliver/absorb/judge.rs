//! Says of each paragraph what became of it: as it was, made by the program, to be taken in, or left for a person.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::address::Address;
use crate::base::amount::Amount;
use crate::base::hash::sha256;
use crate::base::source::{FileId, Span};

use super::block;
use super::change::{Change, Counts, Differing, Edits, Group, Judged, Outcome};
use super::contents::Contents;
use super::edit::{self, Edit, Quote, Unsure};
use super::emphasis;
use super::fold;
use super::fold::NOTE;
use super::kind::Kind;
use super::leads::{self, Keeps, links_differ};
use super::notes::{self, NewNote, marks, new_notes};
use super::pair::{By, Pairs, pair};
use super::paper::{CellAt, LANGUAGE, Line, Paper};
use super::paragraph::{Lead, as_written, inserted, point_lead, point_sign, removed};
use super::places::Home;
use super::reading::Reading;
use super::rows::{NewControl, NewRow, Rows, rows};
use super::value::{Value, meant, values};

/// All paragraphs, judged.
#[derive(Default)]
pub(super) struct Verdict {
    /// Those that differ, in the order of the paper.
    pub(super) judged: Vec<Judged>,
    pub(super) counts: Counts,
    /// Paragraphs that only look different.
    pub(super) looks: usize,
}

/// What became of a paragraph of the paper.
enum One {
    /// Somebody wrote it, and it is as it was.
    Same,
    /// The program makes it, and it is as the program makes it.
    Made,
    /// The report has it since the file was made.
    New,
    /// Nothing that counts: an empty one, a line of the contents.
    Nothing,
    /// It differs.
    Differs(Box<Differing>),
}

impl One {
    fn of(compared: Option<Differing>) -> Self {
        compared.map_or(One::Same, One::differs)
    }

    fn differs(differing: Differing) -> Self {
        One::Differs(Box::new(differing))
    }
}

/// The most paragraphs in which a language that is new is somebody's, and which part of all they may be.
const FEW_PLACES: usize = 10;
const FEW_OF_ALL: usize = 10;

/// The styles of the boxes that say what is missing.
const GAPS: [&str; 2] = ["saknas", "noticegap"];

/// What is known of the paragraphs before they are compared.
#[derive(Clone, Copy)]
struct Known<'k> {
    pairs: &'k Pairs,
    rows: &'k Rows,
    notes: &'k BTreeMap<String, NewNote>,
    /// The paper's note for each of the file's.
    cited: &'k BTreeMap<String, String>,
    contents: &'k Contents,
}

/// A paragraph that the file alone has, and that of the paper which it stands behind.
type New = (usize, Option<usize>);

/// A file's text, the part of it that is a paragraph, and how words stand there.
type Written<'t> = (&'t str, &'t Range<usize>, Quote);

/// Words without what the program puts before and behind them: a heading's number, the mark of a note under a table.
fn without<'w>(words: &'w str, before: &str, after: &str) -> &'w str {
    let words = words.strip_prefix(before).unwrap_or(words);
    words.strip_suffix(after).unwrap_or(words)
}

impl Reading<'_> {
    /// Judges all paragraphs.
    pub(super) fn judge(&self) -> Verdict {
        let own = self.ours.map.iter().filter(|(_, item)| !item.is_bound()).map(|(key, _)| key.as_str());
        let (ours, theirs) = (&self.ours.lines, &self.theirs.lines);
        let pairs = pair(ours, theirs, &own.collect(), &|at| self.is_new(&ours[at]));
        let mut all = Verdict::default();
        // What the report says since the file was made.
        let mut fresh = Vec::new();
        let moved = pairs.moved(|at| self.key(&ours[at]).is_some() && !ours[at].in_note);
        let (rows, notes) = (rows(self, &pairs), new_notes(self, &pairs));
        let cited = self.notes_of(&pairs);
        let contents = self.contents();
        let known = Known { pairs: &pairs, rows: &rows, notes: &notes, cited: &cited, contents: &contents };
        let (emphasis, links) = (self.keeps_emphasis(&pairs), self.keeps_links(&pairs));
        let keeps = Keeps { emphasis, links, languages: self.languages(&pairs) };
        let keeps_kinds = self.keeps_kinds(&pairs);
        let renumbered = self.renumbered(&pairs);
        // What the paper has none of, no program can have lost.
        let has_none = |of: &dyn Fn(&Line) -> bool| !ours.iter().any(|line| line.is_of_text() && of(line));
        let said = [
            emphasis || has_none(&|line| line.looks.iter().any(|look| look & emphasis::SAID != 0)),
            links || has_none(&|line| line.leads.iter().any(|lead| lead.is_link())),
        ];
        for (at, line) in ours.iter().enumerate() {
            let found = pairs.of_ours[at];
            let other = found.map(|(found, _)| &theirs[found]);
            let is_said = other.is_some_and(|other| !other.is_empty());
            let one = self.one(at, found, moved.contains(&at), known);
            if matches!(one, One::Same)
                && let Some(judged) = (self.restyled(at, found, keeps_kinds))
                    .or_else(|| renumbered.contains(&at).then(|| self.with_other_number(at, found))?)
                    .or_else(|| self.marked(at, found, &keeps))
                    .or_else(|| self.other_links(at, found, said[1]))
            {
                all.judged.push(judged);
                continue;
            }
            match one {
                One::Same => {
                    all.counts.unchanged += usize::from(is_said);
                    let differs = |it: &Line| it.looks != line.looks || links_differ(&line.leads, &it.leads);
                    all.looks += usize::from(other.is_some_and(|it| it.words == line.words && differs(it)));
                }
                One::Made => all.counts.made += usize::from(is_said),
                One::New => fresh.push(fold::words(&line.words)),
                One::Nothing => {}
                One::Differs(differing) => {
                    let judged = self.differing(at, found, *differing, known.rows);
                    let kinds = other.and_then(|other| self.other_kind(line, other, keeps_kinds));
                    if renumbered.contains(&at)
                        && let Some(numbered) = self.with_other_number(at, found)
                    {
                        // Its paragraph is counted with the words.
                        all.judged.push(Judged { theirs: None, ..numbered });
                    }
                    // Beside other words, links stay as they are.
                    all.looks += usize::from(other.is_some_and(|it| links_differ(&line.leads, &it.leads)));
                    // Emphasis in tables is often that of their style.
                    let looks = [said[0] && line.is_of_text(), said[1]];
                    all.judged.push(Judged { kind: kinds.map(|[_, is]| is), looks, ..judged });
                }
            }
        }
        self.added(&pairs, (rows, &notes, &contents), fresh, &mut all);
        all.judged.extend(self.pictures(&pairs));
        all.judged.sort_by_key(|judged| (judged.ours, judged.theirs));
        self.left_sorted(&pairs, &mut all.judged);
        notes::settle(self, &notes, &mut all.judged);
        self.finish(&mut all.judged);
        all
    }

    /// Finds what is known by its words alone, and where the rest stands.
    fn finish(&self, judged: &mut [Judged]) {
        self.values(judged);
        self.beside(judged);
        overlapping(judged);
    }

    /// A paragraph that differs, with what it is made together with.
    fn differing(&self, at: usize, found: Option<(usize, By)>, differing: Differing, rows: &Rows) -> Judged {
        let is_figure = self.home_of(&self.ours.lines[at]).is_some_and(|home| home.is_figure) && found.is_some();
        // With a row its sums change, too.
        let group = rows.gone.get(&at).map(|thing| Group::Block(*thing));
        let is_of_block = group.is_some();
        let judged = Judged::at(differing, Some(at), found.map(|(found, _)| found));
        Judged { is_figure: is_figure || is_of_block, is_of_block, group, ..judged }
    }

    /// Whether the file still shows some of the emphasis of the paper: programs lose all of it at once.
    fn keeps_emphasis(&self, pairs: &Pairs) -> bool {
        let pairs = self.ours.lines.iter().zip(&pairs.of_ours);
        pairs.filter_map(|(line, found)| Some((line, &self.theirs.lines[found.as_ref()?.0]))).any(|(line, other)| {
            let both = line.looks.iter().zip(&other.looks);
            line.is_of_text() && line.words == other.words && both.into_iter().any(|(a, b)| a & b & emphasis::SAID != 0)
        })
    }

    /// Whether the file still has some of the links of the paper.
    fn keeps_links(&self, pairs: &Pairs) -> bool {
        let pairs = self.ours.lines.iter().zip(&pairs.of_ours);
        pairs.filter_map(|(line, found)| Some((line, &self.theirs.lines[found.as_ref()?.0]))).any(|(line, other)| {
            line.words == other.words && line.leads.iter().any(|lead| lead.is_link() && other.leads.contains(lead))
        })
    }

    /// The languages that somebody has given words in few places of the file. One that stands in many is a program's,
    /// and the paper's own says nothing.
    fn languages(&self, pairs: &Pairs) -> BTreeSet<String> {
        let mut all: BTreeMap<&str, usize> = BTreeMap::new();
        let both = self.ours.lines.iter().zip(&pairs.of_ours);
        let both = both.filter_map(|(line, found)| Some((line, &self.theirs.lines[found.as_ref()?.0])));
        let mut count = 0;
        for (line, other) in both.filter(|(_, other)| !other.is_empty()) {
            count += 1;
            let times = |line: &Line, to: &str| line.leads.iter().filter(|lead| lead.to == to).count();
            let is_more = |to: &str| times(other, to) > times(line, to);
            let new = other.leads.iter().filter(|lead| !lead.is_link() && is_more(&lead.to));
            for to in new.map(|lead| lead.to.as_str()).collect::<BTreeSet<&str>>() {
                *all.entry(to).or_default() += 1;
            }
        }
        let is_few = |times: usize| times <= FEW_PLACES && times * FEW_OF_ALL <= count.max(FEW_OF_ALL);
        let own = format!("{LANGUAGE}{}", self.language);
        let few = all.into_iter().filter(|(to, times)| is_few(*times) && *to != own);
        few.map(|(to, _)| to.to_owned()).collect()
    }

    /// Whether the emphasis, the links and the languages of a paragraph of the paper are those that the file was made
    /// with.
    fn looks_as_then(&self, at: usize, file: FileId) -> bool {
        let looks = |paper: &Paper| {
            let key = self.key(&self.ours.lines[at])?;
            paper.map.get(key)?.looks.clone()
        };
        let then = looks(self.theirs);
        // A file that does not say it was made with what stands there if nothing in its source has changed.
        (then.is_some() && then == looks(self.ours)) || self.is_as_it_was(file)
    }

    /// A paragraph in which words were made bold or italic, or plain again, or lead elsewhere, and nothing else: a
    /// text's; in cells and notes links and languages alone.
    fn marked(&self, at: usize, found: Option<(usize, By)>, keeps: &Keeps) -> Option<Judged> {
        let (there, by) = found.filter(|(_, by)| *by == By::Bookmark)?;
        let (line, other) = (&self.ours.lines[at], &self.theirs.lines[there]);
        let home = self.home_of(line).filter(|home| !home.is_figure)?;
        if line.words != other.words || line.style != other.style {
            return None;
        }
        let (text, range, quote) = self.at(home).ok().filter(|_| self.looks_as_then(at, home.place.file))?;
        let of = (text, &range, quote);
        // Emphasis in tables is often that of their style.
        let is_text = home.is_paragraph && line.is_of_text();
        let emphasized = || self.emphasized([line, other], at, of, keeps.emphasis);
        let mut edits = is_text.then(emphasized).flatten().unwrap_or_default();
        let is_words = quote != Quote::Bare;
        edits.extend(is_words.then(|| self.led([line, other], at, of, keeps)).flatten().unwrap_or_default());
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let first = edits.first()?.range.clone();
        let moved = edits.iter().map(|edit| {
            let range = edit.range.start - range.start..edit.range.end - range.start;
            Edit { range, with: edit.with.clone() }
        });
        let (was, moved) = (text.get(range.clone())?, moved.collect::<Vec<Edit>>());
        let is = edit::applied(was, &moved)?;
        let change = Change::of(home, Some(by), Some(was), Some(&is));
        let change = Change { place: Some(Span::new(home.place.file, first)), ..change };
        let edits = edits.into_iter().map(|edit| (home.place.file, edit)).collect();
        // The paper says the words without the marks.
        let says = vec![fold::with_marks(&line.words)];
        Some(Judged { says, ..Judged::at((change, edits), Some(at), Some(there)) })
    }

    /// The edits by which words of a paragraph become bold or italic, or plain again.
    fn emphasized(&self, lines: [&Line; 2], at: usize, of: Written<'_>, keeps: bool) -> Option<Vec<Edit>> {
        let [before, own, _] = self.parts(at);
        let said = |line: &Line| -> Option<Vec<u8>> {
            let own = line.looks.get(before.len()..before.len() + own.len())?;
            Some(own.iter().map(|look| look & emphasis::SAID).collect())
        };
        let [was, is] = [said(lines[0])?, said(lines[1])?];
        if was == is || (!keeps && was.iter().zip(&is).any(|(was, is)| was & !is != 0)) {
            return None;
        }
        let (text, range, quote) = of;
        emphasis::edits(text, range, quote, own, [&was, &is])
    }

    /// The edits by which words of a paragraph lead elsewhere.
    fn led(&self, lines: [&Line; 2], at: usize, of: Written<'_>, keeps: &Keeps) -> Option<Vec<Edit>> {
        let [before, own, _] = self.parts(at);
        let own_range = before.len()..before.len() + own.len();
        let [was, is] = lines.map(|line| leads::within(&line.leads, &own_range));
        let (text, range, quote) = of;
        if was == is { None } else { leads::edits(text, range, quote, own, [&was, &is], keeps) }
    }

    /// Takes in what was changed of words that the program shows and that stand in a file as a value.
    fn values(&self, judged: &mut [Judged]) {
        let is_open = |change: &Change| change.outcome == Outcome::Made && change.was.is_some() && change.is.is_some();
        let is_noted = |change: &Change| change.outcome == Outcome::NoteMark && change.place.is_none();
        if !judged.iter().any(|judged| is_open(&judged.change) || is_noted(&judged.change)) {
            return;
        }
        let values = values(self.sources);
        for judged in judged.iter_mut().filter(|judged| is_noted(&judged.change)) {
            let words = judged.change.was.as_deref().unwrap_or_default().replace(NOTE, "");
            let shown = values.iter().filter(|value| value.is_in(&words));
            judged.change.place = shown.max_by_key(|value| value.len()).map(Value::place);
        }
        for judged in judged.iter_mut().filter(|judged| is_open(&judged.change)) {
            let (Some(was), Some(is)) = (&judged.change.was, &judged.change.is) else { continue };
            let Some((meant, new)) = meant(&values, was, is) else { continue };
            let at = judged.ours;
            let all = meant.into_iter().filter_map(|value| Some((value.clone(), value.edit(&new)?)));
            let all: Vec<(Value, Edit)> = all.collect();
            let Some((first, edit)) = all.first() else { continue };
            judged.change.place = Some(first.place());
            if !all.iter().all(|(value, _)| at.is_some_and(|at| self.was_shown(at, value.file))) {
                judged.change.outcome = Outcome::NoBase;
                continue;
            }
            // Which of several it is shows when the report is built with each.
            judged.change.outcome = if all.len() == 1 { Outcome::Taken } else { Outcome::Shared };
            judged.edits = if all.len() == 1 { vec![(first.file, edit.clone())] } else { Edits::new() };
            judged.values = all;
        }
    }

    /// Gives what has no place of its own the place of what stands beside it: a note that of its mark, anything else
    /// that of its row, of its table, or of what stands above it.
    fn beside(&self, judged: &mut [Judged]) {
        let of_lines: BTreeMap<usize, Span> =
            judged.iter().filter_map(|it| Some((it.theirs?, it.change.place?))).collect();
        let (ours, theirs) = (&self.ours.lines, &self.theirs.lines);
        let place = |at: usize| {
            let home = self.home_of(&ours[at]).or_else(|| self.headings.get(&at).map(|(home, _)| home))?;
            Some(home.place)
        };
        for judged in judged.iter_mut().filter(|judged| judged.change.place.is_none()) {
            let note = judged.theirs.and_then(|there| theirs[there].note.as_ref());
            let cites = |line: &Line| note.is_some_and(|note| line.cites.contains(note));
            let cited = (0..).zip(theirs).find(|(_, line)| cites(line));
            let of_mark = cited.and_then(|(there, line)| {
                of_lines.get(&there).copied().or_else(|| self.home_of(line).map(|home| home.place))
            });
            let Some(at) = judged.ours.filter(|_| of_mark.is_none()) else {
                judged.change.near = of_mark;
                continue;
            };
            let cell = ours[at].cell;
            let is_in = |of: &dyn Fn(CellAt) -> usize| {
                let own = cell.map(of);
                let mut all = (0..).zip(ours).filter(|(_, line)| own.is_some() && line.cell.map(of) == own);
                all.find_map(|(other, _)| place(other))
            };
            let above = || (0..=at).rev().find_map(place);
            judged.change.near = is_in(&|cell| cell.row).or_else(|| is_in(&|cell| cell.table)).or_else(above);
        }
    }

    /// Links of a paragraph that lead elsewhere and are not taken in, where nothing else of it differs.
    fn other_links(&self, at: usize, found: Option<(usize, By)>, keeps: bool) -> Option<Judged> {
        let (there, by) = found?;
        let (line, other) = (&self.ours.lines[at], &self.theirs.lines[there]);
        let home = self.home_of(line).filter(|_| keeps && line.words == other.words)?;
        if !links_differ(&line.leads, &other.leads) || !self.looks_as_then(at, home.place.file) {
            return None;
        }
        let [_, own, _] = self.parts(at);
        let said = |line: &Line| {
            let links: Vec<&str> =
                line.leads.iter().filter(|lead| lead.is_link()).map(|lead| lead.to.as_str()).collect();
            if links.is_empty() { own.to_owned() } else { links.join(", ") }
        };
        let change = Change::of(home, Some(by), Some(&said(line)), Some(&said(other)));
        Some(Judged::at(change.left(Outcome::Looks), Some(at), Some(there)))
    }

    /// Whether programs have left the file some of its keys, and so the cells of its tables.
    fn has_keys(&self) -> bool {
        self.theirs.lines.iter().any(|line| !line.keys.is_empty())
    }

    /// What became of a paragraph of the paper.
    fn one(&self, at: usize, found: Option<(usize, By)>, is_moved: bool, known: Known<'_>) -> One {
        let Known { pairs, rows, .. } = known;
        let line = &self.ours.lines[at];
        let found = found.map(|(found, by)| (&self.theirs.lines[found], by));
        let of = self.key(line).and_then(|key| Some((key, self.homes.get(key)?)));
        match (found, of) {
            (_, of) if rows.gone.contains_key(&at) && !line.is_empty() => One::differs(self.gone_row(at, of, rows)),
            (Some((other, by)), of) if other.is_struck() && !line.is_contents() => {
                One::differs(self.struck(at, other, by, of))
            }
            (Some((other, by)), Some((key, home))) => {
                One::of(self.compared(at, other, (key, home, by), (is_moved, known)))
            }
            (Some((other, by)), None) if self.headings.contains_key(&at) => One::of(self.heading(at, other, by)),
            (Some((other, by)), None) => {
                let is_contents = line.is_contents() || other.is_contents();
                let is_same = fold::words(&line.words) == fold::words(&other.words);
                if is_contents && !is_same {
                    return self.typed(Some(line), other, known.contents).map_or(One::Made, One::differs);
                }
                let change = Change::of_program(Some(by), Some(&line.words), Some(&other.words));
                let is_merged = |[was, is]: [CellAt; 2]| was.form != is.form;
                if !is_contents && is_same && !self.noted(at, other, [&line.words, &other.words], [0; 2]).0 {
                    return One::differs(change.left(Outcome::NoteMark));
                }
                if !is_contents
                    && is_same
                    && line.cell.zip(other.cell).is_some_and(|(a, b)| is_merged([a, b]))
                    && self.has_keys()
                {
                    return One::differs(change.left(Outcome::Merged));
                }
                if is_contents || is_same || self.is_of_then(line, other) {
                    return One::Made;
                }
                let is_gap = GAPS.iter().any(|name| line.style.starts_with(name));
                One::differs(change.left(if is_gap { Outcome::Gap } else { Outcome::Made }))
            }
            (None, _) if line.is_contents() => self.untyped(line, known.contents).map_or(One::Nothing, One::differs),
            (None, _) if line.is_empty() => One::Nothing,
            // What the report got since the file was made was never in it.
            (None, Some((key, _))) if !self.theirs.map.is_empty() && !self.theirs.map.contains_key(key) => One::New,
            (None, Some((key, home))) => One::differs(self.gone(at, key, home, pairs)),
            // What the program makes since the file was made.
            (None, None) if self.none_is_gone(line) => One::New,
            (None, None) => One::differs(Change::of_program(None, Some(&line.words), None).left(Outcome::Made)),
        }
    }

    /// Whether the marks of notes stand where they did, but for notes that the report has got or lost since the file
    /// was made, and whether there are such ones. `ahead` are the marks before the words.
    fn noted(&self, at: usize, other: &Line, words: [&str; 2], ahead: [usize; 2]) -> (bool, bool) {
        let is_since = |paper: &Paper, note: &str| {
            let mut all = paper.lines.iter().filter(|line| !note.is_empty() && line.note.as_deref() == Some(note));
            all.any(|line| if std::ptr::eq(paper, self.ours) { self.is_new(line) } else { self.is_gone_since(line) })
        };
        let marks = |paper: &Paper, line: &Line, words: &str, ahead: usize| -> Vec<(usize, bool)> {
            let cites = line.cites.iter().skip(ahead).map(|note| is_since(paper, note));
            fold::notes(words).into_iter().zip(cites.chain(std::iter::repeat(false))).collect()
        };
        let ours = marks(self.ours, &self.ours.lines[at], words[0], ahead[0]);
        let theirs = marks(self.theirs, other, words[1], ahead[1]);
        let stays = |all: &[(usize, bool)]| -> Vec<usize> {
            all.iter().filter(|(_, is_since)| !is_since).map(|(at, _)| *at).collect()
        };
        let all = |all: &[(usize, bool)]| -> Vec<usize> { all.iter().map(|(at, _)| *at).collect() };
        // Where both sides have got it, nothing is between them.
        let has_since = ours.len() != theirs.len() && ours.iter().chain(&theirs).any(|(_, is_since)| *is_since);
        (all(&ours) == all(&theirs) || stays(&ours) == stays(&theirs), has_since)
    }

    /// Whether a mark of a paragraph leads to another note of the paper than it did.
    fn swapped(&self, at: usize, other: &Line, cited: &BTreeMap<String, String>) -> bool {
        let cites = &self.ours.lines[at].cites;
        let both = cites.iter().zip(&other.cites).filter(|(was, is)| !was.is_empty() && !is.is_empty());
        cites.len() == other.cites.len() && both.into_iter().any(|(was, is)| cited.get(is).is_some_and(|is| is != was))
    }

    /// The paper's note for each of the file's.
    fn notes_of(&self, pairs: &Pairs) -> BTreeMap<String, String> {
        let both = self.ours.lines.iter().zip(&pairs.of_ours);
        let note = |(line, found): (&Line, &Option<(usize, By)>)| {
            Some((self.theirs.lines[found.as_ref()?.0].note.clone()?, line.note.clone()?))
        };
        both.filter_map(note).collect()
    }

    /// A cell that stands in another column than it did, as where two were made one.
    fn shifted(&self, at: usize, other: &Line, home: &Home, by: By) -> Option<Differing> {
        let (was, is) = (self.ours.lines[at].cell?, other.cell?);
        let [_, own, _] = self.parts(at);
        let is_shifted = was.form != is.form && by == By::Bookmark && !other.is_empty();
        is_shifted.then(|| Change::of(home, Some(by), Some(own), Some(own)).left(Outcome::Merged))
    }

    /// A paragraph of which words are struck out or hidden: nobody can say whether they are to stay.
    fn struck(&self, at: usize, other: &Line, by: By, of: Option<(&str, &Home)>) -> Differing {
        let [before, own, after] = self.parts(at);
        let (was, is) = (Some(own), Some(without(&other.words, before, after)));
        let home = of.map(|(_, home)| home).or_else(|| Some(&self.headings.get(&at)?.0));
        let change =
            home.map_or_else(|| Change::of_program(Some(by), was, is), |home| Change::of(home, Some(by), was, is));
        change.left(Outcome::Struck)
    }

    /// What became of a paragraph that both have; `None` where nothing did.
    fn compared(
        &self,
        at: usize,
        other: &Line,
        (key, home, by): (&str, &Home, By),
        (is_moved, known): (bool, Known<'_>),
    ) -> Option<Differing> {
        let [before, own, after] = self.parts(at);
        let new = without(&other.words, before, after);
        // The marks that the program puts before the words.
        let ahead = if other.words.starts_with(before) { before.matches(NOTE).count() } else { 0 };
        let (one, two) = (fold::words(own), fold::words(new));
        let mut change = Change::of(home, Some(by), Some(own), Some(new));
        // Its words, too, are for the one who moves it.
        if is_moved {
            return Some(change.left(Outcome::Moved));
        }
        let (noted, has_since) = self.noted(at, other, [own, new], [before.matches(NOTE).count(), ahead]);
        if one == two {
            let hash = |paper: &Paper| paper.map.get(key).map(|item| item.sha256.clone());
            let is_todays = hash(self.theirs).is_none_or(|then| Some(then) == hash(self.ours)) && !has_since;
            let marks = marks(other, known.notes).split_off(ahead);
            if noted {
                let is_swapped = self.swapped(at, other, known.cited);
                return is_swapped
                    .then(|| change.left(Outcome::NoteMark))
                    .or_else(|| self.shifted(at, other, home, by));
            }
            let decided = is_todays.then(|| self.decided(change.clone(), home, [own, new], &marks)).flatten();
            let taken = decided.filter(|(change, _)| change.outcome == Outcome::Taken);
            return Some(taken.unwrap_or_else(|| change.left(Outcome::NoteMark)));
        }
        // Of cells that were joined nobody can say whose the words are.
        if self.ours.lines[at].cell.zip(other.cell).is_some_and(|(was, is)| was.form != is.form) && self.has_keys() {
            return Some(change.left(Outcome::Merged));
        }
        if home.is_figure && is_same_figure(&one, &two) {
            return None;
        }
        // What the file was made with: today's words where they have the same hash, else those that it keeps.
        let item = self.theirs.map.get(key);
        let is_todays = |sha256: &String| self.ours.map.get(key).is_some_and(|todays| todays.sha256 == *sha256);
        let base = item.and_then(|item| if is_todays(&item.sha256) { Some(own) } else { item.words.as_deref() });
        match base.map(fold::words) {
            Some(base) if base == two => return None,
            Some(base) if base != one => {
                change.base = item.and_then(|item| item.words.clone());
                return Some(change.left(Outcome::Conflict));
            }
            // Notes that the report alone has got or lost there would go or come with the words.
            Some(_) if has_since => return Some(change.left(Outcome::Conflict)),
            Some(_) => {}
            None if item.is_some_and(|item| item.sha256 == sha256(new)) => return None,
            // It stands where the report says something else since.
            None if item.is_none() && other.kept == Some(true) => return None,
            // A file without a map: what it was made with is taken to be what the report says today.
            None if self.theirs.map.is_empty() && self.may_be_todays() => {}
            None => return Some(change.left(Outcome::NoBase)),
        }
        self.decided(change, home, [own, new], &marks(other, known.notes).split_off(ahead))
    }

    /// What became of a heading that has no key; `None` where nothing did.
    fn heading(&self, at: usize, other: &Line, by: By) -> Option<Differing> {
        let (home, _) = self.headings.get(&at)?;
        let [number, own, _] = self.parts(at);
        let new = without(&other.words, number, "");
        if fold::words(own) == fold::words(new) || self.is_of_then(&self.ours.lines[at], other) {
            return None;
        }
        let change = Change::of(home, Some(by), Some(own), Some(new));
        if !self.was_shown(at, home.place.file) {
            return Some(change.left(Outcome::NoBase));
        }
        self.decided(change, home, [own, new], &[])
    }

    /// A change with the edits that take it in, at the first of them, or left for a person; `None` where it is none.
    fn decided(
        &self,
        mut change: Change,
        home: &Home,
        words: [&str; 2],
        marks: &[Option<String>],
    ) -> Option<Differing> {
        match self.edits(home, words, marks) {
            Ok(edits) => {
                let (file, first) = edits.first()?;
                change.place = Some(Span::new(*file, first.range.clone()));
                Some((change, edits))
            }
            Err(why) => Some(change.left(Outcome::Unsure(why))),
        }
    }

    fn edits(&self, home: &Home, [own, new]: [&str; 2], marks: &[Option<String>]) -> Result<Edits, Unsure> {
        let (text, range, quote) = self.at(home)?;
        let edits = if home.is_figure {
            edit::figure(text, &range, quote, own, new)?
        } else if quote == Quote::Bare {
            return Err(Unsure::Computed);
        } else {
            edit::words(text, &range, quote, [own, new], marks)?
        };
        Ok(edits.into_iter().map(|edit| (home.place.file, edit)).collect())
    }

    /// A paragraph of somebody's that the file does not have.
    fn gone(&self, at: usize, key: &str, home: &Home, pairs: &Pairs) -> Differing {
        let line = &self.ours.lines[at];
        let [_, own, _] = self.parts(at);
        let change = Change::of(home, None, Some(own), None);
        let hash = |paper: &Paper| paper.map.get(key).map(|item| item.sha256.clone());
        let (todays, then) = (hash(self.ours), hash(self.theirs));
        if then.is_some() && then != todays {
            return change.left(Outcome::Conflict);
        }
        // It may have come since.
        if self.has_no_base() {
            return change.left(Outcome::NoBase);
        }
        // Where its neighbours are gone as well, more than a paragraph is missing.
        let is_there = |at: Option<usize>| at.and_then(|at| pairs.of_ours.get(at)).is_some_and(Option::is_some);
        // A whole list, or a quotation, is a part of a text of which the rest is there.
        let is_of_text = |line: &Line| self.home_of(line).is_some_and(|it| it.of == home.of && it.of.is_some());
        let has_rest = || self.ours.lines.iter().zip(&pairs.of_ours).any(|(line, it)| it.is_some() && is_of_text(line));
        let has_neighbour = is_there(at.checked_sub(1)) || is_there(Some(at + 1)) || has_rest();
        let written = self.at(home).ok();
        let of_text = written.clone().filter(|_| line.is_of_text() && home.is_paragraph && has_neighbour);
        let of_text = of_text.and_then(|(text, range, quote)| {
            removed(text, range.clone(), quote).or_else(|| block::point_out(text, &range))
        });
        // What may be said below a row, or not.
        let is_comment = |of: &Address| matches!(of, Address::Comment(_) | Address::GoalComment { .. });
        let comment = || {
            let (text, range, _) = written.filter(|_| home.of.as_ref().is_some_and(is_comment))?;
            block::key_out(text, &range)
        };
        match of_text.or_else(comment) {
            Some(edit) => (change, vec![(home.place.file, edit)]),
            None => change.left(Outcome::Kept),
        }
    }

    /// A paragraph of a row that the file does not have.
    fn gone_row(&self, at: usize, of: Option<(&str, &Home)>, rows: &Rows) -> Differing {
        let [_, own, _] = self.parts(at);
        let change = match of {
            Some((_, home)) => Change::of(home, None, Some(own), None),
            None => Change::of_program(None, Some(&self.ours.lines[at].words), None),
        };
        let Some(thing) = rows.gone.get(&at).and_then(|thing| rows.things.get(*thing)) else {
            return change.left(Outcome::Kept);
        };
        // What has changed since the file was made is not what somebody took away.
        let hash = |paper: &Paper, key: &str| paper.map.get(key).map(|item| item.sha256.clone());
        let has_map = !self.theirs.map.is_empty();
        let has_changed = |key: &str| has_map && hash(self.theirs, key) != hash(self.ours, key);
        let own = rows.gone.iter().filter(|(_, of)| rows.gone.get(&at) == Some(of)).map(|(at, _)| *at);
        let mut keys = own.filter_map(|at| self.key(&self.ours.lines[at]));
        if keys.any(has_changed) {
            return change.left(Outcome::Conflict);
        }
        if self.has_no_base() {
            return change.left(Outcome::NoBase);
        }
        let change = Change { place: change.place.or(Some(thing.place)), outcome: Outcome::Taken, ..change };
        match thing.edits.is_empty() {
            true => change.left(Outcome::GoneRow(thing.kind)),
            false => (change, thing.edits.clone()),
        }
    }

    /// A row that the report does not have.
    fn new_row(&self, row: NewRow) -> Judged {
        let NewRow { kind, place, lines, behind, edits, id } = row;
        let words = lines.iter().map(|at| self.theirs.lines[*at].words.trim());
        let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
        let change = Change { place: Some(place), id, row: Some(kind), ..Change::added(&words.join(" | ")) };
        let differing = match edits {
            Ok(edits) => (Change { outcome: Outcome::Taken, ..change }, edits),
            Err(Some(why)) => change.left(Outcome::Unsure(why)),
            Err(None) => change.left(Outcome::NewRow(kind)),
        };
        let says = words.iter().map(|words| fold::words(words)).collect();
        Judged { is_figure: true, is_of_block: true, says, ..Judged::at(differing, behind, lines.first().copied()) }
    }

    /// A control activity that the report does not have, paragraph by paragraph.
    fn new_control(&self, control: NewControl, group: Group, fresh: &mut Vec<String>, all: &mut Verdict) {
        let NewControl { place, lines, edit } = control;
        let words = |there: usize| fold::words(&self.theirs.lines[there].words);
        // Both sides have got it.
        if lines.iter().all(|(there, _)| fresh.contains(&words(*there))) {
            all.counts.unchanged += lines.len();
            lines.iter().for_each(|(there, _)| fresh.retain(|fresh| *fresh != words(*there)));
            return;
        }
        for (there, behind) in lines {
            let change = Change::added(&self.theirs.lines[there].words);
            let change = Change { place: Some(place), outcome: Outcome::Taken, ..change };
            let judged = Judged::at((change, vec![(place.file, edit.clone())]), Some(behind), Some(there));
            let (group, says) = (Some(group), vec![words(there)]);
            all.judged.push(Judged { is_figure: true, is_of_block: true, group, says, ..judged });
        }
    }

    /// Judges the paragraphs of the file that the report does not have. `fresh` is what the report says since the file
    /// was made.
    fn added(
        &self,
        pairs: &Pairs,
        (rows, notes, contents): (Rows, &BTreeMap<String, NewNote>, &Contents),
        mut fresh: Vec<String>,
        all: &mut Verdict,
    ) {
        let of_gone =
            |judged: &Judged| judged.change.was.as_deref().filter(|_| judged.change.is.is_none()).map(fold::words);
        let gone: BTreeSet<String> = all.judged.iter().filter_map(of_gone).collect();
        let mut moved = BTreeSet::new();
        let of_controls = rows.controls.iter().flat_map(|control| control.lines.iter().map(|(there, _)| *there));
        let in_rows = rows.new.iter().flat_map(|row| row.lines.iter().copied()).chain(of_controls);
        let in_rows: BTreeSet<usize> = in_rows.collect();
        for (number, control) in rows.controls.into_iter().enumerate() {
            // Counted from the other end than what is gone.
            self.new_control(control, Group::Block(usize::MAX - number), &mut fresh, all);
        }
        for row in rows.new {
            moved.extend(self.added_row(row, &gone, &mut fresh, all));
        }
        let new = pairs.added.iter().filter(|(at, _)| !in_rows.contains(at)).copied();
        for ((at, before), nth) in self.in_runs(new.collect()) {
            let line = &self.theirs.lines[at];
            let kind = Kind::of(line);
            let words = fold::words(&line.words);
            let typed = if line.is_contents() { self.typed(None, line, contents) } else { None };
            // What the program made then and makes no longer, as the first page of a draft.
            if typed.is_none() && (line.is_contents() || self.was_made(line)) {
                all.counts.made += 1;
            } else if let Some(same) = fresh.iter().position(|fresh| *fresh == words) {
                // Both sides have it now.
                fresh.remove(same);
                all.counts.unchanged += 1;
            } else {
                let differing = if let Some(typed) = typed {
                    typed
                } else if self.is_gone_since(line) {
                    if line.kept == Some(true) {
                        all.counts.unchanged += 1;
                        continue;
                    }
                    let home = before.and_then(|before| self.home_of(&self.ours.lines[before]));
                    let change = Change { place: home.map(|home| home.place), ..Change::added(&line.words) };
                    change.left(Outcome::GoneSince)
                } else if gone.contains(&words) {
                    moved.insert(words);
                    Change::added(&line.words).left(Outcome::Moved)
                } else {
                    let now = before.and_then(|before| pairs.of_ours[before]).map(|(there, _)| there);
                    self.behind((at, notes), (before, now), nth)
                };
                all.judged.push(Judged { kind, ..Judged::at(differing, before, Some(at)) });
            }
        }
        self.left_out(&mut all.judged);
        // What was moved is not taken out either.
        for judged in all.judged.iter_mut().filter(|judged| of_gone(judged).is_some_and(|was| moved.contains(&was))) {
            judged.change.outcome = Outcome::Moved;
            judged.edits.clear();
        }
        all.judged.sort_by_key(|judged| (judged.ours, judged.theirs));
    }

    /// New paragraphs, each with how many of its kind stand right above it, and how many they are together.
    fn in_runs(&self, new: Vec<New>) -> Vec<(New, [usize; 2])> {
        let is_alike = |one: &New, other: &New| {
            let [own, next] = [one, other].map(|(at, _)| Kind::of(&self.theirs.lines[*at]));
            one.1 == other.1 && own.zip(next).is_some_and(|(own, next)| own.is_like(next))
        };
        let of_run = |run: &[New]| {
            let count = run.len();
            run.iter().copied().enumerate().map(move |(nth, one)| (one, [nth, count])).collect::<Vec<_>>()
        };
        new.chunk_by(is_alike).flat_map(of_run).collect()
    }

    /// What nobody knows of is not put in, nor what is struck out.
    fn left_out(&self, judged: &mut [Judged]) {
        let is_struck = |it: &Judged| it.theirs.is_some_and(|there| self.theirs.lines[there].is_struck());
        for judged in judged.iter_mut().filter(|it| it.change.was.is_none() && !it.edits.is_empty()) {
            if self.has_no_base() || is_struck(judged) {
                judged.change.outcome = if self.has_no_base() { Outcome::NoBase } else { Outcome::Struck };
                judged.edits.clear();
            }
        }
    }

    /// Judges a row of the file that the report does not have. Returns what it says where it was moved.
    fn added_row(
        &self,
        row: NewRow,
        gone: &BTreeSet<String>,
        fresh: &mut Vec<String>,
        all: &mut Verdict,
    ) -> Vec<String> {
        let words = |at: &usize| fold::words(&self.theirs.lines[*at].words);
        let says: Vec<String> = row.lines.iter().map(words).filter(|words| !words.is_empty()).collect();
        // A row that stands elsewhere now, or that both sides have got.
        if says.iter().all(|words| gone.contains(words)) {
            let mut judged = self.new_row(NewRow { edits: Err(None), id: None, ..row });
            judged.change.outcome = Outcome::Moved;
            all.judged.push(judged);
            return says;
        }
        if says.iter().all(|words| fresh.contains(words)) {
            all.counts.unchanged += says.len();
            says.iter().for_each(|words| fresh.retain(|fresh| fresh != words));
        } else {
            all.judged.push(self.new_row(row));
        }
        Vec::new()
    }

    /// What stands in a text before a heading of this level: `# `, as before another one of the report.
    pub(super) fn heading_signs(&self, kind: Kind) -> Option<&str> {
        self.ours.lines.iter().filter(|line| Kind::of(line) == Some(kind)).find_map(|line| {
            let (text, range, _) = self.at(self.home_of(line)?).ok()?;
            let before = text.get(..range.start)?;
            let signs = &before[before.rfind('\n').map_or(0, |newline| newline + 1)..];
            let is_heading = signs.starts_with('#') && signs.trim_end().bytes().all(|sign| sign == b'#');
            is_heading.then_some(signs)
        })
    }

    /// A paragraph that was added behind one of the paper: how many of its kind stand above it there, and together.
    fn behind(
        &self,
        (there, notes): (usize, &BTreeMap<String, NewNote>),
        (before, now): (Option<usize>, Option<usize>),
        nth: [usize; 2],
    ) -> Differing {
        let line = &self.theirs.lines[there];
        let before = before.map(|at| &self.ours.lines[at]);
        let home = before.and_then(|line| self.home_of(line)).filter(|home| home.is_paragraph);
        let (Some(before), Some(home)) = (before, home.filter(|_| !line.in_note)) else {
            let outcome = if line.in_note { Outcome::NewNote } else { Outcome::Homeless };
            return Change::added(&line.words).left(outcome);
        };
        // A heading as none before it would be written as a paragraph.
        let kind = Kind::of(line);
        let is_heading = ["heading", "rubrik", "title"].iter().any(|it| line.style.starts_with(it));
        let change = Change::of(home, None, None, Some(&line.words));
        let found = self.at(home).ok().filter(|_| before.is_of_text() && line.is_of_text());
        // A heading is bold by its style.
        let dressed = if is_heading { Some(line.words.clone()) } else { emphasis::dressed(line) };
        let Some(words) = dressed.map(|words| notes::marked(&words, line, notes)) else {
            return change.left(Outcome::Looks);
        };
        let lead = |text: &str, at: usize| {
            let of_changed = self.lead_in_changed([before, line], now, (text, at), there);
            of_changed.unwrap_or_else(|| self.lead([before, line], (text, at), nth))
        };
        if let Some((text, range, _)) = &found
            && let Err(outcome) = lead(text, range.start)
        {
            return change.left(outcome);
        }
        let put = |(text, range, quote): (&str, Range<usize>, Quote)| {
            let lead = lead(text, range.start).ok()?;
            let is_point = before.style == line.style;
            let point = || is_point.then(|| block::point_behind(text, &range, &as_written(&words)?)).flatten();
            inserted(text, &range, quote, &words, &lead).or_else(point)
        };
        match found.and_then(put) {
            Some(edit) => (change, vec![(home.place.file, edit)]),
            None if matches!(kind, Some(Kind::Point(_))) => change.left(Outcome::Restyled),
            None => Change { address: None, ..change }.left(Outcome::Homeless),
        }
    }

    /// What a new point begins with whose list has got bullets or other numbers in the file; `now` is the position
    /// there of the point that it stands behind.
    fn lead_in_changed(
        &self,
        [before, line]: [&Line; 2],
        now: Option<usize>,
        (text, at): (&str, usize),
        there: usize,
    ) -> Option<Result<Lead, Outcome>> {
        let now = &self.theirs.lines[now?];
        let [Some(Kind::Point(was)), Some(Kind::Point(is)), Some(Kind::Point(new))] = [before, now, line].map(Kind::of)
        else {
            return None;
        };
        let is_changed = !Kind::Point(was).is_like(Kind::Point(is)) && was.level == is.level;
        let is_one_list = Kind::Point(is).is_like(Kind::Point(new));
        let old = point_sign(text, at).filter(|_| is_changed && is_one_list)?;
        let indent = &old[..old.len() - old.trim_start().len()];
        Some(self.sign_of(there, new).map(|sign| Lead::Below(format!("{indent}{sign}"))))
    }

    /// What a new paragraph begins with that stands behind one of the paper, which begins at `at` in its file's text;
    /// `None` where a text cannot say what it is.
    fn lead(
        &self,
        [before, line]: [&Line; 2],
        (text, at): (&str, usize),
        [nth, count]: [usize; 2],
    ) -> Result<Lead, Outcome> {
        let is_alike = before.style == line.style;
        let kind = Kind::of(line);
        Ok(match kind {
            Some(kind @ Kind::Heading(_)) => Lead::Sign(self.heading_signs(kind).ok_or(Outcome::Homeless)?.to_owned()),
            Some(Kind::Quote) => Lead::Sign("> ".to_owned()),
            Some(Kind::Explanation) => Lead::Below(": ".to_owned()),
            Some(Kind::Point(new)) => {
                let own = before.point.filter(|_| matches!(Kind::of(before), Some(Kind::Point(_))));
                let levels = own.and_then(|own| Some((own.level?, new.level?)));
                let deeper = levels.map(|(own, new)| new.cast_signed() - own.cast_signed());
                let is_other = own.is_some_and(|own| own.is_bullet != new.is_bullet);
                match (own, deeper) {
                    (Some(_), Some(0)) if !is_other => Lead::AsBefore,
                    (Some(_), Some(deeper)) if new.is_bullet == Some(true) && deeper != 0 => {
                        point_lead(text, at, deeper).ok_or(Outcome::Restyled)?
                    }
                    (Some(_), None) if is_alike => Lead::AsBefore,
                    _ if new.level == Some(0) && own.is_none_or(|own| is_other && own.level == Some(0)) => {
                        let sign = match new.is_bullet.ok_or(Outcome::Restyled)? {
                            true => "- ".to_owned(),
                            // A list of numbers begins with the first one, and has two points at least.
                            false if count < 2 || new.number != Some(nth + 1) => return Err(Outcome::Numbered),
                            false => new.signs.and_then(|signs| signs.written(nth + 1)).ok_or(Outcome::Numbered)?,
                        };
                        if nth == 0 { Lead::Sign(sign) } else { Lead::Below(sign) }
                    }
                    _ => return Err(Outcome::Restyled),
                }
            }
            _ if ["heading", "rubrik", "title", "list"].iter().any(|it| line.style.starts_with(it)) && !is_alike => {
                return Err(Outcome::Homeless);
            }
            _ if is_alike => Lead::AsBefore,
            _ => Lead::Nothing,
        })
    }
}

/// Whether two figures have one value.
pub(super) fn is_same_figure(one: &str, other: &str) -> bool {
    let value = |words: &str| words.parse::<Amount>().ok();
    value(one).is_some() && value(one) == value(other)
}

/// Takes away edits of words that another change edits as well, differently.
fn overlapping(judged: &mut [Judged]) {
    let mut met: Vec<(FileId, Range<usize>, String)> = Vec::new();
    for judged in judged {
        let clashes = judged.edits.iter().any(|(file, edit)| {
            met.iter().any(|(other, range, with)| {
                let same = *with == edit.with && *range == edit.range;
                let apart = edit.range.end <= range.start || range.end <= edit.range.start;
                other == file && !same && !apart
            })
        });
        if clashes {
            judged.change.outcome = Outcome::Overlaps;
            judged.edits.clear();
        }
        met.extend(judged.edits.iter().map(|(file, edit)| (*file, edit.range.clone(), edit.with.clone())));
    }
}
