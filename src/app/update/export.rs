//! Charts and reports as files: rendered in the background, of what is on the screen.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{ColorImage, TextureHandle, TextureOptions};

use crate::analysis::map::Axes;
use crate::analysis::risk::Risk;
use crate::analysis::risk::layout::FINAL_DRAWS;
use crate::app::background::tasks::Threads;
use crate::app::messages::export_target::ExportTarget;
use crate::app::messages::path_purpose::{PathPurpose, TypedPath};
use crate::app::state::State;
use crate::app::state::dialog::{Dialog, PathDialog};
use crate::app::state::export_dialog::{Preview, preview_key};
use crate::app::state::shown::shown_comparison;
use crate::app::tabs::compare::{Comparison, compared_scenarios};
use crate::app::workspace::look;
use crate::app::workspace::notices::Offer;
use crate::charts::comparison::ComparedQuantity;
use crate::charts::figure::FigureKind;
use crate::charts::look::Look;
use crate::charts::plot::axis::TimeAxis;
use crate::evidence::current::CurrentPrices;
use crate::export::drawing::pdf::Attachment;
use crate::export::drawing::{Drawing, PixelSize, png};
use crate::export::format::Format;
use crate::export::paper::PageSetup;
use crate::export::plain::csv;
use crate::export::plain::table::TableStyle;
use crate::export::{self, ExportRequest, figures};
use crate::files::atomic::{UNCONFIRMED, Written};
use crate::files::embedded::{self, CarriedText, ReportSettings};
use crate::files::settings::{ScenarioRef, Settings, Tables};
use crate::files::{atomic, digest, format, locale, names, today};
use crate::scenario::Scenario;
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::record::Record;
use crate::study::Study;

use super::event::Event;
use super::services::Services;
use super::settings;

/// What the window shows, copied so that it can be rendered in the background.
pub(super) struct ExportSnapshot {
    scenario: Scenario,
    /// The name of its file.
    file: Option<String>,
    prices: CurrentPrices,
    knobs: DecisionSettings,
    axes: Option<Axes>,
    threshold: f64,
    risk: Option<Arc<Risk>>,
    look: Look,
    pixels: PixelSize,
    pages: PageSetup,
    table: TableStyle,
    compared: Vec<(ScenarioRef, Scenario)>,
    quantity: ComparedQuantity,
    all_inputs: bool,
}

impl ExportSnapshot {
    pub(super) fn new(state: &State) -> Self {
        let (workspace, tabs) = (&state.workspace, &state.tabs);
        Self {
            scenario: workspace.scenario().clone(),
            file: workspace.document.path().map(names::name_of),
            prices: workspace.prices,
            knobs: workspace.settings.knobs.clone(),
            axes: tabs.map.axes,
            threshold: tabs.risk.threshold,
            risk: workspace.risk.shared(workspace.revision).current().cloned(),
            look: look::export_look(&workspace.settings),
            pixels: look::export_pixels(&workspace.settings),
            pages: look::export_pages(&workspace.settings),
            table: table_style(&workspace.settings),
            compared: compared_scenarios(workspace, &state.library),
            quantity: shown_comparison(state).unwrap_or_default(),
            all_inputs: tabs.compare.all_inputs,
        }
    }

    fn study(&self) -> Study {
        Study::new(&self.scenario, FINAL_DRAWS, &self.knobs)
            .with_prices(self.prices)
            .with_map_over(self.axes)
            .with_risk(self.risk.clone())
    }

    /// The study with the threshold of the screen. A report doesn't use it: the same scenario gives the same report everywhere.
    fn study_on_screen(&self) -> Study {
        self.study().with_saving_threshold(self.threshold)
    }

    /// What makes this export, now, and of what.
    fn record(&self) -> Result<Record, String> {
        let text = format::write(&self.scenario).map_err(|error| error.to_string())?;
        let catalog = self.prices.catalog;
        Ok(Record {
            made_at: today::now_in_digits(),
            file: self.file.clone(),
            scenario_sha256: digest::sha256(&text),
            catalog_read_on: catalog.map(|catalog| catalog.read_on().to_owned()),
            ..Record::default()
        })
    }

