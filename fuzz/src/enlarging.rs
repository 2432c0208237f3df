//! Files of megabytes. libFuzzer makes small ones, in which what takes time by the square of the size can't be noticed.

use crate::mutation::{entry, objects, with_table};
use crate::numbers::Numbers;

/// One input of so many is enlarged too.
const EVERY: usize = 4_000;
const MEGABYTE: usize = 1024 * 1024;

/// The input with one of its entries so many times that the file is about as large as it may be, in a report as large as it is read within
/// the bars. It follows from the input alone, so that a fault can be repeated; most inputs have none.
pub fn enlarged(target: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut numbers = Numbers::of(bytes);
    if bytes.is_empty() || numbers.below(EVERY) != 0 {
        return None;
    }
    let largest = match target {
        "settings" => MEGABYTE / 4,
        "scenario" | "page" | "pdf" => 4 * MEGABYTE,
        _ => MEGABYTE,
    };
    let room = (largest >> numbers.below(4)).saturating_sub(bytes.len() + 64);
    if target == "pdf" && numbers.below(2) == 0 {
        return Some(with_more_objects(bytes, room, &mut numbers));
    }
    let mut entry = entry(bytes, &mut numbers);
    if numbers.below(4) == 0 {
        // Anything: a character, half a text.
        let start = numbers.below(bytes.len());
        entry = start..(start + 1 + numbers.below(64)).min(bytes.len());
    }
    let part = &bytes[entry.clone()];
    let is_counted = numbers.below(2) == 0;
    let more = repeated(part, room, is_counted);
    Some([&bytes[..entry.end], &more, &bytes[entry.end..]].concat())
}

/// The part over and over, as far as there is room; each with another number behind its first word if they are counted.
fn repeated(part: &[u8], room: usize, is_counted: bool) -> Vec<u8> {
    let mut more = Vec::with_capacity(room);
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric();
    let start = part.iter().position(is_of_word).unwrap_or(0);
    let word = part[start..]
        .iter()
        .take_while(|byte| is_of_word(byte))
        .count();
    let (head, tail) = part.split_at(start + word);
    let mut count = 0_usize;
    while !part.is_empty() && more.len() + part.len() + 8 < room {
        more.extend(head);
        if is_counted {
            more.extend(count.to_string().as_bytes());
        }
        more.extend(tail);
        count += 1;
    }
    more
}

/// A PDF with one of its objects many times, each under a number of its own.
fn with_more_objects(bytes: &[u8], room: usize, numbers: &mut Numbers) -> Vec<u8> {
    let known = objects(bytes);
    let Some((_, range)) = numbers.one_of(&known) else {
        return bytes.to_vec();
    };
    let object = &bytes[range.clone()];
    let behind_number = object.iter().position(|byte| *byte == b' ').unwrap_or(0);
    let body_end = known
        .iter()
        .map(|(_, range)| range.end)
        .max()
        .unwrap_or(bytes.len());
    let mut whole = bytes[..body_end].to_vec();
    let first = known.iter().map(|(number, _)| *number).max().unwrap_or(0) + 1;
    // Each takes a row of the table too.
    for number in (first..).take(room / (object.len() + 32)) {
        whole.extend(format!("\n{number}").as_bytes());
        whole.extend(&object[behind_number..]);
        whole.push(b'\n');
    }
    whole.extend(&bytes[body_end..]);
    with_table(&whole)
}
