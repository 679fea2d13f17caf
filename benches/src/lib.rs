//! Input of any size: what pages of an API look like, and what makes readers slow.

use fieldtable::Options;
use fieldtable::diff::{self, Side};
use fieldtable::emit::rust;
use fieldtable::schema::Schema;
use fieldtable::text::SourceMap;
use std::fmt::Write as _;

/// A case that grows: its name, and what is done with an input of a size.
pub struct Case {
    pub name: &'static str,
    /// What the size counts.
    pub unit: &'static str,
    /// The size that the case is run at in full.
    pub size: usize,
    pub run: fn(usize) -> usize,
}

/// All cases.
pub const CASES: &[Case] = &[
    Case { name: "pages", unit: "pages of an API", size: 1000, run: |it| texts(&pages(it)) },
    Case { name: "models", unit: "models that refer to each other", size: 100_000, run: |it| texts(&ring(it)) },
    Case { name: "rows", unit: "rows in a page", size: 10_000, run: |it| text(&rows(it)) },
    Case {
        name: "written-rows",
        unit: "rows in a page that people wrote",
        size: 10_000,
        run: |it| text(&written_rows(it)),
    },
    Case {
        name: "nested-type",
        unit: "lists around a type",
        size: 1000,
        run: |it| text(&generated("x", &nested(it), "", "")),
    },
    Case {
        name: "nested-names",
        unit: "bytes of dotted names, each of all levels above",
        size: 1 << 20,
        run: |it| text(&dotted(it.isqrt())),
    },
    Case {
        name: "long-name",
        unit: "bytes in the cell of a name",
        size: 1 << 20,
        run: |it| text(&generated(&"a_".repeat(it / 2), "**int**", "", "")),
    },
    Case {
        name: "long-type",
        unit: "bytes in the cell of a type",
        size: 1 << 20,
        run: |it| text(&generated("x", &"string ".repeat(it / 7), "", "")),
    },
    Case {
        name: "long-prose",
        unit: "bytes in the cell of a description",
        size: 1 << 20,
        run: |it| {
            text(&generated("x", "**int**", &"Up to 5 of `a`, \"b\" or x_y (see [c](d.md)). ".repeat(it / 46), ""))
        },
    },
    Case {
        name: "long-notes",
        unit: "bytes in the cell of notes",
        size: 1 << 20,
        run: |it| text(&generated("x", "**string**", "d", &format!("[optional] [default to '{}']", "a".repeat(it)))),
    },
    Case {
        name: "backticks",
        unit: "backticks in a cell",
        size: 1 << 18,
        run: |it| text(&generated("x", "**int**", &"`a ``".repeat(it / 5), "")),
    },
    Case {
        name: "brackets",
        unit: "brackets in a cell",
        size: 1 << 18,
        run: |it| text(&generated("x", &"[".repeat(it), &"[a](".repeat(it / 4), "")),
    },
    Case {
        name: "stars",
        unit: "stars in a cell",
        size: 1 << 18,
        run: |it| text(&generated(&"*".repeat(it), "**int**", &"**a* ".repeat(it / 5), "")),
    },
    Case {
        name: "quotes",
        unit: "quotes in a cell",
        size: 1 << 18,
        run: |it| text(&generated("x", "**int**", &"\"a' “".repeat(it / 6), "")),
    },
    Case {
        name: "references",
        unit: "character references in a cell",
        size: 1 << 18,
        run: |it| text(&generated("x", "**int**", &"&lt;&amp".repeat(it / 9), "")),
    },
    Case {
        name: "bars",
        unit: "bars in a row",
        size: 1 << 18,
        run: |it| text(&generated("x", "**int**", &"|".repeat(it), "[optional]")),
    },
    Case {
        name: "note-brackets",
        unit: "brackets in notes",
        size: 1 << 18,
        run: |it| text(&generated("x", "**int**", "", &"[optional ".repeat(it / 10))),
    },
    Case { name: "enum", unit: "values of an enum", size: 10_000, run: |it| text(&values(it)) },
    Case {
        name: "clashing-fields",
        unit: "fields of one name in Rust",
        size: 10_000,
        run: |it| text(&clashing_fields(it)),
    },
    Case {
        name: "clashing-models",
        unit: "models of one name in Rust",
        size: 10_000,
        run: |it| texts(&clashing_models(it)),
    },
    Case { name: "union", unit: "alternatives of a union", size: 1000, run: |it| texts(&union(it)) },
    Case { name: "unions", unit: "unions of unions of unions", size: 1000, run: |it| texts(&unions(it)) },
    Case {
        name: "sections",
        unit: "rows with a section each below their table",
        size: 5_000,
        run: |it| text(&sections(it)),
    },
    Case { name: "broken-rows", unit: "rows broken over two lines", size: 10_000, run: |it| text(&broken(it)) },
    Case { name: "headings", unit: "headings over a table each", size: 10_000, run: |it| text(&headings(it)) },
    Case { name: "html", unit: "tables of HTML in each other", size: 1000, run: |it| text(&html(it)) },
    Case {
        name: "quoted-blocks",
        unit: "quotes in each other",
        size: 16_000,
        run: |it| text(&format!("{} a\n\n| Name | Type |\n|--|--|\n| a | int |\n", ">".repeat(it))),
    },
    Case { name: "example", unit: "objects of an example in JSON", size: 10_000, run: |it| text(&example(it)) },
    Case {
        name: "diff-same",
        unit: "models compared with themselves",
        size: 10_000,
        run: |it| compared(&ring(it), &ring(it)),
    },
    Case {
        name: "diff-renamed",
        unit: "models that all have new names",
        size: 2000,
        run: |it| compared(&ring(it), &renamed(it)),
    },
    Case {
        name: "diff-fields",
        unit: "fields that all have new names",
        size: 2000,
        run: |it| compared(&[("M.md".into(), rows(it))], &[("M.md".into(), rows(it).replace("field_", "property_"))]),
    },
    Case { name: "import", unit: "schemas of a document", size: 10_000, run: imported },
    Case { name: "import-aliases", unit: "references to references", size: 10_000, run: aliases },
];

