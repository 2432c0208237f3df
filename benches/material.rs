//! What it takes to read a training file of 1 GB in a stream, beside its tokenizer alone on the same text; and how much memory.
//!
//! Both use all cores. The tokenizer alone gets the texts of the examples ready made, part by part as they are generated: what reading adds is
//! lines, JSON, problems, duplicates and sums.

mod support;

use std::hint::black_box;
use std::io::Read;
use std::path::Path;
use std::thread;
use std::time::Instant;

use breakeven::evidence::tokens::tokenizer::Counting;
use breakeven::evidence::training::summary::TrainingFile;
use breakeven::evidence::training::tally::Tally;
use breakeven::files::material::lines::{self, Block};

const BYTES: usize = 1_000_000_000;
/// Bytes whose texts the tokenizer alone gets.
const ALONE_BYTES: usize = 100_000_000;
/// Of what the tokenizer alone reaches, reading reaches this share at least.
const MIN_SHARE: f64 = 0.6;
const MAX_MEGABYTES: f64 = 300.0;

/// Pieces of texts, in several languages and scripts.
const PIECES: [&str; 8] = [
    "My order has not arrived yet, and the tracking page says nothing new since Tuesday. ",
    "Please cancel the subscription before the next invoice is due. ",
    "let total = items.iter().map(|item| item.price * item.count).sum::<f64>(); ",
    "La commande n’a pas été livrée à l’adresse indiquée, merci de vérifier. ",
    "退款已经处理,三到五个工作日内到账。",
    "Thanks a lot! 🎉👍 ",
    "{\\\"status\\\": \\\"late\\\", \\\"days\\\": 12} ",
    "1. Check the policy.\\n2. Offer a voucher.\\n",
];

/// The example of this number: a question and an answer of some hundred tokens.
fn example(number: usize) -> String {
    let text = |salt: usize, pieces: usize| {
        let piece = |place: usize| PIECES[(number * 7 + place * place + salt) % PIECES.len()];
        (0..pieces).map(piece).collect::<String>()
    };
    let (question, answer) = (text(1, 12 + number % 9), text(3, 4 + number % 5));
    format!(
        "{{\"messages\":[{{\"role\":\"user\",\"content\":\"{number} {question}\"}},{{\"role\":\"assistant\",\"content\":\"{answer}\"}}]}}\n"
    )
}

/// Examples without end, up to a number of bytes, which are on no disk.
struct Examples {
    number: usize,
    left: usize,
    line: Vec<u8>,
    at: usize,
}

impl Examples {
    fn new(bytes: usize) -> Self {
        Self {
            number: 0,
            left: bytes,
            line: Vec::new(),
            at: 0,
        }
    }
}

impl Read for Examples {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.line.len() {
            self.line = example(self.number).into_bytes();
            self.line.truncate(self.left);
            self.number += 1;
            self.at = 0;
        }
        let read = into.len().min(self.line.len() - self.at);
        into[..read].copy_from_slice(&self.line[self.at..self.at + read]);
        self.at += read;
        self.left -= read;
        Ok(read)
    }
}

/// Megabytes a second of the tokenizer alone, on all cores.
fn alone(counting: &Counting) -> f64 {
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let bytes_each = ALONE_BYTES / cores;
    let parts: Vec<Vec<String>> = (0..cores)
        .map(|core| {
            let mut texts = Vec::new();
            let (mut bytes, mut number) = (0, core * 1_000_000);
            while bytes < bytes_each {
                let line = example(number);
                bytes += line.len();
                number += 1;
                let value: serde_json::Value = serde_json::from_str(&line).expect("JSON");
                let messages = value["messages"].as_array().expect("messages");
                for message in messages {
                    texts.push(message["content"].as_str().expect("a text").to_owned());
                }
            }
            texts
        })
        .collect();
    let start = Instant::now();
    thread::scope(|scope| {
        for texts in &parts {
            scope.spawn(move || {
                for text in texts {
                    black_box(counting.tokenizer.count(text));
                }
            });
        }
    });
    ALONE_BYTES as f64 / 1e6 / start.elapsed().as_secs_f64()
}

fn main() {
    let counting = Counting::of("gpt-4.1");
    // The vocabulary is loaded before anything is timed.
    counting.tokenizer.count("warm");
    let start = Instant::now();
    let mut tally = Tally::default();
    let work = |block: Block| Tally::of_lines(block.bytes.as_deref(), block.first_line, &counting);
    lines::in_blocks(Path::new("examples"), Examples::new(BYTES), work, |part| {
        tally.add(part);
    })
    .expect("generated text can be read");
    let read = BYTES as f64 / 1e6 / start.elapsed().as_secs_f64();
    let peak = support::peak_megabytes();
    let file = TrainingFile::new(tally, &counting, "gpt-4.1").expect("there are examples");
    let alone = alone(&counting);
    let share = read / alone;
    println!(
        "training file of 1 GB, {} examples: {read:.1} MB/s; the tokenizer alone {alone:.1} MB/s; {:.0}% of it (at least {:.0}%)",
        file.examples(),
        100.0 * share,
        100.0 * MIN_SHARE
    );
    if let Some(peak) = peak {
        println!("most memory {peak:.0} MB (less than {MAX_MEGABYTES:.0} MB)");
    }
    let is_met = share >= MIN_SHARE && peak.is_none_or(|peak| peak < MAX_MEGABYTES);
    assert!(is_met, "a bar is missed");
}
