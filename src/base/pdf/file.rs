//! Where the objects of a PDF lie: by its cross-reference tables and streams alone, as the file says itself.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::budget::{Budget, Exceeded, Resource};
use crate::base::limits::{END_OF_A_PDF, REFERENCES_IN_A_ROW, STREAM_SIZE};

use super::syntax::{Dictionary, Id, Lexer, Token, Value};
use super::{Fault, bad};

/// The filters that are unpacked. Those of images are not among them.
const FILTERS: [&[u8]; 5] = [b"FlateDecode", b"LZWDecode", b"ASCII85Decode", b"ASCIIHexDecode", b"RunLengthDecode"];

/// Where an object lies.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// At a byte of the file.
    At(usize),
    /// In an object stream.
    In(Id),
    /// Nowhere.
    Free,
}

/// An object stream, unpacked.
#[derive(Debug)]
struct Container {
    bytes: Vec<u8>,
    /// Where each of its objects begins and the next one does.
    objects: BTreeMap<Id, (usize, usize)>,
}

/// A PDF whose objects can be asked for.
#[derive(Debug)]
pub struct File<'b> {
    bytes: &'b [u8],
    places: BTreeMap<Id, Place>,
    /// Where something begins, so that no object is read into the next one.
    begins: BTreeSet<usize>,
    containers: BTreeMap<Id, Container>,
    root: Id,
}

/// A stream as it lies in the file.
#[derive(Debug)]
pub struct Stream<'a> {
    /// What is said about it.
    pub dictionary: Dictionary<'a>,
    packed: &'a [u8],
}

/// A page, with what it has of the groups that it lies in.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its object.
    pub id: Id,
    /// The streams that it paints.
    contents: Value<'a>,
    /// Notes, links and fields on it.
    annotations: Value<'a>,
    /// Its edges as they are written.
    pub media_box: Option<Value<'a>>,
    /// Its fonts and what else it paints with.
    pub resources: Option<Value<'a>>,
}

impl<'b> File<'b> {
    /// Finds the objects of a file.
    pub fn read(bytes: &'b [u8], budget: &mut Budget) -> Result<Self, Fault> {
        budget.take_len(Resource::Bytes, bytes.len())?;
        if !bytes.starts_with(b"%PDF-") {
            return Err(bad("it does not begin as a PDF does"));
        }
        let mut file = File {
            bytes,
            places: BTreeMap::new(),
            begins: BTreeSet::from([bytes.len()]),
            containers: BTreeMap::new(),
            root: 0,
        };
        let root = file.sections(start(bytes)?, budget)?;
        file.root = root.ok_or_else(|| bad("it names no catalog"))?;
        let offsets = file.places.values().filter_map(|place| if let Place::At(at) = place { Some(*at) } else { None });
        file.begins.extend(offsets);
        let containers: BTreeSet<Id> =
            file.places.values().filter_map(|place| if let Place::In(id) = place { Some(*id) } else { None }).collect();
        for id in containers {
            let container = file.container(id, budget)?;
            file.containers.insert(id, container);
        }
        Ok(file)
    }

    /// Reads the newest cross-reference section and those before it. The catalog that the newest one names.
    fn sections(&mut self, newest: usize, budget: &mut Budget) -> Result<Option<Id>, Fault> {
        let (mut next, mut root) = (Some(newest), None);
        while let Some(at) = next {
            if !self.begins.insert(at) {
                return Err(bad("its cross-reference sections go round in a circle"));
            }
            let trailer = self.section(at, budget)?;
            if trailer.get("Encrypt").is_some() {
                return Err(Fault::Locked);
            }
            root = root.or_else(|| trailer.get("Root").and_then(Value::as_reference));
            next = trailer.get("Prev").map(offset).transpose()?;
        }
        Ok(root)
    }

