//! Reports as PDF for those who have them read out: what each part is, in the order in which it is read; and the sizes of their pages.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use breakeven::charts::figure::FigureKind;
use breakeven::charts::look::Look;
use breakeven::export::drawing::page::{Content, Page, Role};
use breakeven::export::format::Format;
use breakeven::export::paper::{PageLayout, PageSetup, Paper};
use breakeven::export::report::blocks::Block;
use breakeven::export::report::compose;
use breakeven::export::report::pages::{lay_out, one_page};
use breakeven::files::examples::EXAMPLES;
use breakeven::scenario::Scenario;
use breakeven::study::Study;
use egui::{Pos2, Rect};
use lopdf::{Dictionary, Document, Object};

use crate::charts::{faults, study};
use crate::reports::{hostile_scenario, render_on};
use crate::support::{example, scenario};
use crate::text_rows::text_rows;

fn document(study: &Study, layout: PageLayout, paper: Paper) -> Document {
    let bytes = render_on(study, Format::Pdf, PageSetup { paper, layout });
    Document::load_mem(&bytes).unwrap()
}

/// The examples, computed once for all tests.
static STUDIES: LazyLock<Vec<Study>> = LazyLock::new(|| {
    let scenarios = EXAMPLES.iter().map(|example| example.scenario().unwrap());
    scenarios.map(|scenario| study(&scenario)).collect()
});

fn support_replies() -> &'static Study {
    let mut studies = STUDIES.iter();
    let found = studies.find(|study| study.scenario.title() == "Support replies");
    found.unwrap()
}

fn dictionary<'a>(document: &'a Document, of: &'a Dictionary, key: &[u8]) -> &'a Dictionary {
    of.get_deref(key, document).unwrap().as_dict().unwrap()
}

/// The texts of a document's own description of itself.
fn claims(document: &Document) -> String {
    let catalog = document.catalog().unwrap();
    let metadata = catalog.get_deref(b"Metadata", document).unwrap();
    let content = metadata.as_stream().unwrap().get_plain_content().unwrap();
    String::from_utf8(content).unwrap()
}

/// An element of the tree of tags.
struct Element {
    kind: String,
    /// The description of a figure, or the words of a heading.
    text: String,
    scope: Option<String>,
    inner: Vec<Element>,
    /// Whether something on a page belongs to it.
    has_content: bool,
}

impl Element {
    fn read(document: &Document, dictionary: &Dictionary) -> Self {
        let text = |key: &[u8]| {
            let value = dictionary.get_deref(key, document).ok()?;
            lopdf::decode_text_string(value).ok()
        };
        let attributes = dictionary.get_deref(b"A", document).ok();
        let attributes: Vec<&Object> = match attributes {
            Some(Object::Array(all)) => all.iter().collect(),
            other => other.into_iter().collect(),
        };
        let scope = attributes.into_iter().find_map(|attributes| {
            let scope = attributes.as_dict().ok()?.get(b"Scope").ok()?;
            Some(String::from_utf8_lossy(scope.as_name().ok()?).into_owned())
        });
        let kids = match dictionary.get_deref(b"K", document) {
            Ok(Object::Array(kids)) => kids.iter().collect(),
            Ok(kid) => vec![kid],
            Err(_) => Vec::new(),
        };
        let kids = kids.into_iter().map(|kid| match kid {
            Object::Reference(id) => document.get_object(*id).unwrap(),
            kid => kid,
        });
        let (mut inner, mut has_content) = (Vec::new(), false);
        for kid in kids {
            match kid {
                Object::Dictionary(kid) if kid.has(b"S") => {
                    inner.push(Self::read(document, kid));
                }
                _ => has_content = true,
            }
        }
        let kind = dictionary.get(b"S").and_then(Object::as_name).unwrap();
        Self {
            kind: String::from_utf8_lossy(kind).into_owned(),
            text: text(b"Alt").or_else(|| text(b"T")).unwrap_or_default(),
            scope,
            inner,
            has_content,
        }
    }

