//! Every setting, in one place: a flag, or the environment variable of the same name, or a file for what is secret.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub struct DatabaseConfig {
    /// Folder for the database, the key and the outbox of a demonstration; it is made when missing
    #[arg(
        long = "data",
        env = "ABBINA_DATA",
        default_value = "data",
        value_name = "DIR"
    )]
    pub data: PathBuf,
    /// Database: `sqlite:` with a path, or `postgres://…`; without it a SQLite file in the data folder
    #[arg(long, env = "ABBINA_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<Secret>,
    /// File that holds the database URL, for one with a password
    #[arg(
        long,
        env = "ABBINA_DATABASE_URL_FILE",
        value_name = "FILE",
        conflicts_with = "database_url"
    )]
    pub database_url_file: Option<PathBuf>,
    /// Largest number of connections that read
    #[arg(
        long,
        env = "ABBINA_DATABASE_CONNECTIONS",
        default_value_t = 8,
        value_name = "N"
    )]
    pub database_connections: u32,
}

/// How the service shows itself.
#[derive(Debug, Clone, Args)]
pub struct WebConfig {
    /// Address to listen on
    #[arg(
        long,
        env = "ABBINA_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS"
    )]
    pub listen: SocketAddr,
    /// The address that people type, for links in mails; `https` outside this machine
    #[arg(long, env = "ABBINA_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Trust `X-Forwarded-For` of a proxy on this machine, for limits by address
    #[arg(long, env = "ABBINA_BEHIND_PROXY")]
    pub behind_proxy: bool,
}

/// How mail leaves.
#[derive(Debug, Clone, Args)]
pub struct MailConfig {
    /// Mail server: `smtps://host`, `smtp://host` (STARTTLS required), or `smtp+plain://127.0.0.1:25` on this machine only.
    /// Without it mail is written to the outbox folder and nothing leaves
    #[arg(long, env = "ABBINA_SMTP_URL", value_name = "URL")]
    pub smtp_url: Option<String>,
    /// Account at the mail server
    #[arg(long, env = "ABBINA_SMTP_USER", value_name = "NAME")]
    pub smtp_user: Option<String>,
    /// File that holds its password
    #[arg(long, env = "ABBINA_SMTP_PASSWORD_FILE", value_name = "FILE")]
    pub smtp_password_file: Option<PathBuf>,
    /// A certificate authority to trust besides the system's, PEM
    #[arg(long, env = "ABBINA_SMTP_CA_FILE", value_name = "FILE")]
    pub smtp_ca_file: Option<PathBuf>,
    /// Sender of all mail
    #[arg(
        long,
        env = "ABBINA_MAIL_FROM",
        default_value = "Abbina <abbina@localhost>",
        value_name = "ADDRESS"
    )]
    pub mail_from: String,
    /// Only these addresses or domains get mail (comma-separated); for a copy of real data
    #[arg(long, env = "ABBINA_MAIL_ONLY_TO", value_delimiter = ',', value_name = "LIST")]
    pub mail_only_to: Vec<String>,
}

/// Everything that a running service needs.
#[derive(Debug, Clone, Args)]
pub struct Config {
    #[command(flatten)]
    pub database: DatabaseConfig,
    #[command(flatten)]
    pub web: WebConfig,
    #[command(flatten)]
    pub mail: MailConfig,
    /// A demonstration: persona sign-in, a local outbox, nothing leaves. Set by `abbina demo`.
    #[arg(skip)]
    pub demo: bool,
    /// The program whose children solve and read files; otherwise this one
    #[arg(long, env = "ABBINA_PROGRAM", hide = true)]
    pub program: Option<PathBuf>,
    /// Memory that one run of the solver may take, MiB
    #[arg(
        long,
        env = "ABBINA_SOLVER_MEMORY_MB",
        default_value_t = 4096,
        value_name = "MIB"
    )]
    pub solver_memory_mb: u64,
    /// Time that one run of the solver may take, seconds
    #[arg(long, env = "ABBINA_SOLVER_SECONDS", default_value_t = 120, value_name = "S")]
    pub solver_seconds: u64,
    /// Threads of one run of the solver
    #[arg(long, env = "ABBINA_SOLVER_THREADS", default_value_t = 2, value_name = "N")]
    pub solver_threads: usize,
}

impl DatabaseConfig {
    /// The URL in force: given, from its file, or a SQLite file in the data folder.
    ///
    /// # Errors
    /// When the URL file cannot be read.
    pub fn url(&self) -> std::io::Result<String> {
        if let Some(Secret(url)) = &self.database_url {
            return Ok(url.clone());
        }
        if let Some(file) = &self.database_url_file {
            return Ok(std::fs::read_to_string(file)?.trim().to_owned());
        }
        Ok(format!("sqlite:{}", self.data.join("abbina.sqlite3").display()))
    }
}

impl Config {
    /// This program, to start children of it.
    ///
    /// # Errors
    /// When the system does not say where it is.
    pub fn program(&self) -> std::io::Result<PathBuf> {
        self.program.clone().map_or_else(std::env::current_exe, Ok)
    }

    /// The address that people type, without a slash at its end.
    #[must_use]
    pub fn public_url(&self) -> String {
        let url = self
            .web
            .public_url
            .clone()
            .unwrap_or_else(|| format!("http://{}", self.web.listen));
        url.trim_end_matches('/').to_owned()
    }

    /// Are pages served under `https`? Then cookies are `Secure` and `__Host-`.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.public_url().starts_with("https://")
    }
}

/// A text that no log shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl std::str::FromStr for Secret {
    type Err = std::convert::Infallible;
    fn from_str(s: &str) -> Result<Secret, Self::Err> {
        Ok(Secret(s.to_owned()))
    }
}
