//! The findings there are. A code owns its severity and its explanation; numbers are never reused.

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal, $severity:ident;)+) => {
        /// The kind of a finding. `FTssnn`: `ss` is the stage (01 files, 02 markdown, 03 typexpr, 04 dialect, 05 resolve, 06 emit,
        /// 07 diff).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of the stages.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable id, `FT0301`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// How much it matters unless the configuration says otherwise.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// What it means and what to do, as Markdown.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc, "\n",)+),)+ }
            }

            /// The code with this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
            }
        }
    };
}

codes! {
    /// A page is not UTF-8. What can be read of it is read; each byte that cannot stands as `�`.
    /// Save the page as UTF-8.
    NotUtf8 = "FT0101", Error;
    /// A cell of the type column is spelled in no way that the notation knows.
    /// The field is kept, as a type that accepts any JSON.
    UnknownType = "FT0301", Warning;
    /// A row of a field table has no name, so that no field can be made of it.
    /// Give the name in `fieldtable.toml` with a `[[fix]]`.
    MissingName = "FT0401", Error;
    /// A type names a model that none of the pages describes. It becomes a type that keeps any JSON.
    UndocumentedModel = "FT0501", Warning;
}
