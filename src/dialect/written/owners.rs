//! Whose rows these are. Comes in: a table, and the words before it. Goes out: the name that the words give its model, and the
//! rows of each model where a column names them.

use super::columns::{self, Layout};
use super::naming::model_name;
use super::page::State;
use super::vocabulary::{Role, fold, vocabulary};
use crate::dialect::draft::TypeDraft;
use crate::markdown::{Grid, MarkKind, Rich};

impl State<'_, '_> {
    /// The name of a type that the table above names and the words before this one introduce: "Each **Line** has:".
    pub(super) fn introduced(&self) -> Option<String> {
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
}

fn is_name(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(char::is_alphabetic)
        && text.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '.' | ':'))
}

/// The rows of several models, where a column says to which each belongs: it names the model in the first row of each. The
/// column too.
pub(super) fn grouped(grid: &Grid, layout: &Layout) -> Option<(usize, Vec<(String, Grid)>)> {
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
