//! `fieldtable play`: a page on the loopback address alone, where a pasted table shows what becomes of it as one types.
//! Only who knows the address may ask: it has a random token in it, and requests that name another host, as a page that
//! got itself another address would, are refused.

mod answer;
mod http;

use super::ui::Ui;
use answer::{Choice, Question, answer, choices};
use fieldtable::emit::html;
use fieldtable::{Error, dialect, resolve};
use http::{Reply, Request, Status};
use minijinja::{Value, context};
use serde_json::json;
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

#[derive(clap::Args)]
#[command(after_help = "Examples:
  fieldtable play --open
  fieldtable play docs/Order.md --port 8080

The page is served on this machine alone, until Ctrl-C; it asks nothing of a network and writes nothing.")]
pub(super) struct Args {
    /// The page to begin with, or `-` for standard input; an example when absent.
    page: Option<PathBuf>,
    /// The port; a free one when absent.
    #[arg(long)]
    port: Option<u16>,
    /// Open the page in the browser.
    #[arg(long)]
    open: bool,
}

/// What is served.
struct Site {
    /// What the header `Host` must say, one of these.
    hosts: [String; 2],
    /// What every address begins with: the token between slashes.
    root: String,
    /// The page to begin with.
    page: String,
}

/// More requests at a time than one browser makes are not answered.
const MOST: usize = 32;

/// As much as the thread has that the other commands run in: what is read there is read here.
const STACK: usize = 8 * 1024 * 1024;

const EXAMPLE: (&str, &str) =
    (include_str!("../../../templates/page/example.md"), include_str!("../../../templates/page/example.json"));

pub(super) fn run(args: Args, ui: &Ui) -> Result<ExitCode, Error> {
    let page = args.page.map(|it| text(&it)).transpose()?;
    let refused = |it| Error::io("listen on", Path::new("127.0.0.1"), it);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port.unwrap_or(0))).map_err(refused)?;
    let port = listener.local_addr().map_err(refused)?.port();
    let site = Arc::new(Site {
        hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")],
        root: format!("/{}/", random()?),
        page: page.unwrap_or_default(),
    });
    let address = format!("http://{}{}", site.hosts[0], site.root);
    ui.result(&format!("{address}\n"))?;
    let opened = args.open.then(|| open::that_detached(&address));
    ui.say(match opened {
        Some(Ok(())) => "Ctrl-C ends it\n",
        Some(Err(_)) => "no browser can be started here: open this address in one; Ctrl-C ends it\n",
        None => "open this address in a browser; Ctrl-C ends it\n",
    });
    let running = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // Out of files, or the other side is gone already: there may be room in a moment.
            std::thread::sleep(Duration::from_millis(10));
            continue;
        };
        if running.load(Ordering::Relaxed) >= MOST {
            continue;
        }
        let (site, guard) = (Arc::clone(&site), Running::new(&running));
        let answering = move || {
            serve(&site, &stream);
            drop(guard);
        };
        // A request for which there is no thread is not answered; there may be one for the next.
        let _ = std::thread::Builder::new().stack_size(STACK).spawn(answering);
    }
    Ok(ExitCode::SUCCESS)
}

/// Counts a request as long as it lives, also when answering it fails.
struct Running(Arc<AtomicUsize>);

impl Running {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn text(path: &Path) -> Result<String, Error> {
    let mut text = String::new();
    if path.as_os_str() == "-" {
        std::io::stdin().read_to_string(&mut text).map_err(|it| Error::io("read", path, it))?;
    } else {
        text = std::fs::read_to_string(path).map_err(|it| Error::io("read", path, it))?;
    }
    Ok(text)
}

/// 128 random bits in hexadecimal.
fn random() -> Result<String, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|it| Error::other(format!("the system gives no random numbers: {it}")))?;
    Ok(bytes.iter().map(|it| format!("{it:02x}")).collect())
}

fn serve(site: &Site, stream: &TcpStream) {
    let reply = http::read(stream).and_then(|it| site.reply(&it)).unwrap_or_else(Reply::refusal);
    http::write(stream, &reply);
}

/// A choice as its reader sees it, and as the script sends it back.
fn offered(choice: &Choice) -> Value {
    let label = format!("{} = {}", choice.keys.join("."), choice.value);
    context! { label, json => json!(choice).to_string() }
}

