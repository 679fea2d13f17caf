//! Parts of a page that show models of the same names, as versions of each other do. Comes in: the drafts of all pages. Goes
//! out: for a link that leads to a heading by its words alone, the model of these words in the part where the link stands.

use crate::dialect::draft::Draft;
use crate::dialect::written::cells::naming::model_name;
use crate::name::letters;
use crate::text::FileId;
use foldhash::{HashMap, HashSet, HashSetExt};

/// A name in a part of a page: the letters of the headings above, and of what the page calls the model.
type Place = (FileId, String, String);

/// Where models stand that share their names with others.
#[derive(Default)]
pub(crate) struct Parts {
    models: HashMap<Place, usize>,
    /// The parts in which a draft stands, from the innermost: none where its page has each name once.
    around: HashMap<usize, Vec<String>>,
    names: HashMap<usize, String>,
}

/// Headings further out say nothing of versions.
const DEEPEST: usize = 6;

impl Parts {
    pub(crate) fn new(drafts: &[Draft<'_>]) -> Self {
        let shown = |it: &Draft<'_>| {
            let called = it.also_called.first().map_or(it.name.as_str(), String::as_str);
            letters(&model_name(called))
        };
        let mut seen: HashSet<(FileId, String)> = HashSet::new();
        let mut several: HashSet<FileId> = HashSet::new();
        for draft in drafts {
            if !seen.insert((draft.span.file, shown(draft))) {
                several.insert(draft.span.file);
            }
        }
        let mut parts = Self::default();
        for (at, draft) in drafts.iter().enumerate().filter(|it| several.contains(&it.1.span.file)) {
            let name = shown(draft);
            let headings = draft.around.iter().take(DEEPEST).map(|it| letters(it));
            let headings: Vec<String> = headings.collect();
            let around: Vec<String> = (0..headings.len()).map(|it| headings[it..].join("/")).collect();
            for part in &around {
                parts.models.entry((draft.span.file, part.clone(), name.clone())).or_insert(at);
            }
            parts.around.insert(at, around);
            parts.names.insert(at, name);
        }
        parts
    }

    /// The model that is meant where a link by words leads to one: that of the same words which stands nearest.
    pub(crate) fn beside(&self, file: FileId, own: usize, target: &str, model: usize) -> usize {
        let words = target.strip_prefix('#').map(letters);
        let Some(name) = self.names.get(&model).filter(|it| words.as_deref() == Some(it.as_str())) else {
            return model;
        };
        let parts = self.around.get(&own).map_or(&[][..], Vec::as_slice);
        let near = parts.iter().find_map(|it| self.models.get(&(file, it.clone(), name.clone())));
        near.copied().unwrap_or(model)
    }
}
