//! `breakeven verify`: reports of all kinds, as they were made and with a digit that was changed.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use breakeven::files::verify::differences;
use lopdf::{Document, Object};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{FEW_DRAWS, WorkFolder};
use crate::support::example_text;

const ENDINGS: [&str; 5] = ["html", "pdf", "xlsx", "pptx", "json"];
/// Places in which a digit is changed, in each kind of report.
const PLACES: usize = 20;

fn make(work: &WorkFolder, name: &str, more: &[&str]) {
    let mut arguments = vec!["report", "good.ron", "--samples", FEW_DRAWS, "-o", name];
    arguments.extend(more);
    let output = work.call(&arguments);
    assert_eq!(output.code, 0, "{}", output.stderr);
}

/// The output of `verify`, with its exit status.
fn verified(work: &WorkFolder, name: &str) -> (i32, String) {
    let output = work.call(&["verify", name]);
    (output.code, output.stdout + &output.stderr)
}

#[test]
fn each_report_is_the_same_as_worked_out_anew() {
    for example in ["textbook-comparison", "support-chat"] {
        let work = WorkFolder::new();
        work.write("good.ron", example_text(example));
        for ending in ENDINGS {
            let name = format!("report.{ending}");
            make(&work, &name, &["--set", "workload.queries_per_month=30k"]);
            let said = format!("{name}: the same as worked out anew\n");
            assert_eq!(verified(&work, &name), (0, said), "{example}");
        }
    }
}

#[test]
fn charts_and_other_looks_are_made_anew_as_they_were() {
    let work = WorkFolder::with_support_replies();
    for (name, options) in [
        ("dark.html", &["--theme", "dark", "--axis", "months"][..]),
        ("dark.pdf", &["--theme", "dark", "--knob", "trim=30%"]),
        (
            "chart.pdf",
            &["--chart", "drivers", "--size", "1000x700", "--transparent"],
        ),
        (
            "axes.html",
            &[
                "--axes",
                "workload.queries_per_month,prompting.serving.output_tokens",
            ],
        ),
    ] {
        make(&work, name, options);
        let (code, said) = verified(&work, name);
        assert_eq!(code, 0, "{name}: {said}");
    }
}

/// Places of digits in the bytes, spread over all of them.
fn digits(bytes: &[u8]) -> Vec<usize> {
    let places = (0..bytes.len()).filter(|place| bytes[*place].is_ascii_digit());
    let places: Vec<usize> = places.collect();
    let step = places.len() / PLACES;
    assert!(step > 0, "there are too few digits");
    places
        .into_iter()
        .skip(step / 2)
        .step_by(step)
        .take(PLACES)
        .collect()
}

fn with_other_digit(bytes: &[u8], place: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[place] = if bytes[place] == b'9' {
        b'8'
    } else {
        bytes[place] + 1
    };
    bytes
}

/// An edit is found between the file and the one that was made, or has damaged the file.
fn is_found(edited: &[u8], made: &[u8], what: &str) {
    let found = differences(edited, made);
    assert_ne!(found, Ok(Vec::new()), "{what}");
}

#[test]
fn a_changed_digit_of_a_text_is_found() {
    let work = WorkFolder::with_support_replies();
    for name in ["report.html", "report.json"] {
        make(&work, name, &[]);
        let bytes = fs::read(work.path(name)).unwrap();
        for place in digits(&bytes) {
            let around = String::from_utf8_lossy(&bytes[place.saturating_sub(30)..place + 10]);
            is_found(&with_other_digit(&bytes, place), &bytes, &around);
        }
    }
}

#[test]
fn a_changed_digit_of_a_spreadsheet_is_found() {
    // The sheets and what their cells share.
    changed_digits_are_found("report.xlsx", |name| {
        name.starts_with("xl/worksheets/sheet") || name == "xl/sharedStrings.xml"
    });
}

#[test]
fn a_changed_digit_of_slides_is_found() {
    changed_digits_are_found("report.pptx", |name| {
        ["ppt/slides/slide", "ppt/charts/chart", "ppt/notesSlides/"]
            .iter()
            .any(|folder| name.starts_with(folder))
    });
}

