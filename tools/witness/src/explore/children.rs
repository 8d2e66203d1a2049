//! Waiting for children: the kernel is asked, but never lets anybody wait.

use super::run::Run;
use super::task::Waiting;
use crate::calls::Class as Known;
use crate::report::WaitOn;
use crate::sys;

impl Run<'_> {
    /// `thread` waits for a child: `wait4` or `waitid`.
    pub fn wait_for_child(&mut self, thread: usize, class: Known) {
        if !self.come_back(thread) {
            return;
        }
        let tid = self.world.threads[thread].tid;
        let Some(call) = &mut self.tasks[thread].call else { return };
        call.on.get_or_insert(WaitOn::Child);
        let (before, args) = (call.registers, call.args);
        let mut registers = before;
        let polls = libc::WNOHANG as u64;
        let mut told = args[2];
        let asked_not_to_wait = if class == Known::Wait4 {
            registers.rdx |= polls;
            if let Some(pid) = self.any_of_several(thread, args) {
                registers.rdi = u64::from(pid.cast_unsigned());
            }
            args[2] & polls != 0
        } else {
            registers.r10 |= polls;
            // Without a place to tell of the child, nobody could say whether there was one.
            let scratch = (registers.rsp - 512) & !15;
            if told == 0 && sys::write_memory(tid, scratch, &[0; 128]) {
                told = scratch;
                registers.rdx = scratch;
            }
            args[3] & polls != 0
        };
        sys::set_registers(tid, registers);
        let Some(mut after) = self.enter_kernel(thread) else { return };
        (after.rdi, after.rdx, after.r10) = (before.rdi, before.rdx, before.r10);
        sys::set_registers(tid, after);
        let result = after.rax.cast_signed();
        let child = match class {
            Known::Wait4 => result as i32,
            // `si_pid` comes after the signal's number, an error, a code and padding, four bytes each.
            _ if result == 0 && told != 0 => {
                let pid = sys::read_memory(tid, told + 16, 4);
                pid.try_into().map_or(0, i32::from_ne_bytes)
            }
            _ => 0,
        };
        if result >= 0 && child == 0 && !asked_not_to_wait {
            self.set_back(thread);
            let seen = self.child_changes(thread);
            self.stand_aside_for(thread, Waiting::Child { seen });
            return;
        }
        if child > 0 {
            let looks_only = class == Known::WaitId && args[3] & libc::WNOWAIT as u64 != 0;
            let process = self.world.processes.iter().rposition(|other| other.own == child);
            let ended = process.is_some_and(|child| self.world.processes[child].end.is_some());
            if let Some(process) = process {
                self.log.result(process as i64);
            }
            self.world.waited_for(thread, child, ended && !looks_only, self.now);
        } else {
            self.log.result(result);
        }
        self.wait_is_over(thread);
        self.call_is_over(thread);
        self.go_on(thread);
    }

    /// How often a child of the thread's process has changed its state.
    pub fn child_changes(&self, thread: usize) -> u64 {
        let process = self.world.threads[thread].process;
        self.children.get(&process).copied().unwrap_or(0)
    }

    /// A process has ended: its parent may be told.
    pub fn child_changed(&mut self, process: usize) {
        if let Some(parent) = self.world.processes[process].parent {
            *self.children.entry(parent).or_default() += 1;
        }
        self.signals_sent = true;
    }

    /// When several children have ended, any of them may be the one that is told of.
    fn any_of_several(&mut self, thread: usize, args: [u64; 6]) -> Option<i32> {
        if args[0] as i32 != -1 {
            return None;
        }
        let waiter = self.world.threads[thread].process;
        let ended: Vec<i32> = self
            .world
            .processes
            .iter()
            .filter(|child| {
                child.parent == Some(waiter) && child.end.is_some() && child.fate.is_none()
            })
            .map(|child| child.own)
            .collect();
        (ended.len() > 1).then(|| ended[self.chooser.pick(ended.len())])
    }
}
