//! The questions and results that no price list holds.

use crate::scenario::inputs::input::Input;
use crate::scenario::quantity::Unit;

use super::row::{MONEY, group_row, row};

#[rustfmt::skip]
pub(super) const ROWS: &[Input] = &[
    row! { Decision, "", ESSENTIAL, decision.prototyping, "Prototyping?", Unit::None,
        "The feature is still being explored" },
    row! { Decision, "", ESSENTIAL, decision.requirements_may_change, "May requirements change?", Unit::None,
        "What is wanted of the answers may still change" },
    row! { Decision, "", ESSENTIAL, decision.must_ship_quickly, "Must it ship quickly?", Unit::None,
        "There is no time to collect data and train" },
    row! { Decision, "", ESSENTIAL, decision.base_model_close, "Base model close?", Unit::None,
        "The base model already does nearly what is wanted" },
    row! { Decision, "", ESSENTIAL, decision.prompt_optimised, "Prompt optimised?", Unit::None,
        "Serious effort has gone into the prompt" },
    row! { Decision, "", ESSENTIAL, decision.inconsistent, "Results inconsistent?", Unit::None,
        "Prompting gives inconsistent results" },
    row! { Decision, "", ESSENTIAL, decision.hard_to_describe, "Hard to describe?", Unit::None,
        "Easier to show in examples than to say in a prompt" },
    row! { Decision, "", ESSENTIAL, decision.consistency_critical, "Consistency critical?", Unit::None,
        "Answers have to be alike, every time" },
    row! { Decision, "", ADVANCED, decision.upfront_budget, "Upfront budget", MONEY,
        "What may be spent before it pays back" },
    row! { Decision, "Evaluation", ADVANCED, decision.evaluation, "Evaluated", Unit::None,
        "Both sides have been evaluated on the same cases" },
    group_row! { Decision, "Evaluation", [decision.evaluation: Evaluation] cases, "Cases", Unit::None,
        "Cases evaluated" },
    group_row! { Decision, "Evaluation", [decision.evaluation: Evaluation] prompting_passed, "Passed by prompting", Unit::None,
        "Of these, passed by prompting" },
    group_row! { Decision, "Evaluation", [decision.evaluation: Evaluation] fine_tuned_passed, "Passed when tuned", Unit::None,
        "Of these, passed by the tuned model" },
];
