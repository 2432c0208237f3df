//! What leaves the window: charts and reports as files, pictures and tables to paste, and reports opened again.

use std::path::{Path, PathBuf};

use breakeven::files::embedded::{self, ReportSettings};
use breakeven::files::store;
use breakeven::scenario::Scenario;
use breakeven::scenario::estimate::BoundedNumber;
use breakeven::scenario::knobs::{DecisionSettings, Lever};
use egui::{Key, Modifiers, OutputCommand};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, press, wait, wait_for};
use crate::support::{CTRL_SHIFT, example, wait_for_first_draws};

fn support_replies() -> Scenario {
    example("support-replies")
}

/// A window with "Support replies", of which there are draws.
fn open_with_draws(home: &Home) -> Window<'static> {
    let file = home.file("support.ron", &support_replies());
    let mut window = home.window(&[file], USUAL);
    wait_for_first_draws(&mut window);
    window
}

/// Takes the export dialog as it is, so that the path is asked for.
fn ask_to_export(window: &mut Window<'_>, key: Key) {
    press(window, CTRL_SHIFT, key);
    window.run_steps(2);
    press(window, Modifiers::NONE, Key::Enter);
    window.run_steps(2);
    window.get_by_label("Path");
}

/// Replaces the path in the open dialog, and confirms.
fn enter_path(window: &mut Window<'_>, path: &Path) {
    press(window, Modifiers::COMMAND, Key::A);
    window
        .get_by_label("Path")
        .type_text(&path.display().to_string());
    window.run_steps(2);
    press(window, Modifiers::NONE, Key::Enter);
}

/// What is in an exported file, once it is there.
fn read_export(window: &mut Window<'_>, path: &Path) -> Vec<u8> {
    wait(window, "the file is there", |window| {
        path.exists()
            && window
                .query_all_by_label_contains("exported to")
                .next()
                .is_some()
    });
    std::fs::read(path).unwrap()
}

#[test]
fn the_chart_on_the_screen_is_exported_under_a_name_that_says_its_format() {
    let home = Home::new();
    let mut window = open_with_draws(&home);
    for (tab, proposed, title) in [
        (
            Key::Num2,
            "Support replies cost.svg",
            "Measure before you decide",
        ),
        (
            Key::Num3,
            "Support replies phases.svg",
            "the largest difference",
        ),
        (
            Key::Num5,
            "Support replies risk.svg",
            "fine-tuning is cheaper",
        ),
    ] {
        press(&mut window, Modifiers::COMMAND, tab);
        ask_to_export(&mut window, Key::E);
        let proposed = home.library().join(proposed);
        press(&mut window, Modifiers::NONE, Key::Enter);
        let svg = String::from_utf8(read_export(&mut window, &proposed)).unwrap();
        assert!(svg.starts_with("<svg") && svg.contains(title), "{title}");
    }
    // By another extension it has another format, and the folder is remembered.
    let folder = home.library().join("slides");
    std::fs::create_dir(&folder).unwrap();
    for (extension, begins) in [("png", &b"\x89PNG"[..]), ("pdf", b"%PDF")] {
        ask_to_export(&mut window, Key::E);
        let path = folder.join(format!("chart.{extension}"));
        enter_path(&mut window, &path);
        assert!(read_export(&mut window, &path).starts_with(begins));
    }
    assert_eq!(
        home.settings_file().load().0.export_folder,
        Some(folder.clone())
    );
    // A format that there isn't is refused where it was typed, and nothing is written.
    ask_to_export(&mut window, Key::E);
    let path = folder.join("chart.bmp");
    enter_path(&mut window, &path);
    window.run_steps(3);
    window.get_by_label_contains("The name must end in .svg, .png, .pdf");
    assert!(!path.exists());
    // So is a folder that isn't there, and what is typed then is exported.
    enter_path(&mut window, &home.library().join("missing/chart.png"));
    window.run_steps(3);
    window.get_by_label_contains("there is no such folder");
    // A name that the disk can't take comes back too.
    enter_path(
        &mut window,
        &folder.join(format!("{}.svg", "long ".repeat(80))),
    );
    wait(&mut window, "it is refused", |window| {
        window
            .query_all_by_label_contains("can’t save it")
            .next()
            .is_some()
    });
    // A file that is there is asked about.
    let path = folder.join("chart.png");
    enter_path(&mut window, &path);
    window.run_steps(3);
    window.get_by_label("Replace “chart.png”?");
}

