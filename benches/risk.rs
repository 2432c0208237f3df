//! What it costs to draw the model, beside its plain form and, where numpy is there, beside two numpy forms of the same: as it is mostly
//! written, which the program is held to, and as quick as numpy allows, for what that tells.
//!
//! Machines differ and are shared: ratios within one run say more than times. At the end the ratios that the program is held to are
//! printed: 1,000,000 draws of an example with 12 uncertain inputs over 36 months, and a whole update of the window.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::hint::black_box;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use breakeven::analysis::drivers::Drivers;
use breakeven::analysis::map::{Map, candidates};
use breakeven::analysis::risk::columns::Uncertain;
use breakeven::analysis::risk::lanes::BLOCK;
use breakeven::analysis::risk::{MOST, Risk, WHILE_EDITING, each_draw, plain};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::inputs::{INPUTS, Input, Kind, Typed, Value};
use breakeven::scenario::{AtRetirement, Estimate, Plain, Scenario};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const MILLION: usize = 1_000_000;

/// "Support replies" over so many months, with so many uncertain inputs: its own, and ±20 % of others that matter.
fn scenario(uncertain: usize, months: usize) -> Scenario {
    let mut scenario = EXAMPLES
        .iter()
        .find(|example| example.name == "support-replies")
        .and_then(|example| example.scenario().ok())
        .expect("the examples are valid");
    set(&mut scenario, "horizon_months", &months.to_string());
    let exactly = |input: &Input, scenario: &Scenario| match input.value(scenario) {
        Value::Estimate(Estimate::Exactly(value)) if value > 0.0 => Some(value),
        _ => None,
    };
    for input in INPUTS
        .iter()
        .filter(|input| matches!(input.kind, Kind::Estimate { .. }))
    {
        let now = Uncertain::of(&scenario).len();
        if now == uncertain {
            break;
        }
        if let Some(value) = exactly(input, &scenario) {
            let range = Value::Estimate(Estimate::Between {
                low: 0.8 * value,
                high: 1.2 * value,
            });
            // What has no room for a range stays as it is.
            let _ = input.set(&mut scenario, range);
        }
    }
    assert_eq!(Uncertain::of(&scenario).len(), uncertain);
    scenario
}

fn set(scenario: &mut Scenario, path: &str, value: &str) {
    let input = breakeven::scenario::inputs::find(path).expect("a path of the table");
    let value = input.read(value, Typed::AsInFiles).expect("a valid value");
    input.set(scenario, value).expect("an allowed value");
}

fn drawn(scenario: &Scenario, samples: usize) -> Risk {
    Risk::new(scenario, samples, &|_| true).expect("something is uncertain")
}

/// `draws` draws in the plain form, one after the other; returns the sum of the savings.
fn plainly(scenario: &Scenario, draws: usize) -> f64 {
    let uncertain = Uncertain::of(scenario);
    let mut changed = scenario.clone();
    let mut sum = 0.0;
    let mut left = draws;
    let enough = each_draw(scenario, draws, |drawn| {
        for draw in 0..BLOCK.min(left) {
            let values: Vec<f64> = drawn.columns.iter().map(|column| column[draw]).collect();
            let outcome = plain::draw(&mut changed, &uncertain, &values);
            sum += outcome.prompting.total() - outcome.fine_tuning.total();
        }
        left = left.saturating_sub(BLOCK);
        if left == 0 { Err(()) } else { Ok(()) }
    });
    assert!(enough.is_err() || left == 0);
    sum
}

/// Everything that follows a dragged input: bands, odds and EVPPI, tornado with tipping values, and the map of saving and break-even.
fn live_update(scenario: &Scenario) -> f64 {
    let risk = drawn(scenario, WHILE_EDITING);
    let axes = candidates(scenario);
    let drivers = Drivers::new(scenario);
    let map = Map::new(scenario, axes[0], axes[1]);
    risk.cheaper + drivers.saving + map.map_or(0.0, |map| map.saving[0])
}

fn draws(c: &mut Criterion) {
    let mut group = c.benchmark_group("draws");
    group
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    for months in [36, 120] {
        for uncertain in [6, 12, 25] {
            let scenario = scenario(uncertain, months);
            for samples in [WHILE_EDITING, MILLION] {
                let name = format!("{samples} of {uncertain} inputs");
                group.throughput(Throughput::Elements((samples * months) as u64));
                group.bench_function(BenchmarkId::new(name, months), |b| {
                    b.iter(|| black_box(drawn(&scenario, samples).cheaper));
                });
            }
            // One block tells what a draw-month costs: an element is one.
            group.throughput(Throughput::Elements((BLOCK * months) as u64));
            let name = format!("{BLOCK} of {uncertain} inputs");
            group.bench_function(BenchmarkId::new(name, months), |b| {
                b.iter(|| {
                    let mut sum = 0.0;
                    let all = each_draw(&scenario, BLOCK, |drawn| {
                        sum += drawn.outcomes.prompting[0];
                        Ok::<(), Infallible>(())
                    });
                    black_box((sum, all.is_ok()))
                });
            });
            let name = format!("plain, {BLOCK} of {uncertain} inputs");
            group.bench_function(BenchmarkId::new(name, months), |b| {
                b.iter(|| black_box(plainly(&scenario, BLOCK)));
            });
        }
    }
    group.finish();
}