    /// Reads one section, with the stream that stands for it in newer readers.
    fn section(&mut self, at: usize, budget: &mut Budget) -> Result<Dictionary<'b>, Fault> {
        let mut lexer = Lexer::new(self.bytes, at);
        if !lexer.take(b"xref") {
            return self.section_stream(at, budget);
        }
        let (mut used, mut free) = (Vec::new(), Vec::new());
        while let Some(Token::Value(first)) = lexer.token()? {
            let count = lexer.value(budget)?.as_integer();
            let (Some(first), Some(count)) = (first.as_integer(), count) else { return Err(misplaced()) };
            for id in first..first.saturating_add(count) {
                budget.take(Resource::Objects, 1)?;
                let (at, _) = (lexer.token()?, lexer.token()?);
                let (Ok(id), Some(Token::Value(at))) = (Id::try_from(id), at) else { return Err(misplaced()) };
                match lexer.token()? {
                    Some(Token::Word(b"n")) => used.push((id, Place::At(offset(&at)?))),
                    Some(Token::Word(b"f")) => free.push((id, Place::Free)),
                    _ => return Err(misplaced()),
                }
            }
        }
        let Value::Dictionary(trailer) = lexer.value(budget)? else { return Err(misplaced()) };
        budget.take_len(Resource::Bytes, lexer.at().saturating_sub(at))?;
        self.add(used);
        if let Some(stream) = trailer.get("XRefStm") {
            let at = offset(stream)?;
            self.begins.insert(at);
            self.section_stream(at, budget)?;
        }
        self.add(free);
        Ok(trailer)
    }

    /// What newer sections say holds.
    fn add(&mut self, places: Vec<(Id, Place)>) {
        for (id, place) in places {
            self.places.entry(id).or_insert(place);
        }
    }

    fn section_stream(&mut self, at: usize, budget: &mut Budget) -> Result<Dictionary<'b>, Fault> {
        // Its end is not known yet; its own length says where it is.
        let none = |fault| if let Fault::Bad(_) = fault { misplaced() } else { fault };
        let stream = self.stream_at(at, None, budget).map_err(none)?;
        if stream.dictionary.name("Type") != Some(b"XRef") {
            return Err(misplaced());
        }
        let bytes = self.unpacked(&stream, budget)?;
        let numbers = |key: &str| match stream.dictionary.get(key) {
            Some(Value::Array(all)) => all.iter().map(Value::as_integer).collect::<Option<Vec<i64>>>(),
            _ => None,
        };
        let widths = numbers("W").filter(|widths| widths.len() == 3).ok_or_else(misplaced)?;
        let widths: Vec<usize> = widths.into_iter().filter_map(|width| usize::try_from(width).ok()).collect();
        let (&[kind, place, more], true) = (&widths[..], widths.iter().all(|width| *width <= 8)) else {
            return Err(misplaced());
        };
        let size = stream.dictionary.get("Size").and_then(Value::as_integer).ok_or_else(misplaced)?;
        let index = numbers("Index").unwrap_or_else(|| vec![0, size]);
        let mut entries = bytes.chunks_exact((kind + place + more).max(1));
        let mut found = Vec::new();
        for range in index.chunks_exact(2) {
            let &[first, count] = range else { continue };
            for id in first..first.saturating_add(count) {
                let entry = entries.next().ok_or_else(misplaced)?;
                budget.take(Resource::Objects, 1)?;
                let id = Id::try_from(id).map_err(|_| misplaced())?;
                let (of_kind, rest) = entry.split_at(kind);
                let place = rest.split_at_checked(place).map_or(0, |(place, _)| number(place));
                found.push((
                    id,
                    match if kind == 0 { 1 } else { number(of_kind) } {
                        1 => Place::At(usize::try_from(place).map_err(|_| misplaced())?),
                        2 => Place::In(Id::try_from(place).map_err(|_| misplaced())?),
                        _ => Place::Free,
                    },
                ));
            }
        }
        self.add(found);
        Ok(stream.dictionary)
    }

    /// Unpacks an object stream and finds what lies in it.
    fn container(&self, id: Id, budget: &mut Budget) -> Result<Container, Fault> {
        let Some(Place::At(at)) = self.places.get(&id) else { return Err(bad("an object stream is missing")) };
        let stream = self.stream_at(*at, Some(id), budget)?;
        let of = |key: &str| stream.dictionary.get(key).and_then(Value::as_integer);
        let first = of("First").and_then(|first| usize::try_from(first).ok());
        let (Some(first), Some(count)) = (first, of("N")) else { return Err(bad("an object stream has no length")) };
        let bytes = self.unpacked(&stream, budget)?;
        let mut lexer = Lexer::new(bytes.get(..first).unwrap_or_default(), 0);
        let mut starts = Vec::new();
        for _ in 0..count {
            budget.take(Resource::Objects, 1)?;
            let (Some(Token::Value(id)), Some(Token::Value(at))) = (lexer.token()?, lexer.token()?) else {
                return Err(bad("an object stream does not say where its objects are"));
            };
            let id = id.as_integer().and_then(|id| Id::try_from(id).ok());
            starts.extend(id.zip(Some(offset(&at)?.saturating_add(first))));
        }
        let begins: BTreeSet<usize> = starts.iter().map(|(_, at)| *at).chain([bytes.len()]).collect();
        let objects = starts.into_iter().filter_map(|(id, at)| Some((id, (at, *begins.range(at + 1..).next()?))));
        Ok(Container { objects: objects.collect(), bytes })
    }

    /// The object with this number; none is [`Value::None`].
    pub fn object(&self, id: Id, budget: &mut Budget) -> Result<Value<'_>, Fault> {
        budget.take(Resource::Objects, 1)?;
        match self.places.get(&id) {
            None | Some(Place::Free) => Ok(Value::None),
            Some(Place::At(at)) => Ok(self.object_at(*at, Some(id), budget)?.0),
            Some(Place::In(container)) => {
                let container = self.containers.get(container);
                let inside = container.and_then(|it| Some((it, *it.objects.get(&id)?)));
                let Some((container, (from, to))) = inside else { return Ok(Value::None) };
                budget.take_len(Resource::Bytes, to - from)?;
                Lexer::new(container.bytes.get(..to).unwrap_or_default(), from).value(budget)
            }
        }
    }

    /// The object at a place of the file, and what follows after it.
    fn object_at(&self, at: usize, id: Option<Id>, budget: &mut Budget) -> Result<(Value<'b>, Lexer<'b>), Fault> {
        let end = self.begins.range(at.saturating_add(1)..).next().copied().unwrap_or(self.bytes.len());
        // An object that is cut off where the next one begins is not where the file says.
        let mut lexer = Lexer::new(self.bytes.get(..end).unwrap_or_default(), at);
        let (number, _, word) = (lexer.token()?, lexer.token()?, lexer.token()?);
        let Some(Token::Value(Value::Integer(number))) = number else { return Err(misplaced()) };
        if word != Some(Token::Word(b"obj")) || id.is_some_and(|id| i64::from(id) != number) {
            return Err(misplaced());
        }
        let value = lexer.value(budget)?;
        budget.take_len(Resource::Bytes, lexer.at().saturating_sub(at))?;
        Ok((value, lexer))
    }

    fn stream_at(&self, at: usize, id: Option<Id>, budget: &mut Budget) -> Result<Stream<'b>, Fault> {
        let (value, mut lexer) = self.object_at(at, id, budget)?;
        let Value::Dictionary(dictionary) = value else { return Err(bad("a stream is none")) };
        lexer.space();
        if !lexer.take(b"stream") || !(lexer.take(b"\r\n") || lexer.take(b"\n")) {
            return Err(bad("a stream is none"));
        }
        let length = match dictionary.get("Length") {
            // A length lies at the file's first level, never within a stream that would have to be unpacked for it.
            Some(Value::Reference(id)) => match self.places.get(id) {
                Some(Place::At(at)) => self.object_at(*at, Some(*id), budget)?.0.as_integer(),
                _ => self.object(*id, budget)?.as_integer(),
            },
            length => length.and_then(Value::as_integer),
        };
        let from = lexer.at();
        let end = length.and_then(|length| from.checked_add(usize::try_from(length).ok()?));
        let packed = end.and_then(|end| self.bytes.get(from..end));
        let (Some(packed), Some(end)) = (packed, end) else { return Err(bad("a stream is cut off")) };
        let mut after = Lexer::new(self.bytes, end);
        after.space();
        if !after.take(b"endstream") {
            return Err(bad("a stream has another length than it says"));
        }
        Ok(Stream { dictionary, packed })
    }

    /// The stream with this number, if it is one.
    pub fn stream(&self, id: Id, budget: &mut Budget) -> Result<Option<Stream<'_>>, Fault> {
        budget.take(Resource::Objects, 1)?;
        let Some(Place::At(at)) = self.places.get(&id) else { return Ok(None) };
        self.stream_at(*at, Some(id), budget).map(Some)
    }

    /// One value or several of them.
    fn listed<'a>(
        &'a self,
        dictionary: &Dictionary<'a>,
        key: &str,
        budget: &mut Budget,
    ) -> Result<Vec<lopdf::Object>, Fault> {
        let all = match self.get(dictionary, key, budget)? {
            Value::Array(all) => all,
            Value::None => Vec::new(),
            one => vec![one],
        };
        all.into_iter().map(|one| Ok(self.resolved(one, budget)?.plain())).collect()
    }

    /// What is in a stream.
    pub fn unpacked<'a>(&'a self, stream: &Stream<'a>, budget: &mut Budget) -> Result<Vec<u8>, Fault> {
        let filters = self.listed(&stream.dictionary, "Filter", budget)?;
        let parameters = self.listed(&stream.dictionary, "DecodeParms", budget)?;
        if filters.len() > lopdf::Stream::MAX_FILTERS {
            return Err(bad("a stream is packed too often"));
        }
        let mut bytes = Cow::Borrowed(stream.packed);
        if filters.is_empty() {
            budget.take_len(Resource::Bytes, bytes.len())?;
        }
        // One after the other, so that each is counted.
        for (at, filter) in filters.into_iter().enumerate() {
            if !filter.as_name().is_ok_and(|name| FILTERS.contains(&name)) {
                return Err(bad("a stream is packed in an unknown way"));
            }
            let mut dictionary = lopdf::Dictionary::new();
            dictionary.set("Filter", filter);
            if let Some(parameters) = parameters.get(at) {
                dictionary.set("DecodeParms", parameters.clone());
            }
            let most = budget.left(Resource::Bytes).min(STREAM_SIZE);
            let packed = lopdf::Stream::new(dictionary, bytes.into_owned());
            let unpacked = packed.decompressed_content_with_limit(usize::try_from(most).unwrap_or(usize::MAX));
            bytes = match unpacked {
                Ok(unpacked) => unpacked.into(),
                Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
                    let most = if most < STREAM_SIZE { budget.exceeded(Resource::Bytes).most } else { STREAM_SIZE };
                    return Err(Exceeded { what: Resource::Bytes, most }.into());
                }
                Err(error) => return Err(bad(&format!("a stream cannot be unpacked: {error}"))),
            };
            budget.take_len(Resource::Bytes, bytes.len())?;
        }
        Ok(bytes.into_owned())
    }

    /// A value itself, where it may be the number of an object.
    pub fn resolved<'a>(&'a self, mut value: Value<'a>, budget: &mut Budget) -> Result<Value<'a>, Fault> {
        for _ in 0..REFERENCES_IN_A_ROW {
            let Value::Reference(id) = value else { return Ok(value) };
            value = self.object(id, budget)?;
        }
        Err(bad("an object is only the number of another, again and again"))
    }

    /// What a dictionary says under a key, itself.
    pub fn get<'a>(&'a self, dictionary: &Dictionary<'a>, key: &str, budget: &mut Budget) -> Result<Value<'a>, Fault> {
        self.resolved(dictionary.get(key).cloned().unwrap_or(Value::None), budget)
    }

    /// The dictionary that a dictionary holds under a key; an empty one where it holds none.
    pub fn dictionary<'a>(
        &'a self,
        dictionary: &Dictionary<'a>,
        key: &str,
        budget: &mut Budget,
    ) -> Result<Dictionary<'a>, Fault> {
        Ok(if let Value::Dictionary(found) = self.get(dictionary, key, budget)? {
            found
        } else {
            Dictionary::default()
        })
    }

    /// The array that a dictionary holds under a key; an empty one where it holds none.
    pub fn array<'a>(
        &'a self,
        dictionary: &Dictionary<'a>,
        key: &str,
        budget: &mut Budget,
    ) -> Result<Vec<Value<'a>>, Fault> {
        Ok(if let Value::Array(found) = self.get(dictionary, key, budget)? { found } else { Vec::new() })
    }

    /// What a page paints. A stream counts for each page that has it.
    pub fn content(&self, page: &Page<'_>, budget: &mut Budget) -> Result<Vec<u8>, Fault> {
        let streams = match &page.contents {
            Value::Reference(id) => match self.object(*id, budget)? {
                Value::Array(all) => all,
                _ => vec![Value::Reference(*id)],
            },
            Value::Array(all) => all.clone(),
            _ => Vec::new(),
        };
        let mut content = Vec::new();
        for id in streams.iter().filter_map(Value::as_reference) {
            if let Some(stream) = self.stream(id, budget)? {
                let more = self.unpacked(&stream, budget)?;
                if content.len().saturating_add(more.len()) as u64 >= STREAM_SIZE {
                    return Err(Exceeded { what: Resource::Bytes, most: STREAM_SIZE }.into());
                }
                content.extend(more);
                content.push(b'\n');
            }
        }
        Ok(content)
    }

    /// Whether something lies on a page that shows words of its own: all but links.
    pub fn has_notes<'a>(&'a self, page: &Page<'a>, budget: &mut Budget) -> Result<bool, Fault> {
        let Value::Array(all) = self.resolved(page.annotations.clone(), budget)? else { return Ok(false) };
        for one in all {
            let one = self.resolved(one, budget)?;
            if one.as_dictionary().is_some_and(|one| one.name("Subtype") != Some(b"Link")) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether what is drawn by its number can show words: a form with fonts, its own or those of whoever draws it, or
    /// one that draws such a form.
    pub fn can_write(&self, id: Id, seen: &mut BTreeSet<Id>, budget: &mut Budget) -> Result<bool, Fault> {
        let Value::Dictionary(drawn) = self.object(id, budget)? else { return Ok(false) };
        if !seen.insert(id) || drawn.name("Subtype") != Some(b"Form") {
            return Ok(false);
        }
        let Value::Dictionary(resources) = self.get(&drawn, "Resources", budget)? else { return Ok(true) };
        if !self.dictionary(&resources, "Font", budget)?.0.is_empty() {
            return Ok(true);
        }
        for (_, drawn) in self.dictionary(&resources, "XObject", budget)?.0 {
            if let Some(id) = drawn.as_reference()
                && budget.deeper(|budget| self.can_write(id, seen, budget))??
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The catalog.
    pub fn catalog(&self, budget: &mut Budget) -> Result<Dictionary<'_>, Fault> {
        match self.object(self.root, budget)? {
            Value::Dictionary(catalog) => Ok(catalog),
            _ => Err(bad("its catalog is none")),
        }
    }

    /// The pages in order.
    pub fn pages(&self, budget: &mut Budget) -> Result<Vec<Page<'_>>, Fault> {
        let catalog = self.catalog(budget)?;
        let root = catalog.get("Pages").and_then(Value::as_reference).ok_or_else(|| bad("it has no pages"))?;
        let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
        self.group(root, [None, None], &mut seen, &mut all, budget)?;
        Ok(all)
    }

    fn group<'a>(
        &'a self,
        id: Id,
        [media_box, resources]: [Option<Value<'a>>; 2],
        seen: &mut BTreeSet<Id>,
        all: &mut Vec<Page<'a>>,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        if !seen.insert(id) {
            return Err(bad("a page stands in two places"));
        }
        let Value::Dictionary(dictionary) = self.object(id, budget)? else { return Err(bad("a page is missing")) };
        // What is handed down counts each time.
        let own = |key: &str, from: Option<Value<'a>>| dictionary.get(key).cloned().or(from);
        let (media_box, resources) = (own("MediaBox", media_box), own("Resources", resources));
        for value in [&media_box, &resources].into_iter().flatten() {
            budget.take(Resource::Objects, weight(value))?;
        }
        let Some(kids) = dictionary.get("Kids") else {
            let [contents, annotations] =
                ["Contents", "Annots"].map(|key| dictionary.get(key).cloned().unwrap_or(Value::None));
            budget.take(Resource::Objects, weight(&contents))?;
            budget.take(Resource::Objects, weight(&annotations))?;
            all.push(Page { id, media_box, resources, contents, annotations });
            return Ok(());
        };
        let Value::Array(kids) = self.resolved(kids.clone(), budget)? else { return Err(bad("a page is missing")) };
        for kid in kids {
            let kid = kid.as_reference().ok_or_else(|| bad("a page is missing"))?;
            let down = [media_box.clone(), resources.clone()];
            budget.deeper(|budget| self.group(kid, down, seen, all, budget))??;
        }
        Ok(())
    }
}

