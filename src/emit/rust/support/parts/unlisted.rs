
/// A value that an enum does not list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlisted(pub ::std::string::String);

impl ::std::fmt::Display for Unlisted {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        ::std::write!(f, "`{}` is none of the values that are listed", self.0)
    }
}

impl ::std::error::Error for Unlisted {}