    fn root(document: &Document) -> Self {
        let catalog = document.catalog().unwrap();
        let tree = dictionary(document, catalog, b"StructTreeRoot");
        let root = match tree.get_deref(b"K", document).unwrap() {
            Object::Array(kids) => document.dereference(&kids[0]).unwrap().1,
            kid => kid,
        };
        Self::read(document, root.as_dict().unwrap())
    }

    /// This element and all that are in it, in the order in which they are read.
    fn all(&self) -> Vec<&Self> {
        let inner = self.inner.iter().flat_map(Self::all);
        std::iter::once(self).chain(inner).collect()
    }

    fn of_kind(&self, kind: &str) -> Vec<&Self> {
        let mut all = self.all();
        all.retain(|element| element.kind == kind);
        all
    }
}

#[test]
fn each_report_is_tagged_and_keeps_to_the_standard_that_it_names() {
    for study in STUDIES.iter() {
        for layout in PageLayout::ALL {
            let document = document(study, layout, Paper::A4);
            let catalog = document.catalog().unwrap();
            let marked = dictionary(&document, catalog, b"MarkInfo");
            assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
            let language = catalog.get(b"Lang").unwrap();
            assert_eq!(lopdf::decode_text_string(language).unwrap(), "en-GB");
            assert!(dictionary(&document, catalog, b"Outlines").has(b"First"));
            let preferences = dictionary(&document, catalog, b"ViewerPreferences");
            assert!(
                preferences
                    .get(b"DisplayDocTitle")
                    .unwrap()
                    .as_bool()
                    .unwrap()
            );
            // Rendering fails if the document breaks what it says.
            let claims = claims(&document);
            assert!(
                claims.contains("<pdfuaid:part>1</pdfuaid:part>"),
                "{claims}"
            );
            assert!(claims.contains(study.scenario.title()));
        }
    }
}

#[test]
fn figures_are_described_tables_have_headers_and_no_level_of_headings_is_left_out() {
    for study in STUDIES.iter() {
        for layout in PageLayout::ALL {
            let name = study.scenario.title();
            let root = Element::root(&document(study, layout, Paper::A4));
            let figures = root.of_kind("Figure");
            let is_described = |figure: &&Element| figure.text.len() > 60 && figure.has_content;
            assert!(figures.iter().all(is_described), "{name}");
            assert!(figures.len() >= 2, "{name}");
            for table in root.of_kind("Table") {
                let rows: Vec<&Element> = table.of_kind("TR");
                let counts = rows.iter().map(|row| row.inner.len());
                let counts: BTreeSet<usize> = counts.collect();
                assert_eq!(counts.len(), 1, "{name}: rows of {counts:?} cells");
                for header in table.of_kind("TH") {
                    let scope = header.scope.as_deref();
                    assert!(matches!(scope, Some("Row" | "Column")), "{name}: {scope:?}");
                }
                for row in table.of_kind("TBody").iter().flat_map(|body| &body.inner) {
                    assert_eq!(row.of_kind("TH").len(), 1, "{name}");
                }
            }
            for item in root.of_kind("LI") {
                let kinds: Vec<&str> = item.inner.iter().map(|part| &*part.kind).collect();
                assert!(
                    matches!(kinds[..], ["Lbl", "LBody"] | ["LBody"]),
                    "{kinds:?}"
                );
            }
            let mut level = 0;
            for element in root.all() {
                if let Some(next) = element.kind.strip_prefix('H')
                    && let Ok(next) = next.parse::<u32>()
                {
                    assert!(next <= level + 1, "{name}: level {next} after {level}");
                    assert!(!element.text.is_empty());
                    level = next;
                }
            }
            assert_eq!(root.of_kind("H1").len(), 1, "{name}");
        }
    }
}

