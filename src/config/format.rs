use crate::emit::{EMITTERS, Emitter};
use crate::error::Error;
use crate::name::did_you_mean;

/// The format with this id.
///
/// # Errors
/// When there is none.
///
/// ```
/// let error = fieldtable::config::emitter("openpai").expect_err("there is no such format");
/// assert_eq!(error.to_string(), "there is no format `openpai`; did you mean `openapi`?");
/// ```
pub fn emitter(id: &str) -> Result<&'static Emitter, Error> {
    let all = || EMITTERS.iter().map(|it| it.id);
    Emitter::find(id).ok_or_else(|| Error::other(format!("there is no format `{id}`{}", did_you_mean(id, all()))))
}
