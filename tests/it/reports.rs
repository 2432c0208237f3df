//! Reports as web pages and PDFs: everything is said, nothing is fetched, and the scenario in them can be opened again.

use std::io::Cursor;

use breakeven::analysis::approach::Phase;
use breakeven::charts::look::Look;
use breakeven::export::drawing::page::Page;
use breakeven::export::drawing::pdf::{self, Attachment};
use breakeven::export::drawing::{Drawing, PixelSize};
use breakeven::export::format::Format;
use breakeven::export::paper::{PageSetup, Paper};
use breakeven::export::plain::table::TableStyle;
use breakeven::export::report::blocks::Block;
use breakeven::export::report::compose;
use breakeven::export::report::pages::lay_out;
use breakeven::export::spreadsheet::names;
use breakeven::export::{ExportRequest, render};
use breakeven::files::embedded::{self, ReportSettings};
use breakeven::files::examples::EXAMPLES;
use breakeven::files::store;
use breakeven::scenario::Scenario;
use breakeven::scenario::inputs::INPUTS;
use breakeven::study::Study;
use calamine::{Data, DataType, Reader, Xlsx};
use egui::{Pos2, Rect, vec2};
use proptest::prelude::*;

use crate::charts::{faults, study};
use crate::generated::{cases, scenarios};
use crate::support::{example, scenario};
use crate::text_rows::text_rows;

fn render_as(study: &Study, format: Format) -> Vec<u8> {
    render_on(study, format, PageSetup::default())
}

pub fn render_on(study: &Study, format: Format, pages: PageSetup) -> Vec<u8> {
    let request = ExportRequest {
        format,
        figure: None,
        pixels: PixelSize::SLIDE,
        look: Look::default(),
        table: TableStyle::FOR_PROGRAMS,
        month: None,
        pages,
        template: None,
        attachments: attachments(&study.scenario),
    };
    render(study, &request).unwrap()
}

fn attachments(scenario: &Scenario) -> Vec<Attachment> {
    let texts = embedded::write(scenario, &ReportSettings::default()).unwrap();
    let attached = texts.map(|text| Attachment {
        name: text.name,
        description: text.description.to_owned(),
        text: text.text,
    });
    attached.into()
}

pub fn hostile_scenario() -> Scenario {
    let mut scenario = example("support-replies");
    scenario.name = "<script>alert(1)</script> & \"quotes\" 😀 שלום".into();
    scenario.notes =
        "</script><img src=https://example.org/x.png>\n// Breakeven scenario: begin\n()\n// Breakeven scenario: end\n".into();
    let path = "workload.queries_per_month".to_owned();
    scenario.sources.insert(path, "<b>an export</b>".to_owned());
    scenario
}

#[test]
fn a_report_can_be_opened_again_and_gives_the_same_scenario() {
    let folder = tempfile::tempdir().unwrap();
    let examples = EXAMPLES.iter().map(|example| example.scenario().unwrap());
    for scenario in examples.chain([hostile_scenario()]) {
        let study = study(&scenario);
        for format in [Format::Html, Format::Pdf] {
            let path = folder.path().join(format!("report.{}", format.extension()));
            std::fs::write(&path, render_as(&study, format)).unwrap();
            assert_eq!(store::read(&path).unwrap(), scenario, "{format:?}");
            assert!(store::open(&path).unwrap().report.is_some());
        }
    }
    // Nor does a name with marks of its own get in between.
    let mut sneaky = example("textbook-comparison");
    sneaky.name =
        "x\n// Breakeven scenario: begin\n(version: 2)\n// Breakeven scenario: end\n".into();
    for format in [Format::Html, Format::Pdf] {
        let path = folder.path().join(format!("sneaky.{}", format.extension()));
        std::fs::write(&path, render_as(&study(&sneaky), format)).unwrap();
        assert_eq!(store::read(&path).unwrap(), sneaky, "{format:?}");
    }
    // Any other page or document is none.
    for (name, text, because) in [
        (
            "a.html",
            "<!DOCTYPE html><p>Hello</p>",
            "there is no scenario in it",
        ),
        ("b.pdf", "%PDF-1.7 …", "the PDF is damaged"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let error = store::read(&path).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains(because), "{error}");
    }
}

