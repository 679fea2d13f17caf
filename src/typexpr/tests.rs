use super::notation::{File, Meaning, in_our_notation, in_our_words};
use super::{BUILTIN, Example, Notation, builtin, canonical};
use crate::schema::{EnumValue, Enumeration, Type, Union, Variant};
use proptest::prelude::{Strategy, any, prop_oneof, proptest};
use std::cell::RefCell;
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// The meaning of a text in a notation, in our own; or why it has none.
fn check(notation: &str, text: &str) -> String {
    meaning(builtin(notation).expect("a built-in notation"), text).unwrap_or_else(|why| format!("! {why}"))
}

fn meaning(notation: &Notation, text: &str) -> Result<String, String> {
    let expr = notation.parse(text).map_err(|it| format!("{} at {}..{}", it.message, it.range.start, it.range.end))?;
    Ok(expr.into_type(&mut |name, _| Type::Ref(name.to_owned())).to_string())
}

/// Why the examples of a notation do not hold; nothing when they do.
fn broken(notation: &Notation) -> Option<String> {
    broken_of(notation, notation.examples.iter())
}

fn broken_of<'a>(notation: &Notation, mut examples: impl Iterator<Item = &'a Example>) -> Option<String> {
    examples.find_map(|example| {
        let found = meaning(notation, &example.spelling);
        let wanted = example.means.as_ref().map(|it| meaning(canonical(), it).expect("a meaning in our notation"));
        let holds = wanted.as_ref().map_or(found.is_err(), |wanted| found.as_ref() == Ok(wanted));
        (!holds).then(|| format!("{}: `{}` means {found:?}, not {wanted:?}", notation.id, example.spelling))
    })
}

fn files() -> impl Iterator<Item = (File, Meaning)> {
    BUILTIN.iter().map(|(id, text)| {
        let file = File::read(text).unwrap_or_else(|why| panic!("{id}: {why}"));
        assert_eq!(file.id, *id, "a notation's id is its file's name");
        (file, if *id == "fieldtable" { in_our_words as Meaning } else { in_our_notation })
    })
}

/// Lists of examples are cut off the files before they are read; nothing else is.
#[test]
fn what_comes_with_the_program_is_in_its_files() {
    for (mut file, meaning) in files() {
        let id = file.id.clone();
        file.examples.clear();
        file.values.examples.clear();
        let whole = Notation::from_file(file, meaning).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(builtin(&id), Some(&whole));
    }
}

#[test]
fn every_example_holds() {
    for (file, meaning) in files() {
        let notation = Notation::from_file(file, meaning).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(broken(&notation), None);
    }
}

