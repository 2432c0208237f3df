//! A picture as SVG, with a PNG for programs that don't draw SVG.

use super::canvas::{Canvas, Frame, write_place};
use super::error::DeckError;
use super::layout::Rectangle;
use super::model::Picture;
use super::xml::Xml;

/// How an SVG is named beside the PNG (MS-ODRAWXML, svgBlip).
const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";

/// Writes a picture in the middle of its rectangle, in its own proportions.
pub fn write(
    xml: &mut Xml,
    canvas: &mut Canvas,
    picture: &Picture,
    frame: &Frame,
) -> Result<(), DeckError> {
    let pixels = size_of(&picture.png).ok_or(DeckError::NotPng(canvas.number))?;
    let mut add = |ending: &str, kind: &str, bytes: &[u8]| {
        let name = canvas.package.free_name("ppt/media/image", ending);
        canvas.package.put(&name, kind, bytes.to_vec());
        canvas.package.relate(canvas.part, "image", &name)
    };
    let png = add(".png", "image/png", &picture.png);
    let svg = (!picture.svg.is_empty()).then(|| add(".svg", "image/svg+xml", &picture.svg));
    xml.element("p:pic", &[], |xml| {
        canvas.write_identity(xml, frame, ("p:nvPicPr", "p:cNvPicPr"), |xml| {
            xml.empty("a:picLocks", &[("noChangeAspect", &1)]);
        });
        xml.element("p:blipFill", &[], |xml| {
            xml.element("a:blip", &[("r:embed", &png)], |xml| {
                if let Some(svg) = &svg {
                    xml.element("a:extLst", &[], |xml| {
                        xml.element("a:ext", &[("uri", &SVG_EXTENSION)], |xml| {
                            xml.empty("asvg:svgBlip", &[("xmlns:asvg", &SVG), ("r:embed", svg)]);
                        });
                    });
                }
            });
            xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.element("p:spPr", &[], |xml| {
            write_place(xml, "a:xfrm", within(frame.rectangle, pixels));
            xml.element("a:prstGeom", &[("prst", &"rect")], |xml| {
                xml.empty("a:avLst", &[]);
            });
        });
    });
    Ok(())
}

/// Width and height of a PNG, which its first chunk says (PNG specification, 11.2.2).
fn size_of(png: &[u8]) -> Option<(f64, f64)> {
    let head = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let number = |at: usize| Some(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?));
    let (width, height) = (number(8)?, number(12)?);
    (head.get(4..8)? == b"IHDR" && width > 0 && height > 0).then(|| (width.into(), height.into()))
}

fn within(rectangle: Rectangle, (width, height): (f64, f64)) -> Rectangle {
    let scale = (rectangle.width as f64 / width).min(rectangle.height as f64 / height);
    let (width, height) = ((width * scale) as i64, (height * scale) as i64);
    Rectangle {
        x: rectangle.x + (rectangle.width - width) / 2,
        y: rectangle.y + (rectangle.height - height) / 2,
        width: width.max(1),
        height: height.max(1),
    }
}
