use fieldtable::{Error, lsp};
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Editors start it; docs/editor.md says how.

Examples:
  fieldtable lsp")]
pub(super) struct Args {
    /// For editors that say so; there is no other way.
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(super) fn run(_: &Args) -> Result<ExitCode, Error> {
    lsp::stdio()?;
    Ok(ExitCode::SUCCESS)
}
