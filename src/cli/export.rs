use super::docs::Docs;
use super::interrupt::write_file;
use super::ui::{Ui, is_standard, status};
use fieldtable::emit::{EMITTERS, Emitter};
use fieldtable::{Error, config};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable export docs/ -o schema.json
  fieldtable export docs/ --format openapi -o openapi.json
  fieldtable export docs/ --format html -o models.html
  fieldtable export docs/ --format mermaid")]
pub(super) struct Args {
    #[command(flatten)]
    docs: Docs,
    /// The format.
    #[arg(long, value_parser = formats(), value_name = "FORMAT")]
    format: Option<String>,
    /// The file to write; standard output when `-` or absent.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const FORMAT: &str = "json-schema";

fn formats() -> clap::builder::PossibleValuesParser {
    let value = |it: &Emitter| clap::builder::PossibleValue::new(it.id).help(it.about);
    EMITTERS.iter().map(value).collect::<Vec<_>>().into()
}

pub(super) fn run(args: Args, ui: &Ui) -> Result<ExitCode, Error> {
    let mut read = args.docs.read(true, ui)?;
    let failed = read.report(None, ui);
    if !failed {
        let schema = &read.compilation.schema;
        let configured = &read.config.output.export;
        // Without a flag that says what to write, everything that the configuration asks for.
        let targets: Vec<_> = match (args.format, args.output) {
            (None, None) if !configured.is_empty() => {
                configured.iter().map(|(id, path)| (id.clone(), Some(path.clone()))).collect()
            }
            (format, output) => vec![(format.unwrap_or_else(|| FORMAT.into()), output.filter(|it| !is_standard(it)))],
        };
        let targets: Vec<_> = targets
            .into_iter()
            .map(|(id, output)| Ok((config::emitter(&id)?, output)))
            .collect::<Result<_, Error>>()?;
        for (emitter, output) in targets {
            let links = read.links(output.as_deref());
            let text = (emitter.emit)(schema, &read.pages().links(&links));
            match output {
                Some(file) => ui.written(&write_file(&file, &text)?),
                None => ui.result(&text)?,
            }
        }
    }
    read.finish(ui);
    Ok(status(failed))
}
