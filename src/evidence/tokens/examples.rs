//! The few-shot examples within the text of a prompt: what stands under a heading that names examples, or in tags that do.

use std::ops::Range;

/// What the examples of a text end at.
enum Within {
    /// The next heading of this level, or of a higher one: one with as many number signs or fewer.
    Heading(usize),
    /// The end tag of this name.
    Tag(&'static str),
}

/// The tags around examples, as prompting guides advise them.
const TAGS: [&str; 3] = ["examples", "example", "few_shot_examples"];

/// The lines of a text that are examples, as ranges of bytes in ascending order.
pub(super) fn examples_in(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut within = None;
    let mut start = 0;
    let mut is_code = false;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        let line = line.trim();
        // A number sign within code is no heading.
        is_code ^= line.starts_with("```");
        let level = if is_code { None } else { heading_level(line) };
        if let (Some(Within::Heading(of_examples)), Some(level)) = (&within, level)
            && level <= *of_examples
        {
            within = None;
        }
        if within.is_none() {
            within = begun_by(line, level);
        }
        let Some(inside) = &within else {
            continue;
        };
        match found.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => found.push(range),
        }
        if let Within::Tag(name) = inside
            && line.to_lowercase().contains(&format!("</{name}>"))
        {
            within = None;
        }
    }
    found
}

/// The number signs of a Markdown heading; `None` if the line is none.
fn heading_level(line: &str) -> Option<usize> {
    let signs = line.bytes().take_while(|byte| *byte == b'#').count();
    ((1..=6).contains(&signs) && line[signs..].starts_with(' ')).then_some(signs)
}

/// What examples begin with this line, if any do.
fn begun_by(line: &str, level: Option<usize>) -> Option<Within> {
    let line = line.to_lowercase();
    if let Some(level) = level {
        let words = line.split(|c: char| !c.is_alphanumeric());
        let names_examples = words
            .into_iter()
            .any(|word| matches!(word, "example" | "examples"));
        return names_examples.then_some(Within::Heading(level));
    }
    let begins = |name: &&str| {
        let rest = line
            .strip_prefix('<')
            .and_then(|rest| rest.strip_prefix(*name));
        rest.is_some_and(|rest| rest.starts_with(['>', ' ']))
    };
    TAGS.into_iter().find(begins).map(Within::Tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examples(text: &str) -> Vec<&str> {
        examples_in(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn what_stands_under_a_heading_of_examples_is_examples() {
        let text = "# Task\nClassify.\n## Examples\n### Refund\nIn: a\n### Other\nIn: b\n## Output\nOne word.\n";
        assert_eq!(
            examples(text),
            ["## Examples\n### Refund\nIn: a\n### Other\nIn: b\n"]
        );
        // A comment of code is no heading.
        let code = "## Example 1\n```\n# python\n```\nend\n# Rest\n";
        assert_eq!(examples(code), ["## Example 1\n```\n# python\n```\nend\n"]);
        assert_eq!(examples("## Exemplary service\ntext"), [""; 0]);
    }

    #[test]
    fn what_stands_in_tags_of_examples_is_examples() {
        let text = "Be kind.\n<examples>\n<example>a</example>\n</examples>\nNow answer.\n<example>b</example>\n";
        assert_eq!(
            examples(text),
            [
                "<examples>\n<example>a</example>\n</examples>\n",
                "<example>b</example>\n"
            ]
        );
        // Without an end they go on to the end of the text.
        assert_eq!(examples("a\n<EXAMPLES>\nb"), ["<EXAMPLES>\nb"]);
        assert_eq!(examples(""), [""; 0]);
    }
}
