//! Text: how wide it will be about, the size at which it fits, its direction, and its paragraphs as DrawingML.
//!
//! The font is the theme's and may be any, so widths are those of a rather wide face: text that is said to fit does.

use std::fmt::Display;

use super::model::Ink;
use super::xml::Xml;

/// The height of a line as a multiple of the font's size.
pub const LINE: f64 = 1.2;

/// A letter's width as a share of the font's size.
fn letter_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '’' | '‘' => 0.28,
        ' ' | '\u{a0}' | 'f' | 'r' | 't' | 'I' | '(' | ')' | '[' | ']' | '/' | '-' => 0.36,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 0.92,
        // Marks that are drawn over a letter, and joiners.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        'A'..='Z' | '0'..='9' | '$' | '€' | '£' | '¥' | '₹' => 0.66,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' => 1.02,
        '\u{ff00}'..='\u{ff60}' | '\u{1f000}'..='\u{3ffff}' => 1.3,
        _ => 0.58,
    }
}

/// The width of a line in points.
pub fn line_width(text: &str, size: f64) -> f64 {
    text.chars().map(letter_width).sum::<f64>() * size
}

/// The lines that a text breaks into, between words where it can, as ranges of bytes.
fn lines(text: &str, size: f64, width: f64) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let (mut start, mut used, mut blank) = (0, 0.0, None);
    for (at, letter) in text.char_indices() {
        if letter == '\n' {
            lines.push((start, at));
            (start, used, blank) = (at + 1, 0.0, None);
            continue;
        }
        used += letter_width(letter) * size;
        if letter == ' ' {
            blank = Some(at + 1);
        } else if used > width && at > start {
            let end = blank.unwrap_or(at);
            lines.push((start, end));
            (start, blank) = (end, None);
            used = line_width(&text[end..at + letter.len_utf8()], size);
        }
    }
    lines.push((start, text.len()));
    lines
}

/// How many lines a text takes.
pub fn count_lines(text: &str, size: f64, width: f64) -> usize {
    lines(text, size, width).len()
}

/// The text with line breaks where it is too wide.
pub fn wrap(text: &str, size: f64, width: f64) -> String {
    let lines = lines(text, size, width);
    let lines = lines
        .into_iter()
        .map(|(start, end)| text[start..end].trim_end());
    lines.collect::<Vec<_>>().join("\n")
}

/// The text up to so many lines; what doesn't fit is replaced by “…”.
pub fn shorten(text: &str, size: f64, width: f64, most: usize) -> String {
    let lines = lines(text, size, width);
    let most = most.max(1);
    if lines.len() <= most {
        return text.to_owned();
    }
    let (start, end) = lines[most - 1];
    let mut last = text[start..end].trim_end().to_owned();
    while !last.is_empty() && line_width(&last, size) + letter_width('…') * size > width {
        last.pop();
    }
    format!("{}{}…", &text[..start], last.trim_end())
}

/// The largest of the sizes from `largest` down to `smallest` at which a text fits, in half points; the smallest if it never does.
pub fn fitting(largest: f64, smallest: f64, fits: impl Fn(f64) -> bool) -> f64 {
    let steps = ((largest - smallest) * 2.0).floor().max(0.0) as u32;
    let sizes = (0..=steps).map(|step| largest - f64::from(step) / 2.0);
    sizes
        .into_iter()
        .find(|&size| fits(size))
        .unwrap_or(smallest)
}

/// Whether a text runs from right to left, as its first letter says.
pub fn is_rtl(text: &str) -> bool {
    let is_rtl = |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    text.chars()
        .find(|letter| letter.is_alphabetic())
        .is_some_and(is_rtl)
}

/// Where a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Where its direction begins.
    Start,
    /// To the right: a number's place.
    Right,
    /// Where the layout sets it.
    Inherited,
}

/// What is before a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bullet {
    /// What the layout has.
    Inherited,
    /// Nothing.
    None,
    /// A bullet of our own.
    Dot,
}

/// How a paragraph looks. `None` means as in the layout.
#[derive(Debug, Clone, Copy)]
pub struct Style<'a> {
    pub size: Option<f64>,
    pub bold: Option<bool>,
    pub ink: Option<Ink>,
    pub align: Align,
    pub bullet: Bullet,
    /// Points above the paragraph.
    pub before: Option<f64>,
    pub language: &'a str,
}

impl<'a> Style<'a> {
    /// As the layout has it.
    pub const fn inherited(language: &'a str) -> Self {
        Self {
            size: None,
            bold: None,
            ink: None,
            align: Align::Inherited,
            bullet: Bullet::Inherited,
            before: None,
            language,
        }
    }
}

