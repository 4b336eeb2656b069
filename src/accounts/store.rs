use super::Actor;
use crate::app::App;
use crate::vocabulary::fault::Fault;
pub(crate) async fn visit_session(_app: &App, _token: &[u8; 32]) -> Result<Option<Actor>, Fault> {
    Ok(None)
}
