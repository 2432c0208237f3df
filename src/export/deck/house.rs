//! The house of decks that have no template: a theme, a master with two layouts, and a master of notes. It is a template like any other.

use super::package::Package;
use super::xml::{DRAWING, PRESENTATION, RELATIONSHIPS};

const TYPE: &str = "application/vnd.openxmlformats-officedocument";
/// The namespaces that parts of a presentation begin with.
const SPACES: [(&str, &str); 3] = [("a", DRAWING), ("r", RELATIONSHIPS), ("p", PRESENTATION)];
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The accents: the two that stand for something, and neutral ones.
const COLOURS: [(&str, &str); 12] = [
    ("dk1", "1A1A1A"),
    ("lt1", "FFFFFF"),
    ("dk2", "3A3F45"),
    ("lt2", "F2F3F4"),
    ("accent1", "0072B2"),
    ("accent2", "D55E00"),
    ("accent3", "5B6770"),
    ("accent4", "8A949C"),
    ("accent5", "B4BBC1"),
    ("accent6", "3A3F45"),
    ("hlink", "0072B2"),
    ("folHlink", "5B6770"),
];

/// A file with the house and no slides.
pub fn package() -> Package {
    let mut package = Package::default();
    let presentation = "ppt/presentation.xml";
    let master = "ppt/slideMasters/slideMaster1.xml";
    let kind = |kind: &str| format!("{TYPE}.presentationml.{kind}+xml");
    package.put(
        presentation,
        &kind("presentation.main"),
        presentation_part(),
    );
    package.put(master, &kind("slideMaster"), master_part());
    put_theme(&mut package, "ppt/theme/theme1.xml");
    package.relate("", "officeDocument", presentation);
    package.relate(presentation, "slideMaster", master);
    package.relate(presentation, "theme", "ppt/theme/theme1.xml");
    for (number, layout) in [title_only_part(), object_part()].into_iter().enumerate() {
        let name = format!("ppt/slideLayouts/slideLayout{}.xml", number + 1);
        package.put(&name, &kind("slideLayout"), layout);
        package.relate(master, "slideLayout", &name);
        package.relate(&name, "slideMaster", master);
    }
    package.relate(master, "theme", "ppt/theme/theme1.xml");
    package
}

/// Adds a master of notes with a theme, and returns its name. The presentation has to list it.
pub fn add_notes_master(package: &mut Package) -> String {
    let master = package.free_name("ppt/notesMasters/notesMaster", ".xml");
    let theme = package.free_name("ppt/theme/theme", ".xml");
    let kind = format!("{TYPE}.presentationml.notesMaster+xml");
    package.put(&master, &kind, notes_master_part());
    put_theme(package, &theme);
    package.relate(&master, "theme", &theme);
    master
}

fn put_theme(package: &mut Package, name: &str) {
    package.put(name, &format!("{TYPE}.theme+xml"), theme_part());
}

fn part(root: &str, attributes: &str, inside: &str) -> Vec<u8> {
    let spaces = SPACES
        .map(|(prefix, uri)| format!(" xmlns:{prefix}=\"{uri}\""))
        .concat();
    format!("{DECLARATION}<p:{root}{spaces}{attributes}>{inside}</p:{root}>").into_bytes()
}

fn presentation_part() -> Vec<u8> {
    let styles = levels(1800, 0, false);
    let inside = format!(
        "<p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>\
        <p:sldSz cx=\"12192000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>\
        <p:defaultTextStyle>{styles}</p:defaultTextStyle>"
    );
    part("presentation", " saveSubsetFonts=\"1\"", &inside)
}

