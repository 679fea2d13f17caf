use super::Escapes;
use super::operations_file::Operations;
use crate::decode::{table, words};
use indexmap::IndexMap;

/// How a generator writes its pages: one page a model, every page of the same shape. Patterns have one hole, `{}`.
///
/// ```
/// use fieldtable::dialect::{Style, builtin};
///
/// let php = builtin().iter().find(|it| it.id == "openapi-generator-php").expect("it comes with the program");
/// let Style::Generated(style) = &php.style else { panic!("a program writes such pages") };
/// assert_eq!(style.header, ["Name", "Type", "Description", "Notes"]);
/// assert_eq!(style.section.as_deref(), Some("Properties"));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Generated {
    /// Headings that name a model; the first that fits.
    pub heading: Vec<String>,
    /// What every raw row of a field table starts with: evidence for the dialect.
    pub row: String,
    /// Texts of which pages of this kind hold one, unless they are damaged: evidence for the dialect.
    pub look: Vec<String>,
    /// Texts that pages of this kind do not hold: evidence against the dialect.
    pub unlike: Vec<String>,
    /// The header of field tables.
    pub header: Vec<String>,
    /// What the columns hold; by the words of the header when absent.
    pub columns: Vec<Column>,
    /// The heading under which field tables stand.
    pub section: Option<String>,
    /// What the column of notes holds.
    pub notes: Notes,
    /// The notation of defaults, where it is not that of types.
    pub default_notation: Option<String>,
    /// What tells that a field may be `null`.
    pub null: Null,
    /// How the values of enums are listed.
    pub values: Values,
    /// How alternatives are listed.
    pub variants: Variants,
    /// What stands for the type of a model that is another name.
    pub alias: Alias,
    /// Rows that are no fields.
    pub pseudo: Pseudo,
    /// Whether dates have the type of plain strings, though the notation has a word for them.
    pub plain_dates: bool,
    /// Whether descriptions are printed as they are, so that nothing is to be decoded in them.
    pub raw_prose: bool,
    /// What descriptions write for something else, so that the language takes it in a comment or a string: `\\"` for `"`.
    pub escaped_prose: IndexMap<String, String>,
    /// What types of such pages say that is not so; told once.
    pub misleading: Option<String>,
    /// Lines of prose that say nothing about the model.
    pub not_prose: Vec<String>,
    /// The word in the type's place when the link's target is the type.
    pub linked_type: Option<String>,
    /// Whether items that the type leaves out are of the model that the cell links to.
    pub linked_items: bool,
    /// Whether headings of the first level after the first show types that the model's page alone names.
    pub nested: bool,
    /// Whether names of the language have no mark between their words: `giftNote`. Pages with `gift_note` show names as they
    /// are on the wire, then, for whoever made them has told the program so.
    pub joined_names: bool,
    /// Words that the language does not allow as names, in small letters.
    pub reserved: Vec<String>,
    /// What names of fields carry that the wire has not.
    pub escaped_fields: Escapes,
    /// The same for names of models.
    pub escaped_models: Escapes,
    /// How pages of operations look.
    pub operations: Operations,
}

table! { Generated {
    heading, row, look, unlike, header, columns, section, notes, default_notation, null, values, variants, alias,
    pseudo, plain_dates, raw_prose, escaped_prose, misleading, not_prose, linked_type, linked_items, nested, joined_names,
    reserved, escaped_fields, escaped_models, operations,
} needs "row", "header"; from Self { heading: any(), ..Self::default() } }

/// What a column holds.
///
/// ```
/// use fieldtable::dialect::{Column, Dialect, Style};
///
/// let text = r#"id = "ledger"
/// notation = "docs"
/// names = "wire"
/// base = "openapi-generator"
/// [generated]
/// row = "**"
/// columns = ["name", "type", "ignored", "notes"]
/// "#;
/// let dialect = Dialect::from_toml(text)?;
/// let Style::Generated(style) = &dialect.style else { panic!("a program writes such pages") };
/// assert_eq!(style.columns[2], Column::Ignored);
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The name of the field.
    Name,
    /// The name on the wire, or one near it.
    Wire,
    /// The type.
    Type,
    /// Prose.
    Description,
    /// Notes: optional, defaults, bounds.
    Notes,
    /// The word for required, or nothing.
    Required,
    /// Nothing of interest.
    Ignored,
}

words! { Column {
    Name = "name", Wire = "wire", Type = "type", Description = "description", Notes = "notes", Required = "required",
    Ignored = "ignored",
} }

