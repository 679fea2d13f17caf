//! What becomes of a page. Comes in: the texts and options that the browser sends. Goes out: findings, Rust, JSON Schema,
//! the schema with its evidence, and what a sample shows. Pure: no file is read, whatever the options name.

use crate::cli::verify;
use fieldtable::config::{self, Config, FILE_NAME};
use fieldtable::diag::Code;
use fieldtable::diag::render::{Format, render};
use fieldtable::emit::rust::{self, Layout};
use fieldtable::emit::{html, json_schema};
use fieldtable::mend::{mended, merged};
use fieldtable::provenance::Pages;
use fieldtable::resolve::Options;
use fieldtable::schema::{ModelKind, Object, Schema};
use fieldtable::text::SourceMap;
use fieldtable::verify::{Sample, Setting, settings};
use fieldtable::{Compilation, Error};
use serde::{Deserialize, Serialize};
use serde_json::{Deserializer, Value, json};
use std::path::Path;
use toml_edit::DocumentMut;

/// What the page's script sends.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Question {
    page: String,
    sample: String,
    /// The model that the sample is of; told by its keys when absent.
    model: Option<String>,
    dialect: Option<String>,
    wire_names: Option<String>,
    unsaid_null: Option<String>,
    unsaid: Option<String>,
    operations: bool,
    /// Lines of `fieldtable.toml`.
    config: String,
    /// What is to be set in the lines first.
    set: Option<Choice>,
    /// Further lines that are to be written into them first.
    lines: Option<String>,
}

/// A key and a value of `fieldtable.toml`.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    pub(super) keys: Vec<String>,
    pub(super) value: Value,
}

/// The choices that the page offers to set.
pub(super) fn choices() -> Vec<Choice> {
    let all = serde_json::from_str(include_str!("../../../templates/page/choices.json"));
    all.expect("the choices come with the program, and a test writes them")
}

/// What the page is called; a table without a heading takes its name from it.
const PAGE: &str = "Model.md";

pub(super) fn answer(mut question: Question) -> Value {
    if let Some(Choice { keys, value }) = question.set.take() {
        // Lines that are no TOML are told of when they are read.
        if let Ok(lines) = question.config.parse::<DocumentMut>() {
            question.config = mended(lines, &[Setting { keys, value }]).to_string();
        }
    }
    let mut refused = None;
    if let Some(lines) = question.lines.take() {
        match merged(&question.config, &lines) {
            Some(text) => question.config = text,
            None => {
                refused = Some(Error::config(FILE_NAME, "write it by hand: something that stands there would be lost"));
            }
        }
    }
    let outcome = read(&question).and_then(|it| refused.map_or(Ok(it), Err));
    let mut out = outcome.unwrap_or_else(|error| json!({ "error": error.to_string() }));
    out["config"] = question.config.into();
    out
}

fn read(question: &Question) -> Result<Value, Error> {
    let config = config(question)?;
    let mut options = config::options(&config)?;
    options.evidence = true;
    let mut sources = SourceMap::new();
    sources.add(PAGE, &question.page);
    let compilation = fieldtable::compile(&sources, &options);
    let Compilation { schema, .. } = &compilation;
    let emission = rust::emit(schema, &rust::Options { layout: Layout::File, ..config.rust.clone() });
    let findings = config::judge(&config, &sources, Vec::new(), &compilation, Some(emission.notices));
    let explained = |line: &str| {
        let mut finding: Value = serde_json::from_str(line).expect("a finding is an object on a line");
        let code = finding["code"].as_str().and_then(Code::from_id);
        finding["explanation"] = code.map(Code::explanation).into();
        finding
    };
    Ok(json!({
        "findings": render(&sources, &findings, Format::Json, None).lines().map(explained).collect::<Vec<_>>(),
        "rust": emission.artifacts.iter().map(|it| it.text.to_string()).collect::<String>(),
        "jsonSchema": json_schema::emit(schema),
        "data": html::data(schema, &Pages::new(&sources, &compilation)),
        "sample": sample(question, schema),
    }))
}

/// The lines, and on top what is chosen beside them.
fn config(question: &Question) -> Result<Config, Error> {
    let file = Config::from_toml(&question.config, Path::new(FILE_NAME))?;
    let named = [
        ("sources", &file.sources),
        ("exclude", &file.exclude),
        ("dialects", &file.dialects),
        ("notations", &file.notations),
        ("examples", &file.examples),
    ];
    if let Some((key, _)) = named.into_iter().find(|it| !it.1.is_empty()) {
        return Err(Error::config(FILE_NAME, format!("`{key}` names files, and this page reads none")));
    }
    let said = [
        ("wire_names", &question.wire_names),
        ("schema.unsaid_null", &question.unsaid_null),
        ("schema.unsaid", &question.unsaid),
    ];
    // A string of JSON is one of TOML.
    let lines = said.into_iter().filter_map(|(key, it)| Some(format!("{key} = {}\n", Value::from(it.as_deref()?))));
    let mut chosen = Config::from_toml(&lines.collect::<String>(), Path::new("what is chosen"))?;
    chosen.path = None;
    (chosen.dialect, chosen.operations) = (question.dialect.clone(), question.operations);
    let schema = Options {
        unsaid_null: chosen.schema.unsaid_null.or(file.schema.unsaid_null),
        unsaid: if question.unsaid.is_some() { chosen.schema.unsaid } else { file.schema.unsaid },
        ..file.schema.clone()
    };
    Ok(Config { schema, ..file.overlaid_with(chosen) })
}

