//! The manager of saved scenarios: the library folder's files with their verdicts, files from elsewhere, and the examples.

use std::path::{Path, PathBuf};

use egui::{Align, Layout, RichText, ScrollArea, Sense, Ui, vec2};

use crate::analysis::Analysis;
use crate::analysis::finding::verdict::Outcome;
use crate::analysis::side::Side;
use crate::files::examples::{EXAMPLES, Example};
use crate::files::library::{self, Entry, Watch};
use crate::files::settings::Pick;
use crate::scenario::Scenario;
use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::action::{Action, Actions};
use super::command::Command;
use super::compare;
use super::state::State;
use super::tasks::{Event, Tasks};

/// A file as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The file.
    pub path: PathBuf,
    /// The file without links.
    pub resolved: Option<PathBuf>,
    /// The scenario's name, or the file's.
    pub title: String,
    /// The verdict in a word and the side that it speaks for, or why the file can't be read.
    pub verdict: Result<(String, Option<Side>), String>,
}

impl Item {
    fn new(entry: &Entry) -> Self {
        let file_stem = || {
            entry
                .path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        };
        let (title, verdict) = match &entry.scenario {
            Ok(scenario) if scenario.name.trim().is_empty() => {
                (file_stem(), Ok(verdict_in_a_word(scenario)))
            }
            Ok(scenario) => (scenario.name.clone(), Ok(verdict_in_a_word(scenario))),
            Err(problem) => (file_stem(), Err(problem.clone())),
        };
        Self {
            path: entry.path.clone(),
            resolved: entry.path.canonicalize().ok(),
            title,
            verdict,
        }
    }
}

fn verdict_in_a_word(scenario: &Scenario) -> (String, Option<Side>) {
    let outcome = Outcome::new(scenario, &Analysis::new(scenario));
    (outcome.short(scenario), outcome.side())
}

/// An example as the list shows it.
struct ExampleItem {
    example: &'static Example,
    title: String,
    verdict: (String, Option<Side>),
}

/// The list, and how it is kept up to date.
pub struct Library {
    folder: PathBuf,
    /// Files from outside the folder that were opened in this session.
    others: Vec<PathBuf>,
    entries: Vec<Entry>,
    /// As shown.
    pub items: Vec<Item>,
    /// The examples' verdicts, worked out once.
    examples: Vec<ExampleItem>,
    /// Shown are the scenarios whose name holds this.
    pub filter: String,
    /// Why the folder can't be listed.
    pub problem: Option<String>,
    /// Why changes in it aren't noticed.
    watch_problem: Option<String>,
    watch: Option<Watch>,
    listing: bool,
    list_again: bool,
}

impl Library {
    /// A library that hasn't been listed yet.
    pub fn new(folder: PathBuf, others: &[PathBuf]) -> Self {
        let examples = EXAMPLES
            .iter()
            .filter_map(|example| {
                let scenario = example.scenario().ok()?;
                Some(ExampleItem {
                    example,
                    title: scenario.title().to_owned(),
                    verdict: verdict_in_a_word(&scenario),
                })
            })
            .collect();
        Self {
            folder,
            others: others.to_vec(),
            entries: Vec::new(),
            items: Vec::new(),
            examples,
            filter: String::new(),
            problem: None,
            watch_problem: None,
            watch: None,
            listing: false,
            list_again: false,
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The scenario of a file that is listed, as it was read last.
    pub fn scenario(&self, path: &Path) -> Option<&Scenario> {
        let entry = self.entries.iter().find(|entry| entry.path == path)?;
        entry.scenario.as_deref().ok()
    }

    /// Takes another folder.
    pub fn set_folder(&mut self, folder: PathBuf, tasks: &Tasks) {
        self.folder = folder;
        self.watch = None;
        self.refresh(tasks);
    }

    /// Adds a file to the list, if it isn't in the folder.
    pub fn add(&mut self, path: &Path) {
        if !self.others.iter().any(|other| other == path) {
            self.others.push(path.to_owned());
        }
    }

    /// Lists the files anew, beside the window.
    pub fn refresh(&mut self, tasks: &Tasks) {
        if !self.folder.is_dir() {
            // One that is made anew later has to be watched anew.
            self.watch = None;
        } else if self.watch.is_none() {
            let send = tasks.outbox();
            match Watch::new(&self.folder, move || send(Event::LibraryChanged)) {
                Ok(watch) => {
                    self.watch = Some(watch);
                    self.watch_problem = None;
                }
                Err(problem) => {
                    self.watch_problem =
                        Some(format!("Changes made outside aren’t noticed: {problem}"));
                }
            }
        }
        if self.listing {
            self.list_again = true;
            return;
        }
        let (folder, others, known) = (
            self.folder.clone(),
            self.others.clone(),
            self.entries.clone(),
        );
        let started = tasks.start("library", move || {
            Event::Listed(library::list(&folder, &others, &known).map(|entries| {
                let items = entries.iter().map(Item::new).collect();
                (entries, items)
            }))
        });
        match started {
            Ok(()) => self.listing = true,
            Err(problem) => self.problem = Some(problem),
        }
    }

    /// Takes a finished listing.
    pub fn listed(&mut self, listed: Result<(Vec<Entry>, Vec<Item>), String>, tasks: &Tasks) {
        self.listing = false;
        match listed {
            Ok((entries, items)) => {
                self.entries = entries;
                self.items = items;
                self.items.sort_by_key(|item| item.title.to_lowercase());
                self.problem = None;
            }
            Err(problem) => self.problem = Some(problem),
        }
        if std::mem::take(&mut self.list_again) {
            self.refresh(tasks);
        }
    }

    fn matches(&self, title: &str) -> bool {
        title
            .to_lowercase()
            .contains(&self.filter.trim().to_lowercase())
    }
}

/// Draws the panel's content.
pub fn library_ui(ui: &mut Ui, state: &State, actions: &mut Actions) {
    let palette = Palette::current(ui);
    ui.horizontal(|ui| {
        ui.label(
            RichText::new("Scenarios")
                .small()
                .family(fonts::bold())
                .color(palette.weak),
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let hide = egui::Button::new(RichText::new("«").color(palette.weak))
                .frame_when_inactive(false);
            if ui.add(hide).on_hover_text("Hide the library").clicked() {
                actions.run(Command::ToggleLibrary);
            }
            let new = egui::Button::new(RichText::new("+ New").small().color(palette.accent))
                .frame_when_inactive(false);
            if ui
                .add(new)
                .on_hover_text(Command::New.describe().tooltip)
                .clicked()
            {
                actions.run(Command::New);
            }
        });
    });
    let mut filter = state.library.filter.clone();
    let edit = egui::TextEdit::singleline(&mut filter)
        .hint_text("Filter")
        .desired_width(f32::INFINITY);
    let response = ui.add(edit);
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter scenarios"));
    if response.changed() {
        actions.send(Action::FilterLibrary(filter));
    }
    ui.add_space(4.0);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for item in state
            .library
            .items
            .iter()
            .filter(|item| state.library.matches(&item.title))
        {
            file_ui(ui, item, state, actions);
        }
        if state.library.items.is_empty() {
            let folder = state.library.folder().display().to_string();
            ui.label(
                RichText::new("Saved scenarios appear here")
                    .small()
                    .color(palette.weak),
            )
            .on_hover_text(folder);
        }
        for problem in [&state.library.problem, &state.library.watch_problem]
            .into_iter()
            .flatten()
        {
            ui.label(RichText::new(problem).small().color(palette.error));
        }
        ui.add_space(10.0);
        ui.label(
            RichText::new("Examples")
                .small()
                .family(fonts::bold())
                .color(palette.weak),
        );
        for ExampleItem {
            example,
            title,
            verdict,
        } in &state.library.examples
        {
            if state.library.matches(title) {
                let open =
                    state.document.path.is_none() && state.document.scenario().name == *title;
                let row = row_ui(ui, title, Ok(verdict), open);
                let pick = Pick::Example(example.name.to_owned());
                compare::tick_ui(ui, row.rect, title, pick, state, actions);
                if row.clicked() {
                    actions.send(Action::OpenExample(example));
                }
            }
        }
        ui.add_space(8.0);
    });
}

