//! Matrices of correlations: whether numbers can have them, and how to give independent numbers these correlations.

/// A matrix that has an eigenvalue further below 0 than this isn't positive semidefinite: no numbers can have these correlations.
const LEAST_EIGENVALUE: f64 = -1e-9;
/// What is left of a variance below this, once the numbers before are known, is rounding.
const NO_VARIANCE: f64 = 1e-9;
/// A nearest value is given in steps of this.
const NEAREST_STEP: f64 = 1e-3;

/// The correlations of several numbers with each other.
#[derive(Debug, Clone, PartialEq)]
pub struct CorrelationMatrix {
    size: usize,
    /// Row by row; both halves.
    entries: Vec<f64>,
}

impl CorrelationMatrix {
    /// Of so many independent numbers.
    pub fn independent(size: usize) -> Self {
        let mut matrix = Self {
            size,
            entries: vec![0.0; size * size],
        };
        for place in 0..size {
            matrix.entries[place * size + place] = 1.0;
        }
        matrix
    }

    /// Sets the correlation of two of them.
    pub fn set(&mut self, a: usize, b: usize, r: f64) {
        self.entries[a * self.size + b] = r;
        self.entries[b * self.size + a] = r;
    }

    fn at(&self, a: usize, b: usize) -> f64 {
        self.entries[a * self.size + b]
    }

    /// Cholesky's factor of the matrix with something added to its diagonal, with the numbers in this order; `None` if it has none, because an
    /// eigenvalue is less than what was added. What is left of a variance up to `nothing` counts as none.
    fn factor_in(&self, order: &[usize], added: f64, nothing: f64) -> Option<Vec<Vec<f64>>> {
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(self.size);
        for (place, &number) in order.iter().enumerate() {
            let mut row = Vec::with_capacity(place + 1);
            for (other, &column) in order[..place].iter().enumerate() {
                let known: f64 = (0..other).map(|k| row[k] * rows[other][k]).sum();
                let pivot: f64 = rows[other][other];
                row.push(if pivot > 0.0 {
                    (self.at(number, column) - known) / pivot
                } else {
                    0.0
                });
            }
            let left = 1.0 + added - row.iter().map(|part: &f64| part * part).sum::<f64>();
            if left < -nothing {
                return None;
            }
            row.push(if left > nothing { left.sqrt() } else { 0.0 });
            rows.push(row);
        }
        Some(rows)
    }

    fn in_order(&self) -> Vec<usize> {
        (0..self.size).collect()
    }

    /// Whether numbers can have these correlations: the matrix is positive semidefinite.
    ///
    /// ```
    /// use breakeven::scenario::correlations::matrix::CorrelationMatrix;
    ///
    /// let mut matrix = CorrelationMatrix::independent(3);
    /// matrix.set(0, 1, 0.9);
    /// matrix.set(1, 2, 0.9);
    /// assert!(!matrix.is_possible());
    /// matrix.set(0, 2, 0.7);
    /// assert!(matrix.is_possible());
    /// ```
    pub fn is_possible(&self) -> bool {
        // With that much added, all eigenvalues are positive, and so are all pivots.
        let factor = self.factor_in(&self.in_order(), -LEAST_EIGENVALUE, 0.0);
        factor.is_some_and(|rows| rows.iter().enumerate().all(|(place, row)| row[place] > 0.0))
    }

    /// For each number the weights with which independent numbers of variance 1 add up to it; only those up to itself may differ from 0.
    /// The matrix has to be [possible](Self::is_possible).
    pub fn weights(&self) -> Vec<Vec<f64>> {
        let factor = self.factor_in(&self.in_order(), 0.0, NO_VARIANCE);
        let mut rows = factor.unwrap_or_default();
        for row in &mut rows {
            let length = row.iter().map(|part| part * part).sum::<f64>().sqrt();
            if length > 0.0 {
                for part in row.iter_mut() {
                    *part /= length;
                }
            }
        }
        rows
    }

    /// The correlation of two of the numbers nearest to the present one that is possible with all others as they are; `None` if none is.
    pub fn nearest(&self, a: usize, b: usize) -> Option<f64> {
        let others = (0..self.size).filter(|number| *number != a && *number != b);
        let order: Vec<usize> = others.chain([a, b]).collect();
        let mut without = self.clone();
        without.set(a, b, 0.0);
        let added = -LEAST_EIGENVALUE;
        // Of each of both alone with the others.
        let last = self.size - 1;
        let row_of = |number: usize| {
            let mut order = order[..last - 1].to_vec();
            order.push(number);
            without.factor_in(&order, added, 0.0)?.pop()
        };
        let (row_a, row_b) = (row_of(a)?, row_of(b)?);
        let shared = row_a[..last - 1].iter().zip(&row_b[..last - 1]);
        let middle: f64 = shared.map(|(a, b)| a * b).sum();
        let room = row_a[last - 1] * row_b[last - 1];
        let (low, high) = ((middle - room).max(-1.0), (middle + room).min(1.0));
        let nearest = self.at(a, b).clamp(low.min(high), high);
        // Rounded inwards, if there is room for that.
        let steps = nearest / NEAREST_STEP;
        let rounded = if nearest < middle {
            steps.ceil()
        } else {
            steps.floor()
        };
        let candidates = [rounded / NEAREST_STEP.recip(), nearest];
        candidates.into_iter().find(|candidate| {
            let mut changed = self.clone();
            changed.set(a, b, *candidate);
            changed.is_possible()
        })
    }
}
