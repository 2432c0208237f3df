//! Files that take a while to be read: the window draws on meanwhile, says how far it is, and gives the reading up when asked to.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use breakeven::app::state::dialog::Dialog;
use breakeven::app::state::evidence::Material;
use breakeven::files::material::progress::Progress;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

use crate::driven::{Home, USUAL, View as _, Window, drop_file, press, wait};
use crate::support::named;

/// A file of some kind with this many rows.
struct Long {
    name: &'static str,
    /// What stands above the rows, between them and below them.
    around: [&'static str; 3],
    row: fn(usize) -> String,
    /// Rows for some seconds of reading on a machine that isn't slow.
    rows: usize,
    /// Whether it is read in a stream, so that giving it up ends the reading at once.
    is_stream: bool,
}

const KINDS: [Long; 4] = [
    Long {
        name: "train.jsonl",
        around: ["", "\n", ""],
        row: |row| {
            format!(
                r#"{{"messages":[{{"role":"user","content":"Where is order {row}? {}"}},{{"role":"assistant","content":"On its way."}}]}}"#,
                "It was to be here yesterday. ".repeat(30)
            )
        },
        rows: 50_000,
        is_stream: true,
    },
    Long {
        name: "usage.csv",
        around: [
            "date,model,prompt_tokens,completion_tokens,api_requests\n",
            "\n",
            "",
        ],
        row: |row| {
            format!(
                "2026-{:02}-{:02},gpt-4.1,{},200,{row}",
                row / 28 % 12 + 1,
                row % 28 + 1,
                row * 1000
            )
        },
        rows: 1_500_000,
        is_stream: true,
    },
    Long {
        name: "prices.json",
        around: ["{", ",\n", "}"],
        row: |row| {
            format!(
                r#""model-{row}": {{"litellm_provider": "provider-{row}", "mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06}}"#
            )
        },
        rows: 99_000,
        is_stream: false,
    },
    Long {
        name: "bills.csv",
        around: ["month,queries,cost\n", "\n", ""],
        row: |row| format!("2026-{:02},{row},{row}.50", row % 12 + 1),
        rows: 2_000_000,
        is_stream: false,
    },
];

fn write(home: &Home, kind: &Long) -> PathBuf {
    let [above, between, below] = kind.around;
    let rows: Vec<String> = (0..kind.rows).map(kind.row).collect();
    let path = home.library().join(kind.name);
    fs::write(&path, format!("{above}{}{below}", rows.join(between))).unwrap();
    path
}

/// How far the file of the open dialog is read; `None` if it isn't being read.
fn progress(window: &Window<'_>) -> Option<Progress> {
    let Some(Dialog::Evidence(dialog)) = &window.view().dialog else {
        return None;
    };
    let progress = match &dialog.material {
        Material::Training(training) => training.reading.progress(),
        Material::Usage(usage) => usage.reading.progress(),
        Material::Prices(prices) => prices.reading.progress(),
        Material::Bills(bills) => bills.reading.progress(),
        Material::Prompt(_) => None,
    };
    progress.cloned()
}

/// Waits until nothing of the file is read any more, and returns how much was.
fn read_in_the_end(progress: &Progress) -> u64 {
    loop {
        let before = progress.read();
        thread::sleep(Duration::from_millis(100));
        if progress.read() == before {
            return before;
        }
    }
}

fn gives_up(give_up: fn(&mut Window<'_>)) {
    for kind in &KINDS {
        let home = Home::new();
        let scenario = home.file("mine.ron", &named("Mine"));
        let mut window = home.window(&[scenario], USUAL);
        let before = window.scenario().clone();
        let path = write(&home, kind);
        let bytes = fs::metadata(&path).unwrap().len();
        drop_file(&mut window, path);
        let name = kind.name;
        let progress = progress(&window).unwrap_or_else(|| panic!("{name} isn’t being read"));
        if kind.is_stream {
            // The window draws on, and more is read from frame to frame.
            let mut frames = Vec::new();
            for _ in 0..5 {
                let start = progress.read();
                wait(&mut window, "more is read", |_| progress.read() > start);
                frames.push(progress.share().unwrap());
                window.get_by_label_contains("MB read");
            }
            assert!(frames.is_sorted() && frames[4] < 1.0, "{name}: {frames:?}");
        }
        give_up(&mut window);
        window.run_steps(2);
        assert!(window.view().dialog.is_none(), "{name}");
        assert!(progress.is_cancelled(), "{name}");
        if kind.is_stream {
            assert!(
                read_in_the_end(&progress) < bytes,
                "{name} was read to its end"
            );
        }
        // What is still found arrives at a dialog that is gone.
        for _ in 0..50 {
            window.step();
            thread::sleep(Duration::from_millis(10));
        }
        assert!(window.view().dialog.is_none(), "{name}");
        assert!(window.workspace().notices.all().is_empty(), "{name}");
        assert_eq!(*window.scenario(), before, "{name}");
    }
}

#[test]
fn a_file_that_is_being_read_is_given_up_with_cancel() {
    gives_up(|window| {
        window
            .get_by_role_and_label(Role::Button, "Cancel")
            .click_accesskit();
    });
}

#[test]
fn a_file_that_is_being_read_is_given_up_with_escape() {
    gives_up(|window| press(window, Modifiers::NONE, Key::Escape));
}