fn changed_digits_are_found(name: &str, is_edited: fn(&str) -> bool) {
    let work = WorkFolder::with_support_replies();
    make(&work, name, &[]);
    let bytes = fs::read(work.path(name)).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content));
    }
    let whole: Vec<u8> = parts
        .iter()
        .filter(|(name, _)| is_edited(name))
        .flat_map(|(_, content)| content.clone())
        .collect();
    for place in digits(&whole) {
        let edited = with_other_digit(&whole, place);
        let mut begin = 0;
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &parts {
            writer
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            if is_edited(name) {
                writer
                    .write_all(&edited[begin..begin + content.len()])
                    .unwrap();
                begin += content.len();
            } else {
                writer.write_all(content).unwrap();
            }
        }
        let around = String::from_utf8_lossy(&whole[place.saturating_sub(60)..place + 10]);
        let book = writer.finish().unwrap().into_inner();
        is_found(&book, &bytes, &around);
    }
}

#[test]
fn a_changed_digit_of_a_page_is_found() {
    let work = WorkFolder::with_support_replies();
    make(&work, "report.pdf", &[]);
    let made = fs::read(work.path("report.pdf")).unwrap();
    let document = Document::load_mem(&made).unwrap();
    let pages: Vec<_> = document.page_iter().collect();
    for number in 0..PLACES {
        let mut edited = document.clone();
        let page = pages[number * pages.len() / PLACES];
        let content = edited.get_page_contents(page)[0];
        let Object::Stream(stream) = edited.get_object_mut(content).unwrap() else {
            panic!("a page has no content");
        };
        stream.decompress().unwrap();
        let places = digits(&stream.content);
        stream.content = with_other_digit(&stream.content, places[number]);
        let mut bytes = Vec::new();
        edited.save_to(&mut bytes).unwrap();
        is_found(&bytes, &made, &format!("place {number}"));
    }
    // The same document, saved by another program.
    let mut bytes = Vec::new();
    document.clone().save_to(&mut bytes).unwrap();
    assert_eq!(differences(&bytes, &made), Ok(Vec::new()));
}

/// What was edited in a text that is carried along makes another report.
#[test]
fn a_changed_digit_of_the_scenario_in_a_report_is_found() {
    let work = WorkFolder::with_support_replies();
    make(&work, "report.html", &[]);
    let text = fs::read_to_string(work.path("report.html")).unwrap();
    for (before, after) in [
        ("prompt_tokens: ", "prompt_tokens: 1"),
        ("scale_queries: 1", "scale_queries: 2"),
        ("made_at: &quot;2", "made_at: &quot;3"),
    ] {
        let edited = text.replacen(before, after, 1);
        assert_ne!(edited, text, "{before}");
        work.write("report.html", &edited);
        let (code, said) = verified(&work, "report.html");
        assert_eq!(code, 1, "{said}");
    }
}

#[test]
fn a_difference_is_told_with_its_place() {
    let work = WorkFolder::with_support_replies();
    make(&work, "report.json", &[]);
    let text = fs::read_to_string(work.path("report.json")).unwrap();
    let edited = text.replacen("\"horizon_months\": 24", "\"horizon_months\": 25", 1);
    work.write("report.json", &edited);
    assert_eq!(
        verified(&work, "report.json"),
        (
            1,
            "report.json: horizon_months: “25” instead of “24”\n\
             breakeven: report.json: it differs in 1 place: the file was edited after it was made\n"
                .to_owned()
        )
    );
}

#[test]
fn what_cannot_be_verified_is_refused_with_the_reason() {
    let work = WorkFolder::new();
    work.write("other.json", "{\"a\": 1}");
    work.write("old.html", "<p>Nothing");
    for (name, why) in [
        (
            "good.ron",
            "it is no report: what can be verified are web pages, PDF, slides, spreadsheets and JSON",
        ),
        ("other.json", "it is no report of Breakeven’s"),
        ("old.html", "it is no report of Breakeven’s"),
        ("none.pdf", "there is no such file"),
    ] {
        let (code, said) = verified(&work, name);
        assert_eq!(code, 1, "{name}");
        assert!(said.contains(why), "{name}: {said}");
    }
}
