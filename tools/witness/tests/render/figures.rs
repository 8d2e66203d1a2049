//! The pictures of a report: timeline, tree, pipes; for a page, and for a file of their own.

use messages::Language;
use witness::{ChannelKind, Report, Stream, show};

use crate::reports::{EXIT_0, Scene, crowd, family, three_threads};
use crate::show::all_scenes;
use crate::xml::{assert_well_formed, between};

/// What draws a run.
type Picture = fn(&Report, Language) -> String;

/// Every picture of a run, and its kind.
const PICTURES: [(&str, Picture); 3] =
    [("timeline", show::timeline), ("tree", show::tree), ("pipes", show::pipes)];

#[test]
fn pictures_are_well_formed_and_describe_themselves() {
    for report in all_scenes() {
        for language in Language::ALL {
            for (kind, picture) in PICTURES {
                let svg = picture(&report, language);
                assert_well_formed(&svg);
                assert!(svg.contains("role=\"img\"") && svg.contains("viewBox=\"0 0 600 "));
                assert!(svg.contains(&format!("lang=\"{language}\"")));
                assert!(svg.contains(&format!("class=\"telar-figure telar-{kind}\"")));
                assert!(!between(&svg, "<title", "</title>").ends_with('>'), "{svg}");
                assert!(!between(&svg, "<desc", "</desc>").ends_with('>'), "{svg}");
                if kind != "pipes" {
                    assert!(between(&svg, "<desc", "</desc>").contains("main"), "{svg}");
                }
            }
        }
    }
}

#[test]
fn a_thread_that_is_held_back_is_said_to_wait() {
    let mut report = three_threads([0, 1, 2], 0);
    report.waits.retain(|wait| wait.thread != 2);
    report.threads[2].began_ns = report.threads[2].born_ns + 7_000_000;
    let svg = show::timeline(&report, Language::En);
    let told = between(&svg, "<desc", "</desc>").split("thread ").nth(2).unwrap().to_owned();
    assert!(told.starts_with('2') && told.contains("7.000 ms of waiting"), "{told}");
}

#[test]
fn pictures_for_a_page_are_one_line_and_leave_the_style_to_it() {
    for (kind, picture) in PICTURES {
        let svg = picture(&family(), Language::En);
        assert!(!svg.contains('\n'), "{kind}");
        assert!(!svg.contains("<style") && !svg.contains("class=\"paper\""), "{kind}");
    }
}

#[test]
fn pictures_for_a_file_bring_their_style_and_their_paper() {
    for (_, picture) in PICTURES {
        let svg = show::alone(&picture(&family(), Language::En));
        assert_well_formed(&svg);
        assert!(svg.starts_with("<svg xmlns="));
        assert!(svg.contains("color-scheme:light dark") && svg.contains("class=\"paper\""));
    }
}

#[test]
fn each_class_has_a_look() {
    let mut pictures: String =
        PICTURES.iter().map(|(_, picture)| picture(&family(), Language::En)).collect();
    pictures += &show::plot(&crate::measured::comparison(), Language::En);
    for class in pictures.split(" class=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        for class in class.split(' ').filter(|class| !class.starts_with("telar-")) {
            assert!(show::STYLE.contains(&format!(".telar-figure .{class}{{")), "{class}");
        }
    }
    let rules = show::STYLE.lines().filter(|line| !line.starts_with("@media"));
    assert!(rules.into_iter().all(|rule| rule.starts_with(".telar-figure")));
}

#[test]
fn tree_and_pipes_are_snapshots_in_both_languages() {
    // An element a line, so that a difference can be read.
    let lines = |svg: String| svg.replace("><", ">\n<");
    for language in Language::ALL {
        let (tree, pipes) = (show::tree(&family(), language), show::pipes(&family(), language));
        insta::assert_snapshot!(format!("tree_family_{language}"), lines(tree));
        insta::assert_snapshot!(format!("pipes_family_{language}"), lines(pipes));
    }
}

#[test]
fn tree_links_children_to_parents_and_marks_threads_that_were_cut_off() {
    let report = family();
    let svg = show::tree(&report, Language::En);
    assert_eq!(svg.matches("class=\"node\"").count(), report.processes.len());
    assert_eq!(svg.matches("class=\"link\"").count(), report.processes.len() - 1);
    let marks = svg.matches("class=\"head\"").count() + svg.matches("class=\"cut\"").count();
    assert_eq!(marks, report.threads.len());

    let mut scene = Scene::new(&["cut"]);
    scene.thread(0, 10);
    scene.exits(0, 20, EXIT_0);
    let svg = show::tree(&scene.finish(), Language::En);
    assert_eq!(svg.matches("class=\"cut\"").count(), 1);
}

