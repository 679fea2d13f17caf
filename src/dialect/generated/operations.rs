//! A page of operations → requests. Comes in: a document and its dialect. Goes out: for each operation its parameters and
//! what the server sends.

use super::file::{Column, Generated, columns, same};
use super::operations_file::Parameters;
use super::page::read_part;
use super::table::{self, Context};
use crate::diag::Sink;
use crate::dialect::draft::{Draft, FieldDraft, OperationDraft, Said, TypeDraft};
use crate::dialect::file::within;
use crate::dialect::{Dialect, Outcome, TableCoverage};
use crate::markdown::{self, Block, BlockKind, Document, Table};
use crate::name::letters;
use crate::schema::Presence;
use crate::text::{Source, Span, Spelling, range_in};
use crate::typexpr::Notation;
use foldhash::{HashMap, HashMapExt};
use std::ops::Range;

/// Reads a page of operations; nothing of a page that shows none.
pub(crate) fn read<'d>(
    source: &Source,
    document: &Document,
    dialect: &'d Dialect,
    style: &'d Generated,
    notation: &'d Notation,
    sink: &mut Sink,
) -> (Vec<OperationDraft<'d>>, Vec<TableCoverage>) {
    let (file, notes) = (document.file, &style.operations.notes);
    let mut reader = Reader {
        context: Context { file, text: &source.text, dialect, style, notation, notes, tables: 0, last: None },
        listed: HashMap::new(),
        prefix: style.operations.prefix.replace("{}", &source.stem()),
        section: Section::Other,
        found: Vec::new(),
        tables: Vec::new(),
        sink,
    };
    let mut left = document.blocks.as_slice();
    while let Some((block, rest)) = left.split_first() {
        left = rest;
        match &block.kind {
            BlockKind::Heading { text, .. } if reader.names_type(block) => {
                let end = rest.iter().position(|it| reader.ends_type(it)).unwrap_or(rest.len());
                reader.part(text, block, &rest[..end]);
                left = &rest[end..];
            }
            BlockKind::Heading { text, .. } => reader.heading(text, block.range.clone()),
            BlockKind::Table(table) => reader.table(table),
            BlockKind::Paragraph => reader.paragraph(block.range.clone()),
            BlockKind::Item | BlockKind::Code | BlockKind::Html => {}
        }
    }
    (reader.found.into_iter().map(Operation::finish).collect(), reader.tables)
}

struct Reader<'a, 'd> {
    context: Context<'a, 'd>,
    /// The operations that a table at the head of the page lists, by the letters of their names.
    listed: HashMap<String, Listed>,
    /// What the operations' names begin with.
    prefix: String,
    section: Section,
    found: Vec<Operation<'d>>,
    tables: Vec<TableCoverage>,
    sink: &'a mut Sink,
}

#[derive(Clone)]
struct Listed {
    /// Method and path.
    http: Spelling,
    summary: Spelling,
}

struct Operation<'d> {
    draft: OperationDraft<'d>,
    summary: Spelling,
    /// The type before the name where the page shows a call.
    called: Option<TypeDraft>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    /// Below the operation's heading: prose.
    Head,
    Parameters(Parameters, Span),
    Returns,
    Other,
}

impl Reader<'_, '_> {
    /// Whether a heading is that of a type which a parameter of the last operation has, and which this page alone shows.
    fn names_type(&self, block: &Block) -> bool {
        let BlockKind::Heading { level: 1, text } = &block.kind else { return false };
        let Some(operation) = self.found.last().filter(|_| self.context.style.nested) else { return false };
        let fields = operation.draft.request.body.fields.iter().flatten();
        let mut types = fields.filter_map(|it| Some(it.ty.as_ref()?.text.as_str()));
        let word = |it: &str| it.split(|it: char| !it.is_alphanumeric() && it != '_').any(|it| it == text.as_str());
        types.any(word)
    }

    /// Whether a type that this page alone shows ends before a block.
    fn ends_type(&self, block: &Block) -> bool {
        let BlockKind::Heading { text, .. } = &block.kind else { return false };
        let grammar = &self.context.style.operations;
        self.names_type(block)
            || self.listed.contains_key(&letters(text.as_str()))
            || grammar.parameters.contains_key(text.as_str())
            || grammar.returns.as_deref() == Some(text.as_str())
    }

