//! Builds a report's folder from blocks of TOML. A test names what it changes, `rad/vard` or `kapitel/text`, and the
//! key that it sets there; it never looks for characters in what another test wrote.
//!
//! ```text
//! Report::new()
//!     .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k"), column("u", "Utfall")])
//!     .add([table("t", "Tabell", "k", ["a/r"])])
//!     .deliver("a", [row("t", "r", "Rad").cells(&[("u", "12.5")])])
//!     .at("kapitel/text", |chapter| chapter.key("spalter", 2))
//!     .findings()
//! ```

use std::collections::BTreeMap;

use underlag::pipeline::Built;

use super::Folder;

/// A value as it stands in the file.
#[derive(Clone)]
pub struct Value(String);

/// A value that is written as it stands: figures, dates, inline tables, and what is no TOML.
pub fn toml(written: impl Into<String>) -> Value {
    Value(written.into())
}

/// Text over several lines.
fn prose(words: &str) -> Value {
    Value(format!("'''\n{words}\n'''"))
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Value(number.to_string())
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value(flag.to_string())
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(all: Vec<T>) -> Self {
        let all: Vec<String> = all.into_iter().map(|value| value.into().0).collect();
        Value(format!("[{}]", all.join(", ")))
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(all: [T; N]) -> Self {
        Vec::from(all).into()
    }
}

/// Keys with their values, in the order of the file.
#[derive(Clone, Default)]
struct Keys(Vec<(String, Value)>);

impl Keys {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find_map(|(key, value)| (key == name).then_some(value.0.as_str()))
    }

    /// Sets a key that is there; `Err` gives the value back where there is none.
    fn replace(&mut self, name: &str, value: Value) -> Result<(), Value> {
        match self.0.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value,
            None => return Err(value),
        }
        Ok(())
    }

    fn written(&self) -> String {
        self.0.iter().map(|(key, value)| format!("{key} = {}\n", value.0)).collect()
    }
}

/// A table of a TOML file: its heading and its keys.
#[derive(Clone)]
pub struct Block {
    kind: String,
    is_entry: bool,
    keys: Keys,
}

impl Block {
    /// `[[kind]]`, one of several.
    pub fn entry(kind: &str) -> Self {
        Block { kind: kind.to_owned(), is_entry: true, keys: Keys::default() }
    }

    /// `[kind]`, the only one.
    pub fn table(kind: &str) -> Self {
        Block { is_entry: false, ..Block::entry(kind) }
    }

    /// The block with this key: a new value for one that is there, otherwise behind the others.
    pub fn key(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Err(value) = self.keys.replace(name, value.into()) {
            self.keys.0.push((name.to_owned(), value));
        }
        self
    }

    /// The block without a key that it has.
    pub fn without(mut self, name: &str) -> Self {
        assert!(self.keys.get(name).is_some(), "no `{name}` in\n{}", self.written());
        self.keys.0.retain(|(key, _)| key != name);
        self
    }

    /// The words of a key that it has.
    pub fn value(&self, name: &str) -> &str {
        self.keys.get(name).unwrap_or_else(|| panic!("no `{name}` in\n{}", self.written())).trim_matches('"')
    }

    /// A row's figures, by column; none where a figure is empty.
    pub fn cells(self, figures: &[(&str, &str)]) -> Self {
        let figures = figures.iter().filter(|(_, figure)| !figure.is_empty());
        figures.fold(self, |row, (column, figure)| row.key(column, toml(*figure)))
    }

    /// A row as the sum of others.
    pub fn sum<const N: usize>(self, rows: [&str; N]) -> Self {
        self.key("slag", "summa").key("summerar", rows)
    }

    /// A chapter as one that stands below the chapter before it.
    pub fn below(self) -> Self {
        Block { kind: format!("{}.under{0}", self.kind), ..self }
    }

    /// Whether `kind`, `kind/id` or `rad/table/id` means this block. A section is named by its chapter.
    pub fn is(&self, address: &str) -> bool {
        let value = |key: &str| self.keys.get(key).map(|value| value.trim_matches('"'));
        let Some(id) = value("id").or(value("kapitel")) else { return address == self.kind };
        let of_table = value("tabell").map(|table| format!("{}/{table}/{id}", self.kind));
        address == self.kind || address == format!("{}/{id}", self.kind) || of_table.as_deref() == Some(address)
    }

    fn written(&self) -> String {
        let heading = if self.is_entry { format!("[[{}]]", self.kind) } else { format!("[{}]", self.kind) };
        format!("\n{heading}\n{}", self.keys.written())
    }
}

/// A chapter: its id, its heading, and what it shows.
pub fn chapter(id: &str, heading: &str, kind: &str) -> Block {
    Block::entry("kapitel").key("id", id).key("rubrik", heading).key("slag", kind)
}

/// A set of columns, whose columns stand behind it.
pub fn columns(id: &str) -> Block {
    Block::entry("kolumner").key("id", id)
}

/// A column of the set before it.
pub fn column(id: &str, heading: &str) -> Block {
    Block::entry("kolumner.kolumn").key("id", id).key("rubrik", heading)
}

/// A table in a set of columns, with these rows.
pub fn table(id: &str, heading: &str, columns: &str, rows: impl Into<Value>) -> Block {
    Block::entry("tabell").key("id", id).key("rubrik", heading).key("kolumner", columns).key("rader", rows)
}

/// A unit's row of a table.
pub fn row(table: &str, id: &str, name: &str) -> Block {
    Block::entry("rad").key("tabell", table).key("id", id).key("namn", name)
}