/// A theme after the colours above. Inter is used where it is installed; programs put their own face in its place elsewhere.
fn theme_part() -> Vec<u8> {
    let colour = |(name, value)| format!("<a:{name}><a:srgbClr val=\"{value}\"/></a:{name}>");
    let colours = COLOURS.map(colour).concat();
    let face = "<a:latin typeface=\"Inter\" panose=\"020B0604020202020204\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = |width: u32| {
        format!(
            "<a:ln w=\"{width}\">{fill}<a:prstDash val=\"solid\"/><a:miter lim=\"800000\"/></a:ln>"
        )
    };
    let lines = [6_350, 12_700, 19_050].map(line).concat();
    let fills = fill.repeat(3);
    let effects = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    format!(
        "{DECLARATION}<a:theme xmlns:a=\"{DRAWING}\" name=\"Plain\"><a:themeElements>\
        <a:clrScheme name=\"Plain\">{colours}</a:clrScheme>\
        <a:fontScheme name=\"Plain\"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>\
        <a:fmtScheme name=\"Plain\"><a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>\
        <a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme>\
        </a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
    .into_bytes()
}

/// A placeholder: id and name, type and index, rectangle, text body's properties, text.
struct Holder<'a> {
    id: u32,
    name: &'a str,
    kind: &'a str,
    rectangle: Option<[i64; 4]>,
    body: &'a str,
    style: &'a str,
    text: &'a str,
}

const PROMPT: &str = "<a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>Text</a:t></a:r></a:p>";
const NOTHING: &str = "<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>";
const NUMBER: &str = "<a:p><a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" type=\"slidenum\"><a:rPr lang=\"en-GB\"/><a:t>‹#›</a:t></a:fld></a:p>";

fn holder(one: &Holder) -> String {
    let place = one.rectangle.map_or_else(String::new, |[x, y, width, height]| {
        format!("<a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>")
    });
    let (id, name, kind, body, style, text) =
        (one.id, one.name, one.kind, one.body, one.style, one.text);
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
        <p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>\
        <p:txBody><a:bodyPr{body}<a:lstStyle>{style}</a:lstStyle>{text}</p:txBody></p:sp>"
    )
}

fn tree(background: &str, shapes: &str) -> String {
    format!(
        "<p:cSld{background}<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
        <p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>\
        {shapes}</p:spTree></p:cSld>"
    )
}

const BACKGROUND: &str = "><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>";
const MAP: &str = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" \
    accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>";
const QUIET: &str = "<a:solidFill><a:schemeClr val=\"tx1\"><a:lumMod val=\"65000\"/><a:lumOff val=\"35000\"/></a:schemeClr></a:solidFill>";

fn foot_style(align: &str) -> String {
    format!(
        "<a:lvl1pPr algn=\"{align}\"><a:defRPr sz=\"900\">{QUIET}<a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr>"
    )
}

fn level(
    level: usize,
    left: usize,
    size: usize,
    bold: bool,
    before: usize,
    bullet: bool,
) -> String {
    let bullet = if bullet {
        "<a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/>"
    } else {
        "<a:buNone/>"
    };
    let face = if bold { "mj" } else { "mn" };
    let (indent, bold) = (if left > 0 { 228_600 } else { 0 }, u8::from(bold));
    format!(
        "<a:lvl{level}pPr marL=\"{left}\" indent=\"-{indent}\" algn=\"l\" defTabSz=\"914400\" rtl=\"0\" eaLnBrk=\"1\" latinLnBrk=\"0\" hangingPunct=\"1\">\
        <a:lnSpc><a:spcPct val=\"100000\"/></a:lnSpc><a:spcBef><a:spcPts val=\"{before}\"/></a:spcBef>{bullet}\
        <a:defRPr sz=\"{size}\" b=\"{bold}\" kern=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>\
        <a:latin typeface=\"+{face}-lt\"/><a:ea typeface=\"+{face}-ea\"/><a:cs typeface=\"+{face}-cs\"/></a:defRPr></a:lvl{level}pPr>"
    )
}

fn levels(size: usize, step: usize, bullet: bool) -> String {
    let left = |number: usize| if bullet { 228_600 * number } else { 0 };
    let levels = (1..=9).map(|number| {
        let size = size - step * number.min(3);
        level(
            number,
            left(number),
            size,
            false,
            if bullet { 600 } else { 0 },
            bullet,
        )
    });
    levels.collect()
}

