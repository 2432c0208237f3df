//! How tables are written: what stands between cells and before decimals, and text that no spreadsheet takes for a formula.

use std::fmt;

use crate::scenario::one_line;

/// What a table's cells are separated by, how its numbers are written, and how it begins.
///
/// ```
/// use breakeven::export::plain::table::TableStyle;
///
/// assert!(TableStyle::new(';', ',').is_ok());
/// assert!(TableStyle::new(',', ',').is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableStyle {
    separator: char,
    decimal: char,
    has_byte_order_mark: bool,
}

/// What can stand between cells, with the names on the command line.
pub const SEPARATORS: [(&str, char); 4] = [
    ("comma", ','),
    ("semicolon", ';'),
    ("tab", '\t'),
    ("pipe", '|'),
];

/// What can stand before decimals, with the names on the command line.
pub const DECIMALS: [(&str, char); 2] = [("point", '.'), ("comma", ',')];

/// Separator and decimal sign are the same, so that nobody could tell cells from decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a comma can’t stand both between cells and before decimals")]
pub struct SameSign;

impl TableStyle {
    /// As programs read tables: a comma between cells, a point before decimals.
    pub const FOR_PROGRAMS: Self = Self {
        separator: ',',
        decimal: '.',
        has_byte_order_mark: false,
    };

    /// A style with these signs.
    pub fn new(separator: char, decimal: char) -> Result<Self, SameSign> {
        if separator == decimal {
            return Err(SameSign);
        }
        Ok(Self {
            separator,
            decimal,
            has_byte_order_mark: false,
        })
    }

    /// As a spreadsheet reads tables by itself where decimals follow a comma, or a point.
    pub fn for_spreadsheets(has_decimal_comma: bool) -> Self {
        let (separator, decimal) = if has_decimal_comma {
            (';', ',')
        } else {
            (',', '.')
        };
        Self {
            separator,
            decimal,
            ..Self::FOR_PROGRAMS
        }
    }

    /// The same for pasting: a tab between cells.
    #[must_use]
    pub fn for_pasting(self) -> Self {
        Self {
            separator: '\t',
            has_byte_order_mark: false,
            ..self
        }
    }

    /// The same in a file: a mark at the beginning says that it is UTF-8, or else spreadsheets read "€" and "ü" as other letters.
    #[must_use]
    pub fn in_file(self) -> Self {
        Self {
            has_byte_order_mark: true,
            ..self
        }
    }

    /// What stands before the first cell.
    pub(super) fn beginning(self) -> &'static str {
        if self.has_byte_order_mark {
            "\u{feff}"
        } else {
            ""
        }
    }

    /// A line of cells that are written already.
    pub(super) fn line(self, cells: &[String]) -> String {
        let mut line = cells.join(self.separator.encode_utf8(&mut [0; 4]));
        line.push('\n');
        line
    }

    /// A cell with a number, with all its digits.
    pub(super) fn number(self, value: f64) -> String {
        let text = value.to_string();
        match self.decimal {
            '.' => text,
            decimal => text.replace('.', decimal.encode_utf8(&mut [0; 4])),
        }
    }

    /// A cell with text, which is quoted where it would be read as more than one cell, and marked where it would be read as a formula.
    pub(super) fn text(self, text: &str) -> String {
        let mut text = one_line(text);
        if begins_formula(&text) {
            text.insert(0, '\'');
        }
        let is_padded = text.starts_with(' ') || text.ends_with(' ');
        if is_padded || text.contains([self.separator, '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    }

    /// A cell with a column's name, with its unit in parentheses.
    pub(super) fn head(self, name: impl fmt::Display, unit: &str) -> String {
        match unit {
            "" => self.text(&name.to_string()),
            unit => self.text(&format!("{name} ({unit})")),
        }
    }
}

/// Whether a program may take text for a formula: it begins with a sign of calculation, in any width, behind blanks, quotes and what can't be
/// seen.
fn begins_formula(text: &str) -> bool {
    let passed_over = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || "'\"`´‘’‚‛“”„‟«»‹›＇＂".contains(letter)
            || matches!(letter, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.trim_start_matches(passed_over).starts_with([
        '=', '+', '-', '@', '＝', '＋', '－', '＠', '−', '﹣', '﹢', '﹦', '﹫',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_taken_for_a_formula() {
        let style = TableStyle::FOR_PROGRAMS;
        for (text, cell) in [
            ("Support replies", "Support replies"),
            ("=1+1", "'=1+1"),
            (" =1+1", "' =1+1"),
            ("\t=1+1", "' =1+1"),
            ("\r@SUM(A1)", "' @SUM(A1)"),
            ("\u{a0}=1+1", "'\u{a0}=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("−1", "'−1"),
            ("＝1+1", "'＝1+1"),
            ("'=1+1", "''=1+1"),
            ("\"=1+1\"", "\"'\"\"=1+1\"\"\""),
            ("“=1+1”", "'“=1+1”"),
            ("\u{200b}=1+1", "'\u{200b}=1+1"),
            ("\u{feff}=1+1", "'\u{feff}=1+1"),
            ("a=1", "a=1"),
            ("20k to 60k", "20k to 60k"),
            (" padded ", "\" padded \""),
            ("", ""),
        ] {
            assert_eq!(style.text(text), cell, "{text:?}");
        }
    }

    #[test]
    fn a_cell_is_quoted_where_it_would_be_read_as_several() {
        let semicolons = TableStyle::for_spreadsheets(true);
        assert_eq!(semicolons.text("a,b"), "a,b");
        assert_eq!(semicolons.text("a;b"), "\"a;b\"");
        assert_eq!(TableStyle::FOR_PROGRAMS.text("a,b"), "\"a,b\"");
        assert_eq!(semicolons.text("a\"b"), "\"a\"\"b\"");
        assert_eq!(semicolons.text("a\r\nb"), "a  b");
        assert_eq!(semicolons.for_pasting().text("a\tb"), "a b");
        assert_eq!(semicolons.number(-1234.5), "-1234,5");
        assert_eq!(semicolons.number(1e22), "10000000000000000000000");
        assert_eq!(semicolons.line(&["a".to_owned(), "b".to_owned()]), "a;b\n");
    }
}