#[test]
fn a_web_page_fetches_nothing_runs_nothing_and_shows_names_as_text() {
    let study = study(&hostile_scenario());
    let page = String::from_utf8(render_as(&study, Format::Html)).unwrap();
    assert_eq!(page.matches("<script").count(), 0);
    // Scenario and settings are carried without being shown.
    assert_eq!(page.matches("<pre data-breakeven=").count(), 2);
    assert_eq!(page.matches("visibility:hidden").count(), 2);
    assert!(!page.contains("<img") && !page.contains("<b>an export"));
    assert!(
        page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot; 😀 שלום")
    );
    for fetching in [
        "src=\"http",
        "href=",
        "@import",
        "url(http",
        "<link",
        "<iframe",
    ] {
        assert!(!page.contains(fetching), "{fetching}");
    }
}

#[test]
fn a_report_says_every_input_with_its_source_every_month_and_every_rule() {
    let scenario = example("support-replies");
    let study = study(&scenario);
    let page = String::from_utf8(render_as(&study, Format::Html)).unwrap();
    let escaped = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
    for (path, source) in &scenario.sources {
        assert!(page.contains(&escaped(source)), "{path}: {source}");
    }
    let listed = compose(&study)
        .iter()
        .map(|block| match block {
            Block::Table(table) => table.rows.len(),
            _ => 0,
        })
        .sum::<usize>();
    let inputs = INPUTS
        .iter()
        .filter(|input| input.applies(&scenario))
        .count();
    let months = study.analysis.months() + 1;
    assert!(listed > inputs - 2 + months + 10 + 8 + 10, "{listed} rows");
    for said in [
        study.headline().sentence(),
        study.decision_words().advice.why.clone(),
        "Dec 2028".to_owned(),
        "Rules, of which the first that applies decides".to_owned(),
        "How the figures are computed".to_owned(),
    ] {
        assert!(page.contains(&escaped(&said)), "{said}");
    }
}

