//! What a kind of written docs has of its own. Comes in: the `[written]` table of a dialect file.

use super::vocabulary::{Role, fold};
use crate::decode::{table, words};
use indexmap::IndexMap;

/// How people or a tool write field tables, where it is not what the vocabulary says.
///
/// ```
/// use fieldtable::dialect::{Dialect, Style};
///
/// let text = r#"id = "ledger"
/// notation = "docs"
/// names = "wire"
/// [written]
/// headers = [["slot", "shape"]]
/// columns = { slot = "name", shape = "type" }
/// "#;
/// let dialect = Dialect::from_toml(text)?;
/// let Style::Written(style) = &dialect.style else { panic!("people write such pages") };
/// assert_eq!(style.headers, [["slot", "shape"]]);
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Written {
    /// Headers of field tables, in lower case, that tell these docs from others.
    pub headers: Vec<Vec<String>>,
    /// Texts that stand on its pages and on few others; without one of them the headers count for nothing.
    pub marks: Vec<String>,
    /// What columns hold: headers in lower case and roles.
    pub columns: IndexMap<String, Role>,
    /// Patterns of headings that name a model, with one hole: `Struct {}`.
    pub headings: Vec<String>,
    /// Whether headings are ways from the root of a schema, `root > a > b`, of which the first step names nothing.
    pub rooted: bool,
    /// Labels of what a section's thing is defined as, in lower case: the last step of the value is its name.
    pub definitions: Vec<String>,
    /// Labels of the section that shows the same thing, in lower case.
    pub same: Vec<String>,
    /// Headers of tables that link to the section of an array's items, in lower case.
    pub items: Vec<String>,
    /// Labels that link to the section of further members, in lower case.
    pub further: Vec<String>,
    /// Headers of tables that link to the sections whose members a model has too, in lower case.
    pub parents: Vec<String>,
    /// Headings that name nothing, in lower case.
    pub generic: Vec<String>,
    /// Headings above the name of the model in code, in lower case: the heading above them may say it in other words.
    pub named: Vec<String>,
    /// Headings of tables that are none of fields, in lower case.
    pub others: Vec<String>,
    /// Headings of enums' tables, or beginnings of paragraphs before them, in lower case.
    pub enums: Vec<String>,
    /// Headers of enums' tables, in lower case.
    pub enum_headers: Vec<Vec<String>>,
    /// Headers of tables whose only row, which has the model's name, tells the type that the model is another name for.
    pub alias_headers: Vec<Vec<String>>,
    /// Beginnings of rows that are no fields, in lower case.
    pub asides: Vec<String>,
    /// What stands before the type that a heading's thing is another name for, in lower case: `underlying type:`.
    pub aliases: Vec<String>,
    /// Headings of tables of a union's alternatives, in lower case.
    pub unions: Vec<String>,
    /// Headings of JSON that shows the names on the wire, in lower case.
    pub examples: Vec<String>,
    /// Marks before a name and what they say.
    pub bullets: IndexMap<char, Mark>,
    /// Words of the columns of labels, tags and presence and what they say.
    pub words: IndexMap<String, Mark>,
    /// What names of types mean, where no page describes them: `Quantity` and `integer | string`.
    pub types: IndexMap<String, String>,
    /// Whether what a type links to, and has no table, is an object without members.
    pub memberless: bool,
    /// What a row without any mark is.
    pub unmarked: Option<Mark>,
    /// Whether the anchor that a type links to names the model better than the type's words do.
    pub anchors_name: bool,
}

table! { Written {
    headers, marks, columns, headings, rooted, definitions, same, items, further, parents, generic, named, others, enums,
    enum_headers, alias_headers, asides, aliases, unions, examples, bullets, words, types, memberless, unmarked, anchors_name,
} }

impl Written {
    /// Takes over what somebody says of headers.
    pub(crate) fn set_columns(&mut self, columns: &IndexMap<String, Role>) {
        self.columns.extend(columns.iter().map(|(header, role)| (fold(header), *role)));
    }
}

/// What a mark says of a field.
///
/// ```
/// use fieldtable::dialect::{Dialect, Mark, Style};
///
/// let text = r#"id = "ledger"
/// notation = "docs"
/// names = "wire"
/// [written]
/// words = { must = "required" }
/// "#;
/// let dialect = Dialect::from_toml(text)?;
/// let Style::Written(style) = &dialect.style else { panic!("people write such pages") };
/// assert_eq!(style.words["must"], Mark::Required);
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It must be there.
    Required,
    /// It may be absent.
    Optional,
    /// It is a list of its type.
    List,
    /// It may be null.
    Null,
    /// It may not be null.
    NotNull,
    /// The server alone writes it.
    ReadOnly,
    /// The client alone writes it.
    WriteOnly,
    /// It should no longer be used.
    Deprecated,
    /// It has one value.
    Constant,
    /// Nothing.
    Nothing,
}

words! { Mark {
    Required = "required", Optional = "optional", List = "list", Null = "null", NotNull = "not-null",
    ReadOnly = "read-only", WriteOnly = "write-only", Deprecated = "deprecated", Constant = "constant",
    Nothing = "nothing",
} }
