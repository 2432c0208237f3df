//! The name that people say of a model, from a provider's id: "Claude Opus 5.5" for "claude-opus-5-5".

/// The name by the rules that providers build their ids by: a path and the vendor come first, a version of the offer and a date last, and
/// hyphens stand for spaces and for points.
pub(super) fn people_name(id: &str) -> String {
    let mut tokens = tokens(id);
    drop_dates(&mut tokens);
    let mut name = String::new();
    let mut last = Token::default();
    for token in tokens {
        let separator = match (last.kind, token.kind) {
            (Kind::None, _) => "",
            (Kind::Number, Kind::Number) => ".",
            (Kind::Acronym, Kind::Number | Kind::Size) => "-",
            _ => " ",
        };
        name.push_str(separator);
        name.push_str(&token.text);
        last = token;
    }
    name
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    /// Before the first one.
    #[default]
    None,
    /// "5" or "5.6".
    Number,
    /// "120B", "4o", "K2.6".
    Size,
    /// "GPT".
    Acronym,
    /// "Opus".
    Word,
}

#[derive(Debug, Default)]
struct Token {
    text: String,
    kind: Kind,
}

/// The parts between hyphens, spelt as people do.
fn tokens(id: &str) -> Vec<Token> {
    let id = id.rsplit('/').next().unwrap_or(id);
    let mut id = match id.split_once(':') {
        // The version of the offer, "-v1:0".
        Some((before, _)) => before.rsplit_once('-').map_or(before, |(before, _)| before),
        None => id,
    };
    // The vendor, "amazon.".
    while let Some((vendor, rest)) = id.split_once('.')
        && vendor.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        id = rest;
    }
    let parts = id.split(['-', '_', ' ']).filter(|part| !part.is_empty());
    parts.flat_map(spelt).collect()
}

/// One part, or two for a word that a number follows: "llama3" is "Llama" and "3".
fn spelt(part: &str) -> Vec<Token> {
    let token = |text: String, kind| Token { text, kind };
    let number = |text: &str| text.parse::<f64>().is_ok();
    if number(part) {
        return vec![token(part.to_owned(), Kind::Number)];
    }
    let part = with_points(part);
    let digits = part.find(|letter: char| letter.is_ascii_digit());
    match digits {
        None => vec![word(&part)],
        Some(at) if at > 1 && number(&part[at..]) => {
            let number = token(part[at..].to_owned(), Kind::Number);
            vec![word(&part[..at]), number]
        }
        // "4o" keeps its small letter: it isn't a size.
        Some(_) if part.ends_with('o') => vec![token(part, Kind::Size)],
        Some(_) => vec![token(part.to_uppercase(), Kind::Size)],
    }
}

/// A word, with capital letters unless it has some: all of them if it can't be spoken.
fn word(part: &str) -> Token {
    let has_capital = part.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_acronym = part.len() <= 3
        && !part.contains(|letter: char| "aeiou".contains(letter.to_ascii_lowercase()));
    let (text, kind) = match (has_capital, is_acronym) {
        (_, true) => (part.to_uppercase(), Kind::Acronym),
        (true, false) => (part.to_owned(), Kind::Word),
        (false, false) => (crate::scenario::words::capitalized(part), Kind::Word),
    };
    Token { text, kind }
}

/// Some providers write a point as p: "k2p6" is "k2.6".
fn with_points(part: &str) -> String {
    let letters: Vec<char> = part.chars().collect();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let point = |(at, &letter): (usize, &char)| {
        let between = is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
        if letter == 'p' && between {
            '.'
        } else {
            letter
        }
    };
    letters.iter().enumerate().map(point).collect()
}

/// Drops dates: "2508", "0813", "08-2024", "20250929".
fn drop_dates(tokens: &mut Vec<Token>) {
    let is_long = |token: &Token| {
        token.kind == Kind::Number && token.text.len() >= 4 && !token.text.contains('.')
    };
    while tokens.last().is_some_and(is_long) {
        tokens.pop();
        // The month before the year.
        let is_month = |token: &Token| {
            token.kind == Kind::Number && token.text.starts_with('0')
                || matches!(token.text.as_str(), "10" | "11" | "12")
        };
        if tokens.last().is_some_and(is_month) {
            tokens.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::people_name;

    #[test]
    fn ids_become_the_names_that_people_say() {
        for (id, name) in [
            ("claude-opus-5-5", "Claude Opus 5.5"),
            ("claude-sonnet-4-5-20250929", "Claude Sonnet 4.5"),
            ("gpt-5.6-terra", "GPT-5.6 Terra"),
            ("gpt-6-luna", "GPT-6 Luna"),
            ("gpt-4o-mini", "GPT-4o Mini"),
            ("gemini-3.5-flash-lite", "Gemini 3.5 Flash Lite"),
            ("amazon.nova-pro-v1:0", "Nova Pro"),
            ("global.amazon.nova-2-lite-v1:0", "Nova 2 Lite"),
            ("meta.llama3-3-70b-instruct-v1:0", "Llama 3.3 70B Instruct"),
            (
                "meta-llama/Llama-3.3-70B-Instruct-Turbo",
                "Llama 3.3 70B Instruct Turbo",
            ),
            (
                "meta.llama4-scout-17b-instruct-v1:0",
                "Llama 4 Scout 17B Instruct",
            ),
            ("command-r-plus-08-2024", "Command R Plus"),
            ("command-r7b-12-2024", "Command R7B"),
            ("glm-5p2", "GLM-5.2"),
            ("kimi-k2p6", "Kimi K2.6"),
            ("qwen3p7-plus", "Qwen 3.7 Plus"),
            ("qwen3-8b", "Qwen 3 8B"),
            ("Qwen/Qwen3.5-397B-A17B", "Qwen 3.5 397B A17B"),
            ("mistral-medium-3-5", "Mistral Medium 3.5"),
            ("codestral-2508", "Codestral"),
            ("deepseek-ai/DeepSeek-V4-Pro-0813", "DeepSeek V4 Pro"),
            ("grok-build-0.1", "Grok Build 0.1"),
            ("moonshotai/Kimi-K3", "Kimi K3"),
        ] {
            assert_eq!(people_name(id), name, "{id}");
        }
    }
}
