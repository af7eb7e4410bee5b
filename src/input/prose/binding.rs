//! A bound figure as a text asks for it: `{{verksamhet.it.avvikelse|tal}}`.

/// A bound figure: the cell's address, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// `table.row.column`.
    pub address: String,
    /// How it is written.
    pub form: Form,
}

/// How a bound figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// With the table's unit: `7 712 tkr`.
    WithUnit,
    /// The figure alone: `7 712`.
    Bare,
    /// As a surplus or a deficit: `ett överskott om 200 tkr`.
    Surplus,
    /// As a variance: `en negativ avvikelse om 20 tkr`.
    Variance,
}

impl Form {
    /// The words by which a text asks for a form, after `|`.
    pub const WORDS: &'static [(&'static str, Form)] =
        &[("tal", Form::Bare), ("överskott", Form::Surplus), ("avvikelse", Form::Variance)];
}

impl Binding {
    /// Reads what stands between `{{` and `}}`. The error is a form that there is not.
    pub fn read(text: &str) -> Result<Self, String> {
        let (address, form) = match text.split_once('|') {
            None => (text, Form::WithUnit),
            Some((address, word)) => {
                let word = word.trim();
                let known = Form::WORDS.iter().find(|(name, _)| *name == word);
                (address, known.map(|(_, form)| *form).ok_or_else(|| word.to_owned())?)
            }
        };
        Ok(Binding { address: address.trim().to_owned(), form })
    }

    /// The binding as a text writes it, without its braces: `verksamhet.it.utfall|tal`.
    pub fn written(&self) -> String {
        match Form::WORDS.iter().find(|(_, form)| *form == self.form) {
            Some((word, _)) => format!("{}|{word}", self.address),
            None => self.address.clone(),
        }
    }
}