fn one_update(c: &mut Criterion) {
    let scenario = scenario(12, 36);
    let mut group = c.benchmark_group("live update");
    group.sample_size(20);
    group.bench_function("everything", |b| {
        b.iter(|| black_box(live_update(&scenario)));
    });
    group.bench_function("bands, odds and EVPPI", |b| {
        b.iter(|| black_box(drawn(&scenario, WHILE_EDITING).cheaper));
    });
    group.bench_function("tornado and tipping values", |b| {
        b.iter(|| black_box(Drivers::new(&scenario).saving));
    });
    let axes = candidates(&scenario);
    group.bench_function("map", |b| {
        b.iter(|| black_box(Map::new(&scenario, axes[0], axes[1])));
    });
    group.finish();
}

/// The best of a few runs, in seconds.
fn best_of(runs: usize, mut work: impl FnMut() -> f64) -> f64 {
    let time = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64()
    };
    (0..runs).map(time).fold(f64::INFINITY, f64::min)
}

/// What the numpy form reads: every number by its path, a range as an object.
fn for_numpy(scenario: &Scenario) -> serde_json::Value {
    let mut inputs = BTreeMap::new();
    let mut bounds = BTreeMap::new();
    let mut shares = Vec::new();
    for input in INPUTS.iter() {
        let (Value::Estimate(estimate), Some(domain)) = (input.value(scenario), input.domain())
        else {
            continue;
        };
        let number = match estimate {
            Estimate::Exactly(value) => serde_json::json!(value),
            other => serde_json::to_value(other).expect("a range has a form in JSON"),
        };
        inputs.insert(input.path, number);
        bounds.insert(input.path, [domain.min, domain.max]);
        if domain.is_share() {
            shares.push(input.path);
        }
    }
    let given = &scenario.workload.monthly_queries;
    let given: Vec<f64> = given.iter().map(Plain::get).collect();
    let ends = scenario.fine_tuning.at_retirement == AtRetirement::ReturnToPrompting;
    serde_json::json!({
        "horizon_months": scenario.horizon_months.whole(),
        "lead_time_months": scenario.fine_tuning.lead_time_months.whole(),
        "at_retirement": if ends { "ReturnToPrompting" } else { "Retrain" },
        "monthly_queries": given,
        "inputs": inputs,
        "bounds": bounds,
        "shares": shares,
    })
}

/// Seconds and P90 of the saving of a numpy form; `None` where there is no numpy.
fn by_numpy(script: &str, scenario: &Scenario, samples: usize, chunk: usize) -> Option<(f64, f64)> {
    let script = format!("{}/benches/numpy/{script}", env!("CARGO_MANIFEST_DIR"));
    let mut python = Command::new("python3")
        .args([&script, &samples.to_string(), "2", &chunk.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let text = for_numpy(scenario).to_string();
    python.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let output = python.wait_with_output().ok()?;
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    Some((
        answer["seconds"].as_f64()?,
        answer["saving"]["p90"].as_f64()?,
    ))
}

/// The ratios that the program is held to, measured in this run.
fn ratios(_: &mut Criterion) {
    let scenario = scenario(12, 36);
    let samples = MILLION.next_power_of_two();
    let ours = best_of(15, || drawn(&scenario, MILLION).cheaper);
    println!(
        "\n{samples} draws, 12 uncertain inputs, 36 months: {:.1} ms",
        1e3 * ours
    );
    let few = 20_000;
    let plain = best_of(2, || plainly(&scenario, few)) / few as f64 * samples as f64;
    println!(
        "plain form: {plain:.2} s, {:.0} times as long",
        plain / ours
    );
    let saving = drawn(&scenario, MILLION).saving.quantiles();
    let ours_p90 = saving.map_or(f64::NAN, |saving| saving.p90);
    for (name, script, chunk) in [
        ("numpy", "plain.py", samples),
        ("numpy in chunks", "plain.py", 32_768),
        ("numpy at its best", "tuned.py", 32_768),
    ] {
        match by_numpy(script, &scenario, samples, chunk) {
            Some((numpy, p90)) => println!(
                "{name}: {numpy:.2} s, {:.0} times as long (P90 of the saving {p90:.0}, here {ours_p90:.0})",
                numpy / ours
            ),
            None => println!("{name}: not there"),
        }
    }
    converges();
    let update = best_of(20, || live_update(&scenario));
    println!(
        "live update at {WHILE_EDITING} draws: {:.1} ms",
        1e3 * update
    );
}

/// P10 and P90 of the saving while editing lie close to those of a run of ten million draws, on all examples.
fn converges() {
    for example in EXAMPLES {
        let scenario = example.scenario().expect("the examples are valid");
        let quantiles = |samples| Risk::new(&scenario, samples, &|_| true)?.saving.quantiles();
        let (Some(few), Some(many)) = (quantiles(WHILE_EDITING), quantiles(MOST)) else {
            continue;
        };
        let width = many.p90 - many.p10;
        let off = (few.p10 - many.p10).abs().max((few.p90 - many.p90).abs());
        println!(
            "{}: P10 and P90 at {WHILE_EDITING} draws are off by {:.2} % of their distance",
            example.name,
            100.0 * off / width
        );
        assert!(off <= 0.005 * width, "{}", example.name);
    }
}

criterion_group!(benches, draws, one_update, ratios);
criterion_main!(benches);
