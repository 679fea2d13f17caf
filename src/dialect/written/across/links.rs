//! Names and links across pages. Comes in: the drafts of all pages. Goes out: the same, where no two models have one name
//! and types call models by their names: a link says more than the words that it stands on, and a name without a link means
//! the model of its own page first.

use super::binding::Binder;
use super::contrast;
use super::parts::Parts;
use super::twins::name;
use crate::dialect::draft::{Draft, TypeDraft};
use crate::dialect::written::cells::naming::model_name;
use crate::name::letters;
use crate::text::{FileId, SourceMap, Span, Spelling};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// Names every model and binds every link. Only drafts of written docs are touched.
pub(crate) fn bind(drafts: &mut Vec<Draft<'_>>, sources: &SourceMap) {
    if !drafts.iter().any(|it| it.dialect.written().is_some()) {
        return;
    }
    contrast::twins(drafts);
    contrast::apply(drafts, sources);
    let twins = name(drafts, sources);
    let index = Index::new(drafts, &twins, sources);
    let mut position = 0;
    for (own, draft) in drafts.iter_mut().enumerate().filter(|it| it.1.dialect.written().is_some()) {
        let known = draft.dialect.written().map(|it| &it.types);
        let binder = Binder { index: &index, file: draft.span.file, notation: draft.notation, known, own };
        for parent in &mut draft.parents {
            if let Some(model) = index.named(draft.span.file, parent.as_str()) {
                *parent = Spelling::made(model, parent.span());
            }
        }
        let body = &mut draft.body;
        let unions = body.union.iter_mut().flat_map(|it| &mut it.variants).map(|it| &mut it.ty);
        body.alias
            .iter_mut()
            .chain(&mut body.additional)
            .map(|it| &mut **it)
            .chain(unions)
            .for_each(|it| binder.bind(it));
        body.fields.iter_mut().flatten().for_each(|it| binder.field(it));
    }
    drafts.retain(|_| {
        position += 1;
        !twins.contains_key(&(position - 1)) && !index.entries.contains_key(&(position - 1))
    });
}

/// Ways from what pages say to models.
pub(crate) struct Index {
    /// The model behind an anchor of a page; the page by the letters of its stem.
    anchors: HashMap<(String, String), usize>,
    /// Anchors that lead to one model, whatever the page.
    alone: HashMap<String, Option<usize>>,
    /// Models by the letters of what a page calls them.
    of_page: HashMap<(FileId, String), usize>,
    of_all: HashMap<String, Option<usize>>,
    /// The only models of their pages.
    pages: HashMap<String, Option<usize>>,
    stems: HashMap<FileId, String>,
    pub(crate) names: Vec<String>,
    /// Where each model is named.
    pub(crate) places: Vec<Span>,
    pub(crate) enums: HashSet<usize>,
    /// The names of each model's fields.
    pub(crate) fields: Vec<HashSet<String>>,
    /// Parts of pages that show models of the same names.
    pub(crate) parts: Parts,
    /// What a proto map entry maps to.
    pub(crate) entries: HashMap<usize, TypeDraft>,
}

