//! Uncertain inputs that move together: pairs of them with their correlations (docs/formulas.md §6).
//!
//! - [`matrix`]: which correlations numbers can have together
//! - `text`: pairs as people type them

pub mod matrix;
mod text;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use super::domain::Correlated;
use super::estimate::BoundedNumber;
use matrix::CorrelationMatrix;

/// A pair of inputs and the correlation of their normal scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correlation {
    /// The path of one input.
    pub a: String,
    /// The path of the other one.
    pub b: String,
    /// Their correlation.
    pub r: BoundedNumber<Correlated>,
}

impl Correlation {
    /// Whether it is of these two inputs, in either order.
    pub fn is_of(&self, a: &str, b: &str) -> bool {
        (self.a == a && self.b == b) || (self.a == b && self.b == a)
    }
}

/// All pairs that are stated. They exist only as pairs that numbers can have together; all other pairs are independent.
///
/// ```
/// use breakeven::scenario::correlations::Correlations;
///
/// let together: Correlations = "prompting.serving.review_rate ~ fine_tuning.serving.review_rate: 0.8".parse()?;
/// let r = together.of("fine_tuning.serving.review_rate", "prompting.serving.review_rate");
/// assert_eq!(r, 0.8);
/// let itself = "workload.input_tokens ~ workload.input_tokens: 1".parse::<Correlations>();
/// assert!(itself.unwrap_err().contains("itself"));
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(try_from = "Vec<Correlation>")]
pub struct Correlations(Vec<Correlation>);

/// Correlations that no numbers can have together.
#[derive(Debug, Clone, PartialEq)]
pub struct Impossible {
    /// The pair to change, and the nearest correlation that is possible with the others as they are; `None` if changing one isn't enough.
    pub changed: Option<(Correlation, f64)>,
    /// The nearest correlations that are possible: those with that change, or all of them weaker by the same factor.
    pub nearest: Correlations,
}

impl Impossible {
    /// What is impossible and what is possible instead, in a sentence without a full stop; `name` gives an input's name by its path.
    pub fn sentence(&self, name: impl Fn(&str) -> String) -> String {
        if let Some((Correlation { a, b, r }, nearest)) = &self.changed {
            return format!(
                "with the other correlations, “{}” and “{}” can’t have {}; the nearest that is possible is {nearest}",
                name(a),
                name(b),
                r.get()
            );
        }
        let weaker = self.nearest.iter().map(|pair| {
            format!(
                "“{}” and “{}” {}",
                name(&pair.a),
                name(&pair.b),
                pair.r.get()
            )
        });
        format!(
            "no inputs can have these correlations together; the nearest are {}",
            weaker.collect::<Vec<_>>().join(", ")
        )
    }
}

impl Correlations {
    /// The pairs.
    pub fn iter(&self) -> impl Iterator<Item = &Correlation> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The correlation of two inputs: 0 unless it is stated.
    pub fn of(&self, a: &str, b: &str) -> f64 {
        let pair = self.0.iter().find(|pair| pair.is_of(a, b));
        pair.map_or(0.0, |pair| pair.r.get())
    }

    /// The same with another correlation of two inputs; 0 takes the pair away.
    pub fn with(&self, a: &str, b: &str, r: BoundedNumber<Correlated>) -> Result<Self, Impossible> {
        let mut pairs = self.0.clone();
        pairs.retain(|pair| !pair.is_of(a, b));
        if r.get() != 0.0 {
            let (a, b) = (a.to_owned(), b.to_owned());
            pairs.push(Correlation { a, b, r });
        }
        possible(pairs)
    }

    /// The inputs that occur, each once, in the order in which they do.
    fn paths(pairs: &[Correlation]) -> Vec<&str> {
        let mut paths: Vec<&str> = Vec::new();
        for path in pairs.iter().flat_map(|pair| [&*pair.a, &*pair.b]) {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        paths
    }
}

/// The matrix of these pairs over the inputs that occur in them.
fn matrix_of(pairs: &[Correlation]) -> CorrelationMatrix {
    let paths = Correlations::paths(pairs);
    let places: BTreeMap<&str, usize> = paths.iter().copied().zip(0..).collect();
    let mut matrix = CorrelationMatrix::independent(paths.len());
    for pair in pairs {
        matrix.set(places[&*pair.a], places[&*pair.b], pair.r.get());
    }
    matrix
}

/// More pairs than this are more than anybody knows of.
const MAX_PAIRS: usize = 1000;
/// So many pairs are tried in the search for the one to change, those that were stated last first.
const MAX_TRIED: usize = 20;
/// Halvings of the factor by which all correlations get weaker.
const HALVINGS: usize = 40;

/// The pairs if numbers can have them together, else the nearest ones that they can.
fn possible(pairs: Vec<Correlation>) -> Result<Correlations, Impossible> {
    let matrix = matrix_of(&pairs);
    if matrix.is_possible() {
        return Ok(Correlations(pairs));
    }
    let paths = Correlations::paths(&pairs);
    let place = |path: &str| paths.iter().position(|other| *other == path).unwrap_or(0);
    // The pair that was stated last is changed, if changing one is enough.
    for changed in (0..pairs.len()).rev().take(MAX_TRIED) {
        let pair = &pairs[changed];
        let Some(nearest) = matrix.nearest(place(&pair.a), place(&pair.b)) else {
            continue;
        };
        let Ok(r) = BoundedNumber::new(nearest) else {
            continue;
        };
        let pair = (pair.clone(), nearest);
        let mut pairs = pairs.clone();
        pairs[changed].r = r;
        return Err(Impossible {
            changed: Some(pair),
            nearest: Correlations(pairs),
        });
    }
    let weaker = |factor: f64| {
        let weaker = pairs.iter().cloned().map(|pair| Correlation {
            // Toward 0 it stays in the domain.
            r: BoundedNumber::new(rounded_towards_zero(pair.r.get() * factor)).unwrap_or(pair.r),
            ..pair
        });
        weaker.collect::<Vec<_>>()
    };
    let (mut possible, mut impossible) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(possible, impossible);
        if matrix_of(&weaker(middle)).is_possible() {
            possible = middle;
        } else {
            impossible = middle;
        }
    }
    Err(Impossible {
        changed: None,
        nearest: Correlations(weaker(possible)),
    })
}

