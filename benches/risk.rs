//! What it costs to draw the model, beside its reference form and, where numpy is there, beside two numpy forms of the same: as it is mostly
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
use breakeven::analysis::map::{Map, widest};
use breakeven::analysis::risk::draws::each_draw;
use breakeven::analysis::risk::lanes::BLOCK;
use breakeven::analysis::risk::layout::{MAX_DRAWS, PREVIEW_DRAWS};
use breakeven::analysis::risk::samples::UncertainInput;
use breakeven::analysis::risk::{Risk, reference};
use breakeven::files::examples::{EXAMPLES, Example};
use breakeven::scenario::inputs::{INPUTS, Input, Kind, Notation, Value};
use breakeven::scenario::{AtRetirement, BoundedNumber, Estimate, Scenario};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const MILLION: usize = 1_000_000;
/// The draws of a chunk in the numpy forms, where they aren't all drawn at once.
const NUMPY_CHUNK: usize = 32_768;

// What the program is held to.

/// The reference form takes at least this many times as long.
const MIN_RATIO_OF_REFERENCE: f64 = 15.0;
/// The usual numpy form takes at least this many times as long.
const MIN_RATIO_OF_NUMPY: f64 = 60.0;
/// The same draws with every feature of the model in use take at most so many times as long.
const MAX_RATIO_OF_ALL_FEATURES: f64 = 2.0;
/// Milliseconds of an update of the window.
const MAX_UPDATE_MS: f64 = 10.0;
/// How far P10 and P90 of the saving may be off while editing, as a share of their distance.
const MAX_OFF_SHARE: f64 = 0.005;

/// Inputs that are above 0 in any scenario and came after the first version.
const LATER: [&str; 5] = [
    "hourly_rate",
    "workload.active_hours_per_month",
    "workload.calls_per_conversation",
    "fine_tuning.coverage",
    "fine_tuning.success_chance",
];

/// "Support replies" over so many months, with so many uncertain inputs: its own, and ±20 % of others that matter.
fn scenario(uncertain: usize, months: usize) -> Scenario {
    let example = Example::find("support-replies").expect("an example of this name");
    let mut scenario = example.scenario().expect("the examples are valid");
    set(&mut scenario, "horizon_months", &months.to_string());
    // The scenario that this has been measured on from the first version on: without what came later.
    set(
        &mut scenario,
        "fine_tuning.base_model_retires_month",
        "none",
    );
    let exactly = |input: &Input, scenario: &Scenario| match input.value(scenario) {
        Value::Estimate(Estimate::Exact(value)) if value > 0.0 => Some(value),
        _ => None,
    };
    for input in INPUTS
        .iter()
        .filter(|input| matches!(input.kind, Kind::Estimate { .. }))
        .filter(|input| !LATER.contains(&input.path))
    {
        if UncertainInput::all_in(&scenario).len() == uncertain {
            break;
        }
        if let Some(value) = exactly(input, &scenario) {
            let range = Value::Estimate(Estimate::Range {
                low: 0.8 * value,
                high: 1.2 * value,
            });
            // What has no room for a range stays as it is.
            let _ = input.set(&mut scenario, range);
        }
    }
    assert_eq!(UncertainInput::all_in(&scenario).len(), uncertain);
    scenario
}

/// The same with what few scenarios need: a chance of success, inputs that move together, conversations with their history, a coverage, errors,
/// a schedule, retirements on dates, price steps, and hosting that sleeps. As many inputs are uncertain.
fn with_every_feature(scenario: &Scenario) -> Scenario {
    let mut scenario = scenario.clone();
    for (path, value) in [
        ("fine_tuning.success_chance", "0.7"),
        (
            "correlations",
            "workload.queries_per_month ~ workload.growth_per_month: 0.5, prompting.serving.review_rate ~ fine_tuning.serving.review_rate: 0.7",
        ),
        ("workload.calls_per_conversation", "4.2"),
        ("workload.history", "true"),
        ("workload.active_hours_per_month", "200"),
        ("workload.error_cost", "5"),
        ("prompting.serving.error_rate", "0.02"),
        ("fine_tuning.serving.error_rate", "0.03"),
        ("prompting.serving.query_cost", "0.001"),
        ("prompting.serving.price.steps", "3: 1.5, 20: 0.8"),
        ("prompting.model_retires_month", "14"),
        ("prompting.model_life_months", "12"),
        ("fine_tuning.coverage", "0.8"),
        ("fine_tuning.fallback_share", "0.1"),
        ("fine_tuning.retrainings_per_year", "2"),
        ("fine_tuning.base_model_retires_month", "10"),
        ("fine_tuning.serving.hosting", "yes"),
        ("fine_tuning.serving.hosting.per_hour", "2"),
        ("fine_tuning.serving.hosting.hours_per_month", "260"),
        ("fine_tuning.serving.hosting.queries_per_hour", "500"),
        ("discount_rate", "0.08"),
    ] {
        set(&mut scenario, path, value);
    }
    scenario
}

