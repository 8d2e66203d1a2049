//! The book while it is being written: served to this machine alone, and built anew when it changes.

mod reload;

use std::collections::BTreeMap;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Context;
use notify_debouncer_mini::new_debouncer;
use notify_debouncer_mini::notify::RecursiveMode;
use tokio::sync::watch;

use crate::site::{self, Built};

/// How long to wait for more changes after one: an editor often writes several files.
const SETTLED: Duration = Duration::from_millis(200);

/// Serves the book of the workspace's folder `root` on this port of 127.0.0.1, for ever.
///
/// `began` is told the address once it is served, `built` each time what came of a build. What cannot be
/// built leaves the last good book in its place. Pages that are open in a browser follow.
///
/// # Errors
///
/// When the port is taken, or the pages cannot be watched.
pub fn serve(
    root: &Path,
    port: u16,
    began: impl FnOnce(&str),
    built: impl Fn(anyhow::Result<Built>) + Send + 'static,
) -> anyhow::Result<()> {
    let (changed, changes) = mpsc::channel();
    let mut watcher = new_debouncer(SETTLED, changed).context("failed to watch for changes")?;
    for (path, mode) in watched(root) {
        watcher
            .watcher()
            .watch(&path, mode)
            .with_context(|| format!("failed to watch `{}`", path.display()))?;
    }
    let (finished, builds) = watch::channel(reload::number());
    let folder = root.join(site::FOLDER);
    let root = root.to_owned();
    // What changes from here on is noticed.
    let mut seen = state(&root);
    thread::spawn(move || {
        // Reading is an event, too: without a look at the files, each build would bring about the next.
        for _ in changes {
            let now = state(&root);
            if now != seen {
                seen = now;
                let new = site::build(&root);
                let done = matches!(new, Ok(Built::Done(_)));
                built(new);
                if done {
                    finished.send_replace(reload::number());
                }
            }
        }
    });
    let runtime = tokio::runtime::Runtime::new().context("failed to start serving")?;
    runtime.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .with_context(|| format!("failed to serve on {address}; `--port` chooses another"))?;
        began(&format!("http://{}/", listener.local_addr()?));
        axum::serve(listener, reload::router(folder, builds)).await.context("failed to serve")
    })
}

/// What the book is made of.
fn watched(root: &Path) -> [(PathBuf, RecursiveMode); 2] {
    [
        (root.join("book"), RecursiveMode::Recursive),
        (root.join(course::FILE), RecursiveMode::NonRecursive),
    ]
}

/// When each file that the book is made of was last changed.
fn state(root: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let mut files = BTreeMap::new();
    let mut open: Vec<PathBuf> = watched(root).map(|(path, _)| path).into();
    while let Some(path) = open.pop() {
        let entries = fs::read_dir(&path).map(|entries| entries.flatten().map(|it| it.path()));
        match (entries, fs::metadata(&path).and_then(|it| it.modified())) {
            (Ok(entries), _) => open.extend(entries),
            (Err(_), Ok(changed)) => {
                files.insert(path, changed);
            }
            // Gone meanwhile; its absence is a change.
            (Err(_), Err(_)) => {}
        }
    }
    files
}
