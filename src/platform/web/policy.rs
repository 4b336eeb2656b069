//! Who may take a route.

use crate::accounts::{Actor, Role};

/// Who asks.
#[derive(Debug, Clone)]
pub enum Viewer {
    /// Nobody is signed in.
    Anonymous,
    /// This person is.
    Signed(Actor),
}

/// The kinds of people who may take a route. What of a kind's own they may see is the handler's to check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy(u8);

impl Policy {
    const ANONYMOUS: u8 = 1;
    const LINKED: u8 = 1 << 5;
    const BEARING: u8 = 1 << 6;

    /// Coordinators of a school.
    pub const COORDINATOR: Policy = Policy(1 << 1);
    /// People of a company.
    pub const COMPANY: Policy = Policy(1 << 2);
    /// Staff of the Fund.
    pub const FUND: Policy = Policy(1 << 3);
    /// Administrators.
    pub const ADMINISTRATOR: Policy = Policy(1 << 4);
    /// Everybody who is signed in.
    pub const SIGNED_IN: Policy = Policy::COORDINATOR
        .or(Policy::COMPANY)
        .or(Policy::FUND)
        .or(Policy::ADMINISTRATOR);
    /// Everybody.
    pub const PUBLIC: Policy = Policy(Policy::ANONYMOUS | Policy::SIGNED_IN.0);
    /// Everybody who holds the secret in the address; the handler checks it.
    pub const LINK: Policy = Policy(Policy::PUBLIC.0 | Policy::LINKED);

    /// The same, and the secret is all that is asked for: a mail program that POSTs knows no form token (RFC 8058). A site that
    /// would have somebody's browser take the route does not know the secret.
    pub const BEARER: Policy = Policy(Policy::LINK.0 | Policy::BEARING);

    /// One kind or the other.
    #[must_use]
    pub const fn or(self, other: Policy) -> Policy {
        Policy(self.0 | other.0)
    }

    /// May `viewer` take the route?
    #[must_use]
    pub fn allows(self, viewer: &Viewer) -> bool {
        let bit = match viewer {
            Viewer::Anonymous => Policy::ANONYMOUS,
            Viewer::Signed(actor) => Policy::of(actor.role).0,
        };
        self.0 & bit != 0
    }

    /// May people come who are not signed in?
    #[must_use]
    pub const fn is_public(self) -> bool {
        self.0 & Policy::ANONYMOUS != 0
    }

    /// Does the address hold the secret that opens it?
    #[must_use]
    pub const fn is_link(self) -> bool {
        self.0 & Policy::LINKED != 0
    }

    /// Is the secret in the address enough for a change, without a form token?
    #[must_use]
    pub const fn is_bearer(self) -> bool {
        self.0 & Policy::BEARING != 0
    }

    /// The policy that lets in this role alone.
    #[must_use]
    pub const fn of(role: Role) -> Policy {
        match role {
            Role::Administrator => Policy::ADMINISTRATOR,
            Role::Coordinator(_) => Policy::COORDINATOR,
            Role::Company(_) => Policy::COMPANY,
            Role::Fund => Policy::FUND,
        }
    }
}
