//! Grading on a cluster: what is left to do, as an array of jobs for Slurm, and one more that merges what they found.
//!
//! Each job grades a part, `grade --shard K/N`, into a folder of grades of its own; which file is in which part depends on
//! what the file says alone. What the grades' ledger has already is not graded again, so the same command, given again
//! after whatever went wrong, submits what is missing. All of it lies in folders that every node sees.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

use crate::report::put;

/// What each part is given a value of its own for, or one value for all.
const OWN: [&str; 6] = ["--out", "--engine", "--jobs", "--shard", "--known", "--lang"];

/// About as many files are in a part as are judged in half a minute or a minute, on two processors.
const FILES_PER_PART: usize = 6;

/// Where the cluster's things are, within the folder of grades.
pub const FOLDER: &str = "slurm";

/// What is to be submitted.
#[derive(Debug)]
pub struct Array<'a> {
    /// The course's folder, in which jobs are started.
    pub root: &'a Path,
    /// The folder of grades.
    pub out: &'a Path,
    /// How many files are left to be judged.
    pub left: usize,
    /// How many are judged at once in each job.
    pub jobs: usize,
    /// This command's own words, without those that a part has its own of.
    pub words: Vec<OsString>,
}

/// The numbers that Slurm gave to what it was handed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// That of the array.
    pub array: String,
    /// That of the job that merges.
    pub merge: String,
    /// How many jobs there are in the array.
    pub parts: usize,
}

impl Array<'_> {
    /// Writes the jobs and hands them to `sbatch`.
    ///
    /// # Errors
    ///
    /// When they can't be written, or Slurm does not take them.
    pub fn submit(&self) -> anyhow::Result<Submitted> {
        let parts = self.left.div_ceil(FILES_PER_PART).max(1);
        let folder = std::path::absolute(self.out)?.join(FOLDER);
        let (array, merge) = (folder.join("array.sh"), folder.join("merge.sh"));
        put(&array, self.array(&folder, parts)?.as_bytes())?;
        put(&merge, self.merge(&folder)?.as_bytes())?;
        let array = sbatch(&[], &array)?;
        // Also after parts that failed: what the others have found is not to wait for them.
        let merge = sbatch(&[format!("--dependency=afterany:{array}")], &merge)?;
        Ok(Submitted { array, merge, parts })
    }

    /// A part for each number of the array. Killed, it is queued again, and goes on from its own ledger.
    fn array(&self, folder: &Path, parts: usize) -> anyhow::Result<String> {
        // Parts of another number of parts are other parts: they get a folder of their own.
        let own = format!("{}/of-{parts}/$SLURM_ARRAY_TASK_ID", quoted(folder)?);
        let words = self.words.iter().map(quoted).collect::<anyhow::Result<Vec<_>>>()?;
        Ok(format!(
            "#!/bin/bash\n\
             #SBATCH --job-name=telar-grade\n\
             #SBATCH --array=1-{parts}\n\
             #SBATCH --cpus-per-task={jobs}\n\
             #SBATCH --requeue\n\
             #SBATCH --open-mode=append\n\
             #SBATCH --output={folder}/part-%a.txt\n\
             set -eu\n\
             cd {root}\n\
             exec {grade} {words} --jobs {jobs} --shard \"$SLURM_ARRAY_TASK_ID/{parts}\" --known {out} --out {own}\n",
            jobs = self.jobs,
            folder = directive(folder)?,
            root = quoted(self.root)?,
            grade = quoted(std::env::current_exe()?)?,
            words = words.join(" "),
            out = quoted(std::path::absolute(self.out)?)?,
        ))
    }

    fn merge(&self, folder: &Path) -> anyhow::Result<String> {
        let lang = self.words.windows(2).find(|pair| pair[0] == "--lang");
        let lang = lang.map_or("en".into(), |pair| pair[1].to_string_lossy());
        Ok(format!(
            "#!/bin/bash\n\
             #SBATCH --job-name=telar-merge\n\
             #SBATCH --output={}/merge.txt\n\
             set -eu\n\
             cd {}\n\
             shopt -s nullglob\n\
             exec {} merge --lang {} {} {}/of-*/*/\n",
            directive(folder)?,
            quoted(self.root)?,
            quoted(std::env::current_exe()?)?,
            quoted(&*lang)?,
            quoted(std::path::absolute(self.out)?)?,
            quoted(folder)?,
        ))
    }
}

