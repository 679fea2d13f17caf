//! Models that one side alone has, and what was read before and cannot be read now.

use super::super::change::{Change, Kind};
use super::super::pairing::ModelPairs;
use super::{Facts, show};
use crate::schema::{ModelKind, Opaque, Path};

impl Facts<'_> {
    pub(super) fn leftovers(&mut self, pairs: &ModelPairs<'_>) {
        let unread = |page: &str| self.new.unread.iter().any(|it| it == page);
        let (lost, removed): (Vec<&str>, Vec<&str>) =
            pairs.removed.iter().partition(|name| self.old.pages.get(**name).is_some_and(|it| unread(it)));
        let mut found = Vec::new();
        for name in removed {
            let model = &self.old.schema.models[name];
            found.push(
                Change::new(Kind::ModelRemoved, Some(Path::model(name)), None).texts(Some(show::kind(model)), None),
            );
        }
        for name in lost {
            found.push(lost_page(name));
        }
        for name in &pairs.lost {
            let page = self.old.pages.get(*name);
            found.push(if page.is_some_and(|it| unread(it)) {
                lost_page(name)
            } else {
                let model = Some(Path::model(*name));
                Change::new(Kind::LinkBroken, model.clone(), model)
                    .texts(Some(show::kind(&self.old.schema.models[*name])), None)
            });
        }
        for (from, to, _) in pairs.pairs.iter().filter(|it| it.0 != it.1 && self.new.schema.models.contains_key(it.0)) {
            if self.new.schema.models[*from].kind == ModelKind::Opaque(Opaque::Undocumented) {
                let model = Some(Path::model(*from));
                let change = Change::new(Kind::LinkBroken, model.clone(), model).texts(Some((*to).to_owned()), None);
                found.push(change.following([(*to).to_owned()]));
            }
        }
        for name in &pairs.added {
            let model = &self.new.schema.models[*name];
            found.push(
                Change::new(Kind::ModelAdded, None, Some(Path::model(*name))).texts(None, Some(show::kind(model))),
            );
        }
        for split in &pairs.split {
            let parts = Some(split.parts.join(", "));
            found.push(Change::new(Kind::ModelSplit, Some(Path::model(split.whole)), None).texts(None, parts));
        }
        for merge in &pairs.merged {
            let parts = Some(merge.parts.join(", "));
            found.push(Change::new(Kind::ModelMerged, None, Some(Path::model(merge.whole))).texts(parts, None));
        }
        self.found.extend(found);
    }

    /// Whether rows of a model that were read are unreadable now.
    pub(super) fn lost_rows(&self, old: &str, new: &str) -> usize {
        let of = |rows: &std::collections::BTreeMap<String, usize>, name| rows.get(name).copied().unwrap_or(0);
        of(&self.new.unread_rows, new).saturating_sub(of(&self.old.unread_rows, old))
    }
}

fn lost_page(name: &str) -> Change {
    Change::new(Kind::ParseLost, Some(Path::model(name)), None)
        .texts(Some("the page".into()), Some("cannot be read".into()))
}

/// Whether nothing is known of a model, for its page says nothing.
pub(super) fn is_empty(kind: &ModelKind) -> bool {
    *kind == ModelKind::Opaque(Opaque::Empty)
}
