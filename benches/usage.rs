//! What it takes to read a usage export of five million requests in a stream, beside the csv crate and the tokenizer alone on the same text;
//! and how much memory.
//!
//! What is read is a proxy's log with an id for each request, the form of which most is kept: a sum by model and day, and eight bytes of each
//! id, to find requests that stand in the file again.

mod support;

use std::hint::black_box;
use std::io::{self, BufReader, Read, Write as _};
use std::thread;
use std::time::Instant;

use breakeven::evidence::tokens::tokenizer::Counting;
use breakeven::evidence::usage::{Form, read, read_in_order};
use breakeven::files::material::cores::in_order;

const ROWS: u64 = 5_000_000;
const MAX_MEGABYTES: f64 = 300.0;
/// Rows whose text the tokenizer alone gets.
const ALONE_ROWS: u64 = 100_000;
/// Of what the tokenizer alone reaches, reading reaches this share at least.
const MIN_SHARE: f64 = 0.6;

/// Rows that are on no disk.
struct Rows {
    row: u64,
    most: u64,
    text: Vec<u8>,
    at: usize,
    bytes: u64,
}

impl Rows {
    fn new(rows: u64) -> Self {
        let header = "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,cache_hit,status\n";
        Self {
            row: 0,
            most: rows,
            text: header.as_bytes().to_vec(),
            at: 0,
            bytes: 0,
        }
    }

    /// Writes the next row: a request a second, over some months.
    fn write_next(&mut self) -> io::Result<()> {
        let row = self.row;
        let (hour, minute, second) = (row / 3600 % 24, row / 60 % 60, row % 60);
        let (month, day) = (row / 60_000 / 28 % 12 + 1, row / 60_000 % 28 + 1);
        let time = format!("2026-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
        let (input, output) = (row % 977 + 200, 200);
        self.text.clear();
        self.at = 0;
        self.row += 1;
        writeln!(
            self.text,
            "chatcmpl-{row:032x},acompletion,sk-{row:024x},0.00{row},{},{input},{output},{time}.123,{time}.999,gpt-{},False,success",
            input + output,
            row % 7
        )
    }
}

impl Read for Rows {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.text.len() {
            if self.row == self.most {
                return Ok(0);
            }
            self.write_next()?;
        }
        let read = into.len().min(self.text.len() - self.at);
        into[..read].copy_from_slice(&self.text[self.at..self.at + read]);
        self.at += read;
        self.bytes += read as u64;
        Ok(read)
    }
}

/// Seconds that some work takes on the rows, and their bytes.
fn time(work: impl FnOnce(&mut BufReader<Rows>)) -> (f64, u64) {
    let mut rows = BufReader::with_capacity(1 << 16, Rows::new(ROWS));
    let start = Instant::now();
    work(&mut rows);
    (start.elapsed().as_secs_f64(), rows.get_ref().bytes)
}

/// Megabytes a second of the tokenizer alone, on all cores.
fn tokenizer_alone() -> f64 {
    let mut text = String::new();
    let read = Rows::new(ALONE_ROWS).read_to_string(&mut text);
    read.expect("generated rows can be read");
    let tokenizer = Counting::of("gpt-4.1").tokenizer;
    // The vocabulary is loaded before anything is timed.
    tokenizer.count("warm");
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let lines: Vec<&str> = text.lines().collect();
    let start = Instant::now();
    thread::scope(|scope| {
        for lines in lines.chunks(lines.len().div_ceil(cores)) {
            scope.spawn(move || {
                for line in lines {
                    black_box(tokenizer.count(line));
                }
            });
        }
    });
    text.len() as f64 / 1e6 / start.elapsed().as_secs_f64()
}

fn main() {
    let (generating, _) = time(|rows| {
        io::copy(rows, &mut io::sink()).expect("generated rows can be read");
    });
    let (alone, _) = time(|rows| {
        let mut reader = csv::Reader::from_reader(rows);
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).expect("a table") {
            black_box(&record);
        }
    });
    let (reading, bytes) = time(|rows| {
        let export = read_in_order(rows, None, |next, work, take| in_order(next, work, take));
        let export = export.expect("an export");
        assert_eq!((export.form, export.rows), (Form::LiteLlmLogs, ROWS));
    });
    let peak = support::peak_megabytes();
    let (on_one_core, _) = time(|rows| {
        read(rows, None).expect("an export");
    });
    let per_second = |seconds: f64| ROWS as f64 / 1e6 / (seconds - generating).max(1e-9);
    println!(
        "usage export of {:.1}M rows, {:.0} MB: {:.2}M rows/s; the csv crate alone {:.2}M rows/s; {:.0}% of it",
        ROWS as f64 / 1e6,
        bytes as f64 / 1e6,
        per_second(reading),
        per_second(alone),
        100.0 * per_second(reading) / per_second(alone)
    );
    println!("on one core {on_one_core:.1} s, on all {reading:.1} s");
    if let Some(peak) = peak {
        println!("most memory {peak:.0} MB (less than {MAX_MEGABYTES:.0} MB)");
    }
    let tokenizer = tokenizer_alone();
    let share = bytes as f64 / 1e6 / reading / tokenizer;
    println!(
        "{:.0} MB/s; the tokenizer alone, on all cores, {tokenizer:.0} MB/s; {:.0}% of it (at least {:.0}%)",
        bytes as f64 / 1e6 / reading,
        100.0 * share,
        100.0 * MIN_SHARE
    );
    assert!(
        share >= MIN_SHARE && peak.is_none_or(|peak| peak < MAX_MEGABYTES),
        "a bar is missed"
    );
}
