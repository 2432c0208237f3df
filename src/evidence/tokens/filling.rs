//! Filling a prompt's tokens into a scenario: what prompting sends, and what would remain of it after fine-tuning.

use crate::scenario::inputs::{self, InputError, Value};
use crate::scenario::quantity::percent;
use crate::scenario::{Estimate, Scenario};

use super::prompt::PromptTokens;
use super::tokenizer::{Counting, range_within};

impl PromptTokens {
    /// Fills in the prompt of prompting, and if a share is said to remain after fine-tuning, that of the fine-tuned model. A count is a number,
    /// an estimate the range within its margin. Conversations without system messages fill in their calls only. `name` is where the prompt is from, for the sources.
    ///
    /// ```
    /// use breakeven::evidence::tokens::prompt::PromptTokens;
    /// use breakeven::evidence::tokens::tokenizer::Counting;
    /// use breakeven::scenario::Scenario;
    ///
    /// let (mut scenario, counting) = (Scenario::default(), Counting::of("gpt-4.1"));
    /// let tokens = PromptTokens::of(&["Sort the ticket into one of five topics"], &counting).unwrap();
    /// tokens.fill(&mut scenario, &counting, "prompt.md", Some(0.5))?;
    /// assert_eq!(scenario.prompting.serving.prompt_tokens.base(), 15.0);
    /// assert_eq!(scenario.fine_tuning.serving.prompt_tokens.base(), 8.0);
    /// # Ok::<(), breakeven::scenario::inputs::InputError>(())
    /// ```
    pub fn fill(
        &self,
        scenario: &mut Scenario,
        counting: &Counting,
        name: &str,
        remaining: Option<f64>,
    ) -> Result<(), InputError> {
        let mut filled = scenario.clone();
        let how = counting.source(self.margin);
        let prompting = (
            "prompting.serving.prompt_tokens",
            1.0,
            format!("{how}: {name}"),
        );
        let tuned = remaining.map(|share| {
            let source = format!("assumed: {} of the prompt, {how}: {name}", percent(share));
            ("fine_tuning.serving.prompt_tokens", share, source)
        });
        let filled_in = [Some(prompting), tuned].into_iter().flatten();
        for (path, share, source) in filled_in.filter(|_| !self.is_empty()) {
            if let Some(input) = inputs::find(path) {
                let tokens = self.total() as f64 * share;
                let range = range_within(tokens, self.margin);
                let estimate = range.unwrap_or(Estimate::Exact(tokens.round()));
                input.set_with_source(&mut filled, Value::Estimate(estimate), &source)?;
            }
        }
        if let Some(calls) = self.calls_per_conversation
            && let Some(input) = inputs::find("workload.calls_per_conversation")
        {
            let calls = Value::Estimate(Estimate::Exact((calls * 100.0).round() / 100.0));
            input.set_with_source(&mut filled, calls, &format!("counted: {name}"))?;
        }
        *scenario = filled;
        Ok(())
    }
}
