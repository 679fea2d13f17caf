//! The client speaks to an API on this machine that answers as the real one does.

use client_example::models::support::Maybe;
use client_example::models::{ListOrdersRequest, NewOrder, OrderLine, OrderStatus};
use client_example::{Client, Error};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};

/// An API that gives one answer; what it was asked, line and body, comes out of the thread.
fn api(status: &'static str, body: &'static str) -> (Client, JoinHandle<(String, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let client = Client::new(format!("http://{}", listener.local_addr().expect("an address")));
    let asked = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a request");
        let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
        let (mut line, mut length) = (String::new(), 0);
        reader.read_line(&mut line).expect("a request");
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).expect("a header");
            if let Some(value) = header.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().expect("a number");
            }
            if header.trim().is_empty() {
                break;
            }
        }
        let mut sent = vec![0; length];
        reader.read_exact(&mut sent).expect("a body");
        let head = format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n", body.len());
        write!(stream, "{head}connection: close\r\n\r\n{body}").expect("an answer");
        (line.trim().to_owned(), String::from_utf8(sent).expect("JSON is UTF-8"))
    });
    (client, asked)
}

#[test]
fn orders_are_listed() {
    let (client, asked) = api(
        "200 OK",
        r#"[{ "id": 7, "status": "packed", "placed_at": "2026-05-02T09:30:00Z", "note": null,
              "lines": [{ "sku": "CUP", "count": 2 }, { "sku": "POT" }], "internal": true }]"#,
    );
    let request = ListOrdersRequest { page_size: Some(5), ..ListOrdersRequest::default() };
    let orders = client.list_orders(&request).expect("the API answers as its docs say");
    assert_eq!(asked.join().expect("it was asked").0, "GET /orders?page_size=5 HTTP/1.1");
    assert_eq!(orders[0].status, OrderStatus::Other("packed".into()), "what the docs do not list is kept");
    assert_eq!(orders[0].note, Maybe::Null);
    assert_eq!(orders[0].lines[1], OrderLine::new("POT".to_owned()));
}

#[test]
fn an_order_is_placed() {
    let (client, asked) = api(
        "201 Created",
        r#"{ "id": 8, "status": "open", "placed_at": "2026-05-02T09:31:00Z", "lines": [{ "sku": "CUP", "count": 1 }] }"#,
    );
    let order = NewOrder::new(vec![OrderLine { count: Some(1), ..OrderLine::new("CUP".to_owned()) }]);
    let placed = client.place_order(&order).expect("the API answers as its docs say");
    let (line, body) = asked.join().expect("it was asked");
    assert_eq!(line, "POST /orders HTTP/1.1");
    let body: serde_json::Value = serde_json::from_str(&body).expect("it is JSON");
    assert_eq!(body, serde_json::json!({ "lines": [{ "sku": "CUP", "count": 1 }] }), "what is absent is not sent");
    assert_eq!((placed.id, placed.status), (8, OrderStatus::Open));
}

#[test]
fn a_problem_is_read_too() {
    let (client, _) = api("400 Bad Request", r#"{ "code": "no_lines", "message": "an order has a line" }"#);
    let error = client.place_order(&NewOrder::new(Vec::new())).expect_err("the API says no");
    assert!(matches!(&error, Error::Problem(it) if it.code == "no_lines"), "{error:?}");
}
