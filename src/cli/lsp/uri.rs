//! Addresses of files as editors write them: `file:///c%3A/rapport/enheter/it.toml`.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use crate::diagnostic::show::uri;

/// The path of the file that an address names; `None` for what is no file of this machine or its network.
pub(super) fn path(uri: &str) -> Option<PathBuf> {
    decoded(uri, cfg!(windows)).map(PathBuf::from)
}

/// The address of the file at an absolute path.
pub(super) fn of(path: &Path) -> String {
    encoded(&path.to_string_lossy(), cfg!(windows))
}

fn decoded(uri: &str, is_windows: bool) -> Option<String> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = percent_decoded(path)?;
    if path.contains('\0') {
        return None;
    }
    let is_here = host.is_empty() || host.eq_ignore_ascii_case("localhost");
    if !is_windows {
        return is_here.then_some(path);
    }
    let path = path.replace('/', "\\");
    if !is_here {
        return Some(format!("\\\\{}{path}", percent_decoded(host)?));
    }
    // Of two ways to write a drive one is used throughout.
    let mut letters = path.get(1..)?.chars();
    let (drive, colon) = (letters.next()?, letters.next()?);
    (drive.is_ascii_alphabetic() && colon == ':')
        .then(|| format!("{}:{}", drive.to_ascii_lowercase(), letters.as_str()))
}

fn percent_decoded(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}

fn encoded(path: &str, is_windows: bool) -> String {
    let path = if is_windows { path.replace('\\', "/") } else { path.to_owned() };
    let path = path.strip_prefix("//?/").filter(|_| is_windows).unwrap_or(&path).to_owned();
    if is_windows && let Some(share) = path.strip_prefix("//") {
        return format!("file://{}", uri(share));
    }
    format!("file://{}{}", if path.starts_with('/') { "" } else { "/" }, uri(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_paths() {
        for (uri, wanted) in [
            ("file:///a/b.toml", Some("/a/b.toml")),
            ("file://localhost/a/b.toml", Some("/a/b.toml")),
            ("file:/a/b.toml", Some("/a/b.toml")),
            ("FILE:///a%20b/%C3%A5.toml", Some("/a b/å.toml")),
            ("file:///a b/å.toml", Some("/a b/å.toml")),
            ("file:///a/50%/b%2", Some("/a/50%/b%2")),
            ("file:///a/%ff.toml", None),
            ("file:///a%00b", None),
            ("file://server/a", None),
            ("untitled:Untitled-1", None),
            ("file:", None),
            ("", None),
        ] {
            assert_eq!(decoded(uri, false).as_deref(), wanted, "{uri}");
        }
        for (uri, wanted) in [
            ("file:///c%3A/a%20b/it.toml", Some("c:\\a b\\it.toml")),
            ("file:///C:/a/it.toml", Some("c:\\a\\it.toml")),
            ("file://server/share/it.toml", Some("\\\\server\\share\\it.toml")),
            ("file:///a/it.toml", None),
            ("file:///", None),
        ] {
            assert_eq!(decoded(uri, true).as_deref(), wanted, "{uri}");
        }
    }

    #[test]
    fn paths_are_addresses() {
        for path in ["/a b/å#1?.toml", "/50%20/x"] {
            assert_eq!(decoded(&encoded(path, false), false).as_deref(), Some(path));
        }
        assert_eq!(encoded("c:\\a b\\it.toml", true), "file:///c%3A/a%20b/it.toml");
        assert_eq!(encoded("\\\\?\\c:\\a", true), "file:///c%3A/a");
        assert_eq!(encoded("\\\\server\\share\\å", true), "file://server/share/%C3%A5");
    }
}
