//! A number of the model for a block of draws: the same in all of them, or one for each. What doesn't depend on an uncertain input
//! stays one number and is worked out once for the block.

use std::ops::{Add, Div, Mul, Sub};

/// Draws that are worked out together: as many as stay in the nearest cache with what belongs to them.
pub const BLOCK: usize = 256;

/// One number a draw.
pub type Each = [f64; BLOCK];

/// A number of the model.
#[derive(Debug, Clone)]
pub enum Quantity {
    /// The same in all draws.
    Same(f64),
    /// One for each.
    Each(Box<Each>),
}

impl Quantity {
    /// In each draw by itself.
    #[inline]
    #[must_use]
    pub fn map(mut self, change: impl Fn(f64) -> f64) -> Self {
        match &mut self {
            Self::Same(number) => *number = change(*number),
            Self::Each(numbers) => {
                for number in numbers.iter_mut() {
                    *number = change(*number);
                }
            }
        }
        self
    }

    /// From two, in each draw by itself.
    #[inline]
    #[must_use]
    pub fn with(self, other: &Self, combine: impl Fn(f64, f64) -> f64) -> Self {
        match (self, other) {
            (Self::Same(a), &Self::Same(b)) => Self::Same(combine(a, b)),
            (a, &Self::Same(b)) => a.map(|a| combine(a, b)),
            (Self::Same(a), b) => b.clone().map(|b| combine(a, b)),
            (Self::Each(mut a), Self::Each(b)) => {
                for (a, b) in a.iter_mut().zip(b.iter()) {
                    *a = combine(*a, *b);
                }
                Self::Each(a)
            }
        }
    }

    /// 1 where `holds`, else 0.
    #[inline]
    #[must_use]
    pub fn whether(self, other: &Self, holds: impl Fn(f64, f64) -> bool) -> Self {
        self.with(other, |a, b| if holds(a, b) { 1.0 } else { 0.0 })
    }

    /// `yes` where this is 1, `no` where it is 0.
    #[must_use]
    pub fn choose(&self, yes: Self, no: Self) -> Self {
        match self {
            Self::Same(1.0) => yes,
            Self::Same(_) => no,
            Self::Each(chosen) => {
                let (yes, no) = (yes.each(), no.each());
                let mut picked = no;
                for ((picked, yes), chosen) in picked.iter_mut().zip(yes.iter()).zip(chosen.iter())
                {
                    *picked = if *chosen == 1.0 { *yes } else { *picked };
                }
                Self::Each(picked)
            }
        }
    }

    /// The number of each draw.
    pub fn each(self) -> Box<Each> {
        match self {
            Self::Same(number) => Box::new([number; BLOCK]),
            Self::Each(numbers) => numbers,
        }
    }

    /// The one number, where it is the same in all draws.
    pub fn same(&self) -> Option<f64> {
        match self {
            Self::Same(number) => Some(*number),
            Self::Each(_) => None,
        }
    }

    /// Adds this to a number of each draw.
    pub fn add_to(&self, sums: &mut Each) {
        match self {
            Self::Same(0.0) => {}
            Self::Same(number) => {
                for sum in sums {
                    *sum += number;
                }
            }
            Self::Each(numbers) => {
                for (sum, number) in sums.iter_mut().zip(numbers.iter()) {
                    *sum += number;
                }
            }
        }
    }
}

impl From<f64> for Quantity {
    fn from(number: f64) -> Self {
        Self::Same(number)
    }
}

macro_rules! operators {
    ($($operator:ident $name:ident $sign:tt;)*) => {$(
        impl $operator<&Quantity> for Quantity {
            type Output = Quantity;

            #[inline]
            fn $name(self, other: &Quantity) -> Quantity {
                self.with(other, |a, b| a $sign b)
            }
        }

        impl $operator for Quantity {
            type Output = Quantity;

            #[inline]
            fn $name(self, other: Quantity) -> Quantity {
                self $sign &other
            }
        }

        impl $operator<f64> for Quantity {
            type Output = Quantity;

            #[inline]
            fn $name(self, other: f64) -> Quantity {
                self.map(|number| number $sign other)
            }
        }
    )*};
}

operators! {
    Add add +;
    Sub sub -;
    Mul mul *;
    Div div /;
}