    fn part(&mut self, name: &Spelling, heading: &Block, below: &[Block]) {
        let Context { file, text, dialect, style, notation, tables, .. } = self.context;
        let context = Context { file, text, dialect, style, notation, notes: &style.notes, tables, last: None };
        let blocks: Vec<Block> = std::iter::once(heading).chain(below).cloned().collect();
        let page = read_part(context, name.as_str(), &blocks, self.sink);
        self.context.tables += page.tables.len();
        self.tables.extend(page.tables);
        self.section = Section::Other;
        if let Some(operation) = self.found.last_mut() {
            operation.draft.request.nested.extend(page.model);
        }
    }

    fn heading(&mut self, text: &Spelling, range: Range<usize>) {
        let grammar = &self.context.style.operations;
        let span = Span::new(self.context.file, range.clone());
        let name = text.slice(text.as_str().trim_matches('`').trim_end_matches("()"));
        if let Some(kind) = grammar.parameters.get(text.as_str()) {
            self.section = Section::Parameters(*kind, span);
        } else if grammar.returns.as_deref() == Some(text.as_str()) {
            self.section = Section::Returns;
        } else if let Some(listed) = self.listed.get(&letters(name.as_str())).cloned() {
            self.open(&name, range, listed);
        } else {
            self.section = Section::Other;
        }
    }

    fn open(&mut self, name: &Spelling, heading: Range<usize>, listed: Listed) {
        let called = self.called(name.as_str(), heading.end);
        let bare = name.as_str().strip_prefix(self.prefix.as_str()).unwrap_or(name.as_str());
        let request = Draft::new(self.context.dialect, self.context.notation, name.slice(bare));
        let draft = OperationDraft { request, http: listed.http, returns: None };
        self.found.push(Operation { draft, summary: listed.summary, called });
        self.section = Section::Head;
    }

    /// The type before the name in the quoted call below a heading: `> Receipt placeOrder(order)`.
    fn called(&self, name: &str, after: usize) -> Option<TypeDraft> {
        let line = self.context.text[after..].lines().find(|it| !it.trim().is_empty() && !it.starts_with('<'))?;
        let (ty, rest) = line.strip_prefix("> ")?.split_once(name)?;
        let ty = Some(ty.trim()).filter(|it| !it.is_empty() && rest.trim_start().starts_with('('))?;
        let notation = Some(self.context.style.operations.call.as_deref()?.into());
        Some(TypeDraft { notation, ..self.context.ty(range_in(self.context.text, ty)) })
    }

    fn table(&mut self, table: &Table) {
        self.context.tables += 1;
        let header: Vec<String> = markdown::cells(self.context.text, table.header.clone())
            .into_iter()
            .map(|it| self.context.plain(it).as_str().to_owned())
            .collect();
        let outcome = self.read_table(table, &header);
        let end = table.rows.last().map_or(table.header.end, |it| it.end);
        let span = Span::new(self.context.file, table.header.start..end);
        self.tables.push(TableCoverage { span, rows: table.rows.len(), outcome, columns: Vec::new() });
    }

    fn read_table(&mut self, table: &Table, header: &[String]) -> Outcome {
        let style = self.context.style;
        let roles = columns(header);
        let fits = roles.first() == Some(&Column::Name) && roles.contains(&Column::Type);
        if same(header, &style.operations.list) {
            self.list(table);
            return Outcome::LeftOut { reason: "it lists operations, which stand below".to_owned() };
        }
        let Section::Parameters(kind, heading) = self.section else {
            return Outcome::LeftOut { reason: format!("its columns are `{}`", header.join("`, `")) };
        };
        if !fits || self.found.is_empty() {
            return Outcome::LeftOut { reason: "no operation stands above it".to_owned() };
        }
        let fields = table::fields(&mut self.context, table, roles, self.sink);
        self.take(fields, kind, heading);
        let operation = self.found.last().expect("the test above");
        Outcome::Read { model: operation.draft.request.name.as_str().to_owned() }
    }

    fn take(&mut self, fields: Vec<FieldDraft>, kind: Parameters, heading: Span) {
        let style = self.context.style;
        let text = self.context.text;
        let ignored = |it: &FieldDraft| {
            let ty = it.ty.as_ref().map_or("", |it| it.text.as_str());
            let marked = text[it.name.span().range()].starts_with(&style.operations.mark);
            !marked
                || style.operations.ignored.get(it.name.as_str()).is_some_and(|no| no == ty || within(ty, no).is_some())
        };
        let Some(operation) = self.found.last_mut() else { return };
        for mut field in fields.into_iter().filter(|it| !ignored(it)) {
            let said = |value| Some(Said { value, span: heading });
            match kind {
                Parameters::Noted if style.operations.default_always && field.default.is_none() => {
                    field.presence = field.presence.filter(|it| it.value == Presence::Optional);
                }
                Parameters::Noted => {}
                Parameters::Required => field.presence = said(Presence::Required),
                Parameters::Optional => field.presence = said(Presence::Optional),
                Parameters::Unsaid => field.presence = None,
            }
            operation.take(field, style);
        }
    }

