//! Paragraphs that somebody made into something else in Word: a heading, a point of a list, a quotation, or running
//! text again; and pictures that somebody put in.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::change::{Change, Edits, Judged, Outcome};
use super::edit::{self, Edit};
use super::fold;
use super::kind::Kind;
use super::numbering::Point;
use super::pair::{By, Pairs};
use super::paper::Line;
use super::paragraph;
use super::places::Home;
use super::reading::Reading;

impl Reading<'_> {
    /// Whether most of the paper's headings, points and quotations are so in the file: programs lose all of their
    /// styles at once.
    pub(super) fn keeps_kinds(&self, pairs: &Pairs) -> bool {
        let both = self.ours.lines.iter().zip(&pairs.of_ours);
        let both = both.filter_map(|(line, found)| Some((line, &self.theirs.lines[found.as_ref()?.0])));
        let both: Vec<(Kind, Option<Kind>)> =
            both.filter_map(|(line, other)| Some((Kind::of(line)?, Kind::of(other)))).collect();
        let of_kind: Vec<_> = both.into_iter().filter(|(kind, _)| *kind != Kind::Text).collect();
        let kept = of_kind.iter().filter(|(was, is)| is.is_some_and(|is| was.is_like(is))).count();
        kept * 2 >= of_kind.len()
    }

    /// What a paragraph of the paper is in the file, where that is something else.
    pub(super) fn other_kind(&self, line: &Line, other: &Line, keeps: bool) -> Option<[Kind; 2]> {
        let (was, is) = (Kind::of(line)?, Kind::of(other)?);
        (!was.is_like(is) && (keeps || was == Kind::Text)).then_some([was, is])
    }

    /// A paragraph whose words are as they were, and which is something else now.
    pub(super) fn restyled(&self, at: usize, found: Option<(usize, By)>, keeps: bool) -> Option<Judged> {
        let (there, by) = found?;
        let (line, other) = (&self.ours.lines[at], &self.theirs.lines[there]);
        let [was, is] = self.other_kind(line, other, keeps).filter(|_| !other.is_empty())?;
        let home = self.home_of(line).or_else(|| Some(&self.headings.get(&at)?.0));
        let home_then = home.filter(|home| self.is_as_it_was(home.place.file)).ok_or(Outcome::Restyled);
        let written = home_then.and_then(|home| match (was, is) {
            (Kind::Point(was), Kind::Point(is)) => self.as_point(home, there, [was, is]),
            _ => self.as_kind(home, [was, is]).ok_or(Outcome::Restyled),
        });
        let [_, own, _] = self.parts(at);
        let change = home.map_or_else(
            || Change::of_program(Some(by), Some(own), Some(own)),
            |home| Change::of(home, Some(by), Some(own), Some(own)),
        );
        let differing = match written {
            Ok(([was, is], edits)) => (Change { was: Some(was), is: Some(is), ..change }, edits),
            Err(outcome) => change.left(outcome),
        };
        let says = vec![fold::with_marks(&line.words)];
        Some(Judged { says, kind: Some(is), ..Judged::at(differing, Some(at), Some(there)) })
    }

    /// The first points of lists that have another number in the file, where no points stand above them that came:
    /// programs lose where lists begin all at once.
    pub(super) fn renumbered(&self, pairs: &Pairs) -> BTreeSet<usize> {
        let number = |line: &Line| line.point.and_then(|point| point.number);
        let (mut all, mut kept) = (BTreeSet::new(), 0);
        for (at, found) in pairs.of_ours.iter().enumerate() {
            let Some((there, _)) = found.filter(|_| number(&self.ours.lines[at]) == Some(1)) else { continue };
            let Some(now) = number(&self.theirs.lines[there]) else { continue };
            let above = there.checked_sub(1).map(|above| &self.theirs.lines[above]);
            let goes_on = above.and_then(number).is_some_and(|above| above + 1 == now);
            match now {
                1 => kept += 1,
                _ if goes_on => {}
                _ => {
                    all.insert(at);
                }
            }
        }
        // Where a paragraph has become a point, or a new one stands outside of its list, that is told.
        let known: BTreeSet<usize> = (0..)
            .zip(&pairs.of_ours)
            .filter_map(|(at, found): (usize, _)| {
                number(&self.ours.lines[at])?;
                Some(found.as_ref()?.0)
            })
            .collect();
        let is_other = |(there, line): (usize, &Line)| number(line).is_some() && !known.contains(&there);
        let is_explained = !all.is_empty() && (0..).zip(&self.theirs.lines).any(is_other);
        if is_explained || (all.len() > 1 && kept < all.len()) { BTreeSet::new() } else { all }
    }

    /// The first point of a list that begins with another number in the file.
    pub(super) fn with_other_number(&self, at: usize, found: Option<(usize, By)>) -> Option<Judged> {
        let (there, by) = found?;
        let home = self.home_of(&self.ours.lines[at])?;
        let number = self.theirs.lines[there].point?.number?;
        let [_, own, _] = self.parts(at);
        let change = Change::of(home, Some(by), Some(&format!("1. {own}")), Some(&format!("{number}. {own}")));
        Some(Judged::at(change.left(Outcome::Numbered), Some(at), Some(there)))
    }

    /// A paragraph as it is written, before and after it became something else, with the edits.
    fn as_kind(&self, home: &Home, [was, is]: [Kind; 2]) -> Option<([String; 2], Edits)> {
        let (text, range, _) = self.at(home).ok().filter(|(_, _, quote)| home.is_paragraph && quote.holds_lines())?;
        let (inner, _) = edit::whole_string(text, &range)?;
        let start = text.get(..range.start)?.rfind('\n').map_or(0, |newline| newline + 1).max(inner.start);
        let (old, words) = (text.get(start..range.start)?, text.get(range.clone())?);
        let is_outer =
            |kind: Kind| matches!(kind, Kind::Point(point) if point.level == Some(0) && point.is_bullet == Some(true));
        let is_known = match was {
            Kind::Text => old.is_empty(),
            Kind::Heading(_) => old.starts_with('#'),
            Kind::Point(_) => is_outer(was) && matches!(old.trim_end(), "-" | "*" | "•"),
            Kind::Quote | Kind::Term | Kind::Explanation => false,
        };
        let sign = match is {
            Kind::Text => "",
            Kind::Heading(_) => self.heading_signs(is)?,
            Kind::Point(_) if is_outer(is) => "- ",
            Kind::Quote => "> ",
            Kind::Point(_) | Kind::Term | Kind::Explanation => return None,
        };
        if !is_known || words.contains('\n') || text.contains('\r') {
            return None;
        }
        // A paragraph stands between empty lines.
        let (before, behind) = (text.get(inner.start..start)?, text.get(range.end..inner.end)?);
        let opens = before.trim().is_empty() || before.ends_with("\n\n");
        let closes = behind.trim().is_empty() || behind.starts_with("\n\n");
        let lead = if opens || is_outer(is) { "" } else { "\n" };
        let put = |range: Range<usize>, with: String| (home.place.file, Edit { range, with });
        let mut edits = vec![put(start..range.start, format!("{lead}{sign}"))];
        if !closes {
            edits.push(put(range.end..range.end, "\n".to_owned()));
        }
        Some(([format!("{old}{words}"), format!("{sign}{words}")], edits))
    }

    /// A point as it is written, before and after its list got bullets or numbers, or other numbers, with the edit.
    fn as_point(&self, home: &Home, there: usize, [was, is]: [Point; 2]) -> Result<([String; 2], Edits), Outcome> {
        let at = || self.at(home).ok().filter(|(_, _, quote)| home.is_paragraph && quote.holds_lines());
        let (text, range, _) = at().filter(|_| was.level == is.level).ok_or(Outcome::Restyled)?;
        let old = paragraph::point_sign(text, range.start).ok_or(Outcome::Restyled)?;
        let sign = self.sign_of(there, is)?;
        let (start, words) = (range.start - old.trim_start().len(), text.get(range.clone()).unwrap_or_default());
        let shown = [old.trim_start(), &sign].map(|sign| format!("{sign}{words}"));
        Ok((shown, vec![(home.place.file, Edit { range: start..range.start, with: sign })]))
    }

    /// What a text has before a point of the file: a list of numbers begins with the first one, counts on, and has two
    /// points at least.
    pub(super) fn sign_of(&self, there: usize, point: Point) -> Result<String, Outcome> {
        if point.is_bullet.ok_or(Outcome::Restyled)? {
            return Ok("- ".to_owned());
        }
        let lines = &self.theirs.lines;
        // The next point of its level: what stands deeper is within one.
        let is_deeper = |other: &&Line| other.point.is_some_and(|other| other.level > point.level);
        let beside = |other: Option<&Line>| {
            let other = other.and_then(|line| line.point)?;
            (other.level == point.level && other.signs == point.signs).then_some(other.number?)
        };
        let counts_down = |number: usize| {
            let mut above = lines[..there].iter().rev().filter(|line| !is_deeper(line));
            (1..number).rev().all(|number| beside(above.next()) == Some(number))
        };
        let below = beside(lines[there + 1..].iter().find(|line| !is_deeper(line)));
        let number = point.number.ok_or(Outcome::Numbered)?;
        let counts = match number {
            1 => below == Some(2),
            _ => counts_down(number),
        };
        let sign = point.signs.filter(|_| counts).and_then(|signs| signs.written(number));
        sign.ok_or(Outcome::Numbered)
    }

    /// Pictures of the file that the paper does not have.
    pub(super) fn pictures(&self, pairs: &Pairs) -> Vec<Judged> {
        let count = |lines: &[Line]| lines.iter().map(|line| line.pictures).sum::<usize>();
        let more = count(&self.theirs.lines).saturating_sub(count(&self.ours.lines));
        if more == 0 {
            return Vec::new();
        }
        let of_theirs: BTreeMap<usize, usize> =
            (0..).zip(&pairs.of_ours).filter_map(|(at, found)| Some((found.as_ref()?.0, at))).collect();
        let mut all = Vec::new();
        for (there, line) in self.theirs.lines.iter().enumerate().filter(|(_, line)| line.pictures > 0) {
            if all.len() == more {
                break;
            }
            if of_theirs.get(&there).is_some_and(|at| self.ours.lines[*at].pictures >= line.pictures) {
                continue;
            }
            let mut above = of_theirs.range(..=there).rev();
            let beside = above.find_map(|(_, at)| Some((*at, self.home_of(&self.ours.lines[*at])?)));
            let is = Some(line.words.clone()).filter(|_| !line.is_empty());
            let change = Change { place: beside.map(|(_, home)| home.place), is, ..Change::added("") };
            all.push(Judged::at(change.left(Outcome::Picture), beside.map(|(at, _)| at), None));
        }
        all
    }
}
