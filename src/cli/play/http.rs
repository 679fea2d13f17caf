//! HTTP/1.1 as far as one page needs it. Comes in: a connection. Goes out: a [`Request`], within limits of size and time;
//! one a connection. Nothing allows other origins to read a reply.

use serde_json::Value;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The most bytes of what stands before the body.
const HEAD: usize = 16 * 1024;
/// The most headers.
const HEADERS: usize = 64;
/// The most bytes of a body.
pub(super) const BODY: usize = 2 * 1024 * 1024;
/// The longest that a request or a reply may take on its way.
const LONGEST: Duration = Duration::from_secs(10);

/// What was asked.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) method: String,
    /// The path.
    pub(super) target: String,
    pub(super) host: String,
    pub(super) origin: Option<String>,
    /// Without its parameters.
    pub(super) content_type: Option<String>,
    pub(super) body: Vec<u8>,
}

/// Why something is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Bad,
    Forbidden,
    NotFound,
    Method,
    Timeout,
    Length,
    TooLarge,
    MediaType,
    Misdirected,
    HeadTooLarge,
    Failed,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Self::Bad => "400 Bad Request",
            Self::Forbidden => "403 Forbidden",
            Self::NotFound => "404 Not Found",
            Self::Method => "405 Method Not Allowed",
            Self::Timeout => "408 Request Timeout",
            Self::Length => "411 Length Required",
            Self::TooLarge => "413 Content Too Large",
            Self::MediaType => "415 Unsupported Media Type",
            Self::Misdirected => "421 Misdirected Request",
            Self::HeadTooLarge => "431 Request Header Fields Too Large",
            Self::Failed => "500 Internal Server Error",
        }
    }
}

/// What is answered.
pub(super) struct Reply {
    status: &'static str,
    content_type: &'static str,
    policy: String,
    pub(super) body: String,
}

impl Reply {
    /// A page of which the scripts and styles with this nonce run, and nothing else.
    pub(super) fn page(body: String, nonce: &str) -> Self {
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        );
        Self { status: "200 OK", content_type: "text/html; charset=utf-8", policy, body }
    }

    pub(super) fn json(value: &Value) -> Self {
        Self { status: "200 OK", content_type: "application/json", policy: NOTHING.into(), body: value.to_string() }
    }

    pub(super) fn refusal(status: Status) -> Self {
        let status = status.line();
        Self { status, content_type: "text/plain; charset=utf-8", policy: NOTHING.into(), body: format!("{status}\n") }
    }
}

const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// Reads one request.
pub(super) fn read(stream: &TcpStream) -> Result<Request, Status> {
    let deadline = Instant::now() + LONGEST;
    let mut bytes = Vec::new();
    let (mut request, start, length) = loop {
        if let Some(head) = head(&bytes)? {
            break head;
        }
        if bytes.len() >= HEAD {
            return Err(Status::HeadTooLarge);
        }
        more(stream, &mut bytes, HEAD, deadline)?;
    };
    if length > BODY {
        return Err(Status::TooLarge);
    }
    bytes.drain(..start);
    while bytes.len() < length {
        more(stream, &mut bytes, length, deadline)?;
    }
    bytes.truncate(length);
    request.body = bytes;
    Ok(request)
}

/// What stands before the body, where the body starts, and how long it is; nothing as long as the end is not there.
fn head(bytes: &[u8]) -> Result<Option<(Request, usize, usize)>, Status> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let start = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Status::HeadTooLarge),
        Err(_) => return Err(Status::Bad),
    };
    let word = |it: Option<&str>| it.map(str::to_owned).ok_or(Status::Bad);
    let mut request = Request { method: word(parsed.method)?, target: word(parsed.path)?, ..Request::default() };
    let mut length = None;
    let mut hosts = 0;
    for header in parsed.headers.iter() {
        let value = std::str::from_utf8(header.value).map_err(|_| Status::Bad)?.trim();
        match header.name.to_ascii_lowercase().as_str() {
            "host" => {
                hosts += 1;
                value.clone_into(&mut request.host);
            }
            "origin" => request.origin = Some(value.to_owned()),
            "content-type" => request.content_type = value.split(';').next().map(|it| it.trim().to_ascii_lowercase()),
            "content-length" => {
                let digits = !value.is_empty() && value.bytes().all(|it| it.is_ascii_digit());
                if !digits || length.is_some() {
                    return Err(Status::Bad);
                }
                // A number that is too large for this machine is too large for us.
                length = Some(value.parse().unwrap_or(usize::MAX));
            }
            "transfer-encoding" => return Err(Status::Length),
            _ => {}
        }
    }
    if hosts != 1 {
        return Err(Status::Bad);
    }
    Ok(Some((request, start, length.unwrap_or(0))))
}

