//! The theme's colours can be read: contrast as WCAG 2.2 defines it, 4.5:1 for text on each of its grounds, 3:1 for marks and outlines.

use breakeven::analysis::approach::Approach;
use breakeven::charts::distribution::{ALPHA_BEHIND_TEXT, ALPHA_BEHIND_WEAK_TEXT};
use breakeven::theme::palette::Palette;
use egui::{Color32, Rgba};

/// The contrast ratio of two opaque colours, 1 to 21.
/// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |color: Color32| {
        let linear = Rgba::from(color);
        0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// How far two colours lie apart in the cube of red, green and blue, whose sides are 255.
fn distance(a: Color32, b: Color32) -> f32 {
    let apart = |a: u8, b: u8| (f32::from(a) - f32::from(b)).powi(2);
    (apart(a.r(), b.r()) + apart(a.g(), b.g()) + apart(a.b(), b.b())).sqrt()
}

/// The colours that text may have in a theme, with their names.
pub fn text_colors(palette: &Palette) -> Vec<(&'static str, Color32)> {
    vec![
        ("text", palette.text),
        ("weak", palette.weak),
        ("accent", palette.accent),
        ("error", palette.error),
        ("warning", palette.warning),
        ("prompting", palette.approach_text(Approach::Prompting)),
        ("fine-tuning", palette.approach_text(Approach::FineTuning)),
    ]
}

/// What texts of the window and of charts stand on.
fn grounds(palette: &Palette) -> [(&'static str, Color32); 9] {
    [
        ("background", palette.background),
        ("sidebar", palette.sidebar),
        ("bar", palette.bar),
        ("card", palette.card),
        ("field", palette.field),
        ("hovered field", palette.field_hover),
        ("range", palette.range),
        ("selection", palette.selection),
        ("refused field", palette.error_field),
    ]
}

fn assert_contrast(front: (&str, Color32), ground: (&str, Color32), least: f32) {
    let ratio = contrast(front.1, ground.1);
    assert!(
        ratio >= least,
        "{} on {}: {ratio:.2}:1, less than {least}:1",
        front.0,
        ground.0
    );
}

#[test]
fn contrast_is_that_of_the_standard() {
    let most = contrast(Color32::BLACK, Color32::WHITE);
    assert!((most - 21.0).abs() < 0.001, "{most}");
    // The worked value of the standard's own checkers for #767676 on white, the lightest grey that passes.
    let grey = contrast(Color32::from_gray(0x76), Color32::WHITE);
    assert!((grey - 4.54).abs() < 0.01, "{grey}");
}

#[test]
fn text_is_read_on_every_ground_of_both_themes() {
    for dark in [false, true] {
        let palette = Palette::for_theme(dark);
        for ground in grounds(palette) {
            for text in text_colors(palette) {
                assert_contrast(text, ground, 4.5);
            }
        }
        // The label of a dialog's first button.
        let label = ("background", palette.background);
        assert_contrast(label, ("accent", palette.accent), 4.5);
    }
}

#[test]
fn text_is_read_over_the_distribution_behind_a_field() {
    for dark in [false, true] {
        let palette = Palette::for_theme(dark);
        let over = |field: Color32, alpha| field.blend(palette.range_line.gamma_multiply(alpha));
        let strong = ("density", over(palette.range, ALPHA_BEHIND_TEXT));
        let weak = ("weak density", over(palette.range, ALPHA_BEHIND_WEAK_TEXT));
        let refused = (
            "refused density",
            over(palette.error_field, ALPHA_BEHIND_WEAK_TEXT),
        );
        assert_contrast(("text", palette.text), strong, 4.5);
        assert_contrast(("weak", palette.weak), weak, 4.5);
        assert_contrast(("error", palette.error), refused, 4.5);
    }
}

#[test]
fn marks_and_outlines_are_seen_in_both_themes() {
    for dark in [false, true] {
        let palette = Palette::for_theme(dark);
        let chart = ("background", palette.background);
        for approach in [Approach::Prompting, Approach::FineTuning] {
            assert_contrast((approach.label(), palette.approach(approach)), chart, 3.0);
        }
        for index in 0..7 {
            let scenario = palette.series(index);
            assert_contrast(("a scenario’s line", scenario), chart, 3.0);
            // No scenario looks like an approach.
            for approach in [Approach::Prompting, Approach::FineTuning] {
                let apart = distance(scenario, palette.approach(approach));
                assert!(apart > 80.0, "{index}, {}: {apart}", approach.label());
            }
            for other in 0..index {
                let apart = distance(scenario, palette.series(other));
                assert!(apart > 50.0, "{index}, {other}: {apart}");
            }
        }
        for ground in [
            chart,
            ("sidebar", palette.sidebar),
            ("card", palette.card),
            ("bar", palette.bar),
        ] {
            assert_contrast(("mark", palette.mark), ground, 3.0);
            assert_contrast(("field’s outline", palette.field_line), ground, 3.0);
            assert_contrast(("focus", palette.accent), ground, 3.0);
        }
        let range = ("range", palette.range);
        assert_contrast(("range’s outline", palette.range_line), range, 3.0);
    }
}
