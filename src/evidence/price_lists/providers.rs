//! The names that lists have for providers, as the catalog calls them.

/// Names of LiteLLM and genai-prices, and the catalog's.
const NAMES: &[(&str, &str)] = &[
    ("openai", "OpenAI"),
    ("text-completion-openai", "OpenAI"),
    ("anthropic", "Anthropic"),
    ("gemini", "Google (Gemini API)"),
    ("google", "Google (Gemini API)"),
    ("azure", "Azure OpenAI"),
    ("azure_text", "Azure OpenAI"),
    ("bedrock", "Amazon Bedrock"),
    ("bedrock_converse", "Amazon Bedrock"),
    ("bedrock_mantle", "Amazon Bedrock"),
    ("aws", "Amazon Bedrock"),
    ("mistral", "Mistral"),
    ("codestral", "Mistral"),
    ("text-completion-codestral", "Mistral"),
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
    ("moonshot", "Moonshot"),
    ("moonshotai", "Moonshot"),
    ("zai", "Z.ai"),
    ("minimax", "MiniMax"),
    ("meta", "Meta"),
    ("meta_llama", "Meta"),
    ("openrouter", OPEN_ROUTER),
];

/// Google's cloud, whose prices aren't those of the Gemini API.
pub(super) const VERTEX: &str = "Google Vertex AI";

/// It sells the models of others at prices of its own.
pub(super) const OPEN_ROUTER: &str = "OpenRouter";

/// The name of a provider that a list doesn't name.
pub(super) const UNKNOWN: &str = "unknown provider";

/// The catalog's name of a provider; `None` if the catalog has none.
pub(super) fn known(listed: &str) -> Option<&'static str> {
    // LiteLLM has a provider for each kind of model there, such as vertex_ai-llama_models.
    if listed.starts_with("vertex_ai") {
        return Some(VERTEX);
    }
    let row = NAMES.iter().find(|(name, _)| *name == listed);
    row.map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn providers_have_the_names_of_the_catalog_and_google_has_two() {
        for (listed, name) in [
            ("together_ai", Some("Together")),
            ("gemini", Some("Google (Gemini API)")),
            ("vertex_ai-anthropic_models", Some(VERTEX)),
            ("deepinfra", None),
        ] {
            assert_eq!(known(listed), name);
        }
    }

    #[test]
    fn each_name_stands_once() {
        let mut names: Vec<_> = NAMES.iter().map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), NAMES.len());
    }
}
