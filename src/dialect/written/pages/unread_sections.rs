//! Sections that show a schema in a way that nobody reads → models that keep any JSON. Comes in: the headings of a page. Goes out: a
//! draft without a body for each that says that it is a model's, and below which stands nothing but a schema in code.

use super::page::State;
use crate::dialect::draft::Draft;
use crate::dialect::written::cells::naming::model_name;
use crate::dialect::written::words::vocabulary::vocabulary;
use crate::text::{Span, Spelling};

/// Words of schemas, whatever they are written in.
const WORDS: [&str; 2] = ["type:", "properties:"];

/// Whether code looks like a schema: its words begin lines.
pub(crate) fn is_schema(body: &str) -> bool {
    WORDS.iter().all(|word| body.lines().any(|it| it.trim_start_matches([' ', '-', '"', '\'']).starts_with(word)))
}

impl State<'_, '_> {
    /// Gives what such headings name a draft.
    pub(crate) fn unread_sections(&mut self) {
        let mut shown: Vec<bool> = self.heads.iter().map(|it| it.draft.is_some()).collect();
        for at in (0..self.heads.len()).rev() {
            if let Some(parent) = self.heads[at].parent.filter(|_| shown[at]) {
                shown[parent] = true;
            }
        }
        for at in (0..self.heads.len()).filter(|it| !shown[*it]) {
            let head = &self.heads[at];
            let named = head.shown.split_once([':', '：']).filter(|it| !it.1.trim().is_empty());
            let model = named.is_some_and(|it| vocabulary().heading("models", &it.0.trim().to_lowercase()));
            if !(model && head.shows_schema && head.alias.is_none()) {
                continue;
            }
            let span = Span::new(self.reader.file, head.place.clone());
            let mut draft =
                Draft::new(self.dialect, self.reader.notation, Spelling::made(model_name(&head.title), span));
            draft.description.clone_from(&head.description);
            self.heads[at].draft = Some(self.drafts.len());
            self.drafts.push(draft);
        }
    }
}
