//! The builder of routes: none without a policy, all of them in one table.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, on};

use super::layers::{self, Guard};
use super::page::NavItem;
use super::policy::Policy;
use super::tasks::{Task, TaskSource};
use super::visitor::Visit;
use super::{assets, respond};
use crate::app::App;
use crate::platform::sheets::Column;
use crate::vocabulary::fault::Fault;

/// What a form may weigh, bytes.
const FORM_LIMIT: usize = 512 * 1024;

/// One line of the table of routes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// GET or POST.
    pub method: Method,
    /// The pattern: `/students/{id}`.
    pub path: &'static str,
    /// Who may take it.
    pub policy: Policy,
}

/// Routes, each with its policy; and the places in the navigation that lead to them.
#[derive(Debug, Default)]
pub struct Routes {
    router: Router<App>,
    table: Vec<Entry>,
    signposts: Signposts,
}

/// What leads people to the routes, and what they find there.
#[derive(Debug, Default)]
pub(super) struct Signposts {
    pub nav: Vec<NavItem>,
    pub tasks: Vec<TaskSource>,
    pub columns: Vec<(&'static str, &'static [Column])>,
}

impl Routes {
    /// No routes yet.
    #[must_use]
    pub fn new() -> Routes {
        Routes::default()
    }

    /// A page. A GET changes nothing.
    #[must_use]
    pub fn get<H, A>(self, path: &'static str, policy: Policy, handler: H) -> Routes
    where
        H: Handler<A, App>,
        A: 'static,
    {
        self.add(MethodFilter::GET, Method::GET, path, policy, FORM_LIMIT, handler)
    }

    /// A change, by a form of at most 512 KiB.
    #[must_use]
    pub fn post<H, A>(self, path: &'static str, policy: Policy, handler: H) -> Routes
    where
        H: Handler<A, App>,
        A: 'static,
    {
        self.add(
            MethodFilter::POST,
            Method::POST,
            path,
            policy,
            FORM_LIMIT,
            handler,
        )
    }

    /// A change, by a form with a file; all of it at most `limit` bytes, and held in memory.
    #[must_use]
    pub fn upload<H, A>(self, path: &'static str, policy: Policy, limit: usize, handler: H) -> Routes
    where
        H: Handler<A, App>,
        A: 'static,
    {
        self.add(MethodFilter::POST, Method::POST, path, policy, limit, handler)
    }

    /// A place in the navigation for those whom `policy` lets in: lower `order` first, text by key.
    #[must_use]
    pub fn nav(mut self, order: u16, policy: Policy, href: &'static str, key: &'static str) -> Routes {
        self.signposts.nav.push(NavItem {
            order,
            policy,
            href,
            key,
        });
        self
    }

    /// What needs doing now by those whom `policy` lets in, for the home page: `async fn tasks(visit: Visit) -> Result<Vec<Task>, Fault>`.
    #[must_use]
    pub fn tasks<F, R>(mut self, policy: Policy, ask: F) -> Routes
    where
        F: Fn(Visit) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Vec<Task>, Fault>> + Send + 'static,
    {
        self.signposts.tasks.push(TaskSource::new(policy, ask));
        self
    }

    /// What the columns of these records are called, for pages that know them by key alone: the log of what was done. `kind` is the
    /// subject's in the log.
    #[must_use]
    pub fn columns(mut self, kind: &'static str, columns: &'static [Column]) -> Routes {
        self.signposts.columns.push((kind, columns));
        self
    }

    /// These and those.
    #[must_use]
    pub fn merge(mut self, other: Routes) -> Routes {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self.signposts.nav.extend(other.signposts.nav);
        self.signposts.tasks.extend(other.signposts.tasks);
        self.signposts.columns.extend(other.signposts.columns);
        self
    }

    /// Every route with its policy, in the order in which they were added.
    #[must_use]
    pub fn table(&self) -> &[Entry] {
        &self.table
    }

    /// The service: these routes, the assets, the layers.
    pub fn into_router(self, app: App) -> Router {
        let mut signposts = self.signposts;
        signposts.nav.sort_by_key(|item| item.order);
        let pages = self.router.fallback(respond::nothing_here);
        let pages = layers::around_pages(pages, &app, Arc::new(signposts));
        let all = Router::new()
            .route("/assets/{name}", axum::routing::get(assets::serve))
            .merge(pages);
        layers::around_everything(all, &app).with_state(app)
    }

    fn add<H, A>(
        mut self,
        filter: MethodFilter,
        method: Method,
        path: &'static str,
        policy: Policy,
        limit: usize,
        handler: H,
    ) -> Routes
    where
        H: Handler<A, App>,
        A: 'static,
    {
        let guard = Guard { policy, limit };
        let route = on(filter, handler)
            // The guard has read and limited the body.
            .layer(DefaultBodyLimit::disable())
            .route_layer(from_fn_with_state(guard, layers::guard));
        self.router = self.router.route(path, route);
        self.table.push(Entry { method, path, policy });
        self
    }
}
