//! A drawing as SVG, shape by shape. Text stays text, in the bundled face.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use egui::epaint::color::ColorMode;
use egui::epaint::{BandShape, CircleShape, Mesh, PathShape, PathStroke, RectShape, TextShape};
use egui::{Color32, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};
use xmlwriter::{Indent, Options, XmlWriter};

use super::Drawing;
use super::text_runs::{Run, runs};
use super::typeface::{self, Face};

/// Where the picture's face comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontSource {
    /// From the picture itself, which holds the letters that it needs.
    Embedded,
    /// From outside: the page around the picture, or the program that renders it.
    External,
}

/// Renders a drawing as a document of its own, or as part of a page. `description` becomes its title, for screen readers.
pub fn render(drawing: &Drawing, description: &str, fonts: FontSource) -> String {
    write(drawing, description, fonts, Spaces::AsSeen)
}

/// Renders a drawing for a document that is read out. Where a row ends, a space follows, so that its last word isn't joined to the next one.
pub(super) fn render_for_reading(drawing: &Drawing) -> String {
    write(drawing, "", FontSource::External, Spaces::AfterRows)
}

/// Which spaces are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spaces {
    /// Those between the letters of a run.
    AsSeen,
    /// One more wherever a word ends with its run.
    AfterRows,
}

fn write(drawing: &Drawing, description: &str, fonts: FontSource, spaces: Spaces) -> String {
    let mut writer = Writer {
        spaces,
        xml: XmlWriter::new(Options {
            indent: Indent::None,
            ..Options::default()
        }),
        letters: [const { BTreeSet::new() }; 3],
        clips: Vec::new(),
    };
    let Vec2 { x, y } = drawing.size;
    let xml = &mut writer.xml;
    xml.start_element("svg");
    xml.write_attribute("xmlns", "http://www.w3.org/2000/svg");
    xml.write_attribute("width", &drawing.pixels.width);
    xml.write_attribute("height", &drawing.pixels.height);
    xml.write_attribute("viewBox", &format!("0 0 {} {}", Number(x), Number(y)));
    xml.write_attribute("role", "img");
    xml.start_element("title");
    xml.write_text(&xml_text(description));
    xml.end_element();
    if fonts == FontSource::Embedded {
        for shape in &drawing.shapes {
            writer.gather(&shape.shape);
        }
        let style = typeface::font_face_css(&writer.letters);
        if !style.is_empty() {
            writer.xml.start_element("style");
            writer.xml.write_text(&style);
            writer.xml.end_element();
        }
    }
    let area = Rect::from_min_size(Pos2::ZERO, drawing.size);
    if drawing.background != Color32::TRANSPARENT {
        writer.background(area, drawing.background);
    }
    for clipped in &drawing.shapes {
        let clip = clipped.clip_rect.intersect(area);
        if !clip.is_positive() || !within(&clipped.shape, area) {
            continue;
        }
        let clips = !clip
            .expand(0.5)
            .contains_rect(clipped.shape.visual_bounding_rect().intersect(area));
        if clips {
            let id = writer.clip(clip);
            writer.xml.start_element("g");
            writer
                .xml
                .write_attribute("clip-path", &format!("url(#{id})"));
        }
        writer.shape(&clipped.shape);
        if clips {
            writer.xml.end_element();
        }
    }
    writer.xml.end_element();
    writer.xml.end_document()
}

/// Whether any part of a shape is on the picture.
fn within(shape: &Shape, area: Rect) -> bool {
    !matches!(shape, Shape::Noop) && shape.visual_bounding_rect().intersects(area)
}

/// How far rectangles of a mesh overlap, in points, so that no seam shows between them.
const SEAM_OVERLAP: f32 = 0.3;

/// A coordinate, rounded to what can be seen.
struct Number(f32);

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rounded = (f64::from(self.0) * 100.0).round() / 100.0;
        // Adding 0 turns −0 into 0.
        write!(f, "{}", rounded + 0.0)
    }
}

/// The characters of a text that XML allows, escaped. The writer escapes "<" itself.
fn xml_text(text: &str) -> String {
    let allowed = |letter: &char| {
        let control = letter.is_control() && !matches!(letter, '\t' | '\n');
        !control && !matches!(letter, '\u{fffe}' | '\u{ffff}')
    };
    text.chars()
        .filter(allowed)
        .collect::<String>()
        .replace('&', "&amp;")
        .replace('>', "&gt;")
}

