//! The seccomp filter that makes the kernel stop the program at the calls of interest, and only there.

use std::collections::BTreeMap;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch,
};

use crate::calls::{self, When};
use crate::job::Detail;

/// The filter for this detail, ready to be installed between fork and exec.
///
/// Calls of a foreign architecture end the program: their numbers mean other calls.
pub fn program(detail: Detail) -> Result<BpfProgram, seccompiler::BackendError> {
    let mut rules = BTreeMap::new();
    for (number, when) in calls::stops(detail) {
        let of_interest = match when {
            // No rule at all means: whatever the arguments.
            When::Always | When::Never => Vec::new(),
            When::Output(argument) => {
                vec![descriptor_is(argument, 1)?, descriptor_is(argument, 2)?]
            }
        };
        rules.insert(number, of_interest);
    }
    SeccompFilter::new(rules, SeccompAction::Allow, SeccompAction::Trace(0), TargetArch::x86_64)?
        .try_into()
}

fn descriptor_is(argument: usize, number: u64) -> Result<SeccompRule, seccompiler::BackendError> {
    let argument = u8::try_from(argument).expect("a system call has six arguments");
    let equal = SeccompCondition::new(argument, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, number)?;
    SeccompRule::new(vec![equal])
}
