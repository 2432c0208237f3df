//! The names that lists have for providers, as the catalog calls them.

/// Names of LiteLLM, genai-prices and OpenRouter, and the catalog's.
const NAMES: &[(&str, &str)] = &[
    ("openai", "OpenAI"),
    ("text-completion-openai", "OpenAI"),
    ("anthropic", "Anthropic"),
    ("gemini", "Google (Gemini API)"),
    ("google", "Google (Gemini API)"),
    ("azure", "Azure OpenAI"),
    ("bedrock", "Amazon Bedrock"),
    ("bedrock_converse", "Amazon Bedrock"),
    ("aws", "Amazon Bedrock"),
    ("mistral", "Mistral"),
    ("mistralai", "Mistral"),
    ("deepseek", "DeepSeek"),
    ("xai", "xAI"),
    ("x-ai", "xAI"),
    ("together_ai", "Together"),
    ("together", "Together"),
    ("fireworks_ai", "Fireworks"),
    ("fireworks", "Fireworks"),
    ("groq", "Groq"),
    ("cohere", "Cohere"),
    ("cohere_chat", "Cohere"),
    ("cerebras", "Cerebras"),
    ("perplexity", "Perplexity"),
    ("dashscope", "Alibaba"),
    ("qwen", "Alibaba"),
    ("moonshot", "Moonshot"),
    ("moonshotai", "Moonshot"),
    ("zai", "Z.ai"),
    ("z-ai", "Z.ai"),
    ("minimax", "MiniMax"),
    ("meta", "Meta"),
];

/// The catalog's name of a provider; the list's own if the catalog has none.
pub(super) fn name_of(listed: &str) -> String {
    let known = NAMES.iter().find(|(name, _)| *name == listed);
    known.map_or(listed, |(_, name)| name).to_owned()
}
