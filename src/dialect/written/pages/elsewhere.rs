//! Things that other sections show → types and parents. Comes in: the anchors that a section's tables link to. Goes out: the
//! type of the field that the section is about, and the models whose members it has.

use super::details::is;
use super::page::State;
use crate::dialect::draft::Draft;
use crate::dialect::written::cells::naming::model_name;
use crate::dialect::written::cells::types;
use crate::dialect::written::words::style::Written;
use crate::dialect::written::words::vocabulary::{Role, fold};
use crate::markdown::{Grid, Rich};
use crate::name::letters;
use crate::text::{Span, Spelling};
use foldhash::{HashMap, HashMapExt};

/// The anchors of other sections of the page that show what a section's thing is.
#[derive(Debug, Default)]
pub(crate) struct Elsewhere {
    /// The same thing.
    same: Option<String>,
    /// Its items, where it is an array.
    items: Option<String>,
    /// Its further members.
    further: Option<String>,
    /// Things whose members it has too.
    parents: Vec<String>,
}

impl Elsewhere {
    /// Whether a table says where items or parents are shown.
    pub(crate) fn is_told_by(grid: &Grid, style: &Written) -> bool {
        let header = grid.header.first().map(|it| fold(&it.rich.text)).unwrap_or_default();
        style.items.contains(&header) || style.parents.contains(&header)
    }

    /// Takes down where a table says that items and parents are shown.
    pub(crate) fn table(&mut self, grid: &Grid, style: &Written) {
        let links = || grid.rows.iter().filter_map(|it| fragment(&it.cells.first()?.rich));
        let header = grid.header.first().map(|it| fold(&it.rich.text)).unwrap_or_default();
        if style.items.contains(&header) && grid.rows.len() == 1 {
            self.items = links().next();
        } else if style.parents.contains(&header) {
            self.parents = links().collect();
        }
    }

    /// Takes down where a label says that the same thing, or further members, are shown.
    pub(crate) fn label(&mut self, label: &String, value: &Rich, style: &Written) {
        if style.same.contains(label) {
            self.same = fragment(value);
        } else if style.further.contains(label) {
            self.further = fragment(value);
        }
    }
}

/// The section that a text links to.
fn fragment(rich: &Rich) -> Option<String> {
    rich.links().find_map(|it| it.1.strip_prefix('#')).map(str::to_owned)
}

impl State<'_, '_> {
    /// Sections by their anchors.
    pub(crate) fn sections(&self) -> HashMap<String, usize> {
        let mut sections = HashMap::new();
        for (at, head) in self.heads.iter().enumerate() {
            head.anchors.iter().for_each(|it| _ = sections.entry(letters(it)).or_insert(at));
        }
        sections
    }

    /// The type that a section shows: its model, the type of its items, what it is the same as, or what it says.
    fn shown(&self, anchor: &str, sections: &HashMap<String, usize>, depth: usize) -> Option<String> {
        const DEEPEST: usize = 16;
        let at = *sections.get(&letters(anchor)).filter(|_| depth < DEEPEST)?;
        let head = &self.heads[at];
        if let Some(draft) = head.draft {
            return Some(self.drafts[draft].name.as_str().to_owned());
        }
        if let Some(found) = self.held(at, sections, depth) {
            return Some(found);
        }
        if let Some(found) = head.elsewhere.same.as_ref().and_then(|it| self.shown(it, sections, depth + 1)) {
            return Some(found);
        }
        let ty = head.details.said.iter().find(|it| is(&it.0, Role::Type))?;
        types::read(&ty.1, self.reader.notation).ty.map(|it| it.text)
    }

    /// The type of a section's thing, where other sections show what it holds.
    pub(crate) fn held(&self, head: usize, sections: &HashMap<String, usize>, depth: usize) -> Option<String> {
        let Elsewhere { items, further, .. } = &self.heads[head].elsewhere;
        match (items, further) {
            (Some(items), _) => self.shown(items, sections, depth + 1).map(|it| format!("({it})[]")),
            (None, Some(further)) => self.shown(further, sections, depth + 1).map(|it| format!("map<string, {it}>")),
            (None, None) => None,
        }
    }

    /// The model of a section, or of the one that shows the same.
    fn model_of(&self, anchor: &str, sections: &HashMap<String, usize>) -> Option<usize> {
        let head = &self.heads[*sections.get(&letters(anchor))?];
        let same = || self.heads[*sections.get(&letters(head.elsewhere.same.as_ref()?))?].draft;
        head.draft.or_else(same)
    }

    /// Models that have the members of others.
    pub(crate) fn parents(&mut self) {
        let sections = if self.style().parents.is_empty() { HashMap::new() } else { self.sections() };
        for at in 0..self.heads.len() {
            let parents = std::mem::take(&mut self.heads[at].elsewhere.parents);
            let found = parents.iter().filter_map(|it| self.model_of(it, &sections));
            let span = Span::new(self.reader.file, self.heads[at].place.clone());
            let parents: Vec<_> = found.map(|it| Spelling::made(self.drafts[it].name.as_str(), span)).collect();
            if parents.is_empty() {
                continue;
            }
            let index = self.heads[at].draft.unwrap_or_else(|| {
                let name = model_name(&self.heads[at].title);
                let mut draft = Draft::new(self.dialect, self.reader.notation, Spelling::made(name, span));
                draft.description.clone_from(&self.heads[at].description);
                draft.body.fields = Some(Vec::new());
                self.drafts.push(draft);
                self.drafts.len() - 1
            });
            self.heads[at].draft = Some(index);
            self.drafts[index].parents.extend(parents);
        }
    }

    /// A section that says what another one shows leads where that one leads.
    pub(crate) fn same(&mut self) {
        if self.style().same.is_empty() {
            return;
        }
        let sections = self.sections();
        for at in 0..self.heads.len() {
            let target = self.heads[at].elsewhere.same.take().and_then(|it| sections.get(&letters(&it)).copied());
            if let Some(target) = target {
                let anchors = self.heads[at].anchors.clone();
                self.heads[target].anchors.extend(anchors);
            }
        }
    }
}
