//! Code that lists values → tables. Comes in: the parts of a page. Goes out: the same, where code below a heading such as
//! "Values" that consists of alternatives in quotes, `"open" | "shut"`, is a table of them; and types in code
//! below a heading for them.

use super::headings::Kind;
use super::list_grids::cell;
use super::lists::Part;
use super::naming::model_name;
use super::page::State;
use super::vocabulary::{fold, vocabulary};
use crate::dialect::draft::TypeDraft;
use crate::markdown::{Grid, GridRow, MarkKind, PieceKind, Rich};
use crate::name::letters;
use crate::schema::Type;
use crate::text::{Span, Spelling};
use crate::typexpr::TypeExpr;
use std::ops::Range;

/// Puts tables in the place of such code.
pub(super) fn tabled(text: &str, parts: Vec<Part>) -> Vec<Part> {
    let mut below = false;
    let mut out = Vec::with_capacity(parts.len());
    for part in parts {
        let Part::Piece(mut piece) = part else {
            below = false;
            out.push(part);
            continue;
        };
        match &piece.kind {
            PieceKind::Heading { rich, .. } => below = vocabulary().heading("enums", &fold(&rich.text)),
            PieceKind::Code { body, .. } if below => {
                if let Some(grid) = grid(text, body.clone()) {
                    piece.kind = PieceKind::Table(grid);
                }
                below = false;
            }
            PieceKind::Table(_) => below = false,
            PieceKind::Paragraph(_) | PieceKind::Item(_) | PieceKind::Code { .. } => {}
        }
        out.push(Part::Piece(piece));
    }
    out
}

/// The table of the alternatives that code consists of. What stands for any other value, `Unrecognized<string>`, is no row.
fn grid(text: &str, range: Range<usize>) -> Option<Grid> {
    let mut rows = Vec::new();
    let mut start = range.start;
    for alternative in text[range.clone()].trim_end_matches([';', '\n', ' ']).split('|') {
        let place = start..start + alternative.len();
        start = place.end + 1;
        let shown = alternative.trim();
        match quoted(shown) {
            Some(value) => {
                let cells = vec![cell(Rich::plain(value), &place)];
                rows.push(GridRow { range: place, cells });
            }
            None if shown.ends_with("<string>") && !rows.is_empty() || shown.is_empty() && rows.is_empty() => {}
            None => return None,
        }
    }
    let header = vec![cell(Rich::plain("Value"), &range)];
    (!rows.is_empty()).then_some(Grid { range, header, rows })
}

/// What stands in quotes that are all there are.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inner.is_empty() && !inner.contains([quote, '\\'])).then_some(inner)
}

impl State<'_, '_> {
    /// Takes in a type that code below a heading "Type" shows: what the heading above names is another name for it.
    pub(super) fn type_in_code(&mut self, shown: &str) {
        let below = self.open.last().is_some_and(|it| fold(&it.title.shown) == "type");
        let Some(named) = self.open.iter().rev().find(|it| it.title.kind == Kind::Naming).filter(|_| below) else {
            return;
        };
        let head = named.head;
        let name = model_name(&named.title.name);
        let free = self.heads[head].draft.is_none() && self.heads[head].alias.is_none();
        if free
            && name.starts_with(char::is_uppercase)
            && !shown.contains('\n')
            && self.reader.notation.parse(shown).is_ok()
        {
            let span = Span::new(self.reader.file, self.place.clone());
            self.heads[head].alias = Some((name, TypeDraft::new(Spelling::made(shown, span))));
        }
    }

    /// Takes in a line that says of which type what the heading names is another name: ``**Mood** = `"calm"` \\| `"wild"` ``.
    pub(super) fn declares_alias(&mut self, rich: &Rich, span: Span) -> bool {
        let Some(open) = self.open.last().filter(|it| it.title.kind == Kind::Naming) else { return false };
        let (head, name) = (open.head, model_name(&open.title.name));
        let strong = rich.marks.iter().find(|it| it.kind == MarkKind::Strong && it.range.start == 0);
        let Some(end) = strong.map(|it| it.range.end) else { return false };
        let behind = rich.text[end..].trim_start();
        let Some(ty) = behind.strip_prefix('=').or_else(|| behind.strip_prefix(':')) else { return false };
        let shown = rich.part(rich.text.len() - ty.len()..rich.text.len());
        let own = letters(&rich.text[..end]) == letters(&name) && !name.is_empty();
        let free = self.heads[head].draft.is_none() && self.heads[head].alias.is_none();
        let known = self.reader.notation.parse(&shown.text);
        let told = match &known {
            // What has members shows them below.
            Ok(TypeExpr::Known(Type::Object)) | Err(_) => false,
            Ok(TypeExpr::Name { .. }) => shown.links().next().is_some(),
            Ok(_) => true,
        };
        // Prose may stand behind a colon.
        let coded = behind.starts_with('=') || shown.codes().next().is_some();
        if !(own && free && told && coded) {
            return false;
        }
        let mut alias = TypeDraft::new(Spelling::shown(self.reader.file, self.text, &shown.text, span.range()));
        alias.links = shown.links().map(|it| (it.0.clone(), it.1.to_owned())).collect();
        self.heads[head].alias = Some((name, alias));
        true
    }
}
