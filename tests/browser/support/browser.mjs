// A real browser, and visitors in it whose troubles are written down: console errors, CSP reports, failed requests.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The system's Chromium; nothing is downloaded. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
}

/** Somebody with a browser of their own (cookies, language, window); `troubles` is what went wrong there. */
export async function visitor(browser, service, { language = "it", width = 1280, height = 900, javascript = true } = {}) {
  const context = await browser.newContext({
    baseURL: service.url,
    locale: language === "it" ? "it-IT" : "en-GB",
    viewport: { width, height },
    javaScriptEnabled: javascript,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const troubles = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") troubles.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`${page.url()}: ${error.message}`));
  page.on("requestfailed", (request) => {
    // A download is not shown as a page, which the browser calls aborted.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") troubles.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) troubles.push(`${response.url()}: ${response.status()}`);
  });
  return { context, page, troubles, close: () => context.close() };
}

/** Nothing went wrong in this visitor's browser. */
export function untroubled({ troubles }) {
  assert.deepEqual(troubles, []);
}

/** What axe finds wrong with the page, in words. */
export async function barriers(page) {
  await page.evaluate(`${axe}; undefined`);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],
    }),
  );
  return violations.map(
    (violation) => `${violation.id}: ${violation.help}\n${violation.nodes.map((node) => `    ${node.target} ${node.html.slice(0, 160)}`).join("\n")}`,
  );
}

/** How much wider than the window the page is, CSS pixels. */
export function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Everything wrong with a page that anybody could see: its status, missing texts, barriers at two widths, a sideways scroll at 320 px. */
export async function wrongs(page, address, response) {
  const found = [];
  if (response.status() !== 200) found.push(`${address}: ${response.status()}`);
  if ((await page.locator("body").innerText()).includes("⟦")) found.push(`${address}: a text is missing`);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    for (const barrier of await barriers(page)) found.push(`${address} at ${width} px: ${barrier}`);
  }
  await page.setViewportSize({ width: 320, height: 900 });
  const wider = await sideways(page);
  if (wider > 0) found.push(`${address}: ${wider} px wider than the window of 320`);
  return found;
}
