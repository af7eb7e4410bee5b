//! Which letters the codes of a font stand for.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::base::budget::{Budget, Exceeded, Resource};
use crate::base::limits::CODE_RANGES;

use super::file::File;
use super::syntax::{Dictionary, Id, Lexer, Token, Value};
use super::{Fault, bad};

/// The letters of a font.
#[derive(Debug, Clone)]
pub enum Letters {
    /// By its own map, with codes of several bytes.
    Map(Rc<Map>),
    /// For each byte those that it stands for.
    Bytes(Vec<String>),
}

/// Maps that fonts share, by their streams: each is read once.
pub type Maps = BTreeMap<Id, Rc<Map>>;

impl Letters {
    /// Those of a font; `None` where it is none.
    pub fn of<'a>(
        file: &'a File<'_>,
        font: &Dictionary<'a>,
        maps: &mut Maps,
        budget: &mut Budget,
    ) -> Result<Option<Self>, Fault> {
        if font.name("Type") != Some(b"Font") {
            return Ok(None);
        }
        let encoding = file.get(font, "Encoding", budget)?;
        let own = encoding == Value::None || matches!(encoding.as_name(), Some(b"Identity-H" | b"Identity-V"));
        if own && let Some(id) = font.get("ToUnicode").and_then(Value::as_reference) {
            if let Some(known) = maps.get(&id) {
                return Ok(Some(Letters::Map(Rc::clone(known))));
            }
            if let Some(stream) = file.stream(id, budget)? {
                let map = Rc::new(Map::read(&file.unpacked(&stream, budget)?, budget)?);
                maps.insert(id, Rc::clone(&map));
                return Ok(Some(Letters::Map(map)));
            }
        }
        Ok(Some(Letters::named(&encoding)))
    }

    /// Those of an encoding that has a name, or changes one that has.
    pub fn named(encoding: &Value<'_>) -> Self {
        let mut font = lopdf::Dictionary::new();
        font.set("Type", "Font");
        if *encoding != Value::None {
            font.set("Encoding", encoding.plain());
        }
        let document = lopdf::Document::new();
        let known = font.get_font_encoding_with_limit(&document, 0);
        let letters = |byte: u8| known.as_ref().ok()?.bytes_to_string(&[byte]).ok();
        Letters::Bytes((0..=u8::MAX).map(|byte| letters(byte).unwrap_or_default()).collect())
    }

    /// Adds the letters of these codes to the words that stand before them.
    pub fn decode(&self, codes: &[u8], words: &mut String, budget: &mut Budget) -> Result<(), Exceeded> {
        // Words of no or one letter cost something, too.
        budget.take(Resource::Text, 1)?;
        match self {
            Letters::Map(map) => map.decode(codes, words, budget)?,
            Letters::Bytes(letters) => {
                budget.take_len(Resource::Text, codes.len())?;
                words.extend(codes.iter().filter_map(|byte| letters.get(usize::from(*byte))).map(String::as_str));
            }
        }
        Ok(())
    }
}

/// A code: of how many bytes, and which.
type Code = (usize, u32);

/// What a range of codes stands for.
#[derive(Debug)]
enum Range {
    /// The first of them for this, the next one for what comes after it.
    From(Vec<u16>),
    /// Each for another one of these.
    Each(Vec<Vec<u16>>),
}

/// Which letters codes stand for, as `ToUnicode` of a font says. A range is kept as one, however many codes are in it.
#[derive(Debug, Default)]
pub struct Map {
    /// Which codes there are: their length, the first and the last.
    codes: Vec<(usize, u32, u32)>,
    /// By the first code of a range the last one, and the letters.
    ranges: BTreeMap<Code, (u32, Range)>,
}

const UNKNOWN: u16 = 0xfffd;

impl Map {
    fn read(bytes: &[u8], budget: &mut Budget) -> Result<Self, Fault> {
        let (mut lexer, mut map) = (Lexer::new(bytes, 0), Map::default());
        while let Some(token) = lexer.token()? {
            let Token::Word(word) = token else { continue };
            match word {
                b"begincodespacerange" => map.code_ranges(&mut lexer)?,
                b"beginbfchar" => map.letters(&mut lexer, false, budget)?,
                b"beginbfrange" => map.letters(&mut lexer, true, budget)?,
                _ => {}
            }
        }
        Ok(map)
    }

    fn code_ranges(&mut self, lexer: &mut Lexer<'_>) -> Result<(), Fault> {
        while let Some(Token::Value(first)) = lexer.token()? {
            let Some(Token::Value(last)) = lexer.token()? else { break };
            let ((length, first), (_, last)) = (code(&first)?, code(&last)?);
            if self.codes.len() == CODE_RANGES {
                return Err(bad("a font has too many ranges of codes"));
            }
            self.codes.push((length, first, last));
        }
        Ok(())
    }

