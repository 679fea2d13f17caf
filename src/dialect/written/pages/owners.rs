//! Whose rows these are. Comes in: a table, and the words before it. Goes out: the name that the words give its model, and the
//! rows of each model where a column names them.

use super::page::State;
use crate::dialect::draft::{FieldDraft, TypeDraft};
use crate::dialect::written::cells::name_text::is_identifier;
use crate::dialect::written::cells::naming::model_name;
use crate::dialect::written::grids::columns::{self, Layout};
use crate::dialect::written::headings::called::Called;
use crate::dialect::written::headings::title::Kind;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Grid, MarkKind, Rich};
use crate::text::{Span, Spelling};

impl State<'_, '_> {
    /// The name of a type that the table above names and the words before this one introduce: "Each **Line** has:".
    pub(crate) fn introduced(&self, called: &Called) -> Option<String> {
        // Below a heading whose model has a table, "The `fee` object:" is about another.
        let section = self.open.last().is_some_and(|it| it.title.kind == Kind::Naming);
        if section
            && self.draft_of(called.by, &called.name).is_some()
            && let Some(announced) = self.announcement()
        {
            return Some(announced.name.to_owned());
        }
        let head = called.by.map(|it| self.open[it].head);
        let again = self.placed.last().is_some_and(|it| it.by == head) && !self.drafts.is_empty();
        if let Some(name) = self.lead.as_ref().filter(|_| again).and_then(|it| objects_told(&it.0)) {
            return Some(name);
        }
        let (lead, _) =
            self.lead.as_ref().filter(|it| it.0.text.len() < 200 && it.0.text.trim_end().ends_with([':', '：']))?;
        let marked = lead.marks.iter().filter(|it| matches!(it.kind, MarkKind::Code | MarkKind::Strong));
        let mut names = marked
            .map(|it| lead.text[it.range.clone()].trim())
            .filter(|it| it.starts_with(char::is_uppercase) && it.chars().all(|it| it.is_alphanumeric() || it == '_'));
        let (name, None) = (names.next()?, names.next()) else { return None };
        let fields = self.drafts.last()?.body.fields.as_deref()?;
        let word = |ty: &TypeDraft| {
            ty.text.as_str().split(|it: char| !(it.is_alphanumeric() || it == '_')).any(|it| it == name)
        };
        fields.iter().any(|it| it.ty.as_ref().is_some_and(word)).then(|| name.to_owned())
    }

    /// Puts the rows of a table below the member whose members they are, where the words before the table name it, a section of
    /// a request or response is shown in parts, and no table has it: "`quota` fields:", "`lines` items:".
    pub(crate) fn announced(&self, fields: Vec<FieldDraft>) -> Vec<FieldDraft> {
        let section = self.open.last().is_some_and(|it| it.title.kind != Kind::Naming);
        let (Some(Announced { name, list, span, .. }), Some(first)) =
            (self.announcement().filter(|_| section), fields.first())
        else {
            return fields;
        };
        let mut parent = FieldDraft::new(first.place, first.row, Spelling::made(name, span));
        parent.ty = list.then(|| TypeDraft::new(Spelling::made("object[]", span)));
        parent.children = fields.into();
        vec![parent]
    }

    /// The member that the words before a table name.
    pub(crate) fn announcement(&self) -> Option<Announced<'_>> {
        let (lead, span) = self.lead.as_ref()?;
        let words = lead.text.trim_end().strip_suffix([':', '：'])?;
        let code = lead.marks.iter().find(|it| it.kind == MarkKind::Code)?.range.clone();
        let name = lead.text.get(code.clone())?.trim();
        let before = &lead.text[..code.start];
        let behind = fold(words.get(code.end..)?);
        let statements = &vocabulary().words.statements;
        // "Further members (in the `quota` object):"
        let inside = before.rsplit_once('(').is_some_and(|it| statements["inside"].contains(&fold(it.1)))
            && behind.trim_end_matches(')') == "object";
        let before = fold(before);
        let each = statements["all"].contains(&before);
        let things = || behind == "object" || statements["things"].contains(&behind);
        let items = || vocabulary().words.bounds["items"].contains(&behind);
        // What it is may be said in any words where JSON of the page shows it: "`quota` – how much is left:".
        let told = || behind.starts_with(['-', '–', '—']) && self.shows_key(name);
        let list = each || !things() && items();
        let plain = is_identifier(name) && name.starts_with(char::is_lowercase) && !name.contains(['.', '/']);
        let said = inside || (before.is_empty() || before == "the" || each) && (things() || items() || told());
        (plain && said).then_some(Announced { name, list, inside, span: *span })
    }
}

/// The name of the objects of each of which words before a table say that it has members: "Each order line object has the
/// following fields:".
fn objects_told(lead: &Rich) -> Option<String> {
    /// More words are a sentence.
    const LONGEST: usize = 4;
    let statements = &vocabulary().words.statements;
    let words = lead.text.trim_end().strip_suffix([':', '：']).filter(|it| it.len() < 200)?;
    let (first, rest) = words.split_once(' ')?;
    let (name, behind) = statements["objects"].iter().find_map(|it| rest.split_once(it.as_str()))?;
    let members = behind.rsplit(' ').next().is_some_and(|it| statements["things"].contains(&fold(it)));
    let plain = name.split(' ').count() <= LONGEST
        && name.chars().all(|it| it.is_alphanumeric() || matches!(it, ' ' | '_' | '-' | '`'));
    let each = statements["all"].contains(&fold(first));
    (each && members && plain).then(|| model_name(&name.replace('`', ""))).filter(|it| !it.is_empty())
}

/// A member that words name whose members stand below them.
pub(crate) struct Announced<'a> {
    pub(crate) name: &'a str,
    /// Whether it is a list.
    pub(crate) list: bool,
    /// Whether the words say that it is an object in the one above.
    pub(crate) inside: bool,
    /// Where they stand.
    pub(crate) span: Span,
}

fn is_name(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(char::is_alphabetic)
        && text.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '.' | ':'))
}

/// The rows of several models, where a column says to which each belongs: it names the model in the first row of each. The
/// column too.
pub(crate) fn grouped(grid: &Grid, layout: &Layout) -> Option<(usize, Vec<(String, Grid)>)> {
    let owners = &vocabulary().words.marks["owners"];
    let column = grid.header.iter().enumerate().position(|(at, it)| {
        matches!(layout.roles[at], None | Some(Role::WeakName)) && owners.contains(&fold(&columns::header(&it.rich)))
    })?;
    let mut parts: Vec<(String, Grid)> = Vec::new();
    for row in &grid.rows {
        let cell = row.cells.get(column)?;
        let name = model_name(&cell.rich.text);
        if parts.last().is_none_or(|it| !name.is_empty() && it.0 != name) {
            if name.is_empty() || !is_name(&cell.rich.text) {
                return None;
            }
            parts.push((name, Grid { rows: Vec::new(), ..grid.clone() }));
        }
        let mut row = row.clone();
        row.cells[column].rich = Rich::default();
        parts.last_mut()?.1.rows.push(row);
    }
    (parts.len() > 1).then_some((column, parts))
}
