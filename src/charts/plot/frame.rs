//! The frame around a chart: its finding and caption above it, its scenario below.

use egui::text::LayoutJob;
use egui::{Align, FontFamily, FontId, Label, Layout, RichText, TextFormat, Ui, vec2};

use crate::theme::fonts;
use crate::theme::palette::Palette;

use super::labels::caption_ui;
use super::sizes::SMALL_SIZE;

const TITLE_SIZE: f32 = 20.0;
/// Size of what to do and of the notes around the title.
const HEADING_NOTE_SIZE: f32 = 13.5;
/// Notes are left out if chart and notes have less than this height together, in points.
const MIN_HEIGHT_WITH_NOTES: f32 = 380.0;
/// Space between the chart and the foot, in points.
const FOOT_GAP: f32 = 10.0;
/// A chart in a low frame keeps this height, in points.
const MIN_CHART_HEIGHT: f32 = 120.0;

/// What stands above a chart.
#[derive(Debug, Default)]
pub(crate) struct Heading {
    /// What to do, in small type above the title.
    pub kicker: Option<String>,
    /// What to do, at the start of the title.
    pub lead: Option<String>,
    /// The chart’s finding.
    pub title: Option<String>,
    /// What a reader needs to know beside it; left out where the chart would get too low.
    pub notes: Vec<Note>,
    /// What the chart shows; empty if it says so itself.
    pub caption: String,
}

/// A line below the title.
#[derive(Debug)]
pub(crate) struct Note {
    /// What it is about, in bold; it may be empty.
    pub label: &'static str,
    /// What it says.
    pub text: String,
}

impl Heading {
    /// The heading of a chart that is not of one scenario.
    pub fn new(title: String, caption: String) -> Self {
        Self {
            title: Some(title),
            caption,
            ..Self::default()
        }
    }

    fn is_empty(&self) -> bool {
        let has_words = self.kicker.is_some() || self.title.is_some();
        !has_words && self.caption.is_empty()
    }

    fn ui(self, ui: &mut Ui) {
        let palette = Palette::current(ui);
        ui.spacing_mut().item_spacing.y = 3.0;
        if let Some(kicker) = self.kicker {
            let kicker = RichText::new(kicker)
                .size(HEADING_NOTE_SIZE)
                .color(palette.weak);
            ui.add(Label::new(kicker).wrap());
        }
        if let Some(title) = self.title {
            let mut job = LayoutJob::default();
            let format = |family| TextFormat::simple(FontId::new(TITLE_SIZE, family), palette.text);
            match self.lead {
                Some(lead) => {
                    job.append(&lead, 0.0, format(fonts::bold()));
                    let title = format!(" {title}");
                    job.append(&title, 0.0, format(FontFamily::Proportional));
                }
                None => job.append(&title, 0.0, format(fonts::bold())),
            }
            ui.add(Label::new(job).wrap());
        }
        let has_notes = !self.notes.is_empty() && ui.available_height() >= MIN_HEIGHT_WITH_NOTES;
        for note in self.notes.iter().filter(|_| has_notes) {
            let mut job = LayoutJob::default();
            let size = |family| FontId::new(HEADING_NOTE_SIZE, family);
            let mut text = note.text.clone();
            if !note.label.is_empty() {
                let label = TextFormat::simple(size(fonts::bold()), palette.text);
                job.append(&format!("{}:", note.label), 0.0, label);
                text.insert(0, ' ');
            }
            let plain = TextFormat::simple(size(FontFamily::Proportional), palette.text);
            job.append(&text, 0.0, plain);
            ui.add(Label::new(job).wrap());
        }
        if has_notes {
            ui.add_space(6.0);
        }
        if !self.caption.is_empty() {
            caption_ui(ui, &self.caption);
            ui.add_space(4.0);
        }
    }
}

/// Draws a chart into all the space that `ui` has. Above it stands its heading, below it the scenario that it is drawn from (`foot`).
pub(crate) fn chart_frame_ui(
    ui: &mut Ui,
    heading: Heading,
    foot: Option<String>,
    chart_ui: impl FnOnce(&mut Ui),
) {
    let palette = Palette::current(ui);
    if !heading.is_empty() {
        ui.scope(|ui| heading.ui(ui));
    }
    let below = if foot.is_some() {
        SMALL_SIZE + FOOT_GAP
    } else {
        0.0
    };
    let size = vec2(
        ui.available_width(),
        (ui.available_height() - below).max(MIN_CHART_HEIGHT),
    );
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.set_min_size(size);
        ui.set_max_size(size);
        chart_ui(ui);
    });
    if let Some(foot) = foot {
        let foot = RichText::new(foot).size(SMALL_SIZE).color(palette.weak);
        ui.add(Label::new(foot).truncate());
    }
}
