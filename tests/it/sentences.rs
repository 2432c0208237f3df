//! What the program says: a figure belongs to the subject of its sentence, losses are no savings, and numbers fit their nouns.

use breakeven::analysis::Analysis;
use breakeven::analysis::finding::base::BaseFinding;
use breakeven::analysis::finding::risk::{finding, headline, range};
use breakeven::analysis::risk::{Distribution, Risk};
use breakeven::analysis::warnings::all_warnings;
use breakeven::charts::figure::{Figure, FigureKind};
use breakeven::charts::risk::RiskChart;
use breakeven::decision::levers::LeverEffect;
use breakeven::decision::options::retirement::{EarlyRetirement, LatePayback};
use breakeven::decision::roadmap::Roadmap;
use breakeven::decision::words::comparison::strengths::Strength;
use breakeven::export::plain::{decision, summary};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::inputs::INPUTS;
use breakeven::scenario::quantity::{Unit, count_with_noun};
use breakeven::scenario::words::with_plain_spaces;
use breakeven::scenario::{Currency, Scenario};
use breakeven::study::Study;
use breakeven::study::comparison::rows;
use breakeven::study::words::{costs_finding, savings_finding};
use proptest::prelude::*;

use crate::charts::study;
use crate::generated::{cases, extremes, scenarios};
use crate::support::{example, input, scenario, with};

/// What is said about a study, but for the search for flips, which takes long.
fn said(study: &Study) -> Vec<String> {
    [of_decision(study), of_figures(study), of_tables(study)].concat()
}

fn of_decision(study: &Study) -> Vec<String> {
    let scenario = &study.scenario;
    let (decision, words) = (study.decision(), study.decision_words());
    let (advice, levers) = (&words.advice, &decision.levers);
    let mut said = vec![
        advice.headline.clone(),
        advice.against.clone(),
        advice.why.clone(),
        levers.finding(scenario),
    ];
    said.extend(advice.all_reasons().chain(&advice.missing).cloned());
    said.extend(words.early_retirement.clone());
    said.extend(levers.alone.iter().map(LeverEffect::what));
    for aspect in &words.aspects {
        said.extend([&aspect.prompting, &aspect.fine_tuning].map(|cell| cell.text().to_owned()));
    }
    said.extend(words.strengths.iter().map(Strength::evidence_text));
    said.extend(words.phases.iter().map(|line| line.fine_tuning.clone()));
    let checklist = decision.checklist.iter();
    said.extend(checklist.map(|checked| checked.sentence(&scenario.currency)));
    let plan = Roadmap::new(scenario, 1.min(study.analysis.months() - 1));
    for section in plan.sections(scenario, &decision.evaluation) {
        said.push(section.heading);
        said.extend(section.sentences);
    }
    let timing = study.switch_timing();
    said.extend((0..timing.totals.len()).map(|month| timing.finding(scenario, month)));
    said
}

fn of_figures(study: &Study) -> Vec<String> {
    let scenario = &study.scenario;
    let finding = study.finding();
    let mut said = vec![
        finding.headline,
        finding.detail,
        study.base_finding.short.clone(),
    ];
    let headline = study.headline();
    said.extend([headline.sentence(), headline.short.clone()]);
    let tiles = study.card().tiles.iter();
    said.extend(tiles.map(|tile| format!("{} {}", tile.value, tile.caption)));
    let key_figures = headline.key_figures.iter();
    said.extend(key_figures.map(|figure| format!("{} {}", figure.value, figure.caption)));
    for kind in FigureKind::available(study) {
        let alone = true;
        let figure = Figure {
            study,
            kind,
            alone,
            plan: None,
        };
        said.extend([figure.title(), figure.caption()]);
    }
    if let Some(risk) = study.risk() {
        said.extend(risk.sentences(scenario));
        said.extend([-1000.0, 0.0, 1000.0].map(|threshold| {
            let draggable = false;
            let chart = RiskChart {
                scenario,
                risk,
                threshold,
                draggable,
            };
            chart.reading()
        }));
    }
    let drivers = study.drivers();
    said.extend(drivers.tornado.iter().map(|bar| bar.sentence(scenario)));
    let near = drivers.near_tipping_values();
    said.extend(near.map(|tipping| tipping.sentence(scenario)));
    said
}

