
/// Days, as RFC 3339 has them.
// Serde gives references to what it has, and a field uses one half of this.
#[allow(dead_code, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
pub(super) mod iso_date {
    use ::time::Date;
    use ::time::format_description::BorrowedFormatItem;

    const DAY: &[BorrowedFormatItem<'_>] = ::time::macros::format_description!("[year]-[month]-[day]");

    pub(crate) fn serialize<S: ::serde::Serializer>(day: &Date, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&day.format(DAY).map_err(::serde::ser::Error::custom)?)
    }

    pub(crate) fn deserialize<'de, D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Date, D::Error> {
        let text: ::std::string::String = ::serde::Deserialize::deserialize(deserializer)?;
        Date::parse(&text, DAY).map_err(::serde::de::Error::custom)
    }

    pub(crate) mod option {
        use ::time::Date;

        pub(crate) fn serialize<S: ::serde::Serializer>(
            day: &::std::option::Option<Date>,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            match day {
                ::std::option::Option::Some(day) => super::serialize(day, serializer),
                ::std::option::Option::None => serializer.serialize_none(),
            }
        }

        pub(crate) fn deserialize<'de, D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<::std::option::Option<Date>, D::Error> {
            let text: ::std::option::Option<::std::string::String> = ::serde::Deserialize::deserialize(deserializer)?;
            text.map(|it| Date::parse(&it, super::DAY)).transpose().map_err(::serde::de::Error::custom)
        }
    }
}
