//! What a slide holds, in words and numbers. Colours are names of the theme's, so that a deck takes the style of the house it is pasted into.

/// A deck of slides.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deck {
    /// Its title, among the file's properties.
    pub title: String,
    /// Who made it, among the file's properties.
    pub author: String,
    /// The language of its text, such as `en-GB`.
    pub language: String,
    /// When it was made, such as `2026-11-18T12:00:00Z`. `None` leaves it out, so that two runs give the same bytes.
    pub made: Option<String>,
    /// The slides.
    pub slides: Vec<Slide>,
    /// Texts that travel with it, which [`read_attached`](super::read_attached) gives back.
    pub attached: Vec<AttachedText>,
}

/// A slide.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slide {
    /// What the slide says, as a sentence.
    pub title: String,
    /// What is on it.
    pub elements: Vec<Placed>,
    /// The speaker's notes, by paragraph.
    pub notes: Vec<String>,
    /// A small line at the foot.
    pub foot: String,
}

/// An element and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub element: Element,
}

/// A rectangle in shares of the content area, which is what title and foot leave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// From the left, 0 to 1.
    pub x: f64,
    /// From the top, 0 to 1.
    pub y: f64,
    /// The width's share.
    pub width: f64,
    /// The height's share.
    pub height: f64,
}

impl Place {
    /// The whole content area.
    pub const WHOLE: Self = Self::new(0.0, 0.0, 1.0, 1.0);

    /// A rectangle in shares of the content area.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// Puts an element here.
    pub const fn with(self, element: Element) -> Placed {
        Placed {
            place: self,
            element,
        }
    }
}

/// What can be on a slide.
#[derive(Debug, Clone, PartialEq)]
pub enum Element {
    /// Figures side by side, two to four of them.
    Tiles(Vec<Tile>),
    /// Paragraphs.
    Text(Vec<Paragraph>),
    /// Paragraphs with bullets.
    Bullets(Vec<Paragraph>),
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
    /// A chart.
    Chart(Chart),
}

/// A figure and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// The figure, large.
    pub value: String,
    /// What it is, small.
    pub caption: String,
    /// The colour of the tile's edge; none means a quiet one.
    pub ink: Option<Ink>,
}

/// A paragraph. Line breaks in it are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text.
    pub text: String,
    /// How much it weighs.
    pub weight: Weight,
}

impl Paragraph {
    /// A paragraph of plain weight.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            weight: Weight::Plain,
        }
    }
}

/// How much a text weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// Bold.
    Strong,
    /// As it is.
    #[default]
    Plain,
    /// Smaller and paler.
    Weak,
}

/// A colour of the theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The first accent.
    Accent1,
    /// The second accent.
    Accent2,
    /// The third accent.
    Accent3,
    /// The fourth accent.
    Accent4,
    /// The fifth accent.
    Accent5,
    /// The sixth accent.
    Accent6,
    /// The colour of text.
    Text,
    /// Half-way from text to the background.
    Quiet,
}

/// A table. Its first row is the head.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows, for those who don't see it.
    pub alt: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// A cell for each column. Rows that don't fit at the smallest size are replaced by “…”.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Whether it holds numbers, which are set to the right.
    pub numeric: bool,
    /// Its width relative to the other columns'.
    pub share: f64,
}

/// A picture, drawn twice: for programs that show SVG, and for those that don't.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The SVG file.
    pub svg: Vec<u8>,
    /// The PNG file, whose size in pixels says the picture's proportions.
    pub png: Vec<u8>,
    /// What it shows, for those who don't see it.
    pub alt: String,
}

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows, for those who don't see it.
    pub alt: String,
    /// What is drawn.
    pub kind: ChartKind,
}

/// The kinds of charts. Numbers that aren't finite are left blank.
#[derive(Debug, Clone, PartialEq)]
pub enum ChartKind {
    /// Lines over numbers.
    Scatter(Scatter),
    /// Bars to the right and left, the first category on top.
    Bars(Bars),
    /// Columns.
    Columns(Columns),
}

/// Lines over numbers, and single points that are marked.
#[derive(Debug, Clone, PartialEq)]
pub struct Scatter {
    /// The lines.
    pub lines: Vec<Line>,
    /// The marked points.
    pub marks: Vec<Mark>,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
}

/// A line of a scatter chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The series' name.
    pub name: String,
    /// The points, x and y, in the order of x.
    pub points: Vec<(f64, f64)>,
    /// The colour.
    pub ink: Ink,
    /// Whether the line is dashed.
    pub dashed: bool,
    /// What stands at the last point. If a line has none, the chart gets a legend.
    pub end_label: Option<String>,
}

/// A marked point of a scatter chart, a series of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The series' name.
    pub name: String,
    /// What stands beside it.
    pub label: String,
    /// Where it is, x and y.
    pub at: (f64, f64),
    /// The colour.
    pub ink: Ink,
}

/// An axis of numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    /// What it shows, with its unit; empty for none.
    pub title: String,
    /// The number format in a spreadsheet's notation, such as `"$"#,##0` or `mmm yyyy`; empty for `General`.
    pub format: String,
    /// Where it begins, if not left to the program.
    pub min: Option<f64>,
    /// Where it ends, if not left to the program.
    pub max: Option<f64>,
    /// The distance of its ticks, if not left to the program.
    pub major: Option<f64>,
}

/// Bars to the right and left.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// The categories, the first on top.
    pub categories: Vec<String>,
    /// The series. If the bars have a start they lie on each other, and where two go to the same side, the longer one lets the shorter one be seen
    /// and has both labels. Else they are side by side.
    pub series: Vec<Series>,
    /// The axis of the values. Where bars have labels, its ends leave room for them.
    pub axis: Axis,
    /// The value at which all bars start; none means zero.
    pub starts_at: Option<f64>,
}

/// Columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// The categories, from the left.
    pub categories: Vec<String>,
    /// What the categories are; empty for none.
    pub category_title: String,
    /// The series.
    pub series: Vec<Series>,
    /// The axis of the values.
    pub axis: Axis,
    /// The gap between columns in percent of a column's width, at most 500. A histogram's is small.
    pub gap: u16,
}

/// A series of bars or columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub ink: Ink,
    /// A number for each category.
    pub values: Vec<f64>,
    /// A label for each category, where empty ones are left out; or none at all.
    pub labels: Vec<String>,
    /// A colour for each category, if they differ from the series'; or none at all.
    pub inks: Vec<Ink>,
}

/// A text that travels with the deck, unseen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedText {
    /// Its name, such as a file's.
    pub name: String,
    /// What it is.
    pub description: String,
    /// The text, which is given back to the letter.
    pub text: String,
}
