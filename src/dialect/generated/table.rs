//! Field tables → rows. Comes in: a table and what its columns hold. Goes out: drafts of fields; rows that the page has
//! damaged are mended where there is one way to do it, and reported.

use super::cells::{self, Row};
use super::file::{Column, Generated, Notes};
use super::lists::listed;
use super::notes::{Noted, Tails};
use crate::diag::{Code, Sink};
use crate::dialect::Dialect;
use crate::dialect::draft::{FieldDraft, RowPlace, Said, TypeDraft, ValuesDraft, Written};
use crate::markdown::{self, Table};
use crate::schema::Presence;
use crate::text::{FileId, Span, Spelling};
use crate::typexpr::{Notation, TypeExpr};
use std::ops::Range;
use std::sync::Arc;

/// What cells are read with.
pub(super) struct Context<'a, 'd> {
    pub(super) file: FileId,
    pub(super) text: &'a Arc<str>,
    pub(super) dialect: &'d Dialect,
    pub(super) style: &'d Generated,
    pub(super) notation: &'d Notation,
    /// What columns of notes hold.
    pub(super) notes: &'d Notes,
    /// How many tables the page has so far.
    pub(super) tables: usize,
    /// How many lines the last field table has so far, what its columns hold, and whether a bar closes its rows.
    pub(super) last: Option<(usize, Vec<Column>, bool)>,
}

impl Context<'_, '_> {
    /// A cell without markup.
    pub(super) fn plain(&self, range: Range<usize>) -> Spelling {
        markdown::decode(self.file, self.text, range).text
    }

    /// A cell that holds a type.
    pub(super) fn ty(&self, range: Range<usize>) -> TypeDraft {
        let inline = markdown::decode(self.file, self.text, range);
        TypeDraft { link: inline.link.map(Box::new), ..TypeDraft::new(inline.text) }
    }

    /// A text that is Markdown.
    pub(super) fn prose(&self, range: Range<usize>) -> Spelling {
        super::prose::prose(self.style, self.file, self.text, range)
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// Whether a text is a type that needs no model, or a container.
    fn is_known(&self, text: &str) -> bool {
        matches!(self.notation.parse(text), Ok(expr) if !matches!(expr, TypeExpr::Name { .. }))
    }

    fn is_type(&self, text: &str) -> bool {
        self.notation.parse(text).is_ok()
    }
}

/// Whether the header, and so each row, ends with a bar though it does not begin with one.
fn closed(text: &str, table: &Table) -> bool {
    let header = text[table.header.clone()].trim();
    header.ends_with('|')
}

/// The cells of a line of a table, without the bars at its ends.
pub(super) fn body_of(text: &str, table: &Table, line: Range<usize>) -> Range<usize> {
    cells::body(text, line, closed(text, table))
}

/// The rows of a field table.
pub(super) fn fields(
    context: &mut Context<'_, '_>,
    table: &Table,
    columns: Vec<Column>,
    sink: &mut Sink,
) -> Vec<FieldDraft> {
    context.last = Some((0, columns, closed(context.text, table)));
    rows(context, &table.rows, sink)
}

/// Lines that a blank line has cut off the table above.
pub(super) fn orphans(context: &mut Context<'_, '_>, range: Range<usize>, sink: &mut Sink) -> Vec<FieldDraft> {
    let mut found = Sink::new();
    let fields = below(context, range.clone(), &mut found);
    if !fields.is_empty() {
        sink.report(Code::BrokenTable, context.span(range), "a blank line stands in the table")
            .label("read as rows of the table above")
            .help("remove the blank line");
    }
    sink.append(found);
    fields
}

/// Lines below a table that go on with it, where they fit.
pub(super) fn below(context: &mut Context<'_, '_>, range: Range<usize>, sink: &mut Sink) -> Vec<FieldDraft> {
    let Some((_, columns, _)) = &context.last else { return Vec::new() };
    let text = context.text;
    let lines: Vec<_> = markdown::lines(text, range).collect();
    // A line without a bar is prose.
    let fewest = columns.len().min(2);
    let fits = lines.iter().all(|it| cells::count(text, it.clone(), fewest) >= fewest);
    if fits { rows(context, &lines, sink) } else { Vec::new() }
}

fn rows(context: &mut Context<'_, '_>, lines: &[Range<usize>], sink: &mut Sink) -> Vec<FieldDraft> {
    let Some((before, columns, closed)) = context.last.take() else { return Vec::new() };
    let mut found = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let mut line = lines[at].clone();
        let number = before + at + 1;
        while at + 1 < lines.len() && continues(context, &columns, &line, &lines[at + 1], closed) {
            let next = &lines[at + 1];
            sink.report(Code::BrokenRow, context.span(line.clone()), "the row is broken over two lines")
                .also(context.span(next.clone()), "read as its second half")
                .help("write the row on one line");
            line.end = next.end;
            at += 1;
        }
        at += 1;
        found.push(row(context, line, number, &columns, closed));
    }
    context.last = Some((before + lines.len(), columns, closed));
    found
}

