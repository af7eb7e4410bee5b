//! The program `underlag`; everything is in the library.

#[cfg(not(windows))]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The same, counted: nothing else limits what a process asks for on Windows.
#[cfg(windows)]
#[global_allocator]
static MEMORY: cap::Cap<mimalloc::MiMalloc> = cap::Cap::new(mimalloc::MiMalloc, usize::MAX);

fn main() -> std::process::ExitCode {
    #[cfg(windows)]
    underlag::cli::memory_is_limited_by(|bytes| MEMORY.set_limit(bytes).is_ok());
    underlag::cli::main()
}
