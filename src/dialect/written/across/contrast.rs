//! What rows without a mark say. Comes in: the drafts of all pages. Goes out: the same, where a row without a mark is the
//! opposite of those with one, and where a page that is silent is filled from another that shows the same model.

use crate::dialect::draft::{By, Draft, FieldDraft, Said};
use crate::name::letters;
use crate::schema::Presence;
use crate::text::{SourceMap, Span};
use foldhash::{HashMap, HashMapExt};

/// Tells of unmarked rows whether they must be there.
pub(crate) fn apply(drafts: &mut [Draft<'_>], sources: &SourceMap) {
    let mut folders: HashMap<&str, Marks> = HashMap::new();
    let own: Vec<Marks> = drafts.iter().map(|it| Marks::of(it.body.fields.as_deref().unwrap_or_default())).collect();
    for (draft, marks) in drafts.iter().zip(&own) {
        folders.entry(sources.file(draft.span.file).folder()).or_default().add(marks);
    }
    for (draft, marks) in drafts.iter_mut().zip(&own) {
        let folder = folders[sources.file(draft.span.file).folder()];
        let own = marks.opposite(1, None);
        let Some((value, span)) = own.or_else(|| folder.opposite(3, Some(4)).filter(|_| marks.silent())) else {
            continue;
        };
        // Other tables say nothing of what has a default here.
        let open = |it: &FieldDraft| own.is_some() || it.default.is_none() || value == Presence::Optional;
        draft.body.fields.iter_mut().flatten().filter(|it| open(it)).for_each(|it| fill(it, value, span));
    }
}

fn fill(field: &mut FieldDraft, value: Presence, span: Span) {
    if field.presence.is_none() {
        field.presence = Some(Said { value, span });
        field.presence_by = By::Contrast(span);
    }
    field.children.iter_mut().for_each(|it| fill(it, value, span));
}

/// How many rows are marked, and the first of each kind.
#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    required: usize,
    optional: usize,
    /// Rows that say it in another way.
    other: usize,
    first: Option<Span>,
}

impl Marks {
    fn of(fields: &[FieldDraft]) -> Self {
        let mut marks = Self::default();
        for field in fields {
            match (field.presence, field.presence_by) {
                (Some(said), By::Mark) => {
                    *(if said.value == Presence::Required { &mut marks.required } else { &mut marks.optional }) += 1;
                    marks.first = marks.first.or(Some(field.row));
                }
                (Some(_), _) => marks.other += 1,
                (None, _) => {}
            }
            marks.add(&Self::of(&field.children));
        }
        marks
    }

    fn add(&mut self, more: &Self) {
        self.required += more.required;
        self.optional += more.optional;
        self.other += more.other;
        self.first = self.first.or(more.first);
    }

    fn silent(&self) -> bool {
        self.required + self.optional + self.other == 0
    }

    /// What an unmarked row is, when at least `least` rows are marked, and `times` as many of one kind as of the other.
    fn opposite(&self, least: usize, times: Option<usize>) -> Option<(Presence, Span)> {
        let first = self.first?;
        let mostly = |one: usize, other: usize| one >= least && times.map_or(other == 0, |it| one >= it * other);
        if mostly(self.optional, self.required) {
            Some((Presence::Required, first))
        } else if mostly(self.required, self.optional) {
            Some((Presence::Optional, first))
        } else {
            None
        }
    }
}

/// Fills what a page is silent about from another page with a model of the same name and fields.
pub(crate) fn twins(drafts: &mut [Draft<'_>]) {
    let mut spoken: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        let fields = draft.body.fields.as_deref().unwrap_or_default();
        if !fields.is_empty() && fields.iter().all(|it| it.presence.is_some()) {
            spoken.entry(letters(draft.name.as_str())).or_default().push(index);
        }
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let fields = draft.body.fields.as_deref().unwrap_or_default();
        if fields.is_empty() || fields.iter().any(|it| it.presence.is_some()) {
            continue;
        }
        // More models of one name than this are of many things.
        const FEW: usize = 8;
        let alike = |it: &&usize| {
            let other = drafts[**it].body.fields.as_deref().unwrap_or_default();
            other.len() == fields.len()
                && fields.iter().all(|field| other.iter().any(|it| it.name.as_str() == field.name.as_str()))
        };
        if let Some(other) = spoken.get(&letters(draft.name.as_str())).and_then(|it| it.iter().take(FEW).find(alike)) {
            found.push((index, *other));
        }
    }
    for (index, other) in found {
        let says: HashMap<String, (Presence, Span)> = drafts[other]
            .body
            .fields
            .iter()
            .flatten()
            .filter_map(|it| Some((it.name.as_str().to_owned(), (it.presence?.value, it.row))))
            .collect();
        for field in drafts[index].body.fields.iter_mut().flatten() {
            if let Some((value, span)) = says.get(field.name.as_str()) {
                field.presence = Some(Said { value: *value, span: field.row });
                field.presence_by = By::Twin(*span);
            }
        }
    }
}
