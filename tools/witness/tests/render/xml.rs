//! Enough of XML to look at a picture's text.

/// Notices an unescaped or unclosed piece: tags balance, attributes are quoted, texts have no bare `&`,
/// and there is one root.
pub fn assert_well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg.trim_end();
    loop {
        let Some((text, after)) = rest.split_once('<') else {
            panic!("text after the root: {rest}");
        };
        assert_text(text);
        let (tag, after) = after.split_once('>').expect("each tag is closed");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "what closes was open");
            if open.is_empty() {
                assert_eq!(rest, "", "one root");
                return;
            }
            continue;
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        assert!(!tag.contains('<'), "{tag}");
        if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().expect("a tag has a name"));
        }
    }
}

fn assert_text(text: &str) {
    if text.contains(".telar-figure") {
        return;
    }
    assert!(!text.contains('>'), "{text}");
    for after in text.split('&').skip(1) {
        let (entity, _) = after.split_once(';').unwrap_or_else(|| panic!("a bare & in {text}"));
        assert!(["amp", "lt", "gt", "quot", "#39"].contains(&entity), "{entity}");
    }
}

/// What stands between two texts.
pub fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, after) = text.split_once(from).unwrap_or_else(|| panic!("no {from}"));
    after.split_once(to).unwrap_or_else(|| panic!("no {to}")).0
}
