//! A house: the masters, layouts and theme that slides are put into. Its own slides, their authors' names and its macros are left out.

use std::ops::Range;

use roxmltree::{Document, Node};

use super::attached;
use super::error::FileError;
use super::house;
use super::layout::{Holder, Layout, Rectangle, holders};
use super::package::{OFFICE, Package, bad};
use super::xml::{PRESENTATION, RELATIONSHIPS};

/// The file's main part, whatever it was read from: a template, a show or a presentation with macros.
const MAIN: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
/// How the content types of all slides end.
const SLIDE: &str = "presentationml.slide+xml";
/// Where the first slide of a deck will be.
const FIRST_SLIDE: &str = "ppt/slides/slide1.xml";
/// What a presentation relates to that belongs to its slides, its people, its macros or its last window.
const LEFT_BEHIND: [&str; 5] = [
    "slide",
    "viewProps",
    "commentAuthors",
    "custDataLst",
    "tags",
];

/// A house whose layouts slides can be put into.
#[derive(Debug, Clone)]
pub struct Template {
    pub(super) package: Package,
    pub(super) presentation: String,
    pub(super) slide: Rectangle,
    pub(super) layouts: Vec<Layout>,
}

impl Template {
    /// The house of decks without a template: 16:9, white.
    pub fn plain() -> Result<Self, FileError> {
        Self::new(house::package())
    }

    /// Reads a PowerPoint file (.pptx, .potx, .ppsx and the same with macros, which are left out) as a template.
    ///
    /// Files above 64 MB, above 256 MB when unpacked, or of more than 5,000 parts are refused, and so is everything that isn't such a file.
    pub fn read(bytes: &[u8]) -> Result<Self, FileError> {
        Self::new(Package::unpack(bytes)?)
    }

    fn new(mut package: Package) -> Result<Self, FileError> {
        let presentation = main_part(&package)?;
        strip(&mut package, &presentation);
        let text = package.text(&presentation)?;
        let document = parse(&presentation, text)?;
        let size = child(document.root_element(), "sldSz");
        let length = |name: &str| size.and_then(|size| size.attribute(name)?.parse::<i64>().ok());
        // The bounds of ECMA-376 (ST_SlideSizeCoordinate): one inch to 56.
        let length =
            |name: &str| length(name).filter(|length| (914_400..=51_206_400).contains(length));
        let slide = Rectangle {
            x: 0,
            y: 0,
            width: length("cx").ok_or(FileError::NoSize)?,
            height: length("cy").ok_or(FileError::NoSize)?,
        };
        let mut layouts = Vec::new();
        for id in listed(document.root_element(), "sldMasterIdLst") {
            read_layouts(
                &package,
                target(&package, &presentation, id)?,
                slide,
                &mut layouts,
            )?;
        }
        if layouts.iter().all(|layout| layout.title().is_none()) {
            return Err(FileError::NoTitle);
        }
        Ok(Self {
            package,
            presentation,
            slide,
            layouts,
        })
    }
}

/// The name of the file's main part, if it is a presentation's.
pub(super) fn main_part(package: &Package) -> Result<String, FileError> {
    let root = package.relationships_of("");
    if root
        .iter()
        .any(|one| one.kind.starts_with("http://purl.oclc.org/ooxml/"))
    {
        return Err(FileError::Strict);
    }
    let wrong = |kind: &str| FileError::WrongKind(kind.to_owned());
    let main = package.related("", "officeDocument");
    let main = main.ok_or_else(|| wrong("an archive without Office content"))?;
    let part = package.parts.get(main);
    let part = part.ok_or_else(|| FileError::MissingPart(main.to_owned()))?;
    match part.content_type.as_str() {
        kind if kind.contains("wordprocessingml") => Err(wrong("a Word document")),
        kind if kind.contains("spreadsheetml") || kind.contains("ms-excel") => {
            Err(wrong("a spreadsheet"))
        }
        kind if kind.contains("presentationml") || kind.contains("ms-powerpoint") => {
            Ok(main.to_owned())
        }
        _ => Err(wrong("an unknown kind of Office file")),
    }
}

/// Removes what isn't the house's, so that the rest can be kept as it is.
fn strip(package: &mut Package, presentation: &str) {
    attached::detach(package, presentation);
    if let Some(part) = package.parts.get_mut(presentation) {
        MAIN.clone_into(&mut part.content_type);
    }
    package
        .parts
        .retain(|_, part| !part.content_type.ends_with(SLIDE));
    for (owner, relationships) in &mut package.relationships {
        if owner.is_empty() {
            relationships.retain(|one| one.is("officeDocument") || one.is("custom-properties"));
        } else if owner == presentation {
            relationships.retain(|one| {
                one.kind.starts_with(OFFICE) && !LEFT_BEHIND.iter().any(|kind| one.is(kind))
            });
        }
        // A button on a master that led to a slide leads to the first one.
        for one in relationships.iter_mut().filter(|one| one.is("slide")) {
            FIRST_SLIDE.clone_into(&mut one.target);
        }
    }
    package.drop_unreachable();
}

