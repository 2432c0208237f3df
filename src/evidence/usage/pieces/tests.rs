//! Rows found in JSON.

use proptest::prelude::*;

use super::*;

/// The rows with their lines; a fault is a row that begins with an exclamation mark.
fn pieces(text: &str) -> Vec<(u64, String)> {
    let mut found = Vec::new();
    let mut take = |line, piece: Piece| {
        found.push((
            line,
            match piece {
                Piece::Object(row) => String::from_utf8_lossy(row).into_owned(),
                Piece::Fault(fault) => format!("!{fault}"),
            },
        ));
    };
    // Few bytes at a time, so that rows lie across what is read at once.
    let mut splitter = Splitter::new("data", 1);
    for bytes in text.as_bytes().chunks(3) {
        splitter.take_all(bytes, &mut take);
    }
    splitter.end(&mut take);
    found
}

fn rows(text: &str) -> Vec<String> {
    pieces(text).into_iter().map(|(_, row)| row).collect()
}

#[test]
fn rows_are_found_in_lists_and_pages() {
    let two = ["{\"a\":1}", "{\"a\":{\"b\":[2]}}"];
    for text in [
        "{\"a\":1}\n{\"a\":{\"b\":[2]}}\n",
        "[{\"a\":1}, {\"a\":{\"b\":[2]}}]",
        "[[{\"a\":1}], [{\"a\":{\"b\":[2]}}]]",
        "{\"object\": \"page\", \"data\" : [{\"a\":1}, {\"a\":{\"b\":[2]}}], \"next\": {\"data\": [{\"x\": \"}\"}]}}",
        "[{\"data\": [{\"a\":1}]}, {\"more\": [1], \"data\": [{\"a\":{\"b\":[2]}}]}]",
        "{\"data\":[{\"a\":1}]}\n{\"data\":[{\"a\":{\"b\":[2]}}]}",
    ] {
        assert_eq!(rows(text), two, "{text}");
    }
}

#[test]
fn only_a_name_is_a_name_of_a_list() {
    // A string that says “data”, a name within another object, and a list of another name.
    for row in [
        "{\"a\":\"data\",\"b\":[{}]}",
        "{\"a\":{\"data\":[{}]}}",
        "{\"data\":{\"b\":[{}]}}",
        "{\"\\\"data\":[{}]}",
        "{\"a\":\"\\\\\",\"b\":\"}\"}",
    ] {
        assert_eq!(rows(row), [row]);
    }
}

#[test]
fn faults_have_their_lines_and_the_rest_is_read() {
    assert_eq!(
        pieces("[\n{\"a\":1},\n\"b, {}\",\n12, {\n\"c\":1}]"),
        [
            (2, "{\"a\":1}".to_owned()),
            (3, format!("!{NO_OBJECT}")),
            (4, format!("!{NO_OBJECT}")),
            (4, "{\n\"c\":1}".to_owned()),
        ]
    );
    assert_eq!(
        pieces("[{\"a\":1},\n{\"a\":"),
        [(1, "{\"a\":1}".to_owned()), (2, format!("!{CUT_OFF}"))]
    );
    assert_eq!(rows("[{\"a\":1}").len(), 2);
    assert_eq!(rows("{\"data\":[]")[0].chars().next(), Some('!'));
    assert_eq!(rows("}"), [format!("!{UNBALANCED}")]);
}

#[test]
fn a_row_that_is_too_long_isnt_kept() {
    let long = format!("[{{\"a\":\"{}\"}},{{\"b\":1}}]", "x".repeat(MAX_ROW_BYTES));
    let mut found = Vec::new();
    split(long.as_bytes(), "data", 1, &mut |_, piece| {
        found.push(matches!(piece, Piece::Fault(TOO_LONG)));
    });
    assert_eq!(found, [true, false]);
}

proptest! {
    #[test]
    fn no_text_is_a_fault_of_the_program(text in "[\\[\\]{}\",:\\\\a \nd\"]{0,60}") {
        rows(&text);
    }

    #[test]
    fn rows_of_a_list_are_all_found(texts in proptest::collection::vec("\\PC{0,8}", 0..8)) {
        let objects: Vec<_> = texts.iter().map(|text| serde_json::json!({"text": text, "list": [text]}).to_string()).collect();
        prop_assert_eq!(rows(&format!("[{}]", objects.join(","))), objects.clone());
        prop_assert_eq!(rows(&objects.join("\n")), objects);
    }
}
