//! Where the relay is, and how to speak to it.

use std::fmt;
use std::time::Duration;

use crate::config::MailConfig;

/// How the line is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// STARTTLS, required: no mail without it. Usually port 587.
    StartTls,
    /// TLS from the first byte. Usually port 465.
    Implicit,
    /// None. Only to this same machine.
    None,
}

/// Where the relay is and how to speak to it.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Name or address; the certificate must be for it.
    pub host: String,
    /// 587, 465, 25 …
    pub port: u16,
    /// How the line is protected.
    pub security: Security,
    /// User and password, where the relay wants them.
    pub credentials: Option<(String, String)>,
    /// A certificate to trust besides the system's (PEM): for a relay inside the house.
    pub extra_root_pem: Option<Vec<u8>>,
    /// The name we say in EHLO; the machine's own without it.
    pub hello: Option<String>,
    /// The longest wait for any one step.
    pub timeout: Duration,
    /// How many conversations at once.
    pub connections: usize,
}

impl SmtpSettings {
    /// A relay with STARTTLS on 587, 30 s a step, two conversations.
    pub fn new(host: impl Into<String>) -> SmtpSettings {
        SmtpSettings {
            host: host.into(),
            port: 587,
            security: Security::StartTls,
            credentials: None,
            extra_root_pem: None,
            hello: None,
            timeout: Duration::from_secs(30),
            connections: 2,
        }
    }
}

impl SmtpSettings {
    /// From `smtp://host[:port]` (STARTTLS, 587), `smtps://host[:port]` (TLS, 465) or `smtp+plain://host[:port]` (25).
    ///
    /// # Errors
    /// When it is none of these.
    pub fn parse(url: &str) -> Result<SmtpSettings, SettingsError> {
        let unreadable = || SettingsError::Url(url.to_owned());
        let (scheme, rest) = url.trim().split_once("://").ok_or_else(unreadable)?;
        let (security, default_port) = match scheme {
            "smtp" => (Security::StartTls, 587),
            "smtps" => (Security::Implicit, 465),
            "smtp+plain" => (Security::None, 25),
            _ => return Err(unreadable()),
        };
        let rest = rest.trim_end_matches('/');
        // An IPv6 address stands in brackets.
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().map_err(|_| unreadable())?),
            _ => (rest, default_port),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() || host.contains(['@', '/', '?']) {
            return Err(unreadable());
        }
        Ok(SmtpSettings {
            port,
            security,
            ..SmtpSettings::new(host)
        })
    }

    /// From the configuration; `None` when no mail server is named.
    ///
    /// # Errors
    /// When the address or a file that it names cannot be used.
    pub fn configured(config: &MailConfig) -> Result<Option<SmtpSettings>, SettingsError> {
        let Some(url) = &config.smtp_url else {
            return Ok(None);
        };
        let mut settings = SmtpSettings::parse(url)?;
        let read = |path: &std::path::Path| {
            std::fs::read(path).map_err(|e| SettingsError::File(path.display().to_string(), e.to_string()))
        };
        if let Some(user) = &config.smtp_user {
            let password = match &config.smtp_password_file {
                Some(path) => String::from_utf8_lossy(&read(path)?)
                    .trim_end_matches(['\r', '\n'])
                    .to_owned(),
                None => String::new(),
            };
            settings.credentials = Some((user.clone(), password));
        }
        settings.extra_root_pem = config.smtp_ca_file.as_deref().map(read).transpose()?;
        Ok(Some(settings))
    }
}

impl fmt::Debug for SmtpSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("credentials", &self.credentials.as_ref().map(|_| "[redacted]"))
            .field("timeout", &self.timeout)
            .field("connections", &self.connections)
            .finish_non_exhaustive()
    }
}

/// Why these settings will not do.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Mail would travel in the clear.
    #[error("mail to {0} would travel unencrypted: choose starttls or tls, or a relay on this machine")]
    Unprotected(String),
    /// Not an address of a mail server.
    #[error(
        "`{0}` is no mail server: write smtps://host, smtp://host, or smtp+plain://127.0.0.1:25 on this machine"
    )]
    Url(String),
    /// A file that cannot be read.
    #[error("{0} cannot be read: {1}")]
    File(String, String),
    /// The certificate cannot be read.
    #[error("the extra certificate or the host name cannot be used: {0}")]
    Tls(String),
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_address_of_a_mail_server_says_how_the_line_is_protected() {
        let read = |url| {
            SmtpSettings::parse(url)
                .map(|s| (s.host, s.port, s.security))
                .ok()
        };
        let host = || "posta.example".to_owned();
        assert_eq!(
            read("smtp://posta.example"),
            Some((host(), 587, Security::StartTls))
        );
        assert_eq!(
            read("smtps://posta.example:4465/"),
            Some((host(), 4465, Security::Implicit))
        );
        assert_eq!(
            read("smtp+plain://[::1]:2525"),
            Some(("::1".to_owned(), 2525, Security::None))
        );
        assert_eq!(
            read("smtp+plain://127.0.0.1"),
            Some(("127.0.0.1".to_owned(), 25, Security::None))
        );
        for wrong in [
            "posta.example",
            "http://posta.example",
            "smtp://",
            "smtp://u:p@posta.example",
            "smtp://a:b",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let credentials = Some(("utente".to_owned(), "parola segreta".to_owned()));
        let settings = SmtpSettings {
            credentials,
            ..SmtpSettings::new("posta.example")
        };
        let shown = format!("{settings:?}");
        assert!(!shown.contains("segreta") && !shown.contains("utente"), "{shown}");
    }
}