#[test]
fn the_chance_that_is_read_off_is_exported() {
    let home = Home::new();
    let mut window = open_with_draws(&home);
    press(&mut window, Modifiers::COMMAND, Key::Num5);
    window.run_steps(3);
    // The line is dragged to the right.
    let line = window.get_by_label("Threshold of the saving").rect();
    window.drag_at(line.center());
    window.run_steps(2);
    window.hover_at(line.center() + egui::vec2(80.0, 0.0));
    window.run_steps(2);
    window.drop_at(line.center() + egui::vec2(80.0, 0.0));
    window.run_steps(3);
    assert!(window.view().tabs.risk.threshold > 0.0);
    ask_to_export(&mut window, Key::E);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let path = home.library().join("Support replies risk.svg");
    let svg = String::from_utf8(read_export(&mut window, &path)).unwrap();
    assert!(svg.contains("chance of saving more than $"));
}

#[test]
fn the_report_is_exported_and_opened_again_without_becoming_the_file_to_save_to() {
    let home = Home::new();
    let mut window = open_with_draws(&home);
    ask_to_export(&mut window, Key::R);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let report = home.library().join("Support replies report.html");
    let page = read_export(&mut window, &report);
    assert!(page.starts_with(b"<!DOCTYPE html>"));
    assert_eq!(store::read(&report).unwrap(), support_replies());
    // Opened, it is a scenario without a file: saving asks for one.
    let mut window = home.window(std::slice::from_ref(&report), USUAL);
    let state = window.view();
    assert_eq!(*state.workspace.document.scenario(), support_replies());
    assert_eq!(state.workspace.document.path(), None);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.run_steps(3);
    window.get_by_label("Save scenario");
    assert_eq!(std::fs::read(&report).unwrap(), page);
}

#[test]
fn a_report_that_was_decided_with_other_thresholds_offers_them() {
    let home = Home::new();
    let changed = DecisionSettings {
        trim: BoundedNumber::new(0.33).unwrap(),
        selected_levers: Some(vec![Lever::TrimPrompt]),
        ..DecisionSettings::default()
    };
    let axes = ["prompting.serving.output_tokens", "horizon_months"];
    let settings = ReportSettings {
        knobs: changed.clone(),
        samples: Some(256),
        map: Some(axes.map(ToOwned::to_owned)),
        ..ReportSettings::default()
    };
    let report = home.folder.path().join("report.html");
    let texts = embedded::write(&support_replies(), &settings).unwrap();
    let texts = texts.map(|text| {
        format!(
            "<pre>{}</pre>",
            text.text.replace('&', "&amp;").replace('<', "&lt;")
        )
    });
    let page = format!("<p>{}", texts.concat());
    std::fs::write(&report, page).unwrap();
    // Nothing is changed unasked.
    let mut window = home.window(std::slice::from_ref(&report), USUAL);
    let state = window.view();
    assert_eq!(state.workspace.settings.knobs, DecisionSettings::default());
    assert_eq!(
        state.tabs.map.axes.map(|axes| axes.map(|axis| axis.path)),
        Some(axes)
    );
    window.get_by_label_contains("This report used different thresholds");
    window.get_by_label("Use them").click();
    window.run_steps(3);
    assert_eq!(window.workspace().settings.knobs, changed);
    assert!(window.query_by_label("Use them").is_none());
    // Thresholds are remembered; what is of one scenario only is not.
    let kept = home.settings_file().load().0.knobs;
    assert_eq!((kept.trim, kept.selected_levers), (changed.trim, None));
}

