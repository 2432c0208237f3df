//! What only fine-tuning has: training data, training runs, and a base model that retires.

use crate::scenario::inputs::input::Input;
use crate::scenario::quantity::Unit;

use super::row::{MONEY, PER_MILLION, PERCENT, TOKENS, row};

#[rustfmt::skip]
pub(super) const ROWS: &[Input] = &[
    row! { FineTuning, "", ESSENTIAL, fine_tuning.data.examples, "Training examples", Unit::Things("examples"),
        "Examples that the model is trained on" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.data.cost_per_example, "Cost of an example", MONEY,
        "Collecting, writing and labelling one" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.training.tokens_per_example, "Length of an example", TOKENS,
        "Tokens of one training example, its prompt and answer together" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.training.epochs, "Epochs", Unit::Things("passes"),
        "Passes over the data in one training run" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.training.price, "Training price", PER_MILLION,
        "Price of 1M trained tokens" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.lead_time_months, "Goes live after", Unit::Count("months"),
        "Whole months from the decision until the tuned model serves; prompting serves until then" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.base_model_life_months, "Base model lives", Unit::Count("months"),
        "Months in service until the base model is shut down. Not set: longer than the horizon" },
    row! { FineTuning, "Data and training", ADVANCED, fine_tuning.data.fixed_cost, "Other data cost", MONEY,
        "Any other cost of the data set" },
    row! { FineTuning, "Data and training", ADVANCED, fine_tuning.training.runs, "Training runs", Unit::Things("runs"),
        "Runs until one is accepted" }.in_whole_steps(),
    row! { FineTuning, "Data and training", ADVANCED, fine_tuning.training.fixed_cost, "Cost of a run", MONEY,
        "Fixed cost of one run, for example rented GPU hours" },
    row! { FineTuning, "Data and training", ADVANCED, fine_tuning.training.minimum_fee, "Least fee of a run", MONEY,
        "Least that the provider bills for a run's tokens" },
    row! { FineTuning, "Data and training", ADVANCED, fine_tuning.training.evaluation_cost, "Evaluation", Unit::Money("a round"),
        "Cost of evaluating a training round, all its runs together" },
    row! { FineTuning, "Data and training", ADVANCED, fine_tuning.refresh_share, "Data renewed", PERCENT,
        "Share of the data cost that is spent again at each retraining" },
    row! { FineTuning, "In service", ADVANCED, fine_tuning.fallback_share, "Falls back", PERCENT,
        "Share of queries that are answered again by prompting" },
    row! { FineTuning, "In service", ADVANCED, fine_tuning.at_retirement, "When the base retires", Unit::None,
        "What happens when the base model is shut down" },
];
