//! A chart on a slide: its frame, its part, and its workbook.

use super::bars;
use super::canvas::{Canvas, Frame, write_place};
use super::error::DeckError;
use super::labels;
use super::model::{ChartKind, Ink};
use super::scatter;
use super::space::Space;
use super::text::{Style, write_run_properties};
use super::workbook::Sheet;
use super::xml::{CHART, DRAWING, RELATIONSHIPS, Xml};

const KIND: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Writes a chart's frame, and adds its part and workbook to the file.
pub fn write(
    xml: &mut Xml,
    canvas: &mut Canvas,
    kind: &ChartKind,
    frame: &Frame,
) -> Result<(), DeckError> {
    let (width, height) = (
        frame.rectangle.width_points(),
        frame.rectangle.height_points(),
    );
    let space = Space {
        width,
        height,
        text: (width.min(height * 1.6) / 32.0).clamp(9.0, 13.0).round(),
        slide: canvas.number,
    };
    let name = canvas.package.free_name("ppt/charts/chart", ".xml");
    let book = canvas
        .package
        .free_name("ppt/embeddings/Microsoft_Excel_Sheet", ".xlsx");
    let (part, sheet) = part(kind, &space, canvas.language)?;
    canvas.package.put(&name, KIND, part);
    canvas.package.put(&book, WORKBOOK, sheet.render()?);
    canvas.package.relate(&name, "package", &book);
    let id = canvas.package.relate(canvas.part, "chart", &name);
    xml.element("p:graphicFrame", &[], |xml| {
        canvas.write_identity(
            xml,
            frame,
            ("p:nvGraphicFramePr", "p:cNvGraphicFramePr"),
            |xml| {
                xml.empty("a:graphicFrameLocks", &[("noGrp", &1)]);
            },
        );
        write_place(xml, "p:xfrm", frame.rectangle);
        xml.element("a:graphic", &[], |xml| {
            xml.element("a:graphicData", &[("uri", &CHART)], |xml| {
                xml.empty("c:chart", &[("xmlns:c", &CHART), ("r:id", &id)]);
            });
        });
    });
    Ok(())
}

fn part(kind: &ChartKind, space: &Space, language: &str) -> Result<(Vec<u8>, Sheet), DeckError> {
    let mut sheet = Sheet::default();
    let mut xml = Xml::new();
    let mut outcome = Ok(());
    let spaces: super::xml::Attributes = &[
        ("xmlns:c", &CHART),
        ("xmlns:a", &DRAWING),
        ("xmlns:r", &RELATIONSHIPS),
    ];
    xml.element("c:chartSpace", spaces, |xml| {
        xml.value("c:date1904", 0);
        if !language.is_empty() {
            xml.value("c:lang", language);
        }
        xml.value("c:roundedCorners", 0);
        xml.element("c:chart", &[], |xml| {
            xml.value("c:autoTitleDeleted", 1);
            let legend = match kind {
                ChartKind::Scatter(chart) => {
                    scatter::write(xml, chart, &mut sheet, space);
                    labels::has_legend(chart)
                }
                ChartKind::Bars(chart) => {
                    outcome = bars::write_bars(xml, chart, &mut sheet, space);
                    chart.series.len() > 1
                }
                ChartKind::Columns(chart) => {
                    outcome = bars::write_columns(xml, chart, &mut sheet, space);
                    chart.series.len() > 1
                }
            };
            if legend {
                xml.element("c:legend", &[], |xml| {
                    xml.value("c:legendPos", "t");
                    xml.value("c:overlay", 0);
                });
            }
            xml.value("c:plotVisOnly", 1);
            xml.value("c:dispBlanksAs", "gap");
        });
        xml.element("c:spPr", &[], |xml| {
            xml.empty("a:noFill", &[]);
            xml.element("a:ln", &[], |xml| xml.empty("a:noFill", &[]));
        });
        write_text_properties(xml, space.text);
        // The workbook is the part's only relationship.
        xml.element("c:externalData", &[("r:id", &"rId1")], |xml| {
            xml.value("c:autoUpdate", 0);
        });
    });
    outcome.map(|()| (xml.into_bytes(), sheet))
}

/// Writes how text looks, in the theme's font.
fn write_text_properties(xml: &mut Xml, size: f64) {
    let style = Style {
        size: Some(size),
        bold: Some(false),
        ink: Some(Ink::Quiet),
        ..Style::inherited("")
    };
    xml.element("c:txPr", &[], |xml| {
        xml.empty("a:bodyPr", &[]);
        xml.empty("a:lstStyle", &[]);
        xml.element("a:p", &[], |xml| {
            xml.element("a:pPr", &[], |xml| {
                write_run_properties(xml, "a:defRPr", &style);
            });
            xml.empty("a:endParaRPr", &[]);
        });
    });
}
