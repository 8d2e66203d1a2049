//! Every submission of the topic `combined`, in one program.

mod choose;

include!(concat!(env!("OUT_DIR"), "/combined.rs"));

fn main() -> std::process::ExitCode {
    choose::main(SUBMISSIONS)
}