/// What the sample shows; nothing where there is none.
fn sample(question: &Question, schema: &Schema) -> Value {
    if question.sample.trim().is_empty() {
        return Value::Null;
    }
    let values: Result<Vec<Value>, _> = Deserializer::from_str(&question.sample).into_iter().collect();
    let values = match values {
        Ok(values) => values,
        Err(error) => return json!({ "error": format!("this is no JSON: {error}") }),
    };
    let model = question
        .model
        .clone()
        .filter(|it| schema.models.contains_key(it))
        .or_else(|| likeliest(schema, values.first()?));
    let samples: Vec<Sample> =
        values.into_iter().map(|value| Sample { name: "sample".into(), value, model: model.clone() }).collect();
    let report = fieldtable::verify::verify(schema, &samples);
    let settings = settings(schema, &report);
    let mut out = verify::as_json(&report, &settings);
    // As the lines would be with those that mend them.
    let lines = question.config.parse::<DocumentMut>().ok().filter(|_| !settings.is_empty());
    out["mended"] = lines.map(|it| mended(it, &settings).to_string()).into();
    out
}

/// The model that has the most of the keys, if that is at least half of them: a sample beside a page is of that page, also
/// when they differ much.
fn likeliest(schema: &Schema, value: &Value) -> Option<String> {
    let value = value.as_array().map_or(Some(value), |it| it.first())?;
    let keys = value.as_object()?;
    let shared = |it: &Object| it.fields.iter().filter(|it| keys.contains_key(&it.name)).count();
    let models = schema.models.iter().rev().filter_map(|(name, model)| match &model.kind {
        ModelKind::Object(object) => Some((shared(object), name)),
        _ => None,
    });
    models.max_by_key(|it| it.0).filter(|it| it.0 > 0 && it.0 * 2 >= keys.len()).map(|it| it.1.clone())
}

#[cfg(test)]
mod tests {
    use super::{Question, answer, choices};

    fn question(page: &str, sample: &str, config: &str) -> Question {
        Question {
            page: page.into(),
            sample: sample.into(),
            model: None,
            dialect: None,
            wire_names: None,
            unsaid_null: None,
            unsaid: None,
            operations: false,
            config: config.into(),
            set: None,
            lines: None,
        }
    }

    const TABLE: &str =
        "# User\n\n| Field | Type | Required |\n|---|---|---|\n| id | string | yes |\n| age | integer | no |\n";

    #[test]
    fn a_sample_is_compared_and_what_mends_the_lines_does() {
        let answered = answer(question(TABLE, r#"{"id": 7}"#, ""));
        assert!(answered["rust"].as_str().expect("it is text").contains("pub struct User"));
        assert_eq!(answered["sample"]["mismatches"][0]["path"], "User.id");
        let mended = answered["sample"]["mended"].as_str().expect("a setting mends it");
        let again = answer(question(TABLE, r#"{"id": 7}"#, mended));
        assert_eq!(again["sample"]["mismatches"], serde_json::json!([]), "{mended}");
    }

    #[test]
    fn every_choice_that_is_offered_is_understood() {
        let choices = choices();
        assert!(choices.len() > 20);
        for choice in choices {
            let words = format!("{:?} = {}", choice.keys, choice.value);
            let answered = answer(Question { set: Some(choice), ..question(TABLE, "", "# kept\n") });
            assert_eq!(answered["error"], serde_json::Value::Null, "{words}");
            assert!(
                answered["config"].as_str().is_some_and(|it| it.contains("# kept") && it.contains("rust")),
                "{words}"
            );
        }
    }

    #[test]
    fn the_lines_that_answer_a_finding_do() {
        let page = TABLE.replace("integer", "Nobody");
        let answered = answer(question(&page, "", ""));
        for finding in answered["findings"].as_array().expect("it is a list") {
            let lines = finding["mends"][0].as_str().map(str::to_owned);
            assert!(lines.is_some(), "{finding}");
            let again = answer(Question { lines, ..question(&page, "", "") });
            let codes = again["findings"].as_array().expect("it is a list").iter().map(|it| &it["code"]);
            assert!(!codes.collect::<Vec<_>>().contains(&&finding["code"]), "{again}");
        }
    }

    #[test]
    fn no_file_is_read() {
        for key in ["dialects", "notations", "examples", "sources"] {
            let answered = answer(question(TABLE, "", &format!("{key} = [\"/etc/passwd\"]")));
            let error = answered["error"].as_str().expect("it is refused");
            assert!(error.contains("names files"), "{error}");
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        let error = |config: &str| answer(question(TABLE, "", config))["error"].as_str().map(str::to_owned);
        assert!(error("[rust]\nno_such_key = 1").is_some_and(|it| it.starts_with("fieldtable.toml:2:1")));
        assert!(answer(question(TABLE, "{", ""))["sample"]["error"].is_string());
        assert_eq!(answer(question("", "", ""))["findings"][0]["code"], "FT0404");
    }
}
