// Every page that somebody can reach by following links, each kind of page once or twice.

/** Two addresses of one kind of page are the same page with other ids. */
export function kind(address) {
  const { pathname, searchParams } = new URL(address);
  const path = pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}\.[0-9a-f]{64}/g, "{door}").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}").replace(/\/[A-Za-z0-9_-]{32,}/g, "/{secret}");
  const names = [...new Set(searchParams.keys())].sort();
  return names.length ? `${path}?${names.join("&")}` : path;
}

/** Follows links from `from` and calls `look(page, address)` on each page; answers with the kinds seen. */
export async function crawl(page, from, look, { most = 1 } = {}) {
  const origin = new URL(from).origin;
  const seen = new Map();
  const waiting = [from];
  const met = new Set(waiting);
  while (waiting.length) {
    const address = waiting.shift();
    const of = kind(address);
    if ((seen.get(of) ?? 0) >= most) continue;
    seen.set(of, (seen.get(of) ?? 0) + 1);
    const response = await page.goto(address).catch((error) => {
      if (/Download is starting|ERR_ABORTED/.test(error.message)) return null;
      throw error;
    });
    if (!response || !(response.headers()["content-type"] ?? "").startsWith("text/html")) continue;
    await look(page, address, response);
    for (const href of await page.locator("a[href]:not([download])").evaluateAll((links) => links.map((link) => link.href))) {
      const link = new URL(href);
      link.hash = "";
      // The choice of language is a page of its own only in name; files are not pages.
      if (link.origin !== origin || link.pathname.startsWith("/language/") || /\.(csv|xlsx|json|eml|zip|ics|txt)$/.test(link.pathname)) continue;
      if (/[?&](format|download)=/.test(link.search) || met.has(link.href)) continue;
      met.add(link.href);
      waiting.push(link.href);
    }
  }
  return [...seen.keys()].sort();
}
