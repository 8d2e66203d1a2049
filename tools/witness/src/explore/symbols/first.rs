//! The first instruction at a stop, to be done in the thread's place.
//!
//! A stop is a breakpoint instruction, and it takes the place of another one. To go on, the thread
//! would have to make that one step with the breakpoint removed, alone, which costs two more stops. The
//! few instructions that functions begin with are easily done from outside instead.

use libc::user_regs_struct;

use super::registers::Register;

/// An instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// Puts a register on the stack; one byte long with the first eight registers, otherwise two.
    Push(Register),
    /// Makes room on the stack. `length` is the instruction's.
    SubtractFromStack { amount: i32, length: u8 },
    /// Stores the lower `bytes` bytes (4 or 8) of a register at an offset from the stack pointer.
    Store { register: Register, bytes: u8, offset: i8, length: u8 },
    /// Copies a register to another.
    Copy { from: Register, to: Register },
    /// Calls what is at this distance from the instruction's end; `length` is the instruction's.
    Call { distance: i64, length: u8 },
    /// Jumps to what is at this distance from the instruction's end.
    Jump { distance: i32 },
    /// `pause`: tells the processor that this is a loop that waits.
    Pause,
    /// Anything else: to be stepped over.
    Other,
}

impl First {
    /// Reads the instruction at the beginning of `code`.
    pub fn decode(code: &[u8]) -> First {
        match *code {
            [code @ 0x50..=0x57, ..] => First::Push(Register(code - 0x50)),
            [0x41, code @ 0x50..=0x57, ..] => First::Push(Register(code - 0x50 + 8)),
            [0x48, 0x83, 0xec, amount, ..] => {
                First::SubtractFromStack { amount: i32::from(amount.cast_signed()), length: 4 }
            }
            [0x48, 0x81, 0xec, a, b, c, d, ..] => {
                First::SubtractFromStack { amount: i32::from_le_bytes([a, b, c, d]), length: 7 }
            }
            // The middle of the second byte of an operand is the number of the register; the
            // prefixes 44 and 4c add 8 to it, 48 and 4c make it one of 8 bytes.
            [0x89, mode, 0x24, offset, ..] if mode & 0xc7 == 0x44 => store(mode, 0, 4, offset, 4),
            [prefix @ (0x44 | 0x48 | 0x4c), 0x89, mode, 0x24, offset, ..]
                if mode & 0xc7 == 0x44 =>
            {
                let bytes = if prefix & 8 == 0 { 4 } else { 8 };
                store(mode, prefix & 4, bytes, offset, 5)
            }
            [0x48, 0x89, mode @ 0xc0..=0xff, ..] => {
                First::Copy { from: Register(mode >> 3 & 7), to: Register(mode & 7) }
            }
            [0xe8, a, b, c, d, ..] => {
                First::Call { distance: i64::from(i32::from_le_bytes([a, b, c, d])), length: 5 }
            }
            [0xe9, a, b, c, d, ..] => First::Jump { distance: i32::from_le_bytes([a, b, c, d]) },
            [0xf3, 0x90, ..] => First::Pause,
            _ => First::Other,
        }
    }

    /// Does the instruction: changes `registers`, whose `rip` is the instruction's address, to what
    /// they are after it, and has `write` store its bytes at an address. `false` means that nothing was
    /// done, because the instruction is another one or `write` failed.
    pub fn perform(
        self,
        registers: &mut user_regs_struct,
        write: impl FnOnce(u64, &[u8]) -> bool,
    ) -> bool {
        let next = registers.rip.wrapping_add(u64::from(self.length()));
        match self {
            First::Push(register) => {
                let top = registers.rsp.wrapping_sub(8);
                if !write(top, &register.get(registers).to_le_bytes()) {
                    return false;
                }
                registers.rsp = top;
            }
            // The flags stay as they are: nobody reads them at the beginning of a function.
            First::SubtractFromStack { amount, .. } => {
                registers.rsp = registers.rsp.wrapping_sub(i64::from(amount).cast_unsigned());
            }
            First::Store { register, bytes, offset, .. } => {
                let value = register.get(registers).to_le_bytes();
                let address = registers.rsp.wrapping_add_signed(i64::from(offset));
                if !write(address, &value[..usize::from(bytes)]) {
                    return false;
                }
            }
            First::Copy { from, to } => to.set(registers, from.get(registers)),
            First::Call { distance, .. } => {
                let top = registers.rsp.wrapping_sub(8);
                if !write(top, &next.to_le_bytes()) {
                    return false;
                }
                registers.rsp = top;
                registers.rip = next.wrapping_add_signed(distance);
                return true;
            }
            First::Jump { distance } => {
                registers.rip = next.wrapping_add_signed(i64::from(distance));
                return true;
            }
            First::Pause => {}
            First::Other => return false,
        }
        registers.rip = next;
        true
    }

    fn length(self) -> u8 {
        match self {
            First::Push(register) => 1 + u8::from(register.0 >= 8),
            First::SubtractFromStack { length, .. }
            | First::Store { length, .. }
            | First::Call { length, .. } => length,
            First::Copy { .. } => 3,
            First::Jump { .. } => 5,
            First::Pause => 2,
            First::Other => 0,
        }
    }
}

fn store(mode: u8, high: u8, bytes: u8, offset: u8, length: u8) -> First {
    let register = Register((mode >> 3 & 7) + 2 * high);
    First::Store { register, bytes, offset: offset.cast_signed(), length }
}
