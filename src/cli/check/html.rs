//! Findings as one page to mail: nothing in it is loaded from elsewhere, nothing runs, and what somebody wrote stands
//! in it as text.
//!
//! A heading for each unit, and one for what concerns none; below it a section for each finding, with its place, the
//! line that it is about, its remedy, and what its code means, folded away. Every colour differs from its ground by
//! 4.5:1 at least, in light and in dark; printed, all of it is black on white.

use std::fmt::Write;

use crate::base::escape;
use crate::base::source::{Sources, Span};
use crate::diagnostic::{Diagnostic, Language, Severity, Tally, explain};
use crate::pipeline::Checked;
use crate::report::UnitIndex;
use crate::report::concerned::concerns;

use super::super::texts::summary;
use super::messages::{self, Words};

/// The looks of the page.
const STYLE: &str = include_str!("html.css");

/// The page of these findings; `units` are those that were asked for, `about` says how many findings concern others.
pub(super) fn page(
    checked: &Checked,
    shown: &[Diagnostic],
    units: &[UnitIndex],
    about: Option<&str>,
    language: Language,
) -> String {
    let words = messages::words(language);
    let page = Page { checked, language, words };
    let name = checked.report.as_ref().map_or(String::new(), |report| report.manifest.title.trimmed().to_owned());
    let (title, name) = (page.words.title, plain(&name));
    let heading = if name.is_empty() { title.to_owned() } else { format!("{title}: {name}") };
    let groups = page.groups(shown, units);
    let mut body = format!("<h1>{heading}</h1>\n<p>{}", plain(&summary(Tally::of(shown), language)));
    body.push_str(&about.map_or_else(String::new, |about| format!("; {}", plain(about))));
    body.push_str("</p>\n");
    if shown.is_empty() {
        let _ = writeln!(body, "<p>{}</p>", page.words.nothing);
    } else {
        page.contents(&groups, &mut body);
    }
    let mut number = 0;
    for (at, group) in groups.iter().enumerate() {
        page.group(at, group, &mut number, &mut body);
    }
    if units.is_empty() {
        page.accepted(&mut body);
    }
    let lang = page.words.language;
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{heading}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// The findings of a unit, or those of none.
struct Group<'g> {
    name: String,
    found: Vec<&'g Diagnostic>,
}

struct Page<'p> {
    checked: &'p Checked,
    language: Language,
    words: Words,
}

impl Page<'_> {
    /// Each unit with what concerns it, each finding once: at the first unit that it concerns, of those asked for.
    fn groups<'g>(&self, shown: &'g [Diagnostic], asked: &[UnitIndex]) -> Vec<Group<'g>> {
        let units = self.checked.report.as_ref().map_or(&[][..], |report| &report.manifest.units);
        let all: Vec<UnitIndex> =
            if asked.is_empty() { UnitIndex::each(units).map(|(at, _)| at).collect() } else { asked.to_vec() };
        let mut groups: Vec<Group<'g>> = vec![Group { name: self.words.report.to_owned(), found: Vec::new() }];
        let name = |at: &UnitIndex| at.of(units).map_or_else(String::new, |unit| unit.name.trimmed().to_owned());
        groups.extend(all.iter().map(|at| Group { name: name(at), found: Vec::new() }));
        for found in shown {
            let at = all.iter().position(|at| concerns(found, &self.checked.sources, units, *at));
            groups[at.map_or(0, |at| at + 1)].found.push(found);
        }
        groups.retain(|group| !group.found.is_empty());
        groups
    }

    fn contents(&self, groups: &[Group<'_>], out: &mut String) {
        let _ = writeln!(
            out,
            "<nav id=\"contents\" aria-labelledby=\"c\">\n<h2 id=\"c\">{}</h2>\n<ul>",
            self.words.contents
        );
        for (at, Group { name, found }) in groups.iter().enumerate() {
            let (name, count) = (plain(name), found.len());
            let _ = writeln!(out, "<li><a href=\"#u{at}\">{name}</a> ({count})</li>");
        }
        out.push_str("</ul>\n</nav>\n");
    }

    fn group(&self, at: usize, group: &Group<'_>, number: &mut usize, out: &mut String) {
        let _ = writeln!(out, "<section aria-labelledby=\"u{at}\">\n<h2 id=\"u{at}\">{}</h2>", plain(&group.name));
        for found in &group.found {
            *number += 1;
            self.finding(*number, found, out);
        }
        let _ = writeln!(out, "<p class=\"up\"><a href=\"#contents\">{}</a></p>\n</section>", self.words.to_contents);
    }

    fn finding(&self, number: usize, found: &Diagnostic, out: &mut String) {
        let (sources, language) = (&self.checked.sources, self.language);
        let kind = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let (severity, message) = (messages::severity(found.severity, language), quoted(found.message.get(language)));
        let _ = writeln!(
            out,
            "<article class=\"{kind}\" aria-labelledby=\"f{number}\">\n<h3 id=\"f{number}\"><span class=\"kind\">\
             {severity}</span> {message}</h3>"
        );
        found.place.iter().for_each(|place| excerpt(*place, sources, None, out));
        let _ = writeln!(out, "<p><strong>{}</strong> {}</p>", self.words.remedy, quoted(found.hint.get(language)));
        if !found.replacements(sources).is_empty() {
            let _ = writeln!(out, "<p>{} <code>--fix</code>.</p>", self.words.fixable);
        }
        if !found.related.is_empty() {
            let _ = writeln!(out, "<h4>{}</h4>", self.words.also);
            for related in &found.related {
                excerpt(related.place, sources, Some(related.message.get(language)), out);
            }
        }
        let explanation = explain(found.code);
        let (code, text) = (found.code.name_in(language), quoted(explanation.text.get(language)));
        let _ = writeln!(
            out,
            "<details>\n<summary>{} <code>{code}</code></summary>\n<p>{text}</p>\n<pre>{}</pre>\n</details>\n\
             </article>",
            self.words.why,
            plain_lines(&explanation.example)
        );
    }

    fn accepted(&self, out: &mut String) {
        let (all, sources) = (&self.checked.accepted, &self.checked.sources);
        if all.is_empty() {
            return;
        }
        let _ = writeln!(out, "<section aria-labelledby=\"a\">\n<h2 id=\"a\">{}</h2>\n<ul>", self.words.accepted);
        for accepted in all {
            let place = accepted.diagnostic.place.map_or_else(String::new, |place| sources.locate(place) + ": ");
            let (place, message) = (plain(&place), quoted(accepted.diagnostic.message.get(self.language)));
            let (reason, why) = (self.words.reason, plain(&accepted.reason));
            let _ = writeln!(out, "<li>{place}{message}. {reason} {why}</li>");
        }
        out.push_str("</ul>\n</section>\n");
    }
}

