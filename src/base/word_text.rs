//! The words of Word's XML as a reader of the file sees them: one walk for the file that is written and the one that
//! comes back, so that both have the same hash.

/// An element of Word's XML, whichever reader or writer has made it.
pub trait WordElement {
    /// Its name, `w:t`.
    fn name(&self) -> &str;
    /// The value of its attribute of this name.
    fn attribute(&self, name: &str) -> Option<&str>;
    /// Its own words, without those of elements within it.
    fn own_words(&self) -> String;
    /// The elements within it, in order.
    fn within(&self) -> Vec<&Self>;
}

/// What stands for the results of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fields {
    /// Their words, and this sign for the number of a page, since Word counts anew.
    Results(char),
    /// Nothing: all of them are counted when the file is shown.
    LeftOut,
}

/// Where words stand in fields.
#[derive(Debug, Default)]
struct Within {
    /// How many fields are open.
    open: usize,
    /// Whether the innermost one asks for the number of a page, and whether that has begun.
    page: bool,
    result: bool,
}

/// The words of elements, one line a paragraph; note marks and instructions of fields are none.
pub fn words<'e, E: WordElement + 'e>(elements: impl Iterator<Item = &'e E>, fields: Fields) -> String {
    let (mut out, mut within) = (String::new(), Within::default());
    elements.for_each(|element| push(element, fields, &mut within, &mut out));
    out.trim_end_matches('\n').to_owned()
}

/// The words of each paragraph within an element that says something.
pub fn paragraphs<E: WordElement>(element: &E, fields: Fields) -> Vec<String> {
    fn collect<E: WordElement>(element: &E, fields: Fields, all: &mut Vec<String>) {
        match element.name() {
            "w:p" => all.push(words(std::iter::once(element), fields)),
            _ => element.within().into_iter().for_each(|inner| collect(inner, fields, all)),
        }
    }
    let mut all = Vec::new();
    collect(element, fields, &mut all);
    all.retain(|words| !words.trim().is_empty());
    all
}

fn push<E: WordElement>(element: &E, fields: Fields, at: &mut Within, out: &mut String) {
    let is_left_out = match fields {
        Fields::LeftOut => at.open > 0,
        Fields::Results(_) => at.result,
    };
    match element.name() {
        "w:fldChar" => match (element.attribute("w:fldCharType"), fields) {
            (Some("begin"), _) => at.open += 1,
            (Some("separate"), Fields::Results(sign)) if at.page => {
                out.push(sign);
                (at.page, at.result) = (false, true);
            }
            (Some("end"), _) => {
                at.open = at.open.saturating_sub(1);
                (at.page, at.result) = (false, false);
            }
            _ => {}
        },
        "w:instrText" => at.page |= element.own_words().trim_start().starts_with("PAGEREF"),
        "w:fldSimple" if fields == Fields::LeftOut => {}
        "w:t" if is_left_out => {}
        "w:t" => out.push_str(&element.own_words()),
        "w:tab" => out.push('\t'),
        "w:br" => out.push('\n'),
        "w:noBreakHyphen" => out.push('\u{2011}'),
        "w:softHyphen" => out.push('\u{ad}'),
        "w:pPr" | "w:rPr" => {}
        name => {
            element.within().into_iter().for_each(|inner| push(inner, fields, at, out));
            if name == "w:p" {
                out.push('\n');
            }
        }
    }
}