fn set(scenario: &mut Scenario, path: &str, value: &str) {
    let input = breakeven::scenario::inputs::find(path).expect("a path of the table");
    let value = input.read(value, Notation::File).expect("a valid value");
    input.set(scenario, value).expect("an allowed value");
}

fn run_draws(scenario: &Scenario, samples: usize) -> Risk {
    Risk::new(scenario, samples, &|_| true).expect("something is uncertain")
}

/// `draws` draws in the reference form, one after the other; returns the sum of the savings.
fn reference_saving(scenario: &Scenario, draws: usize) -> f64 {
    let uncertain = UncertainInput::all_in(scenario);
    let mut changed = scenario.clone();
    let mut sum = 0.0;
    let mut left = draws;
    let enough = each_draw(scenario, draws, |block| {
        for draw in 0..BLOCK.min(left) {
            let values: Vec<f64> = block.columns.iter().map(|column| column[draw]).collect();
            let succeeds = block.success.is_none_or(|success| success.succeeds[draw]);
            let curves = reference::draw(&mut changed, &uncertain, &values, succeeds);
            sum += curves.prompting.total() - curves.fine_tuning.total();
        }
        left = left.saturating_sub(BLOCK);
        if left == 0 { Err(()) } else { Ok(()) }
    });
    assert!(enough.is_err() || left == 0);
    sum
}

/// Everything that follows a dragged range: bands, probabilities and EVPPI, tornado with tipping values, and the map of saving and break-even
/// over the two inputs of which most depends. Each step of the drag is another range, whose distribution isn't known yet.
fn live_update(scenario: &mut Scenario, step: u32) -> f64 {
    let moved = 1.0 + f64::from(step % 1000) * 1e-4;
    let range = format!("{} to {}", 24_000.0 * moved, 60_000.0 * moved);
    set(scenario, "workload.queries_per_month", &range);
    let risk = run_draws(scenario, PREVIEW_DRAWS);
    let drivers = Drivers::new(scenario);
    let map = widest(scenario).and_then(|[x, y]| Map::new(scenario, x, y));
    risk.probability_cheaper + drivers.saving + map.map_or(0.0, |map| map.saving[0])
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
            for samples in [PREVIEW_DRAWS, MILLION] {
                let name = format!("{samples} of {uncertain} inputs");
                group.throughput(Throughput::Elements((samples * months) as u64));
                group.bench_function(BenchmarkId::new(name, months), |b| {
                    b.iter(|| black_box(run_draws(&scenario, samples).probability_cheaper));
                });
            }
            // One block tells what a draw-month costs: an element is one.
            group.throughput(Throughput::Elements((BLOCK * months) as u64));
            let name = format!("{BLOCK} of {uncertain} inputs");
            group.bench_function(BenchmarkId::new(name, months), |b| {
                b.iter(|| {
                    let mut sum = 0.0;
                    let all = each_draw(&scenario, BLOCK, |block| {
                        sum += block.outcomes.prompting[0];
                        Ok::<(), Infallible>(())
                    });
                    black_box((sum, all.is_ok()))
                });
            });
            let name = format!("reference, {BLOCK} of {uncertain} inputs");
            group.bench_function(BenchmarkId::new(name, months), |b| {
                b.iter(|| black_box(reference_saving(&scenario, BLOCK)));
            });
        }
    }
    group.finish();
}

fn one_update(c: &mut Criterion) {
    let mut scenario = scenario(12, 36);
    let mut group = c.benchmark_group("live update");
    group.sample_size(20);
    let mut step = 0;
    group.bench_function("everything", |b| {
        b.iter(|| {
            step += 1;
            black_box(live_update(&mut scenario, step))
        });
    });
    group.bench_function("bands, probabilities and EVPPI", |b| {
        b.iter(|| black_box(run_draws(&scenario, PREVIEW_DRAWS).probability_cheaper));
    });
    group.bench_function("tornado and tipping values", |b| {
        b.iter(|| black_box(Drivers::new(&scenario).saving));
    });
    group.bench_function("map", |b| {
        b.iter(|| black_box(widest(&scenario).and_then(|[x, y]| Map::new(&scenario, x, y))));
    });
    group.finish();
}

/// The seconds of some runs, in ascending order.
fn seconds(runs: u32, mut work: impl FnMut(u32) -> f64) -> Vec<f64> {
    let time = |run| {
        let start = Instant::now();
        black_box(work(run));
        start.elapsed().as_secs_f64()
    };
    let mut seconds: Vec<f64> = (0..runs).map(time).collect();
    seconds.sort_by(f64::total_cmp);
    seconds
}

