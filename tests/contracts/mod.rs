//! What others rely on: the schema, the files, the pages' security.

mod mailer;
mod mails;
mod pages;
mod plain;
mod routes;
mod schema;
mod setup;
mod texts;
