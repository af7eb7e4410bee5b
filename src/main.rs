//! The program `underlag`; everything is in the library.

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    underlag::cli::main()
}
