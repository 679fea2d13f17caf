//! What was recognised: pages, tables, dialects with their evidence, models, fields, and what was left out and why.

mod text;
mod view;

use super::docs::Docs;
use super::interrupt::write_file;
use super::ui::{Ui, is_standard, status};
use clap::ValueEnum;
use fieldtable::Error;
use fieldtable::emit::html::{self, Start};
use fieldtable::emit::rust;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable inspect docs/
  fieldtable inspect docs/Order.md --evidence
  fieldtable inspect docs/ --format json
  fieldtable inspect docs/ --format html -o coverage.html")]
pub(super) struct Args {
    #[command(flatten)]
    docs: Docs,
    /// How to show it.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Show where each fact comes from.
    #[arg(long)]
    evidence: bool,
    /// The file to write; standard output when `-` or absent.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
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
    let notices = rust::notices(&read.compilation.schema, &read.config.rust);
    let links = read.links(args.output.as_deref());
    read.settle(Some(notices));
    let view = || view::view(&read, args.evidence);
    let text = match args.format {
        Format::Text => text::text(&view()),
        Format::Json => serde_json::to_string_pretty(&view()).map_err(|it| Error::other(it.to_string()))? + "\n",
        Format::Html => html::page(&read.compilation.schema, &read.pages().links(&links), Start::Pages),
    };
    match args.output.filter(|it| !is_standard(it)) {
        Some(file) => ui.written(&write_file(&file, &text)?),
        None => ui.result(&text)?,
    }
    let failed = read.report_settled(ui);
    read.finish(ui);
    Ok(status(failed))
}
