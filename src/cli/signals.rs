//! Somebody ends the program: what it has that is temporary is put in order first, and then it ends as it would have.

/// Has the signals by which people and systems end a program wait until everything is in order. Where the system has no
/// such signals, or no thread to wait for them, the next run does it.
#[cfg(unix)]
pub(super) fn put_in_order() {
    use std::sync::mpsc;

    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::deliver::write::ending::end;

    let (tell, told) = mpsc::channel();
    let wait = move || {
        let signals = Signals::new([SIGTERM, SIGINT]);
        let _ = tell.send(());
        let Ok(mut signals) = signals else { return };
        for signal in signals.forever() {
            end(|| {
                let _ = emulate_default_handler(signal);
            });
        }
    };
    // Before anything temporary is made, the signals are waited for.
    if std::thread::Builder::new().name("signals".to_owned()).spawn(wait).is_ok() {
        let _ = told.recv();
    }
}

/// The same for Ctrl-C and for a window that is closed.
#[cfg(windows)]
pub(super) fn put_in_order() {
    use crate::deliver::write::ending::end;
    /// What Windows says of a program that was ended by Ctrl-C.
    const ENDED: u32 = 0xc000_013a;
    // Without it, the next run does it.
    let _ = ctrlc::set_handler(|| end(|| std::process::exit(ENDED.cast_signed())));
}

#[cfg(not(any(unix, windows)))]
pub(super) fn put_in_order() {}
