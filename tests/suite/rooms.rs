//! The order of the rooms and of the files in them, read from every path of the source.
//!
//! `UNDERLAG_DRAW=rooms.svg cargo test --release --test suite -- rooms` draws which room uses which into that file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::sync::LazyLock;

use regex::Regex;

use crate::support::root;
use crate::tidy::sources;

/// The rooms in the order of the data. Each uses only those before it.
const ROOMS: [&str; 12] = [
    "base",
    "diagnostic",
    "model",
    "layout",
    "input",
    "report",
    "check",
    "lower",
    "render",
    "pipeline",
    "deliver",
    "cli",
];

/// Rooms that do not know each other, although the order would allow it: what uses, and what it must not use.
const STRANGERS: [(&str, &str); 5] =
    [("lower", "check"), ("render", "input"), ("render", "report"), ("render", "check"), ("render", "lower")];

/// The one circle between files: blocks, lists, tables, words and notes of the Word file's body call each other,
/// since a cell holds blocks and a block may be a table.
const RECURSION: &str = "src/render/docx/body/";

/// The source as modules, each a file, with the names that are imported and handed on.
struct Source {
    /// The file of each module, by its path from the crate.
    files: BTreeMap<String, String>,
    /// The code of each module, without tests and comments.
    code: BTreeMap<String, String>,
    /// What each module hands on: the path that others write, and where it leads.
    reexports: BTreeMap<String, String>,
}

static USE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)^(pub(?:\([^)]*\))? )?use ([^;]+);").unwrap());
static ABSOLUTE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:crate|super|self)(?:::\w+)+").unwrap());
static LOCAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:^|[^\w:.])(\w+)((?:::\w+)+)").unwrap());

/// The module of a file, `render::pdf` of `src/render/pdf/mod.rs`.
fn module(file: &str) -> String {
    let path = file.strip_prefix("src/").unwrap().strip_suffix(".rs").unwrap();
    path.strip_suffix("/mod").unwrap_or(path).replace('/', "::")
}

/// The paths of a tree of imports with the names that they get.
fn tree(text: &str) -> Vec<(Vec<String>, String)> {
    let text = text.trim();
    let Some((before, rest)) = text.split_once('{') else {
        let (path, name) = text.split_once(" as ").map_or((text, None), |(path, name)| (path.trim(), Some(name)));
        let path: Vec<String> = path.split("::").map(str::to_owned).collect();
        let name = name.map_or_else(|| path.last().unwrap().clone(), |name| name.trim().to_owned());
        return vec![(path, name)];
    };
    let before: Vec<String> = before.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let (mut all, mut depth, mut from) = (Vec::new(), 0, 0);
    let inner = rest.rsplit_once('}').unwrap().0;
    let ends = inner.char_indices().chain([(inner.len(), ',')]);
    for (at, c) in ends {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                for (mut path, mut name) in tree(&inner[from..at]).into_iter().filter(|(path, _)| path != &[""]) {
                    if path == ["self"] {
                        (path, name) = (Vec::new(), before.last().unwrap().clone());
                    }
                    all.push((before.iter().cloned().chain(path).collect(), name));
                }
                from = at + 1;
            }
            _ => {}
        }
    }
    all
}

impl Source {
    fn read() -> Self {
        let mut source = Source { files: BTreeMap::new(), code: BTreeMap::new(), reexports: BTreeMap::new() };
        for (file, code) in sources("src") {
            if file == "src/lib.rs" || file == "src/main.rs" || file.ends_with("/tests.rs") {
                continue;
            }
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            source.code.insert(module(&file), lines.collect::<Vec<_>>().join("\n"));
            source.files.insert(module(&file), file);
        }
        for (module, code) in &source.code {
            for found in USE.captures_iter(code).filter(|found| found.get(1).is_some()) {
                for (path, name) in tree(&found[2]) {
                    if let Some(path) = source.absolute(&path, module) {
                        source.reexports.insert(format!("{module}::{name}"), path);
                    }
                }
            }
        }
        source
    }

    /// A path as a module writes it, from the crate on. `None` for what is not of this crate.
    fn absolute(&self, path: &[String], module: &str) -> Option<String> {
        let mut base: Vec<&str> = module.split("::").collect();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => (base, rest) = (Vec::new(), &path[1..]),
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|part| part == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            first if self.files.contains_key(&format!("{module}::{first}")) => {}
            _ => return None,
        }
        Some(base.into_iter().chain(rest.iter().map(String::as_str)).collect::<Vec<_>>().join("::"))
    }

    /// The file that a path leads to, through what modules hand on.
    fn file(&self, path: &str) -> Option<&str> {
        let parts: Vec<&str> = path.split("::").collect();
        for end in (1..=parts.len()).rev() {
            let start = parts[..end].join("::");
            if let Some(file) = self.files.get(&start) {
                return Some(file);
            }
            if let Some(target) = self.reexports.get(&start).filter(|target| **target != start) {
                return self.file(target);
            }
        }
        None
    }

    /// Which files each file uses.
    fn uses(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (module, code) in &self.code {
            let mut paths = Vec::new();
            let mut modules: BTreeMap<String, String> = BTreeMap::new();
            for found in USE.captures_iter(code) {
                for (path, name) in tree(&found[2]) {
                    let Some(path) = self.absolute(&path, module) else { continue };
                    if self.files.contains_key(&path) {
                        modules.insert(name, path.clone());
                    }
                    paths.push(path);
                }
            }
            let code = USE.replace_all(code, "");
            for found in ABSOLUTE.find_iter(&code) {
                let path: Vec<String> = found.as_str().split("::").map(str::to_owned).collect();
                paths.extend(self.absolute(&path, module));
            }
            for found in LOCAL.captures_iter(&code) {
                let child = format!("{module}::{}", &found[1]);
                let known = modules.get(&found[1]).or_else(|| self.files.get_key_value(&child).map(|(path, _)| path));
                paths.extend(known.map(|path| format!("{path}{}", &found[2])));
            }
            let own = self.files[module].as_str();
            let used = paths.iter().filter_map(|path| self.file(path)).filter(|file| *file != own);
            all.entry(own).or_default().extend(used);
        }
        all
    }
}

