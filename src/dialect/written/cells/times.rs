//! Points in time whose type is but `timestamp`. Comes in: a type and what else is known of the field. Goes out: the type that
//! words or samples make of it: numbers count seconds or milliseconds. Without either it is a text.

use super::digits;
use crate::dialect::draft::{Draft, FieldDraft};
use crate::dialect::written::words::vocabulary::vocabulary;
use crate::json::Value;
use crate::schema::Type;
use crate::text::Spelling;
use crate::typexpr::{Notation, TypeExpr};
use foldhash::HashMap;

/// How a point in time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    Text,
    Seconds,
    Milliseconds,
    /// A number, and nothing says of what.
    Number,
}

/// Numbers from here on count milliseconds: as seconds they are further off than the year 5000.
const FIRST_MILLISECONDS: f64 = 1e11;

impl Time {
    /// How a value shown is written.
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::String(_) => Some(Self::Text),
            Value::Number(it) if it.as_f64().abs() >= FIRST_MILLISECONDS => Some(Self::Milliseconds),
            Value::Number(_) => Some(Self::Seconds),
            _ => None,
        }
    }

    /// What words say.
    fn said(prose: &str) -> Option<Self> {
        let prose = prose.to_lowercase();
        let has = |kind: &str| vocabulary().words.times[kind].iter().any(|it| prose.contains(it.as_str()));
        if has("milliseconds") {
            return Some(Self::Milliseconds);
        }
        has("counted").then_some(Self::Seconds)
    }
}

/// Whether a text has a word for a point in time.
pub(crate) fn mentions(text: &str) -> bool {
    place(&text.to_lowercase()).is_some()
}

/// The type with what the words beside it and the values shown say of it.
pub(crate) fn settled(text: &str, prose: &str, shown: &[String]) -> Option<String> {
    let times = &vocabulary().words.times;
    // A span of time is none of its points, whatever its standard is.
    if times["spans"].contains(&text.trim().to_lowercase()) {
        let prose = prose.to_lowercase();
        return times["span_standards"]
            .iter()
            .any(|it| prose.contains(it.as_str()))
            .then(|| "ISO 8601 duration".to_owned());
    }
    let shown = shown.iter().find_map(|it| Time::of(&Value::read(it)?));
    written(text, shown.or_else(|| Time::said(prose))?)
}

fn written(text: &str, time: Time) -> Option<String> {
    let lower = text.to_lowercase();
    let mut words = lower.split(|it: char| !it.is_alphanumeric());
    let range = place(&lower).filter(|_| lower.len() == text.len())?;
    if words.any(|it| vocabulary().words.times["settled"].iter().any(|known| known == it)) {
        return None;
    }
    let word = match time {
        Time::Text => return None,
        Time::Seconds => "epoch seconds",
        Time::Milliseconds => "epoch milliseconds",
        Time::Number => "number",
    };
    Some(format!("{}{word}{}", &text[..range.start], &text[range.end..]))
}

fn place(lower: &str) -> Option<std::ops::Range<usize>> {
    let find = |word: &String| lower.find(word.as_str()).map(|at| at..at + word.len());
    vocabulary().words.times["words"].iter().find_map(find)
}

/// How JSON of a page writes its members.
#[derive(Debug, Default)]
pub(crate) struct Samples(HashMap<String, Option<Time>>);

impl Samples {
    /// Looks at JSON.
    pub(crate) fn see(&mut self, json: &Value) {
        match json {
            Value::Object(members) => {
                for (name, value) in members {
                    if let Some(time) = Time::of(value) {
                        let known = self.0.entry(name.clone()).or_insert(Some(time));
                        *known = known.filter(|it| *it == time);
                    }
                    self.see(value);
                }
            }
            Value::Array(items) => items.iter().for_each(|it| self.see(it)),
            _ => {}
        }
    }

