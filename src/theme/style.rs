//! The style of the window and of exported drawings: fonts, sizes and spacing, with the palette's colours, set in egui.

use egui::{CornerRadius, FontId, Shadow, Stroke, TextStyle, vec2};

use super::fonts::{self, bold};
use super::palette::Palette;

/// Sets fonts and the styles of both themes in a context.
pub fn install(ctx: &egui::Context) {
    install_fonts(ctx);
    install_styles(ctx);
}

/// Sets the fonts in a context.
pub fn install_fonts(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    ctx.add_font_provider(fonts::system_font_provider());
}

/// Sets the styles of both themes in a context.
pub fn install_styles(ctx: &egui::Context) {
    ctx.options_mut(|options| {
        options.fallback_theme = egui::Theme::Light;
        // Zooming is a command, with the other keys in the menu.
        options.zoom_with_keyboard = false;
    });
    for (theme, dark) in [(egui::Theme::Light, false), (egui::Theme::Dark, true)] {
        let mut style = (*ctx.style_of(theme)).clone();
        apply(&mut style, Palette::for_theme(dark));
        ctx.set_style_of(theme, style);
    }
}

fn apply(style: &mut egui::Style, palette: &Palette) {
    style.text_styles = [
        (TextStyle::Small, FontId::proportional(11.5)),
        (TextStyle::Body, FontId::proportional(13.5)),
        (TextStyle::Button, FontId::proportional(13.5)),
        (TextStyle::Monospace, FontId::monospace(13.0)),
        (TextStyle::Heading, FontId::new(17.0, bold())),
        (
            TextStyle::Name("headline".into()),
            FontId::new(22.0, fonts::headline()),
        ),
        (TextStyle::Name("figure".into()), FontId::new(19.0, bold())),
    ]
    .into();
    style.spacing.item_spacing = vec2(8.0, 4.0);
    style.spacing.button_padding = vec2(10.0, 4.0);
    style.spacing.interact_size.y = 24.0;
    style.spacing.menu_margin = egui::Margin::same(6);
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    style.interaction.tooltip_delay = 0.4;

    let visuals = &mut style.visuals;
    visuals.panel_fill = palette.background;
    visuals.window_fill = palette.card;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.window_shadow = Shadow {
        offset: [0, 6],
        blur: 24,
        spread: 0,
        color: egui::Color32::from_black_alpha(48),
    };
    visuals.popup_shadow = Shadow {
        offset: [0, 3],
        blur: 12,
        spread: 0,
        color: egui::Color32::from_black_alpha(36),
    };
    visuals.extreme_bg_color = palette.field;
    visuals.faint_bg_color = palette.field;
    visuals.selection.bg_fill = palette.selection;
    // Selected text stays as dark as it was, and the field that has the keyboard has an outline of that colour.
    visuals.selection.stroke = Stroke::new(1.5, palette.text);
    visuals.hyperlink_color = palette.accent;
    visuals.error_fg_color = palette.error;
    visuals.warn_fg_color = palette.warning;
    visuals.weak_text_color = Some(palette.weak);
    let widgets = &mut visuals.widgets;
    for widget in [
        &mut widgets.noninteractive,
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        widget.fg_stroke = Stroke::new(1.0, palette.text);
        widget.corner_radius = CornerRadius::same(5);
        widget.expansion = 0.0;
    }
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.faint);
    widgets.inactive.bg_fill = palette.field;
    widgets.inactive.weak_bg_fill = palette.field;
    widgets.inactive.bg_stroke = Stroke::new(1.0, palette.field_line);
    widgets.hovered.bg_fill = palette.field_hover;
    widgets.hovered.weak_bg_fill = palette.field_hover;
    widgets.hovered.bg_stroke = Stroke::new(1.0, palette.accent);
    widgets.active.bg_fill = palette.selection;
    widgets.active.weak_bg_fill = palette.selection;
    widgets.active.bg_stroke = Stroke::new(1.0, palette.accent);
    widgets.open.bg_fill = palette.field_hover;
    widgets.open.weak_bg_fill = palette.field_hover;
}
