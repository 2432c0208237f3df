//! What only fine-tuning has: training data, training runs, and a base model that retires.

use crate::scenario::inputs::input::Input;
use crate::scenario::quantity::Unit;

use super::row::{MONEY, PER_MILLION, PERCENT, TOKENS, row};

#[rustfmt::skip]
pub(super) const ROWS: &[Input] = &[
    row! { FineTuning, "", ESSENTIAL, fine_tuning.data.examples, "Training examples", Unit::Things("examples"),
        "Examples in the training set, all epochs read the same ones" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.data.cost_per_example, "Cost per example", MONEY,
        "Collecting, writing and labelling" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.training.tokens_per_example, "Tokens per example", TOKENS,
        "Prompt and completion together" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.training.epochs, "Epochs", Unit::Things(""),
        "Passes over the data in one training run" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.training.price, "Training price", PER_MILLION,
        "Billed for each token in each epoch" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.lead_time_months, "Lead time", Unit::Count("months"),
        "From decision to go-live; prompting serves meanwhile" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.success_chance, "Success chance", PERCENT,
        "Chance that the fine-tuned model is good enough to be used at all; about half of AI projects reach production (Gartner, 2022). If it isn’t, the upfront cost is lost and prompting goes on" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.base_model_retires_month, "Base model retires", Unit::Count("months"),
        "The month in which its provider shuts it down, such as Jan 2028, whenever you decide. Empty: no date is known" },
    row! { FineTuning, "", ESSENTIAL, fine_tuning.base_model_life_months, "Base model lifetime", Unit::Count("months"),
        "Months in service until its provider retires it; with a date above, of each model after it. Empty: longer than the horizon" },
    row! { FineTuning, "Data and training", ADVANCED, fine_tuning.data.fixed_cost, "Fixed data cost", MONEY,
        "Tools, licences and other costs of the data set" },
    row! { FineTuning, "Data and training", ADVANCED, fine_tuning.training.runs, "Training runs", Unit::Things("runs"),
        "Including rejected ones" }.in_whole_steps(),
    row! { FineTuning, "Data and training", ADVANCED, fine_tuning.training.fixed_cost, "Fixed cost per run", MONEY,
        "For example rented GPU hours" },
    row! { FineTuning, "Data and training", ADVANCED, fine_tuning.training.minimum_fee, "Minimum fee per run", MONEY,
        "The least that the provider bills for the tokens of a run" },
    row! { FineTuning, "Data and training", ADVANCED, fine_tuning.training.evaluation_cost, "Evaluation cost", Unit::Money("per training round"),
        "All runs of the round together" },
    row! { FineTuning, "Data and training", ADVANCED, fine_tuning.refresh_share, "Data refresh share", PERCENT,
        "Of the data cost, spent again at each retraining" },
    row! { FineTuning, "In production", ADVANCED, fine_tuning.coverage, "Coverage", PERCENT,
        "Share of queries that the fine-tuned model takes over. The rest stays with the prompted model" },
    row! { FineTuning, "In production", ADVANCED, fine_tuning.retrainings_per_year, "Scheduled retrainings", Unit::Count("per year"),
        "Because the world drifts, besides those for requirement changes" },
    row! { FineTuning, "In production", ADVANCED, fine_tuning.fallback_share, "Fallback rate", PERCENT,
        "Share of queries answered again by the prompted model" },
    row! { FineTuning, "In production", ADVANCED, fine_tuning.at_retirement, "At retirement", Unit::None,
        "What happens when the provider retires the base model" },
];
