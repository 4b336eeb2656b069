use crate::app::App;
use crate::vocabulary::fault::Fault;
use super::Actor;
pub(crate) async fn visit_session(_app: &App, _token: &[u8; 32]) -> Result<Option<Actor>, Fault> { Ok(None) }
