//! Which traits a type can have, as a set.

use crate::emit::rust::options::StdTrait;
use std::ops::{BitAnd, BitOr, Sub};

/// A set of traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Traits(u8);

impl Traits {
    pub(super) const NONE: Self = Self(0);
    pub(super) const COPY: Self = Self(1);
    pub(super) const EQ: Self = Self(2);
    /// `PartialOrd` too.
    pub(super) const ORD: Self = Self(4);
    pub(super) const HASH: Self = Self(8);
    pub(super) const DEFAULT: Self = Self(16);
    /// `Debug`, `Clone`, `PartialEq`: every type has them that is not asked to do without.
    pub(super) const BASIC: Self = Self(32 | 64 | 128);
    pub(super) const DEBUG: Self = Self(32);
    pub(super) const ALL: Self = Self(255);

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(super) fn of(list: &[StdTrait]) -> Self {
        list.iter().fold(Self::NONE, |all, it| all | Self::one(*it))
    }

    /// The trait as a set.
    pub(super) fn one(it: StdTrait) -> Self {
        match it {
            StdTrait::Debug => Self::DEBUG,
            StdTrait::Clone => Self(64),
            StdTrait::PartialEq => Self(128),
            StdTrait::Copy => Self::COPY,
            StdTrait::Eq => Self::EQ,
            StdTrait::PartialOrd | StdTrait::Ord => Self::ORD,
            StdTrait::Hash => Self::HASH,
            StdTrait::Default => Self::DEFAULT,
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
