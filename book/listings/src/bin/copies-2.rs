//! Step 2: two children, each with work of its own; the parent asks how each ended.

use nix::libc;
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork};

// ANCHOR: main
fn child_that(work: fn() -> i32) -> Pid {
    // SAFETY: ①
    match unsafe { fork() }.unwrap() {
        ForkResult::Parent { child } => child, // ②
        // SAFETY: ③
        ForkResult::Child => unsafe { libc::_exit(work()) },
    }
}

fn report(name: &str, child: Pid) {
    match waitpid(child, None).unwrap() {
        WaitStatus::Signaled(_, signal, _) => println!("{name}: {signal}"), // ④
        WaitStatus::Exited(_, code) => println!("{name}: {code}"),
        other => println!("{name}: {other:?}"),
    }
}

fn main() {
    let refuses = child_that(|| 3);
    let crashes = child_that(|| std::process::abort()); // ⑤
    report("crashes", crashes);
    report("refuses", refuses); // ⑥
    println!("parent goes on");
}
// ANCHOR_END: main
