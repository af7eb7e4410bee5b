//! The program `underlag`; everything is in the library.

fn main() -> std::process::ExitCode {
    underlag::cli::main()
}
