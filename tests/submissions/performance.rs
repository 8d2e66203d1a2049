//! Every submission of the topic `performance`, in one program.

mod choose;

include!(concat!(env!("OUT_DIR"), "/performance.rs"));

fn main() -> std::process::ExitCode {
    choose::main(SUBMISSIONS)
}
