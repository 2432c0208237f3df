//! The headline: what to do, then what was found. Below it what stands behind that, and the key figures.

use breakeven::analysis::finding::key_figures::KeyFigure;
use breakeven::scenario::words::with_plain_spaces;

use super::{assert_says, study_by_hand};
use crate::support::scenario;

/// Fine-tuned output costs $0.60 more per 1M tokens, and nothing else differs.
const DEARER_OUTPUT: [(&str, &str); 5] = [
    ("fine_tuning.serving.price.input", "10"),
    ("prompting.serving.output_tokens", "300"),
    ("prompting.serving.price.output", "0.6"),
    ("fine_tuning.serving.output_tokens", "300"),
    ("fine_tuning.serving.price.output", "1.2"),
];

/// A volume around 20,000 queries a month, lognormal with σ = ln 2 / 1.645 = 0.421.
const UNCERTAIN: (&str, &str) = ("workload.queries_per_month", "(low: 10000, high: 40000)");

/// A pattern, the changes of the scenario by hand that lead to it, and its sentence.
type Case = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
);

/// What a headline finds.
const FINDINGS: &[Case] = &[
    // 600 / 80 = 7.5 months; 18 × 80 − 600.
    (
        "no ranges",
        &[],
        "Fine-tuning breaks even in Aug 2027 and saves $840 over 18 months",
    ),
    (
        "from the start",
        &[("fine_tuning.data.fixed_cost", "0")],
        "Fine-tuning is cheaper from the start and saves $1,440 over 18 months",
    ),
    // 24 × 80 − 5,120 = −3,200.
    (
        "not in time",
        &[
            ("horizon_months", "24"),
            ("fine_tuning.data.fixed_cost", "5120"),
        ],
        "Fine-tuning doesn’t break even within two years: it costs $3,200 more",
    ),
    // 1.20 − 0.60, whatever is answered.
    (
        "never",
        &DEARER_OUTPUT,
        "Fine-tuning never breaks even, at any volume: its output tokens cost $0.60 more per 1M",
    ),
    // In service for 10 months, then retrained in 10 hours at $100: 12 × 80 − 600 − 1,000 = −640.
    (
        "loses again",
        &[
            ("horizon_months", "12"),
            ("fine_tuning.base_model_life_months", "10"),
            ("fine_tuning.effort.hours_per_change", "10"),
            ("hourly_rate", "100"),
        ],
        "Fine-tuning breaks even in month 8, but retraining in month 10 cancels it: prompting ends $640 cheaper",
    ),
    // P(Q > 16,620) for Q around 20,000: ln(20,000 / 16,620) / 0.421 = 0.44 σ, which is 67%. The median saves 20,000 × 18 × 0.008 − 2,393.
    (
        "likely",
        &[UNCERTAIN, ("fine_tuning.data.fixed_cost", "2393")],
        "Fine-tuning will probably save money: 67% chance, $487 in the median simulation",
    ),
    // Upfront what the median volume saves: 20,000 × 18 × 0.008 = 2,880; $2,846 are saved by 52%: 0.05 σ less.
    (
        "open",
        &[UNCERTAIN, ("fine_tuning.data.fixed_cost", "2820")],
        "Too close to call: 52% chance that fine-tuning saves money",
    ),
    // 0.772 σ above the median: 20,000 × e^(0.421 × 0.772) × 18 × 0.008 = 3,988.
    (
        "unlikely",
        &[UNCERTAIN, ("fine_tuning.data.fixed_cost", "3988")],
        "Prompting will probably stay cheaper: only a 22% chance that fine-tuning saves money",
    ),
    // Between 4 and 5 months at any volume that is simulated: break-even has a month in each, so it is the saving that is certain.
    (
        "certain",
        &[UNCERTAIN, ("fine_tuning.data.fixed_cost", "100")],
        "Fine-tuning saves money in every simulation: $2,780 over 18 months in the median one",
    ),
    (
        "incomplete",
        &[("fine_tuning.serving.price.input", "0")],
        "Choose a model for fine-tuning to see the comparison",
    ),
];

#[test]
fn each_kind_of_finding_has_its_sentence() {
    for (pattern, changes, sentence) in FINDINGS {
        let study = study_by_hand(changes);
        let found = with_plain_spaces(&study.finding().headline);
        assert_eq!(found, *sentence, "{pattern}");
    }
}

#[test]
fn the_recommendation_comes_first_and_the_finding_after_it() {
    let study = study_by_hand(&[
        UNCERTAIN,
        ("fine_tuning.data.fixed_cost", "2393"),
        ("decision.prompt_optimised", "yes"),
    ]);
    assert_says(
        &study.headline().sentence(),
        "Measure before you decide. Fine-tuning will probably save money: 67% chance, $487 in the median simulation",
    );
    // Without prices nothing is recommended, no amount is named and no curve is drawn.
    let study = study_by_hand(&[("fine_tuning.serving.price.input", "0")]);
    let headline = study.headline();
    assert_eq!(headline.recommendation, None);
    assert!(!headline.sentence().contains('$'));
}