    /// The operations of the page, with their HTTP requests and summaries.
    fn list(&mut self, table: &Table) {
        for line in &table.rows {
            let cells = markdown::cells(self.context.text, line.clone());
            let [name, http, summary @ ..] = cells.as_slice() else { continue };
            let bold = self.context.text[name.clone()].split("**").nth(1);
            let summary = summary.first().cloned().unwrap_or(http.end..http.end);
            let summary = markdown::prose(self.context.file, self.context.text, summary);
            let listed = Listed { http: request(self.context.plain(http.clone())), summary };
            self.listed.extend(bold.map(|it| (letters(it), listed)));
        }
    }

    fn paragraph(&mut self, range: Range<usize>) {
        let range = markdown::trim(self.context.text, range);
        let Some(operation) = self.found.last_mut() else { return };
        match self.section {
            Section::Returns => {
                let ty = self.context.ty(range);
                let nothing = &self.context.style.operations.nothing;
                let nothing = nothing.iter().any(|it| ty.text.as_str().starts_with(it.as_str()));
                operation.draft.returns = (!nothing && !ty.text.is_empty()).then_some(ty);
                operation.called = None;
                self.section = Section::Other;
            }
            Section::Head if !["[[", "<"].iter().any(|it| self.context.text[range.clone()].starts_with(it)) => {
                let before = operation.draft.request.description.as_ref();
                let start = before.map_or(range.start, |it| it.span().range().start);
                let whole = markdown::prose(self.context.file, self.context.text, start..range.end);
                operation.draft.request.description = Some(whole);
            }
            Section::Parameters(kind, heading) => {
                let fields = table::below(&mut self.context, range, self.sink);
                self.take(fields, kind, heading);
            }
            Section::Head | Section::Other => {}
        }
    }
}

impl<'d> Operation<'d> {
    /// A parameter; some pages show one in two tables.
    fn take(&mut self, mut field: FieldDraft, style: &Generated) {
        let grammar = &style.operations;
        field.ty = field.ty.filter(|ty| !grammar.untold.iter().any(|it| within(ty.text.as_str(), it).is_some()));
        if let Some(ty) = &mut field.ty {
            let whole = ty.text.as_str();
            let inner = grammar.around.iter().find_map(|it| within(whole, it));
            // The type of a file may stand twice in its cell: `**File****File**`.
            let once = whole.split_once("****").map(|it| it.0).filter(|it| !it.is_empty());
            if let Some(part) = inner.or(once) {
                ty.text = ty.text.slice(part);
            }
        }
        field.wire = field.wire.or_else(|| in_path(&self.draft.http, field.name.as_str()).map(Box::new));
        let fields = self.draft.request.body.fields.get_or_insert_default();
        match fields.iter_mut().find(|it| it.name.as_str() == field.name.as_str()) {
            Some(before) if before.ty.is_none() => before.ty = field.ty,
            Some(_) => {}
            None => fields.push(field),
        }
    }

    fn finish(self) -> OperationDraft<'d> {
        let mut draft = self.draft;
        if draft.returns.is_none() {
            draft.returns = self.called;
        }
        let request = &mut draft.request;
        let prose = request.description.take().or_else(|| Some(self.summary).filter(|it| !it.is_empty()));
        let span = prose.as_ref().map_or(draft.http.span(), Spelling::span);
        let prose = prose.map_or_else(String::new, |it| format!("{}\n\n", it.as_str()));
        request.description = Some(Spelling::made(format!("{prose}`{}`", draft.http.as_str()), span));
        draft
    }
}

/// Method and path; methods are written large.
fn request(shown: Spelling) -> Spelling {
    match shown.as_str().split_once(' ') {
        Some((method, path)) if method.contains(char::is_lowercase) => {
            Spelling::made(format!("{} {path}", method.to_uppercase()), shown.span())
        }
        _ => shown,
    }
}

/// The name of a parameter as the path writes it: `/orders/{order_id}`.
fn in_path(http: &Spelling, name: &str) -> Option<Spelling> {
    let wanted = letters(name);
    let holes = http.as_str().split('{').skip(1).filter_map(|it| Some(it.split_once('}')?.0));
    let mut fitting = holes.filter(|it| letters(it) == wanted);
    fitting.next().map(|it| http.slice(it))
}
