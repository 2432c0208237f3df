//! Reports as other programs leave them: joined, saved anew, renamed, locked, damaged. tests/it/files/reports/README.md says how they were
//! made.

use std::path::{Path, PathBuf};

use breakeven::files::embedded::{self, ReportSettings};
use breakeven::files::error::StoreError;
use breakeven::files::store::{self, FileContent};
use breakeven::scenario::knobs::Lever;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::support::scenario;

fn made(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/files/reports")
        .join(name)
}

#[track_caller]
fn open(path: &Path) -> FileContent {
    store::open(path).unwrap_or_else(|error| panic!("{error}"))
}

/// The titles of the scenarios that a file is said to have.
#[track_caller]
fn listed(path: &Path) -> Vec<String> {
    match store::open(path) {
        Err(StoreError::Several { choices, .. }) => {
            choices.into_iter().map(|choice| choice.title).collect()
        }
        other => panic!("{}: {other:?}", path.display()),
    }
}

#[test]
fn a_report_that_was_saved_anew_is_opened_with_its_settings() {
    for name in [
        "plan.pdf",
        "qpdf-compressed.pdf",
        "qpdf-restricted.pdf",
        "qpdf-renamed-among-others.pdf",
        "mutool-clean.pdf",
        "pdftk-compressed.pdf",
        "chromium-saved.html",
        "chromium-saved.mhtml",
    ] {
        let opened = open(&made(name));
        assert_eq!(opened.scenario.name, "Textbook comparison", "{name}");
        assert_eq!(opened.left_out, Vec::<String>::new(), "{name}");
        let knobs = opened.report.unwrap().knobs;
        assert_eq!(knobs.trim.get(), 0.33, "{name}");
        // The web pages were made without levers.
        let levers = name
            .ends_with("pdf")
            .then(|| vec![Lever::TrimPrompt, Lever::Batch]);
        assert_eq!(knobs.selected_levers, levers, "{name}");
    }
}

#[test]
fn reports_of_earlier_versions_are_opened() {
    for name in ["earlier.pdf", "earlier.html"] {
        let opened = open(&made(name));
        assert_eq!(opened.scenario.name, "Textbook comparison", "{name}");
        assert!(opened.report.is_some());
    }
    let joined = made("earlier-joined.pdf");
    assert_eq!(listed(&joined), ["Textbook comparison", "Support replies"]);
    let second = open(&store::with_number(&joined, 2));
    assert_eq!(second.report.unwrap().knobs.trim.get(), 0.33);
    // Scripts have no markup, but some programs escape quotes in them; others reorder attributes and change line ends.
    let page = std::fs::read_to_string(made("earlier.html")).unwrap();
    let (before, rest) = page.split_once("<script").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let (text, after) = rest.split_once("</script").unwrap();
    let escaped = text.replace('"', "&quot;").replace('\n', "\r\n");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("saved.html");
    std::fs::write(
        &path,
        format!("{before}<SCRIPT id='scenario'\ntype=text/plain>{escaped}</script{after}"),
    )
    .unwrap();
    assert_eq!(open(&path).scenario, open(&made("earlier.html")).scenario);
}

#[test]
fn of_several_scenarios_one_is_chosen_by_its_number() {
    for (name, titles) in [
        (
            "pdfunite-joined.pdf",
            ["Textbook comparison", "Premium never pays back"],
        ),
        (
            "qpdf-joined.pdf",
            ["Premium never pays back", "Textbook comparison"],
        ),
        (
            "qpdf-portfolio.pdf",
            ["Premium never pays back", "Textbook comparison"],
        ),
    ] {
        let path = made(name);
        assert_eq!(listed(&path), titles, "{name}");
        let message = store::open(&path).unwrap_err().to_string();
        assert!(
            message.contains(&format!("{name}#1")) && message.contains("USD, 18 months"),
            "{message}"
        );
        for (number, title) in (1..).zip(titles) {
            let opened = open(&store::with_number(&path, number));
            assert_eq!(opened.scenario.name, title);
            let is_plan = title == "Textbook comparison";
            assert_eq!(
                opened.report.unwrap().knobs.trim.get(),
                if is_plan { 0.33 } else { 0.2 }
            );
        }
        assert_eq!(listed(&store::with_number(&path, 3)), titles);
    }
    // The number goes with any file that has one scenario, and a file's own name comes first.
    assert!(store::open(&store::with_number(&made("plan.pdf"), 1)).is_ok());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan #2");
    store::save(&path, &scenario("(name: \"Second\")")).unwrap();
    assert_eq!(open(&path).scenario.name, "Second");
    store::open(&folder.path().join("plan #2#2")).unwrap_err();
}

#[test]
fn what_keeps_a_report_from_being_opened_is_said() {
    for (name, because) in [
        ("qpdf-locked.pdf", "password"),
        ("qpdf-pages-only.pdf", "may have lost its scenario"),
        ("qpdf-newer.pdf", "made by a newer version"),
    ] {
        let error = store::open(&made(name)).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains(because), "{error}");
    }
}

