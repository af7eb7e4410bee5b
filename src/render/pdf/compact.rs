//! Packs a PDF's small objects into compressed streams. Most of a tagged paper is its tags, an object for each cell and
//! paragraph, which the PDF writer leaves as plain text.
//!
//! Objects are moved as they are written, without being read: ISO 32000-1, 7.5.7 and 7.5.8, lets every object without a
//! stream of its own stand in an object stream, if the file's index is a stream too.

use std::io::Write;
use std::ops::Range;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use rayon::prelude::*;

/// Objects in one stream at most; a reader opens the whole stream for any of them.
const MAX_OBJECTS: usize = 500;

/// Bytes of a row of the index: what kind of place, where, and which one there.
const WIDTHS: [usize; 3] = [1, 4, 2];

/// The same PDF, smaller. One of a version before 1.5, which knows no such streams, is left as it is, and so is one
/// whose index is not written as expected.
pub(super) fn compact(pdf: Vec<u8>) -> Vec<u8> {
    packed(&pdf).unwrap_or(pdf)
}

fn packed(pdf: &[u8]) -> Option<Vec<u8>> {
    if pdf.get(..8)? < b"%PDF-1.5".as_slice() {
        return None;
    }
    let index = Index::read(pdf)?;
    let mut out = pdf.get(..index.objects.first()?.1.start)?.to_vec();
    let mut places = vec![Place::Free; index.size];
    let mut small = Vec::new();
    for (number, range) in &index.objects {
        let whole = pdf.get(range.clone())?;
        let body = whole.strip_prefix(format!("{number} 0 obj").as_bytes())?.trim_ascii();
        let body = body.strip_suffix(b"endobj")?.trim_ascii();
        if body.ends_with(b"endstream") {
            *places.get_mut(*number)? = Place::At(out.len());
            out.extend_from_slice(whole);
        } else {
            small.push((*number, body));
        }
    }
    small.sort_unstable_by_key(|(number, _)| *number);
    let chunks: Vec<&[(usize, &[u8])]> = small.chunks(MAX_OBJECTS).collect();
    let streams: Vec<Vec<u8>> = chunks.par_iter().map(|chunk| object_stream(chunk)).collect();
    for (chunk, stream) in chunks.iter().zip(streams) {
        let own = places.len();
        for (at, (number, _)) in chunk.iter().enumerate() {
            *places.get_mut(*number)? = Place::In { stream: own, at };
        }
        places.push(Place::At(out.len()));
        write_object(&mut out, own, &stream);
    }
    let start = out.len();
    places.push(Place::At(start));
    write_object(&mut out, places.len() - 1, &index_stream(&places, &index.trailer));
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    Some(out)
}

/// Where an object stands in the file that is written.
#[derive(Debug, Clone, Copy)]
enum Place {
    Free,
    /// From this byte on.
    At(usize),
    /// Number `at` in this object stream.
    In {
        stream: usize,
        at: usize,
    },
}

/// The index of the file that is read.
struct Index {
    /// One more than the highest number of an object.
    size: usize,
    /// Each object's number and bytes, in the order of the file.
    objects: Vec<(usize, Range<usize>)>,
    /// The entries of the trailer but for its size.
    trailer: Vec<u8>,
}

impl Index {
    /// Reads the index at the file's end; `None` where it is not one table of objects that were never changed.
    fn read(pdf: &[u8]) -> Option<Self> {
        let line = b"\nstartxref\n";
        let end = pdf.windows(line.len()).rposition(|window| window == line)?;
        let start: usize = number(pdf.get(end + line.len()..)?)?;
        let rows = pdf.get(start..end)?.strip_prefix(b"xref\n0 ")?;
        let size = number(rows)?;
        let rows = rows.get(rows.iter().position(|byte| *byte == b'\n')? + 1..)?;
        let mut starts = Vec::new();
        for (at, row) in rows.get(..size * 20)?.chunks(20).enumerate() {
            match row.get(10..18)? {
                b" 00000 n" => starts.push((at, number(row)?)),
                _ if row.get(17)? == &b'f' => {}
                _ => return None,
            }
        }
        starts.sort_unstable_by_key(|(_, start)| *start);
        let ends = starts.iter().skip(1).map(|(_, start)| *start).chain([start]);
        let objects = starts.iter().zip(ends).map(|((at, start), end)| (*at, *start..end)).collect();
        let trailer = rows.get(size * 20..)?.trim_ascii().strip_prefix(b"trailer")?.trim_ascii();
        let trailer = trailer.strip_prefix(format!("<</Size {size}").as_bytes())?.strip_suffix(b">>")?;
        Some(Index { size, objects, trailer: trailer.to_vec() })
    }
}

/// The number that bytes begin with.
fn number(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(bytes.get(..digits)?).ok()?.parse().ok()
}

