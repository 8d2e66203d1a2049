//! `book`: builds the book in both languages, and records the runs that it shows. `cargo telar book`
//! calls it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use book::site::{self, Built};
use book::sources::Sources;
use book::{Refusal, record, serve, translations};
use clap::{Args, Parser, Subcommand};

/// Exit status: the book was built, or what was asked for was done.
const WELL: u8 = 0;
/// Exit status: the book has faults, and was not built.
const REFUSED: u8 = 1;
/// Exit status: we failed ourselves.
const FAILED: u8 = 2;

/// Builds the course's book into target/book: book/en and book/es, checked, with listings, recorded runs
/// and figures.
#[derive(Debug, Parser)]
#[command(
    name = "book",
    bin_name = "cargo telar book",
    version,
    args_conflicts_with_subcommands = true
)]
struct Cli {
    #[command(flatten)]
    build: Build,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build both editions (what happens without a command, too)
    Build(Build),
    /// Only say what is wrong: with these pages, or with all
    Check {
        /// Pages, such as threading.md
        pages: Vec<String>,
    },
    /// Note that the English and the Spanish text of a section, a page, or the whole book say the same
    Agree {
        /// A page or a section, such as threading.md#source
        what: Option<String>,
    },
    /// Record the runs of book/runs.toml anew: these, or all
    Record {
        /// Names of runs
        names: Vec<String>,
    },
}

#[derive(Debug, Args)]
struct Build {
    /// Open the book in the browser
    #[arg(long)]
    open: bool,
    /// Serve the book on this machine, and build it anew whenever a page changes
    #[arg(long)]
    serve: bool,
    /// The port to serve on; 0 takes any that is free
    #[arg(long, default_value_t = 3000, requires = "serve")]
    port: u16,
}

fn main() -> ExitCode {
    // First of all: started as the witness of a run that is recorded, this process goes no further.
    witness::serve_if_asked();

    let cli = Cli::parse();
    let status = obey(cli.command.unwrap_or(Command::Build(cli.build)));
    ExitCode::from(status.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        FAILED
    }))
}

fn obey(command: Command) -> anyhow::Result<u8> {
    let here = std::env::current_dir().context("failed to find out which folder this is")?;
    let root = course::find_root(&here)?;
    match command {
        Command::Build(asked) => build(&root, &asked),
        Command::Check { pages } => check(&root, &pages),
        Command::Agree { what } => {
            let (sources, _) = Sources::read(&root)?;
            translations::agree(&sources, what.as_deref())?;
            Ok(WELL)
        }
        Command::Record { names } => {
            record::record(&root, &names)?;
            Ok(WELL)
        }
    }
}

fn build(root: &Path, asked: &Build) -> anyhow::Result<u8> {
    let first = site::build(root)?;
    tell(&first);
    let folder = match first {
        Built::Done(folder) => Some(folder),
        Built::Refused(_) => None,
    };
    if asked.serve {
        let began = |address: &str| {
            println!("Served at {address} until Ctrl-C; pages are built anew when they change.");
            if asked.open {
                open(address);
            }
        };
        serve::serve(root, asked.port, began, |built| match built {
            Ok(built) => tell(&built),
            Err(error) => eprintln!("error: {error:#}"),
        })?;
    }
    let Some(folder) = folder else { return Ok(REFUSED) };
    if asked.open {
        open(&start(&folder).to_string_lossy());
    }
    Ok(WELL)
}

fn check(root: &Path, pages: &[String]) -> anyhow::Result<u8> {
    let mut refusals = site::refusals(root)?;
    refusals
        .retain(|refusal| pages.is_empty() || pages.iter().any(|it| refusal.file.ends_with(it)));
    if refusals.is_empty() {
        println!("Nothing is wrong.");
        return Ok(WELL);
    }
    refuse(&refusals);
    Ok(REFUSED)
}

fn tell(built: &Built) {
    match built {
        Built::Done(folder) => println!("The book is in {}", start(folder).display()),
        Built::Refused(refusals) => refuse(refusals),
    }
}

fn refuse(refusals: &[Refusal]) {
    for refusal in refusals {
        eprintln!("{refusal}");
    }
    let count = refusals.len();
    let things = if count == 1 { "thing is" } else { "things are" };
    eprintln!("\nThe book is not built: {count} {things} to be mended.");
}

fn start(folder: &Path) -> PathBuf {
    folder.join("index.html")
}

/// Without a browser the book is there all the same, so this is no failure.
fn open(what: &str) {
    if let Err(error) = opener::open(what) {
        eprintln!("note: no browser could be opened ({error}); the book is at {what}");
    }
}
