//! Numbers of several draws in one register, with the operators of a single number. Code written with them is compiled once for each
//! instruction set, and the widest that the machine has is chosen at run time ([`pulp`]).

use std::ops::{Add, BitAnd, Div, Mul, Neg, Sub};

use pulp::Simd;

/// Draws that are evaluated together: as many as fit into the L1 cache with their intermediate results.
pub const BLOCK: usize = 256;

/// One number for each draw of a block.
pub type BlockArray = [f64; BLOCK];

/// A register with one number for each of a few draws.
#[derive(Clone, Copy)]
pub struct Lanes<S: Simd> {
    simd: S,
    numbers: S::f64s,
}

/// For each of a few draws, whether a condition holds.
#[derive(Clone, Copy)]
pub struct Mask<S: Simd> {
    simd: S,
    holds: S::m64s,
}

/// 2^51. Numbers from here on are taken as whole.
const WHOLE_FROM: f64 = (1_u64 << 51) as f64;
/// Adding 3 · 2^51 to a smaller number leaves no bits for its fraction, and so rounds it.
const ROUNDER: f64 = 3.0 * WHOLE_FROM;
/// From here on, 1 − 2^−x is 1.
const MAX_EXPONENT: f64 = 60.0;
/// The low bits of this minus x are 1023 − n, with n the whole number nearest to x: the exponent bits of 2^−n.
const EXPONENT_ROUNDER: f64 = ROUNDER + 1023.0;
/// The bit of an `f64` that is set in negative numbers.
const SIGN_BIT: u64 = 1 << 63;
/// Bits of the fraction of an `f64`, above which its exponent is stored.
const FRACTION_BITS: u32 = 52;

/// The coefficients of a polynomial that is (2^x − 1)/x for |x| ≤ 1/2, to within 2.1·10⁻¹¹ of it.
///
/// They are those of the Taylor series, (ln 2)^(n + 1)/(n + 1)!, up to n = 8. That last term is replaced by lower ones: by the Chebyshev
/// polynomial of degree 8, x^8 is x^6/2 − 5x^4/64 + x^2/256 − 1/32768 on this interval, except for 1/32768.
const EXP2_MINUS_1_OVER_X: [f64; 8] = {
    let mut coefficients = [std::f64::consts::LN_2; 8];
    let mut n = 1;
    while n < coefficients.len() {
        coefficients[n] = coefficients[n - 1] * std::f64::consts::LN_2 / (n + 1) as f64;
        n += 1;
    }
    let last = coefficients[7] * std::f64::consts::LN_2 / 9.0;
    coefficients[6] += last / 2.0;
    coefficients[4] -= last * 5.0 / 64.0;
    coefficients[2] += last / 256.0;
    coefficients[0] -= last / 32_768.0;
    coefficients
};

impl<S: Simd> Lanes<S> {
    /// The same number for all draws.
    #[inline(always)]
    pub fn new(simd: S, number: f64) -> Self {
        let numbers = simd.splat_f64s(number);
        Self { simd, numbers }
    }

    /// The same number for all draws of this register.
    #[inline(always)]
    #[must_use]
    pub fn splat(self, number: f64) -> Self {
        Self::new(self.simd, number)
    }

    /// Loads a register from a slice; `place` counts registers.
    #[inline(always)]
    pub fn load(simd: S, numbers: &[f64], place: usize) -> Self {
        let numbers = S::as_simd_f64s(numbers).0[place];
        Self { simd, numbers }
    }

    /// Stores a register into a slice; `place` counts registers.
    #[inline(always)]
    pub fn store(self, numbers: &mut [f64], place: usize) {
        S::as_mut_simd_f64s(numbers).0[place] = self.numbers;
    }

    #[inline(always)]
    fn with(self, numbers: S::f64s) -> Self {
        Self {
            simd: self.simd,
            numbers,
        }
    }