/// Hands a job to Slurm, and gives its number.
fn sbatch(options: &[String], script: &Path) -> anyhow::Result<String> {
    let output = Command::new("sbatch").arg("--parsable").args(options).arg(script).output();
    let output = output.context(
        "failed to start `sbatch`; `--engine slurm` needs a machine that can submit jobs",
    )?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "Slurm did not take the job: {}", said.trim());
    // `NUMBER` or `NUMBER;CLUSTER`.
    let number = String::from_utf8_lossy(&output.stdout);
    Ok(number.trim().split(';').next().unwrap_or_default().to_owned())
}

/// A word for the shell, whatever is in it.
fn quoted(word: impl AsRef<OsStr>) -> anyhow::Result<String> {
    let word = word.as_ref();
    let text =
        word.to_str().with_context(|| format!("`{}` is not UTF-8; rename it", word.display()))?;
    Ok(format!("'{}'", text.replace('\'', r"'\''")))
}

/// A path for a line that Slurm reads by itself, where nothing can be quoted.
fn directive(path: &Path) -> anyhow::Result<String> {
    let text = path
        .to_str()
        .filter(|text| !text.contains(|c: char| c.is_whitespace() || "%\\\"'".contains(c)));
    let text = text.with_context(|| {
        format!("Slurm can't write to `{}`; give a folder of grades without spaces, quotes and % in its path", path.display())
    })?;
    Ok(text.to_owned())
}

/// The words of this command that each part is given as well.
pub fn passed_on(words: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut kept = Vec::new();
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        let text = word.to_string_lossy();
        let is = |name: &&&str| text == **name || text.starts_with(&format!("{name}="));
        if let Some(name) = OWN.iter().find(is) {
            // Its value may be a word of its own.
            if text == *name {
                words.next();
            }
        } else {
            kept.push(word);
        }
    }
    kept
}

/// The folders of grades that another command may have left in here: those that were graded by a cluster, and not yet merged.
pub fn unmerged(out: &Path) -> Vec<PathBuf> {
    let parts =
        walkdir::WalkDir::new(out.join(FOLDER)).min_depth(2).max_depth(2).sort_by_file_name();
    let parts = parts.into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    parts.filter(|part| part.join(crate::ledger::FILE).is_file()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn a_part_is_told_what_this_command_was_told() {
        let own = words(
            "grade --lang=es subs --out g --engine slurm --jobs=4 --shard 1/1 --topic threading",
        );
        assert_eq!(passed_on(own.into_iter()), words("grade subs --topic threading"));
    }

    #[test]
    fn a_job_is_written_for_whatever_paths_there_are() {
        let array = Array {
            root: Path::new("/a course/it's"),
            out: Path::new("/grades"),
            left: 13,
            jobs: 2,
            words: words("grade /subs;rm --lang es"),
        };
        let text = array.array(Path::new("/grades/slurm"), 3).unwrap();
        assert!(text.contains("\n#SBATCH --array=1-3\n"), "{text}");
        assert!(text.contains(r"cd '/a course/it'\''s'"), "{text}");
        assert!(text.contains("'grade' '/subs;rm' '--lang' 'es' --jobs 2"), "{text}");
        assert!(text.contains("--out '/grades/slurm'/of-3/$SLURM_ARRAY_TASK_ID"), "{text}");
        assert!(array.merge(Path::new("/grades/slurm")).unwrap().contains("--lang 'es' '/grades'"));
        assert!(
            array
                .array(Path::new("/gra des/slurm"), 3)
                .unwrap_err()
                .to_string()
                .contains("without spaces")
        );
    }
}
