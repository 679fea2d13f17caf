//! A page that a generator wrote → drafts. Comes in: a document and its dialect. Goes out: the model that the page shows,
//! cells split but unread, and what became of each table.

use super::file::{Generated, columns, same};
use super::lists::{inside, listed};
use super::table::{self, Context};
use crate::diag::Sink;
use crate::dialect::draft::{Draft, FieldDraft, Said, TypeDraft, UnionDraft, ValuesDraft, Written};
use crate::dialect::file::within;
use crate::dialect::{Dialect, Outcome, TableCoverage};
use crate::markdown::{self, Block, BlockKind, Document, Table};
use crate::text::{FileId, Source, Span, Spelling, range_in};
use crate::typexpr::Notation;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::ops::Range;

/// What a page shows.
#[derive(Debug)]
pub(crate) struct Page<'d> {
    /// Its model; nothing when it shows none.
    pub(crate) model: Option<Draft<'d>>,
    /// What became of its tables.
    pub(crate) tables: Vec<TableCoverage>,
}

/// Reads a page of a model.
pub(crate) fn read<'d>(
    source: &Source,
    document: &Document,
    dialect: &'d Dialect,
    style: &'d Generated,
    notation: &'d Notation,
    sink: &mut Sink,
) -> Page<'d> {
    let (file, text, notes) = (document.file, &source.text, &style.notes);
    let context = Context { file, text, dialect, style, notation, notes, tables: 0, last: None };
    read_part(context, &source.stem(), &document.blocks, sink)
}

/// Reads the part of a page that shows one model, which has this name where no heading gives it one.
pub(super) fn read_part<'d>(context: Context<'_, 'd>, stem: &str, blocks: &[Block], sink: &mut Sink) -> Page<'d> {
    let name = Spelling::made(stem, Span::new(context.file, 0..0));
    let mut reader = Reader {
        main: Draft::new(context.dialect, context.notation, name),
        context,
        nested: Vec::new(),
        titled: false,
        over: None,
        section: None,
        prose: true,
        nullable: HashMap::new(),
        without_null: None,
        tables: Vec::new(),
        sink,
    };
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { level, text } => reader.heading(*level, text, block.range.clone()),
            BlockKind::Table(table) => reader.table(table),
            _ if reader.over.is_some() => {}
            BlockKind::Paragraph => reader.paragraph(block.range.clone()),
            BlockKind::Item => reader.item(block.range.clone()),
            BlockKind::Code => reader.code(block.range.clone()),
            BlockKind::Html => {}
        }
    }
    reader.finish(stem)
}

pub(super) struct Reader<'a, 'd> {
    pub(super) context: Context<'a, 'd>,
    pub(super) main: Draft<'d>,
    /// Those that the page alone names; the last one is being read.
    pub(super) nested: Vec<Nested<'d>>,
    pub(super) titled: bool,
    /// The heading of something else than the page's model, below which nothing is read.
    pub(super) over: Option<String>,
    pub(super) section: Option<Section>,
    /// Whether the next paragraph may describe the model.
    pub(super) prose: bool,
    /// Fields that headings name as such that may be null, by their shown name.
    pub(super) nullable: HashMap<String, Span>,
    /// The heading of the section whose silence means that a field is never null.
    pub(super) without_null: Option<Span>,
    pub(super) tables: Vec<TableCoverage>,
    pub(super) sink: &'a mut Sink,
}

pub(super) struct Nested<'d> {
    pub(super) draft: Draft<'d>,
    /// Whether it is done with the next heading of any kind.
    pub(super) section_only: bool,
}

pub(super) struct Section {
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Fields,
    Values,
    Variants,
    All,
    Alias,
    Items,
    Other,
}