    fn report_settings(&self, record: Record, figure: Option<FigureKind>) -> ReportSettings {
        ReportSettings {
            chart: figure
                .map(|kind| (kind.key().to_owned(), self.pixels.width, self.pixels.height)),
            pages: self.pages.keys(),
            dark: self.look.dark,
            transparent: self.look.transparent && figure.is_some(),
            counted_months: self.look.time == TimeAxis::Counted,
            record: Some(record),
            knobs: self.knobs.clone(),
            samples: Some(FINAL_DRAWS),
            map: self
                .axes
                .map(|axes| axes.map(|input| input.path.to_owned())),
        }
    }

    fn attachments(
        &self,
        record: Record,
        figure: Option<FigureKind>,
    ) -> Result<Vec<Attachment>, String> {
        let settings = self.report_settings(record, figure);
        let carried = embedded::write(&self.scenario, &settings);
        let attached = |carried: CarriedText| Attachment {
            name: carried.name,
            description: carried.description.to_owned(),
            text: carried.text,
        };
        carried
            .map(|texts| texts.map(attached).into())
            .map_err(|error| error.to_string())
    }

    fn comparison(&self) -> Comparison {
        Comparison::new(&self.compared, &self.knobs, self.prices)
    }

    /// The chart on the screen, drawn to stand alone.
    pub(super) fn draw(&self, target: ExportTarget) -> Result<Drawing, String> {
        let drawing = match target {
            ExportTarget::Chart(kind) => {
                let study = self.study_on_screen().with_record(self.record()?);
                figures::draw_figure(&study, kind, self.pixels, self.look)
            }
            // Reports and draws are no charts, and never on the screen.
            ExportTarget::Comparison | ExportTarget::Report | ExportTarget::Draws => {
                let studies = self.comparison().studies;
                figures::draw_comparison(&studies, self.quantity, self.pixels, self.look)
            }
        };
        drawing.map_err(|error| error.to_string())
    }

    fn render(&self, target: ExportTarget, format: Format) -> Result<Vec<u8>, String> {
        let record = self.record()?;
        let figure = match target {
            ExportTarget::Chart(kind) => Some(kind),
            ExportTarget::Report | ExportTarget::Draws | ExportTarget::Comparison => None,
        };
        let request = ExportRequest {
            format,
            figure,
            pixels: self.pixels,
            look: Look {
                // Pages have a ground.
                transparent: self.look.transparent && target.is_picture(),
                ..self.look
            },
            table: self.table.in_file(),
            month: None,
            pages: self.pages,
            template: None,
            attachments: self.attachments(record.clone(), figure)?,
        };
        let rendered = match target {
            ExportTarget::Comparison => {
                let studies = self.comparison().studies;
                export::render_comparison(&studies, self.quantity, self.all_inputs, &request)
            }
            ExportTarget::Chart(_) => {
                export::render(&self.study_on_screen().with_record(record), &request)
            }
            ExportTarget::Report | ExportTarget::Draws => {
                export::render(&self.study().with_record(record), &request)
            }
        };
        rendered.map_err(|error| error.to_string())
    }

    /// Writes it to a file. Draws are written as they come: they are many.
    fn write(&self, target: ExportTarget, format: Format, path: &Path) -> Result<Written, String> {
        let written = if target == ExportTarget::Draws {
            if let Some(why) = csv::no_draws_because(&self.scenario) {
                return Err(why.to_owned());
            }
            let style = self.table.in_file();
            atomic::write_atomically_with(path, |file| {
                csv::write_draws(&self.scenario, FINAL_DRAWS, style, &|_| {}, file)
            })
        } else {
            let rendered = self.render(target, format)?;
            atomic::write_atomically_with(path, |file| file.write_all(&rendered))
        };
        written.map_err(|error| error.to_string())
    }
}

/// How tables are written by these settings.
pub(super) fn table_style(settings: &Settings) -> TableStyle {
    match settings.tables {
        Tables::System => TableStyle::for_spreadsheets(locale::has_decimal_comma()),
        Tables::Points => TableStyle::for_spreadsheets(false),
    }
}

