use super::super::tests::shop;
use super::super::{Because, Dialect, Finding, Links, Page, Place, Provenance, Reason, Table, Unknown};
use super::{HASH, Start, data, emit, page};
use crate::schema::{Field, Model, ModelKind, Object, Path, Schema, Type};
use base64::Engine;
use sha2::Digest;

/// Documents that say what nobody should.
struct Hostile;

const EVIL: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% include 'x' %}<!--";

impl Provenance for Hostile {
    fn place(&self, _: &Path) -> Option<Place> {
        Some(Place { file: EVIL.to_owned(), line: 1, column: 1 })
    }

    fn reasons(&self, path: &Path) -> Vec<Reason> {
        let places = self.place(path).into_iter().collect();
        vec![Reason { fact: "type", because: Because::Stated { words: EVIL.to_owned() }, places }]
    }

    fn pages(&self) -> Vec<Page> {
        let table = Table { line: 1, rows: 2, model: None, left_out: Some(EVIL.to_owned()) };
        vec![Page { path: EVIL.into(), dialect: None, models: vec![EVIL.into()], left_out: None, tables: vec![table] }]
    }

    fn dialects(&self) -> Vec<Dialect> {
        vec![Dialect { id: EVIL.into(), folder: EVIL.into(), set: false, evidence: vec![EVIL.into()], rivals: vec![] }]
    }

    fn findings(&self) -> Vec<Finding> {
        let place = self.place(&Path::model(EVIL));
        vec![Finding { code: "FT0301", level: "warning", message: EVIL.into(), help: Some(EVIL.into()), place }]
    }

    fn links(&self) -> Links {
        Links::From("site".into())
    }
}

fn hostile() -> Schema {
    let field = Field {
        description: Some(EVIL.to_owned()),
        default: Some(Box::new(EVIL.into())),
        ..Field::new(EVIL, Type::STRING)
    };
    let mut model = Model::new(ModelKind::Object(Object { fields: vec![field], additional: None }));
    model.description = Some(EVIL.to_owned());
    Schema { models: [(EVIL.to_owned(), model)].into_iter().collect() }
}

#[test]
fn what_documents_say_is_no_markup() {
    let html = emit(&hostile(), &Hostile);
    let plain = emit(&Schema::default(), &Unknown);
    for mark in ["<script", "</script", "<img", "<!--", "onerror"] {
        let expected = if mark == "onerror" {
            html.matches("\\u003cimg src=x onerror").count()
        } else {
            plain.matches(mark).count()
        };
        assert_eq!(html.matches(mark).count(), expected, "{mark}");
    }
    assert!(html.contains("{{ 7*7 }}"), "nothing of a document is a template");
}

#[test]
fn data_comes_out_as_it_went_in() {
    let html = emit(&hostile(), &Hostile);
    let (_, rest) = html.split_once(r#"<script type="application/json" id="data">"#).expect("it is there");
    let (json, _) = rest.split_once("</script>").expect("it ends");
    let read: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
    assert_eq!(read, data(&hostile(), &Hostile));
    assert_eq!(read["models"][0]["fields"][0]["name"], EVIL);
}

#[test]
fn only_the_page_s_own_script_may_run() {
    let html = emit(&shop(), &Unknown);
    let (_, rest) = html.split_once("<script>").expect("there is one script without attributes");
    let (script, _) = rest.split_once("</script>").expect("it ends");
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(script));
    assert_eq!(HASH, format!("sha256-{hash}"), "the constant HASH is the hash of the script");
}

#[test]
fn nothing_is_asked_of_a_network() {
    let html = page(&shop(), &Unknown, Start::Pages);
    let namespace = "http://www.w3.org/2000/svg";
    assert!(!html.replace(namespace, "").contains("://"), "no address but the name of SVG");
    assert!(
        !html.contains("@import") && !html.contains("url(")
            || html.matches("url(").count() == html.matches("url(#").count()
    );
    assert!(html.contains("default-src 'none'"));
    assert!(html.contains("data-start=\":pages\""));
}

#[test]
fn types_name_models_by_number() {
    insta::assert_snapshot!(data(&shop(), &Unknown)["models"], @r#"[{"name":"Order","fields":[{"name":"id","type":["string"],"presence":"required"},{"name":"lines","type":[1,"[]"],"presence":"optional","nullable":true},{"name":"payment","type":[2],"presence":"optional","nullable":true},{"name":"{<b>|~}","type":["map<",0,">"],"presence":"optional","nullable":true}],"additional":["any"],"kind":"object"},{"name":"a \"line\"","values":[{"value":"\"a\\\"]b\""},{"value":"1"}],"kind":"enum"},{"name":"Payment","variants":[{"type":[3],"tag":"Gone"},{"type":[0],"tag":"Order"}],"discriminator":"k","kind":"union"},{"name":"Gone","kind":"undocumented"},{"name":"Names","type":[0,"[]"],"kind":"alias"}]"#);
}

/// Pages of which only the links are known.
struct Linked(Links);

impl Provenance for Linked {
    fn place(&self, _: &Path) -> Option<Place> {
        Some(Place { file: "docs/api/Order.md".to_owned(), line: 7, column: 1 })
    }

    fn links(&self) -> Links {
        self.0.clone()
    }
}

#[test]
fn places_lead_to_pages_from_where_the_file_is_or_on_a_site() {
    let shown = |links: Links| {
        let data = data(&hostile(), &Linked(links));
        (data["link"].clone(), data["paths"].clone())
    };
    let path = serde_json::json!("{path}");
    assert_eq!(
        shown(Links::From("target/site".into())),
        (path.clone(), serde_json::json!(["../../docs/api/Order.md"]))
    );
    assert_eq!(shown(Links::From("docs".into())), (path, serde_json::json!(["api/Order.md"])));
    let url = "https://example.com/{path}#L{line}";
    let site = Links::At { url: url.to_owned(), folder: "docs".into() };
    assert_eq!(shown(site), (url.into(), serde_json::json!(["api/Order.md"])));
    assert_eq!(shown(Links::None), (serde_json::Value::Null, serde_json::Value::Null));
}
