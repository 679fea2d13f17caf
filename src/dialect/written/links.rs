//! Names and links across pages. Comes in: the drafts of all pages. Goes out: the same, where no two models have one name
//! and types call models by their names: a link says more than the words that it stands on, and a name without a link means
//! the model of its own page first.

use super::contrast;
use super::naming::{letters, model_name};
use super::twins::name;
use crate::dialect::draft::{Draft, FieldDraft, TypeDraft};
use crate::schema::Type;
use crate::text::{FileId, SourceMap, Spelling};
use crate::typexpr::{Notation, TypeExpr};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

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
    for draft in drafts.iter_mut().filter(|it| it.dialect.written().is_some()) {
        let binder = Binder { index: &index, file: draft.span.file, notation: draft.notation };
        for parent in &mut draft.parents {
            if let Some(model) = index.named(draft.span.file, parent.as_str()) {
                *parent = Spelling::made(model, parent.span());
            }
        }
        let body = &mut draft.body;
        let unions = body.union.iter_mut().flat_map(|it| &mut it.variants).map(|it| &mut it.ty);
        body.alias.iter_mut().chain(&mut body.additional).chain(unions).for_each(|it| binder.bind(it));
        body.fields.iter_mut().flatten().for_each(|it| binder.field(it));
    }
    drafts.retain(|_| {
        position += 1;
        !twins.contains_key(&(position - 1)) && !index.entries.contains_key(&(position - 1))
    });
}

