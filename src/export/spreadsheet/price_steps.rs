//! The announced price changes of each approach, read from the text of their input by formulas: a row for each change, with the month and the
//! factor that the ledger's price levels are made of. So the text is typed on the sheet of inputs as it is in the program.
//!
//! Digits are read without a function that follows the system's decimal sign.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{ConditionalFormatFormula, Format, Workbook, Worksheet, XlsxError};

use crate::scenario::Scenario;
use crate::scenario::price_steps::{MAX_LEVEL, MAX_STEPS, PriceSteps};

use super::cells::{CellFormats, formula, text_formula};
use super::names::{NAME_PREFIXES, WORKINGS, defined_name};

/// The first column, counted from 0: the workings stand before it.
const FIRST_COLUMN: u16 = 4;
/// The row of the text that is read, and that of heads.
const TEXT_ROW: u32 = 3;
const HEAD_ROW: u32 = TEXT_ROW + 1;
/// More letters have no month and no factor.
const MAX_DIGITS: u32 = 60;

/// A column of the table.
struct Column {
    head: &'static str,
    width: f64,
}

const COLUMNS: [Column; 7] = [
    column("Ends at letter", 10.0),
    column("Price change", 18.0),
    column("Month, as typed", 12.0),
    column("Factor, as typed", 12.0),
    column("From month", 10.0),
    column("Factor", 10.0),
    column("Not understood", 12.0),
];

const fn column(head: &'static str, width: f64) -> Column {
    Column { head, width }
}

/// The name of the cell that counts the parts of an approach's price changes that can't be read.
pub(super) fn faults(prefix: &str) -> String {
    format!("{prefix}_step_faults")
}

/// The formula of the product of all factors up to the month of a row of the ledger.
pub(super) fn level(prefix: &str) -> String {
    let (months, factors) = (
        format!("{prefix}_step_months"),
        format!("{prefix}_step_factors"),
    );
    format!("MIN({MAX_LEVEL:E},SUMPRODUCT(PRODUCT({factors}*({months}<=[m])+({months}>[m]))))")
}

/// Whether an input is the text of price changes, and of which approach: how the names of its cells begin.
pub(super) fn prefix_of(path: &str) -> Option<&'static str> {
    NAME_PREFIXES
        .into_iter()
        .find(|(_, approach)| path == format!("{approach}.serving.price.steps"))
        .map(|(prefix, _)| prefix)
}

pub(super) fn write(
    workbook: &mut Workbook,
    sheet: &mut Worksheet,
    scenario: &Scenario,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let steps = [
        &scenario.prompting.serving.price.steps,
        &scenario.fine_tuning.serving.price.steps,
    ];
    let heads = [
        "Price changes of the prompted model",
        "Price changes of the fine-tuned model",
    ];
    let width = COLUMNS.len() as u16 + 1;
    for (place, (((prefix, approach), steps), head)) in
        (0..).zip(NAME_PREFIXES.into_iter().zip(steps).zip(heads))
    {
        let table = Table {
            prefix,
            input: defined_name(&format!("{approach}.serving.price.steps")),
            column: FIRST_COLUMN + place * width,
        };
        sheet.write_string_with_format(TEXT_ROW - 1, table.column, head, &formats.section)?;
        table.write(workbook, sheet, steps, formats)?;
    }
    Ok(())
}

/// Where an approach's changes are read.
struct Table {
    prefix: &'static str,
    /// The name of the input's cell.
    input: String,
    /// The first of its columns.
    column: u16,
}

/// A row of the table as it is exported.
struct Row {
    end: usize,
    text: String,
    month_typed: String,
    factor_typed: String,
    month: f64,
    factor: f64,
}

impl Table {
    fn letter(&self, place: u16) -> String {
        column_number_to_name(self.column + place)
    }

    fn write(
        &self,
        workbook: &mut Workbook,
        sheet: &mut Worksheet,
        steps: &PriceSteps,
        formats: &CellFormats,
    ) -> Result<(), XlsxError> {
        let text = format!("{steps},");
        let all = format!("${}${}", self.letter(0), TEXT_ROW + 1);
        // Each part ends with a comma, the last one too.
        let listed = format!(
            "=SUBSTITUTE(SUBSTITUTE({},\";\",\",\"),CHAR(10),\",\")&\",\"",
            self.input
        );
        let cell = text_formula(&listed, &text);
        sheet.write_formula_with_format(TEXT_ROW, self.column, cell, &formats.note)?;
        for (place, column) in (self.column..).zip(&COLUMNS) {
            sheet.write_string_with_format(HEAD_ROW, place, column.head, &formats.head)?;
            sheet.set_column_width(place, column.width)?;
        }
        let (first, last) = (HEAD_ROW + 1, HEAD_ROW + MAX_STEPS as u32);
        for (row, values) in (first..=last).zip(rows(steps, &text)) {
            self.write_row(sheet, row, &all, &values, formats)?;
        }
        for (place, name) in [(4, "step_months"), (5, "step_factors")] {
            let letter = self.letter(place);
            let range = format!("={WORKINGS}!${letter}${}:${letter}${}", first + 1, last + 1);
            workbook.define_name(format!("{}_{name}", self.prefix), &range)?;
        }
        // A part after the last row is one too many.
        let (ends, wrong) = (self.letter(0), self.letter(6));
        let text = format!(
            "=SUM({wrong}{}:{wrong}{})+IF({ends}{}<LEN({all}),1,0)",
            first + 1,
            last + 1,
            last + 1
        );
        let place = self.column + 6;
        sheet.write_formula_with_format(TEXT_ROW, place, formula(&text, 0.0), &formats.count)?;
        let at = format!("={WORKINGS}!${wrong}${}", TEXT_ROW + 1);
        workbook.define_name(faults(self.prefix), &at)?;
        // Rows without a change are white.
        let unused = ConditionalFormatFormula::new()
            .set_rule(format!("=LEN(${}{})=0", self.letter(1), first + 1).as_str())
            .set_format(Format::new().set_font_color(rust_xlsxwriter::Color::White));
        sheet.add_conditional_format(first, self.column, last, self.column + 6, &unused)?;
        Ok(())
    }

