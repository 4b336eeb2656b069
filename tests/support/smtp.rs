//! A real SMTP server process, and what it saw. What it does is in the address: see `smtp.mjs`.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use abbina::platform::mail::{Security, SmtpSettings};
use serde::Deserialize;

/// One thing that happened there.
#[derive(Debug, Clone, Deserialize)]
pub struct Happening {
    pub event: String,
    #[serde(default)]
    pub to: String,
    #[serde(default)]
    pub message: String,
    #[serde(default)]
    pub encrypted: bool,
    #[serde(default)]
    port: u16,
    #[serde(default)]
    certificate: String,
}

impl Happening {
    /// A header of the message, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self
            .message
            .split("\r\n\r\n")
            .next()?
            .replace("\r\n ", " ")
            .replace("\r\n\t", " ");
        let mut lines = head.lines();
        lines.find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned))
    }
}

/// The running server. Ends with the test.
#[derive(Debug)]
pub struct SmtpServer {
    child: Child,
    _stdin: Option<ChildStdin>,
    happenings: Arc<Mutex<Vec<Happening>>>,
    port: u16,
    certificate: String,
    security: Security,
    login: Option<(String, String)>,
}

impl SmtpServer {
    /// With STARTTLS and no password.
    pub fn start() -> SmtpServer {
        SmtpServer::start_with(Security::StartTls, None)
    }

    pub fn start_with(security: Security, login: Option<(&str, &str)>) -> SmtpServer {
        let word = match security {
            Security::StartTls => "starttls",
            Security::Implicit => "tls",
            Security::None => "none",
        };
        let mut command = Command::new("node");
        command
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/smtp.mjs"))
            .arg(word)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        if let Some((user, password)) = login {
            command.arg(format!("{user}:{password}"));
        }
        let mut child = command.spawn().expect("node runs; `npm ci` has been done");
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().expect("piped");
        let happenings = Arc::new(Mutex::new(Vec::new()));
        let (first, listening) = mpsc::channel();
        std::thread::spawn({
            let happenings = Arc::clone(&happenings);
            move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    let happening: Happening = serde_json::from_str(&line).expect("one JSON line");
                    if happening.event == "listening" {
                        first.send(happening).expect("the test waits");
                    } else {
                        happenings.lock().expect("no panic").push(happening);
                    }
                }
            }
        });
        let hello = listening
            .recv_timeout(Duration::from_secs(20))
            .expect("the SMTP server starts");
        SmtpServer {
            child,
            _stdin: stdin,
            happenings,
            port: hello.port,
            certificate: hello.certificate,
            security,
            login: login.map(|(user, password)| (user.to_owned(), password.to_owned())),
        }
    }

    /// How to reach it.
    pub fn settings(&self) -> SmtpSettings {
        SmtpSettings {
            port: self.port,
            security: self.security,
            credentials: self.login.clone(),
            extra_root_pem: (self.security != Security::None).then(|| self.certificate.clone().into_bytes()),
            hello: Some("abbina.example".to_owned()),
            timeout: Duration::from_secs(2),
            ..SmtpSettings::new("localhost")
        }
    }

    /// Everything so far.
    pub fn happenings(&self) -> Vec<Happening> {
        self.happenings.lock().expect("no panic").clone()
    }

    /// The letters it has, with or without having said so.
    pub fn letters(&self) -> Vec<Happening> {
        let mut all = self.happenings();
        all.retain(|h| h.event == "taken" || h.event == "held");
        all
    }

    /// Waits until it has at least `count` letters; what it prints comes a moment after what it answers.
    pub fn wait_for_letters(&self, count: usize) -> Vec<Happening> {
        let start = Instant::now();
        while self.letters().len() < count && start.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(5));
        }
        self.letters()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