    /// The greater of both.
    #[inline(always)]
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        self.with(self.simd.max_f64s(self.numbers, other.numbers))
    }

    /// The lesser of both.
    #[inline(always)]
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        self.with(self.simd.min_f64s(self.numbers, other.numbers))
    }

    /// The absolute value.
    #[inline(always)]
    #[must_use]
    pub fn abs(self) -> Self {
        // Simd::abs_f64s calls a function that the compiler doesn't inline: it took a fifth of the engine's time.
        let all_but_the_sign = self.splat(f64::from_bits(!SIGN_BIT));
        self.with(self.simd.and_f64s(all_but_the_sign.numbers, self.numbers))
    }

    /// Where this is less than the other.
    #[inline(always)]
    pub fn lt(self, other: Self) -> Mask<S> {
        Mask {
            simd: self.simd,
            holds: self.simd.less_than_f64s(self.numbers, other.numbers),
        }
    }

    /// Where this is at most the other.
    #[inline(always)]
    pub fn le(self, other: Self) -> Mask<S> {
        let (one, other) = (self.numbers, other.numbers);
        Mask {
            simd: self.simd,
            holds: self.simd.less_than_or_equal_f64s(one, other),
        }
    }

    /// The nearest whole number, for numbers below 2^51; halves are rounded to even.
    #[inline(always)]
    #[must_use]
    pub fn nearest(self) -> Self {
        self + ROUNDER - ROUNDER
    }

    /// The next whole number up; from 2^51 on the number itself.
    #[inline(always)]
    #[must_use]
    pub fn ceil(self) -> Self {
        let nearest = self.nearest();
        let up = nearest.lt(self).select(nearest + 1.0, nearest);
        self.abs().lt(self.splat(WHOLE_FROM)).select(up, self)
    }

    /// self·factor + other. Whether the product is rounded depends on the machine.
    #[inline(always)]
    #[must_use]
    pub fn mul_add(self, factor: Self, other: Self) -> Self {
        let (factor, other) = (factor.numbers, other.numbers);
        self.with(self.simd.mul_add_e_f64s(self.numbers, factor, other))
    }

    /// self − a·b. Whether the product is rounded depends on the machine.
    #[inline(always)]
    #[must_use]
    pub fn neg_mul_add(self, a: Self, b: Self) -> Self {
        let (a, b) = (a.numbers, b.numbers);
        self.with(self.simd.negate_mul_add_e_f64s(a, b, self.numbers))
    }

    /// 1 − 2^−x for x ≥ 0, with about 10 correct digits even for small x.
    #[inline(always)]
    #[must_use]
    pub fn one_minus_exp2_of_minus(self) -> Self {
        // 2^−x = 2^−n · 2^f, with n whole and |f| ≤ 1/2.
        let x = self.min(self.splat(MAX_EXPONENT));
        let exponent = self.splat(EXPONENT_ROUNDER) - x;
        let n = self.splat(EXPONENT_ROUNDER) - exponent;
        let f = n - x;
        let power = exponent.last_bits_as_exponent();
        // The sum is (2^f − 1)/f. Estrin's scheme computes its pairs side by side, rather than one step after the other.
        let [c0, c1, c2, c3, c4, c5, c6, c7] =
            EXP2_MINUS_1_OVER_X.map(|coefficient| self.splat(coefficient));
        let square = f * f;
        let low = square.mul_add(c3.mul_add(f, c2), c1.mul_add(f, c0));
        let high = square.mul_add(c7.mul_add(f, c6), c5.mul_add(f, c4));
        let sum = high.mul_add(square * square, low);
        (self.splat(1.0) - power).neg_mul_add(f * sum, power)
    }

    /// The power of 2 whose biased exponent is in the low bits.
    #[inline(always)]
    fn last_bits_as_exponent(mut self) -> Self {
        let numbers = std::slice::from_mut(&mut self.numbers);
        for number in pulp::bytemuck::cast_slice_mut::<_, u64>(numbers) {
            *number <<= FRACTION_BITS;
        }
        self
    }

    /// x^(1/12) for 0.01 ≤ x ≤ 4.
    #[inline(always)]
    #[must_use]
    pub fn twelfth_root(self) -> Self {
        let sqrt = |x: Self| x.with(x.simd.sqrt_f64s(x.numbers));
        let x = sqrt(sqrt(self));
        // The cube root of a number between 0.3 and 1.5, by Newton's method from a linear start.
        let mut root = x * 0.36 + 0.64;
        for _ in 0..5 {
            root = (root + root + x / (root * root)) / 3.0;
        }
        root
    }
}