fn master_part() -> Vec<u8> {
    let holders = [
        (
            2,
            "Title",
            "type=\"title\"",
            [548_640, 411_480, 11_094_720, 914_400],
            " lIns=\"0\" rIns=\"0\" tIns=\"0\" bIns=\"0\" anchor=\"b\"><a:normAutofit/></a:bodyPr>",
            String::new(),
            PROMPT,
        ),
        (
            3,
            "Text",
            "type=\"body\" idx=\"1\"",
            [548_640, 1_508_760, 11_094_720, 4_617_720],
            " lIns=\"0\" rIns=\"0\" tIns=\"0\" bIns=\"0\"><a:normAutofit/></a:bodyPr>",
            String::new(),
            PROMPT,
        ),
        (
            4,
            "Footer",
            "type=\"ftr\" sz=\"quarter\" idx=\"3\"",
            [548_640, 6_309_360, 10_058_400, 320_040],
            " lIns=\"0\" rIns=\"0\" anchor=\"ctr\"/>",
            foot_style("l"),
            NOTHING,
        ),
        (
            5,
            "Slide number",
            "type=\"sldNum\" sz=\"quarter\" idx=\"4\"",
            [10_789_920, 6_309_360, 853_440, 320_040],
            " lIns=\"0\" rIns=\"0\" anchor=\"ctr\"/>",
            foot_style("r"),
            NUMBER,
        ),
    ];
    let shapes = holders.map(|(id, name, kind, rectangle, body, style, text)| {
        holder(&Holder {
            id,
            name,
            kind,
            rectangle: Some(rectangle),
            body,
            style: &style,
            text,
        })
    });
    let tree = tree(BACKGROUND, &shapes.concat());
    let layouts = "<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/><p:sldLayoutId id=\"2147483650\" r:id=\"rId2\"/></p:sldLayoutIdLst>";
    let (title, body, other) = (
        level(1, 0, 2600, true, 0, false),
        levels(2000, 200, true),
        levels(1800, 0, false),
    );
    let styles = format!(
        "<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    );
    part("sldMaster", "", &format!("{tree}{MAP}{layouts}{styles}"))
}

fn layout_part(kind: &str, name: &str, content: bool) -> Vec<u8> {
    let mut holders = vec![(2, "Title", "type=\"title\"", PROMPT)];
    if content {
        holders.push((3, "Content", "idx=\"1\"", PROMPT));
    }
    holders.push((
        4,
        "Footer",
        "type=\"ftr\" sz=\"quarter\" idx=\"10\"",
        NOTHING,
    ));
    holders.push((
        5,
        "Slide number",
        "type=\"sldNum\" sz=\"quarter\" idx=\"11\"",
        NUMBER,
    ));
    let shapes: String = holders
        .into_iter()
        .map(|(id, name, kind, text)| {
            holder(&Holder {
                id,
                name,
                kind,
                rectangle: None,
                body: "/>",
                style: "",
                text,
            })
        })
        .collect();
    let tree = tree(&format!(" name=\"{name}\">"), &shapes);
    let map = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>";
    part(
        "sldLayout",
        &format!(" type=\"{kind}\" preserve=\"1\""),
        &format!("{tree}{map}"),
    )
}

fn title_only_part() -> Vec<u8> {
    layout_part("titleOnly", "Title only", false)
}

fn object_part() -> Vec<u8> {
    layout_part("obj", "Title and content", true)
}

fn notes_master_part() -> Vec<u8> {
    let image = "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>\
        <p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"1143000\"/><a:ext cx=\"5486400\" cy=\"3086100\"/></a:xfrm>\
        <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/><a:ln w=\"12700\"><a:solidFill><a:prstClr val=\"black\"/></a:solidFill></a:ln></p:spPr></p:sp>";
    let notes = holder(&Holder {
        id: 3,
        name: "Notes",
        kind: "type=\"body\" sz=\"quarter\" idx=\"3\"",
        rectangle: Some([685_800, 4_400_550, 5_486_400, 3_600_450]),
        body: "/>",
        style: "",
        text: PROMPT,
    });
    let tree = tree(BACKGROUND, &format!("{image}{notes}"));
    let styles = format!("<p:notesStyle>{}</p:notesStyle>", levels(1200, 0, false));
    part("notesMaster", "", &format!("{tree}{MAP}{styles}"))
}
