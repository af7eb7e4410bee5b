//! The tables and lists of the command line, made of values; their words stand in `texts`.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::base::amount::Amount;
use crate::base::escape;
use crate::base::positions::UnitIndex;
use crate::base::source::Sources;
use crate::base::swedish::{NBSP, short_date};
use crate::check::coverage::{Count, Coverage, Covered, Skipped};
use crate::check::messages;
use crate::check::statements::{Outcome, Statement};
use crate::deliver::reverify::{Difference, Verdict};
use crate::deliver::verify::{Entry, Sides, Verified};
use crate::diagnostic::{self, Code, Language, Tally};
use crate::input::manifest::Unit;
use crate::report::fulfilment::{Fulfilment, GoalFulfilment};
use crate::report::status::UnitStatus;
use crate::report::trace::Step;

use super::texts;

/// All codes, a line each with its severity and the beginning of its explanation.
pub(super) fn codes(language: Language) -> String {
    let longest = Code::ALL.iter().map(|code| code.name_in(language).len()).max().unwrap_or(0);
    let line = |code: &Code| {
        let text = diagnostic::explain(*code).text;
        let first = text.get(language).split(['.', ':', ';']).next().unwrap_or("").to_owned();
        format!("{:<longest$}  {:<10}  {first}\n", code.name_in(language), code.severity().name_in(language))
    };
    Code::ALL.iter().map(line).collect()
}

/// A code with its severity, what it means and an example.
pub(super) fn explanation(code: Code, language: Language) -> String {
    let explanation = diagnostic::explain(code);
    let (text, example) = (explanation.text.get(language), explanation.example);
    let heading = texts::example(language);
    let (name, severity) = (code.name_in(language), code.severity().name_in(language));
    let other = texts::other_name(code, language);
    format!("{name} ({severity})\n\n{text}\n\n{heading}: {example}\n\n{other}\n")
}

/// A line for each unit, in columns below their heads.
pub fn units(units: &[UnitStatus], language: Language) -> String {
    let name = units.iter().map(|unit| unit.name.chars().count()).max().unwrap_or(0);
    let mut out = unit_line(&texts::unit_columns(language).map(str::to_owned), name);
    for unit in units {
        let state = texts::unit_state(unit.delivered, unit.begun, unit.missing, language);
        let Tally { errors, warnings, notes } = unit.tally;
        let date = unit.changed.map_or_else(String::new, short_date);
        let numbers = [errors, warnings, notes, unit.words].map(|number| number.to_string());
        let [errors, warnings, notes, words] = numbers;
        out.push_str(&unit_line(&[unit.name.clone(), state, errors, warnings, notes, words, date], name));
    }
    out
}

fn unit_line(cells: &[String; 7], name: usize) -> String {
    let [unit, state, errors, warnings, notes, words, changed] = cells;
    let line = format!(
        "{unit:<name$}  {state:<10} {errors:>5} {warnings:>5} {notes:>5} {words:>7}  {changed}",
        name = name.max(5)
    );
    format!("{}\n", escape::words(line.trim_end()))
}

/// A line for each table: how many sums, computed columns and relations were checked, and how many could not be; below
/// it those that could not, and a line for all tables.
pub fn coverage(coverage: &Coverage, sources: &Sources, language: Language) -> String {
    let [table, sums, computed, relations, all] = texts::coverage_columns(language);
    let names = coverage.tables.iter().map(|table| table.table.chars().count()).chain([table, all].map(str::len));
    let name = names.max().unwrap_or(0);
    let line = |cells: [&str; 4]| {
        let [table, sums, computed, relations] = cells;
        format!("{table:<name$}  {sums:>14}  {computed:>14}  {relations:>14}\n")
    };
    let counts = |of: &Covered, name: &str| {
        let [sums, computed, relations] = [of.sums, of.variances, of.relations]
            .map(|Count { checked, skipped }| texts::covered(checked, skipped, language));
        line([name, &sums, &computed, &relations])
    };
    let mut out = line([table, sums, computed, relations]);
    let mut together = Covered::default();
    for table in &coverage.tables {
        let id = if table.table.is_empty() { "–" } else { &table.table };
        out.push_str(&counts(table, id));
        for Skipped { kind, row, column, place, why, .. } in &table.skipped {
            let cell = if column.is_empty() { format!("`{row}`") } else { format!("`{row}`, `{column}`") };
            let (asked, why) = (messages::asked(*kind), messages::why(*why));
            let told = texts::not_covered(&cell, asked.get(language), why.get(language), language);
            let told = format!("  {told} ({})", sources.locate(*place));
            out.push_str(&(escape::words(&told).into_owned() + "\n"));
        }
        together.add(table);
    }
    out + &counts(&together, all)
}

