use super::docs::Docs;
use super::interrupt::write_file;
use super::ui::{Ui, is_standard, status};
use fieldtable::Error;
use fieldtable::emit::rust;
use fieldtable::snapshot::{Prose, Snapshot};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable snapshot docs/ -o fieldtable.lock.json
  fieldtable diff fieldtable.lock.json docs/")]
pub(super) struct Args {
    #[command(flatten)]
    docs: Docs,
    /// The file to write; standard output when `-` or absent.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Keep descriptions and examples, so that their changes can be compared too.
    #[arg(long)]
    prose: bool,
}

pub(super) fn run(args: Args, ui: &Ui) -> Result<ExitCode, Error> {
    let mut read = args.docs.read(false, ui)?;
    let prose = if args.prose { Prose::Kept } else { Prose::Left };
    let text = Snapshot::new(&read.compilation.schema, super::diff::profile(&read.config)?, prose).write();
    let notices = rust::emit(&read.compilation.schema, &read.config.rust).notices;
    let failed = read.report(Some(notices), ui);
    if !failed {
        match args.output.as_ref().filter(|it| !is_standard(it)) {
            Some(file) => ui.written(&write_file(file, &text)?),
            None => ui.result(&text)?,
        }
    }
    read.finish(ui);
    Ok(status(failed))
}