impl<S: Simd> Mask<S> {
    /// `yes` where the condition holds, `no` elsewhere.
    #[inline(always)]
    pub fn select(self, yes: Lanes<S>, no: Lanes<S>) -> Lanes<S> {
        yes.with(self.simd.select_f64s(self.holds, yes.numbers, no.numbers))
    }

    /// Where this condition holds and the other doesn't.
    #[inline(always)]
    #[must_use]
    pub fn and_not(self, other: Self) -> Self {
        let both = self & other;
        Self {
            simd: self.simd,
            holds: self.simd.xor_m64s(self.holds, both.holds),
        }
    }

    /// Whether the condition holds for any draw.
    #[inline(always)]
    pub fn any(self) -> bool {
        self.simd.first_true_m64s(self.holds) < S::F64_LANES
    }
}

impl<S: Simd> BitAnd for Mask<S> {
    type Output = Self;

    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        let holds = self.simd.and_m64s(self.holds, other.holds);
        Self { holds, ..self }
    }
}

impl<S: Simd> Neg for Lanes<S> {
    type Output = Self;

    #[inline(always)]
    fn neg(self) -> Self {
        self.with(self.simd.neg_f64s(self.numbers))
    }
}

macro_rules! operators {
    ($($operator:ident $name:ident $simd:ident;)*) => {$(
        impl<S: Simd> $operator for Lanes<S> {
            type Output = Self;

            #[inline(always)]
            fn $name(self, other: Self) -> Self {
                self.with(self.simd.$simd(self.numbers, other.numbers))
            }
        }

        impl<S: Simd> $operator<f64> for Lanes<S> {
            type Output = Self;

            #[inline(always)]
            fn $name(self, other: f64) -> Self {
                self.$name(self.splat(other))
            }
        }
    )*};
}

operators! {
    Add add add_f64s;
    Sub sub sub_f64s;
    Mul mul mul_f64s;
    Div div div_f64s;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(number: f64, change: impl Fn(Lanes<pulp::Scalar>) -> Lanes<pulp::Scalar>) -> f64 {
        change(Lanes::new(pulp::Scalar, number)).numbers
    }

    #[test]
    fn whole_numbers_are_those_of_the_standard_library() {
        for number in [
            0.0,
            -0.0,
            0.3,
            0.5,
            1.5,
            2.0,
            2.999_999_999,
            -0.2,
            -3.5,
            1e9 + 0.5,
            4.6e15,
            1e17,
            1e300,
        ] {
            if number < WHOLE_FROM {
                let nearest = number.round_ties_even();
                assert_eq!(scalar(number, Lanes::nearest), nearest, "{number}");
            }
            assert_eq!(scalar(number, Lanes::ceil), number.ceil(), "{number}");
        }
    }

    #[test]
    fn hit_rates_are_those_of_the_standard_library() {
        for x in [
            0.0, 1e-12, 1e-5, 0.01, 0.3, 0.5, 1.0, 1.49, 5.0, 20.0, 39.9, 59.0, 61.0, 1e6, 1e300,
        ] {
            let found = scalar(x, Lanes::one_minus_exp2_of_minus);
            let wanted = -(-x * std::f64::consts::LN_2).exp_m1();
            assert!(
                (found - wanted).abs() <= 3e-11 * wanted,
                "{x}: {found}, not {wanted}"
            );
        }
    }

    #[test]
    fn monthly_factors_are_those_of_the_standard_library() {
        for x in [0.05, 0.3, 0.7, 0.99, 1.0, 1.04, 1.7, 2.0, 3.0] {
            let (found, wanted) = (scalar(x, Lanes::twelfth_root), x.powf(1.0 / 12.0));
            assert!(
                (found / wanted - 1.0).abs() < 1e-14,
                "{x}: {found}, not {wanted}"
            );
        }
    }
}
