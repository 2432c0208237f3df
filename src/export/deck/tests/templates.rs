//! Houses of others: what is kept of them, and which are refused.

use super::*;
use crate::export::deck::limits::{MAX_PACKED_MB, MAX_PARTS, MAX_UNPACKED_MB};
use crate::export::deck::template::Template;
use crate::export::deck::{house, read_attached};

const PRESENTATION: &str = "ppt/presentation.xml";

#[test]
fn a_deck_as_a_template_leaves_nothing_of_its_own_behind() {
    let mut old = every_element();
    old.slides
        .iter_mut()
        .for_each(|slide| slide.title.push_str(" (old)"));
    old.attached = vec![attached("old")];
    let template = Template::read(&old.render().unwrap()).unwrap();
    let new = every_element();
    let bytes = new.render_with(&template).unwrap();
    assert_well_formed(&bytes);
    assert_eq!(bytes, new.render_with(&template).unwrap());
    assert!(!text_in(&bytes, "ppt/").contains("(old)"));
    assert_eq!(read_attached(&bytes).unwrap(), new.attached);
    let slides = unpack(&bytes);
    let slides = slides
        .parts
        .keys()
        .filter(|name| name.starts_with("ppt/slides/"));
    assert_eq!(slides.count(), new.slides.len());
}

/// The plain house with a change, as a file.
fn changed(change: impl FnOnce(&mut Package)) -> Vec<u8> {
    let mut package = house::package();
    change(&mut package);
    package.pack().unwrap()
}

fn rewrite(package: &mut Package, part: &str, from: &str, to: &str) {
    let text = package.text(part).unwrap();
    assert!(text.contains(from), "{part} lacks {from}");
    let text = text.replace(from, to);
    package.parts.get_mut(part).unwrap().bytes = text.into_bytes();
}

#[test]
fn a_chart_goes_into_the_placeholder_for_charts_whatever_its_name() {
    let layout = "ppt/slideLayouts/slideLayout2.xml";
    let template = changed(|package| {
        rewrite(
            package,
            layout,
            "<p:ph idx=\"1\"/>",
            "<p:ph type=\"chart\" idx=\"17\"/>",
        );
    });
    let template = Template::read(&template).unwrap();
    let lines = chart(ChartKind::Scatter(scatter(vec![line(
        "Cost",
        &[(0.0, 1.0), (3.0, 9.0)],
    )])));
    let bullets = Element::Bullets(vec![Paragraph::plain("Text")]);
    let deck = deck(vec![
        slide("Lines", vec![lines]),
        slide("Bullets", vec![bullets]),
    ]);
    let bytes = deck.render_with(&template).unwrap();
    let package = unpack(&bytes);
    assert!(
        package
            .text("ppt/slides/slide1.xml")
            .unwrap()
            .contains("<p:ph type=\"chart\" idx=\"17\"/>")
    );
    assert_eq!(
        package.related("ppt/slides/slide1.xml", "slideLayout"),
        Some(layout)
    );
    // Text can't go there, so that its slide has a title only.
    assert_eq!(
        package.related("ppt/slides/slide2.xml", "slideLayout"),
        Some("ppt/slideLayouts/slideLayout1.xml")
    );
}

#[test]
fn slides_of_another_size_keep_everything_within() {
    let template = changed(|package| {
        rewrite(package, PRESENTATION, "cx=\"12192000\"", "cx=\"9144000\"");
        let master = "ppt/slideMasters/slideMaster1.xml";
        rewrite(package, master, "cx=\"11094720\"", "cx=\"8046720\"");
        rewrite(
            package,
            master,
            "<a:off x=\"10789920\"",
            "<a:off x=\"7741920\"",
        );
        rewrite(package, master, "cx=\"10058400\"", "cx=\"7010400\"");
    });
    let bytes = every_element()
        .render_with(&Template::read(&template).unwrap())
        .unwrap();
    let text = text_in(&bytes, "ppt/slides/");
    let rights = text.split("<a:off x=\"").skip(1).map(|rest| {
        let x: i64 = rest.split('"').next().unwrap().parse().unwrap();
        let width = rest.split("cx=\"").nth(1).unwrap();
        x + width.split('"').next().unwrap().parse::<i64>().unwrap()
    });
    assert!(rights.max().unwrap() <= 9_144_000);
}

fn zipped(files: &[(String, usize)]) -> Vec<u8> {
    use zip::write::{SimpleFileOptions, ZipWriter};
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, size) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut zip, &vec![b' '; *size]).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Each file is refused, with what is wrong and what to do about it.
fn assert_refused(cases: &[(Vec<u8>, &str)]) {
    for (bytes, expected) in cases {
        let error = Template::read(bytes).unwrap_err().to_string();
        assert!(error.contains(expected), "{error} lacks {expected}");
        let says_what_to_do = ["save", "Save", "Choose"]
            .iter()
            .any(|word| error.contains(word));
        assert!(says_what_to_do, "{error}");
    }
}