/// Reads on, as far as `most` bytes in all.
fn more(mut stream: &TcpStream, bytes: &mut Vec<u8>, most: usize, deadline: Instant) -> Result<(), Status> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
        return Err(Status::Timeout);
    }
    let mut chunk = [0; 8 * 1024];
    let room = (most - bytes.len()).min(chunk.len());
    match stream.read(&mut chunk[..room]) {
        Ok(0) => Err(Status::Bad),
        Ok(count) => {
            bytes.extend_from_slice(&chunk[..count]);
            Ok(())
        }
        Err(it) if it.kind() == std::io::ErrorKind::Interrupted => Ok(()),
        Err(_) => Err(Status::Timeout),
    }
}

/// Writes the reply and ends the connection. When the other side is gone, there is nobody to tell.
pub(super) fn write(mut stream: &TcpStream, reply: &Reply) {
    let Reply { status, content_type, policy, body } = reply;
    let mut out = format!("HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n", body.len());
    let _ = write!(out, "Content-Security-Policy: {policy}\r\n");
    out += "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-store\r\n\
            Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Resource-Policy: same-origin\r\n\
            Connection: close\r\n\r\n";
    out += body;
    let _ = stream.set_write_timeout(Some(LONGEST));
    if stream.write_all(out.as_bytes()).is_ok() && stream.shutdown(Shutdown::Write).is_ok() {
        // A connection that is closed while the other side still sends takes the reply with it.
        let deadline = Instant::now() + Duration::from_secs(1);
        let mut rest = Vec::new();
        while more(stream, &mut rest, 8 * 1024, deadline).is_ok() {
            rest.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BODY, HEAD, Request, Status, head, read};
    use std::io::Write;
    use std::net::{TcpListener, TcpStream};

    fn sent(bytes: &[u8]) -> Result<Request, Status> {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback is there");
        let address = listener.local_addr().expect("it is bound");
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let mut stream = TcpStream::connect(address).expect("it listens");
                // The other side may refuse before everything is sent.
                let _ = stream.write_all(bytes);
            });
            read(&listener.accept().expect("it connects").0)
        })
    }

    #[test]
    fn a_request_is_read_whole() {
        let request = sent(b"POST /t/read HTTP/1.1\r\nHost: a:1\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}more");
        let request = request.expect("it is well-formed");
        assert_eq!(
            (request.method.as_str(), request.target.as_str(), request.host.as_str()),
            ("POST", "/t/read", "a:1")
        );
        assert_eq!(request.content_type.as_deref(), Some("application/json"));
        assert_eq!(request.body, b"{}");
    }

    #[test]
    fn what_is_too_large_is_refused_before_it_is_read() {
        let large = format!("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n", BODY + 1);
        assert_eq!(sent(large.as_bytes()).err(), Some(Status::TooLarge));
        let endless = format!("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n", "9".repeat(40));
        assert_eq!(sent(endless.as_bytes()).err(), Some(Status::TooLarge));
        let head = format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "x".repeat(HEAD));
        assert_eq!(sent(head.as_bytes()).err(), Some(Status::HeadTooLarge));
        let many = format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "X: y\r\n".repeat(100));
        assert_eq!(sent(many.as_bytes()).err(), Some(Status::HeadTooLarge));
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        let refused = |headers: &str| head(format!("POST / HTTP/1.1\r\n{headers}\r\n\r\n").as_bytes()).err();
        assert_eq!(refused("Host: a\r\nContent-Length: 1\r\nContent-Length: 2"), Some(Status::Bad));
        assert_eq!(refused("Host: a\r\nContent-Length: +1"), Some(Status::Bad));
        assert_eq!(refused("Host: a\r\nTransfer-Encoding: chunked"), Some(Status::Length));
        assert_eq!(refused("Host: a\r\nHost: b"), Some(Status::Bad));
        assert_eq!(refused("X: a"), Some(Status::Bad));
        assert_eq!(sent(b"\x16\x03\x01 no HTTP at all\r\n\r\n").err(), Some(Status::Bad));
        assert_eq!(sent(b"GET / HTTP/1.1\r\nHost: a\r\n").err(), Some(Status::Bad));
    }
}
