//! JUnit's XML, as Jenkins and others read it: a suite for each student.

use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};

use crate::gradebook::{Gradebook, Requirement};
use crate::ledger::Verdict;

/// The gradebook as JUnit has it.
pub fn of(gradebook: &Gradebook) -> anyhow::Result<String> {
    let mut report = Report::new("telar");
    for student in &gradebook.students {
        let mut suite = TestSuite::new(student.name.as_str());
        for exercise in &student.exercises {
            for requirement in &exercise.requirements {
                let name = format!("{}::{}", exercise.exercise, requirement.name);
                let mut case = TestCase::new(name, status(requirement));
                case.set_classname(exercise.exercise.as_str());
                let share = f64::from(exercise.most) / exercise.requirements.len() as f64;
                case.add_property(Property::new("points_possible", format!("{share:.2}")));
                suite.add_test_case(case);
            }
        }
        report.add_test_suite(suite);
    }
    Ok(report.to_string()?)
}

fn status(requirement: &Requirement) -> TestCaseStatus {
    let told = |kind, what: &str| {
        let mut status = TestCaseStatus::non_success(kind);
        status.set_type(what).set_message(requirement.title.as_str());
        status.set_description(requirement.message.as_str());
        status
    };
    match requirement.verdict {
        Some(Verdict::Pass) => TestCaseStatus::success(),
        None => TestCaseStatus::skipped(),
        Some(Verdict::NotWritten) => told(NonSuccessKind::Failure, "not written"),
        Some(Verdict::Fail) => told(NonSuccessKind::Failure, "fail"),
        Some(Verdict::CompileError) => told(NonSuccessKind::Error, "compile error"),
        Some(Verdict::CompileTimeout) => told(NonSuccessKind::Error, "compile timeout"),
        Some(Verdict::Timeout) => told(NonSuccessKind::Error, "timeout"),
        Some(Verdict::Inconclusive) => told(NonSuccessKind::Error, "inconclusive"),
        Some(Verdict::BoxError) => told(NonSuccessKind::Error, "box error"),
    }
}