/// Whether the next line is the rest of this one: both are short, together they are a row, and alone one is none.
fn continues(
    context: &Context<'_, '_>,
    columns: &[Column],
    line: &Range<usize>,
    next: &Range<usize>,
    closed: bool,
) -> bool {
    let text = context.text;
    let full = columns.len() + usize::from(closed);
    let count = |it: &Range<usize>| cells::count(text, cells::body(text, it.clone(), false), full);
    let first = count(line);
    // Nearly all lines are whole.
    if first >= full {
        return false;
    }
    let second = count(next);
    if second >= full || first + second > full + 1 {
        return false;
    }
    let is_row = |it: &Range<usize>| {
        let body = cells::body(text, it.clone(), closed);
        let row = cells::split(text, body, columns, context.notes);
        row.and_then(|it| it.ty).is_some_and(|it| context.is_type(context.plain(it).as_str()))
    };
    !is_row(line) || !is_row(next)
}

fn row(
    context: &mut Context<'_, '_>,
    line: Range<usize>,
    number: usize,
    columns: &[Column],
    closed: bool,
) -> FieldDraft {
    let text = context.text;
    let place = RowPlace::new(context.tables, number);
    let span = context.span(line.clone());
    let body = cells::body(text, line, closed);
    let Some(mut row) = cells::split(text, body.clone(), columns, context.notes) else {
        // Not even a name can be told from a type: the row is kept without either, for whoever mends it.
        let mut field = FieldDraft::new(place, span, context.plain(body.start..body.start));
        field.description = Some(context.prose(body)).filter(|it| !it.is_empty());
        return field;
    };
    shift(context, &mut row, &body);
    let name = markdown::decode(context.file, text, row.name.clone());
    let mut field = FieldDraft::new(place, span, name.text);
    fill(context, &mut field, &row);
    // A name that links to a part of the page says that the type stands there.
    if let (Some(ty), Some(link)) = (&mut field.ty, name.link.filter(|it| it.as_str().starts_with('#'))) {
        ty.link.get_or_insert_with(|| Box::new(link));
    }
    field
}

/// A row of another kind of table, as if it were one of a field table.
pub(super) fn field(
    context: &mut Context<'_, '_>,
    table: &Table,
    line: Range<usize>,
    number: usize,
    columns: &[Column],
) -> FieldDraft {
    let closed = closed(context.text, table);
    row(context, line, number, columns, closed)
}

/// Cells that stand one column too far to the left: a row that has lost its name, and notes in the place of a description.
fn shift<'a>(context: &Context<'a, 'a>, row: &mut Row<'a>, body: &Range<usize>) {
    let grammar = context.notes;
    let unnoted = row.notes.as_ref().is_none_or(|it| !it.any);
    if unnoted && let Some(description) = row.description.clone() {
        let mut tails = Tails::new(grammar, context.text);
        let last = description.start..body.end;
        // A spare bar may follow.
        let trimmed = context.text[last.clone()].trim_end_matches([' ', '\t', '|', '\r', '\n']).len();
        if let Some(notes) = tails.read(description.start..description.start + trimmed)
            && notes.any
        {
            row.description = None;
            row.notes = Some(notes);
        }
    }
    // Without a column of descriptions none can stand in another.
    let described = context.style.header.len() > 2;
    let Some(ty) = row.ty.clone().filter(|_| described && row.description.is_none()) else { return };
    let name = context.plain(row.name.clone());
    let shown = context.plain(ty.clone());
    let word = shown.as_str().chars().all(char::is_alphabetic);
    let no_type = !shown.is_empty() && (!context.is_type(shown.as_str()) || word && !context.is_known(shown.as_str()));
    let lost = no_type && context.is_known(name.as_str());
    if lost {
        row.description = Some(ty);
        row.ty = Some(row.name.clone());
        row.name = row.name.start..row.name.start;
    }
}

