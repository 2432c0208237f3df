//! Inputs that move together (docs/formulas.md §6): against closed forms, and what is refused.

use std::convert::Infallible;

use breakeven::analysis::drivers::Drivers;
use breakeven::analysis::risk::Risk;
use breakeven::analysis::risk::draws::each_draw;
use breakeven::analysis::risk::layout::PREVIEW_DRAWS;
use breakeven::files::format;
use breakeven::scenario::Scenario;

use crate::support::{scenario, with};

/// S = 12,000 − fixed costs of data and training, which are normal with a standard deviation of 100 and 200 (their ranges reach 1.645 of them
/// to either side).
const TWO_NORMALS: &str = "(horizon_months: 12,
    workload: (queries_per_month: 1000, growth_per_month: (low: -0.1, high: 0.1)),
    prompting: (serving: (price: (input: 1), monthly_cost: 1000)),
    fine_tuning: (serving: (price: (input: 1))),
)";

const A: &str = "workload.growth_per_month";
const B: &str = "prompting.serving.price.change_per_year";

/// Two inputs whose ranges are normal, since they reach below 0, with this correlation.
fn two_normals(r: f64) -> Scenario {
    let pair = format!("{A} ~ {B}: {r}");
    with(
        &scenario(TWO_NORMALS),
        &[(B, "-0.2 to 0.2"), ("correlations", &pair)],
    )
}

/// Values of both inputs over the draws.
fn values(scenario: &Scenario) -> Vec<[f64; 2]> {
    let mut all = Vec::new();
    let done = each_draw(scenario, PREVIEW_DRAWS, |drawn| {
        let [a, b] = drawn.columns else {
            panic!("two inputs")
        };
        all.extend(a.iter().zip(b).map(|(a, b)| [*a, *b]));
        Ok::<(), Infallible>(())
    });
    assert!(done.is_ok());
    all
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

#[test]
fn the_variance_of_a_sum_has_twice_the_covariance_in_it() {
    let z95 = 1.644_853_626_951_472_7;
    let deviations = [0.1 / z95, 0.2 / z95];
    for r in [-1.0, -0.7, 0.0, 0.3, 0.8, 1.0] {
        let values = values(&two_normals(r));
        for (place, deviation) in deviations.into_iter().enumerate() {
            let own = mean(values.iter().map(|pair| pair[place] * pair[place])).sqrt();
            assert!(
                (own / deviation - 1.0).abs() < 2e-3,
                "{r}: {own}, not {deviation}"
            );
        }
        // Var(X + Y) = σ² + τ² + 2rστ
        let [sigma, tau] = deviations;
        let wanted = sigma * sigma + tau * tau + 2.0 * r * sigma * tau;
        let found = mean(values.iter().map(|pair| (pair[0] + pair[1]).powi(2)));
        assert!(
            (found / wanted - 1.0).abs() < 5e-3,
            "{r}: {found}, not {wanted}"
        );
    }
}

#[test]
fn each_input_keeps_its_own_distribution() {
    let apart = values(&two_normals(0.0));
    let together = values(&two_normals(0.8));
    for place in 0..2 {
        let sorted = |values: &[[f64; 2]]| {
            let mut values: Vec<f64> = values.iter().map(|pair| pair[place]).collect();
            values.sort_by(f64::total_cmp);
            values
        };
        let (apart, together) = (sorted(&apart), sorted(&together));
        for p in [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] {
            let at = (p * apart.len() as f64) as usize;
            let scale = 0.1;
            assert!(
                (apart[at] - together[at]).abs() < 0.01 * scale,
                "{place}, {p}"
            );
        }
    }
    // The first one has the very draws that it has alone.
    let firsts = |values: &[[f64; 2]]| values.iter().map(|pair| pair[0]).collect::<Vec<_>>();
    assert_eq!(firsts(&apart), firsts(&together));
}

#[test]
fn together_they_are_one() {
    // Growth is ±0.1 and the drift ±0.2, so that one is half of the other.
    for [growth, drift] in values(&two_normals(1.0)) {
        assert!((drift - 2.0 * growth).abs() < 1e-6, "{growth} {drift}");
    }
}

#[test]
fn what_moves_together_changes_the_spread_of_the_saving() {
    let review = |r: &str| {
        let support = "(workload: (queries_per_month: 1000), prompting: (serving: (price: (input: 1), review_rate: (low: 0.2, high: 0.4), review_cost: 1)),
            fine_tuning: (serving: (price: (input: 1), review_rate: (low: 0.15, high: 0.35), review_cost: 1)))";
        let pair = format!("prompting.serving.review_rate ~ fine_tuning.serving.review_rate: {r}");
        let scenario = with(&scenario(support), &[("correlations", &pair)]);
        let risk = Risk::new(&scenario, PREVIEW_DRAWS, &|_| true).unwrap();
        let saving = risk.saving.quantiles().unwrap();
        (saving.p95 - saving.p5, risk.evpi, Drivers::new(&scenario))
    };
    let (apart, evpi_apart, drivers_apart) = review("0");
    let (together, evpi_together, drivers_together) = review("0.9");
    assert!(together < 0.5 * apart, "{together} {apart}");
    assert!(evpi_together < evpi_apart);
    // The tornado stays one at a time.
    assert_eq!(drivers_apart, drivers_together);
}

#[test]
fn what_cannot_be_is_refused_where_it_stands() {
    let file = |pairs: &str| {
        format::read(&format!("(\n    correlations: [{pairs}],\n)"))
            .map_err(|error| error.to_string())
    };
    let pair = |a: &str, b: &str, r: f64| format!("(a: \"{a}\", b: \"{b}\", r: {r})");
    let (x, y, z) = (
        "workload.queries_per_month",
        "workload.input_tokens",
        "hourly_rate",
    );
    assert!(file(&pair(x, y, 0.5)).is_ok());
    for (pairs, wanted) in [
        (pair(x, "workload.nothing", 0.5), "workload.nothing"),
        (pair(x, "horizon_months", 0.5), "horizon_months"),
        (pair(x, x, 0.5), "itself"),
        (format!("{}, {}", pair(x, y, 0.5), pair(y, x, 0.4)), "twice"),
        (pair(x, y, 1.5), "-1"),
        (
            format!(
                "{}, {}, {}",
                pair(x, y, 0.9),
                pair(y, z, 0.9),
                pair(x, z, 0.1)
            ),
            "0.62",
        ),
    ] {
        let error = file(&pairs).unwrap_err();
        assert!(error.contains(wanted) && error.contains("line"), "{error}");
        assert!(error.contains("correlations"), "{error}");
    }
    // Judged on all stated pairs, exact ones included; a third pair may make two others possible.
    let two = format!("{}, {}", pair(x, y, 0.9), pair(y, z, 0.9));
    assert!(file(&two).is_err());
    assert!(file(&format!("{two}, {}", pair(x, z, 0.8))).is_ok());
}

#[test]
fn a_long_list_is_refused_at_once() {
    let many = "(a: \"hourly_rate\", b: \"workload.input_tokens\", r: 0.1),".repeat(50_000);
    let error = format::read(&format!("(correlations: [{many}])")).unwrap_err();
    assert!(error.to_string().contains("50000 pairs"), "{error}");
}