#[test]
fn templates_out_of_bounds_are_refused() {
    let many: Vec<(String, usize)> = (0..=MAX_PARTS)
        .map(|index| (index.to_string(), 0))
        .collect();
    let huge: Vec<(String, usize)> = (0..=MAX_UNPACKED_MB / 32)
        .map(|index| (index.to_string(), 32 << 20))
        .collect();
    let sizeless = changed(|package| rewrite(package, PRESENTATION, "cx=\"12192000\"", "cx=\"1\""));
    assert_refused(&[
        (
            vec![0; MAX_PACKED_MB * 1024 * 1024 + 1],
            "the file has 65 MB",
        ),
        (zipped(&huge), "unpacked, the file has more than 256 MB"),
        (zipped(&many), "the file has 5001 parts"),
        (sizeless, "no usable size"),
    ]);
}

#[test]
fn templates_of_another_kind_are_refused() {
    let kind = |kind: &str| {
        let kind = format!("application/vnd.openxmlformats-officedocument.{kind}.main+xml");
        changed(|package| package.parts.get_mut(PRESENTATION).unwrap().content_type = kind)
    };
    let strict = changed(|package| {
        let root = package.relationships.get_mut("").unwrap();
        root[0].kind =
            "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument".to_owned();
    });
    assert_refused(&[
        (
            vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1],
            "before 2007 or has a password",
        ),
        (b"%PDF-1.7".to_vec(), "isn’t a PowerPoint file"),
        (Vec::new(), "isn’t a PowerPoint file"),
        (
            zipped(&[("a.txt".to_owned(), 1)]),
            "an archive without Office content",
        ),
        (
            zipped(&[("mimetype".to_owned(), 1)]),
            "an OpenDocument file",
        ),
        (kind("wordprocessingml.document"), "a Word document"),
        (kind("spreadsheetml.sheet"), "a spreadsheet"),
        (strict, "Strict Open XML"),
    ]);
}

#[test]
fn damaged_templates_are_refused() {
    let layouts = [
        "ppt/slideLayouts/slideLayout1.xml",
        "ppt/slideLayouts/slideLayout2.xml",
    ];
    let untitled = changed(|package| {
        for layout in layouts {
            rewrite(package, layout, "type=\"title\"", "type=\"body\"");
        }
    });
    let missing = changed(|package| drop(package.parts.remove(layouts[0])));
    let unrelated = changed(|package| drop(package.relationships.remove(PRESENTATION)));
    let broken = changed(|package| rewrite(package, layouts[0], "<p:cSld", "<p:cSld <"));
    let doctype = changed(|package| {
        let part = package.parts.get_mut(layouts[0]).unwrap();
        part.bytes = b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".to_vec();
    });
    // The writer refuses a second part of one name, so that a name is changed in the packed file.
    let mut twice = zipped(&[("aa.txt".to_owned(), 1), ("ab.txt".to_owned(), 1)]);
    for at in 1..twice.len() {
        if twice[at - 1..=at] == *b"ab" {
            twice[at] = b'a';
        }
    }
    assert_refused(&[
        (untitled, "no layout of the file has a title"),
        (
            missing,
            "its part ppt/slideLayouts/slideLayout1.xml is missing",
        ),
        (unrelated, "its part ppt/presentation.xml can’t be read"),
        (
            broken,
            "its part ppt/slideLayouts/slideLayout1.xml can’t be read",
        ),
        (
            doctype,
            "its part ppt/slideLayouts/slideLayout1.xml can’t be read",
        ),
        (twice, "two of its parts have the same name"),
    ]);
}

#[test]
fn deeply_nested_parts_are_read_without_a_crash() {
    let depth = 200_000;
    let nested = format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    let template = changed(|package| {
        package
            .parts
            .get_mut("ppt/slideLayouts/slideLayout1.xml")
            .unwrap()
            .bytes = nested.into_bytes();
    });
    // Its other layout has a title, which is enough.
    assert!(Template::read(&template).is_ok());
}

#[test]
fn templates_with_any_byte_changed_are_read_or_refused_without_a_crash() {
    let deck = every_element();
    let house = unpack(&deck.render().unwrap());
    let names: Vec<&String> = house
        .parts
        .keys()
        .filter(|name| !name.contains("/charts/") && !name.contains("/embeddings/"))
        .collect();
    // Xorshift, so that a failure can be run again.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut read = 0;
    for _ in 0..120 {
        let mut package = house.clone();
        let part = package.parts.get_mut(names[random(names.len())]).unwrap();
        for _ in 0..=random(3) {
            let at = random(part.bytes.len());
            part.bytes[at] = b"0<\"9-/ a"[random(8)];
        }
        if let Ok(template) = Template::read(&package.pack().unwrap()) {
            read += 1;
            drop(deck.render_with(&template));
        }
    }
    assert!(read > 30, "only {read} were read");
}

#[test]
fn placeholders_in_impossible_places_are_passed_over() {
    let master = "ppt/slideMasters/slideMaster1.xml";
    for width in ["9223372036854775807", "-5", "0", "x"] {
        let template = changed(|package| {
            rewrite(
                package,
                master,
                "cx=\"11094720\" cy=\"4617720\"",
                &format!("cx=\"{width}\" cy=\"4617720\""),
            );
        });
        let bytes = every_element()
            .render_with(&Template::read(&template).unwrap())
            .unwrap();
        assert_well_formed(&bytes);
    }
}