/// What a column of notes holds.
///
/// ```
/// use fieldtable::dialect::{Style, builtin};
///
/// let php = builtin().iter().find(|it| it.id == "openapi-generator-php").expect("it comes with the program");
/// let Style::Generated(style) = &php.style else { panic!("a program writes such pages") };
/// assert_eq!(style.notes.optional, ["[optional]"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notes {
    /// The field may be absent. With none of these, pages are silent about it.
    pub optional: Vec<String>,
    /// The server alone writes it.
    pub read_only: Vec<String>,
    /// Clients alone write it.
    pub write_only: Vec<String>,
    /// It should no longer be used.
    pub deprecated: Vec<String>,
    /// The default.
    pub default: Vec<String>,
    /// The values of an enum, strings without quotes.
    pub values: Vec<String>,
    /// The values of an enum as the notation writes values.
    pub literals: Vec<String>,
    /// What says nothing; some with a hole.
    pub ignored: Vec<String>,
    /// Bounds: pattern = keyword of JSON Schema.
    pub bounds: IndexMap<String, String>,
    /// Formats: text = format of JSON Schema.
    pub formats: IndexMap<String, String>,
}

table! { Notes { optional, read_only, write_only, deprecated, default, values, literals, ignored, bounds, formats, } }

/// What tells that a field may be `null`.
///
/// ```
/// use fieldtable::dialect::{Dialect, Style};
///
/// let text = r#"id = "ledger"
/// notation = "docs"
/// names = "wire"
/// base = "openapi-generator"
/// [generated]
/// row = "**"
/// null = { prefix = "?" }
/// "#;
/// let dialect = Dialect::from_toml(text)?;
/// let Style::Generated(style) = &dialect.style else { panic!("a program writes such pages") };
/// assert_eq!(style.null.prefix.as_deref(), Some("?"));
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Null {
    /// Headings that stand for such fields: `Set{}Nil`.
    pub heading: Option<String>,
    /// The heading of the section where those headings stand; where it is, a field without one is never `null`.
    pub section: Option<String>,
    /// What the types of such fields begin with.
    pub prefix: Option<String>,
    /// Whether the type tells.
    pub by_type: NullByType,
    /// A sentence below a union that says that it may be `null`.
    pub note: Option<String>,
}

table! { Null { heading, section, prefix, by_type, note, } }

/// Whether the type tells that a field may be `null`.
///
/// ```
/// use fieldtable::dialect::{Dialect, NullByType, Style};
///
/// let text = r#"id = "ledger"
/// notation = "docs"
/// names = "wire"
/// base = "openapi-generator"
/// [generated]
/// row = "**"
/// null = { by_type = "always" }
/// "#;
/// let dialect = Dialect::from_toml(text)?;
/// let Style::Generated(style) = &dialect.style else { panic!("a program writes such pages") };
/// assert_eq!(style.null.by_type, NullByType::Always);
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NullByType {
    /// Where it says so; it may keep silent.
    #[default]
    Some,
    /// Always: a type that does not say so excludes it.
    Always,
    /// For required fields: their type may be absent only if it is `null`.
    Required,
    /// Never: what looks as if it did stands behind other types too.
    Never,
}

words! { NullByType { Some = "some", Always = "always", Required = "required", Never = "never" } }

/// How the values of enums are listed.
///
/// ```
/// use fieldtable::dialect::{Style, builtin};
///
/// let php = builtin().iter().find(|it| it.id == "openapi-generator-php").expect("it comes with the program");
/// let Style::Generated(style) = &php.style else { panic!("a program writes such pages") };
/// assert_eq!(style.values.section.as_deref(), Some("Enum"));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    /// The heading of the values of an enum model.
    pub section: Option<String>,
    /// Items of lists, or lines of code: what stands before the name, between name and value, and after.
    pub item: Option<[String; 3]>,
    /// The header of tables of values.
    pub header: Vec<String>,
    /// A line that lists values without quotes, with commas between.
    pub line: Option<String>,
    /// What values without quotes stand in at the end of a description.
    pub suffix: Option<String>,
    /// Headings of the values of an inline enum: the hole holds its type.
    pub inline: Vec<String>,
    /// How the types in these headings are named after their fields, where the field's own type does not say them.
    pub after_field: Vec<String>,
    /// Headings of the values of an inline enum: the hole holds the name of its field on the wire.
    pub inline_field: Vec<String>,
    /// Whether one cell holds all values, without quotes and with commas between.
    pub joined: bool,
}

table! { Values { section, item, header, line, suffix, inline, after_field, inline_field, joined, } }