/// Chooses a format in the export dialog. That of a chart is proposed the next time too.
pub fn choose_format(state: &mut State, services: &mut Services, format: Format) {
    let Some(Dialog::Export(dialog)) = &mut state.dialog else {
        return;
    };
    dialog.format = format;
    if dialog.target.is_picture() {
        state.workspace.settings.chart_format = Some(format.extension().to_owned());
        settings::save(state, services);
    }
}

/// The drawing as pixels for the screen and the clipboard.
pub(super) fn pixels_of(drawing: &Drawing) -> Result<ColorImage, String> {
    let pixels = png::rasterize(drawing).map_err(|error| error.to_string())?;
    let size = [pixels.width() as usize, pixels.height() as usize];
    Ok(ColorImage::from_rgba_premultiplied(size, pixels.data()))
}

/// The width of a preview, in pixels: twice that on the screen, for sharp screens.
const PREVIEW_WIDTH: u32 = 880;

/// Draws the preview of the export dialog, if that is open.
pub fn poll_preview(state: &mut State, threads: &Threads) -> Result<(), String> {
    const NAME: &str = "preview";
    let key = preview_key(&state.workspace);
    // Taken out for as long as the state is looked at.
    let Some(mut dialog) = state.dialog.take() else {
        return Ok(());
    };
    let polled = match &mut dialog {
        Dialog::Export(export) if export.target.is_picture() => {
            let target = export.target;
            export.preview.poll(threads, NAME, &key, || {
                let snapshot = ExportSnapshot::new(state);
                let ctx = threads.context().clone();
                move || Ok(Some(Preview(preview(&snapshot, target, &ctx))))
            })
        }
        _ => Ok(()),
    };
    state.dialog = Some(dialog);
    polled
}

fn preview(
    snapshot: &ExportSnapshot,
    target: ExportTarget,
    ctx: &egui::Context,
) -> Result<TextureHandle, String> {
    let mut drawing = snapshot.draw(target)?;
    // Laid out as it will be, but with fewer pixels.
    let PixelSize { width, height } = drawing.pixels;
    drawing.pixels = PixelSize {
        width: PREVIEW_WIDTH,
        height: PREVIEW_WIDTH * height / width,
    };
    let image = pixels_of(&drawing)?;
    Ok(ctx.load_texture("export preview", image, TextureOptions::LINEAR))
}

/// Exports to a file of this name, which says the format.
pub fn export(state: &mut State, services: &mut Services, target: ExportTarget, path: PathBuf) {
    let format = match target.format_of(&path) {
        Ok(format) => format,
        Err(problem) => return ask_again(state, target, &path, problem),
    };
    if let Some(folder) = names::missing_folder(&path) {
        let problem = format!("{}: there is no such folder", folder.display());
        return ask_again(state, target, &path, problem);
    }
    let snapshot = ExportSnapshot::new(state);
    services.start(&mut state.workspace.notices, "export", move || {
        Event::Exported {
            result: snapshot.write(target, format, &path),
            target,
            path,
        }
    });
}

/// Asks for another name if one can't be used: what was typed is mended, not typed again.
fn ask_again(state: &mut State, target: ExportTarget, path: &Path, problem: String) {
    if state.dialog.is_some() || state.presenting.is_some() {
        let text = format!("Not exported. {problem}");
        state.workspace.notices.error(text);
        return;
    }
    let format = target.format_of(path).unwrap_or(target.formats()[0]);
    let typed = TypedPath::new(PathPurpose::Export(target, format), path.to_owned());
    state.dialog = Some(Dialog::Path(PathDialog::refused(typed, problem)));
}

/// Says whether it was written.
pub fn exported(
    state: &mut State,
    services: &mut Services,
    target: ExportTarget,
    path: &Path,
    result: Result<Written, String>,
) {
    match result {
        Ok(written) => {
            let folder = path.parent().map(Path::to_owned);
            state.workspace.settings.export_folder = folder;
            settings::save(state, services);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let mut text = format!("{} exported to {name}", target.name());
            if written == Written::Unconfirmed {
                text = format!("{text}, but {UNCONFIRMED}");
            }
            let offers = vec![
                Offer::OpenOutside(path.to_owned()),
                Offer::ShowInFolder(path.to_owned()),
            ];
            state.workspace.notices.done(text, offers);
        }
        Err(error) => ask_again(state, target, path, error),
    }
}