/// A page with its path.
pub type Text = (String, String);

/// Reads pages.
pub fn read(pages: &[Text]) -> Schema {
    let mut sources = SourceMap::new();
    for (path, text) in pages {
        sources.add(path.as_str(), text);
    }
    fieldtable::compile(&sources, &Options::default()).schema
}

/// Writes Rust; how many bytes of it.
pub fn written(schema: &Schema) -> usize {
    rust::emit(schema, &rust::Options::default()).artifacts.iter().map(|it| it.text.len()).sum()
}

fn texts(pages: &[Text]) -> usize {
    written(&read(pages))
}

fn text(page: &str) -> usize {
    texts(&[("Model.md".to_owned(), page.to_owned())])
}

fn compared(old: &[Text], new: &[Text]) -> usize {
    let side = |it: &[Text]| Side::new(read(it));
    diff::compare(&side(old), &side(new), &diff::Options::default()).findings.len()
}

const HEAD: &str = "## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n";

fn generated(name: &str, ty: &str, description: &str, notes: &str) -> String {
    format!("# # Model\n\n{HEAD}**{name}** | {ty} | {description} | {notes}\n")
}

/// Pages of an API as generators write them.
pub fn pages(count: usize) -> Vec<Text> {
    const TYPES: &[&str] = &[
        "**string**",
        "**int**",
        "**bool**",
        "**float**",
        "[**\\DateTime**](\\DateTime.md)",
        "**array<string,mixed>**",
    ];
    (0..count).map(|at| {
        let mut text = format!("# # Model{at}\n\n{HEAD}");
        for field in 0..3 + at % 8 {
            let ty = TYPES[(at + field) % TYPES.len()];
            let _ = writeln!(text, "**field_{field}** | {ty} | The part {field} of the model {at}, as the API returns it. | [optional]");
        }
        let next = (at + 1) % count;
        let _ = writeln!(text, "**kind** | **string** | One of `new`, `paid` or `sent`. | [default to 'new']");
        let _ = writeln!(text, "**next** | [**\\Shop\\Model{next}**](Model{next}.md) |  | [optional]");
        text.push_str("\n[[Back to Model list]](../../README.md#models) [[Back to API list]](../../README.md#endpoints) [[Back to README]](../../README.md)\n");
        (format!("docs/Model{at}.md"), text)
    }).collect()
}

fn ring(count: usize) -> Vec<Text> {
    let link = |at: usize| format!("[**\\Shop\\Model{0}**](Model{0}.md)", at % count);
    (0..count)
        .map(|at| {
            let text = format!(
                "# # Model{at}\n\n{HEAD}**next** | {} |  |\n**far** | {} |  | [optional]\n",
                link(at + 1),
                link(at * 7 + 3)
            );
            (format!("docs/Model{at}.md"), text)
        })
        .collect()
}

fn renamed(count: usize) -> Vec<Text> {
    ring(count)
        .into_iter()
        .map(|(path, text)| (path.replace("Model", "Thing"), text.replace("Model", "Thing")))
        .collect()
}

/// One model with many fields.
pub fn rows(count: usize) -> String {
    let mut text = format!("# # Model\n\n{HEAD}");
    for at in 0..count {
        let _ = writeln!(text, "**field_{at}** | **string** | The field {at}. | [optional]");
    }
    text
}

fn written_rows(count: usize) -> String {
    let mut text = "# Model\n\n| Field | Type | Required | Description |\n|---|---|---|---|\n".to_owned();
    for at in 0..count {
        let _ = writeln!(text, "| `field_{at}` | string | no | The field {at}, at most 20 characters. |");
    }
    text
}

