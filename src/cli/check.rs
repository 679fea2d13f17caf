//! Everything is made again in memory and held against what is on the disk.

use super::docs::Docs;
use super::generate;
use super::ui::{Ui, status};
use fieldtable::emit::rust;
use fieldtable::snapshot::{self, Prose, Snapshot};
use fieldtable::{Error, config, output};
use similar::TextDiff;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(
    after_help = "Without flags, everything that fieldtable.toml says where to write, and fieldtable.lock.json where it is.

Examples:
  fieldtable check
  fieldtable check docs/ -o src/models.rs
  fieldtable check docs/ --snapshot fieldtable.lock.json

Exit status: 0 nothing is stale, 1 something is, 2 could not run."
)]
pub(super) struct Args {
    #[command(flatten)]
    docs: Docs,
    /// The file with the Rust code, or with `/` at its end the folder with a module a model.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The folder with the whole crate.
    #[arg(long = "crate", value_name = "DIR", conflicts_with = "output")]
    package: Option<PathBuf>,
    /// The snapshot.
    #[arg(long, value_name = "FILE")]
    snapshot: Option<PathBuf>,
}

pub(super) fn run(args: Args, ui: &Ui) -> Result<ExitCode, Error> {
    let mut read = args.docs.read(true, ui)?;
    let schema = &read.compilation.schema;
    let mut wanted: Vec<(PathBuf, String)> = Vec::new();
    let mut stale = Vec::new();
    let target = generate::Target::new(args.output, args.package, &read.config);
    let emission = rust::emit(schema, &target.options);
    match (&target.file, &target.folder) {
        (Some(file), _) => {
            wanted.push((file.clone(), emission.artifacts.iter().map(|it| it.text.to_string()).collect()));
        }
        (None, Some(folder)) => {
            wanted.extend(emission.artifacts.iter().map(|it| (folder.join(&it.path), it.text.to_string())));
            stale = output::stale(folder, &emission.artifacts)?;
        }
        (None, None) => {}
    }
    for (id, path) in &read.config.output.export {
        let emitter = config::emitter(id)?;
        wanted.push((path.clone(), (emitter.emit)(schema, &read.pages())));
    }
    if let Some(path) = args.snapshot.or_else(|| customary(read.config.path.as_deref())) {
        // One that is not there is stale, and one that cannot be read is no reason to think so.
        let old = std::fs::read_to_string(&path).ok().map(|it| Snapshot::read(&it)).transpose()?;
        let prose = if old.is_some_and(|it| it.prose) { Prose::Kept } else { Prose::Left };
        wanted.push((path, Snapshot::new(schema, super::diff::profile(&read.config)?, prose).write()));
    }
    if wanted.is_empty() {
        return Err(Error::other(
            "nothing to check: say where the code or the snapshot is, with a flag or under `[output]` in `fieldtable.toml`",
        ));
    }
    let mut failed = read.report(Some(emission.notices), ui);
    for (path, text) in &wanted {
        failed |= differs(path, text, ui)?;
    }
    for path in stale {
        failed = true;
        ui.result(&format!("{} is no longer made\n", path.display()))?;
    }
    read.finish(ui);
    Ok(status(failed))
}

/// The snapshot beside the configuration, or here, where there is one.
fn customary(config: Option<&Path>) -> Option<PathBuf> {
    let beside = config.map(|it| it.with_file_name(snapshot::FILE));
    [beside, Some(PathBuf::from(snapshot::FILE))].into_iter().flatten().find(|it| it.exists())
}

/// Shows how a file differs from what would be written.
fn differs(path: &Path, text: &str, ui: &Ui) -> Result<bool, Error> {
    let old = match std::fs::read(path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(it) if it.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(it) => return Err(Error::io("read", path, it)),
    };
    if old == text {
        return Ok(false);
    }
    let name = path.display().to_string();
    let diff = TextDiff::from_lines(old.as_str(), text);
    ui.result(&diff.unified_diff().context_radius(3).header(&name, &format!("{name} (made again)")).to_string())?;
    Ok(true)
}
