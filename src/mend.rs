//! Settings → the text of `fieldtable.toml`, whose comments and order stay.

use crate::verify::Setting;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

/// The document with the settings in it. All else stays as it is.
///
/// ```
/// use fieldtable::mend::mended;
/// use fieldtable::verify::Setting;
///
/// let keys = ["field", "Order.note", "nullable"].map(str::to_owned).to_vec();
/// let setting = Setting { keys, value: true.into() };
/// let text = mended(Default::default(), &[setting]).to_string();
/// assert_eq!(text, "[field.\"Order.note\"]\nnullable = true\n");
/// ```
#[must_use]
pub fn mended(mut document: DocumentMut, settings: &[Setting]) -> DocumentMut {
    for Setting { keys, value } in settings {
        let [tables @ .., last] = keys.as_slice() else { continue };
        let mut table = document.as_table_mut();
        for (depth, key) in tables.iter().enumerate() {
            if table_at(table, key).is_none() {
                let mut fresh = Table::new();
                fresh.set_implicit(depth + 1 < tables.len());
                table[key.as_str()] = Item::Table(fresh);
            }
            table = table_at(table, key).expect("it was made one on the lines above");
        }
        table[last.as_str()] = Item::Value(toml_value(value));
    }
    document
}

/// The text with the lines of another one in it: tables are joined, `[[tables]]` are added, values are replaced. `None` when
/// one of them cannot be read, or something would be lost.
///
/// ```
/// use fieldtable::mend::merged;
///
/// let text = merged("# ours\ndialect = \"written\"\n", "operations = true").expect("both are TOML");
/// assert!(text.contains("# ours") && text.contains("operations = true"));
/// assert_eq!(merged("", "= 1"), None);
/// ```
#[must_use]
pub fn merged(text: &str, lines: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let lines: DocumentMut = lines.parse().ok()?;
    join(document.as_table_mut(), lines.as_table())?;
    let new = document.to_string();
    // The blank line is one between tables.
    Some(if text.trim().is_empty() { new.trim_start_matches('\n').to_owned() } else { new })
}

fn join(table: &mut Table, other: &Table) -> Option<()> {
    for (key, new) in other {
        match (table.get(key), new) {
            (None, new) => {
                let mut new = new.clone();
                settle(&mut new);
                table.insert(key, new);
            }
            (Some(_), Item::Table(new)) => join(table_at(table, key)?, new)?,
            (Some(_), Item::ArrayOfTables(new)) => {
                let old = tables_at(table, key)?;
                for new in new {
                    let mut new = Item::Table(new.clone());
                    settle(&mut new);
                    old.push(new.into_table().expect("it is one"));
                }
            }
            // A table with something in it is more than a word.
            (Some(old), new) => {
                let word = |it: &Item| it.as_value().is_some_and(|it| !it.is_inline_table());
                if !word(old) && word(new) {
                    return None;
                }
                table[key] = new.clone();
            }
        }
    }
    Some(())
}

/// Tables of a text of their own find their place in another: behind a blank line, wherever they stood before.
fn settle(new: &mut Item) {
    let tables: Vec<&mut Table> = match new {
        Item::Table(it) => vec![it],
        Item::ArrayOfTables(it) => it.iter_mut().collect(),
        Item::None | Item::Value(_) => Vec::new(),
    };
    for table in tables {
        table.set_position(None);
        table.decor_mut().set_prefix("\n");
        table.iter_mut().for_each(|(_, it)| settle(it));
    }
}

/// The table of a key, no longer written in one line.
fn table_at<'t>(table: &'t mut Table, key: &str) -> Option<&'t mut Table> {
    if table.get(key)?.is_inline_table() {
        let inline = table.remove(key)?.into_table().ok()?;
        table.insert(key, Item::Table(inline));
    }
    table.get_mut(key)?.as_table_mut()
}

/// The tables of a key, no longer written in one line.
fn tables_at<'t>(table: &'t mut Table, key: &str) -> Option<&'t mut ArrayOfTables> {
    if table.get(key)?.as_array().is_some_and(|it| it.iter().all(Value::is_inline_table)) {
        let array = table.remove(key)?.into_array_of_tables().ok()?;
        table.insert(key, Item::ArrayOfTables(array));
    }
    table.get_mut(key)?.as_array_of_tables_mut()
}

fn toml_value(value: &serde_json::Value) -> Value {
    use serde_json::Value as Json;
    match value {
        Json::Bool(value) => (*value).into(),
        Json::Number(number) => number.as_i64().map_or_else(|| number.as_f64().unwrap_or_default().into(), Into::into),
        Json::String(text) => text.as_str().into(),
        Json::Array(items) => items.iter().map(toml_value).collect::<toml_edit::Array>().into(),
        // No setting has either.
        Json::Null | Json::Object(_) => value.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::merged;
    use crate::config::Config;
    use std::path::Path;

    #[test]
    fn lines_are_joined_and_comments_stay() {
        let old = "# Ours.\nsources = [\"docs\"] # all\n\n[schema] # silence\nunsaid = \"required\"\n";
        let lines =
            "wire_names = \"snake_case\"\n[schema]\nunsaid_null = \"never\"\n[[fix]]\npage = \"A.md\"\nrow = 1\n";
        let text = merged(old, lines).expect("both can be read");
        insta::assert_snapshot!(text, @r#"
        # Ours.
        sources = ["docs"] # all
        wire_names = "snake_case"

        [schema] # silence
        unsaid = "required"
        unsaid_null = "never"

        [[fix]]
        page = "A.md"
        row = 1
        "#);
        let twice = merged(&text, "[[fix]]\npage = \"B.md\"\nrow = 2\n").expect("both can be read");
        let config = Config::from_toml(&twice, Path::new("fieldtable.toml")).expect("it is a configuration");
        assert_eq!(config.fix.iter().map(|it| it.page.as_str()).collect::<Vec<_>>(), ["A.md", "B.md"]);
    }

    #[test]
    fn nothing_is_lost() {
        assert_eq!(merged("[wire_names.names]\na = \"b\"\n", "wire_names = \"snake_case\""), None);
        assert_eq!(merged("wire_names = { names = { a = \"b\" } }\n", "wire_names = \"snake_case\""), None);
        assert_eq!(merged("not toml", "a = 1"), None);
        assert_eq!(
            merged("[findings]\nFT0301 = \"error\"\n", "[findings]\nFT0301 = { level = \"allow\", reason = \"…\" }")
                .as_deref(),
            Some("[findings]\nFT0301 = { level = \"allow\", reason = \"…\" }\n")
        );
        insta::assert_snapshot!(
            merged("fix = [{ page = \"A.md\", row = 1 }]\n", "[[fix]]\npage = \"B.md\"\nrow = 2\n").unwrap_or_default(),
            @r#"
        [[fix]]
        page = "A.md"
        row = 1

        [[fix]]
        page = "B.md"
        row = 2
        "#
        );
        insta::assert_snapshot!(
            merged("schema = { unsaid = \"required\" }\n", "[schema]\nunsaid_null = \"never\"\n").unwrap_or_default(),
            @r#"
        [schema]
        unsaid = "required"
        unsaid_null = "never"
        "#
        );
    }
}