/// A table, and below it a section about each of its rows.
fn sections(count: usize) -> String {
    let rows: String = (0..count).map(|it| format!("|**f{it}**|`string`|No|\n")).collect();
    let about = |it| format!("\n### Thing.f{it}\n\n* **Type**: `string`\n* **Format**: date\n");
    let sections: String = (0..count).map(about).collect();
    format!("# Things\n\n## Thing\n\n|Name|Type|Required|\n|---|---|---|\n{rows}{sections}")
}

fn nested(depth: usize) -> String {
    format!("**{}int{}**", "list[".repeat(depth), "]".repeat(depth))
}

fn dotted(depth: usize) -> String {
    let mut text = "# Model\n\n| Field | Type | Description |\n|---|---|---|\n".to_owned();
    let mut name = "a".to_owned();
    for _ in 0..depth {
        let _ = writeln!(text, "| {name} | object | |");
        name.push_str(".a");
    }
    text
}

fn values(count: usize) -> String {
    let all: Vec<_> = (0..count).map(|it| format!("`value-{it}`")).collect();
    format!(
        "# Model\n\n| Field | Type | Description |\n|---|---|---|\n| kind | string | One of {}. |\n",
        all.join(", ")
    )
}

/// Different names on the wire, and one in Rust.
fn alike(at: usize) -> String {
    let marks = ['-', '.', '$', ':'];
    let mut name = "a".to_owned();
    let mut rest = at;
    while rest > 0 {
        name.push(marks[rest % marks.len()]);
        rest /= marks.len();
    }
    name + "-b"
}

fn clashing_fields(count: usize) -> String {
    let mut text = format!("# # Model\n\n{HEAD}");
    for at in 0..count {
        let _ = writeln!(text, "**{}** | **string** | | [optional]", alike(at));
    }
    text
}

fn clashing_models(count: usize) -> Vec<Text> {
    (0..count)
        .map(|at| (format!("docs/{at}.md"), format!("# # {}\n\n{HEAD}**id** | **int** | |\n", alike(at))))
        .collect()
}

fn union(count: usize) -> Vec<Text> {
    let mut all = pages(count);
    let names: Vec<_> = (0..count).map(|it| format!("Model{it}")).collect();
    all.push((
        "docs/All.md".into(),
        format!("# All\n\n| Field | Type | Description |\n|---|---|---|\n| one | {} | |\n", names.join(" \\| ")),
    ));
    all
}

fn unions(count: usize) -> Vec<Text> {
    (0..count).map(|at| {
        let (a, b) = ((at + 1) % count, (at + 2) % count);
        let text = format!("# Model{at}\n\n| Field | Type | Required |\n|---|---|---|\n| one | Model{a} \\| Model{b} \\| string | yes |\n");
        (format!("docs/Model{at}.md"), text)
    }).collect()
}

fn broken(count: usize) -> String {
    let mut text = format!("# # Model\n\n{HEAD}");
    for at in 0..count {
        let _ = writeln!(text, "**field_{at}** | **string** | The\nfield. | [optional]");
    }
    text
}

fn headings(count: usize) -> String {
    let mut text = "# API\n\n".to_owned();
    for at in 0..count {
        let _ = writeln!(text, "{} Thing{at}\n\n| Name | Type |\n|---|---|\n| id | int |\n", "#".repeat(2 + at % 4));
    }
    text
}

fn html(depth: usize) -> String {
    let open = "<table><tr><th>Name<th>Type<tr><td>a<td>";
    format!("# Model\n\n{}int{}\n", open.repeat(depth), "</table>".repeat(depth))
}

fn example(count: usize) -> String {
    let all: Vec<_> = (0..count).map(|it| format!("{{\"id\": {it}, \"name\": \"n{it}\"}}")).collect();
    format!(
        "# Model\n\n| Field | Type | Description |\n|---|---|---|\n| id | int | |\n| name | string | |\n\n```json\n[{}]\n```\n",
        all.join(",\n")
    )
}

fn imported(count: usize) -> usize {
    let all: Vec<_> = (0..count)
        .map(|at| format!("\"M{at}\": {{\"type\": \"object\", \"required\": [\"id\"], \"properties\": {{\"id\": {{\"type\": \"integer\"}}, \"next\": {{\"$ref\": \"#/components/schemas/M{}\"}}}}}}", (at + 1) % count))
        .collect();
    document(&all)
}

fn aliases(count: usize) -> usize {
    let all: Vec<_> = (0..count)
        .map(|at| format!("\"M{at}\": {{\"anyOf\": [{{\"$ref\": \"#/components/schemas/M{0}\"}}, {{\"$ref\": \"#/components/schemas/M{0}\"}}]}}", at + 1))
        .chain([format!("\"M{count}\": {{\"type\": \"string\"}}")])
        .collect();
    document(&all)
}

fn document(schemas: &[String]) -> usize {
    let text = format!("{{\"openapi\": \"3.0.0\", \"components\": {{\"schemas\": {{{}}}}}}}", schemas.join(","));
    let document = fieldtable::import::document(&text).expect("it is JSON");
    written(&fieldtable::import::openapi::read(&document).expect("an OpenAPI document").0)
}
