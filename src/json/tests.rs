//! `serde_json` is the oracle: what it reads is read, what it refuses is refused, and printed bytes are its bytes.

use super::{Number, Value};
use proptest::prelude::*;

/// The same text through both; says what came of it.
#[track_caller]
fn check(text: &str) -> Option<Value> {
    let theirs = serde_json::from_str::<serde_json::Value>(text).ok();
    let ours = Value::read(text);
    assert_eq!(ours.clone().map(serde_json::Value::from), theirs, "{text:?}");
    assert_eq!(ours.as_ref().map(ToString::to_string), theirs.as_ref().map(ToString::to_string), "{text:?}");
    if let (Some(ours), Some(theirs)) = (&ours, &theirs) {
        assert_eq!(*ours, *theirs);
        assert_eq!(*ours, Value::from(theirs.clone()));
        assert_eq!(serde_json::to_string(ours).ok(), serde_json::to_string(theirs).ok());
        assert_eq!(Value::read(&ours.to_string()).as_ref(), Some(ours), "what is printed is read again");
    }
    let number = text.parse::<serde_json::Number>().ok();
    assert_eq!(Number::read(text).map(serde_json::Number::from), number, "{text:?} as a number");
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    if text.trim_start().starts_with(['{', '[']) {
        let theirs = stream.next().and_then(Result::ok);
        assert_eq!(super::first(text).map(serde_json::Value::from), theirs, "the first of {text:?}");
    }
    ours
}

#[test]
fn odd_texts_are_read_as_serde_json_reads_them() {
    let texts = [
        "",
        " ",
        "nul",
        "null",
        "nullx",
        "null null",
        "true,",
        "True",
        "\u{feff}null",
        "null\u{a0}",
        "\u{b}null",
        "\n\t\r null",
        "0",
        "-",
        "-0",
        "-0.0",
        "00",
        "01",
        "-01",
        "0x1",
        "1.",
        ".5",
        "1.0",
        "1.50",
        "1e5",
        "1E+05",
        "1e",
        "1e+",
        "1e400",
        "-1e400",
        "1e-400",
        "0e99999999999999999999",
        "1e-99999999999999999999",
        "1e99999999999999999999",
        "+1",
        "Infinity",
        "18446744073709551615",
        "18446744073709551616",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "1e15",
        "1e16",
        "123456789012345680.0",
        "9999999999999999.0",
        "1e21",
        "0.0001",
        "0.00001",
        "0.000001",
        "0.000012",
        "9.999999999999999e-6",
        "5e-324",
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        "2.2250738585072011e-308",
        "0.1",
        "100000000000000000000000.5",
        "1_000",
        "1 2",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\u00e9\\n\\/\\b\\f\"",
        "\"\\u00E9\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\ud800\"",
        "\"\\ud800a\"",
        "\"\\ud800\\n\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\\u0041\"",
        "\"\\ude00\"",
        "\"\\ud800\\ud800\"",
        "\"\u{1}\"",
        "\"\n\"",
        "\"\u{7f}\u{80}\u{2028}😀\"",
        "\"\\u0000\\u001f\"",
        "'a'",
        "\"a\" b",
        "[",
        "]",
        "[]",
        "[ ]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1,2",
        "[1]]",
        "[[],[[]]]",
        "{",
        "}",
        "{}",
        "{ }",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{1:1}",
        "{\"a\" : 1 , \"b\" :[ ] }",
        "{\"a\":1,\"b\":2,\"a\":3}",
        "{\"a\":1} x",
        "[1]x",
        "{\"\\u0061\":1,\"a\":2}",
        "// no\n1",
        "/* no */ 1",
        "NaN",
        "[1e400]",
        "{\"a\":\"\\ud800\"}",
    ];
    for text in texts {
        check(text);
        check(&format!("[{text}]"));
        check(&format!("{{\"key\": {text} }}"));
    }
}

#[test]
fn nesting_ends_where_it_ends_for_serde_json() {
    for depth in [126, 127, 128, 129, 100_000] {
        let arrays = "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(check(&arrays).is_some(), depth < 128, "{depth}");
        let objects = "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
        assert_eq!(check(&objects).is_some(), depth < 128, "{depth}");
    }
}

#[test]
fn members_are_equal_in_any_order_and_integers_are_no_floats() {
    let read = |text| Value::read(text).expect("it is JSON");
    assert_eq!(read("{\"a\":1,\"b\":2}"), read("{\"b\":2,\"a\":1}"));
    assert_ne!(read("1"), read("1.0"));
    assert_eq!(read("0.0"), read("-0"));
}

/// Texts that are nearly JSON.
fn texts() -> impl Strategy<Value = String> {
    let pieces = "\\PC|[ \n\t]|[{}\\[\\],:\"]|-?[0-9]{1,25}(\\.[0-9]{0,25})?([eE][+-]?[0-9]{0,4})?|null|true|false|\"[a-c]\":|\
                  \"\\\\u[dD][89a-fA-F][0-9a-f]{2}|\\\\[\"\\\\/bfnrtux]|\"[^\"]{0,4}\"";
    prop::collection::vec(pieces, 0..12).prop_map(|it| it.concat())
}

fn values() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        (-400.0..400.0_f64).prop_map(Into::into),
        any::<String>().prop_map(Into::into),
        "[\\x00-\\x7f]{0,8}".prop_map(Into::into),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Into::into),
            prop::collection::vec((any::<String>(), inner), 0..8).prop_map(|it| it.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn any_text_is_read_as_serde_json_reads_it(text in texts()) {
        check(&text);
    }

    #[test]
    fn any_value_is_printed_as_serde_json_prints_it(value in values()) {
        check(&value.to_string());
        check(&format!("{value:#}"));
        prop_assert_eq!(Value::from(value.clone()).to_string(), value.to_string());
    }

    #[test]
    fn any_float_is_printed_as_serde_json_prints_it(bits: u64, digits in 0..1_000_000_i64, power in -30..30_i32, whole in 0..1_u64 << 53) {
        check_float(f64::from_bits(bits));
        check_float(format!("{digits}e{power}").parse().unwrap_or(0.0));
        // Two texts are as near to some of these.
        (0..12).for_each(|it| check_float(whole as f64 / f64::from(1 << it)));
    }
}

#[track_caller]
fn check_float(float: f64) {
    for float in [float, -float] {
        let theirs = serde_json::Number::from_f64(float).map(|it| it.to_string());
        assert_eq!(Number::from_f64(float).map(|it| it.to_string()), theirs);
    }
}

#[test]
fn powers_of_two_and_what_stands_beside_them_are_printed_as_serde_json_prints_them() {
    for exponent in 0..0x7ff_u64 {
        (-2..3).for_each(|it| check_float(f64::from_bits((exponent << 52).wrapping_add_signed(it))));
    }
}
