//! Hashes by which a finished paper says what it was made from.

use sha2::{Digest, Sha256};

/// The hash of `bytes`: SHA-256 in 64 hexadecimal digits.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
