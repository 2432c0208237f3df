//! What leaves the window: charts and reports as files, charts and tables to paste. Made beside the window, of what is on the screen.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::ColorImage;

use crate::analysis::map::Axes;
use crate::analysis::risk::layout::AT_REST;
use crate::charts::compare::Compares;
use crate::charts::cost::Over;
use crate::charts::figure::Kind;
use crate::charts::look::Look;
use crate::charts::map::Shows;
use crate::export::drawing::{Pixels, png};
use crate::export::format::Format;
use crate::export::{self, Order};
use crate::files::embedded::{self, Decided};
use crate::files::{atomic, names};
use crate::scenario::Scenario;
use crate::scenario::knobs::Knobs;
use crate::study::Study;

use super::compare::{self, Compared};
use super::decide::Page;
use super::dialogs::{Dialog, Purpose};
use super::state::{CostView, State, Tab};
use super::tasks::Event;
use super::{present, theme};

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A chart.
    Chart(Kind),
    /// The whole report.
    Report,
    /// The draws, one by one.
    Draws,
    /// The scenarios that are ticked.
    Comparison,
}

impl What {
    /// The formats that it can have; the first is proposed.
    pub fn formats(self) -> &'static [Format] {
        match self {
            Self::Chart(_) => &[Format::Svg, Format::Png, Format::Pdf],
            Self::Report => &[
                Format::Html,
                Format::Pdf,
                Format::Xlsx,
                Format::Text,
                Format::Json,
                Format::Csv,
            ],
            Self::Draws => &[Format::Draws],
            Self::Comparison => &[Format::Svg, Format::Png, Format::Pdf, Format::Csv],
        }
    }

    /// "Export the chart".
    pub fn title(self) -> &'static str {
        match self {
            Self::Chart(_) => "Export the chart",
            Self::Report => "Export the report",
            Self::Draws => "Export the draws",
            Self::Comparison => "Export the comparison: a chart, or as .csv the table",
        }
    }

    /// The format that a file of this name would have, or which names there are.
    pub fn format_of(self, path: &Path) -> Result<Format, String> {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let format = self
            .formats()
            .iter()
            .find(|format| format.extension().eq_ignore_ascii_case(&extension));
        format.copied().ok_or_else(|| {
            let names: Vec<String> = self
                .formats()
                .iter()
                .map(|format| format!(".{}", format.extension()))
                .collect();
            format!("the name has to end in {}", names.join(", "))
        })
    }

    /// "Support replies cost.svg".
    fn file_name(self, scenario: &Scenario) -> String {
        let stem = names::safe_stem(scenario.title());
        let extension = self.formats()[0].extension();
        match self {
            Self::Chart(kind) => format!("{stem} {}.{extension}", kind.key()),
            Self::Report => format!("{stem} report.{extension}"),
            Self::Draws => format!("{stem} draws.{extension}"),
            Self::Comparison => format!("Comparison.{extension}"),
        }
    }
}

/// The file that is proposed: in the folder of the last export, else beside the scenario.
pub fn proposed(state: &State, what: What, beside: &Path) -> PathBuf {
    let folder = state.settings.export_folder.as_deref();
    let folder = folder.filter(|folder| folder.is_dir()).unwrap_or(beside);
    folder.join(what.file_name(state.document.scenario()))
}

/// The chart on the screen, where there is one that can stand alone.
pub fn shown_figure(state: &State) -> Option<Kind> {
    let kind = match state.tab {
        Tab::Cost => match state.cost_view {
            CostView::Curves(Over::Months) => Kind::Cost,
            CostView::Curves(Over::Queries) => Kind::Queries,
            CostView::Saving => Kind::Saving,
        },
        Tab::Phases => Kind::Phases,
        Tab::Drivers => Kind::Drivers,
        Tab::Risk => state.odds.shown(state.revision).map(|_| Kind::Risk)?,
        Tab::Map => match state.map.shows {
            Shows::Saving => Kind::Map,
            Shows::BreakEven => Kind::MapMonths,
        },
        Tab::Decide if state.decide.page == Page::Way => Kind::Progression,
        Tab::Decide | Tab::Table | Tab::Compare => return None,
    };
    Some(kind)
}

/// What of the screen can be exported as a chart.
pub fn shown(state: &State) -> Option<What> {
    if let Some(presenting) = &state.presenting {
        return match presenting.page {
            present::Page::Chart(kind) => Some(What::Chart(kind)),
            present::Page::Comparison(_) => Some(What::Comparison),
            present::Page::Verdict => None,
        };
    }
    if state.tab == Tab::Compare {
        return (!state.settings.compared.is_empty()).then_some(What::Comparison);
    }
    shown_figure(state).map(What::Chart)
}

/// What of the compared scenarios is on the screen, where they are.
fn shown_comparison(state: &State) -> Option<Compares> {
    match state.presenting.as_ref().map(|presenting| presenting.page) {
        Some(present::Page::Comparison(compares)) => Some(compares),
        Some(_) => None,
        None => (state.tab == Tab::Compare).then_some(state.compare.compares),
    }
}

/// What the window shows, to be worked out in full beside it.
struct Shown {
    scenario: Scenario,
    knobs: Knobs,
    axes: Option<Axes>,
    threshold: f64,
    look: Look,
    compared: Compared,
    compares: Compares,
    all_inputs: bool,
}

impl Shown {
    fn new(state: &State) -> Self {
        Self {
            scenario: state.document.scenario().clone(),
            knobs: state.settings.knobs.clone(),
            axes: state.map.axes,
            threshold: state.threshold,
            look: theme::of_exports(&state.settings),
            compared: compare::compared(state),
            compares: shown_comparison(state).unwrap_or_default(),
            all_inputs: state.compare.all_inputs,
        }
    }

