//! The JSON that the API sends goes through the types and comes back the same.

use build_script_example::models::Order;

const ORDER: &str = r#"{
  "order_id": "B-1042",
  "placed_at": "2024-05-02T09:30:00Z",
  "status": "open",
  "customer": { "email_address": "ada@example.com" },
  "lines": [
    { "isbn": "9780141439518", "copy_count": 2, "unit_price": 8.5, "tags": { "shelf": "A3" } },
    { "isbn": "9780140449136", "copy_count": 1, "unit_price": 12.25 }
  ]
}"#;

#[test]
fn an_order_comes_back_as_it_was_sent() {
    let order: Order = serde_json::from_str(ORDER).expect("the docs describe it");
    assert_eq!(order.order_id, "B-1042");
    assert_eq!(order.lines.len(), 2);
    let sent: serde_json::Value = serde_json::from_str(ORDER).expect("it is JSON");
    assert_eq!(serde_json::to_value(&order).expect("it can be written"), sent);
}

#[test]
fn what_is_required_is_asked_for() {
    let error = serde_json::from_str::<Order>("{}").expect_err("an order has a number");
    assert!(error.to_string().contains("order_id"), "{error}");
}

#[test]
fn a_customer_may_be_a_name_and_what_is_not_sent_is_what_the_docs_say() {
    let sent = r#"{ "order_id": "B-7", "placed_at": "2024-05-02T09:30:00Z", "customer": "Ada", "lines": [] }"#;
    let order: Order = serde_json::from_str(sent).expect("the configuration describes it");
    assert_eq!(order.status, "open");
    let written = serde_json::to_value(&order).expect("it can be written");
    assert_eq!((&written["customer"], &written["status"]), (&"Ada".into(), &"open".into()));
}