    fn letters(&mut self, lexer: &mut Lexer<'_>, ranges: bool, budget: &mut Budget) -> Result<(), Fault> {
        while let Some(Token::Value(first)) = lexer.token()? {
            budget.take(Resource::Objects, 1)?;
            let (length, first) = code(&first)?;
            let last = match if ranges { lexer.token()? } else { None } {
                Some(Token::Value(last)) => code(&last)?.1,
                Some(_) => return Err(bad("a font does not say which letters its codes are")),
                None => first,
            };
            let range = match lexer.value(budget)? {
                Value::Array(each) => Range::Each(each.iter().map(units).collect::<Result<_, Fault>>()?),
                one => Range::From(units(&one)?),
            };
            if last >= first {
                self.ranges.insert((length, first), (last, range));
            }
        }
        Ok(())
    }

    /// The letters of a code, where it stands for some.
    fn get(&self, (length, code): Code) -> Option<Vec<u16>> {
        let ((_, first), (last, range)) = self.ranges.range((length, 0)..=(length, code)).next_back()?;
        if code > *last {
            return None;
        }
        match range {
            Range::Each(each) => usize::try_from(code - first).ok().and_then(|at| each.get(at)).cloned(),
            Range::From(units) => {
                let mut units = units.clone();
                if let Some(unit) = units.last_mut() {
                    let [low, high, ..] = (code - first).to_le_bytes();
                    *unit = unit.wrapping_add(u16::from_le_bytes([low, high]));
                }
                Some(units)
            }
        }
    }

    /// Those of a code that is one; shorter ones than the font's are not.
    fn get_whole(&self, (length, code): Code) -> Option<Vec<u16>> {
        if self.codes.is_empty() {
            return self.get((length, code));
        }
        let inside = |low: u32, high: u32| {
            let (low, code, high) = (low.to_le_bytes(), code.to_le_bytes(), high.to_le_bytes());
            low.iter().zip(code).zip(high).all(|((low, code), high)| *low <= code && code <= high)
        };
        let is_one = self.codes.iter().any(|(of, low, high)| *of == length && inside(*low, *high));
        is_one.then(|| self.get((length, code)).unwrap_or_else(|| vec![UNKNOWN]))
    }

    fn decode(&self, codes: &[u8], words: &mut String, budget: &mut Budget) -> Result<(), Exceeded> {
        let (mut units, mut length, mut code) = (Vec::new(), 0, 0_u32);
        for (at, byte) in codes.iter().enumerate() {
            (length, code) = (length + 1, code << 8 | u32::from(*byte));
            let found = self.get_whole((length, code));
            let unfinished = length < 4 && at + 1 < codes.len();
            if found.is_none() && unfinished {
                continue;
            }
            let found = found.or_else(|| self.get((length, code))).unwrap_or_else(|| vec![UNKNOWN]);
            budget.take_len(Resource::Text, found.len())?;
            units.extend(found);
            (length, code) = (0, 0);
        }
        // A mark of the order of bytes is none of the words.
        let units = units.strip_prefix(&[0xfeff]).unwrap_or(&units).iter().copied();
        words.extend(char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Ok(())
    }
}

fn code(value: &Value<'_>) -> Result<Code, Fault> {
    let bytes = value.as_bytes().filter(|bytes| (1..=4).contains(&bytes.len()));
    let bytes = bytes.ok_or_else(|| bad("a code of a font is none"))?;
    Ok((bytes.len(), bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))))
}

fn units(value: &Value<'_>) -> Result<Vec<u16>, Fault> {
    let bytes = value.as_bytes().ok_or_else(|| bad("a letter of a font is none"))?;
    let [pairs, rest] = [bytes.chunks_exact(2), bytes.chunks_exact(2)];
    let odd = rest.remainder().iter().map(|byte| u16::from(*byte));
    Ok(pairs.map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte))).chain(odd).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(map: &Map, codes: &[u8], budget: &mut Budget) -> Result<String, Exceeded> {
        let mut words = String::new();
        map.decode(codes, &mut words, budget).map(|()| words)
    }

    #[test]
    fn codes_are_letters_as_the_map_says() {
        let mut budget = Budget::of_strangers();
        let written = "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <0041> <0002> \
                       <d83dde00> endbfchar 2 beginbfrange <0010> <0013> <0061> <0020> <0021> [<0058> <00590059>] \
                       endbfrange";
        let map = Map::read(written.as_bytes(), &mut budget).unwrap();
        let all = [0, 1, 0, 2, 0, 0x12, 0, 0x21, 0, 0x99, 0];
        assert_eq!(said(&map, &all, &mut budget).unwrap(), "A😀cYY\u{fffd}\u{fffd}");
    }

    #[test]
    fn a_range_of_all_codes_is_one_range() {
        let mut budget = Budget::of_strangers();
        let before = budget.left(Resource::Objects);
        let written = b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange";
        let map = Map::read(written, &mut budget).unwrap();
        assert!(before - budget.left(Resource::Objects) < 4);
        assert_eq!(said(&map, &[0, 0, 0, 1], &mut budget).unwrap(), "B");
    }

    #[test]
    fn letters_are_counted_before_they_are_kept() {
        let mut budget = Budget::of_strangers();
        let written = format!("1 beginbfchar <41> <{}> endbfchar", "0041".repeat(1_000_000));
        let map = Letters::Map(Rc::new(Map::read(written.as_bytes(), &mut budget).unwrap()));
        let most = budget.exceeded(Resource::Text);
        assert_eq!(map.decode(&[b'A'; 1000], &mut String::new(), &mut budget), Err(most));
    }
}