#[test]
fn pages_are_full_and_no_text_on_them_is_cut_off_or_over_other_text() {
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        let pages = lay_out(&study, &compose(&study), Look::default(), Paper::A4).unwrap();
        assert!((5..20).contains(&pages.len()), "{} pages", pages.len());
        let area = Rect::from_min_size(Pos2::ZERO, vec2(595.0, 842.0)).shrink(30.0);
        for (number, page) in pages.iter().enumerate() {
            let found = faults(&text_rows(&page.sheet.shapes), area);
            assert!(
                found.is_empty(),
                "{}, page {}: {found:?}",
                example.name,
                number + 1
            );
            for (figure, place) in page.figures() {
                assert!(area.contains_rect(place));
                let own = Rect::from_min_size(Pos2::ZERO, figure.size);
                let found = faults(&text_rows(&figure.shapes), own);
                assert!(found.is_empty(), "{}: {found:?}", example.name);
                // No text of the page is under it.
                let under = text_rows(&page.sheet.shapes)
                    .into_iter()
                    .find(|text| text.at.intersects(place));
                assert_eq!(under, None);
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_scenario_is_read_back_from_any_report(scenario in scenarios(), name in ".*", notes in "(?s).*") {
        let mut scenario = scenario;
        scenario.name = name;
        scenario.notes = notes;
        let attachments = attachments(&scenario);
        let sheet = Drawing::area(vec2(100.0, 100.0), Look::default(), |_| {});
        let page = Page { sheet, parts: Vec::new() };
        let pdf = pdf::render("Title", &[page], &attachments).unwrap();
        let carried = attachments.iter().map(|attachment| {
            let text = attachment.text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<pre>{text}</pre>")
        });
        let page = format!("<p>before</p>{}<p>after</p>", carried.collect::<String>());
        for found in [embedded::read_html(page.as_bytes()), embedded::read_pdf(&pdf).unwrap()] {
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(found[0].scenario.as_ref().unwrap(), &scenario);
            prop_assert_eq!(&found[0].settings, &ReportSettings::default());
            prop_assert!(found[0].left_out.is_empty());
        }
    }
}

#[test]
fn a_spreadsheet_holds_the_figures_as_values_and_its_formulas_on_named_inputs() {
    for example in EXAMPLES {
        let study = study(&example.scenario().unwrap());
        let bytes = render_as(&study, Format::Xlsx);
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        assert_eq!(
            book.sheet_names(),
            ["Summary", "Inputs", "Workings", "Ledger", "Scenario"]
        );
        // Every input is named, so that formulas can be followed.
        let names: Vec<String> = book
            .defined_names()
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        for input in INPUTS.iter() {
            assert!(
                names.contains(&names::defined_name(input.path)),
                "{}",
                input.path
            );
        }
        let summary = book.worksheet_range("Summary").unwrap();
        let value = |row, column| summary.get_value((row, column)).and_then(DataType::as_f64);
        let analysis = &study.analysis;
        for (column, path) in [
            (1, &analysis.prompting.cost_path),
            (2, &analysis.fine_tuning.cost_path),
        ] {
            for (row, phase) in (5..).zip(Phase::ALL) {
                assert_eq!(value(row, column), Some(path.by_phase[phase]), "{phase:?}");
            }
            assert_eq!(value(13, column), Some(path.total()));
        }
        let month = analysis.break_even.moment().map(|moment| moment.month);
        assert_eq!(value(15, 1), month, "{}", example.name);
        // Each cell of the ledger is a formula, with a value for those who don't recalculate.
        let formulas = book.worksheet_formula("Ledger").unwrap();
        let values = book.worksheet_range("Ledger").unwrap();
        let mut cells = 0;
        for (row, column, _) in formulas.used_cells() {
            let (row, column) = (row + formulas.start().unwrap().0 as usize, column);
            let value = values.get_value((row as u32, column as u32));
            assert!(
                matches!(
                    value,
                    Some(Data::Float(_) | Data::Int(_) | Data::DateTime(_) | Data::Error(_))
                ),
                "row {row}, column {column}"
            );
            cells += 1;
        }
        assert!(cells > 121 * 40, "{cells} formulas");
    }
}

#[test]
fn a_report_whose_line_ends_were_changed_is_still_one_and_a_fault_in_it_has_its_line() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("report.html");
    let scenario = example("support-replies");
    let page = String::from_utf8(render_as(&study(&scenario), Format::Html)).unwrap();
    std::fs::write(&path, page.replace('\n', "\r\n")).unwrap();
    assert_eq!(store::read(&path).unwrap(), scenario);
    // Of a fault the line is told from where the scenario begins.
    std::fs::write(
        &path,
        page.replace("queries_per_month: (", "queries_per_month: ["),
    )
    .unwrap();
    let error = store::read(&path).unwrap_err().to_string();
    assert!(
        error.contains("in the scenario that the report holds: line "),
        "{error}"
    );
    let line: usize = error
        .split("line ")
        .nth(1)
        .unwrap()
        .split(',')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!(line < 20, "{error}");
}

#[test]
fn exports_that_hold_no_scenario_are_recognised() {
    let folder = tempfile::TempDir::new().unwrap();
    let study = study(&example("support-replies"));
    let path = folder.path().join("made");
    std::fs::write(&path, render_as(&study, Format::Png)).unwrap();
    let error = store::read(&path).unwrap_err().to_string();
    assert!(
        error.contains("a picture") && error.contains("can be opened"),
        "{error}"
    );
}

/// The curves meet exactly for a month, and fine-tuning, which was ahead, gets ahead again by a step.
fn curves_that_meet() -> Scenario {
    let text = "(version: 2, name: \"Meeting\", workload: (queries_per_month: 10000, changes_per_year: 4), prompting: (serving: (price: (input: 1), prompt_tokens: 1), effort: (hours_per_change: 300)), fine_tuning: (serving: (price: (input: 1), prompt_tokens: 1), training: (evaluation_cost: 100), base_model_life_months: 5), hourly_rate: 1, horizon_months: 12)";
    scenario(text)
}

#[test]
fn the_spreadsheet_finds_the_same_break_even_in_its_own_way() {
    let examples = EXAMPLES.iter().map(|example| example.scenario().unwrap());
    for scenario in examples.chain([curves_that_meet()]) {
        let study = study(&scenario);
        let bytes = render_as(&study, Format::Xlsx);
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let ledger = book.worksheet_range("Ledger").unwrap();
        let column = (0..100)
            .find(|column| {
                let head = ledger.get_value((3, *column)).and_then(Data::get_string);
                head == Some("Crosses at")
            })
            .unwrap();
        let crossings = (4..125).filter_map(|row| ledger.get_value((row, column))?.as_f64());
        let last = crossings.fold(0.0, f64::max);
        let at = study.analysis.break_even.moment();
        let at = at.map_or(0.0, |moment| moment.month);
        let gone_again = study.analysis.saving() <= 0.0;
        assert!(
            gone_again || (last - at).abs() < 1e-9,
            "{}: {last} for {at}",
            scenario.name
        );
    }
    let names = "n".repeat(40_000);
    assert!(
        !render_as(
            &study(&Scenario {
                name: names,
                ..curves_that_meet()
            }),
            Format::Xlsx
        )
        .is_empty()
    );
}

#[test]
fn a_report_that_is_renamed_stays_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("first.html");
    let page = render_as(&study(&curves_that_meet()), Format::Html);
    std::fs::write(&path, &page).unwrap();
    for (name, becomes) in [("second", "second.html"), ("third.html", "third.html")] {
        std::fs::write(&path, &page).unwrap();
        let renamed = store::rename(&path, name).unwrap();
        assert_eq!(renamed, folder.path().join(becomes));
        assert_eq!(std::fs::read(&renamed).unwrap(), page);
    }
}