    fn write_row(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        all: &str,
        values: &Row,
        formats: &CellFormats,
    ) -> Result<(), XlsxError> {
        let at = |place| format!("{}{}", self.letter(place), row + 1);
        let before = if row == HEAD_ROW + 1 {
            "0".to_owned()
        } else {
            format!("{}{row}", self.letter(0))
        };
        let [end, part, month_typed, factor_typed, month, factor] = [0, 1, 2, 3, 4, 5].map(at);
        let typed =
            |piece: &str| format!("=IF({part}=\"\",\"\",TRIM(SUBSTITUTE({piece},\"×\",\"\")))");
        let texts = [
            (
                1,
                format!("=TRIM(MID({all},{before}+1,MAX(0,{end}-{before}-1)))"),
                &values.text,
            ),
            (
                2,
                typed(&format!("LEFT({part},FIND(\":\",{part})-1)")),
                &values.month_typed,
            ),
            (
                3,
                typed(&format!("MID({part},FIND(\":\",{part})+1,LEN({part}))")),
                &values.factor_typed,
            ),
        ];
        for (place, text, value) in texts {
            let cell = text_formula(&text, value);
            sheet.write_formula_with_format(row, self.column + place, cell, &formats.text)?;
        }
        let numbers = [
            (
                0,
                format!("=IF({before}>=LEN({all}),LEN({all}),FIND(\",\",{all},{before}+1))"),
                values.end as f64,
            ),
            (
                4,
                format!("=IF({part}=\"\",0,{})", number(&month_typed)),
                values.month,
            ),
            (
                5,
                format!("=IF({part}=\"\",1,{})", number(&factor_typed)),
                values.factor,
            ),
            (
                6,
                format!(
                    "=IF(ISERROR({month}+{factor}),1,IF(OR({part}=\"\",AND({month}>=1,{month}<=1E+12,{month}=INT({month}),{factor}<=1E+12)),0,1))"
                ),
                0.0,
            ),
        ];
        for (place, text, value) in numbers {
            let cell = formula(&text, value);
            sheet.write_formula_with_format(row, self.column + place, cell, &formats.number)?;
        }
        Ok(())
    }
}

/// The formula of the number that a cell's digits make, with a point or without: its whole part, and what follows the point. Anything else is no
/// number.
fn number(at: &str) -> String {
    let point = format!("FIND(\".\",{at}&\".\")");
    let is_number = format!(
        "AND(LEN({at})>0,LEN({at})<={MAX_DIGITS},{at}<>\".\",LEN({at})-LEN(SUBSTITUTE({at},\".\",\"\"))<=1,SUMPRODUCT(--ISERROR(FIND(MID({at}&REPT(\"0\",{MAX_DIGITS}),ROW($1:${MAX_DIGITS}),1),\"0123456789.\")))=0)"
    );
    format!(
        "IF({is_number},VALUE(\"0\"&LEFT({at},{point}-1))+VALUE(\"0\"&MID({at},{point}+1,{MAX_DIGITS}))/10^MAX(0,LEN({at})-{point}),NA())"
    )
}

/// The rows of the steps as they are exported; those after the last step are empty.
fn rows(steps: &PriceSteps, text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut end = 0;
    for step in steps.iter() {
        let (month, factor) = (step.month.get(), step.factor.get());
        let (month_typed, factor_typed) = (month.to_string(), factor.to_string());
        let typed = format!("{month_typed}: {factor_typed}");
        // A space follows each comma.
        end += typed.len() + if rows.is_empty() { 1 } else { 2 };
        rows.push(Row {
            end,
            text: typed,
            month_typed,
            factor_typed,
            month,
            factor,
        });
    }
    while rows.len() < MAX_STEPS {
        rows.push(Row {
            end: text.len(),
            text: String::new(),
            month_typed: String::new(),
            factor_typed: String::new(),
            month: 0.0,
            factor: 1.0,
        });
    }
    rows
}
