//! Files of version 1, which open for ever: the examples as they were, which nobody edits.

use breakeven::files::edit::edited;
use breakeven::files::{format, migrations, store};
use breakeven::scenario::FormatVersion;

const FILES: [(&str, &str); 8] = [
    (
        "base-model-retires",
        include_str!("version_1/base-model-retires.ron"),
    ),
    (
        "document-extraction",
        include_str!("version_1/document-extraction.ron"),
    ),
    (
        "many-shot-prompt",
        include_str!("version_1/many-shot-prompt.ron"),
    ),
    (
        "premium-never-pays",
        include_str!("version_1/premium-never-pays.ron"),
    ),
    (
        "self-hosted-lora",
        include_str!("version_1/self-hosted-lora.ron"),
    ),
    (
        "support-replies",
        include_str!("version_1/support-replies.ron"),
    ),
    (
        "textbook-comparison",
        include_str!("version_1/textbook-comparison.ron"),
    ),
    (
        "ticket-classifier",
        include_str!("version_1/ticket-classifier.ron"),
    ),
];

#[test]
fn they_open_and_are_saved_as_version_2_with_their_comments() {
    for (name, text) in FILES {
        let scenario = format::read(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(scenario.version, FormatVersion::CURRENT, "{name}");
        let saved = edited(text, &scenario).unwrap();
        // Nothing else changes in the text.
        assert_eq!(
            saved,
            text.replacen("version: 1", "version: 2", 1),
            "{name}"
        );
        assert_eq!(format::read(&saved).as_ref(), Ok(&scenario), "{name}");
    }
}

// What was corrected is told where it can change a figure, and only of files of version 1.
#[test]
fn what_was_corrected_is_told() {
    let told = |name: &str| {
        let (_, text) = FILES.iter().find(|(file, _)| *file == name).unwrap();
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.ron");
        std::fs::write(&path, text).unwrap();
        let opened = store::open(&path).unwrap();
        let now = migrations::corrections(FormatVersion::CURRENT, &opened.scenario);
        assert!(now.is_empty());
        opened.corrections
    };
    let retires = told("base-model-retires");
    assert!(
        retires[0].contains("deciding later buys a longer one"),
        "{retires:?}"
    );
    let replies = told("support-replies");
    assert!(
        replies
            .iter()
            .any(|told| told.contains("at the end of the horizon")),
        "{replies:?}"
    );
    assert_eq!(told("premium-never-pays"), [] as [&str; 0]);
}
