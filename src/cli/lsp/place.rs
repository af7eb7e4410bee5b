//! What stands at a place of a file of a report: which block, which key, which id, and what a text asks for between
//! braces.

use std::ops::Range;

use crate::input::keys::{Block, Entity, Key, MANIFEST, SECTION, Takes, blocks_at};
use crate::input::load;
use crate::input::outline::{At, Outline};
use crate::input::prose::binding::{PAGE, ReferenceKind};

use super::told::{Known, Name};

/// Which of the two kinds of files it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `rapport.toml`.
    Manifest,
    /// A unit's file.
    Section,
}

impl Kind {
    /// The kind of a file by its path in the report's folder; `None` for a file that has no keys of the report.
    pub(super) fn of(path: &str, known: &Known) -> Option<Kind> {
        if path == load::MANIFEST {
            return Some(Kind::Manifest);
        }
        let is_named = known.files.iter().any(|file| file == path);
        let is_usual = path.strip_prefix("enheter/").is_some_and(|name| name.ends_with(".toml"));
        (is_named || is_usual).then_some(Kind::Section)
    }

    /// The top of such a file.
    pub(super) fn top(self) -> &'static Block {
        match self {
            Kind::Manifest => &MANIFEST,
            Kind::Section => &SECTION,
        }
    }
}

/// A file, and a place in it.
pub(super) struct Place<'p> {
    pub(super) kind: Kind,
    /// The text, without a byte order mark.
    pub(super) text: &'p str,
    pub(super) outline: Outline,
    pub(super) offset: usize,
    pub(super) at: At,
    pub(super) known: &'p Known,
}

impl<'p> Place<'p> {
    pub(super) fn new(kind: Kind, text: &'p str, offset: usize, known: &'p Known) -> Self {
        let outline = Outline::read(text);
        let at = outline.at(offset);
        Place { kind, text, outline, offset, at, known }
    }

    /// The names in a header.
    pub(super) fn header(&self, header: usize) -> Vec<String> {
        let header = self.outline.headers.get(header);
        header.map(|header| header.names.iter().map(|name| name.name.clone()).collect()).unwrap_or_default()
    }

