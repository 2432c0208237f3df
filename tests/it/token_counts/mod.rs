//! Counts of tokens are those of OpenAI's own tokenizer.

use breakeven::evidence::tokens::tokenizer::Tokenizer;
use serde::Deserialize;

/// A text, and its tokens as tiktoken 0.14.0 for Python counts them with `encode(text, disallowed_special=())`, 27 November 2026.
#[derive(Deserialize)]
struct Counted {
    name: String,
    text: String,
    /// How often the text stands in a row.
    times: usize,
    o200k_base: usize,
    cl100k_base: usize,
}

#[test]
fn texts_of_every_kind_have_the_tokens_that_tiktoken_counts() {
    let counted: Vec<Counted> = serde_json::from_str(include_str!("tiktoken.json")).unwrap();
    let longest = counted
        .iter()
        .map(|counted| counted.text.len() * counted.times);
    assert!(longest.max() > Some(1_000_000));
    for counted in counted {
        let text = counted.text.repeat(counted.times);
        let tokens =
            [Tokenizer::O200kBase, Tokenizer::Cl100kBase].map(|tokenizer| tokenizer.count(&text));
        let published = [counted.o200k_base, counted.cl100k_base];
        assert_eq!(tokens, published, "{}", counted.name);
    }
}
