//! Hashes by which a finished paper says what it was made from.

use std::io;

use sha2::{Digest, Sha256};

/// The hash of `bytes`: SHA-256 in 64 hexadecimal digits.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// A short hash of words that a page shows, whatever their spaces are: 12 hexadecimal digits, by which is known whether
/// a page still says what it said.
pub fn shown_hash(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut hash = sha256(words.join(" "));
    hash.truncate(12);
    hash
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The same of what is written into it, part by part.
#[derive(Debug, Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// The hash of all of it.
    pub fn finish(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

impl io::Write for Hasher {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        self.0.update(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
