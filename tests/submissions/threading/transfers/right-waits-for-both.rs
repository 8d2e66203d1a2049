//! One lock guards what is held by whom, and is given back at once; a condition variable tells when an
//! account gets free. Whoever wants two waits until both are.

use std::error::Error;
use std::fmt;
use std::str::FromStr;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    #[arg(long, default_value_t = 3)]
    accounts: usize,
    #[arg(long, default_value_t = 100)]
    balance: i64,
    #[arg(
        long = "transfer",
        value_name = "FROM:TO:AMOUNT",
        default_values = ["0:1:30", "1:0:10", "1:2:20", "2:0:40"]
    )]
    transfers: Vec<Transfer>,
    #[arg(long, default_value_t = 1)]
    audits: usize,
    #[arg(long, default_value_t = 100)]
    pause_ms: u64,
}

#[derive(Debug, Clone, Copy)]
pub struct Transfer {
    from: usize,
    to: usize,
    amount: i64,
}

struct Bank {
    accounts: Vec<AtomicI64>,
    held: Mutex<Vec<bool>>,
    given_back: Condvar,
    pause: Duration,
}

#[derive(Debug, thiserror::Error)]
#[error("there is no account {number}")]
struct NoSuchAccount {
    number: usize,
}

pub fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    for Transfer { from, to, .. } in &options.transfers {
        let number = *from.max(to);
        if number >= options.accounts {
            return Err(NoSuchAccount { number }.into());
        }
    }
    let bank = Bank {
        accounts: (0..options.accounts).map(|_| AtomicI64::new(options.balance)).collect(),
        held: Mutex::new(vec![false; options.accounts]),
        given_back: Condvar::new(),
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
        println!("account {number}: {}", account.load(Relaxed));
    }
    Ok(())
}

impl Bank {
    fn transfer(&self, transfer: Transfer) {
        let Transfer { from, to, amount } = transfer;
        self.hold(&[from, to]);
        self.accounts[from].fetch_sub(amount, Relaxed);
        self.paperwork(transfer);
        self.accounts[to].fetch_add(amount, Relaxed);
        self.give_back(&[from, to]);
    }

    fn hold(&self, wanted: &[usize]) {
        let mut held = self.held.lock().unwrap();
        while wanted.iter().any(|&account| held[account]) {
            held = self.given_back.wait(held).unwrap();
        }
        for &account in wanted {
            held[account] = true;
        }
    }

    fn give_back(&self, held_now: &[usize]) {
        let mut held = self.held.lock().unwrap();
        for &account in held_now {
            held[account] = false;
        }
        self.given_back.notify_all();
    }

    fn total(&self) -> i64 {
        let all: Vec<usize> = (0..self.accounts.len()).collect();
        self.hold(&all);
        let total = self.accounts.iter().map(|balance| balance.load(Relaxed)).sum();
        self.give_back(&all);
        total
    }

    fn paperwork(&self, transfer: Transfer) {
        thread::sleep(self.pause);
        println!("{transfer}");
    }
}

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

impl fmt::Display for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} -> {}: {}", self.from, self.to, self.amount)
    }
}
