//! The findings one by one, in a terminal: what is accepted goes into the configuration, and into the snapshot once nothing
//! is left.

use super::diff::Sides;
use super::interrupt::write_file;
use super::ui::{Ui, status};
use fieldtable::diff::report::Reporter;
use fieldtable::diff::{Allowance, Finding, Kind, Renamed};
use fieldtable::snapshot::{Prose, Snapshot};
use fieldtable::{Error, config};
use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

#[derive(clap::Args)]
#[command(after_help = "Answers: a accept, r reject, s skip; A, R, S the same for all that are left; q stop here.
Without a terminal nothing is asked: the findings are printed with the lines that would accept them.

Examples:
  fieldtable review fieldtable.lock.json docs/
  fieldtable review main:docs/ docs/

Exit status: 0 nothing that is not accepted breaks, 1 something does, 2 could not run.")]
pub(super) struct Args {
    #[command(flatten)]
    sides: Sides,
    /// Why the findings are accepted; asked for each when absent.
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// What is to become of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Accept,
    Reject,
    Skip,
}

pub(super) fn run(args: Args, ui: &Ui) -> Result<ExitCode, Error> {
    let compared = args.sides.compare(ui)?;
    let open: Vec<&Finding> =
        compared.comparison.findings.iter().filter(|it| (ui.all() || it.is_shown()) && it.allowed.is_none()).collect();
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        let text = compared.report(Reporter::find("text").expect("it is one of them"), ui.all(), None);
        ui.result(&text)?;
        let reason = args.reason.as_deref().unwrap_or("…");
        let fails: Vec<&Finding> = open.into_iter().filter(|it| it.fails()).collect();
        if !fails.is_empty() {
            ui.say("nobody can be asked here; to accept what breaks, put into fieldtable.toml:\n\n");
            ui.say(&record("", &fails, &|_| reason.to_owned())?);
        }
        return Ok(status(compared.comparison.fails()));
    }
    let mut input = std::io::stdin().lock().lines();
    let mut line = |question: &str| {
        ui.say(question);
        input.next().and_then(Result::ok)
    };
    let mut reasons: Vec<String> = Vec::new();
    let mut accepted: Vec<&Finding> = Vec::new();
    let answers = ask(&open, &mut |finding| {
        ui.say(&format!("\n{}\n", describe(finding)));
        line("[a]ccept [r]eject [s]kip, [A][R][S] all, [q]uit: ")
    });
    for (finding, answer) in open.iter().zip(&answers) {
        if *answer == Answer::Accept {
            accepted.push(finding);
        }
    }
    for finding in &accepted {
        let asked = || line(&format!("why is {} at {} accepted? ", finding.rule.id, finding.change.path()));
        reasons.push(args.reason.clone().or_else(asked).unwrap_or_default());
    }
    let done = answers.iter().all(|it| *it == Answer::Accept);
    let snapshot = Path::new(&compared.old.name).exists() && compared.old.is_snapshot;
    let recorded: Vec<&Finding> = if done && snapshot { renames(&accepted) } else { accepted.clone() };
    if !recorded.is_empty() {
        let path = compared.config.clone().unwrap_or_else(|| PathBuf::from(config::FILE_NAME));
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let reason = |it: &Finding| {
            let at = accepted.iter().position(|other| std::ptr::eq(*other, it));
            at.map(|it| reasons[it].clone()).unwrap_or_default()
        };
        ui.written(&write_file(&path, &record(&text, &recorded, &reason)?)?);
        ui.wrote(&path);
    }
    if done && snapshot {
        let path = PathBuf::from(&compared.old.name);
        let prose = if compared.old.side.prose { Prose::Kept } else { Prose::Left };
        ui.written(&write_file(
            &path,
            &Snapshot::new(&compared.new.side.schema, compared.profile.clone(), prose).write(),
        )?);
        ui.wrote(&path);
    }
    let left = open.iter().zip(&answers).any(|(it, answer)| it.fails() && *answer != Answer::Accept);
    Ok(status(left || answers.contains(&Answer::Reject)))
}

fn renames<'a>(findings: &[&'a Finding]) -> Vec<&'a Finding> {
    findings.iter().copied().filter(|it| renamed(it).is_some()).collect()
}

/// An answer for each finding. What is not answered is skipped.
fn ask(findings: &[&Finding], question: &mut dyn FnMut(&Finding) -> Option<String>) -> Vec<Answer> {
    let mut rest = None;
    let mut answers = Vec::new();
    for finding in findings {
        let answer = rest.unwrap_or_else(|| {
            loop {
                let Some(line) = question(finding) else {
                    rest = Some(Answer::Skip);
                    break Answer::Skip;
                };
                let (answer, all) = match line.trim() {
                    "a" => (Answer::Accept, false),
                    "r" => (Answer::Reject, false),
                    "s" => (Answer::Skip, false),
                    "A" => (Answer::Accept, true),
                    "R" => (Answer::Reject, true),
                    "S" | "q" => (Answer::Skip, true),
                    _ => continue,
                };
                rest = all.then_some(answer);
                break answer;
            }
        });
        answers.push(answer);
    }
    answers
}