    /// The blocks that stand under these names below those of a header.
    pub(super) fn blocks(&self, header: usize, names: &[String]) -> Vec<&'static Block> {
        let header = self.header(header);
        blocks_at(self.kind.top(), header.iter().chain(names).map(String::as_str))
    }

    /// The key whose value stands at the place, with its block and the value.
    pub(super) fn key_of_value(&self) -> Option<(&'static Block, &'static Key)> {
        let At::Value { header, names, .. } = &self.at else { return None };
        let (last, outer) = names.split_last()?;
        self.blocks(*header, outer).into_iter().find_map(|block| Some((block, block.key(last)?)))
    }

    /// What a key of the same table says, where that is a text.
    pub(super) fn said(&self, header: usize, within: usize, key: &str) -> Option<&'p str> {
        let mut pairs = self.outline.keys_within(header, within);
        let value = pairs.find_map(|pair| {
            let is_it = pair.names.get(pair.outer).is_some_and(|name| name.name == key);
            pair.values.first().filter(|_| is_it).cloned()
        })?;
        Some(bare(self.text.get(value)?))
    }

    /// What stands at the place between `{{` and it.
    pub(super) fn bound(&self) -> Option<&'p str> {
        let At::Value { value: Some(value), .. } = &self.at else { return None };
        let before = self.text.get(value.start..self.offset)?;
        let open = before.rfind("{{")?;
        let inner = before.get(open + 2..)?;
        (!inner.contains("}}") && !inner.contains('\n')).then_some(inner)
    }

    /// The id of a note that begins before the place: what stands between `[^` and it.
    pub(super) fn note(&self) -> Option<&'p str> {
        let At::Value { value: Some(value), .. } = &self.at else { return None };
        let before = self.text.get(value.start..self.offset)?;
        let inner = before.get(before.rfind("[^")? + 2..)?;
        inner.chars().all(is_of_id).then_some(inner)
    }

    /// Where the note has its text whose mark, `[^id]`, the place is in.
    pub(super) fn text_of_note(&self) -> Option<Range<usize>> {
        let begun = self.note()?;
        let start = self.offset - begun.len();
        let rest = self.text.get(start..)?;
        let id = rest.get(..rest.find(|c| !is_of_id(c)).unwrap_or(rest.len()))?;
        let mut notes = self.outline.pairs.iter().filter(|pair| self.header(pair.header) == ["noter"]);
        notes.find_map(|pair| pair.names.first().filter(|name| name.name == id).map(|name| name.place.clone()))
    }

    /// What has the id that the place is in.
    pub(super) fn named(&self) -> Vec<(&'p Name, Range<usize>)> {
        let At::Value { header, within, value: Some(value), .. } = &self.at else { return Vec::new() };
        if let Some(whole) = self.whole_binding(value) {
            return self.named_in(whole);
        }
        let Some((_, key)) = self.key_of_value() else { return Vec::new() };
        let word = bare(self.text.get(value.clone()).unwrap_or(""));
        let names = self.known.names.iter();
        let is = |entity| move |name: &&Name| name.entity == entity && name.id == word;
        let found: Vec<&Name> = match key.takes {
            Takes::Reference(Entity::RowAddress | Entity::Address)
            | Takes::References(Entity::RowAddress | Entity::Address)
            | Takes::Entries(Some(Entity::RowAddress | Entity::Address), _) => {
                let start = value.start + self.text.get(value.clone()).unwrap_or("").find(word).unwrap_or(0);
                return self.named_in(start..start + word.len());
            }
            Takes::Reference(entity)
            | Takes::References(entity)
            | Takes::ReferencesOr(_, entity)
            | Takes::Entries(Some(entity), _)
            | Takes::Id(entity) => match entity {
                Entity::Row | Entity::RowName | Entity::Risk | Entity::RiskName => {
                    let (owner, id) = word.split_once('/').map_or((None, word), |(owner, id)| (Some(owner), id));
                    let own = if matches!(entity, Entity::Row | Entity::RowName) { Entity::Row } else { Entity::Risk };
                    let table = self.said(*header, *within, "tabell").or_else(|| self.said(*header, *within, "id"));
                    let table = table.filter(|_| own == Entity::Row);
                    let is_it = |name: &&Name| {
                        name.entity == own
                            && name.id == id
                            && owner.is_none_or(|owner| name.owner.as_deref() == Some(owner))
                            && table.is_none_or(|table| name.within.as_deref() == Some(table))
                    };
                    names.filter(is_it).collect()
                }
                entity => names.filter(is(entity)).collect(),
            },
            _ => Vec::new(),
        };
        found.into_iter().map(|name| (name, value.clone())).collect()
    }

    /// What stands between `{{` and `}}` around the place, less forms.
    fn whole_binding(&self, value: &Range<usize>) -> Option<Range<usize>> {
        let inner = self.bound()?;
        let start = self.offset - inner.len();
        let rest = self.text.get(start..value.end)?;
        let end = rest.find(['}', '|', '\n', '"', '\'']).unwrap_or(rest.len());
        (self.offset <= start + end).then(|| start..start + end)
    }

    /// The address that the place is in, between braces, with what stands in the cell that it names.
    pub(super) fn shown(&self) -> Option<(&'p str, &'p str)> {
        let At::Value { value: Some(value), .. } = &self.at else { return None };
        let address = self.text.get(self.one_of(&self.whole_binding(value)?))?;
        let words: Vec<&str> = address.split('.').collect();
        let [_, _, column] = words[..] else { return None };
        let rows = self.addressed(&words, 1);
        let mut cells = rows.iter().flat_map(|row| &row.cells).filter(|(id, _)| id == column);
        let (_, shown) = cells.next()?;
        // Of rows of several units nobody can say which is meant.
        cells.next().is_none().then_some((address, shown.as_str()))
    }

    /// Of what asks for two figures the one that the place is in; the signs stand between spaces.
    fn one_of(&self, whole: &Range<usize>) -> Range<usize> {
        let text = self.text.get(whole.clone()).unwrap_or("");
        let parted = |at: usize| text.get(..at).is_some_and(|before| before.ends_with(' '));
        let inside = self.offset.saturating_sub(whole.start);
        let starts = text.char_indices().filter(|(at, c)| matches!(c, '-' | '−' | '–' | '/') && parted(*at));
        let cuts: Vec<(usize, usize)> = starts.map(|(at, c)| (at, at + c.len_utf8())).collect();
        let from = cuts.iter().rev().find(|(_, end)| *end <= inside).map_or(0, |(_, end)| *end);
        let to = cuts.iter().find(|(start, _)| *start >= inside).map_or(text.len(), |(start, _)| *start);
        let one = text.get(from..to).unwrap_or("");
        let start = whole.start + from + (one.len() - one.trim_start().len());
        start..start + one.trim().len()
    }

    /// What the part of an address is that the place is in: `table`, `row` or `column` of `table.row.column`.
    fn named_in(&self, whole: Range<usize>) -> Vec<(&'p Name, Range<usize>)> {
        let range = self.one_of(&whole);
        let (start, one) = (range.start, self.text.get(range).unwrap_or(""));
        if let Some((word, id)) = one.split_once(':') {
            let kind = ReferenceKind::WORDS.iter().find(|(known, _)| *known == word.trim_end());
            let place = start + (one.len() - id.trim_start().len())..start + one.len();
            let entity = kind.map(|(_, kind)| entity_of(*kind));
            let is_page = word.trim_end() == PAGE;
            let is_kind = |name: &Name| Some(name.entity) == entity || (is_page && self.is_paged(name));
            let names = self.known.names.iter().filter(|name| is_kind(name) && name.id == id.trim());
            return names.map(|name| (name, place.clone())).collect();
        }
        let (mut at, mut parts) = (start, Vec::new());
        for part in one.split('.') {
            parts.push((part, at..at + part.len()));
            at += part.len() + 1;
        }
        let wanted = parts.iter().position(|(_, place)| self.offset <= place.end).unwrap_or(0);
        let words: Vec<&str> = parts.iter().map(|(part, _)| *part).collect();
        let place = parts.get(wanted).map_or(whole, |(_, place)| place.clone());
        self.addressed(&words, wanted).into_iter().map(|name| (name, place.clone())).collect()
    }

    /// Whether a text can name the page of a thing by its id alone: one that nothing of another kind has.
    pub(super) fn is_paged(&self, name: &Name) -> bool {
        let kinds = ReferenceKind::WORDS.map(|(_, kind)| entity_of(kind));
        let others = self.known.names.iter().filter(|it| it.id == name.id && kinds.contains(&it.entity));
        name.entity != Entity::Paper && kinds.contains(&name.entity) && others.count() == 1
    }

    /// What one of the parts of an address names.
    pub(super) fn addressed(&self, words: &[&str], wanted: usize) -> Vec<&'p Name> {
        let names = || self.known.names.iter();
        let Some(holder) = words.first() else { return Vec::new() };
        match (wanted, words.get(wanted)) {
            (0, Some(word)) => {
                names().filter(|it| matches!(it.entity, Entity::Table | Entity::Goal) && it.id == *word).collect()
            }
            (1, Some(word)) => {
                let (owner, id) = word.split_once('/').map_or((None, *word), |(owner, id)| (Some(owner), id));
                let rows = names().filter(|it| matches!(it.entity, Entity::Row | Entity::Indicator) && it.id == id);
                let rows = rows.filter(|it| it.within.as_deref() == Some(*holder));
                rows.filter(|it| owner.is_none_or(|owner| it.owner.as_deref() == Some(owner))).collect()
            }
            (2, Some(word)) => {
                let table = names().find(|it| it.entity == Entity::Table && it.id == *holder);
                let set = table.and_then(|table| table.within.as_deref());
                let columns = names().filter(|it| it.entity == Entity::Column && it.id == *word);
                columns.filter(|it| set.is_none_or(|set| it.within.as_deref() == Some(set))).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What a reference between braces refers to.
pub(super) fn entity_of(kind: ReferenceKind) -> Entity {
    match kind {
        ReferenceKind::Chapter => Entity::Chapter,
        ReferenceKind::Table => Entity::Table,
        ReferenceKind::Chart => Entity::Chart,
        ReferenceKind::Picture => Entity::Picture,
        ReferenceKind::Goal => Entity::Goal,
        ReferenceKind::Paper => Entity::Paper,
    }
}

/// Whether an id may hold a sign.
pub(super) fn is_of_id(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// A text without its quotation marks, straight or curved.
pub(super) fn bare(raw: &str) -> &str {
    raw.trim_matches(['"', '\'', '”', '“', '’'])
}
