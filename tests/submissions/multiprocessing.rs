//! Every submission of the topic `multiprocessing`, in one program.

mod choose;

include!(concat!(env!("OUT_DIR"), "/multiprocessing.rs"));

fn main() -> std::process::ExitCode {
    choose::main(SUBMISSIONS)
}
