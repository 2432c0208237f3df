//! The tokens of a prompt by its parts.

use crate::scenario::quantity::count;

use super::conversations::{self, Conversations};
use super::examples::examples_in;
use super::messages::{self, Message};
use super::tokenizer::{Counting, Tokenizer};

/// Tokens that a chat request has for each message, beside its role, text and name; and once, for the beginning of the answer. Both are from
/// the OpenAI Cookbook, "How to count tokens with tiktoken".
const PER_MESSAGE: usize = 3;
const PER_REQUEST: usize = 3;
/// A name of who says it costs one more than its own tokens.
const PER_NAME: usize = 1;
/// The form in which a model reads tools isn't published: their JSON is about as long.
const TOOLS_MARGIN: f64 = 0.2;

/// Said of conversations that tell nothing of the prompt, and of those that tell nothing of the calls either.
const WITHOUT_SYSTEM_MESSAGES: &str =
    "The conversations have no system messages, so they don’t say what the prompt is";
const WITHOUT_ANSWERS: &str =
    "The conversations have no answers, so they don’t say how many calls they take";

/// Says how many parts of messages weren't counted.
pub(in crate::evidence) fn uncounted_in_words(parts: u64) -> String {
    match parts {
        1 => "One part that is no text, such as an image, isn’t counted".to_owned(),
        parts => format!(
            "{} parts that are no text, such as images, aren’t counted",
            count(parts as f64)
        ),
    }
}

/// The tokens of a prompt.
#[derive(Debug, Clone, PartialEq)]
pub struct PromptTokens {
    /// What the model is told to do.
    pub instructions: usize,
    /// Few-shot examples.
    pub examples: usize,
    /// What the form of chat messages adds.
    pub overhead: usize,
    /// How far the sum may be off, as a share of it; `None` if it is exact.
    pub margin: Option<f64>,
    /// Calls of a conversation on average over those that have an answer, if such are given: 1 or more.
    pub calls_per_conversation: Option<f64>,
    /// What wasn't counted, a sentence each.
    pub notes: Vec<String>,
}

impl PromptTokens {
    /// The tokens of a prompt that is made of these texts, one after the other. A text of JSON messages adds its messages; each other one is a
    /// system message. Of conversations, the system messages are the prompt. An error says what is wrong with the text at that place.
    ///
    /// ```
    /// use breakeven::evidence::tokens::prompt::PromptTokens;
    /// use breakeven::evidence::tokens::tokenizer::Counting;
    ///
    /// let prompt = "Sort the ticket.\n\n# Examples\n\nMy card was charged twice: billing\n";
    /// let tokens = PromptTokens::of(&[prompt], &Counting::of("gpt-4.1")).unwrap();
    /// assert!(tokens.instructions > 0 && tokens.examples > tokens.instructions);
    /// // Three for the message, one for its role, three for the answer's beginning.
    /// assert_eq!((tokens.overhead, tokens.margin), (7, None));
    /// ```
    pub fn of(texts: &[&str], counting: &Counting) -> Result<Self, (usize, String)> {
        let mut sum = Sum {
            tokenizer: counting.tokenizer,
            instructions: 0,
            examples: 0,
            overhead: PER_REQUEST,
        };
        let (mut other_parts, mut has_tools) = (0, false);
        let mut calls = Vec::new();
        let mut has_conversations = false;
        for (place, text) in texts.iter().enumerate() {
            let at_place = |problem| (place, problem);
            if let Some(found) = conversations::read(text).map_err(at_place)? {
                sum.add_system_prompt(&found);
                calls.extend(found.calls());
                has_conversations = true;
                continue;
            }
            match messages::read(text).map_err(at_place)? {
                Some(found) => {
                    sum.add_messages(&found.list);
                    sum.instructions += sum.tokenizer.count(&found.tools);
                    other_parts += found.other_parts;
                    has_tools |= !found.tools.is_empty();
                }
                None => sum.add_text(text),
            }
        }
        let mut notes = Vec::new();
        if has_conversations && sum.instructions + sum.examples == 0 {
            notes.push(WITHOUT_SYSTEM_MESSAGES.to_owned());
            if calls.is_empty() {
                notes.push(WITHOUT_ANSWERS.to_owned());
            }
        }
        if other_parts > 0 {
            notes.push(uncounted_in_words(other_parts as u64));
        }
        if has_tools {
            notes.push("Tools are estimated by the length of their JSON".to_owned());
        }
        let of_model = |counted| counting.of_model(counted);
        let tools_margin = has_tools.then_some(TOOLS_MARGIN);
        Ok(Self {
            instructions: of_model(sum.instructions),
            examples: of_model(sum.examples),
            overhead: of_model(sum.overhead),
            margin: counting
                .margin
                .into_iter()
                .chain(tools_margin)
                .reduce(f64::max),
            calls_per_conversation: (!calls.is_empty())
                .then(|| calls.iter().sum::<usize>() as f64 / calls.len() as f64),
            notes,
        })
    }

