//! The tokenizer of web pages, within bounds.

use std::cell::Cell;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Readable, Reader, Span, StringReader, Tokenizer};

/// Elements have a few. The tokenizer takes stack for each attribute, and ten thousand of them end the program.
const MAX_ATTRIBUTES: usize = 100;

/// What a function makes of each event of a web page, up to a tag with too many attributes.
pub(in crate::files) fn each_event<'a, T: 'a>(
    page: &'a [u8],
    switches_states: bool,
    attributes: &'a Cell<usize>,
    mut make: impl FnMut(CallbackEvent<'_>) -> Option<T> + 'a,
) -> impl Iterator<Item = T> + 'a {
    let on_event = move |event: CallbackEvent<'_>, _: Span<()>| {
        attributes.set(match event {
            CallbackEvent::AttributeName { .. } => attributes.get() + 1,
            CallbackEvent::AttributeValue { .. } | CallbackEvent::Error(_) => attributes.get(),
            _ => 0,
        });
        make(event)
    };
    let mut emitter = CallbackEmitter::new(on_event);
    emitter.naively_switch_states(switches_states);
    let reader = Bounded {
        page: page.to_reader(),
        attributes,
    };
    Tokenizer::new_with_emitter(reader, emitter).filter_map(Result::ok)
}

/// A page that ends where a tag has too many attributes.
struct Bounded<'a> {
    page: StringReader<'a>,
    attributes: &'a Cell<usize>,
}

impl Bounded<'_> {
    fn has_ended(&self) -> bool {
        self.attributes.get() > MAX_ATTRIBUTES
    }
}

impl Reader for Bounded<'_> {
    type Error = <StringReader<'static> as Reader>::Error;

    fn read_byte(&mut self) -> Result<Option<u8>, Self::Error> {
        if self.has_ended() {
            return Ok(None);
        }
        self.page.read_byte()
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Self::Error> {
        if self.has_ended() {
            return Ok(false);
        }
        self.page.try_read_string(text, case_sensitive)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        char_buf: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Self::Error> {
        if self.has_ended() {
            return Ok(None);
        }
        self.page.read_until(needle, char_buf)
    }
}
