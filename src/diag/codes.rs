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

            /// A page that shows it, what is said of that, and what mends it, as Markdown. Written by a test.
            #[cfg(feature = "render")]
            #[must_use]
            pub fn example(self) -> &'static str {
                match self {
                    $(Self::$name => {
                        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/explain/", $id, ".md"))
                    })+
                }
            }

            /// Whether it is about the code that is made, not about the pages: only who makes code finds it.
            #[must_use]
            pub fn is_about_code(self) -> bool {
                self.id().starts_with("FT06")
            }

            /// Whether a row of a field table is left out where it is reported.
            #[must_use]
            pub fn drops_a_row(self) -> bool {
                self.id().starts_with("FT04") && self.severity() == Severity::Error
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
    /// A row of a table is broken over several lines. They are read as one row.
    BrokenRow = "FT0201", Note;
    /// A blank line, or another line that is no row, stands in a table and ends it for Markdown. The lines below are read
    /// as rows of the table above them.
    BrokenTable = "FT0202", Note;
    /// A cell of the type column is spelled in no way that the notation knows.
    /// The field is kept, as a type that accepts any JSON. Give its type in `fieldtable.toml`, in `[field."MODEL.FIELD"]`.
    UnknownType = "FT0301", Warning;
    /// A default cannot be read as a value of the field's type: a constant whose value no page shows, or damage. The field
    /// is kept without the default. Give it in `fieldtable.toml`, in `[field."MODEL.FIELD"]`.
    UnreadableDefault = "FT0302", Note;
    /// A bound (minimum, maximum, length, pattern) cannot be read. The field is kept without it.
    UnreadableBound = "FT0303", Note;
    /// A row of a field table has no name, so that no field can be made of it.
    /// Give the name in `fieldtable.toml` with a `[[fix]]`.
    MissingName = "FT0401", Warning;
    /// The pages are those of no dialect. Name the dialect with `--dialect` or in `fieldtable.toml`, or write a dialect
    /// file for them.
    NoDialect = "FT0402", Error;
    /// Nothing on the pages tells two dialects apart, though they read them differently. One was chosen; name the right one
    /// with `--dialect` or in `fieldtable.toml`.
    AmbiguousDialect = "FT0403", Warning;
    /// The documents are read, and none of them shows a model.
    NoModel = "FT0404", Error;
    /// Pages of this kind print some types as something else, so that what is read may be wrong where nothing else on the
    /// page tells. Give the types of the fields that matter in `fieldtable.toml`, in `[field."MODEL.FIELD"]`.
    MisleadingTypes = "FT0405", Warning;
    /// Rows of a field table stand for something else than members of the JSON object: parameters of the path, the query or
    /// the headers, or the body as a whole. They are left out. Where they are members, the column that says where they
    /// stand is wrong.
    OtherRow = "FT0406", Note;
    /// A column of a table that is read as a model says something, and nothing of it is in the model: no vocabulary knows its
    /// header, and its cells do not tell what they hold; or the header is known and none of the cells says what such cells
    /// say. Say what it holds in `fieldtable.toml`, in `[columns]`: a role such as `description`, or `nothing`.
    UnreadColumn = "FT0407", Note;
    /// A type names a model that none of the pages describes. It becomes a type that keeps any JSON.
    UndocumentedModel = "FT0501", Warning;
    /// Two rows of a table have one name, and nothing on the page tells how the wire tells them apart. The first row is the
    /// field; the others are left out. Give their names in `fieldtable.toml` with a `[[fix]]`.
    DuplicateField = "FT0502", Warning;
    /// Two pages describe a model of one name differently. The first page counts.
    ConflictingModels = "FT0503", Warning;
    /// The tables print the names that a programming language gives the fields, not those on the wire, and nothing says
    /// how the wire writes them. Say so with `wire_names` in `fieldtable.toml`.
    LanguageNames = "FT0504", Warning;
    /// The pages never say which fields may be `null`. Say what is true of this API with `unsaid_null` in the table
    /// `[schema]` of `fieldtable.toml`.
    UnsaidNull = "FT0505", Note;
    /// The pages do not say which fields must be there. They are read as fields that may be absent. Say what is true of
    /// this API with `unsaid` in the table `[schema]` of `fieldtable.toml`.
    UnsaidPresence = "FT0506", Warning;
    /// The page of a model has neither field nor value: it is an enum, a union or an object whose content the page leaves
    /// out. It becomes a type that keeps any JSON. Give its values or its type in `fieldtable.toml`, in `[model."NAME"]`.
    EmptyModel = "FT0507", Note;
    /// A setting of `fieldtable.toml` matches nothing.
    UnusedSetting = "FT0508", Warning;
    /// A setting of `fieldtable.toml` cannot be carried out.
    UnreadableSetting = "FT0509", Error;
    /// A name holds characters that nobody sees or that turn the direction of text around. It is kept as it is.
    HiddenCharacters = "FT0510", Warning;
    /// A name mixes letters of several scripts, some of which look like others. It is kept as it is.
    LookalikeCharacters = "FT0511", Warning;
    /// A model is said to have the fields of another one that no page describes.
    UnknownParent = "FT0512", Warning;
    /// A page says two things of a field: its cells one, its prose or an example another. What the cells state holds; of two
    /// things that prose says, none does. Say which it is in `fieldtable.toml`, in `[field."MODEL.FIELD"]`, or switch the
    /// rule off that reads the words otherwise than they are meant, in `[infer]`.
    PageDisagrees = "FT0513", Note;
    /// The tables print the names of a programming language, and examples and prose show how the wire writes names: all in
    /// one case. The names follow it. Or the tables have marks between words as the language has not: their names are those
    /// of the wire, and stay. `wire_names` in `fieldtable.toml` settles it.
    InferredCase = "FT0514", Note;
    /// The tables print the names of a programming language, and examples and prose write names in several cases. The names
    /// follow a case that three quarters of them are in; else they stay as the tables have them. Say how the wire writes
    /// them with `wire_names` in `fieldtable.toml`.
    UnclearCase = "FT0515", Warning;
    /// Two models, or two fields of a model, have names that are one identifier in Rust. The first keeps it, the other
    /// gets a number. `name` in `[rust.model]` or `[rust.field]` chooses another.
    NameCollision = "FT0601", Note;
    /// Some JSON fits more than one type of a union that has no discriminator. The type that knows most of its members is
    /// taken.
    UnionOverlap = "FT0602", Note;
}
