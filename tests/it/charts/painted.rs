//! The shapes of a drawing, from the bottom to the top, and what colour lies under a point.

use breakeven::export::drawing::Drawing;
use egui::{Color32, Mesh, Pos2, Rect, Rgba, Shape, Stroke};

use crate::text_rows::{TextRow, text_rows};

/// Something that is painted.
pub enum Painted {
    /// An area, with its outline.
    Area(Area, Rect, Color32, Stroke),
    /// A line through these points.
    Line(Vec<Pos2>, Stroke),
    Text(TextRow),
}

/// The form of an area.
pub enum Area {
    Rect(Rect),
    Circle(Pos2, f32),
    Polygon(Vec<Pos2>),
    Triangles(Vec<[Pos2; 3]>),
}

impl Area {
    fn contains(&self, at: Pos2) -> bool {
        match self {
            Self::Rect(rect) => rect.contains(at),
            Self::Circle(centre, radius) => centre.distance(at) <= *radius,
            Self::Polygon(points) => is_within(points, at),
            Self::Triangles(all) => all.iter().any(|corners| is_within(corners, at)),
        }
    }
}

/// Whether a point is inside of a polygon: a ray from it crosses the outline an odd number of times.
fn is_within(points: &[Pos2], at: Pos2) -> bool {
    let next = points.iter().cycle().skip(1);
    let crossings = points.iter().zip(next).filter(|(a, b)| {
        (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x
    });
    crossings.count() % 2 == 1
}

/// All that is painted, from the bottom to the top.
pub fn painted(drawing: &Drawing) -> Vec<Painted> {
    let mut all = Vec::new();
    for clipped in &drawing.shapes {
        collect(&clipped.shape, clipped.clip_rect, &mut all);
    }
    all
}

fn collect(shape: &Shape, clip: Rect, into: &mut Vec<Painted>) {
    match shape {
        Shape::Vec(shapes) => {
            for shape in shapes {
                collect(shape, clip, into);
            }
        }
        Shape::Rect(rect) => {
            let area = Area::Rect(rect.rect);
            into.push(Painted::Area(area, clip, rect.fill, rect.stroke));
        }
        Shape::Circle(circle) => {
            let area = Area::Circle(circle.center, circle.radius);
            into.push(Painted::Area(area, clip, circle.fill, circle.stroke));
        }
        Shape::Path(path) if path.fill != Color32::TRANSPARENT => {
            let area = Area::Polygon(path.points.clone());
            into.push(Painted::Area(area, clip, path.fill, stroke_of(path)));
        }
        Shape::Path(path) => into.push(Painted::Line(path.points.clone(), stroke_of(path))),
        Shape::LineSegment { points, stroke } => {
            into.push(Painted::Line(points.to_vec(), *stroke));
        }
        Shape::Mesh(mesh) => collect_mesh(mesh, clip, into),
        Shape::Text(_) => {
            let clipped = egui::epaint::ClippedShape::new(clip, shape.clone());
            into.extend(text_rows(&[clipped]).into_iter().map(Painted::Text));
        }
        _ => {}
    }
}

fn stroke_of(path: &egui::epaint::PathShape) -> Stroke {
    let color = match &path.stroke.color {
        egui::epaint::ColorMode::Solid(color) => *color,
        egui::epaint::ColorMode::UV(_) => Color32::TRANSPARENT,
    };
    Stroke::new(path.stroke.width, color)
}

/// A mesh of one colour, as all that charts fill are.
fn collect_mesh(mesh: &Mesh, clip: Rect, into: &mut Vec<Painted>) {
    let Some(first) = mesh.vertices.first() else {
        return;
    };
    assert!(
        mesh.vertices
            .iter()
            .all(|vertex| vertex.color == first.color),
        "a mesh of several colours"
    );
    let at = |index: u32| mesh.vertices[index as usize].pos;
    let corners = mesh.indices.as_chunks::<3>().0.iter();
    let triangles = corners.map(|corners| corners.map(at)).collect();
    let area = Area::Triangles(triangles);
    into.push(Painted::Area(area, clip, first.color, Stroke::NONE));
}

/// The colour at a point when only these are painted over a ground, without texts and lines.
pub fn color_at(painted: &[Painted], ground: Color32, at: Pos2) -> Color32 {
    painted.iter().fold(ground, |below, item| match item {
        Painted::Area(area, clip, fill, _) if clip.contains(at) && area.contains(at) => {
            below.blend(*fill)
        }
        _ => below,
    })
}

/// The lightness of a colour as CIE 1976 defines it, 0 to 100.
pub fn lightness(color: Color32) -> f32 {
    let linear = Rgba::from(color.to_opaque());
    let y = 0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b();
    if y > 216.0 / 24389.0 {
        116.0 * y.cbrt() - 16.0
    } else {
        24389.0 / 27.0 * y
    }
}

/// Whether a colour is this one, opaque or not.
pub fn is_tone_of(color: Color32, tone: Color32) -> bool {
    let alpha = f32::from(color.a()) / 255.0;
    let faded = tone.gamma_multiply(alpha);
    let channels = color.to_array().into_iter().zip(faded.to_array());
    color.a() > 0 && channels.into_iter().all(|(a, b)| a.abs_diff(b) <= 1)
}

#[test]
fn lightness_is_that_of_the_standard() {
    assert!((lightness(Color32::WHITE) - 100.0).abs() < 0.1);
    assert!(lightness(Color32::BLACK).abs() < 0.1);
    // Mid-grey of sRGB.
    let grey = lightness(Color32::from_gray(119));
    assert!((grey - 50.0).abs() < 0.2, "{grey}");
}
