//! What is wrong with a text, whoever says it.

use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::source_in_words;

/// Words that are kept out of labels, tooltips, headlines and notices, since others stand for the same thing.
const RETIRED_WORDS: [&str; 16] = [
    "ticked",
    "at base",
    "draws",
    "wins",
    "moved",
    "pays back",
    "paid back",
    "gets ahead",
    "odds",
    "tipping value",
    "when tuned",
    "start-up cost",
    "as planned",
    "worth to know",
    "dies",
    "lives",
];

/// What is wrong with a text; empty if nothing is.
pub fn faults(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for line in text.lines() {
        let lower = line.to_lowercase();
        let mut fault = |what: &str| faults.push(format!("{what}: {line}"));
        if has_space_before_percent(line) {
            fault("a space before %");
        }
        let is_chance = ["likely", "chance", "probab"]
            .iter()
            .any(|word| lower.contains(word));
        if is_chance && has_whole_chance(line) {
            fault("a chance of 100%");
        }
        if ["saves −", "save −", "saved −", "saving of −", "saving −"]
            .iter()
            .any(|odd| lower.contains(odd))
        {
            fault("a negative saving");
        }
        if has_part_of_a_thing(line) {
            fault("a part of a thing");
        }
        for word in RETIRED_WORDS {
            if has_word(&lower, word) {
                fault(word);
            }
        }
    }
    faults
}

/// A text without what the user wrote: name, notes, models and sources.
pub fn without_user_text(text: &str, scenario: &Scenario) -> String {
    let mut own = vec![
        scenario.name.clone(),
        scenario.notes.clone(),
        scenario.prompting.serving.model.clone(),
        scenario.fine_tuning.serving.model.clone(),
    ];
    for source in scenario.sources.values() {
        own.extend([source.clone(), source_in_words(source)]);
    }
    own.extend(
        own.clone()
            .iter()
            .flat_map(|text| text.lines())
            .map(str::to_owned),
    );
    own.retain(|text| text.len() > 1);
    own.sort_by_key(|text| std::cmp::Reverse(text.len()));
    own.iter()
        .fold(text.to_owned(), |text, own| text.replace(own, "…"))
}

fn has_space_before_percent(line: &str) -> bool {
    let letters: Vec<char> = line.chars().collect();
    letters.windows(3).any(|three| {
        three[0].is_ascii_digit()
            && [' ', '\u{a0}', '\u{202f}'].contains(&three[1])
            && three[2] == '%'
    })
}

fn has_whole_chance(line: &str) -> bool {
    line.match_indices("100%").any(|(at, _)| {
        !line[..at].ends_with(|before: char| before.is_ascii_digit() || ".,".contains(before))
    })
}

fn has_part_of_a_thing(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.windows(2).any(|pair| {
        let number = pair[0].trim_start_matches(|sign: char| !sign.is_ascii_digit());
        let noun = pair[1].trim_end_matches(|sign: char| !sign.is_alphabetic());
        number.contains('.')
            && number.ends_with(|digit: char| digit.is_ascii_digit())
            && ["run", "runs", "replica", "replicas", "passes"].contains(&noun)
    })
}

/// Whether these words stand in the text, not as a part of longer ones.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    })
}

#[test]
fn every_fault_is_found() {
    for (text, fault) in [
        ("67 % of simulations", "a space before %"),
        ("67\u{a0}% of simulations", "a space before %"),
        (
            "Fine-tuning is 100% likely to save money",
            "a chance of 100%",
        ),
        ("it saves −$46k", "a negative saving"),
        ("Query volume: saving −$46k", "a negative saving"),
        ("3.9 runs", "a part of a thing"),
        ("below 1.83 replicas", "a part of a thing"),
        ("The scenarios that are ticked", "ticked"),
        ("The saving at base", "at base"),
    ] {
        let found = faults(text);
        assert!(
            found.len() == 1 && found[0].starts_with(fault),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn what_is_right_has_no_fault() {
    for text in [
        "67% of simulations save money",
        "Cached input costs 100% of the input price",
        "1,100% chance-free",
        "from a $46k loss to a $119k saving",
        "2.5M runs",
        "removed, unticketed, drawstring",
    ] {
        assert_eq!(faults(text), [""; 0], "{text}");
    }
}
