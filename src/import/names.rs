//! Names for models that have none: by where they stand, always the same way, never one twice.

use crate::name::Case;
use indexmap::IndexMap;

/// Which model each place of the document is.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_pointer: IndexMap<String, String>,
    /// How many models are called so; a later one gets a number.
    taken: IndexMap<String, usize>,
}

impl Names {
    /// The model that stands at a place.
    pub(super) fn get(&self, pointer: &str) -> Option<&str> {
        self.by_pointer.get(pointer).map(String::as_str)
    }

    /// The place where a model stands.
    pub(super) fn pointer(&self, name: &str) -> String {
        self.by_pointer.iter().find(|(_, it)| *it == name).map(|(pointer, _)| pointer.clone()).unwrap_or_default()
    }

    /// Names the model at a place as the document does, or with a number when another has the name.
    pub(super) fn give(&mut self, pointer: String, wanted: &str) -> String {
        let name = self.free(wanted);
        self.by_pointer.insert(pointer, name.clone());
        name
    }

    fn free(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "Model" } else { wanted };
        if !self.taken.contains_key(wanted) {
            self.taken.insert(wanted.to_owned(), 1);
            return wanted.to_owned();
        }
        let mut count = self.taken.get(wanted).copied().unwrap_or(1);
        loop {
            count += 1;
            let name = format!("{wanted}{count}");
            if !self.taken.contains_key(&name) {
                self.taken.insert(wanted.to_owned(), count);
                self.taken.insert(name.clone(), 1);
                return name;
            }
        }
    }
}

/// `Order` and `billing_address`: `OrderBillingAddress`.
pub(super) fn joined(base: &str, part: &str) -> String {
    let part = Case::Pascal.apply(part);
    format!("{base}{}", if part.is_empty() { "Value" } else { &part })
}

/// A part of a JSON pointer as it is written in the pointer.
pub(super) fn segment(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The JSON pointer in the fragment of a reference into the same document.
pub(super) fn local_pointer(reference: &str) -> Option<String> {
    let fragment = reference.strip_prefix('#')?;
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = (*first == b'%').then(|| tail.get(..2)).flatten();
        let byte = escaped.and_then(|it| std::str::from_utf8(it).ok()).and_then(|it| u8::from_str_radix(it, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).ok()
}

/// The last part of a reference, as a name.
pub(super) fn last_part(reference: &str) -> String {
    let part = reference.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or_default();
    let part = part.replace("~1", "/").replace("~0", "~");
    part.strip_suffix(".json").or_else(|| part.strip_suffix(".yaml")).unwrap_or(&part).to_owned()
}
