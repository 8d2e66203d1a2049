//! From a function to its caller, by the call frame information that each program has for its panics.
//!
//! DWARF Debugging Information Format, Version 5, section 6.4. For each instruction it says where the
//! *canonical frame address* is, which is what the stack pointer was before the call, and where, from
//! there, the caller's registers were saved.

use gimli::{
    BaseAddresses, CfaRule, EhFrame, EhFrameHdr, EndianSlice, EvaluationResult, LittleEndian,
    Location, Register, RegisterRule, UnwindContext, UnwindExpression, UnwindSection, Value,
    X86_64,
};
use libc::{pid_t, user_regs_struct};
use object::read::elf::ElfFile64;
use object::{Object, ObjectSection};

use crate::sys;

/// How many registers have rules: the general ones and the return address.
const REGISTERS: usize = 17;

/// A thread's registers in one of its functions.
pub struct Frame {
    /// By their numbers in DWARF. `None` where nobody saved them.
    registers: [Option<u64>; REGISTERS],
    /// Whether the thread is at this instruction. Otherwise it is in the call before it.
    at: bool,
}

impl Frame {
    /// The function that a thread is stopped in.
    pub fn stopped_at(registers: &user_regs_struct) -> Frame {
        let r = registers;
        // The order is that of the System V ABI, figure 3.36.
        let registers = [
            r.rax, r.rdx, r.rcx, r.rbx, r.rsi, r.rdi, r.rbp, r.rsp, r.r8, r.r9, r.r10, r.r11,
            r.r12, r.r13, r.r14, r.r15, r.rip,
        ];
        Frame { registers: registers.map(Some), at: true }
    }

    /// An address in the instruction that the thread is at or has not returned from.
    pub fn instruction(&self) -> u64 {
        let next = self.get(X86_64::RA).unwrap_or_default();
        // A call may be the last instruction of its line, and even of its function.
        if self.at { next } else { next.wrapping_sub(1) }
    }

    fn get(&self, register: Register) -> Option<u64> {
        *self.registers.get(usize::from(register.0))?
    }
}

/// The top of a thread's stack, copied.
pub struct Stack {
    tid: pid_t,
    start: u64,
    bytes: Vec<u8>,
}

impl Stack {
    /// Copies what is likely to be needed.
    pub fn read(tid: pid_t, top: u64) -> Stack {
        const LIKELY: usize = 2048;
        Stack { tid, start: top, bytes: sys::read_memory(tid, top, LIKELY) }
    }

    /// The word at an address, from the copy if it is there.
    fn word(&self, address: u64) -> Option<u64> {
        let offset = usize::try_from(address.wrapping_sub(self.start)).ok();
        match offset.and_then(|offset| self.bytes.get(offset..)?.first_chunk()) {
            Some(word) => Some(u64::from_le_bytes(*word)),
            None => sys::read_words(self.tid, address).map(|[word]| word),
        }
    }
}

/// Where a file has its call frame information.
pub struct CallFrames {
    /// A table that is sorted by address.
    index: Section,
    /// The information itself.
    frames: Section,
    /// Where else addresses may be relative to.
    text: u64,
}

struct Section {
    address: u64,
    offset: usize,
    size: usize,
}

/// A part of the file.
type Bytes<'file> = EndianSlice<'file, LittleEndian>;

impl Section {
    fn find(file: &ElfFile64<object::LittleEndian>, name: &str) -> Option<Section> {
        let section = file.section_by_name(name)?;
        let (offset, size) = section.file_range()?;
        Some(Section {
            address: section.address(),
            offset: usize::try_from(offset).ok()?,
            size: usize::try_from(size).ok()?,
        })
    }

    fn of<'file>(&self, file: &'file [u8]) -> Option<&'file [u8]> {
        file.get(self.offset..self.offset.checked_add(self.size)?)
    }
}

impl CallFrames {
    /// `None` when the file has none.
    pub fn find(file: &ElfFile64<object::LittleEndian>) -> Option<CallFrames> {
        let text = file.section_by_name(".text").map_or(0, |section| section.address());
        let index = Section::find(file, ".eh_frame_hdr")?;
        Some(CallFrames { index, frames: Section::find(file, ".eh_frame")?, text })
    }