fn room(file: &str) -> &str {
    file.split('/').nth(1).unwrap()
}

/// Which room uses which.
fn between_rooms<'s>(uses: &BTreeMap<&'s str, BTreeSet<&'s str>>) -> BTreeMap<(&'s str, &'s str), (&'s str, &'s str)> {
    let pairs = uses.iter().flat_map(|(from, used)| used.iter().map(|to| (*from, *to)));
    pairs.filter(|(from, to)| room(from) != room(to)).map(|(from, to)| ((room(from), room(to)), (from, to))).collect()
}

#[test]
fn each_room_uses_only_rooms_before_it() {
    let source = Source::read();
    let uses = source.uses();
    let arrows = between_rooms(&uses);
    assert!(arrows.len() > 30, "{arrows:?}");
    for ((from, to), (file, used)) in &arrows {
        let place = |room: &str| ROOMS.iter().position(|known| *known == room).unwrap_or_else(|| panic!("{room}"));
        assert!(place(to) < place(from), "{from} comes before {to}, but {file} uses {used}");
        assert!(!STRANGERS.contains(&(*from, *to)), "{from} must not know {to}, but {file} uses {used}");
    }
    if let Some(path) = std::env::var_os("UNDERLAG_DRAW") {
        fs::write(root().join(path), drawing(&arrows.into_keys().collect::<Vec<_>>())).unwrap();
    }
}

#[test]
fn no_two_files_use_each_other_by_any_way() {
    let source = Source::read();
    let uses = source.uses();
    // What each file reaches, grown until nothing is added.
    let mut reached = uses.clone();
    loop {
        let mut next = reached.clone();
        for files in next.values_mut() {
            let more: Vec<&str> =
                files.iter().flat_map(|file| reached.get(file).into_iter().flatten()).copied().collect();
            files.extend(more);
        }
        if next == reached {
            break;
        }
        reached = next;
    }
    let circle = |file: &&str| reached[*file].contains(*file) && !file.starts_with(RECURSION);
    let circles: Vec<&str> = reached.keys().copied().filter(circle).collect();
    assert!(circles.is_empty(), "in a circle: {circles:#?}");
    for (file, used) in uses.iter().filter(|(file, _)| reached[*file].contains(*file)) {
        let back = used.iter().filter(|used| reached[*used].contains(file));
        assert!(back.into_iter().all(|used| used.starts_with(RECURSION)), "{file}");
    }
}

#[test]
fn the_map_names_what_is_there() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rows = map.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split('`').next());
    let rows: Vec<&str> =
        rows.map(|row| row.trim_start_matches("mod@")).take_while(|row| !row.contains("::")).collect();
    assert_eq!(rows, ROOMS, "the table of src/lib.rs");
    let entries = fs::read_dir(root().join("src")).unwrap().map(|entry| entry.unwrap().file_name());
    let there: BTreeSet<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    let wanted: BTreeSet<String> = ROOMS.iter().copied().chain(["lib.rs", "main.rs"]).map(str::to_owned).collect();
    assert_eq!(there, wanted, "src");
}

/// The rooms as boxes from the first to the last, and an arc from each to those that it uses: at the right where that
/// is an earlier one. One at the left, in red, would lead to a later one.
fn drawing(arrows: &[(&str, &str)]) -> String {
    let place = |room: &str| ROOMS.iter().position(|known| *known == room).unwrap();
    let middle = |room: &str| 40 + place(room) * 60;
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"760\" height=\"760\" font-family=\"sans-serif\" \
         font-size=\"15\">\n<rect width=\"760\" height=\"760\" fill=\"white\"/>\n",
    );
    for (from, to) in arrows {
        let (start, end) = (middle(from), middle(to));
        let down = end < start;
        let reach = 26 * start.abs_diff(end) / 60;
        let (x, bend, colour) =
            if down { (370, 370 + reach + 20, "#456") } else { (230, 210 - reach.min(200), "#c00") };
        writeln!(
            svg,
            "<path d=\"M{x} {start} C{bend} {start} {bend} {end} {x} {end}\" fill=\"none\" stroke=\"{colour}\" \
             stroke-opacity=\"0.6\"/><circle cx=\"{x}\" cy=\"{end}\" r=\"3\" fill=\"{colour}\"/>"
        )
        .unwrap();
    }
    for room in ROOMS {
        let y = middle(room);
        let top = y - 18;
        writeln!(
            svg,
            "<rect x=\"230\" y=\"{top}\" width=\"140\" height=\"36\" rx=\"6\" fill=\"#eef2f6\" stroke=\"#456\"/>\
             <text x=\"300\" y=\"{}\" text-anchor=\"middle\">{room}</text>",
            y + 5
        )
        .unwrap();
    }
    svg + "</svg>\n"
}