    /// Whether there is no text to count, but what the form of chat messages adds.
    pub fn is_empty(&self) -> bool {
        self.instructions + self.examples == 0
    }

    /// All tokens of the prompt.
    pub fn total(&self) -> usize {
        self.instructions + self.examples + self.overhead
    }
}

/// Tokens so far, as the tokenizer counts.
struct Sum {
    tokenizer: Tokenizer,
    instructions: usize,
    examples: usize,
    overhead: usize,
}

impl Sum {
    /// Adds a text as a system message.
    fn add_text(&mut self, text: &str) {
        self.overhead += PER_MESSAGE + self.tokenizer.count("system");
        self.add_instructions(text);
    }

    /// Adds what conversations have in common: their system messages, as many tokens as they have on average.
    fn add_system_prompt(&mut self, conversations: &Conversations) {
        let mut all = Self {
            tokenizer: self.tokenizer,
            instructions: 0,
            examples: 0,
            overhead: 0,
        };
        for conversation in &conversations.list {
            for message in &conversation.list {
                if matches!(message.role.as_str(), "system" | "developer") {
                    all.overhead += PER_MESSAGE + all.tokenizer.count(&message.role);
                    all.add_instructions(&message.text);
                }
            }
        }
        let mean = |sum: usize| (sum as f64 / conversations.list.len() as f64).round() as usize;
        self.instructions += mean(all.instructions);
        self.examples += mean(all.examples);
        self.overhead += mean(all.overhead);
    }

    /// Adds instructions, among which examples may stand.
    fn add_instructions(&mut self, text: &str) {
        let examples = examples_in(text).into_iter();
        let examples: usize = examples
            .map(|range| self.tokenizer.count(&text[range]))
            .sum();
        // The whole is counted in one, so that the sum is what is billed.
        let whole = self.tokenizer.count(text);
        let examples = examples.min(whole);
        self.examples += examples;
        self.instructions += whole - examples;
    }

