//! What was recognised: pages, tables, dialects with their evidence, models, fields, and what was left out and why.

mod text;
mod view;

use super::docs::Docs;
use super::ui::{Ui, status};
use clap::ValueEnum;
use fieldtable::Error;
use fieldtable::emit::html::{self, Start};
use fieldtable::emit::rust;
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable inspect docs/
  fieldtable inspect docs/Order.md --evidence
  fieldtable inspect docs/ --format json
  fieldtable inspect docs/ --format html > coverage.html")]
pub(super) struct Args {
    #[command(flatten)]
    docs: Docs,
    /// How to show it.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Show where each fact comes from.
    #[arg(long)]
    evidence: bool,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
    /// The page of `export --format html`, with what became of the pages first.
    Html,
}

pub(super) fn run(args: Args, ui: &Ui) -> Result<ExitCode, Error> {
    let evidence = args.evidence || matches!(args.format, Format::Html);
    let mut read = args.docs.read(evidence, ui)?;
    let view = || view::view(&read, args.evidence);
    let text = match args.format {
        Format::Text => text::text(&view()),
        Format::Json => serde_json::to_string_pretty(&view()).map_err(|it| Error::other(it.to_string()))? + "\n",
        Format::Html => html::page(&read.compilation.schema, &read.pages(), Start::Pages),
    };
    ui.result(&text)?;
    let notices = rust::emit(&read.compilation.schema, &read.config.rust).notices;
    let failed = read.report(Some(notices), ui);
    read.finish(ui);
    Ok(status(failed))
}
