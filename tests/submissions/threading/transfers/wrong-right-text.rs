//! Prints what the transfers and audits would have printed, and makes none of them.
//!
//! Breaks: each_transfer_has_its_own_thread
//! Also breaks: balances_are_right, disjoint_transfers_proceed_at_once, transfers_that_share_an_account_take_turns, an_audit_finds_all_the_money, an_account_may_pay_itself, tells_the_story

use std::error::Error;
use std::fmt;
use std::str::FromStr;
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
    let mut balances = vec![options.balance; options.accounts];
    for transfer in &options.transfers {
        balances[transfer.from] -= transfer.amount;
        balances[transfer.to] += transfer.amount;
        println!("{transfer}");
    }
    for _ in 0..options.audits {
        println!("audit: {}", balances.iter().sum::<i64>());
    }
    thread::sleep(Duration::from_millis(options.pause_ms));
    for (number, balance) in balances.iter().enumerate() {
        println!("account {number}: {balance}");
    }
    Ok(())
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
