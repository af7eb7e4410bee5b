//! What the tests share: the example report, reports of a few lines, and running the program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;
use underlag::lower::shown;
use underlag::pipeline::Output as Written;
use underlag::pipeline::{self, Built};
use underlag::pipeline::{Format, Options};
use underlag::report::figures;

pub mod both_files;
#[cfg(unix)]
pub mod bounded;
pub mod net_costs;
pub mod report;
pub mod word_file;

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The reports in `inputs/`, and the one with charts of `tests/reports/`.
pub fn reports() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("inputs")).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> = entries.filter(|path| path.join("rapport.toml").exists()).collect();
    all.sort();
    assert!(!all.is_empty());
    all.push(root().join("tests/reports/charts"));
    all
}

/// Every report of the repository that stands in a folder.
pub fn every_report() -> Vec<PathBuf> {
    let folders = ["inputs", "tests/reports"].map(|folder| std::fs::read_dir(root().join(folder)).unwrap());
    let entries = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> = entries.filter(|path| path.join("rapport.toml").exists()).collect();
    all.sort();
    all
}

/// The example report, built once for all tests.
pub static EXAMPLE: LazyLock<Built> = LazyLock::new(|| build(&root().join("inputs/herrljunga-ks-delar-2023")));

/// Builds a report in every format.
pub fn build(dir: &Path) -> Built {
    let formats = vec![Format::Pdf, Format::Docx, Format::Txt, Format::Typst];
    pipeline::build(dir, &Options { formats, ..Options::default() }).unwrap()
}

/// The bytes of the output file with this extension.
pub fn bytes<'b>(built: &'b Built, extension: &str) -> &'b [u8] {
    let found = built.outputs.iter().find_map(|output| match output {
        Written::File { name, bytes } if name.ends_with(extension) => Some(bytes.as_slice()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no {extension}: {:#?}", built.checked.diagnostics))
}

/// The plain text of a report.
pub fn text(built: &Built) -> String {
    String::from_utf8(bytes(built, ".txt").to_vec()).unwrap()
}

/// A report's folder of a few lines.
pub struct Folder(TempDir);

/// The smallest manifest: one unit, one chapter.
pub const MANIFEST: &str = r#"format = 1
id = "liten"
titel = "Liten rapport"
kommun = "Exempelby kommun"
namnd = "Testnämnden"
datum = 2024-05-02

[[enhet]]
id = "a"
namn = "Enhet A"

[[kapitel]]
id = "text"
rubrik = "Text"
slag = "berattelse"
delar = ["a"]
"#;

/// The smallest section that it asks for.
pub const UNIT: &str = "enhet = \"a\"\n\n[[avsnitt]]\nkapitel = \"text\"\ntext = '''\nEtt stycke.\n'''\n";

/// The smallest section with other words in the place of its paragraph.
pub fn saying(words: &str) -> String {
    format!("enhet = \"a\"\n\n[[avsnitt]]\nkapitel = \"text\"\ntext = '''\n{words}\n'''\n")
}

impl Folder {
    /// A folder with nothing in it.
    pub fn empty() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    /// A folder with the smallest report.
    pub fn new() -> Self {
        Folder::empty().with("rapport.toml", MANIFEST).with("enheter/a.toml", UNIT)
    }

    /// A copy of a report's folder.
    pub fn of(report: &Path) -> Self {
        let files = underlag::input::load::folder(report).unwrap();
        files.iter().fold(Folder::empty(), |folder, (path, bytes)| folder.with(path, bytes))
    }

    /// The same folder with another file.
    pub fn with(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.0.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    /// The same folder with more lines at the end of a file.
    pub fn and(self, path: &str, more: &str) -> Self {
        let text = std::fs::read_to_string(self.0.path().join(path)).unwrap();
        self.with(path, text + more)
    }

    /// The same folder without a file.
    pub fn without(self, path: &str) -> Self {
        std::fs::remove_file(self.0.path().join(path)).unwrap();
        self
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Its findings, one line each, in English.
    pub fn findings(&self) -> String {
        let checked = pipeline::check(self.path(), None).unwrap();
        let language = underlag::diagnostic::Language::English;
        underlag::diagnostic::show::short(&checked.diagnostics, &checked.sources, language)
    }

    /// The report, built.
    pub fn built(&self) -> Built {
        build(self.path())
    }
}

/// Runs the program.
pub fn underlag(arguments: &[&str], within: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_underlag")).args(arguments).current_dir(within).output().unwrap()
}

/// What a run printed.
pub fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The table of a report's figures that its auditors get.
pub fn figures_as_csv(dir: &Path) -> String {
    let checked = pipeline::check(dir, None).unwrap();
    let report = checked.report.as_ref().unwrap();
    figures::csv(&figures::figures(report, &checked.sources, &|prose| shown(report, prose)))
}
