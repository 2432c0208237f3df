//! Five questions about a new scenario. They stand in the editor's place and write to the same inputs by the same actions, so that the curve
//! beside them grows with every answer. Enter goes on to the next one, and everything can be left out.
//!
//! - `view`: the questions; `model_field`: the field of a model, which finds it by what is typed

mod model_field;
pub mod view;

use crate::scenario::Scenario;
use crate::scenario::inputs::{self, Input};

/// Whether the questions are asked, and which of them gets the keyboard.
#[derive(Debug, Default)]
pub struct Questions {
    /// Whether they are asked.
    pub is_open: bool,
    /// An input whose field gets the keyboard.
    pub go_to: Option<&'static Input>,
}

impl Questions {
    /// Asks them from the first on.
    pub fn open(&mut self) {
        self.is_open = true;
        self.go_to = inputs::find(QUESTIONS[0].paths[0]);
    }

    /// Goes on to the first question that nobody has answered; asks no more if there is none.
    pub fn go_on(&mut self, scenario: &Scenario) {
        let inputs = QUESTIONS.iter().flat_map(|question| question.paths);
        let mut inputs = inputs.filter_map(|path| inputs::find(path));
        self.go_to = inputs.find(|input| input.is_open(scenario));
        self.is_open = self.go_to.is_some();
    }

    /// Asks no more.
    pub fn close(&mut self) {
        self.is_open = false;
        self.go_to = None;
    }
}

/// One question, which is answered by a few inputs.
struct Question {
    title: &'static str,
    /// The paths of its inputs.
    paths: &'static [&'static str],
}

/// The questions in order.
const QUESTIONS: [Question; 5] = [
    Question {
        title: "How many queries?",
        paths: &["workload.queries_per_month"],
    },
    Question {
        title: "Which model answers today?",
        paths: &["prompting.serving.model"],
    },
    Question {
        title: "How long is a query?",
        paths: &[
            "prompting.serving.prompt_tokens",
            "workload.input_tokens",
            "prompting.serving.output_tokens",
            "prompting.serving.cache_ttl_minutes",
        ],
    },
    Question {
        title: "Which model would be fine-tuned?",
        paths: &[
            "fine_tuning.serving.model",
            "fine_tuning.serving.prompt_tokens",
            "fine_tuning.base_model_life_months",
        ],
    },
    Question {
        title: "What effort does it take?",
        paths: &[
            "fine_tuning.data.examples",
            "fine_tuning.data.cost_per_example",
            "fine_tuning.effort.setup_hours",
            "hourly_rate",
        ],
    },
];

/// Whether one of the questions is about the input.
pub fn asks_for(input: &Input) -> bool {
    QUESTIONS
        .iter()
        .any(|question| question.paths.contains(&input.path))
}