/// Without any one entry of a notation file, one of its examples must fail: no entry goes unshown, and none says what
/// another says already.
#[test]
fn every_entry_is_shown_by_an_example() {
    thread_local! {
        // Few types are meant by many entries.
        static MEANT: RefCell<HashMap<String, Result<Type, String>>> = RefCell::default();
    }
    let remembered: Meaning =
        |text| MEANT.with_borrow_mut(|it| it.entry(text.to_owned()).or_insert_with(|| in_our_notation(text)).clone());
    let mut unshown = Vec::new();
    for (mut file, meaning) in files() {
        let meaning = if file.id == "fieldtable" { meaning } else { remembered };
        let examples = std::mem::take(&mut file.examples);
        let mut try_without = |entry: &str, less: File| {
            let read = Notation::from_file(less, meaning).unwrap_or_else(|why| panic!("{why}"));
            // Those with the entry in their text fail first, if any does.
            let said = entry.split(['{', '}', '…']).max_by_key(|it| it.len()).unwrap_or(entry);
            let (near, far): (Vec<_>, Vec<_>) = examples.iter().partition(|it| it.spelling.contains(said));
            if broken_of(&read, near.into_iter().chain(far)).is_none() {
                unshown.push(format!("{}: `{entry}`", file.id));
            }
        };
        for spelling in file.scalars.keys() {
            let mut less = file.clone();
            less.scalars.shift_remove(spelling);
            try_without(spelling, less);
        }
        for (part, others) in &file.variants {
            for (index, other) in others.iter().enumerate() {
                let mut less = file.clone();
                less.variants.get_mut(part).expect("a part of this file").remove(index);
                try_without(other, less);
            }
        }
        let count = file.clone().lists().map(|it| it.len()).iter().sum();
        for entry in 0..count {
            let mut less = file.clone();
            let mut left = entry;
            let list = less.lists().into_iter().find(|it| {
                if left < it.len() {
                    true
                } else {
                    left -= it.len();
                    false
                }
            });
            let removed = list.expect("an entry of one of the lists").remove(left);
            try_without(&removed, less);
        }
    }
    assert!(unshown.is_empty(), "not shown by an example:\n{}", unshown.join("\n"));
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

#[test]
fn values_of_a_union_gather_and_null_comes_last() {
    insta::assert_snapshot!(check("fieldtable", r#"null | "a" | Order | "b""#), @r#"("a" | "b") | Order | null"#);
    insta::assert_snapshot!(check("fieldtable", "(A | B) | C"), @"(A | B) | C");
    insta::assert_snapshot!(check("fieldtable", "null | null"), @"null");
}

#[test]
fn a_longer_spelling_wins() {
    insta::assert_snapshot!(check("python-prior", "bool, date, datetime, dict, float, int, list, str, none_type"), @"any");
    insta::assert_snapshot!(check("python-prior", "bool, date"), @"boolean | string(date)");
}

#[test]
fn what_is_left_over_is_pointed_at() {
    insta::assert_snapshot!(check("php", "string or int"), @"! unexpected `or` at 7..9");
    insta::assert_snapshot!(check("php", "array<string,int"), @"! the type ends too early at 16..16");
    insta::assert_snapshot!(check("java", "Map<String, List<>>"), @"! unexpected `>` at 17..18");
    insta::assert_snapshot!(check("java", "  "), @"! no type stands here at 0..2");
    insta::assert_snapshot!(check("fieldtable", &format!("string {}", "x".repeat(60))), @"! unexpected `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` at 7..67");
}

#[test]
fn the_name_of_a_known_model_means_the_model() {
    let docs = builtin("docs").expect("a built-in notation");
    let read = |text: &str| format!("{:?}", docs.parse_knowing(text, &|name| name == "Link").expect("a type"));
    insta::assert_snapshot!(read("array of Link"), @r#"List(Name { name: "Link", range: 9..13 })"#);
    insta::assert_snapshot!(read("array of link"), @"List(Known(String(Uri)))");
}

#[test]
fn nothing_is_cut_off_the_name_of_a_known_model() {
    let go = builtin("go").expect("a built-in notation");
    let read = |known: &dyn Fn(&str) -> bool| go.parse_knowing("Pointer to shop.NullableOrder", known);
    insta::assert_debug_snapshot!(read(&|_| false), @r#"
    Ok(
        Nullable(
            Name {
                name: "Order",
                range: 11..29,
            },
        ),
    )
    "#);
    insta::assert_debug_snapshot!(read(&|name| name == "NullableOrder"), @r#"
    Ok(
        Name {
            name: "NullableOrder",
            range: 11..29,
        },
    )
    "#);
}

#[test]
fn absence_inside_a_container_is_null() {
    insta::assert_snapshot!(check("rust", "Option<Vec<Option<String>>>"), @"(string | null)[]");
}

#[test]
fn a_file_at_fault_is_told_why() {
    let read = |text: &str| Notation::from_toml(text).expect_err("a file at fault");
    insta::assert_snapshot!(read("id = 'x'\n[scalars]\nint = 'intt['"), @"scalar `int` = `intt[`: the type ends too early");
    insta::assert_snapshot!(read("id = 'x'\n[forms]\nlist = ['$T$K']"), @"pattern `$T$K`: nothing but holes would match everything");
    insta::assert_snapshot!(read("id = 'x'\n[forms]\nlist = ['$T']"), @"pattern `$T`: nothing but holes would match everything");
    insta::assert_snapshot!(read("id = 'x'\n[forms]\nmap = ['<$U>']"), @"pattern `<$U>`: a form has one hole of its own kind: `$T`, or `$U` for `one_of`, `$L` for `values`, `$S` for `reference`; a scalar has none");
    insta::assert_snapshot!(read("id = 'x'\n[forms]\nlists = []"), @"line 3, column 1: unknown key `lists`; did you mean `list`?");
}

#[test]
fn every_value_example_holds() {
    for (file, read) in files() {
        let notation = Notation::from_file(file, read).unwrap_or_else(|why| panic!("{why}"));
        for example in &notation.values.examples {
            let ty = in_our_notation(&example.ty).expect("a type in our notation");
            let found = notation.literal(&example.spelling, &ty);
            let found = found.ok().map(|it| it.map_or_else(|| "none".to_owned(), |it| it.to_string()));
            assert_eq!(found, example.json, "{}: `{}` as `{}`", notation.id, example.spelling, example.ty);
        }
    }
}

proptest! {
    #[test]
    fn nothing_panics(text in "[\\PC\n]{0,60}") {
        read_in_all(&text);
    }

    #[test]
    fn nothing_panics_on_what_looks_like_a_type(text in r#"([a-zA-Z]{1,3}|List|array|string|null|map|dict|str|Pointer to |[\[\]<>(){},:;|?*!\\."'$@`&=-]| ){0,40}"#) {
        read_in_all(&text);
    }

    #[test]
    fn what_is_written_is_read_back(ty in types()) {
        let text = ty.to_string();
        let expr = canonical().parse(&text).unwrap_or_else(|it| panic!("`{text}`: {} {:?}", it.message, it.range));
        assert_eq!(expr.into_type(&mut |name, _| Type::Ref(name.to_owned())), ty, "`{text}`");
        assert!(!text.replace("\\|", "").contains("\n"), "a type stands in one line");
    }
}

fn read_in_all(text: &str) {
    let types = [Type::STRING, Type::NUMBER, Type::Any, Type::STRING.array(), colours()];
    for (id, _) in BUILTIN {
        let notation = builtin(id).expect("a built-in notation");
        if let Err(error) = notation.parse(text) {
            assert!(text.get(error.range).is_some(), "{id}: a finding points into the text");
        }
        for ty in &types {
            let _ = notation.literal(text, ty);
        }
    }
}

fn colours() -> Type {
    Type::Enum(Enumeration { values: ["red", "dark-red"].map(EnumValue::new).into() })
}

/// Types as reading makes them: no list of one alternative, nothing nullable twice, values of a union in one place.
fn types() -> impl Strategy<Value = Type> {
    let name = prop_oneof![r"[A-Za-z_][A-Za-z0-9_]{0,8}", any::<String>().prop_filter("a name", |it| !it.is_empty())];
    let format = prop_oneof![r"[a-z][a-z0-9-]{0,8}", r"[ -~é]{1,8}"].boxed();
    let values = proptest::collection::vec(
        prop_oneof![
            any::<String>().prop_map(EnumValue::new),
            any::<i32>().prop_map(EnumValue::new),
            any::<bool>().prop_map(EnumValue::new)
        ],
        1..4,
    );
    let leaf = prop_oneof![
        proptest::sample::select(vec![
            Type::Any,
            Type::Object,
            Type::Null,
            Type::Boolean,
            Type::NUMBER,
            Type::INTEGER,
            Type::STRING
        ]),
        format.prop_map(|it| Type::STRING.with_format(&it)),
        proptest::sample::select(vec![
            "int8",
            "int32",
            "int32-or-wider",
            "int64",
            "or-number",
            "or-boolean",
            "uint64",
            "unixtime-ms"
        ])
        .prop_map(|it| Type::INTEGER.with_format(it)),
        proptest::sample::select(vec!["float", "float-or-wider", "double", "decimal", "or-boolean"])
            .prop_map(|it| Type::NUMBER.with_format(it)),
        name.prop_map(Type::Ref),
        values.prop_map(|values| Type::Enum(Enumeration { values })),
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        let variants = proptest::collection::vec(inner.clone(), 2..4).prop_filter("alternatives of their own", |it| {
            it.iter().filter(|it| matches!(it, Type::Enum(_))).count() < 2 && !it.contains(&Type::Null)
        });
        prop_oneof![
            inner.clone().prop_map(Type::array),
            inner.clone().prop_map(Type::map),
            inner.clone().prop_map(|it| Type::Set(Box::new(it))),
            inner.prop_map(Type::nullable),
            variants.prop_map(|it| Type::Union(Box::new(Union {
                variants: it.into_iter().map(|ty| Variant { ty, tag: None, description: None }).collect(),
                discriminator: None
            }))),
        ]
    })
}

#[test]
fn types_nest_so_deep_and_no_deeper() {
    let nested = |depth: usize| format!("{}string{}", "map<".repeat(depth), ">".repeat(depth));
    assert!(canonical().parse(&nested(60)).is_ok());
    for text in [nested(10_000), format!("string{}", "[]".repeat(10_000)), "(".repeat(10_000)] {
        let error = canonical().parse(&text).expect_err("deeper than the limit");
        assert_eq!(error.message, "types nest deeper than 64");
    }
}

/// Long texts take no longer than it takes to look at them: with quadratic time these would take minutes.
#[test]
fn time_grows_with_the_text() {
    const SIZE: usize = 1 << 15;
    for unit in ["a|", "a,", "[", "{str:", "'", "\"", "@a(", "a.", "a[]", "<a,", "array<string,", "1", "?", "* ", "“"]
    {
        let text = unit.repeat(SIZE / unit.len());
        for (id, _) in BUILTIN {
            let notation = builtin(id).expect("a built-in notation");
            let start = Instant::now();
            let _ = notation.parse(&text);
            let _ = notation.literal(&text, &Type::STRING.array());
            assert!(start.elapsed() < Duration::from_secs(5), "{id}: {unit} takes {:?}", start.elapsed());
        }
    }
}
