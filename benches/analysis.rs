//! How long the figures of a scenario take: ledger, best switch, and what drives the result.

mod support;

use std::hint::black_box;

use breakeven::analysis::Analysis;
use breakeven::analysis::drivers::Drivers;
use breakeven::analysis::ledger::Ledger;
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::inputs::{self, Notation};
use criterion::{Criterion, criterion_group, criterion_main};

/// The example that stands for all of them.
const USUAL_EXAMPLE: &str = "support-replies";

fn analysis(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("analysis");
    let mut scenario = support::example(USUAL_EXAMPLE);
    for months in ["24", "120"] {
        let horizon = inputs::find("horizon_months").expect("there is a horizon");
        let value = horizon.read(months, Notation::Screen).expect("a number");
        horizon.set(&mut scenario, value).expect("in its domain");
        group.bench_function(format!("ledger, {months} months"), |bench| {
            bench.iter(|| Ledger::new(black_box(&scenario)));
        });
        group.bench_function(
            format!("everything with the best switch, {months} months"),
            |bench| {
                bench.iter(|| Analysis::new(black_box(&scenario)));
            },
        );
    }
    for example in EXAMPLES {
        let scenario = example.scenario().expect("the examples are valid");
        group.bench_function(
            format!("tornado and tipping values, {}", example.name),
            |bench| {
                bench.iter(|| Drivers::new(black_box(&scenario)));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, analysis);
criterion_main!(benches);
