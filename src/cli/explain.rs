use super::ui::Ui;
use fieldtable::Error;
use fieldtable::diag::Code;
use fieldtable::diff::rules::{self, Rule};
use fieldtable::error::nearest;
use std::process::ExitCode;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The code of a finding, such as FT0401, or the id of a rule of `fieldtable diff`, such as field-renamed.
    #[arg(required_unless_present = "list")]
    code: Option<String>,
    /// List all codes and rules.
    #[arg(long)]
    list: bool,
}

pub(super) fn run(args: Args, ui: &Ui) -> Result<ExitCode, Error> {
    let Some(id) = args.code else {
        let line =
            |it: &Code| format!("{}  {:7}  {}\n", it.id(), it.severity().word(), first_sentence(it.explanation()));
        let rule = |it: &Rule| format!("{:36}  {}\n", it.id, it.title);
        let codes = Code::ALL.iter().map(line);
        ui.result(&codes.chain(rules::all().iter().map(rule)).collect::<String>())?;
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(rule) = rules::find(&id) {
        ui.result(&rule.explanation())?;
        return Ok(ExitCode::SUCCESS);
    }
    let code = Code::from_id(&id).ok_or_else(|| {
        let near = nearest(&id, Code::ALL.iter().map(|it| it.id()).chain(rules::all().iter().map(|it| it.id)));
        let near = near.map_or_else(String::new, |it| format!("; did you mean `{it}`?"));
        Error::other(format!(
            "`{id}` is the code of no finding and no rule{near} `fieldtable explain --list` lists them"
        ))
    })?;
    let text: Vec<_> = code.explanation().lines().map(|it| it.strip_prefix(' ').unwrap_or(it)).collect();
    ui.result(&format!("{} ({})\n\n{}\n", code.id(), code.severity().word(), text.join("\n").trim()))?;
    Ok(ExitCode::SUCCESS)
}

fn first_sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.split_once(". ").map_or(text.clone(), |it| format!("{}.", it.0))
}