fn of_tables(study: &Study) -> Vec<String> {
    let studies = std::slice::from_ref(study);
    let mut said = vec![savings_finding(studies), costs_finding(studies)];
    let warnings = all_warnings(&study.scenario).into_iter();
    said.extend(warnings.map(|warning| warning.text));
    for row in rows(studies, true) {
        // What the user wrote is no sentence of the program.
        let mut inputs = INPUTS.iter();
        let is_number =
            inputs.any(|input| input.full_label() == row.name && input.unit != Unit::None);
        if row.is_result || is_number {
            said.extend(row.cells.into_iter().map(|cell| cell.text));
        }
    }
    said
}

/// What is wrong with a sentence, if something is.
fn fault(sentence: &str) -> Option<&'static str> {
    let lower = sentence.to_lowercase();
    for verb in [
        "saves",
        "save",
        "saving of",
        "saved",
        "costs",
        "cost",
        "loses",
        "lose",
        "gains",
    ] {
        for sign in ["−", "+"] {
            if lower.contains(&format!("{verb} {sign}")) {
                return Some("a signed amount after a verb");
            }
        }
    }
    for odd in [
        "100% probability",
        "per month per month",
        "queryies",
        "querys",
        "passe ",
        "a less than",
    ] {
        if lower.contains(odd) {
            return Some("an odd phrase");
        }
    }
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let plurals = [
        "months", "queries", "tokens", "runs", "replicas", "passes", "examples", "cases",
        "changes", "minutes", "hours", "points",
    ];
    for (place, pair) in words.windows(2).enumerate() {
        let noun = pair[1].trim_end_matches(|letter: char| !letter.is_alphabetic());
        let number = pair[0].trim_start_matches(['(', '“']);
        let ends_a_range = place > 0 && ["/", "to"].contains(&words[place - 1]);
        if number == "1" && plurals.contains(&noun) && !ends_a_range {
            return Some("one of several");
        }
        if number.contains('.')
            && number.ends_with(|digit: char| digit.is_ascii_digit())
            && ["runs", "replicas", "passes"].contains(&noun)
        {
            return Some("a part of a thing");
        }
    }
    None
}

#[track_caller]
fn check(sentences: Vec<String>, of: &Scenario) {
    for sentence in sentences {
        assert_eq!(fault(&sentence), None, "{sentence}\nof {}", of.title());
    }
}

#[test]
fn every_sentence_about_the_examples_is_right() {
    for example in EXAMPLES {
        let scenario = example.scenario().unwrap();
        check(said(&study(&scenario)), &scenario);
    }
    for name in ["textbook-comparison", "self-hosted-lora"] {
        let scenario = example(name);
        let study = study(&scenario);
        let texts = [
            summary::render(&study),
            decision::render_record(&study),
            decision::render_roadmap(&study, None),
        ];
        let lines = texts
            .iter()
            .flat_map(|text| text.lines())
            .map(str::to_owned);
        check(lines.collect(), &scenario);
    }
}

/// Exact runs, replicas and passes are stated as whole numbers: what is stated is repeated as it stands.
pub fn with_whole_things(original: &Scenario) -> Scenario {
    let mut scenario = original.clone();
    for input in INPUTS.iter() {
        if matches!(input.unit, Unit::Things(_))
            && input.applies(original)
            && let Some(base) = input.base(original)
        {
            input
                .set_exactly(&mut scenario, base.round().min(1e6))
                .unwrap();
        }
    }
    scenario
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn every_sentence_about_a_generated_scenario_is_right(everyday in scenarios(), extreme in extremes()) {
        for original in [everyday, extreme] {
            let scenario = with_whole_things(&original);
            let study = Study::new(&scenario, 256, &breakeven::scenario::knobs::DecisionSettings::default());
            for sentence in said(&study) {
                prop_assert_eq!(fault(&sentence), None, "{}", sentence);
            }
        }
    }
}

/// The draws of a scenario with these savings in place of its own.
fn with_savings(scenario: &Scenario, mut savings: Vec<f64>) -> Risk {
    let mut risk = Risk::new(scenario, 256, &|_| true).unwrap();
    savings.sort_by(f64::total_cmp);
    let count = savings.len() as f64;
    risk.probability_cheaper =
        savings.iter().filter(|saving| **saving > 0.0).count() as f64 / count;
    risk.saving = Distribution {
        mean: savings.iter().sum::<f64>() / count,
        values: savings,
    };
    risk
}

