//! Mutations that keep a file nearly valid, so that more is reached than the parser's first error. Every second one is libFuzzer's own.

use std::ops::Range;

use libfuzzer_sys::fuzzer_mutate;

use crate::numbers::Numbers;

/// Numbers at the edges of what a field or a parser takes.
const EXTREMES: [&str; 24] = [
    "0",
    "-0.0",
    "-1",
    "1e-320",
    "1e308",
    "1e309",
    "-1e400",
    "NaN",
    "inf",
    "-inf",
    "255",
    "256",
    "65536",
    "4294967295",
    "4294967296",
    "9007199254740993",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "0x7f",
    "0b1",
    "1_000",
    "0.1e-30",
    "120",
];
/// Texts that are not what they look like.
const TEXTS: [&str; 20] = [
    "\"\"",
    "\"\\u{0}\"",
    "\"\\n\"",
    "\"\u{feff}\"",
    "\"\u{202e}x\"",
    "\"é\u{301}\u{1f469}\u{200d}\u{1f469}\"",
    "r#\"\"#",
    "r##\"a\"#\"##",
    "r\"\\\"",
    "\"\\\"\"",
    "\"\\x41\"",
    "\"\\u{110000}\"",
    "\"\\u{d800}\"",
    "'a'",
    "b\"a\"",
    "Some(1)",
    "None",
    "()",
    "\"CON\"",
    "\"../..\"",
];
/// What stands between tokens, or opens what isn't closed.
const LAYOUT: [&str; 14] = [
    "/* c */",
    "// c\n",
    "/*",
    "*/",
    "/* /* */",
    "\r\n",
    "\u{feff}",
    "\t",
    ",",
    ":",
    "\u{a0}",
    "#![enable(implicit_some)]",
    "#![enable(unwrap_newtypes)]",
    "\0",
];
/// What is repeated gets no larger than this: inputs are smaller.
const MOST_BYTES: usize = 16_384;
const DEPTHS: [usize; 6] = [1, 2, 5, 60, 126, 200];

/// A mutation of a text: RON or a web page. Returns the size of the result.
pub fn text(bytes: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut numbers = Numbers::new(seed.into());
    if numbers.below(2) == 0 {
        return fuzzer_mutate(bytes, size, most);
    }
    let mut content = bytes[..size].to_vec();
    for _ in 0..=numbers.below(3) {
        change(&mut content, &mut numbers);
        content.truncate(MOST_BYTES);
    }
    put(bytes, &content, most)
}

/// A mutation of a PDF. Every second result gets a table of its objects that is right, since one that isn't ends the reading.
pub fn pdf(bytes: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut numbers = Numbers::new(seed.into());
    let size = match numbers.below(3) {
        0 => fuzzer_mutate(bytes, size, most),
        _ => {
            let mut content = bytes[..size].to_vec();
            for _ in 0..=numbers.below(3) {
                change(&mut content, &mut numbers);
                content.truncate(MOST_BYTES);
            }
            put(bytes, &content, most)
        }
    };
    if numbers.below(2) == 0 {
        return size;
    }
    let content = with_table(&bytes[..size]);
    put(bytes, &content, most)
}

fn put(bytes: &mut [u8], content: &[u8], most: usize) -> usize {
    let size = content.len().min(most).min(bytes.len());
    bytes[..size].copy_from_slice(&content[..size]);
    size
}

fn change(content: &mut Vec<u8>, numbers: &mut Numbers) {
    let tokens = tokens(content);
    let Some(token) = numbers.one_of(&tokens).cloned() else {
        content.extend(b"(version: 1)");
        return;
    };
    match numbers.below(12) {
        0 => replace(content, token, b""),
        1 => {
            let other = numbers.one_of(&tokens).cloned().unwrap_or(0..0);
            let other = content[other].to_vec();
            replace(content, token, &other);
        }
        2 | 3 => {
            let is_number = |token: &Range<usize>| content[token.start].is_ascii_digit();
            let several: Vec<Range<usize>> = tokens.into_iter().filter(is_number).collect();
            if let Some(number) = numbers.one_of(&several).cloned() {
                let extreme = numbers.one_of(&EXTREMES).copied().unwrap_or_default();
                replace(content, number, extreme.as_bytes());
            }
        }
        4 => {
            let is_text = |token: &Range<usize>| content[token.start] == b'"';
            let several: Vec<Range<usize>> = tokens.into_iter().filter(is_text).collect();
            if let Some(text) = numbers.one_of(&several).cloned() {
                let other = numbers.one_of(&TEXTS).copied().unwrap_or_default();
                replace(content, text, other.as_bytes());
            }
        }
        5 => {
            let layout = numbers.one_of(&LAYOUT).copied().unwrap_or_default();
            replace(content, token.start..token.start, layout.as_bytes());
        }
        6 => {
            let entry = entry(content, numbers);
            replace(content, entry, b"");
        }
        7 | 8 => {
            let entry = entry(content, numbers);
            let again = content[entry.clone()].to_vec();
            let times = [1, 1, 2, 30][numbers.below(4)];
            replace(content, entry.end..entry.end, &repeated(&again, times));
        }
        9 => {
            let (from, to) = (entry(content, numbers), entry(content, numbers));
            let moved = content[from].to_vec();
            replace(content, to, &moved);
        }
        10 => {
            let depth = DEPTHS[numbers.below(DEPTHS.len())];
            let (open, close) = [
                ("(", ")"),
                ("[", "]"),
                ("Some(", ")"),
                ("{", "}"),
                ("(a:", ")"),
                ("<<", ">>"),
            ][numbers.below(6)];
            let inner = content[token.clone()].to_vec();
            let nested = [
                open.repeat(depth).into_bytes(),
                inner,
                close.repeat(depth).into_bytes(),
            ];
            replace(content, token, &nested.concat());
        }
        _ => {
            let times = [2, 10, 100, 1_000][numbers.below(4)];
            let longer = repeated(&content[token.clone()], times);
            replace(content, token, &longer);
        }
    }
}

