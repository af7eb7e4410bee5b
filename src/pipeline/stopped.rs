//! Why a layout was stopped.

/// Why a child that ran what strangers wrote ended without a word of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// It took longer than these seconds.
    Time(u64),
    /// It needed more memory than these megabytes.
    Memory(u64),
    /// It went too deep, or broke in another way.
    Broke,
}