#[test]
fn the_headline_of_the_draws_speaks_of_one_approach_at_a_time() {
    let support = example("support-replies");
    let says = |savings: &[(usize, f64)]| {
        let savings = savings
            .iter()
            .flat_map(|&(draws, saving)| std::iter::repeat_n(saving, draws));
        let risk = with_savings(&support, savings.collect());
        (headline(&support, &risk), range(&support, &risk).unwrap())
    };
    for (savings, wanted, range) in [
        (
            &[(22, 1140.0), (78, -4710.0)][..],
            "Prompting will probably stay cheaper: only a 22% chance that fine-tuning saves money",
            "80% of simulations: from a $4,710 loss to a $1,140 saving",
        ),
        (
            &[(100, -4710.0)],
            "Fine-tuning saves money in no simulation: it costs $4,710 more over two years in the median one",
            "80% of simulations: a loss of $4,710",
        ),
        (
            &[(1, 10.0), (249, -4710.0)],
            "Prompting will probably stay cheaper: less than a 1% chance that fine-tuning saves money",
            "80% of simulations: a loss of $4,710",
        ),
        (
            &[(100, 4710.0)],
            "Fine-tuning saves money in every simulation: $4,710 over two years in the median one",
            "80% of simulations: a saving of $4,710",
        ),
        (
            &[(70, 4710.0), (30, -20.0)],
            "Fine-tuning will probably save money: 70% chance, $4,710 in the median simulation",
            "80% of simulations: from a $20.00 loss to a $4,710 saving",
        ),
        // Draws in which both cost the same don't speak for prompting.
        (
            &[(20, 4710.0), (71, 0.0), (9, -20.0)],
            "Both approaches will probably cost the same: 71% chance, 20% that fine-tuning saves money",
            "80% of simulations: a saving of $0 to $4,710",
        ),
        (
            &[(10, 4716.0), (40, 0.0), (50, -20.0)],
            "Too close to call: 10% chance that fine-tuning saves money",
            "80% of simulations: from a $20.00 loss to a $2,358 saving",
        ),
        (
            &[(52, 4716.0), (48, -20.0)],
            "Too close to call: 52% chance that fine-tuning saves money",
            "80% of simulations: from a $20.00 loss to a $4,716 saving",
        ),
        // What is too close to call is so by the figure that is written.
        (
            &[(604, 4716.0), (396, -20.0)],
            "Too close to call: 60% chance that fine-tuning saves money",
            "80% of simulations: from a $20.00 loss to a $4,716 saving",
        ),
        (
            &[(606, 4716.0), (394, -20.0)],
            "Fine-tuning will probably save money: 61% chance, $4,716 in the median simulation",
            "80% of simulations: from a $20.00 loss to a $4,716 saving",
        ),
        (
            &[(396, 4716.0), (604, -20.0)],
            "Too close to call: 40% chance that fine-tuning saves money",
            "80% of simulations: from a $20.00 loss to a $4,716 saving",
        ),
        (
            &[(394, 4716.0), (606, -20.0)],
            "Prompting will probably stay cheaper: only a 39% chance that fine-tuning saves money",
            "80% of simulations: from a $20.00 loss to a $4,716 saving",
        ),
        (
            &[(100, 0.0)],
            "Both approaches cost the same over two years, in every simulation",
            "80% of simulations: a saving of $0",
        ),
    ] {
        assert_eq!(says(savings), (wanted.to_owned(), range.to_owned()));
    }
}

#[test]
fn the_explanation_of_the_draws_begins_with_their_range() {
    let support = example("support-replies");
    let base_finding = BaseFinding::new(&support, &Analysis::new(&support));
    let risk = with_savings(&support, vec![-5.0, -4.0, 3.0]);
    let detail = finding(&support, &base_finding, Some(&risk)).detail;
    assert!(
        detail.starts_with("80% of simulations: from a $"),
        "{detail}"
    );
}

