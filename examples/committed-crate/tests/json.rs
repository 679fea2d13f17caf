//! The JSON that the API sends goes through the committed types and comes back the same.

use api_types::support::Maybe;
use api_types::{Account, AccountPlan};
use committed_crate_example::overdue;

const ACCOUNT: &str = r#"{
  "id": "0190c0de-7b1f-7a6e-8f51-0123456789ab",
  "email": "ada@example.com",
  "opened": "2024-05-02T09:30:00Z",
  "plan": "founder",
  "loans": [
    { "isbn": "9780141439518", "due": "2026-04-30", "renewals": 2 },
    { "isbn": "9780140449136", "due": "2026-06-14", "renewals": 0 }
  ],
  "note": null
}"#;

#[test]
fn an_account_comes_back_as_it_was_sent() {
    let account: Account = serde_json::from_str(ACCOUNT).expect("the docs describe it");
    assert_eq!(account.note, Maybe::Null);
    // A plan that the docs do not list is kept.
    assert_eq!(account.plan, AccountPlan::Other("founder".into()));
    let sent: serde_json::Value = serde_json::from_str(ACCOUNT).expect("it is JSON");
    assert_eq!(serde_json::to_value(&account).expect("it can be written"), sent);
}

#[test]
fn books_that_are_late_are_found() {
    let account: Account = serde_json::from_str(ACCOUNT).expect("the docs describe it");
    let late: Vec<_> = overdue(&account, "2026-05-02").iter().map(|it| it.isbn.as_str()).collect();
    assert_eq!(late, ["9780141439518"]);
}