    fn study(&self) -> Study {
        Study::new(&self.scenario, AT_REST, &self.knobs, &|_| {}).with_map_over(self.axes)
    }

    /// The same as it is on the screen; a report is the same wherever it is made.
    fn as_shown(&self) -> Study {
        self.study().reading_off(self.threshold)
    }

    /// What was turned for it.
    fn decided(&self) -> Decided {
        Decided {
            knobs: self.knobs.clone(),
            samples: Some(AT_REST),
            map: self
                .axes
                .map(|axes| axes.map(|input| input.path.to_owned())),
        }
    }

    fn comparison(&self) -> Vec<Study> {
        compare::studies(&self.compared, &self.knobs, AT_REST)
    }

    fn made(&self, what: What, format: Format) -> Result<Vec<u8>, String> {
        let order = Order {
            format,
            figure: match what {
                What::Chart(kind) => Some(kind),
                What::Report | What::Draws | What::Comparison => None,
            },
            pixels: Pixels::SLIDE,
            look: self.look,
            month: None,
            embedded: embedded::wrapped(&self.scenario, &self.decided())
                .map_err(|error| error.to_string())?,
        };
        let made = if what == What::Comparison {
            export::comparison(&self.comparison(), self.compares, self.all_inputs, &order)
        } else {
            let study = match what {
                What::Chart(_) => self.as_shown(),
                _ => self.study(),
            };
            export::document(&study, &order)
        };
        made.map_err(|error| error.to_string())
    }
}

/// Writes it to a file of this name, which says the format.
pub fn export(state: &mut State, what: What, path: PathBuf) {
    let format = match what.format_of(&path) {
        Ok(format) => format,
        Err(problem) => return ask_again(state, what, &path, problem),
    };
    if let Some(folder) = names::missing_folder(&path) {
        let problem = format!("{}: there is no such folder", folder.display());
        return ask_again(state, what, &path, problem);
    }
    let shown = Shown::new(state);
    let started = state.tasks.start("export", move || {
        let result = if what == What::Draws {
            atomic::write_atomically_with(&path, |file| {
                export::plain::csv::draws(&shown.scenario, AT_REST, &|_| {}, file)
            })
            .map_err(|error| error.to_string())
        } else {
            shown.made(what, format).and_then(|made| {
                atomic::write_atomically_with(&path, |file| file.write_all(&made))
                    .map_err(|error| error.to_string())
            })
        };
        Event::Exported { what, path, result }
    });
    if let Err(problem) = started {
        state.notices.error(problem);
    }
}

/// Asks for another name where one can't be used: what was typed is mended, not typed again.
fn ask_again(state: &mut State, what: What, path: &Path, problem: String) {
    if state.dialog.is_some() || state.presenting.is_some() {
        state.notices.error(format!("Not exported. {problem}"));
        return;
    }
    state.dialog = Some(Dialog::Path {
        purpose: Purpose::Export(what),
        text: path.display().to_string(),
        problem: Some(problem),
    });
}

/// Says whether it was written.
pub fn exported(state: &mut State, what: What, path: &Path, result: Result<(), String>) {
    match result {
        Ok(()) => {
            state.settings.export_folder = path.parent().map(Path::to_owned);
            state.save_settings();
            let path = path.display();
            state.notices.info(format!("Exported to {path}"));
        }
        Err(error) => ask_again(state, what, path, error),
    }
}

/// Draws the chart on the screen as a picture to paste.
pub fn copy_chart(state: &mut State) {
    let Some(what) = self::shown(state) else {
        return;
    };
    let shown = Shown::new(state);
    let started = state.tasks.start("copy", move || {
        let drawing = match what {
            What::Chart(kind) => {
                export::figures::drawn(&shown.as_shown(), kind, Pixels::SLIDE, shown.look)
            }
            _ => export::figures::drawn_comparison(
                &shown.comparison(),
                shown.compares,
                Pixels::SLIDE,
                shown.look,
            ),
        };
        let pixels = drawing
            .map_err(|error| error.to_string())
            .and_then(|drawing| png::pixels(&drawing).map_err(|error| error.to_string()));
        match pixels {
            Ok(pixels) => {
                let size = [pixels.width() as usize, pixels.height() as usize];
                let image = ColorImage::from_rgba_premultiplied(size, pixels.data());
                Event::Copied(Arc::new(image))
            }
            Err(problem) => Event::Failed(format!("Not copied. {problem}")),
        }
    });
    if let Err(problem) = started {
        state.notices.error(problem);
    }
}

/// Puts the picture where others paste it from.
pub fn copied(state: &mut State, ctx: &egui::Context, image: &ColorImage) {
    ctx.copy_image(image.clone());
    state.notices.info("The chart is copied as a picture");
}

/// Copies the months, or what is compared, cell by cell as spreadsheets paste them.
pub fn copy_table(state: &mut State, ctx: &egui::Context) {
    let of = compare::of(state);
    let (table, what) = match state.compare.latest.shown(&of) {
        Some((studies, true)) if shown_comparison(state).is_some() => {
            let table = export::plain::csv::comparison(studies, state.compare.all_inputs, '\t');
            (table, "The comparison is copied as a table")
        }
        _ if shown_comparison(state).is_some() => {
            let why = if compare::is_any(state) {
                "The comparison is still being worked out"
            } else {
                "There is nothing to copy yet: tick scenarios in the library"
            };
            state.notices.info(why);
            return;
        }
        _ => {
            let scenario = state.document.scenario();
            let table = export::plain::csv::months(scenario, &state.findings.analysis);
            // No cell has a comma of its own.
            let table = table.replace(',', "\t");
            (table, "The months are copied as a table, unrounded")
        }
    };
    ctx.copy_text(table);
    state.notices.info(what);
}