    /// Looks at what shows types in the place of values: `"CreationTime": number`.
    pub(crate) fn see_types(&mut self, code: &str, notation: &Notation) {
        for line in code.lines() {
            let Some((name, value)) = line.trim().strip_prefix('"').and_then(|it| it.split_once("\":")) else {
                continue;
            };
            let value = value.trim_matches([' ', '[', ']', ',', '\t', '\r']);
            let number = || matches!(notation.parse(value), Ok(TypeExpr::Known(Type::Number(_) | Type::Integer(_))));
            let time = if value.starts_with('"') { Some(Time::Text) } else { number().then_some(Time::Number) };
            if let Some(time) = time {
                let known = self.0.entry(name.to_owned()).or_insert(Some(time));
                *known = known.filter(|it| *it == time);
            }
        }
    }

    /// Gives the points in time of the models of a page their types. One that no sample shows is written as the others.
    pub(crate) fn settle(&self, drafts: &mut [Draft<'_>]) {
        let mut seen = Vec::new();
        for field in drafts.iter().flat_map(|it| it.body.fields.iter().flatten()) {
            self.look(field, &mut seen);
        }
        let others = seen.first().copied().filter(|first| seen.iter().all(|it| it == first));
        drafts.iter_mut().flat_map(|it| it.body.fields.iter_mut().flatten()).for_each(|it| self.field(it, others));
    }

    fn look(&self, field: &FieldDraft, seen: &mut Vec<Time>) {
        if field.ty.as_ref().is_some_and(|it| mentions(it.text.as_str())) {
            seen.extend(self.0.get(field.name.as_str()).copied().flatten());
        }
        field.children.iter().for_each(|it| self.look(it, seen));
    }

    fn field(&self, field: &mut FieldDraft, others: Option<Time>) {
        let own = self.0.get(field.name.as_str()).copied();
        if own == Some(Some(Time::Text)) {
            digits::quote(field);
        }
        let time = own.unwrap_or(others);
        if let (Some(time), Some(ty)) = (time, &mut field.ty)
            && let Some(text) = written(ty.text.as_str(), time)
            && ty.links.iter().all(|it| it.0.is_empty())
        {
            ty.text = Spelling::made(text, ty.text.span());
        }
        field.children.iter_mut().for_each(|it| self.field(it, others));
    }
}

#[cfg(test)]
mod tests {
    use super::settled;

    #[test]
    fn words_and_values_say_how_a_point_in_time_is_written() {
        let rows = [
            ("timestamp", "When it was made.", ""),
            ("timestamp", "When it was made, in seconds.", ""),
            ("array of timestamps", "Unix times in milliseconds.", ""),
            ("timestamp or null", "When it was made.", "1700000000"),
            ("timestamp", "When it was made.", "1700000000000"),
            ("timestamp", "When it was made, in seconds.", "\"2024-01-01T00:00:00Z\""),
            ("ISO 8601 timestamp", "In seconds.", ""),
            ("string", "A timestamp in seconds.", ""),
            ("Duration", "How long, as ISO 8601 has it.", ""),
            ("Duration", "How long.", ""),
        ];
        let all: Vec<_> = rows
            .iter()
            .map(|(ty, prose, shown)| {
                format!("{ty} | {prose} | {shown} → {:?}", settled(ty, prose, &[(*shown).to_owned()]))
            })
            .collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        timestamp | When it was made. |  → None
        timestamp | When it was made, in seconds. |  → Some("epoch seconds")
        array of timestamps | Unix times in milliseconds. |  → Some("array of epoch milliseconds")
        timestamp or null | When it was made. | 1700000000 → Some("epoch seconds or null")
        timestamp | When it was made. | 1700000000000 → Some("epoch milliseconds")
        timestamp | When it was made, in seconds. | "2024-01-01T00:00:00Z" → None
        ISO 8601 timestamp | In seconds. |  → None
        string | A timestamp in seconds. |  → None
        Duration | How long, as ISO 8601 has it. |  → Some("ISO 8601 duration")
        Duration | How long. |  → None
        "#);
    }
}