/// The characters of a line that are shown before and behind a place.
const AROUND: usize = 160;

/// Where a place is and the line that it is in, with the place marked.
fn excerpt(place: Span, sources: &Sources, label: Option<&str>, out: &mut String) {
    let label = label.map_or_else(String::new, |label| format!(": {}", plain(label)));
    let _ = writeln!(out, "<p class=\"place\"><code>{}</code>{label}</p>", plain(&sources.locate(place)));
    let (text, line) = (sources.file(place.file).original(), sources.line(place));
    let inside = |at: u32| text.floor_char_boundary(at as usize).clamp(line.start, line.end);
    let (start, end) = (inside(place.start), inside(place.end).max(inside(place.start)));
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or("");
    let (before, marked, behind) = (part(line.start..start), part(start..end), part(end..line.end));
    if before.trim().is_empty() && marked.trim().is_empty() && behind.trim().is_empty() {
        return;
    }
    let skip = before.chars().count().saturating_sub(AROUND);
    let before: String = before.chars().skip(skip).collect();
    let more = |is_cut: bool| if is_cut { "…" } else { "" };
    let (shown, rest) = (cut(marked, AROUND * 2), cut(behind, AROUND));
    let _ = writeln!(
        out,
        "<pre>{}{}<mark>{}</mark>{}{}</pre>",
        more(skip > 0),
        plain(&before),
        plain(shown),
        plain(if shown.len() < marked.len() { "" } else { rest }),
        more(shown.len() < marked.len() || rest.len() < behind.len())
    );
}

/// The beginning of words.
fn cut(words: &str, most: usize) -> &str {
    words.char_indices().nth(most).map_or(words, |(at, _)| words.get(..at).unwrap_or(words))
}

/// Words of others as text of the page, in one line.
fn plain(words: &str) -> String {
    escaped(&escape::words(&words.replace('\t', " ")))
}

/// Words of a message, in which what somebody wrote stands in backticks.
fn quoted(words: &str) -> String {
    if words.matches('`').count() % 2 == 1 {
        return plain(words);
    }
    let part = |(at, part): (usize, &str)| {
        let part = plain(part);
        if at % 2 == 1 { format!("<code>{part}</code>") } else { part }
    };
    words.split('`').enumerate().map(part).collect()
}

/// The same in several lines.
fn plain_lines(words: &str) -> String {
    escaped(&escape::lines(words))
}

fn escaped(words: &str) -> String {
    quick_xml::escape::escape(words).into_owned()
}