/// A unit's text in a chapter.
pub fn section(chapter: &str, words: &str) -> Block {
    Block::entry("avsnitt").key("kapitel", chapter).key("text", prose(words))
}

/// A unit's notes, by their marks.
pub fn notes(notes: &[(&str, &str)]) -> Block {
    notes.iter().fold(Block::table("noter"), |table, (mark, text)| table.key(mark, *text))
}

/// A report, of which a folder can be made.
#[derive(Clone)]
pub struct Report {
    keys: Keys,
    manifest: Vec<Block>,
    /// What each unit delivers.
    units: BTreeMap<String, Vec<Block>>,
    files: Vec<(String, Vec<u8>)>,
}

impl Report {
    /// The smallest report: the unit `a`, the chapter `text`, one paragraph.
    pub fn new() -> Self {
        let keys = [
            ("format", 1.into()),
            ("id", "liten".into()),
            ("titel", "Liten rapport".into()),
            ("kommun", "Exempelby kommun".into()),
            ("namnd", "Testnämnden".into()),
            ("datum", toml("2024-05-02")),
        ];
        let keys = Keys(keys.map(|(key, value)| (key.to_owned(), value)).into());
        Report { keys, manifest: Vec::new(), units: BTreeMap::new(), files: Vec::new() }
            .unit("a", "Enhet A")
            .add([chapter("text", "Text", "berattelse").key("delar", ["a"])])
            .deliver("a", [section("text", "Ett stycke.")])
    }

    /// The report with this key of its own: a new value for one that is there, otherwise before the others.
    pub fn key(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Err(value) = self.keys.replace(name, value.into()) {
            self.keys.0.insert(0, (name.to_owned(), value));
        }
        self
    }

    /// The report with a further unit, that has delivered nothing.
    pub fn unit(mut self, id: &str, name: &str) -> Self {
        let at = self.manifest.iter().rposition(|block| block.kind == "enhet").map_or(0, |at| at + 1);
        self.manifest.insert(at, Block::entry("enhet").key("id", id).key("namn", name));
        self.units.insert(id.to_owned(), Vec::new());
        self
    }

    /// The report with these blocks at the manifest's end.
    pub fn add(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.manifest.extend(blocks);
        self
    }

    /// The report with these blocks at the end of what a unit delivers.
    pub fn deliver(mut self, unit: &str, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.units.get_mut(unit).unwrap_or_else(|| panic!("no unit `{unit}`")).extend(blocks);
        self
    }

    /// The report with other words in the place of its one paragraph.
    pub fn text(mut self, words: &str) -> Self {
        let section = self.units.get_mut("a").and_then(|blocks| blocks.first_mut()).expect("the first section");
        *section = section.clone().key("text", prose(words));
        self
    }

    /// The report with another file.
    pub fn file(mut self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.files.push((path.to_owned(), content.as_ref().to_vec()));
        self
    }

    /// The report with a layout of its own, in the folder `egen`.
    pub fn layout(self, tokens: impl AsRef<[u8]>) -> Self {
        self.key("layout", "egen").file("egen/tokens.toml", tokens)
    }

    /// The report with a changed block, named by its kind, with its id where there are several.
    pub fn at(mut self, address: &str, change: impl FnOnce(Block) -> Block) -> Self {
        let (blocks, at) = self.find(address);
        blocks[at] = change(blocks[at].clone());
        self
    }

    /// The report with a block behind another.
    pub fn after(mut self, address: &str, block: Block) -> Self {
        let (blocks, at) = self.find(address);
        blocks.insert(at + 1, block);
        self
    }

    /// The report without a block.
    pub fn without(mut self, address: &str) -> Self {
        let (blocks, at) = self.find(address);
        blocks.remove(at);
        self
    }

    /// The one block of this address, and the file that it stands in.
    fn find(&mut self, address: &str) -> (&mut Vec<Block>, usize) {
        let mut found = Vec::new();
        for blocks in std::iter::once(&mut self.manifest).chain(self.units.values_mut()) {
            let at: Vec<usize> = (0..blocks.len()).filter(|at| blocks[*at].is(address)).collect();
            match at[..] {
                [] => {}
                [at] => found.push((blocks, at)),
                _ => panic!("`{address}` stands in one file several times"),
            }
        }
        assert!(found.len() == 1, "`{address}` stands in {} files", found.len());
        found.remove(0)
    }

    /// The manifest's text.
    pub fn manifest(&self) -> String {
        self.keys.written() + &written(&self.manifest)
    }

    /// The report's files, written.
    pub fn folder(&self) -> Folder {
        let mut folder = Folder::empty().with("rapport.toml", self.manifest());
        for (unit, blocks) in &self.units {
            folder = folder.with(&format!("enheter/{unit}.toml"), format!("enhet = \"{unit}\"\n{}", written(blocks)));
        }
        self.files.iter().fold(folder, |folder, (path, content)| folder.with(path, content))
    }

    /// Its findings, one line each, in English.
    pub fn findings(&self) -> String {
        self.folder().findings()
    }

    /// The report, built.
    pub fn built(&self) -> Built {
        self.folder().built()
    }
}

fn written(blocks: &[Block]) -> String {
    blocks.iter().map(Block::written).collect()
}

#[test]
fn the_smallest_report_is_written_as_it_is_shown() {
    let folder = Report::new().folder();
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).unwrap();
    assert_eq!(read("rapport.toml"), super::MANIFEST);
    assert_eq!(read("enheter/a.toml"), super::UNIT);
    assert_eq!(super::saying("Ett stycke."), super::UNIT);
}
