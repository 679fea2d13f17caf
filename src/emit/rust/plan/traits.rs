//! Which traits a type can have, as a set.

use crate::emit::rust::options::StdTrait;
use std::ops::{BitAnd, BitOr, Sub};

/// A set of traits. `Debug`, `Clone` and `PartialEq` hold for every type and are not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Traits(u8);

impl Traits {
    pub(super) const NONE: Self = Self(0);
    pub(super) const COPY: Self = Self(1);
    pub(super) const EQ: Self = Self(2);
    /// `PartialOrd` too.
    pub(super) const ORD: Self = Self(4);
    pub(super) const HASH: Self = Self(8);
    pub(super) const DEFAULT: Self = Self(16);
    pub(super) const ALL: Self = Self(31);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(super) fn of(list: &[StdTrait]) -> Self {
        list.iter().fold(Self::NONE, |all, it| all | Self::one(*it).unwrap_or(Self::NONE))
    }

    /// The trait as a set; `None` for those that always hold.
    pub(super) fn one(it: StdTrait) -> Option<Self> {
        match it {
            StdTrait::Debug | StdTrait::Clone | StdTrait::PartialEq => None,
            StdTrait::Copy => Some(Self::COPY),
            StdTrait::Eq => Some(Self::EQ),
            StdTrait::PartialOrd | StdTrait::Ord => Some(Self::ORD),
            StdTrait::Hash => Some(Self::HASH),
            StdTrait::Default => Some(Self::DEFAULT),
        }
    }
}

impl BitOr for Traits {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitAnd for Traits {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl Sub for Traits {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}