impl<'d> Reader<'_, 'd> {
    pub(super) fn file(&self) -> FileId {
        self.context.file
    }

    pub(super) fn current(&mut self) -> &mut Draft<'d> {
        match self.nested.last_mut() {
            Some(nested) => &mut nested.draft,
            None => &mut self.main,
        }
    }

    pub(super) fn open(&mut self, name: Spelling, span: Span, section_only: bool) {
        self.close();
        let mut draft = Draft::new(self.context.dialect, self.context.notation, name);
        draft.span = span;
        self.nested.push(Nested { draft, section_only });
    }

    pub(super) fn close(&mut self) {
        if let Some(nested) = self.nested.pop() {
            self.main.nested.push(nested.draft);
        }
    }

    fn table(&mut self, table: &Table) {
        self.context.tables += 1;
        self.prose = false;
        let text = self.context.text;
        let cells = markdown::cells(text, table.header.clone()).into_iter();
        let header: Vec<Spelling> = cells.map(|it| self.context.plain(it)).collect();
        let end = table.rows.last().map_or(table.header.end, |it| it.end);
        let span = Span::new(self.file(), table.header.start..end);
        let outcome = self.read_table(table, &header, span);
        self.tables.push(TableCoverage { span, rows: table.rows.len(), outcome, columns: Vec::new() });
    }

    fn read_table(&mut self, table: &Table, header: &[Spelling], span: Span) -> Outcome {
        let style = self.context.style;
        if let Some(other) = &self.over {
            return Outcome::LeftOut { reason: format!("it stands under `{other}`, which is not the page's model") };
        }
        let read = Outcome::Read { model: String::new() };
        let kind = self.section.as_ref().map(|it| it.kind);
        let in_place = kind == Some(Kind::Fields) || style.section.is_none() || (kind.is_none() && !self.titled);
        if same(header, &style.header) && in_place {
            let fields = table::fields(&mut self.context, table, style.columns(), self.sink);
            self.take_fields(fields);
            return read;
        }
        if same(header, &style.variants.header) && matches!(kind, Some(Kind::Variants | Kind::All | Kind::Items)) {
            self.variant_rows(table, kind);
            return read;
        }
        if same(header, &style.values.header) && matches!(kind, Some(Kind::Values | Kind::Variants)) {
            self.value_rows(table, span);
            return read;
        }
        if same(header, &style.alias.header) && kind == Some(Kind::Alias) {
            self.alias_row(table, &style.alias.columns);
            return read;
        }
        if same(header, &style.alias.alone) && kind.is_none() {
            self.alias_row(table, &columns(header));
            return read;
        }
        let reason = match &self.section {
            Some(section) if same(header, &style.header) => format!("it stands under `{}`", section.text),
            _ => {
                let words: Vec<_> = header.iter().map(Spelling::as_str).collect();
                format!("its columns are `{}`", words.join("`, `"))
            }
        };
        Outcome::LeftOut { reason }
    }

    fn take_fields(&mut self, mut fields: Vec<FieldDraft>) {
        let pseudo = &self.context.style.pseudo;
        if let [field] = fields.as_mut_slice()
            && pseudo.value.as_deref() == Some(field.name.as_str())
        {
            if let Some(values) = field.values.take() {
                let ty = field.ty.take();
                let body = &mut self.current().body;
                (body.values, body.alias) = (Some(*values), ty.map(Box::new));
                return;
            }
            if let Some(variants) = field.ty.as_ref().and_then(|it| self.sentence(it)) {
                self.current().body.union = Some(UnionDraft { variants, discriminator: None }.into());
                return;
            }
        }
        let is_additional = |it: &mut FieldDraft| pseudo.additional.iter().any(|name| name == it.name.as_str());
        for field in fields.extract_if(.., is_additional) {
            let body = &mut self.current().body;
            body.additional = field.ty.map(|ty| TypeDraft { format: field.format, ..ty }.into());
            body.additional_values = field.values;
        }
        match &mut self.current().body.fields {
            Some(before) => before.extend(fields),
            none => *none = Some(fields),
        }
    }

    fn paragraph(&mut self, range: Range<usize>) {
        let style = self.context.style;
        let text = self.context.text;
        let range = markdown::trim(text, range);
        let line = &text[range.clone()];
        if let Some(named) = style.variants.discriminator.iter().find_map(|it| inside(line, it)) {
            let spelling = Spelling::verbatim(self.file(), text, range_in(text, named));
            self.current().body.union.get_or_insert_default().discriminator = Some(spelling);
            return;
        }
        if line.starts_with("[[") || style.not_prose.iter().any(|it| line.starts_with(it.as_str())) {
            return;
        }
        if style.null.note.as_deref() == Some(line) {
            self.or_null(Span::new(self.file(), range));
            return;
        }
        match self.section.as_ref().map(|it| it.kind) {
            Some(Kind::Values) => {
                if let Some(inner) = style.values.line.as_deref().and_then(|it| within(line, it)) {
                    let spelling = markdown::prose(self.file(), text, range_in(text, inner));
                    let span = spelling.span();
                    let found = ValuesDraft { values: listed(&spelling), written: Written::Bare, span };
                    self.current().body.values = Some(found);
                }
            }
            Some(Kind::Alias) if self.current().body.alias.is_none() => {
                let mut ty = self.context.ty(range);
                ty.notation = style.alias.notation.as_deref().map(Into::into);
                self.current().body.alias = Some(ty.into());
            }
            Some(Kind::Fields) => self.orphans(range),
            None if self.prose && self.titled => {
                self.describe(self.context.prose(range));
            }
            _ => {}
        }
    }

    /// Adds to the description of the model, whose parts follow each other.
    pub(super) fn describe(&mut self, part: Spelling) {
        let start = self.current().description.as_ref().map(|it| it.span().range().start);
        let end = part.span().range().end;
        let whole = start.map_or(part, |it| self.context.prose(it..end));
        self.current().description = Some(whole);
    }

    /// Lines below a field table that a blank line has cut off it.
    fn orphans(&mut self, range: Range<usize>) {
        let fields = table::orphans(&mut self.context, range, self.sink);
        self.take_fields(fields);
    }

    fn finish(mut self, stem: &str) -> Page<'d> {
        self.close();
        let mut model = self.main;
        if stem != model.name.as_str() {
            model.also_called.push(stem.to_owned());
        }
        if let Some(section) = self.without_null {
            let fields: HashSet<String> =
                model.body.fields.iter().flatten().map(|it| it.name.as_str().to_owned()).collect();
            self.nullable.retain(|name, _| fields.contains(name));
            for field in model.body.fields.iter_mut().flatten() {
                let said = self.nullable.get(field.name.as_str()).copied();
                field.nullable = Some(Said { value: said.is_some(), span: said.unwrap_or(section) }.into());
            }
        }
        super::lists::wire_names(&mut model);
        super::lists::values_of_fields(&mut model, self.context.style);
        let body = &model.body;
        let shown = body.fields.is_some()
            || body.values.is_some()
            || body.union.is_some()
            || body.alias.is_some()
            || !model.parents.is_empty();
        let name = model.name.as_str().to_owned();
        for table in &mut self.tables {
            if let Outcome::Read { model } = &mut table.outcome {
                model.clone_from(&name);
            }
        }
        Page { model: shown.then_some(model), tables: self.tables }
    }
}
