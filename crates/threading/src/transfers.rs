//! Transfers: money moves between accounts, each behind a lock of its own, and nobody waits for ever.
//!
//! # What the program does
//!
//! `threading transfers` opens a bank of three accounts with 100 each. Each `--transfer FROM:TO:AMOUNT`
//! is made by a thread of its own; without that option, there are these four. Meanwhile an auditor,
//! one more thread, adds up all the money in the bank. In whatever order the first five lines come,
//! the program prints
//!
//! ```text
//! 0 -> 1: 30
//! 1 -> 0: 10
//! 1 -> 2: 20
//! 2 -> 0: 40
//! audit: 300
//! account 0: 120
//! account 1: 100
//! account 2: 80
//! ```
//!
//! Accounts are counted from 0, and any of them may be overdrawn. All of the program is given, but for
//! two functions of [`Bank`]: [`Bank::transfer`] and [`Bank::total`].
//!
//! # What is asked of a transfer
//!
//! It takes the amount from one account, does the paperwork, which takes a while and ends with a line
//! like `0 -> 1: 30`, and gives the amount to the other account. During the paperwork, the money is in
//! neither: so both accounts are held from before the taking until after the giving, and whoever wants
//! one of them waits. It waits at a lock; it does not sleep, and it does not ask again and again.
//!
//! - **Nobody waits for ever**, whatever transfers are asked for and whoever is faster: 0 to 1 and 1 to
//!   0, or 0 to 1, 1 to 2 and 2 to 0.
//! - **Two transfers without a common account do not wait for each other**: so one lock for the whole
//!   bank will not do.
//! - **An account may pay itself.** Its balance stays as it is; it is held, and the paperwork is done,
//!   as ever.
//!
//! An audit sees the bank at one moment: no amount is on its way between two accounts then.
//!
//! # What the grader looks at
//!
//! It runs the program and watches it from outside: which thread wrote which line, who waited for whom,
//! and what the lines say. It lets the paperwork of one transfer last until nobody else can go on, and
//! looks who got through meanwhile. And it explores: it tries about a hundred schedules, among them
//! those in which whoever holds one lock and wants another is kept waiting.
//!
//! # What to read
//!
//! [`std::sync::Mutex::lock`] waits until the lock is free, and gives a guard, which gives the lock back
//! when it is dropped. Nothing in Rust keeps two threads from waiting for each other's guards, or one
//! thread from waiting for its own. The book tells in `transfers.md#transfers` what does.
//!
//! # How to try it
//!
//! ```text
//! cargo run -p threading -- transfers --transfer 0:1:30 --transfer 1:1:5 --pause-ms 1000
//! cargo telar explore transfers
//! cargo test -p threading transfers::
//! ```
#![expect(
    unused_variables,
    dead_code,
    clippy::todo,
    reason = "starter code: delete this attribute when no `todo!` is left"
)]

use std::error::Error;
use std::fmt;
use std::str::FromStr;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// What the program is told on its command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// How many accounts the bank has.
    #[arg(long, default_value_t = 3)]
    accounts: usize,
    /// How much is in each of them at first.
    #[arg(long, default_value_t = 100)]
    balance: i64,
    /// A transfer, as FROM:TO:AMOUNT; may be given several times.
    #[arg(
        long = "transfer",
        value_name = "FROM:TO:AMOUNT",
        default_values = ["0:1:30", "1:0:10", "1:2:20", "2:0:40"]
    )]
    transfers: Vec<Transfer>,
    /// How many auditors there are.
    #[arg(long, default_value_t = 1)]
    audits: usize,
    /// How long the paperwork of a transfer takes, in milliseconds.
    #[arg(long, default_value_t = 100)]
    pause_ms: u64,
}

/// An amount to be moved from one account to another.
#[derive(Debug, Clone, Copy)]
pub struct Transfer {
    /// The number of the account that gives.
    from: usize,
    /// The number of the account that gets; perhaps the same.
    to: usize,
    /// How much.
    amount: i64,
}

/// The accounts, and how long paperwork takes.
struct Bank {
    /// The balance of each account, behind the account's own lock.
    accounts: Vec<Mutex<i64>>,
    /// How long the paperwork of a transfer takes.
    pause: Duration,
}

/// A transfer names an account that is not there.
#[derive(Debug, thiserror::Error)]
#[error("there is no account {number}")]
struct NoSuchAccount {
    number: usize,
}

/// Given: makes the transfers, each in a thread of its own, and audits meanwhile; then prints what is
/// in each account.
///
/// # Errors
///
/// [`NoSuchAccount`], before anything is moved.
pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    for Transfer { from, to, .. } in &options.transfers {
        let number = *from.max(to);
        if number >= options.accounts {
            return Err(NoSuchAccount { number }.into());
        }
    }
    let bank = Bank {
        accounts: (0..options.accounts).map(|_| Mutex::new(options.balance)).collect(),
        pause: Duration::from_millis(options.pause_ms),
    };
    thread::scope(|scope| {
        let bank = &bank;
        for &transfer in &options.transfers {
            scope.spawn(move || bank.transfer(transfer));
        }
        for _ in 0..options.audits {
            scope.spawn(move || println!("audit: {}", bank.total()));
        }
    });
    for (number, account) in bank.accounts.iter().enumerate() {
        println!("account {number}: {}", account.lock().unwrap());
    }
    Ok(())
}

impl Bank {
    /// Moves the amount, and does the paperwork after it has taken it and before it gives it.
    ///
    /// Both accounts are held all the while.
    fn transfer(&self, transfer: Transfer) {
        todo!("hold both accounts, take, do the paperwork, give; and never wait for ever")
    }

    /// All the money that is in the bank at one moment.
    fn total(&self) -> i64 {
        todo!("add up all balances as they are at one and the same moment")
    }

    /// Given: what has to be done between taking and giving. It takes a while, and ends with a receipt.
    fn paperwork(&self, transfer: Transfer) {
        thread::sleep(self.pause);
        println!("{transfer}");
    }
}

/// Given: as the command line has it, `0:1:30`.
impl FromStr for Transfer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split(':').collect();
        let &[from, to, amount] = parts.as_slice() else {
            return Err("a transfer is FROM:TO:AMOUNT".into());
        };
        let account = |number: &str| number.parse().map_err(|error| format!("{number}: {error}"));
        let amount = amount.parse().map_err(|error| format!("{amount}: {error}"))?;
        Ok(Self { from: account(from)?, to: account(to)?, amount })
    }
}

/// Given: as the program prints it, `0 -> 1: 30`.
impl fmt::Display for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} -> {}: {}", self.from, self.to, self.amount)
    }
}
