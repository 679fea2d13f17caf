//! Absent, `null` and a value are three things, in the types and in the JSON.

use patch_example::apply;
use patch_example::models::support::Maybe;
use patch_example::models::{Contact, ContactPatch};

#[test]
fn a_client_writes_what_it_means() {
    let nothing = ContactPatch::default();
    assert_eq!(json(&nothing), "{}");
    let away = ContactPatch { nick: Maybe::Null, ..ContactPatch::default() };
    assert_eq!(json(&away), r#"{"nick":null}"#);
    let set = ContactPatch { nick: Maybe::Value("Ada".to_owned()), ..ContactPatch::default() };
    assert_eq!(json(&set), r#"{"nick":"Ada"}"#);
    // `None` becomes `null`: who has an `Option` means to set the field.
    let from_option = ContactPatch { nick: None.into(), birthday: Some("1815-12-10".to_owned()).into(), name: None };
    assert_eq!(json(&from_option), r#"{"nick":null,"birthday":"1815-12-10"}"#);
}

#[test]
fn a_server_does_what_is_meant() {
    let mut contact = Contact { nick: "Ada".to_owned().into(), ..Contact::new(1, "Augusta".to_owned()) };
    for (body, then) in [
        ("{}", r#"{"id":1,"name":"Augusta","nick":"Ada"}"#),
        (r#"{"birthday":"1815-12-10"}"#, r#"{"id":1,"name":"Augusta","nick":"Ada","birthday":"1815-12-10"}"#),
        (r#"{"nick":null}"#, r#"{"id":1,"name":"Augusta","nick":null,"birthday":"1815-12-10"}"#),
        (r#"{"name":"Ada","nick":"A."}"#, r#"{"id":1,"name":"Ada","nick":"A.","birthday":"1815-12-10"}"#),
    ] {
        let patch: ContactPatch = serde_json::from_str(body).expect("the docs describe it");
        assert_eq!(json(&patch), body, "what is read is what is written");
        apply(&mut contact, patch);
        assert_eq!(json(&contact), then);
    }
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("it can be written")
}
