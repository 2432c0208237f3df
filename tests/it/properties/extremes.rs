//! Values at the ends of their domains: every figure stays finite, and what is said of it can be read.

use breakeven::analysis::Analysis;
use breakeven::analysis::breakeven::BreakEven;
use breakeven::analysis::finding::base::BaseFinding;
use breakeven::export;
use breakeven::scenario::domain::{Bounds as _, Horizon};
use breakeven::scenario::inputs::{INPUTS, Kind, Value};
use breakeven::scenario::knobs::DecisionSettings;
use breakeven::scenario::{AtRetirement, Scenario};
use breakeven::study::Study;
use proptest::prelude::*;

use super::{numbers, set_exactly};
use crate::generated::{cases, extremes};

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn no_figure_is_nan_or_infinite_even_at_the_ends_of_the_domains(scenario in extremes()) {
        let analysis = Analysis::new(&scenario);
        prop_assert!(numbers(&analysis).iter().all(|number| number.is_finite()), "{analysis:?}");
        let base_finding = BaseFinding::new(&scenario, &analysis);
        let study = Study::new(&scenario, 256, &DecisionSettings::default());
        let (headline, card) = (study.headline(), study.card());
        let words = format!("{} {} {headline:?} {card:?}", base_finding.headline, base_finding.detail);
        let json = export::plain::json::render(&study, &[]).unwrap();
        let csv = export::plain::csv::render_months(
            &scenario,
            &analysis,
            export::plain::table::TableStyle::FOR_PROGRAMS,
        );
        let report = export::plain::summary::render(&study);
        let record = export::plain::decision::render_record(&study)
            + &export::plain::decision::render_roadmap(&study, Some(0));
        for text in [words, json, csv, report, record] {
            // Names and notes are free; neither holds these words here.
            prop_assert!(!text.contains("NaN") && !text.contains("inf "), "{text}");
            prop_assert!(!text.contains("inf,") && !text.contains("infinit"), "{text}");
        }
    }
}

// Each number alone at each end of its domain, the rest at their defaults.
#[test]
fn no_single_value_at_the_end_of_its_domain_breaks_a_figure() {
    let mut base = Scenario::default();
    for group in INPUTS.iter().filter(|input| input.kind == Kind::Group) {
        group.set(&mut base, Value::Present).unwrap();
    }
    for path in [
        "prompting.serving.price.input",
        "fine_tuning.data.fixed_cost",
        "hourly_rate",
    ] {
        set_exactly(&mut base, path, 3.0);
    }
    for input in INPUTS.iter() {
        let Some(domain) = input.domain() else {
            continue;
        };
        for end in [domain.min, domain.max, domain.nearest(1e-300)] {
            let mut scenario = base.clone();
            let value = match input.kind {
                Kind::Numbers { .. } => Value::Numbers(vec![end, 0.0, end]),
                _ => Value::Estimate(breakeven::scenario::Estimate::Exact(end)),
            };
            // More cases passed than there are is refused, and rightly.
            if input.set(&mut scenario, value).is_err() {
                assert_eq!(input.group, Some("decision.evaluation"), "{}", input.path);
                continue;
            }
            let analysis = Analysis::new(&scenario);
            let faulty: Vec<_> = numbers(&analysis)
                .into_iter()
                .filter(|number| !number.is_finite())
                .collect();
            assert!(faulty.is_empty(), "{} = {end}: {faulty:?}", input.path);
        }
    }
}

// Nothing asked, nothing priced, and not a month in service: all valid.
#[test]
fn no_volume_no_prices_and_no_service_are_valid() {
    let mut scenario = Scenario::default();
    set_exactly(&mut scenario, "workload.queries_per_month", 0.0);
    set_exactly(&mut scenario, "horizon_months", Horizon::DOMAIN.min);
    set_exactly(&mut scenario, "fine_tuning.lead_time_months", 24.0);
    assert_eq!(scenario.fine_tuning.at_retirement, AtRetirement::Retrain);
    let analysis = Analysis::new(&scenario);
    assert!(numbers(&analysis).iter().all(|number| number.is_finite()));
    assert_eq!(analysis.saving(), 0.0);
    assert_eq!(analysis.break_even, BreakEven::Never);
}