/// Where the newest cross-reference section begins, by the last lines of the file.
fn start(bytes: &[u8]) -> Result<usize, Fault> {
    let from = bytes.len().saturating_sub(END_OF_A_PDF);
    let end = bytes.get(from..).unwrap_or_default();
    let found = end.windows(9).rposition(|window| window == b"startxref");
    let mut lexer = Lexer::new(bytes, from.saturating_add(found.ok_or_else(misplaced)?).saturating_add(9));
    let Some(Token::Value(start)) = lexer.token()? else { return Err(misplaced()) };
    let marked = bytes.get(lexer.at()..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"%%EOF"));
    // What stands after the end is not what one reader after the other finds from there. Comments are nothing.
    if marked && lexer.token()?.is_none() { offset(&start) } else { Err(misplaced()) }
}

/// Refused where others repair in silence, each in its own way.
fn misplaced() -> Fault {
    Fault::Damaged
}

fn offset(value: &Value<'_>) -> Result<usize, Fault> {
    value.as_integer().and_then(|at| usize::try_from(at).ok()).ok_or_else(misplaced)
}

/// Bytes as a number, the most significant first.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// What a value that is kept once more weighs.
fn weight(value: &Value<'_>) -> u64 {
    match value {
        Value::Array(all) => all.iter().map(weight).sum::<u64>().saturating_add(1),
        Value::Dictionary(all) => all.0.iter().map(|(_, value)| weight(value)).sum::<u64>().saturating_add(1),
        _ => 1,
    }
}
