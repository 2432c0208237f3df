//! Spreadsheets that were changed and saved, read again as scenarios.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use breakeven::files::store;
use breakeven::scenario::Estimate;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{FEW_DRAWS, WorkFolder, figures_of};

/// The part with the sheet of inputs, and cells in it.
const INPUTS: &str = "xl/worksheets/sheet2.xml";
const GROWTH: &str = "B7";
const USER_INPUT: &str = "B8";

fn exported(work: &WorkFolder) -> Vec<u8> {
    let output = work.call(&[
        "report",
        "good.ron",
        "--samples",
        FEW_DRAWS,
        "-o",
        "book.xlsx",
    ]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    fs::read(work.path("book.xlsx")).unwrap()
}

/// The book with another value in a cell of the inputs; without one, the cell is cleared.
fn with_cell(book: &[u8], cell: &str, value: Option<&str>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name == INPUTS {
            let text = String::from_utf8(content).unwrap();
            let begin = text.find(&format!("<c r=\"{cell}\"")).unwrap();
            let end = begin + text[begin..].find("</c>").unwrap() + "</c>".len();
            let typed = value.map_or(String::new(), |value| {
                format!("<c r=\"{cell}\" t=\"str\"><v>{value}</v></c>")
            });
            content = format!("{}{typed}{}", &text[..begin], &text[end..]).into_bytes();
        }
        writer
            .start_file(&name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_book_as_it_was_exported_is_the_same_scenario() {
    let work = WorkFolder::with_support_replies();
    exported(&work);
    let [plain, book] = ["good.ron", "book.xlsx"].map(|file| {
        let output = work.call(&["report", file, "--samples", FEW_DRAWS, "--format", "json"]);
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{file}");
        figures_of(&output.stdout)
    });
    assert_eq!(plain, book);
    let read = |name: &str| store::read(&work.path(name)).unwrap();
    assert_eq!(read("good.ron"), read("book.xlsx"));
}

#[test]
fn what_was_typed_into_a_cell_counts_and_the_rest_stays() {
    let work = WorkFolder::with_support_replies();
    let book = exported(&work);
    let before = store::read(&work.path("good.ron")).unwrap();
    work.write_bytes("typed.xlsx", &with_cell(&book, USER_INPUT, Some("222")));
    let mut after = store::read(&work.path("typed.xlsx")).unwrap();
    assert_eq!(
        after.workload.input_tokens.estimate(),
        Estimate::Exact(222.0)
    );
    assert_eq!(
        after.sources["workload.input_tokens"],
        "typed in a spreadsheet"
    );
    // Ranges and sources of all others are as they were.
    after.workload.input_tokens = before.workload.input_tokens;
    after.sources.clone_from(&before.sources);
    assert_eq!(after, before);
}

#[test]
fn what_an_input_cannot_be_is_refused_with_its_cell() {
    let work = WorkFolder::with_support_replies();
    let book = exported(&work);
    for (value, why) in [
        (
            Some("7"),
            "Inputs!B7: workload.growth_per_month: 7 is outside what is allowed",
        ),
        (Some("#N/A"), "Inputs!B7: workload.growth_per_month: "),
        (
            None,
            "Inputs!B7: workload.growth_per_month is empty; type its value",
        ),
    ] {
        work.write_bytes("typed.xlsx", &with_cell(&book, GROWTH, value));
        let output = work.call(&["report", "typed.xlsx"]);
        assert_eq!(output.code, 1);
        assert!(output.stderr.contains(why), "{}", output.stderr);
    }
}

#[test]
fn an_archive_that_is_no_book_is_refused() {
    let work = WorkFolder::new();
    work.write_bytes("other.xlsx", b"PK\x03\x04 and nothing that follows");
    let output = work.call(&["report", "other.xlsx"]);
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.contains("the file is damaged"),
        "{}",
        output.stderr
    );
}
