//! The rules on made-up trees: what runs the wrong way is found and named, what runs the right way isn't.

use super::house::ROOMS;
use super::{rules, source};

/// The only fault that a rule finds in a tree of (path, text).
#[track_caller]
fn only_fault(rule: fn(&[source::SourceFile]) -> Vec<String>, files: &[(&str, &str)]) -> String {
    let mut faults = rule(&source::read(files));
    assert_eq!(faults.len(), 1, "{faults:#?}");
    faults.remove(0)
}

/// All faults that any rule finds.
fn faults(files: &[(&str, &str)]) -> Vec<String> {
    let tree = source::read(files);
    [
        rules::between_rooms(&tree),
        rules::between_floors(&tree),
        rules::circles(&tree),
        rules::forbidden_names(&tree),
    ]
    .concat()
}

#[test]
fn a_room_that_knows_one_above_it_is_refused() {
    assert_eq!(
        only_fault(
            rules::between_rooms,
            &[
                (
                    "scenario/mod.rs",
                    "//! Not crate::app.\nuse crate::analysis::Analysis;"
                ),
                ("analysis/mod.rs", "pub struct Analysis;"),
            ]
        ),
        "src/scenario/mod.rs:2 imports crate::analysis::Analysis: scenario must not know analysis/mod.rs, it may know no other room"
    );
}

#[test]
fn each_import_of_a_group_counts() {
    let found = rules::between_rooms(&source::read(&[
        (
            "analysis/ledger.rs",
            "use crate::{scenario::{Scenario, files}, files::{store::{self, Opened}}, app};",
        ),
        ("scenario/mod.rs", ""),
        ("files/mod.rs", ""),
        ("files/store.rs", ""),
        ("app/mod.rs", ""),
    ]));
    let named: Vec<_> = found
        .iter()
        .map(|fault| fault.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        named,
        [
            "src/analysis/ledger.rs:1 imports crate::files::store",
            "src/analysis/ledger.rs:1 imports crate::files::store::Opened",
            "src/analysis/ledger.rs:1 imports crate::app",
        ]
    );
}

#[test]
fn a_path_in_the_midst_of_code_or_of_a_macro_counts() {
    for code in [
        "fn f() { crate::files::format::read(\"\") }",
        "fn f() -> Vec<crate::files::format::Format> { Vec::<u8>::new(); }",
        "fn f() { format!(\"{}\", crate::files::format::VERSION) }",
        "use crate::files as disk; fn f() { disk::format::read(\"\") }",
        "mod inner { fn f() { super::super::super::files::format::read(\"\") } }",
    ] {
        let files = [
            ("evidence/catalog.rs", code),
            ("files/mod.rs", ""),
            ("files/format.rs", ""),
        ];
        let found = rules::between_rooms(&source::read(&files)).join("\n");
        assert!(
            found.contains("must not know files/format.rs"),
            "{code}: {found}"
        );
    }
}

#[test]
fn the_theme_knows_one_file_of_the_analysis_only() {
    let files = [
        (
            "theme/palette.rs",
            "use crate::analysis::approach::Approach;\nuse crate::analysis::ledger::Phase;",
        ),
        ("analysis/approach.rs", ""),
        ("analysis/ledger.rs", ""),
    ];
    assert!(
        only_fault(rules::between_rooms, &files)
            .starts_with("src/theme/palette.rs:2 imports crate::analysis::ledger::Phase: ")
    );
}

#[test]
fn the_app_and_the_command_line_do_not_know_each_other() {
    let files = [
        ("main.rs", "use breakeven::{app, cli};"),
        ("app/mod.rs", "use crate::cli::Arguments;"),
        ("cli/mod.rs", "use crate::charts::figure::Figure;"),
        ("charts/figure.rs", ""),
    ];
    assert!(only_fault(rules::between_rooms, &files).contains("app must not know cli/mod.rs"));
}

#[test]
fn a_new_room_and_a_new_part_of_a_room_have_to_be_entered() {
    assert!(only_fault(rules::between_rooms, &[("novelty.rs", "")]).contains("src/novelty.rs: "));
    assert_eq!(
        only_fault(
            rules::between_floors,
            &[
                ("app/novelty.rs", ""),
                ("app/mod.rs", "mod novelty; use novelty::New;")
            ]
        ),
        "src/app/novelty.rs: tests/it/layers/house.rs gives novelty no floor in app"
    );
}

#[test]
fn an_import_from_a_higher_floor_is_refused() {
    assert_eq!(
        only_fault(
            rules::between_floors,
            &[
                (
                    "app/tabs/map.rs",
                    "use egui::Ui;\nuse super::super::state::State;"
                ),
                ("app/tabs/mod.rs", ""),
                ("app/state/mod.rs", "use super::tabs::map::MapTab;"),
            ]
        ),
        "src/app/tabs/map.rs:2 imports super::super::state::State: this leads up, from tabs to state"
    );
}

#[test]
fn an_import_from_beside_is_refused() {
    assert_eq!(
        only_fault(
            rules::between_floors,
            &[
                ("app/view/menu.rs", "fn f() { crate::app::update::apply() }"),
                (
                    "app/view/mod.rs",
                    "use super::state; mod menu; fn f() { menu::menu_ui() }"
                ),
                ("app/update/mod.rs", "use super::state;"),
                ("app/state/mod.rs", ""),
            ]
        ),
        "src/app/view/menu.rs:1 imports crate::app::update::apply: this leads sideways, from view to update"
    );
}

