//! What it takes to read a usage export of five million requests in a stream, beside the csv crate alone on the same text; and how much memory.
//!
//! What is read is a proxy's log with an id for each request, the form of which most is kept: a sum by model and day, and eight bytes of each
//! id, to find requests that stand in the file again.

mod support;

use std::hint::black_box;
use std::io::{self, BufReader, Read, Write as _};
use std::time::Instant;

use breakeven::evidence::usage::{Form, read};

const ROWS: u64 = 5_000_000;
const MAX_MEGABYTES: f64 = 300.0;

/// Rows that are on no disk.
struct Rows {
    row: u64,
    text: Vec<u8>,
    at: usize,
    bytes: u64,
}

impl Rows {
    fn new() -> Self {
        let header = "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,cache_hit,status\n";
        Self {
            row: 0,
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
            if self.row == ROWS {
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
    let mut rows = BufReader::with_capacity(1 << 16, Rows::new());
    let start = Instant::now();
    work(&mut rows);
    (start.elapsed().as_secs_f64(), rows.get_ref().bytes)
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
        let export = read(rows, None).expect("an export");
        assert_eq!((export.form, export.rows), (Form::LiteLlmLogs, ROWS));
    });
    let peak = support::peak_megabytes();
    let per_second = |seconds: f64| ROWS as f64 / 1e6 / (seconds - generating).max(1e-9);
    println!(
        "usage export of {:.1}M rows, {:.0} MB: {:.2}M rows/s; the csv crate alone {:.2}M rows/s; {:.0}% of it",
        ROWS as f64 / 1e6,
        bytes as f64 / 1e6,
        per_second(reading),
        per_second(alone),
        100.0 * per_second(reading) / per_second(alone)
    );
    if let Some(peak) = peak {
        println!("most memory {peak:.0} MB (less than {MAX_MEGABYTES:.0} MB)");
    }
    assert!(
        peak.is_none_or(|peak| peak < MAX_MEGABYTES),
        "the memory bar is missed"
    );
}
