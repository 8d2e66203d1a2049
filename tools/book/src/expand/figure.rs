//! Figures drawn from recordings, by the same code that draws a student's run.

use std::path::Path;

use anyhow::Context;
use messages::Language;
use witness::measured::Measurements;
use witness::{Report, show};

use crate::record::{self, Recording};
use crate::say::{escaped, say};

/// Who ran and who waited, from left to right.
pub fn timeline(root: &Path, name: &str, language: Language) -> anyhow::Result<String> {
    of_run("timeline", show::timeline, root, name, language)
}

/// Who created whom.
pub fn tree(root: &Path, name: &str, language: Language) -> anyhow::Result<String> {
    of_run("tree", show::tree, root, name, language)
}

/// What bytes went through.
pub fn pipes(root: &Path, name: &str, language: Language) -> anyhow::Result<String> {
    of_run("pipes", show::pipes, root, name, language)
}

/// Measurements as a picture.
pub fn plot(root: &Path, name: &str, language: Language) -> anyhow::Result<String> {
    let recording = record::read(root, name)?;
    Ok(figure("plot", &show::plot(measured(&recording)?, language), &recording, language))
}

/// Measurements as a table; its first row are the columns' names, and its first column those of the rows.
pub fn table(root: &Path, name: &str, language: Language) -> anyhow::Result<String> {
    let recording = record::read(root, name)?;
    let rows = show::table(measured(&recording)?, language);
    let mut rows = rows.iter();
    let head: String = (rows.next().into_iter().flatten())
        .map(|cell| format!("<th scope=\"col\">{}</th>", escaped(cell)))
        .collect();
    let body: String = rows.map(|row| format!("<tr>{}</tr>\n", cells(row))).collect();
    Ok(format!(
        "<div class=\"table-wrapper\"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\
         </tbody>\n</table></div>"
    ))
}

fn cells(row: &[String]) -> String {
    let cell = |(column, cell): (usize, &String)| match column {
        0 => format!("<th scope=\"row\">{}</th>", escaped(cell)),
        _ => format!("<td>{}</td>", escaped(cell)),
    };
    row.iter().enumerate().map(cell).collect()
}

fn of_run(
    kind: &str,
    draw: fn(&Report, Language) -> String,
    root: &Path,
    name: &str,
    language: Language,
) -> anyhow::Result<String> {
    let recording = record::read(root, name)?;
    Ok(figure(kind, &draw(report(&recording)?, language), &recording, language))
}

fn measured(recording: &Recording) -> anyhow::Result<&Measurements> {
    recording.figures.as_ref().context("nothing was measured; record it as `compare`")
}

/// What was seen: in a plain run, or in the schedule that fails, or in the first one.
fn report(recording: &Recording) -> anyhow::Result<&Report> {
    let explored = recording.explored.as_ref().map(|explored| {
        &explored.failure.as_ref().map_or(&explored.first, |failure| &failure.woven).report
    });
    recording
        .report
        .as_ref()
        .or(explored)
        .context("nobody watched that run; record it as `observe`")
}

/// The picture with its caption. It is in one line, as it must be in a page of Markdown.
fn figure(kind: &str, svg: &str, recording: &Recording, language: Language) -> String {
    let typed = ("command", recording.typed.as_str().into());
    let caption = escaped(&say(language, &format!("caption-{kind}"), &[typed]));
    format!(
        "<figure class=\"drawn {kind}\">\n<div class=\"scroller\">{}</div>\n\
         <figcaption>{caption}</figcaption>\n</figure>",
        svg.trim_end()
    )
}
