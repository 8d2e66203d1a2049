//! What is found and on which line, and what is left in peace.

use std::fs;
use std::path::Path;

use super::BlindKind::{
    Elsewhere, InlineAssembly, RawWrite, StaticMut, Unparsable, UnsafeCell, UnsafeSync,
};
use super::{BlindKind, scan};
use crate::Course;

/// Asserts that exactly `expected`, in the order of the lines, is found in each source.
fn assert_found(table: &[(&str, &[(BlindKind, usize)])]) {
    for (source, expected) in table {
        let found: Vec<_> = scan(source).iter().map(|spot| (spot.kind, spot.line)).collect();
        assert_eq!(found, *expected, "in:\n{source}");
    }
}

#[test]
fn every_kind_is_found_on_its_line() {
    assert_found(&[
        ("fn f() {}\nstatic mut A: u32 = 0;", &[(StaticMut, 2)]),
        ("fn f() {\n    static\n    mut A: u32 = 0;\n}", &[(StaticMut, 2)]),
        ("#[link_name = \"bcopy\"]\nfn f() {}", &[(Elsewhere, 1)]),
        ("extern \"C\" fn handler(_: i32) {}", &[]),
        ("unsafe extern \"C\" {\n    static mut errno: i32;\n}", &[(Elsewhere, 1), (StaticMut, 2)]),
        ("struct A(\n    std::cell::UnsafeCell<u32>,\n);", &[(UnsafeCell, 2)]),
        ("use std::cell::*;\nstruct A(SyncUnsafeCell<u32>);", &[(UnsafeCell, 2)]),
        ("\nfn f() { core::arch::asm!(\"nop\") }", &[(InlineAssembly, 2)]),
        ("\nstd::arch::global_asm!(\"nop\");", &[(InlineAssembly, 2)]),
        ("struct A;\nunsafe impl Sync for A {}", &[(UnsafeSync, 2)]),
        ("unsafe impl<F: for<'a> Fn(&'a u8)> std::marker::Send for A<F> {}", &[(UnsafeSync, 1)]),
        ("\nmod helper;", &[(Elsewhere, 2)]),
        ("#[path = \"helper.inc\"]\nmod helper;", &[(Elsewhere, 2)]),
        ("\ninclude!(\"helper.rs\");", &[(Elsewhere, 2)]),
        ("use crate::helper::count;", &[(Elsewhere, 1)]),
        ("use super::helper::count;", &[(Elsewhere, 1)]),
        ("mod a {\n    use super::b;\n    use super::super::c;\n}", &[(Elsewhere, 3)]),
        ("fn f() {}\nfn g( {}", &[(Unparsable, 2)]),
        ("fn f() {}\nlet x = 1;", &[(Unparsable, 2)]),
        ("fn f() {\n", &[(Unparsable, 1)]),
        ("fn f() { \"", &[(Unparsable, 1)]),
    ]);
}