/// A colour as CSS writes it, "#0072b2", without its opacity.
pub(in crate::export) fn css_color(color: Color32) -> String {
    let [red, green, blue, _] = color.to_srgba_unmultiplied();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A colour's opacity, 0..=1.
fn opacity_of(color: Color32) -> f32 {
    f32::from(color.a()) / 255.0
}

struct Writer {
    xml: XmlWriter,
    spaces: Spaces,
    /// The letters that are set in each face: regular, semi-bold, bold.
    letters: [BTreeSet<char>; 3],
    clips: Vec<Rect>,
}

impl Writer {
    fn background(&mut self, area: Rect, color: Color32) {
        self.xml.start_element("rect");
        self.xml.write_attribute("width", &Number(area.width()));
        self.xml.write_attribute("height", &Number(area.height()));
        self.fill(color);
        self.xml.end_element();
    }

    /// The id of a clip. The clip is written when it is first needed.
    fn clip(&mut self, clip: Rect) -> String {
        let known = self.clips.iter().position(|known| *known == clip);
        let index = known.unwrap_or(self.clips.len());
        let id = format!("clip{index}");
        if known.is_none() {
            self.clips.push(clip);
            self.xml.start_element("clipPath");
            self.xml.write_attribute("id", &id);
            self.xml.start_element("rect");
            self.place(clip);
            self.xml.end_element();
            self.xml.end_element();
        }
        id
    }

    fn place(&mut self, rect: Rect) {
        for (name, value) in [
            ("x", rect.left()),
            ("y", rect.top()),
            ("width", rect.width()),
            ("height", rect.height()),
        ] {
            self.xml.write_attribute(name, &Number(value));
        }
    }

    fn fill(&mut self, color: Color32) {
        if color.a() == 0 {
            self.xml.write_attribute("fill", "none");
            return;
        }
        let opacity = opacity_of(color);
        self.xml.write_attribute("fill", &css_color(color));
        if opacity < 1.0 {
            self.xml.write_attribute("fill-opacity", &Number(opacity));
        }
    }

    fn stroke(&mut self, width: f32, color: Color32) {
        if width <= 0.0 || color.a() == 0 {
            return;
        }
        let opacity = opacity_of(color);
        self.xml.write_attribute("stroke", &css_color(color));
        self.xml.write_attribute("stroke-width", &Number(width));
        if opacity < 1.0 {
            self.xml.write_attribute("stroke-opacity", &Number(opacity));
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Vec(shapes) => {
                for shape in shapes {
                    self.shape(shape);
                }
            }
            Shape::Circle(circle) => self.circle(circle),
            Shape::Ellipse(ellipse) => {
                self.xml.start_element("ellipse");
                self.xml.write_attribute("cx", &Number(ellipse.center.x));
                self.xml.write_attribute("cy", &Number(ellipse.center.y));
                self.xml.write_attribute("rx", &Number(ellipse.radius.x));
                self.xml.write_attribute("ry", &Number(ellipse.radius.y));
                self.fill(ellipse.fill);
                self.stroke(ellipse.stroke.width, ellipse.stroke.color);
                self.xml.end_element();
            }
            Shape::LineSegment { points, stroke } => self.line(points, *stroke),
            Shape::Path(path) => self.path(path),
            Shape::Band(band) => self.band(band),
            Shape::Rect(rect) => self.rect(rect),
            Shape::Text(text) => self.text(text),
            Shape::Mesh(mesh) => self.mesh(mesh),
            Shape::QuadraticBezier(curve) => {
                let points = curve.flatten(None);
                self.outline(&points, curve.closed, curve.fill, &curve.stroke);
            }
            Shape::CubicBezier(curve) => {
                let points = curve.flatten(None);
                self.outline(&points, curve.closed, curve.fill, &curve.stroke);
            }
            // A callback would need a window: charts don't use any.
            Shape::Noop | Shape::Callback(_) => {}
        }
    }

    fn circle(&mut self, circle: &CircleShape) {
        self.xml.start_element("circle");
        self.xml.write_attribute("cx", &Number(circle.center.x));
        self.xml.write_attribute("cy", &Number(circle.center.y));
        self.xml.write_attribute("r", &Number(circle.radius));
        self.fill(circle.fill);
        self.stroke(circle.stroke.width, circle.stroke.color);
        self.xml.end_element();
    }

    fn line(&mut self, [from, to]: &[Pos2; 2], stroke: Stroke) {
        self.xml.start_element("line");
        for (name, value) in [("x1", from.x), ("y1", from.y), ("x2", to.x), ("y2", to.y)] {
            self.xml.write_attribute(name, &Number(value));
        }
        self.stroke(stroke.width, stroke.color);
        self.xml.end_element();
    }

    fn path(&mut self, path: &PathShape) {
        self.outline(&path.points, path.closed, path.fill, &path.stroke);
    }

    fn outline(&mut self, points: &[Pos2], closed: bool, fill: Color32, stroke: &PathStroke) {
        let name = if closed { "polygon" } else { "polyline" };
        self.xml.start_element(name);
        self.points(points.iter().copied());
        self.fill(fill);
        self.stroke(stroke.width, solid(&stroke.color, points));
        self.xml.write_attribute("stroke-linejoin", "round");
        self.xml.end_element();
    }

    fn points(&mut self, points: impl Iterator<Item = Pos2>) {
        let mut list = String::new();
        for point in points {
            let _ = write!(list, "{},{} ", Number(point.x), Number(point.y));
        }
        self.xml.write_attribute("points", list.trim_end());
    }

    fn band(&mut self, band: &BandShape) {
        let upper = band.points.iter().map(|at| Pos2::new(at.x, at.y.min));
        let lower = band.points.iter().rev().map(|at| Pos2::new(at.x, at.y.max));
        self.xml.start_element("polygon");
        self.points(upper.chain(lower));
        self.fill(band.fill);
        self.stroke(band.stroke.width, band.stroke.color);
        if band.angle != 0.0 {
            let turn = format!("rotate({})", Number(band.angle.to_degrees()));
            self.xml.write_attribute("transform", &turn);
        }
        self.xml.end_element();
    }

    fn rect(&mut self, shape: &RectShape) {
        // SVG centres a stroke on the edge.
        let half = shape.stroke.width / 2.0;
        let rect = match shape.stroke_kind {
            StrokeKind::Inside => shape.rect.shrink(half),
            StrokeKind::Middle => shape.rect,
            StrokeKind::Outside => shape.rect.expand(half),
        };
        if rect.width() < 0.0 || rect.height() < 0.0 {
            return;
        }
        self.xml.start_element("rect");
        self.place(rect);
        let radius = f32::from(shape.corner_radius.nw);
        if radius > 0.0 {
            self.xml.write_attribute("rx", &Number(radius));
        }
        self.fill(shape.fill);
        self.stroke(shape.stroke.width, shape.stroke.color);
        self.xml.end_element();
    }

    /// Writes the triangles of each colour as one path, so that no seams show between them.
    fn mesh(&mut self, mesh: &Mesh) {
        let mut paths: Vec<(Color32, String)> = Vec::new();
        let has_several_colors = mesh
            .vertices
            .windows(2)
            .any(|pair| pair[0].color != pair[1].color);
        let vertex = |index: &u32| mesh.vertices.get(*index as usize);
        let mut indices = &mesh.indices[..];
        while indices.len() >= 3 {
            // Two triangles that form a rectangle are written as that.
            let rect = rectangle(mesh, indices);
            let (triangles, rest) = indices.split_at(if rect.is_some() { 6 } else { 3 });
            indices = rest;
            let (Some(a), Some(b), Some(c)) = (
                vertex(&triangles[0]),
                vertex(&triangles[1]),
                vertex(&triangles[2]),
            ) else {
                continue;
            };
            let same = paths.iter().rposition(|(other, _)| *other == a.color);
            let place = same.unwrap_or_else(|| {
                paths.push((a.color, String::new()));
                paths.len() - 1
            });
            let path = &mut paths[place].1;
            if let Some(rect) = rect {
                // Rectangles of several colours overlap a little, or the background would shine through between them.
                let rect = if has_several_colors {
                    rect.expand(SEAM_OVERLAP)
                } else {
                    rect
                };
                let _ = write!(
                    path,
                    "M{} {}H{}V{}H{}Z",
                    Number(rect.left()),
                    Number(rect.top()),
                    Number(rect.right()),
                    Number(rect.bottom()),
                    Number(rect.left())
                );
                continue;
            }
            let mut points = [a.pos, b.pos, c.pos];
            // All triangles wind the same way, so that none cuts a hole into another where they overlap.
            let (along, beside) = (points[1] - points[0], points[2] - points[0]);
            if along.x * beside.y - along.y * beside.x < 0.0 {
                points.swap(1, 2);
            }
            let [a, b, c] = points;
            let _ = write!(
                path,
                "M{} {}L{} {}L{} {}Z",
                Number(a.x),
                Number(a.y),
                Number(b.x),
                Number(b.y),
                Number(c.x),
                Number(c.y)
            );
        }
        for (color, path) in paths {
            self.xml.start_element("path");
            self.xml.write_attribute("d", &path);
            self.fill(color);
            if has_several_colors {
                // Smoothed edges would let the background shine through between colours.
                self.xml.write_attribute("shape-rendering", "crispEdges");
            }
            self.xml.end_element();
        }
    }

    fn text(&mut self, text: &TextShape) {
        for run in runs(text) {
            self.xml.start_element("text");
            self.xml.write_attribute("x", &Number(run.at.x));
            self.xml.write_attribute("y", &Number(run.at.y));
            self.xml.write_attribute("font-family", Face::CSS_FAMILIES);
            self.xml.write_attribute("font-size", &Number(run.size));
            self.xml.write_attribute("font-weight", &run.face.weight());
            self.xml.write_attribute("xml:space", "preserve");
            if text.angle != 0.0 {
                let (angle, at) = (text.angle.to_degrees(), text.pos);
                let turn = format!(
                    "rotate({} {} {})",
                    Number(angle),
                    Number(at.x),
                    Number(at.y)
                );
                self.xml.write_attribute("transform", &turn);
            }
            self.fill(run.color);
            if self.spaces == Spaces::AfterRows && run.ends_word {
                // The space isn't part of the width that the letters are fitted into.
                self.xml.start_element("tspan");
                self.letters_of(&run);
                self.xml.end_element();
                self.xml.write_text(" ");
            } else {
                self.letters_of(&run);
            }
            self.xml.end_element();
        }
    }

    /// Writes the letters of a run. If another face stands in for the right one, they are fitted into the same width.
    fn letters_of(&mut self, run: &Run) {
        if run.text.chars().count() > 1 {
            self.xml.write_attribute("textLength", &Number(run.width));
            self.xml.write_attribute("lengthAdjust", "spacingAndGlyphs");
        }
        self.xml.write_text(&xml_text(&run.text));
    }

    /// Collects the letters of a shape's texts.
    fn gather(&mut self, shape: &Shape) {
        match shape {
            Shape::Vec(shapes) => {
                for shape in shapes {
                    self.gather(shape);
                }
            }
            Shape::Text(text) => {
                for run in runs(text) {
                    self.letters[run.face as usize].extend(run.text.chars());
                }
            }
            _ => {}
        }
    }
}

/// The upright rectangle of one colour that the first six indices draw. `None` if they draw something else.
fn rectangle(mesh: &Mesh, indices: &[u32]) -> Option<Rect> {
    let mut corners = [(Pos2::ZERO, Color32::TRANSPARENT); 6];
    for (corner, index) in corners.iter_mut().zip(indices.get(..6)?) {
        let vertex = mesh.vertices.get(*index as usize)?;
        *corner = (vertex.pos, vertex.color);
    }
    let rect = Rect::from_points(&corners.map(|(pos, _)| pos));
    let at_corner = |pos: Pos2| {
        (pos.x == rect.left() || pos.x == rect.right())
            && (pos.y == rect.top() || pos.y == rect.bottom())
    };
    let is_upright_and_plain = corners
        .iter()
        .all(|&(pos, color)| at_corner(pos) && color == corners[0].1);
    // Two triangles that share an edge have four different corners.
    let mut points = corners
        .map(|(pos, _)| [pos.x.to_bits(), pos.y.to_bits()])
        .to_vec();
    points.sort_unstable();
    points.dedup();
    (is_upright_and_plain && points.len() == 4).then_some(rect)
}

/// A stroke's colour. One that varies along the path, which no chart uses, is taken at the middle.
fn solid(color: &ColorMode, points: &[Pos2]) -> Color32 {
    match color {
        ColorMode::Solid(color) => *color,
        ColorMode::UV(by_place) => {
            let bounds = Rect::from_points(points);
            by_place(bounds, bounds.center())
        }
    }
}