impl Site {
    fn reply(&self, request: &Request) -> Result<Reply, Status> {
        if !self.hosts.contains(&request.host) {
            return Err(Status::Misdirected);
        }
        let own = |it: &String| self.hosts.iter().any(|host| *it == format!("http://{host}"));
        if request.origin.as_ref().is_some_and(|it| !own(it)) {
            return Err(Status::Forbidden);
        }
        let path = request.target.strip_prefix(&self.root).ok_or(Status::NotFound)?;
        match (path, request.method.as_str()) {
            ("", "GET" | "HEAD") => self.start(),
            // What a form or an image of another page can send is no JSON by its name.
            ("read", "POST") if request.content_type.as_deref() == Some("application/json") => {
                let question: Question = serde_json::from_slice(&request.body).map_err(|_| Status::Bad)?;
                Ok(Reply::json(&answer(question)))
            }
            ("read", "POST") => Err(Status::MediaType),
            ("" | "read", _) => Err(Status::Method),
            _ => Err(Status::NotFound),
        }
    }

    fn start(&self) -> Result<Reply, Status> {
        let nonce = random().map_err(|_| Status::Failed)?;
        let safe = Value::from_safe_string;
        let (page, sample) = if self.page.is_empty() { EXAMPLE } else { (self.page.as_str(), "") };
        let mut dialects: Vec<&str> = dialect::builtin().iter().map(|it| it.id.as_str()).collect();
        dialects.sort_unstable();
        let document = context! {
            nonce => nonce.clone(),
            page,
            sample,
            dialects,
            choices => choices().iter().map(offered).collect::<Vec<_>>(),
            cases => resolve::WIRE_CASES,
            style => safe(html::STYLE.to_owned()),
            script => safe(html::SCRIPT.to_owned() + include_str!("../../../templates/page/play.js")),
        };
        let page = html::fill("play.html", include_str!("../../../templates/page/play.html"), &document);
        Ok(Reply::page(page, &nonce))
    }
}

#[cfg(test)]
mod tests {
    use super::http::{Request, Status};
    use super::{EXAMPLE, Site, random};

    fn site() -> Site {
        let hosts = ["127.0.0.1:8000".to_owned(), "localhost:8000".to_owned()];
        Site { hosts, root: "/token/".into(), page: "</textarea><script>".into() }
    }

    fn request(host: &str, target: &str) -> Request {
        Request { method: "GET".into(), target: target.into(), host: host.into(), ..Request::default() }
    }

    fn refused(request: &Request) -> Option<Status> {
        site().reply(request).err()
    }

    #[test]
    fn only_who_knows_the_address_is_answered() {
        assert_eq!(refused(&request("127.0.0.1:8000", "/token/")), None);
        assert_eq!(refused(&request("localhost:8000", "/token/")), None);
        for host in
            ["127.0.0.1", "127.0.0.1:8001", "evil.example", "evil.example:8000", "localhost.evil.example:8000", ""]
        {
            assert_eq!(refused(&request(host, "/token/")), Some(Status::Misdirected), "{host}");
        }
        for target in ["/", "/token", "/other/", "/token/../token/", "//token/", "/token/favicon.ico"] {
            assert_eq!(refused(&request("127.0.0.1:8000", target)), Some(Status::NotFound), "{target}");
        }
    }

    #[test]
    fn other_pages_are_not_answered() {
        let asked = |origin: Option<&str>, content_type: Option<&str>| {
            let mut request = request("127.0.0.1:8000", "/token/read");
            request.method = "POST".into();
            request.origin = origin.map(str::to_owned);
            request.content_type = content_type.map(str::to_owned);
            refused(&request)
        };
        let json = Some("application/json");
        assert_eq!(asked(Some("http://127.0.0.1:8000"), json), Some(Status::Bad), "what is asked is read");
        for origin in ["http://evil.example", "null", "https://127.0.0.1:8000", "http://127.0.0.1:80"] {
            assert_eq!(asked(Some(origin), json), Some(Status::Forbidden), "{origin}");
        }
        assert_eq!(asked(None, Some("text/plain")), Some(Status::MediaType));
        assert_eq!(asked(None, None), Some(Status::MediaType));
    }

    #[test]
    fn the_page_to_begin_with_is_text() {
        let body = site().start().expect("there are random numbers").body;
        assert!(body.contains("&lt;&#x2f;textarea&gt;&lt;script&gt;"), "{body}");
        assert!(!EXAMPLE.0.is_empty() && !EXAMPLE.1.is_empty());
    }

    #[test]
    fn tokens_differ() {
        let (one, other) = (random().expect("there are"), random().expect("there are"));
        assert!(one != other && one.len() == 32, "{one} {other}");
    }
}
