//! The settings of appearance, applied to the window and to exports.

use egui::ThemePreference;

use crate::charts::look::Look;
use crate::charts::plot::axis::TimeAxis;
use crate::export::drawing::PixelSize;
use crate::export::paper::{PageLayout, PageSetup, Paper};
use crate::files::settings::{ExportPaper, ExportSize, MonthLabels, Settings, Theme};

/// Makes the window light, dark, or as the system has it.
pub fn apply_theme(ctx: &egui::Context, theme: Theme) {
    ctx.set_theme(match theme {
        Theme::System => ThemePreference::System,
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    });
}

/// How axes label months.
pub fn time_axis(settings: &Settings) -> TimeAxis {
    match settings.month_labels {
        MonthLabels::Calendar => TimeAxis::Calendar,
        MonthLabels::Counted => TimeAxis::Counted,
    }
}

/// The look of what is exported.
pub fn export_look(settings: &Settings) -> Look {
    Look {
        dark: settings.export_dark,
        transparent: settings.export_transparent,
        time: time_axis(settings),
    }
}

/// The size of exported charts.
pub fn export_pixels(settings: &Settings) -> PixelSize {
    let (width, height) = match settings.export_size {
        ExportSize::Slide => (1920, 1080),
        ExportSize::Classic => (1600, 1200),
        ExportSize::Square => (1200, 1200),
        // 210 by 148 millimetres at 300 dots per inch.
        ExportSize::Print => (2480, 1748),
    };
    PixelSize { width, height }
}

/// The pages of reports that are exported as PDF.
pub fn export_pages(settings: &Settings) -> PageSetup {
    PageSetup {
        paper: match settings.export_paper {
            ExportPaper::A4 => Paper::A4,
            ExportPaper::Letter => Paper::Letter,
        },
        layout: if settings.export_one_page {
            PageLayout::OnePage
        } else {
            PageLayout::Report
        },
    }
}
