//! The figure as HTML: complete without a script, and ready for one.

use anyhow::Context;
use messages::{Language, Value};
use minijinja::{AutoEscape, Environment, Value as Shown, context};
use serde::Serialize;

use super::Program;
use super::kept::{Kept, Step, What};
use super::told::Told;
use super::words::Words;

const TEMPLATE: &str = include_str!("figure.html");

/// What the script says itself, with what it fills in.
const SAID: [(&str, &[&str]); 7] = [
    ("said-start", &[]),
    ("said-step", &["who", "did"]),
    ("said-undone", &[]),
    ("said-nothing-to-undo", &[]),
    ("said-restarted", &[]),
    ("said-cannot", &["who", "state"]),
    ("said-over", &[]),
];

/// What a comment may be that stands behind a line of code.
const CALLOUTS: [&str; 9] = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"];

/// What the script is given.
#[derive(Serialize)]
struct Data {
    /// What the threads are called at the beginning of a sentence.
    who: [String; 2],
    /// How many schedules there are.
    all: usize,
    /// What the script says itself, by its name without `said-`.
    said: std::collections::BTreeMap<&'static str, String>,
    /// How a button names the line in the listing.
    line: String,
    tally: String,
    #[serde(rename = "tallyEnding")]
    tally_ending: String,
    /// What is told once a schedule was found that goes wrong, or any if none does.
    known: String,
    #[serde(flatten)]
    told: Told,
}

/// A line of the listing.
struct Line<'a> {
    number: usize,
    text: &'a str,
}

/// The figure of a recording; `source` is the text of its listing.
pub fn figure(
    program: Program,
    kept: &Kept,
    source: &str,
    language: Language,
) -> anyhow::Result<String> {
    let words = Words(language);
    let lines = shown(source).context("the listing has no anchor `program`")?;
    for step in &kept.steps {
        check(step, &lines)?;
    }
    let data = data(program, kept, words)?;
    let (steps, end) = data.told.example();
    let say = |id: &str| words.say(&format!("{}-{id}", program.name), &[]);
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_function("say", move |id: &str| words.say(id, &[]));
    let page = environment.template_from_str(TEMPLATE)?.render(context! {
        name => program.name,
        title => say("title"),
        task => say("task"),
        hint => say("hint"),
        known => &data.known,
        threads => vec![words.thread(1), words.thread(2)],
        first => data.told.states[data.told.tree.state].clone(),
        objects => objects(kept, words),
        lines => shown_each(&lines, |line| context! { number => line.number, text => line.text }),
        steps => shown_each(&steps, |step| context! {
            thread => step.thread,
            did => &step.did,
            line => words.say("line", &[("line", step.line.into())]),
        }),
        end => context! { right => end.right, why => &end.why },
        recorded => words.say("steps-recorded", &[("all", data.all.into())]),
        data => in_script(&data)?,
    })?;
    // A blank line would end the figure for Markdown.
    Ok(page.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n"))
}

fn data(program: Program, kept: &Kept, words: Words) -> anyhow::Result<Data> {
    let told = Told::new(program, kept, words)?;
    let all: usize = told.endings.iter().map(|end| end.schedules).sum();
    let wrong: usize = told.endings.iter().filter(|end| !end.right).map(|end| end.schedules).sum();
    let mut counts: Vec<(&str, Value)> = vec![("all", all.into())];
    if wrong > 0 {
        counts.push(("wrong", wrong.into()));
    }
    let said = SAID.map(|(id, variables)| {
        (id.strip_prefix("said-").unwrap_or(id), words.pattern(id, variables))
    });
    Ok(Data {
        who: [1, 2].map(|thread| words.say("who", &[("thread", thread.into())])),
        all,
        said: said.into(),
        line: words.pattern("line", &["line"]),
        tally: words.pattern("tally", &["played", "all"]),
        tally_ending: words.pattern("tally-ending", &["label", "played", "all"]),
        known: words.say(&format!("{}-known", program.name), &counts),
        told,
    })
}

/// What both threads share, in the order of the states' cells.
fn objects(kept: &Kept, words: Words) -> Vec<String> {
    let mut objects: Vec<(&str, &str)> = kept
        .steps
        .iter()
        .map(|step| match step.what {
            What::Load | What::Store | What::Update => (step.object.as_str(), "object-number"),
            What::Lock | What::Unlock => (step.object.as_str(), "object-lock"),
        })
        .collect();
    objects.sort_unstable();
    objects.dedup();
    objects.into_iter().map(|(name, id)| words.say(id, &[("object", name.into())])).collect()
}

/// The lines between the anchors, numbered as in the file, without the callouts that a page explains.
fn shown(source: &str) -> Option<Vec<Line<'_>>> {
    let numbered = source.lines().zip(1..).map(|(text, number)| {
        let callout = text.rsplit_once(" // ").filter(|(_, rest)| CALLOUTS.contains(rest));
        Line { number, text: callout.map_or(text, |(code, _)| code) }
    });
    let mut lines = numbered.skip_while(|line| line.text.trim() != "// ANCHOR: program").skip(1);
    let mut shown = Vec::new();
    loop {
        let line = lines.next()?;
        if line.text.trim() == "// ANCHOR_END: program" {
            return Some(shown);
        }
        shown.push(line);
    }
}

/// Whether a step can have been taken in the listing as it is now.
fn check(step: &Step, lines: &[Line]) -> anyhow::Result<()> {
    let Step { what, object, line, .. } = step;
    let text = lines.iter().find(|shown| shown.number == *line as usize).map(|shown| shown.text);
    let method = match what {
        What::Load => "load",
        What::Store => "store",
        What::Update => "fetch_add",
        What::Lock => "lock",
        What::Unlock => return text.map(|_| ()).context("a mutex is unlocked out of sight"),
    };
    text.filter(|text| text.contains(&format!("{object}.{method}(")))
        .map(|_| ())
        .with_context(|| format!("line {line} of the listing has changed since it was recorded"))
}

fn shown_each<T>(items: &[T], shown: impl Fn(&T) -> Shown) -> Vec<Shown> {
    items.iter().map(shown).collect()
}

/// JSON that ends neither a script nor a line.
fn in_script(data: &Data) -> anyhow::Result<Shown> {
    let json = serde_json::to_string(data)?;
    let json = json.replace('<', "\\u003c").replace('&', "\\u0026");
    Ok(Shown::from_safe_string(json))
}
