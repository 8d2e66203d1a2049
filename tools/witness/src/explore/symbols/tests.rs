//! The table against the compiler at hand: a specimen that touches everything is compiled in both
//! manglings, run with a breakpoint at each point, and has to agree with what was seen there.

use std::collections::HashMap;
use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::FileExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use libc::{pid_t, user_regs_struct};
use nix::sys::ptrace;
use nix::unistd::Pid;
use object::read::elf::ElfFile64;
use tempfile::TempDir;

use super::calls::Slots;
use super::patterns::PATTERNS;
use super::registers::Register;
use super::{First, Image, Kind, Point, search};
use crate::explore::places::Places;
use crate::sys::{self, Waited};

/// As the specimen is given to the compiler, and so told in places.
const SOURCE: &str = "specimens/touches.rs";

/// A way of making a program from the specimen.
#[derive(Debug, Clone, Copy)]
enum Build {
    Legacy,
    V0,
    /// As a program and as a library that the program depends on: it calls the library's instances of
    /// generic functions, and in other ways than its own.
    WithLibrary,
}

const BUILDS: [Build; 3] = [Build::Legacy, Build::V0, Build::WithLibrary];

/// The specimen, compiled; it is gone with the folder.
fn compile(build: Build) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room for a program");
    let program = folder.path().join("touches");
    match build {
        Build::Legacy => rustc(&["-C", "debuginfo=1", SOURCE], &program),
        Build::V0 => {
            let v0 = "symbol-mangling-version=v0";
            rustc(&["-C", "debuginfo=line-tables-only", "-C", v0, SOURCE], &program);
        }
        Build::WithLibrary => {
            let (library, main) = ("libtouches.rlib", folder.path().join("main.rs"));
            rustc(&["--crate-type", "lib", SOURCE], &folder.path().join(library));
            let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(SOURCE);
            let text = format!(
                "extern crate touches as _; #[path = {source:?}] mod own; fn main() {{ own::main() }}"
            );
            fs::write(&main, text).expect("the folder is ours");
            let main = main.to_str().expect("temporary folders have plain names");
            let library = format!("touches={}/{library}", folder.path().display());
            rustc(&["-C", "debuginfo=1", "--extern", &library, main], &program);
        }
    }
    (folder, program)
}

fn rustc(arguments: &[&str], output: &Path) {
    let mut compiler = Command::new(env::var_os("RUSTC").unwrap_or("rustc".into()));
    compiler.current_dir(env!("CARGO_MANIFEST_DIR"));
    compiler.args(["--edition", "2024", "-C", "opt-level=0"]).args(arguments);
    let status = compiler.arg("-o").arg(output).status().expect("there is a compiler");
    assert!(status.success(), "the specimen does not compile");
}

#[test]
fn every_pattern_is_a_function_of_an_unoptimised_program() {
    for build in BUILDS {
        let (_folder, program) = compile(build);
        let bytes = fs::read(program).expect("it was just written");
        let file = ElfFile64::parse(&*bytes).expect("the compiler makes ELF files");
        let functions = search::functions(&file);
        for pattern in PATTERNS {
            let name = pattern.name;
            let mut paths = functions.iter().filter_map(|function| function.path.as_deref());
            assert!(
                paths.any(|path| pattern.matches(path)),
                "this compiler has no function called `{name}` in an unoptimised program \
                 ({build:?}): find its new name with `nm -C` in `{SOURCE}`, compiled with \
                 `-C opt-level=0`, and change it in `explore/symbols/patterns.rs`",
            );
        }
        for point in search::points(&functions, &Slots::of(&file)) {
            assert_ne!(
                point.first,
                First::Other,
                "this compiler begins a function of kind {:?} with an instruction that has to be \
                 stepped over ({build:?}, at {:#x} of `{SOURCE}`): look at it with `objdump -d` \
                 and teach it to `explore/symbols/first.rs`",
                point.kind,
                point.address,
            );
        }
    }
}

#[test]
fn every_touch_is_seen_for_what_it_is() {
    for build in BUILDS {
        let (_folder, program) = compile(build);
        let (expected, seen) = run(&program);
        let expected: Vec<&str> = expected.lines().collect();
        for (expected, seen) in expected.iter().zip(&seen) {
            let (line, expected) = expected.split_once(' ').expect("the line comes first");
            assert_eq!(
                expected, seen.touch,
                "{build:?}: at line {line} of `{SOURCE}`; seen at line {}",
                seen.line,
            );
            let is_line = line == "0" || line == seen.line.to_string();
            assert!(is_line, "{build:?}: {expected} is at line {line}, not {}", seen.line);
        }
        assert_eq!(expected.len(), seen.len(), "{build:?}: {:?}", seen.last());
    }
}

