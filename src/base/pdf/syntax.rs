//! How values are written in a PDF: in its objects, in what pages paint, and in maps of codes to letters.

use std::borrow::Cow;

use crate::base::budget::{Budget, Exceeded, Resource};
use crate::base::limits::{OPERANDS, TOKENS_OF_AN_OBJECT, VALUES_AT_ONCE, VALUES_OF_AN_OBJECT};

use super::{Fault, bad};

/// The number of an indirect object. Generations are not told apart: a file has one object of a number at a time.
pub type Id = u32;

/// A value as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing, `true` or `false`.
    None,
    /// A whole number.
    Integer(i64),
    /// The digits of another number.
    Real(&'a [u8]),
    /// `/Name`.
    Name(Cow<'a, [u8]>),
    /// `(text)` or `<hex>`.
    Text(Cow<'a, [u8]>),
    /// `[1 2]`.
    Array(Vec<Value<'a>>),
    /// `<</Key 1>>`.
    Dictionary(Dictionary<'a>),
    /// `7 0 R`.
    Reference(Id),
}

/// Keys and values in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dictionary<'a>(pub Vec<(Cow<'a, [u8]>, Value<'a>)>);

impl<'a> Dictionary<'a> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.0.iter().find(|(known, _)| known.as_ref() == key.as_bytes()).map(|(_, value)| value)
    }

    /// The name of a key.
    pub fn name(&self, key: &str) -> Option<&[u8]> {
        self.get(key)?.as_name()
    }
}

impl<'a> Value<'a> {
    /// The whole number.
    pub fn as_integer(&self) -> Option<i64> {
        if let Value::Integer(number) = self { Some(*number) } else { None }
    }

    /// The name.
    pub fn as_name(&self) -> Option<&[u8]> {
        if let Value::Name(name) = self { Some(name) } else { None }
    }

    /// The bytes of a text.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        if let Value::Text(bytes) = self { Some(bytes) } else { None }
    }

    /// The dictionary.
    pub fn as_dictionary(&self) -> Option<&Dictionary<'a>> {
        if let Value::Dictionary(dictionary) = self { Some(dictionary) } else { None }
    }

    /// The object that it points at.
    pub fn as_reference(&self) -> Option<Id> {
        if let Value::Reference(id) = self { Some(*id) } else { None }
    }

    /// The words of a text.
    pub fn as_words(&self) -> Option<String> {
        let text = lopdf::Object::String(self.as_bytes()?.to_vec(), lopdf::StringFormat::Literal);
        lopdf::decode_text_string(&text).ok()
    }

    /// The same value for lopdf, as far as it has no references.
    pub fn plain(&self) -> lopdf::Object {
        match self {
            Value::None | Value::Reference(_) => lopdf::Object::Null,
            Value::Integer(number) => lopdf::Object::Integer(*number),
            // Neither filters nor encodings have any.
            Value::Real(_) => lopdf::Object::Null,
            Value::Name(name) => lopdf::Object::Name(name.to_vec()),
            Value::Text(text) => lopdf::Object::String(text.to_vec(), lopdf::StringFormat::Literal),
            Value::Array(all) => lopdf::Object::Array(all.iter().map(Value::plain).collect()),
            Value::Dictionary(dictionary) => {
                let all = dictionary.0.iter().map(|(key, value)| (key.to_vec(), value.plain()));
                lopdf::Object::Dictionary(all.collect())
            }
        }
    }
}

