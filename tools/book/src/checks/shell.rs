//! A line that a reader types into a shell, taken apart: as much of a shell's language as the book uses.

/// The commands of a console fence, each with how many lines it stands below the fence. A line that ends in
/// `\` goes on in the next one.
pub fn commands(body: &str) -> Vec<(usize, String)> {
    let mut commands: Vec<(usize, String)> = Vec::new();
    let mut goes_on = false;
    for (index, line) in body.lines().enumerate() {
        let text = line.strip_suffix('\\').unwrap_or(line);
        match (text.strip_prefix("$ "), commands.last_mut()) {
            (_, Some((_, command))) if goes_on => command.push_str(text),
            (Some(command), _) => commands.push((index + 1, command.to_owned())),
            // Refused already: it is neither.
            (None, _) => {}
        }
        goes_on = line.ends_with('\\');
    }
    commands
}

/// The words of each simple command of a line: what stands between `|`, `;` and `&&`, without redirections,
/// comments, and the words of a loop.
pub fn simple(command: &str) -> Vec<Vec<String>> {
    let mut all = vec![Vec::new()];
    for token in tokens(command) {
        match token {
            Token::Word(word) => all.last_mut().expect("there is one").push(word),
            Token::End => all.push(Vec::new()),
        }
    }
    all.iter_mut().for_each(|words| {
        if words.first().is_some_and(|word| word == "do") {
            words.remove(0);
        }
    });
    all.retain(|words| !matches!(words.first().map(String::as_str), None | Some("for" | "done")));
    all
}

enum Token {
    Word(String),
    /// Of a simple command.
    End,
}

fn tokens(command: &str) -> Vec<Token> {
    let (mut tokens, mut word, mut quote) = (Vec::new(), None::<String>, None);
    // How deep in `$(…)`, which stays as it is.
    let mut depth = 0;
    for letter in command.chars().chain(['\n']) {
        match letter {
            _ if quote == Some(letter) => quote = None,
            _ if quote.is_some() => word.get_or_insert_default().push(letter),
            '\'' | '"' => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            '#' if word.is_none() => break,
            '|' | ';' | '\n' if depth == 0 => {
                tokens.extend(word.take().map(Token::Word));
                tokens.push(Token::End);
            }
            ' ' if depth == 0 => tokens.extend(word.take().map(Token::Word)),
            _ => {
                depth += i32::from(letter == '(') - i32::from(letter == ')');
                word.get_or_insert_default().push(letter);
            }
        }
    }
    tokens.extend(word.take().map(Token::Word));
    tokens.retain(|token| !matches!(token, Token::Word(word) if is_redirection(word)));
    let ends = |token| match token {
        Token::Word(word) if word == "&&" => Token::End,
        other => other,
    };
    tokens.into_iter().map(ends).collect()
}

/// `2>/dev/null`, `>&2`; the book writes them without a space.
fn is_redirection(word: &str) -> bool {
    word.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(['>', '<'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_may_go_on_in_the_next_line() {
        let body = "$ cargo test \\\n    --all\n\n$ ls\n";
        assert_eq!(commands(body), [(1, "cargo test     --all".into()), (4, "ls".into())]);
    }

    #[test]
    fn a_line_is_taken_apart_into_simple_commands() {
        let line =
            "for i in $(seq 9; true); do a/b 'c d' 2>/dev/null; done | sort && echo $? # x | y";
        let expected = [vec!["a/b", "c d"], vec!["sort"], vec!["echo", "$?"]];
        assert_eq!(simple(line), expected);
        assert!(simple("# nothing").is_empty());
    }
}
