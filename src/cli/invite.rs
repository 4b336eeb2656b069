//! `abbina invite`: the first administrator of a new instance.

use std::process::ExitCode;

use clap::Args;

use super::{open, output};
use crate::accounts::{By, NewAccount, invite_or_renew};
use crate::config::Config;
use crate::vocabulary::fault::Fault;

/// Whom to invite.
#[derive(Debug, Clone, Args)]
pub struct InviteArguments {
    /// Where they get mail; also the name at sign-in
    #[arg(value_name = "EMAIL")]
    email: String,
    /// What they are called
    #[arg(long, value_name = "NAME", default_value = "Amministrazione")]
    name: String,
    /// Administrator of this instance, or staff of the Fund; schools and companies are invited from the pages
    #[arg(long, value_parser = ["administrator", "fund"], default_value = "administrator")]
    role: String,
    #[command(flatten)]
    config: Config,
}

/// Prints the address where the invited person sets a password; a mail that holds it waits in the outbox.
pub async fn run(arguments: InviteArguments) -> Result<ExitCode, Fault> {
    let InviteArguments {
        email,
        name,
        role,
        config,
    } = arguments;
    let app = open(config).await?;
    let form = NewAccount {
        name,
        email,
        role,
        language: output::language().as_str().to_owned(),
        ..NewAccount::default()
    };
    let invited = invite_or_renew(&app, By::Service, &form).await?;
    output::say(&invited.link(&app));
    output::complain("This link works once, for seven days: give it to nobody else.");
    output::complain("It also goes out by mail, as soon as the service runs or `abbina send` is called.");
    Ok(ExitCode::SUCCESS)
}