#[test]
fn a_comparison_calls_no_loss_a_saving() {
    let support = example("support-replies");
    let costly = |cost: &str| with(&support, &[("fine_tuning.data.fixed_cost", cost)]);
    let finding = |costs: &[&str]| {
        let studies: Vec<Study> = costs.iter().map(|cost| study(&costly(cost))).collect();
        savings_finding(&studies)
    };
    let (both_save, one, none) = (
        finding(&["0", "1k"]),
        finding(&["0", "900k"]),
        finding(&["800k", "900k"]),
    );
    assert!(
        both_save.contains("“Support replies” saves most ($") && both_save.contains("least ("),
        "{both_save}"
    );
    assert!(
        one.contains("saves most ($") && one.contains("loses $"),
        "{one}"
    );
    assert!(none.starts_with("Fine-tuning saves in none: “"), "{none}");
    assert!(
        finding(&["900k"]).contains("costs $"),
        "{}",
        finding(&["900k"])
    );
    // Those that share the first place are named together.
    let named = |name: &str, cost: &str| {
        let sets = [("name", name), ("fine_tuning.data.fixed_cost", cost)];
        study(&with(&support, &sets))
    };
    let tied = vec![named("One", "0"), named("Two", "0"), named("Three", "900k")];
    let finding = savings_finding(&tied);
    assert!(
        finding.starts_with("“One” and “Two” save most ($") && finding.contains("“Three” loses $"),
        "{finding}"
    );
    // What breaks even at once does so from the start, as everywhere else.
    let at_once = with(
        &scenario(
            "(prompting: (serving: (price: (input: 5))), fine_tuning: (serving: (price: (input: 1))))",
        ),
        &[
            ("workload.monthly_queries", "[1, 2, 3]"),
            ("horizon_months", "1"),
        ],
    );
    let rows = rows(&[study(&at_once)], true);
    let cell = |name: &str| {
        let row = rows.iter().find(|row| row.name == name).unwrap();
        with_plain_spaces(&row.cells[0].text)
    };
    assert_eq!(cell("Break-even month"), "from the start");
    assert_eq!(cell("Volume by month"), "3 months entered");
    assert_eq!(cell("Time horizon"), "1 month");
}

#[test]
fn a_model_that_retires_after_fine_tuning_was_cheaper_at_first_has_been_ahead() {
    // Nothing upfront and cheaper queries, until the retraining at the end of month 6.
    let retires = scenario(
        "(horizon_months: 12, hourly_rate: 100, workload: (queries_per_month: 1000, input_tokens: 0),
        prompting: (serving: (price: (input: 5))),
        fine_tuning: (serving: (price: (input: 1)), base_model_life_months: 6, effort: (hours_per_change: 900)))",
    );
    let early = EarlyRetirement::before_payback(&retires, 0).unwrap();
    assert_eq!(early.payback, LatePayback::OnlyAtFirst);
    assert_eq!(
        with_plain_spaces(&early.sentence()),
        "The base model retires after 6 months in service, and the lead at the start doesn’t last"
    );
}

#[test]
fn numbers_fit_their_nouns() {
    let dollars = Currency::default();
    for (value, one, wanted) in [
        (1.0, "query", "1 query"),
        (1.000_4, "query", "1 query"),
        (0.0, "month", "0 months"),
        (2500.0, "query", "2,500 queries"),
        (2.0, "pass", "2 passes"),
    ] {
        assert_eq!(with_plain_spaces(&count_with_noun(value, one)), wanted);
    }
    for (unit, value, wanted) in [
        (Unit::Count("queries per hour"), 1.0, "1 query per hour"),
        (Unit::Things("runs"), 3.9, "4 runs"),
        (Unit::Things("replicas"), 1.44, "1 replica"),
        (Unit::Count("ms"), 1.0, "1 ms"),
        (Unit::Count("tok/s"), 1.0, "1 tok/s"),
    ] {
        assert_eq!(with_plain_spaces(&unit.rounded(value, &dollars)), wanted);
    }
    let described = |path: &str, value: &str| {
        with_plain_spaces(&input(path).describe(&with(&Scenario::default(), &[(path, value)])))
    };
    assert_eq!(described("fine_tuning.training.epochs", "1"), "1");
    assert_eq!(described("fine_tuning.lead_time_months", "1"), "1 month");
    assert_eq!(
        described("workload.monthly_queries", "[5]"),
        "1 month entered"
    );
    assert_eq!(
        described("fine_tuning.training.runs", "(low: 2, high: 5)"),
        "2 to 5 runs"
    );
}
