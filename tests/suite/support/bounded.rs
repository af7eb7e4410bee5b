//! Runs the program as somebody runs it who does not trust what it reads: with little memory and little time.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// What came of a run.
pub struct Ran {
    /// The exit code; `None` where a signal ended it.
    pub code: Option<i32>,
    /// What it printed, errors last.
    pub said: String,
    pub took: Duration,
}

/// Runs the program in a folder, with 1.5 GB of addresses.
pub fn bounded(folder: &Path, arguments: &[&str]) -> Ran {
    let start = Instant::now();
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -v 1572864; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_underlag"), "--lang", "en"]);
    let output = shell.args(arguments).current_dir(folder).output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    Ran { code: output.status.code(), said, took: start.elapsed() }
}

impl Ran {
    /// That it ended with this code, by itself and soon, and said this.
    #[track_caller]
    pub fn ended(&self, case: &str, code: i32, words: &[&str]) {
        let said: String = self.said.chars().take(2_000).collect();
        assert_eq!(self.code, Some(code), "{case}: {said}");
        assert!(!self.said.contains("panicked") && !self.said.contains("allocation"), "{case}: {said}");
        words.iter().for_each(|word| assert!(self.said.contains(word), "{case}: no ”{word}” in {said}"));
        assert!(self.took < Duration::from_secs(60), "{case}: {:?}", self.took);
    }
}