#[test]
fn every_way_to_write_through_a_pointer_is_found() {
    for statement in [
        "*p = 1",
        "*p.add(1) += 1",
        "(*p).count <<= 1",
        "(*p)[0].count = 1",
        "(*p, x) = (1, 2)",
        "let q = &mut *p",
        "let q = &mut (*p).count",
        "(*p).push(1)",
        "p.write(1)",
        "p.replace(1)",
        "p.r#write(1)",
        "p.copy_to(q, 1)",
        "p.write_volatile(1)",
        "let q = p.as_mut()",
        "std::ptr::write(p, 1)",
        "ptr::r#copy(q, p, 1)",
        "<*mut u32>::write(p, 1)",
        "NonNull::write(p, 1)",
        "ptr::copy_nonoverlapping(q, p, 1)",
        "libc::memcpy(p, q, 1)",
        "let q = std::slice::from_raw_parts_mut(p, 1)",
        "let q = Box::from_raw(p)",
        "let q = std::mem::transmute::<&u32, &mut u32>(p)",
        "thread::spawn(move || *p = 1)",
        "if x { *p = 1 }",
    ] {
        let block = format!("fn f() {{\n    unsafe {{\n        {statement};\n    }}\n}}");
        let function = format!("impl A {{\n    unsafe fn f() {{\n        {statement};\n    }}\n}}");
        let macro_body = format!(
            "macro_rules! m {{\n    ($x:expr, $p:expr) => {{ unsafe {{\n{statement}; }} }};\n}}"
        );
        let argument =
            format!("fn f() {{\n    println!(\"{{}}\",\n        unsafe {{ {statement} }})\n}}");
        let default = format!("trait A {{\n    unsafe fn f() {{\n        {statement};\n    }}\n}}");
        let unread = format!("m! {{\n    static A = unsafe {{\n        {statement} }};\n}}");
        for source in [block, function, macro_body, argument, default, unread] {
            assert_found(&[(&source, &[(RawWrite, 3)])]);
        }
    }
}

#[test]
fn a_number_made_of_a_number_writes_to_no_memory() {
    assert_found(&[
        ("fn f() { kill(Pid::from_raw(child), None) }", &[]),
        ("fn f() { kill(nix::unistd::Pid::from_raw(child), None) }", &[]),
        ("fn f() { let status = ExitStatus::from_raw(1); }", &[]),
        ("use std::boxed::Box as Pid;\nfn f() { unsafe { Pid::from_raw(p) } }", &[(RawWrite, 2)]),
        ("type Pid = Box<u32>;\nfn f() { unsafe { Pid::from_raw(p) } }", &[(RawWrite, 2)]),
        ("fn f() { unsafe { Box::<u32>::from_raw(p) } }", &[(RawWrite, 1)]),
    ]);
}

#[test]
fn every_kind_is_found_in_macros() {
    assert_found(&[
        ("m! {\n    static mut A: u32 = 0;\n}", &[(StaticMut, 2)]),
        ("macro_rules! m {\n    ($a:ident) => { static mut $a: u32 = 0; };\n}", &[(StaticMut, 2)]),
        (
            "thread_local! {\n    static A: UnsafeCell<u32> = UnsafeCell::new(0);\n}",
            &[(UnsafeCell, 2)],
        ),
        (
            "fn f() {\n    println!(\"{}\",\n        unsafe { asm!(\"nop\") });\n}",
            &[(InlineAssembly, 3)],
        ),
        ("macro_rules! m {\n    ($a:ty) => { unsafe impl Sync for $a {} };\n}", &[(UnsafeSync, 2)]),
        ("macro_rules! m {\n    ($a:ident) => { mod $a; };\n}", &[(Elsewhere, 2)]),
        ("fn f() {\n    m!(\n        include!(\"a\"))\n}", &[(Elsewhere, 3)]),
        ("select! {\n    a(x) -> y => unsafe { *p = 1 },\n}", &[(RawWrite, 2)]),
        (
            "macro_rules! m {\n    ($($p:expr),*) => { $(\n        unsafe { *$p += 1; }\n    )* };\n}",
            &[(RawWrite, 3)],
        ),
        // The macro brings the `unsafe`, its caller the write.
        (
            "macro_rules! m { ($e:expr) => { unsafe { $e } }; }\nfn f() {\n    m!(*p = 1)\n}",
            &[(RawWrite, 3)],
        ),
    ]);
}

