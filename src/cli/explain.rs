use super::docs::Docs;
use super::explain_field;
use super::ui::Ui;
use fieldtable::Error;
use fieldtable::diag::Code;
use fieldtable::diff::rules::{self, Rule};
use fieldtable::infer::{self, RULES};
use fieldtable::name::did_you_mean;
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable explain FT0401
  fieldtable explain --list
  fieldtable explain Customer.birthdate docs/
  fieldtable explain Customer.md:14 docs/")]
pub(super) struct Args {
    /// The code of a finding (FT0401), a rule of `fieldtable diff` (field-renamed) or of inference (date-from-prose), a
    /// field (Customer.birthdate, `Customer.*`) or a line of a page (Customer.md:14).
    #[arg(required_unless_present = "list", value_name = "CODE|RULE|FIELD|PAGE:LINE")]
    subject: Option<String>,
    /// List all codes and rules.
    #[arg(long)]
    list: bool,
    /// How to show a field.
    #[arg(long, value_enum, default_value_t)]
    format: explain_field::Format,
    #[command(flatten)]
    docs: Docs,
}

pub(super) fn run(args: Args, ui: &Ui) -> Result<ExitCode, Error> {
    let Some(id) = args.subject else {
        let line =
            |it: &Code| format!("{}  {:7}  {}\n", it.id(), it.severity().word(), first_sentence(it.explanation()));
        let rule = |it: &Rule| format!("{:36}  {}\n", it.id, it.title);
        let codes = Code::ALL.iter().map(line);
        let inferred = RULES.iter().map(|it| format!("{:36}  {}\n", it.id, first_sentence(it.about)));
        ui.result(&codes.chain(rules::all().iter().map(rule)).chain(inferred).collect::<String>())?;
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(rule) = rules::find(&id) {
        ui.result(&rule.explanation())?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(rule) = RULES.iter().find(|it| it.id == id) {
        ui.result(&inference(rule))?;
        return Ok(ExitCode::SUCCESS);
    }
    if Code::from_id(&id).is_none() && id.contains(['.', ':', '*']) {
        return explain_field::run(&id, args.docs, args.format, ui);
    }
    let code = Code::from_id(&id).ok_or_else(|| {
        let rules = rules::all().iter().map(|it| it.id).chain(RULES.iter().map(|it| it.id));
        let near = did_you_mean(&id, Code::ALL.iter().map(|it| it.id()).chain(rules));
        Error::other(format!(
            "`{id}` is the code of no finding and no rule{near} (`fieldtable explain --list` lists them)"
        ))
    })?;
    let text: Vec<_> = code.explanation().lines().map(|it| it.strip_prefix(' ').unwrap_or(it)).collect();
    let text = text.join("\n");
    ui.result(&format!("{} ({})\n\n{}\n\n{}", code.id(), code.severity().word(), text.trim(), code.example()))?;
    Ok(ExitCode::SUCCESS)
}

/// A rule of inference, with what it reads and what it leaves alone.
fn inference(rule: &infer::Rule) -> String {
    let state = if rule.on { "on" } else { "off" };
    let mut out = format!("{} (inference, {state} unless `[infer]` says otherwise)\n\n{}\n", rule.id, rule.about);
    if !rule.examples.is_empty() {
        out += "\nIt reads:\n";
        out.extend(rule.examples.iter().map(|(ty, text, claim)| format!("  `{ty}`: {text}\n    → {claim}\n")));
        out += "\nIt leaves alone:\n";
        out.extend(rule.counter_examples.iter().map(|(ty, text)| format!("  `{ty}`: {text}\n")));
    }
    out
}

fn first_sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.split_once(". ").map_or(text.clone(), |it| format!("{}.", it.0))
}
