//! One page for people, which works without a network: models to be searched, their relations drawn, each field with its
//! evidence and its place, and what became of the pages. The page is a template of `templates/page` with the schema as
//! JSON in it; its script makes everything that is seen out of that, as text and never as markup.

mod data;
#[cfg(test)]
mod tests;

#[doc(hidden)]
pub use data::data;

use super::{Page, Provenance};
use crate::schema::Schema;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Value, context};

/// What the page shows first.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::emit::html::{Start, page};
/// use fieldtable::provenance::Pages;
///
/// let coverage = page(&compilation.schema, &Pages::new(&sources, &compilation), Start::Pages);
/// assert!(coverage.starts_with("<!doctype html>"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The models.
    Models,
    /// What became of the pages.
    Pages,
}

/// How pages look, CSS.
#[doc(hidden)]
pub const STYLE: &str = include_str!("../../../templates/page/style.css");

/// What draws models and their relations: JavaScript that reads what [`data()`] writes.
#[doc(hidden)]
pub const SCRIPT: &str =
    concat!(include_str!("../../../templates/page/model.js"), include_str!("../../../templates/page/draw.js"));

/// The hash of the page's script, as a content security policy names it: nothing else on the page runs.
const HASH: &str = "sha256-FezNFFNeKJa+QBidZMVpeMnypHKreqtcM1460FJ7VNM=";

/// The page, with the models first.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::{emit::html, provenance::Pages};
///
/// let page = html::emit(&compilation.schema, &Pages::new(&sources, &compilation));
/// assert!(page.contains("Order"));
/// ```
#[must_use]
pub fn emit(schema: &Schema, provenance: &dyn Provenance) -> String {
    page(schema, provenance, Start::Models)
}

/// The page.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::emit::html::{Start, page};
/// use fieldtable::provenance::Pages;
///
/// let models = page(&compilation.schema, &Pages::new(&sources, &compilation), Start::Models);
/// assert!(models.contains("<title>1 model</title>"));
/// ```
#[must_use]
pub fn page(schema: &Schema, provenance: &dyn Provenance, start: Start) -> String {
    let start = match start {
        Start::Models => "",
        Start::Pages => ":pages",
    };
    let count = schema.models.len();
    let folder = common_folder(&provenance.pages());
    let of = if folder.is_empty() { String::new() } else { format!(" of {folder}") };
    let title = format!("{count} model{}{of}", if count == 1 { "" } else { "s" });
    let safe = Value::from_safe_string;
    let document = context! {
        start,
        title,
        hash => HASH,
        style => safe(STYLE.to_owned()),
        script => safe(SCRIPT.to_owned() + include_str!("../../../templates/page/schema.js")),
        findings => provenance.findings().len(),
        data => safe(script_safe(&data(schema, provenance).to_string())),
    };
    fill("schema.html", include_str!("../../../templates/page/schema.html"), &document)
}

/// A template of a page, filled. What ends in `.html` is escaped.
///
/// # Panics
/// When it is no template, or names what the document lacks: templates come with the program.
#[doc(hidden)]
#[must_use]
pub fn fill(name: &str, template: &str, document: &Value) -> String {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    environment.set_syntax(syntax.expect("the marks are the usual ones"));
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment
        .render_named_str(name, template, document)
        .expect("the templates come with the program, and tests fill each")
}

/// The folder that all pages are in; empty where there is none.
fn common_folder(pages: &[Page]) -> String {
    let mut folders = pages.iter().map(|it| it.path.rsplit_once('/').map_or("", |it| it.0));
    let Some(first) = folders.next() else { return String::new() };
    let mut common: Vec<&str> = first.split('/').collect();
    for folder in folders {
        let same = common.iter().zip(folder.split('/')).take_while(|(a, b)| *a == b).count();
        common.truncate(same);
    }
    common.join("/")
}

/// JSON that may stand in a `<script>`: nothing in it ends the element or opens a comment.
fn script_safe(json: &str) -> String {
    json.replace('<', "\\u003c")
}
