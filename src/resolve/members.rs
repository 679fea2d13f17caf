//! The names of a model's fields on the wire. Comes in: rows. Goes out: a name for each row that has one, no two alike.

use super::{Options, WireCase};
use crate::dialect::Names;
use crate::dialect::draft::{Draft, FieldDraft};
use crate::name::cased;
use crate::order;
use foldhash::{HashMap, HashMapExt, HashSet};

/// Why a row has its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    /// The page shows it.
    Shown,
    /// A rule of the dialect took off what the language put there.
    Unescaped,
    /// The configuration says how names are written.
    Case,
    /// Another part of the page shows it.
    Elsewhere,
    /// The configuration names it, at this key.
    Set(String),
}

/// The name of a row on the wire.
#[derive(Debug, Clone)]
pub(super) struct Wire {
    pub(super) name: String,
    pub(super) reason: Reason,
}

/// What becomes of a row.
#[derive(Debug, Clone)]
pub(super) enum Member {
    /// It is a field.
    Field(Wire),
    /// It has no name.
    Nameless,
    /// It has the name of the row at this index.
    Twin(usize),
}

/// Names every row. A row whose name on the wire would be that of another one keeps the name that the page shows, if that
/// is nobody else's.
pub(super) fn names(draft: &Draft<'_>, model: &str, rows: &[FieldDraft], options: &Options) -> Vec<Member> {
    let escapes = draft.dialect.generated().map(|it| &it.escaped_fields);
    let usual = escapes.map(|it| it.usual(&rows.iter().map(|it| it.name.as_str()))).unwrap_or_default();
    let bare = |shown: &str| escapes.map_or_else(|| shown.to_owned(), |it| it.undo_in(shown, model, &usual));
    let wanted: Vec<Option<Wire>> = rows.iter().map(|row| wire(draft, model, row, options, &bare)).collect();
    let mut owners: HashMap<&str, usize> = HashMap::with_capacity(rows.len());
    let mut clashing: Vec<(usize, usize)> = Vec::new();
    // Who shows the very name has the first claim to it.
    for claims in [true, false] {
        for (index, wire) in wanted.iter().enumerate() {
            let claim = |it: &&Wire| matches!(it.reason, Reason::Shown | Reason::Set(_) | Reason::Elsewhere) == claims;
            let Some(wire) = wire.as_ref().filter(claim) else { continue };
            let owner = *owners.entry(wire.name.as_str()).or_insert(index);
            if owner != index {
                clashing.push((index, owner));
            }
        }
    }
    order::sort_by(&mut clashing, Ord::cmp);
    let mut fallbacks: HashSet<&str> = HashSet::default();
    let settle = |(index, owner): (usize, usize)| {
        let shown = rows[index].name.as_str();
        let free = !owners.contains_key(shown) && fallbacks.insert(shown);
        let shown = || Member::Field(Wire { name: shown.to_owned(), reason: Reason::Shown });
        (index, if free { shown() } else { Member::Twin(owner) })
    };
    let settled: Vec<(usize, Member)> = clashing.into_iter().map(settle).collect();
    let member = |it: Option<Wire>| it.map_or(Member::Nameless, Member::Field);
    let mut members: Vec<Member> = wanted.into_iter().map(member).collect();
    for (index, member) in settled {
        members[index] = member;
    }
    members
}

fn wire(
    draft: &Draft<'_>,
    model: &str,
    row: &FieldDraft,
    options: &Options,
    bare: &impl Fn(&str) -> String,
) -> Option<Wire> {
    let shown = row.name.as_str();
    if shown.is_empty() {
        return None;
    }
    if row.fixed {
        return Some(Wire { name: shown.to_owned(), reason: Reason::Set("fix".to_owned()) });
    }
    let names = &options.wire_names.names;
    if !names.is_empty() {
        for key in [&format!("{model}.{shown}"), shown] {
            if let Some(name) = names.get(key) {
                return Some(Wire { name: name.clone(), reason: Reason::Set(format!("wire_names.names.\"{key}\"")) });
            }
        }
    }
    if let Some(wire) = &row.wire {
        return Some(Wire { name: wire.as_str().to_owned(), reason: Reason::Elsewhere });
    }
    let bare = bare(shown);
    let bare = if bare.is_empty() { shown.to_owned() } else { bare };
    if let (Names::Language, Some(WireCase::Case(case))) = (draft.dialect.names, options.wire_names.case) {
        return Some(Wire { name: cased(&bare, case), reason: Reason::Case });
    }
    let reason = if bare == shown { Reason::Shown } else { Reason::Unescaped };
    Some(Wire { name: bare, reason })
}