fn read_layouts(
    package: &Package,
    master: &str,
    slide: Rectangle,
    layouts: &mut Vec<Layout>,
) -> Result<(), FileError> {
    let document = parse(master, package.text(master)?)?;
    let root = document.root_element();
    let from_master: Vec<Holder> = holders(root, &[], child(root, "txStyles"));
    for id in listed(root, "sldLayoutIdLst") {
        let name = target(package, master, id)?;
        let document = parse(name, package.text(name)?)?;
        let root = document.root_element();
        let kind = root.attribute("type").unwrap_or("cust");
        let own = holders(root, &from_master, None);
        layouts.push(Layout::new(name, kind, own, &from_master, slide));
    }
    Ok(())
}

fn parse<'a>(name: &str, text: &'a str) -> Result<Document<'a>, FileError> {
    Document::parse(text).map_err(|error| bad(name, &error))
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children()
        .find(|child| child.has_tag_name((PRESENTATION, name)))
}

/// The relationship ids in one of the lists of a part.
fn listed<'a>(root: Node<'a, 'a>, list: &str) -> impl Iterator<Item = &'a str> {
    let entries = child(root, list)
        .into_iter()
        .flat_map(|list| list.children());
    entries.filter_map(|entry| entry.attribute((RELATIONSHIPS, "id")))
}

fn target<'a>(package: &'a Package, from: &str, id: &str) -> Result<&'a str, FileError> {
    let mut relationships = package.relationships_of(from).iter();
    let found = relationships.find(|one| one.id == id);
    let found = found.ok_or_else(|| bad(from, &format!("it has no relationship {id}")))?;
    Ok(&found.target)
}

/// The index of the placeholder for notes in a master of notes.
pub(super) fn notes_index(package: &Package, master: &str) -> Result<u32, FileError> {
    let document = parse(master, package.text(master)?)?;
    let from_master = holders(document.root_element(), &[], None);
    let body = from_master.iter().find(|holder| holder.kind == "body");
    Ok(body.and_then(|body| body.index).unwrap_or(1))
}

/// The presentation's part with other slides: relationship ids of the slides, and of a master of notes where one was added.
pub(super) fn with_slides(
    name: &str,
    text: &str,
    slides: &[String],
    notes: Option<&str>,
) -> Result<Vec<u8>, FileError> {
    // The slides' own lists and those of what was left behind; extensions hold sections of slides.
    const DROPPED: [&str; 6] = [
        "sldIdLst",
        "custShowLst",
        "photoAlbum",
        "custDataLst",
        "modifyVerifier",
        "extLst",
    ];
    let document = parse(name, text)?;
    let root = document.root_element();
    let spaces = format!("xmlns:p=\"{PRESENTATION}\" xmlns:r=\"{RELATIONSHIPS}\"");
    let ids = slides.iter().enumerate().map(|(index, id)| {
        // Slides are numbered from 256 (ECMA-376, ST_SlideId).
        format!("<p:sldId id=\"{}\" r:id=\"{id}\"/>", index + 256)
    });
    let ids = ids.collect::<String>();
    let masters = child(root, "sldMasterIdLst").ok_or_else(|| bad(name, &"it lists no masters"))?;
    let after_masters = masters.range().end;
    // The list of slides follows all lists of masters.
    let others = ["notesMasterIdLst", "handoutMasterIdLst"].into_iter();
    let others = others.filter_map(|list| Some(child(root, list)?.range().end));
    let after_all = others.fold(after_masters, usize::max);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    if let Some(id) = notes {
        let id = format!("<p:notesMasterId r:id=\"{id}\"/>");
        let list = format!("<p:notesMasterIdLst {spaces}>{id}</p:notesMasterIdLst>");
        edits.push((after_masters..after_masters, list));
    }
    let list = format!("<p:sldIdLst {spaces}>{ids}</p:sldIdLst>");
    edits.push((after_all..after_all, list));
    for dropped in DROPPED {
        let dropped = root
            .children()
            .filter(|node| node.has_tag_name((PRESENTATION, dropped)));
        edits.extend(dropped.map(|node| (node.range(), String::new())));
    }
    // They are made from the end, so that ranges stay true. Those that begin at one place keep their order.
    edits.sort_by_key(|(range, _)| range.start);
    let mut spliced = text.to_owned();
    for (range, text) in edits.into_iter().rev() {
        spliced.replace_range(range, &text);
    }
    Ok(spliced.into_bytes())
}