#[test]
fn pipes_draw_what_carried_bytes_and_nothing_else() {
    let svg = show::pipes(&family(), Language::En);
    // A pipe and a socket pair; neither the pipe that stayed empty nor the file.
    assert_eq!(svg.matches("class=\"flow\"").count(), 2);
    assert!(svg.contains("pipe · 8 bytes") && svg.contains("socketpair · 21 bytes"));
    assert!(svg.contains("From child 1 to main: pipe · 8 bytes."));

    let svg = show::pipes(&three_threads([0, 1, 2], 1), Language::En);
    assert!(svg.contains("No pipe and no socket carried bytes."));
}

#[test]
fn pipes_show_both_directions_of_a_socket_pair() {
    let mut scene = Scene::new(&["talk"]);
    let child = scene.child(0, 10);
    scene.carries(ChannelKind::SocketPair, "socketpair:[1]", 0, child, 5);
    let answer = witness::Traffic { thread: child, bytes: 7, calls: 1 };
    scene.report.channels[0].writers.push(answer);
    scene.report.channels[0].readers.push(witness::Traffic { thread: 0, ..answer });
    let svg = show::pipes(&scene.finish(), Language::En);
    assert!(svg.contains("From main to child 1: socketpair · 5 bytes."), "{svg}");
    assert!(svg.contains("From child 1 to main: socketpair · 7 bytes."), "{svg}");
}

#[test]
fn timeline_shows_waits_dashed_and_runs_solid_and_a_mark_for_each_line() {
    let svg = show::timeline(&three_threads([0, 1, 2], 1), Language::En);
    // One for each worker, one for main's joins, one in the legend.
    assert_eq!(svg.matches("class=\"wait\"").count(), 5);
    assert_eq!(svg.matches("class=\"run\"").count(), 5);
    let marks = svg.split("<path class=\"out\"").skip(1);
    let marks = marks.map(|rest| rest.split('>').next().unwrap_or_default().matches('M').count());
    // Seven lines of three workers, one in the legend.
    assert_eq!(marks.sum::<usize>(), 22);
    assert!(show::STYLE.contains(".wait{") && show::STYLE.contains("stroke-dasharray"));
    // Nobody complained, so the legend does not explain it.
    assert!(!svg.contains("a line of errors"));
}

#[test]
fn pictures_do_not_let_a_program_write_markup() {
    let mut scene = Scene::new(&["</title><script>alert(1)</script>", "&\"'\u{ffff}\x01"]);
    let thread = scene.thread(0, 1);
    scene.report.threads[thread].name = Some("<b>&".into());
    scene.says(0, 5, "</svg>");
    scene.complains(0, 6, "</svg>");
    scene.exits(0, 10, EXIT_0);
    let report = scene.finish();
    assert_eq!(report.lines[1].stream, Stream::Stderr);
    for (_, picture) in PICTURES {
        let svg = picture(&report, Language::En);
        assert_well_formed(&svg);
        assert!(!svg.contains("<script") && !svg.contains("<b>"));
    }
}

#[test]
fn pictures_are_bounded() {
    for (kind, picture) in PICTURES {
        let svg = picture(&crowd(2000), Language::En);
        assert!(svg.len() < 300_000, "{kind}: {} bytes", svg.len());
        assert!(svg.contains("more left out"), "{kind}");
    }
    let mut scene = Scene::new(&["busy"]);
    for at in 0..100_000 {
        scene.sleeps(0, 2 * at, 2 * at + 1);
        scene.says(0, 2 * at, "again");
    }
    for _ in 0..1000 {
        scene.child(0, 10);
    }
    scene.exits(0, 200_000, EXIT_0);
    let report = scene.finish();
    for (kind, picture) in PICTURES {
        let svg = picture(&report, Language::En);
        assert!(svg.len() < 60_000, "{kind}: {} bytes", svg.len());
    }
}

#[test]
fn pictures_on_one_page_do_not_share_names() {
    let id = |svg: String| between(&svg, "aria-labelledby=\"", "\"").to_owned();
    let mut ids: Vec<String> =
        PICTURES.iter().map(|(_, picture)| id(picture(&family(), Language::En))).collect();
    ids.push(id(show::timeline(&three_threads([0, 1, 2], 1), Language::En)));
    ids.push(id(show::timeline(&three_threads([0, 1, 2], 2), Language::En)));
    let same = id(show::timeline(&three_threads([0, 1, 2], 2), Language::En));
    assert!(ids.contains(&same), "the same picture has the same name each time");
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn strips_tell_who_ran_and_who_waited() {
    let mut scene = Scene::new(&["turns"]);
    let thread = scene.thread(0, 0);
    // Half of each letter.
    for turn in 0..560 {
        scene.sleeps(thread, 2 * turn, 2 * turn + 1);
    }
    scene.sleeps(0, 0, 1120);
    scene.exits(0, 1120, EXIT_0);
    let strips = show::strips(&scene.finish(), Language::En);
    let [main, thread] = strips.lines().collect::<Vec<_>>()[..] else { panic!("{strips}") };
    assert!(main.contains(&"·".repeat(56)), "{strips}");
    assert!(thread.contains(&"▒".repeat(56)), "{strips}");
    assert!(show::strips(&crowd(2000), Language::En).lines().count() < 20);
}
