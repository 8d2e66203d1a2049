//! The general registers, by the numbers that x86-64 machine code uses for them.

use libc::user_regs_struct;

/// A general register, from 0 to 15.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Register(pub u8);

pub const RCX: Register = Register(1);
pub const RDX: Register = Register(2);
pub const RSI: Register = Register(6);
pub const RDI: Register = Register(7);
pub const R8: Register = Register(8);

impl Register {
    /// What a thread has in the register.
    pub fn get(self, registers: &user_regs_struct) -> u64 {
        *self.place(&mut registers.clone())
    }

    /// Changes what a thread is to have in the register.
    pub fn set(self, registers: &mut user_regs_struct, value: u64) {
        *self.place(registers) = value;
    }

    fn place(self, registers: &mut user_regs_struct) -> &mut u64 {
        match self.0 {
            0 => &mut registers.rax,
            1 => &mut registers.rcx,
            2 => &mut registers.rdx,
            3 => &mut registers.rbx,
            4 => &mut registers.rsp,
            5 => &mut registers.rbp,
            6 => &mut registers.rsi,
            7 => &mut registers.rdi,
            8 => &mut registers.r8,
            9 => &mut registers.r9,
            10 => &mut registers.r10,
            11 => &mut registers.r11,
            12 => &mut registers.r12,
            13 => &mut registers.r13,
            14 => &mut registers.r14,
            _ => &mut registers.r15,
        }
    }
}
