//! `fieldtable verify`: what the documents got wrong, by real JSON, and the lines of `fieldtable.toml` that mend it.

use super::docs::{Docs, Read};
use super::interrupt::write_file;
use super::ui::{Ui, plural, status};
use clap::ValueEnum;
use fieldtable::Error;
use fieldtable::config::{self, FILE_NAME};
use fieldtable::mend::mended;
use fieldtable::schema::Schema;
use fieldtable::verify::{Report, Sample, Setting, model_named, settings, verify};
use serde_json::{Deserializer, Value, json};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use toml_edit::DocumentMut;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable verify docs/ --samples samples/
  fieldtable verify docs/ --samples customer.json --model Customer
  fieldtable verify docs/ --samples 'log/*.jsonl' --fix

Exit status: 0 the samples are as documented, 1 they are not (and --fix was not given), 2 could not run.")]
pub(super) struct Args {
    #[command(flatten)]
    docs: Docs,
    /// Files with JSON that the API sent, folders (searched for .json, .jsonl and .ndjson), globs, or `-` for standard
    /// input. A file named after a model is of that model; of any other, the keys tell it.
    #[arg(long, required = true, num_args = 1.., value_name = "FILES")]
    samples: Vec<PathBuf>,
    /// The model that all samples are of.
    #[arg(long, value_name = "NAME")]
    model: Option<String>,
    /// How to show it.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the settings that mend it into fieldtable.toml; comments stay.
    #[arg(long)]
    fix: bool,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    /// What is wrong, and the settings that mend it.
    #[default]
    Text,
    Json,
    /// The settings alone.
    Toml,
}

pub(super) fn run(args: Args, ui: &Ui) -> Result<ExitCode, Error> {
    let Args { docs, samples, model, format, fix } = args;
    let read = docs.read(false, ui)?;
    let schema = &read.compilation.schema;
    if let Some(name) = model.as_ref().filter(|it| !schema.models.contains_key(*it)) {
        let near = fieldtable::name::did_you_mean(name, schema.models.keys().map(String::as_str));
        return Err(Error::other(format!("there is no model `{name}`{near}")));
    }
    let report = verify(schema, &read_samples(schema, &samples, model.as_deref())?);
    let settings = settings(schema, &report);
    let text = match format {
        Format::Text => text(&report, &settings),
        Format::Json => {
            serde_json::to_string_pretty(&as_json(&report, &settings)).map_err(|it| Error::other(it.to_string()))?
                + "\n"
        }
        Format::Toml => mended(DocumentMut::new(), &settings).to_string(),
    };
    ui.result(&text)?;
    if fix && !settings.is_empty() {
        write(&read, &settings, ui)?;
    }
    Ok(status(!fix && !report.mismatches.is_empty()))
}

/// Every document of every file.
fn read_samples(schema: &Schema, paths: &[PathBuf], model: Option<&str>) -> Result<Vec<Sample>, Error> {
    let mut samples = Vec::new();
    for (path, text) in config::examples(paths)? {
        let name = path.display().to_string().replace('\\', "/");
        let model = model.map(str::to_owned).or_else(|| model_named(schema, &name));
        for value in Deserializer::from_str(&text).into_iter::<Value>() {
            let value = value.map_err(|it| Error::other(format!("{name}: this is no JSON: {it}")))?;
            samples.push(Sample { name: name.clone(), value, model: model.clone() });
        }
    }
    Ok(samples)
}

fn text(report: &Report, settings: &[Setting]) -> String {
    let mut out = String::new();
    let mut write = || -> std::fmt::Result {
        let mut model = "";
        for it in &report.mismatches {
            if it.path.model != model {
                model = &it.path.model;
                writeln!(out, "{model}")?;
            }
            let field = it.path.to_string();
            let field = field.strip_prefix(model).unwrap_or(&field).trim_start_matches('.');
            let field = if field.is_empty() { String::new() } else { format!("{field}: ") };
            writeln!(out, "  {field}{} ({} of {}; {}{})", it.problem, it.count, it.of, it.first.0, it.first.1)?;
        }
        for it in &report.unmatched {
            writeln!(out, "{it}: no model has these fields; name one with `--model`")?;
        }
        let objects = plural(report.objects, "object");
        if report.mismatches.is_empty() {
            return writeln!(out, "{objects} compared, all as documented");
        }
        writeln!(out, "{objects} compared, {} with what is documented", plural(report.mismatches.len(), "difference"))?;
        if !settings.is_empty() {
            writeln!(out, "\nto mend it, write into {FILE_NAME} (`--fix` does):\n")?;
            write!(out, "{}", mended(DocumentMut::new(), settings))?;
        }
        Ok(())
    };
    write().expect("writing into a string cannot fail");
    out
}

pub(super) fn as_json(report: &Report, settings: &[Setting]) -> Value {
    let mismatches = report.mismatches.iter().map(|it| {
        json!({
            "path": it.path.to_string(),
            "model": it.path.model,
            "problem": it.problem.id(),
            "message": it.problem.to_string(),
            "count": it.count,
            "of": it.of,
            "sample": it.first.0,
            "pointer": it.first.1,
        })
    });
    json!({
        "objects": report.objects,
        "agreeing": report.agreeing,
        "unmatched": report.unmatched,
        "mismatches": mismatches.collect::<Vec<_>>(),
        "settings": settings.iter().map(|it| json!({ "keys": it.keys, "value": it.value })).collect::<Vec<_>>(),
    })
}

/// Writes the settings into the configuration that was used, or into a new one in the current folder.
fn write(read: &Read, settings: &[Setting], ui: &Ui) -> Result<(), Error> {
    let path = read.config.path.clone().unwrap_or_else(|| PathBuf::from(FILE_NAME));
    let old = if path.exists() {
        std::fs::read_to_string(&path).map_err(|it| Error::io("read", &path, it))?
    } else {
        String::new()
    };
    let document = old.parse::<DocumentMut>().map_err(|it| Error::other(format!("{}: {it}", path.display())))?;
    let text = mended(document, settings).to_string();
    write_file(&path, &text)?;
    ui.wrote(&path);
    Ok(())
}
