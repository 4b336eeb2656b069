// The README's pictures: ten pages of the demonstration, on a desk and on a telephone, in Chromium: `make screenshots`.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { launch, visitor } from "./support/browser.mjs";
import { start } from "./support/service.mjs";
import { run, signInAs } from "./support/steps.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = path.resolve(here, "../../templates/assets/screenshots");
const students = path.resolve(here, "../fixtures/scuola/studenti.csv");
await mkdir(folder, { recursive: true });
const browser = await launch();
const service = await start("demo", "--size", "300");

async function take(page, name) {
  await page.evaluate(() => document.fonts.ready);
  for (const [width, height] of [
    [1280, 800],
    [360, 740],
  ]) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: path.join(folder, `${name}-${width}.png`) });
    console.log(`${name}-${width}.png`);
  }
}

/** The addresses of the coordinator's rounds whose line says so. */
async function rounds(page, state) {
  await page.goto("/rounds");
  return page.locator("main tr", { hasText: state }).locator("th a, td:first-child a").evaluateAll((links) => links.map((link) => link.href));
}

/** The page of the student, among the first of a result, to whom the most places are open: there is something to compare. */
async function mostOpen(page, result) {
  await page.goto(`${result}/proposals`);
  const links = await page.locator("main tbody a[href*='/students/'], main tbody th a").evaluateAll((links) => links.map((link) => link.href));
  let best = { address: links[0], places: 0 };
  for (const address of links.slice(0, 20)) {
    await page.goto(address);
    const places = await page.locator("main tbody input[type=radio]").count();
    if (places > best.places) best = { address, places };
  }
  return best.address;
}

try {
  const { page, close } = await visitor(browser, service);
  await signInAs(page, /Coordinamento/);
  await take(page, "home");

  // A file with two mistakes, before anything is written.
  const wrong = path.join(service.folder, "studenti.csv");
  await writeFile(wrong, (await readFile(students, "utf8")).replace("12/03/2009", "31/02/2009").replace("Seriate", "Serriate"));
  await page.goto("/imports");
  await page.locator("#f-kind").selectOption("students");
  await page.locator("#f-file").setInputFiles(wrong);
  await page.locator("main form[action='/imports'] button[type=submit]").click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await take(page, "import");

  const [draft] = await rounds(page, "in preparazione");
  await page.goto(`${draft}/readiness`);
  await take(page, "readiness");
  const result = await run(page, draft);
  await take(page, "run");
  await page.goto(`${result}/proposals`);
  await take(page, "result");
  await page.goto(await mostOpen(page, result));
  await take(page, "why");
  await page.goto(`${result}/unplaced`);
  await take(page, "unplaced");
  await page.goto(`${draft}/publish`);
  await take(page, "publish");

  const [published] = await rounds(page, "pubblicato");
  await page.goto(published);
  await page.goto(await page.locator("main a[href^='/proposals?round=']").evaluate((link) => link.href));
  await take(page, "answers");
  await close();

  const fund = await visitor(browser, service);
  await signInAs(fund.page, /Fondo/);
  await fund.page.goto("/reporting");
  await take(fund.page, "fund");
  await fund.close();
} finally {
  await browser.close();
  await service.stop();
}
