
::time::serde::format_description!(pub(super) iso_date, Date, "[year]-[month]-[day]");
