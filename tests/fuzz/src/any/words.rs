//! Words of all kinds: what papers say, what is markup somewhere, and characters that are seldom met.

use super::choices::Choices;

/// What stands in papers.
const PLAIN: &[&str] = &[
    "kostnaderna",
    "har",
    "ökat",
    "12 954,5 tkr",
    "40,3 % (38,6 %)",
    "16 §",
    "2023-08-31",
    "31 augusti 2023",
    "1 100 000",
    "-3,4",
    "2023–2026",
    "jan-mars",
    "Nås inte",
    "Summa",
    "å",
    "räddningstjänstsförbundets",
    ".",
    ",",
    "(",
    ")",
    "%",
    "–",
    "\u{2212}5",
    "”citat”",
    "5\u{a0}kap.",
    "e\u{301}",
    "½",
    "●",
    "ﬁn",
    "A&O",
    "1.",
    "överskott om 3 tkr",
    "underskott",
];

/// What means something to somebody: CommonMark, Typst, XML, TOML, Word.
const MARKUP: &[&str] = &[
    "#let x = 1",
    "$x^2$",
    "\\u{1}",
    "&amp;",
    "&nbsp;",
    "<w:t>",
    "</w:p>",
    "]]>",
    "_a_",
    "*b*",
    "**stark**",
    "[^n0]",
    "[^n1]",
    "[^saknas]",
    "{{t0.r0.k0}}",
    "{{t0.r1.k1|tal}}",
    "{{t1.r0.k0|avvikelse}}",
    "{{t9.x}}",
    "{{",
    "}}",
    "|",
    "[länk](https://exempel.example/a?b=c&d=e)",
    "[post](mailto:a@exempel.example)",
    "[Lean](sprak:en)",
    "[a](b)",
    "[x]: y",
    "`kod`",
    "```",
    "![b](x.png)",
    "\n\n- ",
    "\n\n1. ",
    "\n\n7) ",
    "\n2. ",
    "\n3. ",
    "\na) ",
    "\nb) ",
    "\n• ",
    "\n•\t",
    "\n– ",
    "\no ",
    "\n* ",
    "\n  - ",
    "\n+ ",
    "\n- 500 tkr",
    "\n2023. Året",
    "\n| a | b |",
    "3*12*450",
    "**",
    "*",
    "_",
    "C:\\temp\\",
    "[^",
    "](",
    "[",
    ")",
    "\n\n# ",
    "\n\n#### ",
    "\n> ",
    "  \n",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "***",
    "---",
    "\n---\n",
    "<br>",
    "<!-- a -->",
    "\\",
    "\\*",
    "//",
    "/* a */",
    "@a",
    "~",
    "=",
    "+",
    "^",
    "'''",
    "\"\"\"",
    "\"",
    "'",
    "http://a.example",
    "Lorem ipsum",
    "TBD",
    "xx",
    "(fyll i)",
    "%d",
    "{0}",
];

/// Characters that are seldom met, some of them refused or replaced.
const STRANGE: &[&str] = &[
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{fffd}",
    "\u{ffff}",
    "\u{e000}",
    "\u{2028}",
    "\u{85}",
    "\u{7f}",
    "😀",
    "👨\u{200d}👩\u{200d}👧",
    "א",
    "ب",
    "क्ष",
    "中",
    "Ψ",
    "Щ",
    "ẞ",
    "ﷺ",
    "\u{301}",
    "𝔘",
    "\u{1f1f8}\u{1f1ea}",
    "ﬀ",
    "Ǆ",
    "İ",
    "ſ",
    "\r",
    "\r\n",
    "\u{b}",
    "\u{c}",
];

/// Letters that stand in another order, or joined, in a PDF; or marks above tall letters, which may say the letter twice.
pub fn is_reordered(text: &str) -> bool {
    let reordered = |c: char| matches!(u32::from(c), 0x590..=0x10ff | 0x1780..=0x18af | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfb00..=0xfdff | 0xfe70..=0xfeff | 0x1_0000..);
    let is_mark = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    let is_tall = |c: char| c.is_alphabetic() && !"acegijmnopqrsuvwxyz".contains(c);
    let marked = text.chars().zip(text.chars().skip(1)).any(|(letter, mark)| is_mark(mark) && is_tall(letter));
    marked || text.chars().any(reordered)
}

/// Some words, perhaps none.
pub fn words(choices: &mut Choices<'_>) -> String {
    let mut out = String::new();
    for _ in choices.some(12) {
        let kind = choices.below(16);
        let piece = match kind {
            0..=9 => choices.pick(PLAIN),
            10..=14 => choices.pick(MARKUP),
            _ => choices.pick(STRANGE),
        };
        out.push_str(piece);
        if choices.below(4) != 3 {
            out.push(' ');
        }
    }
    if choices.rarely(200) {
        out = out.repeat(1 + choices.below(60));
    }
    out
}

/// Words that mean nothing to CommonMark: what lowering leaves in a model.
pub fn plain(choices: &mut Choices<'_>) -> String {
    let mut out = String::from(*choices.pick(PLAIN));
    for _ in choices.some(8) {
        let piece = if choices.rarely(4) { choices.pick(MARKUP) } else { choices.pick(PLAIN) };
        let piece = piece.replace(['\n', '\t'], " ");
        if choices.below(4) != 3 {
            out.push(' ');
        }
        out.push_str(&piece);
    }
    out.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `text` as a string of TOML.
pub fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
