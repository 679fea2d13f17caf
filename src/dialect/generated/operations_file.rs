//! How a generator writes its pages of operations, as a dialect's file says it.

use super::file::Notes;
use crate::decode::{table, words};
use indexmap::IndexMap;

/// How pages of operations look.
///
/// ```
/// use fieldtable::dialect::{Style, builtin};
///
/// let php = builtin().iter().find(|it| it.id == "openapi-generator-php").expect("it comes with the program");
/// let Style::Generated(style) = &php.style else { panic!("a program writes such pages") };
/// assert_eq!(style.operations.returns.as_deref(), Some("Return type"));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Operations {
    /// The header of the table that lists a page's operations: name, method and path, summary.
    pub list: Vec<String>,
    /// The header of tables that list the operations of all pages.
    pub index: Vec<String>,
    /// What names of operations begin with; the hole holds the page's name.
    pub prefix: String,
    /// Headings of tables of parameters, and what says whether these may be absent.
    pub parameters: IndexMap<String, Parameters>,
    /// What the column of notes holds.
    pub notes: Notes,
    /// Whether parameters that must be there have a default in their notes, if only one that says nothing: those without
    /// any note are of another kind, and nothing tells whether they may be absent.
    pub default_always: bool,
    /// What stands around the types of parameters.
    pub around: Vec<String>,
    /// The heading of the type that the server sends.
    pub returns: Option<String>,
    /// The notation of that type where it stands before the name of the operation in a quoted call; used where there is
    /// none below such a heading.
    pub call: Option<String>,
    /// Words of a type that mean that nothing is sent.
    pub nothing: Vec<String>,
    /// What names of parameters are written with; those without are of the client's code.
    pub mark: String,
    /// Texts in a type's place that are no type.
    pub untold: Vec<String>,
    /// Names and types of parameters that no request carries.
    pub ignored: IndexMap<String, String>,
}

table! { Operations {
    list, index, prefix, parameters, notes, default_always, around, returns, call, nothing, mark, untold, ignored,
} }

/// What says whether the parameters of a table may be absent.
///
/// ```
/// use fieldtable::dialect::{Style, builtin};
///
/// let php = builtin().iter().find(|it| it.id == "openapi-generator-php").expect("it comes with the program");
/// let Style::Generated(style) = &php.style else { panic!("a program writes such pages") };
/// let required = style.operations.parameters["Required Parameters"];
/// assert_eq!(required, fieldtable::dialect::Parameters::Required);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameters {
    /// Their notes.
    Noted,
    /// The heading: all must be there.
    Required,
    /// The heading: all may be absent.
    Optional,
    /// Nothing.
    Unsaid,
}

words! { Parameters { Noted = "noted", Required = "required", Optional = "optional", Unsaid = "unsaid" } }