fn file_ui(ui: &mut Ui, item: &Item, state: &State, actions: &mut Actions) {
    let open = item.resolved.is_some() && state.document.resolved == item.resolved;
    let path = &item.path;
    let row = if open {
        // As it is in the window, not as it was saved.
        let mark = if state.document.is_dirty() {
            " •"
        } else {
            ""
        };
        let title = format!("{}{mark}", state.document.scenario().title());
        let verdict = &state.findings.verdict;
        row_ui(
            ui,
            &title,
            Ok(&(verdict.short.clone(), verdict.outcome.side())),
            open,
        )
    } else {
        row_ui(ui, &item.title, item.verdict.as_ref(), open)
    };
    if item.verdict.is_ok() {
        let pick = Pick::File(path.clone());
        compare::tick_ui(ui, row.rect, &item.title, pick, state, actions);
    }
    let row = row.on_hover_ui(|ui| {
        ui.label(path.display().to_string());
        if let Err(problem) = &item.verdict {
            ui.label(problem);
        }
    });
    if row.clicked() {
        actions.send(Action::OpenFile(path.clone()));
    }
    row.context_menu(|ui| {
        let mut entry = |name: &str, action: Action| {
            if ui.button(name).clicked() {
                actions.send(action);
                ui.close();
            }
        };
        entry("Open", Action::OpenFile(path.clone()));
        entry(
            Command::Duplicate.describe().name,
            Action::DuplicateFile(path.clone()),
        );
        entry(
            Command::Rename.describe().name,
            Action::AskForName(path.clone()),
        );
        entry(
            Command::Reveal.describe().name,
            Action::RevealFile(path.clone()),
        );
        entry(
            Command::Delete.describe().name,
            Action::DeleteFile(path.clone()),
        );
    });
}

/// A scenario's name over its verdict; the whole row can be clicked.
fn row_ui(
    ui: &mut Ui,
    title: &str,
    verdict: Result<&(String, Option<Side>), &String>,
    open: bool,
) -> egui::Response {
    let palette = Palette::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 42.0), Sense::click());
    let (words, color) = match verdict {
        Ok((words, side)) => (
            words.clone(),
            side.map_or(palette.weak, |side| palette.side(side)),
        ),
        Err(problem) => (format!("broken: {problem}"), palette.error),
    };
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::Role::ListBoxOption,
            true,
            open,
            format!("{title}, {words}"),
        )
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let fill = if open {
        palette.selection
    } else if response.hovered() {
        palette.field_hover
    } else {
        egui::Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, 6.0, fill);
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, palette.accent);
        ui.painter()
            .rect_stroke(rect, 6.0, stroke, egui::StrokeKind::Inside);
    }
    // The box to tick stands at the end.
    let width = rect.width() - 36.0;
    let line = |text: &str, size: f32, color| {
        let mut job = egui::text::LayoutJob::simple_singleline(
            text.to_owned(),
            egui::FontId::proportional(size),
            color,
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        ui.painter().layout_job(job)
    };
    let at = rect.min + vec2(8.0, 5.0);
    ui.painter()
        .galley(at, line(title, 13.5, palette.text), palette.text);
    ui.painter()
        .galley(at + vec2(0.0, 17.5), line(&words, 11.5, color), color);
    response
}