/// What was checked of a table, as JSON.
#[derive(Serialize)]
struct CoverageLine<'c> {
    table: &'c str,
    heading: &'c str,
    sums: Count,
    variances: Count,
    relations: Count,
    skipped: Vec<SkippedLine<'c>>,
}

/// A check that could not be made, as JSON.
#[derive(Serialize)]
struct SkippedLine<'c> {
    kind: String,
    row: &'c str,
    column: &'c str,
    why: String,
    file: &'c str,
    line: usize,
}

/// What was checked, as JSON: an object a line for each table; the same in every language.
pub fn coverage_json(coverage: &Coverage, sources: &Sources) -> String {
    let mut out = String::new();
    for Covered { table, heading, sums, variances, relations, skipped, .. } in &coverage.tables {
        let skipped = skipped.iter().map(|Skipped { kind, row, column, place, why, .. }| SkippedLine {
            kind: messages::asked(*kind).en,
            row,
            column,
            why: messages::why(*why).en,
            file: &sources.file(place.file).path,
            line: sources.position(*place).line,
        });
        let (sums, variances, relations) = (*sums, *variances, *relations);
        let line = CoverageLine { table, heading, sums, variances, relations, skipped: skipped.collect() };
        out.push_str(&(serde_json::to_string(&line).unwrap_or_default() + "\n"));
    }
    out
}

/// A line for each unit, for the report's own texts and for all: how many figures of its texts a table confirms, one
/// contradicts, none backs; below each its figures of the last two kinds, with the place and the sentence.
pub fn statements(all: &[Statement], units: &[Unit], sources: &Sources, language: Language) -> String {
    let [unit, confirmed, contradicted, unbacked, own, together] = texts::statement_columns(language);
    let names: Vec<&str> = units.iter().map(|unit| unit.name.trimmed()).chain([own]).collect();
    let name = names.iter().chain(&[unit, together]).map(|name| name.chars().count()).max().unwrap_or(0);
    let line = |name_of: &str, [a, b, c]: [&str; 3]| {
        let line = format!("{name_of:<name$}  {a:>12}  {b:>12}  {c:>12}");
        escape::words(&line).into_owned() + "\n"
    };
    let counts = |of: &[&Statement]| {
        [Outcome::Confirmed, Outcome::Contradicted, Outcome::Unbacked]
            .map(|outcome| of.iter().filter(|statement| statement.outcome == outcome).count().to_string())
    };
    let counted = |name: &str, of: &[&Statement]| line(name, counts(of).each_ref().map(String::as_str));
    let mut out = line(unit, [confirmed, contradicted, unbacked]);
    for (at, name) in names.iter().enumerate() {
        let own: Vec<&Statement> =
            all.iter().filter(|statement| statement.unit.map_or(units.len(), UnitIndex::position) == at).collect();
        out.push_str(&counted(name, &own));
        for statement in own.iter().filter(|statement| statement.outcome != Outcome::Confirmed) {
            let outcome = texts::outcome(statement.outcome == Outcome::Contradicted, language);
            let (place, written) = (sources.locate(statement.place), &statement.written);
            let told = format!("  {outcome}: {written} ({place}): {}", statement.sentence);
            out.push_str(&(escape::words(&told).into_owned() + "\n"));
        }
    }
    out + &counted(together, &all.iter().collect::<Vec<_>>())
}

/// A line for each goal, and one for `all`: how many indicators at and below it reach their targets, do not, cannot be
/// judged.
pub fn goals(goals: &[GoalFulfilment], all: Fulfilment, language: Language) -> String {
    let [met, missed, open, together] = texts::goal_columns(language);
    let line = |met: &str, missed: &str, open: &str, name: &str| format!("{met:>6} {missed:>7} {open:>7}  {name}\n");
    let numbers =
        |of: Fulfilment, name: &str| line(&of.met.to_string(), &of.missed.to_string(), &of.open.to_string(), name);
    let mut out = line(met, missed, open, "").trim_end().to_owned() + "\n";
    for goal in goals {
        let heading = escape::words(&goal.heading);
        out.push_str(&numbers(goal.fulfilment, &format!("{}{heading}", "  ".repeat(goal.depth))));
    }
    out + &numbers(all, together)
}

