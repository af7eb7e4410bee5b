//! The names of the standards that a PDF can be made to: PDF/A for the archive, PDF/UA for those who do not see it.

macro_rules! standards {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal, $title:literal;)+) => {
        /// A standard, or two that hold together. PDF/UA-1 is one of them wherever the version of PDF allows it:
        /// PDF/A-1 is of PDF 1.4 and PDF/A-4 of PDF 2.0, while PDF/UA-1 needs PDF 1.7.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub enum Standard {
            $($(#[$doc])+ $variant,)+
        }

        impl Standard {
            /// Every standard, the one that holds unless another is asked for first.
            pub const ALL: &'static [Standard] = &[$(Standard::$variant),+];

            /// Its name on the command line and in files, `a-2a`.
            pub fn name(self) -> &'static str {
                match self { $(Standard::$variant => $name,)+ }
            }

            /// Its name for people, `PDF/A-2a, PDF/UA-1`.
            pub fn title(self) -> &'static str {
                match self { $(Standard::$variant => $title,)+ }
            }

            /// The standard of this name.
            pub fn named(name: &str) -> Option<Standard> {
                Standard::ALL.iter().copied().find(|standard| standard.name() == name)
            }
        }
    };
}

standards! {
    #[default]
    /// For the archive, and whole for those who do not see it.
    A2a = "a-2a", "PDF/A-2a, PDF/UA-1";
    /// For the archive, with text that can be searched.
    A2u = "a-2u", "PDF/A-2u, PDF/UA-1";
    /// For the archive, with looks that last.
    A2b = "a-2b", "PDF/A-2b, PDF/UA-1";
    /// As `a-2a`, with what the figures rest on attached.
    A3a = "a-3a", "PDF/A-3a, PDF/UA-1";
    /// As `a-2u`, with the same attachments.
    A3u = "a-3u", "PDF/A-3u, PDF/UA-1";
    /// As `a-2b`, with the same attachments.
    A3b = "a-3b", "PDF/A-3b, PDF/UA-1";
    /// For an archive that takes PDF 1.4 alone.
    A1a = "a-1a", "PDF/A-1a";
    /// For an archive that takes PDF 1.4 alone, with looks that last.
    A1b = "a-1b", "PDF/A-1b";
    /// For an archive that takes PDF 2.0.
    A4 = "a-4", "PDF/A-4";
    /// For an archive that takes PDF 2.0, with the same attachments.
    A4f = "a-4f", "PDF/A-4f";
    /// For an archive that takes PDF 2.0 with three-dimensional drawings, which no paper has.
    A4e = "a-4e", "PDF/A-4e";
    /// For those who do not see it, without promises to an archive.
    Ua1 = "ua-1", "PDF/UA-1";
}

impl Standard {
    /// Whether a PDF of this standard carries what its figures rest on. PDF/A-2 forbids attachments that are no PDF/A.
    pub fn attaches(self) -> bool {
        matches!(self, Standard::A3a | Standard::A3u | Standard::A3b | Standard::A4f)
    }
}