fn repeated(part: &[u8], times: usize) -> Vec<u8> {
    part.repeat(times.min(1 + MOST_BYTES / part.len().max(1)))
}

fn replace(content: &mut Vec<u8>, range: Range<usize>, with: &[u8]) {
    content.splice(range, with.iter().copied());
}

/// Words, quoted texts and single other characters.
fn tokens(content: &[u8]) -> Vec<Range<usize>> {
    let is_word = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-') || byte >= 0x80
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(&byte) = content.get(start) {
        let rest = &content[start + 1..];
        let more = if is_word(byte) {
            rest.iter().take_while(|byte| is_word(**byte)).count()
        } else if byte == b'"' {
            rest.iter()
                .position(|byte| *byte == b'"')
                .map_or(0, |end| end + 1)
        } else {
            0
        };
        let end = start + 1 + more;
        if !byte.is_ascii_whitespace() {
            tokens.push(start..end);
        }
        start = end;
    }
    tokens
}

/// An entry of a list or of fields with its comma, an element or a line: from behind a separator to behind the next one that isn't in
/// brackets.
pub fn entry(content: &[u8], numbers: &mut Numbers) -> Range<usize> {
    let starts = content.iter().enumerate();
    let starts: Vec<usize> = starts
        .filter(|(_, byte)| matches!(byte, b',' | b'(' | b'[' | b'{' | b'>' | b'\n'))
        .map(|(at, _)| at + 1)
        .collect();
    let start = numbers.one_of(&starts).copied().unwrap_or(0);
    let mut depth = 0_usize;
    for (at, byte) in content.iter().enumerate().skip(start) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => return start..at,
            b')' | b']' | b'}' => depth -= 1,
            b',' | b'>' | b'\n' if depth == 0 && at > start => return start..at + 1,
            _ => {}
        }
    }
    start..content.len()
}

/// A PDF whose last part says where each object is, as it is now.
pub fn with_table(content: &[u8]) -> Vec<u8> {
    let body_end = last(content, b"\nxref").unwrap_or(content.len());
    let trailer = last(content, b"trailer").map(|at| &content[at + b"trailer".len()..]);
    let trailer = trailer.map(|rest| &rest[..last(rest, b"startxref").unwrap_or(rest.len())]);
    let mut whole = content[..body_end].to_vec();
    let objects = objects(&whole);
    let table_at = whole.len() + 1;
    let mut table = format!("\nxref\n0 1\n{:010} 65535 f \n", 0);
    for (number, range) in &objects {
        table.push_str(&format!("{number} 1\n{:010} 00000 n \n", range.start));
    }
    let root = objects
        .iter()
        .find(|(_, range)| last(&whole[range.clone()], b"/Catalog").is_some());
    let root = root.map_or(1, |(number, _)| *number);
    let own = format!("<</Size {}/Root {root} 0 R>>\n", objects.len() + 1).into_bytes();
    whole.extend(table.as_bytes());
    whole.extend(b"trailer");
    whole.extend(trailer.unwrap_or(&own));
    whole.extend(format!("startxref\n{table_at}\n%%EOF\n").as_bytes());
    whole
}

/// The objects of a PDF: each with its number, from there to where the next one begins.
pub fn objects(content: &[u8]) -> Vec<(usize, Range<usize>)> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for line in content.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
        let text = str::from_utf8(&line[..line.len().min(24)]).unwrap_or_default();
        let mut words = text.split_ascii_whitespace();
        let number = words.next().and_then(|number| number.parse().ok());
        if let Some(number) = number
            && words.next() == Some("0")
            && words.next().is_some_and(|word| word.starts_with("obj"))
        {
            starts.push((number, at));
        }
        at += line.len();
    }
    let body_end = last(content, b"\nxref").unwrap_or(content.len());
    let ends = starts
        .iter()
        .skip(1)
        .map(|(_, start)| *start)
        .chain([body_end]);
    let ranges = starts
        .iter()
        .zip(ends)
        .map(|((number, start), end)| (*number, *start..end.max(*start)));
    ranges.collect()
}

fn last(content: &[u8], part: &[u8]) -> Option<usize> {
    content
        .windows(part.len())
        .rposition(|window| window == part)
}
