//! Calls, recognised in the machine code of a function.

use std::collections::HashMap;

use object::read::elf::ElfFile64;
use object::{Object, Relocation, RelocationFlags};

/// The addresses that the dynamic linker puts into the program's own memory, by where it puts them.
/// Functions that another crate has already instantiated are called through such a slot.
pub struct Slots {
    addresses: HashMap<u64, u64>,
}

/// A call.
pub struct Call {
    /// Address of the function that is called.
    pub target: u64,
    /// Address of the instruction.
    pub address: u64,
    /// How many bytes the instruction has.
    pub length: u8,
}

impl Slots {
    /// Those of a program.
    pub fn of(file: &ElfFile64) -> Slots {
        const RELATIVE: RelocationFlags =
            RelocationFlags::Elf { r_type: object::elf::R_X86_64_RELATIVE };
        let relative = |(at, relocation): (u64, Relocation)| {
            (relocation.flags() == RELATIVE).then(|| (at, relocation.addend().cast_unsigned()))
        };
        let relocations = file.dynamic_relocations().into_iter().flatten();
        Slots { addresses: relocations.filter_map(relative).collect() }
    }

    /// The call that `code`, which is at `address`, begins with or prepares.
    ///
    /// There is no need to know where an instruction begins. That other bytes look like a call does
    /// happen, but not like one of just that function which is looked for.
    pub fn call(&self, code: &[u8], address: u64) -> Option<Call> {
        let from = |distance: [u8; 4], end: u64| {
            (address + end).wrapping_add_signed(i64::from(i32::from_le_bytes(distance)))
        };
        match *code {
            // call target
            [0xe8, a, b, c, d, ..] => {
                Some(Call { target: from([a, b, c, d], 5), address, length: 5 })
            }
            // call [slot]
            [0xff, 0x15, a, b, c, d, ..] => {
                let target = *self.addresses.get(&from([a, b, c, d], 6))?;
                Some(Call { target, address, length: 6 })
            }
            // mov rax, [slot]; arguments are moved to registers; call rax
            [0x48, 0x8b, 0x05, a, b, c, d, ref rest @ ..] => {
                const CALL_RAX: [u8; 2] = [0xff, 0xd0];
                const LONGEST: usize = 24;
                let target = *self.addresses.get(&from([a, b, c, d], 7))?;
                let mut codes = rest.windows(CALL_RAX.len()).take(LONGEST);
                let offset = codes.position(|code| code == CALL_RAX)? as u64;
                Some(Call { target, address: address + 7 + offset, length: 2 })
            }
            _ => None,
        }
    }
}
