//! Types → models. Comes in: a type and where its words link to. Goes out: the same, where models are called by their names.

use super::links::Index;
use crate::dialect::draft::{FieldDraft, ModelBy, TypeDraft};
use crate::dialect::written::cells::naming::model_name;
use crate::dialect::written::cells::type_words::names_in;
use crate::dialect::written::words::vocabulary::vocabulary;
use crate::name::letters;
use crate::order;
use crate::schema::Type;
use crate::text::{FileId, Spelling};
use crate::typexpr::{Notation, TypeExpr};
use indexmap::IndexMap;
use std::ops::Range;

/// What a page's types are bound with.
pub(crate) struct Binder<'a> {
    pub(crate) index: &'a Index,
    pub(crate) file: FileId,
    pub(crate) notation: &'a Notation,
    /// What names of types mean that docs of this kind never describe.
    pub(crate) known: Option<&'a IndexMap<String, String>>,
    /// The model whose types these are.
    pub(crate) own: usize,
}

impl Binder<'_> {
    pub(crate) fn field(&self, field: &mut FieldDraft) {
        if let Some(ty) = &mut field.ty {
            self.bind(ty);
            let described = field.description.as_ref().and_then(|it| {
                let model = self.described(ty, it.as_str())?;
                Some((model, ModelBy::Prose(it.span())))
            });
            let closed = field.children.is_empty();
            let pointed = || {
                let prose = field.description.as_ref().filter(|_| closed)?;
                Some((self.pointed(ty, prose.as_str())?, ModelBy::Link(prose.span())))
            };
            let named = || self.named_alike(ty, field.name.as_str()).filter(|_| closed);
            let named = || named().map(|it| (it, ModelBy::Name(self.index.places[it])));
            if let Some((model, by)) = described.or_else(pointed).or_else(named)
                && let Some(several) = self.several(ty, |it| matches!(it, Type::Object | Type::Any))
            {
                let name = &self.index.names[model];
                let whole = if several { format!("{name}[]") } else { name.clone() };
                ty.text = Spelling::made(whole, ty.text.span());
                ty.model_by = Some(by.into());
            }
        }
        // Rows below one whose type has a page of its own repeat what that page says.
        if let Some(model) = field.ty.as_ref().and_then(|it| self.only(it))
            && field.children.iter().all(|it| self.index.fields[model].contains(it.name.as_str()))
        {
            field.children.take();
        }
        field.children.iter_mut().for_each(|it| self.field(it));
    }

    /// The model whose objects prose says that an open type holds: "Array of `Line` objects", "List of berth objects."
    fn described(&self, ty: &TypeDraft, prose: &str) -> Option<usize> {
        let several = self.several(ty, |it| matches!(it, Type::Object | Type::Any))?;
        let mut found = prose.match_indices("` object").filter_map(|(end, _)| {
            let name = prose[..end].rsplit('`').next().filter(|it| it.starts_with(char::is_uppercase))?;
            self.index.called(self.file, name)
        });
        if let Some(model) = found.next() {
            return found.all(|it| it == model).then_some(model);
        }
        self.index.of_page(self.file, objects_in(prose, several)?)
    }

    /// The model of this page whose objects an open type holds, for it is called as the field is: `contact`, an object, beside
    /// "Contact"; `lines`, a list of objects, beside "Line".
    fn named_alike(&self, ty: &TypeDraft, name: &str) -> Option<usize> {
        let several = self.several(ty, |it| matches!(it, Type::Object))?;
        let name = letters(name);
        let ends = [("ies", "y"), ("es", ""), ("s", "")].into_iter().filter(|_| several);
        let one = ends.filter_map(|(end, one)| Some(format!("{}{one}", name.strip_suffix(end)?)));
        let mut names = one.chain([name.clone()]);
        let model = names.find_map(|it| self.index.of_page(self.file, &it))?;
        (model != self.own && !self.index.fields[model].is_empty()).then_some(model)
    }

    /// Whether a type that says no more than that it is an object, or a list of such items, is a list; nothing of other types.
    pub(crate) fn several(&self, ty: &TypeDraft, items: fn(&Type) -> bool) -> Option<bool> {
        match self.notation.parse(ty.text.as_str()).ok()? {
            TypeExpr::Known(Type::Object) => Some(false),
            TypeExpr::Known(Type::Array(it)) if items(&it) => Some(true),
            TypeExpr::List(it) if matches!(&*it, TypeExpr::Known(it) if items(it)) => Some(true),
            _ => None,
        }
    }

    /// The only model that a bound type names.
    fn only(&self, ty: &TypeDraft) -> Option<usize> {
        let mut found = Vec::new();
        names_in(&self.notation.parse(ty.text.as_str()).ok()?, &mut found);
        let [(name, _)] = found.as_slice() else { return None };
        self.index.called(self.file, name)
    }

    /// Writes the names of models in the place of what links to them and of what means them.
    pub(crate) fn bind(&self, ty: &mut TypeDraft) {
        let mut cuts: Vec<(Range<usize>, String)> = Vec::new();
        let text = ty.text.as_str();
        let mut whole = None;
        for (range, target) in &ty.links {
            let model = self.index.target(self.file, target);
            let model = model.map(|it| self.index.parts.beside(self.file, self.own, target, it));
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
        order::sort_by_key(&mut cuts, |it| it.0.start);
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
        if let Some((around, _)) = by_path(inner) {
            return Some((range.clone(), format!("{around}{name}")));
        }
        let part = |found: &Range<usize>| Some((range.start + found.start..range.start + found.end, name.clone()));
        if let Some(found) = self.behind_base(inner, model) {
            return part(&found);
        }
        match self.notation.parse(inner) {
            Err(_) | Ok(TypeExpr::Name { .. }) => whole,
            Ok(TypeExpr::Known(Type::Array(_))) => Some((range.clone(), format!("{name}[]"))),
            Ok(TypeExpr::List(items)) if *items == TypeExpr::Known(Type::Object) => {
                Some((range.clone(), format!("{name}[]")))
            }
            Ok(TypeExpr::Map(items)) if *items == TypeExpr::Known(Type::Object) => {
                Some((range.clone(), format!("map<string, {name}>")))
            }
            Ok(TypeExpr::Known(Type::Map(items))) if *items == Type::Object => {
                Some((range.clone(), format!("map<string, {name}>")))
            }
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

    /// Where a basic type stands with the model of its values in brackets behind it: `?string(OrderState)`,
    /// `Array<String (Order State)>`.
    fn behind_base(&self, inner: &str, model: usize) -> Option<Range<usize>> {
        let mut from = 0;
        while let Some(open) = inner[from..].find('(').map(|it| from + it) {
            from = open + 1;
            let before = inner[..open].trim_end();
            let start = before
                .rfind(|it: char| !it.is_alphanumeric() && it != '_')
                .map_or(0, |it| it + before[it..].chars().next().map_or(1, char::len_utf8));
            let Some(length) = inner[from..].find([')', '(']).filter(|it| inner[from + it..].starts_with(')')) else {
                continue;
            };
            let base = matches!(self.notation.parse(&before[start..]), Ok(TypeExpr::Known(it)) if it.is_scalar());
            let named = &inner[from..from + length];
            if base && self.index.called(self.file, named) == Some(model) {
                return Some(start..from + length + 1);
            }
        }
        None
    }

    /// Words whose link leads to no model of these pages name a model that nobody describes, unless they are a type.
    fn unknown(&self, inner: &str, range: &Range<usize>, target: &str) -> Option<(Range<usize>, String)> {
        if let Some(model) = self.index.called(self.file, inner) {
            return Some((range.clone(), self.index.names[model].clone()));
        }
        if let Some((around, one)) = by_path(inner) {
            let name = single(one);
            let known = self.known.and_then(|it| it.get(&name)).map(|it| format!("({it})"));
            return Some((range.clone(), format!("{around}{}", known.unwrap_or(name))));
        }
        if let Some(known) = self.known.and_then(|it| it.get(inner.trim())) {
            return Some((range.clone(), format!("({known})")));
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
        if let Some((around, one)) = by_path(text)
            && let Some(name) = self.index.named(self.file, &single(one))
        {
            return vec![(around.len()..text.len(), name)];
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
            let known = || self.known.and_then(|it| it.get(&name)).map(|it| format!("({it})"));
            cuts.extend(model.map(|it| self.index.names[it].clone()).or_else(known).map(|it| (range, it)));
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
        // A word that docs of this kind have for what is described elsewhere.
        if self.known.and_then(|it| it.get(text.trim())).is_some_and(|it| it == "any") {
            return name.clone();
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

/// What stands around the path of a package to a model, and the path: `[]core/v1.Service`, `Kubernetes core/v1.Service`. Its
/// slashes are none between alternatives.
fn by_path(text: &str) -> Option<(&str, &str)> {
    let wrapped = text.starts_with(['[', '*']) || text.starts_with("map[");
    let end = text.rfind(']').filter(|_| wrapped).map_or(0, |it| it + 1);
    let (around, one) = text.split_at(end);
    let (path, name) = one.split_once('/')?.1.rsplit_once('.')?;
    let whole = !path.contains(' ') && name.starts_with(char::is_uppercase) && !name.contains(['|', ' ']);
    whole.then_some((around, one))
}

/// The name at the end of such a path.
fn single(path: &str) -> String {
    model_name(path.rsplit(['/', '.']).next().unwrap_or(path))
}

/// What prose begins with that says of which objects a list or an object is one: "An array of berth objects", "Berth object".
fn objects_in(prose: &str, several: bool) -> Option<&str> {
    let words = &vocabulary().words;
    let first = prose.split(['.', ',', ';', ':', '(', '\n', '–', '—']).next()?.trim();
    let end = if several { "objects" } else { "object" };
    let told = first.rsplit_once(' ').filter(|it| it.1.eq_ignore_ascii_case(end)).map(|it| it.0.trim());
    let mut name = told.unwrap_or(first).trim_matches('`');
    let mut listed = false;
    for kind in ["articles", "lists_of"] {
        let taken = words.marks[kind].iter().find_map(|it| {
            let start = name.get(..it.len()).filter(|start| start.eq_ignore_ascii_case(it))?;
            name[start.len()..].strip_prefix(' ')
        });
        listed |= taken.is_some() && kind == "lists_of";
        name = taken.unwrap_or(name);
    }
    // "List of `Line`"
    let sole =
        || several && listed && name.trim_start_matches('`').starts_with(char::is_uppercase) && !name.contains(' ');
    (name.len() < 60 && (told.is_some() || sole())).then(|| name.trim_matches('`'))
}
