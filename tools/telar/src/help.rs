//! The command line's help, in the student's language.
//!
//! Every command and option finds its texts by its own name, so that a new one without a text in
//! both languages cannot pass the tests: `help-observe-about`, `help-observe-timeline`, and for what
//! stands after it `help-value-timeline`.

use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::cli::Cli;
use crate::voice::Voice;

/// The grammar of the command line, with its help texts.
pub fn grammar(voice: Voice) -> Command {
    // Clap's own help option, help command and version option speak English only.
    let command = Cli::command()
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version));
    speak(command, "help", voice)
}

fn speak(command: Command, id: &str, voice: Voice) -> Command {
    let say = |what: &str| voice.say(&format!("{id}-{what}"), &[]);
    let word = |what: &str| voice.say(&format!("help-word-{what}"), &[]);
    let mut place = 0;
    command
        .about(say("about"))
        .after_help(say("after"))
        .override_usage(say("usage"))
        .help_template(format!(
            "{{about}}\n{}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
            say("more"),
            word("usage")
        ))
        .subcommand_help_heading(word("commands"))
        .mut_args(|arg| {
            place += 1;
            let kind = if arg.is_positional() { "arguments" } else { "options" };
            let name = arg.get_id().as_str().replace('_', "-");
            // Options that every command has come last.
            let last = if matches!(name.as_str(), "lang" | "help" | "version") { 100 } else { 0 };
            let arg = arg.help(say(&name)).help_heading(word(kind)).display_order(last + place);
            match arg.get_action().takes_values() {
                // The texts name values and defaults themselves, in their own language.
                true => arg
                    .value_name(voice.say(&format!("help-value-{name}"), &[]))
                    .hide_possible_values(true)
                    .hide_default_value(true),
                false => arg,
            }
        })
        .mut_subcommands(|command| {
            let id = format!("help-{}", command.get_name());
            speak(command, &id, voice)
        })
}

#[cfg(test)]
mod tests {
    use messages::Language;

    use super::*;

    #[test]
    fn every_command_explains_itself_in_both_languages() {
        for language in Language::ALL {
            // Building the grammar panics for a text that is missing.
            let mut grammar = grammar(Voice { language });
            grammar.build();
            for command in grammar.get_subcommands_mut() {
                let help = command.render_long_help().to_string();
                assert!(help.contains("--lang"), "{help}");
            }
        }
    }
}
