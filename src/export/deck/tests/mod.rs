//! Decks for tests, and what must hold for each of them.

mod files;
mod templates;
mod words;

use std::collections::BTreeSet;

use roxmltree::Document;

use super::Deck;
use super::model::*;
use super::package::Package;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x01\x08\0\0\0\0\0\0\0\0";

fn chart(kind: ChartKind) -> Element {
    Element::Chart(Chart {
        alt: "A chart".to_owned(),
        kind,
    })
}

fn line(name: &str, points: &[(f64, f64)]) -> Line {
    Line {
        name: name.to_owned(),
        points: points.to_vec(),
        ink: Ink::Accent1,
        dashed: false,
        end_label: Some(format!("{name} $1k")),
    }
}

fn scatter(lines: Vec<Line>) -> Scatter {
    let mark = Mark {
        name: "Break-even".to_owned(),
        label: "Aug 2027".to_owned(),
        at: (1.5, 5.0),
        ink: Ink::Text,
    };
    Scatter {
        lines,
        marks: vec![mark],
        x: Axis::default(),
        y: Axis::default(),
    }
}

fn bars(series: &[&[f64]], starts_at: Option<f64>) -> Bars {
    let series = series.iter().map(|values| Series {
        name: "A series".to_owned(),
        ink: Ink::Accent1,
        values: values.to_vec(),
        labels: values.iter().map(f64::to_string).collect(),
        inks: Vec::new(),
    });
    Bars {
        categories: vec!["One".to_owned(), "Two".to_owned()],
        series: series.collect(),
        axis: Axis::default(),
        starts_at,
    }
}

fn slide(title: &str, elements: Vec<Element>) -> Slide {
    let count = elements.len().max(1) as f64;
    let place = |index: usize| Place::new(index as f64 / count, 0.0, 1.0 / count, 1.0);
    let elements = elements.into_iter().enumerate();
    Slide {
        title: title.to_owned(),
        elements: elements
            .map(|(index, element)| place(index).with(element))
            .collect(),
        notes: vec!["Say this".to_owned(), "Not that".to_owned()],
        foot: "Made today".to_owned(),
    }
}

fn deck(slides: Vec<Slide>) -> Deck {
    Deck {
        title: "A deck".to_owned(),
        language: "en-GB".to_owned(),
        slides,
        attached: vec![attached("(title: \"A deck\")")],
        ..Deck::default()
    }
}

fn attached(text: &str) -> AttachedText {
    AttachedText {
        name: "deck.ron".to_owned(),
        description: "The scenario".to_owned(),
        text: text.to_owned(),
    }
}

fn every_element() -> Deck {
    let tile = Tile {
        value: "$30.8k".to_owned(),
        caption: "Saving \u{1}& <more>".to_owned(),
        ink: Some(Ink::Accent2),
    };
    let table = Table {
        alt: "A table".to_owned(),
        columns: vec![
            Column {
                head: "Step".to_owned(),
                numeric: false,
                share: 2.0,
            },
            Column {
                head: "Weeks".to_owned(),
                numeric: true,
                share: 1.0,
            },
        ],
        rows: (0..80)
            .map(|row| vec![format!("Row {row}"), "3".to_owned()])
            .collect(),
    };
    let picture = Picture {
        svg: b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
        png: PNG.to_vec(),
        alt: "A map".to_owned(),
    };
    let two = bars(&[&[1.0, -2.0], &[3.0, 4.0]], Some(2.0));
    let columns = Columns {
        categories: two.categories.clone(),
        category_title: "Saving".to_owned(),
        series: vec![Series {
            inks: vec![Ink::Accent1, Ink::Accent2],
            ..two.series[0].clone()
        }],
        axis: Axis::default(),
        gap: 5,
    };
    deck(vec![
        slide(
            "Tiles and text",
            vec![
                Element::Tiles(vec![tile.clone(), tile]),
                Element::Text(vec![Paragraph::plain("One\nTwo")]),
            ],
        ),
        slide(
            "Bullets",
            vec![Element::Bullets(vec![
                Paragraph::plain("פרומפטים ארוכים"),
                Paragraph::plain(""),
            ])],
        ),
        slide(
            "Table and picture",
            vec![Element::Table(table), Element::Picture(picture)],
        ),
        slide(
            "Lines",
            vec![chart(ChartKind::Scatter(scatter(vec![line(
                "Cost",
                &[(0.0, 1.0), (3.0, 9.0)],
            )])))],
        ),
        slide(
            "Bars and columns",
            vec![
                chart(ChartKind::Bars(two)),
                chart(ChartKind::Columns(columns)),
            ],
        ),
    ])
}

fn unpack(bytes: &[u8]) -> Package {
    Package::unpack(bytes).unwrap()
}

/// What must hold for every file that a program opens without offering a repair.
fn assert_well_formed(bytes: &[u8]) {
    let package = unpack(bytes);
    for (owner, relationships) in &package.relationships {
        assert!(
            owner.is_empty() || package.parts.contains_key(owner),
            "{owner} is missing"
        );
        let ids: BTreeSet<&str> = relationships.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(
            ids.len(),
            relationships.len(),
            "two relationships of one id in {owner}"
        );
        for one in relationships.iter().filter(|one| !one.external) {
            assert!(
                package.parts.contains_key(&one.target),
                "{owner} needs {}",
                one.target
            );
        }
    }
    for (name, part) in &package.parts {
        assert_ne!(
            part.content_type, "application/octet-stream",
            "{name} has no type"
        );
        if !part.content_type.ends_with("xml") || name.ends_with("svg") {
            continue;
        }
        let document = Document::parse(package.text(name).unwrap()).unwrap();
        let mut shapes = BTreeSet::new();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            for attribute in node.attributes() {
                if attribute.namespace() == Some(super::xml::RELATIONSHIPS) {
                    let known = package.relationships_of(name).iter();
                    assert!(
                        known.into_iter().any(|one| one.id == attribute.value()),
                        "{name}: {}",
                        attribute.value()
                    );
                }
            }
            if node.tag_name().name() == "cNvPr" {
                assert!(
                    shapes.insert(node.attribute("id").unwrap()),
                    "{name}: two shapes of one id"
                );
            }
        }
    }
}

/// All text of the parts whose names begin so.
fn text_in(bytes: &[u8], start: &str) -> String {
    let package = unpack(bytes);
    let parts = package.parts.iter();
    let parts =
        parts.filter(|(name, part)| name.starts_with(start) && part.content_type.ends_with("+xml"));
    parts.map(|(name, _)| package.text(name).unwrap()).collect()
}
