//! A browser of one's own: Chromium without a window, and its driver.

use std::io::{BufRead, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::{Child, ChildStdout, Command, Stdio};

use fantoccini::elements::Element;
use fantoccini::wd::PrintConfiguration;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder, Locator};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use url::{ParseError, Url};

/// What whoever lacks a browser is told.
const INSTALL: &str = "these tests need Chromium and its driver; on Debian, `apt-get install chromium \
                       chromium-driver` installs both";

/// No window, and no talk with the world: what is left is the page.
const FLAGS: [&str; 8] = [
    "--headless",
    // Chromium's sandbox does not start for root, whom a container in CI usually is. Only our own pages
    // are opened.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// An open browser.
pub struct Browser {
    client: Client,
}

/// Opens a browser, lets a test use it, and closes it however the test ends.
pub fn browse(test: impl AsyncFnOnce(&Browser)) {
    let runtime = Runtime::new().expect("a runtime can be started");
    let driver = Driver::start();
    let browser = runtime.block_on(Browser::open(&driver));
    // A panic must not leave a Chromium behind. The browser is only closed after it.
    let tested = catch_unwind(AssertUnwindSafe(|| runtime.block_on(test(&browser))));
    let closed = runtime.block_on(browser.client.close());
    if let Err(panic) = tested {
        resume_unwind(panic);
    }
    closed.expect("the browser closes");
}

impl Browser {
    async fn open(driver: &Driver) -> Self {
        let wishes = json!({
            "goog:chromeOptions": { "args": FLAGS },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let Value::Object(wishes) = wishes else { unreachable!("it was written as an object") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(Capabilities::from_iter(wishes))
            .connect(&format!("http://127.0.0.1:{}", driver.port))
            .await
            .unwrap_or_else(|error| panic!("{INSTALL}; chromedriver said: {error}"));
        let browser = Self { client };
        browser.resize(1280, 900).await;
        // The page of the whole book asks for the printer as soon as it is there.
        browser.on_each_page("window.print = () => {}").await;
        browser
    }

    /// Opens an address, and waits until it is loaded.
    pub async fn open_page(&self, address: &str) {
        let opened = self.client.goto(address).await;
        opened.unwrap_or_else(|error| panic!("failed to open {address}: {error}"));
    }

    /// From now on, pages appear in this theme.
    pub async fn choose_theme(&self, theme: &str) {
        self.on_each_page(&format!("localStorage.setItem('mdbook-theme', '{theme}')")).await;
    }

    /// From now on, this script runs on each page before the page's own.
    async fn on_each_page(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// Makes the page this wide and high, in CSS pixels; below 600 it is a phone.
    pub async fn resize(&self, width: u32, height: u32) {
        let (mobile, scale) = (width < 600, 1);
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// From now on, pages look as on paper of this width, in CSS pixels, that the reader prints in portrait.
    pub async fn lay_on_paper(&self, width: u32) {
        self.resize(width, width * 297 / 210).await;
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    }

    /// From now on, the system is one whose windows are dark.
    pub async fn prefer_dark(&self) {
        let dark = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": dark })).await;
    }

    /// From now on, pages run their scripts or they don't. Those of a test run in either case, but without
    /// anything that comes later: no promise, no frame of an animation.
    pub async fn let_scripts_run(&self, run: bool) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": !run })).await;
    }

    /// The browser's languages, the one that is liked best first.
    pub async fn speak(&self, languages: &str) {
        let agent = self.run("return navigator.userAgent").await;
        let said = json!({ "userAgent": agent, "acceptLanguage": languages });
        self.devtools("Emulation.setUserAgentOverride", said).await;
    }

    /// What a script in the page returns.
    pub async fn run(&self, script: &str) -> Value {
        let returned = self.client.execute(script, Vec::new()).await;
        returned.unwrap_or_else(|error| panic!("this script fails: {error}\n{script}"))
    }

    /// What the promise comes to that this expression makes in the page.
    pub async fn run_async(&self, promise: &str) -> Value {
        let script = format!(
            "const answer = arguments[arguments.length - 1]; \
             ({promise}).then(answer, error => answer({{ failed: String(error) }}));"
        );
        let returned = self.client.execute_async(&script, Vec::new()).await;
        returned.unwrap_or_else(|error| panic!("this script fails: {error}\n{promise}"))
    }

    /// Waits until an expression is true in the page; it must not leave the page meanwhile.
    pub async fn wait_until(&self, condition: &str) {
        let script = format!(
            "const answer = arguments[arguments.length - 1]; \
             (function look() {{ ({condition}) ? answer(true) : requestAnimationFrame(look); }})();"
        );
        let came = self.client.execute_async(&script, Vec::new()).await;
        came.unwrap_or_else(|error| panic!("this never came true: {condition}\n{error}"));
    }

    /// Waits until there is such an element, on this page or on the one that is being opened.
    pub async fn wait_for(&self, selector: &str) -> Element {
        let found = self.client.wait().for_element(Locator::Css(selector)).await;
        found.unwrap_or_else(|error| panic!("`{selector}` never appeared: {error}"))
    }

    /// Presses a key, or types a text, where the keyboard's focus is.
    pub async fn press(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("something has the focus");
        let pressed = focused.send_keys(keys).await;
        pressed.unwrap_or_else(|error| panic!("failed to press {keys:?}: {error}"));
    }

    pub async fn click(&self, selector: &str) {
        let clicked = self.wait_for(selector).await.click().await;
        clicked.unwrap_or_else(|error| panic!("failed to click on `{selector}`: {error}"));
    }

    /// The address of the page, with what stands after `#`.
    pub async fn address(&self) -> Url {
        self.client.current_url().await.expect("a page is open")
    }

    /// What the console said since this was last asked, one entry each.
    pub async fn console(&self) -> Vec<String> {
        let entries = self.log("browser").await;
        entries.iter().map(|entry| format!("{}: {}", entry["level"], entry["message"])).collect()
    }

    /// The addresses that were asked for since this was last asked.
    pub async fn requests(&self) -> Vec<String> {
        let mut addresses = Vec::new();
        for entry in self.log("performance").await {
            let text = entry["message"].as_str().expect("an entry has a message");
            let event: Value = serde_json::from_str(text).expect("the message is JSON");
            let event = &event["message"];
            if event["method"] == "Network.requestWillBeSent"
                && let Some(address) = event["params"]["request"]["url"].as_str()
            {
                addresses.push(address.to_owned());
            }
        }
        addresses
    }

    /// What is seen of the page, as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("the browser takes pictures")
    }

    /// The page as it comes out of a printer, as PDF.
    pub async fn print(&self) -> Vec<u8> {
        let printed = self.client.print(PrintConfiguration::default()).await;
        printed.unwrap_or_else(|error| panic!("the page cannot be printed: {error}"))
    }

    async fn log(&self, kind: &str) -> Vec<Value> {
        match self.order("se/log", json!({ "type": kind })).await {
            Value::Array(entries) => entries,
            other => panic!("the log is no list: {other}"),
        }
    }

    /// A command of Chromium's DevTools protocol.
    async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.order("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    async fn order(&self, path: &'static str, body: Value) -> Value {
        let told = format!("{path} {body}");
        let obeyed = self.client.issue_cmd(Order { path, body }).await;
        obeyed.unwrap_or_else(|error| panic!("chromedriver refused `{told}`: {error}"))
    }
}

/// What chromedriver knows beyond the WebDriver standard.
#[derive(Debug)]
struct Order {
    /// After the address of the session.
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Order {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// A running chromedriver; it ends with this value.
struct Driver {
    process: Child,
    port: u16,
    /// Kept open: it may have more to say.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    fn start() -> Self {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{INSTALL}; starting `chromedriver` failed: {error}"));
        let mut output = BufReader::new(process.stdout.take().expect("it was asked for"));
        // `ChromeDriver was started successfully on port 40123.`
        let port = output.by_ref().lines().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        let port = port.unwrap_or_else(|| panic!("{INSTALL}; `chromedriver` named no port"));
        Self { process, port, _output: output }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone afterwards.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
