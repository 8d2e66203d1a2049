//! Steps back when the second lock is taken, and tries again: two threads that pay each other may step
//! back for each other for ever.
//!
//! Breaks: transfers_that_share_an_account_take_turns
//! Also breaks: an_account_may_pay_itself, is_right_under_every_schedule

use std::error::Error;
use std::fmt;
use std::str::FromStr;
use std::sync::Mutex;
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
    accounts: Vec<Mutex<i64>>,
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
    fn transfer(&self, transfer: Transfer) {
        let Transfer { from, to, amount } = transfer;
        if from == to {
            let _account = self.accounts[from].lock().unwrap();
            self.paperwork(transfer);
            return;
        }
        loop {
            let mut giver = self.accounts[from].lock().unwrap();
            if let Ok(mut taker) = self.accounts[to].try_lock() {
                *giver -= amount;
                self.paperwork(transfer);
                *taker += amount;
                return;
            }
            drop(giver);
            thread::yield_now();
        }
    }

    fn total(&self) -> i64 {
        // From the lowest number to the highest, as in a transfer; and all are held before the first is
        // read, or an amount might be met twice, or not at all.
        let accounts: Vec<_> = self.accounts.iter().map(|it| it.lock().unwrap()).collect();
        accounts.iter().map(|balance| **balance).sum()
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
