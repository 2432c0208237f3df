//! The layouts of a house: where its placeholders are, and which layout suits a slide. Placeholders are known by their types, never by their names.

use roxmltree::Node;

use super::model::{Element, Place, Placed};
use super::xml::{DRAWING, PRESENTATION};

/// A rectangle in EMU, of which an inch has 914,400.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rectangle {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
}

/// Twenty times the largest slide.
const FAR: i64 = 1_000_000_000;
/// EMU in a point.
pub const POINT: f64 = 12_700.0;

impl Rectangle {
    /// The part of this rectangle that a place means.
    pub fn part(self, place: Place) -> Self {
        let along = |start: i64, length: i64, share: f64| {
            start + (length as f64 * share.clamp(0.0, 1.0)).round() as i64
        };
        let (left, top) = (
            along(self.x, self.width, place.x),
            along(self.y, self.height, place.y),
        );
        let right = along(self.x, self.width, place.x + place.width);
        let bottom = along(self.y, self.height, place.y + place.height);
        Self {
            x: left,
            y: top,
            width: (right - left).max(1),
            height: (bottom - top).max(1),
        }
    }

    /// The width in points.
    pub fn width_points(self) -> f64 {
        self.width as f64 / POINT
    }

    /// The height in points.
    pub fn height_points(self) -> f64 {
        self.height as f64 / POINT
    }

    fn right(self) -> i64 {
        self.x + self.width
    }

    fn bottom(self) -> i64 {
        self.y + self.height
    }

    fn area(self) -> f64 {
        self.width as f64 * self.height as f64
    }

    fn shared_area(self, other: Self) -> f64 {
        let width = self.right().min(other.right()) - self.x.max(other.x);
        let height = self.bottom().min(other.bottom()) - self.y.max(other.y);
        width.max(0) as f64 * height.max(0) as f64
    }

    /// What two rectangles share of what they cover together.
    fn likeness(self, other: Self) -> f64 {
        let shared = self.shared_area(other);
        shared / (self.area() + other.area() - shared)
    }

    /// Whether two rectangles lie on each other by more than their edges.
    fn overlaps(self, other: Self) -> bool {
        self.shared_area(other) > self.area().min(other.area()) / 20.0
    }
}

/// A placeholder of a layout.
#[derive(Debug, Clone, PartialEq)]
pub struct Holder {
    /// Its type: `title`, `body`, `obj` and so on.
    pub kind: String,
    /// The index by which slides refer to it.
    pub index: Option<u32>,
    /// Where it is, by itself or by its master.
    pub rectangle: Rectangle,
    /// The size of its text's first level in points.
    pub size: f64,
}

impl Holder {
    /// Whether it can take an element in.
    fn takes(&self, element: &Element) -> bool {
        match element {
            Element::Text(_) | Element::Bullets(_) => matches!(self.kind.as_str(), "obj" | "body"),
            Element::Table(_) => matches!(self.kind.as_str(), "obj" | "tbl"),
            Element::Picture(_) => matches!(self.kind.as_str(), "obj" | "pic"),
            Element::Chart(_) => matches!(self.kind.as_str(), "obj" | "chart"),
            Element::Tiles(_) => false,
        }
    }

    fn is_title(&self) -> bool {
        matches!(self.kind.as_str(), "title" | "ctrTitle")
    }

    fn is_at_the_foot(&self) -> bool {
        matches!(self.kind.as_str(), "ftr" | "sldNum" | "dt")
    }
}

/// A layout.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The part's name.
    pub part: String,
    /// Its type: `titleOnly`, `obj` and so on.
    pub kind: String,
    /// Its placeholders.
    pub holders: Vec<Holder>,
    /// Where elements go.
    pub content: Rectangle,
}

impl Layout {
    /// The first placeholder of one of some types.
    pub fn holder(&self, kinds: &[&str]) -> Option<&Holder> {
        let mut holders = self.holders.iter();
        holders.find(|holder| kinds.contains(&holder.kind.as_str()))
    }

    /// The placeholder of the title.
    pub fn title(&self) -> Option<&Holder> {
        self.holders.iter().find(|holder| holder.is_title())
    }

    /// A layout from what its part and its master's hold.
    pub fn new(
        part: &str,
        kind: &str,
        holders: Vec<Holder>,
        master: &[Holder],
        slide: Rectangle,
    ) -> Self {
        let mut layout = Self {
            part: part.to_owned(),
            kind: kind.to_owned(),
            holders,
            content: slide,
        };
        let body = master.iter().find(|holder| holder.kind == "body");
        layout.content = layout.content_area(slide, body.map(|body| body.rectangle));
        layout
    }

    /// What title and foot leave of the slide, as wide as the master's body.
    fn content_area(&self, slide: Rectangle, body: Option<Rectangle>) -> Rectangle {
        let margin = slide.width / 24;
        let title = self.title().map_or(slide, |title| title.rectangle);
        let across = body.filter(|body| body.width > slide.width / 2);
        let (left, right) = across.map_or((margin, slide.width - margin), |body| {
            (body.x, body.right())
        });
        let middle = slide.height / 2;
        let mut top = body.map_or(margin, |body| body.y);
        let mut bottom = body.map_or(slide.height - margin, Rectangle::bottom);
        if title.y + title.height / 2 < middle {
            top = top.max(title.bottom());
        } else {
            (top, bottom) = (margin, bottom.min(title.y));
        }
        let feet = self.holders.iter().filter(|holder| holder.is_at_the_foot());
        for foot in feet.map(|holder| holder.rectangle) {
            if foot.y > middle && foot.height > 0 {
                bottom = bottom.min(foot.y);
            }
        }
        // A title as large as the slide leaves nothing: then the lower half is taken all the same.
        if bottom - top < slide.height / 4 {
            (top, bottom) = (middle, slide.height - margin);
        }
        Rectangle {
            x: left,
            y: top,
            width: right - left,
            height: bottom - top,
        }
    }

