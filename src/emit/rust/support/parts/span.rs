
/// Spans of time that are equal when their units are.
// Serde gives references to what it has, and a field uses one half of this.
#[allow(dead_code, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
pub(super) mod span {
    use ::jiff::{Span, SpanFieldwise};

    pub(crate) fn serialize<S: ::serde::Serializer>(
        span: &SpanFieldwise,
        serializer: S,
    ) -> ::std::result::Result<S::Ok, S::Error> {
        ::serde::Serialize::serialize(&span.0, serializer)
    }

    pub(crate) fn deserialize<'de, D: ::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::std::result::Result<SpanFieldwise, D::Error> {
        <Span as ::serde::Deserialize>::deserialize(deserializer).map(SpanFieldwise)
    }

    pub(crate) mod option {
        use ::jiff::{Span, SpanFieldwise};

        pub(crate) fn serialize<S: ::serde::Serializer>(
            span: &::std::option::Option<SpanFieldwise>,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            ::serde::Serialize::serialize(&span.map(|it| it.0), serializer)
        }

        pub(crate) fn deserialize<'de, D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<::std::option::Option<SpanFieldwise>, D::Error> {
            let span: ::std::option::Option<Span> = ::serde::Deserialize::deserialize(deserializer)?;
            ::std::result::Result::Ok(span.map(SpanFieldwise))
        }
    }
}
