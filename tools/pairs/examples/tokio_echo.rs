//! A program from outside, as good as: a published runtime's tasks talk over a socket, sleep, and give up
//! waiting.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

fn main() {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("there is room for two threads").block_on(work());
}

async fn work() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = listener.local_addr().expect("it is bound");
    let server = tokio::spawn(async move {
        for _ in 0..2 {
            let (mut stream, _) = listener.accept().await.expect("the clients connect");
            tokio::spawn(async move {
                let mut word = [0; 5];
                stream.read_exact(&mut word).await.expect("the client sends five bytes");
                stream.write_all(&word).await.expect("the client reads them");
            });
        }
    });
    let (told, mut tells) = mpsc::channel(1);
    for word in ["first", "other"] {
        let told = told.clone();
        tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await.expect("the server listens");
            stream.write_all(word.as_bytes()).await.expect("the server reads");
            let mut back = [0; 5];
            stream.read_exact(&mut back).await.expect("the server answers");
            sleep(Duration::from_secs(1)).await;
            told.send(back == word.as_bytes()).await.expect("it is waited for");
        });
    }
    drop(told);
    let mut words = 0;
    while let Some(same) = tells.recv().await {
        assert!(same, "what came back is not what was sent");
        words += 1;
    }
    assert_eq!(words, 2);
    server.await.expect("the server has served");
    assert!(timeout(Duration::from_secs(2), std::future::pending::<()>()).await.is_err());
}
