//! Every submission of the topic `ipc`, in one program.

mod choose;

include!(concat!(env!("OUT_DIR"), "/ipc.rs"));

fn main() -> std::process::ExitCode {
    choose::main(SUBMISSIONS)
}