/// A table that goes on over several pages is one, with one head.
#[test]
fn the_list_of_contents_has_every_heading_and_a_table_over_two_pages_is_one() {
    let study = support_replies();
    let blocks = compose(study);
    let document = document(study, PageLayout::Report, Paper::Letter);
    let root = Element::root(&document);
    let headings = blocks.iter().filter_map(|block| match block {
        Block::Finding { headline, .. } => Some(headline.clone()),
        Block::Heading(text) | Block::Subheading(text) => Some(text.clone()),
        _ => None,
    });
    let headings: Vec<String> = headings.collect();
    let listed = document.get_toc().unwrap().toc;
    let listed: Vec<String> = listed.into_iter().map(|entry| entry.title).collect();
    assert_eq!(listed, headings);
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table(table) if !table.rows.is_empty() => {
            let has_head = table.head.iter().any(|name| !name.is_empty());
            Some(table.rows.len() + usize::from(has_head))
        }
        _ => None,
    });
    let tagged = root.of_kind("Table").into_iter();
    let tagged: Vec<usize> = tagged.map(|table| table.of_kind("TR").len()).collect();
    assert_eq!(tagged, tables.collect::<Vec<usize>>());
}

/// The texts of a page in the order in which they are read, without those that aren't.
fn read_out(page: &Page) -> Vec<String> {
    let mut texts = Vec::new();
    for part in &page.parts {
        if let Content::Shapes(range) = &part.content
            && !matches!(part.role, Role::Foot | Role::RepeatedHead)
        {
            let rows = text_rows(&page.sheet.shapes[range.clone()]);
            texts.extend(rows.into_iter().map(|row| row.text.trim().to_owned()));
        }
    }
    texts
}

#[test]
fn every_text_belongs_to_one_part_and_is_read_in_the_order_of_the_report() {
    for study in STUDIES.iter() {
        let blocks = compose(study);
        let pages = lay_out(study, &blocks, Look::default(), Paper::A4).unwrap();
        for page in &pages {
            let mut owners = vec![0; page.sheet.shapes.len()];
            for part in &page.parts {
                if let Content::Shapes(range) = &part.content {
                    owners[range.clone()]
                        .iter_mut()
                        .for_each(|count| *count += 1);
                }
            }
            for (shape, owners) in page.sheet.shapes.iter().zip(owners) {
                let is_text = !text_rows(std::slice::from_ref(shape)).is_empty();
                assert!(owners == 1 || !is_text && owners == 0);
            }
        }
        let read: Vec<String> = pages.iter().flat_map(read_out).collect();
        let read = read.join(" ").replace('\u{a0}', " ");
        let mut at = 0;
        for block in &blocks {
            let (Block::Heading(text) | Block::Subheading(text) | Block::Text(text)) = block else {
                continue;
            };
            // A line may end at any space.
            let text = text.replace('\u{a0}', " ");
            let begin: String = text.split(' ').take(5).collect::<Vec<_>>().join(" ");
            let found = read[at..].find(&begin);
            assert!(
                found.is_some(),
                "{begin:?} isn’t read after what precedes it"
            );
            at += found.unwrap();
        }
    }
}

fn sizes(document: &Document) -> Vec<[f32; 2]> {
    let pages = document.get_pages().into_values();
    let sizes = pages.map(|id| {
        let page = document.get_dictionary(id).unwrap();
        let edges = page
            .get_deref(b"MediaBox", document)
            .unwrap()
            .as_array()
            .unwrap();
        [2, 3].map(|edge: usize| edges[edge].as_float().unwrap())
    });
    sizes.collect()
}

#[test]
fn pages_have_the_size_of_the_paper_and_the_one_pager_is_one_in_landscape() {
    let study = support_replies();
    for (paper, [width, height]) in [(Paper::A4, [595.0, 842.0]), (Paper::Letter, [612.0, 792.0])] {
        let report = sizes(&document(study, PageLayout::Report, paper));
        assert!(report.len() > 4);
        assert!(
            report.iter().all(|size| *size == [width, height]),
            "{report:?}"
        );
        let one = sizes(&document(study, PageLayout::OnePage, paper));
        assert_eq!(one, [[height, width]]);
    }
}