/// What is measured, and whether that is what the program is held to.
fn say(what: &str, measured: f64, unit: &str, holds: bool, bar: &str) {
    let verdict = if holds { "met" } else { "NOT MET" };
    println!("{what}: {measured:.1} {unit} ({bar}: {verdict})");
}

/// How many times as long something takes as the program's own draws, and whether that is what the program is held to, if it is.
fn say_ratio(what: &str, times: f64, at_least: Option<f64>) {
    let unit = "times as long";
    match at_least {
        Some(bar) => say(what, times, unit, times >= bar, &format!("at least {bar}")),
        None => println!("{what}: {times:.1} {unit}"),
    }
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
            Estimate::Exact(value) => serde_json::json!(value),
            other => serde_json::to_value(other).expect("a range has a form in JSON"),
        };
        inputs.insert(input.path, number);
        bounds.insert(input.path, [domain.min, domain.max]);
        if domain.is_share() {
            shares.push(input.path);
        }
    }
    let given = &scenario.workload.monthly_queries;
    let given: Vec<f64> = given.iter().map(BoundedNumber::get).collect();
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
    let mut scenario = scenario(12, 36);
    let samples = MILLION.next_power_of_two();
    // The best of each: what else the machine does only adds.
    let ours = seconds(15, |_| run_draws(&scenario, MILLION).probability_cheaper)[0];
    println!(
        "\n{samples} draws, 12 uncertain inputs, 36 months: {:.1} ms",
        1e3 * ours
    );
    let all_features = with_every_feature(&scenario);
    let with_all = seconds(15, |_| {
        run_draws(&all_features, MILLION).probability_cheaper
    })[0];
    let times = with_all / ours;
    say(
        &format!("with every feature in use, {:.1} ms", 1e3 * with_all),
        times,
        "times as long",
        times <= MAX_RATIO_OF_ALL_FEATURES,
        &format!("at most {MAX_RATIO_OF_ALL_FEATURES}"),
    );
    let few = 20_000;
    let reference = seconds(2, |_| reference_saving(&scenario, few))[0];
    let reference = reference / few as f64 * samples as f64;
    say_ratio(
        &format!("reference form, {reference:.2} s"),
        reference / ours,
        Some(MIN_RATIO_OF_REFERENCE),
    );
    let saving = run_draws(&scenario, MILLION).saving.quantiles();
    let wanted = saving.map_or(f64::NAN, |saving| saving.p90);
    for (name, script, chunk, bar) in [
        ("numpy", "usual.py", samples, Some(MIN_RATIO_OF_NUMPY)),
        ("numpy in chunks", "usual.py", NUMPY_CHUNK, None),
        ("numpy at its best", "tuned.py", NUMPY_CHUNK, None),
    ] {
        let Some((numpy, p90)) = by_numpy(script, &scenario, samples, chunk) else {
            println!("{name}: not there, or it failed; pip install numpy");
            continue;
        };
        assert!(
            (p90 / wanted - 1.0).abs() < 0.01,
            "{name} finds another P90: {p90}, not {wanted}"
        );
        say_ratio(&format!("{name}, {numpy:.2} s"), numpy / ours, bar);
    }
    converges();
    // What is felt is the usual update, not the best.
    let updates = seconds(101, |step| live_update(&mut scenario, step));
    let median = 1e3 * updates[updates.len() / 2];
    let what = format!(
        "live update at {PREVIEW_DRAWS} draws, median of {}",
        updates.len()
    );
    let holds = median <= MAX_UPDATE_MS;
    say(
        &what,
        median,
        "ms",
        holds,
        &format!("at most {MAX_UPDATE_MS}"),
    );
}

/// P10 and P90 of the saving while editing lie close to those of a run of ten million draws, on all examples.
fn converges() {
    for example in EXAMPLES {
        let scenario = example.scenario().expect("the examples are valid");
        let quantiles = |samples| Risk::new(&scenario, samples, &|_| true)?.saving.quantiles();
        let (Some(few), Some(many)) = (quantiles(PREVIEW_DRAWS), quantiles(MAX_DRAWS)) else {
            continue;
        };
        let width = many.p90 - many.p10;
        let off = (few.p10 - many.p10).abs().max((few.p90 - many.p90).abs());
        println!(
            "{}: P10 and P90 at {PREVIEW_DRAWS} draws are off by {:.2} % of their distance",
            example.name,
            100.0 * off / width
        );
        assert!(off <= MAX_OFF_SHARE * width, "{}", example.name);
    }
}

criterion_group!(benches, draws, one_update, ratios);
criterion_main!(benches);
