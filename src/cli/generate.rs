use super::docs::Docs;
use super::ui::{Ui, status};
use fieldtable::Error;
use fieldtable::emit::rust::{self, Layout};
use fieldtable::output::{write_file, write_folder};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable generate docs/ -o src/models.rs
  fieldtable generate 'docs/**/*Model.md' --crate api-types
  fieldtable generate - < Order.md")]
pub(super) struct Args {
    #[command(flatten)]
    docs: Docs,
    /// The file to write, or with `/` at its end the folder that gets a module a model; standard output when absent.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write a whole crate into this folder.
    #[arg(long = "crate", value_name = "DIR", conflicts_with = "output")]
    package: Option<PathBuf>,
}

pub(super) fn run(args: Args, ui: &Ui) -> Result<ExitCode, Error> {
    let mut read = args.docs.read(false, ui)?;
    let (output, package) = match (args.output, args.package) {
        (None, None) => (read.config.output.rust.clone(), read.config.output.package.clone()),
        flags => flags,
    };
    let layout = match (&output, &package) {
        (_, Some(_)) => Layout::Crate,
        (Some(path), None) if is_folder(path) => Layout::Modules,
        _ => Layout::File,
    };
    let mut options = read.config.rust.clone();
    options.layout = layout;
    let emission = rust::emit(&read.compilation.schema, &options);
    read.timings.step("generate");
    let failed = read.report(emission.notices, ui);
    if !failed {
        match (layout, package.or(output)) {
            (Layout::File, Some(file)) => {
                let text: String = emission.artifacts.into_iter().map(|it| it.text).collect();
                ui.written(&write_file(&file, &text)?);
            }
            (_, Some(folder)) => ui.written(&write_folder(&folder, &emission.artifacts)?),
            (_, None) => emission.artifacts.iter().try_for_each(|it| ui.result(&it.text))?,
        }
    }
    read.finish("write", ui);
    Ok(status(failed))
}

/// Whether a path means a folder: it ends in a slash, or there is one.
fn is_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/") || path.is_dir()
}