/// Without prices, and with names that go on and on.
fn odd_scenarios() -> [Scenario; 2] {
    let mut long = example("textbook-comparison");
    long.name = "A name that goes on and on ".repeat(30);
    for path in [
        "prompting.serving.price.input",
        "fine_tuning.serving.price.input",
    ] {
        let source = "a long source ".repeat(100);
        long.sources.insert(path.to_owned(), source);
    }
    [long, scenario("(version: 2, name: \"Nothing known\")")]
}

#[test]
fn the_one_pager_says_what_to_do_why_and_what_would_change_it_and_nothing_is_cut_off() {
    let odd = odd_scenarios().map(|scenario| study(&scenario));
    for study in STUDIES.iter().chain(&odd) {
        for paper in Paper::ALL {
            let page = one_page::lay_out(study, Look::default(), paper).unwrap();
            check_one_pager(study, &page, paper);
        }
    }
}

fn check_one_pager(study: &Study, page: &Page, paper: Paper) {
    let area = Rect::from_min_size(Pos2::ZERO, paper.landscape()).shrink(20.0);
    let name = study.scenario.title();
    let texts = text_rows(&page.sheet.shapes);
    assert_eq!(faults(&texts, area), Vec::<String>::new(), "{name}");
    for (figure, place) in page.figures() {
        assert!(area.contains_rect(place), "{name}");
        assert!(place.height() >= 120.0, "{name}");
        let under = texts.iter().find(|text| text.at.intersects(place));
        assert_eq!(under, None, "{name}");
        let own = Rect::from_min_size(Pos2::ZERO, figure.size);
        let found = faults(&text_rows(&figure.shapes), own);
        assert!(found.is_empty(), "{name}: {found:?}");
    }
    let is_priced = study.headline().recommendation.is_some();
    let charts = page.figures().count();
    assert_eq!(charts, if is_priced { 2 } else { 0 }, "{name}");
    let read = read_out(page).join(" ");
    for said in ["Why", "What would change this", "Prices."] {
        assert!(read.contains(said), "{name}: {said} in {read}");
    }
    assert!(read.contains(study.headline().title()), "{name}: {read}");
    for tile in &study.card().tiles {
        assert!(read.contains(&tile.value), "{name}: {}", tile.value);
    }
}

#[test]
fn a_chart_alone_is_described_too_and_letters_that_no_face_has_stop_no_report() {
    let study = support_replies();
    let request = |figure| breakeven::export::ExportRequest {
        format: Format::Pdf,
        figure: Some(figure),
        pixels: breakeven::export::drawing::PixelSize::SLIDE,
        look: Look::default(),
        table: breakeven::export::plain::table::TableStyle::FOR_PROGRAMS,
        month: None,
        pages: PageSetup::default(),
        template: None,
        attachments: Vec::new(),
    };
    for kind in FigureKind::available(study) {
        let bytes = breakeven::export::render(study, &request(kind)).unwrap();
        let document = Document::load_mem(&bytes).unwrap();
        assert!(claims(&document).contains("pdfuaid"), "{kind:?}");
        let root = Element::root(&document);
        assert_eq!(root.of_kind("Figure").len(), 1);
        assert!(root.of_kind("Figure")[0].text.len() > 40, "{kind:?}");
    }
    // U+10FFFD is for private use, and no face has it.
    let mut odd = hostile_scenario();
    odd.notes = "private \u{10fffd} letters, \u{fffe} and \u{0} too".to_owned();
    for layout in PageLayout::ALL {
        let document = document(&crate::charts::study(&odd), layout, Paper::A4);
        assert!(!Element::root(&document).of_kind("H1").is_empty());
    }
}