/// Ways from what pages say to models.
struct Index {
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
    names: Vec<String>,
    enums: HashSet<usize>,
    /// The names of each model's fields.
    fields: Vec<HashSet<String>>,
    /// What a proto map entry maps to.
    entries: HashMap<usize, TypeDraft>,
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
            enums: HashSet::new(),
            fields: drafts
                .iter()
                .map(|it| it.body.fields.iter().flatten().map(|it| it.name.as_str().to_owned()).collect())
                .collect(),
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
        for name in unsure.into_keys() {
            // The model whose name it is in full is meant.
            let exact = index.names.iter().position(|it| letters(it) == name);
            index.of_all.insert(name, exact.map(|it| twins.get(&it).copied().unwrap_or(it)));
        }
        index
    }

    /// The model behind a link.
    fn target(&self, file: FileId, target: &str) -> Option<usize> {
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
            return (!path.is_empty()).then(|| self.pages.get(&page).copied().flatten().or_else(named)).flatten();
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
    fn called(&self, file: FileId, name: &str) -> Option<usize> {
        let name = letters(name);
        self.of_page.get(&(file, name.clone())).copied().or_else(|| self.of_all.get(&name).copied().flatten())
    }

    fn named(&self, file: FileId, name: &str) -> Option<String> {
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

struct Binder<'a> {
    index: &'a Index,
    file: FileId,
    notation: &'a Notation,
}

impl Binder<'_> {
    fn field(&self, field: &mut FieldDraft) {
        if let Some(ty) = &mut field.ty {
            self.bind(ty);
        }
        // Rows below one whose type has a page of its own repeat what that page says.
        if let Some(model) = field.ty.as_ref().and_then(|it| self.only(it))
            && field.children.iter().all(|it| self.index.fields[model].contains(it.name.as_str()))
        {
            field.children.clear();
        }
        field.children.iter_mut().for_each(|it| self.field(it));
    }

    /// The only model that a bound type names.
    fn only(&self, ty: &TypeDraft) -> Option<usize> {
        let mut found = Vec::new();
        names_in(&self.notation.parse(ty.text.as_str()).ok()?, &mut found);
        let [(name, _)] = found.as_slice() else { return None };
        self.index.called(self.file, name)
    }

    /// Writes the names of models in the place of what links to them and of what means them.
    fn bind(&self, ty: &mut TypeDraft) {
        let mut cuts: Vec<(Range<usize>, String)> = Vec::new();
        let text = ty.text.as_str();
        let mut whole = None;
        for (range, target) in &ty.links {
            let model = self.index.target(self.file, target);
            if range.is_empty() {
                whole = whole.or(model);
                continue;
            }
            let Some(inner) = text.get(range.clone()) else { continue };
            match model {
                Some(model) => cuts.extend(self.linked(inner, range, model)),
                None => cuts.extend(self.unknown(inner, range, target)),
            }
        }
        if ty.links.iter().all(|it| it.0.is_empty()) && whole.is_none() {
            cuts.extend(self.names(text));
        }
        cuts.sort_by_key(|it| it.0.start);
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (range, name) in cuts {
            if range.start < at {
                continue;
            }
            out.push_str(&text[at..range.start]);
            out.push_str(&name);
            at = range.end;
        }
        out.push_str(&text[at..]);
        if let Some(model) = whole {
            out = self.filled(&out, model);
        }
        if let Some(entry) = self.entry(&out) {
            out = entry;
        }
        if out != text {
            ty.text = Spelling::made(out, ty.text.span());
        }
        ty.link = None;
    }

    /// What stands in the place of words that link to a model.
    fn linked(&self, inner: &str, range: &Range<usize>, model: usize) -> Option<(Range<usize>, String)> {
        let name = &self.index.names[model];
        let whole = Some((range.clone(), name.clone()));
        let word = inner.chars().all(|it| it.is_alphanumeric() || " _-.'".contains(it));
        if word && (letters(inner) == letters(name) || self.index.called(self.file, inner) == Some(model)) {
            return whole;
        }
        // `str (List Colour)`: a list of values of the model.
        let remark = inner.strip_suffix(')').and_then(|it| it.split_once('('));
        if let Some((base, remark)) = remark
            && matches!(self.notation.parse(base), Ok(TypeExpr::Known(_)))
            && let Ok(TypeExpr::List(items)) = self.notation.parse(remark)
            && matches!(*items, TypeExpr::Name { .. })
        {
            return Some((range.clone(), format!("{name}[]")));
        }
        let part = |found: &Range<usize>| Some((range.start + found.start..range.start + found.end, name.clone()));
        match self.notation.parse(inner) {
            Err(_) | Ok(TypeExpr::Name { .. }) => whole,
            Ok(TypeExpr::Known(Type::Array(_))) => Some((range.clone(), format!("{name}[]"))),
            Ok(TypeExpr::Known(Type::Object | Type::Any)) => whole,
            // The base type of a model of values.
            Ok(TypeExpr::Known(_)) => whole.filter(|_| self.index.enums.contains(&model)),
            Ok(expr) => {
                let mut found = Vec::new();
                names_in(&expr, &mut found);
                match found.as_slice() {
                    [(_, at)] => part(at),
                    several => several.iter().find(|it| letters(&it.0) == letters(name)).and_then(|it| part(&it.1)),
                }
            }
        }
    }

    /// Words whose link leads to no model of these pages name a model that nobody describes, unless they are a type.
    fn unknown(&self, inner: &str, range: &Range<usize>, target: &str) -> Option<(Range<usize>, String)> {
        if let Some(model) = self.index.called(self.file, inner) {
            return Some((range.clone(), self.index.names[model].clone()));
        }
        let single = |text: &str| model_name(text.rsplit(['/', '.']).next().unwrap_or(text));
        // `Kubernetes core/v1.Service` is a path, and no alternatives.
        let path = inner.split_once('/').and_then(|it| it.1.rsplit_once('.'));
        if path
            .is_some_and(|it| !it.0.contains(' ') && it.1.starts_with(char::is_uppercase) && !it.1.contains(['|', ' ']))
        {
            return Some((range.clone(), single(inner)));
        }
        match self.notation.parse(inner) {
            Ok(TypeExpr::Name { .. }) | Err(_) => {
                let name = single(inner);
                let name = if name.is_empty() { single(target.rsplit('#').next().unwrap_or(target)) } else { name };
                (!name.is_empty()).then(|| (range.clone(), name))
            }
            Ok(_) => None,
        }
    }

    /// Names without a link that mean a model of the page, or one that is called otherwise now.
    fn names(&self, text: &str) -> Vec<(Range<usize>, String)> {
        // A model of the pages is meant by its name, whatever the word means elsewhere.
        let whole =
            self.index.named(self.file, text).filter(|it| it == text.trim() && it.starts_with(char::is_uppercase));
        if let Some(name) = whole {
            return vec![(0..text.len(), name)];
        }
        let mut found = Vec::new();
        if let Ok(expr) = self.notation.parse(text) {
            names_in(&expr, &mut found);
        }
        let mut cuts = Vec::new();
        for (name, range) in found {
            let model = self
                .index
                .called(self.file, text.get(range.clone()).unwrap_or(&name))
                .or_else(|| self.index.called(self.file, &name));
            if let Some(model) = model {
                cuts.push((range, self.index.names[model].clone()));
            }
        }
        cuts
    }

    /// A type whose object is the model.
    fn filled(&self, text: &str, model: usize) -> String {
        let name = &self.index.names[model];
        for word in ["objects", "object", "Objects", "Object", "any", "{}"] {
            if let Some((before, after)) = text.rsplit_once(word)
                && !before.ends_with(char::is_alphanumeric)
                && !after.starts_with(char::is_alphanumeric)
            {
                return format!("{before}{name}{after}");
            }
        }
        match self.notation.parse(text) {
            Ok(TypeExpr::Known(Type::Array(_))) => format!("{name}[]"),
            Ok(TypeExpr::Known(Type::String(_) | Type::Integer(_))) if self.index.enums.contains(&model) => {
                name.clone()
            }
            _ => text.to_owned(),
        }
    }

    /// A list of entries of a map is a map.
    fn entry(&self, text: &str) -> Option<String> {
        let name = text.strip_suffix("[]")?;
        let model = self.index.called(self.file, name).filter(|it| self.index.names[*it] == name)?;
        let mut value = self.index.entries.get(&model)?.clone();
        self.bind(&mut value);
        Some(format!("map<string, {}>", value.text.as_str()))
    }
}

/// The names in a type, and where they stand.
fn names_in(expr: &TypeExpr, found: &mut Vec<(String, Range<usize>)>) {
    match expr {
        TypeExpr::Name { name, range } => found.push((name.clone(), range.clone())),
        TypeExpr::List(inner)
        | TypeExpr::Set(inner)
        | TypeExpr::Map(inner)
        | TypeExpr::Nullable(inner)
        | TypeExpr::Optional(inner) => {
            names_in(inner, found);
        }
        TypeExpr::Union(parts) => parts.iter().for_each(|it| names_in(it, found)),
        TypeExpr::Known(_) | TypeExpr::Literals(_) => {}
    }
}
