//! Any bytes as choices: what a generator asks for. When the bytes are used up, every choice is the first one, so that
//! whatever is made ends.

/// Bytes to choose by.
pub struct Choices<'b>(&'b [u8]);

impl<'b> Choices<'b> {
    /// Choices by these bytes.
    pub fn new(bytes: &'b [u8]) -> Self {
        Choices(bytes)
    }

    fn byte(&mut self) -> usize {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        usize::from(*first)
    }

    /// Whether nothing is left to choose by.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        let number = if limit > 256 { self.byte() * 256 + self.byte() } else { self.byte() };
        number % limit.max(1)
    }

    /// Whether one of `many` cases is met.
    pub fn rarely(&mut self, many: usize) -> bool {
        self.below(many) == many - 1
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Numbers from 0 up to one below `max`, or fewer.
    pub fn some(&mut self, max: usize) -> std::ops::Range<usize> {
        0..self.below(max + 1)
    }

    /// `value`, or nothing.
    pub fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 1).then(|| value(self))
    }
}