#[test]
fn settings_that_this_version_does_not_know_are_left_out_and_named() {
    let FileContent {
        scenario,
        report,
        left_out,
        ..
    } = open(&made("qpdf-unknown-settings.pdf"));
    assert_eq!(scenario.name, "Textbook comparison");
    let knobs = report.unwrap().knobs;
    assert_eq!((knobs.trim.get(), knobs.margin.get()), (0.33, 0.02));
    assert_eq!(
        knobs.selected_levers,
        Some(vec![Lever::TrimPrompt, Lever::Batch])
    );
    for named in ["knobs.sparkle", "knobs.margin", "Quantise"] {
        assert!(
            left_out.iter().any(|text| text.contains(named)),
            "{left_out:?}"
        );
    }
    assert_eq!(left_out.len(), 3, "{left_out:?}");
}

#[test]
fn the_same_scenario_with_other_settings_is_another_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.html");
    let plan = scenario("(version: 2, name: \"Plan\")");
    let page = |samples| {
        let settings = ReportSettings {
            samples,
            ..ReportSettings::default()
        };
        let texts = embedded::write(&plan, &settings).unwrap();
        texts
            .map(|text| {
                format!(
                    "<pre>{}</pre>",
                    text.text.replace('&', "&amp;").replace('<', "&lt;")
                )
            })
            .concat()
    };
    std::fs::write(&path, page(Some(64)) + &page(Some(64))).unwrap();
    assert_eq!(open(&path).report.unwrap().samples, Some(64));
    std::fs::write(&path, page(Some(64)) + &page(Some(128))).unwrap();
    assert_eq!(listed(&path), ["Plan", "Plan"]);
    assert_eq!(
        open(&store::with_number(&path, 2)).report.unwrap().samples,
        Some(128)
    );
    // A scenario's text shows on the page too, as a text.
    std::fs::write(
        &path,
        page(None) + "<pre>(version: 2, levels: 3)</pre><pre>fn main() {}</pre>",
    )
    .unwrap();
    assert_eq!(open(&path).scenario, plan);
}

/// A PDF with these objects, of which the first is an attached file.
fn pdf_with(attached: Vec<Stream>, others: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let mut names = Vec::new();
    for stream in attached {
        let stream = document.add_object(stream);
        let file = dictionary! {
            "Type" => "Filespec",
            "F" => Object::string_literal("plan.ron"),
            "EF" => dictionary! { "F" => stream },
        };
        names.extend([
            Object::string_literal("plan.ron"),
            Object::Reference(document.add_object(file)),
        ]);
    }
    let root = document.add_object(dictionary! {
        "Type" => "Catalog",
        "Names" => dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } },
    });
    document.trailer.set("Root", root);
    others(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A stream of this many bytes that is a thousandth of it in the file.
fn bomb(dictionary: Dictionary, bytes: usize) -> Stream {
    let mut stream = Stream::new(dictionary, vec![b' '; bytes]);
    stream.compress().unwrap();
    stream
}

#[test]
fn pdfs_made_to_fail_end_in_a_message() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made.pdf");
    let whole = std::fs::read(made("plan.pdf")).unwrap();
    let is_refused = |bytes: &[u8], what: &str| {
        std::fs::write(&path, bytes).unwrap();
        let error = store::open(&path).expect_err(what).to_string();
        assert!(
            error.contains("made.pdf") && !error.contains("takes too long"),
            "{what}: {error}"
        );
    };
    is_refused(
        &pdf_with(vec![bomb(dictionary! {}, 200 << 20)], |_| {}),
        "a bomb",
    );
    is_refused(
        &pdf_with(
            (0..8).map(|_| bomb(dictionary! {}, 20 << 20)).collect(),
            |_| {},
        ),
        "several bombs",
    );
    let objects = dictionary! { "Type" => "ObjStm", "N" => 1, "First" => 4 };
    let add_bomb = |document: &mut Document| {
        document.add_object(bomb(objects, 100 << 20));
    };
    is_refused(&pdf_with(Vec::new(), add_bomb), "a bomb of objects");
    let add_circles = |document: &mut Document| {
        let id = document.new_object_id();
        let circle =
            dictionary! { "EF" => dictionary! { "F" => id }, "F" => id, "Kids" => vec![id.into()] };
        document.objects.insert(id, circle.into());
        let id = document.new_object_id();
        document.objects.insert(id, Object::Reference(id));
        document.add_object(dictionary! { "EF" => id });
    };
    is_refused(&pdf_with(Vec::new(), add_circles), "circles");
    for end in [5, 9, 100, whole.len() / 2] {
        is_refused(&whole[..end], "cut short");
    }
    let mut nested = b"%PDF-1.7\n1 0 obj\n".to_vec();
    nested.extend(vec![b'['; 200_000]);
    is_refused(&nested, "nested too deep");
    // Without its table of objects a PDF can be read nevertheless.
    let text = whole
        .windows(9)
        .position(|part| part == b"startxref")
        .unwrap();
    std::fs::write(&path, &whole[..text]).unwrap();
    assert_eq!(open(&path).scenario.name, "Textbook comparison");
}
