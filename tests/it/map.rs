//! The two-way map (docs/formulas.md §5), held against the ledger point by point.

use breakeven::analysis::Analysis;
use breakeven::analysis::map::{Map, POINTS_PER_AXIS, candidates, widest};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;

use crate::support::{input, same_within, scenario};

/// S = 12 · queries · tokens · 10 / 1e6 − 600: a line of constant queries · tokens = 5,000,000.
const HYPERBOLA: &str = "(horizon_months: 12,
    workload: (queries_per_month: 10000, input_tokens: 0),
    prompting: (serving: (price: (input: 10), prompt_tokens: 1000, output_tokens: 0)),
    fine_tuning: (
        serving: (price: (input: 10), prompt_tokens: 0, output_tokens: 0),
        data: (fixed_cost: 600),
    ),
)";

fn analysed_at(scenario: &Scenario, map: &Map, across: usize, up: usize) -> Analysis {
    let mut there = scenario.clone();
    for (axis, place) in [(map.x, across), (map.y, up)] {
        let value = axis.value_at(place as f64 / (POINTS_PER_AXIS - 1) as f64);
        axis.input.set_exactly(&mut there, value).unwrap();
    }
    Analysis::new(&there)
}

#[test]
fn every_point_is_what_the_ledger_says_there() {
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        let [x, y] = widest(&scenario).expect("every example has inputs to vary");
        let map = Map::new(&scenario, x, y).unwrap();
        for (across, up) in [(0, 0), (63, 0), (0, 63), (63, 63), (31, 17), (5, 50)] {
            let wanted = analysed_at(&scenario, &map, across, up);
            let scale = wanted.prompting.cost_path.total();
            assert!(
                (map.saving_at(across, up) - wanted.saving()).abs() <= 1e-9 * scale,
                "{} at {across}, {up}",
                example.name
            );
            let month = wanted.break_even.moment().map(|moment| moment.month);
            match (map.month[up * POINTS_PER_AXIS + across], month) {
                (Some(found), Some(wanted)) => assert!((found - wanted).abs() < 1e-8),
                (found, wanted) => assert_eq!(found, wanted, "{}", example.name),
            }
        }
    }
}

#[test]
fn the_line_of_equal_cost_is_where_it_is_by_hand() {
    let scenario = scenario(HYPERBOLA);
    let (queries, tokens) = (
        "workload.queries_per_month",
        "prompting.serving.prompt_tokens",
    );
    let map = Map::new(&scenario, input(queries), input(tokens)).unwrap();
    assert!(map.x.logarithmic && same_within(map.x.low, 2500.0, 0.0));
    let line = map.zero_line();
    assert_eq!(line.len(), 1, "it is in one piece");
    let ends = [line[0][0], line[0][line[0].len() - 1]];
    let on_edge = |end: [f64; 2]| end.iter().any(|part| *part < 1e-6 || *part > 1.0 - 1e-6);
    assert!(ends.into_iter().all(on_edge), "{ends:?}");
    for pair in line[0].windows(2) {
        for part in 0..=20 {
            let along = |axis: usize| {
                pair[0][axis] + (pair[1][axis] - pair[0][axis]) * f64::from(part) / 20.0
            };
            let product = map.x.value_at(along(0)) * map.y.value_at(along(1));
            assert!((product / 5e6 - 1.0).abs() < 0.01, "{product}");
        }
    }
}

#[test]
fn the_finding_of_every_map_holds_on_both_sides_of_its_threshold() {
    let mut told = 0;
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        let map = Map::over(&scenario, None).unwrap();
        let finding = map.finding(&scenario);
        let Some(threshold) = map.thresholds.first() else {
            assert!(!finding.contains(" if "), "{}: {finding}", example.name);
            continue;
        };
        told += 1;
        assert!(
            finding.contains("is cheaper if"),
            "{}: {finding}",
            example.name
        );
        let mut axes = [map.x, map.y].into_iter();
        let axis = axes.find(|axis| axis.input == threshold.input).unwrap();
        // Just beside the threshold, and all over the axis.
        let at = axis.part_of(threshold.threshold());
        let beside = [at - 0.005, at + 0.005];
        let all = (0..=20).map(|step| f64::from(step) / 20.0);
        for part in all.chain(beside).filter(|part| (0.0..=1.0).contains(part)) {
            let value = axis.value_at(part);
            let mut there = scenario.clone();
            axis.input.set_exactly(&mut there, value).unwrap();
            let saves = Analysis::new(&there).saving() > 0.0;
            let is_above = value > threshold.threshold();
            assert_eq!(
                saves,
                is_above == threshold.fine_tuning_above,
                "{}: {finding}, at {value}",
                example.name
            );
        }
    }
    assert!(told >= EXAMPLES.len() / 2, "{told}");
}

#[test]
fn a_contour_lies_where_the_saving_has_its_level() {
    let scenario = scenario(HYPERBOLA);
    let axes = [
        input("workload.queries_per_month"),
        input("prompting.serving.prompt_tokens"),
    ];
    let map = Map::over(&scenario, Some(axes)).unwrap();
    assert!(
        map.saving_contours.len() >= 4,
        "{}",
        map.saving_contours.len()
    );
    for contour in &map.saving_contours {
        for [x, y] in contour.lines.iter().flatten() {
            let product = map.x.value_at(*x) * map.y.value_at(*y);
            let saving = 12.0 * product * 10.0 / 1e6 - 600.0;
            let off = (saving - contour.level).abs();
            assert!(
                off <= 0.01 * (saving.abs() + 600.0),
                "{saving} on {}",
                contour.level
            );
        }
    }
}

#[test]
fn any_two_inputs_of_the_model_make_a_map() {
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        let candidates = candidates(&scenario);
        for path in [
            "workload.queries_per_month",
            "horizon_months",
            "fine_tuning.lead_time_months",
        ] {
            assert!(candidates.contains(&input(path)), "{path}");
        }
        assert!(!candidates.contains(&input("decision.upfront_budget")));
        // Each beside the next, and both kinds of months together.
        let months = [
            input("horizon_months"),
            input("fine_tuning.lead_time_months"),
        ];
        for pair in candidates.windows(2).chain([months.as_slice()]) {
            let map = Map::new(&scenario, pair[0], pair[1]).expect("two candidates");
            assert!(map.saving.iter().all(|saving| saving.is_finite()));
            assert_eq!(map.saving.len(), POINTS_PER_AXIS * POINTS_PER_AXIS);
            for (across, up) in [(9, 50), (63, 20)] {
                let wanted = analysed_at(&scenario, &map, across, up);
                let (prompting, tuned) = (&wanted.prompting, &wanted.fine_tuning);
                let scale = prompting.cost_path.total().max(tuned.cost_path.total());
                let off = (map.saving_at(across, up) - wanted.saving()).abs();
                let names = pair.iter().map(|input| input.path).collect::<Vec<_>>();
                assert!(
                    off <= 1e-9 * scale,
                    "{}: {names:?} at {across}, {up}",
                    example.name
                );
            }
            for axis in [map.x, map.y] {
                assert!((0.0..=1.0).contains(&axis.part_of(axis.base)), "{axis:?}");
            }
        }
        assert!(Map::new(&scenario, candidates[0], candidates[0]).is_none());
    }
}
