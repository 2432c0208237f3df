//! What an evaluation has to show, and on how many cases.

use breakeven::decision::evaluation::criterion::Criterion;
use breakeven::decision::recommendation::Recommendation;

use crate::support::example;

use super::{RuleId, decide, deciding_rule, warranted_with, words_of};

#[test]
fn an_evaluation_that_had_the_cases_is_taken_at_its_word() {
    let evaluated = |cases: &str, prompted: &str, tuned: &str| {
        warranted_with(&[
            ("decision.inconsistent", "yes"),
            ("decision.evaluation", "none"),
            ("decision.evaluation.cases", cases),
            ("decision.evaluation.prompting_passed", prompted),
            ("decision.evaluation.fine_tuned_passed", tuned),
        ])
    };
    // Two points are 7,000 cases away: of 1,000 it may still be that they are there.
    let scenario = evaluated("1000", "750", "752");
    let few = decide(&scenario);
    assert_eq!(few.conclusion.recommendation, Recommendation::MeasureFirst);
    let advice = words_of(&scenario).advice;
    let cases = few.evaluation.needed.unwrap().cases;
    assert!(
        cases > 1000.0 && advice.headline.ends_with("\u{a0}test cases"),
        "{}",
        advice.headline
    );
    let said = [advice.reasons, advice.missing].concat().join("; ");
    assert!(
        said.contains("of 1,000\u{a0}test cases") && said.contains("Inconclusive"),
        "{said}"
    );
    // With more cases than needed, the reason isn't a lack of cases.
    let scenario = evaluated("20000", "15000", "15010");
    let many = decide(&scenario);
    assert_eq!(
        many.conclusion.recommendation,
        Recommendation::StayWithPrompting
    );
    assert_eq!(deciding_rule(&many), RuleId::EvaluationAgainst);
    assert!(
        words_of(&scenario).advice.reasons[0]
            .contains("would have detected a difference of 2\u{a0}points, and didn’t")
    );
}

#[test]
fn reviews_say_how_much_worse_is_still_as_good() {
    // Each failed answer costs $5: 1.2M queries, and a saving of $47.8k pays for 0.8 points more of them.
    let reviewed = decide(&warranted_with(&[
        ("prompting.serving.review_cost", "5"),
        ("fine_tuning.serving.review_cost", "5"),
    ]));
    let words = reviewed.evaluation.criterion.words();
    assert!(words == "is at most 0.8\u{a0}points worse", "{words}");
    let words = decide(&warranted_with(&[])).evaluation.criterion.words();
    assert_eq!(words, "is at most 2\u{a0}points worse");
}

#[test]
fn as_many_cases_are_asked_for_as_show_the_difference_that_matters() {
    let support = example("support-replies");
    let decision = decide(&support);
    let needed = decision.evaluation.needed.unwrap();
    // Prompting has 33 % reviewed; fine-tuning tips at 29 %.
    assert!(
        needed.tips && (0.03..0.05).contains(&needed.difference),
        "{needed:?}"
    );
    assert!(needed.cases > decision.evaluation.evidence.unwrap().cases);
    assert!(
        words_of(&support)
            .advice
            .missing
            .iter()
            .any(|missing| missing.starts_with("A larger evaluation: ")
                && missing.ends_with("-point gain that pays for the switch"))
    );
}

// S.-C. Chow, J. Shao, H. Wang, "Sample Size Calculations in Clinical Research", §4.2: 65 % against 85 % takes
// (1.96 + 0.84)² · (0.65·0.35 + 0.85·0.15)/0.2² = 69.7 cases of each for a chance of 80 %.
#[test]
fn the_number_of_cases_is_that_of_the_textbook() {
    assert_eq!(Criterion::Better.cases(0.65, 0.85), Some(70.0));
    // With a margin of 10 points: 2.80² · 0.355/0.3² = 31.0.
    let as_good = Criterion::AsGood {
        margin: 0.1,
        by_reviews: false,
    };
    assert_eq!(as_good.cases(0.65, 0.85), Some(31.0));
    // A difference that isn't there takes no number of cases.
    assert_eq!(Criterion::Better.cases(0.7, 0.7), None);
}
