//! A client of a shop. What goes over the wire is in the types of [`models`], made from the pages in `docs`.

pub mod models;

use models::{ListOrdersRequest, NewOrder, Order, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use ureq::http::Response;
use ureq::{Agent, Body};

/// Why there is no answer.
#[derive(Debug)]
pub enum Error {
    /// The API says what is wrong.
    Problem(Problem),
    /// It could not be reached, or answered something else than its docs say.
    Transport(ureq::Error),
}

impl From<ureq::Error> for Error {
    fn from(error: ureq::Error) -> Self {
        Self::Transport(error)
    }
}

/// A client of the API at an address.
pub struct Client {
    agent: Agent,
    base: String,
}

impl Client {
    /// A client of the API at `base`, `http://127.0.0.1:8080`.
    pub fn new(base: impl Into<String>) -> Self {
        // An answer of 400 has a body that says why.
        let agent = Agent::config_builder().http_status_as_error(false).build().into();
        Self { agent, base: base.into() }
    }

    /// All orders that are asked for.
    pub fn list_orders(&self, request: &ListOrdersRequest) -> Result<Vec<Order>, Error> {
        let url = format!("{}/orders", self.base);
        answer(self.agent.get(url).query_pairs(pairs(request)).call()?)
    }

    /// Places an order.
    pub fn place_order(&self, order: &NewOrder) -> Result<Order, Error> {
        answer(self.agent.post(format!("{}/orders", self.base)).send_json(order)?)
    }
}

/// The body of an answer, as what the docs say it is.
fn answer<T: DeserializeOwned>(mut response: Response<Body>) -> Result<T, Error> {
    if response.status().is_success() {
        Ok(response.body_mut().read_json()?)
    } else {
        Err(Error::Problem(response.body_mut().read_json()?))
    }
}

/// What a request type says, as names and values of a query. What is absent is left out, as the types say.
fn pairs(request: &impl Serialize) -> Vec<(String, String)> {
    let serde_json::Value::Object(members) = serde_json::json!(request) else { return Vec::new() };
    let text = |value: serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    members.into_iter().map(|(name, value)| (name, text(value))).collect()
}