    /// Adds messages. What users say and assistants answer are examples, and so are system messages of somebody whose name begins with
    /// "example"; a last message of the user without an answer is the text around each query.
    fn add_messages(&mut self, messages: &[Message]) {
        for (place, message) in messages.iter().enumerate() {
            self.overhead += PER_MESSAGE + self.tokenizer.count(&message.role);
            if let Some(name) = &message.name {
                self.overhead += PER_NAME + self.tokenizer.count(name);
            }
            let is_last = place + 1 == messages.len();
            let instructs = match message.role.as_str() {
                "system" | "developer" => true,
                "user" => is_last,
                _ => false,
            };
            let is_named_example = message
                .name
                .as_ref()
                .is_some_and(|name| name.starts_with("example"));
            if instructs && !is_named_example {
                self.add_instructions(&message.text);
            } else {
                self.examples += self.tokenizer.count(&message.text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::scenario::Scenario;

    use super::*;

    proptest! {
        #[test]
        fn the_parts_of_any_text_are_all_of_its_tokens(
            text in "([#<]{0,3}/?( ?[eE]xamples?)?[>\\{\\[\"]?(role)?\\PC{0,12}\n{0,2}){0,12}",
        ) {
            let count = Counting::of("gpt-4o");
            if let Ok(tokens) = PromptTokens::of(&[&text], &count) {
                prop_assert!(tokens.total() >= 7 || tokens.instructions + tokens.examples == 0);
                let whole = Tokenizer::O200kBase.count(&text);
                prop_assert_eq!(tokens.total(), whole + 7);
            }
        }
    }

    /// The messages of the OpenAI Cookbook, "How to count tokens with tiktoken", for which the API said 129 tokens with gpt-4 and 124 with
    /// gpt-4o.
    const COOKBOOK: &str = r#"[
        {"role": "system", "content": "You are a helpful, pattern-following assistant that translates corporate jargon into plain English."},
        {"role": "system", "name": "example_user", "content": "New synergies will help drive top-line growth."},
        {"role": "system", "name": "example_assistant", "content": "Things working well together will increase revenue."},
        {"role": "system", "name": "example_user", "content": "Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage."},
        {"role": "system", "name": "example_assistant", "content": "Let's talk later when we're less busy about how to do better."},
        {"role": "user", "content": "This late pivot means we don't have time to boil the ocean for the client deliverable."}
    ]"#;

    #[test]
    fn messages_have_as_many_tokens_as_the_api_said() {
        for (model, said) in [("gpt-4", 129), ("gpt-4o", 124)] {
            let tokens = PromptTokens::of(&[COOKBOOK], &Counting::of(model)).unwrap();
            assert_eq!((tokens.total(), tokens.margin), (said, None), "{model}");
        }
        let tokens = PromptTokens::of(&[COOKBOOK], &Counting::of("gpt-4o")).unwrap();
        // The system prompt and the last question; two pairs of examples.
        let count = |text: &str| Tokenizer::O200kBase.count(text);
        let question = "This late pivot means we don't have time to boil the ocean for the client deliverable.";
        let system = "You are a helpful, pattern-following assistant that translates corporate jargon into plain English.";
        assert_eq!(tokens.instructions, count(system) + count(question));
    }

    #[test]
    fn the_prompt_of_conversations_is_what_their_system_messages_say() {
        let line = r#"{"messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}, {"role": "user", "content": "Bye"}, {"role": "assistant", "content": "Bye"}]}"#;
        let count = Counting::of("gpt-4o");
        let tokens = PromptTokens::of(&[&format!("{line}\n{line}\n")], &count).unwrap();
        assert_eq!(tokens.calls_per_conversation, Some(2.0));
        let alone = PromptTokens::of(&["Be kind."], &count).unwrap();
        assert_eq!(tokens.total(), alone.total());
        assert_eq!(alone.calls_per_conversation, None);
    }

    #[test]
    fn conversations_say_what_they_lack_and_fill_in_what_they_have() {
        let line = r#"{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]}"#;
        let unanswered = r#"{"messages": [{"role": "user", "content": "Hi"}]}"#;
        let count = Counting::of("gpt-4o");
        let lines = format!("{line}\n{unanswered}\n");
        let tokens = PromptTokens::of(&[&lines], &count).unwrap();
        assert_eq!(tokens.notes, [WITHOUT_SYSTEM_MESSAGES]);
        // That of the only one with an answer.
        assert_eq!(tokens.calls_per_conversation, Some(1.0));
        let before = Scenario::default();
        let mut scenario = before.clone();
        tokens.fill(&mut scenario, &count, "a", Some(0.5)).unwrap();
        assert_eq!(scenario.prompting, before.prompting);
        assert_eq!(scenario.fine_tuning, before.fine_tuning);
        assert_eq!(
            scenario.sources["workload.calls_per_conversation"],
            "counted: a"
        );

        // The prompt may stand in a file of its own.
        let tokens = PromptTokens::of(&["Be kind.", &lines], &count).unwrap();
        assert_eq!(tokens.notes, [""; 0]);
        assert_eq!(tokens.calls_per_conversation, Some(1.0));
        let tokens = PromptTokens::of(&[&format!("{unanswered}\n{unanswered}")], &count).unwrap();
        assert_eq!(tokens.notes, [WITHOUT_SYSTEM_MESSAGES, WITHOUT_ANSWERS]);
        assert_eq!(tokens.calls_per_conversation, None);
    }

    #[test]
    fn the_parts_are_the_whole() {
        let text = "Sort it.\n<examples>\nA: b\n</examples>\nOne word.\n";
        let tokens = PromptTokens::of(&[text, "And be kind."], &Counting::of("gpt-4o")).unwrap();
        let count = |text: &str| Tokenizer::O200kBase.count(text);
        assert_eq!(tokens.overhead, 3 + 2 * 4);
        assert_eq!(tokens.examples, count("<examples>\nA: b\n</examples>\n"));
        assert_eq!(tokens.total(), count(text) + count("And be kind.") + 11);
    }

    #[test]
    fn an_estimate_has_the_margin_of_its_least_certain_part() {
        let tools =
            r#"{"messages": [{"role": "user", "content": "Hi"}], "tools": [{"name": "weather"}]}"#;
        let margin = |model: &str| {
            PromptTokens::of(&[tools], &Counting::of(model))
                .unwrap()
                .margin
        };
        assert_eq!(margin("gpt-4o"), Some(0.2));
        assert_eq!(margin("claude-haiku-4-5"), Some(0.2));
        assert_eq!(
            PromptTokens::of(&["fine", "[{\"role\": \"user\"}]"], &Counting::of("gpt-4o"))
                .unwrap_err(),
            (1, "message 1: it has no content".to_owned())
        );
    }
}