/// The smallest thing that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token<'a> {
    /// A value that has no others in it.
    Value(Value<'a>),
    /// `[`.
    Array,
    /// `]`.
    ArrayEnd,
    /// `<<`.
    Dictionary,
    /// `>>`.
    DictionaryEnd,
    /// A word without a sign before it: `obj`, `Tj`.
    Word(&'a [u8]),
}

/// Goes through bytes, one token after the other.
#[derive(Debug, Clone)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Values so far, of which so many count as one object.
    values: u64,
    of_an_object: u64,
    /// So many of them are kept together at most, of those that came after so many.
    at_once: u64,
    before: u64,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    /// From `at` on.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Lexer { bytes, at, values: 0, of_an_object: VALUES_OF_AN_OBJECT, at_once: VALUES_AT_ONCE, before: 0 }
    }

    /// Where it stands.
    pub fn at(&self) -> usize {
        self.at
    }

    fn here(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn slice(&self, from: usize, to: usize) -> &'a [u8] {
        self.bytes.get(from..to).unwrap_or_default()
    }

    fn past(&mut self, of: impl Fn(u8) -> bool) -> &'a [u8] {
        let from = self.at;
        let rest = self.bytes.get(from..).unwrap_or_default();
        self.at = from + rest.iter().position(|byte| !of(*byte)).unwrap_or(rest.len());
        self.slice(from, self.at)
    }

    /// Goes past white space and comments.
    pub fn space(&mut self) {
        loop {
            self.past(is_space);
            if self.here() != Some(b'%') {
                return;
            }
            self.past(|byte| byte != b'\n' && byte != b'\r');
        }
    }

    /// Goes past what is written here, where it is that.
    pub fn take(&mut self, written: &[u8]) -> bool {
        let found = self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(written));
        if found {
            self.at += written.len();
        }
        found
    }

    /// The next token; `None` at the end.
    pub fn token(&mut self) -> Result<Option<Token<'a>>, Fault> {
        self.space();
        let Some(first) = self.here() else { return Ok(None) };
        Ok(Some(match first {
            b'[' => self.sign(1, Token::Array),
            b']' => self.sign(1, Token::ArrayEnd),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.sign(2, Token::Dictionary),
            b'>' if self.bytes.get(self.at + 1) == Some(&b'>') => self.sign(2, Token::DictionaryEnd),
            b'<' => Token::Value(Value::Text(self.hex()?.into())),
            b'(' => Token::Value(Value::Text(self.literal()?)),
            b'/' => Token::Value(Value::Name(self.name())),
            b')' | b'>' | b'{' | b'}' => return Err(bad("a sign stands where it means nothing")),
            _ => self.word(),
        }))
    }

    fn sign(&mut self, length: usize, token: Token<'a>) -> Token<'a> {
        self.at += length;
        token
    }

    fn word(&mut self) -> Token<'a> {
        let word = self.past(is_regular);
        let number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.');
        if word.iter().all(number) && word.iter().any(u8::is_ascii_digit) {
            let whole = std::str::from_utf8(word).ok().and_then(|digits| digits.parse().ok());
            return Token::Value(whole.map_or(Value::Real(word), Value::Integer));
        }
        match word {
            b"true" | b"false" | b"null" => Token::Value(Value::None),
            _ => Token::Word(word),
        }
    }

    fn name(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let written = self.past(is_regular);
        if !written.contains(&b'#') {
            return Cow::Borrowed(written);
        }
        let (mut name, mut rest) = (Vec::new(), written);
        while let [first, more @ ..] = rest {
            if let (b'#', [high, low, after @ ..]) = (first, more)
                && let Some((high, low)) = digit(*high).zip(digit(*low))
            {
                name.push(high << 4 | low);
                rest = after;
            } else {
                name.push(*first);
                rest = more;
            }
        }
        Cow::Owned(name)
    }

    fn hex(&mut self) -> Result<Vec<u8>, Fault> {
        self.at += 1;
        let written = self.past(|byte| byte != b'>');
        if !self.take(b">") {
            return Err(bad("a text has no end"));
        }
        let (mut bytes, mut high) = (Vec::with_capacity(written.len().div_ceil(2)), None);
        for digit in written.iter().filter_map(|byte| digit(*byte)) {
            match high.take() {
                None => high = Some(digit),
                Some(high) => bytes.push(high << 4 | digit),
            }
        }
        bytes.extend(high.map(|high| high << 4));
        Ok(bytes)
    }

    fn literal(&mut self) -> Result<Cow<'a, [u8]>, Fault> {
        self.at += 1;
        let from = self.at;
        let (mut open, mut escaped) = (1_usize, false);
        loop {
            self.past(|byte| !matches!(byte, b'(' | b')' | b'\\' | b'\r'));
            let Some(sign) = self.here() else { return Err(bad("a text has no end")) };
            self.at += 1;
            match sign {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => (self.at, escaped) = (self.at + 1, true),
                _ => escaped = true,
            }
            if open == 0 {
                let written = self.slice(from, self.at - 1);
                return Ok(if escaped { Cow::Owned(unescaped(written)) } else { Cow::Borrowed(written) });
            }
        }
    }

    /// Counts a value, before it is kept.
    fn count(&mut self, budget: &mut Budget) -> Result<(), Fault> {
        if self.values.is_multiple_of(self.of_an_object) {
            budget.take(Resource::Objects, 1)?;
        }
        self.values += 1;
        if self.values - self.before > self.at_once {
            return Err(Exceeded { what: Resource::Objects, most: self.at_once }.into());
        }
        Ok(())
    }

    /// The next value.
    pub fn value(&mut self, budget: &mut Budget) -> Result<Value<'a>, Fault> {
        let token = self.token()?.ok_or_else(|| bad("it ends within an object"))?;
        self.value_of(token, budget)
    }

    fn value_of(&mut self, token: Token<'a>, budget: &mut Budget) -> Result<Value<'a>, Fault> {
        self.count(budget)?;
        match token {
            Token::Value(Value::Integer(number)) => Ok(self.reference(number).unwrap_or(Value::Integer(number))),
            Token::Value(value) => Ok(value),
            Token::Array => budget.deeper(|budget| self.array(budget))?,
            Token::Dictionary => budget.deeper(|budget| self.dictionary(budget))?.map(Value::Dictionary),
            Token::ArrayEnd | Token::DictionaryEnd | Token::Word(_) => Err(bad("a value is missing")),
        }
    }

    fn reference(&mut self, number: i64) -> Option<Value<'a>> {
        let mut ahead = self.clone();
        ahead.past(is_space);
        let generation = ahead.past(|byte| byte.is_ascii_digit());
        let apart = !ahead.past(is_space).is_empty();
        let is_one = !generation.is_empty() && generation.len() < 6 && apart && ahead.past(is_regular) == b"R";
        let id = Id::try_from(number).ok().filter(|_| is_one)?;
        self.at = ahead.at;
        Some(Value::Reference(id))
    }

    fn array(&mut self, budget: &mut Budget) -> Result<Value<'a>, Fault> {
        let mut all = Vec::new();
        loop {
            match self.token()?.ok_or_else(|| bad("an array has no end"))? {
                Token::ArrayEnd => return Ok(Value::Array(all)),
                token => all.push(self.value_of(token, budget)?),
            }
        }
    }

    fn dictionary(&mut self, budget: &mut Budget) -> Result<Dictionary<'a>, Fault> {
        let mut all = Vec::new();
        loop {
            match self.token()?.ok_or_else(|| bad("a dictionary has no end"))? {
                Token::DictionaryEnd => return Ok(Dictionary(all)),
                Token::Value(Value::Name(key)) => all.push((key, self.value(budget)?)),
                _ => return Err(bad("a key of a dictionary is no name")),
            }
        }
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The bytes of a text between its brackets.
fn unescaped(written: &[u8]) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::with_capacity(written.len()), written);
    while let [first, more @ ..] = rest {
        rest = more;
        match (first, more) {
            (b'\r', [b'\n', after @ ..]) => {
                bytes.push(b'\n');
                rest = after;
            }
            (b'\r', _) => bytes.push(b'\n'),
            (b'\\', [b'\r', b'\n', after @ ..] | [b'\r' | b'\n', after @ ..]) => rest = after,
            (b'\\', [b'0'..=b'7', ..]) => {
                let digits = more.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                let (octal, after) = more.split_at(digits);
                bytes.push(octal.iter().fold(0_u8, |code, digit| code.wrapping_mul(8).wrapping_add(digit - b'0')));
                rest = after;
            }
            (b'\\', [escaped, after @ ..]) => {
                bytes.push(match escaped {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    other => *other,
                });
                rest = after;
            }
            (b'\\', []) => {}
            (other, _) => bytes.push(*other),
        }
    }
    bytes
}

