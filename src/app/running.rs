//! The application at work: pages and workers, until it is told to stop.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::App;
use crate::matching::Matching;
use crate::platform::worker::{Pace, Tally, Worker};
use crate::vocabulary::fault::Fault;
use crate::{availability, notifications, proposals};

impl App {
    /// Serves pages and works until `stop` fires; `ready` hears the address once it listens.
    ///
    /// # Errors
    /// When the address is taken, or a worker cannot be set up.
    pub async fn serve(&self, stop: CancellationToken, ready: impl FnOnce(SocketAddr)) -> Result<(), Fault> {
        let listen = self.config.web.listen;
        let listener = tokio::net::TcpListener::bind(listen).await.map_err(|error| {
            Fault::Internal(format!(
                "{listen} cannot be listened on: {error}. Choose another with --listen"
            ))
        })?;
        ready(listener.local_addr().map_err(Fault::internal)?);
        let workers = tokio::spawn({
            let (app, stop) = (self.clone(), stop.clone());
            async move { app.work(stop).await }
        });
        let pages = self.router().into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, pages)
            .with_graceful_shutdown(async move { stop.cancelled().await })
            .await
            .map_err(Fault::internal)?;
        workers.await.map_err(Fault::internal)?
    }

    /// Works until `stop` fires.
    ///
    /// # Errors
    /// When a worker cannot be set up.
    pub async fn work(&self, stop: CancellationToken) -> Result<(), Fault> {
        let (runs, mails) = (self.runs()?, notifications::worker(self));
        let time = proposals::keep(self.clone(), stop.clone());
        tokio::join!(runs.run(stop.clone()), mails.run(stop), time);
        Ok(())
    }

    /// Does all runs that are due, closes what is overdue, then sends all mail that is due: for tests and `work --once`.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn drain(&self) -> Result<(Tally, Tally), Fault> {
        let runs = self.runs()?.drain().await?;
        proposals::expire_due(self).await?;
        proposals::remind_due(self).await?;
        availability::remind_due(self).await?;
        availability::tell_schools(self).await?;
        Ok((runs, self.send().await?))
    }

    /// Sends all mail that is due.
    ///
    /// # Errors
    /// When the database is gone.
    pub async fn send(&self) -> Result<Tally, Fault> {
        notifications::send_once(self, &CancellationToken::new()).await
    }

    fn runs(&self) -> Result<Worker<Matching>, Fault> {
        Ok(Worker::new(
            Matching::new(self)?,
            Arc::clone(&self.clock),
            Pace::default(),
        ))
    }
}
