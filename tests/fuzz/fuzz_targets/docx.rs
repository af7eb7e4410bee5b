#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| underlag_fuzz::any::office::docx(bytes));
