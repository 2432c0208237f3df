//! The questions and results that no price list holds.

use crate::scenario::inputs::input::Input;
use crate::scenario::quantity::Unit;

use super::row::{MONEY, group_row, row};

#[rustfmt::skip]
pub(super) const ROWS: &[Input] = &[
    row! { Decision, "", ESSENTIAL, decision.prototyping, "Still prototyping?", Unit::None,
        "The feature is still being explored" },
    row! { Decision, "", ESSENTIAL, decision.requirements_may_change, "Requirements changing?", Unit::None,
        "What the answers must do may still change" },
    row! { Decision, "", ESSENTIAL, decision.must_ship_quickly, "Tight deadline?", Unit::None,
        "There is no time to collect data and train" },
    row! { Decision, "", ESSENTIAL, decision.base_model_close, "Nearly good enough?", Unit::None,
        "The base model already does almost what is wanted" },
    row! { Decision, "", ESSENTIAL, decision.prompt_optimised, "Prompt optimised?", Unit::None,
        "Serious effort has gone into the prompt" },
    row! { Decision, "", ESSENTIAL, decision.inconsistent, "Inconsistent results?", Unit::None,
        "With prompting, similar queries get different answers" },
    row! { Decision, "", ESSENTIAL, decision.hard_to_describe, "Hard to specify?", Unit::None,
        "Easier to show in examples than to put into a prompt" },
    row! { Decision, "", ESSENTIAL, decision.consistency_critical, "Consistency critical?", Unit::None,
        "The same query must always get the same kind of answer" },
    row! { Decision, "", ADVANCED, decision.upfront_budget, "Upfront budget", MONEY,
        "The most that may be spent before go-live" },
    row! { Decision, "Evaluation", ADVANCED, decision.evaluation, "Evaluated on test set", Unit::None,
        "Both models have been run on the same test cases" },
    group_row! { Decision, "Evaluation", [decision.evaluation: Evaluation] cases, "Test cases", Unit::None,
        "Size of the test set" },
    group_row! { Decision, "Evaluation", [decision.evaluation: Evaluation] prompting_passed, "Passed, prompted", Unit::None,
        "Test cases that the prompted model passed" },
    group_row! { Decision, "Evaluation", [decision.evaluation: Evaluation] fine_tuned_passed, "Passed, fine-tuned", Unit::None,
        "Test cases that the fine-tuned model passed" },
];