/// What a page paints, one operation after the other.
pub struct Operations<'a>(Lexer<'a>);

/// One of them.
#[derive(Debug, Default)]
pub struct Operation<'a> {
    /// What is done.
    pub operator: &'a [u8],
    /// With what.
    pub operands: Vec<Value<'a>>,
}

impl<'a> Operations<'a> {
    /// Those in a content stream.
    pub fn of(content: &'a [u8]) -> Self {
        // They are not kept, so that far more of them than of other values weigh as much as an object.
        Operations(Lexer { of_an_object: TOKENS_OF_AN_OBJECT, at_once: OPERANDS, ..Lexer::new(content, 0) })
    }

    /// Puts the next one in the place of the last. Whether there is one.
    pub fn next(&mut self, operation: &mut Operation<'a>, budget: &mut Budget) -> Result<bool, Fault> {
        operation.operands.clear();
        self.0.before = self.0.values;
        loop {
            match self.0.token()? {
                None => return Ok(false),
                Some(Token::Word(word)) => {
                    self.0.count(budget)?;
                    if word == b"ID" {
                        self.image();
                    }
                    operation.operator = word;
                    return Ok(true);
                }
                Some(token) => operation.operands.push(self.0.value_of(token, budget)?),
            }
        }
    }

    /// Goes past the bytes of an image, to its `EI`.
    fn image(&mut self) {
        let lexer = &mut self.0;
        let rest = lexer.bytes.get(lexer.at..).unwrap_or_default();
        let ends = |window: &[u8]| match window {
            [before, b'E', b'I', after] => is_space(*before) && is_space(*after),
            _ => false,
        };
        lexer.at += rest.windows(4).position(ends).map_or(rest.len(), |at| at + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(written: &str) -> Result<Value<'_>, Fault> {
        Lexer::new(written.as_bytes(), 0).value(&mut Budget::of_strangers())
    }

    fn text(bytes: &[u8]) -> Result<Value<'_>, Fault> {
        Ok(Value::Text(bytes.into()))
    }