#[test]
fn a_child_that_imports_from_its_mod_rs_is_a_circle() {
    assert_eq!(
        only_fault(
            rules::circles,
            &[
                (
                    "app/present/mod.rs",
                    "mod walk;\npub struct Page;\nfn f() { walk::pages(); walk::stop() }"
                ),
                ("app/present/walk.rs", "use super::Page;"),
            ]
        ),
        "a circle of imports:\n  \
         src/app/present/mod.rs:3 imports walk::pages from src/app/present/walk.rs\n  \
         src/app/present/walk.rs:1 imports super::Page from src/app/present/mod.rs"
    );
}

#[test]
fn a_circle_over_several_files_is_told_from_its_start() {
    let files = [
        ("files/mod.rs", "pub mod a; pub mod b; pub mod c;"),
        ("files/a.rs", "use super::b::{B, self};"),
        ("files/b.rs", "use crate::files::c;"),
        (
            "files/c.rs",
            "use super::mod_free;\nfn f() { super::a::f() }",
        ),
        ("files/d.rs", "use super::a::f;"),
    ];
    assert_eq!(
        only_fault(rules::circles, &files),
        "a circle of imports:\n  \
         src/files/a.rs:1 imports super::b::B, super::b from src/files/b.rs\n  \
         src/files/b.rs:1 imports crate::files::c from src/files/c.rs\n  \
         src/files/c.rs:2 imports super::a::f from src/files/a.rs"
    );
}

#[test]
fn what_a_room_must_not_touch_is_refused() {
    for (path, code) in [
        ("analysis/mod.rs", "use std::fs;"),
        (
            "decision/rules.rs",
            "use std::{env, collections::BTreeMap};",
        ),
        (
            "charts/cost/mod.rs",
            "use std::time::Instant;\nfn f() { Instant::now(); Instant::now(); }",
        ),
        ("study/mod.rs", "use egui::Color32;"),
        ("analysis/mod.rs", "use egui::Color32;"),
        ("cli/mod.rs", "fn f(ui: &mut ::egui::Ui) {}"),
        ("scenario/mod.rs", "use std::thread::{spawn};"),
        ("files/library.rs", "fn f() -> anyhow::Result<()> { }"),
        ("app/tabs/map.rs", "fn f() { std::thread::spawn(|| ()) }"),
        ("app/view/menu.rs", "fn f() { std::fs::write(\"\", \"\") }"),
        (
            "app/editor/mod.rs",
            "use crate::files::store::{self, Opened}; fn f() { store::save() }",
        ),
    ] {
        let found = only_fault(
            rules::forbidden_names,
            &[(path, code), ("files/store.rs", "")],
        );
        assert!(found.starts_with(&format!("src/{path}:")), "{found}");
    }
}

#[test]
fn imports_that_run_the_right_way_are_no_faults() {
    let none: Vec<String> = Vec::new();
    let files = [
        ("lib.rs", "pub mod app; pub mod cli;"),
        ("main.rs", "use breakeven::cli::{self, Arguments};"),
        (
            "scenario/mod.rs",
            "pub mod estimate; mod domain; pub use estimate::Estimate;",
        ),
        (
            "scenario/estimate.rs",
            "use super::domain::Domain;\nuse my_egui::x;",
        ),
        (
            "scenario/domain.rs",
            "#[cfg(test)]\nmod tests { use super::*; use crate::scenario::Estimate; fn f() { std::fs::read() } }",
        ),
        (
            "analysis/mod.rs",
            "//! See [`crate::app`].\nmod breakeven; use breakeven::BreakEven; use crate::scenario::{Estimate, files};",
        ),
        (
            "analysis/breakeven.rs",
            "// use crate::app;\nconst A: &str = \"use crate::app;\"; pub(in crate::analysis) fn f() {}",
        ),
        (
            "analysis/risk.rs",
            "use std::thread; fn f() { thread::scope() }",
        ),
        (
            "files/store.rs",
            "use std::{fs, time::SystemTime};\nuse crate::scenario::Scenario;",
        ),
        (
            "export/drawing/svg.rs",
            "use crate::{analysis::Analysis, charts, scenario};\nuse egui::Shape;",
        ),
        ("charts/mod.rs", ""),
        (
            "cli/mod.rs",
            "use anyhow::Result; fn f() { crate::files::store::open() }",
        ),
        (
            "app/mod.rs",
            "mod state; mod update; use state::State; fn f() { update::apply(); anyhow::bail!() }",
        ),
        (
            "app/update/mod.rs",
            "mod save; use super::state::State; use std::thread; fn f() { save::save() }",
        ),
        (
            "app/update/save.rs",
            "use crate::files::store; fn f() { store::save() }",
        ),
        (
            "app/state/mod.rs",
            "use super::tabs::map::MapTab; use crate::files::store::Opened;",
        ),
        (
            "app/tabs/map.rs",
            "use super::headline; use crate::app::messages::screen::Tab;",
        ),
        ("app/tabs/headline.rs", ""),
        ("app/messages/screen.rs", ""),
    ];
    assert_eq!(faults(&files), none);
}

#[test]
fn a_room_knows_only_rooms_that_stand_before_it_in_the_table() {
    for (place, room) in ROOMS.iter().enumerate() {
        let before: Vec<_> = ROOMS[..place].iter().map(|room| room.name).collect();
        for known in room.may_know {
            let name = known.split('/').next().unwrap();
            assert!(before.contains(&name), "{} may know {known}", room.name);
        }
    }
}

#[test]
fn a_name_in_the_tables_that_is_gone_is_found() {
    let gone = rules::stale_names(&source::read(&[(
        "app/tabs/map.rs",
        "use crate::files::store;",
    )]))
    .join("\n");
    assert!(
        gone.contains("app/view")
            && gone.contains("scenario")
            && gone.contains("analysis/approach.rs"),
        "{gone}"
    );
    assert!(
        !gone.contains("app/tabs") && !gone.contains("crate::files::store"),
        "{gone}"
    );
}
