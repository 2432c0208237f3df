//! What the sheets share: the formats of their cells, formulas with their values, and the number of months.

use egui::Color32;
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, Format, FormatAlign, Formula, Worksheet, XlsxError,
};

use crate::scenario::domain::{Bounds as _, Horizon};
use crate::theme::palette::Palette;

/// The ledger has rows for this many months, which is the longest horizon.
pub(super) const MAX_MONTHS: usize = Horizon::DOMAIN.max as usize;

/// The formats of cells, by what a cell holds.
pub(super) struct CellFormats {
    pub(super) title: Format,
    pub(super) head: Format,
    pub(super) head_of_numbers: Format,
    pub(super) section: Format,
    pub(super) note: Format,
    /// A note beside a number.
    pub(super) beside: Format,
    pub(super) text: Format,
    pub(super) input: Format,
    pub(super) input_rounded: Format,
    pub(super) input_text: Format,
    pub(super) number: Format,
    pub(super) count: Format,
    pub(super) factor: Format,
    pub(super) moment: Format,
    pub(super) money: Format,
    pub(super) share: Format,
    pub(super) total: Format,
    pub(super) date: Format,
    /// A number for information, which no formula of the model reads.
    pub(super) exported: Format,
    /// The same of money.
    pub(super) exported_money: Format,
    /// What was true of the exported inputs only.
    pub(super) stale: Format,
    /// What marks a value that isn't allowed.
    pub(super) fault: Format,
}

impl CellFormats {
    pub(super) fn new() -> Self {
        let palette = Palette::for_theme(false);
        let color = |color| Color::RGB(rgb(color));
        let base = || Format::new().set_font_name("Inter").set_font_size(10);
        let head = || {
            base()
                .set_bold()
                .set_text_wrap()
                .set_background_color(color(palette.sidebar))
        };
        let number = || base().set_num_format("#,##0.########");
        let money = || base().set_num_format("#,##0.00");
        Self {
            title: base().set_bold().set_font_size(16),
            head: head(),
            head_of_numbers: head().set_align(FormatAlign::Right),
            section: base().set_bold().set_font_color(color(palette.accent)),
            note: base().set_font_color(color(palette.weak)),
            beside: base().set_font_color(color(palette.weak)).set_indent(1),
            text: base(),
            // Blue marks what may be changed, as is usual in finance.
            input: number().set_font_color(color(palette.entry)),
            input_rounded: money().set_font_color(color(palette.entry)),
            // As text, a typed "2028-05" doesn't become a date.
            input_text: base()
                .set_num_format("@")
                .set_font_color(color(palette.entry)),
            number: number(),
            count: base().set_num_format("#,##0"),
            factor: base().set_num_format("0.000000"),
            moment: base().set_num_format("0.00;;"),
            money: money(),
            share: base().set_num_format("0.0%"),
            total: money().set_bold(),
            date: base().set_num_format("mmm yyyy;;"),
            exported: number().set_font_color(color(palette.weak)),
            exported_money: money().set_font_color(color(palette.weak)),
            stale: Format::new().set_font_color(color(palette.weak)),
            // Without font and size, which a mark can't change.
            fault: Format::new()
                .set_font_color(color(palette.error))
                .set_background_color(color(palette.error_field)),
        }
    }

    /// The format of an input with this value. The median of a range has more digits than anybody reads, so they are rounded.
    pub(super) fn input_of(&self, value: f64) -> &Format {
        if value.abs() >= 100.0 && value.fract() != 0.0 {
            &self.input_rounded
        } else {
            &self.input
        }
    }
}

/// Makes amounts in these cells keep their digits where two decimals would round them to 0.00.
pub(super) fn keep_small_amounts(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    (last_row, last_column): (u32, u16),
) -> Result<(), XlsxError> {
    let at = format!("{}{}", column_number_to_name(column), row + 1);
    // The smallest first: of several formats that apply, the first one counts.
    for (below, digits) in [("0.0001", "0.00E+00"), ("0.995", "0.00####")] {
        let rule = format!("=IF(ISNUMBER({at}),IF({at}=0,FALSE,ABS({at})<{below}),FALSE)");
        let small = ConditionalFormatFormula::new()
            .set_rule(rule.as_str())
            .set_format(Format::new().set_num_format(digits))
            .set_stop_if_true(true);
        sheet.add_conditional_format(row, column, last_row, last_column, &small)?;
    }
    Ok(())
}

/// A colour as spreadsheets write it, 0xRRGGBB.
pub(super) fn rgb(color: Color32) -> u32 {
    let [red, green, blue, _] = color.to_array();
    u32::from_be_bytes([0, red, green, blue])
}

/// A formula with its current value. NaN becomes #N/A, which charts don't draw.
pub(super) fn formula(text: &str, value: f64) -> Formula {
    let result = if value.is_nan() {
        "#N/A".to_owned()
    } else {
        value.to_string()
    };
    Formula::new(text).set_result(result)
}

/// A formula whose current value is text.
pub(super) fn text_formula(text: &str, value: &str) -> Formula {
    Formula::new(text).set_result(value)
}