impl Index {
    fn new(drafts: &[Draft<'_>], twins: &HashMap<usize, usize>, sources: &SourceMap) -> Self {
        let mut index = Self {
            anchors: HashMap::new(),
            alone: HashMap::new(),
            of_page: HashMap::new(),
            of_all: HashMap::new(),
            pages: HashMap::new(),
            stems: HashMap::new(),
            names: drafts.iter().map(|it| it.name.as_str().to_owned()).collect(),
            places: drafts.iter().map(|it| it.name.span()).collect(),
            enums: HashSet::new(),
            fields: drafts
                .iter()
                .map(|it| it.body.fields.iter().flatten().map(|it| it.name.as_str().to_owned()).collect())
                .collect(),
            parts: Parts::new(drafts),
            entries: HashMap::new(),
        };
        let mut unsure = HashMap::new();
        for (at, draft) in drafts.iter().enumerate() {
            let to = twins.get(&at).copied().unwrap_or(at);
            let file = draft.span.file;
            let stem = index.stems.entry(file).or_insert_with(|| page_of(&sources.file(file).path)).clone();
            if draft.body.values.is_some() {
                index.enums.insert(at);
            }
            if let Some([key, value]) = draft.body.fields.as_deref()
                && key.name.as_str() == "key"
                && value.name.as_str() == "value"
                && draft.name.as_str().ends_with("Entry")
                && let Some(ty) = &value.ty
            {
                index.entries.insert(at, ty.clone());
            }
            for anchor in &draft.anchors {
                let anchor = letters(anchor);
                index.anchors.entry((stem.clone(), anchor.clone())).or_insert(to);
                let known = index.alone.entry(anchor).or_insert(Some(to));
                if *known != Some(to) {
                    *known = None;
                }
            }
            let page = index.pages.entry(stem).or_insert(Some(to));
            if *page != Some(to) {
                *page = None;
            }
            let shown = draft.also_called.iter().map(|it| model_name(it)).chain([draft.name.as_str().to_owned()]);
            for name in shown {
                let name = letters(&name);
                index.of_page.entry((file, name.clone())).or_insert(to);
                let known = index.of_all.entry(name.clone()).or_insert(Some(to));
                if *known != Some(to) {
                    unsure.entry(name).or_insert(to);
                }
            }
        }
        // The model whose name it is in full is meant.
        let mut in_full = HashMap::new();
        for (at, name) in index.names.iter().enumerate().filter(|_| !unsure.is_empty()) {
            in_full.entry(letters(name)).or_insert(at);
        }
        for name in unsure.into_keys() {
            let exact = in_full.get(&name).copied();
            index.of_all.insert(name, exact.map(|it| twins.get(&it).copied().unwrap_or(it)));
        }
        index
    }

    /// The model behind a link.
    pub(crate) fn target(&self, file: FileId, target: &str) -> Option<usize> {
        let target = target.trim();
        let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
        let path = path.split('?').next().unwrap_or_default().trim_end_matches('/');
        let own = self.stems.get(&file);
        let page = if path.is_empty() { own?.clone() } else { page_of(path) };
        let anchor = letters(&decoded(fragment));
        let there = || self.anchors.get(&(page.clone(), anchor.clone())).copied();
        if path.contains("://") {
            return (!anchor.is_empty()).then(there).flatten();
        }
        if anchor.is_empty() {
            let named = || self.of_all.get(&letters(&page)).copied().flatten();
            // A link to a heading of the same page that lacks its `#`.
            let bare =
                || self.anchors.get(&(own?.clone(), page.clone())).copied().filter(|_| !path.contains(['/', '.']));
            let found = || self.pages.get(&page).copied().flatten().or_else(named).or_else(bare);
            return (!path.is_empty()).then(found).flatten();
        }
        let by_name = || self.of_page.get(&(file, anchor.clone())).copied().filter(|_| path.is_empty());
        let last = || fragment.rsplit(['.', '/']).next().map(letters).filter(|it| *it != anchor);
        there()
            .or_else(by_name)
            .or_else(|| self.alone.get(&anchor).copied().flatten())
            .or_else(|| self.of_all.get(&anchor).copied().flatten())
            .or_else(|| self.of_page.get(&(file, last()?)).copied())
            .or_else(|| (!path.is_empty()).then(|| self.pages.get(&page).copied().flatten()).flatten())
    }

    /// The model that a page calls by a name.
    pub(crate) fn called(&self, file: FileId, name: &str) -> Option<usize> {
        let name = letters(name);
        let known = |name: String| {
            self.of_page.get(&(file, name.clone())).copied().or_else(|| self.of_all.get(&name).copied().flatten())
        };
        // A heading may name one thing by many: "Events" and the type `Event`.
        known(name.clone()).or_else(|| known(format!("{name}s")).filter(|_| !name.is_empty()))
    }

    /// The model of this page alone that it calls by a name.
    pub(crate) fn of_page(&self, file: FileId, name: &str) -> Option<usize> {
        self.of_page.get(&(file, letters(name))).copied()
    }

    pub(crate) fn named(&self, file: FileId, name: &str) -> Option<String> {
        self.called(file, name).map(|it| self.names[it].clone())
    }
}

/// What a path calls its page: the letters of the file's name, or of the folder's for a folder's own page.
fn page_of(path: &str) -> String {
    let mut parts = path.rsplit('/').filter(|it| !it.is_empty());
    let file = parts.next().unwrap_or_default();
    let stem =
        [".mdx", ".md", ".markdown", ".html", ".htm"].iter().find_map(|it| file.strip_suffix(it)).unwrap_or(file);
    let stem = stem.strip_suffix(".html").unwrap_or(stem);
    let own = matches!(stem.to_lowercase().as_str(), "index" | "_index" | "readme");
    letters(if own { parts.next().unwrap_or(stem) } else { stem })
}

fn decoded(fragment: &str) -> String {
    let bytes = fragment.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex =
            fragment.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|it| u8::from_str_radix(it, 16).ok());
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}