#[test]
fn another_name_does_not_hide_anything() {
    assert_found(&[
        ("use std::cell::UnsafeCell as A;\nstatic B: A<u32> = A::new(0);", &[(UnsafeCell, 1)]),
        ("use std::cell::r#UnsafeCell as A;", &[(UnsafeCell, 1)]),
        ("use std::marker::{Sync as A};\nunsafe impl A for B {}", &[(UnsafeSync, 2)]),
        ("use std::ptr::write;\nfn f() { unsafe { write(p, 1) } }", &[(RawWrite, 1)]),
        ("use std::arch::{\n    asm as a,\n};", &[(InlineAssembly, 2)]),
        ("use std::marker::Sync as A;\nunsafe impl A for B {}", &[(UnsafeSync, 2)]),
        ("use std::ptr::write as w;\nfn f() { unsafe { w(p, 1) } }", &[(RawWrite, 1)]),
        ("use std::ptr as q;\nfn f() {\n    let w = q::write::<u32>;\n}", &[(RawWrite, 3)]),
        ("use std::ptr::{self as q};\nfn f() { unsafe { q::swap(a, b) } }", &[(RawWrite, 2)]),
        ("use std::ptr::*;\nfn f() { unsafe { write(p, 1) } }", &[(RawWrite, 2)]),
    ]);
}

#[test]
fn what_schedules_do_show_is_left_in_peace() {
    for source in [
        "// static mut A: u32 = 0;\n/* UnsafeCell */\n/// `asm!(\"nop\")`\nfn f() {}",
        "fn f() { println!(\"static mut {}\", \"UnsafeCell asm! unsafe impl Sync for A\") }",
        "const A: &str = r#\"unsafe { *p = 1 }\"#;",
        "use std::cell::{Cell, RefCell};\nthread_local! { static A: Cell<u32> = Cell::new(0); }",
        "static A: AtomicU32 = AtomicU32::new(0);\nfn f() { let mut a = 1; a += 1; }",
        "fn f(p: &mut u32) { *p += 1; let q = &mut *p; vec![1].swap(0, 1); }",
        "macro_rules! m { ($p:expr) => { *$p += 1 }; }\nfn f(p: &mut u32) { m!(p) }",
        "fn f() { let mut guard = lock.write().unwrap(); *guard = 1; a.replace(b, c); }",
        "fn f() { unsafe { libc::write(1, text, len); nix::unistd::write(fd, text) } }",
        "fn f() { unsafe { lock.write(); a.swap(1, SeqCst); (*p).fetch_add(1, SeqCst) } }",
        "fn f() { unsafe { let a = *p * 2; fn g(p: &mut u32) { *p = 1 } } }",
        "fn f() { match unsafe { fork() } { x => unsafe { libc::_exit(x) } } }",
        "fn f() { unsafe { let mut a = *p; a += 1; let b = &*p; let c = &mut a; } }",
        "use nix::unistd::write;\nfn f() { unsafe { write(fd, text) } }",
        "use std::ptr::*;\nfn f() { write(fd, text) }",
        "use std::mem::{replace, swap};",
        "fn f(include: bool) {}",
        "unsafe impl GlobalAlloc for A {}\nimpl !Sync for A {}",
        "unsafe impl<A: Sync> GlobalAlloc for B<A> {}\nimpl A for Sync {}",
        "mod a { pub(super) fn f() {} pub(crate) fn g() {} }",
        "mod tests { use super::*; }",
        "const A: &str = include_str!(\"a.txt\");",
        // A function without a body: `syn` reads it, but only as tokens.
        "m! { fn f(); }",
        "\u{feff}fn f() {}",
        "",
    ] {
        assert_found(&[(source, &[])]);
    }
}

#[test]
fn a_kind_is_told_once_for_a_line() {
    let source = "fn f() { unsafe { *p = 1; *q = 2; static mut A: u32 = 0; } }";
    assert_found(&[(source, &[(StaticMut, 1), (RawWrite, 1)])]);
}

#[test]
fn the_references_have_no_blind_spot() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let course = Course::load(root).expect("the course's own list has no mistake");
    for (topic, exercise) in course.exercises() {
        let path = root.join("solutions").join(&topic.name).join(exercise.file());
        let source = fs::read_to_string(&path).expect("every exercise has a reference");
        assert_eq!(scan(&source), [], "in {}", path.display());
    }
}
