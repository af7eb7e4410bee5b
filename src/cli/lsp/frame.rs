//! Messages as bytes: a length, an empty line, and so many bytes of JSON. No message is longer than it may be, and one
//! that is wrong is told and passed by.

use std::io::{self, BufRead, Read, Write};

use crate::base::limits::{EDITOR_HEADER, EDITOR_MESSAGE};

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The bytes of a message.
    Message(Vec<u8>),
    /// A message that is longer than it may be, which was passed by.
    TooLong,
    /// Lines that say no length.
    NoLength,
}

/// The next message; `None` where no more come.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let (mut length, mut has_lines) = (None, false);
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(EDITOR_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            // Empty lines between messages are nothing.
            if !has_lines {
                continue;
            }
            break;
        }
        has_lines = true;
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("Content-Length")
        {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let Some(length) = length else { return Ok(Some(Frame::NoLength)) };
    let mut body = input.by_ref().take(length);
    if length > EDITOR_MESSAGE {
        let passed = io::copy(&mut body, &mut io::sink())?;
        return Ok((passed == length).then_some(Frame::TooLong));
    }
    let mut bytes = Vec::new();
    let read = body.read_to_end(&mut bytes)?;
    Ok((read as u64 == length).then_some(Frame::Message(bytes)))
}

/// Writes a message.
pub(super) fn write(output: &mut impl Write, message: &str) -> io::Result<()> {
    write!(output, "Content-Length: {}\r\n\r\n{message}", message.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(mut bytes: &[u8]) -> Vec<Frame> {
        std::iter::from_fn(|| read(&mut bytes).unwrap()).collect()
    }

    #[test]
    fn messages_are_parted_by_their_lengths() {
        let message = |text: &str| Frame::Message(text.as_bytes().to_vec());
        for (bytes, wanted) in [
            ("Content-Length: 2\r\n\r\n{}Content-Length: 1\r\n\r\n1", vec![message("{}"), message("1")]),
            ("content-length:2\nContent-Type: x\n\n{}", vec![message("{}")]),
            ("Content-Length: 0\r\n\r\n", vec![message("")]),
            ("\r\n\r\nContent-Length: 2\r\n\r\n{}\r\n", vec![message("{}")]),
            ("Content-Length: x\r\n\r\n", vec![Frame::NoLength]),
            ("Content-Length: -1\r\n\r\nContent-Length: 1\r\n\r\n1", vec![Frame::NoLength, message("1")]),
            ("{\"jsonrpc\":\"2.0\"}\n\nContent-Length: 1\r\n\r\n1", vec![Frame::NoLength, message("1")]),
            // What ends before its length is no message.
            ("Content-Length: 20\r\n\r\n{}", vec![]),
            ("Content-Length: 99999999999999\r\n\r\n{}", vec![]),
            ("Content-Le", vec![]),
        ] {
            assert_eq!(frames(bytes.as_bytes()), wanted, "{bytes}");
        }
    }

    #[test]
    fn no_line_and_no_message_fills_the_memory() {
        let long = [b"x: ".as_slice(), &vec![b'y'; 100_000], b"\r\n\r\nContent-Length: 1\r\n\r\n1"].concat();
        assert_eq!(frames(&long), [Frame::NoLength, Frame::Message(b"1".to_vec())]);
        let length = usize::try_from(EDITOR_MESSAGE).unwrap() + 1;
        let head = format!("Content-Length: {length}\r\n\r\n");
        let long = [head.as_bytes(), &vec![b' '; length], b"Content-Length: 1\r\n\r\n1"].concat();
        assert_eq!(frames(&long), [Frame::TooLong, Frame::Message(b"1".to_vec())]);
    }
}