    /// Whether the layout is for a title page or for text from top to bottom.
    fn is_special(&self) -> bool {
        matches!(self.kind.as_str(), "title" | "secHead") || self.kind.starts_with("vert")
    }

    /// For each element its placeholder, if each has one to itself that lies about where the element would.
    fn fit(&self, elements: &[Placed]) -> Option<Vec<usize>> {
        if self.is_special() || elements.is_empty() {
            return None;
        }
        let mut taken = Vec::new();
        for one in elements {
            let wanted = self.content.part(one.place);
            let likeness = |index: usize| self.holders[index].rectangle.likeness(wanted);
            let free = (0..self.holders.len())
                .filter(|index| !taken.contains(index))
                .filter(|&index| self.holders[index].takes(&one.element));
            let best = free.max_by(|&a, &b| likeness(a).total_cmp(&likeness(b)))?;
            let rectangle = self.holders[best].rectangle;
            let is_covered = taken
                .iter()
                .any(|&other: &usize| self.holders[other].rectangle.overlaps(rectangle));
            if likeness(best) < 0.5 || is_covered {
                return None;
            }
            taken.push(best);
        }
        Some(taken)
    }
}

/// The layout for a slide, and for each element its placeholder, if it has one.
///
/// That is the first layout which has a placeholder for each element; else one with a title only; else one with title and content; else any with a
/// title, where elements lie in the content area.
pub fn choose<'a>(
    layouts: &'a [Layout],
    elements: &[Placed],
) -> Option<(&'a Layout, Vec<Option<&'a Holder>>)> {
    for layout in layouts {
        if let Some(taken) = layout.title().and_then(|_| layout.fit(elements)) {
            let holders = taken.into_iter().map(|index| Some(&layout.holders[index]));
            return Some((layout, holders.collect()));
        }
    }
    let titled = || layouts.iter().filter(|layout| layout.title().is_some());
    let of_kind = |kind: &str| titled().find(|layout| layout.kind == kind);
    let usual = || titled().find(|layout| !layout.is_special());
    let layout = of_kind("titleOnly").or_else(|| of_kind("obj"));
    let layout = layout.or_else(usual).or_else(|| titled().next())?;
    Some((layout, vec![None; elements.len()]))
}

/// The placeholders of a layout or master. What a layout doesn't say comes from its master.
pub fn holders(root: Node, master: &[Holder], styles: Option<Node>) -> Vec<Holder> {
    let shapes = root
        .descendants()
        .filter(|node| node.has_tag_name((PRESENTATION, "ph")));
    let holders = shapes.filter_map(|holder| {
        let shape = holder.ancestors().nth(3)?;
        let kind = holder.attribute("type").unwrap_or("obj").to_owned();
        let inherited = master.iter().find(|one| one.kind == parent_kind(&kind));
        let named = named_size(shape, "lvl1pPr");
        let style = if matches!(kind.as_str(), "title" | "ctrTitle") {
            "titleStyle"
        } else if parent_kind(&kind) == "body" {
            "bodyStyle"
        } else {
            "otherStyle"
        };
        let styled = || {
            let style = styles?
                .children()
                .find(|node| node.has_tag_name((PRESENTATION, style)))?;
            named_size(style, "lvl1pPr")
        };
        let size = named.or(inherited.map(|one| one.size)).or_else(styled);
        Some(Holder {
            index: holder.attribute("idx").and_then(|index| index.parse().ok()),
            rectangle: rectangle(shape).or(inherited.map(|one| one.rectangle))?,
            size: size.unwrap_or(18.0),
            kind,
        })
    });
    holders.collect()
}

/// The type of the master's placeholder that one of a layout is after.
fn parent_kind(kind: &str) -> &str {
    match kind {
        "title" | "ctrTitle" => "title",
        "dt" | "ftr" | "sldNum" => kind,
        _ => "body",
    }
}

fn named_size(node: Node, level: &str) -> Option<f64> {
    let level = node
        .descendants()
        .find(|node| node.has_tag_name((DRAWING, level)))?;
    let run = level
        .children()
        .find(|node| node.has_tag_name((DRAWING, "defRPr")))?;
    let hundredths: f64 = run.attribute("sz")?.parse().ok()?;
    // The bounds of ECMA-376 (ST_TextFontSize).
    (100.0..=400_000.0)
        .contains(&hundredths)
        .then_some(hundredths / 100.0)
}

fn rectangle(shape: Node) -> Option<Rectangle> {
    let place = shape
        .descendants()
        .find(|node| node.tag_name().name() == "xfrm")?;
    let number = |child: &str, name: &str| {
        let child = place
            .children()
            .find(|node| node.has_tag_name((DRAWING, child)))?;
        child.attribute(name)?.parse::<i64>().ok()
    };
    let rectangle = Rectangle {
        x: number("off", "x")?,
        y: number("off", "y")?,
        width: number("ext", "cx")?,
        height: number("ext", "cy")?,
    };
    // Places far beyond any slide, and those without an area, are as good as none.
    let sides = [rectangle.x, rectangle.y, rectangle.width, rectangle.height];
    let is_near = sides.iter().all(|side| (-FAR..=FAR).contains(side));
    (is_near && rectangle.width > 0 && rectangle.height > 0).then_some(rectangle)
}
