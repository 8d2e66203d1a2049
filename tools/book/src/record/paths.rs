//! Folders of the machine, taken out of what was recorded there.

use std::path::Path;

use anyhow::Context;
use serde_json::Value;

use super::Recording;
use super::programs::Programs;

/// The recording with the folders of this machine replaced by what means the same to everybody.
pub(super) fn hidden(
    recording: &Recording,
    root: &Path,
    programs: &Programs,
) -> anyhow::Result<Recording> {
    let mut folders = Vec::new();
    let mut add = |path: &Path, name: &str| folders.push((path.display().to_string(), name.into()));
    if let Some(interpreter) = &programs.interpreter {
        add(interpreter, "python3");
        // Its other name, which it calls itself.
        if let Ok(real) = interpreter.canonicalize() {
            add(&real, "python3");
        }
    }
    add(&programs.target, "target");
    add(&root.join("book"), ".");
    add(root, "..");
    if let Some(home) = std::env::home_dir().filter(|home| home.components().count() > 1) {
        add(&home, "~");
    }
    let mut value = serde_json::to_value(recording)?;
    replace(&mut value, &folders);
    serde_json::from_value(value).context("failed to take the machine's folders out of it")
}

fn replace(value: &mut Value, folders: &[(String, String)]) {
    match value {
        Value::String(text) => {
            for (folder, name) in folders {
                *text = replaced(text, folder, name);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| replace(value, folders)),
        Value::Object(fields) => fields.values_mut().for_each(|value| replace(value, folders)),
        _ => {}
    }
}

/// The text with `folder` replaced wherever a path begins with it; `/rooted` does not begin with `/root`.
fn replaced(text: &str, folder: &str, name: &str) -> String {
    let mut pieces = text.split(folder);
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let goes_on = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
        let is_whole = !piece.starts_with(goes_on) && !whole.ends_with(goes_on);
        whole += if is_whole { name } else { folder };
        whole += piece;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_folders_are_replaced() {
        let hidden = |text| replaced(text, "/srv/x", "~");
        assert_eq!(hidden("/srv/x/a and `/srv/x`"), "~/a and `~`");
        assert_eq!(hidden("/srv/xyz, target/srv/x/a"), "/srv/xyz, target/srv/x/a");
        assert_eq!(hidden("nothing"), "nothing");
    }

    #[test]
    fn every_text_of_a_value_is_looked_at() {
        let mut value = serde_json::json!({"a": ["/srv/x/b", {"c": "/srv/x"}], "d": 1});
        replace(&mut value, &[("/srv/x".into(), ".".into())]);
        assert_eq!(value, serde_json::json!({"a": ["./b", {"c": "."}], "d": 1}));
    }
}