    #[test]
    fn values_are_read_as_they_are_written() {
        assert_eq!(value("-17 "), Ok(Value::Integer(-17)));
        assert_eq!(value("+.5"), Ok(Value::Real(b"+.5")));
        assert_eq!(value("99999999999999999999"), Ok(Value::Real(b"99999999999999999999")));
        assert_eq!(value("%note\n/A#20b#"), Ok(Value::Name(b"A b#".as_slice().into())));
        assert_eq!(value("(a(b)\\)\\101\\\r\nc\\n\r\n)"), text(b"a(b))Ac\n\n"));
        assert_eq!(value("<4 1 4>"), text(b"A@"));
        assert_eq!(value("[1 R]"), Err(bad("a value is missing")));
        let all = vec![Value::Integer(1), Value::Reference(2), Value::Integer(3), Value::Integer(0)];
        assert_eq!(value("[1 2 0 R 3 0]"), Ok(Value::Array(all)));
        let Ok(Value::Dictionary(dictionary)) = value("<</A<</B/C>>/D null>>") else { panic!() };
        assert_eq!(
            dictionary.get("A").and_then(Value::as_dictionary).and_then(|inner| inner.name("B")),
            Some(&b"C"[..])
        );
        for broken in ["(a", "<41", "[1", "<</A", "<<1 2>>", ")", "", "]"] {
            assert!(value(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn values_are_counted_with_those_in_them() {
        let mut budget = Budget::of_strangers();
        let before = budget.left(Resource::Objects);
        Lexer::new(format!("[{}]", "0 ".repeat(999)).as_bytes(), 0).value(&mut budget).unwrap();
        assert_eq!(before - budget.left(Resource::Objects), 1000_u64.div_ceil(VALUES_OF_AN_OBJECT));
        let deep = value(&"[".repeat(1_000_000)).unwrap_err();
        assert_eq!(deep, Fault::TooMuch(Budget::of_strangers().exceeded(Resource::Depth)));
    }

    #[test]
    fn operations_go_past_images() {
        let mut operations = Operations::of(b"/F 1 Tf BI /W 1 ID a EI(\n EI\n[(a) 2] TJ");
        let (mut operation, mut found, mut budget) = (Operation::default(), Vec::new(), Budget::of_strangers());
        while operations.next(&mut operation, &mut budget).unwrap() {
            found.push((String::from_utf8_lossy(operation.operator).into_owned(), operation.operands.len()));
        }
        let found: Vec<_> = found.iter().map(|(operator, operands)| (operator.as_str(), *operands)).collect();
        assert_eq!(found, [("Tf", 2), ("BI", 0), ("ID", 2), ("EI", 0), ("TJ", 1)]);
    }
}
