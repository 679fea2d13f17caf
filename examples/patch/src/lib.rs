//! A PATCH with three states, from both ends.

pub mod models;

use models::support::Maybe;
use models::{Contact, ContactPatch};

/// What a server does with the body of a PATCH.
pub fn apply(contact: &mut Contact, patch: ContactPatch) {
    let ContactPatch { name, nick, birthday } = patch;
    if let Some(name) = name {
        contact.name = name;
    }
    set(&mut contact.nick, nick);
    set(&mut contact.birthday, birthday);
}

/// What is not spoken of stays as it is.
fn set<T>(field: &mut Maybe<T>, change: Maybe<T>) {
    if !change.is_absent() {
        *field = change;
    }
}
