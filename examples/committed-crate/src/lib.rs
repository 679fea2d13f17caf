//! What a library does with the accounts of its API.

use api_types::{Account, Loan};

/// The loans that were to be back before a day, `YYYY-MM-DD`.
#[must_use]
pub fn overdue<'a>(account: &'a Account, today: &str) -> Vec<&'a Loan> {
    account.loans.iter().filter(|it| it.due.as_str() < today).collect()
}