    /// The frame that called `frame`, whose function is in the file `file` loaded at `bias`. `None` at
    /// the outermost frame, or when the file doesn't tell.
    pub fn caller(&self, file: &[u8], frame: &Frame, bias: u64, stack: &Stack) -> Option<Frame> {
        let section = EhFrame::new(self.frames.of(file)?, LittleEndian);
        let bases = BaseAddresses::default()
            .set_eh_frame_hdr(self.index.address)
            .set_eh_frame(self.frames.address)
            .set_text(self.text);
        let index = EhFrameHdr::new(self.index.of(file)?, LittleEndian).parse(&bases, 8).ok()?;
        let address = frame.instruction().wrapping_sub(bias);
        let function = index
            .table()?
            .fde_for_address(&section, &bases, address, EhFrame::cie_from_offset)
            .ok()?;
        let mut context = UnwindContext::new();
        let row = function.unwind_info_for_address(&section, &bases, &mut context, address).ok()?;

        let encoding = function.cie().encoding();
        let evaluate = |expression: &UnwindExpression<usize>, initial: Option<u64>| {
            let expression = expression.get(&section).ok()?;
            evaluate(expression.evaluation(encoding), initial, frame, stack)
        };
        let canonical = match row.cfa() {
            CfaRule::RegisterAndOffset { register, offset } => {
                frame.get(*register)?.wrapping_add_signed(*offset)
            }
            CfaRule::Expression(expression) => evaluate(expression, None)?,
        };
        let mut caller =
            Frame { registers: [None; REGISTERS], at: function.is_signal_trampoline() };
        for (number, value) in (0u16..).zip(&mut caller.registers) {
            let register = Register(number);
            *value = match row.register(register) {
                Some(RegisterRule::Offset(offset)) => {
                    stack.word(canonical.wrapping_add_signed(offset))
                }
                Some(RegisterRule::ValOffset(offset)) => {
                    Some(canonical.wrapping_add_signed(offset))
                }
                Some(RegisterRule::Register(other)) => frame.get(other),
                Some(RegisterRule::Expression(expression)) => {
                    evaluate(&expression, Some(canonical)).and_then(|address| stack.word(address))
                }
                Some(RegisterRule::ValExpression(expression)) => {
                    evaluate(&expression, Some(canonical))
                }
                Some(RegisterRule::SameValue) => frame.get(register),
                None if is_preserved(register) => frame.get(register),
                None if register == X86_64::RSP => Some(canonical),
                _ => None,
            };
        }
        // The outermost function has no return address.
        caller.get(X86_64::RA).filter(|address| *address != 0)?;
        Some(caller)
    }
}

/// Whether a function has to leave a register as it found it.
fn is_preserved(register: Register) -> bool {
    const PRESERVED: [Register; 6] =
        [X86_64::RBX, X86_64::RBP, X86_64::R12, X86_64::R13, X86_64::R14, X86_64::R15];
    PRESERVED.contains(&register)
}

/// The value of a rule that is a little program.
fn evaluate(
    mut evaluation: gimli::Evaluation<Bytes>,
    initial: Option<u64>,
    frame: &Frame,
    stack: &Stack,
) -> Option<u64> {
    /// More than any compiler makes use of.
    const MOST_STEPS: u32 = 100;
    evaluation.set_max_iterations(MOST_STEPS);
    if let Some(initial) = initial {
        evaluation.set_initial_value(initial);
    }
    let mut result = evaluation.evaluate().ok()?;
    loop {
        result = match result {
            EvaluationResult::Complete => break,
            EvaluationResult::RequiresMemory { address, size: 8, .. } => {
                evaluation.resume_with_memory(Value::Generic(stack.word(address)?)).ok()?
            }
            EvaluationResult::RequiresRegister { register, .. } => {
                evaluation.resume_with_register(Value::Generic(frame.get(register)?)).ok()?
            }
            _ => return None,
        };
    }
    match evaluation.as_result() {
        [piece] => match piece.location {
            Location::Address { address } => Some(address),
            _ => None,
        },
        _ => None,
    }
}
