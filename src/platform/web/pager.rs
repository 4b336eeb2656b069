//! Long lists, a page at a time.

use super::visitor::Visit;

/// Where in a long list a page is. Pages count from 1 and are asked for with `?page=`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pager {
    page: u64,
    pages: u64,
    total: u64,
    size: u64,
    /// The address without its `page`.
    base: String,
}

impl Pager {
    /// The page of `size` lines that `visit` asks for, of `total` lines; the last one when it asks for more.
    #[must_use]
    pub fn of(visit: &Visit, size: u64, total: u64) -> Pager {
        Pager::at(&visit.path, size, total)
    }

    fn at(address: &str, size: u64, total: u64) -> Pager {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let mut asked = 1;
        let mut kept = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.strip_prefix("page=") {
                Some(number) => asked = number.parse().unwrap_or(1),
                None => kept.push(pair),
            }
        }
        let base = if kept.is_empty() {
            format!("{path}?")
        } else {
            format!("{path}?{}&", kept.join("&"))
        };
        let size = size.max(1);
        let pages = total.div_ceil(size).max(1);
        Pager {
            page: asked.clamp(1, pages),
            pages,
            total,
            size,
            base,
        }
    }

    /// This page's number.
    #[must_use]
    pub fn page(&self) -> u64 {
        self.page
    }

    /// How many pages there are.
    #[must_use]
    pub fn pages(&self) -> u64 {
        self.pages
    }

    /// How many lines there are in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Lines to a page, for LIMIT.
    #[must_use]
    pub fn limit(&self) -> u64 {
        self.size
    }

    /// Lines before this page, for OFFSET.
    #[must_use]
    pub fn offset(&self) -> u64 {
        (self.page - 1) * self.size
    }

    /// Where the page before is.
    #[must_use]
    pub fn previous(&self) -> Option<String> {
        (self.page > 1).then(|| format!("{}page={}", self.base, self.page - 1))
    }

    /// Where the page after is.
    #[must_use]
    pub fn next(&self) -> Option<String> {
        (self.page < self.pages).then(|| format!("{}page={}", self.base, self.page + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_stays_when_the_page_turns() {
        let pager = Pager::at("/students?figure=Q05&page=2&year=3", 50, 120);
        assert_eq!(
            pager.next().as_deref(),
            Some("/students?figure=Q05&year=3&page=3")
        );
        assert_eq!((pager.offset(), pager.pages()), (50, 3));
    }

    #[test]
    fn a_page_beyond_the_end_is_the_last() {
        let pager = Pager::at("/students?page=99", 50, 120);
        assert_eq!((pager.page(), pager.next()), (3, None));
        assert_eq!(Pager::at("/students?page=x", 50, 0).page(), 1);
    }
}
