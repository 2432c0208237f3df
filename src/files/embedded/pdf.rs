//! The attachments of a PDF, wherever a program that joined or saved it anew has put them.

use std::collections::BTreeSet;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use super::found::{FoundText, MAX_TEXT_BYTES, SCENARIO_DESCRIPTION};

/// A compressed part of a PDF that gets larger than this is not unpacked.
const MAX_PART_BYTES: usize = 16 * 1024 * 1024;
/// All attachments together are unpacked up to this size.
const MAX_ATTACHMENTS_BYTES: usize = 64 * 1024 * 1024;
/// A portfolio holds PDFs, which may hold others.
const MAX_NESTING: usize = 2;
/// Reports take milliseconds. A file that is made to take long isn't waited for.
const MAX_READING: Duration = Duration::from_secs(1);
/// A report may be a part of something much larger: beyond so many bytes each further one is waited for too.
const PATIENCE_FROM_BYTES: usize = 8 * 1024 * 1024;
const PATIENCE_PER_BYTE: Duration = Duration::from_nanos(100);
/// Nested objects are read by recursion.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// The attached files that are texts, in the order of their objects. An error says why the PDF can't be read.
pub(super) fn attached_texts(bytes: &[u8]) -> Result<Vec<FoundText>, String> {
    guarded(bytes, MAX_READING, |bytes| {
        let mut budget = MAX_ATTACHMENTS_BYTES;
        texts_in(bytes, MAX_NESTING, &mut budget)
    })
}

/// What `work` makes of a PDF, on a thread of its own, so that neither a fault in the parser nor a file made to keep it busy longer than this
/// holds up the program.
pub(in crate::files) fn guarded<T: Send + 'static>(
    bytes: &[u8],
    longest: Duration,
    work: impl FnOnce(&[u8]) -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    let large = bytes.len().saturating_sub(PATIENCE_FROM_BYTES);
    let patience = longest + PATIENCE_PER_BYTE * u32::try_from(large).unwrap_or(u32::MAX);
    let bytes = bytes.to_vec();
    let (send, received) = channel();
    thread::Builder::new()
        .name("pdf".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(move || {
            // Nobody receives it if it took too long.
            let _ = send.send(work(&bytes));
        })
        .map_err(|error| error.to_string())?;
    match received.recv_timeout(patience) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => Err("it takes too long to read".to_owned()),
        Err(RecvTimeoutError::Disconnected) => Err("the PDF is damaged".to_owned()),
    }
}

/// The document, unless it is locked or damaged.
pub(in crate::files) fn load(bytes: &[u8]) -> Result<Document, String> {
    let options = LoadOptions::with_max_decompressed_size(MAX_PART_BYTES);
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| match error {
            lopdf::Error::InvalidPassword
            | lopdf::Error::Decryption(_)
            | lopdf::Error::UnsupportedSecurityHandler(_) => LOCKED.to_owned(),
            lopdf::Error::Decompress(_) => {
                "a part of the PDF is too large to be unpacked".to_owned()
            }
            error => format!("the PDF is damaged ({error})"),
        })?;
    // Without the password nothing of it was read.
    if document.trailer.has(b"Encrypt") && document.encryption_state.is_none() {
        return Err(LOCKED.to_owned());
    }
    Ok(document)
}

fn texts_in(bytes: &[u8], nesting: usize, budget: &mut usize) -> Result<Vec<FoundText>, String> {
    let document = load(bytes)?;
    let mut texts = Vec::new();
    for file in attached_files(&document) {
        let Some(content) = unpacked(file.stream, budget)? else {
            continue;
        };
        if content.starts_with(b"%PDF-") {
            if nesting > 0 {
                // One of a portfolio may be locked or damaged.
                texts.extend(texts_in(&content, nesting - 1, budget).unwrap_or_default());
            }
        } else if content.len() <= MAX_TEXT_BYTES
            && let Ok(text) = String::from_utf8(content)
        {
            texts.push(FoundText {
                name: file.name,
                is_declared: file.description == SCENARIO_DESCRIPTION,
                text,
            });
        }
    }
    Ok(texts)
}

const LOCKED: &str = "the PDF is locked with a password; save it without one";

struct AttachedFile<'a> {
    name: String,
    description: String,
    stream: &'a Stream,
}

/// Every attached file, found by what it is and not by where it is listed: programs that join PDFs drop lists, or list attachments of the
/// same name once.
fn attached_files(document: &Document) -> Vec<AttachedFile<'_>> {
    let mut files = Vec::new();
    let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
    for object in document.objects.values() {
        let mut inner = vec![object];
        while let Some(object) = inner.pop() {
            let dictionary = match object {
                Object::Dictionary(dictionary) => dictionary,
                Object::Stream(stream) => &stream.dict,
                Object::Array(items) => {
                    inner.extend(items);
                    continue;
                }
                _ => continue,
            };
            inner.extend(dictionary.iter().map(|(_, value)| value));
            let Some((id, stream)) = stream_of(document, dictionary) else {
                continue;
            };
            if seen.insert(id) {
                let text = |keys: &[&[u8]]| {
                    let value = keys
                        .iter()
                        .find_map(|key| dictionary.get_deref(key, document).ok());
                    value
                        .and_then(|value| lopdf::decode_text_string(value).ok())
                        .unwrap_or_default()
                };
                let file = AttachedFile {
                    name: text(&[b"UF", b"F"]),
                    description: text(&[b"Desc"]),
                    stream,
                };
                files.push((id, file));
            }
        }
    }
    // What no description leads to any more.
    for (id, object) in &document.objects {
        if let Object::Stream(stream) = object
            && stream.dict.has_type(b"EmbeddedFile")
            && seen.insert(*id)
        {
            let file = AttachedFile {
                name: String::new(),
                description: String::new(),
                stream,
            };
            files.push((*id, file));
        }
    }
    files.sort_by_key(|(id, _)| *id);
    files.into_iter().map(|(_, file)| file).collect()
}

/// The file that the description of an attachment leads to; `None` if it is no such description.
fn stream_of<'a>(
    document: &'a Document,
    description: &'a Dictionary,
) -> Option<(ObjectId, &'a Stream)> {
    let files = description
        .get_deref(b"EF", document)
        .ok()?
        .as_dict()
        .ok()?;
    let mut references = [&b"UF"[..], b"F"]
        .into_iter()
        .filter_map(|key| files.get(key).ok()?.as_reference().ok());
    references.find_map(|id| Some((id, document.get_object(id).ok()?.as_stream().ok()?)))
}

/// The content of an attached file; `None` if it is damaged or too large for a scenario. An error ends the reading: what is attached is
/// too large altogether.
fn unpacked(stream: &Stream, budget: &mut usize) -> Result<Option<Vec<u8>>, String> {
    let limit = MAX_PART_BYTES.min(*budget);
    match stream.get_plain_content_with_limit(limit) {
        Ok(content) => {
            *budget -= content.len();
            Ok(Some(content))
        }
        Err(lopdf::Error::Decompress(_)) => {
            // Unpacking it cost as much as the limit.
            *budget -= limit;
            if *budget == 0 {
                return Err("the attachments are too large to be unpacked".to_owned());
            }
            Ok(None)
        }
        Err(_) => Ok(None),
    }
}