/// A stream of objects: number and place of each, then the objects.
fn object_stream(objects: &[(usize, &[u8])]) -> Vec<u8> {
    let (mut head, mut bodies) = (String::new(), Vec::new());
    for (number, body) in objects {
        head.push_str(&format!("{number} {} ", bodies.len()));
        bodies.extend_from_slice(body);
        bodies.push(b'\n');
    }
    let entries = format!("/Type/ObjStm/N {}/First {}", objects.len(), head.len());
    stream(entries.as_bytes(), &[head.as_bytes(), &bodies].concat())
}

/// The index as a stream, each row as the difference to the row before: most rows differ by one from it.
fn index_stream(places: &[Place], trailer: &[u8]) -> Vec<u8> {
    let columns: usize = WIDTHS.iter().sum();
    let mut rows = Vec::with_capacity(places.len() * (columns + 1));
    let mut before = vec![0; columns];
    for place in places {
        let fields = match *place {
            Place::Free => [0, 0, 0xffff],
            Place::At(start) => [1, start, 0],
            Place::In { stream, at } => [2, stream, at],
        };
        let bytes = |(field, width): (&usize, usize)| field.to_be_bytes().into_iter().skip(size_of::<usize>() - width);
        let row: Vec<u8> = fields.iter().zip(WIDTHS).flat_map(bytes).collect();
        // The PNG filter `up`.
        rows.push(2);
        rows.extend(row.iter().zip(&before).map(|(byte, above)| byte.wrapping_sub(*above)));
        before = row;
    }
    let [kind, place, which] = WIDTHS;
    let entries = format!(
        "/Type/XRef/Size {}/W[{kind} {place} {which}]/DecodeParms<</Predictor 12/Columns {columns}>>",
        places.len()
    );
    stream(&[entries.as_bytes(), trailer].concat(), &rows)
}

fn stream(entries: &[u8], content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail; whatever it did would be seen by the validators.
    let packed = encoder.write_all(content).and_then(|()| encoder.finish()).unwrap_or_default();
    let open = format!("/Filter/FlateDecode/Length {}>>\nstream\n", packed.len());
    [b"<<", entries, open.as_bytes(), &packed, b"\nendstream"].concat()
}

fn write_object(out: &mut Vec<u8>, number: usize, body: &[u8]) {
    out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
    out.extend_from_slice(body);
    out.extend_from_slice(b"\nendobj\n\n");
}

#[cfg(test)]
mod tests {
    use lopdf::Document;

    use super::*;

    /// A PDF of `tags` small objects and a stream that looks like an object's end.
    fn pdf(version: &str, tags: usize) -> Vec<u8> {
        let content = "endobj\nBT (åäö) Tj ET";
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>".to_owned(),
            format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        ];
        objects.extend((0..tags).map(|at| format!("<</S/P/T(Stycke \\({at})/K[{at} 1 0 R]>>")));
        let mut out = format!("%PDF-{version}\n%\u{e4}\u{f6}\n\n");
        let mut rows = "0000000000 65535 f\r\n".to_owned();
        for (at, object) in objects.iter().enumerate() {
            rows.push_str(&format!("{:010} 00000 n\r\n", out.len()));
            out.push_str(&format!("{} 0 obj\n{object}\nendobj\n\n", at + 1));
        }
        let (start, size) = (out.len(), objects.len() + 1);
        out.push_str(&format!(
            "xref\n0 {size}\n{rows}trailer\n<</Size {size}/Root 1 0 R/ID[(a>>)(b)]>>\nstartxref\n{start}\n%%EOF"
        ));
        out.into_bytes()
    }

    #[test]
    fn every_object_is_what_it_was() {
        for tags in [0, 1, 3 * MAX_OBJECTS + 7] {
            let (before, after) = (pdf("1.7", tags), compact(pdf("1.7", tags)));
            assert!(tags < MAX_OBJECTS || after.len() * 5 < before.len(), "{} of {}", after.len(), before.len());
            let (before, after) = (Document::load_mem(&before).unwrap(), Document::load_mem(&after).unwrap());
            assert_eq!(before.objects.len(), tags + 4);
            for (id, object) in &before.objects {
                assert_eq!(after.get_object(*id).unwrap(), object, "{id:?}");
            }
            assert_eq!(after.trailer.get(b"ID").unwrap(), before.trailer.get(b"ID").unwrap());
            assert_eq!(after.get_pages().len(), 1);
        }
    }

    #[test]
    fn what_knows_no_such_streams_is_left_as_it_is() {
        assert_eq!(compact(pdf("1.4", 9)), pdf("1.4", 9));
        assert_eq!(compact(b"%PDF-1.7 and no more".to_vec()), b"%PDF-1.7 and no more");
    }
}
