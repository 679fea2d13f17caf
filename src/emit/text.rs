//! The text of a file, in the pieces that it was made of.

use std::fmt::{self, Display, Formatter};

/// The text of a file. Code of many models is long: it stays in the pieces that it was made of, and nobody needs room for
/// all of it at once but who asks for one [`String`].
///
/// ```
/// use fieldtable::emit::Text;
///
/// let mut text = Text::from("pub struct Order;\n");
/// text.append(Text::from("pub struct Payment;\n"));
/// assert_eq!(text.pieces().count(), 2);
/// assert_eq!(text.to_string(), "pub struct Order;\npub struct Payment;\n");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Text(Vec<Box<str>>);

impl Text {
    /// The pieces, one behind the other.
    ///
    /// ```
    /// use fieldtable::emit::Text;
    ///
    /// assert!(Text::default().pieces().next().is_none());
    /// ```
    pub fn pieces(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.iter().map(|it| &**it)
    }

    /// How many bytes it has.
    ///
    /// ```
    /// use fieldtable::emit::Text;
    ///
    /// assert_eq!(Text::from("pub struct Order;\n").len(), 18);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(|it| it.len()).sum()
    }

    /// Whether nothing is in it.
    ///
    /// ```
    /// use fieldtable::emit::Text;
    ///
    /// assert!(Text::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts another text behind it.
    ///
    /// ```
    /// use fieldtable::emit::Text;
    ///
    /// let mut text = Text::default();
    /// text.append(Text::from("pub struct Order;\n"));
    /// assert_eq!(text.len(), 18);
    /// ```
    pub fn append(&mut self, next: Self) {
        self.0.extend(next.0);
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(if text.is_empty() { Vec::new() } else { vec![text.into_boxed_str()] })
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl Display for Text {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        self.pieces().try_for_each(|it| to.write_str(it))
    }
}

/// Two texts are the same when they read the same, whatever their pieces.
impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.pieces().flat_map(str::bytes).eq(other.pieces().flat_map(str::bytes))
    }
}

impl Eq for Text {}
