use std::fmt;

/// A number of JSON: an integer that 64 bits hold, or else a finite float. An integer is never equal to a float.
///
/// ```
/// use fieldtable::schema::Number;
///
/// assert_eq!(Number::read("-1.50").map(|it| it.to_string()), Some("-1.5".to_owned()));
/// assert_ne!(Number::read("1.0"), Some(Number::from(1)));
/// ```
#[derive(Clone, PartialEq)]
pub struct Number(pub(super) Kind);

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Natural(u64),
    /// Always less than zero.
    Negative(i64),
    /// Always finite.
    Float(f64),
}

// Floats that are finite are equal to themselves.
impl Eq for Number {}

impl Number {
    /// Reads a number with nothing around it. `None` for what is none, or beyond a float.
    ///
    /// ```
    /// use fieldtable::schema::Number;
    ///
    /// assert_eq!(Number::read("12"), Some(Number::from(12)));
    /// assert_eq!(Number::read("012"), None);
    /// assert_eq!(Number::read("1e400"), None);
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        super::read::number(text)
    }

    /// A float as a number. `None` for what JSON cannot say.
    ///
    /// ```
    /// use fieldtable::schema::Number;
    ///
    /// assert_eq!(Number::from_f64(0.5), Number::read("0.5"));
    /// assert_eq!(Number::from_f64(f64::NAN), None);
    /// ```
    #[must_use]
    pub fn from_f64(float: f64) -> Option<Self> {
        float.is_finite().then_some(Self(Kind::Float(float)))
    }

    /// Whether it is an integer that 64 bits with a sign hold.
    ///
    /// ```
    /// use fieldtable::schema::Number;
    ///
    /// assert!(Number::from(-3).is_i64() && !Number::from(u64::MAX).is_i64());
    /// ```
    #[must_use]
    pub fn is_i64(&self) -> bool {
        self.as_i64().is_some()
    }

    /// Whether it is an integer that 64 bits without a sign hold.
    ///
    /// ```
    /// use fieldtable::schema::Number;
    ///
    /// assert!(Number::from(u64::MAX).is_u64() && !Number::from(-3).is_u64());
    /// ```
    #[must_use]
    pub fn is_u64(&self) -> bool {
        matches!(self.0, Kind::Natural(_))
    }

    /// Whether it is no integer, or one beyond 64 bits.
    ///
    /// ```
    /// use fieldtable::schema::Number;
    ///
    /// assert!(Number::read("1.0").is_some_and(|it| it.is_f64()));
    /// ```
    #[must_use]
    pub fn is_f64(&self) -> bool {
        matches!(self.0, Kind::Float(_))
    }

    /// The integer, where 64 bits with a sign hold it. A float is none, even without a fraction.
    ///
    /// ```
    /// use fieldtable::schema::Number;
    ///
    /// assert_eq!(Number::from(-3).as_i64(), Some(-3));
    /// ```
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self.0 {
            Kind::Natural(it) => i64::try_from(it).ok(),
            Kind::Negative(it) => Some(it),
            Kind::Float(_) => None,
        }
    }

    /// The integer, where 64 bits without a sign hold it.
    ///
    /// ```
    /// use fieldtable::schema::Number;
    ///
    /// assert_eq!(Number::from(3).as_u64(), Some(3));
    /// ```
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        if let Kind::Natural(it) = self.0 { Some(it) } else { None }
    }

    /// The integer.
    ///
    /// ```
    /// use fieldtable::schema::Number;
    ///
    /// assert_eq!(Number::from(u64::MAX).as_i128(), Some(18_446_744_073_709_551_615));
    /// ```
    #[must_use]
    pub fn as_i128(&self) -> Option<i128> {
        match self.0 {
            Kind::Natural(it) => Some(it.into()),
            Kind::Negative(it) => Some(it.into()),
            Kind::Float(_) => None,
        }
    }

    /// The float, for an integer the next one.
    ///
    /// ```
    /// assert_eq!(fieldtable::schema::Number::from(3).as_f64(), 3.0);
    /// ```
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the next float is what is asked for")]
    pub fn as_f64(&self) -> f64 {
        match self.0 {
            Kind::Natural(it) => it as f64,
            Kind::Negative(it) => it as f64,
            Kind::Float(it) => it,
        }
    }
}

impl From<i32> for Number {
    fn from(it: i32) -> Self {
        i64::from(it).into()
    }
}

impl From<i64> for Number {
    fn from(it: i64) -> Self {
        Self(u64::try_from(it).map_or(Kind::Negative(it), Kind::Natural))
    }
}

impl From<u64> for Number {
    fn from(it: u64) -> Self {
        Self(Kind::Natural(it))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Natural(it) => write!(f, "{it}"),
            Kind::Negative(it) => write!(f, "{it}"),
            Kind::Float(it) => f.write_str(&shortest(it)),
        }
    }
}

/// The fewest digits that say which float it is. Where two such texts are as near, that of the standard library is the greater
/// one and ours the even one: what exact rounding to so many digits gives.
fn shortest(float: f64) -> String {
    let size = float.abs();
    let (text, even) = if size == 0.0 || (1e-5..1e16).contains(&size) {
        let text = float.to_string();
        let digits = text.split_once('.').map_or(1, |it| it.1.len());
        (text, format!("{float:.digits$}"))
    } else {
        let text = format!("{float:e}");
        let digits = text.split_once('.').and_then(|it| it.1.find('e')).unwrap_or(0);
        (text, format!("{float:.digits$e}"))
    };
    let text = if even.parse() == Ok(float) { even } else { text };
    if size < 1e16 { text } else { text.replace('e', "e+") }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
