//! What every page shows around its own matter.

use super::assets;
use super::policy::{Policy, Viewer};
use super::visitor::Visit;
use crate::accounts::Actor;
use crate::platform::texts::T;
use crate::vocabulary::text::Language;

/// A place in the navigation, for those whom its policy lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NavItem {
    /// Lower comes first.
    pub order: u16,
    /// Who sees it.
    pub policy: Policy,
    /// Where it leads.
    pub href: &'static str,
    /// The key of its text.
    pub key: &'static str,
}

/// A place in the navigation, as one reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavLink {
    /// Where it leads.
    pub href: &'static str,
    /// Its text.
    pub text: String,
    /// Is this page there, or below?
    pub current: bool,
}

/// The field `page` of every page: what `layout/page.html` needs.
#[derive(Debug, Clone)]
pub struct Page {
    /// The texts.
    pub t: T,
    /// What stands in the window's title and as heading.
    pub title: String,
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// The form token.
    pub csrf: String,
    /// Path and query of this page.
    pub path: String,
    /// What the step before has to say.
    pub flash: Option<String>,
    /// Is this a demonstration?
    pub demo: bool,
    /// The navigation of this reader.
    pub nav: Vec<NavLink>,
}

impl Page {
    pub(super) fn new(visit: &Visit, title: String) -> Page {
        let t = visit.t;
        let place = visit.path.split('?').next().unwrap_or_default();
        let below = |href: &str| {
            place == href
                || (href != "/" && place.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')))
        };
        let nav = visit
            .visitor
            .signposts
            .nav
            .iter()
            .filter(|item| item.policy.allows(&visit.viewer))
            .map(|item| NavLink {
                href: item.href,
                text: t.get(item.key),
                current: below(item.href),
            })
            .collect();
        Page {
            t,
            title,
            actor: match &visit.viewer {
                Viewer::Signed(actor) => Some(actor.clone()),
                Viewer::Anonymous => None,
            },
            csrf: visit.csrf.clone(),
            path: visit.path.clone(),
            flash: visit.visitor.saying.as_ref().and_then(|saying| saying.text(t)),
            demo: visit.app.config.demo,
            nav,
        }
    }

    /// Is there a style sheet? Without one pages are plain.
    #[must_use]
    pub fn styled(&self) -> bool {
        assets::has("app.css")
    }

    /// Where an asset is.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    /// The other languages: their code and where to ask for them.
    #[must_use]
    pub fn other_languages(&self) -> Vec<(&'static str, String)> {
        let back =
            percent_encoding::utf8_percent_encode(&self.path, percent_encoding::NON_ALPHANUMERIC).to_string();
        Language::ALL
            .into_iter()
            .filter(|language| *language != self.t.language())
            .map(|language| {
                (
                    language.as_str(),
                    format!("/language/{}?back={back}", language.as_str()),
                )
            })
            .collect()
    }
}
