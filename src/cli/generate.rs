use super::docs::Docs;
use super::interrupt::{write_folder, writing};
use super::ui::{Ui, is_standard, status};
use fieldtable::Error;
use fieldtable::config::Config;
use fieldtable::emit::Artifact;
use fieldtable::emit::rust::{self, Layout};
use fieldtable::output::{Pending, Written};
use fieldtable::progress::Progress;
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
    /// The file to write, or with `/` at its end the folder that gets a module a model; standard output when `-` or absent.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write a whole crate into this folder.
    #[arg(long = "crate", value_name = "DIR", conflicts_with = "output")]
    package: Option<PathBuf>,
}

/// Where the code goes, and how it is laid out there.
pub(super) struct Target {
    /// The file, where it is one.
    pub(super) file: Option<PathBuf>,
    /// The folder, where it is one.
    pub(super) folder: Option<PathBuf>,
    pub(super) options: rust::Options,
}

impl Target {
    /// What the flags say, and what the configuration says where they say nothing.
    pub(super) fn new(output: Option<PathBuf>, package: Option<PathBuf>, config: &Config) -> Self {
        let (output, package) = match (output, package) {
            (None, None) => (config.output.rust.clone(), config.output.package.clone()),
            (output, package) => (output.filter(|it| !is_standard(it)), package),
        };
        let layout = match (&output, &package) {
            (_, Some(_)) => Layout::Crate,
            (Some(path), None) if is_folder(path) => Layout::Modules,
            _ => Layout::File,
        };
        let mut options = config.rust.clone();
        options.layout = layout;
        match (layout, package.or(output)) {
            (Layout::File, file) => Self { file, folder: None, options },
            (_, folder) => Self { file: None, folder, options },
        }
    }

    /// Writes the code; to standard output when it goes nowhere else.
    pub(super) fn write(&self, artifacts: &[Artifact], ui: &Ui) -> Result<Written, Error> {
        let pieces = artifacts.iter().flat_map(|it| it.text.pieces());
        match (&self.file, &self.folder) {
            (Some(file), _) => {
                let _writing = writing();
                let mut pending = Pending::new(file);
                pieces.for_each(|it| pending.write(it));
                pending.keep()
            }
            (None, Some(folder)) => write_folder(folder, artifacts),
            (None, None) => ui.result(&pieces.collect::<String>()).map(|()| Written::default()),
        }
    }
}

pub(super) fn run(args: Args, ui: &Ui) -> Result<ExitCode, Error> {
    let mut read = args.docs.read(false, ui)?;
    let target = Target::new(args.output, args.package, &read.config);
    read.meter.step("generating", 0);
    let failed = match &target.file {
        // Nobody needs room for all of a long file.
        Some(file) => {
            let _writing = writing();
            let mut pending = Pending::new(file);
            let notices = rust::emit_into(&read.compilation.schema, &target.options, &mut |it| pending.write(it));
            let failed = read.report(Some(notices), ui);
            if !failed {
                ui.written(&pending.keep()?);
            }
            failed
        }
        None => {
            let emission = rust::emit(&read.compilation.schema, &target.options);
            let failed = read.report(Some(emission.notices), ui);
            if !failed {
                ui.written(&target.write(&emission.artifacts, ui)?);
            }
            failed
        }
    };
    read.finish(ui);
    // The process ends, and gives all back at once.
    std::mem::forget(read);
    Ok(status(failed))
}

/// Whether a path means a folder: it ends in a slash, or there is one.
fn is_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/") || path.is_dir()
}