#[test]
fn a_finding_beside_another_prompt_says_that_it_is_of_todays() {
    let said = |changes: &[(&str, &str)]| {
        let unoptimised = [("decision.prompt_optimised", "no")];
        let study = study_by_hand(&[changes, &unoptimised].concat());
        with_plain_spaces(&study.headline().sentence())
    };
    assert_eq!(
        said(&[]),
        "Optimise the prompt first. Against today’s prompt, fine-tuning breaks even in Aug 2027 and saves $840 over 18 months"
    );
    assert_eq!(
        said(&[UNCERTAIN, ("fine_tuning.data.fixed_cost", "2820")]),
        "Optimise the prompt first. With today’s prompt it is too close to call: 52% chance that fine-tuning saves money"
    );
}

#[test]
fn a_lead_that_is_lost_is_told_with_both_months() {
    let changes = [
        ("horizon_months", "12"),
        ("fine_tuning.base_model_life_months", "10"),
        ("fine_tuning.effort.hours_per_change", "10"),
        ("hourly_rate", "100"),
    ];
    let lost = study_by_hand(&changes);
    assert_eq!(
        written(&lost.headline().key_figures)[2],
        "Break-even in month 8 (rule of thumb: 75,000) Only until month 10"
    );
    let tile = &lost.card().tiles[0];
    assert_says(&tile.value, "Not for good");
    assert_says(
        &tile.caption,
        "base case: breaks even in Aug 2027, costs more again from Oct 2027",
    );
    // In a card with ranges the same stands below the upfront cost.
    let uncertain = study_by_hand(
        &[
            &changes[..],
            &[(
                "workload.queries_per_month",
                "(low: 9000, likely: 10000, high: 11000)",
            )],
        ]
        .concat(),
    );
    let tile = uncertain.card().tiles.last().unwrap();
    assert!(
        with_plain_spaces(&tile.caption)
            .ends_with("base case: breaks even in Aug 2027, costs more again from Oct 2027"),
        "{tile:?}"
    );
}

#[test]
fn the_line_below_the_headline_has_the_range_and_the_base_case() {
    // 1.2816 × 0.421 on either side of ln 20,000: 11,650 and 34,330 queries a month.
    let uncertain = study_by_hand(&[UNCERTAIN, ("fine_tuning.data.fixed_cost", "2393")]);
    let detail = &uncertain.headline().detail;
    assert_says(
        detail.split_once("set. ").unwrap().1,
        "80% of simulations: from a $715 loss to a $2,550 saving. Base case: break-even in Mar 2028 after about 299,000 queries. Only 1 input is a range.",
    );
    let exact = study_by_hand(&[]);
    assert_says(
        exact.headline().detail.split_once("set. ").unwrap().1,
        "Break-even comes after about 75,000 queries. No ranges: every input is a single value.",
    );
    // The median cost is 1,013, not the likely 600: 1,440 − 1,013 = 427.
    let skewed = [(
        "fine_tuning.data.fixed_cost",
        "(low: 500, likely: 600, high: 3900)",
    )];
    let detail = with_plain_spaces(&study_by_hand(&skewed).headline().detail);
    assert!(
        detail.ends_with(
            "Base case: break-even in Aug 2027 after about 75,000 queries. The base case saves $840, the median simulation $427: fixed data cost (fine-tuning) can lower the saving by more than raise it. Only 1 input is a range."
        ),
        "{detail}"
    );
    // With all ranges above zero, both ends are savings.
    let sure = study_by_hand(&[UNCERTAIN, ("fine_tuning.data.fixed_cost", "100")]);
    let detail = with_plain_spaces(&sure.headline().detail);
    assert!(
        detail.contains("80% of simulations: a saving of $1,578 to $4,843."),
        "{detail}"
    );
}

/// Key figures as value and caption.
fn written(figures: &[KeyFigure]) -> Vec<String> {
    let texts = figures.iter();
    texts
        .map(|figure| with_plain_spaces(&format!("{} {}", figure.caption, figure.value)))
        .collect()
}

#[test]
fn the_key_figures_have_their_captions_and_units() {
    // The rule of thumb is exact here: $600 / $0.008.
    assert_eq!(
        written(&study_by_hand(&[]).headline().key_figures),
        [
            "Upfront cost $600 so far",
            "Cost per 1,000 queries $10.00 → $2.00",
            "Break-even (rule of thumb: 75,000) about 75,000 queries",
            "Saving over 18 months (base case) $840",
        ]
    );
    let never = study_by_hand(&[
        ("horizon_months", "24"),
        ("fine_tuning.data.fixed_cost", "5120"),
        ("fine_tuning.serving.price.input", "9.99"),
    ]);
    assert_eq!(
        written(&never.headline().key_figures)[1..],
        [
            "Cost per 1,000 queries $10.00 → $9.99",
            "within two years (rule of thumb: 512M) No break-even",
            "Extra cost over two years (base case) $5,118",
        ]
    );
    // Nothing is said of what isn’t known.
    let nothing = breakeven::study::Study::new(
        &scenario("()"),
        256,
        &breakeven::scenario::knobs::DecisionSettings::default(),
    );
    assert!(nothing.headline().key_figures.is_empty());
}
