//! The files that decks are written to.

use roxmltree::Document;

use super::*;
use crate::export::deck::error::DeckError;
use crate::export::deck::read_attached;

#[test]
fn decks_of_all_elements_are_well_formed() {
    assert_well_formed(&every_element().render().unwrap());
}

#[test]
fn the_same_deck_gives_the_same_bytes() {
    let deck = every_element();
    assert_eq!(deck.render().unwrap(), deck.render().unwrap());
}

#[test]
fn decks_without_notes_have_no_notes_pages() {
    let mut deck = every_element();
    deck.slides.iter_mut().for_each(|slide| slide.notes.clear());
    let bytes = deck.render().unwrap();
    assert_well_formed(&bytes);
    assert!(
        unpack(&bytes)
            .parts
            .keys()
            .all(|name| !name.contains("notes"))
    );
}

#[test]
fn attached_texts_are_given_back_to_the_letter() {
    let controls: String = (0..=0x20)
        .chain([0x7f, 0x85, 0x2028, 0xfffd, 0xfffe, 0xffff])
        .filter_map(char::from_u32)
        .collect();
    for text in [
        "",
        " ",
        "\n",
        "\r",
        "\r\n",
        " a\tb\r\n\rc\n ",
        "]]>&amp;<a/>",
        "فرز 😀 é e\u{301}",
        &controls,
        "<letter code=\"65\"/>",
    ] {
        let mut deck = every_element();
        deck.attached = vec![attached(text), attached("second")];
        assert_eq!(
            read_attached(&deck.render().unwrap()).unwrap(),
            deck.attached,
            "{text:?}"
        );
    }
}

#[test]
fn attached_texts_are_found_where_libreoffice_moves_them() {
    let deck = every_element();
    let mut package = unpack(&deck.render().unwrap());
    let from = package
        .relationships
        .get_mut("ppt/presentation.xml")
        .unwrap();
    let moved: Vec<_> = from.extract_if(.., |one| one.is("customXml")).collect();
    for one in moved {
        package.relate("", "customXml", &one.target);
    }
    assert_eq!(
        read_attached(&package.pack().unwrap()).unwrap(),
        deck.attached
    );
}

#[test]
fn numbers_in_charts_read_back_to_the_same() {
    let numbers = [
        0.1 + 0.2,
        1e-300,
        -1e300,
        f64::MIN_POSITIVE,
        f64::MAX,
        -0.0,
        1.0 / 3.0,
        f64::NAN,
        5e-324,
    ];
    let points: Vec<(f64, f64)> = numbers.iter().map(|&number| (1.0, number)).collect();
    let bytes = deck(vec![slide(
        "Numbers",
        vec![chart(ChartKind::Scatter(scatter(vec![line("A", &points)])))],
    )])
    .render()
    .unwrap();
    let text = text_in(&bytes, "ppt/charts/");
    let document = Document::parse(&text).unwrap();
    let values = document
        .descendants()
        .find(|node| node.tag_name().name() == "yVal")
        .unwrap();
    let points = values
        .descendants()
        .filter(|node| node.tag_name().name() == "pt");
    let mut count = 0;
    for point in points {
        let index: usize = point.attribute("idx").unwrap().parse().unwrap();
        let number: f64 = point
            .first_element_child()
            .unwrap()
            .text()
            .unwrap()
            .parse()
            .unwrap();
        assert_eq!(number.to_bits(), numbers[index].to_bits());
        count += 1;
    }
    assert_eq!(
        count,
        numbers.len() - 1,
        "what isn't a number is left blank"
    );
}

#[test]
fn charts_take_colours_and_fonts_from_the_theme_only() {
    let text = text_in(&every_element().render().unwrap(), "ppt/charts/");
    assert!(text.contains("schemeClr"));
    assert!(!text.contains("srgbClr") && !text.contains("typeface"));
}

#[test]
fn bars_begin_where_they_are_told_to() {
    let deck = deck(vec![slide(
        "Bars",
        vec![chart(ChartKind::Bars(bars(&[&[1.0, 2.0]], Some(30_800.5))))],
    )]);
    let text = text_in(&deck.render().unwrap(), "ppt/charts/");
    let categories = &text[text.find("<c:catAx>").unwrap()..text.find("</c:catAx>").unwrap()];
    assert!(categories.contains("<c:crossesAt val=\"30800.5\"/>"));
}

#[test]
fn a_longer_bar_lets_the_shorter_one_on_its_side_be_seen_and_has_both_labels() {
    // From 2 the bars of the first category go to 3 and 5, those of the second to 1 and 4.
    let bars = bars(&[&[3.0, 1.0], &[5.0, 4.0]], Some(2.0));
    let text = text_in(
        &deck(vec![slide("Bars", vec![chart(ChartKind::Bars(bars))])])
            .render()
            .unwrap(),
        "ppt/charts/",
    );
    assert!(
        text.contains("<a:t>3 · 5</a:t>")
            && text.contains("<a:t>1</a:t>")
            && text.contains("<a:t>4</a:t>")
    );
    assert_eq!(text.matches("alpha val=\"55000\"").count(), 1);
}

#[test]
fn uneven_content_is_refused() {
    let refused = |element| {
        deck(vec![slide("Wrong", vec![element])])
            .render()
            .unwrap_err()
    };
    let uneven = refused(chart(ChartKind::Bars(bars(&[&[1.0]], None))));
    assert!(matches!(uneven, DeckError::UnevenSeries(1, name) if name == "A series"));
    let column = Column {
        head: "One".to_owned(),
        numeric: false,
        share: 1.0,
    };
    let table = Table {
        alt: String::new(),
        columns: vec![column],
        rows: vec![vec![String::new()], Vec::new()],
    };
    assert!(matches!(
        refused(Element::Table(table)),
        DeckError::UnevenTable(1, 2)
    ));
    let picture = Picture {
        svg: Vec::new(),
        png: b"GIF89a".to_vec(),
        alt: String::new(),
    };
    assert!(matches!(
        refused(Element::Picture(picture)),
        DeckError::NotPng(1)
    ));
    assert!(matches!(
        deck(Vec::new()).render().unwrap_err(),
        DeckError::NoSlides
    ));
}
