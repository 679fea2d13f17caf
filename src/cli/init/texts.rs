//! What `init` writes: texts from `templates/init`, filled with what is known.

use crate::cli::ui::few;
use fieldtable::config::{FoundDialect, Survey};
use fieldtable::diag::Code;
use fieldtable::diag::render::tame;
use fieldtable::name::did_you_mean;
use fieldtable::{Error, dialect, typexpr};

const CONFIG: &str = include_str!("../../../templates/init/fieldtable.toml");
/// The build script.
pub(super) const BUILD_SCRIPT: &str = include_str!("../../../templates/init/build/build.rs");
/// What takes in the code that it makes.
pub(super) const LIB: &str = include_str!("../../../templates/init/build/lib.rs");

/// What a build script needs of other crates.
pub(super) fn dependencies() -> String {
    let version = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));
    // Not called `Cargo.toml`: a folder with one is a package of its own, which cargo leaves out of this one.
    include_str!("../../../templates/init/build/dependencies.toml").replace("VERSION", version)
}

/// The configuration for the docs that were looked at.
pub(super) fn config(survey: &Survey) -> String {
    let mut config = CONFIG.to_owned();
    if !survey.sources.is_empty() {
        let list: Vec<_> = survey.sources.iter().map(|it| quoted(&it.to_string_lossy().replace('\\', "/"))).collect();
        config = with(&config, "sources =", &[format!("sources = [{}]", list.join(", "))]);
    }
    let mut lines = Vec::new();
    for FoundDialect { id, folders, evidence, .. } in &survey.dialects {
        lines.push(comment(&format!("In {}: {id}", few(folders))));
        lines.extend(evidence.iter().map(|it| comment(&format!("  {it}"))));
    }
    if let Some(first) = survey.dialects.first() {
        lines.push(format!("# dialect = {}", quoted(&first.id)));
        config = with(&config, "# dialect =", &lines);
    }
    if let Some(finding) = &survey.wire_names {
        let mut lines = vec![comment(&finding.message)];
        let sure = finding.code == Code::InferredCase;
        // What is but likely stays a comment.
        lines.extend(finding.mends.first().map(|it| if sure { it.clone() } else { format!("# {it}") }));
        config = with(&config, "# wire_names =", &lines);
    }
    config
}

/// The configuration with these lines in the place of the one that starts so.
fn with(config: &str, start: &str, lines: &[String]) -> String {
    let mut out = String::new();
    for line in config.lines() {
        let new = if line.starts_with(start) { lines.join("\n") } else { line.to_owned() };
        out += &new;
        out.push('\n');
    }
    out
}

/// A line that is a comment, whatever the docs say.
fn comment(text: &str) -> String {
    format!("# {}", tame(text).replace('\n', " "))
}

/// A text of TOML. What steers a terminal or an editor is escaped, as JSON does it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A dialect and its notation as files to be edited, and the keys by which the configuration uses them.
pub(super) struct OwnDialect {
    /// Paths and texts.
    pub(super) files: Vec<(String, String)>,
    keys: Vec<String>,
}

impl OwnDialect {
    /// A built-in dialect, to start from.
    pub(super) fn new(id: &str) -> Result<Self, Error> {
        let find = |all: &[(&str, &'static str)], id: &str| all.iter().find(|it| it.0 == id).map(|it| it.1);
        let (Some(text), Some(dialect)) =
            (find(dialect::BUILTIN, id), dialect::builtin().iter().find(|it| it.id == id))
        else {
            let near = did_you_mean(id, dialect::BUILTIN.iter().map(|it| it.0));
            return Err(Error::other(format!("there is no dialect `{id}`{near}")));
        };
        let name = |kind: &str, id: &str| format!("fieldtable/{kind}-{id}.toml");
        let mut files = vec![(name("dialect", id), text.to_owned())];
        let notation = dialect.notation.as_str();
        files.extend(find(typexpr::BUILTIN, notation).map(|text| (name("notation", notation), text.to_owned())));
        let keys = vec![
            format!("dialect = \"{id}\""),
            format!("dialects = [\"{}\"]", name("dialect", id)),
            format!("notations = [\"{}\"]", name("notation", notation)),
        ];
        Ok(Self { files, keys })
    }

    /// The configuration with the keys.
    pub(super) fn used_in(&self, config: &str) -> String {
        self.keys.iter().fold(config.to_owned(), |config, key| {
            // The template has each of these keys once, as a comment.
            let start = format!("# {}=", key.split('=').next().unwrap_or_default());
            with(&config, &start, std::slice::from_ref(key))
        })
    }

    /// The keys, one a line.
    pub(super) fn lines(&self) -> String {
        self.keys.join("\n") + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::{BUILD_SCRIPT, LIB, dependencies};

    #[test]
    fn the_readme_says_the_same_of_build_scripts() {
        let readme = include_str!("../../../README.md");
        assert!(readme.contains(&dependencies()), "{}", dependencies());
        assert!(readme.contains(LIB), "{LIB}");
        assert!(BUILD_SCRIPT.contains("fieldtable::Builder::new()"));
    }
}
