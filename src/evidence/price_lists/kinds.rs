//! What kind of model a name stands for, where a list doesn't say it or says it wrongly.

/// Words in names of what doesn't answer in text: it embeds, ranks, moderates, draws, speaks or runs code.
const OTHER_KINDS: [&str; 28] = [
    "audio",
    "bert",
    "bge",
    "container",
    "dall",
    "diffusion",
    "e5",
    "embed",
    "embedding",
    "embeddings",
    "flux",
    "gte",
    "image",
    "imagen",
    "live",
    "lyria",
    "moderation",
    "realtime",
    "rerank",
    "reranker",
    "sora",
    "speech",
    "transcribe",
    "tts",
    "veo",
    "voyage",
    "whisper",
    "retrieval",
];

/// Whether the name says that it answers in something else than text.
pub(super) fn is_other_kind(name: &str) -> bool {
    words_of(name).any(|word| OTHER_KINDS.contains(&word.as_str()))
}

/// Whether the name says that it is a free variant, such as "qwen3-8b:free".
pub(super) fn is_free_variant(name: &str) -> bool {
    words_of(name).any(|word| word == "free")
}

/// Whether it is the name of a model that a user has tuned.
pub(super) fn is_tuned(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with("ft:"))
}

fn words_of(name: &str) -> impl Iterator<Item = String> {
    name.split(|character: char| !character.is_ascii_alphanumeric())
        .map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_that_do_not_answer_in_text_are_told_by_words_of_their_names() {
        for name in [
            "cohere/embed-v4.0",
            "gpt-5-image-mini",
            "gemini-2.5-pro-preview-tts",
            "bge-m3",
            "gpt-realtime",
            "azure/container",
        ] {
            assert!(is_other_kind(name), "{name}");
        }
        for name in [
            "gpt-6-sol",
            "imagery-7b",
            "llama-3.2-11b-vision-instruct",
            "deepseek-ocr",
            "olive-1",
        ] {
            assert!(!is_other_kind(name), "{name}");
        }
    }

    #[test]
    fn free_variants_and_tuned_models_are_told_by_their_names() {
        assert!(
            is_free_variant("qwen/qwen3-8b:free")
                && is_free_variant("Llama-3.3-70B-Instruct-Turbo-Free")
        );
        assert!(!is_free_variant("freedom-7b") && !is_free_variant("gpt-6"));
        assert!(is_tuned("ft:gpt-4o-2024-08-06") && is_tuned("azure/ft:gpt-4.1"));
        assert!(!is_tuned("draft:model") && !is_tuned("gpt-4o"));
    }
}
