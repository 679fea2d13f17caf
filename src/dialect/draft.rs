//! What documents show of a model, cells with roles but unread. Comes in from the readers of pages, goes out to `resolve`.
//! `None` always means that the page is silent, never that it says no.

use super::Dialect;
use super::few::Few;
use super::written::Role;
use crate::schema::Presence;
use crate::text::{Span, Spelling};
use crate::typexpr::Notation;

/// What documents show of one model. There are many: what few models have stands in a box.
#[derive(Debug, Clone)]
pub(crate) struct Draft<'d> {
    /// The kind of docs.
    pub(crate) dialect: &'d Dialect,
    /// The notation of its types and values.
    pub(crate) notation: &'d Notation,
    /// Its name as shown: by a heading or caption, or by the file's name.
    pub(crate) name: Spelling,
    /// What else types and links may call it: the file's name where the page shows one model, an anchor.
    pub(crate) also_called: Few<String>,
    /// Prose, Markdown.
    pub(crate) description: Option<Spelling>,
    /// Models whose fields it has too.
    pub(crate) parents: Few<Spelling>,
    /// Whether it should no longer be used, and the note that says so.
    pub(crate) deprecated: Option<Box<Said<Option<String>>>>,
    /// Whether its name is that of the field whose type it is.
    pub(crate) of_field: bool,
    /// Its section or page.
    pub(crate) span: Span,
    /// What it consists of.
    pub(crate) body: Body,
    /// Types that only this model's page names: inline enums, items, tables of nested objects. A field finds them by the
    /// name in its type or by the anchor that its type links to. One with fields becomes a model of its own; any other
    /// is put in the place where it is named.
    pub(crate) nested: Few<Draft<'d>>,
    /// The anchors by which links of all pages call it. Of written docs only.
    pub(crate) anchors: Few<String>,
    /// What stands around it, from near to far, for when another model has its name. Of written docs only.
    pub(crate) around: Few<String>,
}

/// What a model consists of; a page may show several of these.
#[derive(Debug, Clone, Default)]
pub(crate) struct Body {
    /// The rows of its field tables; `Some` of nothing is a table without rows.
    pub(crate) fields: Option<Vec<FieldDraft>>,
    /// Its values; `Some` of none is a heading for values with none below.
    pub(crate) values: Option<ValuesDraft>,
    /// Its alternatives.
    pub(crate) union: Option<Box<UnionDraft>>,
    /// The type that it is another name for.
    pub(crate) alias: Option<Box<TypeDraft>>,
    /// The type of further members.
    pub(crate) additional: Option<Box<TypeDraft>>,
    /// The values that further members may have.
    pub(crate) additional_values: Option<Box<ValuesDraft>>,
}

/// A row of a field table. There are many: what few rows have stands in a box.
#[derive(Debug, Clone)]
pub(crate) struct FieldDraft {
    /// Where it is counted, for those who mend it.
    pub(crate) place: RowPlace,
    /// The whole row.
    pub(crate) row: Span,
    /// The name as shown; empty when the row has lost it.
    pub(crate) name: Spelling,
    /// Whether the configuration gives the name.
    pub(crate) fixed: bool,
    /// The name on the wire, where another part of the page shows it.
    pub(crate) wire: Option<Box<Spelling>>,
    /// The type.
    pub(crate) ty: Option<TypeDraft>,
    /// Prose, Markdown.
    pub(crate) description: Option<Spelling>,
    /// Whether the member must be there.
    pub(crate) presence: Option<Said<Presence>>,
    /// What says so.
    pub(crate) presence_by: By,
    /// Whether it may be `null`; what the type says is not repeated here.
    pub(crate) nullable: Option<Box<Said<bool>>>,
    /// The default, as the notation writes values.
    pub(crate) default: Option<Box<Spelling>>,
    /// The values of an enum.
    pub(crate) values: Option<Box<ValuesDraft>>,
    /// A `format` of JSON Schema that the page names beside the type.
    pub(crate) format: Option<Box<Spelling>>,
    /// Sent by the server only.
    pub(crate) read_only: Option<Box<Said<bool>>>,
    /// Sent to the server only.
    pub(crate) write_only: Option<Box<Said<bool>>>,
    /// Whether it should no longer be used, and the note that says so.
    pub(crate) deprecated: Option<Box<Said<Option<String>>>>,
    /// Bounds: the keyword of JSON Schema and its value.
    pub(crate) bounds: Few<(String, Spelling)>,
    /// Values that the page shows, as the notation writes values.
    pub(crate) examples: Few<Spelling>,
    /// Rows that are members of this one.
    pub(crate) children: Few<FieldDraft>,
    /// What columns hold whose headers no vocabulary knows and whose cells alone tell, with those headers.
    pub(crate) by_cells: Few<(Role, Span)>,
}

/// Where a row stands on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowPlace {
    /// Which table of the page, from 1.
    pub(crate) table: u32,
    /// Which row of the table, from 1, header and delimiter not counted.
    pub(crate) row: u32,
}

impl RowPlace {
    /// This row of this table; no page has as many as the largest number.
    pub(crate) fn new(table: usize, row: usize) -> Self {
        let number = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        Self { table: number(table), row: number(row) }
    }

    /// Whether it is a row of this table.
    pub(crate) fn is_in(self, table: usize) -> bool {
        self.table == Self::new(table, 0).table
    }
}

