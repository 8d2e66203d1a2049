//! A page that is being written appears anew by itself, once it has been built anew.
//!
//! Each page is handed out with a script that knows of which build the page is. The server tells it the
//! number of the newest build, at once and whenever there is a newer one; the script reloads the page when
//! that is another one. So a page catches up, too, that was hidden meanwhile, or whose server was started
//! again. What stands in the folder has no such script: it is what gets published.

use std::convert::Infallible;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{self, Body};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::{Stream, stream};
use tokio::sync::watch;
use tower_http::services::ServeDir;

/// Where the server tells of builds; no page has this name.
const BUILDS: &str = "/builds";
const SCRIPT: &str = include_str!("reload.html");

/// The number of the newest build, as told to pages.
type Builds = watch::Receiver<u128>;

/// Hands out the built book, with the script in its pages.
pub(super) fn router(folder: PathBuf, builds: Builds) -> Router {
    Router::new()
        .route(BUILDS, get(tell))
        .with_state(builds.clone())
        .fallback_service(ServeDir::new(folder))
        .layer(middleware::map_response_with_state(builds, listening))
}

/// A number for a build that ends now: no other has it, not even of a server that runs later.
pub(super) fn number() -> u128 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.expect("the clock is set to a time after 1970").as_nanos()
}

async fn tell(
    State(mut builds): State<Builds>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    builds.mark_changed();
    Sse::new(stream::unfold(builds, async |mut builds| {
        // It fails when nothing will be built any more.
        builds.changed().await.ok()?;
        let number = builds.borrow_and_update().to_string();
        Some((Ok(Event::default().data(number)), builds))
    }))
}

/// The response, with the script if it is a page.
async fn listening(State(builds): State<Builds>, response: Response) -> Response {
    // Read before the page is: a page that is newer than its number says is only reloaded once more.
    let number = builds.borrow().to_string();
    let (mut head, mut body) = response.into_parts();
    // Builds may follow one another faster than the times of files, which are in seconds, can tell.
    head.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let kind = head.headers.get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        let Ok(page) = body::to_bytes(body, usize::MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let script = SCRIPT.replace("@[builds]", BUILDS).replace("@[build]", &number);
        let page = String::from_utf8_lossy(&page);
        body = Body::from(page.replace("</body>", &format!("{script}</body>")));
        head.headers.remove(header::CONTENT_LENGTH);
    }
    Response::from_parts(head, body)
}
