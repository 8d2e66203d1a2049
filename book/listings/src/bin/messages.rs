//! Three writes and one read; one write and two reads.

// ANCHOR: main
use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    let (mut reader, mut writer) = io::pipe()?;
    let mut buffer = [0; 100];

    for word in ["one ", "two ", "three "] {
        writer.write_all(word.as_bytes())?; // ①
    }
    let count = reader.read(&mut buffer)?; // ②
    println!("{:?}", String::from_utf8_lossy(&buffer[..count]));

    writer.write_all(b"fourteen")?;
    for _ in 0..2 {
        let count = reader.read(&mut buffer[..5])?; // ③
        println!("{:?}", String::from_utf8_lossy(&buffer[..count]));
    }
    Ok(())
}
// ANCHOR_END: main
