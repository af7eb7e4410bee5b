//! What must hold for any input, once for libFuzzer (`fuzz_targets/`) and for `tests/suite/fuzz.rs`, which needs no other
//! compiler: each check takes any bytes and panics if something does not hold.

pub mod checks;
pub mod choices;
pub mod models;
pub mod office;
pub mod reports;
pub mod words;

/// A check of any bytes.
pub type Check = fn(&[u8]);

/// The checks by name. Those of the first list take what people write, the second ones bytes to choose by.
pub const OF_TEXTS: &[(&str, Check)] = &[
    ("manifest", checks::manifest),
    ("section", checks::section),
    ("prose", checks::prose),
    ("binding", checks::binding),
    ("amount", checks::amount),
    ("tokens", checks::tokens),
    ("csv", checks::csv),
    ("workbook", checks::workbook),
    ("readback", checks::readback),
    ("pdf", checks::pdf_file),
    ("docx", office::docx),
    ("xlsx", office::xlsx),
];

/// The checks of what is made by choice.
pub const OF_CHOICES: &[(&str, Check)] = &[("report", checks::report), ("model", checks::model)];
