//! The first account of a new instance, and a way back in for one whose password nobody knows any more.

use super::actions::{NewAccount, create_account, give_link};
use super::audit::By;
use super::store::accounts;
use crate::app::App;
use crate::platform::web::token::hex;
use crate::vocabulary::fault::Fault;
use crate::vocabulary::text::EmailAddress;

/// The address where the owner of an account sets a password: works once, for seven days. The account is made when nobody has
/// this email address yet; one that is there keeps its name and role, and the link is recorded.
///
/// # Errors
/// Everything that is wrong with the form; [`Fault::Conflict`] when the account is disabled.
pub async fn invite(app: &App, by: By, form: &NewAccount) -> Result<String, Fault> {
    let known = match EmailAddress::parse(&form.email) {
        Ok(email) => accounts::find_by_email(app.db.reader(), &email.key()).await?,
        Err(_) => None,
    };
    let id = match known {
        Some(found) => found.account.id,
        None => create_account(app, by, form).await?,
    };
    let secret = give_link(app, by, id).await?;
    Ok(format!(
        "{}/set-password/{}",
        app.config.public_url(),
        hex(&secret)
    ))
}