fn fill(context: &Context<'_, '_>, field: &mut FieldDraft, row: &Row<'_>) {
    let (text, style) = (context.text, context.style);
    field.wire = row.wire.clone().map(|it| context.plain(it)).filter(|it| !it.is_empty()).map(Box::new);
    field.ty = row.ty.clone().map(|it| context.ty(it)).filter(|it| !it.text.is_empty());
    if let (Some(word), Some(ty)) = (&style.linked_type, &mut field.ty)
        && ty.text.as_str() == word
        && let Some(target) = ty.link.as_ref().and_then(|it| Some(it.slice(it.as_str().strip_prefix('#')?)))
    {
        ty.text = without_backticks(&target);
    }
    let mut description = row.description.clone();
    if let (Some(pattern), Some(range)) = (&style.values.suffix, &mut description)
        && let Some((before, values)) = suffix(&text[range.clone()], pattern)
    {
        let values = markdown::prose(context.file, text, crate::text::range_in(text, values));
        field.values = Some(Box::new(bare(&values)));
        range.end = range.start + before.len();
    }
    field.description = description.map(|it| context.prose(it)).filter(|it| !it.is_empty());
    if let Some(notes) = &row.notes {
        note(context, field, notes);
    }
    if let Some(required) = &row.required {
        let said = !context.plain(required.clone()).is_empty();
        let value = if said { Presence::Required } else { Presence::Optional };
        field.presence = Some(Said { value, span: context.span(required.clone()) });
    }
}

fn note(context: &Context<'_, '_>, field: &mut FieldDraft, notes: &Noted<'_>) {
    let (text, file) = (context.text, context.file);
    let spelled = |it: &Range<usize>| markdown::prose(file, text, it.clone());
    let flag = |it: &Option<Range<usize>>| it.clone().map(|it| Box::new(Said { value: true, span: context.span(it) }));
    if !context.notes.optional.is_empty() {
        let cell = if notes.whole.is_empty() { field.row } else { context.span(notes.whole.clone()) };
        field.presence = Some(presence(notes.optional.clone().map(|it| context.span(it)), cell));
    }
    field.read_only = flag(&notes.read_only);
    field.write_only = flag(&notes.write_only);
    field.deprecated = notes.deprecated.clone().map(|it| Box::new(Said { value: None, span: context.span(it) }));
    field.default = notes.default.as_ref().map(spelled).map(Box::new);
    if let Some(values) = &notes.values {
        let values = spelled(values);
        field.values = (!values.is_empty()).then(|| Box::new(bare(&values)));
    }
    if let Some(values) = &notes.literals {
        let spelling = spelled(values);
        field.values = Some(Box::new(ValuesDraft {
            span: spelling.span(),
            values: literals(&spelling),
            written: Written::Literal,
        }));
    }
    field.format = notes.format.clone().map(|(format, it)| Box::new(Spelling::made(format, context.span(it))));
    field.bounds = notes.bounds.iter().map(|(key, it)| ((*key).to_owned(), spelled(it))).collect();
}

fn bare(spelling: &Spelling) -> ValuesDraft {
    ValuesDraft { values: listed(spelling), written: Written::Bare, span: spelling.span() }
}

/// Values as the notation writes them, with commas between that no quote encloses.
fn literals(spelling: &Spelling) -> Vec<crate::dialect::draft::ValueDraft> {
    let mut quote = None;
    let mut escaped = false;
    let parts = spelling.as_str().split(move |it| {
        match (quote, it) {
            (Some(open), it) if it == open && !escaped => quote = None,
            (None, '"' | '\'') => quote = Some(it),
            _ => {}
        }
        escaped = it == '\\' && !escaped;
        it == ',' && quote.is_none()
    });
    parts
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .map(|it| crate::dialect::draft::ValueDraft { value: spelling.slice(it), name: None, description: None })
        .collect()
}

fn without_backticks(spelling: &Spelling) -> Spelling {
    let text = spelling.as_str();
    if text.contains('`') { Spelling::made(text.replace('`', ""), spelling.span()) } else { spelling.clone() }
}

/// The text before a suffix, and what stands in its hole.
fn suffix<'t>(text: &'t str, pattern: &str) -> Option<(&'t str, &'t str)> {
    let (before, after) = pattern.split_once("{}")?;
    let inner = text.trim_end().strip_suffix(after)?;
    let at = inner.rfind(before)?;
    Some((&text[..at], &inner[at + before.len()..]))
}

/// The presence of a field, from what its notes say.
fn presence(optional: Option<Span>, row: Span) -> Said<Presence> {
    match optional {
        Some(span) => Said { value: Presence::Optional, span },
        None => Said { value: Presence::Required, span: row },
    }
}
