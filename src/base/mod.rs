//! Words that every room shares: figures, dates, files and places in them. Knows nothing of papers, files on the disk
//! or what a finding is.

pub mod address;
pub mod amount;
pub mod archive;
pub mod assessment;
pub mod budget;
pub mod cell_ref;
pub mod contrast;
pub mod counted;
pub mod date;
pub mod escape;
pub mod hash;
pub mod ids;
pub mod image;
pub mod in_use;
pub mod limits;
pub mod list_sign;
pub mod list_style;
pub mod mail_address;
pub mod measure;
pub mod money;
pub mod names;
pub mod note_style;
pub mod pattern;
pub mod pdf;
pub mod positions;
pub mod resource;
pub mod source;
pub mod standard;
pub mod swedish;
pub mod template;
pub mod word_mark;
pub mod word_text;
pub mod words;
pub mod written;
