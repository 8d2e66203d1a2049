//! A thousand lines, written with a buffer for a line and with one for a block.

// ANCHOR: main
use std::io::{self, BufWriter, LineWriter, Write};

#[derive(Default)]
struct Counted {
    writes: usize,
    bytes: usize,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1; // ①
        self.bytes += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn report(mut out: impl Write) -> io::Result<()> {
    for number in 0..1000 {
        writeln!(out, "line {number}")?;
    }
    out.flush() // ②
}

fn main() -> io::Result<()> {
    let mut bare = Counted::default();
    report(&mut bare)?;
    let mut lines = Counted::default();
    report(LineWriter::new(&mut lines))?; // ③
    let mut blocks = Counted::default();
    report(BufWriter::new(&mut blocks))?; // ④
    for (name, counted) in [("no buffer", bare), ("LineWriter", lines), ("BufWriter", blocks)] {
        println!("{name}: {} writes, {} bytes", counted.writes, counted.bytes);
    }
    Ok(())
}
// ANCHOR_END: main