/// Where figures were written and what each is part of, a line each with its place.
pub fn traces(traces: &[Vec<Step>], said: &[Statement], sources: &Sources, language: Language) -> String {
    let mut out = String::new();
    for trace in traces {
        for (at, step) in trace.iter().enumerate() {
            let lead = if at == 0 { "" } else { "  " };
            let Step { used, place, what, figure } = step;
            let (place, used) = (sources.locate(*place), texts::used(*used, language));
            out.push_str(&(escape::words(&format!("{lead}{figure}  {used} {what}  ({place})")).into_owned() + "\n"));
        }
        // Texts that say it in another unit, or rounded.
        let Some(cell) = trace.first().map(|step| step.place) else { continue };
        let shown = |statement: &&Statement| {
            let place = statement.place;
            trace
                .iter()
                .any(|step| step.place.file == place.file && (place.start..=place.end).contains(&step.place.start))
        };
        let backed = |statement: &&Statement| {
            statement.outcome == Outcome::Confirmed && statement.cells.iter().any(|backing| backing.place == cell)
        };
        for statement in said.iter().filter(backed).filter(|statement| !shown(statement)) {
            let (place, confirmed) = (sources.locate(statement.place), texts::backs(language));
            let told = format!("  {}  {confirmed} {}  ({place})", statement.written, statement.sentence);
            out.push_str(&(escape::words(&told).into_owned() + "\n"));
        }
    }
    out
}

/// What a comparison of two finished files found: two lines for each difference, and one with the counts.
pub fn verified(verified: &Verified, language: Language) -> String {
    let Verified { figures, cells, notes, pages, pictures, differences } = verified;
    let mut out = String::new();
    for difference in differences {
        if difference.sides == Sides::Places {
            out.push_str(&side("PDF", difference.first.as_ref(), language));
            let over = difference.second.as_ref().map(|over| escape::words(&over.words));
            out.push_str(&texts::misplaced(over.as_deref(), language));
            continue;
        }
        if matches!(difference.sides, Sides::Unseen | Sides::UnreadPdf) {
            let spot = difference.first.as_ref().and_then(|page| page.at).map(|at| texts::spot(at, language));
            let told = if difference.sides == Sides::Unseen { texts::seen_in_part } else { texts::unread_page };
            out.push_str(&told(spot.as_deref().unwrap_or_default(), language));
            continue;
        }
        if difference.sides == Sides::UnreadWord {
            out.push_str(&texts::unread(difference.second.as_ref().map_or("", |what| &what.words), language));
            continue;
        }
        let [first, second] = sides(difference.sides, language);
        out.push_str(&side(first, difference.first.as_ref(), language));
        out.push_str(&side(second, difference.second.as_ref(), language));
    }
    let counts = [figures, cells, notes, pages, &differences.len()].map(|number| grouped(*number));
    out += &(texts::verified(counts, language) + "\n");
    if *pictures > 0 {
        out += &(texts::pictures_by_words(*pictures, language) + "\n");
    }
    out
}

/// `1 248`.
fn grouped(number: usize) -> String {
    Amount::new(Decimal::from(number)).swedish().replace(NBSP, " ")
}

fn sides(sides: Sides, language: Language) -> [&'static str; 2] {
    let (word, model) = (texts::the_word_file(language), texts::the_model(language));
    match sides {
        Sides::PdfWord => ["PDF", word],
        Sides::ModelPdf => [model, "PDF"],
        Sides::ModelWord => [model, word],
        Sides::Places | Sides::Unseen | Sides::UnreadPdf => ["PDF", "PDF"],
        Sides::UnreadWord => [word, word],
    }
}

fn side(name: &str, said: Option<&Entry>, language: Language) -> String {
    let Some(said) = said else { return texts::silent(name, language) + "\n" };
    let spot = said.at.map_or_else(String::new, |spot| format!(", {}", texts::spot(spot, language)));
    format!("{name}{spot}: {} ”{}”\n", texts::kind(said.kind, language), escape::words(&said.words))
}

/// What came of making a PDF of `bytes` bytes again: a line for each difference, and one with the verdict.
pub(super) fn verdict(verdict: &Verdict, bytes: usize, language: Language) -> String {
    let line = |difference: &Difference| {
        let told = texts::difference(difference, language);
        format!("{}[{}]: {}\n", texts::error(language), difference.code(), escape::words(&told))
    };
    let differs: String = verdict.differences.iter().map(line).collect();
    let other = verdict.differences.iter().any(|difference| matches!(difference, Difference::Program(_)));
    let summary = if verdict.differences.is_empty() {
        texts::same_file(bytes, verdict.attachments, language)
    } else if other {
        texts::not_remade(language)
    } else {
        texts::not_same_file(language)
    };
    let layout = texts::layout_used(&verdict.layout, verdict.own_layout, language);
    let made = texts::made_by(&verdict.program, verdict.commit.as_deref(), language);
    format!("{differs}{layout}\n{made}\n{summary}\n")
}