/// What was seen at a stop.
#[derive(Debug)]
struct Seen {
    /// As the specimen writes it.
    touch: String,
    line: u32,
}

/// What the specimen wrote that it did, and what was seen.
#[expect(clippy::zombie_processes, reason = "`wait_for` waits until the process is gone")]
fn run(program: &Path) -> (String, Vec<Seen>) {
    let image = Image::read(program).expect("the compiler makes ELF files");
    for kind in [Kind::ConditionWait, Kind::ConditionWaitTimeout] {
        let is_found = image.points().iter().any(|point| point.kind == kind);
        assert!(is_found, "without a point of kind {kind:?}, the specimen would wait for ever");
    }
    let mut child = start(program);
    let tid = pid_t::try_from(child.id()).expect("Linux has no larger numbers");
    let memory = OpenOptions::new().read(true).write(true).open(format!("/proc/{tid}/mem"));
    let memory = memory.expect("the tracer may write to its tracee");
    let bias = entry(tid) - image.entry();
    let points: HashMap<u64, &Point> =
        image.points().iter().map(|point| (point.address + bias, point)).collect();
    for address in points.keys() {
        const BREAKPOINT: [u8; 1] = [0xcc];
        memory.write_all_at(&BREAKPOINT, *address).expect("a point is in memory");
    }

    let mut places = Places::default();
    let mut seen = Vec::new();
    sys::resume(tid, 0);
    loop {
        let Waited::Status { status, .. } = sys::wait_for(tid) else { panic!("nobody is left") };
        if !libc::WIFSTOPPED(status) {
            break;
        }
        assert_eq!(libc::WSTOPSIG(status), libc::SIGTRAP, "the specimen gets no signals");
        let mut registers = ptrace::getregs(Pid::from_raw(tid)).expect("it is stopped");
        registers.rip -= 1;
        let point = points.get(&registers.rip).expect("every breakpoint is at a point");
        let place = places.of(tid, tid, &registers).expect("all code of the specimen has lines");
        assert_eq!(place.file, SOURCE);
        seen.push(Seen { touch: describe(point, tid, &registers), line: place.line });
        go_on(point, tid, &mut registers, &memory);
    }
    let mut written = String::new();
    let mut output = child.stdout.take().expect("it was asked for");
    output.read_to_string(&mut written).expect("the specimen writes text");
    (written, seen)
}

/// The specimen, stopped at its first instruction, with this thread as its tracer.
fn start(program: &Path) -> Child {
    let mut command = Command::new(program);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    // SAFETY: the call touches no memory that another thread of ours could hold.
    unsafe { command.pre_exec(|| Ok(ptrace::traceme()?)) };
    let child = command.spawn().expect("the specimen can be started");
    let tid = child.id() as pid_t;
    assert!(matches!(sys::wait_for(tid), Waited::Status { .. }));
    // It does not outlive a test that fails.
    let kill = ptrace::Options::PTRACE_O_EXITKILL;
    ptrace::setoptions(Pid::from_raw(tid), kill).expect("it is stopped");
    child
}

/// Where the kernel says that the first instruction of a process is.
fn entry(pid: pid_t) -> u64 {
    let vector = fs::read(format!("/proc/{pid}/auxv")).expect("the process lives");
    let mut words = vector.chunks_exact(8).map(|word| {
        u64::from_ne_bytes(word.try_into().expect("chunks_exact gives eight bytes at a time"))
    });
    while let (Some(key), Some(value)) = (words.next(), words.next()) {
        if key == libc::AT_ENTRY {
            return value;
        }
    }
    panic!("the kernel always tells the entry");
}

fn describe(point: &Point, tid: pid_t, registers: &user_regs_struct) -> String {
    let (kind, subject) = (point.kind, point.subject(tid, registers));
    format!("{kind:?} {subject:?} {:?} {:?}", point.mutex(registers), point.orderings(registers))
}

