use super::{BUILTIN, Notation, builtin, canonical};
use crate::schema::Type;

/// The meaning of a text in a notation, in our own; or why it has none.
fn check(notation: &str, text: &str) -> String {
    meaning(builtin(notation).expect("a built-in notation"), text).unwrap_or_else(|why| format!("! {why}"))
}

fn meaning(notation: &Notation, text: &str) -> Result<String, String> {
    let expr = notation.parse(text).map_err(|it| format!("{} at {}..{}", it.message, it.range.start, it.range.end))?;
    Ok(expr.into_type(&mut |name, _| Type::Ref(name.to_owned())).to_string())
}

#[test]
fn every_example_holds() {
    for (id, text) in BUILTIN {
        let read = if *id == "fieldtable" { Notation::canonical_from_toml(text) } else { Notation::from_toml(text) };
        let notation = read.unwrap_or_else(|why| panic!("{id}: {why}"));
        assert_eq!(notation.id, *id);
        for example in &notation.examples {
            match (&example.means, meaning(&notation, &example.spelling)) {
                (Some(means), found) => {
                    let means = meaning(canonical(), means).unwrap_or_else(|why| panic!("{id}: `{means}`: {why}"));
                    assert_eq!(found, Ok(means), "{id}: `{}`", example.spelling);
                }
                (None, found) => assert!(found.is_err(), "{id}: `{}` means {found:?}", example.spelling),
            }
        }
    }
}

#[test]
fn the_registry_lists_the_folder() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/notations");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|it| it.expect("a folder can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    let listed: Vec<_> = BUILTIN.iter().map(|(id, _)| format!("{id}.toml")).collect();
    assert_eq!(listed, files, "src/typexpr/builtin.rs lists templates/notations");
}

#[test]
fn suffixes_bind_tighter_than_bars() {
    insta::assert_snapshot!(check("fieldtable", "string[] | null"), @"string[] | null");
    insta::assert_snapshot!(check("fieldtable", "(string | null)[]"), @"(string | null)[]");
}