/// To three decimals.
fn rounded_towards_zero(r: f64) -> f64 {
    (r * 1e3).trunc() / 1e3
}

impl TryFrom<Vec<Correlation>> for Correlations {
    type Error = String;

    fn try_from(pairs: Vec<Correlation>) -> Result<Self, String> {
        if pairs.len() > MAX_PAIRS {
            let many = pairs.len();
            return Err(format!("has {many} pairs; allowed: up to {MAX_PAIRS}"));
        }
        for (place, pair) in pairs.iter().enumerate() {
            if pair.a == pair.b {
                return Err(format!("“{}” can’t move together with itself", pair.a));
            }
            if pairs[..place]
                .iter()
                .any(|other| other.is_of(&pair.a, &pair.b))
            {
                return Err(format!("“{}” and “{}” are there twice", pair.a, pair.b));
            }
        }
        possible(pairs).map_err(|impossible| impossible.sentence(str::to_owned))
    }
}

impl Serialize for Correlations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "workload.queries_per_month";
    const B: &str = "workload.input_tokens";
    const C: &str = "hourly_rate";

    fn read(pairs: &[(&str, &str, f64)]) -> Result<Correlations, Impossible> {
        let pair = |(a, b, r): &(&str, &str, f64)| Correlation {
            a: (*a).to_owned(),
            b: (*b).to_owned(),
            r: BoundedNumber::new(*r).unwrap(),
        };
        possible(pairs.iter().map(pair).collect())
    }

    #[test]
    fn what_no_numbers_can_have_is_refused_with_the_nearest_that_they_can() {
        // With A and B, and B and C at 0.9, the third may lie between 0.9² ± (1 − 0.9²) = 0.62 and 1.
        let impossible = read(&[(A, B, 0.9), (B, C, 0.9), (A, C, 0.5)]).unwrap_err();
        assert_eq!(impossible.nearest.of(A, C), 0.62);
        assert_eq!(impossible.nearest.of(A, B), 0.9);
        let sentence = impossible.sentence(str::to_owned);
        assert!(sentence.ends_with("is 0.62"), "{sentence}");
        assert!(read(&[(A, B, 0.9), (B, C, 0.9), (A, C, 0.62)]).is_ok());
        assert!(read(&[(A, B, 0.9), (B, C, 0.9), (A, C, 1.0)]).is_ok());
        assert!(read(&[(A, B, 0.9), (B, C, 0.9), (A, C, 0.61)]).is_err());
        // Not stated is 0.
        let two = read(&[(A, B, 0.9), (B, C, 0.9)]).unwrap_err();
        assert_eq!(two.nearest.of(B, C), 0.435);
    }

    #[test]
    fn where_no_single_change_is_enough_all_get_weaker() {
        const D: &str = "discount";
        // Of four that are all opposites of each other, each may be −1/3.
        let pairs = [(A, B), (A, C), (A, D), (B, C), (B, D), (C, D)];
        let impossible = read(&pairs.map(|(a, b)| (a, b, -0.9))).unwrap_err();
        assert_eq!(impossible.changed, None);
        assert_eq!(impossible.nearest.of(C, D), -0.333);
        // Two that are opposites of a third are alike.
        let all = read(&[(A, B, 1.0), (B, C, -1.0), (A, C, -1.0)]);
        assert!(all.is_ok());
    }

    #[test]
    fn together_is_possible() {
        assert!(read(&[(A, B, 1.0), (B, C, 1.0), (A, C, 1.0)]).is_ok());
        assert!(read(&[(A, B, 1.0), (B, C, 1.0), (A, C, 0.9)]).is_err());
    }
}
