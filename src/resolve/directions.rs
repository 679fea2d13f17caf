//! Who writes what: requests are written by clients, what operations return by the server, and so is all that these
//! mention. Comes in: operations and the schema. Goes out: the models' directions.

use super::names::Names;
use crate::dialect::OperationDraft;
use crate::dialect::draft::TypeDraft;
use crate::schema::{Direction, Schema, Type, reached};
use crate::typexpr::{self, Notation};
use indexmap::IndexSet;

/// Sets the direction of each model that an operation uses.
pub(super) fn set(operations: &[OperationDraft<'_>], names: &Names, notations: &[Notation], schema: &mut Schema) {
    let (mut written, mut read) = (IndexSet::new(), IndexSet::new());
    for (index, operation) in operations.iter().enumerate() {
        let notation = operation.request.notation;
        let mention = |ty: &TypeDraft, found: &mut IndexSet<String>| {
            let link = ty.link.as_ref().and_then(|it| it.as_str().strip_suffix(".md"));
            let link = link.map(|it| it.rsplit('/').next().unwrap_or(it));
            found.extend(link.and_then(|it| names.find(it)).map(str::to_owned));
            let own = ty.notation.as_deref().and_then(|it| typexpr::find(notations, it));
            if let Ok(expr) = own.unwrap_or(notation).parse_knowing(ty.text.as_str(), &|it| names.knows(it)) {
                let _ = expr.into_type(&mut |name, _| {
                    found.extend(names.find(name).map(str::to_owned));
                    Type::Any
                });
            }
        };
        operation.returns.iter().for_each(|it| mention(it, &mut read));
        let parameters = operation.request.body.fields.iter().flatten().filter_map(|it| it.ty.as_ref());
        parameters.for_each(|it| mention(it, &mut written));
        written.extend(names.request(index).map(str::to_owned));
    }
    if written.is_empty() && read.is_empty() {
        return;
    }
    let (written, read) = (reached(schema, written), reached(schema, read));
    for (name, model) in &mut schema.models {
        model.direction = match (read.contains(name), written.contains(name)) {
            (true, true) => Direction::Both,
            (true, false) => Direction::Read,
            (false, true) => Direction::Write,
            (false, false) => Direction::Unknown,
        };
    }
}
