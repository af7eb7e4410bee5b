//! Hashes by which a finished paper says what it was made from.

use std::io;

use sha2::{Digest, Sha256};

/// The hash of `bytes`: SHA-256 in 64 hexadecimal digits.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hexadecimal(&Sha256::digest(bytes))
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
