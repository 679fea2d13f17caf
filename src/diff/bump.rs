use super::Finding;
use super::rules::{Axis, Verdict};
use serde::Serialize;
use std::fmt;

/// What part of a version must go up.
///
/// ```
/// use fieldtable::diff::Bump;
///
/// assert!(Bump::Major > Bump::Minor);
/// assert_eq!(Bump::default(), Bump::None);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Bump {
    /// Nothing of the code changed.
    #[default]
    None,
    /// Old code compiles and means the same.
    Patch,
    /// Something was added.
    Minor,
    /// Old code may not compile, or means something else.
    Major,
}

impl Bump {
    /// What a finding asks of the crate that is generated.
    ///
    /// ```
    /// # use fieldtable::diff::{Options, Side, compare};
    /// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
    /// #
    /// # let order = |ty: Type| {
    /// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
    /// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
    /// # };
    /// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
    /// use fieldtable::diff::Bump;
    ///
    /// assert_eq!(Bump::of(&comparison.findings[0]), Bump::Major);
    /// ```
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        match finding
            .verdicts
            .on(Axis::Rust)
            .max(finding.consequences.iter().map(|it| it.verdicts.on(Axis::Rust)).max().unwrap_or_default())
        {
            Verdict::Breaking | Verdict::Silent => Self::Major,
            _ if finding.change.kind.adds() => Self::Minor,
            _ => Self::Patch,
        }
    }
}

/// A version of a crate: three numbers and what follows.
///
/// ```
/// use fieldtable::diff::Version;
///
/// assert_eq!(Version(1, 2, 3).to_string(), "1.2.3");
/// assert!(Version(1, 10, 0) > Version(1, 9, 9));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Version(pub u64, pub u64, pub u64);

impl Version {
    /// Reads `1.2.3`, with or without what follows after `-` or `+`.
    ///
    /// ```
    /// use fieldtable::diff::Version;
    ///
    /// assert_eq!(Version::parse("1.2.3-rc.1"), Some(Version(1, 2, 3)));
    /// assert_eq!(Version::parse("1.2"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let core = text.split(['-', '+']).next()?;
        let mut parts = core.split('.').map(str::parse);
        let version = Self(parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        parts.next().is_none().then_some(version)
    }

    /// The least version that may follow, as Cargo reads versions: below 1.0.0 the second number is the first that counts.
    ///
    /// ```
    /// use fieldtable::diff::{Bump, Version};
    ///
    /// let version = Version::parse("0.4.2").expect("a version");
    /// assert_eq!(version.after(Bump::Major).to_string(), "0.5.0");
    /// ```
    #[must_use]
    pub fn after(self, bump: Bump) -> Self {
        let Self(major, minor, patch) = self;
        match bump {
            Bump::None => self,
            Bump::Major if major > 0 => Self(major + 1, 0, 0),
            Bump::Major if minor > 0 => Self(0, minor + 1, 0),
            Bump::Minor if major > 0 => Self(major, minor + 1, 0),
            Bump::Major | Bump::Minor | Bump::Patch => Self(major, minor, patch + 1),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bump, Version};

    #[test]
    fn the_first_number_that_is_not_zero_counts() {
        let after = |text, bump| Version::parse(text).expect("a version").after(bump).to_string();
        assert_eq!(after("1.4.2", Bump::Major), "2.0.0");
        assert_eq!(after("1.4.2", Bump::Minor), "1.5.0");
        assert_eq!(after("0.4.2", Bump::Major), "0.5.0");
        assert_eq!(after("0.4.2", Bump::Minor), "0.4.3");
        assert_eq!(after("0.0.2-rc.1", Bump::Major), "0.0.3");
        assert_eq!(after("1.4.2", Bump::None), "1.4.2");
        assert_eq!(Version::parse("1.2"), None);
    }
}
