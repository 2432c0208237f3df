//! Which of the looks the window has.

use egui::ThemePreference;

use crate::files::settings::Theme;

/// Light, dark, or as the system has it.
pub fn choose(ctx: &egui::Context, theme: Theme) {
    ctx.set_theme(match theme {
        Theme::System => ThemePreference::System,
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    });
}