fn describe(finding: &Finding) -> String {
    let change = &finding.change;
    let said = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{before} → {after}"),
        (before, after) => before.clone().or(after.clone()).unwrap_or_default(),
    };
    let evidence = change.evidence.as_ref().map_or_else(String::new, |it| format!("\n  {}", it.shared));
    let text = format!("{} [{}]\n  {}: {said}{evidence}", finding.rule.title, finding.rule.id, change.path());
    text.chars().filter(|it| *it == '\n' || !it.is_control()).collect()
}

/// What the configuration says of a rename, if the finding is one.
fn renamed(finding: &Finding) -> Option<Renamed> {
    let change = &finding.change;
    let (old, new) = (change.old.as_ref()?, change.new.as_ref()?);
    let name = |it: &fieldtable::schema::Path| match it.steps.last() {
        Some(fieldtable::schema::Step::Field(name)) => Some(name.clone()),
        _ => None,
    };
    match change.kind {
        Kind::FieldRenamed => {
            Some(Renamed { model: Some(new.model.clone()), from: name(old)?, to: name(new)?, since: None })
        }
        Kind::ModelRenamed => {
            Some(Renamed { model: None, from: old.model.clone(), to: new.model.clone(), since: None })
        }
        _ => None,
    }
}

/// The configuration with the findings accepted. What stands there, comments too, stays.
fn record(config: &str, findings: &[&Finding], reason: &dyn Fn(&Finding) -> String) -> Result<String, Error> {
    let mut document: DocumentMut = config
        .parse()
        .map_err(|it: toml_edit::TomlError| Error::other(format!("{}: {}", config::FILE_NAME, it.message())))?;
    let diff = document.entry("diff").or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    let Some(diff) = diff.as_table_mut() else {
        return Err(Error::other(format!("{}: `diff` is no table", config::FILE_NAME)));
    };
    for finding in findings {
        if let Some(it) = renamed(finding) {
            let mut table = Table::new();
            let pairs = [("model", it.model), ("from", Some(it.from)), ("to", Some(it.to))];
            pairs.into_iter().for_each(|(key, text)| {
                table.extend(text.map(|it| (key, value(it))));
            });
            push(diff, "renamed", table)?;
        }
        for change in [&finding.change].into_iter().chain(&finding.more) {
            let it = Allowance {
                rule: finding.rule.id.to_owned(),
                path: change.path().to_string(),
                value: change.after.clone().or(change.before.clone()),
                reason: reason(finding),
                until: None,
            };
            let mut table = Table::new();
            let pairs =
                [("rule", Some(it.rule)), ("path", Some(it.path)), ("value", it.value), ("reason", Some(it.reason))];
            pairs.into_iter().for_each(|(key, text)| {
                table.extend(text.map(|it| (key, value(it))));
            });
            push(diff, "allow", table)?;
        }
    }
    Ok(document.to_string())
}

fn push(diff: &mut Table, key: &str, table: Table) -> Result<(), Error> {
    let all = diff.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(all) = all.as_array_of_tables_mut() else {
        return Err(Error::other(format!("{}: write `diff.{key}` as `[[diff.{key}]]`", config::FILE_NAME)));
    };
    all.push(table);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Answer, ask, record};
    use fieldtable::config::Config;
    use fieldtable::diff::{Comparison, Finding, Options, Side, compare};
    use fieldtable::schema::Schema;
    use serde_json::json;
    use std::path::Path;

    fn side(fields: &[&str]) -> Side {
        let field = |it: &&str| json!({"name": it, "type": {"string": "plain"}, "presence": "required"});
        let fields: Vec<_> = fields.iter().map(field).collect();
        let schema = json!({"models": {"Position": {"kind": {"object": {"fields": fields}}}}});
        Side::new(serde_json::from_value::<Schema>(schema).expect("a schema"))
    }

    fn sides() -> (Side, Side) {
        (side(&["size", "dual_mode", "margin", "gone"]), side(&["size", "mode", "margin"]))
    }

    fn found(options: &Options) -> Comparison {
        let (old, new) = sides();
        compare(&old, &new, options)
    }

    fn answers(said: &str) -> Vec<Answer> {
        let comparison = found(&Options::default());
        let mut said = said.chars().map(String::from);
        ask(&comparison.findings.iter().collect::<Vec<_>>(), &mut |_| said.next())
    }

    #[test]
    fn capitals_answer_for_all_and_silence_skips() {
        assert_eq!(answers("ar"), [Answer::Accept, Answer::Reject]);
        assert_eq!(answers("?A"), [Answer::Accept, Answer::Accept]);
        assert_eq!(answers("r"), [Answer::Reject, Answer::Skip]);
        assert_eq!(answers("q"), [Answer::Skip, Answer::Skip]);
    }

    #[test]
    fn what_is_accepted_is_recorded_among_what_is_there() {
        let comparison = found(&Options::default());
        let findings: Vec<&Finding> = comparison.findings.iter().collect();
        let text = "# Ours.\ndialect = \"x\" # as it is\n\n[diff]\nfor = [\"read\"] # clients first\n\n[rust]\n";
        let text = record(text, &findings, &|_| "agreed".to_owned()).expect("it can be recorded");
        insta::assert_snapshot!(text);
        let config = Config::from_toml(&text, Path::new("fieldtable.toml")).expect("a configuration still");
        let options = Options { axes: Vec::new(), ..config.diff };
        assert!(!found(&options).fails(), "what was accepted is accepted");
        assert_eq!(found(&options).stale, []);
    }
}
