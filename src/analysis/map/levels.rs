//! The levels at which a map has contour lines: round amounts of money, and months at which people think of time.

/// At most so many lines where they are evenly spaced.
const MAX_EVEN_LEVELS: f64 = 10.0;
/// At most so many lines on either side of 0 where each is a multiple of the one before it.
const MAX_LEVELS_PER_SIDE: usize = 4;
/// If more of the map than this lies between the two lines beside 0, evenly spaced lines say too little.
const MAX_SHARE_BESIDE_ZERO: f64 = 0.6;
/// Lines that are multiples of each other leave at least about this share of the map between the two beside 0.
const SHARE_BESIDE_ZERO: f64 = 0.3;
/// Months between two lines; the longest that leaves enough lines is taken.
const MONTH_STEPS: [u32; 8] = [60, 36, 24, 12, 6, 3, 2, 1];
/// So many lines are enough for a map of months.
const ENOUGH_MONTH_LEVELS: usize = 3;

/// The levels of the saving, ascending; 0 is one of them wherever both approaches are the cheaper one somewhere.
pub(super) fn saving_levels(saving: &[f64]) -> Vec<f64> {
    let most = saving.iter().copied().fold(0.0, f64::max);
    let least = saving.iter().copied().fold(0.0, f64::min);
    if most <= least || !(most - least).is_finite() {
        return Vec::new();
    }
    let step = round_step((most - least) / MAX_EVEN_LEVELS);
    let share_within = |amount: f64| {
        let within = saving.iter().filter(|saving| saving.abs() < amount);
        within.count() as f64 / saving.len() as f64
    };
    let even = (least / step).floor() as i64..=(most / step).ceil() as i64;
    let mut levels: Vec<f64> = even.map(|place| place as f64 * step).collect();
    if share_within(step) > MAX_SHARE_BESIDE_ZERO {
        let amounts = multiples(most.max(-least), |amount| {
            share_within(amount) <= SHARE_BESIDE_ZERO
        });
        levels = amounts.iter().rev().map(|amount| -amount).collect();
        levels.push(0.0);
        levels.extend(amounts);
    }
    levels.retain(|level| *level > least && *level < most);
    levels
}

/// 1, 2 or 5 times a power of ten that is at least `least`.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let factors = [1.0, 2.0, 5.0].into_iter();
    let step = factors.map(|factor| factor * power);
    step.into_iter()
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// Round amounts below `most`, ascending, the lowest of which is so low that `leaves_few` holds: powers of ten, or as many decades apart as
/// keep them few, or with 2 and 5 times each of them if that leaves few enough.
fn multiples(most: f64, leaves_few: impl Fn(f64) -> bool) -> Vec<f64> {
    let top = most.log10().floor() as i32;
    let bottom = (top - 12..=top)
        .rev()
        .find(|power| leaves_few(10_f64.powi(*power)))
        .unwrap_or(top - 1);
    let fine: Vec<f64> = (bottom..=top)
        .flat_map(|power| [1.0, 2.0, 5.0].map(|factor| factor * 10_f64.powi(power)))
        .filter(|amount| *amount < most)
        .collect();
    if fine.len() <= MAX_LEVELS_PER_SIDE {
        return fine;
    }
    let decades = (top - bottom) as usize + 1;
    let apart = decades.div_ceil(MAX_LEVELS_PER_SIDE);
    let powers = (bottom..=top)
        .rev()
        .step_by(apart)
        .map(|power| 10_f64.powi(power));
    let mut amounts: Vec<f64> = powers.filter(|amount| *amount < most).collect();
    amounts.reverse();
    amounts
}

/// The levels of the month of break-even between the earliest and the latest on the map.
pub(super) fn month_levels(months: impl Iterator<Item = f64> + Clone) -> Vec<f64> {
    let earliest = months.clone().fold(f64::INFINITY, f64::min);
    let latest = months.fold(f64::NEG_INFINITY, f64::max);
    let levels = |step: u32| -> Vec<f64> {
        let step = f64::from(step);
        let places = (earliest / step).ceil() as i64..=(latest / step).floor() as i64;
        places
            .map(|place| place as f64 * step)
            .filter(|level| *level > earliest && *level < latest)
            .collect()
    };
    let enough = |levels: &Vec<f64>| levels.len() >= ENOUGH_MONTH_LEVELS;
    let mut fewer = MONTH_STEPS.into_iter().map(levels);
    fewer.find(enough).unwrap_or_else(|| levels(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn savings_have_round_levels_with_zero_among_them() {
        let even: Vec<f64> = (-40..=100)
            .map(|thousands| f64::from(thousands) * 1e3)
            .collect();
        let levels = saving_levels(&even);
        assert_eq!(levels, [-20e3, 0.0, 20e3, 40e3, 60e3, 80e3]);
        // All savings: no line at 0, which is nowhere.
        let above: Vec<f64> = (1..=110).map(f64::from).collect();
        assert_eq!(saving_levels(&above), [20.0, 40.0, 60.0, 80.0, 100.0]);
        // As many lines as there may be at most.
        let most = saving_levels(&above[..100]);
        let tens: Vec<f64> = (1..=9).map(|tens| 10.0 * f64::from(tens)).collect();
        assert_eq!(most, tens);
        assert!(saving_levels(&[0.0; 9]).is_empty());
    }

    #[test]
    fn savings_that_grow_by_factors_have_levels_that_do_too() {
        let values: Vec<f64> = (0..400)
            .map(|place| 10_f64.powf(f64::from(place) / 80.0))
            .collect();
        let levels = saving_levels(&values);
        assert_eq!(levels, [10.0, 100.0, 1e3, 1e4]);
    }

    #[test]
    fn months_have_levels_at_half_years_of_two_years_and_at_years_of_five() {
        let months = |last: u32| (1..=last).map(f64::from);
        assert_eq!(month_levels(months(24)), [6.0, 12.0, 18.0]);
        assert_eq!(month_levels(months(60)), [12.0, 24.0, 36.0, 48.0]);
        assert_eq!(month_levels(months(4)), [2.0, 3.0]);
        assert!(month_levels(std::iter::empty()).is_empty());
    }
}