#[test]
fn text_that_looks_like_a_formula_stays_text_in_a_spreadsheet() {
    let mut scenario = example("textbook-comparison");
    scenario.name = "=HYPERLINK(\"http://example.org\")".into();
    scenario.notes = "@SUM(A1)".into();
    let path = "workload.queries_per_month".to_owned();
    scenario.sources.insert(path, "+1-cmd|' /C calc'!A0".into());
    let study = study(&scenario);
    let bytes = render_as(&study, Format::Xlsx);
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    // No formula holds what was typed.
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        for (_, _, formula) in formulas.used_cells() {
            for text in ["HYPERLINK", "SUM(A1)", "cmd"] {
                assert!(!formula.contains(text), "{formula}");
            }
        }
    }
    let range = book.worksheet_range("Inputs").unwrap();
    for text in [
        &scenario.name,
        &scenario.notes,
        &scenario.sources["workload.queries_per_month"],
    ] {
        let kept = range
            .used_cells()
            .any(|(_, _, cell)| cell.get_string() == Some(text));
        assert!(kept, "{text}");
    }
}

#[test]
fn long_notes_go_over_as_many_pages_as_they_need() {
    let mut scenario = example("textbook-comparison");
    scenario.name = "A name that goes on and on ".repeat(12);
    let words: Vec<String> = (0..3000).map(|word| format!("word{word}")).collect();
    scenario.notes = words.join(" ");
    let path = "workload.queries_per_month".to_owned();
    scenario.sources.insert(path, "a long source ".repeat(200));
    let study = study(&scenario);
    let pages = lay_out(&study, &compose(&study), Look::default(), Paper::A4).unwrap();
    let mut words = Vec::new();
    let area = Rect::from_min_size(Pos2::ZERO, vec2(595.0, 842.0)).shrink(30.0);
    for page in &pages {
        let texts = text_rows(&page.sheet.shapes);
        assert_eq!(faults(&texts, area), Vec::<String>::new());
        for text in texts {
            words.extend(text.text.split_whitespace().map(ToOwned::to_owned));
        }
    }
    for word in 0..3000 {
        assert!(words.contains(&format!("word{word}")), "word{word} is lost");
    }
    // The spreadsheet takes what a cell can hold.
    scenario.notes = "n".repeat(40_000);
    assert!(!render_as(&self::study(&scenario), Format::Xlsx).is_empty());
}