#[test]
fn an_export_that_fails_says_why() {
    let home = Home::new();
    let mut window = open_with_draws(&home);
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    ask_to_export(&mut window, Key::E);
    enter_path(&mut window, &PathBuf::from("/nowhere/at/all/chart.svg"));
    window.run_steps(3);
    window.get_by_label_contains("there is no such folder");
    assert!(!PathBuf::from("/nowhere").exists());
}

/// What the window asks of the desktop, once it does.
fn wait_for_command<T>(window: &mut Window<'_>, wanted: impl Fn(&OutputCommand) -> Option<T>) -> T {
    wait_for(window, "it asks the desktop", |window| {
        let commands = &window.output().platform_output.commands;
        commands.iter().find_map(&wanted)
    })
}

#[test]
fn a_chart_is_copied_as_a_picture_and_the_months_as_a_table() {
    let home = Home::new();
    let mut window = open_with_draws(&home);
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    window.key_press_modifiers(CTRL_SHIFT, Key::C);
    let size = wait_for_command(&mut window, |command| match command {
        OutputCommand::CopyImage(image) => Some(image.size),
        _ => None,
    });
    assert_eq!(size, [1920, 1080]);
    press(&mut window, CTRL_SHIFT, Key::T);
    // Once the message about the chart had its time.
    wait(&mut window, "it says so", |window| {
        window
            .query_by_label_contains("Monthly table copied")
            .is_some()
    });
    // Where there is no chart there is nothing to copy or export.
    press(&mut window, Modifiers::COMMAND, Key::Num7);
    press(&mut window, CTRL_SHIFT, Key::E);
    assert!(window.query_by_label("Export chart").is_none());
}

/// The size of a PNG file, from its header.
fn png_size(bytes: &[u8]) -> [u32; 2] {
    [16, 20].map(|at| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()))
}

#[test]
fn format_size_and_colours_are_chosen_with_a_preview_and_proposed_again() {
    let home = Home::new();
    let mut window = open_with_draws(&home);
    press(&mut window, Modifiers::COMMAND, Key::Num2);
    press(&mut window, CTRL_SHIFT, Key::E);
    for choice in ["PNG picture", "Square", "Dark", "None"] {
        window.run_steps(2);
        window.get_by_label(choice).click();
    }
    window.run_steps(2);
    wait(&mut window, "the preview shows it", |window| {
        let preview = window.query_by_label("Preview, 1200 × 1200 pixels");
        preview.is_some_and(|preview| preview.rect().aspect_ratio() == 1.0)
    });
    window.get_by_label("Export…").click();
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let path = home.library().join("Support replies cost.png");
    let picture = read_export(&mut window, &path);
    assert_eq!(png_size(&picture), [1200, 1200]);
    // The next one is proposed like that, and copies are made like that.
    press(&mut window, CTRL_SHIFT, Key::E);
    window.run_steps(2);
    window.get_by_label("Copy picture").click();
    let pixels = wait_for_command(&mut window, |command| match command {
        OutputCommand::CopyImage(image) => Some(image.clone()),
        _ => None,
    });
    assert_eq!(pixels.size, [1200, 1200]);
    assert_eq!(pixels.pixels[0], egui::Color32::TRANSPARENT);
    let kept = home.settings_file().load().0;
    assert_eq!(kept.chart_format.as_deref(), Some("png"));
    assert!(kept.export_dark && kept.export_transparent);
}

#[test]
fn a_report_offers_its_formats_and_nothing_else() {
    let home = Home::new();
    let mut window = open_with_draws(&home);
    press(&mut window, CTRL_SHIFT, Key::R);
    window.run_steps(2);
    assert!(window.query_by_label("Slide 16:9").is_none());
    window.get_by_label("Excel workbook").click();
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let path = home.library().join("Support replies report.xlsx");
    assert!(read_export(&mut window, &path).starts_with(b"PK"));
}
