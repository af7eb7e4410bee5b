//! The codes of findings: stable names, never translated, never reused.

use std::fmt;

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// What kind of finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The code as people and files know it, in kebab case.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// The severity that findings of this code have.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// A file that the report needs is not there.
    FileMissing = "file-missing", Error;
    /// A file is there but cannot be read.
    FileUnreadable = "file-unreadable", Error;
    /// A file is not UTF-8 text.
    NotUtf8 = "not-utf8", Error;
    /// A file is larger than any section can be.
    FileTooLarge = "file-too-large", Error;
    /// A file lies in the units' folder, but no unit of the manifest owns it.
    StrayFile = "stray-file", Warning;
    /// The file is no TOML.
    TomlSyntax = "toml-syntax", Error;
    /// A key that does not exist.
    UnknownKey = "unknown-key", Error;
    /// A key that must be there is not.
    MissingKey = "missing-key", Error;
    /// A value of the wrong type.
    WrongType = "wrong-type", Error;
    /// A value of the right type that means nothing here.
    BadValue = "bad-value", Error;
    /// Two things with one id.
    DuplicateId = "duplicate-id", Error;
    /// A name that nothing has.
    UnknownReference = "unknown-reference", Error;
    /// A character that no file may hold.
    ControlCharacter = "control-character", Error;
    /// A character that no font of the layout can show.
    CharacterNotShown = "character-not-shown", Error;
    /// Markup that the paper cannot carry.
    UnsupportedMarkup = "unsupported-markup", Error;
    /// Something that a unit owes has not come.
    MissingDelivery = "missing-delivery", Error;
    /// Something came that the manifest does not ask for.
    UnaskedDelivery = "unasked-delivery", Error;
    /// A note mark without a text.
    NoteWithoutText = "note-without-text", Error;
    /// A note text without a mark.
    NoteWithoutMark = "note-without-mark", Warning;
    /// A risk is valued outside of the scale.
    RiskOutOfScale = "risk-out-of-scale", Error;
    /// A sum that is not the sum of its rows.
    SumMismatch = "sum-mismatch", Error;
    /// A difference within what rounding explains.
    SumRounding = "sum-rounding", Note;
    /// A layout's tokens cannot be read.
    LayoutTokens = "layout-tokens", Error;
    /// The layout's template failed.
    LayoutFailed = "layout-failed", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
