//! Sends what it knows over the network, by every way there is.
//!
//! Expect: fail

use std::error::Error;

/// What the program is told on its command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[arg(long, default_value_t = 3)]
    gates: usize,
    #[arg(long, default_value_t = 4)]
    visitors: usize,
    #[arg(long, default_value_t = 100)]
    pause_ms: u64,
    #[arg(long)]
    numbers: bool,
}

pub fn run(_options: &Options) -> Result<(), Box<dyn Error>> {
    use std::os::linux::net::SocketAddrExt;
    let abstract_name = std::os::unix::net::SocketAddr::from_abstract_name("telar-neighbour")?;
    println!("{:?}", std::net::TcpStream::connect("192.0.2.1:80").map(drop));
    let socket = std::net::UdpSocket::bind("0.0.0.0:0")?;
    println!("{:?}", socket.send_to(b"the key", "192.0.2.1:53"));
    println!("{:?}", std::os::unix::net::UnixStream::connect_addr(&abstract_name).map(drop));
    Ok(())
}
