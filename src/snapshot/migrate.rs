//! Snapshots of older versions, each brought one version further by one function.

use super::{MARK, VERSION};
use crate::error::Error;
use serde_json::{Value, json};

/// `MIGRATIONS[n]` makes version n + 2 of version n + 1.
const MIGRATIONS: &[fn(Value) -> Value] = &[name_the_version];

/// The document in the version that this program writes.
pub(super) fn migrate(mut document: Value) -> Result<Value, Error> {
    let version = match (document.get(MARK).and_then(Value::as_u64), document.get("models")) {
        (Some(version), _) => version,
        // The first version had no mark.
        (None, Some(Value::Object(_))) => 1,
        (None, _) => return Err(Error::other(format!("this is no snapshot: it has no `{MARK}`"))),
    };
    if version > VERSION || version == 0 {
        return Err(Error::other(format!(
            "the snapshot is of version {version}, and this program knows up to {VERSION}; install a newer `fieldtable`"
        )));
    }
    let done = usize::try_from(version).expect("it is at most VERSION") - 1;
    for migration in &MIGRATIONS[done..] {
        document = migration(document);
    }
    Ok(document)
}

/// 1 → 2: version 1 was the bare schema, and had no emit profile.
fn name_the_version(mut document: Value) -> Value {
    json!({ MARK: 2, "models": document["models"].take() })
}

#[cfg(test)]
mod tests {
    use super::{MIGRATIONS, VERSION};

    #[test]
    fn every_older_version_has_a_way_up() {
        assert_eq!(MIGRATIONS.len() as u64 + 1, VERSION);
    }
}
