//! Every submission of the topic `threading`, in one program.

mod choose;

include!(concat!(env!("OUT_DIR"), "/threading.rs"));

fn main() -> std::process::ExitCode {
    choose::main(SUBMISSIONS)
}
