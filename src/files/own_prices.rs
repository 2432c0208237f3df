//! The file of the user's own price list, beside the settings. What its text means is up to the caller. A file that can't be read is never
//! written over.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::atomic::{make_folder, write_on};
use super::disk::{Disk, System};
use super::error::{StoreError, io_error};
use super::limits::MAX_OWN_PRICES_BYTES;
use super::settings::SettingsFile;

/// Its name, in the folder of the settings.
const NAME: &str = "prices.ron";

/// The file of the user's own price list.
#[derive(Debug, Clone)]
pub struct OwnPricesFile {
    /// `None` if the system has no folder for settings, so that nothing is kept.
    path: Option<PathBuf>,
    disk: Arc<dyn Disk>,
}

impl OwnPricesFile {
    /// The file beside the settings.
    pub fn beside(settings: &SettingsFile) -> Self {
        Self {
            path: settings.folder().map(|folder| folder.join(NAME)),
            disk: Arc::new(System),
        }
    }

    /// The same file, written by the calls of this disk.
    #[must_use]
    pub fn on(self, disk: Arc<dyn Disk>) -> Self {
        Self { disk, ..self }
    }

    /// Where it is; `None` if the system has no folder for it.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Its text; `None` if there is no file yet.
    pub fn read(&self) -> Result<Option<String>, StoreError> {
        let Some(path) = &self.path else {
            return Ok(None);
        };
        match std::fs::metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Ok(metadata) if metadata.len() > MAX_OWN_PRICES_BYTES => {
                let problem = std::io::Error::other("it is larger than 4 MB");
                return Err(io_error(path, "read it")(problem));
            }
            _ => {}
        }
        let text = std::fs::read_to_string(path).map_err(io_error(path, "read it"))?;
        Ok(Some(text))
    }

    /// Replaces its text by what `change` makes of the one that is in it now, which another window may have written meanwhile. An error of
    /// `change`, such as that the text can't be read, leaves the file as it is. Returns what was written.
    pub fn change(
        &self,
        change: impl FnOnce(Option<&str>) -> Result<String, String>,
    ) -> Result<String, String> {
        let Some(path) = &self.path else {
            return Err(
                "This system has no folder for settings, so that a price list can’t be kept"
                    .to_owned(),
            );
        };
        let before = self.read().map_err(|error| error.to_string())?;
        let text = change(before.as_deref())
            .map_err(|problem| format!("{}: {problem}", path.display()))?;
        let write = || {
            if let Some(folder) = path.parent() {
                make_folder(folder)?;
            }
            write_on(self.disk.as_ref(), path, |file| {
                file.write_all(text.as_bytes())
            })
        };
        write().map_err(|error: StoreError| error.to_string())?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_made_to_what_is_in_the_file_now() {
        let folder = tempfile::tempdir().unwrap();
        let settings = SettingsFile::new(folder.path().join("new/settings.ron"));
        let [one, other] = [(), ()].map(|()| OwnPricesFile::beside(&settings));
        assert_eq!(one.read().unwrap(), None);
        let add = |word: &'static str| {
            move |text: Option<&str>| Ok(format!("{}{word}", text.unwrap_or("")))
        };
        one.change(add("a")).unwrap();
        other.change(add("b")).unwrap();
        assert_eq!(one.read().unwrap().as_deref(), Some("ab"));
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the test puts a faulty file there"
    )]
    fn a_file_that_cannot_be_read_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let settings = SettingsFile::new(folder.path().join("settings.ron"));
        let file = OwnPricesFile::beside(&settings);
        std::fs::write(file.path().unwrap(), b"(mine \xff").unwrap();
        let problem = file.change(|_| Ok("other".to_owned())).unwrap_err();
        assert!(problem.contains("prices.ron"), "{problem}");
        std::fs::write(file.path().unwrap(), "(mine").unwrap();
        let refused = file.change(|_| Err("1:5: no end".to_owned()));
        assert!(refused.unwrap_err().ends_with("prices.ron: 1:5: no end"));
        assert_eq!(file.read().unwrap().as_deref(), Some("(mine"));
    }
}
