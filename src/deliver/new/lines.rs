//! TOML as somebody would write it: keys in order, a comment above what it is about, lines that can be read.

use toml_edit::Value;

/// The longest line of a comment.
const WIDTH: usize = 100;

/// A file of TOML in the making.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line as it is.
    pub(super) fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// An empty line, unless there is one.
    pub(super) fn blank(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    /// Words as a comment, broken into lines.
    pub(super) fn comment(&mut self, words: &str) {
        commented(words).lines().for_each(|line| self.line(line));
    }

    /// The heading of a part of the file.
    pub(super) fn part(&mut self, heading: &str) {
        self.blank();
        let head = format!("# --- {} ", printable(heading));
        let rest = (WIDTH + 2).saturating_sub(head.chars().count()).max(3);
        self.line(&format!("{head}{}", "-".repeat(rest)));
        self.blank();
    }

    /// A key with words.
    pub(super) fn text(&mut self, key: &str, words: &str) {
        self.line(&format!("{key} = {}", quoted(words)));
    }

    /// A key with no words yet, below a line of its own that says what it is about: a quotation mark that is forgotten
    /// takes nothing along but what somebody wrote.
    pub(super) fn text_about(&mut self, key: &str, about: &str) {
        self.about(about);
        self.text(key, "");
    }

    /// A key that waits for a value, as a comment: without one it cannot be read. What it is about stands above it.
    pub(super) fn waiting(&mut self, key: &str, about: &str) {
        self.about(about);
        self.line(&format!("# {key} ="));
    }

    /// What the key below is about, in one line.
    fn about(&mut self, about: &str) {
        self.line(format!("# {}", printable(about)).trim_end());
    }

    /// A key with a text of several lines in which nothing stands yet.
    pub(super) fn empty_text(&mut self, key: &str) {
        self.line(&format!("{key} = '''\n'''"));
    }

    /// The file.
    pub(super) fn text_of_file(self) -> String {
        self.0
    }
}

/// Words as a string of TOML.
pub(super) fn quoted(words: &str) -> String {
    Value::from(words).to_string()
}

/// A list of strings.
pub(super) fn list<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let all: Vec<String> = words.into_iter().map(quoted).collect();
    format!("[{}]", all.join(", "))
}

/// Words without what no comment may hold.
pub(super) fn printable(words: &str) -> String {
    words.chars().map(|c| if c.is_control() && c != '\t' { ' ' } else { c }).collect()
}

/// Words as the lines of a comment: each of their lines begins with `# ` and is broken where it is too long.
pub(super) fn commented(words: &str) -> String {
    let mut out = String::new();
    for line in words.lines() {
        let (mut at, mut left) = (String::new(), WIDTH);
        for word in printable(line).split(' ') {
            let length = word.chars().count() + 1;
            if length > left && !at.is_empty() {
                out.push_str(&format!("# {}\n", at.trim_end()));
                (at, left) = (String::new(), WIDTH);
            }
            at.push_str(word);
            at.push(' ');
            left = left.saturating_sub(length);
        }
        out.push_str(format!("# {}", at.trim_end()).trim_end());
        out.push('\n');
    }
    out
}