/// Writes a paragraph. Line breaks in the text are kept.
pub fn write_paragraph(xml: &mut Xml, text: &str, style: &Style) {
    xml.element("a:p", &[], |xml| {
        write_properties(xml, is_rtl(text), style);
        for (index, line) in text.lines().enumerate() {
            if index > 0 {
                xml.element("a:br", &[], |xml| write_run_properties(xml, "a:rPr", style));
            }
            write_run(xml, line, style);
        }
        if text.is_empty() {
            write_run_properties(xml, "a:endParaRPr", style);
        }
    });
}

/// Writes a run of text.
pub fn write_run(xml: &mut Xml, text: &str, style: &Style) {
    xml.element("a:r", &[], |xml| {
        write_run_properties(xml, "a:rPr", style);
        // A lone carriage return would be shown as “_x000D_”.
        xml.leaf("a:t", &text.replace('\r', ""));
    });
}

fn write_properties(xml: &mut Xml, rtl: bool, style: &Style) {
    let mut attributes: Vec<(&str, &dyn Display)> = Vec::new();
    match style.bullet {
        Bullet::Dot => {
            attributes.extend([("marL", &228_600 as &dyn Display), ("indent", &-228_600)]);
        }
        Bullet::None => attributes.extend([("marL", &0 as &dyn Display), ("indent", &0)]),
        Bullet::Inherited => {}
    }
    match (style.align, rtl) {
        (Align::Right, _) | (Align::Start | Align::Inherited, true) => {
            attributes.push(("algn", &"r"));
        }
        (Align::Start, false) => attributes.push(("algn", &"l")),
        (Align::Inherited, false) => {}
    }
    if rtl {
        attributes.push(("rtl", &1));
    } else if style.align == Align::Start {
        // LibreOffice goes on with the direction of the paragraph before.
        attributes.push(("rtl", &0));
    }
    xml.element("a:pPr", &attributes, |xml| {
        if let Some(before) = style.before {
            let hundredths = (before * 100.0).round() as u32;
            xml.element("a:spcBef", &[], |xml| xml.value("a:spcPts", hundredths));
        }
        match style.bullet {
            Bullet::Dot => {
                xml.empty("a:buFont", &[("typeface", &"Arial")]);
                xml.empty("a:buChar", &[("char", &"•")]);
            }
            Bullet::None => xml.empty("a:buNone", &[]),
            Bullet::Inherited => {}
        }
    });
}

/// Writes the properties of a run, of a break or of a paragraph's end.
pub fn write_run_properties(xml: &mut Xml, element: &str, style: &Style) {
    let size = style.size.map(|size| (size * 100.0).round() as u32);
    let bold = style.bold.map(u8::from);
    let mut attributes: Vec<(&str, &dyn Display)> = Vec::new();
    if !style.language.is_empty() {
        attributes.push(("lang", &style.language));
    }
    attributes.extend(size.iter().map(|size| ("sz", size as &dyn Display)));
    attributes.extend(bold.iter().map(|bold| ("b", bold as &dyn Display)));
    xml.element(element, &attributes, |xml| {
        if let Some(ink) = style.ink {
            write_fill(xml, ink);
        }
    });
}

/// Writes a fill in a colour of the theme.
pub fn write_fill(xml: &mut Xml, ink: Ink) {
    write_fill_with(xml, ink, |_| {});
}

/// Writes a fill through which what is below can be seen.
pub fn write_see_through(xml: &mut Xml, ink: Ink) {
    write_fill_with(xml, ink, |xml| xml.value("a:alpha", 55_000));
}

/// Writes a veil of the text's colour, so many percent strong: grey on white, and on black too.
pub fn write_veil(xml: &mut Xml, percent: u32) {
    write_fill_with(xml, Ink::Text, |xml| xml.value("a:alpha", percent * 1000));
}

fn write_fill_with(xml: &mut Xml, ink: Ink, more: impl FnOnce(&mut Xml)) {
    let name = match ink {
        Ink::Accent1 => "accent1",
        Ink::Accent2 => "accent2",
        Ink::Accent3 => "accent3",
        Ink::Accent4 => "accent4",
        Ink::Accent5 => "accent5",
        Ink::Accent6 => "accent6",
        Ink::Text | Ink::Quiet => "tx1",
    };
    xml.element("a:solidFill", &[], |xml| {
        xml.element("a:schemeClr", &[("val", &name)], |xml| {
            // Still readable on the theme's background, be that light or dark.
            if ink == Ink::Quiet {
                xml.value("a:lumMod", 65_000);
                xml.value("a:lumOff", 35_000);
            }
            more(xml);
        });
    });
}

/// Writes a line along an edge or a curve: its width in points, in a colour of the theme.
pub fn write_line(xml: &mut Xml, width: f64, ink: Ink, dashed: bool) {
    let width = (width * super::layout::POINT).round() as u32;
    xml.element("a:ln", &[("w", &width), ("cap", &"rnd")], |xml| {
        write_fill(xml, ink);
        xml.value("a:prstDash", if dashed { "dash" } else { "solid" });
        xml.empty("a:round", &[]);
    });
}