/// A type as the page shows it.
#[derive(Debug, Clone)]
pub(crate) struct TypeDraft {
    /// The text that a reader sees.
    pub(crate) text: Spelling,
    /// Where its first link goes, decoded.
    pub(crate) link: Option<Box<Spelling>>,
    /// The notation, where it is not that of the page.
    pub(crate) notation: Option<Box<str>>,
    /// Whether it is the type of the items of an array.
    pub(crate) items: bool,
    /// A `format` of JSON Schema that the page names beside it.
    pub(crate) format: Option<Box<Spelling>>,
    /// Parts of the text that link somewhere, and where; an empty part speaks for the whole. Of written docs only.
    pub(crate) links: Few<(std::ops::Range<usize>, String)>,
    /// What tells the model in it, where the cell leaves that open.
    pub(crate) model_by: Option<Box<ModelBy>>,
}

/// What tells of which model an object is that a cell leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ModelBy {
    /// The field's description names it.
    Prose(Span),
    /// The field's description leads to the section that shows it.
    Link(Span),
    /// A model of the page is called as the field is.
    Name(Span),
    /// JSON of the page has the rows from here on inside it.
    Shown(Span),
}

/// A fact and where the page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Said<T> {
    /// The fact.
    pub(crate) value: T,
    /// The words that say it.
    pub(crate) span: Span,
}

/// What says whether a member must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// A column of its own, or notes.
    Column,
    /// A mark on the name or in the type's cell, which tables use for one of the two and leave away for the other.
    Mark,
    /// Prose.
    Prose,
    /// That the row has no mark, while others have: this one.
    Contrast(Span),
    /// The same model on another page: this row.
    Twin(Span),
}

/// The values of an enum.
#[derive(Debug, Clone)]
pub(crate) struct ValuesDraft {
    /// In the page's order.
    pub(crate) values: Vec<ValueDraft>,
    /// How they are written.
    pub(crate) written: Written,
    /// The heading or cell.
    pub(crate) span: Span,
}

/// How values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// As the notation writes values.
    Literal,
    /// Strings without quotes; numbers when all are numbers and nothing says that they are strings.
    Bare,
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub(crate) struct ValueDraft {
    /// The value as written.
    pub(crate) value: Spelling,
    /// The name that the page gives it.
    pub(crate) name: Option<Spelling>,
    /// Prose, Markdown.
    pub(crate) description: Option<Spelling>,
}

/// The alternatives of a model.
#[derive(Debug, Clone, Default)]
pub(crate) struct UnionDraft {
    /// In the page's order; none when the page names the discriminator only.
    pub(crate) variants: Vec<VariantDraft>,
    /// The field whose value says which it is.
    pub(crate) discriminator: Option<Spelling>,
}

/// An alternative of a model.
#[derive(Debug, Clone)]
pub(crate) struct VariantDraft {
    /// The type.
    pub(crate) ty: TypeDraft,
    /// The value of the discriminator that stands for it.
    pub(crate) tag: Option<Spelling>,
    /// Prose, Markdown.
    pub(crate) description: Option<Spelling>,
}

/// An operation of an API page.
#[derive(Debug, Clone)]
pub(crate) struct OperationDraft<'d> {
    /// Its parameters, as a model of the operation's name.
    pub(crate) request: Draft<'d>,
    /// Method and path.
    pub(crate) http: Spelling,
    /// What the server sends.
    pub(crate) returns: Option<TypeDraft>,
}

impl<'d> Draft<'d> {
    /// A model of which nothing is known but its name.
    pub(crate) fn new(dialect: &'d Dialect, notation: &'d Notation, name: Spelling) -> Self {
        Self {
            dialect,
            notation,
            span: name.span(),
            name,
            also_called: Few::new(),
            description: None,
            parents: Few::new(),
            deprecated: None,
            of_field: false,
            body: Body::default(),
            nested: Few::new(),
            anchors: Few::new(),
            around: Few::new(),
        }
    }
}

impl Draft<'_> {
    /// Whether its page shows what it consists of.
    pub(crate) fn shows_parts(&self) -> bool {
        let body = &self.body;
        body.fields.as_ref().is_some_and(|it| !it.is_empty())
            || body.values.as_ref().is_some_and(|it| !it.values.is_empty())
            || body.union.as_ref().is_some_and(|it| !it.variants.is_empty())
            || body.alias.is_some()
            || body.additional.is_some()
            || !self.parents.is_empty()
    }

    /// All rows of its page: its own, and those of the types that only this page names.
    pub(crate) fn rows(&self) -> Vec<&FieldDraft> {
        let mut rows = Vec::new();
        let mut drafts = vec![self];
        while let Some(draft) = drafts.pop() {
            rows.extend(draft.body.fields.iter().flatten());
            drafts.extend(&draft.nested);
        }
        let mut at = 0;
        while let Some(row) = rows.get(at) {
            let children = &row.children;
            rows.extend(children);
            at += 1;
        }
        rows
    }
}

impl FieldDraft {
    /// A row of which nothing is known but its name.
    pub(crate) fn new(place: RowPlace, row: Span, name: Spelling) -> Self {
        Self {
            place,
            row,
            name,
            fixed: false,
            wire: None,
            ty: None,
            description: None,
            presence: None,
            presence_by: By::Column,
            nullable: None,
            default: None,
            values: None,
            format: None,
            read_only: None,
            write_only: None,
            deprecated: None,
            bounds: Few::new(),
            examples: Few::new(),
            children: Few::new(),
            by_cells: Few::new(),
        }
    }
}

impl TypeDraft {
    /// A type without a link, in the notation of the page.
    pub(crate) fn new(text: Spelling) -> Self {
        Self { text, link: None, notation: None, items: false, format: None, links: Few::new(), model_by: None }
    }
}