/// How alternatives are listed.
///
/// ```
/// use fieldtable::dialect::{Dialect, Style};
///
/// let text = r#"id = "ledger"
/// notation = "docs"
/// names = "wire"
/// base = "openapi-generator"
/// [generated]
/// row = "**"
/// variants = { section = ["One of"] }
/// "#;
/// let dialect = Dialect::from_toml(text)?;
/// let Style::Generated(style) = &dialect.style else { panic!("a program writes such pages") };
/// assert_eq!(style.variants.section, ["One of"]);
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Variants {
    /// Headings of lists or tables of alternatives.
    pub section: Vec<String>,
    /// Headings of lists or tables of what the model combines.
    pub all: Vec<String>,
    /// The header of tables of alternatives.
    pub header: Vec<String>,
    /// What the columns hold; the first is the type when absent.
    pub columns: Vec<Column>,
    /// Lines of code that name alternatives.
    pub code: Vec<String>,
    /// Lines of code that name the discriminator.
    pub code_discriminator: Vec<String>,
    /// Items of lists, or lines of code, that name a value of the discriminator and the alternative that it stands for.
    pub mapping: Vec<[String; 3]>,
    /// Sentences in a description that list alternatives with commas between.
    pub sentence: Vec<String>,
    /// What names the discriminator.
    pub discriminator: Vec<String>,
}

table! { Variants { section, all, header, columns, code, code_discriminator, mapping, sentence, discriminator, } }

/// What stands for the type of a model that is another name.
///
/// ```
/// use fieldtable::dialect::{Dialect, Style};
///
/// let text = r#"id = "ledger"
/// notation = "docs"
/// names = "wire"
/// base = "openapi-generator"
/// [generated]
/// row = "**"
/// alias = { section = "Alias of" }
/// "#;
/// let dialect = Dialect::from_toml(text)?;
/// let Style::Generated(style) = &dialect.style else { panic!("a program writes such pages") };
/// assert_eq!(style.alias.section.as_deref(), Some("Alias of"));
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Alias {
    /// The heading above the type.
    pub section: Option<String>,
    /// The notation of the type, where it is another.
    pub notation: Option<String>,
    /// The header of tables whose one row holds the type.
    pub header: Vec<String>,
    /// What the columns of that table hold.
    pub columns: Vec<Column>,
    /// The header of a table right below the model's heading whose one row holds the type.
    pub alone: Vec<String>,
    /// The heading of the table of the items of a list.
    pub items: Option<String>,
}

table! { Alias { section, notation, header, columns, alone, items, } }

/// Rows that are no fields.
///
/// ```
/// use fieldtable::dialect::{Dialect, Style};
///
/// let text = r#"id = "ledger"
/// notation = "docs"
/// names = "wire"
/// base = "openapi-generator"
/// [generated]
/// row = "**"
/// pseudo = { additional = ["any string name"] }
/// "#;
/// let dialect = Dialect::from_toml(text)?;
/// let Style::Generated(style) = &dialect.style else { panic!("a program writes such pages") };
/// assert_eq!(style.pseudo.additional, ["any string name"]);
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pseudo {
    /// The name in the row that stands for further members.
    pub additional: Vec<String>,
    /// The name in the row that stands for the value of a model that is no object.
    pub value: Option<String>,
}

table! { Pseudo { additional, value, } }

fn any() -> Vec<String> {
    vec!["{}".to_owned()]
}

impl Generated {
    /// Lets the ways to write names know what is not allowed as a name.
    pub(crate) fn share_reserved(&mut self) {
        for escapes in [&mut self.escaped_fields, &mut self.escaped_models] {
            escapes.reserved = self.reserved.iter().cloned().collect();
        }
    }

    /// What the columns of field tables hold.
    pub(crate) fn columns(&self) -> Vec<Column> {
        if self.columns.len() == self.header.len() { self.columns.clone() } else { columns(&self.header) }
    }
}

/// What columns hold, by the words of their header.
pub(crate) fn columns<S: AsRef<str>>(header: &[S]) -> Vec<Column> {
    let known = [
        ("name", Column::Name),
        ("type", Column::Type),
        ("description", Column::Description),
        ("notes", Column::Notes),
        ("required", Column::Required),
    ];
    let role = |word: &S| known.iter().find(|it| word.as_ref().trim().eq_ignore_ascii_case(it.0)).map(|it| it.1);
    header.iter().map(|it| role(it).unwrap_or(Column::Ignored)).collect()
}

/// Whether the words of a header are those wanted.
pub(crate) fn same<S: AsRef<str>>(found: &[S], wanted: &[String]) -> bool {
    !wanted.is_empty()
        && found.len() == wanted.len()
        && found.iter().zip(wanted).all(|(found, wanted)| found.as_ref().eq_ignore_ascii_case(wanted))
}