/// Lets the specimen do what it is stopped at; a wait for a condition returns instead.
fn go_on(point: &Point, tid: pid_t, registers: &mut user_regs_struct, memory: &File) {
    if matches!(point.kind, Kind::ConditionWait | Kind::ConditionWaitTimeout) {
        let [caller] = sys::read_words(tid, registers.rsp).expect("the stack is in memory");
        registers.rip = caller;
        registers.rsp += 8;
    } else {
        let write = |address, bytes: &[u8]| memory.write_all_at(bytes, address).is_ok();
        assert!(point.first.perform(registers, write), "{:?}", point.first);
    }
    ptrace::setregs(Pid::from_raw(tid), *registers).expect("it is stopped");
    sys::resume(tid, 0);
}

#[test]
fn an_instruction_is_decoded_and_done() {
    /// As bytes, what they are, and what they change: `rip` and `rsp` by how much, `rsi` to what.
    type Case<'bytes> = (&'bytes [u8], First, (i64, i64, u64), Option<(i64, Vec<u8>)>);
    const RDI: Register = Register(7);
    const R9: Register = Register(9);
    let (rdi, r9) = (0x1122_3344_5566_7788_u64, 9_u64);
    let cases: &[Case] = &[
        (&[0x57], First::Push(RDI), (1, -8, 0), Some((-8, rdi.to_le_bytes().into()))),
        (&[0x41, 0x51], First::Push(R9), (2, -8, 0), Some((-8, r9.to_le_bytes().into()))),
        (
            &[0x48, 0x83, 0xec, 0x18],
            First::SubtractFromStack { amount: 0x18, length: 4 },
            (4, -0x18, 0),
            None,
        ),
        (
            &[0x48, 0x81, 0xec, 0xa8, 0, 0, 0],
            First::SubtractFromStack { amount: 0xa8, length: 7 },
            (7, -0xa8, 0),
            None,
        ),
        (
            &[0x48, 0x89, 0x7c, 0x24, 0xe0],
            First::Store { register: RDI, bytes: 8, offset: -0x20, length: 5 },
            (5, 0, 0),
            Some((-0x20, rdi.to_le_bytes().into())),
        ),
        (
            &[0x89, 0x7c, 0x24, 0xe4],
            First::Store { register: RDI, bytes: 4, offset: -0x1c, length: 4 },
            (4, 0, 0),
            Some((-0x1c, vec![0x88, 0x77, 0x66, 0x55])),
        ),
        (
            &[0x4c, 0x89, 0x4c, 0x24, 0x08],
            First::Store { register: R9, bytes: 8, offset: 8, length: 5 },
            (5, 0, 0),
            Some((8, r9.to_le_bytes().into())),
        ),
        (
            &[0x44, 0x89, 0x4c, 0x24, 0x08],
            First::Store { register: R9, bytes: 4, offset: 8, length: 5 },
            (5, 0, 0),
            Some((8, vec![9, 0, 0, 0])),
        ),
        (&[0x48, 0x89, 0xfe], First::Copy { from: RDI, to: Register(6) }, (3, 0, rdi), None),
        (
            &[0xe8, 0xfe, 0xff, 0xff, 0xff],
            First::Call { distance: -2, length: 5 },
            (3, -8, 0),
            Some((-8, 0x1005_u64.to_le_bytes().into())),
        ),
        (&[0xe9, 2, 0, 0, 0], First::Jump { distance: 2 }, (7, 0, 0), None),
        (&[0xf3, 0x90], First::Pause, (2, 0, 0), None),
    ];
    for (code, first, (rip, rsp, rsi), written) in cases {
        assert_eq!(First::decode(code), *first, "{code:02x?}");
        // SAFETY: the registers are numbers, and zero is one.
        let mut registers: user_regs_struct = unsafe { std::mem::zeroed() };
        (registers.rip, registers.rsp, registers.rdi, registers.r9) = (0x1000, 0x8000, rdi, r9);
        let mut stored = None;
        assert!(first.perform(&mut registers, |address, bytes| {
            stored = Some((address.cast_signed() - 0x8000, bytes.to_vec()));
            true
        }));
        let changed = (
            registers.rip.cast_signed() - 0x1000,
            registers.rsp.cast_signed() - 0x8000,
            registers.rsi,
        );
        assert_eq!((changed, stored), ((*rip, *rsp, *rsi), written.clone()), "{first:?}");
    }
    for other in [&[0x90][..], &[0xf3, 0x0f, 0x1e, 0xfa], &[0x48, 0x89, 0x3e], &[0x48], &[]] {
        assert_eq!(First::decode(other), First::Other, "{other:02x?}");
    }
}
